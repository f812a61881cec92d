"""What is said of a result is true of its numbers: share, other measure, limits, and what a move did or did not do."""

from __future__ import annotations

import math
import re
from types import SimpleNamespace

import by_hand
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from known import FACTS
from strategies import moves, reader_settings

from explainer import words
from explainer.model import backwards, steps
from explainer.model.steps import LIMITS, Scenario
from explainer.page import compare
from explainer.records import goals
from explainer.telling import goal as of_goal
from explainer.telling import result

STATED = [goals.from_row(row) for row in goals.testable(FACTS)]
OWN_AMOUNTS = {"removals": st.floats(1_000, 2_000_000), "arrests": st.floats(10, 5_000)}
own_goals = st.sampled_from(sorted(OWN_AMOUNTS)).flatmap(lambda unit: OWN_AMOUNTS[unit].map(lambda a: goals.own(a, unit)))
any_goal = st.sampled_from(STATED) | own_goals
measures = st.sampled_from(["removals", "arrests"])


def model(s: Scenario, measure: str) -> float:
    """The model's result in the unit that the page shows a measure in."""
    out = steps.run(s)
    return out.removals_per_year if measure == "removals" else out.arrests_per_year / 365


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


@given(reader_settings, any_goal)
def test_a_share_is_the_result_over_the_goal_and_stands_where_both_count_the_same(s, goal):
    text, own = of_goal.share(steps.run(s), goal), model(s, goal.measure)
    if goal.scope not in ("ICE", "not_stated"):
        assert not re.search(r"\d", text) and "ICE alone" in text
        return
    days = 365 if goal.measure == "arrests" else 1
    if own >= 10 * goal.low / days:
        times = re.fullmatch(r"([\d,.]+) times the goal", text)
        assert times and by_hand.value(times[1]) == pytest.approx(own / (goal.high / days), abs=0.501)
        return
    shares = percents(text)
    assert text.endswith("% of the goal") and len(shares) in (1, 2)
    assert near(shares[0], own / (goal.high / days)) and near(shares[-1], own / (goal.low / days))
    assert shares == sorted(shares)


@given(reader_settings, any_goal)
def test_the_finding_holds_both_numbers_and_the_share(s, goal):
    out = steps.run(s)
    told = re.search(r"gives (.*?) ICE arrests a day and (.*?) ICE removals a year", result.finding(out, goal))
    assert told and by_hand.fits(told[1], model(s, "arrests")) and by_hand.fits(told[2], model(s, "removals"))
    assert result.finding(out, goal).endswith(of_goal.share(out, goal))


@given(reader_settings, any_goal)
def test_the_passage_to_quote_holds_what_is_set_and_what_follows(s, goal):
    out = steps.run(s)
    text = result.quotable(FACTS, s, out, goal)
    told = re.search(r"gives (.*?) arrests a day and (.*?) ICE removals a year", text)
    assert told and by_hand.fits(told[1], model(s, "arrests")) and by_hand.fits(told[2], model(s, "removals"))
    assert f"{s.officers:,.0f} ICE deportation officers" in text and f"{out.work_days:,.0f} work days" in text
    border = re.search(r"plus (?:about )?([\d,.]+) removals of people arrested at the border", text)
    assert border and by_hand.fits(border[1], s.border_removals)
    assert (" from other agencies" in text) == (s.borrowed > 0)
    share = of_goal.share(out, goal)
    assert (re.split(" of | the goal", share)[0] in text) or not share[0].isdigit()
    assert "a calculation, not a forecast" in text


def smallest(s: Scenario) -> set[str]:
    out = steps.run(s)
    amounts = {name: getattr(out, name) for name in LIMITS}
    return {LIMITS[name].lower() for name, amount in amounts.items() if amount <= min(amounts.values()) * (1 + 1e-9)}


@given(reader_settings)
def test_what_is_said_to_limit_the_total_is_the_smallest_and_no_other(s):
    out, text = steps.run(s), result.limited_by(steps.run(s))
    assert set(re.split(r", | and ", text.removeprefix("Limited by: "))) == smallest(s)
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
        if 0 < arrests < math.inf:
            assert math.isclose(arrests * 365 * s.removed_share + s.border_removals, amount, rel_tol=1e-9)
        elif arrests == 0:
            assert amount <= s.border_removals
        assert result.limit_amount(s, amount, "removals") == amount


