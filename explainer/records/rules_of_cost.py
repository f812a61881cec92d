"""Rules of money: each price has two ends that follow from its row, each budget the removals of its own year."""

import math

from explainer.model.cost import Prices
from explainer.records import formulas
from explainer.records.facts import Records
from explainer.records.faults import digits, quoted
from explainer.records.periods import fiscal_year
from explainer.records.rows import Budget, CostEstimate, CountingRule, Law, Price
from explainer.records.rule import Found, InRow, each, rule

COUNTED = "ice_removals"  # the series that budgets are divided by
ROLES = ("low", "high")


@rule
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


@each(Price)
def prices(r: Price, facts: Records) -> InRow:
    """A price is its money divided by what it is for."""
    per, places = facts.value(r.per), 0 if r.value.is_integer() else 2  # whole dollars or cents
    if per <= 0:
        yield "per", f"{digits(per)} is nothing to divide by"
    elif round(r.money / per, places) != r.value:
        says = f"{digits(r.value)} is not {digits(r.money)} / {digits(per)}; write {r.money / per:.{places}f}"
        yield "value", says


@each(Budget)
def budgets(r: Budget, facts: Records) -> InRow:
    """A budget is divided by ICE removals of its own fiscal year, by a known rule; a check of prices has both amounts."""
    rules = [rule.rule for rule in facts.rows(CountingRule) if rule.series == COUNTED]
    if r.rule not in rules:
        yield "rule", f"{quoted(r.rule)} is no rule of {COUNTED} in counting_rules.csv; name one of {', '.join(rules)}"
    if bool(r.officers) != bool(r.held):
        yield "held" if r.officers else "officers", "is empty; a check needs both officers and held, or neither"
    named = [(name.series, name.start, name.end) for name in formulas.named_figures(r.removals)]
    if facts.value(r.removals) <= 0:
        yield "removals", "nothing was removed to divide by"
    elif named != [(COUNTED, *fiscal_year(r.fiscal_year))]:
        yield "removals", f"{quoted(r.removals)} is not one figure of {COUNTED} of fiscal {r.fiscal_year}"


@each(Law)
def laws(r: Law, _: Records) -> InRow:
    """Money of a law can be used after the law was enacted."""
    if r.available_until <= r.enacted:
        yield "available_until", f"'{r.available_until}' is not after the law's day, {r.enacted}"


@each(CostEstimate)
def estimates(r: CostEstimate, _: Records) -> InRow:
    """Our price stands beside an estimate for a named amount; all three together, beside one of a year."""
    if r.beside == "all" and r.span != "year":
        yield "beside", f"all is what a year costs, and this estimate is for {quoted(r.span)}; empty it"
    if r.beside in Prices._fields and math.isnan(r.amount):
        yield "amount", f"is empty; say how many of {r.beside} stand beside it"
    if r.beside not in Prices._fields and not math.isnan(r.amount):
        yield "amount", f"{digits(r.amount)} is used with one price beside it alone; empty it"
