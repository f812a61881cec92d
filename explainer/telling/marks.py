"""What is said under a slider: its ends, its marks by name, what the goal needs, a sentence where marks are not enough."""

from functools import cache
from typing import NamedTuple

from explainer import words
from explainer.model.backwards import Need
from explainer.model.steps import Scenario
from explainer.records.door import Records
from explainer.records.goals import Goal, modelled
from explainer.records.rows import Evidence, Knob
from explainer.telling import needs


class Name(NamedTuple):
    """The words at a mark."""

    value: float  # in the knob's unit
    text: str
    rank: int  # the lowest stays where two would overlap


class Needed(NamedTuple):
    """What the goal takes of a setting."""

    value: float  # in the knob's unit
    text: str  # empty where it takes nothing, or no number would do


def ends(row: Knob) -> tuple[str, str]:
    """Return the ends of a slider: '0' and '60,000'."""
    return _short(row, row.low), _short(row, row.high)


def _short(row: Knob, value: float) -> str:
    told = words.knob_value(row.style, value)
    return told.rstrip("0").rstrip(".") if "." in told and row.style != "percent" else told


@cache
def names(facts: Records, knob: str) -> tuple[Name, ...]:
    """Return the marks that have words, from the left to the right."""
    named = sorted((m for m in facts.evidence[knob] if m.named), key=lambda m: m.value)
    return tuple(Name(m.value, m.named, m.rank) for m in named if m.rank is not None)


def of_mark(row: Knob, mark: Evidence) -> str:
    """Return the number of a mark: '5,300', 'at least 240'."""
    return words.bounded(mark.bound, _short(row, mark.value))


@cache
def heard(facts: Records, knob: str) -> str:
    """Return ends and marks as a sentence: for who hears the page, and for paper."""
    named = "; ".join(name.text for name in names(facts, knob))
    low, high = ends(facts.knobs[knob])
    return f"From {low} to {high}. Marked: {named}." if named else f"From {low} to {high}."


def needed(facts: Records, s: Scenario, goal: Goal) -> dict[str, Needed]:
    """Return what the goal takes, by knob; nothing where the model is not worked backwards from it."""
    if not modelled(goal) or goal.low == 0:
        return {}
    found = needs.for_goal(s, goal)
    more = {knob: facts.knobs[knob].unit for knob, need in found.items() if need.value and not needs.suffices(s, need)}
    return {knob: _needed(facts.knobs[knob], need, more) for knob, need in found.items()}


def _needed(row: Knob, need: Need, more: dict[str, str]) -> Needed:
    """Return what is needed of a setting; `more` are the units of those that have to be raised together, by knob."""
    if not need.value:
        return Needed(row.low, "")
    others = [unit for knob, unit in more.items() if knob != row.knob]
    needed = f"needed, with more {words.listed(others)}" if others else "needed for the goal"
    past_it = ", beyond this slider" if need.value > row.high else ""
    return Needed(need.value, f"{needed}: {words.count(words.rounded_up(need.value))}{past_it}")


def beyond(row: Knob, value: float) -> str:
    """Say that a value lies beyond the slider, which then stands at its end; empty where it does not."""
    if row.low <= value <= row.high:
        return ""
    return f"Beyond the slider: {words.knob_value(row.style, value)}, set exactly."
