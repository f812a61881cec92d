"""The reader's staffing at the rates of recorded years, and which setting changes the result most."""

import pandas as pd
import streamlit as st

from explainer import words
from explainer.draw import shapes
from explainer.draw.cited import remarks
from explainer.draw.figure import Figure, figure
from explainer.model import backwards, swings, trial
from explainer.model.swings import Swing
from explainer.page.reading import Part, Reading
from explainer.records import past
from explainer.telling import goal as of_goal
from explainer.telling import result

DOT_LEVEL, MIDDLE_LEVEL, NAME_LEVEL = 12, 60, 88  # heights of dots and names, of 100


def in_range(r: Reading) -> None:
    """Draw the range of recorded years at the reader's settings."""
    years = past.years_in_range(r.facts)
    dots = trial.range_of_recorded_years(r.s, past.rates_in_range(r.facts))
    low, middle, high = trial.lowest_middle_highest(dots)
    if high.removals == 0:  # an axis from zero to zero has no places on it
        st.info("At these settings every recorded year gives 0 removals.")
        return
    spanned = words.from_to(str(years[0].fiscal_year), str(years[-1].fiscal_year))
    finding = (
        f"At the case rates of {spanned}, arrests would allow "
        f"{words.rounded(low.removals)} ({low.label}) to {words.rounded(high.removals)} ({high.label}) removals a year"
    )
    at_line = float(r.out.arrests)
    named = (low, NAME_LEVEL, "left"), (middle, MIDDLE_LEVEL, "left"), (high, NAME_LEVEL, "right")
    drawn = Figure(
        name="range",
        finding=finding,
        shape=shapes.range_dots,
        rows={
            "rows": [{"value": d.removals, "level": DOT_LEVEL, "tip": _told(d, ": ")} for d in dots],
            "names": [
                {"value": d.removals, "text": _told(d, "\n"), "level": level, "align": align}
                for d, level, align in named
            ],
            "yours": [{"value": at_line}],
        },
        alt="Dots of recorded years on one axis, with your result as a line",
        numbers=f"{finding}; middle {words.rounded(middle.removals)} ({middle.label}). Yours: {words.rounded(at_line)}.",
        key=f"{len(dots)} dots: your staffing, work days and border removals at the case rates of each fiscal year, "
        f"{spanned}. It is a range of recorded years, and no statement about what is likely. {_yours(r)}",
        table=lambda: pd.DataFrame(
            {
                "At the rates of": [d.label for d in dots],
                "Arrests a day": [words.rounded(d.arrests_per_day) for d in dots],
                "Removals a year that arrests allow": [words.rounded(d.removals) for d in dots],
            }
        ),
        sources=past.sources_of_trial(r.facts),
        counts="Arrests a day and removals a year at your staffing and each recorded year's rates, modelled",
        note="The rates are taken at the starting share of officers making arrests and the starting work days.\n\n"
        + remarks(r.facts, "range"),
    )
    figure(r.facts, drawn, r.link)


def _told(dot: trial.RangeDot, between: str) -> str:
    return f"{dot.label}{between}{words.rounded(dot.removals)}"


def _yours(r: Reading) -> str:
    """Say where the upright line stands, and the result where another limit is smaller."""
    line = f"Upright line: yours, {words.rounded(float(r.out.arrests))}."
    return line if "arrests" in r.out.limited_by else f"{line} {result.limit_sentence(r.out)}"


def matters(r: Reading) -> None:
    """Draw how far each setting moves the result, from its lowest to its highest recorded value; name those that do not."""
    reach = {
        knob: (known[0].value, known[-1].value)
        for knob in backwards.knobs(r.measure)
        if r.facts.knobs[knob].swung == "yes" and (known := r.facts.past[knob])
    }
    found = swings.swings(r.s, reach, of_goal.SHOWS[r.measure])
    moving, still = [w for w in found if w.moves], [w for w in found if not w.moves]
    if moving:
        _swings(r, moving)
    if still:
        st.markdown(_still(r, still))


def _swings(r: Reading, moving: list[Swing]) -> None:
    """Draw the settings that move the result, the widest first."""
    widest, per = r.facts.knobs[moving[0].knob], of_goal.PER[r.measure]
    own = of_goal.own_amount(r.out, r.measure)
    rows = [
        {
            "order": order,
            "label": r.facts.knobs[w.knob].short,
            "low": w.least,
            "high": w.most,
            "yours": own,
            "text": words.from_to(words.rounded(w.least), words.rounded(w.most)),
        }
        for order, w in enumerate(moving)
    ]
    told = [f"{r.facts.knobs[w.knob].label}: {row['text']}" for w, row in zip(moving, rows, strict=True)]
    drawn = Figure(
        name="what-matters",
        finding=f"Across its recorded range, “{words.lower_first(widest.label)}” changes the result most",
        shape=shapes.swings,
        rows={"rows": rows},
        alt="Bars from the lowest to the highest result, one setting a row",
        numbers=f"{'; '.join(told)}.",
        key=f"All other settings as you have them. Upright lines: yours, {words.rounded(own)}. Where another limit "
        "holds the result, a bar ends. A wide bar can rest on weak numbers: the highest count of officers from other agencies "
        "takes in help for any part of the time.",
        table=lambda: _swung(r, moving),
        sources=r.sources_of(w.knob for w in moving),
        counts=f"{words.upper_first(r.measure)} {per}, modelled, with one setting at its lowest and highest recorded value",
    )
    figure(r.facts, drawn, r.link)


def _swung(r: Reading, moving: list[Swing]) -> pd.DataFrame:
    what = f"{words.upper_first(r.measure)} {of_goal.PER[r.measure]}"
    return pd.DataFrame(
        {
            "Setting": [r.facts.knobs[w.knob].label for w in moving],
            "From": [r.in_words(w.knob, w.low) for w in moving],
            "To": [r.in_words(w.knob, w.high) for w in moving],
            f"{what} at lowest": [words.rounded(w.at_low) for w in moving],
            f"{what} at highest": [words.rounded(w.at_high) for w in moving],
        }
    )


def _still(r: Reading, still: list[Swing]) -> str:
    """Name the settings that change nothing now, and what holds the result."""
    named = words.listed([f"“{words.lower_first(r.facts.knobs[w.knob].label)}”" for w in still])
    held = f", since {result.holds(r.out)} hold the result" if r.measure == "removals" else ""
    return f"Across their recorded ranges these change nothing now{held}: {named}."


RANGE = Part("range", "Your staffing at the rates of recorded years", in_range)
MATTERS = Part("matters", "Which setting matters most", matters)
