"""What the goal would take: each lever alone, then all stages together, beside outside estimates."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from explainer import backwards, charts, counts, telling, words
from explainer.backwards import Need, Together
from explainer.model import Outcome, Scenario
from explainer.records import Records
from explainer.sections import parts
from explainer.targets import Goal

SECTION = "needs"
OUTSIDE_NEEDS = ("benchmarks",)
MAP_POINTS = 120
MAP_RATE = 1.0  # highest arrests per field day drawn
MAP_OFFICERS = 150_000  # the widest that the map grows to show a goal's line
LINES_OF = (500_000,)  # removals a year, lines of equal result beside the goal's own


def show(facts: Records, s: Scenario, out: Outcome, goal: Goal, link: str) -> None:
    """Draw the section. A goal in arrests is worked backwards in arrests."""
    st.header("What the goal would take", anchor="what-the-goal-would-take")
    if goal.low == 0:
        st.info("A goal of zero takes nothing, so there is nothing to work out. Choose a goal above zero.")
        return
    st.markdown(f"Backwards from **{words.count(goal.low)} {goal.measure} a year**"
                + (f", which is {words.count(goal.low_per_day)} a day x 365, worked out here" if goal.worked_out else "") + ".")
    together = backwards.all_together(s, goal.low) if goal.measure == "removals" else None
    if together is not None:
        _together(facts, s, together, goal)
    _levers(facts, s, goal, link)
    _map(facts, s, goal, link)
    if parts.available(facts, "The outside estimates", *OUTSIDE_NEEDS):
        _outside(facts, s, together, link)


def _together(facts: Records, s: Scenario, together: Together, goal: Goal) -> None:
    st.markdown("### All stages together")
    st.markdown(telling.arrests_sentence(s, goal))
    if together.scenario is None:
        stuck = [f"{facts.knobs[n.lever].label.lower()}: {telling.REASONS[n.reason]}" for n in together.needs.values() if n.value is None and n.reason != "no limit set"]
        st.info(f"At your settings no number of officers, beds, flights and judges meets this goal. The reason: {words.listed(stuck)}.")
        return
    told = []
    for lever, need in together.needs.items():
        label, high = telling.TOGETHER[lever].capitalize(), counts.published_range(facts, lever)[1]
        if need.value is None:
            told.append(f"| {label} | no limit set | {now(facts, s, lever)} | {words.count(high)} |")
        else:
            told.append(f"| {label} | **{words.rounded(need.value)}** | {now(facts, s, lever)} ({telling.ratio(need.value, float(getattr(s, lever)))}) | "
                        f"{words.count(high)} ({telling.ratio(need.value, high)}) |")
    st.markdown("\n".join(["| | For the goal | Yours now | Highest published |", "|:--|--:|--:|--:|", *told]))
    st.caption("In brackets: how many times that number the goal would take.")
    result = float(together.outcome.removals_per_year)
    if result > goal.low * (1 + 1e-6):
        st.caption(f"With all of these the sum gives {words.rounded(result)} removals a year: a stage carries more than the goal even with none of its lever.")
    else:
        st.caption(f"With all of these at once, the sum gives {words.count(result)} removals a year, and the stages stop together.")


def now(facts: Records, s: Scenario, lever: str) -> str:
    """Return the reader's present value of a lever."""
    return words.knob_value(facts.knobs[lever].style, float(getattr(s, lever)))


def _levers(facts: Records, s: Scenario, goal: Goal, link: str) -> None:
    needs = backwards.every_lever(s, goal.low, goal.measure)
    st.markdown("### Each lever alone")
    st.markdown(
        "The first number is what a lever would have to be for its own stage to meet the goal, with all else as you set it. The second is "
        "the result with that lever alone. They differ where another stage stops first."
    )
    table = pd.DataFrame([_lever_row(facts, s, n, goal) for n in needs])
    parts.table(table, f"What each lever alone would have to be for {words.count(goal.low)} {goal.measure} a year", tall=20)
    st.caption("Not reachable: beyond 100%, beyond 7 days a week, below no days off, or another factor of the same product is zero. "
               "With it alone: the result, and the stage that stops there. × yours and × highest: how many times your value, and the highest published value, that is.")
    parts.take(facts, "levers", lambda: pd.DataFrame([_lever_row(facts, s, n, goal, full=True) for n in needs]),
               f"value of each lever for {words.count(goal.low)} {goal.measure} a year, all else as set; modelled",
               [m.source_id for n in needs for m in facts.evidence[n.lever]], link)


