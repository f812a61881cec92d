"""The sum from officers to arrests to removals: arithmetic a teacher could do on the board.

Every function takes and gives plain numbers, or numpy arrays of them. Nothing here reads a file, knows a
default or rounds. A stage that sets no limit is infinite. The rules are those of data/README.md, "The sum".
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

import numpy as np

DAYS_PER_YEAR = 365
WEEKS_PER_YEAR = DAYS_PER_YEAR / 7
MONTHS_PER_YEAR = 12
TIE = 1e-9  # stages this close, relatively, stop together

Number = float | np.ndarray


@dataclass(frozen=True)
class Scenario:
    """A reader's assumptions for one year. Field names are the knobs of data/knobs.csv."""

    officers: Number  # people on the rolls
    arrest_share: Number  # share of them in the field, 0 to 1
    borrowed: Number  # people lent by other agencies
    borrowed_output: Number  # arrests of one of them / arrests of an officer in the field
    days_per_week: Number
    days_off: Number  # days per year
    arrests_per_officer_day: Number  # arrests per field officer per work day
    removed_share: Number  # removals of people ICE arrested / ICE arrests
    border_removals: Number  # removals per year of people arrested at the border
    beds: Number
    removals_per_bed_year: Number
    flights_per_month: Number
    passengers_per_flight: Number
    share_by_air: Number  # share of removals that leave on ICE flights
    judges: Number
    orders_per_judge_year: Number
    share_without_hearing: Number  # share of removals that need no new court order
    outstanding_orders_used: Number  # old orders carried out in the year
    targets: Number  # people located before a fast start
    preparation_share: Number  # share of field time spent preparing, 0 to below 1


@dataclass(frozen=True)
class Outcome:
    """What follows from a Scenario. Stages are removals per year; infinity means that a stage sets no limit."""

    work_days: Number  # days per officer per year
    field_officers: Number  # full-time equivalents
    arrests_per_year: Number
    arrests_per_day: Number  # per calendar day
    interior_removals: Number  # per year
    arrests: Number  # stage
    beds: Number  # stage
    flights: Number  # stage
    orders: Number  # stage
    removals_per_year: Number  # the smallest stage

    @property
    def stages(self) -> dict[str, Number]:
        """The four stages by name, in the order in which ties are told."""
        return {name: getattr(self, name) for name in STAGES}

    @property
    def first_to_stop(self) -> list[str]:
        """Names of the smallest stages, ties included. Plain numbers, not arrays."""
        least = self.removals_per_year
        return [name for name, value in self.stages.items() if value <= least * (1 + TIE)]


STAGES = ("arrests", "beds", "flights", "orders")


def quotient(amount: Number, divisor: Number) -> Number:
    """Return amount / divisor, and infinity where the divisor is zero: such a stage sets no limit."""
    divisor = np.asarray(divisor, dtype=float)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        return np.where(divisor == 0, np.inf, np.asarray(amount, dtype=float) / divisor)[()]


def work_days(days_per_week: Number, days_off: Number) -> Number:
    """Return work days per officer per year: 365 / 7 x days a week - days off, kept within 0 to 365."""
    return np.minimum(DAYS_PER_YEAR, np.maximum(0, WEEKS_PER_YEAR * days_per_week - days_off))


def field_officers(officers: Number, arrest_share: Number, borrowed: Number, borrowed_output: Number) -> Number:
    """Return full-time equivalents in the field: officers x share + borrowed x their output."""
    return officers * arrest_share + borrowed * borrowed_output


def arrests_per_year(field: Number, days: Number, arrests_per_officer_day: Number) -> Number:
    """Return arrests per year: field officers x work days x arrests per officer per day."""
    return field * days * arrests_per_officer_day


def arrests_per_day(arrests: Number) -> Number:
    """Return arrests per calendar day: arrests per year / 365."""
    return arrests / DAYS_PER_YEAR


def per_year(per_day: Number) -> Number:
    """Return a daily goal as a yearly one: x 365 calendar days."""
    return per_day * DAYS_PER_YEAR


def interior_removals(arrests: Number, removed_share: Number) -> Number:
    """Return removals per year of people ICE arrested: arrests x removed share."""
    return arrests * removed_share


def arrests_stage(interior: Number, border_removals: Number) -> Number:
    """Return removals per year that arrests carry: interior + border."""
    return interior + border_removals


def beds_stage(beds: Number, removals_per_bed_year: Number) -> Number:
    """Return removals per year at this many beds: beds x removals per bed."""
    return beds * removals_per_bed_year


def flights_stage(flights_per_month: Number, passengers_per_flight: Number, share_by_air: Number) -> Number:
    """Return removals per year at this many flights: flights x 12 x passengers / share by air."""
    return quotient(flights_per_month * MONTHS_PER_YEAR * passengers_per_flight, share_by_air)


def orders_stage(
    judges: Number, orders_per_judge_year: Number, share_without_hearing: Number, outstanding_orders_used: Number
) -> Number:
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
        removals_per_year=np.minimum.reduce(np.broadcast_arrays(*stages.values())),
        **stages,
    )


def changed(s: Scenario, **knobs: Number) -> Scenario:
    """Return the scenario with some knobs set anew."""
    return dataclasses.replace(s, **knobs)
