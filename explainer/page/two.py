"""Two settings at once: officers by arrests per field day, the goal's line, recorded years and the reader's own."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd
import streamlit as st

from explainer import words
from explainer.draw import charts, shapes
from explainer.draw.figure import Figure, figure
from explainer.model import backwards
from explainer.model.steps import Scenario
from explainer.page.reading import Part, Reading
from explainer.records import past
from explainer.records.goals import Goal, model_reason
from explainer.records.past import RatedYear

POINTS = 60
NARROWEST = 1 / 400  # of the widest number of officers drawn
HIGHEST_RATE = 1.0  # arrests per field day
TIMES_OWN, TIMES_RECORDED, TIMES_NEEDED = 1.2, 2.0, 1.1  # of officers, how far the map reaches


def show(r: Reading) -> None:
    """Draw the map."""
    goal = r.goal
    if goal.low == 0 or model_reason(goal):
        st.info("There is no line to draw: choose a goal above zero that ICE's own count can be set beside.")
        return
    wanted = backwards.arrests_needed(r.s, goal.low) if goal.measure == "removals" else goal.low
    years = past.rated_years(r.facts, r.s)
    drawn = [y for y in years if y.rate <= HIGHEST_RATE]  # with a small share making arrests few are
    above = len(years) - len(drawn)
    lines, names = _line(r, goal, wanted, years)
    figure(
        r.facts,
        Figure(
            name="two-settings",
            finding=finding(r.s, wanted),
            shape=shapes.map_of_settings,
            rows={"lines": lines, "names": names, "dots": _dots(r, drawn)},
            alt="Officers by arrests per field day, with a line for the goal and dots of recorded years",
            numbers=f"{finding(r.s, wanted)}. "
            + (
                f"Recorded years lie between {min(y.rate for y in years):.2f} and {max(y.rate for y in years):.2f}."
                if years
                else ""
            ),
            key="The line joins settings at which arrests allow the goal; beds, flights and orders are left out. Dots: recorded "
            "years, at the assumed share making arrests. Diamond: yours."
            + (f" Recorded years above the chart: {above}." if above else "")
            + (" The line counts your officers from other agencies; the dots have none." if r.s.borrowed else ""),
            table=lambda: pd.DataFrame(
                {
                    "Year": [f"Fiscal {y.fiscal_year}" for y in years] + ["Yours"],
                    "Officers employed": [words.count(y.officers) for y in years] + [words.count(float(r.s.officers))],
                    "Arrests per field officer and day": [f"{y.rate:.3f}" for y in years]
                    + [f"{float(r.s.arrests_per_officer_day):.3f}"],
                }
            ),
            sources=past.sources_of_trial(r.facts),
            counts="officers employed and arrests per field officer and work day",
        ),
        r.link,
    )


def _line(r: Reading, goal: Goal, wanted: float | None, years: list[RatedYear]) -> tuple[charts.Rows, charts.Rows]:
    """Return the points of the goal's line, and its name at the right end."""
    enough = backwards.need(r.s, "officers", goal.low, goal.measure).value
    widest = max([float(r.s.officers) * TIMES_OWN, *(y.officers * TIMES_RECORDED for y in years)])
    if enough is not None:
        widest = max(widest, min(enough * TIMES_NEEDED, r.facts.knobs["officers"].highest))
    officers = [widest * NARROWEST ** (1 - i / (POINTS - 1)) for i in range(POINTS)]
    name = {"officers": widest, "rate": 0.0, "text": ""}  # empty where there is no line: the axis has its width by it
    if not wanted:
        return [], [name]
    points = [(o, backwards.rate_for(r.s, o, wanted)) for o in officers]
    rows: charts.Rows = [
        {"officers": o, "rate": rate, "line": "goal", "who": "goal"} for o, rate in points if rate <= HIGHEST_RATE
    ]
    return rows, [{**name, "rate": rows[-1]["rate"], "text": "goal"} if rows else name]


def _dots(r: Reading, drawn: list[RatedYear]) -> charts.Rows:
    ends = {min(drawn, key=_rate).fiscal_year, max(drawn, key=_rate).fiscal_year} if drawn else set()
    dots: list[dict[str, Any]] = [
        {
            "officers": y.officers,
            "rate": y.rate,
            "label": f"FY{y.fiscal_year}" if y.fiscal_year in ends else "",
            "who": "record",
            "tip": f"Fiscal {y.fiscal_year}: {words.count(y.officers)} officers, {y.rate:.3f}",
        }
        for y in drawn
    ]
    own = {"officers": float(r.s.officers), "rate": float(r.s.arrests_per_officer_day)}
    return [*dots, {**own, "label": "yours", "who": "yours", "tip": "yours"}]


def _rate(year: RatedYear) -> float:
    return year.rate


def finding(s: Scenario, arrests: float | None) -> str:
    """Say which arrest rate the goal needs with the reader's officers, or why there is no line."""
    if arrests is None:
        return "No line for the goal: at these settings no arrest ends in a removal"
    if arrests == 0:
        return "No line for the goal: removals of people arrested at the border alone meet it"
    rate = float(backwards.rate_for(s, s.officers, arrests))
    if not math.isfinite(rate):
        return "With nobody making arrests no arrest rate meets the goal"
    return (
        f"With {words.count(float(s.officers))} officers the goal needs {rate:.2f} arrests per field day; "
        f"you set {float(s.arrests_per_officer_day):.2f}"
    )


PART = Part("two", "Two settings at once", show)
