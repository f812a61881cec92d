"""Says which of our counts are overtaken: python -m explainer.records newer. Run by hand; it writes nothing into data/.

It reads the files of upstream.csv and prints a line each: ours to which day, theirs to which day, and the row to add.
"""

import calendar
import csv
import io
import math
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

from explainer import words
from explainer.records import newer_files, newest
from explainer.records.facts import Records
from explainer.records.faults import cut, digits, quoted
from explainer.records.newer_files import NoAnswer, Row, Unusable
from explainer.records.periods import days, fiscal_year, fiscal_year_of
from explainer.records.rows import TABLES, Figure, Pace, Source, Upstream
from explainer.records.rules_of_counts import jumps
from explainer.records.rules_of_sources import promised
from explainer.records.tables import FIRST_YEAR, LAST_YEAR

FIRST_DAY = date(1899, 12, 30)  # day 0 of a workbook
CLOSED_WITHIN = 45  # days after a fiscal year in which its last count may still bear their dates
BY_HAND, POINTER = "by_hand", "pointer"


class Count(NamedTuple):
    """A number of somebody else's, with the days that it counts."""

    start: date
    end: date
    value: float


def look(facts: Records, today: date) -> str:
    """Return how ours stands against theirs, a line each; in one sentence where nobody answers."""
    asked = facts.rows(Upstream)
    files = newer_files.fetch_all([row.url for row in asked if row.format != BY_HAND])
    if all(isinstance(file, NoAnswer) for file in files.values()):
        return f"No network: none of {words.many(len(files), 'file')} could be reached, so nothing was compared."
    return "\n".join(line for row in asked for line in report(facts, row, files.get(row.url), today))


def report(facts: Records, row: Upstream, file: bytes | Unusable | None, today: date) -> Iterator[str]:
    """Yield the line of one upstream, and below it the rows to add."""
    ours = newest.row_of(facts, row.series, newest.whole_of(facts, row.series), months=row.period == "month")
    told = f"ours {_value(ours):,.12g} to {words.day(ours.period_end)}"
    if file is None:
        yield f"LOOK  {row.tells}: {told}; {row.url}. {row.note}"
        return
    try:
        if isinstance(file, Unusable):
            raise file
        if row.format == POINTER:
            yield _release(row, newer_files.rows(file, row.format, ["size"])[0], told)
            return
        places = [p for p in (row.value_at, row.date_at, row.closed_at, row.row.partition("=")[0]) if p]
        found = [_closed(c, ours, row) for c in counts(row, newer_files.rows(file, row.format, places))]
        _sensible(found[-1], ours, today)
    except Unusable as why:
        yield f"?     {row.tells}: the file of {row.keeper} {why}: {row.url}"
        return
    theirs = found[-1]
    yield f"{_verdict(ours, theirs)}{row.tells}: {told}; {row.keeper} {theirs.value:,.12g} to {words.day(theirs.end)}."
    later = [c for c in found if c.end > ours.period_end]
    if later and row.may_be == "compared":
        yield f"      To compare alone ({row.licence.rstrip('.')}). {row.note}"
    elif later:
        yield from _to_add(facts, row, later if row.period == "month" else later[-1:])


def _verdict(ours: Figure | Pace, theirs: Count) -> str:
    """Return the word that a line begins with, on six places."""
    if theirs.end != ours.period_end:
        return "NEWER " if theirs.end > ours.period_end else "older "
    alike = theirs.start != ours.period_start or math.isclose(theirs.value, _value(ours), rel_tol=0.0005)
    return "same  " if alike else "OTHER "


def _release(row: Upstream, pointer: Row, told: str) -> str:
    """Return the line of a file that is known by its size alone."""
    if row.known == pointer["size"]:
        return f"same  {row.tells}: {told}; the release of {row.keeper} is the one looked at last."
    return (
        f"NEWER {row.tells}: {told}; another release of {row.keeper}, of "
        f"{cut(pointer['size'])} bytes. {row.note} {row.url}"
    )


def counts(row: Upstream, rows: list[Row]) -> list[Count]:
    """Return the counts that a file holds, the newest last; of a month counted twice the later. Raises Unusable."""
    column, _, wanted = row.row.partition("=")
    found: dict[date, tuple[date, Count]] = {}
    for cells in rows:
        if column and str(cells.get(column)) != wanted:
            continue
        if cells.get(row.value_at) in (None, "", "NA", 0):
            continue  # a month to come has a line and no number
        count, made = _count(row, cells)
        if row.period == "month" and made <= count.end:
            continue
        if count.end not in found or made >= found[count.end][0]:
            found[count.end] = made, count
    if not found:
        raise Unusable("has no row with a whole period and a number")
    return [found[end][1] for end in sorted(found)]


def _count(row: Upstream, cells: Row) -> tuple[Count, date]:
    """Return a row's count and the day that it was made."""
    day, value = _day(cells[row.date_at]), _number(cells[row.value_at])
    made = _day(cells[row.closed_at]) if row.closed_at else day
    if row.period == "month":
        last = calendar.monthrange(day.year, day.month)[1]
        return Count(day.replace(day=1), day.replace(day=last), value), made
    return Count(fiscal_year(fiscal_year_of(day))[0] if row.period == "to_date" else day, day, value), made


