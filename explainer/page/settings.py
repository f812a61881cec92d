"""The settings: starting points, and groups of sliders of which one is open."""

import math
from functools import cache
from html import escape

import streamlit as st

from explainer import words
from explainer.draw import behind
from explainer.draw.cited import cited
from explainer.model.steps import Scenario
from explainer.page import room
from explainer.page.reading import Part, Reading, now
from explainer.reader import history, redraw, widgets
from explainer.records.door import Records
from explainer.telling import past_years

STAFFING = "staffing"
IN_SIGHT = 3  # starting points with a button of their own
STARTS_HEIGHT = 44  # CSS pixels: kept while the buttons load


def show(facts: Records) -> None:
    """Draw starting points and sliders."""
    if not room.on_a_phone():
        _starts(facts)
    redraw.alone(_sliders, facts)
    if room.on_a_phone():
        _starts(facts)


@st.fragment(key=redraw.SLIDERS)
def _sliders(facts: Records) -> None:
    """Draw the group of sliders that is open, as settings from elsewhere or another group leave it."""
    redraw.drawn_now(redraw.SLIDERS)  # at the end too: a run may be stopped before it
    widgets.take(facts)
    groups = {group.label: group.group for group in facts.rows("groups") if group.in_tabs == "yes"}
    first = next((label for label, group in groups.items() if group == history.session().tab), None)
    with st.container(gap=None):
        with room.none():
            st.html('<h3 id="sliders" class="unseen">Settings</h3>')
        tabs = st.tabs(list(groups), key=widgets.TAB, on_change="rerun", default=first)
    behind.is_drawn(widgets.TAB, st.session_state[widgets.TAB])
    for tab, group in zip(tabs, groups.values(), strict=True):
        if tab.open:
            with tab:
                _group(now(facts), group)
    redraw.drawn_now(redraw.SLIDERS)
    redraw.hand_over()


def _group(r: Reading, group: str) -> None:
    """Draw the sliders of a group, and what stands behind them."""
    with st.container(gap="xxsmall", key=f"sliders-{group}"):
        for knob in _knobs(r.facts, group):
            widgets.slider(r.facts, knob, r.s, r.goal)
    if group == STAFFING:
        st.caption(past_years.caution(r.facts))
    _meanings_and_values(r.facts, group)


def open_tab(facts: Records, limit: str) -> None:
    """Open the sliders of a limit, as a button's callback."""
    st.session_state[widgets.TAB] = next(row.label for row in facts.rows("groups") if limit in row.limits)
    redraw.page()


def _starts(facts: Records) -> None:
    """Draw the starting points as buttons: a choice kept in step with the sliders by the script would lose moves."""
    rows = facts.start_rows
    begins = {start: Scenario(**values) for start, values in facts.starts.items()}
    with st.container(
        horizontal=True, gap="xsmall", vertical_alignment="center", height=STARTS_HEIGHT, border=False, key="starts"
    ):
        st.markdown("Begin with", width="content")
        for start in list(rows)[:IN_SIGHT]:
            st.button(rows[start].label, key=f"start-{start}", on_click=history.set_to, args=(begins[start],))
        st.menu_button(
            "Others",
            list(rows)[IN_SIGHT:],
            format_func=lambda start: rows[start].label,
            key="start-others",
            on_click=lambda: history.set_to(begins[st.session_state["start-others"]]),
        )


def begun(r: Reading) -> str:
    """Say where the settings began and what that start assumes, as HTML."""
    nearest, changed = _nearest(r.facts, r.s)
    row = r.facts.start_rows[nearest]
    more = f", {words.many(changed, 'setting')} changed" if changed else ""
    return f'<p class="begun"><b>These settings began with {escape(row.label)}{more}.</b> {escape(row.sentence)}</p>'


def _nearest(facts: Records, s: Scenario) -> tuple[str, int]:
    """Return the starting point that differs from `s` in the fewest knobs, the first of several, and in how many."""
    differing = {
        start: sum(not math.isclose(now, values[knob], rel_tol=1e-9, abs_tol=1e-12) for knob, now in vars(s).items())
        for start, values in facts.starts.items()
    }
    return min(differing.items(), key=lambda item: item[1])


def _meanings_and_values(facts: Records, group: str) -> None:
    meanings = behind.of_its_own("What these settings mean", f"mean-{group}")
    if meanings.open:
        meanings.markdown(_meanings(facts, group))
    values = behind.of_its_own("Exact values and sources", redraw.EXACT)
    if values.open:
        with values:
            for knob in _knobs(facts, group):
                widgets.exact(facts, knob)
                st.markdown(_evidence(facts, knob))


def _knobs(facts: Records, group: str) -> list[str]:
    return [knob for knob, row in facts.knobs.items() if row.group == group]


@cache
def _meanings(facts: Records, group: str) -> str:
    told = [f"- **{k.label}:** {words.plain(k.help)}" for k in facts.knobs.values() if k.group == group]
    return "\n".join(told)


def _every(r: Reading) -> None:
    """Draw, group by group, what each setting means and each value found, for reading, searching and printing."""
    for group in r.facts.rows("groups"):
        st.markdown(f"**{group.label}**\n\n{_meanings(r.facts, group.group)}")
        for knob in _knobs(r.facts, group.group):
            st.markdown(f"**{r.facts.knobs[knob].label}**\n\n{_evidence(r.facts, knob)}")


EVERY = Part("settings", "Every setting and its sources", _every)
KIND = {
    "published": "",
    "worked_out": " Calculated.",
    "other_count": " Another count, not used for lowest and highest.",
    "plan": " A plan, limit or outside estimate.",
}


@cache
def _evidence(facts: Records, knob: str) -> str:
    """Return where the starting value comes from, and every value found with its source."""
    row = facts.knobs[knob]
    lines = []
    for mark in facts.evidence[knob]:
        note = f" {words.plain(mark.note)}" if mark.note else ""
        lines.append(
            f"- **{words.bounded(mark.bound, words.knob_value(row.style, mark.value))}**: {words.plain(mark.label)}."
            f"{KIND[mark.kind]}{note}{cited(facts, mark.source_id)}"
        )
    found = "\n".join(lines) or "No past value was found."
    start = facts.about["default_start"]
    own = next((r.basis for r in facts.rows("start_values") if r.start == start and r.knob == knob), row.basis)
    return f"Starting value, {facts.start_rows[start].label}: {words.plain(own)}\n\n{found}"
