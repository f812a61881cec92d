"""What a goal would take, as said: set so, the model meets the goal; what is printed is what is set; officers alone stop where it is said."""

from __future__ import annotations

import dataclasses
import math
import re
from html import escape

import by_hand
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from known import FACTS
from strategies import STATED, any_goal, at_arrests, model, reader_settings

from explainer import words
from explainer.draw import picture
from explainer.model import backwards, steps
from explainer.records import goals
from explainer.telling import goal as of_goal
from explainer.telling import needs

def meets(s: steps.Scenario, goal: goals.Goal) -> bool:
    return model(s, goal.measure) >= of_goal.ends(goal)[0] * (1 - 1e-9)


@given(reader_settings, any_goal)
def test_set_to_what_is_printed_the_model_meets_the_goal(s, goal):
    found, of = needs.taken(FACTS, s, goal), needs.for_goal(s, goal)
    assert found.met == meets(s, goal) and [row.knob for row in found.rows] == list(of)
    answers = [need.alone is not None or need.reason == "no limit set" for need in of.values()]
    assert (found.scenario is not None) == all(answers)
    assume(found.scenario is not None)
    assert meets(found.scenario, goal)
    printed = {row.knob: row.needed for row in found.rows if row.needed is not None and not row.enough}
    for knob, value in vars(s).items():
        assert getattr(found.scenario, knob) == printed.get(knob, value), "set is what is printed; what suffices, and what no row names, stays"
    assert all(getattr(s, knob) < value for knob, value in printed.items()), "what suffices is not lowered"


@given(reader_settings, any_goal)
def test_of_each_setting_as_much_is_taken_as_its_own_limit_needs_and_no_more(s, goal):
    for row, need in zip(needs.taken(FACTS, s, goal).rows, needs.for_goal(s, goal).values(), strict=True):
        assert (row.label, row.yours) == (FACTS.knobs[row.knob].short, getattr(s, row.knob))
        numbers = [by_hand.value(part) for part in re.findall(r"\d[\d,]*(?![\d.]* times)", row.told.split(", ")[0] if " → " in row.told else row.told)]
        assert numbers[0] == pytest.approx(row.yours, abs=0.5)
        if row.needed is None:
            assert row.told.endswith(needs.why(need)) and row.enough == (need.reason == "no limit set") and need.alone is None
        elif row.needed == 0:
            assert row.enough and need.value == 0 and row.told.endswith(needs.REASONS[need.reason] or "none is needed")
        else:
            assert need.value <= row.needed <= need.value * 1.01 + 1 and row.enough == (row.needed <= row.yours)
            assert numbers[1] == pytest.approx(row.needed, abs=0.5) and row.enough == (row.told.startswith("you have ")) == (" → " not in row.told)
            times = re.search(r"→ [\d,]+, (.*) yours", row.told)
            assert bool(times) == (not row.enough and row.yours > 0) and (not times or times[1] == words.times(row.needed / row.yours))


ZEROS = ("arrests_per_officer_day", "arrest_share", "removed_share", "removals_per_bed_year", "passengers_per_flight", "orders_per_judge_year")


@settings(max_examples=60)
@given(reader_settings, any_goal, st.sampled_from(ZEROS))
def test_where_nothing_can_be_set_no_number_would_do(s, goal, zero):
    s = steps.changed(s, **{zero if goal.measure == "removals" else ZEROS[0]: 0.0})
    found = needs.taken(FACTS, s, goal)
    assume(found.scenario is None)
    without_answer = [need for need in needs.for_goal(s, goal).values() if need.alone is None and need.reason != "no limit set"]
    assert without_answer
    for need in without_answer:
        for value in (0.0, FACTS.knobs[need.knob].high, 1e9):
            at = steps.run(steps.changed(s, **{need.knob: value}))
            assert (at.arrests_per_year if goal.measure == "arrests" else getattr(at, need.limit)) < goal.low
    assert needs.heading(FACTS, s, goal).startswith("At these settings no number") or found.met


