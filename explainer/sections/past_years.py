"""Checked against past years: the trial, the range of recorded years, and what moves the result most."""

from __future__ import annotations

from functools import cache

import pandas as pd
import streamlit as st

from explainer import charts, checks, counts, words
from explainer.checks import Trial
from explainer.model import Outcome, Scenario
from explainer.records import Records
from explainer.sections import parts

NAME, NEEDS, SECTION = "The trial on past years", ("backtest", "untestable", "figures", "pace", "evidence", "starts", "start_values", "knobs"), "pastyears"
RECORDED_STARTS = ("june_2025", "winter_2025_26")  # periods with rates but no official year
SWUNG = ("borrowed", "border_removals", "officers", "removed_share", "arrests_per_officer_day", "days_per_week", "days_off")
DOT_LEVEL, NAME_LEVEL = 25, 75  # heights of dots and names, of 100
WHAT = {"model": "the sum", "last year": "same as last year", "last year's interior": "last year's interior removals + this year's border removals"}


def show(facts: Records, s: Scenario, out: Outcome, link: str) -> None:
    """Draw the trial on past years, then the range and the swings at the reader's settings."""
    st.header("Checked against past years", anchor="past-years")
    st.markdown(
        "Would the sum have told past years? The rule, fixed beforehand: take the year before's rates, this year's number of officers and this "
        "year's border removals. Then compare with what was counted, and with two plain guesses."
    )
    for measure in ("arrests", "removals"):
        parts.figure(facts, trial_figure(facts, measure))
    st.markdown(what_follows(facts))
    _untestable(facts)
    _range(facts, s, out, link)
    _swings(facts, s, out, link)


def _trials(facts: Records) -> tuple[list[Trial], list[Trial]]:
    """Return all trials, and those whose inputs were counted."""
    trials = checks.trials(counts.years_for_trial(facts))
    return trials, [t for t in trials if not t.worked_out]


@cache
def what_follows(facts: Records) -> str:
    """Return the finding of the trial with its errors, whichever way they point."""
    _, counted = _trials(facts)

    def error(name: str) -> str:
        return words.percent(checks.mean_absolute_error(counted, name))

    first, last = counted[0].fiscal_year, counted[-1].fiscal_year
    helped = checks.mean_absolute_error(counted, "arrests_model") < checks.mean_absolute_error(counted, "arrests_last_year") * 0.95
    known = checks.mean_absolute_error(counted, "removals_model") < checks.mean_absolute_error(counted, "removals_last_year") * 0.95
    return (
        f"**What follows.** In fiscal {first} to {last}, knowing the number of officers {'helped' if helped else 'did not help'} to predict arrests: "
        f"the mean absolute error is {error('arrests_model')}, and {error('arrests_last_year')} for the guess that nothing changes. "
        f"Knowing border removals {'did help' if known else 'did not help'} to predict removals: {error('removals_model')}, against {error('removals_last_year')} for no change. "
        f"The plain sum of last year's interior removals and this year's border removals does about as well, {error('removals_last_interior')}. "
        "So the page is a calculator, not a forecast."
    )


def _points(trials: list[Trial], measure: str) -> list[dict[str, object]]:
    fields = {"model": f"{measure}_model", "last year": f"{measure}_last_year"}
    if measure == "removals":
        fields["last year's interior"] = "removals_last_interior"
    return [
        {"year": str(t.fiscal_year), "error": t.error(name), "who": "yours" if what == "model" else "record", "what": what,
         "text": f"FY{t.fiscal_year}, {WHAT[what]}: {words.signed_percent(t.error(name))}"}
        for t in trials for what, name in fields.items()
    ]


@cache
def trial_figure(facts: Records, measure: str) -> parts.Figure:
    """Return the trial of 'arrests' or 'removals' as a figure; no reader changes it."""
    trials, counted = _trials(facts)
    error = checks.mean_absolute_error(counted, f"{measure}_model")
    plain = checks.mean_absolute_error(counted, f"{measure}_last_year")
    finding = (f"{measure.capitalize()}: the sum missed by {words.percent(error)} on average, “same as last year” by {words.percent(plain)} "
               f"(fiscal {counted[0].fiscal_year} to {counted[-1].fiscal_year})")
    table = pd.DataFrame([_trial_row(t, measure) for t in trials])
    return parts.Figure(
        name=f"trial-{measure}", finding=finding,
        key="Diamond: the sum. Circle: same as last year." + (" Square: last year's interior removals + this year's border removals." if measure == "removals" else "")
            + f" Zero is what was counted.{_worked_out(trials)}",
        shape=charts.past_years, rows={"rows": _points(trials, measure)},
        alt=f"{finding}. Difference of the sum by year: " + "; ".join(f"{t.fiscal_year} {words.signed_percent(t.error(measure + '_model'))}" for t in trials) + ".",
        table=table, sources=counts.sources_of_trial(facts),
        counts=f"{measure} per fiscal year as counted, as the sum gives them from the year before, and as two plain guesses",
        note="Fiscal years marked * use book-ins for arrests and a split of removals worked out here. Officers of most years before 2024 are carried from the nearest published count.",
    )


