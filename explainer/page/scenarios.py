"""Two kept scenarios, A and B, beside the present settings. They travel in the link."""

import streamlit as st

from explainer import words
from explainer.draw.figure import take
from explainer.page.reading import Part, Reading
from explainer.reader import history
from explainer.telling import compared

SEND = "The address of this page holds all of this: copy it to send it, or open “Download, cite or embed”."


def show(r: Reading) -> None:
    """Draw the kept scenarios and the present settings: where they differ, and what follows; nothing where none is kept."""
    kept = r.view.kept
    if not kept:
        if history.session().section == PART.key:
            st.info("No scenario is kept. On the whole page “Keep as A” and “Keep as B” keep the settings.")
        return
    columns = compared.columns(kept, r.s)
    st.header(f"{words.listed([*list(columns)[:-1], compared.YOURS.lower()])}, side by side", anchor="compare")
    table = compared.table(r.facts, columns)
    st.table(table, hide_index=True, border="horizontal", alt="Scenarios side by side")
    st.caption(SEND)
    with st.container(horizontal=True, gap="small"):
        take(r.facts, "compare", table, "settings and results of kept scenarios, modelled and rounded", [], r.link)
        for letter, of in kept.items():
            key = letter.lower()
            st.button(f"Go to {letter}", key=f"to-{key}", on_click=history.set_to, args=(of,), disabled=of == r.s)
            st.button(f"Remove {letter}", key=f"remove-{key}", on_click=_remove, args=(letter,), type="tertiary")


def keep(letter: str) -> None:
    """Keep the present settings under a letter, as a button's callback; what is kept there is not overwritten."""
    view = history.current()
    held = view.kept.get(letter)
    if held is not None:
        same = held == view.settings
        history.say(
            f"Scenario {letter} holds these settings."
            if same
            else f"Scenario {letter} holds other settings. Remove it first, below the sliders."
        )
    history.go(view.keeping(letter, view.settings))


def _remove(letter: str) -> None:
    history.go(history.current().keeping(letter, None))


PART = Part("compare", "Scenarios side by side", show)
