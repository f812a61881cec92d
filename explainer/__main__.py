"""The same sum from the shell: python -m explainer officers=6000 days_per_week=6 --goal T2-29 [--json]."""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections.abc import Sequence
from typing import Any

from explainer import telling, words
from explainer.model import backwards, steps
from explainer.model.steps import Outcome, Scenario
from explainer.reader import links
from explainer.records import door, goals
from explainer.records.door import Records
from explainer.records.goals import Goal

BAD_INPUT = 2  # exit code


class InputError(ValueError):
    """A knob, value or goal that cannot be used; the message says which and why."""


def settings(facts: Records, pairs: Sequence[str]) -> dict[str, float]:
    """Return every knob's value: the defaults, with `knob=value` pairs set. Raises InputError naming what is wrong."""
    values = dict(facts.defaults)
    for pair in pairs:
        knob, equals, text = pair.partition("=")
        if not equals or knob not in facts.knobs:
            raise InputError(f"'{knob}' is not a knob; the knobs are {', '.join(facts.knobs)}")
        row, value = facts.knobs[knob], links.number(text)
        if value is None:
            raise InputError(f"{knob}: '{text}' is not a number; it takes {row.low:g} to {row.high:g} ({row.unit})")
        if not row.low <= value <= row.high:
            raise InputError(f"{knob}: {text} is outside its range, {row.low:g} to {row.high:g} ({row.unit})")
        values[knob] = value
    return values


def chosen_goal(facts: Records, goal: str) -> Goal:
    """Return a goal of goals.csv by its id. Raises InputError where it has none or cannot be compared."""
    rows = {row.goal: row for row in goals.testable(facts)}
    if goal not in rows:
        raise InputError(f"--goal: '{goal}' is not a goal with a yearly number; choose one of {', '.join(rows)}")
    return goals.from_row(rows[goal])


def as_object(s: Scenario, out: Outcome, goal: Goal) -> dict[str, Any]:
    """Return the result for --json; a stage without a limit is null."""

    def finite(value: float) -> float | None:
        return float(value) if math.isfinite(value) else None

    needs = backwards.every_lever(s, goal.low, goal.measure)
    return {
        "settings": {knob: float(value) for knob, value in vars(s).items()},
        "work_days": float(out.work_days),
        "field_officers": float(out.field_officers),
        "arrests_per_day": float(out.arrests_per_day),
        "arrests_per_year": float(out.arrests_per_year),
        "interior_removals": float(out.interior_removals),
        "stages": {name: finite(value) for name, value in out.stages.items()},
        "removals_per_year": finite(out.removals_per_year),
        "first_to_stop": out.first_to_stop,
        "goal": {"id": goal.goal, "measure": goal.measure, "per_year": goal.low},
        "goal_needs": {n.lever: {"stage": n.stage, "value": n.value, "reason": n.reason} for n in needs},
    }


def as_text(facts: Records, s: Scenario, out: Outcome, goal: Goal) -> str:
    """Return the result as a readable table: settings, every step, stages, and what the goal would take."""
    lines = [telling.finding(out, goal) + ".", f"Goal: {goal.label} ({telling.goal_in_words(goal)}).", "", "The sum"]
    lines += [f"  {what:<32} {how:<52} = {result}" for what, how, result in telling.printed_steps(facts, s, out)]
    lines += [
        "",
        telling.first_to_stop(out) + ". " + telling.slack(out),
        "",
        "What the goal would take, each lever alone",
    ]
    for need in backwards.every_lever(s, goal.low, goal.measure):
        row = facts.knobs[need.lever]
        value = "" if need.value is None else words.knob_value(row.style, need.value)
        told = ", ".join(part for part in (value, telling.REASONS[need.reason]) if part)
        lines.append(f"  {row.label:<46} {told}")
    if goal.measure == "removals":
        lines += ["", "All stages together"]
        lines += [
            (
                f"  {telling.TOGETHER[lever].capitalize():<46} "
                f"{'no limit set' if n.value is None else words.rounded(n.value)}"
            )
            for lever, n in backwards.all_together(s, goal.low).needs.items()
        ]
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the result; return the exit code: 0, 1 on broken data, 2 on input that cannot be used."""
    parser = argparse.ArgumentParser(prog="python -m explainer", description=__doc__)
    parser.add_argument(
        "pairs", nargs="*", metavar="knob=value", help="settings; a knob not named stays at its default"
    )
    parser.add_argument("--goal", help="id of a goal in data/goals.csv")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    given = parser.parse_args(arguments)
    try:
        facts = door.load()
        scenario = Scenario(**settings(facts, given.pairs))
        goal = chosen_goal(facts, given.goal or facts.about["default_goal"])
    except door.RecordError as error:
        print(error, file=sys.stderr)
        return 1
    except InputError as error:
        print(error, file=sys.stderr)
        return BAD_INPUT
    out = steps.run(scenario)
    print(
        json.dumps(as_object(scenario, out, goal), indent=2, allow_nan=False)
        if given.json
        else as_text(facts, scenario, out, goal)
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
