"""Arrests a day and the goals: the months since before the first goal, each goal from its day on, the article's figures."""

from datetime import date, timedelta
from functools import cache
from typing import Any

import pandas as pd
import streamlit as st

from explainer import words
from explainer.draw import charts, shapes, small_line, terms
from explainer.draw.figure import Figure, figure, table, take
from explainer.page.reading import Part, Reading
from explainer.records import counts
from explainer.records.door import Records
from explainer.records.rows import Goal
from explainer.telling import pace, record

HEADING = "Arrests a day and the goals"
HEADROOM = 1.33  # of the highest goal: room for its name and for those of presidents


def show(r: Reading) -> None:
    """Draw the line with goals and the article's figures."""
    figure(r.facts, _figure(r.facts), r.link, "pace", under=_long(r.facts))


@cache
def _long(facts: Records) -> str:
    """Return the whole line, small."""
    rows = pace.months(facts)
    first, last = rows["period_start"].min(), rows["period_end"].max()
    points = [((r.period_start - first).days, r.per_day) for r in counts.each(rows)]
    years = {str(year): (date(year, 1, 1) - first).days for year in range(first.year + 1, last.year + 1)}
    return small_line.drawn(pace.long_named(facts), points, years, (last - first).days)


@cache
def _figure(facts: Records) -> Figure:
    return Figure(
        name="arrests-a-day",
        finding=pace.finding(facts),
        shape=shapes.arrests_a_day,
        rows=_rows(facts),
        alt="A line of ICE arrests a day by month, with each goal as a line from its day on",
        numbers=pace.numbers(facts),
        told=pace.said_of_the_line(facts),
        table=lambda: pace.table(facts),
        sources=[
            *pace.months(facts)["source_id"],
            *(goal.source_id for goal in pace.goals_drawn(facts)),
            *(row.source_id for row in pace.of_the_article(facts)),
        ],
        counts=pace.unit(facts),
        note=pace.note(facts),
        short="section=pace",
    )


def _rows(facts: Records) -> dict[str, charts.Rows]:
    """Return the chart's tables."""
    drawn = pace.months_drawn(facts)
    first, last = drawn["period_start"].min(), drawn["period_end"].max()
    top = max([float(drawn["per_day"].max()), *(g.high for g in pace.goals_drawn(facts))]) * HEADROOM
    return {
        "offices": [
            {
                **office,
                "top": top,
                "name": office["president"]
                if office["start"] == first.isoformat()
                else f"{office['president']},\nfrom {words.day(date.fromisoformat(office['start']))}",
            }
            for office in terms.bands(facts, first, last, last)
        ],
        "rows": [_month(row) for row in counts.each(drawn)],
        "names": [_name(row) for row in counts.each(drawn.tail(1))],
        "goals": [_goal(goal, last) for goal in pace.goals_drawn(facts)],
        "figures": [_of_the_article(row) for row in pace.of_the_article(facts)],
    }


def _middle(start: date, end: date) -> str:
    """Return the middle of a period, where its mark stands."""
    return (start + (end - start) / 2).isoformat()


def _month(row: Any) -> dict[str, Any]:
    return {
        "month": _middle(row.period_start, row.period_end),
        "per_day": row.per_day,
        "text": f"{words.span(row.period_start, row.period_end)}: {words.count(row.per_day)} arrests a day.",
    }


def _name(row: Any) -> dict[str, Any]:
    told = f"{words.span(row.period_start, row.period_end)}: {words.count(row.per_day)}"
    return {**_month(row), "text": told, "align": "right", "baseline": "bottom", "dx": 4, "dy": -8}


def _goal(goal: Goal, last: date) -> dict[str, Any]:
    named = [words.upper_first(pace.amount(goal)), words.upper_first(goal.short), words.loose_date(goal.date)]
    return {
        "start": pace.said(goal).isoformat(),
        "end": (last + timedelta(days=1)).isoformat(),
        "low": goal.low,
        "high": goal.high,
        "name": "\n".join(named),
        "lines": len(named),
        "text": f"{goal.label}: {goal.speaker}, {words.loose_date(goal.date)}.",
    }


def _of_the_article(row: pace.OfTheArticle) -> dict[str, Any]:
    beside = {"align": "left", "dx": 2, "dy": 18} if row.below else {"align": "right", "dx": -8, "dy": 0}
    return {
        "start": _middle(row.start, row.end),
        "per_day": row.per_day,
        "name": f"{row.amount}\n(press, {words.MONTHS[row.start.month - 1]})",
        "text": f"{row.when}: {row.amount} a day.",
        **beside,
    }


def beside_the_goals(r: Reading) -> None:
    """Draw the article's figures and the record beside a goal, as two lists, and say which article."""
    left, right = st.container(key="side-by-side").columns([3, 2], gap="medium")
    for place, name in ((left, pace.ARTICLE), (right, "million")):
        with place:
            st.markdown(_side_by_side(r.facts, name))
    st.caption(f"The article: {words.source(r.facts.sources[pace.THE_ARTICLE])}.")


@cache
def _side_by_side(facts: Records, name: str) -> str:
    rows = pace.side_by_side(facts, name)
    told = "\n".join(f"| {words.plain(row.label)} | {row.amount} | {row.share} |" for row in rows)
    return f"**{pace.SIDE_BY_SIDE[name]}**\n\n| | A day | Of the goal |\n|:--|--:|--:|\n{told}"


def by_year(r: Reading) -> None:
    """Draw ICE arrests by calendar year and by fiscal year as tables."""
    st.markdown(pace.calendar_years_told(r.facts))
    calendar = pace.calendar_years(r.facts)
    table(r.facts, calendar, "ICE arrests by calendar year")
    yearly = counts.yearly(r.facts, "ice_arrests")
    shown = record.yearly_table(yearly, record.FISCAL_YEARS)
    st.markdown("**By fiscal year,** October to September")
    table(r.facts, shown, "ICE administrative arrests by fiscal year")
    missing = counts.gaps(yearly, counts.latest_day(r.facts))
    if missing:
        st.caption(f"No count of the whole year: {words.listed([f'fiscal {year}' for year in missing])}.")
    with st.container(horizontal=True, gap="small"):
        take(r.facts, "arrests-by-year", shown, "ICE administrative arrests per fiscal year", _ids(shown), r.link)
        take(r.facts, "arrests-by-calendar-year", calendar, "ICE arrests per calendar year", _ids(calendar), r.link)


def _ids(of: pd.DataFrame) -> list[str]:
    return [i for ids in of["Source"] for i in ids.split("; ")]


PART = Part("pace", HEADING, show)
BESIDE = Part("beside", "The article's figures and the goals", beside_the_goals)
BY_YEAR = Part("arrestsbyyear", "Arrests by calendar and fiscal year", by_year)
