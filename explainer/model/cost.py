"""What a year costs: officers, bed-days and trips, each times its price. It follows the model and is no part of it.

Prices come from outside, always as a low and a high set; nothing here reads a file, knows a price or rounds.
"""

from typing import NamedTuple

from explainer.model.steps import DAYS_PER_YEAR


class Prices(NamedTuple):
    """What one of each costs, in US dollars."""

    officer: float  # an officer with support staff, a year
    bed_day: float  # a bed for one day, without pay
    transport: float  # a removal's transport, without pay


class Amounts(NamedTuple):
    """What is paid for in a year, in the order of the prices."""

    officers: float  # people employed
    beds: float
    removals: float  # per year


class Range(NamedTuple):
    """Dollars a year at low and at high prices. There is no number between that is better than another."""

    low: float
    high: float


def parts(of: Amounts, at: Prices) -> tuple[float, float, float]:
    """Return dollars a year for officers and their support staff, for beds and for transport."""
    return of.officers * at.officer, of.beds * DAYS_PER_YEAR * at.bed_day, of.removals * at.transport


def cost_a_year(of: Amounts, at: Prices) -> float:
    """Return dollars a year: officers x price + beds x 365 x price + removals x price."""
    return sum(parts(of, at))
