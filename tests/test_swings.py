"""What moves the result: from the lowest to the highest recorded value of each setting, all others as they are."""

from hypothesis import given
from hypothesis import strategies as st
from strategies import KNOBS, scenarios

from explainer.model import backwards, steps, swings
from explainer.model.steps import Scenario
from explainer.telling.goal import SHOWS as STEP


def width(w):
    return w.most - w.least


def recorded(facts, measure):
    return {knob: (past[0].value, past[-1].value) for knob in backwards.knobs(measure) if (past := facts.past[knob])}


@given(s=scenarios, measure=st.sampled_from(list(STEP)))
def test_swings_run_from_end_to_end_and_the_widest_comes_first(facts, s, measure):
    ends = recorded(facts, measure)
    found = swings.swings(s, ends, STEP[measure])
    assert {w.knob for w in found} == set(ends)
    assert found == sorted(found, key=width, reverse=True)
    for w in found:
        assert (w.low, w.high) == ends[w.knob]
        results = [getattr(steps.run(steps.changed(s, **{w.knob: value})), STEP[measure]) for value in ends[w.knob]]
        assert [w.at_low, w.at_high] == results and (w.least, w.most) == (min(results), max(results))
        assert w.at_present == getattr(steps.run(s), STEP[measure])


@given(s=scenarios, measure=st.sampled_from(list(STEP)))
def test_a_setting_that_changes_nothing_moves_nothing(facts, s, measure):
    for w in swings.swings(s, recorded(facts, measure), STEP[measure]):
        results = {w.at_low, w.at_high, w.at_present}
        assert w.moves or max(results) <= min(results) * 1.0011
        assert not (w.moves and len(results) == 1)


def test_no_recorded_value_moves_nothing():
    assert swings.swings(Scenario(**dict.fromkeys(KNOBS, 0.5)), {}, STEP["removals"]) == []
    still = swings.Swing("beds", 1.0, 2.0, 0.0, 0.0, 0.0)
    assert not still.moves and swings.Swing("beds", 1.0, 2.0, 0.0, 1.0, 0.0).moves
    assert swings.Swing("beds", 1.0, 2.0, 5.0, 5.0, 9.0).moves, "both ends the same and yours beyond them: it would change"
