"""What is said of the trial on past years is worked out again from its rows, and says it whichever way it points."""

from __future__ import annotations

from itertools import pairwise
from statistics import fmean, median

import by_hand
import pytest
from known import FACTS

from explainer import words
from explainer.page import trust
from explainer.records import past
from explainer.telling import past_years

both = pytest.mark.parametrize("measure", ["arrests", "removals"])


def tried(measure: str):
    return [t for t in past_years.trials(FACTS) if not (t.arrests_calculated if measure == "arrests" else t.worked_out)]


def errors(measure: str, name: str) -> list[float]:
    return [abs(getattr(t, f"{measure}_{name}") / getattr(t, measure) - 1) for t in tried(measure)]


def own_counts() -> tuple[int, int]:
    years = {t.fiscal_year for t in tried("arrests")}
    rows = [row for row in FACTS.rows("backtest") if row.quantity == "officers" and row.fiscal_year in years]
    return sum(row.carried == "no" for row in rows), len(years)


@both
def test_bars_and_diamonds_are_the_count_and_the_model_of_each_year(measure):
    of = trust._figure(FACTS, measure)
    years, table = past_years.trials(FACTS), of.table()
    for row, trial, cells in zip(of.rows["rows"], years, table.to_dict("records"), strict=True):
        counted, model = getattr(trial, measure), getattr(trial, f"{measure}_model")
        assert (row["year"], row["counted"], row["model"]) == (str(trial.fiscal_year), counted, model)
        sure = trial in tried(measure)
        assert row["sure"] == sure and cells["Fiscal year"] == f"{trial.fiscal_year}{'' if sure else '*'}"
        assert cells["Counted"] == (f"{counted:,.0f}" if sure else f"about {words.rounded(counted)}, our estimate")
        assert by_hand.fits(cells["The model"], model) and ("our estimate" in row["text"]) == (not sure)
        assert cells["Difference"] == words.signed_percent(model / counted - 1)
        assert words.rounded(model) in row["model_text"] and past_years.missed(trial, measure) in row["model_text"]
        assert f"{trial.fiscal_year} {past_years.missed(trial, measure)}" in of.numbers
        assert (str(trial.fiscal_year) in of.counts.partition(";")[2]) == (not sure)


@both
def test_the_marks_are_named_where_they_lie_furthest_apart(measure):
    model, counted = trust._figure(FACTS, measure).rows["names"]
    off = {str(t.fiscal_year): getattr(t, f"{measure}_model") / getattr(t, measure) - 1 for t in past_years.trials(FACTS)}
    assert model["text"] == "the model" and off[model["year"]] == max(off.values())
    recorded = {str(t.fiscal_year): off[str(t.fiscal_year)] for t in tried(measure)}
    assert counted["text"] == "counted" and off[counted["year"]] == min(recorded.values()), "an estimate is called counted"


@both
def test_the_heading_gives_the_median_of_the_years_tried(measure):
    text, years = past_years.finding(FACTS, measure), tried(measure)
    assert f"fiscal years {years[0].fiscal_year} to {years[-1].fiscal_year}" in text
    assert f"within {words.percent(median(errors(measure, 'model')))} of the {measure} counted" in text
    plain, named = ("last_interior", "interior number") if measure == "removals" else ("last_year", "number")
    model, guess = (words.percent(median(errors(measure, of))) for of in ("model", plain))
    beside = f", and so does last year's {named}, " if model == guess else f", last year's {named} within {guess}, "
    assert beside in text, "the plain guess stands beside the model"