@settings(max_examples=200)
@given(moves(), measures)
def test_a_move_is_said_to_do_what_it_does(move, measure):
    was, now = move
    text = result.moved(FACTS, was, now, measure)
    changed = [knob for knob in vars(was) if getattr(was, knob) != getattr(now, knob)]
    old, new = model(was, measure), model(now, measure)
    assert bool(text) == bool(changed)
    if not changed:
        return
    what, _, effect = text.partition(": ")
    if len(changed) > 1:
        assert what == f"{len(changed)} settings changed"
    else:
        row, ends = FACTS.knobs[changed[0]], [getattr(at, changed[0]) for at in move]
        usual, exact = ([write(row.style, end) for end in ends] for write in (words.knob_value, words.precise))
        assert what == f"{row.label} {' → '.join(usual if usual[0] != usual[1] else exact)}"
    if math.isclose(old, new, rel_tol=1e-9):
        assert effect.startswith("no change, since ")
    elif " → " in effect:
        told = re.fullmatch(rf"{measure} ([\d.,]+) → ([\d.,]+) a (year|day)", effect)
        assert told and told[1] != told[2]
        assert by_hand.fits(told[1], old) and by_hand.fits(told[2], new)
    else:
        told = re.fullmatch(rf"{measure} (up|down) by (?:about )?([\d.,]+) a (year|day)", effect)
        assert told and (told[1] == "up") == (new > old) and by_hand.fits(told[2], abs(new - old))


def changed_by(s: Scenario, knob: str, measure: str = "removals") -> bool:
    """Whether the result is another one at one end of a knob's slider or the other."""
    row, own = FACTS.knobs[knob], model(s, measure)
    ends = [model(steps.changed(s, **{knob: end}), measure) for end in (row.low, row.high)]
    return any(not math.isclose(own, end, rel_tol=1e-9) for end in ends)


GROUPS = [row.group for row in FACTS.rows("groups")]
LABELS = {row.label.lower(): knob for knob, row in FACTS.knobs.items()}


def named(text: str) -> list[str]:
    """The knobs whose labels stand in a text, longer labels first, so that one within another is not counted twice."""
    left, found = text.lower(), []
    for label in sorted(LABELS, key=len, reverse=True):
        if label in left:
            left = left.replace(label, "")
            found.append(LABELS[label])
    return found


@settings(max_examples=100)
@given(moves(), measures)
def test_why_a_move_did_nothing_is_true_and_what_it_names_would_do_something(move, measure):
    was, now = move
    text = result.moved(FACTS, was, now, measure)
    assume("no change" in text)
    changed = [knob for knob in vars(was) if getattr(was, knob) != getattr(now, knob)]
    before, after = steps.run(was), steps.run(now)
    reason = text.split("no change, since ")[1]
    if reason.startswith("it shapes the fast start"):
        assert set(changed) <= {"targets", "preparation_share"} and before == after
    elif reason.startswith("arrests a day follow"):
        assert measure == "arrests" and all(not changed_by(was, knob, "arrests") for knob in changed)
    elif reason.startswith("another setting"):
        assert len(changed) == 1 and before.limits == after.limits
        zeros = {knob: 0.5 for knob, value in vars(now).items() if value == 0 and knob != changed[0]}
        assert steps.run(steps.changed(was, **zeros)).limits != steps.run(steps.changed(now, **zeros)).limits
    elif reason.startswith("together"):
        assert len(changed) > 1
    else:
        held, _, to_change = reason.partition(" limit the total at ")
        assert set(re.split(r", | and ", held)) == smallest(now)
        assert by_hand.fits(to_change.split(" a year")[0], min(after.limits.values()))
        told_move = to_change.partition("To change it, move ")[2]
        moving = [knob for knob in result.moving_knobs(FACTS, now) if knob not in changed]
        assert all(changed_by(now, knob) for knob in moving), f"{text}: one of them changes nothing"
        if told_move.startswith("a slider of "):
            labels = re.split(r", | or ", told_move.removeprefix("a slider of ").removesuffix("."))
            assert labels == [g.label for g in FACTS.rows("groups") if g.group in {FACTS.knobs[k].group for k in moving}]
        elif told_move:
            assert named(told_move) == moving and len(moving) == 1
        else:
            assert not any(changed_by(now, knob) for knob in vars(now) if knob not in changed) or len(smallest(now)) > 1


