"""Your result: beside goal and record in the same unit, the sum written out, one sentence to quote."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from explainer import charts, counts, model, scenario, targets, words
from explainer.model import Outcome, Scenario
from explainer.records import Records
from explainer.sections import parts
from explainer.targets import Goal

Row = tuple[str, float, str]  # label, amount, who of charts.WHO


def show(facts: Records, s: Scenario, out: Outcome, goal: Goal, compared: Sequence[Row], link: str) -> None:
    """Draw the result. `compared` holds goal, record and the reader's own in the goal's unit."""
    st.header("Your result", anchor="your-result")
    _limits(s, out)
    per = "a year" if goal.measure == "removals" else "a day"
    rows = [r for r in compared if r[2] != "goal"]
    parts.figure(facts, parts.Figure(
        name="result",
        finding=finding(out, goal),
        key=f"Dashed line: the goal, {goal_in_words(goal)}." + (" The words did not say which count." if goal.unspecified else ""),
        shape=charts.bars_beside_goal,
        rows={"rows": [{"label": label, "value": amount, "who": who,
                        "text": words.rounded(amount) if who == "yours" else words.count(amount)} for label, amount, who in rows],
              "goal": [{"value": next(a for _, a, who in compared if who == "goal")}]},
        alt=f"{finding(out, goal)}. " + "; ".join(f"{label}: {words.rounded(a) if who == 'yours' else words.count(a)} {per}" for label, a, who in compared),
        table=pd.DataFrame({"What": [r[0] for r in compared], f"{goal.measure.capitalize()} {per}": [
            words.rounded(a) if who == "yours" else words.count(a) for _, a, who in compared]}),
        sources=result_sources(facts, goal),
        counts=f"{goal.measure} {per}; the reader's own is modelled and rounded",
        link=link,
    ))
    st.markdown(border_part(s, out))
    _sum(facts, s, out)
    st.markdown("**One sentence to quote**")
    st.code(quotable(facts, s, out, goal), language=None, wrap_lines=True)
    _changed(facts)


def result_sources(facts: Records, goal: Goal) -> list[str]:
    """Return the sources of the goal and of the years it is held against."""
    ids = []
    if goal.goal != targets.OWN and not facts.missing("goals"):
        ids.append(facts["goals"].set_index("goal").at[goal.goal, "source_id"])
    series = "ice_removals" if goal.measure == "removals" else "ice_arrests"
    table = counts.yearly(facts, series)
    for top in (counts.highest(table, counts.LOCKED), counts.highest(table)):
        ids += list(top.source_ids) if top else []
    return ids


def finding(out: Outcome, goal: Goal) -> str:
    """Return the result as a sentence, with its share of the goal where that can be said."""
    text = (f"At your settings: {words.about(float(out.arrests_per_day))} arrests a day and "
            f"{words.about(float(out.removals_per_year))} ICE removals a year")
    own = float(out.removals_per_year if goal.measure == "removals" else out.arrests_per_year)
    if goal.low == 0:
        return f"{text}; a goal of zero leaves nothing to compare"
    share = words.percent(targets.share_of(targets.Amount(goal.measure, own), goal.amount))
    if goal.high != goal.low:
        upper = words.percent(own / goal.high)
        return f"{text}; {share} of the goal's lower end, {upper} of its upper end"
    return f"{text}; {share} of the goal" + (" in arrests" if goal.measure == "arrests" else "")


def goal_in_words(goal: Goal) -> str:
    """Return the goal with its unit, and whether the yearly number was worked out here."""
    if goal.measure == "arrests":
        ends = words.count(goal.low_per_day) if goal.low == goal.high else f"{words.count(goal.low_per_day)} to {words.count(goal.high_per_day)}"
        return f"{ends} arrests a day"
    return f"{words.count(goal.low)} a year"


def border_part(s: Scenario, out: Outcome) -> str:
    """Say how much of the result ICE staffing does not set."""
    if out.arrests == 0:
        return "No arrests and no border removals are set, so nothing follows."
    share = float(s.border_removals / out.arrests)
    text = (f"**{words.percent(share)} of the arrests stage is border removals** ({words.count(float(s.border_removals))}): people whom border "
            "officers arrested and ICE removed. The number of ICE officers does not set it.")
    if float(out.removals_per_year) < float(out.arrests) * (1 - model.TIE):
        text += f" Arrests would carry {words.rounded(float(out.arrests))}; {words.listed(out.first_to_stop)} stop the result before that."
    return text


def _limits(s: Scenario, out: Outcome) -> None:
    """Say what an odd setting means, in a sentence each."""
    notes = []
    if out.field_officers == 0:
        notes.append("Nobody is in the field at these settings, so there are no arrests. What is left is border removals.")
    elif out.work_days == 0:
        notes.append("Days off take up every work day, so there are no arrests. What is left is border removals.")
    elif s.removed_share == 0 and out.arrests_per_year > 0:
        notes.append("No arrest ends in a removal at these settings. What is left is border removals.")
    zero = [name for name, value in out.stages.items() if value == 0 and name != "arrests"]
    if zero:
        notes.append(f"The stage of {words.listed(zero)} is set to zero, so no removal gets past it.")
    raw = model.WEEKS_PER_YEAR * s.days_per_week - s.days_off
    if raw != out.work_days:
        notes.append("Work days are kept between 0 and 365 a year.")
    for note in notes:
        st.info(note)


def steps(facts: Records, s: Scenario, out: Outcome) -> list[tuple[str, str, str]]:
    """Return the sum, step by step: what, how with the reader's numbers, result. Also used by the shell."""
    def v(knob: str) -> str:
        return words.knob_value(facts.knobs[knob].style, float(getattr(s, knob)))

    r = words.rounded
    return [
        ("Work days per officer and year", f"365 / 7 x {v('days_per_week')} - {v('days_off')}", f"{float(out.work_days):,.1f}"),
        ("Officers in the field", f"{v('officers')} x {v('arrest_share')} + {v('borrowed')} x {v('borrowed_output')}", r(float(out.field_officers))),
        ("Arrests a year", f"{r(float(out.field_officers))} x {float(out.work_days):,.1f} x {v('arrests_per_officer_day')}", r(float(out.arrests_per_year))),
        ("Arrests a day", f"{r(float(out.arrests_per_year))} / 365", r(float(out.arrests_per_day))),
        ("Interior removals a year", f"{r(float(out.arrests_per_year))} x {v('removed_share')}", r(float(out.interior_removals))),
        ("Arrests stage", f"{r(float(out.interior_removals))} + {v('border_removals')} border removals", r(float(out.arrests))),
        ("Beds stage", f"{v('beds')} x {v('removals_per_bed_year')}", r(float(out.beds))),
        ("Flights stage", f"{v('flights_per_month')} x 12 x {v('passengers_per_flight')} / {v('share_by_air')}", r(float(out.flights))),
        ("Orders stage", f"{v('judges')} x {v('orders_per_judge_year')} / (100% - {v('share_without_hearing')}) + {v('outstanding_orders_used')}", r(float(out.orders))),
        ("Removals a year", f"the smallest stage: {words.listed(out.first_to_stop)}", r(float(out.removals_per_year))),
    ]


