"""Deportation goals and the record: the page, from top to bottom."""

import streamlit as st

from explainer.model import steps
from explainer.reader import session
from explainer.records import door
from explainer.page import (
    address,
    arrests_pace,
    assumptions,
    bar,
    claims,
    classroom,
    compare,
    fast_start,
    goals,
    method,
    needs,
    opening,
    outside,
    parts,
    past_years,
    record,
    recorded_range,
    result,
    share,
    stages,
    two_levers,
)

st.set_page_config(page_title="Deportation goals and the record", page_icon=parts.ICON, layout="centered")
st.html(parts.STYLE)
parts.script()

facts = door.shared()
page = address.read(facts)

page.draw(opening)
address.notes()
parts.faults_at_top(facts)
answer = st.container()
page.draw(opening.contents)
said = st.container()
goal = goals.ask(facts, drawn=page.wants(goals))
definition = record.ask(facts, drawn=page.wants(record))
counted = st.container()


@st.fragment(key=session.CALCULATOR)
def calculator() -> None:
    """All that a slider changes, so that nothing else is drawn again when one moves."""
    new = session.is_new()
    if not new:
        page.draw(assumptions)
    settings = session.scenario(facts)
    outcome = steps.run(settings)
    page.draw(bar, settings, outcome, goal)
    compared = opening.comparison(facts, settings, outcome, goal, definition)
    cited = opening.sources(facts, goal, definition)
    with answer:
        page.draw(opening.answer, outcome, goal, definition, compared, cited)
    if new:  # the answer did not wait for the sliders, which take a browser longer to draw
        page.draw(assumptions)
    link = share.link(facts, settings, goal, definition)
    page.draw(result, settings, outcome, goal, definition, compared, cited, link)
    page.draw(compare, settings, outcome, link)
    page.draw(stages, settings, outcome, goal, link)
    page.draw(needs, settings, goal, link)
    page.draw(two_levers, settings, goal, link)
    page.draw(outside, settings, link)
    with tested:
        page.draw(recorded_range, settings, outcome, link)
        page.draw(share, settings, outcome, goal, compared, cited, link)
    session.settle(settings)


@st.fragment(key=session.FAST_START)
def start() -> None:
    """The fast start, which only two sliders of its own change until a reader asks for the other settings."""
    settings = session.scenario(facts)
    page.draw(fast_start, settings, share.link(facts, settings, goal, definition))


sums = st.container()
start_days = st.container()
past = st.container()
tested = st.container()
if parts.available(facts, "The calculator", *assumptions.NEEDS):
    with sums:
        if page.wants(assumptions):
            assumptions.heading()
        calculator()
    with start_days:
        start()
    if not session.settled(facts):
        st.rerun()
with said:  # its chart and the next ones come after the answer, which nobody should wait for
    page.draw(goals)
with counted:
    page.draw(record, goal, definition)
    page.draw(arrests_pace, goal)
with past:
    page.draw(past_years)
page.draw(claims)
page.draw(classroom)
page.draw(method)
share.way_back(facts, page.section, goal, definition)
