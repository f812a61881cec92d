"""The goal to test: a row of goals.csv or the reader's own, and the rule that like is compared with like."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from typing import Literal

from explainer.model import steps
from explainer.records import door, rows
from explainer.records.door import COMPARABLE, Records

Measure = Literal["removals", "arrests"]
OWN = "own"


@dataclass(frozen=True)
class Amount:
    """Events of one measure per year."""

    measure: Measure
    per_year: float


@dataclass(frozen=True)
class Goal:
    """A goal in events per year. A range has two ends; a single goal has the same number twice."""

    goal: str  # id of goals.csv, or OWN
    label: str
    measure: Measure
    low: float  # per year
    high: float  # per year
    per: Literal["day", "year"]  # as it was stated
    unspecified: bool  # the words did not say which count was meant

    @property
    def worked_out(self) -> bool:
        """Return whether the yearly number is ours: a daily goal x 365."""
        return self.per == "day"

    @property
    def low_per_day(self) -> float:
        """Return events per calendar day at the lower end."""
        return self.low / steps.DAYS_PER_YEAR

    @property
    def high_per_day(self) -> float:
        """Return events per calendar day at the upper end."""
        return self.high / steps.DAYS_PER_YEAR

    @property
    def amount(self) -> Amount:
        """Return the lower end as an amount."""
        return Amount(self.measure, self.low)


def share_of(amount: Amount, goal: Amount) -> float:
    """Return amount / goal; infinity for a goal of zero. Raises ValueError unless both count the same thing."""
    if amount.measure != goal.measure:
        raise ValueError(f"cannot compare {amount.measure} with a goal in {goal.measure}")
    return math.inf if goal.per_year == 0 else amount.per_year / goal.per_year


@cache
def testable(records: Records) -> list[rows.Goal]:
    """Return the rows of goals.csv that have a yearly number, a comparable measure and were not denials."""
    return door.goal_rows_testable(records.rows(rows.Goal))


def from_row(row: rows.Goal) -> Goal:
    """Return the goal of a row of goals.csv. Raises KeyError for a measure that is never compared."""
    return Goal(
        goal=row.goal,
        label=row.label,
        measure=COMPARABLE[row.measure],
        low=row.annual_low,
        high=row.annual_high,
        per="day" if row.per == "day" else "year",
        unspecified=row.measure == "deportations_unspecified",
    )


def own(amount: float, measure: Measure) -> Goal:
    """Return the reader's own goal: removals per year, or arrests per day."""
    per_day = measure == "arrests"
    per_year = steps.per_year(amount) if per_day else amount
    return Goal(OWN, "your own goal", measure, per_year, per_year, "day" if per_day else "year", unspecified=False)
