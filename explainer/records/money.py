"""Money in data/: the two sets of prices, budgets divided by removals, and what a law grants in all."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from explainer.model.cost import Amounts, Prices
from explainer.records import breaks
from explainer.records.facts import Records
from explainer.records.periods import fiscal_year
from explainer.records.rows import Break, Budget, CountingRule, Law, Price
from explainer.records.rules_of_cost import COUNTED

FOR_REMOVALS = "removal"  # use of laws.csv whose amounts are added up


@cache
def price_rows(facts: Records) -> Mapping[tuple[str, str], Price]:
    """Return rows of prices.csv by price and role."""
    return {(row.price, row.role): row for row in facts.rows(Price)}


@cache
def prices(facts: Records, role: str) -> Prices:
    """Return the low or the high prices. Each is worked out anew from its money and its count, in full precision."""
    rows = price_rows(facts)
    return Prices(**{name: rows[name, role].money / facts.value(rows[name, role].per) for name in Prices._fields})


@dataclass(frozen=True)
class PerRemoval:
    """A year's budget divided by its removals, with the two ends that rounding in the source leaves."""

    row: Budget
    removals: float  # a year
    low: float  # dollars a removal
    high: float
    breaks: tuple[Break, ...]  # in the count of removals since the row above


@cache
def per_removal(facts: Records) -> tuple[PerRemoval, ...]:
    """Return each budget divided by its removals, in the order of the file."""
    rows, found = facts.rows(Budget), []
    for row, above in zip(rows, (rows[0], *rows), strict=False):
        removals = facts.value(row.removals)
        off = 0.0 if math.isnan(row.rounded_to) else row.rounded_to / 2
        ends = ((row.value - off) / removals, (row.value + off) / removals)
        first, last = _counted_to(facts, above), _counted_to(facts, row)
        between = tuple(each for each in breaks.of_series(facts, COUNTED) if first < each.start <= last)
        found.append(PerRemoval(row, removals, *ends, between))
    return tuple(found)


def _counted_to(facts: Records, row: Budget) -> date:
    """Return the last day whose way of counting a budget's removals follow: the year's, or that of an older rule."""
    _, last = fiscal_year(row.fiscal_year)
    ended = next(r.end for r in facts.rows(CountingRule) if (r.series, r.rule) == (COUNTED, row.rule))
    return min(last, ended or last)


@cache
def checks(facts: Records) -> tuple[tuple[Budget, Amounts], ...]:
    """Return the budgets of years whose officers and people held are named, each with the amounts of its year."""
    return tuple(
        (row, Amounts(facts.value(row.officers), facts.value(row.held), facts.value(row.removals)))
        for row in facts.rows(Budget)
        if row.officers and row.held
    )


@cache
def granted(facts: Records) -> Mapping[str, float]:
    """Return what each law grants ICE for the work that removals rest on, in dollars for all its years together."""
    sums: dict[str, float] = {}
    for row in facts.rows(Law):
        if row.use == FOR_REMOVALS:
            sums[row.law] = sums.get(row.law, 0.0) + row.value
    return sums
