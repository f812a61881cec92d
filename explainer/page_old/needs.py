"""What the goal would take: all stages together, then each lever alone."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pandas as pd
import streamlit as st

from explainer import telling, words
from explainer.model import backwards, steps
from explainer.records import counts
from explainer.model.backwards import Need, Together
from explainer.model.steps import Scenario
from explainer.records.door import Records
from explainer.page import parts
from explainer.records.goals import Goal

SECTION = "needs"
HEADING = parts.section_heading("What the goal would take")


def show(facts: Records, s: Scenario, goal: Goal, link: str) -> None:
    """Draw the section. A goal in arrests is worked backwards in arrests."""
    if goal.low == 0:
        st.html(HEADING)
        st.info("A goal of zero takes nothing, so there is nothing to work out. Choose a goal above zero.")
        return
    worked_out = f", which is {words.count(goal.low_per_day)} a day x 365, worked out here" if goal.worked_out else ""
    opening = HEADING + parts.told(f"Backwards from {words.count(goal.low)} {goal.measure} a year{worked_out}.")
    needs = backwards.every_lever(s, goal.low, goal.measure)
    together = _together(facts, s, goal) if goal.measure == "removals" else ""
    st.html(opening + together + _each_lever(facts, s, goal, needs))
    parts.take(
        facts,
        "levers",
        lambda: pd.DataFrame([_lever_row(facts, s, n, goal, full=True) for n in needs]),
        f"value of each lever for {words.count(goal.low)} {goal.measure} a year, all else as set; modelled",
        [m.source_id for n in needs for m in facts.evidence[n.lever]],
        link,
    )


def _together(facts: Records, s: Scenario, goal: Goal) -> str:
    """Return what all stages would need at once, or where nothing would do, why, as HTML."""
    together, title = backwards.all_together(s, goal.low), "All stages together"
    met = float(steps.run(s).removals_per_year) >= goal.low
    still = ["Your settings meet this goal as they are. The numbers below are what would still meet it."] if met else []
    opening = parts.told(*still) + parts.heading(title) + parts.told(telling.arrests_sentence(s, goal))
    if together.scenario is not None:
        needed = _needed_together(facts, s, together)
        return opening + parts.grid(title, TOGETHER, needed) + parts.key(_gives(together, goal))
    stuck = [
        f"{facts.knobs[n.lever].label.lower()}: {telling.REASONS[n.reason]}"
        for n in together.needs.values()
        if n.value is None and n.reason != "no limit set"
    ]
    return opening + parts.told(
        "At your settings no number of officers, beds, flights and judges meets this goal. The reason: "
        f"{words.listed(stuck)}."
    )


NO_HIGH = "Weak figures, and numbers worked out here, are not taken for the highest published."
TOGETHER = ("", "For the goal", "Yours now", "Highest published")


def _needed_together(facts: Records, s: Scenario, together: Together) -> list[tuple[str, ...]]:
    """Return what each stage would need, beside the reader's number and the highest published one."""
    rows = []
    for lever, need in together.needs.items():
        label, high = telling.TOGETHER[lever].capitalize(), counts.highest_published(facts, lever)
        if need.value is None:
            rows.append((label, "no limit set", now(facts, s, lever), _high(high)))
        else:
            yours = f"{now(facts, s, lever)} ({telling.ratio(need.value, float(getattr(s, lever)))})"
            times = f" ({telling.ratio(need.value, high)})" if high else ""
            rows.append((label, words.rounded(need.value), yours, _high(high) + times))
    return rows


def _gives(together: Together, goal: Goal) -> str:
    result = float(together.outcome.removals_per_year)
    gives = (
        f"With all of these the sum gives {words.rounded(result)} removals a year: a stage carries more than "
        "the goal even with none of its lever."
        if result > goal.low * (1 + 1e-6)
        else f"With all of these at once, the sum gives {words.count(result)} removals a year, and the stages stop "
        "together."
    )
    return f"In brackets: how many times that number the goal would take. {NO_HIGH} {gives}"


def _high(value: float | None) -> str:
    return "none found" if value is None else words.count(value)


def now(facts: Records, s: Scenario, lever: str) -> str:
    """Return the reader's present value of a lever."""
    return words.knob_value(facts.knobs[lever].style, float(getattr(s, lever)))


def _each_lever(facts: Records, s: Scenario, goal: Goal, needs: Sequence[Need]) -> str:
    """Return what each lever alone would need, and what the result would then be, as HTML."""
    title, rows = "Each lever alone", [_lever_row(facts, s, n, goal) for n in needs]
    return (
        parts.heading(title)
        + parts.told(
            "The first number is what a lever would have to be for its own stage to meet the goal, with all else as "
            "you set it. The second is the result with that lever alone. They differ where another stage stops first."
        )
        + parts.grid(title, list(rows[0]), [list(row.values()) for row in rows])
        + parts.key(
            "Not reachable: beyond 100%, beyond 7 days a week, below no days off, or another factor of the same "
            "product is zero. "
            "With it alone: the result, and the stage that stops there. × yours and × highest: how many times your "
            f"value, and the highest published value, that is. {NO_HIGH}"
        )
    )


def _lever_row(facts: Records, s: Scenario, need: Need, goal: Goal, full: bool = False) -> dict[str, str]:
    row, present = facts.knobs[need.lever], float(getattr(s, need.lever))
    high = counts.highest_published(facts, need.lever)
    told = {
        "Lever": row.label if full else f"{row.label} ({words.knob_value(row.style, present)})",
        "For the goal": _needed(row.style, need),
        "With it alone": _alone(need, goal),
        "× yours": _times(need, present),
        "× highest": _times(need, high) if high else "",
    }
    if full:
        told |= {
            "Stage": need.stage,
            "Yours": words.knob_value(row.style, present),
            "Reason": telling.REASONS[need.reason],
            "Highest published": words.knob_value(row.style, high) if high else "",
        }
    return told


def _needed(style: str, need: Need) -> str:
    if need.reason == "no limit set":
        return "no limit set"
    if need.value is None or need.value < 0:
        return "not reachable"
    value = words.knob_value(style, need.value)
    return f"{value}: not reachable" if need.reason == "beyond its limit" else value


def _times(need: Need, present: float) -> str:
    return f"{need.value / present:.1f}" if need.value is not None and need.value > 0 and present > 0 else ""


def _alone(need: Need, goal: Goal) -> str:
    """Return the result with one lever alone, and which stage stops it short of the goal."""
    if need.alone is None:
        return ""
    if goal.measure == "arrests":
        return words.rounded(float(need.alone.arrests_per_year))
    amount = float(need.alone.removals_per_year)
    stops = f" ({words.listed(need.alone.first_to_stop)})" if amount < goal.low * (1 - 1e-6) else ""
    return (words.count(goal.low) if math.isclose(amount, goal.low, rel_tol=1e-6) else words.rounded(amount)) + stops
