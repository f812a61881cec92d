"""The model's result in words: the number, what limits it, what a move did, each step with its numbers."""

import math
from collections.abc import Iterable

from explainer import words
from explainer.model import backwards
from explainer.model.steps import DAYS_PER_YEAR, LIMITS, STEPS, Outcome, Scenario
from explainer.records import goals
from explainer.records.door import Records
from explainer.records.goals import Goal
from explainer.telling import goal as of_goal


def headline(out: Outcome, measure: goals.Measure) -> tuple[str, str]:
    """Return the result as a number and its unit: ('About 458,000', 'ICE removals a year')."""
    return words.upper_first(words.about(of_goal.own_amount(out, measure))), f"ICE {measure} {of_goal.PER[measure]}"


BESIDE = {"arrests": "{} arrests a day", "removals": "{} removals a year"}
OTHER: dict[goals.Measure, goals.Measure] = {"removals": "arrests", "arrests": "removals"}


def beside(out: Outcome, measure: goals.Measure) -> str:
    """Return the result in the other measure: '1,200 arrests a day', '458,000 removals a year'."""
    other = OTHER[measure]
    return BESIDE[other].format(words.rounded(of_goal.own_amount(out, other)))


def finding(out: Outcome, goal: Goal) -> str:
    """Return the result as a sentence without its stop; at its end the number that the goal counts, and its share of it."""
    text = f"At these settings, the model gives {both(out, goal.measure, 'ICE ')}"
    none = of_goal.no_share(goal)
    if none:
        return f"{text}. {none}"
    return f"{text}, {of_goal.share_of(out, goal, of_goal.shares(goal, f'the goal of {of_goal.amount(goal)}'))}"


def both(out: Outcome, last: goals.Measure, arrests_of: str = "") -> str:
    """Return both numbers of the result, that of a measure last: 'about 1,200 arrests a day and about 458,000 ICE ...'."""
    told = {
        "arrests": f"{words.about(out.arrests_per_day)} {arrests_of}arrests a day",
        "removals": f"{words.about(out.removals_per_year)} ICE removals a year",
    }
    return f"{told[OTHER[last]]} and {told[last]}"


HELD = {"removals": "What holds it there: {}.", "arrests": "What holds removals at {} a year: {}."}


def held(out: Outcome, measure: goals.Measure) -> str:
    """Name what holds the total, ties included: 'What holds it there: detention beds.' Beside arrests, removals are named."""
    total = [] if measure == "removals" else [words.rounded(out.removals_per_year)]
    return HELD[measure].format(*total, holds(out))


# A row's number is in the unit of the result, and would be read as beds beside the word "beds" alone. Nothing but staffing
# limits arrests; a row has the arrests whose removals it is enough for.
ROWS: dict[goals.Measure, dict[str, str]] = {
    "removals": {name: f"{name.capitalize()} allow" for name in LIMITS},
    "arrests": {name: "Arrests made" if name == "arrests" else f"Enough {name} for" for name in LIMITS},
}


def limits(names: Iterable[str]) -> str:
    """Name limits within a sentence: 'detention beds', 'arrests and flights'."""
    return words.listed([LIMITS[name].lower() for name in names])


def holds(out: Outcome) -> str:
    """Name the smallest limits."""
    return limits(out.limited_by)


def limit_sentence(out: Outcome) -> str:
    """Say what the four limits allow: 'Detention beds limit the total to about 299,000 ... Flights would allow ...'."""
    first = holds(out)
    text = f"{first[0].upper()}{first[1:]} limit the total to {words.about(out.removals_per_year)} removals a year."
    others = [
        f"{LIMITS[name].lower()} would allow {words.rounded(float(value))}"
        if math.isfinite(value)
        else f"{LIMITS[name].lower()} set no limit"
        for name, value in out.limits.items()
        if name not in out.limited_by
    ]
    if not others:
        return f"{text} All four limits are the same number."
    return f"{text} {words.upper_first(words.listed(others))}."


def limit_amount(s: Scenario, value: float, measure: goals.Measure) -> float:
    """Return a limit in the unit of a measure: removals a year, or the arrests a day whose removals it allows."""
    if measure == "removals" or math.isinf(value):
        return value
    arrests = backwards.arrests_needed(s, value)
    return math.inf if arrests is None else arrests / DAYS_PER_YEAR


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
            f"; {out.arrests_per_year / s.officers:,.1f} arrests a year per officer employed, "
            "which is what records can confirm"
        )
    return text + "."


def border_part(s: Scenario, out: Outcome) -> str:
    """Say how much of what arrests allow is not set by ICE staffing."""
    everybody = out.interior_removals + s.border_removals
    if everybody == 0:
        return "No arrests and no removals of people arrested at the border are set."
    if out.arrests == 0:
        return ""
    share = s.border_removals / everybody
    return (
        f"{words.percent(share)} of the removals that arrests allow are of people arrested by border agencies "
        f"({words.about(share * out.arrests)}). The number of ICE officers does not set them."
    )


def quotable(facts: Records, s: Scenario, out: Outcome, goal: Goal) -> str:
    """Return the result with every setting that matters, to be quoted as it stands."""

    def v(knob: str) -> str:
        return words.knob_value(facts.knobs[knob].style, float(getattr(s, knob)))

    helpers = f" and {v('borrowed')} from other agencies" if s.borrowed else ""
    of = ""
    if not of_goal.no_share(goal):
        of = f", {of_goal.share_of(out, goal, of_goal.shares(goal, of_goal.named(facts, goal)))}"
    return (
        f"With {v('officers')} ICE deportation officers{helpers}, {out.work_days:,.0f} work days and "
        f"{v('arrests_per_officer_day')} arrests per field day, the model gives "
        f"{both(out, goal.measure)}{of}. It assumes that {v('arrest_share')} of "
        f"officers make arrests. It also assumes that removals of people ICE arrested are {v('removed_share')} of "
        f"arrests, plus {words.about(s.border_removals)} removals of people arrested at the border. "
        f"What holds the total there: {holds(out)}. This is a calculation, not a forecast."
    )
