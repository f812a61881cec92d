"""Two levers at once: officers by arrests per field day, with the goal's line, recorded years and the reader."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from explainer import words
from explainer.draw import shapes
from explainer.model import backwards
from explainer.records import past
from explainer.model.steps import Scenario
from explainer.records.door import Records
from explainer.page import parts
from explainer.records.goals import Goal

SECTION = "needs"
MAP_POINTS = 60
MAP_RATE = 1.0  # highest arrests per field day drawn
MAP_OFFICERS = 150_000  # the widest that the map grows to show a goal's line
LINES_OF = (500_000,)  # removals a year, a line of equal result beside the goal's own


def show(facts: Records, s: Scenario, goal: Goal, link: str) -> None:
    """Draw the map; a goal of zero has no line."""
    if goal.low == 0:
        return
    wanted = backwards.arrests_needed(s, goal.low) if goal.measure == "removals" else goal.low
    years = past.rated_years(facts, s)
    present = float(s.officers)
    enough = backwards.need(s, "officers", goal.low, goal.measure).value
    widest = max(present * 1.2, max((y.officers for y in years), default=0) * 2)
    if enough is not None:
        widest = max(widest, min(enough * 1.1, MAP_OFFICERS))
    officers = np.geomspace(widest / 400, widest, MAP_POINTS)
    rows, names = [], []
    lines = [("goal", f"goal: {words.count(goal.low)} a year", wanted)]
    if goal.measure == "removals":
        lines += [
            ("record", f"{words.count(n)} a year", backwards.arrests_needed(s, n))
            for n in LINES_OF
            if abs(n - goal.low) > 1
        ]
    for who, text, arrests in lines:
        if arrests:
            rates = np.array([backwards.rate_for(s, o, arrests) for o in officers.tolist()])
            inside = np.isfinite(rates) & (rates <= MAP_RATE)
            rows += [
                {"officers": o, "rate": r, "line": text, "who": who}
                for o, r in zip(officers[inside].tolist(), rates[inside].tolist(), strict=True)
            ]
            if inside.any() and rates[-1] <= MAP_RATE:
                names.append({"officers": float(officers[-1]), "rate": float(rates[-1]), "text": text})
    if not rows:  # the axis has its width by an empty name
        names.append({"officers": widest, "rate": 0.0, "text": ""})
    drawn = [y for y in years if y.rate <= MAP_RATE]  # with a small share in the field few are
    dots = [
        {
            "officers": y.officers,
            "rate": y.rate,
            "label": "",
            "who": "record",
            "tip": f"FY{y.fiscal_year}: {words.count(y.officers)} officers, {y.rate:.3f}",
        }
        for y in drawn
    ]
    named = (
        {min(drawn, key=lambda y: y.rate).fiscal_year, max(drawn, key=lambda y: y.rate).fiscal_year} if drawn else set()
    )
    for d, y in zip(dots, drawn, strict=True):
        d["label"] = f"FY{y.fiscal_year}" if y.fiscal_year in named else ""
    dots.append(
        {
            "officers": present,
            "rate": float(s.arrests_per_officer_day),
            "label": "you",
            "who": "yours",
            "tip": "your setting",
        }
    )
    text = _map_finding(s, goal, wanted)
    parts.figure(
        facts,
        parts.Figure(
            name="two-levers",
            finding=text,
            topic="Two levers at once: officers, and arrests per day in the field",
            key="Each line joins settings with the same number of removals at the arrests stage; beds, flights and "
            "orders are left out. "
            "Dots: recorded years, at the assumed share in the field. Diamond: yours."
            + (f" Recorded years above the chart: {len(years) - len(drawn)}." if len(drawn) < len(years) else "")
            + (" The lines count your borrowed officers in; the dots have none." if s.borrowed else ""),
            shape=shapes.map_of_levers,
            rows={"lines": rows, "names": names, "dots": dots},
            alt="Officers by arrests per field day, with lines of equal result and dots of recorded years",
            numbers=f"{text}. Recorded years lie between "
            + (
                f"{min(y.rate for y in years):.2f} and {max(y.rate for y in years):.2f} arrests per field day"
                if years
                else "no values"
            )
            + f"; yours is {float(s.arrests_per_officer_day):.3f} with {words.count(present)} officers.",
            table=lambda: pd.DataFrame(
                {
                    "Year": [f"FY{y.fiscal_year}" for y in years] + ["yours"],
                    "Officers on the rolls": [words.count(y.officers) for y in years] + [words.count(present)],
                    "Arrests per field officer and day": [f"{y.rate:.3f}" for y in years]
                    + [f"{float(s.arrests_per_officer_day):.3f}"],
                }
            ),
            sources=past.sources_of_trial(facts),
            counts="officers on the rolls and arrests per field officer and work day",
            link=link,
        ),
    )


def _map_finding(s: Scenario, goal: Goal, arrests: float | None) -> str:
    if arrests is None:
        return "No line for the goal: no arrest ends in a removal at your settings"
    if arrests == 0:
        return "No line for the goal: border removals alone meet it at your settings"
    rate = backwards.rate_for(s, s.officers, arrests)
    if not math.isfinite(float(rate)):
        return "With nobody in the field no arrest rate meets the goal"
    return (
        f"With {words.count(float(s.officers))} officers the goal needs {float(rate):.2f} arrests per field day; "
        f"you set {float(s.arrests_per_officer_day):.2f}"
    )
