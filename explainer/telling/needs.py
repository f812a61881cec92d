"""What a goal would take, in words: all limits together, and each setting alone."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from explainer import words
from explainer.model import backwards, steps
from explainer.model.backwards import Need
from explainer.model.steps import Outcome, Scenario
from explainer.records import counts
from explainer.records.door import Records
from explainer.records.goals import Goal
from explainer.records.rows import Evidence
from explainer.telling import goal as of_goal
from explainer.telling import result

# Why no value of a setting would do; every other one that has a limit is a share, and ends at all or at none of it.
BEYOND = {"days_per_week": "over 7 days", "days_off": "even with no days off"}
ENDS = ("even at 0%", "over 100%")
REASONS: dict[backwards.Reason, str] = {
    "reached": "",
    "met without it": "none would be needed",
    "a zero elsewhere": "not reachable: something that it is multiplied by is zero",
    "no limit set": "sets no limit",
}
PER = {"flights_per_month": " a month"}  # in a heading, where the setting's own name does not stand beside it
MET = 1 - steps.TIE  # of a goal: from here on it is met


@dataclass(frozen=True)
class Row:
    """One setting beside what the goal takes. Amounts are in the setting's unit."""

    knob: str
    label: str
    yours: float
    needed: float | None  # rounded up, as printed; None where no value would do or none is needed
    enough: bool  # yours suffices
    told: str  # both in words
    highest: tuple[float, str] | None  # the highest known value, and the same in words


@dataclass(frozen=True)
class Taken:
    """What a goal takes of the settings that are set together."""

    rows: list[Row]
    scenario: Scenario | None  # the settings with each that is short raised; None where one has no answer
    met: bool  # the model says that the settings meet the goal as they are


def reached(s: Scenario, goal: Goal) -> bool:
    """Return whether the model says that settings meet a goal."""
    return float(getattr(steps.run(s), backwards.GIVES[goal.measure])) >= goal.low * MET


def taken(facts: Records, s: Scenario, goal: Goal) -> Taken:
    """Return what a goal takes, worked backwards and rounded up; where it says that it meets the goal, the model does.

    What the goal does not take is not lowered: more beds than it needs are no reason to close some.
    """
    found = for_goal(s, goal)
    wanted = {
        knob: words.rounded_up(need.value) for knob, need in found.items() if need.value is not None and need.settings
    }
    impossible = any(need.settings is None and need.reason != "no limit set" for need in found.values())
    raised = {knob: max(float(getattr(s, knob)), value) for knob, value in wanted.items()}
    proposed = None if impossible else steps.changed(s, **raised)
    if proposed is not None and not reached(proposed, goal):
        proposed = None
    rows = [_row(facts, s, need, wanted.get(knob)) for knob, need in found.items()]
    return Taken(rows, proposed, reached(s, goal))


def _row(facts: Records, s: Scenario, need: Need, needed: float | None) -> Row:
    row, yours = facts.knobs[need.knob], float(getattr(s, need.knob))
    high = counts.highest_known(facts, need.knob)
    known = None if high is None else (high.value, f"most known: {_named(high)}")
    return Row(need.knob, row.short, yours, needed, suffices(s, need), _told(yours, needed, need), known)


def suffices(s: Scenario, need: Need) -> bool:
    """Return whether a setting is at least what a goal takes of it together with others, rounded up as it is printed."""
    printed = None if need.value is None else words.rounded_up(need.value)
    return need.reason == "no limit set" or (printed is not None and printed <= getattr(s, need.knob))


def _named(mark: Evidence) -> str:
    """Write a known value as its mark does, with its year and what it counts; a number of ours is called so."""
    ours = " (our calculation)" if mark.kind == "worked_out" else ""
    return mark.named or f"{words.bounded(mark.bound, words.count(mark.value))}{ours}"


def _told(yours: float, needed: float | None, need: Need) -> str:
    if not needed:
        return f"{words.count(yours)}: {why(need) or 'none is needed'}"
    if needed <= yours:
        return f"you have {words.count(yours)}; {words.count(needed)} would do"
    times = f", {words.times(needed / yours)} yours" if words.count(yours) != "0" else ""
    return f"{words.count(yours)} → {words.count(needed)}{times}"