@given(reader_settings, any_goal)
def test_the_heading_says_that_the_goal_is_met_where_the_model_does_and_else_what_it_takes(s, goal):
    text, found = needs.heading(FACTS, s, goal), needs.taken(FACTS, s, goal)
    assert (text == "Your settings meet this goal") == meets(s, goal)
    assume(not found.met and found.scenario is not None)
    units = {row.knob: FACTS.knobs[row.knob].unit for row in found.rows}
    raised = {f"{row.needed:,.0f} {units[row.knob]}".replace(units[row.knob], units[row.knob][: -1 if row.needed == 1 else None]) for row in found.rows if row.needed and not row.enough}
    assert set(re.findall(r"[\d,]*\d [a-z]+", text)) == raised and raised
    enough = re.search(r"the ([a-z, ]+) you have$", text)
    assert set(re.split(r", | and ", enough[1]) if enough else []) == (
        {units[row.knob] for row in found.rows if row.enough} if goal.measure == "removals" else set())
    assert ("At these settings the goal takes all four together" in text) == (len(found.rows) == 4)
    assert len(re.findall(r" flights? a month", text)) == sum(row.knob == "flights_per_month" and bool(row.needed) and not row.enough for row in found.rows)


def test_one_of_a_thing_is_singular():
    s = steps.changed(steps.Scenario(**FACTS.defaults), flights_per_month=0.0)
    assert ": 1 flight a month, and the officers, beds and judges you have" in needs.heading(FACTS, s, goals.own(100, "removals"))


def test_what_is_written_as_nothing_is_no_number_to_be_a_multiple_of():
    s = steps.changed(steps.Scenario(**FACTS.defaults), flights_per_month=1e-30, officers=0.4)
    told = {row.knob: row.told for row in needs.taken(FACTS, s, STATED[FACTS.about["default_goal"]]).rows}
    assert told["flights_per_month"] == "0 → 356" and "times" not in told["officers"]


def test_the_model_decides_whether_a_goal_is_met_and_not_what_was_proposed(monkeypatch):
    """A limit that the four settings do not raise, as one that is new to the model, keeps the goal from being met."""
    goal = goals.own(1_000_000, "removals")
    proposed = needs.taken(FACTS, steps.Scenario(**FACTS.defaults), goal).scenario
    assert needs.heading(FACTS, proposed, goal) == "Your settings meet this goal"
    whole = steps.run
    monkeypatch.setattr(needs.steps, "run", lambda s: dataclasses.replace(whole(s), removals_per_year=whole(s).removals_per_year * 0.58))
    found = needs.taken(FACTS, proposed, goal)
    assert not found.met and found.scenario is None and "meet this goal" not in needs.heading(FACTS, proposed, goal)


@given(reader_settings, any_goal)
def test_with_more_officers_alone_the_total_stops_where_it_is_said_to(s, goal):
    text = needs.officers_alone(s, goal)
    many = steps.changed(s, officers=max(s.officers, 1.0) * 1e9)
    if not text:
        no_number = backwards.need(s, "officers", min(v for n, v in steps.run(s).limits.items() if n != "arrests")).alone is None
        assert goal.measure == "arrests" or meets(s, goal) or meets(many, goal) or no_number
        return
    assert not meets(many, goal), "officers alone would do"
    out, stops = steps.run(s), steps.run(many)
    held = [steps.LIMITS[name].lower() for name in stops.limited_by if name != "arrests"]
    assert all(name in text for name in held)
    nothing = re.fullmatch(r"More officers would change nothing at these settings: .* hold the total at (.*)\.", text)
    if nothing:
        assert by_hand.fits(nothing[1], stops.removals_per_year) and stops.removals_per_year == pytest.approx(out.removals_per_year, rel=1e-9)
        return
    told = re.fullmatch(r"With more officers alone the total stops at (.*): from (.*) officers on, .* hold it(?:, at (.*) removals per bed a year)?\.", text)
    assert told and by_hand.fits(told[1], stops.removals_per_year) and stops.removals_per_year > out.removals_per_year
    assert bool(told[3]) == ("beds" in stops.limited_by) and (not told[3] or by_hand.fits(told[3], s.removals_per_bed_year))
    from_here = by_hand.value(told[2])
    off = 0.06 if from_here < 100 else 0.01  # printed with two digits, or with three
    assert steps.run(steps.changed(s, officers=from_here * (1 + off))).removals_per_year == pytest.approx(stops.removals_per_year, rel=1e-9)
    assert steps.run(steps.changed(s, officers=from_here * (1 - off))).removals_per_year < stops.removals_per_year


