"""What each part of the page is given: the facts, and the reader's view with what follows from it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cached_property

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from explainer import words
from explainer.draw import charts
from explainer.draw.figure import Figure, behind_figure, chart, figure_foot, figure_head
from explainer.model import steps
from explainer.model.steps import Outcome, Scenario
from explainer.reader import history, links, view, widgets
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

    @cached_property
    def out(self) -> Outcome:
        """What follows from the settings."""
        return steps.run(self.view.settings)

    @cached_property
    def goal(self) -> Goal | None:
        """The goal to test, or None where the goals did not pass the check."""
        return view.goal_of(self.facts, self.view)

    @property
    def measure(self) -> Measure:
        """What the goal counts, and so what the page shows first."""
        return self.goal.measure if self.goal else "removals"

    @cached_property
    def base(self) -> str:
        """The page's own address, known while a run draws and not when a file is asked for later."""
        return str(st.context.url or "").split("?")[0]

    @cached_property
    def link(self) -> str:
        """The link that names every value of the view."""
        return links.full(self.base, self.facts, view.choices(self.facts, self.view, brief=False))


@dataclass(frozen=True)
class Part:
    """A part of the page: its key in links, what it is called, the tables it needs, and how it is drawn."""

    key: str
    name: str
    needs: tuple[str, ...]
    draw: Callable[[Reading], None]


def draw(part: Part, reading: Reading) -> None:
    """Draw a part if its tables passed the check; else say in one sentence which part is missing and why."""
    faults = reading.facts.missing("datapackage", *part.needs)
    if not faults:
        part.draw(reading)
        return
    names = words.listed([f"{name}.csv" for name in dict.fromkeys(f.table for f in faults)])
    st.warning(f"{part.name} cannot be shown: {names} did not pass the page's own check. The rest of the page works.")


Moving = tuple[DeltaGenerator, Callable[[Reading], None]]  # a place, and what is drawn there again at each move
_MOVING: ContextVar[list[Moving]] = ContextVar("moving")
_NOW: ContextVar[Reading | None] = ContextVar("now", default=None)  # while what follows is being drawn


def follow(drawn: Callable[[Reading], None]) -> None:
    """Keep a place here for one element or container that each move of a slider draws again, with the result.

    The browser goes through every container of the page at each move, so the place is none. Inside of what is drawn
    again anyway, as where a link asks for one part alone, it is drawn at once.
    """
    now = _NOW.get()
    if now is not None:
        drawn(now)
        return
    _MOVING.get().append((st.empty(), drawn))


def draw_following(moving: Sequence[Moving], now: Reading) -> None:
    """Draw what follows the settings, each in its place."""
    token = _NOW.set(now)
    try:
        for place, drawn in moving:
            with place:
                drawn(now)
    finally:
        _NOW.reset(token)


def followers() -> list[Moving]:
    """Return a new list that takes what follows from now on in this run."""
    moving: list[Moving] = []
    _MOVING.set(moving)
    return moving


def moving_figure(facts: Records, of: Figure, rows: Callable[[Reading], dict[str, charts.Rows]], link: str) -> None:
    """Draw a figure whose chart holds the reader's own result; `rows` gives the tables that follow the sliders."""
    figure_head(of)
    follow(lambda now: chart(of, **rows(now)))
    figure_foot(facts, of)
    behind_figure(facts, of, link)


def doors(parts: Sequence[Part], facts: Records) -> None:
    """Draw closed doors that stand together. They are drawn again together, since each alone takes a container more."""
    together = "-".join(["doors", *(part.key for part in parts)])
    opened = history.opened()

    def drawn() -> None:
        for part in parts:
            _door(part, facts, part.key in opened)

    widgets.follows(together, [door_key(part.key) for part in parts])
    st.fragment(drawn, key=together)()


def _door(part: Part, facts: Records, opened: bool) -> None:
    """Draw a closed door with the part's name, and the part itself where a reader has opened it."""
    behind = st.expander(part.name, expanded=opened, key=door_key(part.key), on_change="rerun")
    if behind.open:
        with behind:
            draw(part, Reading(facts, history.current()))


def door_key(key: str) -> str:
    """Return the key under which a door keeps whether it is open."""
    return f"door-{key}"


def are_open(parts: Sequence[Part]) -> list[str]:
    """Return the keys of the doors that are open."""
    return [part.key for part in parts if st.session_state.get(door_key(part.key))]
