"""The model's result in words: the number, what limits it, what a move did, each step with its numbers."""

from __future__ import annotations

import math

from explainer import words
from explainer.model import backwards, steps
from explainer.model.steps import LIMITS, STEPS, Outcome, Scenario
from explainer.records import goals
from explainer.records.door import Records
from explainer.records.goals import Goal
from explainer.telling import goal as of_goal


def headline(out: Outcome, measure: goals.Measure) -> tuple[str, str]:
    """Return the result as a number and its unit: ('About 458,000', 'ICE removals a year')."""
    amount = words.about(of_goal.own_amount(out, measure))
    return amount[0].upper() + amount[1:], f"ICE {measure} {of_goal.PER[measure]}"


def beside(out: Outcome, measure: goals.Measure) -> str:
    """Return the result in the other measure: '1,200 arrests a day', '458,000 removals a year'."""
    other: goals.Measure = "arrests" if measure == "removals" else "removals"
    return f"{words.rounded(of_goal.own_amount(out, other))} {other} {of_goal.PER[other]}"


def finding(out: Outcome, goal: Goal | None) -> str:
    """Return the result as a sentence without its stop, with its share of the goal where that can be said."""
    text = (
        f"At these settings, the model gives {words.about(float(out.arrests_per_day))} ICE arrests a day and "
        f"{words.about(float(out.removals_per_year))} ICE removals a year"
    )
    if goal is None:
        return text
    told = of_goal.share(out, goal)
    return f"{text}. {told}" if not told[0].isdigit() else f"{text}, {told}"


def limited_by(out: Outcome, measure: goals.Measure = "removals") -> str:
    """Name what limits the total, ties included: 'Limited by: detention beds'. Beside arrests, removals are named."""
    what = "Limited by" if measure == "removals" else "Removals are limited by"
    return f"{what}: {words.listed([LIMITS[name].lower() for name in out.limited_by])}"


def limit_sentence(out: Outcome) -> str:
    """Say what the four limits allow: 'Detention beds limit the total to about 299,000 ... Flights would allow ...'."""
    first = words.listed([LIMITS[name].lower() for name in out.limited_by])
    text = (
        f"{first[0].upper()}{first[1:]} limit the total to {words.about(float(out.removals_per_year))} removals a year."
    )
    others = [
        f"{LIMITS[name].lower()} would allow {words.rounded(float(value))}"
        if math.isfinite(value)
        else f"{LIMITS[name].lower()} set no limit"
        for name, value in out.limits.items()
        if name not in out.limited_by
    ]
    if not others:
        return f"{text} All four limits are the same number."
    told = words.listed(others)
    return f"{text} {told[0].upper()}{told[1:]}."


def limit_amount(s: Scenario, value: float, measure: goals.Measure) -> float:
    """Return a limit in the unit of a measure: removals a year, or the arrests a day whose removals it allows."""
    if measure == "removals" or math.isinf(value):
        return value
    arrests = backwards.arrests_needed(s, value)
    return math.inf if arrests is None else float(steps.arrests_per_day(arrests))


def moved(facts: Records, was: Scenario, now: Scenario, measure: goals.Measure) -> str:
    """Say what a change of settings did to the result, or why nothing and what would; empty where nothing changed."""
    changed = [knob for knob, value in vars(now).items() if value != getattr(was, knob)]
    if not changed:
        return ""
    old, new = (of_goal.own_amount(steps.run(s), measure) for s in (was, now))
    effect = _why_nothing(facts, was, now, measure) if _same(old, new) else _effect(old, new, measure)
    return f"{_what(facts, was, now, changed)}: {effect}"


def _same(old: float, new: float) -> bool:
    return math.isclose(old, new, rel_tol=steps.TIE)


def _what(facts: Records, was: Scenario, now: Scenario, changed: list[str]) -> str:
    if len(changed) > 1:
        return f"{len(changed)} settings changed"
    row = facts.knobs[changed[0]]
    old, new = (float(getattr(s, row.knob)) for s in (was, now))
    told = words.knob_value(row.style, old), words.knob_value(row.style, new)
    if told[0] == told[1]:  # an exact entry that differs in later digits
        told = words.precise(row.style, old), words.precise(row.style, new)
    return f"{row.label} {told[0]} → {told[1]}"


def _effect(old: float, new: float, measure: goals.Measure) -> str:
    told = [words.rounded(old), words.rounded(new)]
    if told[0] == told[1]:
        return f"{measure} {'up' if new > old else 'down'} by {words.about(abs(new - old))} {of_goal.PER[measure]}"
    return f"{measure} {told[0]} → {told[1]} {of_goal.PER[measure]}"


NO_CHANGE = "no change"
FAST_START = ("targets", "preparation_share")  # knobs that no step of the model takes