@pytest.mark.parametrize("knob", backwards.SET_TOGETHER)
def test_the_most_known_is_the_highest_value_recorded_or_calculated_from_records(knob):
    known = [mark for mark in FACTS.evidence[knob] if mark.kind in ("published", "worked_out")]
    top = max(mark.value for mark in known)
    (bound,) = {mark.bound for mark in known if mark.value == top}
    (row,) = (row for row in needs.taken(FACTS, steps.Scenario(**FACTS.defaults), goals.own(1e6, "removals")).rows if row.knob == knob)
    assert row.highest and row.highest[0] == top
    assert row.highest[1].startswith("most known: ") and f"{bound.replace('_', ' ')} {top:,.0f}".strip() in row.highest[1]


def test_a_most_known_that_is_our_estimate_or_that_counts_another_thing_says_so():
    told = {row.knob: row.highest[1] for row in needs.taken(FACTS, steps.Scenario(**FACTS.defaults), goals.own(1e6, "removals")).rows if row.highest}
    assert "about " in told["officers"] and "our estimate" in told["officers"] and " held " in told["beds"]
    for knob in backwards.SET_TOGETHER:
        (kind,) = {mark.kind for mark in FACTS.evidence[knob] if mark.kind in ("published", "worked_out") and f"{mark.value:,.0f}" in told[knob]}
        assert kind == "published" or " our " in told[knob]
    unnamed = next(mark for mark in FACTS.evidence["flights_per_month"] if mark.kind == "worked_out" and not mark.named)
    assert needs._named(unnamed).endswith(" (our calculation)")


@given(reader_settings, any_goal)
def test_bars_reach_from_yours_to_what_is_needed_on_one_axis_a_row(s, goal):
    rows = needs.taken(FACTS, s, goal).rows
    drawn = picture.needs(rows).split('<div class="need">')[1:]
    for html, row in zip(drawn, rows, strict=True):
        top = max(row.yours, row.needed or 0.0, row.highest[0] if row.highest else 0.0) * picture.ROOM or 1.0
        (yours,) = (float(width) for width in re.findall(r'<i class="yours" style="width:([\d.]+)%"', html))
        assert yours == pytest.approx(row.yours / top * 100, abs=0.006)
        gap = re.search(r'<b class="gap" style="left:([\d.]+)%;width:([\d.]+)%"', html)
        assert bool(gap) == (row.needed is not None and not row.enough)
        if gap:
            assert (float(gap[1]), float(gap[1]) + float(gap[2])) == (pytest.approx(yours), pytest.approx(row.needed / top * 100, abs=0.011))
        mark = re.search(r'<b class="record" style="left:([\d.]+)%" title="([^"]*)"', html)
        assert mark and float(mark[1]) == pytest.approx(row.highest[0] / top * 100, abs=0.006) and mark[2] == row.highest[1]
        assert f'<span class="name">{escape(row.label)}</span>' in html and f'<span class="told">{escape(row.told)}</span>' in html