def _worked_out(trials: list[Trial]) -> str:
    years = [str(t.fiscal_year) for t in trials if t.worked_out]
    return f" Fiscal {words.listed(years)} rest on worked-out inputs and are not in the averages." if years else ""


def _trial_row(t: Trial, measure: str) -> dict[str, str]:
    row = {
        "Fiscal year": f"{t.fiscal_year}{'*' if t.worked_out else ''}",
        "Counted": words.count(t.arrests if measure == "arrests" else t.removals),
        "The sum": words.rounded(getattr(t, f"{measure}_model")),
        "Difference": words.signed_percent(t.error(f"{measure}_model")),
        "Same as last year": words.signed_percent(t.error(f"{measure}_last_year")),
    }
    if measure == "removals":
        row["Last interior + this border"] = words.signed_percent(t.error("removals_last_interior"))
    return row


def _untestable(facts: Records) -> None:
    with st.expander("Years that cannot be tested, and why", key="untestable"):
        st.markdown("\n".join(f"- **Fiscal {r.fiscal_year}**: {words.plain(r.reason)}" for r in facts["untestable"].itertuples(index=False)))


def _range(facts: Records, s: Scenario, out: Outcome, link: str) -> None:
    st.markdown("### The range of recorded years")
    st.markdown("Your staffing, work days and border removals, at the pair of case rates of each recorded year. It is a range of what was, and no statement about what is likely.")
    rates = checks.recorded_rates(counts.years_in_range(facts), s) + counts.rates_of_starts(facts, RECORDED_STARTS)
    dots = checks.range_of_recorded_years(s, rates)
    low, middle, high = checks.lowest_middle_highest(dots, "removals")
    low_a, middle_a, high_a = checks.lowest_middle_highest(dots, "arrests_per_day")
    finding = (f"At the rates of recorded years: {words.rounded(low.removals)} ({low.label}) to {words.rounded(high.removals)} ({high.label}) "
               f"removals a year, middle {words.rounded(middle.removals)} ({middle.label})")
    names = [{"value": d.removals, "text": f"{d.label}\n{words.rounded(d.removals)}", "level": NAME_LEVEL, "align": align}
             for d, align in ((low, "right"), (middle, "center"), (high, "right"))]
    parts.figure(facts, parts.Figure(
        name="range", finding=finding,
        key="One dot a recorded year, arrests stage. Upright line: your result at that stage.",
        shape=charts.range_dots,
        rows={"rows": [{"value": d.removals, "level": DOT_LEVEL, "tip": f"{d.label}: {words.rounded(d.removals)}"} for d in dots], "names": names,
              "yours": [{"value": float(out.arrests)}]},
        alt=f"{finding}. Yours: {words.rounded(float(out.arrests))}.",
        table=pd.DataFrame({"At the rates of": [d.label for d in dots], "Arrests a day": [words.rounded(d.arrests_per_day) for d in dots],
                            "Removals a year, arrests stage": [words.rounded(d.removals) for d in dots]}),
        sources=counts.sources_of_trial(facts), counts="arrests a day and removals a year at your staffing and each recorded year's rates, modelled", link=link,
        note="The rates rest on the share of officers in the field that you set, and on officer counts that are carried for most years. With another share all rates move alike, and the range stays.",
    ))
    st.markdown(f"In arrests a day: {words.rounded(low_a.arrests_per_day)} ({low_a.label}), middle {words.rounded(middle_a.arrests_per_day)} ({middle_a.label}), "
                f"{words.rounded(high_a.arrests_per_day)} ({high_a.label}).")


def _swings(facts: Records, s: Scenario, out: Outcome, link: str) -> None:
    st.markdown("### What matters most")
    published = {knob: reach for knob in SWUNG if (reach := counts.published_range(facts, knob)) is not None}
    swings = checks.swings(s, published)
    widest = facts.knobs[swings[0].knob].label
    finding = f"One at a time from lowest to highest published value, {widest[0].lower() + widest[1:]} moves the result most"
    def value(knob: str, v: float) -> str:
        return words.knob_value(facts.knobs[knob].style, v)
    rows = [{"label": facts.knobs[w.knob].label, "low": min(w.at_low, w.at_high), "high": max(w.at_low, w.at_high),
             "high_text": f"{words.rounded(min(w.at_low, w.at_high))} to {words.rounded(max(w.at_low, w.at_high))}"} for w in swings]
    parts.figure(facts, parts.Figure(
        name="what-matters", finding=finding,
        key="Removals a year at the arrests stage, all other settings as you have them. Upright line: yours.",
        shape=charts.swings, rows={"rows": rows, "yours": [{"value": float(out.arrests)}]},
        alt=f"{finding}. " + "; ".join(f"{r['label']}: {r['high_text']}" for r in rows) + ".",
        table=pd.DataFrame({"Assumption": [r["label"] for r in rows], "From": [value(w.knob, w.low) for w in swings], "To": [value(w.knob, w.high) for w in swings],
                            "Removals at lowest": [words.rounded(w.at_low) for w in swings], "Removals at highest": [words.rounded(w.at_high) for w in swings]}),
        sources=[m.source_id for knob in SWUNG for m in facts.evidence[knob]], counts="removals a year, arrests stage, modelled", link=link,
        note="The share of officers in the field has one published value, so it has no swing of its own; it moves the result as the number of officers does.",
    ))
