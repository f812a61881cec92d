"""What officials said: goals in time, one kind at a time; one chosen here becomes the goal to test."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import cache
from typing import Any

import pandas as pd
import streamlit as st

from explainer import words
from explainer.draw import shapes
from explainer.draw.cited import cited
from explainer.draw.figure import Figure, figure
from explainer.page.reading import Part, Reading
from explainer.reader import history
from explainer.records import counts, goals
from explainer.records.door import Records
from explainer.records.rows import Goal, GoalKind
from explainer.telling import goal as of_goal
from explainer.telling import record

HEADING = "What officials said"
STATUS = {
    "on_record": "on the record",
    "reported_by_press": "reported by press",
    "denied": "denied",
    "reported_second_hand": "reported second-hand",
}
STOCKS = ("detention_beds", "officers")  # measures that need no period


@st.fragment
def show(r: Reading) -> None:
    """Draw the goals of one kind; no other part of the page follows the choice of kind."""
    st.header(HEADING, anchor="goals")
    kinds = {row.kind: row for row in r.facts.rows(GoalKind)}
    kind = st.selectbox(
        "Kind of goal", list(kinds), format_func=lambda k: kinds[k].label, key="kind", filter_mode=None, width=320
    )
    if charted(r.facts, kind):
        figure(r.facts, _figure(r.facts, kinds[kind]), r.link)
    else:
        st.caption(f"Numbers {kinds[kind].unit} are no totals, so none is charted. The list below has their words.")
    _choose(r.facts, kind)
    every = st.expander("Every goal of this kind, with words and status", key="every-goal", on_change="rerun")
    if every.open:
        every.markdown(_every(r.facts, kind))


def _choose(facts: Records, kind: str) -> None:
    """Draw a menu of the goals of this kind that can be tested; choosing one makes it the page's goal."""
    testable = {row.goal for row in goals.testable(facts)}
    rows = {row.goal: row for row in goals.of_kind(facts, kind) if row.goal in testable}
    if not rows:
        st.caption(
            "Goals of this kind are parts of a total, or numbers held at one time, so the model does not test them."
        )
        return
    chosen = st.menu_button(
        "Test one of these goals",
        list(rows),
        format_func=lambda g: f"{rows[g].label}, {rows[g].date[:4]}",
        key="test-goal",
    )
    if chosen is not None:
        history.go(replace(history.current(), goal=chosen))


def _has_axis(row: Goal) -> bool:
    """Return whether a goal may stand on its kind's axis: a flow needs a period."""
    return row.measure in STOCKS or not math.isnan(row.annual_low)


def charted(facts: Records, kind: str) -> list[Goal]:
    """Return the goals of a kind that stand on its chart, oldest first."""
    return [row for row in goals.of_kind(facts, kind) if row.on_chart == "yes" and _has_axis(row)]


@cache
def _figure(facts: Records, kind: GoalKind) -> Figure:
    """Return the goals of a kind as a figure. At least one of them must stand on the chart."""
    of_kind, rows = goals.of_kind(facts, kind.kind), charted(facts, kind.kind)
    top = _record(facts, kind)
    drawn = [_drawn(i, row, top[0] if top and _alike(row) else None) for i, row in enumerate(rows)]
    first, last = rows[0].date[:4], rows[-1].date[:4]
    when = first if first == last else f"{first} to {last}"
    return Figure(
        name=f"goals-{kind.kind.replace('_', '-')}",
        finding=f"{kind.label}: {words.many(len(drawn), 'stated number')}, {when}",
        shape=shapes.goals_in_order,
        rows={"rows": drawn},
        alt="Stated goals as dots, one row each, oldest first",
        numbers="; ".join(f"{d['label']}: {d['text']}, {d['status']}" for d in drawn) + ".",
        key=" ".join(
            part
            for part in (
                f"Numbers {kind.unit}. Filled circle: on the record. Open square: reported by press.",
                kind.note,
                f"Upright bar: {top[1]}; none beside goals for all of DHS or the INS." if top else "",
            )
            if part
        ),
        table=lambda: _table(facts, of_kind),
        sources=[i for row in rows for i in (row.source_id, row.second_source_id) if i] + (list(top[2]) if top else []),
        counts=f"stated goals: {kind.label.lower()}, {kind.unit}",
        note="\n".join(f"- **{row.goal}**, {words.loose_date(row.date)}: {words.plain(row.note)}" for row in of_kind),
    )


def _alike(row: Goal) -> bool:
    """Return whether a count of ICE may stand beside a goal: one for ICE, or whose words do not say for whom."""
    return row.scope in (goals.MODEL_SCOPE, goals.NOT_STATED)


def _when(row: Goal) -> str:
    """Return when a goal was stated, or where its date is another one, what that date means."""
    return row.dated or words.loose_date(row.date)


def _drawn(order: int, row: Goal, record_beside: float | None) -> dict[str, Any]:
    stock = math.isnan(row.annual_low)
    return {
        "order": order,
        "label": f"{row.dated or words.short_date(row.date)}, {row.short}",
        "low": row.low if stock else row.annual_low,
        "high": row.high if stock else row.annual_high,
        "text": f"{words.both_ends(row.low, row.high)}{' a day' if row.per == 'day' else ''}, {row.nature}",
        "status": STATUS[row.status],
        "record": record_beside,
    }


def _record(facts: Records, kind: GoalKind) -> tuple[float, str, tuple[str, ...]] | None:
    """Return the recorded high that may stand on a kind's axis, in words, with its sources: like with like."""
    if not kind.beside:
        return None
    top = counts.highest_of(facts, kind.beside)
    if top is None:
        return None
    label = words.lower_first(facts.series[kind.beside].label)
    rule = " on a broader definition" if record.by_a_broader_rule(facts, kind.beside, top) else ""
    return (
        top.value,
        f"{record.recorded(top)} {label} in fiscal {top.fiscal_year}{rule}, the highest whole year",
        top.source_ids,
    )


def _table(facts: Records, of_kind: list[Goal]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Row": [row.goal for row in of_kind],
            "Date": [_when(row) for row in of_kind],
            "Who": [row.speaker for row in of_kind],
            "Goal": [row.label for row in of_kind],
            "Status": [f"{STATUS[row.status]}, {of_goal.NATURES[row.nature]}" for row in of_kind],
            "Counts": [SCOPE[row.scope] for row in of_kind],
            "Source": [row.source_id for row in of_kind],
        }
    )


SCOPE = {"ICE": "ICE", "DHS": "all of DHS", "INS": "INS", "not_stated": "not stated"}


@cache
def _every(facts: Records, kind: str) -> str:
    """Return every goal of a kind with its words, status and source; and which are not charted."""
    lines = []
    for row in goals.of_kind(facts, kind):
        said = f" {words.quoted(words.plain(row.words))}." if row.words else ""
        charted = (
            ""
            if row.on_chart == "yes" and _has_axis(row)
            else " Not charted: no time period, a denial, a repeat, or no goal."
        )
        lines.append(
            f"- **{words.plain(row.label)}**. {words.plain(row.speaker)}, {_when(row)}.{said} "
            f"{STATUS[row.status].capitalize()}. Type: {of_goal.NATURES[row.nature]}. Counts: {SCOPE[row.scope]}.{charted}"
            f"{cited(facts, row.source_id, row.second_source_id)}"
        )
    return "\n".join(lines)


PART = Part("goals", HEADING, show)
