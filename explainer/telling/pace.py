"""Arrests a day in words: the line by month, the goals beside it, and the figures of an article side by side."""

from datetime import date
from functools import cache
from typing import Any, NamedTuple

import pandas as pd

from explainer import words
from explainer.records import counts, goals
from explainer.records.door import Records
from explainer.records.formulas import named_figures
from explainer.records.rows import Goal, Series, SideBySide
from explainer.telling import record

LINE = "arrests"
ARTICLE, PRESS = "jan_feb_2025", "arrests_dhs_data_press"
THE_ARTICLE = "seed_article"  # its source
WHO_SAID = {"arrests_reported_by_press": "press", "arrests_stated_by_officials": "officials"}
DRAWN_GOAL = "target"  # a forecast is no goal to hold a pace against
SIDE_BY_SIDE = {
    "jan_feb_2025": "January and February 2025, and what followed",
    "million": "A million removals a year, and the record",
}


def goals_drawn(facts: Records) -> list[Goal]:
    """Return the goals in arrests a day that stand on the chart, lowest first."""
    rows = [r for r in goals.testable(facts) if r.measure == "arrests" and r.per == "day" and r.on_chart == "yes"]
    return sorted((r for r in rows if r.nature == DRAWN_GOAL), key=lambda r: r.low)


@cache
def months(facts: Records) -> pd.DataFrame:
    """Return the line by whole months, oldest first; a part of a month is not drawn as the month."""
    rows = counts.line_by_month(facts, LINE)
    return rows[rows["whole"]].reset_index(drop=True)


def months_drawn(facts: Records) -> pd.DataFrame:
    """Return the months that are drawn large: from the January before the first goal's year."""
    since = date(min(said(g) for g in goals_drawn(facts)).year - 1, 1, 1)
    rows = months(facts)
    return rows[rows["period_start"] >= since].reset_index(drop=True)


def said(goal: Goal) -> date:
    """Return the day a goal was stated; the first one where only month or year is known."""
    return date.fromisoformat(f"{goal.date}-01-01"[:10])


def last_whole_month(facts: Records) -> Any:
    """Return the last whole month of the line of arrests."""
    return months(facts).iloc[-1]


def finding(facts: Records) -> str:
    """Return what arrests did against each goal: the month that first reached it, or the last month's share of it."""
    rows, last = months(facts), last_whole_month(facts)
    reached, other = [], []
    for goal in goals_drawn(facts):
        since = rows[(rows["period_end"] >= said(goal)) & (rows["per_day"] >= goal.low)]
        if len(since):
            first = since.iloc[0]
            of = f"the goal of {amount(goal)}"
            if goal.high > goal.low:
                of = f"{words.count(goal.low)} a day, the lower end of a goal,"
            reached.append(f"{of} in {words.period(first)}")
        else:
            other.append(f"{words.percent(last['per_day'] / goal.low)} of the goal of {amount(goal)}")
    now = f"{words.period(last)} had {words.count(last['per_day'])} a day"
    first_reached = f"ICE arrests first averaged {words.listed(reached)}. " if reached else ""
    return f"{first_reached}{now}{', ' if other else ''}{words.listed(other)}"


def amount(goal: Goal) -> str:
    """Write a goal's number with its bound: 'at least 3,000 a day'."""
    return f"{words.bounded(goal.bound, words.both_ends(goal.low, goal.high))} a day"


def unit(facts: Records) -> str:
    """Say what the line is, of which months, and who summed its records."""
    rows = months_drawn(facts)
    newest = rows[rows["series"] == rows.iloc[-1]["series"]]
    first, since, last = (words.period(r) for r in (rows.iloc[0], newest.iloc[0], rows.iloc[-1]))
    keepers = words.listed(list(dict.fromkeys(facts.sources[i].short_publisher for i in newest["source_id"])))
    return f"ICE arrests a day by month, {first} to {last}; from {since} on, released records of the removal branch, summed by {keepers}"


def long_named(facts: Records) -> str:
    """Name the whole line: its months, and the highest one before those drawn large."""
    rows, large = months(facts), months_drawn(facts)
    before = rows[rows["period_start"] < large["period_start"].min()]
    first, last = (words.period(rows.iloc[i]) for i in (0, -1))
    text = f"The same, {first} to {last}"
    if len(before):
        top = before.loc[[before["per_day"].idxmax()]].iloc[0]
        since = large["period_start"].min().year
        text += f"; of its months before {since} the highest is {words.period(top)}, with {words.count(top['per_day'])} a day"
    return text


def numbers(facts: Records) -> str:
    """Return the line in numbers: first, highest and last month, and the goals."""
    rows = months(facts)
    named = (rows.iloc[0], rows.loc[[rows["per_day"].idxmax()]].iloc[0], rows.iloc[-1])
    told = dict.fromkeys(f"{words.period(r)} {words.count(r.per_day)}" for r in named)
    drawn = [f"{g.label} ({words.loose_date(g.date)})" for g in goals_drawn(facts)]
    return f"ICE arrests a day by month: {'; '.join(told)}. Goals: {'; '.join(drawn)}."


def not_drawn(facts: Records) -> str:
    """Say what press and officials put the months at that come after the line's last; empty where there are none."""
    later = counts.reported_months(facts)
    by_month: dict[str, list[str]] = {}
    for r in counts.each(later):
        amount = (
            f"about {words.count(r.value)} ({WHO_SAID[r.series]}; by our division {words.rounded(r.per_day)} a day)"
        )
        by_month.setdefault(words.period(r), []).append(amount)
    told = [f"{month} at {words.listed(amounts)}" for month, amounts in by_month.items()]
    return f"Not drawn, since no records show it: reports put {words.listed(told)}." if told else ""


