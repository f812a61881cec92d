"""The reader's widgets: sliders by their row, the goal, the definition; and what they say before they are drawn."""

from dataclasses import replace
from html import escape
from typing import cast

import streamlit as st

from explainer import words
from explainer.draw import strip
from explainer.model.steps import Scenario
from explainer.reader import history, links, redraw, typed
from explainer.reader.view import View
from explainer.records import goals
from explainer.records.door import Records
from explainer.records.goals import Goal, Measure
from explainer.records.rows import Knob
from explainer.telling import goal as of_goal
from explainer.telling import marks

TAB = "tab"  # key of the tabs of sliders
_GOTO = "_goto"
FORMATS = {"count": "%,.0f", "percent": "percent", "decimal1": "%.1f", "decimal3": "%.3f"}


def read(facts: Records, seen: View) -> View:
    """Return the view as the widgets have it; those that are not drawn leave it as it was seen."""
    said = {name: st.session_state.get(_choice_key(name)) for name in (links.GOAL, links.DEFINITION, links.OWN_MEASURE)}
    knobs = {knob: _said(row, getattr(seen.settings, knob)) for knob, row in facts.knobs.items()}
    new = replace(
        seen,
        settings=Scenario(**knobs),
        goal=said[links.GOAL] or seen.goal,
        definition=said[links.DEFINITION] or seen.definition,
    )
    return _own(facts, new, said[links.OWN_MEASURE])


def take(facts: Records) -> View:
    """Take what the reader's widgets say into the view, and return it."""
    seen = history.current()
    now = read(facts, seen)
    if now != seen:
        history.changed(now)
    return now


def _own(facts: Records, seen: View, unit: str | None) -> View:
    """Return the view with the reader's own goal; another unit begins with that unit's usual amount."""
    if unit is not None and unit != seen.unit:
        return replace(seen, unit=cast(Measure, unit), own=float(facts.about["own_goal"][unit]))
    try:
        return replace(seen, own=typed.goal(st.session_state[_own_key(seen.unit)], facts.about["own_goal"]["highest"]))
    except (KeyError, typed.NotTaken):  # it is not drawn, or says why below it
        return seen


def _own_key(unit: str) -> str:
    return _choice_key(f"{links.OWN_AMOUNT}.{unit}")


def _choice_key(name: str) -> str:
    return history.session().key(name, history.CHOICES)


def slider(facts: Records, knob: str, s: Scenario, to_test: Goal) -> None:
    """Draw one knob's slider, at its end where the value lies beyond, over past values by name and what the goal needs.

    What it says is read when the page is drawn again.
    """
    row, value = facts.knobs[knob], float(getattr(s, knob))
    stands, needed = _on_slider(row, value), marks.needed(facts, s, to_test).get(knob)
    room = strip.height(row, value, needed)  # until both are drawn: nothing jumps while they load
    with st.container(key=f"of-{row.link_key}", gap="xxsmall", height=room, border=False):
        st.slider(
            row.label,
            float(row.low),
            float(row.high),
            stands,
            float(row.step),
            format=FORMATS[row.style],
            key=history.session().key(row.link_key),
            # Words below the slider say that the value lies beyond; they go when it moves.
            on_change=redraw.after_a_move if stands == value else redraw.page,
        )
        st.html(strip.under(facts, knob, value, needed))


def _on_slider(row: Knob, value: float) -> float:
    return min(max(float(value), row.low), row.high)


def _said(row: Knob, seen: float) -> float:
    """Return what a slider says; one that stands where it was drawn leaves the value, which may lie beyond its end."""
    said = st.session_state.get(history.session().key(row.link_key))
    return float(seen if said is None or said == _on_slider(row, seen) else said)


def want(place: str) -> None:
    """Have the next run of the whole page go to an anchor."""
    st.session_state[_GOTO] = (place, st.session_state.get(_GOTO, ("", 0))[1] + 1)


def go_to(place: str | None) -> None:
    """Write for page.js where to go: the anchor of a part. None: nothing new was chosen."""
    if place is not None:
        want(place)
    where, turn = st.session_state.get(_GOTO, ("", 0))
    st.html(f'<span data-goto="{where}" data-turn="{turn}"></span>')


def exact(facts: Records, knob: str) -> None:
    """Draw a field that holds a knob's exact value and sets it once it is sent, in percent for shares.

    It takes text: a field for numbers reads 7,5 as 75, and shows what it refuses. What is typed and not sent gives way
    where the slider moves.
    """
    row, seen = facts.knobs[knob], history.current()
    present, field, last = typed.shown(row, getattr(seen.settings, knob)), f"entry-{row.link_key}", f"_{row.link_key}"
    if field not in st.session_state or st.session_state.get(last) != present:
        st.session_state[field] = st.session_state[last] = present
    with (
        st.form(f"exact-{row.link_key}", border=False),
        st.container(horizontal=True, vertical_alignment="bottom", gap="small"),
    ):
        entry = st.text_input(
            f"{row.label}, exact ({'percent' if row.style == 'percent' else row.unit})",
            key=field,
        )
        sent = st.form_submit_button("Set", key=f"set-{row.link_key}")
    refused = ""
    if sent and entry != present:
        try:
            value = typed.value(row, entry)
        except typed.NotTaken as refusal:
            refused = str(refusal)
        else:
            history.put(seen.at(replace(seen.settings, **{knob: value})))
            redraw.page()
    _alert(refused)


def _alert(sentence: str) -> None:
    """Draw what is announced; empty it keeps its place, since the focus is lost where what stands behind it moves."""
    st.html(f'<p role="alert">{escape(sentence)}</p>')


def goal(facts: Records, seen: View) -> None:
    """Draw the choice of the goal to test, newest first."""
    rows = {r.goal: r for r in goals.testable(facts)}
    newest_first = sorted(rows, key=lambda g: rows[g].date, reverse=True)
    named = {g: of_goal.offered(rows[g]) for g in newest_first} | {goals.OWN: "My own goal"}
    _menu("Goal to test", named, seen.goal, links.GOAL)


def definition(facts: Records, seen: View) -> None:
    """Draw the choice of what is counted."""
    named = {definition: row.label for definition, row in facts.definition_rows.items()}
    _menu("Counted as", named, seen.definition, links.DEFINITION)


def _menu(label: str, named: dict[str, str], chosen: str, name: str) -> None:
    """Draw a choice by its link key; `chosen` is none of the options where the goal cannot be chosen here."""
    st.selectbox(
        label,
        list(named),
        label_visibility="collapsed",
        index=list(named).index(chosen) if chosen in named else None,
        format_func=named.__getitem__,
        key=_choice_key(name),
        on_change=redraw.page,
        filter_mode=None,
    )


UNITS = {"removals": "Removals a year", "arrests": "Arrests a day"}


def own_goal(facts: Records, seen: View) -> None:
    """Draw unit and amount of the reader's own goal, as text: a field for numbers reads 7,5 as 75."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.segmented_control(
            "Your goal counts",
            list(links.OWN_MEASURES),
            format_func=lambda unit: UNITS[unit],
            default=seen.unit,
            required=True,
            key=_choice_key(links.OWN_MEASURE),
            on_change=redraw.page,
        )
        entry = st.text_input(
            UNITS[seen.unit], words.count(seen.own), key=_own_key(seen.unit), on_change=redraw.page, width="stretch"
        )
    try:
        typed.goal(entry, facts.about["own_goal"]["highest"])
    except typed.NotTaken as refusal:
        _alert(str(refusal))
