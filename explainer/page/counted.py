"""What has been counted: one count by fiscal year with the goal, and the reader's own as a bar at the right end."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache, lru_cache
from typing import Any

import pandas as pd
import pyarrow as pa
import streamlit as st

from explainer import words
from explainer.draw import charts, shapes
from explainer.draw.figure import Figure
from explainer.draw.yearly import yearly_table
from explainer.page.reading import Part, Reading, moving_figure
from explainer.records import counts
from explainer.records.door import Records
from explainer.records.goals import Goal
from explainer.telling import goal as of_goal
from explainer.telling import record

HEADING = "What has been counted"
FIGURES_KEPT = 64  # of all readers: a definition and a goal each
HEADROOM = 1.55  # of the highest mark: room for the names of presidents and, below them, for that of the goal
OWN_GAP, OWN_WIDTH = timedelta(days=180), timedelta(days=540)  # of the reader's bar, right of the last year
LATE = 0.85  # from here on a label stands to the left of its mark


def show(r: Reading) -> None:
    """Draw the chart under the chosen definition."""
    st.header(HEADING, anchor="record")
    definition = r.facts.definition_rows[r.view.definition]
    st.markdown(
        f"**{words.plain(definition.label)}.** {words.plain(definition.sentence)} Left out: "
        f"{words.plain(definition.left_out)} {record.passed(r.facts, r.goal)}"
    )
    goal = r.goal if r.measure == "removals" and record.goal_line(r.facts, r.goal, r.view.definition) else None
    moving_figure(r.facts, _figure(r.facts, r.view.definition, r.goal), lambda now: _moving(now, goal), r.link)


@lru_cache(FIGURES_KEPT)
def _figure(facts: Records, definition: str, goal: Goal | None) -> Figure:
    return Figure(
        name=f"record-{definition.replace('_', '-')}",
        finding=record.finding(facts, definition),
        shape=shapes.counts_by_year,
        rows=_still(facts, definition),
        alt="Bars of one count by fiscal year, with the goal, other versions and presidents",
        numbers=record.numbers(facts, definition),
        key=record.key(facts, goal, definition),
        table=lambda: yearly_table(_with_versions(facts, definition)),
        sources=_sources(facts, definition),
        counts=f"{facts.definition_rows[definition].label}, events per fiscal year",
        note=record.counting_rules(facts, definition),
    )


def _moving(now: Reading, goal: Goal | None) -> dict[str, charts.Rows]:
    """Return the chart's tables that follow the sliders: the reader's bar, the goal, and room above both."""
    table = counts.under_definition(now.facts, now.view.definition)
    own = float(now.out.removals_per_year)
    top = max([float(table["value"].max()), own] + ([goal.high] if goal else [])) * HEADROOM
    bar, mark = _own(table["period_end"].max(), own)
    return {
        "own": [bar],
        "own_mark": [mark],
        "offices": [
            {**office, "top": top}
            for office in _offices(now.facts, table["period_start"].min(), table["period_end"].max())
        ],
        "goal": []
        if goal is None
        else [{"value": goal.low, "high": goal.high, "text": f"Goal: {of_goal.amount(goal)}"}],
    }


def _own(last: date, value: float) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the reader's bar right of the last year, and its label."""
    start, end = last + OWN_GAP, last + OWN_GAP + OWN_WIDTH
    bar = {
        "start": start.isoformat(),
        "end": end.isoformat(),
        "value": value,
        "who": "yours",
        "text": f"Yours: {words.rounded(value)}",
    }
    return bar, {
        "middle": end.isoformat(),
        "value": value,
        "align": "right",
        "wide": False,
        "text": words.rounded(value),
    }


@cache
def _still(facts: Records, definition: str) -> dict[str, pa.Table]:
    """Return the chart's tables that no reader changes."""
    table = counts.under_definition(facts, definition)
    versions = counts.other_versions(facts, definition)
    first, last = table["period_start"].min(), table["period_end"].max()
    tables: dict[str, charts.Rows] = {
        "rows": [_bar(r) for r in counts.each(table)],
        "marks": _marks(table, first, last),
        "versions": [
            {
                "start": r.period_start.isoformat(),
                "end": r.period_end.isoformat(),
                "value": r.value,
                "text": f"Fiscal {r.fiscal_year}: {words.count(r.value)} (another version)",
            }
            for r in counts.each(versions)
        ],
        "rules": [
            {"start": rule.start.isoformat(), "text": rule.label}
            for rule in counts.rules_of_counting(facts, definition)
            if rule.start and first < rule.start < last
        ],
    }
    return {name: charts.prepared(rows) for name, rows in tables.items()}


def _bar(r: Any) -> dict[str, Any]:
    part = "" if r.whole else f", to {words.day(r.period_end)} ({r.days} days)"
    return {
        "start": r.period_start.isoformat(),
        "end": (r.period_end + timedelta(days=1)).isoformat(),
        "value": r.value,
        "who": "record" if r.whole else "faint",
        "text": f"Fiscal {r.fiscal_year}: {words.count(r.value)}{part}",
    }


def _marks(table: pd.DataFrame, first: date, last: date) -> charts.Rows:
    """Return the labels of the highest whole year, and of the highest one away from the reader's own bar."""
    whole = table[table["whole"]]
    middles = [s + (e - s) / 2 for s, e in zip(whole["period_start"], whole["period_end"], strict=True)]
    late = pd.Series([(m - first).days / (last - first).days > LATE for m in middles], index=whole.index)
    marks: charts.Rows = []
    for rows in (whole[~late], whole):
        if rows.empty:
            continue
        top: Any = rows["value"].idxmax()
        year, value = whole.loc[[top], ["fiscal_year", "value"]].iloc[0]
        mark = {
            "middle": middles[list(whole.index).index(top)].isoformat(),
            "value": whole.at[top, "value"],
            "align": "right" if late[top] else "center",
            "wide": bool(late[top]),
            "text": f"{int(year)}: {words.count(float(value))}",
        }
        marks += [mark] if mark["text"] not in {m["text"] for m in marks} else []
    return marks


@cache
def _offices(facts: Records, first: date, last: date) -> charts.Rows:
    """Return presidents in office since the first bar, with each term's share of the axis."""
    rows: charts.Rows = []
    for r in facts.rows("administrations"):
        start, end = max(r.start, first), min(r.end or last, last)
        if start < end:
            share = (end - start).days / (last + OWN_GAP + OWN_WIDTH - first).days
            rows.append({"start": start.isoformat(), "president": r.president, "share": share})
    return rows


@lru_cache
def _with_versions(facts: Records, definition: str) -> pd.DataFrame:
    table, versions = counts.under_definition(facts, definition), counts.other_versions(facts, definition)
    return pd.concat([table, versions]) if len(versions) else table


@lru_cache
def _sources(facts: Records, definition: str) -> list[str]:
    return [i for ids in _with_versions(facts, definition)["source_ids"] for i in ids]


PART = Part("record", HEADING, ("figures", "series", "definitions", "administrations", "counting_rules"), show)
