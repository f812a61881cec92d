"""Scenarios side by side: a setting stands there where two of them differ, and the results are the model's."""

from __future__ import annotations

import by_hand
from hypothesis import given
from hypothesis import strategies as st
from known import FACTS
from strategies import moves, reader_settings

from explainer import words
from explainer.model import steps
from explainer.model.steps import Scenario
from explainer.telling import compared


@st.composite
def up_to_three(draw: st.DrawFn) -> dict[str, Scenario]:
    """One or two kept scenarios and the present settings, near each other or not."""
    was, now = draw(moves())
    found = {"Scenario A": was, "Yours": now}
    return found | {"Scenario B": draw(st.sampled_from([was, now]) | reader_settings)} if draw(st.booleans()) else found


@given(up_to_three())
def test_settings_are_named_where_two_scenarios_differ_with_the_value_of_each(columns):
    table = compared.differing(FACTS, columns)
    assert list(table.columns) == ["", *columns]
    told = {row[""]: row for row in table.to_dict("records")}
    differ = {row.label for knob, row in FACTS.knobs.items() if len({getattr(s, knob) for s in columns.values()}) > 1}
    assert set(told) == differ and len(told) == len(table)
    for knob, row in FACTS.knobs.items():
        if row.label in told:
            assert told[row.label] == {"": row.label} | {name: words.knob_value(row.style, getattr(s, knob)) for name, s in columns.items()}


@given(up_to_three())
def test_results_are_the_models_step_by_step(columns):
    titles = {step.title + (f", {step.unit}" if step.unit != step.title.lower() else ""): step.name for step in steps.STEPS}
    rows = compared.results(columns).to_dict("records")
    assert [titles[row[""]] for row in rows] == list(compared.COMPARED) and {"removals_per_year", *steps.LIMITS} <= set(compared.COMPARED)
    for row in rows:
        assert list(row) == ["", *columns]
        assert all(by_hand.fits(row[name], getattr(steps.run(s), titles[row[""]])) for name, s in columns.items())
