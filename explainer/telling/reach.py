"""How old is this? To which day each main count goes, and how often it is published: from rows, and never from a clock."""

from functools import cache

from explainer import words
from explainer.records import newest
from explainer.records.facts import Records
from explainer.records.rows import Pace, Upstream


@cache
def section(facts: Records) -> str:
    """Return a list in Markdown of the main counts, the one that goes furthest first."""
    rows = [row for row in facts.rows(Upstream) if row.often]
    by_month = {r.series for r in facts.rows(Pace)}  # where the days of a month that is not over do not count
    last = {row: newest.row_of(facts, row.series, months=row.series in by_month) for row in rows}
    rows.sort(key=lambda row: last[row].period_end, reverse=True)
    lines = [
        f"- {facts.series[row.series].label}: to {words.day(last[row].period_end)}. Published {row.often}."
        for row in rows
    ]
    return "\n".join(["The counts end on different days.", "", *lines])
