"""Past years as inputs of the trial and of the range: rows of backtest.csv, and the rates that follow from them."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import groupby

from explainer.model.steps import Scenario
from explainer.model.trial import Rates, Year, recorded_rates, trials
from explainer.records import breaks
from explainer.records.facts import Records
from explainer.records.formulas import named_figures
from explainer.records.periods import fiscal_year
from explainer.records.rows import BacktestInput
from explainer.records.rules_of_trial import INPUTS


@cache
def years_for_trial(records: Records) -> list[Year]:
    """Return each fiscal year of backtest.csv, oldest first. A rule of the data holds that each has its inputs."""
    inputs = sorted(records.rows(BacktestInput), key=lambda row: row.fiscal_year)
    years = []
    for year, rows in groupby(inputs, key=lambda row: row.fiscal_year):
        cells = {row.quantity: row for row in rows}
        both_ways = breaks.like_for_like(records, "ice_removals", year)
        of_year = Year(
            fiscal_year=year,
            worked_out=cells["interior_removals"].calculated == "yes",
            arrests_calculated=cells["arrests"].calculated == "yes",
            officers_counted=cells["officers"].carried == "no",
            removals_as_the_next=None if both_ways is None else both_ways.after,
            **{quantity: records.value(cells[quantity].figure) for quantity in INPUTS},
        )
        years.append(of_year)
    return years


@cache
def ends_early(records: Records) -> dict[int, date]:
    """Return the years of the trial whose removals are counted for a part of the year, with the last day counted."""
    found = {}
    for row in records.rows(BacktestInput):
        if row.quantity == "removals":
            last = max(figure.end for figure in named_figures(row.figure))
            if last < fiscal_year(row.fiscal_year)[1]:
                found[row.fiscal_year] = last
    return found


@dataclass(frozen=True)
class RatedYear:
    """A recorded year's officers and its arrests per field officer and work day."""

    fiscal_year: int
    officers: float
    rate: float


@cache
def years_in_range(records: Records) -> list[Year]:
    """Return the counted years that the trial predicts: those before serve as a base alone."""
    years = years_for_trial(records)
    tried = {t.fiscal_year for t in trials(years)}
    return [y for y in years if y.fiscal_year in tried and not y.worked_out]


def rated_years(records: Records, s: Scenario) -> list[RatedYear]:
    """Return each counted year's officers and rate, at the field share and work days of `s`."""
    years = years_in_range(records)
    rates = recorded_rates(years, s)
    return [RatedYear(y.fiscal_year, y.officers, r.arrests_per_officer_day) for y, r in zip(years, rates, strict=True)]


@cache
def sources_of_trial(records: Records) -> list[str]:
    """Return the sources of every figure that backtest.csv names."""
    return list(dict.fromkeys(f.source_id for row in records.rows(BacktestInput) for f in named_figures(row.figure)))


@cache
def rates_in_range(records: Records) -> list[Rates]:
    """Return the pair of rates of each counted year, at the default share in the field and the default work days."""
    return recorded_rates(years_in_range(records), Scenario(**records.base))
