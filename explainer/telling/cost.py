"""What it would cost, in words: always a range at two sets of prices, with what is not in it in the same breath."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache

from explainer import words
from explainer.model import backwards, cost, steps
from explainer.model.cost import Amounts, Prices, Range
from explainer.model.steps import Outcome, Scenario
from explainer.records import money
from explainer.records.door import Records
from explainer.records.goals import Goal, model_reason
from explainer.records.money import Check, PerRemoval
from explainer.records.rows import Budget, CostEstimate, Law, Price

LEFT_OUT = "hiring, training, offices, lawyers, new buildings, courts and officers from other agencies"
RECORDED = 3  # digits of a budget in a sentence
NAMES = {
    "officer": "Officers, with support staff",
    "bed_day": "Detention beds, without pay",
    "transport": "Transport of removals, without pay",
}
EACH = {"officer": "an officer a year", "bed_day": "a bed and day", "transport": "a removal"}
STATUS = {
    "enacted": "as enacted",
    "continued": "under a law that continued the year before",
    "requested": "as requested",
}
SPANS = {
    "year": "a year",
    "removal": "one removal",
    "once": "once",
    "years": "several years together",
    "deficit": "a deficit, with taxes no longer paid",
    "not_stated": "not stated",
}


def amounts(s: Scenario, out: Outcome) -> Amounts:
    """Return what is paid for in a year: the settings' officers and beds, and the removals that follow."""
    return Amounts(float(s.officers), float(s.beds), float(out.removals_per_year))


def for_goal(s: Scenario, goal: Goal) -> Amounts | None:
    """Return what a goal takes; None where it takes nothing, where no number would do, or where the model counts less.

    A goal in arrests takes officers; beds stay as they are.
    """
    if model_reason(goal) or goal.low == 0:
        return None
    if goal.measure == "arrests":
        need = backwards.need(s, "officers", goal.low, "arrests")
        if need.value is None or need.alone is None:
            return None
        return amounts(steps.changed(s, officers=need.value), need.alone)
    together = backwards.all_together(s, goal.low)
    if together.scenario is None or together.outcome is None:
        return None
    return amounts(together.scenario, together.outcome)


def between(facts: Records, of: Amounts) -> Range:
    """Return dollars a year at the two sets of prices."""
    return cost.between(of, money.prices(facts, "low"), money.prices(facts, "high"))


def ends(of: Range) -> str:
    """Write both ends: '$22 billion to $26 billion'."""
    low, high = words.dollars(of.low), words.dollars(of.high)
    return low if low == high else f"{low} to {high}"


def yours(facts: Records, s: Scenario, out: Outcome) -> str:
    """Say what the settings cost a year, and what is not in it."""
    return f"At your settings: {ends(between(facts, amounts(s, out)))} a year, without {LEFT_OUT}."


def of_goal(facts: Records, s: Scenario, goal: Goal) -> str:
    """Say what the goal would cost a year and what is not in it; or why no number is given."""
    if model_reason(goal):
        return "For the goal no cost is given, since the model counts ICE alone."
    if goal.low == 0:
        return "A goal of zero takes nothing."
    found = for_goal(s, goal)
    if found is None:
        return "For the goal no cost is given: at these settings no number of officers and beds meets it."
    kept = ", and with the beds that you set" if goal.measure == "arrests" else ""
    return f"For the goal: {ends(between(facts, found))} a year, without {LEFT_OUT}{kept}."


def basis(facts: Records) -> str:
    """Say where the prices are from and of which years their money is."""
    years = sorted({row.period_end.year for row in facts.rows(Price)})
    return (
        f"Prices are those of ICE's budgets of fiscal {years[0]} to {years[-1]}, not adjusted for inflation. Each is our "
        "division of a budget by a count, once at a low and once at a high price."
    )


def check(facts: Records, of: Check) -> str:
    """Say what the prices give for a year with a budget, beside that budget."""
    given = ends(between(facts, of.amounts))
    return (
        f"For fiscal {of.row.fiscal_year} the same prices give {given}. The budget of the removal branch was "
        f"{words.dollars(of.row.value, RECORDED)}, with programs that are not in the three prices. Some of the prices are "
        "from that budget, so this is a weak check."
    )


@dataclass(frozen=True)
class Line:
    """One part of the cost: what, at which prices, and what it comes to; all in words."""

    what: str
    price: str
    yours: str
    goal: str  # empty where none is given


def lines(facts: Records, own: Amounts, goal: Amounts | None) -> list[Line]:
    """Return a line for each of the three parts, and one for all of them."""
    low, high = money.prices(facts, "low"), money.prices(facts, "high")
    found = []
    for i, name in enumerate(cost.PRICES):
        price = f"{_price(facts, name, 'low')} to {_price(facts, name, 'high')} {EACH[name]}"
        takes = "" if goal is None else f"{_taken(goal, i)}: {_dollars(goal, i, low, high)}"
        found.append(
            Line(NAMES[name], price, f"{words.rounded(_amount(own, i))}: {_dollars(own, i, low, high)}", takes)
        )
    total = "" if goal is None else ends(between(facts, goal))
    return [*found, Line("The three together, a year", "", ends(between(facts, own)), total)]


def _price(facts: Records, name: str, role: str) -> str:
    row = money.price_rows(facts)[name, role]
    return f"{words.bounded(row.bound, words.exact_dollars(row.value))}"


