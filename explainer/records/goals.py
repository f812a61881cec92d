"""The goal to test: a row of goals.csv or the reader's own, and the rule that like is compared with like.

Like is like by what is counted (measure) and by whose count it is (scope).
"""

import math
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from explainer.model import steps
from explainer.records import beside, rows
from explainer.records.facts import Records

Measure = Literal["removals", "arrests"]
Scope = Literal["ICE", "DHS", "INS", "not_stated"]
OWN = "own"
# What each measure of goals.csv may be held against. The others are parts of a whole, or stocks.
COMPARABLE: dict[str, Measure] = {"removals": "removals", "deportations_unspecified": "removals", "arrests": "arrests"}
# A denial is no goal; a number whose first report was not found is named, and nothing is held against it.
NEVER_TESTED = ("denied", "reported_second_hand")
NO_GOAL = ("capacity", "example")  # what could be done, and a sum in an argument, were not to be reached
NOT_STATED: Scope = "not_stated"
MODEL_SCOPE: Scope = "ICE"  # the model gives removals and arrests of ICE


@dataclass(frozen=True)
class Goal:
    """A goal in events per year. A range has two ends; a single goal has the same number twice."""

    goal: str  # id of goals.csv, or OWN
    label: str
    measure: Measure
    scope: Scope
    low: float  # per year
    high: float  # per year
    per: Literal["day", "year"]  # as it was stated
    unspecified: bool  # the words did not say which count was meant
    counted: str  # what it counts, as its words have it: 'returns and removals'
    bound: str = ""  # how the words limit the number, by the column of goals.csv
    of_one_year: bool = False  # which its words name, so that it is no number for each year

    @property
    def low_per_day(self) -> float:
        """Return events per calendar day at the lower end."""
        return self.low / steps.DAYS_PER_YEAR

    @property
    def high_per_day(self) -> float:
        """Return events per calendar day at the upper end."""
        return self.high / steps.DAYS_PER_YEAR


def same_scope(of_goal: Scope, scopes: Collection[str]) -> bool:
    """Return whether a goal's scope is among those of a count; one that was not stated goes with any."""
    return of_goal == NOT_STATED or of_goal in scopes


def modelled(goal: Goal) -> bool:
    """Return whether the model's result may stand beside a goal: it gives both measures, for ICE."""
    return same_scope(goal.scope, {MODEL_SCOPE})


@cache
def testable(records: Records) -> list[rows.Goal]:
    """Return the rows of goals.csv that were to be reached or expected, in a measure that the model gives."""
    stated = [r for r in records.rows(rows.Goal) if r.status not in NEVER_TESTED and r.nature not in NO_GOAL]
    return [r for r in stated if r.measure in COMPARABLE and not math.isnan(r.annual_low)]


@cache
def of_kind(records: Records, kind: str) -> list[rows.Goal]:
    """Return the rows of goals.csv of a kind, oldest first."""
    return sorted((r for r in records.rows(rows.Goal) if r.kind == kind), key=lambda r: r.date)


def from_row(row: rows.Goal) -> Goal:
    """Return the goal of a row of goals.csv. Raises KeyError for a measure that is never compared."""
    return Goal(
        goal=row.goal,
        label=row.label,
        measure=COMPARABLE[row.measure],
        scope=cast(Scope, row.scope),
        low=row.annual_low,
        high=row.annual_high,
        per="day" if row.per == "day" else "year",
        unspecified=row.measure == "deportations_unspecified",
        counted=row.counted,
        bound=row.bound,
        of_one_year=beside.of_one_year(row),
    )


def own(amount: float, measure: Measure) -> Goal:
    """Return the reader's own goal: removals per year, or arrests per day."""
    per_day = measure == "arrests"
    per_year = float(amount * steps.DAYS_PER_YEAR) if per_day else amount
    return Goal(
        OWN,
        "your own goal",
        measure,
        NOT_STATED,
        per_year,
        per_year,
        "day" if per_day else "year",
        unspecified=False,
        counted=measure,
    )
