"""The sum from officers to arrests to removals: arithmetic a teacher could do on the board.

Every function takes and gives plain numbers. Nothing here reads a file, knows a default or rounds. A stage that
sets no limit is infinite. The rules are those of data/README.md, "The sum".
"""

from __future__ import annotations

import dataclasses
import math
from dataclasses import dataclass

DAYS_PER_YEAR = 365
WEEKS_PER_YEAR = DAYS_PER_YEAR / 7
MONTHS_PER_YEAR = 12
TIE = 1e-9  # stages this close, relatively, stop together


@dataclass(frozen=True)
class Scenario:
    """A reader's assumptions for one year. Field names are the knobs of data/knobs.csv."""

    officers: float  # people on the rolls
    arrest_share: float  # share of them in the field, 0 to 1
    borrowed: float  # people lent by other agencies
    borrowed_output: float  # arrests of one of them / arrests of an officer in the field
    days_per_week: float
    days_off: float  # days per year
    arrests_per_officer_day: float  # arrests per field officer per work day
    removed_share: float  # removals of people ICE arrested / ICE arrests
    border_removals: float  # removals per year of people arrested at the border
    beds: float
    removals_per_bed_year: float
    flights_per_month: float
    passengers_per_flight: float
    share_by_air: float  # share of removals that leave on ICE flights
    judges: float
    orders_per_judge_year: float
    share_without_hearing: float  # share of removals that need no new court order
    outstanding_orders_used: float  # old orders carried out in the year
    targets: float  # people located before a fast start
    preparation_share: float  # share of field time spent preparing, 0 to below 1


@dataclass(frozen=True)
class Outcome:
    """What follows from a Scenario. Stages are removals per year; infinity means that a stage sets no limit."""

    work_days: float  # days per officer per year
    field_officers: float  # full-time equivalents
    arrests_per_year: float
    arrests_per_day: float  # per calendar day
    interior_removals: float  # per year
    arrests: float  # stage
    beds: float  # stage
    flights: float  # stage
    orders: float  # stage
    removals_per_year: float  # the smallest stage

    @property
    def stages(self) -> dict[str, float]:
        """The four stages by name, in the order in which ties are told."""
        return {name: getattr(self, name) for name in STAGES}

    @property
    def first_to_stop(self) -> list[str]:
        """Names of the smallest stages, ties included."""
        least = self.removals_per_year
        return [name for name, value in self.stages.items() if value <= least * (1 + TIE)]


STAGES = ("arrests", "beds", "flights", "orders")


def quotient(amount: float, divisor: float) -> float:
    """Return amount / divisor, and infinity where the divisor is zero: such a stage sets no limit."""
    return math.inf if divisor == 0 else amount / divisor


def work_days(days_per_week: float, days_off: float) -> float:
    """Return work days per officer per year: 365 / 7 x days a week - days off, kept within 0 to 365."""
    return min(float(DAYS_PER_YEAR), max(0.0, WEEKS_PER_YEAR * days_per_week - days_off))


def field_officers(officers: float, arrest_share: float, borrowed: float, borrowed_output: float) -> float:
    """Return full-time equivalents in the field: officers x share + borrowed x their output."""
    return officers * arrest_share + borrowed * borrowed_output


def arrests_per_year(field: float, days: float, arrests_per_officer_day: float) -> float:
    """Return arrests per year: field officers x work days x arrests per officer per day."""
    return field * days * arrests_per_officer_day


def arrests_per_day(arrests: float) -> float:
    """Return arrests per calendar day: arrests per year / 365."""
    return arrests / DAYS_PER_YEAR


def per_year(per_day: float) -> float:
    """Return a daily goal as a yearly one: x 365 calendar days."""
    return per_day * DAYS_PER_YEAR


def interior_removals(arrests: float, removed_share: float) -> float:
    """Return removals per year of people ICE arrested: arrests x removed share."""
    return arrests * removed_share


def arrests_stage(interior: float, border_removals: float) -> float:
    """Return removals per year that arrests carry: interior + border."""
    return interior + border_removals


def beds_stage(beds: float, removals_per_bed_year: float) -> float:
    """Return removals per year at this many beds: beds x removals per bed."""
    return beds * removals_per_bed_year


def flights_stage(flights_per_month: float, passengers_per_flight: float, share_by_air: float) -> float:
    """Return removals per year at this many flights: flights x 12 x passengers / share by air."""
    return quotient(flights_per_month * MONTHS_PER_YEAR * passengers_per_flight, share_by_air)


def orders_stage(
    judges: float, orders_per_judge_year: float, share_without_hearing: float, outstanding_orders_used: float
) -> float:
    """Return removals per year that orders carry: judges x orders / (1 - share without hearing) + old orders."""
    return quotient(judges * orders_per_judge_year, 1 - share_without_hearing) + outstanding_orders_used


def run(s: Scenario) -> Outcome:
    """Return every step of the sum for a scenario."""
    days = work_days(s.days_per_week, s.days_off)
    field = field_officers(s.officers, s.arrest_share, s.borrowed, s.borrowed_output)
    arrests = arrests_per_year(field, days, s.arrests_per_officer_day)
    interior = interior_removals(arrests, s.removed_share)
    stages = {
        "arrests": arrests_stage(interior, s.border_removals),
        "beds": beds_stage(s.beds, s.removals_per_bed_year),
        "flights": flights_stage(s.flights_per_month, s.passengers_per_flight, s.share_by_air),
        "orders": orders_stage(s.judges, s.orders_per_judge_year, s.share_without_hearing, s.outstanding_orders_used),
    }
    return Outcome(
        work_days=days,
        field_officers=field,
        arrests_per_year=arrests,
        arrests_per_day=arrests_per_day(arrests),
        interior_removals=interior,
        removals_per_year=min(stages.values()),
        **stages,
    )


def changed(s: Scenario, **knobs: float) -> Scenario:
    """Return the scenario with some knobs set anew."""
    return dataclasses.replace(s, **knobs)