def _taken(goal: Amounts, i: int) -> str:
    """Write what a goal takes as it stands elsewhere on the page, where officers and beds are rounded up: '46,100'."""
    amount = _amount(goal, i)
    return words.rounded(amount) if cost.PRICES[i] == "transport" else words.count(words.rounded_up(amount))


def _amount(of: Amounts, i: int) -> float:
    return (of.officers, of.beds, of.removals)[i]


def _dollars(of: Amounts, i: int, low: Prices, high: Prices) -> str:
    return ends(Range(cost.parts(of, low)[i], cost.parts(of, high)[i]))


def price_in_full(facts: Records, row: Price) -> str:
    """Say what a price is made of: money, count, year and status."""
    per = facts.value(row.per)
    return (
        f"{words.exact_dollars(row.value)} {EACH[row.price]} ({row.role}): {row.money_of}, "
        f"{words.span(row.period_start, row.period_end)}, {STATUS[row.status]}, "
        f"{words.exact_dollars(row.money)} / {words.count(per)} {row.per_of}. {row.note}"
    )


def per_removal(of: PerRemoval) -> str:
    """Write dollars a removal: '$18,700', or two ends where the source rounds its budget."""
    low, high = words.dollars(of.low, RECORDED), words.dollars(of.high, RECORDED)
    return low if low == high else f"{low} to {high}"


def budget(of: Budget) -> str:
    """Write a budget with three digits, or with fewer where its source rounds it."""
    return words.dollars(of.value, RECORDED) if math.isnan(of.rounded_to) else words.exact_dollars(of.value)


def granted(facts: Records, law: str) -> str:
    """Say what a law grants ICE in all, and until when."""
    row = next(row for row in facts.rows(Law) if row.law == law and row.use == money.FOR_REMOVALS)
    return (
        f"{law} of {words.day(row.enacted)} grants ICE {words.exact_dollars(money.granted(facts)[law])} for the work that "
        f"removals rest on, all years together, until {words.day(row.available_until)}."
    )


def estimate(of: CostEstimate) -> str:
    """Write an outside estimate with its bound: 'cost of 1,000,000 removals a year: at least $88 billion'."""
    return f"{of.quantity}: {words.bounded(of.bound, words.exact_dollars(of.value))}"


def beside(facts: Records, own: Amounts | None, of: CostEstimate) -> str:
    """Return our range for the same amount; empty where none is comparable. `own` is what the same goal takes."""
    if not of.beside:
        return ""
    if of.beside == "all":
        return "" if own is None else ends(between(facts, own))
    one = {
        "officer": Amounts(of.amount, 0, 0),
        "bed_day": Amounts(0, of.amount, 0),
        "transport": Amounts(0, 0, of.amount),
    }
    return ends(between(facts, one[of.beside]))


def spread(facts: Records, s: Scenario) -> list[str]:
    """Say why outside estimates of a goal differ: by what is counted more than by prices."""
    amount, rows = facts.about["benchmark_goal"], facts.rows(CostEstimate)
    told = []
    official = [r for r in rows if r.span == "removal" and r.author_kind == "government"]
    highest = max((r for r in rows if r.beside == "all"), key=lambda r: r.value, default=None)
    if official and highest:
        newest = max(official, key=lambda r: r.year)
        told.append(
            f"{words.count(amount)} removals a year would cost {words.dollars(newest.value * amount)} by what the "
            f"{newest.author} says one removal costs (our multiplication), and "
            f"{words.bounded(highest.bound, words.exact_dollars(highest.value))} by the estimate of the {highest.author}."
        )
        told.append(
            "Most of that difference comes from removals per bed and arrests per officer, and less of it from prices. "
            "That is our reading, since not every report shows its prices."
        )
    return [*told, *_of_beds(facts, s, amount), _of_starts(facts, amount)]


def _of_beds(facts: Records, s: Scenario, amount: float) -> list[str]:
    """Say what the beds of an outside estimate would cost at our prices, and what those cost that the goal takes here."""
    beds = next((r for r in facts.rows(CostEstimate) if r.beside == "bed_day"), None)
    if beds is None:
        return []
    told = [
        f"At the prices above {words.count(beds.amount)} beds alone would cost {beside(facts, None, beds)} a year, without pay."
    ]
    need = backwards.need(s, "beds", amount).value
    if need is not None and s.removals_per_bed_year:
        told.append(
            f"At your {s.removals_per_bed_year:.1f} removals per bed the goal of {words.count(amount)} takes "
            f"{words.rounded(need)} beds, for {ends(between(facts, Amounts(0, need, 0)))}, again without pay."
        )
    return [" ".join(told)]


@cache
def _of_starts(facts: Records, amount: float) -> str:
    """Say which recorded starting points make a goal cheapest and dearest, at the same prices."""
    found = {}
    for start, row in facts.start_rows.items():
        if math.isnan(row.recorded_arrests_per_day):  # a plan was not recorded
            continue
        together = backwards.all_together(Scenario(**facts.starts[start]), amount)
        if together.scenario is not None and together.outcome is not None:
            found[row.label] = amounts(together.scenario, together.outcome)
    by_cost = sorted(found, key=lambda label: between(facts, found[label]).low)
    told = [
        f"{ends(between(facts, found[label]))} from “{label}” ({words.rounded(found[label].officers)} officers)"
        for label in (by_cost[0], by_cost[-1])
    ]
    return (
        f"At the same prices, {words.count(amount)} removals a year cost {told[0]}, and {told[1]}, without {LEFT_OUT}."
    )
