"""What is said of a result is true of its numbers: share, other measure, limits, and what a move did or did not do."""

from __future__ import annotations

import dataclasses
import math
import re

import by_hand
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from known import FACTS
from strategies import STATED, any_goal, at_arrests, model, reader_settings, smallest

from explainer import words
from explainer.model import steps
from explainer.model.steps import LIMITS, Scenario
from explainer.records import goals
from explainer.telling import goal as of_goal
from explainer.telling import result

measures = st.sampled_from(["removals", "arrests"])


def percents(text: str) -> list[float]:
    return [by_hand.value(part) for part in re.findall(r"[\d,.]+%", text)]


def near(printed: float, share: float) -> bool:
    """Whether a printed percentage is the share to its last digit: one decimal next to 0 and 100, none elsewhere."""
    return abs(printed - share) <= 0.005 + 1e-9


@given(reader_settings, measures)
def test_the_number_and_the_one_beside_it_are_the_models_in_both_measures(s, measure):
    out, other = steps.run(s), "arrests" if measure == "removals" else "removals"
    number, unit = result.headline(out, measure)
    beside = re.fullmatch(r"([\d.,]+) (\w+) a (\w+)", result.beside(out, measure))
    assert by_hand.fits(number, model(s, measure)), number
    assert unit == {"removals": "ICE removals a year", "arrests": "ICE arrests a day"}[measure]
    assert beside and by_hand.fits(beside[1], model(s, other))
    assert beside.groups()[1:] == (other, {"removals": "year", "arrests": "day"}[other])


@st.composite
def around_a_range(draw: st.DrawFn) -> tuple[Scenario, goals.Goal]:
    """Settings, and a goal with two ends that the result lies below, between or above."""
    s, of = draw(reader_settings), draw(measures)
    own = model(s, of)
    assume(own > 100)
    low = own * draw(st.sampled_from([0.05, 0.5, 0.9, 1.0, 1.1, 3.0]) | st.floats(0.11, 5)) * (365 if of == "arrests" else 1)
    return s, dataclasses.replace(goals.own(1.0, of), low=low, high=low * draw(st.floats(1.05, 3)))


@settings(max_examples=200)
@given(st.tuples(reader_settings, any_goal) | around_a_range())
def test_a_share_is_the_result_over_the_goal_and_stands_where_both_count_the_same(drawn):
    s, goal = drawn
    text, own = of_goal.share(steps.run(s), goal), model(s, goal.measure)
    if goal.scope not in ("ICE", "not_stated"):
        assert not re.search(r"\d", text) and "ICE alone" in text
        return
    days = 365 if goal.measure == "arrests" else 1
    if own >= 10 * goal.low / days:
        times = re.fullmatch(r"([\d,.]+) times the goal(, if ICE removals were meant)?", text)
        assert times and by_hand.value(times[1]) == pytest.approx(own / (goal.high / days), abs=0.501)
        return
    shares = percents(text)
    meant = ", if ICE removals were meant" if goal.unspecified else ""
    assert text.endswith(f"% of the goal{meant}") and len(shares) in (1, 2)
    assert near(shares[0], own / (goal.high / days)) and near(shares[-1], own / (goal.low / days))
    assert shares == sorted(shares)


@given(reader_settings, any_goal)
def test_the_finding_holds_both_numbers_and_the_share(s, goal):
    out = steps.run(s)
    text, share = result.finding(out, goal), of_goal.share(out, goal)
    for measure, told in (("arrests", r"([\d.,]+) ICE arrests a day"), ("removals", r"([\d.,]+) ICE removals a year")):
        found = re.search(told, text)
        assert found and by_hand.fits(found[1], model(s, measure))
    if goal.scope not in ("ICE", "not_stated") or not goal.low:
        assert text.endswith(f". {share}")
        return
    last, of = re.search(r"ICE (\w+) (?:a day|a year), ([^,]*?(?:%|times)) (?:of )?the goal", text).groups()  # "46%", "80% to 99.8%"
    assert last == goal.measure, "a share follows the number that it is a share of"
    assert share.startswith(of) and of_goal.amount(goal) in text and (", if ICE removals were meant" in text) == goal.unspecified


