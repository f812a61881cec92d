"""Deportation goals and the record: the page, from top to bottom."""

import streamlit as st

from explainer import counts, model, scenario
from explainer.sections import (
    assumptions, bar, claims, fast_start, goals, method, needs, opening, parts, past_years, record, result, stages,
)

st.set_page_config(page_title="Deportation goals and the record", page_icon=":material/balance:", layout="centered")
st.html(parts.STYLE)

facts = parts.facts()
opening.title()
parts.faults_at_top(facts)
answer = st.container()
opening.contents()
goal = goals.ask(facts)
definition = record.ask(facts)
table = counts.under_definition(facts, definition)
record.show(facts, goal, definition, table)


@st.fragment
def calculator() -> None:
    """All that a slider changes, so that nothing else is drawn again when one moves."""
    assumptions.ask(facts)
    settings = scenario.scenario(facts)
    outcome = model.run(settings)
    link = ""
    compared = opening.comparison(facts, goal, definition, table, outcome)
    result.show(facts, settings, outcome, goal, compared, link)
    stages.show(facts, settings, outcome, goal, link)
    needs.show(facts, settings, outcome, goal, link)
    fast_start.show(facts, settings, link)
    past_years.show(facts, settings, outcome, link)
    with answer:
        opening.answer(facts, goal, definition, table, outcome)
    bar.show(facts, outcome, goal)
    scenario.settle(facts)


calculator()
claims.show(facts)
method.show(facts)
