"""The order in which the page is drawn, and what is drawn again when a setting changes.

A move of a slider draws `_instrument` again: the result, the open group of sliders, and what else follows in sight.
What stands behind an open door is drawn again after it; all else stands still, and behind a closed door nothing is
calculated.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from explainer import words
from explainer.page import panel, parts, settings
from explainer.page.reading import (
    Moving,
    Part,
    Reading,
    are_open,
    door_key,
    doors,
    draw,
    draw_following,
    follow,
    followers,
)
from explainer.reader import history, links, widgets
from explainer.records.door import Records

DRAW = Path(__file__).parent.parent / "draw"
FAULTS_SHOWN = 3
# Without these nothing can be calculated.
NEEDED = (
    "datapackage",
    "knobs",
    "evidence",
    "starts",
    "start_values",
    "figures",
    "pace",
    "definitions",
    "series",
    "groups",
)


@dataclass(frozen=True)
class Page:
    """The page of one run."""

    facts: Records
    moving: list[Moving]  # what each move of a slider draws again

    @property
    def now(self) -> Reading:
        """The view as it stands."""
        return Reading(self.facts, history.current())

    def part(self, part: Part) -> None:
        """Draw a part that no setting changes, but for what it says follows."""
        if history.section() is None:
            draw(part, self.now)

    def following(self, part: Part) -> None:
        """Draw a part that follows the settings."""
        if history.section() is None:
            follow(lambda now: _whole(part, now))

    def doors(self, behind: Sequence[Part]) -> None:
        """Draw closed doors."""
        if history.section() is None:
            doors(behind, self.facts)

    def contents(self) -> None:
        """Draw the table of contents, which opens a door that is chosen and goes there."""
        if history.section() is None:
            names = parts.contents(self.facts)
            chosen = st.menu_button(
                "Contents", list(names), format_func=names.__getitem__, key="contents", icon=":material/menu:"
            )
            widgets.go_to(chosen, is_door=chosen in {door_key(p.key) for p in parts.doors(self.facts)})

    def notes(self) -> None:
        """Draw the sentences on the link, until the reader puts them away, and the first faults of the data."""
        _notes()
        _faults(self.facts)

    def instrument(self) -> None:
        """Draw the result and the settings."""
        if history.section() in (None, parts.CALCULATOR):
            left, right = st.columns([5, 6], gap="medium")
            with left:
                panel.pickers(self.now)
                follow(panel.show)
            with right:
                settings.show(self.now)

    def end(self) -> None:
        """Draw the one part that the link asks for, and all that follows the settings."""
        alone = parts.sections(self.facts).get(history.section() or "")
        if alone is not None:
            if alone.key in {part.key for part in parts.doors(self.facts)}:
                st.header(alone.name)  # on the whole page its door has the name
            follow(lambda now: _whole(alone, now))
        _instrument(self.facts, self.moving)
        if history.section() is not None:
            _way_back(self.facts)


@st.fragment(key=widgets.INSTRUMENT)
def _instrument(facts: Records, moving: Sequence[Moving]) -> None:
    """Take what the reader's widgets say, and draw all that follows from it; the result first."""
    now = widgets.take(facts)
    reading = Reading(facts, now)
    draw_following(moving, reading)
    if widgets.read(facts, now) != now:  # after a restart of the server a browser may know better
        st.rerun()
    opened = are_open(parts.doors(facts))
    history.write_address(facts, {links.OPEN: links.BETWEEN.join(opened)} if opened else {})


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
    behind = [part.key for part in parts.doors(facts)]
    widgets.nothing_follows()
    history.begin(facts, links.Names((parts.CALCULATOR, *parts.sections(facts)), behind, groups))
    # Most parts are drawn once a run, before the instrument, and they too follow the goal and the definition.
    widgets.take(facts)
    return Page(facts, followers())


def _whole(part: Part, now: Reading) -> None:
    """Draw a part that has several elements into a place that takes one."""
    with st.container():
        draw(part, now)


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
