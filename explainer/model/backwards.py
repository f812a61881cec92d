"""Backwards, in closed form: what each knob would have to be for a goal, and all limits together.

The formulas of the model are turned around one by one, from the goal down to the knob, so that what goes backwards
follows from what goes forwards and a new knob needs nothing here.

With several limits, one knob alone seldom moves the result, since another limit is smaller. So each knob
gets two answers: the value at which its own limit meets the goal, and the result with that knob alone.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from explainer.model import steps
from explainer.model.as_lists import SIGNS, Formula, worked_out
from explainer.model.steps import FORMULAS, LIMITS, Known, Outcome, Scenario

Reason = Literal["reached", "met without it", "a zero elsewhere", "beyond its limit", "no limit set"]
Measure = Literal["removals", "arrests"]
GIVES: dict[Measure, str] = {"removals": "removals_per_year", "arrests": "arrests_per_year"}  # the step of a measure
LAST_DIGITS = 1e-12  # relatively: what a float loses in a few divisions
ANSWERS_KEPT = 64  # of all readers; two sections ask for the same in one run
SET_TOGETHER = ("officers", "beds", "flights_per_month", "judges")


@dataclass(frozen=True)
class Need:
    """What one knob would have to be, all others as they are."""

    knob: str  # a knob
    limit: str  # its own limit; of a knob that all limits share the total
    value: float | None  # in the knob's unit; None where no value would do
    reason: Reason
    settings: Scenario | None = None  # with that knob alone changed, where it can be set so

    @property
    def alone(self) -> Outcome | None:
        """The result with that knob alone, where it can be set so."""
        return None if self.settings is None else steps.run(self.settings)


OPPOSITE = {"+": "-", "-": "+", "x": "/", "/": "x"}
RIGHT_SIDE = 2  # place of it in a list
TURNS = ("-", "/")  # more on the right side of these gives less


@cache
def _way(formula: str, part: str) -> tuple[tuple[list[Formula], int], ...] | None:
    """Return how a step leads down to a knob or an earlier step: each list on the way, with the place to go on from.

    None where it does not depend on it. Steps are named as in FORMULAS.
    """

    def down(of: Formula) -> tuple[tuple[list[Formula], int], ...] | None:
        if of == part:
            return ()
        if isinstance(of, list):
            found = ((place, down(of[place])) for place in range(1, len(of)))
            return next((((of, place), *rest) for place, rest in found if rest is not None), None)
        return down(FORMULAS[of]) if isinstance(of, str) and of in FORMULAS else None

    return down(formula)


def turned(step: str, part: str, result: Formula) -> Formula:
    """Return the formula of what a knob or an earlier step must be for a step to be `result`; its limit is the smallest.

    It comes to infinity where no value would do.
    """
    for formula, place in _way(f"={step}", part) or ():
        sign, other = formula[0], formula[3 - place]
        if sign in SIGNS:
            right = place == RIGHT_SIDE and sign in TURNS
            result = [sign, other, result] if right else [OPPOSITE[str(sign)], result, other]
    return result


def _solved(known: Mapping[str, float], step: str, part: str, result: float) -> float:
    return worked_out(turned(step, part, result), known)


@cache
def limit_of(knob: str) -> str:
    """Return the limit that a knob belongs to; the total for one that all limits share."""
    own = [name for name in LIMITS if _way(f"={name}", knob) is not None]
    return own[0] if len(own) == 1 else GIVES["removals"]


@cache
def least(knob: str, measure: Measure) -> float:
    """Return the value at which a knob adds nothing: its highest where a lower value carries more, else 0."""
    turned = [f for f, place in _way(f"={GIVES[measure]}", knob) or () if place == RIGHT_SIDE and f[0] in TURNS]
    return steps.HIGHEST[knob] if len(turned) % 2 else 0.0


def knobs(measure: Measure) -> list[str]:
    """Return the knobs that a measure depends on, those of the arrests limit first."""
    return steps.knobs_of(GIVES[measure])


def arrests_needed(s: Scenario, removals: float) -> float | None:
    """Return arrests per year that bring the arrests limit to a goal of removals per year.

    0 where border removals alone meet the goal, or it is none; None where no number of arrests would.
    """
    known, total = Known(vars(s)), GIVES["removals"]
    if removals <= 0 or _solved(known, total, "=interior_removals", removals) <= 0:
        return 0.0
    arrests = _solved(known, total, "=arrests_per_year", removals)
    return arrests if math.isfinite(arrests) else None


def need(s: Scenario, knob: str, goal: float, measure: Measure = "removals") -> Need:
    """Return what `knob` must be for `goal` events per year, and the settings with it alone.

    Raises KeyError for a knob that the measure does not depend on.
    """
    step, limit, known = GIVES[measure], limit_of(knob), Known(vars(s))
    if _way(f"={step}", knob) is None:
        raise KeyError(knob)
    if measure == "removals" and math.isinf(known[f"={limit}"]):
        return Need(knob, limit, None, "no limit set")
    own = step if measure == "arrests" else limit
    nothing = least(knob, measure)
    without = steps.changed(s, **{knob: nothing})
    if goal <= 0 or steps.step(without, own) >= goal:
        return Need(knob, limit, nothing, "met without it", without)
    shared = LIMITS if own == GIVES["removals"] else [own]
    answers = [_solved(known, name, knob, goal) for name in shared]
    value = max(answers, key=lambda answer: abs(answer - nothing))  # of the limit that takes the most of it
    highest = steps.HIGHEST[knob]
    if not math.isfinite(value):  # no number would do: another factor of the product is zero, or next to it
        return Need(knob, limit, None, "a zero elsewhere")
    if math.isclose(value, highest, rel_tol=LAST_DIGITS):
        value = highest  # the division's last digits are no eighth day of the week
    if value < 0 or value > highest:
        return Need(knob, limit, value, "beyond its limit")
    settings = steps.changed(s, **{knob: value})
    if steps.step(settings, own) < goal * (1 - steps.TOGETHER):
        return Need(knob, limit, None, "a zero elsewhere")
    return Need(knob, limit, value, "reached", settings)


def every_knob(s: Scenario, goal: float, measure: Measure = "removals") -> list[Need]:
    """Return one Need for each knob that the measure depends on, arrests limit first."""
    return [need(s, knob, goal, measure) for knob in knobs(measure)]


class Together(NamedTuple):
    """All limits brought to the goal at once."""

    needs: dict[str, Need]  # by knob of SET_TOGETHER
    scenario: Scenario | None  # with all of them set; None where one has no answer


@lru_cache(ANSWERS_KEPT)
def all_together(s: Scenario, goal: float) -> Together:
    """Return officers, beds, flights and judges that bring every limit to `goal` removals per year.

    A limit without a limit needs nothing and does not stand in the way.
    """
    needs = {knob: need(s, knob, goal) for knob in SET_TOGETHER}
    if any(n.value is None and n.reason != "no limit set" for n in needs.values()):
        return Together(needs, None)
    return Together(needs, steps.changed(s, **{knob: n.value for knob, n in needs.items() if n.value is not None}))
