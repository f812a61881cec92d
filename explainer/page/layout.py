"""The order in which the page is drawn, and what is drawn again when a setting changes.

A move of a slider runs `instrument` alone: result, settings and what else follows from them. All other parts
stand still. What a move changes is sent first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from explainer import words
from explainer.page import panel, settings
from explainer.page.reading import Part, Reading, are_open, door, draw
from explainer.reader import history, links, widgets
from explainer.records.door import Records

DRAW = Path(__file__).parent.parent / "draw"
FAULTS_SHOWN = 3
INSTRUMENT = "instrument"


def dress() -> None:
    """Put in the page's one style and one script."""
    st.html(DRAW / "page.css")
    st.html(f"<script>{(DRAW / 'page.js').read_text(encoding='utf-8')}</script>", unsafe_allow_javascript=True)


@dataclass(frozen=True)
class Slot:
    """A place on the page for a part, open in sight or behind a door."""

    part: Part
    behind: bool
    place: DeltaGenerator


def slots(parts: Sequence[Part], behind: bool) -> list[Slot]:
    """Return a place for each part, in their order."""
    return [Slot(part, behind, st.container()) for part in parts]


@st.fragment(key=INSTRUMENT)
def instrument(facts: Records, following: Sequence[Slot]) -> None:
    """Draw the result, the settings, and every part that follows from them."""
    seen = history.current()
    now = widgets.read(facts, seen)
    if now != seen:
        history.changed(now)
    reading = Reading(facts, now)
    left, right = st.columns([5, 6], gap="medium")
    with left:
        with st.container(horizontal=True, gap="small", key="pickers"):
            widgets.goal(facts, now)
            widgets.definition(facts, now)
        with st.container(key="panel", gap="xsmall"):
            panel.show(reading)
    with right:
        settings.show(reading)
    for slot in following:
        with slot.place:
            (door if slot.behind else draw)(slot.part, reading)
    _settle(facts, now, following)


def _settle(facts: Records, drawn: object, following: Sequence[Slot]) -> None:
    """Write the address; run again where a widget says otherwise than was drawn, as after a restart of the server."""
    if widgets.read(facts, history.current()) != drawn:
        st.rerun()
    opened = are_open(tuple(slot.part for slot in following if slot.behind))
    history.write_address(facts, {links.OPEN: links.BETWEEN.join(opened)} if opened else {})


def notes() -> None:
    """Draw the sentences on the link, until the reader puts them away."""
    told = history.notes()
    if told:
        with st.container(key="link-notes"):
            st.info("\n".join(f"- {note}" for note in told) if len(told) > 1 else told[0])
            st.button("Put this note away", key="notes-away", on_click=history.put_notes_away, type="tertiary")


def faults(facts: Records) -> None:
    """Name the first faults of the data, so that who keeps the page can mend them."""
    if facts.faults:
        shown = "\n".join(f"- {words.plain(str(fault))}" for fault in facts.faults[:FAULTS_SHOWN])
        more = len(facts.faults) - FAULTS_SHOWN
        st.warning(
            f"Part of the data did not pass the check, so part of the page is missing:\n{shown}"
            + (f"\n- and {more} more" if more > 0 else "")
        )
