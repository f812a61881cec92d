"""What a year costs: officers, bed-days and trips, each times its price. It follows the model and is no part of it.

Prices come from outside, always as a low and a high set; nothing here reads a file, knows a price or rounds.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

from explainer.model.steps import DAYS_PER_YEAR


@dataclass(frozen=True)
class Prices:
    """What one of each costs, in US dollars."""

    officer: float  # an officer with support staff, a year
    bed_day: float  # a bed for one day, without pay
    transport: float  # a removal's transport, without pay


PRICES = tuple(field.name for field in fields(Prices))


@dataclass(frozen=True)
class Amounts:
    """What is paid for in a year."""

    officers: float  # people employed
    beds: float
    removals: float  # per year


@dataclass(frozen=True)
class Range:
    """Dollars a year at low and at high prices. There is no number between that is better than another."""

    low: float
    high: float


def cost_of_officers(officers: float, price: float) -> float:
    """Return dollars a year for officers and their support staff: officers x price."""
    return officers * price


def cost_of_beds(beds: float, price: float) -> float:
    """Return dollars a year for beds: beds x 365 x price of a bed-day."""
    return beds * DAYS_PER_YEAR * price


def cost_of_transport(removals: float, price: float) -> float:
    """Return dollars a year for transport: removals x price."""
    return removals * price


def parts(of: Amounts, prices: Prices) -> tuple[float, float, float]:
    """Return dollars a year for officers, for beds and for transport."""
    return (
        cost_of_officers(of.officers, prices.officer),
        cost_of_beds(of.beds, prices.bed_day),
        cost_of_transport(of.removals, prices.transport),
    )


def cost_a_year(of: Amounts, prices: Prices) -> float:
    """Return dollars a year: officers x price + beds x 365 x price + removals x price."""
    return sum(parts(of, prices))


def between(of: Amounts, low: Prices, high: Prices) -> Range:
    """Return dollars a year at low and at high prices."""
    return Range(cost_a_year(of, low), cost_a_year(of, high))
