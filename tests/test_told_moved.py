"""What a move of a slider is said to have done, it did; where nothing came of it the reason is true, and the advice works."""

from __future__ import annotations

import math
import re

import by_hand
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from known import FACTS
from strategies import FALLING, HIGHEST, SHARED, model, moves, reader_settings, smallest

from explainer import words
from explainer.model import steps
from explainer.model.steps import Scenario
from explainer.telling import moved

measures = st.sampled_from(["removals", "arrests"])
FY2024 = Scenario(**FACTS.starts["fy2024"])
LABELS = {row.label.lower(): knob for knob, row in FACTS.knobs.items()}


def differing(was: Scenario, now: Scenario) -> list[str]:
    return [knob for knob in vars(was) if getattr(was, knob) != getattr(now, knob)]


def changed_by(s: Scenario, knob: str, measure: str = "removals") -> bool:
    """Whether the result is another one at one end of a knob's slider or the other."""
    row, own = FACTS.knobs[knob], model(s, measure)
    ends = [model(steps.changed(s, **{knob: end}), measure) for end in (row.low, row.high)]
    return any(not math.isclose(own, end, rel_tol=1e-9) for end in ends)


@given(moves())
def test_the_setting_that_moved_is_named_with_both_values(move):
    was, now = move
    told, changed = moved.what(FACTS, was, now), differing(was, now)
    if not changed:
        assert told == ""
    elif len(changed) > 1:
        assert told == f"{len(changed)} settings changed."
    else:
        row, ends = FACTS.knobs[changed[0]], [getattr(at, changed[0]) for at in move]
        usual, exact = ([write(row.style, end) for end in ends] for write in (words.knob_value, words.precise))
        assert told == f"{row.label} {' → '.join(usual if usual[0] != usual[1] else exact)}."


@settings(max_examples=200)
@given(moves(), measures)
@example((FY2024, steps.changed(FY2024, officers=60_000.0)), "removals")
@example((FY2024, steps.changed(FY2024, officers=6_250.0)), "removals")
@example((FY2024, steps.changed(FY2024, officers=6_250.0)), "arrests")
@example((FY2024, steps.changed(FY2024, beds=42_000.0)), "removals")
@example((FY2024, FY2024), "removals")
def test_a_move_is_said_to_do_what_it_does(move, measure):
    was, now = move
    text, old, new = moved.sentence(was, now, measure), model(was, measure), model(now, measure)
    of, per = {"removals": ("Removals", "a year"), "arrests": ("Arrests", "a day")}[measure]
    if not differing(was, now):
        assert text == ""
    elif crossed := re.fullmatch(r"Now (.*) hold the total at ([\d.,]+)\.", text):
        assert measure == "removals" and smallest(was) != smallest(now) == set(re.split(r", | and ", crossed[1]))
        assert by_hand.fits(crossed[2], new)
    elif text.startswith("No change: "):
        assert math.isclose(old, new, rel_tol=1e-9)
    elif " → " in text:
        told = re.fullmatch(rf"{of} ([\d.,]+) → ([\d.,]+) {per}\.", text)
        assert told and told[1] != told[2] and by_hand.fits(told[1], old) and by_hand.fits(told[2], new)
    else:
        told = re.fullmatch(rf"{of} (up|down) by (?:about )?([\d.,]+) {per}\.", text)
        assert told and (told[1] == "up") == (new > old) and by_hand.fits(told[2], abs(new - old))
    assert text.startswith("Now ") == (measure == "removals" and smallest(was) != smallest(now))


@settings(max_examples=100)
@given(moves(), measures)
@example((FY2024, steps.changed(FY2024, beds=60_000.0)), "removals")
def test_why_a_move_did_nothing_is_true_and_what_it_names_would_do_something(move, measure):
    was, now = move
    text, advice, changed = moved.sentence(was, now, measure), moved.advice(FACTS, was, now, measure), differing(was, now)
    nothing = changed and moved.effect(was, now, measure) not in ("crossed", "numbers", "up", "down")
    assert bool(nothing) == text.startswith("No change: ")
    assert not advice or nothing
    assume(nothing)
    before, after = steps.run(was), steps.run(now)
    reason = text.removeprefix("No change: ")
    if "fast start" in reason:
        assert set(changed) <= {"targets", "preparation_share"} and before == after
    elif reason.startswith("arrests a day follow"):
        assert measure == "arrests" and all(not changed_by(was, knob, "arrests") for knob in changed)
    elif reason.startswith("something that it is multiplied by"):
        assert len(changed) == 1 and before.limits == after.limits
        nothing_left = {knob: HIGHEST[knob] if knob in FALLING else 0.0 for knob in SHARED}
        zeros = {knob: 0.5 for knob, value in vars(now).items() if value == nothing_left.get(knob, 0.0) and knob != changed[0]}
        assert steps.run(steps.changed(was, **zeros)).limits != steps.run(steps.changed(now, **zeros)).limits
    elif reason.startswith("together"):
        assert len(changed) > 1
    else:
        told = re.fullmatch(r"(.*) hold the total at ([\d.,]+)\.", reason)
        assert told and set(re.split(r", | and ", told[1])) == smallest(now)
        assert by_hand.fits(told[2], min(after.limits.values()))
        works(advice, now, changed)


def works(advice: str, now: Scenario, changed: list[str]) -> None:
    """Assert that each setting that the advice means would move the total, and that it leaves none out."""
    moving = [knob for knob in moved.moving_knobs(FACTS, now) if knob not in changed]
    assert all(changed_by(now, knob) for knob in moving), f"{advice}: one of them changes nothing"
    to_move = advice.removeprefix("To change it, move ").removesuffix(".")
    if to_move.startswith("a slider of "):
        labels = re.split(r", | or ", to_move.removeprefix("a slider of "))
        assert labels == [g.label for g in FACTS.rows("groups") if g.group in {FACTS.knobs[k].group for k in moving}]
    elif to_move:
        assert [LABELS[to_move.lower()]] == moving
    else:
        assert not any(changed_by(now, knob) for knob in vars(now) if knob not in changed) or len(smallest(now)) > 1


@given(reader_settings, st.floats(1e-5, 4e-4), st.booleans())
def test_a_small_move_is_said_to_go_up_or_down_by_what_it_does(s, share, up):
    now = steps.changed(s, officers=s.officers * (1 + (share if up else -share)))
    old, new, text = model(s, "arrests"), model(now, "arrests"), moved.sentence(s, now, "arrests")
    told = re.fullmatch(r"Arrests (up|down) by (?:about )?([\d.,]+) a day\.", text)
    if told:
        assert (told[1] == "up") == (new > old) and by_hand.fits(told[2], abs(new - old))
    else:
        assert " → " in text or math.isclose(old, new, rel_tol=1e-9)


def test_two_changes_that_outweigh_each_other_are_said_to_do_so_together():
    now = steps.changed(FY2024, officers=FY2024.officers * 2, arrest_share=FY2024.arrest_share / 2)
    for measure in ("removals", "arrests"):
        assert moved.sentence(FY2024, now, measure) == "No change: together they leave the result as it was."
    assert moved.what(FACTS, FY2024, now) == "2 settings changed."
