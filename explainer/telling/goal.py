"""A goal in words: its amount, who stated it, what it counts, and a result's share of it."""

from __future__ import annotations

from explainer import words
from explainer.model.steps import Outcome
from explainer.records import goals
from explainer.records.door import Records
from explainer.records.goals import Goal

WHOSE = {"ICE": "ICE", "DHS": "all of DHS", "INS": "the INS, which did this work before DHS"}
MANY_TIMES = 10  # from here on a share is told as so many times the goal
SHARE = {"one": "{} of the goal", "two": "{} to {} of the goal", "many": "{} the goal"}
SHORT = {"ICE": "ICE", "DHS": "all of DHS", "INS": "the INS"}
PER = {"removals": "a year", "arrests": "a day"}


def own_amount(out: Outcome, measure: goals.Measure) -> float:
    """Return the model's result in the unit that a measure is shown in: removals a year, arrests a day."""
    return float(out.removals_per_year if measure == "removals" else out.arrests_per_day)


def ends(goal: Goal) -> tuple[float, float]:
    """Return both ends of a goal in the unit it is shown in: removals a year, arrests a day."""
    return (goal.low, goal.high) if goal.measure == "removals" else (goal.low_per_day, goal.high_per_day)


def amount(goal: Goal) -> str:
    """Return the goal with its unit: '1,000,000 removals a year', '1,200 to 1,500 arrests a day'."""
    counted: str = "deportations" if goal.unspecified else goal.measure
    counted = counted.removesuffix("s") if ends(goal) == (1, 1) else counted
    return f"{words.both_ends(*ends(goal))} {counted} {PER[goal.measure]}"


def both_periods(goal: Goal) -> str:
    """Return the goal in its own period and in the other one: '1,000,000 removals a year, or 2,740 a day'."""
    if goal.measure == "removals":
        return f"{amount(goal)}, or {words.both_ends(goal.low_per_day, goal.high_per_day)} a day"
    return f"{amount(goal)}, or {words.both_ends(goal.low, goal.high)} a year (x 365, calculated)"


def named(facts: Records, goal: Goal) -> str:
    """Return the goal with its kind, speaker and date, for a sentence that will stand alone."""
    if goal.goal == goals.OWN:
        return f"a goal of {amount(goal)}"
    row = facts.goal_rows[goal.goal]
    press = ", as reported by press" if row.status == "reported_by_press" else ""
    return f"the {row.firmness} “{row.label}” ({row.speaker}, {words.loose_date(row.date)}{press})"


def share(out: Outcome, goal: Goal) -> str:
    """Return the result's share of the goal: '46% of the goal', '80% to 100% of the goal'; or why there is none."""
    none = no_share(goal)
    if none:
        return none
    low, high = ends(goal)
    own = own_amount(out, goal.measure)
    if own >= MANY_TIMES * low:
        return SHARE["many"].format(words.times(own / high))
    first, last = words.percent(own / high), words.percent(own / low)
    return SHARE["one"].format(first) if first == last else SHARE["two"].format(first, last)


def no_share(goal: Goal) -> str:
    """Say why the model's result is not set beside a goal; empty where it may be."""
    if goals.model_reason(goal):
        return f"No share: goal for {SHORT[goal.scope]}, model for ICE alone"
    return "A goal of zero leaves nothing to compare" if ends(goal)[0] < words.SMALLEST else ""


def scope_in_words(goal: Goal) -> str:
    """Say whose events a goal means, and what follows for comparisons."""
    if goal.scope == goals.NOT_STATED:
        return "The words did not say whose count was meant, so any count may stand beside this goal."
    if goal.scope == goals.MODEL_SCOPE:
        return "This is a goal for ICE, so counts of ICE stand beside it."
    return f"This is a goal for {WHOSE[goal.scope]}. Counts of ICE alone are not set beside it."


def no_count(facts: Records, goal: Goal, definition: str) -> str:
    """Say why no recorded count of a definition stands beside a goal; empty where one may."""
    row = facts.definition_rows[definition]
    reason = goals.no_count_reason(goal, row)
    if reason == "measure":
        return f"This goal counts {goal.measure}; this chart counts {row.short}, so the goal is not drawn."
    if reason == "scope":
        return f"This goal is for {WHOSE[goal.scope]}; this chart counts {row.short}, so the goal is not drawn."
    return ""
