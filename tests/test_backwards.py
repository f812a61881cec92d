"""Backwards: what is asked for is what the sum gives back, and what cannot be reached says why."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import FALLING, HIGHEST, KNOBS, SLIDERS, a_few_for_each, goals, scenarios

from explainer.model import backwards, steps
from explainer.model.steps import Scenario

MILLION = 1_000_000.0
NEARLY = 1e-9  # relative: what rounding in the machine may cost
OF_ARRESTS, OF_REMOVALS = backwards.knobs("arrests"), backwards.knobs("removals")
# What no value can be more than, by the meaning of the word: a share, a week, a year. The rest has no limit of its own.
SHARES = {knob for knob, row in SLIDERS.items() if row.style == "percent"}
LIMITS = dict.fromkeys(OF_REMOVALS, math.inf) | dict.fromkeys(SHARES, 1.0) | {"days_per_week": 7.0, "days_off": 365.0}


def own_limit(s: Scenario, knob: str, measure: str) -> float:
    """What a knob moves: arrests per year for a goal in arrests, else the smallest of the limits that take it."""
    out = steps.run(s)
    if measure == "arrests":
        return float(out.arrests_per_year)
    return min(amount for name, amount in out.limits.items() if knob in steps.knobs_of(name))


def best(s: Scenario, knob: str, measure: str) -> float:
    """The most that a knob's own limit carries while the knob stays within its limits."""
    most = 0.0 if knob in FALLING else min(LIMITS[knob], 1e30)
    return own_limit(steps.changed(s, **{knob: most}), knob, measure)


def no_limit(need: backwards.Need) -> bool:
    """With nothing by air, or no hearing for anyone, a limit of no flights or no judges sets no limit at all."""
    return (need.knob, need.value) in {("share_by_air", 0.0), ("share_without_hearing", 1.0)}


def check(s: Scenario, knob: str, goal: float, measure: str) -> None:
    """Hold one answer against the sum: whatever the reason says must be so."""
    need = backwards.need(s, knob, goal, measure)
    told = f"{knob} for {goal:g} {measure}: {need.reason}, {need.value}"
    if need.reason in ("reached", "met without it"):
        assert need.alone == steps.run(steps.changed(s, **{knob: need.value})), told
        carried = own_limit(steps.changed(s, **{knob: need.value}), knob, measure)
        # 364.999999 days off leave a millionth of a day, which has as many digits less.
        near = max(NEARLY, min(1e-3, 1e-14 * best(s, knob, measure) / goal)) if knob == "days_off" and goal else NEARLY
        assert carried >= goal * (1 - near), told
        if need.reason == "reached" and not no_limit(need):
            assert carried <= goal * (1 + near), told
        assert 0 <= need.value <= LIMITS[knob] * (1 + NEARLY), told
        if need.reason == "met without it":
            least = steps.changed(s, **{knob: LIMITS[knob] if knob in FALLING else 0.0})
            assert own_limit(least, knob, measure) >= goal * (1 - NEARLY), told
        return
    assert need.alone is None, told
    if need.reason == "no limit set":
        assert need.value is None and math.isinf(own_limit(s, knob, measure)), told
    elif need.reason == "beyond its limit":
        assert need.value is not None and best(s, knob, measure) < goal * (1 + NEARLY), told
    else:
        assert need.value is None and best(s, knob, measure) < goal, told


@pytest.mark.parametrize(("measure", "knob"), [("removals", knob) for knob in OF_REMOVALS] + [("arrests", knob) for knob in OF_ARRESTS])
@a_few_for_each
@given(s=scenarios, goal=goals)
def test_each_lever_brings_its_own_limit_to_the_goal_or_says_why_not(measure, knob, s, goal):
    check(s, knob, goal, measure)


@pytest.mark.parametrize("knob", OF_REMOVALS)
@pytest.mark.parametrize("more", [1.001, 1.5])
def test_a_goal_that_another_value_gives_is_answered_by_that_value(knob, more, facts):
    settings = {"share_by_air": 0.6, "days_per_week": 4.0, "borrowed": 800.0, "borrowed_output": 0.4, "share_without_hearing": 0.3}
    s = Scenario(**facts.base | settings | {"outstanding_orders_used": 20_000.0})
    asked = getattr(s, knob) / more if knob in FALLING else getattr(s, knob) * more
    for measure in ("removals", "arrests") if knob in OF_ARRESTS else ("removals",):
        gives = steps.changed(s, **{knob: asked})
        need = backwards.need(s, knob, own_limit(gives, knob, measure), measure)
        assert (need.reason, need.value) == ("reached", pytest.approx(asked, rel=1e-9)), measure


@given(s=scenarios, goal=goals)
def test_all_together_meet_the_goal(s, goal):
    together = backwards.all_together(s, goal)
    reasons = {n.reason for n in together.needs.values()}
    if together.scenario is None:
        assert reasons & {"a zero elsewhere", "beyond its limit"}
        return
    outcome = steps.run(together.scenario)
    assert outcome.removals_per_year >= goal * (1 - NEARLY)
    if reasons == {"reached"} and goal > s.border_removals:
        assert outcome.removals_per_year == pytest.approx(goal, rel=NEARLY)
        assert outcome.limited_by == list(steps.LIMITS)


TINY = st.sampled_from([0.0, 5e-324, 1e-300, 1e-9]) | st.floats(0, 1)


@given(st.builds(Scenario, **{knob: st.floats(0, HIGHEST[knob]) | TINY for knob in KNOBS}), goals)
def test_an_answer_is_never_infinite_and_always_a_number(s, goal):
    for measure in ("removals", "arrests"):
        for need in backwards.every_knob(s, goal, measure):
            assert need.value is None or math.isfinite(need.value), f"{need.knob}: {need.value} ({need.reason})"


