"""The reader's view in the session, its way back, and the address that holds it.

Decided: a change of a setting replaces the address and adds no step to the browser's history (page.js sees to
it). Readers of slider tools expect "back" to leave the page; the one way back within it is "Undo".

No slider or choice is ever set by the script. A change that does not come from a widget (a starting point, undo, another
address) begins a new round of sliders, of choices, or of both: these get new keys, and what a browser still sends for the
old ones is dropped.
"""

import time
from dataclasses import dataclass, field
from typing import cast

import streamlit as st

from explainer.model.steps import Scenario
from explainer.reader import links, redraw, view
from explainer.reader.view import View
from explainer.records.door import Records

UNDO_STEPS = 50
LATE = 5.0  # seconds that a browser may send the address before the last one: the last is on its way to it
SETTINGS, CHOICES = "settings", "choices"  # rounds of widgets
Query = dict[str, list[str]]


@dataclass
class Session:
    """What a reader's session holds between runs."""

    view: View
    tab: str | None  # the group of sliders that the first link opened
    before: View | None = None  # the view before the last change
    past: list[View] = field(default_factory=list)  # for Undo, the newest last
    rounds: dict[str, int] = field(default_factory=lambda: {SETTINGS: 0, CHOICES: 0})
    section: str | None = None  # the one part that the link asks for; None for the whole page
    notes: list[str] = field(default_factory=list)  # sentences on the link that have not been put away
    said: str | None = None  # the sentence that a button left, until the next change
    address: Query | None = None  # as it was read or written last
    passed: list[tuple[float, Query | None]] = field(
        default_factory=list
    )  # addresses until a moment ago, with their time
    told: dict[str, str] | None = None  # the view as it was written into the address

    def key(self, name: str, of: str = SETTINGS) -> str:
        """Return the key that a slider, or with `of=CHOICES` a choice, has in this round."""
        return f"{name}.{self.rounds[of]}"


def session() -> Session:
    """Return this reader's session. Raises KeyError before an address was read."""
    return cast(Session, st.session_state["_session"])


def begin(facts: Records, names: links.Names) -> tuple[str, ...] | None:
    """Read the address where this session has not written it: at the first run, or after another link was followed.

    Return the parts that the address opens, or None where it was not read.
    """
    query = {key: st.query_params.get_all(key) for key in st.query_params}
    known = "_session" in st.session_state
    if known and query == session().address:
        return None
    if known and _on_its_way(query):
        session().told = {"": ""}  # no address: the present one is written again
        return None
    link = links.read(query, facts, names)
    told = view.from_link(facts, link)
    if not known:
        st.session_state["_session"] = Session(told, link.tab)
    now = session()
    now.address, now.notes, now.section = query, link.notes, link.section
    put(told)
    return tuple(link.opened)


def _on_its_way(query: Query) -> bool:
    """Return whether an address was this session's until a moment ago: a button pressed right after a move sends it."""
    return any(query == passed and time.monotonic() - at < LATE for at, passed in session().passed)


def current() -> View:
    """Return the reader's view as the last run left it."""
    return session().view


def put_notes_away() -> None:
    """Forget the sentences on the link, as a button's callback."""
    session().notes = []
    redraw.page()


def changed(new: View) -> None:
    """Take a view that the reader's widgets gave; the one before can be undone."""
    past = session().past
    past.append(current())
    del past[:-UNDO_STEPS]
    _take(new)


def put(new: View) -> None:
    """Take a view that no widget gave, with a new round of the widgets that differ; one step for undo."""
    if new != current():
        _new_rounds(new)
        changed(new)


def go(new: View, same: str = "These are the settings that you have.") -> None:
    """Take a view as a button's callback and have the page drawn again; where it is the present one, say `same`."""
    if new == current():
        return say(same)
    session().said = None  # what a button before it left
    put(new)
    redraw.page()


def set_to(settings: Scenario) -> None:
    """Take other settings as a button's callback."""
    go(current().at(settings))


def undo() -> None:
    """Go back to the view before the last change, as a button's callback; say so where there is none."""
    if not session().past:
        say("There is nothing to undo.")
        return
    new = session().past.pop()
    _new_rounds(new)
    _take(new)
    redraw.page()


def say(sentence: str) -> None:
    """Show a sentence in place of what the last change did, and end the button's callback, which changes nothing."""
    session().said = sentence
    redraw.page()


def _take(new: View) -> None:
    now = session()
    now.before, now.view, now.said = now.view, new, None


def _new_rounds(new: View) -> None:
    was, rounds = current(), session().rounds
    rounds[SETTINGS] += was.settings != new.settings
    rounds[CHOICES] += was.choices != new.choices


def write_address(facts: Records, extras: dict[str, str]) -> None:
    """Write the view into the address where it has changed; a link stays as it came until the reader changes something."""
    now, at = session(), time.monotonic()
    query = view.choices(facts, now.view, brief=True) | extras
    if now.section is not None:
        query[links.SECTION] = now.section
    if now.told is not None and query != now.told:
        st.query_params.from_dict(query)
        now.passed = [*((then, passed) for then, passed in now.passed if at - then < LATE), (at, now.address)]
        now.address = {name: [text] for name, text in query.items()}
    now.told = query  # last: a run that ends while it writes has told nothing
