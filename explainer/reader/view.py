"""What a reader has set: settings, goal, definition, two kept scenarios. One value of it is one step for undo."""

from __future__ import annotations

from dataclasses import dataclass, replace

from explainer.model.steps import Scenario
from explainer.reader import links
from explainer.records import goals
from explainer.records.door import Records
from explainer.records.goals import Goal, Measure


@dataclass(frozen=True)
class View:
    """A reader's view of the page, as far as it can be undone and linked to."""

    settings: Scenario
    goal: str  # id in goals.csv, or goals.OWN
    own: float  # the reader's own goal: removals a year or arrests a day, as `unit` says
    unit: Measure
    definition: str  # id in definitions.csv
    a: Scenario | None = None  # kept as A, to compare with
    b: Scenario | None = None  # kept as B

    @property
    def choices(self) -> tuple[str, float, Measure, str]:
        """What is not a setting of the model: the goal and the count."""
        return self.goal, self.own, self.unit, self.definition

    @property
    def kept(self) -> dict[str, Scenario]:
        """The scenarios that are kept, by their letter."""
        return {letter: of for letter, of in (("A", self.a), ("B", self.b)) if of is not None}

    def keeping(self, letter: str, of: Scenario | None) -> View:
        """Return the view with a scenario kept under A or B, or with none."""
        return replace(self, a=of) if letter == "A" else replace(self, b=of)

    def at(self, settings: Scenario) -> View:
        """Return the view with other settings."""
        return replace(self, settings=settings)


def from_link(facts: Records, link: links.Link) -> View:
    """Return the view that a link names; what it leaves out stands at its default."""
    unit = link.unit or "removals"
    return View(
        settings=Scenario(**facts.defaults | link.knobs),
        goal=link.goal or facts.about["default_goal"],
        own=facts.about["own_goal"][unit] if link.own is None else link.own,
        unit=unit,
        definition=link.definition or facts.about["default_definition"],
        **{key: Scenario(**knobs) for key, knobs in link.kept.items()},
    )


def goal_of(facts: Records, view: View) -> Goal:
    """Return the goal to test."""
    if view.goal == goals.OWN:
        return goals.own(view.own, view.unit)
    return goals.from_row(facts.goal_rows[view.goal])


def choices(facts: Records, view: View, brief: bool) -> dict[str, str]:
    """Return the view as a link holds it, by link key; `brief` leaves out what stands at its default."""
    settings = vars(view.settings)
    told = {links.GOAL: view.goal, links.DEFINITION: view.definition}
    usual = {links.GOAL: facts.about["default_goal"], links.DEFINITION: facts.about["default_definition"]}
    for knob, row in facts.knobs.items():
        told[row.link_key] = links.exact(settings[knob])
        usual[row.link_key] = links.exact(facts.defaults[knob])
    query = {key: text for key, text in told.items() if not brief or text != usual[key]}
    if view.goal == goals.OWN:
        query |= {links.OWN_MEASURE: view.unit, links.OWN_AMOUNT: links.exact(view.own)}
    return query | {letter.lower(): links.pack(vars(of), facts, brief) for letter, of in view.kept.items()}


def at_start(facts: Records, view: View, start: str) -> dict[str, str]:
    """Return a starting point with the view's goal and count, as a link holds it, short enough to be typed."""
    bare = replace(view, settings=Scenario(**facts.defaults), a=None, b=None)
    return {links.START: start} | choices(facts, bare, brief=True)
