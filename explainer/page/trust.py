"""How far to trust this: the picture of past years with three sentences, and behind it the trial of arrests."""

from functools import cache

import pandas as pd
import streamlit as st

from explainer import words
from explainer.draw import charts, shapes
from explainer.draw.cited import remarks
from explainer.draw.figure import Figure, figure
from explainer.model.trial import Trial
from explainer.page.reading import Part, Reading
from explainer.records import past
from explainer.records.door import Records
from explainer.telling import past_years

HEADING = "How far to trust this"
OURS = ", our estimate"


def show(r: Reading) -> None:
    """Draw the picture of past years, and under it the three sentences."""
    figure(r.facts, _figure(r.facts, "removals"), r.link, "pastyears")


@cache
def _sentences(facts: Records) -> str:
    """Return what past years show of removals and of officers, and what the model leaves out and assumes."""
    return (
        f"- **Removals.** {past_years.of_removals(facts)} {past_years.of_the_last(facts)}\n"
        f"- **Officers.** {past_years.caution(facts)}\n"
        "- **Left out and assumed.** Court rulings, other countries' consent and the time between arrest and removal are "
        "left out. The share of officers making arrests, and what those of other agencies add, were found in no count."
    )


def backtest(r: Reading) -> None:
    """Draw the trial on past years for arrests, what it comes to on average for removals, and the years that cannot be tried."""
    st.markdown(
        "Would this model have predicted past years? Each prior year's rates were applied to that year's officers and "
        "border removals, and the result compared with the count and with plain guesses. It is not given that year's "
        f"arrests or rates. {past_years.on_average(r.facts)}"
    )
    figure(r.facts, _figure(r.facts, "arrests"), r.link)
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
        finding=past_years.finding(facts, measure),
        shape=shapes.past_years,
        rows={"rows": [_point(t, measure) for t in tried], "names": _names(tried, measure)},
        alt="Counts by fiscal year as bars, and what the model gives for each from the year before",
        numbers="The model by year: "
        + "; ".join(f"{t.fiscal_year} {past_years.missed(t, measure)}" for t in tried)
        + ".",
        told=_sentences(facts) if measure == "removals" else past_years.of_officers(facts),
        table=lambda: pd.DataFrame([_row(t, measure) for t in tried]),
        sources=past.sources_of_trial(facts),
        counts=f"ICE {measure} by fiscal year, counted and by the model{_calculated(tried, measure)}",
        note="Fiscal years marked * rest on a calculated split of removals. Officers of most years before 2024 are carried "
        "from the nearest published count.\n\n" + remarks(facts, "trial"),
        short="section=pastyears",
    )


def _counted(t: Trial, measure: str) -> str:
    """Write a count as recorded; one that was worked out here as 'about'."""
    value = getattr(t, measure)
    return words.about(value) if t.calculated(measure) else words.count(value)


def _calculated(tried: list[Trial], measure: str) -> str:
    """Name the pale years, which rest on calculated inputs, and those counted unlike the next; empty for none."""
    years = [str(t.fiscal_year) for t in tried if t.calculated(measure)]
    unlike = [t.fiscal_year for t in tried if measure == "removals" and t.removals_as_the_next is not None]
    rules = "".join(f"; {year} by an older counting rule than {year + 1}" for year in unlike)
    return (f"; {words.listed(years)} with calculated inputs" if years else "") + rules


def _point(t: Trial, measure: str) -> dict[str, object]:
    counted, model = getattr(t, measure), getattr(t, f"{measure}_model")
    return {
        "year": str(t.fiscal_year),
        "counted": counted,
        "sure": not t.calculated(measure),
        "model": model,
        "text": f"Fiscal {t.fiscal_year}: {_counted(t, measure)} {measure}{OURS if t.calculated(measure) else ''}.",
        "model_text": f"Fiscal {t.fiscal_year}: the model gives {words.about(model)}, {past_years.missed(t, measure)}.",
    }


def _names(tried: list[Trial], measure: str) -> charts.Rows:
    """Name the model where it is most above the count, and the count where it is most above the model; no estimate is called a count."""
    most = max(tried, key=lambda t: t.error(f"{measure}_model"))
    recorded = [t for t in tried if not t.calculated(measure)]
    least = min(recorded or tried, key=lambda t: t.error(f"{measure}_model"))
    above = {"align": "center", "baseline": "bottom", "dx": 0, "dy": -8}
    return [
        {"year": str(most.fiscal_year), "value": getattr(most, f"{measure}_model"), "text": "the model", **above},
        {"year": str(least.fiscal_year), "value": getattr(least, measure), "text": "counted", **above},
    ]


def _row(t: Trial, measure: str) -> dict[str, str]:
    row = {
        "Fiscal year": f"{t.fiscal_year}{'*' if t.calculated(measure) else ''}",
        "Counted": f"{_counted(t, measure)}{OURS if t.calculated(measure) else ''}",
        "The model": words.rounded(getattr(t, f"{measure}_model")),
        "Difference": words.signed_percent(t.error(f"{measure}_model")),
        "Last year's number": words.signed_percent(t.error(f"{measure}_last_year")),
    }
    if measure == "removals":
        row["Last interior + this border"] = words.signed_percent(t.error("removals_last_interior"))
    return row


PART = Part("pastyears", HEADING, show)
BACKTEST = Part("backtest", "Past years, one by one", backtest)
