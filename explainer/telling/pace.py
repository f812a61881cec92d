"""Arrests a day in words: the line by month, the goals beside it, and the figures of an article side by side."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import pandas as pd

from explainer import words
from explainer.records import counts, goals
from explainer.records.door import Records
from explainer.records.rows import Goal, Series, SideBySide

LINE, SECOND_LINE = "arrests", "book_ins"
DRAWN_GOAL = "target"  # a forecast is no goal to hold a pace against
SIDE_BY_SIDE = {
    "jan_feb_2025": "January and February 2025, and what followed",
    "million": "A million removals a year, and the record",
}


def lines(facts: Records) -> pd.DataFrame:
    """Return both lines by month with a column `line`, the second one after the first."""
    found = [counts.line_by_month(facts, line).assign(line=line) for line in (LINE, SECOND_LINE)]
    return pd.concat(found, ignore_index=True)


@cache
def goals_drawn(facts: Records) -> list[Goal]:
    """Return the goals in arrests a day that stand on the chart, lowest first."""
    rows = [r for r in goals.testable(facts) if r.measure == "arrests" and r.per == "day" and r.on_chart == "yes"]
    return sorted((r for r in rows if r.nature == DRAWN_GOAL), key=lambda r: r.low)


@cache
def highest_month(facts: Records) -> Any:
    """Return the whole month with the most arrests a day."""
    rows = counts.line_by_month(facts, LINE)
    whole = rows[rows["whole"]]
    return whole.loc[[whole["per_day"].idxmax()]].iloc[0]


def last_whole_month(facts: Records) -> Any:
    """Return the last whole month of the line of arrests."""
    rows = counts.line_by_month(facts, LINE)
    return rows[rows["whole"]].iloc[-1]


@cache
def finding(facts: Records) -> str:
    """Return the highest month and the goals it stands beside."""
    top = highest_month(facts)
    named = [f"{words.both_ends(g.low, g.high)} ({g.date[:4]})" for g in goals_drawn(facts)]
    return (
        f"The most ICE arrests in a month, in records since {words.span(*_first(facts))}: {words.count(top.per_day)} a day in "
        f"{words.span(top.period_start, top.period_end)}. Goals: {words.listed(named)} a day"
    )


def _first(facts: Records) -> tuple[Any, Any]:
    row = counts.line_by_month(facts, LINE).iloc[0]
    return row["period_start"], row["period_end"]


@cache
def numbers(facts: Records) -> str:
    """Return the line in numbers: first, highest and last month, and the goals."""
    rows = counts.line_by_month(facts, LINE)
    months = (rows.iloc[0], highest_month(facts), rows[rows["whole"]].iloc[-1])
    told = dict.fromkeys(f"{words.span(r.period_start, r.period_end)} {words.count(r.per_day)}" for r in months)
    drawn = [f"{g.label} ({g.date[:4]})" for g in goals_drawn(facts)]
    return f"ICE arrests a day by month: {'; '.join(told)}. Goals: {'; '.join(drawn)}."


@cache
def key(facts: Records) -> str:
    """Say which mark is what, and where one source follows the other."""
    text = (
        "Solid line: ICE arrests. Thin dotted line: book-ins of people ICE arrested, which include arrests by "
        "investigators. Dashed: goals. Colored: yours."
    )
    both = counts.overlap(facts, LINE)
    if both is not None:
        start, end, least, most = both
        text += (
            f" The line is ICE's own monthly count, then case records that ICE released; from {words.span(start, end)}, both "
            f"exist, {least:.1%} to {most:.1%} apart."
        )
    return text


@cache
def not_drawn(facts: Records) -> str:
    """Name the months that press or officials gave after the last month of the line; empty where there are none."""
    named = [
        f"{words.span(r.period_start, r.period_end)}, {words.count(r.value)} ({words.lower_first(facts.series[r.series].label)})"
        for r in counts.each(counts.reported_months(facts))
    ]
    return f"Not drawn, since no records show them: {'; '.join(named)}.\n\n" if named else ""


@cache
def note(facts: Records) -> str:
    """Return the definitions of the series in both lines."""
    rows = [row for row in facts.rows(Series) if row.line]
    return not_drawn(facts) + "\n".join(
        f"- **{words.plain(r.label)}**: {words.plain(r.definition)} {words.plain(r.trap)}" for r in rows
    )


def table(facts: Records) -> pd.DataFrame:
    """Return both lines as a table, newest month first."""
    rows = lines(facts).iloc[::-1]
    return pd.DataFrame(
        {
            "Period": [words.span(s, e) for s, e in zip(rows["period_start"], rows["period_end"], strict=True)],
            "A day": [f"{v:,.1f}" for v in rows["per_day"]],
            "Events": [words.count(v) if v == v else "" for v in rows["value"]],
            "Measure": rows["label"],
            "Note": rows["note"],
            "Source": rows["source_id"],
        }
    )


@cache
def names(facts: Records) -> list[dict[str, Any]]:
    """Return the name of the highest month, to stand beside it."""
    top = highest_month(facts)
    told = f"{words.span(top.period_start, top.period_end)}: {words.count(top.per_day)}"
    return [{"month": top.period_start.isoformat(), "per_day": float(top.per_day), "text": told, "align": "right"}]


@dataclass(frozen=True)
class Beside:
    """One line of a list side by side, in words."""

    label: str
    amount: str  # per day
    share: str  # of the goal that heads the list
    source_id: str


@cache
def side_by_side(facts: Records, name: str) -> list[Beside]:
    """Return the lines of a list of side_by_side.csv; the first is its goal, and each other a share of it."""
    rows = sorted((r for r in facts.rows(SideBySide) if r.set == name), key=lambda r: r.order)
    goal = _ends(facts, rows[0])
    return [
        Beside(
            r.label,
            f"{'fewer than ' if r.below == 'yes' else 'about ' if r.rough == 'yes' else ''}{_amounts(facts, r)}",
            "the goal" if r is rows[0] else _shares(facts, r, goal),
            r.source_id,
        )
        for r in rows
    ]


def _ends(facts: Records, row: SideBySide) -> tuple[float, float]:
    """Return both ends of a line a day: of its goal, or of its figure."""
    if row.goal:
        goal = goals.from_row(facts.goal_rows[row.goal])
        return goal.low_per_day, goal.high_per_day
    values = [facts.value(figure) for figure in row.figure]
    return min(values), max(values)


def _amounts(facts: Records, row: SideBySide) -> str:
    """Return a line's numbers a day in order of time, or both ends of its goal."""
    if row.goal:
        return words.both_ends(*_ends(facts, row))
    return words.listed([words.count(facts.value(figure)) for figure in row.figure])


def _shares(facts: Records, row: SideBySide, goal: tuple[float, float]) -> str:
    """Return a line's share of the goal that heads the list, and of a later one where the row names it."""
    share = _share(_ends(facts, row), goal)
    told = f"at most {share}" if row.below == "yes" else share
    if row.later_goal:
        later = goals.from_row(facts.goal_rows[row.later_goal])
        ends = later.low_per_day, later.high_per_day
        told += f"; of {words.both_ends(*ends)}: {_share(_ends(facts, row), ends)}"
    return told


def _share(ends: tuple[float, float], goal: tuple[float, float]) -> str:
    least, most = words.percent(ends[0] / goal[1]), words.percent(ends[1] / goal[0])
    return least if least == most else f"{least} to {most}"
