"""Settings that a reader or a link could ask for, for Hypothesis: all of the sliders' ranges, and zero."""

import csv
from dataclasses import fields, replace
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from known import FACTS

from explainer.model import steps
from explainer.model.steps import LIMITS, Scenario
from explainer.records import goals as of_goals

KNOBS = [field.name for field in fields(Scenario)]
SLIDERS = FACTS.knobs
STARTS = {start: Scenario(**values) for start, values in FACTS.starts.items()}
SHARED = [knob for knob in KNOBS if sum(knob in steps.knobs_of(name) for name in LIMITS) > 1]  # what multiplies every limit
HIGHEST = {knob: row.highest for knob, row in SLIDERS.items()} | {"share_without_hearing": 1.0}


def carried(knob: str, value: float) -> float:
    """What all limits and the total come to with a knob at a value, all others at their starts."""
    out = steps.run(steps.changed(Scenario(**FACTS.base), **{knob: value}))
    return out.removals_per_year + sum(out.limits.values())


FALLING = {knob for knob, row in SLIDERS.items() if carried(knob, row.high) < carried(knob, max(row.low, row.high / 10))}  # less of them carries more


def model(s: Scenario, measure: str) -> float:
    """The model's result in the unit that the page shows a measure in."""
    out = steps.run(s)
    return out.removals_per_year if measure == "removals" else out.arrests_per_year / 365


def smallest(s: Scenario) -> set[str]:
    """What the smallest limits are called, in lower case."""
    limits = steps.run(s).limits
    return {LIMITS[name].lower() for name, value in limits.items() if value <= min(limits.values()) * (1 + 1e-9)}


def at_arrests(s: Scenario, a_day: float) -> Scenario:
    """The settings with so many arrests a day, and all else that removals follow from as it is."""
    one = {"officers": 1.0, "arrest_share": 1.0, "borrowed": 0.0, "days_per_week": 7.0, "days_off": 0.0, "arrests_per_officer_day": a_day}
    return replace(s, **one)


def unshared(s: Scenario) -> Scenario:
    """The settings with what multiplies every limit as it changes nothing: for laws of one limit, done again by hand."""
    return replace(s, **{knob: FACTS.base[knob] for knob in SHARED})


def values(knob: str) -> st.SearchStrategy[float]:
    """Any value of a knob from zero to the end of its slider, the ends often; nothing too small to divide by."""
    return st.sampled_from([0.0, HIGHEST[knob]]) | st.floats(HIGHEST[knob] / 1e4, HIGHEST[knob])


WORKED = list(csv.DictReader((Path(__file__).parent / "worked_examples.csv").open(encoding="utf-8")))


def worked(row: dict[str, str]) -> Scenario:
    """The settings of a row of worked_examples.csv; a setting that came later stands at its start."""
    return Scenario(**FACTS.base | {knob: float(row[knob]) for knob in KNOBS if knob in row})


a_few_for_each = settings(max_examples=40)  # where one law is held for twenty knobs
scenarios = st.builds(Scenario, **{knob: values(knob) for knob in KNOBS})
STATED = {row.goal: of_goals.from_row(row) for row in of_goals.testable(FACTS)}  # goals that can be tested
own_goals = st.builds(of_goals.own, st.floats(1_000, 3_000_000), st.just("removals")) | st.builds(of_goals.own, st.floats(10, 5_000), st.just("arrests"))
ranges = st.sampled_from([goal for goal in STATED.values() if goal.high > goal.low])  # few of the stated goals are one
any_goal = st.sampled_from(list(STATED.values())) | own_goals | ranges
goals = st.sampled_from([0.0, 1_000_000.0]) | st.floats(1, 5_000_000)


def reachable(knob: str) -> st.SearchStrategy[float]:
    """Any value that a slider, an exact entry or a link can set, the slider's ends and its start often; no tiny ones."""
    row = SLIDERS[knob]
    most = row.highest
    return st.sampled_from([row.low, row.high, most, row.default]) | st.floats(max(row.low, most / 1e4), most).map(
        lambda value: min(most, max(row.low, float(f"{value:.6g}")))
    )


reader_settings = st.builds(Scenario, **{knob: reachable(knob) for knob in KNOBS})


@st.composite
def moves(draw: st.DrawFn) -> tuple[Scenario, Scenario]:
    """Settings before and after a move of one slider, or of a few at once."""
    was = draw(reader_settings)
    knobs = draw(st.lists(st.sampled_from(KNOBS), min_size=1, max_size=3, unique=True))
    return was, replace(was, **{knob: draw(reachable(knob)) for knob in knobs})
