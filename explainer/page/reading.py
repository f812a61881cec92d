"""What each part of the page is given: the facts, and the reader's view with what follows from it."""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

import streamlit as st

from explainer import words
from explainer.model import steps
from explainer.model.steps import Outcome, Scenario
from explainer.reader import history, links, view
from explainer.reader.view import View
from explainer.records.door import Records
from explainer.records.goals import Goal, Measure


@dataclass(frozen=True)
class Reading:
    """The facts and a reader's view of them."""

    facts: Records
    view: View

    @property
    def s(self) -> Scenario:
        """The settings."""
        return self.view.settings

    @property
    def out(self) -> Outcome:
        """What follows from the settings."""
        return steps.run(self.view.settings)

    def value(self, knob: str) -> float:
        """What a setting stands at."""
        return float(getattr(self.s, knob))

    def in_words(self, knob: str, value: float) -> str:
        """A value of a setting, as it is written."""
        return words.knob_value(self.facts.knobs[knob].style, value)

    def sources_of(self, knobs: Iterable[str]) -> list[str]:
        """The sources of every value found of settings."""
        return [mark.source_id for knob in knobs for mark in self.facts.evidence[knob]]

    @cached_property
    def goal(self) -> Goal:
        """The goal to test."""
        return view.goal_of(self.facts, self.view)

    @property
    def measure(self) -> Measure:
        """What the goal counts, and so what the page shows first."""
        return self.goal.measure

    @cached_property
    def base(self) -> str:
        """The page's own address, known while a run draws and not when a file is asked for later.

        Behind a path it ends in a slash, without which a browser looks for the page's files beside that path.
        """
        url = str(st.context.url or "").split("?")[0]
        return url and f"{url.rstrip('/')}/"

    @cached_property
    def link(self) -> str:
        """The link that names every value of the view."""
        return links.full(self.base, self.facts, view.choices(self.facts, self.view, brief=False))

    @cached_property
    def short_link(self) -> str:
        """The link that names what differs from the page as opened."""
        return links.short(self.base, view.choices(self.facts, self.view, brief=True))


@dataclass(frozen=True)
class Part:
    """A part of the page: its key in links, what it is called, and how it is drawn."""

    key: str
    name: str
    draw: Callable[[Reading], None]


def draw(part: Part, reading: Reading) -> None:
    """Draw a part; one that fails loses itself, with one sentence, and the rest of the page goes on."""
    try:
        part.draw(reading)
    except Exception:  # whatever it is, a reader is not to lose the instrument by it
        logging.getLogger(__name__).exception("the part %s could not be drawn", part.key)
        st.warning(f"{part.name} cannot be shown, because of a fault of this page. The rest of the page works.")


def now(facts: Records) -> Reading:
    """Return the view as it stands."""
    return Reading(facts, history.current())
