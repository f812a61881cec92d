"""The model, from officers to arrests to removals: arithmetic a teacher could do on the board.

Nothing here reads a file, knows a default or rounds. A limit that is not set is infinite. The rules are those of
data/README.md, "The model"; STEPS is their one home: `run`, what goes backwards and the script that follows the hand
compute from the text that the page, the shell and the method print.
"""

import dataclasses
import math
import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Annotated, get_type_hints

from explainer.model.as_lists import Formula, parsed, worked_out

DAYS_PER_YEAR = 365
OUTCOMES_KEPT = 256  # of all readers; the parts of a page ask for the same few at each move
TIE = 1e-9  # amounts this close, relatively, are the same: what floats lose
TOGETHER = 1e-3  # limits this close, relatively, hold the total together: in print they are one number


# What a knob cannot be more than, by the meaning of the word. The others have no highest value of their own.
Share = Annotated[float, 1.0]
DaysOfWeek = Annotated[float, 7.0]
DaysOfYear = Annotated[float, float(DAYS_PER_YEAR)]


@dataclass(frozen=True)
class Scenario:
    """A reader's settings for one year. Field names are the knobs of data/knobs.csv."""

    officers: float  # people employed
    arrest_share: Share  # share of them making arrests
    borrowed: float  # officers of other agencies
    borrowed_output: Share  # arrests of one of them / arrests of an ICE officer in the field
    days_per_week: DaysOfWeek
    days_off: DaysOfYear
    arrests_per_officer_day: float  # arrests per field officer per work day
    removed_share: Share  # removals of people ICE arrested / ICE arrests
    border_removals: float  # ICE removals per year of people arrested by border agencies
    judges: float
    orders_per_judge_year: float
    share_without_hearing: Share  # share of removals that need no new court order
    outstanding_orders_used: float  # old orders carried out in the year
    beds: float
    removals_per_bed_year: float
    flights_per_month: float
    passengers_per_flight: float
    share_by_air: Share  # share of removals that leave on ICE flights
    targets: float  # people located before a fast start
    preparation_share: Share  # share of field time spent preparing, below 1


HIGHEST: dict[str, float] = {
    knob: next(iter(getattr(kind, "__metadata__", ())), math.inf)
    for knob, kind in get_type_hints(Scenario, include_extras=True).items()
}


@dataclass(frozen=True)
class Outcome:
    """What follows from a Scenario, one field a step. Limits are removals per year; infinity means none is set."""

    work_days: float  # days per officer per year
    field_officers: float  # full-time equivalents
    arrests_per_year: float
    arrests_per_day: float  # per calendar day
    interior_removals: float  # per year
    arrests: float  # limit
    beds: float  # limit
    flights: float  # limit
    orders: float  # limit
    removals_per_year: float  # the smallest limit

    @property
    def limits(self) -> dict[str, float]:
        """The four limits by name, in the order in which ties are named."""
        return {name: getattr(self, name) for name in LIMITS}

    @property
    def limited_by(self) -> list[str]:
        """Names of the smallest limits, ties included."""
        least = min(self.limits.values())
        return [name for name, value in self.limits.items() if value <= least * (1 + TOGETHER)]


PLACE = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Step:
    """One step of the model. `formula` names knobs and earlier steps in braces."""

    name: str  # field of Outcome
    title: str
    unit: str
    formula: str
    within: str = ""  # where the result is kept
    limit: str = ""  # what the limit is called, for the four that are one

    @cached_property
    def as_list(self) -> Formula:
        """The formula as a list."""
        return parsed(self.formula, self.within)


def _limit(name: str, label: str, formula: str) -> Step:
    return Step(name, f"Limit: {label.lower()}", "removals a year", formula, limit=label)


STEPS = (
    Step(
        "work_days",
        "Work days per officer",
        "days a year",
        "365 / 7 x {days_per_week} - {days_off}",
        within="kept within 0 to 365",
    ),
    Step(
        "field_officers",
        "Officers making arrests",
        "full-time equivalents",
        "{officers} x {arrest_share} + {borrowed} x {borrowed_output}",
    ),
    Step(
        "arrests_per_year",
        "Arrests a year",
        "arrests a year",
        "{field_officers} x {work_days} x {arrests_per_officer_day}",
    ),
    Step("arrests_per_day", "Arrests a day", "arrests a day", "{arrests_per_year} / 365"),
    Step(
        "interior_removals",
        "Removals of people ICE arrested",
        "removals a year",
        "{arrests_per_year} x {removed_share}",
    ),
    _limit("arrests", "Arrests", "{interior_removals} + {border_removals}"),
    _limit("beds", "Detention beds", "{beds} x {removals_per_bed_year}"),
    _limit("flights", "Flights", "{flights_per_month} x 12 x {passengers_per_flight} / {share_by_air}"),
    _limit(
        "orders",
        "Removal orders",
        "{judges} x {orders_per_judge_year} / (1 - {share_without_hearing}) + {outstanding_orders_used}",
    ),
    Step(
        "removals_per_year",
        "Removals a year",
        "removals a year",
        "the smallest of {arrests}, {beds}, {flights} and {orders}",
    ),
)
LIMITS = {each.name: each.limit for each in STEPS if each.limit}


def _formulas() -> dict[str, Formula]:
    """Return the formula of each step; steps are marked with "=", since a limit may have the name of its own knob."""
    found: dict[str, Formula] = {}

    def marked(formula: Formula) -> Formula:
        if isinstance(formula, list):
            return [formula[0], *(marked(part) for part in formula[1:])]
        return f"={formula}" if f"={formula}" in found else formula

    for each in STEPS:
        found[f"={each.name}"] = marked(each.as_list)
    return found


FORMULAS = _formulas()


class Known(dict[str, float]):
    """Settings by knob, and by its marked name each step that is asked for."""

    def __missing__(self, name: str) -> float:
        """Work out a step. Raises KeyError for a setting that is not there."""
        self[name] = value = worked_out(FORMULAS[name], self)
        return value


def step(s: Scenario, name: str) -> float:
    """Return one step alone, such as a limit: less work than the whole model."""
    return Known(vars(s))[f"={name}"]


@lru_cache(OUTCOMES_KEPT)
def run(s: Scenario) -> Outcome:
    """Return every step of the model for a scenario."""
    known = Known(vars(s))
    return Outcome(**{each.name: known[f"={each.name}"] for each in STEPS})


def changed(s: Scenario, **knobs: float) -> Scenario:
    """Return the scenario with some knobs set anew."""
    return dataclasses.replace(s, **knobs)


def knobs_of(name: str) -> list[str]:
    """Return the knobs that a step is computed from, directly or by earlier steps, in the order of the formulas."""

    def named(formula: Formula) -> list[str]:
        if isinstance(formula, list):
            return [knob for part in formula[1:] for knob in named(part)]
        if isinstance(formula, str):
            return named(FORMULAS[formula]) if formula in FORMULAS else [formula]
        return []

    return list(dict.fromkeys(named(FORMULAS[f"={name}"])))
