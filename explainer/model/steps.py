"""The model, from officers to arrests to removals: arithmetic a teacher could do on the board.

Every function takes and gives plain numbers. Nothing here reads a file, knows a default or rounds. A limit that is
not set is infinite. The rules are those of data/README.md, "The model"; STEPS is their one home: `run` computes from
it, and the page, the shell, the method and README print it.
"""

from __future__ import annotations

import dataclasses
import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, get_type_hints

DAYS_PER_YEAR = 365
WEEKS_PER_YEAR = DAYS_PER_YEAR / 7
MONTHS_PER_YEAR = 12
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


def quotient(amount: float, divisor: float) -> float:
    """Return amount / divisor, and infinity where the divisor is zero: such a limit is not set."""
    return math.inf if divisor == 0 else amount / divisor


def work_days(days_per_week: float, days_off: float) -> float:
    """Return work days per officer per year: 365 / 7 x days a week - days off, kept within 0 to 365."""
    return min(float(DAYS_PER_YEAR), max(0.0, WEEKS_PER_YEAR * days_per_week - days_off))


def field_officers(officers: float, arrest_share: float, borrowed: float, borrowed_output: float) -> float:
    """Return full-time equivalents in the field: officers x share + borrowed x their output."""
    return officers * arrest_share + borrowed * borrowed_output


def arrests_per_year(field_officers: float, work_days: float, arrests_per_officer_day: float) -> float:
    """Return arrests per year: field officers x work days x arrests per officer per day."""
    return field_officers * work_days * arrests_per_officer_day


def arrests_per_day(arrests_per_year: float) -> float:
    """Return arrests per calendar day: arrests per year / 365."""
    return arrests_per_year / DAYS_PER_YEAR


def per_year(per_day: float) -> float:
    """Return a daily goal as a yearly one: x 365 calendar days."""
    return per_day * DAYS_PER_YEAR


def interior_removals(arrests_per_year: float, removed_share: float) -> float:
    """Return removals per year of people ICE arrested: arrests x removed share."""
    return arrests_per_year * removed_share


def arrests_limit(interior_removals: float, border_removals: float) -> float:
    """Return removals per year that arrests allow: interior + border."""
    return interior_removals + border_removals


def beds_limit(beds: float, removals_per_bed_year: float) -> float:
    """Return removals per year that detention beds allow: beds x removals per bed."""
    return beds * removals_per_bed_year


def flights_limit(flights_per_month: float, passengers_per_flight: float, share_by_air: float) -> float:
    """Return removals per year that flights allow: flights x 12 x passengers / share by air."""
    return quotient(flights_per_month * MONTHS_PER_YEAR * passengers_per_flight, share_by_air)


def orders_limit(
    judges: float, orders_per_judge_year: float, share_without_hearing: float, outstanding_orders_used: float
) -> float:
    """Return removals per year that orders allow: judges x orders / (1 - share without hearing) + old orders."""
    return quotient(judges * orders_per_judge_year, 1 - share_without_hearing) + outstanding_orders_used


def smallest(arrests: float, beds: float, flights: float, orders: float) -> float:
    """Return the smallest limit: the total of removals per year."""
    return min(arrests, beds, flights, orders)


PLACE = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Step:
    """One step of the model. `formula` names knobs and earlier steps in braces, in the order `compute` takes them."""

    name: str  # field of Outcome
    title: str
    unit: str
    formula: str
    compute: Callable[..., float]
    within: str = ""  # where the result is kept
    limit: str = ""  # what the limit is called, for the four that are one

    @property
    def takes(self) -> list[str]:
        """Names of what the step is computed from."""
        return PLACE.findall(self.formula)


STEPS = (
    Step(
        "work_days",
        "Work days per officer",
        "days a year",
        "365 / 7 x {days_per_week} - {days_off}",
        work_days,
        within="kept within 0 to 365",
    ),
    Step(
        "field_officers",
        "Officers making arrests",
        "full-time equivalents",
        "{officers} x {arrest_share} + {borrowed} x {borrowed_output}",
        field_officers,
    ),
    Step(
        "arrests_per_year",
        "Arrests a year",
        "arrests a year",
        "{field_officers} x {work_days} x {arrests_per_officer_day}",
        arrests_per_year,
    ),
    Step("arrests_per_day", "Arrests a day", "arrests a day", "{arrests_per_year} / 365", arrests_per_day),
    Step(
        "interior_removals",
        "Removals of people ICE arrested",
        "removals a year",
        "{arrests_per_year} x {removed_share}",
        interior_removals,
    ),
    Step(
        "arrests",
        "Limit: arrests",
        "removals a year",
        "{interior_removals} + {border_removals}",
        arrests_limit,
        limit="Arrests",
    ),
    Step(
        "beds",
        "Limit: detention beds",
        "removals a year",
        "{beds} x {removals_per_bed_year}",
        beds_limit,
        limit="Detention beds",
    ),
    Step(
        "flights",
        "Limit: flights",
        "removals a year",
        "{flights_per_month} x 12 x {passengers_per_flight} / {share_by_air}",
        flights_limit,
        limit="Flights",
    ),
    Step(
        "orders",
        "Limit: removal orders",
        "removals a year",
        "{judges} x {orders_per_judge_year} / (1 - {share_without_hearing}) + {outstanding_orders_used}",
        orders_limit,
        limit="Removal orders",
    ),
    Step(
        "removals_per_year",
        "Removals a year",
        "removals a year",
        "the smallest of {arrests}, {beds}, {flights} and {orders}",
        smallest,
    ),
)
LIMITS = {step.name: step.limit for step in STEPS if step.limit}


def run(s: Scenario) -> Outcome:
    """Return every step of the model for a scenario."""
    known: dict[str, float] = dict(vars(s))
    for step in STEPS:
        known[step.name] = step.compute(*(known[name] for name in step.takes))
    return Outcome(**{step.name: known[step.name] for step in STEPS})


def changed(s: Scenario, **knobs: float) -> Scenario:
    """Return the scenario with some knobs set anew."""
    return dataclasses.replace(s, **knobs)


def knobs_of(name: str) -> list[str]:
    """Return the knobs that a step is computed from, directly or by earlier steps, in the order of the formulas."""
    earlier = {step.name: step for step in STEPS}
    found: list[str] = []
    for taken in earlier[name].takes:
        # The limit of beds has the name of its own knob, which comes before it.
        found += knobs_of(taken) if taken in earlier and taken != name else [taken]
    return list(dict.fromkeys(found))
