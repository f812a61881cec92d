"""The goal to test, and the rule that like is compared with like."""

import math

import pytest

from explainer.records import goals
from explainer.records.goals import Amount


def test_arrests_are_not_compared_with_removals():
    with pytest.raises(ValueError, match="cannot compare arrests with a goal in removals"):
        goals.share_of(Amount("arrests", 100.0), Amount("removals", 100.0))
    with pytest.raises(ValueError, match="cannot compare removals with a goal in arrests"):
        goals.share_of(Amount("removals", 100.0), Amount("arrests", 100.0))


@pytest.mark.parametrize(("own", "goal", "share"), [(250_000, 1_000_000, 0.25), (0, 1_000_000, 0), (2, 1, 2), (5, 0, math.inf), (0, 0, math.inf)])
def test_a_share_of_the_goal(own, goal, share):
    assert goals.share_of(Amount("removals", own), Amount("removals", goal)) == share


def test_a_daily_goal_becomes_a_yearly_one_by_365_days_and_says_so(facts):
    goal = goals.from_row(facts.goal_rows["T2-17"])
    assert (goal.measure, goal.low, goal.high, goal.per) == ("arrests", 1_095_000, 1_095_000, "day")
    assert goal.worked_out and goal.low_per_day == 3_000


def test_a_yearly_goal_is_not_worked_out(facts):
    goal = goals.from_row(facts.goal_rows[facts.about["default_goal"]])
    assert (goal.measure, goal.low, goal.worked_out, goal.unspecified) == ("removals", 1_000_000, False, False)
    assert round(goal.low_per_day) == 2_740


def test_a_range_keeps_both_its_ends(facts):
    goal = goals.from_row(facts.goal_rows["T2-05"])
    assert (goal.low_per_day, goal.high_per_day) == pytest.approx((1_200, 1_500))
    assert (goal.low, goal.high) == (438_000, 547_500)
    assert goal.amount == Amount("arrests", 438_000)


def test_words_that_did_not_say_which_count_are_marked(facts):
    goal = goals.from_row(facts.goal_rows["T2-10"])
    assert (goal.measure, goal.unspecified) == ("removals", True)


def test_beds_and_officers_are_never_held_against_removals(facts):
    for row in facts["goals"].query("measure in ['detention_beds', 'officers', 'arrests_per_team', 'removals_criminal']").itertuples():
        with pytest.raises(KeyError):
            goals.from_row(row)


def test_goals_that_can_be_tested_have_a_yearly_number_and_were_not_denied(facts):
    testable = goals.testable(facts)
    assert {row.measure for row in testable} == set(goals.COMPARABLE)
    assert all(row.status != "denied" and not math.isnan(row.annual_low) for row in testable)
    assert len({row.goal for row in testable}) == len(testable) >= 12
    assert "OB-03" not in {row.goal for row in testable}, "a denial is no goal"
    for row in testable:
        assert goals.from_row(row).low <= goals.from_row(row).high


def test_the_readers_own_goal_is_in_arrests_a_day_or_removals_a_year():
    arrests, removals = goals.own(3_000, "arrests"), goals.own(1_000_000, "removals")
    assert (arrests.low, arrests.per, arrests.worked_out) == (1_095_000, "day", True)
    assert (removals.low, removals.per, removals.worked_out) == (1_000_000, "year", False)
    assert {arrests.goal, removals.goal} == {goals.OWN} and not removals.unspecified


def test_the_readers_own_id_is_no_row(facts):
    assert goals.OWN not in facts.goal_rows
