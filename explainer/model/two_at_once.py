"""Two knobs at once: the settings of the two, all others as they are, at which a goal is met and no less.

A limit that neither knob moves is left out of the line, and named where it is below the goal.
"""

from typing import NamedTuple

from explainer.model import backwards, steps
from explainer.model.backwards import GIVES, Measure
from explainer.model.steps import LIMITS, Scenario

POINTS = 60  # along each axis
Point = tuple[float, float]  # values of the two knobs


class Axis(NamedTuple):
    """A knob and the values of it that are looked at."""

    knob: str
    low: float
    high: float


def moved(knobs: tuple[str, str], measure: Measure) -> list[str]:
    """Return what the two knobs move: the limits they belong to; for arrests the arrests."""
    if measure == "arrests":
        return [GIVES[measure]]
    own = {backwards.limit_of(knob) for knob in knobs}
    return list(LIMITS) if GIVES[measure] in own else [name for name in LIMITS if name in own]


def held_by(s: Scenario, knobs: tuple[str, str], goal: float, measure: Measure) -> list[str]:
    """Return the limits that neither knob moves and that are below the goal, whatever the two are; smallest first."""
    if measure == "arrests":
        return []
    limits, ours = steps.run(s).limits, moved(knobs, measure)
    below = [name for name, value in limits.items() if name not in ours and value < goal * (1 - steps.TIE)]
    return sorted(below, key=lambda name: limits[name])


def meets(s: Scenario, knobs: tuple[str, str], goal: float, measure: Measure) -> bool:
    """Return whether all that the two knobs move comes to the goal."""
    out = steps.run(s)
    return min(float(getattr(out, name)) for name in moved(knobs, measure)) >= goal * (1 - steps.TIE)


def line(s: Scenario, across: Axis, up: Axis, goal: float, measure: Measure) -> list[Point]:
    """Return points of the line within both axes, from the lowest of `across` on; empty where there is none.

    Each is worked backwards: for values of one knob what the other must be, and the other way around.
    """
    first = _points(s, across, up, _spread(across), _spread(up), goal, measure)
    # Once more at what was found, so that a line with a corner has it.
    found = _points(s, across, up, {x for x, _ in first}, {y for _, y in first}, goal, measure)
    rises = (backwards.least(across.knob, measure) == 0) != (backwards.least(up.knob, measure) == 0)
    return sorted({*first, *found}, key=lambda point: (point[0], point[1] if rises else -point[1]))


def _spread(axis: Axis) -> set[float]:
    return {axis.low + (axis.high - axis.low) * i / (POINTS - 1) for i in range(POINTS)}


def _points(
    s: Scenario, across: Axis, up: Axis, xs: set[float], ys: set[float], goal: float, measure: Measure
) -> list[Point]:
    found: list[tuple[float | None, float | None]] = [
        (x, _needed(steps.changed(s, **{across.knob: x}), up, goal, measure)) for x in xs
    ]
    found += [(_needed(steps.changed(s, **{up.knob: y}), across, goal, measure), y) for y in ys]
    knobs = (across.knob, up.knob)
    return [
        (x, y)
        for x, y in found
        if x is not None
        and y is not None
        and meets(steps.changed(s, **{across.knob: x, up.knob: y}), knobs, goal, measure)
    ]


def _needed(s: Scenario, axis: Axis, goal: float, measure: Measure) -> float | None:
    """Return what a knob must be, or None where no value within its axis is the least that would do."""
    need = backwards.need(s, axis.knob, goal, measure)
    inside = need.value is not None and axis.low <= need.value <= axis.high
    return need.value if need.reason == "reached" and inside else None
