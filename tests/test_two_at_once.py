"""Two knobs at once: each point of the line meets the goal and a little less does not; what neither moves is named."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from known import FACTS
from strategies import FALLING, reader_settings

from explainer.model import backwards, steps, two_at_once
from explainer.model.steps import Scenario
from explainer.model.two_at_once import Axis

ALMOST = 1e-6  # relatively
MEASURES = st.sampled_from(["removals", "arrests"])


def axis(knob: str) -> Axis:
    return Axis(knob, FACTS.knobs[knob].low, FACTS.knobs[knob].high)


@st.composite
def pairs(draw: st.DrawFn) -> tuple[str, str, str]:
    measure = draw(MEASURES)
    across, up = draw(st.permutations(backwards.knobs(measure)))[:2]
    return across, up, measure


def at(s: Scenario, knobs: tuple[str, str], point: tuple[float, float]) -> Scenario:
    return steps.changed(s, **dict(zip(knobs, point, strict=True)))


def less(knob: str, value: float) -> float:
    """A little worse a value: more of what carries less, or less of what carries more."""
    return min(value * (1 + ALMOST) + ALMOST, steps.HIGHEST[knob]) if knob in FALLING else value * (1 - ALMOST)


@settings(max_examples=60)
@given(reader_settings, pairs(), st.floats(50_000, 2_000_000))
def test_each_point_of_the_line_meets_the_goal_and_less_of_both_does_not(s, of, goal):
    across, up, measure = of
    knobs, lines = (across, up), two_at_once.line(s, axis(across), axis(up), goal, measure)
    held = two_at_once.held_by(s, knobs, goal, measure)
    for point in lines:
        assert FACTS.knobs[across].low <= point[0] <= FACTS.knobs[across].high
        assert FACTS.knobs[up].low <= point[1] <= FACTS.knobs[up].high
        out = steps.run(at(s, knobs, point))
        got = out.removals_per_year if measure == "removals" else out.arrests_per_year
        assert two_at_once.meets(at(s, knobs, point), knobs, goal, measure)
        assert (got >= goal * (1 - 1e-8)) == (not held), "the result is the goal, but for what another limit holds"
        worse = at(s, knobs, (less(across, point[0]), less(up, point[1])))
        if 0 < min(point) and max(vars(worse)["days_off"], 0) < 365:
            assert not two_at_once.meets(worse, knobs, goal * (1 + 1e-12), measure) or min(point) < 1e-3
    one_way = [b[1] - a[1] for a, b in pairwise(lines)]
    assert [x for x, _ in lines] == sorted(x for x, _ in lines)
    assert all(step <= 1e-9 * max(1.0, abs(a[1])) for step, a in zip(one_way, lines, strict=False)) or all(
        step >= -1e-9 * max(1.0, abs(a[1])) for step, a in zip(one_way, lines, strict=False)
    ), "a line goes one way"


@settings(max_examples=40)
@given(reader_settings, pairs(), st.floats(50_000, 2_000_000))
def test_what_holds_the_total_whatever_the_two_are_is_named(s, of, goal):
    across, up, measure = of
    held = two_at_once.held_by(s, (across, up), goal, measure)
    best = [min(FACTS.knobs[k].low, 0.0) if k in FALLING else FACTS.knobs[k].highest for k in (across, up)]
    out = steps.run(at(s, (across, up), (best[0], best[1])))
    for name in held:
        assert getattr(out, name) == getattr(steps.run(s), name) < goal, "neither of the two moves it"
    if measure == "arrests":
        assert held == []
    elif not held:
        unmoved = set(steps.LIMITS) - set(two_at_once.moved((across, up), measure))
        assert all(getattr(out, name) >= goal * (1 - 1e-8) for name in unmoved)


def test_a_line_of_two_limits_has_its_corner(facts):
    s = steps.changed(Scenario(**facts.defaults), flights_per_month=1_000.0)
    goal, knobs = 1_000_000.0, ("officers", "beds")
    found = two_at_once.line(s, axis("officers"), axis("beds"), goal, "removals")
    officers, beds = (backwards.need(s, knob, goal).value for knob in knobs)
    assert (pytest.approx(officers), pytest.approx(beds)) in [(x, y) for x, y in found]
    assert {round(x) for x, y in found if y > beds * 1.01} == {round(officers)}, "upward from the corner"
    assert {round(y) for x, y in found if x > officers * 1.01} == {round(beds)}, "and to its right"
    assert two_at_once.held_by(s, knobs, goal, "removals") == []


def test_limits_that_hold_are_named_the_smallest_first(facts):
    s = steps.changed(Scenario(**facts.defaults), beds=10_000.0, judges=1.0, share_without_hearing=0.3)
    out = steps.run(s)
    held = two_at_once.held_by(s, ("officers", "arrests_per_officer_day"), 1e6, "removals")
    assert held == sorted(["beds", "flights", "orders"], key=lambda name: getattr(out, name))


def test_one_limit_moved_by_two_settings_is_one(facts):
    assert two_at_once.moved(("officers", "removed_share"), "removals") == ["arrests"]
    assert two_at_once.moved(("beds", "officers"), "removals") == ["arrests", "beds"]
    assert two_at_once.moved(("officers", "days_off"), "arrests") == ["arrests_per_year"]
