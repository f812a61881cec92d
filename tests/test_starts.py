"""Starting points: what they return, what they assume, and that what every goal takes from them can be set."""

import math

import pytest
from known import FACTS

from explainer.model import backwards, steps
from explainer.model.steps import Scenario
from explainer.records import formulas, goals
from explainer.records.periods import days, named
from explainer.records.rows import StartValue

STARTS = list(FACTS.start_rows)
RECORDED_TO = 1e-3
OFFICERS_AT_LEAST = 120_000  # what the slider of officers must take, by the design


def test_the_latest_start_returns_what_was_recorded(facts):
    """Its sentence names the two counts."""
    row, out = facts.start_rows["latest"], steps.run(Scenario(**facts.starts["latest"]))
    arrests, removals = map(named, formulas.references(facts.places[id(row)].as_written.sentence))
    per_day = [facts.value(f"{{{count.series}@{count.start}..{count.end}#{count.source_id}}}") / days(count.start, count.end) for count in (arrests, removals)]
    assert arrests.series == "ice_arrests" and removals.series.startswith("ice_removals")
    assert out.arrests_per_day == pytest.approx(per_day[0], rel=RECORDED_TO)
    counted = pytest.approx(per_day[1] * steps.DAYS_PER_YEAR, rel=RECORDED_TO)
    assert out.removals_per_year == counted, "start_values.csv: what Latest sets gives back what was counted"


def test_the_page_opens_on_the_latest_start(facts):
    assert facts.about["default_start"] == "latest" and facts.defaults == facts.starts["latest"]


def test_arrests_and_beds_of_the_same_months_hold_the_latest_start_and_the_other_limits_lie_above(facts):
    out = steps.run(Scenario(**facts.starts["latest"]))
    assert out.limited_by == ["arrests", "beds"]
    assert min(out.flights, out.orders) > max(out.arrests, out.beds)
    counted = facts.value("{ice_removals_to_date@2025-10-01..2026-07-11#govnumbers_2026_07}") * 365 / 284
    assert out.beds == pytest.approx(counted), "people held and removals per bed of the same months give back what was counted"


def test_what_has_no_source_is_called_assumed(facts):
    for r in facts.rows(StartValue):
        assert r.source_id or r.basis_kind == "assumed", f"{r.start}, {r.knob}"
        assert not (r.basis.startswith("Assumed") and r.basis_kind != "assumed"), f"{r.start}, {r.knob}"


def test_a_start_without_values_is_the_knobs_own(facts):
    assert facts.starts["fy2024"] == facts.base
    assert facts.base == pytest.approx({knob: row.default for knob, row in facts.knobs.items()}, rel=1e-6)


@pytest.mark.parametrize("start", STARTS)
def test_what_every_goal_takes_can_be_set(facts, start):
    s, outside = Scenario(**facts.starts[start]), []
    for row in goals.testable(facts):
        goal = goals.from_row(row)
        for amount in {goal.low, goal.high}:
            for need in needed(s, goal, amount):
                knob = facts.knobs[need.knob]
                if need.value is not None and not knob.low <= need.value <= knob.highest and need.reason == "reached":
                    outside.append(f"{row.goal}: {need.knob} {need.value:,.0f}")
    assert not outside, "raise highest in knobs.csv"
    assert facts.knobs["officers"].highest >= OFFICERS_AT_LEAST


def needed(s: Scenario, goal: goals.Goal, amount: float) -> list[backwards.Need]:
    """What the page answers for a goal: all limits at once, or officers alone for a goal in arrests."""
    if goal.measure == "arrests":
        return [backwards.need(s, "officers", amount, "arrests")]
    return list(backwards.all_together(s, amount).needs.values())


def test_sliders_have_steps_that_a_reader_can_use(facts):
    for knob, row in facts.knobs.items():
        travel = (row.high - row.low) / row.step
        assert 3 <= travel <= 4_000, f"{knob}: {travel:.0f} steps"
        assert math.isclose(travel, round(travel), abs_tol=1e-6), f"{knob}: the last step does not end at high"
