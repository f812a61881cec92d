"""What a goal would take, in words: all limits together, and each setting alone."""

from __future__ import annotations

import math
from dataclasses import dataclass

from explainer import words
from explainer.model import backwards, steps
from explainer.model.backwards import Need
from explainer.model.steps import LIMITS, Scenario
from explainer.records import counts
from explainer.records.door import Records
from explainer.records.goals import Goal

# Why no value of a setting would do; every other one that has a limit is a share.
BEYOND = {"days_per_week": "over 7 days", "days_off": "even with no days off"}
REASONS: dict[backwards.Reason, str] = {
    "reached": "",
    "met without it": "met without it",
    "a zero elsewhere": "not reachable: another setting that it is multiplied by is zero",
    "no limit set": "sets no limit",
}
SHOWN_TOGETHER = backwards.SET_TOGETHER


@dataclass(frozen=True)
class Row:
    """One setting: what the goal would take, the reader's value, and the highest known one; all in words."""

    label: str
    needed: str
    yours: str
    highest: str


def opening(s: Scenario, goal: Goal) -> str:
    """Say what the goal comes to in arrests at the reader's settings."""
    if goal.measure == "arrests":
        both = words.both_ends(goal.low_per_day, goal.high_per_day)
        tested = ", tested at the lower end" if goal.high_per_day > goal.low_per_day else ""
        return f"The goal is {both} arrests a day{tested}."
    arrests = backwards.arrests_needed(s, goal.low)
    if arrests is None:
        return "No number of arrests would meet the goal, since at these settings no arrest ends in a removal."
    if arrests == 0:
        return "At these settings removals of people arrested at the border alone meet the goal."
    return (
        f"At these settings the goal needs {words.about(arrests)} arrests a year, or "
        f"{words.rounded(steps.arrests_per_day(arrests))} a day, plus {words.about(float(s.border_removals))} removals "
        "of people arrested at the border."
    )


def for_goal(s: Scenario, goal: Goal) -> dict[str, Need]:
    """Return what each of the four settings would have to be; for a goal in arrests, officers alone."""
    if goal.measure == "arrests":
        return {"officers": backwards.need(s, "officers", goal.low, "arrests")}
    return backwards.all_together(s, goal.low).needs


def set_to(s: Scenario, goal: Goal) -> Scenario | None:
    """Return the settings with each that is short of the goal raised to it; None where one has no answer.

    What the goal does not take is not lowered: more beds than it needs are no reason to close some.
    """
    needs = for_goal(s, goal)
    if any(need.alone is None and need.reason != "no limit set" for need in needs.values()):
        return None
    raised = {knob: max(float(getattr(s, knob)), float(need.value or 0.0)) for knob, need in needs.items()}
    return steps.changed(s, **raised)


def beyond_sliders(facts: Records, settings: Scenario) -> list[str]:
    """Return the labels of the knobs whose value no slider reaches."""
    return [
        words.lower_first(row.label)
        for knob, row in facts.knobs.items()
        if not row.low <= getattr(settings, knob) <= row.high
    ]


def rows(facts: Records, s: Scenario, goal: Goal) -> list[Row]:
    """Return a row for each setting that the goal would take."""
    found = []
    for knob, need in for_goal(s, goal).items():
        row, present = facts.knobs[knob], float(getattr(s, knob))
        needed = why(need) if need.value is None else words.rounded(need.value)
        of_yours = f" ({ratio(need.value, present)})" if need.value and present else ""
        if need.reason == "met without it":
            of_yours = f", {why(need)}"
        found.append(
            Row(row.label, needed + of_yours, words.knob_value(row.style, present), highest_known(facts, knob))
        )
    return found


def highest_known(facts: Records, knob: str) -> str:
    """Return the highest published value of a setting with its date, and a higher one that was calculated."""
    high, published = counts.highest_known(facts, knob), counts.highest_published(facts, knob)
    named = [m for m in dict.fromkeys((published, high)) if m is not None]
    return "; ".join(f"{words.bounded(m.bound, words.count(m.value))} ({m.label})" for m in named) or "none found"


def ratio(needed: float, present: float) -> str:
    """Return needed / present in words: '9.4 times yours'."""
    return f"{words.times(needed / present)} yours"


def needed(style: str, need: Need) -> str:
    """Return the value that a setting would need, or why there is none."""
    if need.value is None or need.value < 0:
        return why(need) or "not reachable"
    value = words.knob_value(style, need.value)
    return f"{value}, {why(need)}" if need.reason == "beyond its limit" else value


def why(need: Need) -> str:
    """Say why a setting has no value that meets the goal, or needs none; empty where it has one."""
    if need.reason == "beyond its limit":
        return f"not reachable: {BEYOND.get(need.knob, 'over 100%')}"
    return REASONS[need.reason]


def alone(need: Need, goal: Goal) -> str:
    """Return the result with one setting alone, and which limit keeps it below the goal."""
    if need.alone is None:
        return ""
    if goal.measure == "arrests":
        return words.rounded(float(need.alone.arrests_per_day))
    amount = float(need.alone.removals_per_year)
    held = words.listed([LIMITS[name].lower() for name in need.alone.limited_by])
    stops = f", limited by {held}" if amount < goal.low * (1 - 1e-6) else ""
    return (words.count(goal.low) if math.isclose(amount, goal.low, rel_tol=1e-6) else words.rounded(amount)) + stops
