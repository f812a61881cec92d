"""The same calculation from the shell: python -m explainer officers=6000 days_per_week=6 --goal T2-29 [--json]."""

import argparse
import json
import math
import os
import sys
from collections.abc import Sequence
from typing import Any

from explainer.model import backwards, steps
from explainer.model.steps import Outcome, Scenario
from explainer.reader import links
from explainer.records import door, goals
from explainer.records.door import Records
from explainer.records.goals import Goal
from explainer.records.rows import Knob
from explainer.telling import cost, needs, result
from explainer.telling import goal as of_goal

BAD_INPUT = 2  # exit code


class InputError(ValueError):
    """A knob, value or goal that cannot be used; the message says which and why."""


def settings(facts: Records, pairs: Sequence[str]) -> dict[str, float]:
    """Return every knob's value: as the page opens, with `knob=value` pairs set. Raises InputError naming what is wrong."""
    values: dict[str, float] = {}
    for pair in pairs:
        knob, equals, text = pair.partition("=")
        if not equals or knob not in facts.knobs:
            raise InputError(f"'{knob}' is not a knob; the knobs are {', '.join(facts.knobs)}")
        if knob in values:
            raise InputError(f"{knob}: is given twice; give it once")
        row, value = facts.knobs[knob], links.number(text)
        if value is None:
            raise InputError(f"{knob}: '{text}' is not a number; it takes {_range(row)}")
        if not row.low <= value <= row.highest:
            raise InputError(f"{knob}: {text} is outside its range, {_range(row)}")
        values[knob] = value
    return facts.defaults | values


def _range(row: Knob) -> str:
    return f"{links.exact(row.low)} to {links.exact(row.highest)} ({row.unit})"


def chosen_goal(facts: Records, goal: str) -> Goal:
    """Return a goal of goals.csv by its id. Raises InputError where it has none or cannot be compared."""
    rows = {row.goal: row for row in goals.testable(facts)}
    if goal not in rows:
        raise InputError(f"--goal: '{goal}' is not a goal with a yearly number; choose one of {', '.join(rows)}")
    return goals.from_row(rows[goal])


def own_goal(facts: Records, text: str, unit: goals.Measure) -> Goal:
    """Return the reader's own goal. Raises InputError for an amount that the page would not take."""
    highest = facts.about["own_goal"]["highest"]
    amount = links.own_goal(text, highest)
    if amount is None:
        raise InputError(f"--own: '{text}' is not a whole number from 0 to {links.exact(highest)}")
    return goals.own(amount, unit)


def as_object(facts: Records, s: Scenario, out: Outcome, goal: Goal) -> dict[str, Any]:
    """Return the result for --json; a limit that is not set, and what is not given for a goal of others than ICE, are null."""
    for_goal = cost.for_goal(s, goal)

    def finite(value: float) -> float | None:
        return float(value) if math.isfinite(value) else None

    return {
        "settings": {knob: float(value) for knob, value in vars(s).items()},
        "work_days": out.work_days,
        "field_officers": out.field_officers,
        "arrests_per_day": out.arrests_per_day,
        "arrests_per_year": out.arrests_per_year,
        "interior_removals": out.interior_removals,
        "stages": {name: finite(value) for name, value in out.limits.items()},
        "removals_per_year": finite(out.removals_per_year),
        "first_to_stop": out.limited_by,
        "goal": {
            "id": goal.goal,
            "measure": goal.measure,
            "counted": goal.counted,
            "scope": goal.scope,
            "bound": goal.bound,
            "per_year": goal.low,
            "per_year_high": goal.high,
        },
        "goal_needs": None
        if not goals.modelled(goal)
        else {
            need.knob: {"stage": need.limit, "value": need.value, "reason": need.reason}
            for need in backwards.every_knob(s, goal.low, goal.measure)
        },
        "cost_a_year": cost.between(facts, cost.amounts(s))._asdict(),
        "goal_cost_a_year": None if for_goal is None else cost.between(facts, for_goal)._asdict(),
        "data_version": facts.about["version"],
    }


def as_text(facts: Records, s: Scenario, out: Outcome, goal: Goal) -> str:
    """Return the result as a readable table: settings, every step, limits, cost, and what the goal would take."""
    lines = [f"{result.finding(out, goal)}.", f"Goal: {goal.label} ({of_goal.amount(goal)}).", "", "The model"]
    lines += [f"  {what:<32} {how:<52} = {number}" for what, how, number in result.printed_steps(facts, s, out)]
    lines += ["", result.limit_sentence(out), ""]
    lines += ["What it would cost", f"  {cost.yours(facts, s)}", f"  {cost.of_goal(facts, s, goal)}", ""]
    if not goals.modelled(goal):
        return "\n".join([*lines, "The goal is not calculated backwards, since the model counts ICE alone."])
    lines.append("What the goal would take, each setting alone")
    for need in backwards.every_knob(s, goal.low, goal.measure):
        row = facts.knobs[need.knob]
        told = "enough as it is" if needs.enough(out, need, goal) else needs.needed(row.style, need)
        lines.append(f"  {row.label:<72} {told}")
    if goal.measure == "removals":
        lines += ["", "All limits together"]
        lines += [f"  {facts.knobs[row.knob].label:<72} {row.told}" for row in needs.taken(facts, s, goal).rows]
    return "\n".join(lines)


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m explainer", description=__doc__)
    parser.add_argument(
        "pairs", nargs="*", metavar="knob=value", help="settings; a knob not named stays as the page opens"
    )
    chosen = parser.add_mutually_exclusive_group()
    chosen.add_argument("--goal", help="id of a goal in data/goals.csv")
    chosen.add_argument("--own", metavar="AMOUNT", help="a goal of your own, in the unit that --unit names")
    parser.add_argument(
        "--unit", choices=links.OWN_MEASURES, help="what --own counts: removals a year (usual) or arrests a day"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    return parser


def answer(given: argparse.Namespace) -> str:
    """Return what is to be printed. Raises RecordError on broken data, InputError on input that cannot be used."""
    facts = door.load()
    scenario = Scenario(**settings(facts, given.pairs))
    if given.unit and given.own is None:
        raise InputError("--unit: goes with --own alone; a goal of data/goals.csv has its own unit")
    if given.own is None:
        goal = chosen_goal(facts, facts.about["default_goal"] if given.goal is None else given.goal)
    else:
        goal = own_goal(facts, given.own, given.unit or links.OWN_MEASURES[0])
    out = steps.run(scenario)
    if given.json:
        return json.dumps(as_object(facts, scenario, out, goal), indent=2, allow_nan=False)
    return as_text(facts, scenario, out, goal)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the result; return the exit code: 0, 1 on broken data, 2 on input that cannot be used."""
    given = _arguments().parse_intermixed_args(arguments)
    try:
        print(answer(given), flush=True)
    except door.RecordError as error:
        print(error, file=sys.stderr)
        return 1
    except InputError as error:
        print(error, file=sys.stderr)
        return BAD_INPUT
    except BrokenPipeError:  # whoever read, `head` say, has read enough; nothing is left to flush at the end
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


if __name__ == "__main__":
    sys.exit(main())
