"""Rules of dates: periods are what they are called, nothing is dated after the data, terms of office join."""

import calendar
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from explainer.records.facts import Records
from explainer.records.faults import DESCRIPTION, digits, quoted
from explainer.records.periods import days, earliest, fiscal_year, fiscal_year_of
from explainer.records.rows import Administration, CountingRule, Figure, Goal, Pace, Source
from explainer.records.rule import Found, InRow, each, having, rule
from explainer.records.tables import FIRST_YEAR

PER_DAY_OFF = 0.06  # a rate a day is written with one digit
WEEK = 7
LATE = timedelta(days=366)  # the data are not dated longer after the last day that they speak of
# Days that have passed when they are written down. A plan's mark and a goal may lie ahead.
PAST_DAYS = (
    ("figures", "period_end"),
    ("pace", "period_end"),
    ("claims", "period_start"),
    ("evidence", "period_start"),
    ("administrations", "start"),
    ("administrations", "end"),
    ("corrections", "date"),
    ("goals", "date"),
    ("sources", "date_published"),
    ("laws", "enacted"),
)


@each(*having("period_end"))
def in_order(r: Any, _: Records) -> InRow:
    """A period ends after it starts."""
    if r.period_end < r.period_start:
        yield "period_end", f"'{r.period_end}' is before the period's start, {r.period_start}"


@each(Figure)
def fiscal_years(r: Figure, facts: Records) -> InRow:
    """A fiscal year is whole, a part of one is not; and nobody can count a period before it begins."""
    start, end = fiscal_year(fiscal_year_of(r.period_end))
    whole, told = (r.period_start, r.period_end) == (start, end), f"{r.period_start} to {r.period_end}"
    if r.period_type == "fiscal_year" and not whole:
        says = f"is not a whole fiscal year; call it part_of_fiscal_year or write {start} to {end}"
        yield "period_type", f"{told} {says}"
    if r.period_type == "part_of_fiscal_year" and (whole or r.period_start < start):
        yield "period_type", f"{told} is not a part of one fiscal year"
    dated = facts.sources[r.source_id].date_published
    if dated and dated < str(r.period_start)[: len(dated)]:
        yield "source_id", f"'{r.source_id}' is dated {dated}, before the period begins, {r.period_start}"


@each(Figure, Pace)
def named_periods(r: Any, _: Records) -> InRow:
    """A day is one day, a week seven, a month and a calendar year whole."""
    if _is_not(r.period_type, r.period_start, r.period_end):
        part = "interval" if isinstance(r, Figure) else "part_of_month"
        what = r.period_type.replace("_", " ")
        yield "period_type", f"{r.period_start} to {r.period_end} is not a whole {what}; call it {part}"


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


@each(Pace)
def per_day(r: Pace, _: Records) -> InRow:
    """What is counted in a period is what is counted a day, times its days."""
    length = days(r.period_start, r.period_end)
    if length >= 1 and abs(r.value / length - r.per_day) > PER_DAY_OFF:  # False where no value is known
        yield "per_day", f"{digits(r.per_day)} is not {digits(r.value)} / {length} days; write {r.value / length:.1f}"


@each(Goal, Source)
def loose_dates(r: Any, _: Records) -> InRow:
    """A date that is known to the year or the month is one all the same."""
    column = "date" if isinstance(r, Goal) else "date_published"
    cell = getattr(r, column)
    if cell and earliest(cell) is None:
        yield column, f"{quoted(cell)} is not a date; write 2025, 2025-01 or 2025-01-25"


@rule
def day_of_data(facts: Records) -> Found:
    """The data have a day, soon after the last day that they speak of, and nothing that has passed lies after it."""
    created = earliest(facts.about["created"])
    if created is None:
        yield DESCRIPTION, "created", "should be the day of the data, such as 2026-11-24T00:00:00Z"
        return
    dated = [(r, column, _day(r, column)) for table, column in PAST_DAYS for r in facts.rows(table)]
    past = [(r, column, day) for r, column, day in dated if day and getattr(r, "kind", "") != "plan"]
    for r, column, day in past:
        if day > created:
            says = f"'{getattr(r, column)}' is after the day of the data, {created}"
            yield r, column, f"{says}; mend it, or created in datapackage.json"
    last = max(day for _, _, day in past)
    if created > last + LATE:
        says = f"'{created}' is more than a year after the last day in the data, {last}; write the day of the data"
        yield DESCRIPTION, "created", says
    for column in ("fiscal_year", "year"):
        for r in (r for of in having(column) for r in facts.rows(of)):
            if not FIRST_YEAR <= getattr(r, column) <= fiscal_year_of(created):
                yield r, column, f"{getattr(r, column)} lies outside {FIRST_YEAR} to {fiscal_year_of(created)}"


def _day(row: Any, column: str) -> date | None:
    cell = getattr(row, column)
    return earliest(cell) if isinstance(cell, str) else cell


@rule
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


@rule
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
