"""The order in which the page is drawn, and what is drawn again when a setting changes.

A move of a slider runs `_instrument` alone: the result, the settings and what follows from them. All other parts
stand still, and behind a closed door nothing is worked out. The result is sent first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from explainer import words
from explainer.page import panel, parts, settings
from explainer.page.reading import Part, Reading, are_open, door, draw
from explainer.reader import history, links, widgets
from explainer.records.door import Records

DRAW = Path(__file__).parent.parent / "draw"
FAULTS_SHOWN = 3
# Without these nothing can be calculated.
NEEDED = ("datapackage", "knobs", "evidence", "starts", "start_values", "figures", "pace", "definitions", "series", "groups")


@dataclass(frozen=True)
class Slot:
    """A place on the page for a part, open in sight or behind a door."""

    part: Part
    behind: bool
    place: DeltaGenerator


@dataclass
class Page:
    """The page of one run: parts that stand still are drawn at once, the others once all places are known."""

    facts: Records
    slots: list[Slot] = field(default_factory=list)
    top: DeltaGenerator | None = None  # where the result and the settings stand

    def still(self, part: Part) -> None:
        """Draw a part that no setting changes."""
        if history.section() is None:
            draw(part, Reading(self.facts, history.current()))

    def notes(self) -> None:
        """Draw the sentences on the link, until the reader puts them away, and the first faults of the data."""
        _notes()
        _faults(self.facts)

    def instrument(self) -> None:
        """Keep a place for the result and the settings."""
        if history.section() in (None, parts.CALCULATOR):
            self.top = st.container(key="instrument")

    def following(self, part: Part | None = None, behind: Sequence[Part] = ()) -> None:
        """Keep places for a part that follows the settings, and for the doors behind it."""
        if history.section() is None:
            self.slots += [Slot(part, False, st.container())] if part else []
            with st.container(gap="xxsmall"):
                self.slots += [Slot(each, True, st.container()) for each in behind]

    def draw(self) -> None:
        """Draw the result, the settings and all that follows; or the one part that the link asks for."""
        alone = parts.sections(self.facts).get(history.section() or "")
        if alone is not None:
            self.slots.append(Slot(alone, False, st.container()))
        for place in (self.top, *(slot.place for slot in self.slots)):
            if place is not None:
                place.empty()  # Streamlit lets a part run alone write into a place that has been written to
        _instrument(self.facts, self.top, self.slots)
        if history.section() is not None:
            _way_back(self.facts)


def open_page(facts: Records) -> Page:
    """Set the page up and read its address. Ends the run with one sentence where nothing can be calculated."""
    st.set_page_config(page_title=facts.about.get("title", "The page"), page_icon=str(DRAW / "icon.svg"), layout="wide")
    st.html(DRAW / "page.css")
    st.html(f"<script>{(DRAW / 'page.js').read_text(encoding='utf-8')}</script>", unsafe_allow_javascript=True)
    if facts.missing(*NEEDED):
        _faults(facts)
        st.error("The page cannot calculate, since the figures it stands on did not pass its own check.")
        st.stop()
    groups = [row.group for row in facts.rows("groups")]
    doors = [part.key for part in parts.doors(facts)]
    history.begin(facts, links.Names((parts.CALCULATOR, *parts.sections(facts)), doors, groups))
    return Page(facts)


@st.fragment
def _instrument(facts: Records, top: DeltaGenerator | None, slots: Sequence[Slot]) -> None:
    """Draw the result, the settings, and every part that follows from them."""
    seen = history.current()
    now = widgets.read(facts, seen)
    if now != seen:
        history.changed(now)
    reading = Reading(facts, now)
    if top is not None:
        with top:
            _result_and_settings(reading)
    for slot in slots:
        with slot.place:
            (door if slot.behind else draw)(slot.part, reading)
    if widgets.read(facts, history.current()) != now:  # after a restart of the server a browser may know better
        st.rerun()
    opened = are_open([slot.part for slot in slots if slot.behind])
    history.write_address(facts, {links.OPEN: links.BETWEEN.join(opened)} if opened else {})


def _result_and_settings(reading: Reading) -> None:
    left, right = st.columns([5, 6], gap="medium")
    with left:
        with st.container(horizontal=True, gap="small", key="pickers"):
            widgets.goal(reading.facts, reading.view)
            widgets.definition(reading.facts, reading.view)
        with st.container(key="panel", gap="xsmall"):
            panel.show(reading)
    with right:
        settings.show(reading)


def _way_back(facts: Records) -> None:
    """Name the page that a single part is from, with a link to the whole of it."""
    link = Reading(facts, history.current()).link
    st.caption(
        f"From [{words.plain(facts.about['title'])}]({link}), data version {facts.about['version']}, as of "
        f"{facts.about['created']}."
    )


def _notes() -> None:
    told = history.notes()
    if told:
        with st.container(key="link-notes"):
            st.info("\n".join(f"- {note}" for note in told) if len(told) > 1 else told[0])
            st.button("Put this note away", key="notes-away", on_click=history.put_notes_away, type="tertiary")


def _faults(facts: Records) -> None:
    """Name the first faults of the data, so that who keeps the page can mend them."""
    if facts.faults:
        shown = "\n".join(f"- {words.plain(str(fault))}" for fault in facts.faults[:FAULTS_SHOWN])
        more = len(facts.faults) - FAULTS_SHOWN
        st.warning(
            f"Part of the data did not pass the check, so part of the page is missing:\n{shown}"
            + (f"\n- and {more} more" if more > 0 else "")
        )