def _lever_row(facts: Records, s: Scenario, need: Need, goal: Goal, full: bool = False) -> dict[str, str]:
    row, present = facts.knobs[need.lever], float(getattr(s, need.lever))
    high = counts.published_range(facts, need.lever)
    told = {
        "Lever": row.label if full else f"{row.label} ({words.knob_value(row.style, present)})",
        "For the goal": _needed(row.style, need),
        "With it alone": _alone(need, goal),
        "× yours": _times(need, present),
        "× highest": _times(need, high[1]) if high else "",
    }
    if full:
        told |= {"Stage": need.stage, "Yours": words.knob_value(row.style, present), "Reason": telling.REASONS[need.reason],
                 "Highest published": words.knob_value(row.style, high[1]) if high else ""}
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
    return words.rounded(amount) + stops


def _map(facts: Records, s: Scenario, goal: Goal, link: str) -> None:
    st.markdown("### Two levers at once: officers, and arrests per day in the field")
    wanted = backwards.arrests_needed(s, goal.low) if goal.measure == "removals" else goal.low
    years = counts.rated_years(facts, s)
    present = float(s.officers)
    enough = backwards.need(s, "officers", goal.low, goal.measure).value
    widest = max(present * 1.2, max((y.officers for y in years), default=0) * 2)
    if enough is not None:
        widest = max(widest, min(enough * 1.1, MAP_OFFICERS))
    officers = np.geomspace(widest / 400, widest, MAP_POINTS)
    rows, names = [], []
    lines = [("goal", f"goal: {words.count(goal.low)} a year", wanted)]
    if goal.measure == "removals":
        lines += [("record", f"{words.count(n)} a year", backwards.arrests_needed(s, n)) for n in LINES_OF if abs(n - goal.low) > 1]
    for who, text, arrests in lines:
        if arrests:
            rates = backwards.rate_for(s, officers, arrests)
            inside = np.isfinite(rates) & (rates <= MAP_RATE)
            rows += [{"officers": float(o), "rate": float(r), "line": text, "who": who} for o, r in zip(officers[inside], rates[inside], strict=True)]
            if inside.any() and rates[-1] <= MAP_RATE:
                names.append({"officers": float(officers[-1]), "rate": float(rates[-1]), "text": text})
    dots = [{"officers": y.officers, "rate": y.rate, "label": "", "who": "record", "tip": f"FY{y.fiscal_year}: {words.count(y.officers)} officers, {y.rate:.3f}"} for y in years]
    named = {min(years, key=lambda y: y.rate).fiscal_year, max(years, key=lambda y: y.rate).fiscal_year} if years else set()
    for d, y in zip(dots, years, strict=True):
        d["label"] = f"FY{y.fiscal_year}" if y.fiscal_year in named else ""
    dots.append({"officers": present, "rate": float(s.arrests_per_officer_day), "label": "you", "who": "yours", "tip": "your setting"})
    text = _map_finding(s, goal, wanted)
    parts.figure(facts, parts.Figure(
        name="two-levers", finding=text,
        key="Each line joins settings with the same number of removals at the arrests stage; beds, flights and orders are left out. "
            "Dots: recorded years, at the assumed share in the field. Diamond: yours.",
        shape=charts.map_of_levers, rows={"lines": rows,
                                          "names": names, "dots": dots},
        alt=f"{text}. Recorded years lie between " + (f"{min(y.rate for y in years):.2f} and {max(y.rate for y in years):.2f} arrests per field day" if years else "no values")
            + f"; yours is {float(s.arrests_per_officer_day):.3f} with {words.count(present)} officers.",
        table=pd.DataFrame({"Year": [f"FY{y.fiscal_year}" for y in years] + ["yours"], "Officers on the rolls": [words.count(y.officers) for y in years] + [words.count(present)],
                            "Arrests per field officer and day": [f"{y.rate:.3f}" for y in years] + [f"{float(s.arrests_per_officer_day):.3f}"]}),
        sources=counts.sources_of_trial(facts),
        counts="officers on the rolls and arrests per field officer and work day", link=link,
    ))


