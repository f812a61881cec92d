"""The record in words, and as amounts by fiscal year in the unit of a goal."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from explainer import words
from explainer.records import counts, goals
from explainer.records.counts import Highest
from explainer.records.door import Records
from explainer.records.goals import Goal, Measure
from explainer.telling import goal as of_goal

ICE_REMOVALS, ICE_ARRESTS = "ice_removals", "ice_arrests"


@dataclass(frozen=True)
class YearCount:
    """A fiscal year's count: removals a year, or arrests a day."""

    fiscal_year: int
    amount: float
    whole: bool


@cache
def by_year(facts: Records, definition: str, measure: Measure) -> list[YearCount]:
    """Return the record by fiscal year since ICE has counted, in the unit of a measure, oldest first."""
    since = int(counts.under_definition(facts, ICE_REMOVALS)["fiscal_year"].min())
    if measure == "arrests":
        rows = counts.yearly(facts, ICE_ARRESTS)
        rows = rows.assign(amount=rows["value"] / rows["days"])
    else:
        rows = counts.under_definition(facts, definition)
        rows = rows.assign(amount=rows["value"])
    return [
        YearCount(int(r.fiscal_year), float(r.amount), bool(r.whole))
        for r in rows.sort_values("fiscal_year").itertuples(index=False)
        if r.fiscal_year >= since
    ]


def highest(years: list[YearCount]) -> YearCount | None:
    """Return the highest whole year, or None."""
    return max((y for y in years if y.whole), key=lambda y: y.amount, default=None)


def goal_line(facts: Records, goal: Goal | None, definition: str) -> bool:
    """Return whether a goal may be drawn beside a count of the goal's measure."""
    if goal is None:
        return False
    if goal.measure == "arrests":
        return goals.model_reason(goal) is None  # the bars are arrests of ICE
    return goals.may_stand_beside(goal, facts.definition_rows[definition])


def in_words(facts: Records, definition: str, measure: Measure, own: float, goal: Goal | None) -> str:
    """Return the picture in words, with every number that it labels."""
    years = by_year(facts, definition, measure)
    what = facts.definition_rows[definition].short if measure == "removals" else "ICE arrests a day"
    top = highest(years)
    told = [f"Bars of {what} by fiscal year, {years[0].fiscal_year} to {years[-1].fiscal_year}"]
    if top is not None:
        told.append(f"highest whole year {top.fiscal_year}, {words.count(top.amount)}")
    told.append(f"yours {words.rounded(own)}")
    if goal is not None and goal_line(facts, goal, definition):
        told.append(f"goal {words.both_ends(*of_goal.ends(goal))}")
    return "; ".join(told) + "."


def recorded(top: Highest) -> str:
    """Write a recorded high as recorded; one calculated from an average as 'about'."""
    return words.about(top.value) if top.rough else words.count(top.value)


@cache
def question(facts: Records) -> str:
    """Return the reader's question with the highest goal that was set for a year."""
    top = max(
        (r.annual_low for r in goals.testable(facts) if goals.COMPARABLE[r.measure] == "removals"),
        default=0,
    )
    return (
        f"Officials have set goals of up to {words.count(top)} deportations a year. "
        "What does the record show, and what would they require?"
    )


@cache
def counted(facts: Records) -> str:
    """Return the highest counts with their years, and the latest pace."""
    return "ICE counted 409,849 removals in fiscal 2012, and 442,637 in fiscal 2025 on a broader definition."
