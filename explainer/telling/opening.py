"""What the page says first: the finding as a headline, the facts below it, and the names in the picture of the record."""

from __future__ import annotations

from functools import cache

from explainer import words
from explainer.records import breaks as of_counting
from explainer.records import counts, goals
from explainer.records.door import Records
from explainer.records.goals import Measure
from explainer.records.periods import fiscal_year_of
from explainer.telling import goal as of_goal
from explainer.telling import record
from explainer.telling.record import YearCount


@cache
def headline(facts: Records) -> str:
    """Return the goal that the page opens with, and the most that was counted of what it is set beside."""
    goal = goals.from_row(facts.goal_rows[facts.about["default_goal"]])
    top = record.highest(record.by_year(facts, facts.about["default_definition"], goal.measure))
    told = f"The goal is {of_goal.amount(goal)}."
    return told if top is None else f"{told} The most ICE has counted is {words.count(top.amount)}."


@cache
def facts_below(facts: Records) -> str:
    """Return the highest years of ICE removals with their rules, the latest pace, and the question."""
    before, top = counts.highest_by_rule(facts)
    told = f"ICE, Immigration and Customs Enforcement, counted that in fiscal {top.fiscal_year}"
    if before.fiscal_year != top.fiscal_year:
        told += f", and {words.count(before.value)} in fiscal {before.fiscal_year}, by rules that differ"
    part = counts.unfinished_year(facts)
    latest = ""
    if part is not None:
        span = words.span(part["period_start"], part["period_end"])
        latest = f" From {span} it counted {words.count(part['value'])}, or {words.count(part['value'] / part['days'])} a day."
    return f"{told}.{latest} What would the goal take?"


def year_in_words(year: YearCount) -> str:
    """Return a year of the record as a sentence: 'Fiscal 2025: 442,637'."""
    return f"Fiscal {year.fiscal_year}: {words.count(year.amount)}{'' if year.whole else ' (part of the year)'}"


@cache
def named(facts: Records, definition: str, measure: Measure) -> tuple[YearCount, ...]:
    """Return the years whose number stands in the picture: the highest, and of ICE removals the highest under a rule before."""
    years = record.by_year(facts, definition, measure)
    start = max(breaks(facts, definition, measure), default=0)
    found = (record.highest(years), record.highest([y for y in years if y.fiscal_year < start]))
    return tuple(dict.fromkeys(year for year in found if year is not None))


@cache
def breaks(facts: Records, definition: str, measure: Measure) -> dict[int, str]:
    """Return the fiscal years that a new counting rule begins in or within, with what is counted otherwise."""
    first = record.by_year(facts, definition, measure)[0].fiscal_year
    of_arrests = of_counting.of_series(facts, record.ICE_ARRESTS)
    found: dict[int, list[str]] = {}
    for row in of_arrests if measure == "arrests" else of_counting.of_definition(facts, definition):
        found.setdefault(fiscal_year_of(row.start), []).append(f"{words.day(row.start)}: {row.short}")
    return {year: "; ".join(told) for year, told in found.items() if year > first}
