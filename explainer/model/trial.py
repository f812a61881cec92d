"""How well the model holds: past years out of sample, and the range of recorded years.

The rule of the trial, frozen by tests/test_trial.py: a year is predicted from the year before's rates
(arrests per officer, removed share), its own number of officers and its own border removals. Arrests per
officer stands for arrests per officer in the field and day, since field share and work days stay the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from explainer.model import steps


@dataclass(frozen=True)
class Year:
    """What was counted in a fiscal year."""

    fiscal_year: int
    officers: float
    arrests: float  # per year
    interior_removals: float  # per year
    border_removals: float  # per year
    removals: float  # per year, as published
    worked_out: bool  # the split of removals is calculated, not counted
    arrests_calculated: bool
    officers_counted: bool = True  # of this year, and not carried from another
    removals_as_the_next: float | None = None  # by the rule of the year after, where it is another one and known

    def calculated(self, measure: str) -> bool:
        """Return whether what 'arrests' or 'removals' are tried with was worked out, and not counted."""
        return self.arrests_calculated if measure == "arrests" else self.worked_out


@dataclass(frozen=True, kw_only=True)
class Trial(Year):
    """One year as counted and as predicted. Errors are shares: (predicted - counted) / counted."""

    same_officers: bool  # the number is that of the year before, so the model gives back its arrests
    arrests_model: float
    arrests_last_year: float
    removals_model: float
    removals_last_year: float  # counted alike
    removals_last_interior: float  # last year's interior removals + this year's border removals

    def error(self, comparison: str) -> float:
        """Return the error of a field such as 'arrests_model' against what was counted."""
        counted = self.arrests if comparison.startswith("arrests") else self.removals
        told: float = getattr(self, comparison)
        return told / counted - 1


def trial(before: Year, year: Year) -> Trial:
    """Predict `year` from the rates of `before`."""
    arrests = before.arrests / before.officers * year.officers
    return Trial(
        **vars(year),
        same_officers=year.officers == before.officers,
        arrests_model=arrests,
        arrests_last_year=before.arrests,
        removals_model=arrests * (before.interior_removals / before.arrests) + year.border_removals,
        removals_last_year=before.removals if before.removals_as_the_next is None else before.removals_as_the_next,
        removals_last_interior=before.interior_removals + year.border_removals,
    )


def trials(years: Sequence[Year]) -> list[Trial]:
    """Predict each year that directly follows another."""
    return [trial(a, b) for a, b in pairwise(years) if b.fiscal_year == a.fiscal_year + 1]


def absolute_errors(of: Sequence[Trial], comparison: str) -> list[float]:
    """Return how far off a field such as 'removals_model' is in each trial, as shares."""
    return [abs(t.error(comparison)) for t in of]


class Rates(NamedTuple):
    """The pair of case rates of one recorded period."""

    label: str
    arrests_per_officer_day: float
    removed_share: float


def recorded_rates(years: Sequence[Year], s: steps.Scenario) -> list[Rates]:
    """Return each counted year's pair of rates, at the field share, days a week and days off of `s`.

    Field share and rate are known as a product, so the same share and days must stand in all of them.
    """
    days = steps.run(s).work_days
    return [
        Rates(f"FY{y.fiscal_year}", y.arrests / (y.officers * s.arrest_share * days), y.interior_removals / y.arrests)
        for y in years
        if not y.worked_out
    ]


class RangeDot(NamedTuple):
    """The reader's staffing at the rates of a recorded period."""

    label: str
    arrests_per_day: float
    removals: float  # per year, arrests limit


def range_of_recorded_years(s: steps.Scenario, rates: Sequence[Rates]) -> list[RangeDot]:
    """Return the result of `s` at each pair of recorded rates, all else as the reader has it."""
    at = ((label, steps.changed(s, arrests_per_officer_day=rate, removed_share=share)) for label, rate, share in rates)
    return [RangeDot(label, (out := steps.run(settings)).arrests_per_day, out.arrests) for label, settings in at]


def lowest_middle_highest(dots: Sequence[RangeDot]) -> tuple[RangeDot, RangeDot, RangeDot]:
    """Return the dot with the fewest removals, the middle one (the lower of two) and that with the most."""
    ordered = sorted(dots, key=lambda d: d.removals)
    return ordered[0], ordered[(len(ordered) - 1) // 2], ordered[-1]