def _map_finding(s: Scenario, goal: Goal, arrests: float | None) -> str:
    if arrests is None:
        return "No line for the goal: no arrest ends in a removal at your settings"
    if arrests == 0:
        return "No line for the goal: border removals alone meet it at your settings"
    rate = backwards.rate_for(s, s.officers, arrests)
    if not math.isfinite(float(rate)):
        return "With nobody in the field no arrest rate meets the goal"
    return (f"With {words.count(float(s.officers))} officers the goal needs {float(rate):.2f} arrests per field day; "
            f"you set {float(s.arrests_per_officer_day):.2f}")


def ours(s: Scenario, together: Together | None, beside: str) -> float | None:
    """Return our quantity that stands beside an outside estimate; none for a goal in arrests."""
    if together is None:
        return None
    value = {n: need.value for n, need in together.needs.items()}
    if beside == "removals_per_bed_year":
        return float(s.removals_per_bed_year)
    if beside == "removals_by_air_a_month":
        return float(s.flights_per_month * s.passengers_per_flight)
    if beside == "officers_added":
        return None if value["officers"] is None else value["officers"] - float(s.officers)
    if beside == "field_officers":
        return None if together.outcome is None else float(together.outcome.field_officers)
    return value.get(beside)


OURS_LABEL = {
    "officers_added": "deportation officers more than yours now", "field_officers": "field officers", "beds": "beds",
    "flights_per_month": "flights a month", "judges": "judges", "removals_per_bed_year": "removals per bed (yours)",
    "removals_by_air_a_month": "people a month on your flights",
}


def _outside(facts: Records, s: Scenario, together: Together | None, link: str) -> None:
    st.markdown("### Outside estimates beside ours")
    st.markdown("Others have asked the same question with other assumptions. Closeness confirms nothing, and distance disproves nothing; each line says why they differ.")
    rows = list(facts["benchmarks"].itertuples(index=False))
    st.markdown("\n".join(_outside_line(facts, s, together, r) for r in rows if r.beside))
    parts.take(facts, "outside-estimates", lambda: pd.DataFrame([_outside_row(s, together, r) for r in rows]), "outside estimates with their assumption, and ours beside them", [r.source_id for r in rows], link)
    with st.expander("Estimates of other kinds, and all sources", key="other-estimates"):
        st.markdown("\n".join(_outside_line(facts, s, together, r) for r in rows if not r.beside))
        parts.all_sources(facts, [r.source_id for r in rows])


def _outside_line(facts: Records, s: Scenario, together: Together | None, r: Any) -> str:
    told = _outside_row(s, together, r)
    cited = "" if facts.missing("sources") else f" ({parts.source_link(facts, r.source_id)})"
    mine = f" **Ours: {told['Ours']}.**" if r.beside else ""
    return (f"- **{words.plain(told['Author'])}**: {words.plain(told['Estimate'])}. {words.plain(told['Assumption'])}.{mine} "
            f"{words.plain(told['Why they differ'])}{cited}")


def _outside_row(s: Scenario, together: Together | None, r: Any) -> dict[str, str]:
    value = ours(s, together, r.beside) if r.beside else None
    own = "" if value is None else f"{words.rounded(value)} {OURS_LABEL[r.beside]}"
    return {
        "Author": f"{r.author}, {r.year} ({r.author_kind})", "Estimate": f"{r.quantity}: {r.value:,.10g} {r.unit}",
        "Assumption": r.assumption, "Ours": own or ("not for a goal in arrests" if r.beside and together is None else "none"), "Why they differ": r.why,
    }