def heading(facts: Records, s: Scenario, goal: Goal) -> str:
    """Return what the goal takes as one sentence without its stop: all settings together."""
    found = taken(facts, s, goal)
    if found.met:
        return "Your settings meet this goal"
    if found.scenario is None:
        return "At these settings no number of officers, beds, flights and judges meets the goal"
    units = {row.knob: facts.knobs[row.knob].unit for row in found.rows}
    raised = [
        f"{words.many(int(row.needed), units[row.knob].removesuffix('s'))}{PER.get(row.knob, '')}"
        for row in found.rows
        if row.needed and not row.enough
    ]
    if goal.measure == "arrests":
        return f"The goal takes {words.listed(raised)} at these rates"
    enough = [units[row.knob] for row in found.rows if row.enough]
    rest = f", and the {words.listed(enough)} you have" if enough else ""
    return f"At these settings the goal takes all four together: {words.listed(raised) if not rest else ', '.join(raised)}{rest}"


def officers_alone(s: Scenario, goal: Goal) -> str:
    """Say where the total stops with more officers alone, and from how many on; empty where they alone would do."""
    if goal.measure == "arrests" or reached(s, goal):
        return ""
    limits = steps.run(s).limits
    others = {name: value for name, value in limits.items() if name != "arrests"}
    least = min(others.values())
    if least >= goal.low * MET:
        return ""
    held_by = [name for name, value in others.items() if value <= least * (1 + steps.TOGETHER)]
    held = result.limits(held_by)
    if limits["arrests"] >= least:
        return f"More officers would change nothing at these settings: {held} hold the total at {words.about(least)}."
    needed = backwards.need(s, "officers", least)
    if needed.value is None or needed.settings is None:
        return ""
    ratio = (
        f", at {words.knob_value('decimal1', s.removals_per_bed_year)} removals per bed a year"
        if "beds" in held_by
        else ""
    )
    return (
        f"With more officers alone the total stops at {words.about(least)}: from {words.about(needed.value)} officers on, "
        f"{held} hold it{ratio}."
    )


def opening(s: Scenario, goal: Goal) -> str:
    """Say what the goal comes to in arrests at the reader's settings."""
    if goal.measure == "arrests":
        tested = ", tested at the lower end" if goal.high_per_day > goal.low_per_day else ""
        return f"The goal is {of_goal.amount(goal)}{tested}."
    arrests = backwards.arrests_needed(s, goal.low)
    if arrests is None:
        return "No number of arrests would meet the goal, since at these settings no arrest ends in a removal."
    if arrests == 0:
        return "At these settings the goal takes no ICE arrests: removals of people arrested at the border come to it."
    return (
        f"At these settings the goal needs {words.about(arrests)} arrests a year, or "
        f"{words.rounded(arrests / steps.DAYS_PER_YEAR)} a day, plus {words.about(s.border_removals)} removals "
        "of people arrested at the border."
    )


def for_goal(s: Scenario, goal: Goal) -> dict[str, Need]:
    """Return what each of the four settings would have to be; for a goal in arrests, officers alone."""
    if goal.measure == "arrests":
        return {"officers": backwards.need(s, "officers", goal.low, "arrests")}
    return backwards.all_together(s, goal.low).needs


def needed(style: str, need: Need) -> str:
    """Return the value that a setting would need, or why there is none."""
    if need.value is None or need.reason == "beyond its limit":
        return why(need) or "not reachable"
    # 355 flights do not do where 355.07 are needed.
    value = math.ceil(round(need.value, 6)) if style == "count" else need.value
    return words.knob_value(style, value)


def why(need: Need) -> str:
    """Say why a setting has no value that meets the goal, or needs none; empty where it has one."""
    if need.reason == "beyond its limit":
        return f"not reachable: {BEYOND.get(need.knob, ENDS[(need.value or 0) > 0])}"
    return REASONS[need.reason]


def enough(out: Outcome, need: Need, goal: Goal) -> bool:
    """Return whether a setting alone suffices as it is: its own limit meets the goal, or is none."""
    own = "arrests_per_year" if goal.measure == "arrests" else need.limit
    return float(getattr(out, own)) >= goal.low * MET


def told_enough(facts: Records, of: Sequence[Need]) -> str:
    """Name the settings that suffice as they are: less of them is no answer to what a goal takes."""
    named = words.listed([f"“{words.lower_first(facts.knobs[need.knob].short)}”" for need in of])
    return f"These are enough for the goal as they are, since their own limit meets it: {named}."


def alone(need: Need, goal: Goal) -> str:
    """Return the result with one setting alone, and which limit keeps it below the goal."""
    if need.alone is None:
        return ""
    if goal.measure == "arrests":
        return words.rounded(need.alone.arrests_per_day)
    amount = need.alone.removals_per_year
    stops = f", held there by {result.holds(need.alone)}" if amount < goal.low * (1 - 1e-6) else ""
    return (words.count(goal.low) if math.isclose(amount, goal.low, rel_tol=1e-6) else words.rounded(amount)) + stops
