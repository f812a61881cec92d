"""Your assumptions: starting points, sliders in groups, and the published values under each."""

from __future__ import annotations

from functools import cache

import streamlit as st

from explainer import words
from explainer.reader import session
from explainer.model.steps import Scenario
from explainer.records.door import Records
from explainer.page import parts
from explainer.page.sliders import INTRO, meanings, sliders

NAME, SECTION = "The calculator", "calculator"
NEEDS = ("knobs", "evidence", "starts", "start_values", "figures", "pace", "series", "definitions", "backtest")
GROUPS = ("staffing", "work days", "case rates")
OTHER_STAGES = "other stages"
START, _DRAWN = "_start", "_other_stages_drawn"


def heading() -> None:
    """Draw what stays as it is whatever a reader sets."""
    st.markdown(
        "## Your assumptions\n\n"
        "Move a slider and everything on the page follows. This is a calculator: it says what would follow if, "
        "not what will "
        "happen. Ticks under a slider are published or worked-out values, and the thick line runs from lowest to "
        "highest. Dotted ticks are plans, estimates or other counts. The diamond is yours."
    )


def show(facts: Records) -> None:
    """Draw the starting points, then the sliders."""
    above = st.container()
    for group in GROUPS:
        st.markdown(
            f"### {group.capitalize()}\n\n:small[{INTRO[group]}]\n\n{meanings(facts, group)}", unsafe_allow_html=True
        )
        sliders(facts, group)
    _other_stages(facts)
    with above:  # drawn last: only then does each slider hold what the address says
        starts(facts, session.scenario(facts))


def _other_stages(facts: Records) -> None:
    """Draw a switch for the sliders of the other stages.

    They cost every run its time, so they are drawn only once a reader has opened them or a value of theirs is no longer
    the default; from then on they stay, hidden or not, because the address follows only sliders that are drawn.
    """
    shown = st.toggle("Other stages: beds, flights and new removal orders", key="other-stages")
    if _DRAWN not in st.session_state and (shown or session.departs(facts, OTHER_STAGES)):
        st.session_state[_DRAWN] = True
        session.tell_before_drawing(facts, OTHER_STAGES)
    if st.session_state.get(_DRAWN):
        with st.container(border=True, key=f"other-stages-{'part' if shown else 'hidden'}"):
            st.markdown(f":small[{INTRO[OTHER_STAGES]}]\n\n{meanings(facts, OTHER_STAGES)}", unsafe_allow_html=True)
            sliders(facts, OTHER_STAGES)


def starts(facts: Records, s: Scenario) -> None:
    """Draw the starting points, and what the reader changed since."""
    start, changed = session.nearest_start(facts, vars(s))
    rows = facts.start_rows
    st.session_state[START] = None if changed else start
    st.pills(
        "Start from a past moment or a plan",
        list(rows),
        format_func=lambda name: rows[name].label,
        key=START,
        on_change=_begin,
        args=(facts,),
    )
    st.caption(f"{rows[start].label}: {words.plain(rows[start].sentence)}")
    _basis(facts, start)
    with st.container(horizontal=True, gap="small"):
        st.button(
            "Undo the last change",
            on_click=session.undo,
            args=(facts,),
            disabled=not session.can_undo(),
            key="undo",
            type="tertiary",
        )
        st.button(
            f"Reset all to {rows[facts.about['default_start']].label}",
            on_click=session.reset,
            args=(facts, facts.defaults),
            key="reset-all",
            type="tertiary",
            disabled=not changed and start == facts.about["default_start"],
        )


def _begin(facts: Records) -> None:
    """Set everything to the starting point that was chosen; a second click on it changes nothing."""
    start = st.session_state[START]
    if start is not None:
        session.set_all(facts, facts.starts[start])
        session.run_both()


def _basis(facts: Records, start: str) -> None:
    """List what a starting point sets and from where, and what to keep in mind about it."""
    row = facts.start_rows[start]
    part = parts.more(f"What {row.label} sets, and from where", "start-basis")
    if part is not None:
        note = f"{words.plain(row.note)}\n\n" if row.note else ""
        cited = f"{parts.sources_text(facts, [row.source_id])}\n\n" if row.source_id else ""
        part.markdown(note + cited + _basis_list(facts, start))


@cache
def _basis_list(facts: Records, start: str) -> str:
    """Return each setting of a starting point with its basis and source."""
    set_here = [r for r in facts.rows("start_values") if r.start == start]
    lines = [_basis_line(facts, r.knob, r.value, r.basis, r.source_id) for r in set_here]
    lines = lines or [_basis_line(facts, k, facts.defaults[k], knob.basis, "") for k, knob in facts.knobs.items()]
    return "\n".join(lines) + ("\n\nAll other settings are those of the default." if set_here else "")


def _basis_line(facts: Records, knob: str, value: float, basis: str, source_id: str) -> str:
    row = facts.knobs[knob]
    return (
        f"- {row.label}, **{words.knob_value(row.style, value)}**: {words.plain(basis)}{parts.cited(facts, source_id)}"
    )
