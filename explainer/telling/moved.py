"""What a change of settings did to the result, or why nothing and what would."""

import math
from typing import Literal

from explainer import words
from explainer.model import steps
from explainer.model.steps import LIMITS, Outcome, Scenario
from explainer.records.door import Records
from explainer.records.goals import Measure
from explainer.telling import goal as of_goal
from explainer.telling import result

FAST_START = ("targets", "preparation_share")  # knobs that no step of the model takes
Effect = Literal["crossed", "numbers", "up", "down", "kept", "fast start", "not staffing", "zero", "together"]
SENTENCES: dict[Effect, str] = {
    "crossed": "Now {} hold the total at {}.",
    "numbers": "{} {} → {} {}.",
    "up": "{} up by {} {}.",
    "down": "{} down by {} {}.",
    "kept": "No change: {} hold the total at {}.",
    "fast start": "No change: the fast start alone follows from it.",
    "not staffing": "No change: arrests a day follow from staffing, work days and arrests per officer.",
    "zero": "No change: something that it is multiplied by is zero.",
    "together": "No change: together they leave the result as it was.",
}


def changed(was: Scenario, now: Scenario) -> list[str]:
    """Return the knobs that differ."""
    return [knob for knob, value in vars(now).items() if value != getattr(was, knob)]


def what(facts: Records, was: Scenario, now: Scenario) -> str:
    """Say which setting changed: 'Detention beds 41,500 → 42,000.'; empty where none did."""
    knobs = changed(was, now)
    if len(knobs) != 1:
        return f"{len(knobs)} settings changed." if knobs else ""
    row = facts.knobs[knobs[0]]
    old, new = (float(getattr(s, row.knob)) for s in (was, now))
    told = words.knob_value(row.style, old), words.knob_value(row.style, new)
    if told[0] == told[1]:  # an exact entry that differs in later digits
        told = words.precise(row.style, old), words.precise(row.style, new)
    return f"{row.label} {told[0]} → {told[1]}."


def sentence(was: Scenario, now: Scenario, measure: Measure) -> str:
    """Say what a change did: 'Removals 458,000 → 494,000 a year.'; empty where nothing changed."""
    if not changed(was, now):
        return ""
    before, after = steps.run(was), steps.run(now)
    old, new = (of_goal.own_amount(out, measure) for out in (before, after))
    kind = effect(was, now, measure)
    of, per = measure.capitalize(), of_goal.PER[measure]
    amounts = {
        "crossed": (result.holds(after), words.rounded(after.removals_per_year)),
        "kept": (result.holds(after), words.rounded(after.removals_per_year)),
        "numbers": (of, words.rounded(old), words.rounded(new), per),
        "up": (of, words.about(abs(new - old)), per),
        "down": (of, words.about(abs(new - old)), per),
    }
    return SENTENCES[kind].format(*amounts.get(kind, ()))


def effect(was: Scenario, now: Scenario, measure: Measure) -> Effect:
    """Return which of the sentences says what a change of one or more settings did."""
    before, after = steps.run(was), steps.run(now)
    if measure == "removals" and before.limited_by != after.limited_by:
        return "crossed"
    old, new = (of_goal.own_amount(out, measure) for out in (before, after))
    if same(old, new):
        return _nothing(changed(was, now), before, after, measure)
    if words.rounded(old) != words.rounded(new):
        return "numbers"
    return "up" if new > old else "down"


def _nothing(knobs: list[str], before: Outcome, after: Outcome, measure: Measure) -> Effect:
    """Return which sentence says why a change had no effect."""
    if all(knob in FAST_START for knob in knobs):
        return "fast start"
    if measure == "arrests" and not set(knobs) & set(steps.knobs_of("arrests_per_day")):
        return "not staffing"
    if measure == "arrests" or all(same(before.limits[name], after.limits[name]) for name in LIMITS):
        return "together" if len(knobs) > 1 else "zero"
    return "kept"


def same(old: float, new: float) -> bool:
    """Return whether two amounts differ by no more than the last digits of a float."""
    return math.isclose(old, new, rel_tol=steps.TIE)


def advice(facts: Records, was: Scenario, now: Scenario, measure: Measure) -> str:
    """Say what would change a result that a change left as it was: 'To change it, move detention beds.'; or nothing."""
    knobs = changed(was, now)
    if not knobs or effect(was, now, measure) != "kept":
        return ""
    moving = [knob for knob in moving_knobs(facts, now) if knob not in knobs]
    return f"To change it, move {_one_to_move(facts, moving)}." if moving else ""


def _one_to_move(facts: Records, knobs: list[str]) -> str:
    """Name a setting, or where there are several the groups whose sliders they are."""
    if len(knobs) == 1:
        return words.lower_first(facts.knobs[knobs[0]].label)
    groups = {row.group: row.label for row in facts.rows("groups")}
    return f"a slider of {words.listed(list(dict.fromkeys(groups[facts.knobs[knob].group] for knob in knobs)), ' or ')}"


def moving_knobs(facts: Records, s: Scenario) -> list[str]:
    """Return the knobs of the smallest limit that change the total at one end of their slider or the other, by group."""
    out = steps.run(s)

    def moves(knob: str) -> bool:
        ends = (steps.changed(s, **{knob: end}) for end in (facts.knobs[knob].low, facts.knobs[knob].high))
        return any(not same(out.removals_per_year, steps.step(end, "removals_per_year")) for end in ends)

    own = set(steps.knobs_of(out.limited_by[0]))
    groups = [row.group for row in facts.rows("groups")]
    in_order = sorted(facts.knobs, key=lambda knob: groups.index(facts.knobs[knob].group))
    return [knob for knob in in_order if knob in own and moves(knob)]
