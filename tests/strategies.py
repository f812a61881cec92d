"""Settings that a reader or a link could ask for, for Hypothesis: all of the sliders' ranges, and zero."""

from dataclasses import fields

from hypothesis import settings
from hypothesis import strategies as st

from explainer.records import door
from explainer.model.steps import Scenario

KNOBS = [field.name for field in fields(Scenario)]
HIGHEST = {knob: row.high for knob, row in door.load().knobs.items()} | {"share_without_hearing": 1.0}
FALLING = {"days_off", "share_by_air"}  # less of them carries more


def values(knob: str) -> st.SearchStrategy[float]:
    """Any value of a knob from zero to the end of its slider, the ends often; nothing too small to divide by."""
    return st.sampled_from([0.0, HIGHEST[knob]]) | st.floats(HIGHEST[knob] / 1e4, HIGHEST[knob])


a_few_for_each = settings(max_examples=40)  # where one law is held for twenty knobs
scenarios = st.builds(Scenario, **{knob: values(knob) for knob in KNOBS})
goals = st.sampled_from([0.0, 1_000_000.0]) | st.floats(1, 5_000_000)
