"""What has been counted: one count by fiscal year with the goal."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache, lru_cache
from typing import Any

import pandas as pd
import pyarrow as pa
import streamlit as st

from explainer import words
from explainer.draw import charts, shapes
from explainer.draw.figure import Figure, figure
from explainer.draw.yearly import yearly_table
from explainer.page.reading import Part, Reading
from explainer.records import counts
from explainer.records.door import Records
from explainer.records.goals import Goal
from explainer.telling import goal as of_goal
from explainer.telling import record

HEADING = "What has been counted"
FIGURES_KEPT = 64  # of all readers: a definition and a goal each
HEADROOM = 1.55  # of the highest mark: room for the names of presidents and, below them, for that of the goal
LATE = 0.85  # from here on a label stands to the left of its mark


def show(r: Reading) -> None:
    """Draw the chart under the chosen definition."""
    st.header(HEADING, anchor="record")
    definition = r.facts.definition_rows[r.view.definition]
    st.markdown(
        f"**{words.plain(definition.label)}.** {words.plain(definition.sentence)} Left out: "
        f"{words.plain(definition.left_out)} {record.passed(r.facts, r.goal)}"
    )
    figure(r.facts, _figure(r.facts, r.view.definition, r.goal), r.link)


@lru_cache(FIGURES_KEPT)
def _figure(facts: Records, definition: str, goal: Goal) -> Figure:
    return Figure(
        name=f"record-{definition.replace('_', '-')}",
        finding=record.finding(facts, definition),
        shape=shapes.counts_by_year,
        rows=_still(facts, definition) | _with_goal(facts, definition, goal),
        alt="Bars of one count by fiscal year, with the goal, other versions and presidents",
        numbers=record.numbers(facts, definition),
        key=record.key(facts, goal, definition),
        table=lambda: yearly_table(_with_versions(facts, definition)),
        sources=_sources(facts, definition),
        counts=f"{facts.definition_rows[definition].label}, events per fiscal year",
        note=record.counting_rules(facts, definition),
    )


def _with_goal(facts: Records, definition: str, goal: Goal) -> dict[str, charts.Rows]:
    """Return the chart's tables that follow the goal: its line, and room above it."""
    drawn = goal.measure == "removals" and record.goal_line(facts, goal, definition)
    table = counts.under_definition(facts, definition)
    top = max([float(table["value"].max())] + ([goal.high] if drawn else [])) * HEADROOM
    offices = _offices(facts, table["period_start"].min(), table["period_end"].max())
    line = {"value": goal.low, "high": goal.high, "text": f"Goal: {of_goal.amount(goal)}"}
    return {"offices": [{**office, "top": top} for office in offices], "goal": [line] if drawn else []}


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
            share = (end - start).days / (last - first).days
            rows.append({"start": start.isoformat(), "president": r.president, "share": share})
    return rows


@lru_cache
def _with_versions(facts: Records, definition: str) -> pd.DataFrame:
    table, versions = counts.under_definition(facts, definition), counts.other_versions(facts, definition)
    return pd.concat([table, versions]) if len(versions) else table


@lru_cache
def _sources(facts: Records, definition: str) -> list[str]:
    return [i for ids in _with_versions(facts, definition)["source_ids"] for i in ids]


PART = Part("record", HEADING, show)