@given(reader_settings, any_goal)
def test_each_setting_alone_is_said_to_give_what_it_gives(s, goal):
    for need in backwards.every_knob(s, goal.low, goal.measure):
        text = needs.alone(need, goal)
        assert bool(text) == (need.alone is not None)
        if not text or need.value is None:
            continue
        at = steps.changed(s, **{need.knob: need.value})
        got = model(at, goal.measure)
        amount, _, held = text.partition(", held there by ")
        assert by_hand.fits(amount, got) or math.isclose(by_hand.value(amount), got, rel_tol=1e-3)
        if goal.measure == "removals":
            assert bool(held) == (got < goal.low * (1 - 1e-6)), "what holds it is named where it stays below the goal"
            names = [steps.LIMITS[name].lower() for name in steps.run(at).limited_by]
            assert not held or all(name in held for name in names)


@given(reader_settings, any_goal)
def test_a_setting_is_enough_where_the_goal_takes_no_more_of_it_than_there_is(s, goal):
    """No fewer officers and no more days off than the reader's are an answer to what a goal takes."""
    out = steps.run(s)
    for need in backwards.every_knob(s, goal.low, goal.measure):
        said = needs.enough(out, need, goal)
        if need.value is None:
            assert said == (need.reason == "no limit set") or backwards.least(need.knob, goal.measure) == getattr(s, need.knob)
        elif not math.isclose(need.value, getattr(s, need.knob), rel_tol=1e-6, abs_tol=1e-9):
            falls = backwards.least(need.knob, goal.measure) > 0
            assert said == (need.value > getattr(s, need.knob) if falls else need.value < getattr(s, need.knob)), need.knob


@given(reader_settings, any_goal)
def test_what_a_setting_would_have_to_be_is_its_value_or_why_there_is_none(s, goal):
    for need in backwards.every_knob(s, goal.low, goal.measure):
        text, reason = needs.needed(FACTS.knobs[need.knob].style, need), needs.why(need)
        if need.alone is None:
            assert text == reason and text and ("not reachable" in reason) == (need.reason != "no limit set")
        else:
            style = FACTS.knobs[need.knob].style
            assert text == words.knob_value(style, math.ceil(need.value - 1e-6) if style == "count" else need.value)


def test_reasons_say_what_they_mean():
    def beyond(knob: str, value: float) -> str:
        return needs.why(backwards.Need(knob, "arrests", value, "beyond its limit", None))

    assert beyond("days_per_week", 8.0).endswith("over 7 days") and beyond("days_off", -1.0).endswith("even with no days off")
    shares = [knob for knob, row in FACTS.knobs.items() if row.style == "percent"]
    assert all(beyond(knob, 1.5) == "not reachable: over 100%" and beyond(knob, -0.5) == "not reachable: even at 0%" for knob in shares)
    assert needs.REASONS["a zero elsewhere"].endswith("something that it is multiplied by is zero")
    assert (needs.REASONS["reached"], needs.REASONS["no limit set"]) == ("", "sets no limit")


@given(reader_settings, any_goal)
def test_the_opening_says_what_the_goal_is_in_arrests(s, goal):
    text = needs.opening(s, goal)
    if goal.measure == "arrests":
        lower = ", tested at the lower end" if goal.high > goal.low else ""
        assert text == f"The goal is {words.bounded(goal.bound, words.both_ends(goal.low / 365, goal.high / 365))} arrests a day{lower}."
    elif goal.low <= steps.step(at_arrests(s, 0.0), "arrests"):
        assert text == "At these settings the goal takes no ICE arrests: removals of people arrested at the border come to it."
    elif steps.step(at_arrests(s, 0.0), "arrests") == steps.step(at_arrests(s, 1.0), "arrests"):
        assert text.startswith("No number of arrests") and text.endswith("no arrest ends in a removal.")
    else:
        told = re.search(r"needs (.*?) arrests a year, or (.*?) a day, plus (.*?) removals of people arrested at the border\.$", text)
        arrests = backwards.arrests_needed(s, goal.low)
        assert told and all(by_hand.fits(said, exact) for said, exact in zip(told.groups(), (arrests, arrests / 365, s.border_removals), strict=True))
        assert math.isclose(steps.step(at_arrests(s, arrests / 365), "arrests"), goal.low)