def test_removals_have_median_and_mean_of_the_model_of_last_year_and_of_the_plain_sum():
    text = past_years.of_removals(FACTS)
    (model, plain, simple) = ((words.percent(median(off)), words.percent(fmean(off)))
                              for off in (errors("removals", name) for name in ("model", "last_year", "last_interior")))  # fmt: skip
    assert f"come within {model[0]} of the count; last year's number alone would come within {plain[0]}." in text
    assert text.endswith(f"they come within {simple[0]} in half of the years.")
    assert f"the model is on average {model[1]} off, last year's number {plain[1]}, and" in past_years.on_average(FACTS)
    assert past_years.on_average(FACTS).endswith(f"with the border removals of the year {simple[1]}.")
    years = {t.fiscal_year for t in tried("removals")}
    shares = [y.border_removals / y.removals for y in past.years_for_trial(FACTS) if y.fiscal_year in years]
    assert f"{words.percent(min(shares))} to {words.percent(max(shares))} of the total, are given to the test: added to" in text


def test_the_years_left_out_of_the_averages_are_told_with_their_miss():
    text = past_years.of_the_last(FACTS)
    left_out = [t for t in past_years.trials(FACTS) if t.worked_out]
    assert 2025 in {t.fiscal_year for t in left_out}
    for t in left_out:
        model, plain = (words.percent(abs(getattr(t, f"removals_{n}") / t.removals - 1)) for n in ("model", "last_year"))
        ends = past.ends_early(FACTS).get(t.fiscal_year)
        part = f" (to {words.day(ends)}, as a year)" if ends else ""
        assert f"fiscal {t.fiscal_year}{part} by {model}, last year's number, counted alike, by {plain}" in text
    known = {row.known_year: row for row in FACTS.rows("breaks") if row.known_year}
    for before, t in pairwise(past_years.trials(FACTS)):
        broken = known.get(before.fiscal_year)
        assert t.removals_last_year == (broken.after if broken and before.removals < broken.after else before.removals), "two rules compared"


def test_whether_officers_predict_arrests_cannot_be_tested_where_most_years_have_no_count_of_their_own():
    own, of = own_counts()
    assert past_years.own_counts(FACTS) == (own, of)
    told = past_years.caution(FACTS)
    assert ("cannot be tested" in told) == (own <= of / 2)
    if "cannot be tested" in told:
        assert f"in {of - own} of {of} of them we use the officer count of another year" in told
        same = sum(t.same_officers for t in tried("arrests"))
        assert f"In {same} of these years it is the number of the year before" in past_years.of_officers(FACTS)
    assert told in past_years.of_officers(FACTS) and f"**Officers.** {told}" in trust._sentences(FACTS)


@pytest.mark.parametrize(("own", "testable"), [(0, False), (7, False), (8, True), (14, True)])
def test_a_test_of_officers_needs_counts_of_more_than_half_of_the_years(own, testable, monkeypatch):
    monkeypatch.setattr(past_years, "own_counts", lambda _: (own, 14))
    assert past_years.can_be_tested(FACTS) is testable
    told = past_years.caution.__wrapped__(FACTS)
    assert ("cannot be tested" in told) != testable and ("to predict arrests" in told) == testable


@pytest.mark.parametrize(("model", "told"), [(0.949, True), (0.95, False), (0.951, False)])
def test_an_error_helps_below_95_percent_of_the_other_and_not_at_it(model, told, monkeypatch):
    monkeypatch.setattr(past_years, "error", lambda facts, name: model if name == "arrests_model" else 1.0)
    assert past_years.helped(FACTS, "arrests") is told
    monkeypatch.setattr(past_years, "own_counts", lambda _: (14, 14))
    assert ("did not help" in past_years.caution.__wrapped__(FACTS)) != told


def test_errors_of_arrests_are_told_beside_last_year_s_number():
    model, plain = (words.percent(fmean(errors("arrests", name))) for name in ("model", "last_year"))
    assert past_years.of_officers(FACTS).endswith(f"On average the model is {model} off, last year's number {plain}.")


def test_a_year_that_is_not_counted_as_the_next_one_is_said_under_the_heading():
    unlike = [t.fiscal_year for t in past_years.trials(FACTS) if t.removals_as_the_next is not None]
    told = trust._figure(FACTS, "removals").counts
    assert unlike and all(f"{year} by an older counting rule than {year + 1}" in told for year in unlike)
    assert "older counting rule" not in trust._figure(FACTS, "arrests").counts