def _day(cell: Any) -> date:
    """Return the day of a cell: 2026-07-11, with a time or without; 2026_07, the first of a month; days of a workbook."""
    try:
        if isinstance(cell, int | float):
            day = FIRST_DAY + timedelta(days=int(cell))
        else:
            text = str(cell).replace("_", "-")
            day = date.fromisoformat(f"{text}-01" if text.count("-") == 1 else text[:10])
    except (ValueError, OverflowError):
        day = date.max
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Unusable(f"has {quoted(str(cell))} where a date should stand")
    return day


def _number(cell: Any) -> float:
    try:
        value = float(str(cell).replace(",", ""))
    except ValueError:
        value = math.nan
    if not (math.isfinite(value) and value > 0) or isinstance(cell, bool):
        raise Unusable(f"has {quoted(str(cell))} where a number should stand")
    return value


def _closed(theirs: Count, ours: Figure | Pace, row: Upstream) -> Count:
    """Return a count to date as the whole year, where it is dated shortly after the year that it counts.

    A count to date starts again from nothing each October: one that has not fallen by then is the old year's last.
    """
    before = theirs.start - timedelta(days=1)
    late = row.period == "to_date" and 0 < days(theirs.start, theirs.end) <= CLOSED_WITHIN
    if late and ours.period_start < theirs.start and theirs.value >= _value(ours):
        return Count(fiscal_year(fiscal_year_of(before))[0], before, theirs.value)
    return theirs


def _sensible(theirs: Count, ours: Figure | Pace, today: date) -> None:
    """Raise Unusable for a day that has not come, or a number that is many times ours, or a small part of it."""
    if theirs.end > today:
        raise Unusable(f"is dated {words.day(theirs.end)}, a day to come")
    a_day = [1, 1] if theirs.start == theirs.end else [days(*count) for count in (theirs[:2], ours[1:3])]
    if jumps(theirs.value / a_day[0], [_value(ours) / a_day[1]]):
        raise Unusable(f"says {theirs.value:,.12g} to {words.day(theirs.end)}, too far from ours to be right")


def _value(of: Figure | Pace) -> float:
    """Return the count of a row; pace that is known as a rate alone, over its days."""
    rate = getattr(of, "per_day", math.nan)
    return rate * days(of.period_start, of.period_end) if math.isnan(of.value) else of.value


def _to_add(facts: Records, row: Upstream, later: list[Count]) -> Iterator[str]:
    """Yield a source and a row for each count, ready to paste."""
    source = _source(facts, row, later[-1].end)
    yield f"      add to sources.csv: {written(source)}"
    for count in later:
        added = _row(facts, row, count, source.source_id)
        yield f"      add to {TABLES[type(added)]}.csv: {written(added)}"
    yield f"      {row.note} Then run python -m explainer.records."
    if str(later[-1].end) > facts.about["created"]:
        yield f"      First write a day from {later[-1].end} on into created in datapackage.json."


def _source(facts: Records, row: Upstream, day: date) -> Source:
    """Return the document as a source: the agency's number, retold by whoever keeps the file."""
    agency = next(s for s in facts.rows(Source) if s.short_publisher == "ICE")
    told = row.tells if row.tells.startswith("ICE") else f"ICE, {words.lower_first(row.tells)}"
    return agency._replace(
        source_id=f"{row.upstream}_{day:%Y_%m_%d}",
        label=f"{told}, to {words.day(day)} {promised('digest', row.keeper)}",
        opens="digest",
        copied_by=row.keeper,
        title=row.tells,
        date_published=str(day),
        url=f"{row.url}#{day}",  # no two sources have one link
        official_url=row.official_url,
        kind="government",
        note=f"Read from the file of {row.keeper}. License: {words.lower_first(row.licence)}",
    )


def _row(facts: Records, row: Upstream, count: Count, source_id: str) -> Figure | Pace:
    """Return our row of a count, like the newest of its series; not shown before somebody has compared it."""
    whole = (count.start, count.end) == fiscal_year(fiscal_year_of(count.end))
    series = newest.whole_of(facts, row.series) if whole else row.series
    place = f"{row.url.rpartition('/')[2]}, {row.value_at}"
    like = newest.row_of(facts, series, months=row.period == "month")
    like = like._replace(
        period_start=count.start, period_end=count.end, value=count.value, source_id=source_id, bound=""
    )
    if isinstance(like, Pace):
        rate = round(count.value / days(count.start, count.end), 1)
        return like._replace(period_type="month", per_day=rate, note=f"Read in {place}.")
    named = {"to_date": "part_of_fiscal_year", "day": "day", "month": "month"}[row.period]
    return like._replace(
        period_type="fiscal_year" if whole else named,
        status="actual",
        locator=place,
        confidence="medium",
        version=getattr(newest.row_of(facts, row.series), "version", like.version),
        shown_by_default="no",
        verified_by="single source",
        note="",
        drawn_as_version="no",
    )


def written(row: Any) -> str:
    """Write a row as its table has it."""
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow(_cell(cell) for cell in row)
    return line.getvalue()


def _cell(cell: Any) -> str:
    if isinstance(cell, float):
        return "" if math.isnan(cell) else digits(cell)
    return ";".join(cell) if isinstance(cell, tuple) else "" if cell is None else str(cell)
