"""Fiscal years, and the names that figures have by their period."""

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from explainer.records.rows import Figure, Pace

_LAST_JULY = 1975  # fiscal years began in July to this year, and in October from the next: FY1976 has fifteen months
_NAMED = re.compile(r"([^@]+)@([0-9-]{10})\.\.([0-9-]{10})#(.+)")


class Named(NamedTuple):
    """What the name of a figure says."""

    series: str
    start: date
    end: date
    source_id: str


def fiscal_year_of(end: date) -> int:
    """Return the fiscal year that contains a day: from October, the next calendar year's (since FY1977)."""
    return end.year + (end >= _first_day(end.year + 1))


def fiscal_year(year: int) -> tuple[date, date]:
    """Return the first and last day of a fiscal year."""
    return _first_day(year), _first_day(year + 1) - timedelta(days=1)


def _first_day(year: int) -> date:
    """Return the first day of a fiscal year, in the calendar year before."""
    return date(year - 1, 7 if year - 1 <= _LAST_JULY else 10, 1)


def earliest(loose: str) -> date | None:
    """Return the first day that a date known to the year, month or day may mean; None where it is no date."""
    try:
        return date.fromisoformat((loose + "-01-01")[: len("2025-01-01")])
    except ValueError:
        return None


def days(start: date, end: date) -> int:
    """Return the number of days from the first to the last, both counted."""
    return (end - start).days + 1


def reference(row: Figure | Pace) -> str:
    """Return the name of a figure: series@start..end#source_id."""
    return f"{row.series}@{row.period_start}..{row.period_end}#{row.source_id}"


def named(reference: str) -> Named | None:
    """Return what the name of a figure says, or None where it is no such name."""
    found = _NAMED.fullmatch(reference)
    try:
        return found and Named(found[1], date.fromisoformat(found[2]), date.fromisoformat(found[3]), found[4])
    except ValueError:
        return None


def figure_values(figures: Iterable[Figure], pace: Iterable[Pace]) -> dict[str, float]:
    """Return every figure and pace row by its name.

    Of several versions under one name it is the one shown by default; a name of several without such a one has no value.
    """
    values = {reference(r): r.per_day for r in pace}
    by_name: dict[str, list[Figure]] = defaultdict(list)
    for r in figures:
        by_name[reference(r)].append(r)
    for name, rows in by_name.items():
        meant = rows if len(rows) == 1 else [r for r in rows if r.shown_by_default == "yes"]
        if len(meant) == 1:
            values[name] = meant[0].value
    return values
