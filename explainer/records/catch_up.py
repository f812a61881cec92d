"""What else has to follow after a row was added: no fault of the row, but places that still speak of the one before.

Each rule yields row, column and what to do.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

from explainer.records import newest
from explainer.records.facts import Records
from explainer.records.faults import Fault
from explainer.records.formulas import named_figures
from explainer.records.periods import fiscal_year_of
from explainer.records.rows import BacktestInput, Figure, Pace, SeriesUse

PART, WHOLE = "part_of_fiscal_year", "fiscal_year"
Found = Iterator[tuple[Any, str, str]]
# Columns that speak of the present in tables without `rests_on`, which a rule of words holds against newer rows.
OF_TODAY = {
    "start_values": ("basis",),
    "knobs": ("basis", "help"),
    "questions": ("after",),
    "definitions": ("sentence", "left_out"),
    "series": ("definition", "trap"),
}


def due(facts: Records) -> list[Fault]:
    """Return all that has to follow in the tables as they stand."""
    return [facts.fault(row, column, says) for rule in RULES for row, column, says in rule(facts)]


def _firm(facts: Records) -> list[Figure]:
    """Return counts of a fiscal year or a part of one that can be shown: no estimate, no low confidence."""
    return [
        r
        for r in facts.rows(Figure)
        if r.period_type in (PART, WHOLE) and r.confidence != "low" and r.status in ("actual", "derived")
    ]


def _longer(facts: Records, row: Figure, shown: str) -> Figure | None:
    """Return the longest count from the same day on that goes further than a row's, in its series or its whole one."""
    series = {row.series, newest.whole_of(facts, row.series)}
    found = [
        r
        for r in _firm(facts)
        if r.series in series
        and (r.period_start, r.shown_by_default) == (row.period_start, shown)
        and r.period_end > row.period_end
    ]
    return max(found, key=lambda r: r.period_end, default=None)


def overtaken(facts: Records) -> Iterator[tuple[Figure, Figure]]:
    """Yield each part of a year with the longer count that is shown in its place; of several, the last before it."""
    last: dict[tuple[Any, ...], tuple[Figure, Figure]] = {}
    for row in _firm(facts):
        longer = _longer(facts, row, "yes") if row.period_type == PART else None
        key = (row.series, row.period_start)
        if longer and (key not in last or row.period_end >= last[key][0].period_end):
            last[key] = row, longer
    yield from last.values()


def whole_years(facts: Records) -> Found:
    """A count to date is not shown beside its whole year. Of two counts of one series the rules of the view say so."""
    for row, longer in overtaken(facts):
        if row.shown_by_default == "yes" and longer.series != row.series:
            says = f"fiscal {fiscal_year_of(longer.period_end)} is whole now, as {longer.series}; write no"
            yield row, "shown_by_default", says


def not_shown(facts: Records) -> Found:
    """A longer count of the same version is shown in the place of the one shown, once it was compared with its source."""
    for row in _firm(facts):
        longer = _longer(facts, row, "no") if row.shown_by_default == "yes" and not _longer(facts, row, "yes") else None
        if longer and (longer.series != row.series or longer.version == row.version):
            says = f"goes on to {longer.period_end}, past the row shown; if it is right, write yes here and no there"
            yield longer, "shown_by_default", says


def whole_months(facts: Records) -> Found:
    """A part of a month goes when the month is whole."""
    whole = {(r.series, r.period_start) for r in facts.rows(Pace) if r.period_type == "month"}
    for row in facts.rows(Pace):
        if row.period_type == "part_of_month" and (row.series, row.period_start) in whole:
            yield row, "period_type", "the month is whole in another row; take this one out"


def trial(facts: Records) -> Found:
    """An input of the trial is the whole year's figure, once one is shown."""
    stand_for: dict[str, set[str]] = defaultdict(set)
    for use in facts.rows(SeriesUse):
        if use.use == "trial":
            stand_for[use.name].add(use.series)
    shown = [r for r in _firm(facts) if r.period_type == WHOLE and r.shown_by_default == "yes"]
    for row in facts.rows(BacktestInput):
        whole = [
            r for r in shown if r.series in stand_for[row.quantity] and fiscal_year_of(r.period_end) == row.fiscal_year
        ]
        names = [name for name in named_figures(row.figure) if fiscal_year_of(name.end) == row.fiscal_year]
        if whole and any(name.end < whole[0].period_end and name.start == whole[0].period_start for name in names):
            says = f"is of a part of fiscal {row.fiscal_year}; figures.csv has the whole year of {whole[0].series}"
            yield row, "figure", says


def sentences(facts: Records) -> Found:
    """A sentence that speaks of the present names no count that is overtaken; of the starts, the one that opens."""
    other = [start for start in facts.start_rows if start != facts.about["default_start"]]
    for old, new in overtaken(facts):
        number, now = (re.compile(rf"(?<![\d,.]){r.value:,.0f}(?!,?\d)") for r in (old, new))
        for row, column in (
            (row, column) for table, columns in OF_TODAY.items() for row in facts.rows(table) for column in columns
        ):
            text = getattr(row, column)
            if getattr(row, "start", "") not in other and number.search(text) and not now.search(text):
                says = (
                    f"names {old.value:,.0f} to {old.period_end}; {new.series} is {new.value:,.0f} to {new.period_end}"
                )
                yield row, column, says


RULES: tuple[Callable[[Records], Found], ...] = (whole_years, not_shown, whole_months, trial, sentences)
