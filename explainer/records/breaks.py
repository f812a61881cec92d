"""Breaks in counting: from which day a series is counted by another rule, and how much that is, where it is known."""

from functools import cache

from explainer.records.facts import Records
from explainer.records.periods import fiscal_year, fiscal_year_of
from explainer.records.rows import Break


@cache
def of_series(records: Records, series: str) -> list[Break]:
    """Return the breaks of a series, oldest first."""
    return sorted((r for r in records.rows(Break) if r.series == series), key=lambda r: r.start)


@cache
def of_definition(records: Records, definition: str) -> list[Break]:
    """Return the breaks of the series that a definition adds up, oldest first."""
    parts = records.definition_rows[definition].parts
    return sorted((r for part in parts for r in of_series(records, part)), key=lambda r: r.start)


def like_for_like(records: Records, series: str, year: int) -> Break | None:
    """Return the break that says what a fiscal year would be by the count before it, or None."""
    begins, ends = fiscal_year(year)
    in_it = [r for r in of_series(records, series) if r.known_year == year and begins <= r.start <= ends]
    return in_it[0] if in_it else None


def broader_than(records: Records, series: str, year: int) -> int | None:
    """Return the last fiscal year before the break that is known to have made a year's count broader, or None.

    From that break to the end of the year nothing may have been taken out again.
    """
    for row in reversed([r for r in of_series(records, series) if r.start <= fiscal_year(year)[1]]):
        if row.known_year == fiscal_year_of(row.start) and row.after > row.before_high:
            return row.known_year - 1
        if row.takes != "in":
            return None
    return None


def broader_than_later(records: Records, series: str, year: int) -> int | None:
    """Return the first whole fiscal year after the next break, where that took something out of the count; or None."""
    after = next((r for r in of_series(records, series) if r.start > fiscal_year(year)[1]), None)
    if after is None or after.takes != "out":
        return None
    begun = fiscal_year_of(after.start)
    return begun if after.start == fiscal_year(begun)[0] else begun + 1
