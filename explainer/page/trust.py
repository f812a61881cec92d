"""How far to trust this: three sentences, and behind them the trial on past years."""

from __future__ import annotations

from functools import cache

import pandas as pd
import streamlit as st

from explainer import words
from explainer.draw import shapes
from explainer.draw.cited import remarks
from explainer.draw.figure import Figure, figure
from explainer.model.trial import Trial
from explainer.page.reading import Part, Reading
from explainer.records import past
from explainer.records.door import Records
from explainer.telling import past_years

HEADING = "How far to trust this"
WHAT = {
    "model": "the model",
    "last year": "last year's number",
    "last year's interior": "last year's removals of people ICE arrested + this year's border removals",
}


def show(r: Reading) -> None:
    """Draw the three sentences."""
    st.header(HEADING, anchor="pastyears")
    st.markdown(
        f"- **Past years.** {past_years.compared(r.facts, 'arrests')}. {past_years.compared(r.facts, 'removals')}. "
        f"{past_years.given(r.facts)}\n"
        "- **Left out.** Money, court rulings, other countries' consent, the time between arrest and removal, and "
        "people who leave on their own.\n"
        "- **Assumed.** The share of officers making arrests, and what an officer from another agency adds, were not "
        "found in any count. This is a calculator, which says what would follow if, and not a forecast."
    )


def backtest(r: Reading) -> None:
    """Draw the trial on past years."""
    st.markdown(
        "Would this model have predicted past years? Each prior year's rates were applied to that year's officers and "
        f"border removals, and the result compared with the count and with plain guesses. {past_years.given(r.facts)}"
    )
    for measure in ("arrests", "removals"):
        figure(r.facts, _figure(r.facts, measure), r.link)
    st.markdown(past_years.what_follows(r.facts))
    untested = "\n".join(
        f"- **Fiscal {row.fiscal_year}**: {words.plain(row.reason)}" for row in r.facts.rows("untestable")
    )
    st.markdown(f"**Years that cannot be tested, and why**\n\n{untested}")


@cache
def _figure(facts: Records, measure: str) -> Figure:
    """Return the trial of 'arrests' or 'removals' as a figure; no reader changes it."""
    tried = past_years.trials(facts)
    return Figure(
        name=f"trial-{measure}",
        finding=f"{past_years.compared(facts, measure)}, {past_years.years(facts, measure)}",
        shape=shapes.past_years,
        rows={"rows": _points(tried, measure)},
        alt="Differences from the recorded count by fiscal year",
        numbers="Difference of the model by year: "
        + "; ".join(f"{t.fiscal_year} {words.signed_percent(t.error(f'{measure}_model'))}" for t in tried)
        + ".",
        key="Diamond: the model. Circle: last year's number."
        + (
            " Square: last year's removals of people ICE arrested + this year's border removals."
            if measure == "removals"
            else ""
        )
        + f" Zero is what was counted.{_calculated(facts, tried, measure)}",
        table=lambda: pd.DataFrame([_row(t, measure) for t in tried]),
        sources=past.sources_of_trial(facts),
        counts=f"{measure} per fiscal year as counted, as the model gives them from the year before, and as plain guesses",
        note="Fiscal years marked * rest on a calculated split of removals. Officers of most years before 2024 are carried "
        "from the nearest published count.\n\n" + remarks(facts, "trial"),
    )


def _calculated(facts: Records, tried: list[Trial], measure: str) -> str:
    ends = past.ends_early(facts)
    years = [
        f"{t.fiscal_year} (to {words.day(ends[t.fiscal_year])})" if t.fiscal_year in ends else str(t.fiscal_year)
        for t in tried
        if (t.arrests_calculated if measure == "arrests" else t.worked_out)
    ]
    rest = "rests on calculated inputs and is" if len(years) == 1 else "rest on calculated inputs and are"
    return f" Fiscal {words.listed(years)} {rest} not in the averages." if years else ""


def _points(tried: list[Trial], measure: str) -> list[dict[str, object]]:
    fields = {"model": f"{measure}_model", "last year": f"{measure}_last_year"}
    if measure == "removals":
        fields["last year's interior"] = "removals_last_interior"
    return [
        {
            "year": str(t.fiscal_year),
            "error": t.error(name),
            "who": "yours" if what == "model" else "record",
            "what": what,
            "text": f"Fiscal {t.fiscal_year}, {WHAT[what]}: {words.signed_percent(t.error(name))}",
        }
        for t in tried
        for what, name in fields.items()
    ]


def _row(t: Trial, measure: str) -> dict[str, str]:
    row = {
        "Fiscal year": f"{t.fiscal_year}{'*' if (t.arrests_calculated if measure == 'arrests' else t.worked_out) else ''}",
        "Counted": words.count(t.arrests if measure == "arrests" else t.removals),
        "The model": words.rounded(getattr(t, f"{measure}_model")),
        "Difference": words.signed_percent(t.error(f"{measure}_model")),
        "Last year's number": words.signed_percent(t.error(f"{measure}_last_year")),
    }
    if measure == "removals":
        row["Last interior + this border"] = words.signed_percent(t.error("removals_last_interior"))
    return row


PART = Part("pastyears", HEADING, show)
BACKTEST = Part("backtest", "Past years, one by one", backtest)
