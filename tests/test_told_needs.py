"""What a goal would take, as said: set so, the model gives exactly the goal; ratios and highest values are those shown."""

from __future__ import annotations

import math
import re

import by_hand
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from known import FACTS
from strategies import reader_settings

from explainer import words
from explainer.model import backwards, steps
from explainer.records import goals
from explainer.telling import needs

TESTED = [goals.from_row(row) for row in goals.testable(FACTS)]
OWN = st.floats(10_000, 3_000_000).map(lambda amount: goals.own(amount, "removals")) | st.floats(50, 5_000).map(
    lambda amount: goals.own(amount, "arrests")
)
any_goal = st.sampled_from(TESTED) | OWN


def reached(s: steps.Scenario, measure: str) -> float:
    out = steps.run(s)
    return out.removals_per_year if measure == "removals" else out.arrests_per_year


@given(reader_settings, any_goal)
def test_set_to_this_gives_the_goal(s, goal):
    wanted = needs.set_to(s, goal)
    answers = [need.value is not None and need.alone is not None or need.reason == "no limit set" for need in needs.for_goal(s, goal).values()]
    assert (wanted is not None) == all(answers)
    assume(wanted is not None)
    got = reached(wanted, goal.measure)
    moved = {knob for knob in vars(s) if getattr(s, knob) != getattr(wanted, knob)}
    assert got == pytest.approx(goal.low, rel=1e-9) if moved else got >= goal.low * (1 - 1e-9)
    assert all(getattr(wanted, knob) > getattr(s, knob) for knob in moved), "what suffices is not lowered"
    assert moved <= set(needs.for_goal(s, goal)), "a setting is moved that no row names"


ZEROS = ("arrests_per_officer_day", "arrest_share", "removed_share", "removals_per_bed_year", "passengers_per_flight", "orders_per_judge_year")


@settings(max_examples=60)
@given(reader_settings, any_goal, st.sampled_from(ZEROS))
def test_where_nothing_can_be_set_no_number_would_do(s, goal, zero):
    s = steps.changed(s, **{zero if goal.measure == "removals" else ZEROS[0]: 0.0})
    assume(needs.set_to(s, goal) is None)
    without_answer = [need for need in needs.for_goal(s, goal).values() if need.value is None or need.alone is None]
    assert without_answer
    for need in without_answer:
        for value in (0.0, FACTS.knobs[need.knob].high, 1e9):
            at = steps.run(steps.changed(s, **{need.knob: value}))
            amount = at.arrests_per_year if goal.measure == "arrests" else getattr(at, need.limit)
            assert amount < goal.low or need.reason == "no limit set"


@given(reader_settings, any_goal)
def test_each_row_shows_the_value_its_ratio_to_the_readers_and_the_readers_own(s, goal):
    found = needs.for_goal(s, goal)
    for row, (knob, need) in zip(needs.rows(FACTS, s, goal), found.items(), strict=True):
        present, label = getattr(s, knob), FACTS.knobs[knob].label
        assert row.label == label and by_hand.value(row.yours) == pytest.approx(present, abs=0.5)
        if need.value is None:
            assert not re.search(r"\d", row.needed)
            continue
        value, _, ratio = row.needed.partition(" (")
        assert by_hand.fits(value.removesuffix(", met without it"), need.value)
        assert (", met without it" in value) == (need.reason == "met without it")
        assert bool(ratio) == (present > 0 and need.value > 0)
        if ratio:
            times = float(ratio.split(" times yours")[0].replace(",", ""))
            assert times == pytest.approx(need.value / present, abs=0.0501 if times < 10 else 0.501)


