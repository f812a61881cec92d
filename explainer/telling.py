"""The sum in words: findings, steps and reasons, alike on the page, in the sheet and in the shell."""

from __future__ import annotations

import math

from explainer import words
from explainer.model import backwards, steps
from explainer.records import goals
from explainer.records.counts import Highest
from explainer.model.steps import Outcome, Scenario
from explainer.records.door import Records
from explainer.records.goals import Goal

STAGES = {"arrests": "Arrests", "beds": "Beds", "flights": "Flights", "orders": "New removal orders"}
REASONS = {
    "reached": "",
    "met without it": "met without it",
    "a zero elsewhere": "not reachable: another factor of the same product is zero",
    "beyond its limit": "not reachable: beyond 100%, 7 days a week or no days off",
    "no limit set": "this stage sets no limit",
}
TOGETHER = {
    "officers": "deportation officers",
    "beds": "beds",
    "flights_per_month": "removal flights a month",
    "judges": "immigration judges",
}


def finding(out: Outcome, goal: Goal) -> str:
    """Return the result as a sentence, with its share of the goal where that can be said."""
    text = (
        f"At your settings: {words.about(float(out.arrests_per_day))} arrests a day and "
        f"{words.about(float(out.removals_per_year))} ICE removals a year"
    )
    own = float(out.removals_per_year if goal.measure == "removals" else out.arrests_per_year)
    if goal.low == 0:
        return f"{text}; a goal of zero leaves nothing to compare"
    share = words.percent(goals.share_of(goals.Amount(goal.measure, own), goal.amount))
    if goal.high != goal.low:
        upper = words.percent(own / goal.high)
        return f"{text}; {share} of the goal's lower end, {upper} of its upper end"
    return f"{text}; {share} of the goal" + (" in arrests" if goal.measure == "arrests" else "")


def recorded(top: Highest) -> str:
    """Write a recorded high as recorded; one that was worked out from an average as 'about'."""
    return words.about(top.value) if top.rough else words.count(top.value)


def goal_named(facts: Records, goal: Goal) -> str:
    """Return the goal with its kind, speaker and date, for a sentence that will stand alone."""
    if goal.goal == goals.OWN:
        return f"a goal of {goal_in_words(goal)}"
    row = facts.goal_rows[goal.goal]
    press = ", as reported by press" if row.status == "reported_by_press" else ""
    return f"the {row.firmness} “{row.label}” ({row.speaker}, {words.loose_date(row.date)}{press})"


def goal_in_words(goal: Goal) -> str:
    """Return the goal with its unit, and whether the yearly number was worked out here."""
    if goal.measure == "arrests":
        return f"{words.both_ends(goal.low_per_day, goal.high_per_day)} arrests a day"
    return f"{words.count(goal.low)} a year"


def border_part(s: Scenario, out: Outcome) -> str:
    """Say how much of the result ICE staffing does not set."""
    if out.arrests == 0:
        return "No arrests and no border removals are set, so nothing follows."
    share = float(s.border_removals / out.arrests)
    text = (
        f"{words.percent(share)} of the arrests stage is border removals "
        f"({words.count(float(s.border_removals))}): people whom border "
        "officers arrested and ICE removed. The number of ICE officers does not set it."
    )
    if float(out.removals_per_year) < float(out.arrests) * (1 - steps.TIE):
        text += (
            f" Arrests would carry {words.rounded(float(out.arrests))}; {words.listed(out.first_to_stop)} stop the "
            "result before that."
        )
    return text


def printed_steps(facts: Records, s: Scenario, out: Outcome) -> list[tuple[str, str, str]]:
    """Return the sum, step by step: what, how with the reader's numbers, result; all to six digits."""

    def v(knob: str) -> str:
        return words.precise(facts.knobs[knob].style, float(getattr(s, knob)))

    def r(value: float) -> str:
        return words.precise("count", float(value))

    days, field, arrests, interior = (
        r(x) for x in (out.work_days, out.field_officers, out.arrests_per_year, out.interior_removals)
    )
    return [
        ("Work days per officer and year", f"365 / 7 x {v('days_per_week')} - {v('days_off')}", days),
        (
            "Officers in the field",
            f"{v('officers')} x {v('arrest_share')} + {v('borrowed')} x {v('borrowed_output')}",
            field,
        ),
        ("Arrests a year", f"{field} x {days} x {v('arrests_per_officer_day')}", arrests),
        ("Arrests a day", f"{arrests} / 365", r(out.arrests_per_day)),
        ("Interior removals a year", f"{arrests} x {v('removed_share')}", interior),
        ("Stage: arrests", f"{interior} + {v('border_removals')} border removals", r(out.arrests)),
        ("Stage: beds", f"{v('beds')} x {v('removals_per_bed_year')}", r(out.beds)),
        (
            "Stage: flights",
            f"{v('flights_per_month')} x 12 x {v('passengers_per_flight')} / {v('share_by_air')}",
            r(out.flights),
        ),
        (
            "Stage: orders",
            (
                f"{v('judges')} x {v('orders_per_judge_year')} / (100% - {v('share_without_hearing')}) + "
                f"{v('outstanding_orders_used')}"
            ),
            r(out.orders),
        ),
        ("Removals a year", f"the smallest stage: {words.listed(out.first_to_stop)}", r(out.removals_per_year)),
    ]


