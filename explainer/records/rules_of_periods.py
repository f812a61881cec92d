"""Rules of dates: periods are what they are called, nothing is dated after the data, terms of office join."""

from __future__ import annotations

import calendar
import math
from collections.abc import Callable, Mapping
from datetime import date

from explainer.records.faults import digits, quoted
from explainer.records.periods import days, fiscal_year, fiscal_year_of
from explainer.records.schema import FIRST_YEAR, Table

Tables = Mapping[str, Table]
PER_DAY_OFF = 0.06  # a rate a day is written with one digit
WEEK = 7
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
)
LOOSE_DATES = (("goals", "date"), ("sources", "date_published"))
YEARS = (("backtest", "fiscal_year"), ("untestable", "fiscal_year"), ("benchmarks", "year"))


def _periods(tables: Tables) -> None:
    for name in [n for n in ("figures", "pace", "claims", "evidence") if n in tables]:
        for row, r in tables[name].rows():
            if r.period_start and r.period_end and r.period_end < r.period_start:
                tables[name].fault(
                    row, "period_end", f"'{r.period_end}' is before the period's start, {r.period_start}"
                )


def _whole_fiscal_years(tables: Tables) -> None:
    figures = tables["figures"]
    for row, r in figures.rows():
        start, end = fiscal_year(fiscal_year_of(r.period_end))
        whole = (r.period_start, r.period_end) == (start, end)
        if r.period_type == "fiscal_year" and not whole:
            figures.fault(
                row,
                "period_type",
                f"{r.period_start} to {r.period_end} is not a whole fiscal year; "
                f"call it part_of_fiscal_year or write {start} to {end}",
            )
        if r.period_type == "part_of_fiscal_year" and (whole or r.period_start < start):
            figures.fault(row, "period_type", f"{r.period_start} to {r.period_end} is not a part of one fiscal year")


def _named_periods(tables: Tables) -> None:
    """A day is one day, a week seven, a month and a calendar year whole."""
    for name, part in (("figures", "interval"), ("pace", "part_of_month")):
        for row, r in tables[name].rows() if name in tables else []:
            if _is_not(r.period_type, r.period_start, r.period_end):
                what = r.period_type.replace("_", " ")
                tables[name].fault(
                    row, "period_type", f"{r.period_start} to {r.period_end} is not a whole {what}; call it {part}"
                )


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


def _days_of_pace(tables: Tables) -> None:
    pace = tables["pace"]
    for row, r in pace.rows():
        length = days(r.period_start, r.period_end)
        if length < 1 or math.isnan(r.value):
            continue
        if not math.isclose(r.value / length, r.per_day, rel_tol=0, abs_tol=PER_DAY_OFF):
            pace.fault(
                row,
                "per_day",
                f"{digits(r.per_day)} is not {digits(r.value)} / {length} days; write {r.value / length:.1f}",
            )


def _loose_dates(tables: Tables) -> None:
    for name, column in LOOSE_DATES:
        for row, r in tables[name].rows() if name in tables else []:
            cell = getattr(r, column)
            if cell and earliest(cell) is None:
                tables[name].fault(row, column, f"{quoted(cell)} is not a date; write 2025, 2025-01 or 2025-01-25")


def earliest(loose: str) -> date | None:
    """Return the first day that a date known to the year, month or day may mean; None where it is no date."""
    try:
        return date.fromisoformat((loose + "-01-01")[: len("2025-01-01")])
    except ValueError:
        return None


def not_after(tables: Tables, created: date) -> None:
    """Note each day that lies after the data's own, `created`, and each year outside the record and that day."""
    for name, column in PAST_DAYS:
        for row, r in tables[name].rows() if name in tables else []:
            cell = getattr(r, column, None)
            day = earliest(cell) if isinstance(cell, str) and cell else cell
            if isinstance(day, date) and day > created and getattr(r, "kind", "") != "plan":
                says = f"'{cell}' is after the day of the data, {created}; mend it, or created in datapackage.json"
                tables[name].fault(row, column, says)
    for name, column in YEARS:
        for row, r in tables[name].rows() if name in tables else []:
            if not FIRST_YEAR <= getattr(r, column) <= fiscal_year_of(created):
                tables[name].fault(
                    row, column, f"{getattr(r, column)} lies outside {FIRST_YEAR} to {fiscal_year_of(created)}"
                )


def _published_after(tables: Tables) -> None:
    """A document cannot count a period that had not begun when it was published."""
    published = {r.source_id: r.date_published for _, r in tables["sources"].rows() if r.date_published}
    for row, r in tables["figures"].rows():
        told = published.get(r.source_id, "")
        if told and told < str(r.period_start)[: len(told)]:
            tables["figures"].fault(
                row, "source_id", f"'{r.source_id}' is dated {told}, before the period begins, {r.period_start}"
            )


def _terms(tables: Tables) -> None:
    """Terms of office follow each other from day to day; the last has no end."""
    terms = tables["administrations"]
    last = len(terms.typed) - 1
    for row, r in terms.rows():
        if r.end is None and row != last:
            terms.fault(row, "end", "is empty; the last president alone has no end of term")
        if r.end is not None and r.end <= r.start:
            terms.fault(row, "end", f"'{r.end}' is not after the term's start, {r.start}")
        before = terms.typed[row - 1] if row else None
        if before is not None and before.end is not None and before.end != r.start:
            lies = "a gap" if before.end < r.start else "an overlap"
            says = f"'{r.start}' leaves {lies}: the term before ends {before.end} (line {terms.lines[row - 1]})"
            terms.fault(row, "start", says)
    if terms.typed[last].end is not None:
        terms.fault(last, "end", "should be empty: the last president in the table is in office")


RULES: dict[Callable[[Tables], None], tuple[str, ...]] = {
    _periods: (),
    _whole_fiscal_years: ("figures",),
    _named_periods: (),
    _days_of_pace: ("pace",),
    _loose_dates: (),
    _published_after: ("figures", "sources"),
    _terms: ("administrations",),
}
