"""Money in data/: the two sets of prices, budgets divided by removals, and what a law grants in all."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from explainer.model.cost import PRICES, Amounts, Prices
from explainer.records.facts import Records
from explainer.records.rows import Budget, CountingRule, Law, Price
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
    return Prices(**{name: rows[name, role].money / facts.value(rows[name, role].per) for name in PRICES})


@dataclass(frozen=True)
class PerRemoval:
    """A year's budget divided by its removals, with the two ends that rounding in the source leaves."""

    row: Budget
    removals: float  # a year
    low: float  # dollars a removal
    high: float
    rule: str  # by which the removals were counted, in words
    after_a_break: bool  # counted by another rule than the row above


@cache
def per_removal(facts: Records) -> tuple[PerRemoval, ...]:
    """Return each budget divided by its removals, in the order of the file."""
    labels = {row.rule: row.label for row in facts.rows(CountingRule) if row.series == COUNTED}
    found: list[PerRemoval] = []
    for row in facts.rows(Budget):
        removals = facts.value(row.removals)
        off = 0.0 if math.isnan(row.rounded_to) else row.rounded_to / 2
        broken = bool(found) and found[-1].row.rule != row.rule
        ends = ((row.value - off) / removals, (row.value + off) / removals)
        found.append(PerRemoval(row, removals, *ends, labels[row.rule], broken))
    return tuple(found)


@dataclass(frozen=True)
class Check:
    """A year whose budget the prices can be held against."""

    row: Budget
    amounts: Amounts  # of that year


@cache
def checks(facts: Records) -> tuple[Check, ...]:
    """Return the budgets of years whose officers and people held are named."""
    return tuple(
        Check(row, Amounts(facts.value(row.officers), facts.value(row.held), facts.value(row.removals)))
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
