"""The reader's staffing at the rates of recorded years, and which setting changes the result most."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from explainer import words
from explainer.draw import shapes
from explainer.draw.cited import remarks
from explainer.draw.figure import Figure, figure
from explainer.model import trial
from explainer.page.reading import Part, Reading
from explainer.records import counts, past
from explainer.telling import result

DOT_LEVEL, MIDDLE_LEVEL, NAME_LEVEL = 12, 60, 88  # heights of dots and names, of 100


def in_range(r: Reading) -> None:
    """Draw the range of recorded years at the reader's settings."""
    since = [row.start for row in r.facts.rows("starts") if row.in_range == "yes"]
    years = past.years_in_range(r.facts)
    dots = trial.range_of_recorded_years(r.s, past.rates_in_range(r.facts) + past.rates_of_starts(r.facts, since))
    low, middle, high = trial.lowest_middle_highest(dots, "removals")
    if high.removals == 0:  # an axis from zero to zero has no places on it
        st.info("Nobody makes arrests and no border removals are set, so every recorded year gives 0 removals.")
        return
    finding = (
        f"At the case rates of {years[0].fiscal_year} to {years[-1].fiscal_year} and since, arrests would allow "
        f"{words.rounded(low.removals)} ({low.label}) to {words.rounded(high.removals)} ({high.label}) removals a year"
    )
    named = [(d.removals, f"{d.label}: {words.rounded(d.removals)}") for d in dots]
    figure(
        r.facts,
        Figure(
            name="range",
            finding=finding,
            shape=shapes.range_dots,
            rows={
                "rows": [{"value": value, "level": DOT_LEVEL, "tip": tip} for value, tip in named],
                "names": [
                    {
                        "value": d.removals,
                        "text": f"{d.label}\n{words.rounded(d.removals)}",
                        "level": level,
                        "align": align,
                    }
                    for d, level, align in (
                        (low, NAME_LEVEL, "left"),
                        (middle, MIDDLE_LEVEL, "left"),
                        (high, NAME_LEVEL, "right"),
                    )
                ],
                "yours": [{"value": float(r.out.arrests)}],
            },
            alt="Dots of recorded years on one axis, with your result as a line",
            numbers=f"{finding}; middle {words.rounded(middle.removals)} ({middle.label}). Yours: {words.rounded(float(r.out.arrests))}.",
            key=f"{len(dots)} dots: your staffing, work days and border removals at the case rates of each year that could be "
            f"tested, and of {words.listed([r.facts.start_rows[s].label for s in since])}. It is a range of recorded years, "
            f"and no statement about what is likely. {_yours(r)}",
            table=lambda: pd.DataFrame(
                {
                    "At the rates of": [d.label for d in dots],
                    "Arrests a day": [words.rounded(d.arrests_per_day) for d in dots],
                    "Removals a year that arrests allow": [words.rounded(d.removals) for d in dots],
                }
            ),
            sources=past.sources_of_trial(r.facts) + [r.facts.start_rows[s].source_id for s in since],
            counts="arrests a day and removals a year at your staffing and each recorded year's rates, modelled",
            note="The rates are taken at the starting share of officers making arrests and the starting work days.\n\n"
            + remarks(r.facts, "range"),
        ),
        r.link,
    )


def _yours(r: Reading) -> str:
    """Say where the upright line stands, and the result where another limit is smaller."""
    line = f"Upright line: yours, {words.rounded(float(r.out.arrests))}."
    return line if "arrests" in r.out.limited_by else f"{line} {result.limit_sentence(r.out)}"


def matters(r: Reading) -> None:
    """Draw how far each setting moves the removals that arrests allow, from lowest to highest recorded value."""
    reach = {
        knob: found
        for knob, row in r.facts.knobs.items()
        if row.swung == "yes" and (found := counts.recorded_range(r.facts, knob)) is not None
    }
    swings = trial.swings(r.s, reach)
    widest = r.facts.knobs[swings[0].knob].label
    rows = [
        {
            "order": order,
            "label": r.facts.knobs[w.knob].short,
            "low": min(w.at_low, w.at_high),
            "high": max(w.at_low, w.at_high),
            "text": f"{words.rounded(min(w.at_low, w.at_high))} to {words.rounded(max(w.at_low, w.at_high))}",
        }
        for order, w in enumerate(swings)
    ]

    def value(knob: str, v: float) -> str:
        return words.knob_value(r.facts.knobs[knob].style, v)

    figure(
        r.facts,
        Figure(
            name="what-matters",
            finding=f"Across its recorded range, “{words.lower_first(widest)}” changes the result most",
            shape=shapes.swings,
            rows={"rows": rows, "yours": [{"value": float(r.out.arrests)}]},
            alt="Bars from the lowest to the highest result, one setting a row",
            numbers="; ".join(
                f"{r.facts.knobs[w.knob].label}: {row['text']}" for w, row in zip(swings, rows, strict=True)
            )
            + ".",
            key=f"Removals a year that arrests allow, all other settings as you have them. {_yours(r)} A wide bar can rest on "
            "weak numbers: the highest count of officers from other agencies takes in help for any part of the time.",
            table=lambda: pd.DataFrame(
                {
                    "Setting": [r.facts.knobs[w.knob].label for w in swings],
                    "From": [value(w.knob, w.low) for w in swings],
                    "To": [value(w.knob, w.high) for w in swings],
                    "Removals at lowest": [words.rounded(w.at_low) for w in swings],
                    "Removals at highest": [words.rounded(w.at_high) for w in swings],
                }
            ),
            sources=[m.source_id for knob in reach for m in r.facts.evidence[knob]],
            counts="removals a year that arrests allow, modelled",
        ),
        r.link,
    )


RANGE = Part("range", "Your staffing at the rates of recorded years", in_range)
MATTERS = Part("matters", "Which setting matters most", matters)
