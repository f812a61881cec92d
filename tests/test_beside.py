"""The count beside a goal: of its own measure, scope and year, or the reason why there is none."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from known import while_it_lasted

from explainer import words
from explainer.records import beside, counts, door, goals, periods
from explainer.telling import goal as of_goal
from explainer.telling import said

FACTS = door.load()
GOALS = FACTS.goal_rows
WITH_COUNT = [goal for goal in GOALS if beside.count(FACTS, goal) is not None]


@pytest.mark.parametrize(("goal", "series", "year"), [
    ("OB-01", "ice_removals", 2010), ("T1-04", "ice_removals", 2019), ("BI-06", "ice_removals", 2024), ("T2-30", "ice_removals", 2025),
    ("CL-01", "dhs_removals", 1998), ("CL-05", "dhs_removals", 1997), ("T2-36", "ice_arrests_convicted_or_charged", 2025),
])
def test_a_goal_for_a_year_stands_beside_the_count_of_that_year(goal, series, year):
    start, end = periods.fiscal_year(year)
    (counted,) = [r.value for r in FACTS.rows("figures") if (r.series, r.period_start, r.period_end, r.shown_by_default) == (series, start, end, "yes")]
    found, text = beside.count(FACTS, goal), said.counted_beside(FACTS, goal)
    assert found.value == counted and found.whole
    assert f"fiscal {year}" in text and f": {words.count(found.value)}" in text


@pytest.mark.parametrize("goal", WITH_COUNT)
def test_a_count_is_of_the_measure_and_scope_of_its_goal(goal):
    row, found = GOALS[goal], beside.count(FACTS, goal)
    assert FACTS.series[found.series].measure == {"people_held": "detention"}.get(row.measure, row.measure.removesuffix("_criminal"))
    assert ("convicted_or_charged" in found.series) == row.measure.endswith("_criminal")
    scopes = {s for d in FACTS.definition_rows.values() if found.series in d.parts for s in d.scopes} or {"ICE"}
    assert goals.same_scope(row.scope, scopes), "like with like"
    held = beside.period(row)
    assert held[0] <= found.start and found.end <= held[1], "a count of another year"


@pytest.mark.parametrize("goal", GOALS)
def test_a_goal_without_a_count_says_why(goal):
    text = said.counted_beside(FACTS, goal)
    assert (goal not in WITH_COUNT) == text.startswith("No count beside it. ")
    if goal not in WITH_COUNT:
        assert text.endswith(".") and len(text) > len("No count beside it. ") + 10


@pytest.mark.parametrize(("goal", "first"), [("T2-05", date(2025, 2, 1)), ("T2-17", date(2025, 6, 1))])
def test_a_daily_goal_without_a_year_stands_beside_the_twelve_months_after_it(goal, first):
    start, end = beside.period(GOALS[goal])
    assert start == first and end == date(first.year + 1, first.month, 1) - timedelta(days=1)
    months = [r for r in FACTS.rows("pace") if (r.series, r.period_type) == ("arrests_records", "month")]
    inside = [r.value for r in months if start <= r.period_start and r.period_end <= end]
    found, text = beside.count(FACTS, goal), said.counted_beside(FACTS, goal)
    assert len(inside) == 12 and found.value == pytest.approx(sum(inside) / 365)
    assert "names no year" in text and " a day" in text


def test_december_is_followed_by_january():
    row = GOALS["T2-05"]._replace(date="2025-12-31")
    assert beside.period(row) == (date(2026, 1, 1), date(2026, 12, 31))
    assert beside.period(row._replace(date="2025-11")) == (date(2025, 12, 1), date(2026, 11, 30))
    assert beside.period(row._replace(date="2025")) == (date(2025, 2, 1), date(2026, 1, 31))


def test_a_yearly_goal_without_a_year_is_held_against_the_next_fiscal_year():
    row = GOALS["T2-28"]
    assert beside.years(row) == [2026] and of_goal.was_for(row) == ""
    assert beside.years(row._replace(date="2024-10-01")) == [2026], "a year that had begun is not the one meant"
    assert beside.period(row._replace(per="total")) is None


def test_a_part_of_a_year_is_called_one_and_a_whole_year_goes_before_it():
    then = while_it_lasted(2026)
    found, text, part = beside.count(then, "T2-29"), said.counted_beside(then, "T2-29"), counts.unfinished_year(then)
    assert (found.value, found.whole) == (part["value"], False) and "(a part of fiscal 2026)" in text
    late = GOALS["T2-29"]._replace(for_start=date(2024, 10, 1))
    assert beside.years(late) == [2025, 2026, 2027]
    facts = door.load()
    facts.goal_rows["T2-29"] = late
    assert beside.count(facts, "T2-29").whole


def test_a_month_that_is_missing_leaves_no_count():
    rows = tuple(r for r in FACTS.rows("pace") if r.period_start != date(2025, 12, 1))
    facts = replace(FACTS, tables=FACTS.tables | {"pace": rows})
    assert beside.count(facts, "T2-17") is None and "June 1, 2025 to May 31, 2026" in said.counted_beside(facts, "T2-17")


@pytest.mark.parametrize(("goal", "named"), [
    ("T1-04", "Forecast for fiscal 2019: more than 253,000 removals (ICE budget, 2018)"),
    ("T2-30", "Target for fiscal 2025: 175,000 returns and removals (ICE target)"),
    ("OB-03", "Denial of a target for fiscal 2010: 400,000 removals (John Morton, ICE, 2010)"),
    ("T2-04", "Promise: “deportations”, no number (Donald Trump, 2025)"),
])
def test_a_goal_that_no_menu_of_the_printed_views_offers_is_named_as_what_it_is_and_for_which_year(goal, named):
    assert of_goal.in_full(GOALS[goal]) == named


def test_where_a_phone_cuts_a_goal_its_bound_its_number_and_whose_it_is_are_read():
    for row in goals.testable(FACTS):
        seen = of_goal.offered(row)[:34].lower()
        assert seen.startswith(words.bounded(row.bound, words.both_ends(row.low, row.high)))
        assert row.low < row.high or f": {row.short[:4].lower()}" in seen, "only a range leaves no room for a name"


def test_no_two_goals_to_test_are_offered_under_one_name():
    named = [of_goal.offered(row) for row in goals.testable(FACTS)]
    assert len(set(named)) == len(named)


def test_what_could_be_done_and_what_is_arithmetic_is_no_goal_to_test():
    offered = {row.goal for row in goals.testable(FACTS)}
    for row in GOALS.values():
        if row.nature in ("capacity", "example"):
            assert row.goal not in offered and row.on_chart == "no"
        if row.goal not in offered:
            assert of_goal.not_tested(row).endswith(" so it is not tested.")
    assert {GOALS[goal].nature for goal in offered} == {"target", "promise", "forecast"}


def test_a_bound_of_a_goal_is_in_every_sentence_that_gives_its_number():
    bounded = [row for row in goals.testable(FACTS) if row.bound]
    assert len(bounded) >= 5
    for row in bounded:
        assert of_goal.amount(goals.from_row(row)).startswith(words.BOUNDS[row.bound])
        assert words.BOUNDS[row.bound] in of_goal.in_full(row) and words.BOUNDS[row.bound] in of_goal.offered(row).lower()
