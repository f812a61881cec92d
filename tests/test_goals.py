"""The goal to test, and the rule that like is compared with like."""

import dataclasses
import math
from types import SimpleNamespace

import pytest

from explainer.model import steps
from explainer.model.steps import Scenario
from explainer.records import goals
from explainer.telling import goal as of_goal
from explainer.telling import result


# Whose events the words mean, read goal by goal.
SCOPES = {"T2-29": "ICE", "T2-28": "ICE", "T2-24": "DHS", "T2-18": "not_stated", "T2-10": "not_stated", "CL-01": "INS", "CL-02": "INS", "CL-05": "INS",
          "OB-01": "ICE", "T2-05": "ICE", "T2-17": "ICE", "T2-20": "not_stated"}


@pytest.mark.parametrize(("goal", "scope"), SCOPES.items())
def test_a_goal_carries_the_scope_of_its_words(facts, goal, scope):
    assert goals.from_row(facts.goal_rows[goal]).scope == scope


@pytest.mark.parametrize(("goal", "stands"), [("T2-29", True), ("T2-17", True), ("T2-18", True), ("T2-24", False), ("CL-02", False)])
def test_the_models_result_is_a_share_of_a_goal_for_ice_alone(facts, goal, stands):
    asked, s = goals.from_row(facts.goal_rows[goal]), Scenario(**facts.defaults)
    assert goals.modelled(asked) == stands
    assert ("% of the goal" in result.finding(steps.run(s), asked)) == stands
    assert (of_goal.named(facts, asked) in result.quotable(facts, s, steps.run(s), asked)) == stands


def test_goals_are_shown_one_kind_at_a_time_and_each_has_one(facts):
    kinds = {row.kind for row in facts.goal_rows.values()}
    told = [row for kind in kinds for row in goals.of_kind(facts, kind)]
    assert {row.goal for row in told} == set(facts.goal_rows) and len(told) == len(facts.goal_rows)
    for kind in kinds:
        dates = [row.date for row in goals.of_kind(facts, kind)]
        assert dates == sorted(dates)


def test_a_goal_stated_by_the_day_is_one_of_a_year_by_365_days(facts):
    a_day, a_year = (goals.from_row(facts.goal_rows[goal]) for goal in ("T2-17", facts.about["default_goal"]))
    assert (a_day.measure, a_day.low, a_day.low_per_day, a_day.per) == ("arrests", 1_095_000, 3_000, "day")
    assert (a_year.measure, a_year.low, a_year.per) == ("removals", 1_000_000, "year")


@pytest.mark.parametrize(("low", "high", "told"), [(1, 1, "1 arrest a day"), (1, 2, "1 to 2 arrests a day"), (2, 2, "2 arrests a day")])
def test_a_goal_of_one_alone_is_singular(low, high, told):
    of = dataclasses.replace(goals.own(low, "arrests"), low=low * 365, high=high * 365)
    assert of_goal.amount(of) == told


@pytest.mark.parametrize(("times", "told"), [(9.9, "990% of the goal"), (10, "10 times the goal"), (12, "12 times the goal")])
def test_a_share_far_above_the_goal_is_told_in_times(times, told):
    of = goals.own(1_000, "removals")
    assert of_goal.share(SimpleNamespace(removals_per_year=1_000.0 * times), of) == told


def test_words_that_did_not_say_which_count_are_marked(facts):
    goal = goals.from_row(facts.goal_rows["T2-10"])
    assert (goal.measure, goal.unspecified) == ("removals", True)
    for row in goals.testable(facts):
        asked = goals.from_row(row)
        per = " a day" if row.measure == "arrests" else "" if asked.of_one_year else " a year"
        assert of_goal.amount(asked).endswith(f" {row.counted}{per}"), "in the words of its source"
        of_a_year = row.for_start is not None and (row.for_end - row.for_start).days <= 366
        assert asked.of_one_year == (row.per == "year" and of_a_year)


def test_beds_and_officers_are_never_held_against_removals(facts):
    of_others = {"detention_beds", "people_held", "officers", "arrests_per_team", "removals_criminal"}
    for row in [row for row in facts.rows("goals") if row.measure in of_others]:
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
    assert (arrests.low, arrests.per) == (1_095_000, "day")
    assert (removals.low, removals.per) == (1_000_000, "year")
    assert {arrests.goal, removals.goal} == {goals.OWN} and not removals.unspecified and not arrests.unspecified
    assert of_goal.amount(arrests) == "3,000 arrests a day" and of_goal.amount(removals) == "1,000,000 removals a year"
    assert {arrests.scope, removals.scope} == {goals.NOT_STATED}, "a reader's own goal names no agency"


def test_a_goal_is_named_by_its_row_and_as_reported_where_press_reported_it(facts):
    for row in goals.testable(facts):
        named = of_goal.named(facts, goals.from_row(row))
        assert named.startswith(f"the {row.nature} “{row.label}” ({row.speaker}, ")
        assert ("as reported by press" in named) == (row.status == "reported_by_press")
    assert of_goal.named(facts, goals.own(5.0, "arrests")) == "a goal of 5 arrests a day"