def _why_nothing(facts: Records, was: Scenario, now: Scenario, measure: goals.Measure) -> str:
    """Say why a change had no effect, and which settings would have one."""
    changed = [knob for knob, value in vars(now).items() if value != getattr(was, knob)]
    before, after = steps.run(was), steps.run(now)
    if all(knob in FAST_START for knob in changed):
        return f"{NO_CHANGE}, since it shapes the fast start alone"
    if measure == "arrests" and not set(changed) & set(steps.knobs_of("arrests_per_day")):
        return f"{NO_CHANGE}, since arrests a day follow from staffing, work days and arrests per officer"
    if measure == "arrests" or all(_same(before.limits[name], after.limits[name]) for name in LIMITS):
        if len(changed) > 1:
            return f"{NO_CHANGE}, since together they leave the result as it was"
        return f"{NO_CHANGE}, since another setting that it is multiplied by is zero"
    held = words.listed([LIMITS[name].lower() for name in after.limited_by])
    text = f"{NO_CHANGE}, since {held} limit the total at {words.rounded(after.removals_per_year)} a year"
    moving = [knob for knob in moving_knobs(facts, now) if knob not in changed]
    return f"{text}. To change it, move {_one_to_move(facts, moving)}" if moving else text


def _one_to_move(facts: Records, knobs: list[str]) -> str:
    """Name a setting, or where there are several the groups whose sliders they are."""
    if len(knobs) == 1:
        return words.lower_first(facts.knobs[knobs[0]].label)
    groups = {row.group: row.label for row in facts.rows("groups")}
    return f"a slider of {words.one_of(list(dict.fromkeys(groups[facts.knobs[knob].group] for knob in knobs)))}"


def moving_knobs(facts: Records, s: Scenario) -> list[str]:
    """Return the knobs of the smallest limit that change the total at one end of their slider or the other, by group."""
    total = steps.run(s).removals_per_year

    def moves(knob: str) -> bool:
        ends = facts.knobs[knob].low, facts.knobs[knob].high
        return not all(_same(total, steps.run(steps.changed(s, **{knob: end})).removals_per_year) for end in ends)

    own = set(steps.knobs_of(steps.run(s).limited_by[0]))
    groups = [row.group for row in facts.rows("groups")]
    in_order = sorted(facts.knobs, key=lambda knob: groups.index(facts.knobs[knob].group))
    return [knob for knob in in_order if knob in own and moves(knob)]


def printed_steps(facts: Records, s: Scenario, out: Outcome) -> list[tuple[str, str, str]]:
    """Return the model, step by step: what, how with the reader's numbers, result; all to six digits."""
    told = {knob: words.precise(row.style, float(getattr(s, knob))) for knob, row in facts.knobs.items()}
    rows = []
    for step in STEPS:
        within = f", {step.within}" if step.within else ""
        how = step.formula.format_map(told) + within  # before its result: the limit of beds has the name of its knob
        told[step.name] = words.precise("count", float(getattr(out, step.name)))
        rows.append((step.title, how, told[step.name]))
    return rows


def rates(s: Scenario, out: Outcome) -> str:
    """Say the arrest rate in its other forms: field days per arrest, arrests per officer employed."""
    text = (
        f"One arrest every {1 / s.arrests_per_officer_day:,.1f} field days"
        if s.arrests_per_officer_day
        else "No arrests per field day"
    )
    if s.officers and not s.borrowed:
        text += (
            f"; {float(out.arrests_per_year) / s.officers:,.1f} arrests a year per officer employed, "
            "which is what records can confirm"
        )
    return text + "."


def border_part(s: Scenario, out: Outcome) -> str:
    """Say how much of what arrests allow is not set by ICE staffing."""
    if out.arrests == 0:
        return "No arrests and no removals of people arrested at the border are set."
    share = float(s.border_removals / out.arrests)
    return (
        f"{words.percent(share)} of the removals that arrests allow are of people arrested by border agencies "
        f"({words.about(float(s.border_removals))}). The number of ICE officers does not set them."
    )


def quotable(facts: Records, s: Scenario, out: Outcome, goal: Goal | None) -> str:
    """Return the result with every setting that matters, to be quoted as it stands."""

    def v(knob: str) -> str:
        return words.knob_value(facts.knobs[knob].style, float(getattr(s, knob)))

    helpers = f" and {v('borrowed')} from other agencies" if s.borrowed else ""
    told = "" if goal is None else of_goal.share(out, goal)
    of = f", {told.replace('the goal', of_goal.named(facts, goal))}" if goal and told[:1].isdigit() else ""
    return (
        f"With {v('officers')} ICE deportation officers{helpers}, {float(out.work_days):,.0f} work days and "
        f"{v('arrests_per_officer_day')} arrests per field day, the model gives "
        f"{words.about(float(out.arrests_per_day))} arrests a day and "
        f"{words.about(float(out.removals_per_year))} ICE removals a year{of}. It assumes that {v('arrest_share')} of "
        f"officers make arrests. It also assumes that removals of people ICE arrested are {v('removed_share')} of "
        f"arrests, plus {words.about(float(s.border_removals))} removals of people arrested at the border. "
        f"{limited_by(out)}. This is a calculation, not a forecast."
    )
