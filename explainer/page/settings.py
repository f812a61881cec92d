"""The settings: starting points, and four groups of sliders of which one is open."""

from __future__ import annotations

from functools import cache

import streamlit as st

from explainer import words
from explainer.draw.cited import cited
from explainer.model.steps import Scenario
from explainer.page.reading import Reading, follow
from explainer.page.sliders import slider
from explainer.reader import history, widgets
from explainer.records.door import Records
from explainer.telling import past_years

STAFFING = "staffing"
IN_SIGHT = 3  # starting points with a button of their own


def show(r: Reading) -> None:
    """Draw starting points and sliders."""
    facts = r.facts
    _starts(facts)
    groups = {group.label: group.group for group in facts.rows("groups") if group.in_tabs == "yes"}
    tabs = st.tabs(list(groups), key=widgets.TAB, on_change=widgets.draw_page, default=_first(groups))
    for tab, group in zip(tabs, groups.values(), strict=True):
        if tab.open:
            with tab:
                _group(facts, group)


def _group(facts: Records, group: str) -> None:
    """Draw the sliders of a group, which follow their own moves, and what stands behind them."""
    follow(lambda now: _sliders(now, group))
    if group == STAFFING and not facts.missing("backtest"):
        st.caption(past_years.caution(facts))
    _meanings_and_values(facts, group)


def _first(groups: dict[str, str]) -> str | None:
    return next((label for label, group in groups.items() if group == history.tab()), None)


def _starts(facts: Records) -> None:
    """Draw the starting points as buttons: a choice kept in step with the sliders by the script would lose moves."""
    rows = facts.start_rows
    with st.container(horizontal=True, gap="xsmall", vertical_alignment="center", key="starts"):
        st.markdown("Start from", width="content")
        first, others = list(rows)[:IN_SIGHT], list(rows)[IN_SIGHT:]
        for start in first:
            st.button(rows[start].label, key=f"start-{start}", on_click=_begin, args=(facts, start))
        chosen = st.menu_button("Others", others, format_func=lambda start: rows[start].label, key="start-others")
    if chosen is not None:
        _begin(facts, chosen)


def _begin(facts: Records, start: str) -> None:
    history.go(history.current().at(Scenario(**facts.starts[start])))


def _sliders(r: Reading, group: str) -> None:
    with st.container(gap="xxsmall", key=f"sliders-{group}"):
        for knob in _knobs(r.facts, group):
            slider(r, knob)


@st.fragment
def _meanings_and_values(facts: Records, group: str) -> None:
    meanings = st.expander("What these settings mean", type="compact", key=f"mean-{group}", on_change="rerun")
    if meanings.open:
        meanings.markdown(_meanings(facts, group))
    values = st.expander("Exact values and sources", type="compact", key=f"exact-{group}", on_change="rerun")
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
    key = "Marks under a slider show past values, dotted marks plans, estimates or other counts; the diamond is yours."
    return "\n".join([key, "", *told])


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
            f"- **{words.bounded(mark.bound, words.knob_value(row.style, mark.value))}**: {words.plain(mark.label)}.{KIND[mark.kind]}{note}"
            f"{cited(facts, mark.source_id)}"
        )
    found = "\n".join(lines) or "No past value was found."
    start = facts.about["default_start"]
    own = next((r.basis for r in facts.rows("start_values") if r.start == start and r.knob == knob), row.basis)
    return f"Starting value, {facts.start_rows[start].label}: {words.plain(own)}\n\n{found}"
