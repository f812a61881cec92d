"""What it would cost, in words: always a range at two sets of prices, with what is not in it in the same breath."""

import math
from functools import cache
from typing import NamedTuple

from explainer import words
from explainer.model import backwards, cost, steps
from explainer.model.cost import Amounts, Prices, Range
from explainer.model.steps import Scenario
from explainer.records import money
from explainer.records.door import Records
from explainer.records.goals import Goal, modelled
from explainer.records.money import PerRemoval
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


def amounts(s: Scenario) -> Amounts:
    """Return what is paid for in a year: the settings' officers and beds, and the removals that follow."""
    return Amounts(s.officers, s.beds, steps.run(s).removals_per_year)


def for_goal(s: Scenario, goal: Goal) -> Amounts | None:
    """Return what a goal takes; None where it takes nothing, where no number would do, or where the model counts less.

    A goal in arrests takes officers; beds stay as they are.
    """
    if not modelled(goal) or goal.low == 0:
        return None
    if goal.measure == "arrests":
        found = backwards.need(s, "officers", goal.low, "arrests").settings
    else:
        found = backwards.all_together(s, goal.low).scenario
    return None if found is None else amounts(found)


def between(facts: Records, of: Amounts) -> Range:
    """Return dollars a year at the two sets of prices."""
    return Range(*(cost.cost_a_year(of, money.prices(facts, role)) for role in ("low", "high")))


def ends(of: Range, digits: int = 2) -> str:
    """Write both ends: '$22 billion to $26 billion'."""
    return words.from_to(words.dollars(of.low, digits), words.dollars(of.high, digits))


def a_year(facts: Records, of: Amounts) -> str:
    """Write what amounts cost a year at both prices."""
    return ends(between(facts, of))


def yours(facts: Records, s: Scenario) -> str:
    """Say what the settings cost a year, and what is not in it."""
    return f"At your settings: {a_year(facts, amounts(s))} a year, without {LEFT_OUT}."


def of_goal(facts: Records, s: Scenario, goal: Goal) -> str:
    """Say what the goal would cost a year and what is not in it; or why no number is given."""
    if not modelled(goal):
        return "For the goal no cost is given, since the model counts ICE alone."
    if goal.low == 0:
        return "A goal of zero takes nothing."
    found = for_goal(s, goal)
    if found is None:
        return "For the goal no cost is given: at these settings no number of officers and beds meets it."
    kept = ", and with the beds that you set" if goal.measure == "arrests" else ""
    return f"For the goal: {a_year(facts, found)} a year, without {LEFT_OUT}{kept}."


def basis(facts: Records) -> str:
    """Say where the prices are from and of which years their money is."""
    years = sorted({row.period_end.year for row in facts.rows(Price)})
    return (
        f"Prices are those of ICE's budgets of fiscal {years[0]} to {years[-1]}, not adjusted for inflation. Each is our "
        "division of a budget by a count, once at a low and once at a high price."
    )


def check(facts: Records, of: Budget, counted: Amounts) -> str:
    """Say what the prices give for a year with a budget, beside that budget."""
    given = a_year(facts, counted)
    return (
        f"For fiscal {of.fiscal_year} the same prices give {given}. The budget of the removal branch was "
        f"{words.dollars(of.value, RECORDED)}, with programs that are not in the three prices. Some of the prices are "
        "from that budget, so this is a weak check."
    )


class Line(NamedTuple):
    """One part of the cost: what, at which prices, and what it comes to; all in words."""

    what: str
    price: str
    yours: str
    goal: str  # empty where none is given


def lines(facts: Records, own: Amounts, goal: Amounts | None) -> list[Line]:
    """Return a line for each of the three parts, and one for all of them."""
    rows, (low, high) = money.price_rows(facts), (money.prices(facts, role) for role in ("low", "high"))

    def price(name: str, role: str) -> str:
        return words.bounded(rows[name, role].bound, words.exact_dollars(rows[name, role].value))

    def dollars(of: Amounts, i: int) -> str:
        return ends(Range(cost.parts(of, low)[i], cost.parts(of, high)[i]))

    found = []
    for i, (name, what) in enumerate(NAMES.items()):
        each = f"{price(name, 'low')} to {price(name, 'high')} {EACH[name]}"
        takes = "" if goal is None else f"{_taken(name, goal[i], own[i])}: {dollars(goal, i)}"
        found.append(Line(what, each, f"{words.rounded(own[i])}: {dollars(own, i)}", takes))
    return [
        *found,
        Line("The three together, a year", "", a_year(facts, own), "" if goal is None else a_year(facts, goal)),
    ]


def _taken(name: str, amount: float, own: float = math.nan) -> str:
    """Write what a goal takes as it stands elsewhere on the page, where officers and beds above one's own are rounded up."""
    return words.rounded(amount) if name == "transport" or amount == own else words.count(words.rounded_up(amount))


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
    return ends(Range(of.low, of.high), RECORDED)


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
    if of.beside != "all":
        own = Amounts(*(of.amount if of.beside == name else 0.0 for name in Prices._fields))
    return "" if own is None else a_year(facts, own)


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
            f"{newest.author} says one removal costs (our multiplication). The {highest.author} ({highest.author_kind}) "
            f"estimates {words.bounded(highest.bound, words.exact_dollars(highest.value))}: {words.lower_first(highest.assumption)}."
        )
        ours = backwards.all_together(s, amount).scenario
        if ours is not None and between(facts, amounts(ours)).high < highest.value:
            told.append(
                f"Ours for as many at your settings is lower than that of the {highest.author}. Most of that difference comes "
                "from removals per bed a year and arrests per officer, and courts are in theirs alone; prices differ little. "
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
    if need:
        told.append(
            f"At the {amount / need:.1f} removals per bed of your settings the goal of {words.count(amount)} takes "
            f"{words.rounded(need)} beds, for {a_year(facts, Amounts(0, need, 0))}, again without pay."
        )
    return [" ".join(told)]


@cache
def _of_starts(facts: Records, amount: float) -> str:
    """Say which recorded starting points make a goal cheapest and dearest, at the same prices."""
    found = {}
    for start, row in facts.start_rows.items():
        together = backwards.all_together(Scenario(**facts.starts[start]), amount).scenario
        if together is not None and not math.isnan(row.recorded_arrests_per_day):  # a plan was not recorded
            found[row.label] = amounts(together)
    by_cost = sorted(found, key=lambda label: between(facts, found[label]).low)
    told = [
        f"{a_year(facts, found[label])} from “{label}” ({_taken('officer', found[label].officers)} officers)"
        for label in (by_cost[0], by_cost[-1])
    ]
    return (
        f"At the same prices, {words.count(amount)} removals a year cost {told[0]}, and {told[1]}, without {LEFT_OUT}."
    )
