"""Checked against past years: the trial, and the years that cannot be tested."""

from __future__ import annotations

from functools import cache

import pandas as pd
import streamlit as st

from explainer import words
from explainer.draw import shapes
from explainer.model import trial
from explainer.records import past
from explainer.model.trial import Trial
from explainer.records.door import Records
from explainer.page import parts

NAME, NEEDS, SECTION = "The trial on past years", ("backtest", "untestable", "figures", "pace", "remarks"), "pastyears"
WHAT = {
    "model": "the sum",
    "last year": "same as last year",
    "last year's interior": "last year's interior removals + this year's border removals",
}


@st.fragment
def show(facts: Records) -> None:
    """Draw the trial on past years."""
    st.markdown(
        "## Checked against past years\n\n"
        "Would the sum have told past years? The rule, written down and held by a test: take the year before's "
        "rates, this "
        "year's number of officers and this year's border removals. Then compare with what was counted, and with "
        "two plain guesses."
    )
    for measure in ("arrests", "removals"):
        parts.figure(facts, trial_figure(facts, measure))
    st.markdown(what_follows(facts))
    untestable = parts.more("Years that cannot be tested, and why", "untestable")
    if untestable is not None:
        untestable.markdown(_untestable(facts))


def _trials(facts: Records) -> tuple[list[Trial], list[Trial]]:
    """Return all trials, and those whose inputs were counted."""
    trials = trial.trials(past.years_for_trial(facts))
    return trials, [t for t in trials if not t.worked_out]


@cache
def what_follows(facts: Records) -> str:
    """Return the finding of the trial with its errors, whichever way they point."""
    _, counted = _trials(facts)

    def error(name: str) -> str:
        return words.percent(trial.mean_absolute_error(counted, name))

    def middle(name: str) -> str:
        return words.percent(trial.median_absolute_error(counted, name))

    first, last = counted[0].fiscal_year, counted[-1].fiscal_year
    helped = (
        trial.mean_absolute_error(counted, "arrests_model")
        < trial.mean_absolute_error(counted, "arrests_last_year") * 0.95
    )
    known = (
        trial.mean_absolute_error(counted, "removals_model")
        < trial.mean_absolute_error(counted, "removals_last_year") * 0.95
    )
    return (
        f"**What follows.** In fiscal {first} to {last}, knowing the number of officers "
        f"{'helped' if helped else 'did not help'} to predict arrests: "
        f"the sum missed by {error('arrests_model')} on average, and the guess that nothing changes by "
        f"{error('arrests_last_year')}. "
        f"In {sum(t.same_officers for t in counted)} of {len(counted)} years the officer count is that of the "
        "year before, mostly because no new one "
        "was published; then the two are the same number. "
        f"Knowing border removals {'did help' if known else 'did not help'} to predict removals: "
        f"{error('removals_model')}, against {error('removals_last_year')} for no change. "
        "The plain sum of last year's interior removals and this year's border removals does about as well, "
        f"{error('removals_last_interior')}. By the median, which one odd year does not move, the sum "
        f"missed removals by {middle('removals_model')}, and no change by {middle('removals_last_year')}. "
        "So the page is a calculator, not a forecast."
    )


def _points(trials: list[Trial], measure: str) -> list[dict[str, object]]:
    fields = {"model": f"{measure}_model", "last year": f"{measure}_last_year"}
    if measure == "removals":
        fields["last year's interior"] = "removals_last_interior"
    return [
        {
            "year": str(t.fiscal_year),
            "error": t.error(name),
            "who": "yours" if what == "model" else "record",
            "what": what,
            "text": f"FY{t.fiscal_year}, {WHAT[what]}: {words.signed_percent(t.error(name))}",
        }
        for t in trials
        for what, name in fields.items()
    ]


@cache
def trial_figure(facts: Records, measure: str) -> parts.Figure:
    """Return the trial of 'arrests' or 'removals' as a figure; no reader changes it."""
    trials, counted = _trials(facts)
    error = trial.mean_absolute_error(counted, f"{measure}_model")
    plain = trial.mean_absolute_error(counted, f"{measure}_last_year")
    finding = (
        f"{measure.capitalize()}: the sum missed by {words.percent(error)} on average, “same as last year” by "
        f"{words.percent(plain)} "
        f"(fiscal {counted[0].fiscal_year} to {counted[-1].fiscal_year})"
    )
    return parts.Figure(
        name=f"trial-{measure}",
        finding=finding,
        key="Diamond: the sum. Circle: same as last year."
        + (" Square: last year's interior removals + this year's border removals." if measure == "removals" else "")
        + f" Zero is what was counted.{_worked_out(trials)}",
        shape=shapes.past_years,
        rows={"rows": _points(trials, measure)},
        alt="Differences from the recorded count by fiscal year",
        numbers=f"{finding}. Difference of the sum by year: "
        + "; ".join(f"{t.fiscal_year} {words.signed_percent(t.error(measure + '_model'))}" for t in trials)
        + ".",
        table=lambda: pd.DataFrame([_trial_row(t, measure) for t in trials]),
        sources=past.sources_of_trial(facts),
        counts=(
            f"{measure} per fiscal year as counted, as the sum gives them from the year before, and as two plain "
            "guesses"
        ),
        note=(
            "Fiscal years marked * use book-ins for arrests and a split of removals worked out here. Officers of "
            "most years before 2024 are carried from the nearest published count.\n\n" + parts.remarks(facts, "trial")
        ),
    )


def _worked_out(trials: list[Trial]) -> str:
    years = [str(t.fiscal_year) for t in trials if t.worked_out]
    return f" Fiscal {words.listed(years)} rest on worked-out inputs and are not in the averages." if years else ""


def _trial_row(t: Trial, measure: str) -> dict[str, str]:
    row = {
        "Fiscal year": f"{t.fiscal_year}{'*' if t.worked_out else ''}",
        "Counted": words.count(t.arrests if measure == "arrests" else t.removals)
        + (" (worked out)" if t.worked_out else ""),
        "The sum": words.rounded(getattr(t, f"{measure}_model")),
        "Difference": words.signed_percent(t.error(f"{measure}_model")),
        "Same as last year": words.signed_percent(t.error(f"{measure}_last_year")),
    }
    if measure == "removals":
        row["Last interior + this border"] = words.signed_percent(t.error("removals_last_interior"))
    return row


def _untestable(facts: Records) -> str:
    rows = facts.rows("untestable")
    return "\n".join(f"- **Fiscal {r.fiscal_year}**: {words.plain(r.reason)}" for r in rows)
