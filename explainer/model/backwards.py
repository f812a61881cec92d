"""Backwards, in closed form: what each knob would have to be for a goal, and all limits together.

With several limits, one knob alone seldom moves the result, since another limit is smaller. So each knob
gets two answers: the value at which its own limit meets the goal, and the result with that knob alone.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from explainer.model import steps
from explainer.model.steps import MONTHS_PER_YEAR, WEEKS_PER_YEAR, Outcome, Scenario

Reason = Literal["reached", "met without it", "a zero elsewhere", "beyond its limit", "no limit set"]
Measure = Literal["removals", "arrests"]


@dataclass(frozen=True)
class Need:
    """What one knob would have to be, all others as they are."""

    knob: str  # a knob
    limit: str  # its own limit
    value: float | None  # in the knob's unit; None where no value would do
    reason: Reason
    alone: Outcome | None  # the result with that knob alone, where it can be set so


@dataclass(frozen=True)
class Inverse:
    """How to turn one limit around for one knob."""

    limit: str
    solve: Callable[[Scenario, float], float]  # (scenario, goal of its limit per year) -> value; divides
    highest: float = math.inf
    falls: bool = False  # a lower value carries more

    @property
    def least(self) -> float:
        """Return the value at which the knob adds nothing."""
        return self.highest if self.falls else 0.0


def _field_needed(s: Scenario, arrests: float) -> float:
    return arrests / (steps.work_days(s.days_per_week, s.days_off) * s.arrests_per_officer_day)


def _days_needed(s: Scenario, arrests: float) -> float:
    return arrests / (_field(s) * s.arrests_per_officer_day)


def _field(s: Scenario) -> float:
    return steps.field_officers(s.officers, s.arrest_share, s.borrowed, s.borrowed_output)


def _arrests(s: Scenario) -> float:
    return steps.run(s).arrests_per_year


# Inverses of arrests take arrests per year; those of the other limits take removals per year.
ARREST_INVERSES: dict[str, Inverse] = {
    "officers": Inverse(
        "arrests", lambda s, a: (_field_needed(s, a) - s.borrowed * s.borrowed_output) / s.arrest_share
    ),
    "arrest_share": Inverse(
        "arrests", lambda s, a: (_field_needed(s, a) - s.borrowed * s.borrowed_output) / s.officers, highest=1
    ),
    "borrowed": Inverse(
        "arrests", lambda s, a: (_field_needed(s, a) - s.officers * s.arrest_share) / s.borrowed_output
    ),
    "borrowed_output": Inverse(
        "arrests", lambda s, a: (_field_needed(s, a) - s.officers * s.arrest_share) / s.borrowed, highest=1
    ),
    "days_per_week": Inverse("arrests", lambda s, a: (_days_needed(s, a) + s.days_off) / WEEKS_PER_YEAR, highest=7),
    "days_off": Inverse(
        "arrests",
        lambda s, a: WEEKS_PER_YEAR * s.days_per_week - _days_needed(s, a),
        highest=steps.DAYS_PER_YEAR,
        falls=True,
    ),
    "arrests_per_officer_day": Inverse(
        "arrests", lambda s, a: a / (_field(s) * steps.work_days(s.days_per_week, s.days_off))
    ),
}
REMOVAL_INVERSES: dict[str, Inverse] = {
    "removed_share": Inverse("arrests", lambda s, g: (g - s.border_removals) / _arrests(s), highest=1),
    "border_removals": Inverse("arrests", lambda s, g: g - steps.run(s).interior_removals),
    "beds": Inverse("beds", lambda s, g: g / s.removals_per_bed_year),
    "removals_per_bed_year": Inverse("beds", lambda s, g: g / s.beds),
    "flights_per_month": Inverse(
        "flights", lambda s, g: g * s.share_by_air / (MONTHS_PER_YEAR * s.passengers_per_flight)
    ),
    "passengers_per_flight": Inverse(
        "flights", lambda s, g: g * s.share_by_air / (MONTHS_PER_YEAR * s.flights_per_month)
    ),
    "share_by_air": Inverse(
        "flights",
        lambda s, g: s.flights_per_month * MONTHS_PER_YEAR * s.passengers_per_flight / g,
        highest=1,
        falls=True,
    ),
    "judges": Inverse(
        "orders", lambda s, g: _orders_needed(s, g) * (1 - s.share_without_hearing) / s.orders_per_judge_year
    ),
    "orders_per_judge_year": Inverse(
        "orders", lambda s, g: _orders_needed(s, g) * (1 - s.share_without_hearing) / s.judges
    ),
    "share_without_hearing": Inverse(
        "orders", lambda s, g: 1 - s.judges * s.orders_per_judge_year / _orders_needed(s, g), highest=1
    ),
    "outstanding_orders_used": Inverse("orders", lambda s, g: g - _orders_by_judges(s)),
}
INVERSES = ARREST_INVERSES | REMOVAL_INVERSES
LAST_DIGITS = 1e-12  # relatively: what a float loses in a few divisions
ANSWERS_KEPT = 64  # of all readers; two sections ask for the same in one run
SET_TOGETHER = ("officers", "beds", "flights_per_month", "judges")


def _orders_needed(s: Scenario, goal: float) -> float:
    """Return removals per year that new orders must carry."""
    return goal - s.outstanding_orders_used


def _orders_by_judges(s: Scenario) -> float:
    return steps.orders_limit(s.judges, s.orders_per_judge_year, s.share_without_hearing, 0)


def arrests_needed(s: Scenario, removals: float) -> float | None:
    """Return arrests per year that bring the arrests limit to a goal of removals per year.

    (goal - border removals) / removed share; 0 where border removals alone meet the goal; None where the
    removed share is zero and they do not.
    """
    interior = removals - s.border_removals
    if interior <= 0:
        return 0.0
    return None if s.removed_share == 0 else interior / s.removed_share


def need(s: Scenario, knob: str, goal: float, measure: Measure = "removals") -> Need:
    """Return what `knob` must be for `goal` events per year, and the result with it alone.

    Raises KeyError for a knob that the measure does not depend on.
    """
    return _need(s, steps.run(s), knob, goal, measure)


def _need(s: Scenario, present: Outcome, knob: str, goal: float, measure: Measure) -> Need:
    how = INVERSES[knob] if measure == "removals" else ARREST_INVERSES[knob]
    target: float | None = goal
    if measure == "removals" and knob in ARREST_INVERSES:
        target = arrests_needed(s, goal)
    if measure == "removals" and math.isinf(present.limits[how.limit]):
        return Need(knob, how.limit, None, "no limit set", None)
    without = steps.run(steps.changed(s, **{knob: how.least}))
    if (without.arrests_per_year if measure == "arrests" else without.limits[how.limit]) >= goal:
        return Need(knob, how.limit, how.least, "met without it", without)
    return _answer(s, knob, how, target)


def _answer(s: Scenario, knob: str, how: Inverse, target: float | None) -> Need:
    try:
        value = math.inf if target is None else how.solve(s, target)
    except ZeroDivisionError:
        value = math.inf
    if not math.isfinite(value):  # no number would do: another factor of the product is zero, or next to it
        return Need(knob, how.limit, None, "a zero elsewhere", None)
    if math.isclose(value, how.highest, rel_tol=LAST_DIGITS):
        value = how.highest  # the division's last digits are no eighth day of the week
    if value < 0 or value > how.highest:
        return Need(knob, how.limit, value, "beyond its limit", None)
    return Need(knob, how.limit, value, "reached", steps.run(steps.changed(s, **{knob: value})))


def every_knob(s: Scenario, goal: float, measure: Measure = "removals") -> list[Need]:
    """Return one Need for each knob that the measure depends on, arrests limit first."""
    inverses = INVERSES if measure == "removals" else ARREST_INVERSES
    present = steps.run(s)
    return [_need(s, present, knob, goal, measure) for knob in inverses]


@dataclass(frozen=True)
class Together:
    """All limits brought to the goal at once."""

    needs: dict[str, Need]  # by knob of SET_TOGETHER
    scenario: Scenario | None  # with all of them set; None where one has no answer
    outcome: Outcome | None


@lru_cache(ANSWERS_KEPT)
def all_together(s: Scenario, goal: float) -> Together:
    """Return officers, beds, flights and judges that bring every limit to `goal` removals per year.

    A limit without a limit needs nothing and does not stand in the way.
    """
    present = steps.run(s)
    needs = {knob: _need(s, present, knob, goal, "removals") for knob in SET_TOGETHER}
    if any(n.value is None and n.reason != "no limit set" for n in needs.values()):
        return Together(needs, None, None)
    values = {knob: n.value for knob, n in needs.items() if n.value is not None}
    together = steps.changed(s, **values)
    return Together(needs, together, steps.run(together))


def rate_for(s: Scenario, officers: float, arrests: float) -> float:
    """Return arrests per field officer per day at which this many officers make `arrests` a year.

    The line of equal arrests on the map of two inverses. Infinity where nobody is in the field.
    """
    field = steps.field_officers(officers, s.arrest_share, s.borrowed, s.borrowed_output)
    return steps.quotient(arrests, field * steps.work_days(s.days_per_week, s.days_off))
