"""The settings: starting points, and four groups of sliders of which one is open."""

from __future__ import annotations

from functools import cache

import streamlit as st

from explainer import words
from explainer.draw.cited import cited
from explainer.draw.strip import strip
from explainer.model.steps import Scenario
from explainer.page.panel import TAB
from explainer.page.reading import Reading
from explainer.reader import history, starts, widgets
from explainer.records.door import Records
from explainer.telling import past_years

STAFFING = "staffing"
IN_SIGHT = 3  # starting points with a button of their own


def show(r: Reading) -> None:
    """Draw starting points and sliders."""
    _starts(r)
    groups = {group.label: group.group for group in r.facts.rows("groups") if group.in_tabs == "yes"}
    tabs = st.tabs(list(groups), key=TAB, on_change="rerun", default=_first(r, groups))
    for tab, (label, group) in zip(tabs, groups.items(), strict=True):
        if tab.open:
            with tab:
                sliders(r, group)


def _first(r: Reading, groups: dict[str, str]) -> str | None:
    return next((label for label, group in groups.items() if group == history.tab()), None)


def _starts(r: Reading) -> None:
    """Draw the starting points as buttons: a choice that the script had to keep in step with the sliders would lose moves."""
    rows = r.facts.start_rows
    nearest, changed = starts.nearest(r.facts, r.s)
    with st.container(horizontal=True, gap="xsmall", vertical_alignment="center", key="starts"):
        st.markdown("Start from", width="content")
        first, others = list(rows)[:IN_SIGHT], list(rows)[IN_SIGHT:]
        for start in first:
            at = start == nearest and not changed
            st.button(
                f"{'✓ ' if at else ''}{rows[start].label}", key=f"start-{start}", on_click=_begin, args=(r, start)
            )
        chosen = st.menu_button("Others", others, format_func=lambda start: rows[start].label, key="start-others")
    if chosen is not None:
        _begin(r, chosen)
        st.rerun()


def _begin(r: Reading, start: str) -> None:
    history.put(history.current().at(Scenario(**r.facts.starts[start])))


def sliders(r: Reading, group: str) -> None:
    """Draw the sliders of one group with their evidence, and behind them what they mean, exact entry and sources."""
    with st.container(gap="xxsmall", key=f"sliders-{group}"):
        for knob in _knobs(r.facts, group):
            value = float(getattr(r.s, knob))
            widgets.slider(r.facts, knob, value)
            st.html(strip(r.facts, knob, value))
        if group == STAFFING and not r.facts.missing("backtest"):
            st.caption(past_years.caution(r.facts))
    meanings = st.expander("What these settings mean", type="compact", key=f"mean-{group}", on_change="rerun")
    if meanings.open:
        meanings.markdown(_meanings(r.facts, group))
    values = st.expander("Exact values and sources", type="compact", key=f"exact-{group}", on_change="rerun")
    if values.open:
        with values:
            for knob in _knobs(r.facts, group):
                widgets.exact(r.facts, knob, float(getattr(r.s, knob)))
                st.markdown(_evidence(r.facts, knob))


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
            f"- **{words.knob_value(row.style, mark.value)}**: {words.plain(mark.label)}.{KIND[mark.kind]}{note}"
            f"{cited(facts, mark.source_id)}"
        )
    found = "\n".join(lines) or "No past value was found."
    start = facts.about["default_start"]
    own = next((r.basis for r in facts.rows("start_values") if r.start == start and r.knob == knob), row.basis)
    return f"Starting value, {facts.start_rows[start].label}: {words.plain(own)}\n\n{found}"
