"""Rules of dates: periods are what they are called, nothing is dated after the data, terms of office join."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from explainer.records.facts import Records
from explainer.records.faults import DESCRIPTION, digits, quoted
from explainer.records.periods import days, earliest, fiscal_year, fiscal_year_of
from explainer.records.rows import (
    Administration,
    BacktestInput,
    Benchmark,
    Budget,
    Claim,
    Correction,
    CostEstimate,
    CountingRule,
    Evidence,
    Figure,
    Goal,
    Law,
    Pace,
    Price,
    Source,
    Untestable,
)
from explainer.records.tables import FIRST_YEAR

Found = Iterator[tuple[Any, str, str]]
PER_DAY_OFF = 0.06  # a rate a day is written with one digit
WEEK = 7
LATE = timedelta(days=366)  # the data are not dated longer after the last day that they speak of
# Days that have passed when they are written down. A plan's mark and a goal may lie ahead.
PAST_DAYS: tuple[tuple[type[Any], str], ...] = (
    (Figure, "period_end"),
    (Pace, "period_end"),
    (Claim, "period_start"),
    (Evidence, "period_start"),
    (Administration, "start"),
    (Administration, "end"),
    (Correction, "date"),
    (Goal, "date"),
    (Source, "date_published"),
    (Law, "enacted"),
)
YEARS: tuple[tuple[type[Any], str], ...] = (
    (BacktestInput, "fiscal_year"),
    (Untestable, "fiscal_year"),
    (Benchmark, "year"),
    (Budget, "fiscal_year"),
    (CostEstimate, "year"),
)


def in_order(facts: Records) -> Found:
    """A period ends after it starts."""
    rows: list[Any] = [r for of in (Figure, Pace, Claim, Evidence, Price) for r in facts.rows(of)]
    for r in rows:
        if r.period_end < r.period_start:
            yield r, "period_end", f"'{r.period_end}' is before the period's start, {r.period_start}"


def whole_years(facts: Records) -> Found:
    """A fiscal year is whole, and a part of one is not."""
    for r in facts.rows(Figure):
        start, end = fiscal_year(fiscal_year_of(r.period_end))
        whole, told = (r.period_start, r.period_end) == (start, end), f"{r.period_start} to {r.period_end}"
        if r.period_type == "fiscal_year" and not whole:
            says = f"is not a whole fiscal year; call it part_of_fiscal_year or write {start} to {end}"
            yield r, "period_type", f"{told} {says}"
        if r.period_type == "part_of_fiscal_year" and (whole or r.period_start < start):
            yield r, "period_type", f"{told} is not a part of one fiscal year"


def named_periods(facts: Records) -> Found:
    """A day is one day, a week seven, a month and a calendar year whole."""
    rows: list[Any] = [*facts.rows(Figure), *facts.rows(Pace)]
    for r in rows:
        if _is_not(r.period_type, r.period_start, r.period_end):
            part = "interval" if isinstance(r, Figure) else "part_of_month"
            what = r.period_type.replace("_", " ")
            yield r, "period_type", f"{r.period_start} to {r.period_end} is not a whole {what}; call it {part}"


def _is_not(kind: str, start: date, end: date) -> bool:
    """Return whether two days are not the ends of what a period is called."""
    match kind:
        case "day":
            return start != end
        case "week":
            return days(start, end) != WEEK
        case "month":
            return start.day != 1 or end != start.replace(day=calendar.monthrange(start.year, start.month)[1])
        case "calendar_year":
            return (start, end) != (date(start.year, 1, 1), date(start.year, 12, 31))
    return False


def per_day(facts: Records) -> Found:
    """What is counted in a period is what is counted a day, times its days."""
    for r in facts.rows(Pace):
        length = days(r.period_start, r.period_end)
        if length >= 1 and abs(r.value / length - r.per_day) > PER_DAY_OFF:  # False where no value is known
            says = f"{digits(r.per_day)} is not {digits(r.value)} / {length} days; write {r.value / length:.1f}"
            yield r, "per_day", says


def loose_dates(facts: Records) -> Found:
    """A date that is known to the year or the month is one all the same."""
    for of, column in ((Goal, "date"), (Source, "date_published")):
        for r in facts.rows(of):
            cell = getattr(r, column)
            if cell and earliest(cell) is None:
                yield r, column, f"{quoted(cell)} is not a date; write 2025, 2025-01 or 2025-01-25"


def day_of_data(facts: Records) -> Found:
    """The data have a day, soon after the last day that they speak of, and nothing that has passed lies after it."""
    created = earliest(facts.about["created"])
    if created is None:
        yield DESCRIPTION, "created", "should be the day of the data, such as 2026-11-24T00:00:00Z"
        return
    past = [(r, column, _day(r, column)) for of, column in PAST_DAYS for r in facts.rows(of)]
    for r, column, day in past:
        if day and day > created and getattr(r, "kind", "") != "plan":
            says = f"'{getattr(r, column)}' is after the day of the data, {created}"
            yield r, column, f"{says}; mend it, or created in datapackage.json"
    last = max(day for r, _, day in past if day and getattr(r, "kind", "") != "plan")
    if created > last + LATE:
        says = f"'{created}' is more than a year after the last day in the data, {last}; write the day of the data"
        yield DESCRIPTION, "created", says
    for of, column in YEARS:
        for r in facts.rows(of):
            if not FIRST_YEAR <= getattr(r, column) <= fiscal_year_of(created):
                yield r, column, f"{getattr(r, column)} lies outside {FIRST_YEAR} to {fiscal_year_of(created)}"


def _day(row: Any, column: str) -> date | None:
    cell = getattr(row, column)
    return earliest(cell) if isinstance(cell, str) else cell


def published_after(facts: Records) -> Found:
    """A document cannot count a period that had not begun when it was published."""
    for r in facts.rows(Figure):
        told = facts.sources[r.source_id].date_published
        if told and told < str(r.period_start)[: len(told)]:
            yield r, "source_id", f"'{r.source_id}' is dated {told}, before the period begins, {r.period_start}"


def terms(facts: Records) -> Found:
    """Terms of office follow each other from day to day; the last has no end."""
    rows = facts.rows(Administration)
    for r in rows[:-1]:
        if r.end is None:
            yield r, "end", "is empty; the last president alone has no end of term"
    for r in rows:
        if r.end is not None and r.end <= r.start:
            yield r, "end", f"'{r.end}' is not after the term's start, {r.start}"
    for before, r in pairwise(rows):
        if before.end is not None and before.end != r.start:
            lies = "a gap" if before.end < r.start else "an overlap"
            says = f"'{r.start}' leaves {lies}: the term before ends {before.end} (line {facts.line(before)})"
            yield r, "start", says
    if rows[-1].end is not None:
        yield rows[-1], "end", "should be empty: the last president in the table is in office"


def counting_rules(facts: Records) -> Found:
    """Rules of one series follow each other day by day; the last one is in force."""
    before: dict[str, date | None] = {}
    for r in facts.rows(CountingRule):
        last = before.get(r.series)
        if r.end is not None and r.end < r.start:
            yield r, "end", f"'{r.end}' is before the rule's start, {r.start}"
        if last is not None and r.start != last + timedelta(days=1):
            yield r, "start", f"the rule before ends on {last}; write {last + timedelta(days=1)}"
        before[r.series] = r.end


RULES = (
    in_order,
    whole_years,
    named_periods,
    per_day,
    loose_dates,
    day_of_data,
    published_after,
    terms,
    counting_rules,
)
