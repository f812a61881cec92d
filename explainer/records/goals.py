"""The goal to test: a row of goals.csv or the reader's own, and the rule that like is compared with like."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from explainer.model import steps
from explainer.records.door import Records

Measure = Literal["removals", "arrests"]
OWN = "own"
# What each measure of goals.csv may be held against. The others are parts of a whole, or stocks.
COMPARABLE: dict[str, Measure] = {"removals": "removals", "deportations_unspecified": "removals", "arrests": "arrests"}


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
    scope: str = "not_stated"

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
def testable(records: Records) -> list[Any]:
    """Return the rows of goals.csv that have a yearly number, a comparable measure and were not denials."""
    rows = records.rows("goals")
    return [r for r in rows if r.measure in COMPARABLE and r.status != "denied" and not math.isnan(r.annual_low)]


def from_row(row: Any) -> Goal:
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


def model_counts_it(goal: Goal) -> bool:
    return goal.scope in ("ICE", "not_stated")


def counts_it(records: Records, goal: Goal, definition: str) -> bool:
    return True
