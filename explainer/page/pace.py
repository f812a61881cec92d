"""Arrests a day against the goals: one line since October 2013, the goals as lines and bands."""

from __future__ import annotations

from functools import cache

import pyarrow as pa
import streamlit as st

from explainer import words
from explainer.draw import charts, shapes
from explainer.draw.figure import Figure, figure, take
from explainer.draw.yearly import yearly_table
from explainer.page.reading import Part, Reading
from explainer.records import counts
from explainer.records.door import Records
from explainer.telling import pace

HEADING = "Arrests a day against the goals"


def show(r: Reading) -> None:
    """Draw the line with goals, and the figures of early 2025 side by side."""
    st.header(HEADING, anchor="pace")
    figure(r.facts, _figure(r.facts), r.link)
    left, right = st.container(key="side-by-side").columns([3, 2], gap="medium")
    for place, name in ((left, "jan_feb_2025"), (right, "million")):
        with place:
            st.markdown(_side_by_side(r.facts, name))


@cache
def _figure(facts: Records) -> Figure:
    named = [row.source_id for row in facts.rows("side_by_side")]
    return Figure(
        name="arrests-a-day",
        finding=pace.finding(facts),
        shape=shapes.pace_by_month,
        rows=_still(facts),
        alt="A line of ICE arrests a day by month, with the goals as lines and bands",
        numbers=pace.numbers(facts),
        key=pace.key(facts),
        table=lambda: pace.table(facts),
        sources=[*pace.lines(facts)["source_id"], *named],
        counts="ICE arrests per calendar day, by month",
        note=pace.note(facts),
    )


@cache
def _still(facts: Records) -> dict[str, pa.Table]:
    """Return the chart's tables that no reader changes."""
    rows = pace.lines(facts)
    tables: dict[str, charts.Rows] = {
        "rows": [
            {
                "month": row.period_start.isoformat(),
                "per_day": row.per_day,
                "line": row.line,
                "whole": bool(row.whole),
                "text": f"{words.span(row.period_start, row.period_end)}: {words.count(row.per_day)} a day, {row.label}",
            }
            for row in counts.each(rows)
        ],
        "goals": [
            {"low": g.low, "high": g.high, "text": f"Goal: {words.both_ends(g.low, g.high)} ({g.date[:4]})"}
            for g in pace.goals_drawn(facts)
        ],
        "names": pace.names(facts),
    }
    return {name: charts.prepared(rows) for name, rows in tables.items()}


@cache
def _side_by_side(facts: Records, name: str) -> str:
    rows = pace.side_by_side(facts, name)
    told = "\n".join(f"| {words.plain(row.label)} | {row.amount} | {row.share} |" for row in rows)
    return f"**{pace.SIDE_BY_SIDE[name]}**\n\n| | A day | Of the goal |\n|:--|--:|--:|\n{told}"


def by_year(r: Reading) -> None:
    """Draw ICE arrests by fiscal year as a table."""
    yearly = counts.yearly(r.facts, "ice_arrests")
    shown = yearly_table(yearly)
    st.table(shown, hide_index=True, border="horizontal", height=420, alt="ICE administrative arrests by fiscal year")
    ids = [i for found in yearly["source_ids"] for i in found]
    take(r.facts, "arrests-by-year", shown, "ICE administrative arrests per fiscal year", ids, r.link)
    missing = counts.gaps(yearly, counts.latest_day(r.facts))
    if missing:
        st.caption(f"No count of the whole year: {words.listed([f'fiscal {year}' for year in missing])}.")


PART = Part("pace", HEADING, show)
BY_YEAR = Part("arrestsbyyear", "ICE arrests by fiscal year", by_year)
