"""The count that stands beside a stated goal: of its own measure, scope and year, or none.

A yearly goal that names no year is held against the first fiscal year after it, a daily one against the twelve whole
months after it.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from explainer.records import counts
from explainer.records.facts import Records
from explainer.records.periods import days, earliest, fiscal_year, fiscal_year_of
from explainer.records.rows import Goal, Pace


@dataclass(frozen=True)
class Count:
    """What was counted in a period: events of a year or a part of it, events a day, or people held on an average day."""

    series: str
    value: float
    start: date
    end: date
    whole: bool  # not a part of a fiscal year that goes on
    rough: bool  # worked out from averages, so never printed to the unit
    source_ids: tuple[str, ...]


def period(row: Goal) -> tuple[date, date] | None:
    """Return first and last day of what a goal is held against; None where neither its words nor its unit give one."""
    if row.for_start is not None and row.for_end is not None:
        return row.for_start, row.for_end
    said = earliest(row.date)
    if said is None or row.per not in ("day", "year"):
        return None
    return _twelve_months(said) if row.per == "day" else fiscal_year(fiscal_year_of(said) + 1)


def years(row: Goal) -> list[int]:
    """Return the whole fiscal years that a goal is held against, oldest first."""
    held = period(row)
    if held is None:
        return []
    inside = range(fiscal_year_of(held[0]), fiscal_year_of(held[1]) + 1)
    return [y for y in inside if held[0] <= fiscal_year(y)[0] and fiscal_year(y)[1] <= held[1]]


def of_one_year(row: Goal) -> bool:
    """Return whether a yearly goal is for one year that its words name."""
    return row.per == "year" and row.for_start is not None and len(years(row)) < 2


@cache
def count(records: Records, goal: str) -> Count | None:
    """Return the count beside a row of goals.csv: the newest whole year of its own, else the part counted; or None."""
    row = records.goal_rows[goal]
    held = period(row)
    if not row.beside or held is None:
        return None
    if row.per == "day":
        return _a_day(records, row.beside, *held)
    found = [c for year in years(row) if (c := _of_year(records, row.beside, year)) is not None]
    return max(found, key=lambda c: (c.whole, c.end), default=None)


def _of_year(records: Records, series: str, year: int) -> Count | None:
    """Return a series' count of a fiscal year, or of the part of it that its count to date covers."""
    to_date = [r.to_date for r in records.definition_rows.values() if r.parts == (series,) and r.to_date]
    part = counts.latest_part(records, to_date[0]) if to_date else None
    found: list[Any] = [*counts.yearly(records, series).to_dict("records"), *([part] if part else [])]
    row = next((r for r in found if r["fiscal_year"] == year), None)
    if row is None:
        return None
    return Count(
        series,
        float(row["value"]),
        row["period_start"],
        row["period_end"],
        bool(row["whole"]),
        bool(row["rough"]),
        row["source_ids"],
    )


def _a_day(records: Records, series: str, start: date, end: date) -> Count | None:
    """Return events a day of a series by month over a period; None unless every day of it is counted."""
    inside = [
        r
        for r in records.rows(Pace)
        if r.series == series and r.period_type == "month" and start <= r.period_start and r.period_end <= end
    ]
    if sum(days(r.period_start, r.period_end) for r in inside) != days(start, end):
        return None
    total = sum(r.value for r in inside)
    return Count(series, total / days(start, end), start, end, True, False, tuple({r.source_id: 0 for r in inside}))


def _twelve_months(said: date) -> tuple[date, date]:
    """Return first and last day of the twelve whole months after a day."""
    months = said.year * 12 + said.month  # of the month after
    first = date(months // 12, months % 12 + 1, 1)
    return first, date(first.year + 1, first.month, 1) - timedelta(days=1)