@given(reader_settings, any_goal)
def test_the_passage_to_quote_holds_what_is_set_and_what_follows(s, goal):
    out = steps.run(s)
    text = result.quotable(FACTS, s, out, goal)
    gives = text.split(" the model gives ")[1]
    for measure, told in (("arrests", r"([\d.,]+) arrests a day"), ("removals", r"([\d.,]+) ICE removals a year")):
        found = re.search(told, gives)
        assert found and by_hand.fits(found[1], model(s, measure))
    assert f"{words.knob_value('count', s.officers)} ICE deportation officers" in text and f"{out.work_days:,.0f} work days" in text
    border = re.search(r"plus (?:about )?([\d,.]+) removals of people arrested at the border", text)
    assert border and by_hand.fits(border[1], s.border_removals)
    assert (" from other agencies" in text) == (s.borrowed > 0)
    share = of_goal.share(out, goal)
    assert (re.split(" of | the goal", share)[0] in text) or not share[0].isdigit()
    assert "a calculation, not a forecast" in text


@pytest.mark.parametrize("knob", [knob for knob in steps.knobs_of("arrests") if knob != "borrowed_output"])
def test_the_passage_to_quote_says_each_setting_that_removals_by_arrests_follow_from(knob):
    def said(value: float) -> str:
        s = steps.changed(Scenario(**FACTS.base), **{knob: value})
        head, rest = result.quotable(FACTS, s, steps.run(s), STATED["T2-29"]).split(", the model gives ")
        return head + rest.split("It assumes ")[1].split("What holds ")[0]

    row = FACTS.knobs[knob]
    assert said(row.low) != said(row.high), f"quotable in explainer/telling/result.py does not say {knob}; name its value"


@given(reader_settings)
def test_what_is_said_to_limit_the_total_is_the_smallest_and_no_other(s):
    out = steps.run(s)
    assert set(re.split(r", | and ", result.holds(out))) == smallest(s)
    assert f"What holds the total there: {result.holds(out)}." in result.quotable(FACTS, s, out, STATED["T2-29"])
    sentence = result.limit_sentence(out)
    assert sentence[0].isupper() and set(re.split(r", | and ", sentence.split(" limit the total")[0].lower())) == smallest(s)
    total = re.search(r" limit the total to (.*?) removals a year", sentence)
    assert total and by_hand.fits(total[1], min(out.limits.values()))
    rest = sentence.split("a year.")[1].lower()
    for name, label in LIMITS.items():
        would = re.search(rf"{label.lower()} would allow ([\d.,]+\d)", rest)
        if label.lower() in smallest(s):
            assert would is None
        elif math.isfinite(getattr(out, name)):
            assert would and by_hand.fits(would[1], getattr(out, name))
        else:
            assert f"{label.lower()} set no limit" in rest


@given(reader_settings)
def test_a_limit_in_arrests_a_day_is_what_brings_that_many_removals(s):
    for amount in steps.run(s).limits.values():
        arrests = result.limit_amount(s, amount, "arrests")
        if 0 <= arrests < math.inf:
            allowed = steps.step(at_arrests(s, arrests), "arrests")
            assert math.isclose(allowed, amount, rel_tol=1e-9) or (arrests == 0 and amount <= allowed)
        assert result.limit_amount(s, amount, "removals") == amount


@given(reader_settings)
def test_the_border_part_and_the_rates_are_quotients_of_what_stands_beside_them(s):
    out, text = steps.run(s), result.border_part(s, steps.run(s))
    if out.arrests > 0:
        (share,) = percents(text.split(" of the removals that arrests allow are of people arrested by border agencies (")[0])
        of_all = s.border_removals / (s.border_removals + out.interior_removals)
        assert near(share, of_all)
        assert by_hand.fits(re.search(r"\((?:about )?([\d.,]+)\)", text)[1], of_all * out.arrests)
    days = re.search(r"every ([\d.,]+) field days", result.rates(s, out))
    assert days and abs(by_hand.value(days[1]) - 1 / s.arrests_per_officer_day) <= 0.0501
    each = re.search(r"([\d.,]+) arrests a year per officer", result.rates(s, out))
    assert bool(each) == (s.officers > 0 and s.borrowed == 0)
    assert each is None or abs(by_hand.value(each[1]) - out.arrests_per_year / s.officers) <= 0.0501
