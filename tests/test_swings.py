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


def test_where_beds_hold_the_total_more_officers_move_nothing(facts):
    """At 69,750 officers beds hold the total: officers of recorded years change it, and removals per arrest do too; judges never."""
    s = steps.changed(Scenario(**facts.defaults), officers=69_750.0, beds=20_000.0)
    found = {w.knob: w for w in swings.swings(s, recorded(facts, "removals"), STEP["removals"])}
    assert steps.run(s).limited_by == ["beds"]
    assert found["beds"].moves and not found["officers"].moves and not found["judges"].moves
    assert max(found.values(), key=width).knob in ("beds", "removals_per_bed_year")


def test_border_removals_move_the_fy2024_arrests_limit_more_than_officers_do(facts):
    s = steps.changed(Scenario(**facts.base), beds=1e6, flights_per_month=1e4)
    found = {w.knob: w for w in swings.swings(s, recorded(facts, "removals"), STEP["removals"])}
    assert steps.run(s).limited_by == ["arrests"] and width(found["border_removals"]) > width(found["officers"]) > 0


def test_no_recorded_value_moves_nothing():
    assert swings.swings(Scenario(**dict.fromkeys(KNOBS, 0.5)), {}, STEP["removals"]) == []
    still = swings.Swing("beds", 1.0, 2.0, 0.0, 0.0, 0.0)
    assert not still.moves and swings.Swing("beds", 1.0, 2.0, 0.0, 1.0, 0.0).moves
    assert swings.Swing("beds", 1.0, 2.0, 5.0, 5.0, 9.0).moves, "both ends the same and yours beyond them: it would change"
