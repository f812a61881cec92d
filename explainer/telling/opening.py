"""What the page says first: the finding as a headline, the facts below it, and the names in the picture of the record."""

from functools import cache

from explainer import words
from explainer.records import breaks, counts, goals
from explainer.records.door import Records
from explainer.records.goals import Measure
from explainer.records.periods import fiscal_year_of
from explainer.telling import goal as of_goal
from explainer.telling import record
from explainer.telling.record import YearCount


@cache
def headline(facts: Records) -> str:
    """Return the goal in the words of its source, and the most that was counted of what it is set beside, with its rule."""
    row, definition = facts.goal_rows[facts.about["default_goal"]], facts.about["default_definition"]
    goal = goals.from_row(row)
    measure = goal.measure
    top = record.highest(record.by_year(facts, definition, measure))
    of_ice = goal.scope == goals.MODEL_SCOPE
    told = f"The goal{' for ICE' if of_ice else ''} is {of_goal.stated(row)}."
    if top is None:
        return told
    before = record.broader_than(facts, definition, measure, top.fiscal_year)
    rule = "" if before is None else f", by a broader rule than in {before}"
    return f"{told} The most {'it' if of_ice else 'ICE'} has counted is {words.count(top.amount)}{rule}."


@cache
def facts_below(facts: Records) -> str:
    """Return the highest years of ICE removals with their rules, the latest pace, and the question."""
    top, *others = counts.highest_years(facts, record.ICE_REMOVALS)  # a rule of the data holds that there is one
    told = f"ICE, Immigration and Customs Enforcement, counted that in fiscal {top.fiscal_year}"
    alike = breaks.like_for_like(facts, record.ICE_REMOVALS, top.fiscal_year)
    if alike is not None:
        verb = "we estimate" if alike.ours == "yes" else "it would be"
        told += f"; by the {top.fiscal_year - 1} rule {verb} {words.both_ends(alike.before_low, alike.before_high)}"
    for before in others:
        later = breaks.broader_than_later(facts, record.ICE_REMOVALS, before.fiscal_year)
        rule = "another rule" if later is None else f"a rule broader than in {later}"
        told += f". By {rule} it counted {words.count(before.value)} in fiscal {before.fiscal_year}"
    part = counts.unfinished_year(facts)
    latest = ""
    if part is not None:
        end = part["period_end"]
        to = f"fiscal {fiscal_year_of(end)} to {words.MONTHS[end.month - 1]} {end.day}"
        begun = [r.start for r in breaks.of_series(facts, record.ICE_REMOVALS) if r.start <= part["period_start"]]
        per_day = words.count(part["value"] / part["days"])
        by = f" By the {fiscal_year_of(max(begun))} rule it" if begun else " It"
        latest = f"{by} counted {words.count(part['value'])} in {to}, or {per_day} a day."
    return f"{told}.{latest} What would the goal take?"


def year_in_words(year: YearCount) -> str:
    """Return a year of the record as a sentence: 'Fiscal 2025: 442,637'."""
    return f"Fiscal {year.fiscal_year}: {words.count(year.amount)}{'' if year.whole else ' (part of the year)'}"


@cache
def named(facts: Records, definition: str, measure: Measure) -> tuple[YearCount, ...]:
    """Return the years whose number stands in the picture: the highest, and of ICE removals the highest under a rule before."""
    years = record.by_year(facts, definition, measure)
    start = max(new_rules(facts, definition, measure), default=0)
    found = (record.highest(years), record.highest([y for y in years if y.fiscal_year < start]))
    return tuple(dict.fromkeys(year for year in found if year is not None))


@cache
def new_rules(facts: Records, definition: str, measure: Measure) -> dict[int, str]:
    """Return the fiscal years that a break in counting begins in or within, with the names of all that do."""
    first = record.by_year(facts, definition, measure)[0].fiscal_year
    named: dict[int, list[str]] = {}
    for row in (row for part in record.series(facts, definition, measure) for row in breaks.of_series(facts, part)):
        named.setdefault(fiscal_year_of(row.start), []).append(record.break_named(row))
    return {year: "; ".join(rows) for year, rows in sorted(named.items()) if year > first}
