"""The fast start: what a list of prepared targets is worth, and for how long."""

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import WORKED, scenarios, worked

from explainer.model import fast_start, steps
from explainer.model.steps import Scenario



@pytest.mark.parametrize("row", WORKED, ids=[row["name"] for row in WORKED])
def test_worked_examples_agree(row):
    start = fast_start.fast_start(worked(row))
    assert start.fast == pytest.approx(float(row["fast_pace_per_day"]), rel=1e-4), row["why"]
    assert start.list_days == pytest.approx(float(row["list_lasts_days"]), rel=1e-4), row["why"]


def test_february_2025_opens_with_eleven_days_at_800_and_goes_on_at_600(facts):
    start = fast_start.fast_start(Scenario(**facts.starts["feb_2025"]))
    days = fast_start.day_by_day(start, 24)
    assert days[:11] == pytest.approx([800.0] * 11, rel=1e-6)
    assert days[12:] == pytest.approx([600.0] * 12, rel=1e-6)
    assert start.used and start.extra_arrests == 8_800 * 0.25


def test_a_list_is_used_however_few_arrests_there_are(facts):
    few = steps.changed(Scenario(**facts.starts["feb_2025"]), officers=5.0, borrowed=0.0)
    assert 0 < steps.run(few).arrests_per_day < 1 and fast_start.fast_start(few).used
    none = steps.changed(few, officers=0.0)
    assert not fast_start.fast_start(none).used and fast_start.fast_start(none).extra_arrests == 0


def test_late_january_is_the_prepared_phase_itself_so_it_is_not_raised_again(facts):
    start = fast_start.fast_start(Scenario(**facts.starts["late_jan_2025"]))
    assert not start.used
    assert fast_start.day_by_day(start, 5) == pytest.approx([800.0] * 5, rel=1e-6)


@given(officers=st.floats(100, 60_000), targets=st.floats(1, 30_000), preparation=st.floats(0.01, 0.9))
def test_a_list_is_worth_its_share_of_preparation_however_fast_it_is_used(facts, officers, targets, preparation):
    s = Scenario(**facts.base | {"officers": officers, "targets": targets, "preparation_share": preparation})
    start = fast_start.fast_start(s)
    days = math.ceil(start.list_days) + 3
    extra = sum(fast_start.day_by_day(start, days)) - days * start.pace
    assert extra == pytest.approx(s.targets * s.preparation_share, rel=1e-6, abs=1e-6)
    assert start.extra_arrests == s.targets * s.preparation_share


@given(scenarios)
def test_days_run_from_fast_to_pace_and_never_rise(s):
    start = fast_start.fast_start(s)
    days = fast_start.day_by_day(start, 60)
    assert all(after <= before + 1e-9 * start.fast for before, after in pairwise(days))
    assert all(start.pace * (1 - 1e-12) <= day <= start.fast * (1 + 1e-12) for day in days)
    assert start.pace == steps.run(s).arrests_per_day


def test_the_day_on_which_the_list_ends_is_mixed():
    start = fast_start.FastStart(pace=600.0, fast=800.0, list_days=1.5, used=True, extra_arrests=300.0)
    assert fast_start.day_by_day(start, 3) == [800.0, 700.0, 600.0]


@pytest.mark.parametrize(("settings", "list_days"), [
    ({"targets": 0.0}, 0.0), ({"preparation_share": 0.0}, 28.317), ({"officers": 0.0}, math.inf),
    ({"days_per_week": 0.0}, math.inf), ({"arrests_per_officer_day": 0.0}, math.inf),
])
def test_without_list_preparation_or_arrests_there_is_no_fast_phase(facts, settings, list_days):
    start = fast_start.fast_start(Scenario(**facts.base | settings))
    assert not start.used and start.extra_arrests == 0
    assert start.list_days == pytest.approx(list_days, rel=1e-4)
    assert fast_start.day_by_day(start, 10) == [start.pace] * 10


def test_all_time_for_preparation_is_refused(facts):
    with pytest.raises(ValueError, match="preparation_share must be below 1"):
        fast_start.fast_start(Scenario(**facts.base | {"preparation_share": 1.0}))
    assert facts.knobs["preparation_share"].high < 1, "knobs.csv: a slider must not reach what is refused"
