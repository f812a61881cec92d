"""The trial on past years, frozen; the range of recorded years; what moves the result."""

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from explainer.model import steps, trial
from explainer.model.steps import Scenario
from explainer.model.trial import Trial, Year
from explainer.records import past

EXPECTED = list(csv.DictReader((Path(__file__).parent / "expected_backtest.csv").open(encoding="utf-8")))
COMPARISONS = [column for column in EXPECTED[0] if column not in ("fiscal_year", "why")]
MENDED = "The rule of the trial is frozen. Where a figure was corrected, change the row of expected_backtest.csv and say why there"


@pytest.fixture(scope="module")
def trials(facts) -> list[Trial]:
    return trial.trials(past.years_for_trial(facts))


@pytest.mark.parametrize("row", EXPECTED, ids=[row["fiscal_year"] for row in EXPECTED])
def test_each_past_year_has_its_frozen_errors(trials, row):
    year_tried = next(t for t in trials if t.fiscal_year == int(row["fiscal_year"]))
    for comparison in COMPARISONS:
        percent = 100 * year_tried.error(comparison)
        assert percent == pytest.approx(float(row[comparison]), abs=0.05 + 1e-9), f"{comparison}: {row['why']} {MENDED}"


def test_the_years_tried_are_those_expected(trials):
    assert [t.fiscal_year for t in trials] == [int(row["fiscal_year"]) for row in EXPECTED] == list(range(2012, 2027)), MENDED
    assert [t.fiscal_year for t in trials if t.worked_out] == [2025, 2026]


def year(fiscal_year: int, **counted: float) -> Year:
    usual = {"officers": 100, "arrests": 1000, "interior_removals": 400, "border_removals": 600, "removals": 1000}
    return Year(fiscal_year, worked_out=False, arrests_calculated=False, **usual | counted)


def test_a_year_is_predicted_from_last_years_rates_and_its_own_officers_and_border():
    # 1,000 arrests by 100 officers are 10 each; 150 officers would make 1,500; 40 of 100 are removed: 600; + 900 at the border.
    made = trial.trial(year(2001), year(2002, officers=150, arrests=2000, border_removals=900, removals=2000))
    assert (made.arrests_model, made.removals_model) == pytest.approx((1500, 1500))
    assert (made.arrests_last_year, made.removals_last_year, made.removals_last_interior) == (1000, 1000, 1300)
    assert made.error("arrests_model") == pytest.approx(-0.25)
    assert made.error("removals_last_year") == pytest.approx(-0.5)


def test_last_years_number_is_taken_by_the_rule_of_the_year_where_it_is_known():
    before, now = year(2019, removals=1000.0, removals_as_the_next=1500.0), year(2020)
    assert trial.trial(before, now).removals_last_year == 1500
    assert trial.trial(replace(before, removals_as_the_next=None), now).removals_last_year == 1000


def test_a_year_after_a_gap_is_not_tried():
    assert [t.fiscal_year for t in trial.trials([year(2001), year(2002), year(2004), year(2005)])] == [2002, 2005]
    assert trial.trials([year(2001)]) == []


def test_the_own_rates_of_a_year_give_back_its_arrests(facts):
    """Each recorded year is reproduced by its own inputs."""
    years = past.years_in_range(facts)
    s = Scenario(**facts.base)
    for y, rates in zip(years, trial.recorded_rates(years, s), strict=True):
        at_home = steps.changed(s, officers=y.officers, borrowed=0.0, border_removals=y.border_removals,
                                arrests_per_officer_day=rates.arrests_per_officer_day, removed_share=rates.removed_share)
        out = steps.run(at_home)
        assert rates.label == f"FY{y.fiscal_year}"
        assert out.arrests_per_year == pytest.approx(y.arrests)
        assert out.arrests == pytest.approx(y.interior_removals + y.border_removals)


def test_of_two_in_the_middle_the_lower_is_named():
    dots = [trial.RangeDot(str(n), n, n) for n in (4, 1, 3, 2)]
    assert [d.label for d in trial.lowest_middle_highest(dots)] == ["1", "2", "4"]


def test_a_year_with_the_officers_of_the_year_before_is_marked():
    tried = trial.trials([year(2001), year(2002), year(2003, officers=120), year(2004, officers=120)])
    assert [t.same_officers for t in tried] == [True, False, True]


def test_a_year_has_its_own_count_of_officers_where_the_data_say_so(facts, trials):
    own = {row.fiscal_year for row in facts.rows("backtest") if row.quantity == "officers" and row.carried == "no"}
    assert {t.fiscal_year for t in trials if t.officers_counted} == own == {2016, 2019, 2021, 2025, 2026}
