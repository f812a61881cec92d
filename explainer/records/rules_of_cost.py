"""Rules of money: each price has two ends that follow from its row, each budget the removals of its own year."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from explainer.model.cost import Prices
from explainer.records import formulas
from explainer.records.facts import Records
from explainer.records.faults import digits, quoted
from explainer.records.formulas import FormulaError
from explainer.records.periods import fiscal_year
from explainer.records.rows import Budget, CostEstimate, CountingRule, Law, Price

Found = Iterator[tuple[Any, str, str]]
COUNTED = "ice_removals"  # the series that budgets are divided by
ROLES = ("low", "high")


def two_ends(facts: Records) -> Found:
    """Each price has a low and a high end, in this order and in one unit."""
    by_end = {(r.price, r.role): r for r in facts.rows(Price)}
    for name in Prices._fields:
        missing = [role for role in ROLES if (name, role) not in by_end]
        if missing:
            yield Price, "price", f"has no row for {name}, {' and '.join(missing)}; bring it back"
            continue
        low, high = (by_end[name, role] for role in ROLES)
        if low.value > high.value:
            yield low, "value", f"{digits(low.value)} is above the high price of {name}, {digits(high.value)}"
        if low.unit != high.unit:
            yield high, "unit", f"{quoted(high.unit)} is not the unit of the low price, {quoted(low.unit)}"


def worked_out(facts: Records) -> Found:
    """A price is its money divided by what it is for."""
    for r in facts.rows(Price):
        per = _value(facts, r.per)
        if isinstance(per, str) or per <= 0:
            yield r, "per", per if isinstance(per, str) else f"{digits(per)} is nothing to divide by"
            continue
        places = 0 if r.value.is_integer() else 2  # whole dollars or cents
        if round(r.money / per, places) != r.value:
            says = f"{digits(r.value)} is not {digits(r.money)} / {digits(per)}; write {r.money / per:.{places}f}"
            yield r, "value", says


def of_their_year(facts: Records) -> Found:
    """A budget is divided by ICE removals of its own fiscal year, counted by a known rule."""
    rules = [r.rule for r in facts.rows(CountingRule) if r.series == COUNTED]
    for r in facts.rows(Budget):
        named = [(n.series, n.start, n.end) for n in formulas.named_figures(r.removals)]
        removals = _value(facts, r.removals)
        if isinstance(removals, str) or removals <= 0:
            yield r, "removals", removals if isinstance(removals, str) else "nothing was removed to divide by"
        elif named != [(COUNTED, *fiscal_year(r.fiscal_year))]:
            yield r, "removals", f"{quoted(r.removals)} is not one figure of {COUNTED} of fiscal {r.fiscal_year}"
        if r.rule not in rules:
            says = f"{quoted(r.rule)} is no rule of {COUNTED} in counting_rules.csv; name one of {', '.join(rules)}"
            yield r, "rule", says


def checked(facts: Records) -> Found:
    """The prices are held against a year whose officers and people held are both named."""
    for r in facts.rows(Budget):
        if bool(r.officers) != bool(r.held):
            yield r, "held" if r.officers else "officers", "is empty; a check needs both officers and held, or neither"
        for column in ("officers", "held"):
            amount = _value(facts, getattr(r, column)) if getattr(r, column) else 0.0
            if isinstance(amount, str):
                yield r, column, amount


def later_than_enacted(facts: Records) -> Found:
    """Money of a law can be used after the law was enacted."""
    for r in facts.rows(Law):
        if r.available_until <= r.enacted:
            yield r, "available_until", f"'{r.available_until}' is not after the law's day, {r.enacted}"


def beside_what(facts: Records) -> Found:
    """Our price stands beside an estimate for a named amount; all three together, beside one of a year."""
    for r in facts.rows(CostEstimate):
        if r.beside == "all" and r.span != "year":
            yield r, "beside", f"all is what a year costs, and this estimate is for {quoted(r.span)}; empty it"
        if r.beside in Prices._fields and math.isnan(r.amount):
            yield r, "amount", f"is empty; say how many of {r.beside} stand beside it"
        if r.beside not in Prices._fields and not math.isnan(r.amount):
            yield r, "amount", f"{digits(r.amount)} is used with one price beside it alone; empty it"


def _value(facts: Records, formula: str) -> float | str:
    """Return the value of a sum of figures, or why it has none."""
    try:
        return facts.value(formula)
    except FormulaError as error:
        return str(error)


RULES = (two_ends, worked_out, of_their_year, checked, later_than_enacted, beside_what)
