"""The range of recorded years at the reader's staffing, and which assumption moves the result most."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from explainer import words
from explainer.draw import lanes, shapes
from explainer.model import trial
from explainer.records import counts, past
from explainer.model.steps import Outcome, Scenario
from explainer.records.door import Records
from explainer.page import parts

NAME, NEEDS, SECTION = (
    "The range of recorded years",
    ("backtest", "figures", "pace", "evidence", "starts", "start_values", "knobs", "remarks"),
    "pastyears",
)
RECORDED_STARTS = ("june_2025", "winter_2025_26")  # periods with rates but no official year
SWUNG = (
    "borrowed",
    "border_removals",
    "officers",
    "removed_share",
    "arrests_per_officer_day",
    "days_per_week",
    "days_off",
)
UNIT = "removals a year"
DOT_LEVEL, MIDDLE_LEVEL, NAME_LEVEL = 12, 60, 88  # heights of dots and names, of 100


def show(facts: Records, s: Scenario, out: Outcome, link: str) -> None:
    """Draw the range of recorded years and the swings, at the reader's settings."""
    _range(facts, s, out, link)
    _swings(facts, s, out, link)


def _range(facts: Records, s: Scenario, out: Outcome, link: str) -> None:
    years = past.years_in_range(facts)
    rates = past.rates_in_range(facts) + past.rates_of_starts(facts, RECORDED_STARTS)
    dots = trial.range_of_recorded_years(s, rates)
    low, middle, high = trial.lowest_middle_highest(dots, "removals")
    if high.removals == 0:  # an axis from zero to zero has no places on it
        st.info("Nobody makes arrests and no border removals are set, so every recorded year gives 0 removals.")
        return
    low_a, middle_a, high_a = trial.lowest_middle_highest(dots, "arrests_per_day")
    finding = (
        f"At the case rates of {years[0].fiscal_year} to {years[-1].fiscal_year} and since, arrests would carry "
        f"{words.rounded(low.removals)} ({low.label}) to "
        f"{words.rounded(high.removals)} ({high.label}) "
        f"removals a year, middle {words.rounded(middle.removals)} ({middle.label})"
    )
    since = words.listed([facts.start_rows[start].label for start in RECORDED_STARTS])
    named = [(d.removals, f"{d.label}: {words.rounded(d.removals)}") for d in dots]
    lane = lanes.Lane(
        f"Lowest {low.label}, middle {middle.label}, highest {high.label}",
        f"{words.rounded(low.removals)} to {words.rounded(high.removals)}",
        dots=named,
    )
    names = [
        {"value": d.removals, "text": f"{d.label}\n{words.rounded(d.removals)}", "level": level, "align": align}
        for d, level, align in ((low, NAME_LEVEL, "right"), (middle, MIDDLE_LEVEL, "left"), (high, NAME_LEVEL, "right"))
    ]
    parts.figure(
        facts,
        parts.Figure(
            name="range",
            finding=finding,
            topic="The range of recorded years",
            key=f"{len(dots)} dots: your staffing, work days and border removals at the two case rates of each year that "
            f"could be tested, and of {since}. Arrests stage alone. It is a range of what was, and no statement about "
            "what is likely.\n"
            f"{_yours(out)}\n"
            f"The same in arrests a day: {words.rounded(low_a.arrests_per_day)} ({low_a.label}) to "
            f"{words.rounded(high_a.arrests_per_day)} ({high_a.label}), "
            f"middle {words.rounded(middle_a.arrests_per_day)} ({middle_a.label}).",
            light=lanes.lanes([lane], float(out.arrests), UNIT),
            shape=shapes.range_dots,
            rows={
                "rows": [{"value": value, "level": DOT_LEVEL, "tip": tip} for value, tip in named],
                "names": names,
                "yours": [{"value": float(out.arrests)}],
            },
            alt="Dots of recorded years on one axis, with the settings' result as a line",
            numbers=f"{finding}. Yours: {words.rounded(float(out.arrests))}.",
            table=lambda: pd.DataFrame(
                {
                    "At the rates of": [d.label for d in dots],
                    "Arrests a day": [words.rounded(d.arrests_per_day) for d in dots],
                    "Removals a year, arrests stage": [words.rounded(d.removals) for d in dots],
                }
            ),
            sources=past.sources_of_trial(facts) + [facts.start_rows[start].source_id for start in RECORDED_STARTS],
            counts="arrests a day and removals a year at your staffing and each recorded year's rates, modelled",
            link=link,
            note=(
                "The rates are taken at the default share of officers in the field and the default work days. Your "
                "own share and days then apply to all dots alike.\n\n"
            )
            + parts.remarks(facts, "range"),
        ),
    )


def _yours(out: Outcome) -> str:
    """Say where the upright line stands, and the result where another stage stops below it."""
    line = f"Upright line: yours, {words.rounded(float(out.arrests))}."
    if "arrests" in out.first_to_stop:
        return line
    stops = f"{words.listed(out.first_to_stop)} stop at {words.rounded(float(out.removals_per_year))}"
    return f"{line} Your result is lower: {stops}."


def _swings(facts: Records, s: Scenario, out: Outcome, link: str) -> None:
    published = {knob: reach for knob in SWUNG if (reach := counts.recorded_range(facts, knob)) is not None}
    swings = trial.swings(s, published)
    widest = facts.knobs[swings[0].knob].label
    finding = (
        f"One at a time from the lowest to the highest value on record or worked out, {words.lower_first(widest)} "
        "moves the arrests stage most"
    )

    def value(knob: str, v: float) -> str:
        return words.knob_value(facts.knobs[knob].style, v)

    rows = [
        {
            "order": order,
            "label": facts.knobs[w.knob].label,
            "low": min(w.at_low, w.at_high),
            "high": max(w.at_low, w.at_high),
            "text": f"{words.rounded(min(w.at_low, w.at_high))} to {words.rounded(max(w.at_low, w.at_high))}",
        }
        for order, w in enumerate(swings)
    ]
    parts.figure(
        facts,
        parts.Figure(
            name="what-matters",
            finding=finding,
            topic="What matters most",
            key="Removals a year at the arrests stage, all other settings as you have them. "
            f"{_yours(out)}\n"
            "A wide bar can rest on weak numbers: the highest count of borrowed officers is of helpers at any time, "
            "ICE's own investigators among them, and no output of theirs is on record.",
            light=lanes.lanes(
                [lanes.Lane(r["label"], r["text"], reach=(r["low"], r["high"])) for r in rows], float(out.arrests), UNIT
            ),
            shape=shapes.swings,
            rows={"rows": rows, "yours": [{"value": float(out.arrests)}]},
            alt="Bars from the lowest to the highest result, one assumption a row",
            numbers=f"{finding}. " + "; ".join(f"{r['label']}: {r['text']}" for r in rows) + ".",
            table=lambda: pd.DataFrame(
                {
                    "Assumption": [r["label"] for r in rows],
                    "From": [value(w.knob, w.low) for w in swings],
                    "To": [value(w.knob, w.high) for w in swings],
                    "Removals at lowest": [words.rounded(w.at_low) for w in swings],
                    "Removals at highest": [words.rounded(w.at_high) for w in swings],
                }
            ),
            sources=[m.source_id for knob in SWUNG for m in facts.evidence[knob]],
            counts="removals a year, arrests stage, modelled",
            link=link,
            note=(
                "The share of officers in the field has one recorded value, so it has no swing of its own; it moves "
                "the result as the number of officers does."
            ),
        ),
    )
