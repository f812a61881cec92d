"""What the address says: sentences on what could not be used, and the way back from a single section."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from types import ModuleType
from typing import Any

import streamlit as st

from explainer.reader import links, session
from explainer.records.door import Records
from explainer.page import parts

_NOTES = "_link_notes"


@dataclass(frozen=True)
class Page:
    """The whole page, or the one section that the address asks for."""

    facts: Records
    section: str | None

    def wants(self, part: ModuleType | Callable[..., None]) -> bool:
        """Return whether a part is drawn. A part with no SECTION belongs to the whole page alone."""
        return self.section is None or getattr(part, "SECTION", None) == self.section

    def draw(self, part: ModuleType | Callable[..., None], *args: Any) -> None:
        """Draw a section, or one function of a section, if it is wanted and has its tables."""
        if self.wants(part) and parts.available(
            self.facts, getattr(part, "NAME", "This part"), *getattr(part, "NEEDS", ())
        ):
            show = part.show if isinstance(part, ModuleType) else part
            show(self.facts, *args)


def read(facts: Records) -> Page:
    """Read the address, keep its notes, take out what cannot be used; return the page it asks for."""
    if facts.missing("datapackage", "knobs", "figures", "pace"):
        return Page(facts, None)
    view = session.from_address(facts, parts.SECTIONS)
    met = session.clean_address(facts, view)
    session.given(view.knobs)
    if view.notes:
        st.session_state[_NOTES] = view.notes
    if met:
        st.rerun()
    return Page(facts, view.choices.get(links.SECTION))


def notes() -> None:
    """Draw the sentences on the address, until the reader puts them away."""
    told = st.session_state.get(_NOTES)
    if told:
        with st.container(key="link-notes"):
            st.info("\n".join(f"- {note}" for note in told) if len(told) > 1 else told[0])
            st.button(
                "Put this note away",
                key="notes-away",
                on_click=lambda: st.session_state.pop(_NOTES, None),
                type="tertiary",
            )