# README_model, section 6: the odd corners. Settings other than those named are the defaults, fiscal year 2024.
CORNERS = [
    ("a million from FY2024 settings", {}, "officers", MILLION, "reached", 97_575.798),
    ("a million by borrowed officers", {}, "borrowed", MILLION, "reached", 64_103.0),
    ("a million by beds", {}, "beds", MILLION, "reached", 138_946.678),
    ("a million by flights", {}, "flights_per_month", MILLION, "reached", 355.072),
    ("a million by judges", {}, "judges", MILLION, "reached", 676.233),
    ("a million by border removals", {}, "border_removals", MILLION, "reached", 952_268.0),
    ("an answer beyond the slider is still a number", {}, "arrests_per_officer_day", MILLION, "reached", 3.998),
    ("goal below border removals", {}, "officers", 200_000.0, "met without it", 0.0),
    ("goal equal to border removals", {}, "officers", 223_752.0, "met without it", 0.0),
    ("goal of zero", {}, "officers", 0.0, "met without it", 0.0),
    ("goal of zero for beds", {}, "beds", 0.0, "met without it", 0.0),
    ("goal of zero with nothing to share", {"beds": 0.0}, "removals_per_bed_year", 0.0, "met without it", 0.0),
    ("share of officers above 100%", {}, "arrest_share", MILLION, "beyond its limit", 5.692),
    ("removed share above 100%", {}, "removed_share", MILLION, "beyond its limit", 6.844),
    ("more than 7 days a week", {}, "days_per_week", MILLION, "beyond its limit", 69.3),
    ("fewer than no days off", {}, "days_off", MILLION, "beyond its limit", -3312.5),
    ("no limit by air", {"share_by_air": 0.0}, "flights_per_month", MILLION, "no limit set", None),
    ("no limit by hearings", {"share_without_hearing": 1.0}, "judges", MILLION, "no limit set", None),
    ("borrowed output of zero", {"borrowed_output": 0.0}, "borrowed", MILLION, "a zero elsewhere", None),
    ("no days", {"days_per_week": 0.0}, "officers", MILLION, "a zero elsewhere", None),
    ("no rate", {"arrests_per_officer_day": 0.0}, "officers", MILLION, "a zero elsewhere", None),
    ("no removed share", {"removed_share": 0.0}, "officers", MILLION, "a zero elsewhere", None),
    ("nobody in the field", {"officers": 0.0}, "arrests_per_officer_day", MILLION, "a zero elsewhere", None),
    ("no ratio at all", {"removals_per_bed_year": 0.0}, "beds", MILLION, "a zero elsewhere", None),
    ("no arrests, but the border meets it", {"officers": 0.0}, "removed_share", 200_000.0, "met without it", 0.0),
    ("nobody's share, but borrowed officers meet it", {"arrest_share": 0.0, "borrowed": 45_000.0}, "officers", 300_000.0, "met without it", 0.0),
    ("old orders, no judges", {"outstanding_orders_used": MILLION, "orders_per_judge_year": 0.0}, "judges", MILLION, "met without it", 0.0),
    ("old orders meet it at any share", {"outstanding_orders_used": 1_500_000.0}, "share_without_hearing", MILLION, "met without it", 0.0),
    ("old orders equal the goal", {"outstanding_orders_used": MILLION}, "share_without_hearing", MILLION, "met without it", 0.0),
    ("all by air already meets it", {}, "share_by_air", 100_000.0, "met without it", 1.0),
]


@pytest.mark.parametrize(("why", "settings", "knob", "goal", "reason", "value"), CORNERS, ids=[c[0] for c in CORNERS])
def test_odd_corners(facts, why, settings, knob, goal, reason, value):
    need = backwards.need(Scenario(**facts.base | settings), knob, goal)
    assert (need.reason, need.knob) == (reason, knob), why
    assert need.value == (None if value is None else pytest.approx(value, rel=1e-3)), why


def test_a_stage_without_a_limit_does_not_stand_in_the_way(facts):
    together = backwards.all_together(Scenario(**facts.base | {"share_without_hearing": 1.0}), MILLION)
    assert together.needs["judges"].reason == "no limit set"
    assert together.scenario.judges == facts.base["judges"]
    assert steps.run(together.scenario).limited_by == ["arrests", "beds", "flights"]


@pytest.mark.parametrize(("settings", "removals", "arrests"), [
    ({}, MILLION, 1_844_687), ({}, 223_752, 0), ({"removed_share": 0.1}, 223_752.5, 5), ({}, 100, 0),
    ({"removed_share": 0.0}, MILLION, None), ({"removed_share": 0.0}, 100, 0), ({"removed_share": 0.0}, 223_752, 0),
])
def test_arrests_that_a_goal_in_removals_needs(facts, settings, removals, arrests):
    needed = backwards.arrests_needed(Scenario(**facts.base | settings), removals)
    assert needed == (None if arrests is None else pytest.approx(arrests, abs=1))


@pytest.mark.parametrize("days_off", [0.0, 37.0, 60.0, 123.4, 300.0])
def test_seven_days_a_week_are_within_the_limit_and_more_are_not(facts, days_off):
    s = steps.changed(Scenario(**facts.base), days_off=days_off, days_per_week=7.0)
    at_seven = steps.run(s).arrests_per_year
    few = steps.changed(s, days_per_week=6.0)
    answer = backwards.need(few, "days_per_week", at_seven, "arrests")
    assert (answer.value, answer.reason) == (pytest.approx(7, abs=1e-9), "reached") and answer.value <= 7
    beyond = backwards.need(few, "days_per_week", at_seven * 1.001, "arrests")
    assert beyond.reason == "beyond its limit" and beyond.value > 7 and beyond.alone is None
