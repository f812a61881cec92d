"""The reader's view in the session, its way back, and the address that holds it.

Decided: a change of a setting replaces the address and adds no step to the browser's history (page.js sees to
it). Readers of slider tools expect "back" to leave the page; the one way back within it is "Undo".

No slider or choice is ever set by the script. A change that does not come from a widget (a starting point, undo, another
address) begins a new round of sliders, of choices, or of both: these get new keys, and what a browser still sends for the
old ones is dropped.
"""

from __future__ import annotations

import time
from typing import Any, cast

import streamlit as st

from explainer.reader import links, redraw, view
from explainer.reader.view import View
from explainer.records.door import Records

UNDO_STEPS = 50
LATE = 5.0  # seconds that a browser may send the address before the last one: the last is on its way to it
SETTINGS, CHOICES = "settings", "choices"  # rounds of widgets
_VIEW, _PAST, _BEFORE, _ROUND, _ADDRESS, _TOLD, _NOTES, _TAB, _SECTION, _SAID, _PASSED = (
    "_view",
    "_past",
    "_before",
    "_round",
    "_address",
    "_told",
    "_notes",
    "_tab",
    "_section",
    "_said",
    "_passed",
)


def begin(facts: Records, names: links.Names) -> tuple[str, ...] | None:
    """Read the address where this session has not written it: at the first run, or after another link was followed.

    Return the parts that the address opens, or None where it was not read.
    """
    query = {key: st.query_params.get_all(key) for key in st.query_params}
    if query == st.session_state.get(_ADDRESS):
        return None
    if _on_its_way(query):
        st.session_state[_TOLD] = {"": ""}  # no address: the present one is written again
        return None
    link = links.read(query, facts, names)
    st.session_state[_ADDRESS] = query
    st.session_state[_NOTES] = link.notes
    st.session_state[_SECTION] = link.section
    told = view.from_link(facts, link)
    if _VIEW in st.session_state:
        put(told)
    else:
        st.session_state[_VIEW] = told
        st.session_state[_TAB] = link.tab
    return tuple(link.opened)


def _on_its_way(query: dict[str, list[str]]) -> bool:
    """Return whether an address was this session's until a moment ago: a button pressed right after a move sends it."""
    return any(query == passed and time.monotonic() - at < LATE for at, passed in st.session_state.get(_PASSED, ()))


def current() -> View:
    """Return the reader's view as the last run left it."""
    return cast(View, st.session_state[_VIEW])


def before() -> View | None:
    """Return the view before the last change, or None where there was none."""
    return cast(View | None, st.session_state.get(_BEFORE))


def tab() -> str | None:
    """Return the group of sliders that the link opened, or None."""
    return cast(str | None, st.session_state.get(_TAB))


def section() -> str | None:
    """Return the one part that the link asks for, or None for the whole page."""
    return cast(str | None, st.session_state.get(_SECTION))


def notes() -> list[str]:
    """Return the sentences on the link that have not been put away."""
    return cast(list[str], st.session_state.get(_NOTES, []))


def put_notes_away() -> None:
    """Forget the sentences on the link."""
    st.session_state[_NOTES] = []


def key(name: str, of: str = SETTINGS) -> str:
    """Return the key that a slider, or with `of=CHOICES` a choice, has in this round."""
    return f"{name}.{st.session_state.get(_ROUND, {}).get(of, 0)}"


def changed(new: View) -> None:
    """Take a view that the reader's widgets gave; the one before can be undone."""
    past = st.session_state.setdefault(_PAST, [])
    past.append(current())
    del past[:-UNDO_STEPS]
    st.session_state[_SAID] = None
    _take(new)


def put(new: View) -> None:
    """Take a view that no widget gave, with a new round of the widgets that differ; one step for undo."""
    if new != current():
        _new_rounds(current(), new)
        changed(new)


def go(new: View) -> None:
    """Take a view as a button's callback, and have the page drawn again."""
    put(new)
    redraw.page()


def undo() -> None:
    """Go back to the view before the last change, as a button's callback; say so where there is none."""
    past = st.session_state.get(_PAST)
    if not past:
        say("There is nothing to undo.")
        return
    new = past.pop()
    _new_rounds(current(), new)
    st.session_state[_SAID] = None
    _take(new)
    redraw.page()


def say(sentence: str) -> None:
    """Show a sentence in place of what the last change did, as a button's callback that changes nothing."""
    st.session_state[_SAID] = sentence
    redraw.page()


def said() -> str | None:
    """Return the sentence that a button left, until the next change."""
    return cast(str | None, st.session_state.get(_SAID))


def _take(new: View) -> None:
    st.session_state[_BEFORE] = current()
    st.session_state[_VIEW] = new


def _new_rounds(was: View, new: View) -> None:
    rounds = dict(st.session_state.get(_ROUND, {}))
    for of, same in ((SETTINGS, was.settings == new.settings), (CHOICES, was.choices == new.choices)):
        if not same:
            rounds[of] = rounds.get(of, 0) + 1
    st.session_state[_ROUND] = rounds


def write_address(facts: Records, extras: dict[str, str]) -> None:
    """Write the view into the address where it has changed; a link stays as it came until the reader changes something."""
    query = view.choices(facts, current(), brief=True) | extras
    if section() is not None:
        query[links.SECTION] = str(section())
    known = st.session_state.get(_TOLD)
    if known is not None and query != known:
        st.query_params.from_dict(query)
        now = time.monotonic()
        passed: list[tuple[float, Any]] = [p for p in st.session_state.get(_PASSED, ()) if now - p[0] < LATE]
        st.session_state[_PASSED] = [*passed, (now, st.session_state.get(_ADDRESS))]
        st.session_state[_ADDRESS] = {name: [text] for name, text in query.items()}
    st.session_state[_TOLD] = query  # last: a run that ends while it writes has told nothing