def rates_in_words(facts: Records, s: Scenario, out: Outcome) -> str:
    """Say the arrest rate in its other forms: field days per arrest, arrests per officer on the rolls."""
    text = f"One arrest every {1 / s.arrests_per_officer_day:,.1f} field days" if s.arrests_per_officer_day else "No arrests per field day"
    if s.officers:
        text += f"; {float(out.arrests_per_year) / s.officers:,.1f} arrests a year per officer on the rolls, which is the form that can be measured"
    return text + "."


def _sum(facts: Records, s: Scenario, out: Outcome) -> None:
    st.markdown("### The sum, with your numbers")
    lines = ["| Step | Your numbers | Result |", "|:--|:--|--:|"]
    lines += [f"| {what} | {how} | **{result}** |" for what, how, result in steps(facts, s, out)]
    st.markdown("\n".join(lines))
    st.caption(rates_in_words(facts, s, out) + " Results are rounded for reading; the sum itself is not.")


def quotable(facts: Records, s: Scenario, out: Outcome, goal: Goal) -> str:
    """Return one sentence with every setting that matters, for quotation."""
    def v(knob: str) -> str:
        return words.knob_value(facts.knobs[knob].style, float(getattr(s, knob)))

    own = float(out.removals_per_year if goal.measure == "removals" else out.arrests_per_year)
    share = "" if goal.low == 0 else (
        f", {words.percent(own / goal.low)} of {'a goal' if goal.goal == targets.OWN else 'the stated goal'} of {goal_in_words(goal)}")
    helpers = f" and {v('borrowed')} borrowed" if s.borrowed else ""
    return (
        f"With {v('officers')} deportation officers{helpers}, {v('arrest_share')} of the officers in the field on {float(out.work_days):,.0f} days a year, "
        f"{v('arrests_per_officer_day')} arrests per field day and {v('border_removals')} border removals, the sum gives "
        f"{words.about(float(out.arrests_per_day))} arrests a day and {words.about(float(out.removals_per_year))} ICE removals a year{share}; "
        f"the stage that stops first is {words.listed(out.first_to_stop)}. This is a calculation, not a forecast."
    )


def _changed(facts: Records) -> None:
    start, knobs = scenario.nearest_start(facts, scenario.values(facts))
    label = facts["starts"].set_index("start").at[start, "label"]
    now, then = scenario.values(facts), facts.starts[start]
    if not knobs:
        st.caption(f"Nothing changed from the starting point {label}.")
        return
    told = [f"{facts.knobs[k].label.lower()} {words.knob_value(facts.knobs[k].style, then[k])} → {words.knob_value(facts.knobs[k].style, now[k])}" for k in knobs]
    st.caption(f"Changed from the starting point {label}: {'; '.join(told)}.")