@pytest.mark.parametrize("knob", needs.SHOWN_TOGETHER)
def test_the_highest_known_is_the_highest_value_recorded_or_calculated_from_records(knob):
    known = [mark for mark in FACTS.evidence[knob] if mark.kind in ("published", "worked_out")]
    published = max(mark.value for mark in known if mark.kind == "published")
    highest = max(mark.value for mark in known)
    told = needs.highest_known(FACTS, knob).split("; ")
    assert len(told) == 1 + (highest > published), "a calculated value stands after the highest published one"
    for text, value in zip(told, (published, highest)):
        bounds = {mark.bound for mark in known if mark.value == value}
        (bound,) = bounds
        said = f"{bound.replace('_', ' ')} ".lstrip()
        assert by_hand.value(text.removeprefix(said).split(" (")[0]) == round(value) and text.startswith(said)
        assert said or text[0].isdigit(), "a bound that no row has"
        assert any(f"({mark.label})" in text for mark in known if mark.value == value)


@given(reader_settings, any_goal)
def test_each_setting_alone_is_said_to_give_what_it_gives(s, goal):
    for need in backwards.every_knob(s, goal.low, goal.measure):
        text = needs.alone(need, goal)
        assert bool(text) == (need.alone is not None)
        if not text or need.value is None:
            continue
        at = steps.changed(s, **{need.knob: need.value})
        got = reached(at, goal.measure) / (365 if goal.measure == "arrests" else 1)
        amount, _, held = text.partition(", limited by ")
        assert by_hand.fits(amount, got) or math.isclose(by_hand.value(amount), got, rel_tol=1e-3)
        if goal.measure == "removals":
            assert bool(held) == (got < goal.low * (1 - 1e-6)), "what holds it is named where it stays below the goal"
            names = [steps.LIMITS[name].lower() for name in steps.run(at).limited_by]
            assert not held or all(name in held for name in names)


@given(reader_settings)
def test_what_no_slider_reaches_is_named(s):
    wanted = steps.changed(s, officers=FACTS.knobs["officers"].highest * 2)
    named = needs.beyond_sliders(FACTS, wanted)
    assert named == [words.lower_first(FACTS.knobs["officers"].label)] and needs.beyond_sliders(FACTS, s) == []


@given(reader_settings, any_goal)
def test_what_a_setting_would_have_to_be_is_its_value_or_why_there_is_none(s, goal):
    for need in backwards.every_knob(s, goal.low, goal.measure):
        text, reason = needs.needed(FACTS.knobs[need.knob].style, need), needs.why(need)
        if need.value is None or need.value < 0:
            assert text == reason and text
        elif need.reason == "beyond its limit":
            assert text == f"{words.knob_value(FACTS.knobs[need.knob].style, need.value)}, {reason}" and "not reachable" in reason
        else:
            assert text == words.knob_value(FACTS.knobs[need.knob].style, need.value)


def test_reasons_say_what_they_mean():
    beyond = {knob: needs.why(backwards.Need(knob, "arrests", None, "beyond its limit", None)) for knob in FACTS.knobs}
    assert beyond["days_per_week"].endswith("over 7 days") and beyond["days_off"].endswith("even with no days off")
    shares = [knob for knob, row in FACTS.knobs.items() if row.style == "percent"]
    assert all(beyond[knob] == "not reachable: over 100%" for knob in shares)
    assert needs.REASONS["a zero elsewhere"].endswith("another setting that it is multiplied by is zero")
    assert (needs.REASONS["reached"], needs.REASONS["no limit set"]) == ("", "sets no limit")


@given(reader_settings, any_goal)
def test_the_opening_says_what_the_goal_is_in_arrests(s, goal):
    text = needs.opening(s, goal)
    if goal.measure == "arrests":
        lower = ", tested at the lower end" if goal.high > goal.low else ""
        assert text == f"The goal is {words.both_ends(goal.low / 365, goal.high / 365)} arrests a day{lower}."
    elif goal.low <= s.border_removals:
        assert text == "At these settings removals of people arrested at the border alone meet the goal."
    else:
        assert text.endswith("no arrest ends in a removal.") if s.removed_share == 0 else text.endswith(" removals of people arrested at the border.")