@given(st.floats(0, 3_000_000), st.floats(0, 3_000_000) | st.just(math.inf))
def test_a_difference_is_the_second_less_the_first(a, b):
    text = compare.difference(a, b)
    if math.isinf(b):
        assert text == "a limit is set in one of them alone"
    elif text == "no difference":
        assert abs(a - b) < 0.01
    else:
        assert (text[0] == "+") == (b > a) and text[0] in "+−" and by_hand.fits(text[1:], abs(b - a))


@given(reader_settings, reader_settings)
def test_two_scenarios_are_compared_step_by_step(a, b):
    titles = {step.title: step.name for step in steps.STEPS}
    for row in compare.rows(steps.run(a), steps.run(b)).to_dict("records"):
        x, y = (getattr(steps.run(s), titles[row["What"]]) for s in (a, b))
        assert by_hand.fits(row["Scenario A"], x) and by_hand.fits(row["Yours"], y)
        assert row["Difference"] == compare.difference(x, y)


@given(reader_settings)
def test_the_border_part_and_the_rates_are_quotients_of_what_stands_beside_them(s):
    out, text = steps.run(s), result.border_part(s, steps.run(s))
    if out.arrests > 0:
        (share,) = percents(text.split(" of the removals that arrests allow are of people arrested by border agencies (")[0])
        assert near(share, s.border_removals / out.arrests)
        assert by_hand.fits(re.search(r"\((?:about )?([\d.,]+)\)", text)[1], s.border_removals)
    days = re.search(r"every ([\d.,]+) field days", result.rates(s, out))
    assert days and abs(by_hand.value(days[1]) - 1 / s.arrests_per_officer_day) <= 0.0501
    each = re.search(r"([\d.,]+) arrests a year per officer", result.rates(s, out))
    assert bool(each) == (s.officers > 0 and s.borrowed == 0)
    assert each is None or abs(by_hand.value(each[1]) - out.arrests_per_year / s.officers) <= 0.0501


@given(reader_settings, own_goals)
def test_the_sentence_before_the_needs_adds_up_to_the_goal(s, goal):
    from explainer.telling import needs

    text = needs.opening(s, goal)
    told = re.search(r"needs (.*?) arrests a year, or (.*?) a day, plus (.*?) removals", text)
    if goal.measure == "arrests":
        assert f"{goal.low / 365:,.0f} arrests a day" in text
    elif s.border_removals >= goal.low:
        assert "alone meet the goal" in text
    elif s.removed_share == 0:
        assert text.startswith("No number of arrests")
    else:
        arrests = (goal.low - s.border_removals) / s.removed_share
        assert told and by_hand.fits(told[1], arrests) and by_hand.fits(told[2], arrests / 365)
        assert by_hand.fits(told[3].removeprefix("about "), s.border_removals)
        assert math.isclose(backwards.arrests_needed(s, goal.low) or 0, arrests)


@given(reader_settings, st.floats(1e-5, 4e-4), st.booleans())
def test_a_small_move_is_said_to_go_up_or_down_by_what_it_does(s, share, up):
    now = steps.changed(s, officers=s.officers * (1 + (share if up else -share)))
    old, new = model(s, "arrests"), model(now, "arrests")
    told = re.search(r": arrests (up|down) by (?:about )?([\d.,]+) a day", result.moved(FACTS, s, now, "arrests"))
    if told:
        assert (told[1] == "up") == (new > old) and by_hand.fits(told[2], abs(new - old))
    else:
        assert " → " in result.moved(FACTS, s, now, "arrests").split(": ")[-1] or math.isclose(old, new, rel_tol=1e-9)


def test_two_changes_that_outweigh_each_other_are_said_to_do_so_together():
    was = Scenario(**FACTS.starts["fy2024"])
    now = steps.changed(was, officers=was.officers * 2, arrest_share=was.arrest_share / 2)
    assert result.moved(FACTS, was, now, "removals") == "2 settings changed: no change, since together they leave the result as it was"
    assert "together" in result.moved(FACTS, was, now, "arrests")


@given(moves())
def test_the_settings_in_which_two_scenarios_differ_are_named_with_both_values(move):
    a, now = move
    text = compare.differ(SimpleNamespace(facts=FACTS, s=now), a)
    changed = [knob for knob in vars(a) if getattr(a, knob) != getattr(now, knob)]
    assert text == "They are the same so far: move a slider." if not changed else text.startswith("They differ in ")
    for knob, row in FACTS.knobs.items():
        was, is_ = (words.knob_value(row.style, getattr(s, knob)) for s in (a, now))
        assert (f"{words.lower_first(row.label)} ({was} in A, {is_} in yours)" in text) == (knob in changed)
