"""The fast start: arrests day by day while a list of prepared targets lasts, and after.

pace = arrests per day of the result; fast = pace / (1 - preparation share); a list of targets lasts
targets / fast days. A list of N targets is worth N x preparation share extra arrests, however fast it is used.
"""

from dataclasses import dataclass

from explainer.model import steps
from explainer.model.as_lists import quotient


@dataclass(frozen=True)
class FastStart:
    """How a prepared list would be used."""

    pace: float  # arrests per day once preparation takes its share of the time
    fast: float  # arrests per day while the list lasts
    list_days: float  # targets / fast; infinity where there are no arrests
    used: bool  # whether there is a fast phase at all
    extra_arrests: float  # arrests more than without a list


def fast_start(s: steps.Scenario) -> FastStart:
    """Return the fast start of a scenario. Raises ValueError where all field time is preparation."""
    if s.preparation_share >= 1:
        raise ValueError("preparation_share must be below 1: some field time has to be left for arrests")
    pace = steps.run(s).arrests_per_day
    fast = pace / (1 - s.preparation_share)
    used = pace > 0 and s.targets > 0 and s.preparation_share > 0
    return FastStart(
        pace=pace,
        fast=fast,
        list_days=quotient(s.targets, fast),
        used=used,
        extra_arrests=s.targets * s.preparation_share if used else 0.0,
    )


def day_by_day(start: FastStart, days: int) -> list[float]:
    """Return arrests on each of the first `days` days; the day on which the list ends is mixed."""
    if not start.used:
        return [start.pace] * days
    shares_fast = [min(1.0, max(0.0, start.list_days - day)) for day in range(days)]
    return [share * start.fast + (1 - share) * start.pace for share in shares_fast]