def rates_in_words(facts: Records, s: Scenario, out: Outcome) -> str:
    """Say the arrest rate in its other forms: field days per arrest, arrests per officer on the rolls."""
    text = (
        f"One arrest every {1 / s.arrests_per_officer_day:,.1f} field days"
        if s.arrests_per_officer_day
        else "No arrests per field day"
    )
    if s.officers and not s.borrowed:
        text += (
            f"; {float(out.arrests_per_year) / s.officers:,.1f} arrests a year per officer on the rolls, which is the "
            "form that can be measured"
        )
    return text + "."


def quotable(facts: Records, s: Scenario, out: Outcome, goal: Goal) -> str:
    """Return one sentence with every setting that matters, for quotation."""

    def v(knob: str) -> str:
        return words.knob_value(facts.knobs[knob].style, float(getattr(s, knob)))

    own = float(out.removals_per_year if goal.measure == "removals" else out.arrests_per_year)
    lower = f"{words.percent(own / goal.high)} to " if goal.high != goal.low else ""
    share = "" if goal.low == 0 else f", {lower}{words.percent(own / goal.low)} of {goal_named(facts, goal)}"
    helpers = f" and {v('borrowed')} borrowed" if s.borrowed else ""
    return (
        f"At {v('officers')} deportation officers{helpers}, {float(out.work_days):,.0f} work days and "
        f"{v('arrests_per_officer_day')} arrests "
        f"per field day, the sum gives {words.about(float(out.arrests_per_day))} arrests a day and "
        f"{words.about(float(out.removals_per_year))} ICE removals a year{share}. It assumes that "
        f"{v('arrest_share')} of the officers "
        f"make arrests, that interior removals are {v('removed_share')} of arrests, and {v('border_removals')} "
        "border removals. "
        f"The smallest stage is {words.listed(out.first_to_stop)}. This is a calculation, not a forecast."
    )


def first_to_stop(out: Outcome) -> str:
    """Name the smallest stage, where the sum stops; ties included."""
    first, *others = [STAGES[n] for n in out.first_to_stop]
    value = words.about(float(out.removals_per_year))
    if not others:
        return f"{first} are the smallest stage: {value} removals a year"
    return f"{words.listed([first, *map(str.lower, others)])} are the smallest stages together: {value} removals a year"


def unlike(facts: Records, goal: Goal, definition: str) -> str:
    """Say so where the record beside the sum counts something else than ICE removals."""
    if goal.measure == "arrests" or definition == "ice_removals":
        return ""
    return f" Two counts: the sum gives ICE removals, the record here counts {facts.definition_rows[definition].short}."


def slack(out: Outcome) -> str:
    """Say how much room the other stages leave, in numbers."""
    told = []
    for name, value in out.stages.items():
        if name in out.first_to_stop:
            continue
        room = float(value) - float(out.removals_per_year)
        told.append(
            f"{STAGES[name].lower()} would carry {words.about(room)} more"
            if math.isfinite(room)
            else f"{STAGES[name].lower()} set no limit"
        )
    return f"Beyond that, {words.listed(told)}." if told else "All four stages stop at the same number."


def arrests_sentence(s: Scenario, goal: Goal) -> str:
    """Say how many arrests the goal needs at the reader's removed share."""
    arrests = backwards.arrests_needed(s, goal.low)
    if arrests is None:
        return "No number of arrests would meet it, since no arrest ends in a removal at your settings."
    if arrests == 0:
        return "Border removals alone meet it at your settings, so no arrests are needed."
    return (
        f"At your settings it needs {words.about(arrests)} arrests a year, "
        f"{words.rounded(steps.arrests_per_day(arrests))} a day, "
        f"beside {words.count(s.border_removals)} border removals."
    )


def ratio(needed: float, present: float) -> str:
    """Return needed / present in words; a present value of zero has no ratio."""
    return words.times(needed / present) if present else "from none"