def said_of_the_line(facts: Records) -> str:
    """Return the paragraph under the line: how often a goal was reached, what the line is, and what is not drawn."""
    told = (how_often(facts), "A sum of released records is not an official total.", not_drawn(facts))
    return " ".join(sentence for sentence in told if sentence)


def how_often(facts: Records) -> str:
    """Say how many whole months since a goal was stated reached it, for each that some did and some did not."""
    told = []
    for goal in goals_drawn(facts):
        since = months(facts)
        since = since[since["period_start"] >= said(goal)]
        reached = int((since["per_day"] >= goal.low).sum())
        if 0 < reached < len(since):
            told.append(
                f"Of {len(since)} whole months since {words.loose_date(goal.date)}, {reached} had at least {words.count(goal.low)} a day."
            )
    return " ".join(told)


def apart(facts: Records) -> str:
    """Say how far the two sources of the line are apart where both exist; empty where they do not meet."""
    both = counts.overlap(facts, LINE)
    if both is None:
        return ""
    start, end, least, most = both
    return (
        f"For {words.span(start, end)} there is ICE's own count too, which is drawn: the two are {least:.1%} to {most:.1%} "
        "apart."
    )


def note(facts: Records) -> str:
    """Return how the two sources of the line meet, and the definitions of its series."""
    told = [
        f"- **{words.plain(r.label)}**: {words.plain(r.definition)} {words.plain(r.trap)}"
        for r in facts.rows(Series)
        if r.line == LINE
    ]
    return "\n".join([apart(facts), "", *told])


def table(facts: Records) -> pd.DataFrame:
    """Return the line as a table, newest month first."""
    rows = months(facts).iloc[::-1]
    return pd.DataFrame(
        {
            "Month": [words.span(s, e) for s, e in zip(rows["period_start"], rows["period_end"], strict=True)],
            "A day": [f"{v:,.1f}" for v in rows["per_day"]],
            "Arrests": [words.count(v) if v == v else "" for v in rows["value"]],
            "Measure": rows["label"],
            "Note": rows["note"],
            "Source": rows["source_id"],
        }
    )


class OfTheArticle(NamedTuple):
    """A number a day that a newspaper gave for a few days."""

    start: date  # where it is drawn; the words may be less exact
    end: date
    when: str  # 'Late January 2025, DHS data given to the press'
    per_day: float
    amount: str  # 'about 800', 'fewer than 600'
    below: bool  # the number is an upper end
    source_id: str


def of_the_article(facts: Records) -> list[OfTheArticle]:
    """Return the article's own figures of January and February 2025."""
    found = []
    for row in _rows(facts, ARTICLE):
        named = named_figures("".join(row.figure))
        if len(named) == 1 and named[0].series == PRESS:
            value = facts.value(row.figure[0])
            amount = f"{'fewer than' if row.below == 'yes' else 'about'} {words.count(value)}"
            found.append(
                OfTheArticle(named[0].start, named[0].end, row.label, value, amount, row.below == "yes", row.source_id)
            )
    return found


@cache
def calendar_years(facts: Records) -> pd.DataFrame:
    """Return arrests by calendar year as shown to the reader, newest first."""
    names = {"year": "Calendar year", "value": "Arrests", "label": "Measure"}
    return record.yearly_table(counts.by_calendar_year(facts, LINE), names)


@cache
def calendar_years_told(facts: Records) -> str:
    """Return the calendar year with the most arrests a day, and what the sums are."""
    rows = counts.by_calendar_year(facts, LINE)
    whole = rows[rows["whole"]]
    top = whole.loc[[(whole["value"] / whole["days"]).idxmax()]].iloc[0]
    return (
        f"**By calendar year,** our sums of the months drawn above: {words.count(top['value'])} arrests in {top['year']}, or "
        f"{words.count(top['value'] / top['days'])} a day, are the most of the whole "
        f"years here, of which {whole.iloc[0]['year']} is the first."
    )


def _rows(facts: Records, name: str) -> list[SideBySide]:
    return sorted((r for r in facts.rows(SideBySide) if r.set == name), key=lambda r: r.order)


class Beside(NamedTuple):
    """One line of a list side by side, in words."""

    label: str
    amount: str  # per day
    share: str  # of the goal that heads the list


def side_by_side(facts: Records, name: str) -> list[Beside]:
    """Return the lines of a list of side_by_side.csv; the first is its goal, and each other a share of it."""
    rows = _rows(facts, name)
    goal = _ends(facts, rows[0])
    return [
        Beside(
            r.label,
            f"{'fewer than ' if r.below == 'yes' else 'about ' if r.rough == 'yes' else ''}{_amounts(facts, r)}",
            "the goal" if r is rows[0] else _shares(facts, r, goal),
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
    """Return a line's numbers a day in order of time, or both ends of its goal with its bound."""
    if row.goal:
        return words.bounded(facts.goal_rows[row.goal].bound, words.both_ends(*_ends(facts, row)))
    return words.listed([words.count(facts.value(figure)) for figure in row.figure])


def _shares(facts: Records, row: SideBySide, goal: tuple[float, float]) -> str:
    """Return a line's share of the goal that heads the list, and of a later one where the row names it."""
    share = _share(_ends(facts, row), goal)
    told = f"less than {share}" if row.below == "yes" else share
    if row.later_goal:
        later = goals.from_row(facts.goal_rows[row.later_goal])
        ends = later.low_per_day, later.high_per_day
        told += f"; of {words.both_ends(*ends)}: {_share(_ends(facts, row), ends)}"
    return told


def _share(ends: tuple[float, float], goal: tuple[float, float]) -> str:
    return words.from_to(words.percent(ends[0] / goal[1]), words.percent(ends[1] / goal[0]))
