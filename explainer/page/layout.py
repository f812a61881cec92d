"""The order in which the page is drawn. What a change draws again is told in reader/redraw.py."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import streamlit as st

from explainer import words
from explainer.draw import behind
from explainer.page import closer, needs, once, panel, parts, room, scenarios, settings
from explainer.page.reading import Part, Reading, draw, now
from explainer.reader import history, links, redraw, widgets
from explainer.records.door import Records

DRAW = Path(__file__).parent.parent / "draw"
FAULTS_SHOWN = 3


@dataclass(frozen=True)
class Page:
    """The page of one run: whole, or the one part that the link asks for."""

    facts: Records

    @contextmanager
    def drawn(self) -> Iterator[None]:
        """Draw the page in its place; the first one of a server alone."""
        redraw.page_waits()
        with room.page(), once.first_alone():
            yield
        redraw.page_is_drawn()

    def part(self, part: Part) -> None:
        """Draw a part that no slider changes."""
        if history.session().section in (None, part.key):
            draw(part, now(self.facts))

    def head(self, part: Part) -> None:
        """Draw what stands above all parts of the whole page, and beside it the contents."""
        if history.session().section is None:
            with st.container(horizontal=True, gap=None, key="top"):
                draw(part, now(self.facts))
                self._contents()

    def closer(self, row: str) -> None:
        """Draw a row of choices under a part, or the one of them that the link asks for."""
        if history.session().section is None:
            closer.row(self.facts, row)
        else:
            closer.one(now(self.facts), row)

    def _contents(self) -> None:
        """Draw the table of contents, which goes to a part, and opens it where it is closed."""
        names = parts.CONTENTS
        chosen = st.menu_button(
            "Contents", list(names), format_func=names.__getitem__, key="contents", icon=":material/menu:"
        )
        behind.is_drawn("contents", None)
        if chosen is not None:
            closer.open_one(chosen)
        widgets.go_to("top" if chosen == parts.EVERYTHING else chosen)

    def notes(self) -> None:
        """Draw the sentences on the link, until the reader puts them away."""
        told = history.session().notes
        if told:
            with st.container(key="link-notes"):
                st.info("\n".join(f"- {note}" for note in told) if len(told) > 1 else told[0])
                st.button("Put this note away", key="notes-away", on_click=history.put_notes_away, type="tertiary")

    def instrument(self) -> None:
        """Draw the record, the result and the sliders side by side, and below them what follows."""
        section = history.session().section
        if section in (None, parts.CALCULATOR):
            with st.container(key="calculator", gap="xsmall"):
                self._calculator()
        redraw.alone(_needs, self.facts)
        if section in (None, needs.PART.key):
            needs.button(self.facts)
        redraw.alone(_more, self.facts)

    def _calculator(self) -> None:
        if room.on_a_phone():
            panel.show(self.facts)
            settings.show(self.facts)
            panel.back(self.facts)
        else:
            left, right = st.columns([5, 6], gap="medium")
            with left:
                panel.show(self.facts)
            with right:
                settings.show(self.facts)

    def foot(self, part: Part) -> None:
        """Draw the foot of the whole page, and hand over the scripts, last since they take room in the flow."""
        if history.session().section is None:
            draw(part, now(self.facts))
        st.html(_scripts(), unsafe_allow_javascript=True)


@cache
def _scripts() -> str:
    """Return the page's scripts as HTML."""
    files = ("page.js", "connection.js", "live.js", "picture.js")
    return "".join(f"<script>{(DRAW / name).read_text(encoding='utf-8')}</script>" for name in files)


@st.fragment(key=redraw.NEEDS)
def _needs(facts: Records) -> None:
    """Draw kept scenarios and what the goal would take, and write the settings into the address."""
    widgets.take(facts)
    for part in (scenarios.PART, needs.PART):
        if history.session().section in (None, part.key):
            draw(part, now(facts))
    closer.write_address(facts)


@st.fragment(key=redraw.MORE)
def _more(facts: Records) -> None:
    """Draw the row that opens more of what follows, or the one part that the link asks for, and the way back from it."""
    redraw.drawn_now(redraw.MORE)
    widgets.take(facts)
    reading = now(facts)
    if history.session().section is None:
        redraw.more_is_open(closer.opened(reading, parts.FOLLOW))
    else:
        redraw.more_is_open(True)
        closer.one(reading, parts.FOLLOW)
        _way_back(reading)
    closer.write_address(facts)


def open_page(facts: Records) -> Page:
    """Set the page up and read its address. Ends the run with the first faults where the data have any."""
    st.set_page_config(page_title=facts.about.get("title", "The page"), page_icon=str(DRAW / "icon.svg"), layout="wide")
    st.html(DRAW / "page.css")
    if facts.faults:
        _faults(facts)
        st.stop()
    groups = [row.group for row in facts.rows("groups")]
    sections = (parts.CALCULATOR, *parts.SECTIONS)
    opened = history.begin(
        facts, links.Names(sections, [parts.EVERYTHING, *(part.key for part in parts.BEHIND)], groups)
    )
    if opened is not None:
        closer.open_these(opened)
    widgets.take(facts)
    return Page(facts)


def _way_back(reading: Reading) -> None:
    """Name the page that a single part is from, with a link to the whole of it."""
    about = reading.facts.about
    st.caption(
        f"From [{words.plain(about['title'])}]({reading.link}), data version {about['version']}, as of {about['created']}."
    )


def _faults(facts: Records) -> None:
    """Name the first faults of the data, so that who keeps the page can mend them."""
    shown = [words.plain(str(fault)) for fault in facts.faults[:FAULTS_SHOWN]]
    more = len(facts.faults) - FAULTS_SHOWN
    told = "\n".join(f"- {line}" for line in [*shown, *([f"and {more} more"] if more > 0 else [])])
    st.error(f"The figures of this page did not pass its own check, so nothing is calculated from them.\n{told}")
