"""The sum: worked examples step by step, and laws that hold at any setting."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import FALLING, KNOBS, WORKED, a_few_for_each, scenarios, unshared, values, worked

from explainer.model import steps
from explainer.model.as_lists import Formula
from explainer.model.steps import LIMITS, Scenario

ONE_IN_TEN_THOUSAND = 1e-4
TIE_OF_TEN_DIGITS = 1e-8  # the file's inputs have ten digits, so its ties agree to eight
STEPS = {
    "work_days": "work_days", "field_officers": "field_officers", "arrests_per_day": "arrests_per_day",
    "arrests_per_year": "arrests_per_year", "interior_removals": "interior_removals", "stage_arrests": "arrests",
    "stage_beds": "beds", "stage_flights": "flights", "stage_orders": "orders", "removals_per_year": "removals_per_year",
}


@pytest.mark.parametrize("row", WORKED, ids=[row["name"] for row in WORKED])
def test_worked_examples_agree_at_every_step(row):
    out = steps.run(worked(row))
    for column, step in STEPS.items():
        assert getattr(out, step) == pytest.approx(float(row[column]), rel=ONE_IN_TEN_THOUSAND), f"{step}: {row['why']}"
    least = out.removals_per_year * (1 + TIE_OF_TEN_DIGITS)
    assert [name for name, value in out.limits.items() if value <= least] == row["binding_stage"].split("+"), row["why"]


def test_fy2024_is_given_back_by_its_own_inputs(facts):
    out = steps.run(Scenario(**facts.base))
    where = "knobs.csv: the defaults give fiscal 2024 back; a setting of which nothing is known then changes nothing"
    assert out.arrests_per_year == pytest.approx(113_431, rel=1e-9), where
    assert out.interior_removals == pytest.approx(47_732, rel=1e-9), where
    assert out.removals_per_year == pytest.approx(271_484, rel=1e-9), where
    assert out.limited_by == ["arrests"]


@given(scenarios)
def test_only_flights_and_orders_can_be_without_a_limit(s):
    out = steps.run(unshared(s))
    assert math.isfinite(out.arrests) and math.isfinite(out.beds) and math.isfinite(out.removals_per_year)
    assert math.isinf(out.flights) == (s.share_by_air == 0)
    assert math.isinf(out.orders) == (s.share_without_hearing == 1)


@pytest.mark.parametrize("knob", KNOBS)
@a_few_for_each
@given(data=st.data(), s=scenarios)
def test_more_of_a_lever_never_lowers_the_result(knob, data, s):
    less, more = sorted([data.draw(values(knob)), data.draw(values(knob))], reverse=knob in FALLING)
    lower, higher = (steps.run(steps.changed(s, **{knob: value})) for value in (less, more))
    assert higher.removals_per_year >= lower.removals_per_year
    assert higher.arrests_per_year >= lower.arrests_per_year


@given(scenarios)
def test_every_step_of_the_sum_is_a_plain_number(s):
    for name, value in vars(steps.run(s)).items():
        assert type(value) is float and not math.isnan(value), name


@pytest.mark.parametrize(("days_per_week", "days_off", "days"), [
    (7, 0, 365), (7, 60, 305), (5, 41, 365 / 7 * 5 - 41), (0, 0, 0), (0, 1, 0), (1, 52, 365 / 7 - 52), (1, 53, 0), (8, 0, 365),
])
def test_work_days_stay_between_none_and_all(facts, days_per_week, days_off, days):
    s = Scenario(**facts.base | {"days_per_week": days_per_week, "days_off": days_off})
    assert steps.run(s).work_days == pytest.approx(days)


def with_stages(facts, **limits):
    """A scenario with the given removals a year at some limits, one unit each, so that they can be read off."""
    ones = {"officers": 0.0, "borrowed": 0.0, "removals_per_bed_year": 1.0, "passengers_per_flight": 1.0, "share_by_air": 1.0,
            "judges": 0.0, "share_without_hearing": 0.0}
    inverses = {"arrests": "border_removals", "beds": "beds", "orders": "outstanding_orders_used"}
    named = {knob: float(limits[limit]) for limit, knob in inverses.items()}
    return Scenario(**facts.base | ones | named | {"flights_per_month": limits["flights"] / 12})


@pytest.mark.parametrize(("limits", "first"), [
    ({"arrests": 1200, "beds": 2400, "flights": 2400, "orders": 2400}, ["arrests"]),
    ({"arrests": 2400, "beds": 1200, "flights": 2400, "orders": 2400}, ["beds"]),
    ({"arrests": 2400, "beds": 2400, "flights": 1200, "orders": 2400}, ["flights"]),
    ({"arrests": 2400, "beds": 2400, "flights": 2400, "orders": 1200}, ["orders"]),
    ({"arrests": 2400, "beds": 1200, "flights": 2400, "orders": 1200}, ["beds", "orders"]),
    ({"arrests": 1200, "beds": 1200, "flights": 1200, "orders": 1200}, ["arrests", "beds", "flights", "orders"]),
    ({"arrests": 0, "beds": 0, "flights": 12, "orders": 12}, ["arrests", "beds"]),
    ({"arrests": 1200, "beds": 1200 * 1.0009, "flights": 2400, "orders": 2400}, ["arrests", "beds"]),
    ({"arrests": 1200, "beds": 1200 * 1.0011, "flights": 2400, "orders": 2400}, ["arrests"]),
])
def test_the_smallest_stages_are_named_in_order(facts, limits, first):
    out = steps.run(with_stages(facts, **limits))
    assert out.limits == pytest.approx(limits)
    assert out.removals_per_year == min(out.limits.values())
    assert out.limited_by == first


def test_the_total_is_the_smallest_of_all_limits_and_what_multiplies_it_stands_in_each():
    """The page says of each limit what it allows: so it has to be what would be counted if that limit alone held."""
    where = "explainer/model/steps.py: what multiplies the total has a step of its own, by which each limit is multiplied"
    assert steps.STEPS[-1].as_list == ["smallest", *LIMITS] and steps.STEPS[-1].name == "removals_per_year", where
    for knob in KNOBS:
        without = [name for name in LIMITS if not often(f"={name}", knob)]
        assert len(without) in (0, len(LIMITS) - 1, len(LIMITS)), f"{where}; {knob} is not in {', '.join(without)}"


@pytest.mark.parametrize("limit", LIMITS)
def test_a_limit_takes_a_setting_once(limit):
    """What goes backwards follows one way from the goal to a setting."""
    twice = [knob for knob in KNOBS if often(f"={limit}", knob) > 1]
    assert not twice, f"explainer/model/steps.py: {', '.join(twice)} stands twice in what {limit} is worked out from; give it a step of its own"


def often(formula: Formula, knob: str) -> int:
    """How often a formula takes a setting, by itself or by its steps."""
    if isinstance(formula, list):
        return sum(often(part, knob) for part in formula[1:])
    return often(steps.FORMULAS[formula], knob) if formula in steps.FORMULAS else int(formula == knob)


def test_a_step_rests_on_the_knobs_that_change_it(facts):
    base = Scenario(**facts.base | {"borrowed": 100.0, "share_without_hearing": 0.3})
    for step in steps.STEPS[:-1]:
        moving = {knob for knob in KNOBS if getattr(steps.run(steps.changed(base, **{knob: getattr(base, knob) * 0.9 + 0.01})), step.name)
                  != getattr(steps.run(base), step.name)}  # fmt: skip
        assert set(steps.knobs_of(step.name)) == moving and len(steps.knobs_of(step.name)) == len(moving), step.name
    assert set(steps.knobs_of("removals_per_year")) == {knob for limit in steps.LIMITS for knob in steps.knobs_of(limit)}
