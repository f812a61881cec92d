"""The record in words, and as amounts by fiscal year in the unit of a goal."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from explainer import words
from explainer.records import counts, goals
from explainer.records.counts import Highest
from explainer.records.door import Records
from explainer.records.goals import Goal, Measure
from explainer.records.periods import fiscal_year_of
from explainer.telling import goal as of_goal

ICE_REMOVALS, ICE_ARRESTS = "ice_removals", "ice_arrests"
LEAP_YEAR = 366  # days


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
        for r in counts.each(rows.sort_values("fiscal_year"))
        if r.fiscal_year >= since
    ]


def highest(years: list[YearCount]) -> YearCount | None:
    """Return the highest whole year, or None."""
    return max((y for y in years if y.whole), key=lambda y: y.amount, default=None)


def rule_in_force(facts: Records, definition: str, measure: Measure) -> dict[int, str]:
    """Return the first fiscal year under the counting rule in force with its count and name, where counts before had another."""
    rules = counts.rules_of_counting(facts, definition) if measure == "removals" else []
    if len(rules) < 2:
        return {}
    year = fiscal_year_of(rules[-1].start)
    of_year = [y for y in by_year(facts, definition, measure) if y.fiscal_year == year and y.whole]
    count = f"{words.count(of_year[0].amount)}, " if of_year else ""
    return {year: f"{year}: {count}{rules[-1].short}"}


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
    """Return the reader's question with the highest goal that was set for a year; empty where none was."""
    yearly = [r.annual_low for r in goals.testable(facts) if goals.from_row(r).measure == "removals"]
    if not yearly:
        return ""
    return (
        f"Officials have set goals of up to {words.count(max(yearly))} deportations a year. "
        "What does the record show, and what would they require?"
    )


@cache
def counted(facts: Records) -> str:
    """Return the highest counts of ICE removals with their years and counting rules, and the latest pace."""
    before, top = counts.highest_by_rule(facts)
    text = f"ICE counted {words.count(before.value)} removals in fiscal {before.fiscal_year}"
    if top.fiscal_year != before.fiscal_year:
        text += f", and {words.count(top.value)} in fiscal {top.fiscal_year} on a broader definition"
    part = counts.unfinished_year(facts)
    if part is not None:
        per_day = words.count(part["value"] / part["days"])
        text += (
            f". From {words.span(part['period_start'], part['period_end'])}, it counted {words.count(part['value'])}, "
            f"or {per_day} a day"
        )
    return f"{text}."


def by_a_broader_rule(facts: Records, series: str, top: Highest) -> bool:
    """Return whether a series' highest year stands under a later counting rule than the highest before that rule."""
    if series != ICE_REMOVALS:
        return False
    return counts.highest_by_rule(facts)[0].fiscal_year != top.fiscal_year


@cache
def finding(facts: Records, definition: str) -> str:
    """Return the highest whole year of a definition, and of ICE removals the highest by each counting rule."""
    label = facts.definition_rows[definition].label
    top = counts.highest_under(facts, definition)
    if top is None:
        return f"{label}: no whole year was found"
    text = f"{label}: the highest year is fiscal {top.fiscal_year}, {recorded(top)}"
    if by_a_broader_rule(facts, definition, top):
        before, _ = counts.highest_by_rule(facts)
        text += f" on a broader definition; before that, fiscal {before.fiscal_year}, {recorded(before)}"
    return text


@cache
def _passed(facts: Records, goal: Goal) -> str:
    like: list[str] = []
    unlike: list[str] = []
    for definition, row in facts.definition_rows.items():
        table = counts.under_definition(facts, definition)
        years = counts.years_above(table, goal.low)
        whole = table[table["whole"]]["fiscal_year"]
        many = f"{len(years)} of {len(whole)} fiscal years" if years else "no whole fiscal year"
        told = f"{many} as {row.short} ({int(whole.min())} to {int(whole.max())})"
        (like if goals.may_stand_beside(goal, row) else unlike).append(told)
    number = words.count(goal.low)
    first = f"A total of {number} was reached in {words.listed(like)}." if like else f"The goal is {number}."
    whose = "all of DHS, which includes ICE," if goal.scope == goals.MODEL_SCOPE else "ICE alone"
    other = f" Counts of {whose} reached it in {words.listed(unlike)}." if unlike else ""
    return f"{first}{other}".strip()


def passed(facts: Records, goal: Goal | None) -> str:
    """Say in how many years which count reached the goal; empty for a goal in arrests or of zero."""
    if goal is None or goal.measure != "removals" or goal.low == 0:
        return ""
    return _passed(facts, goal)


@cache
def numbers(facts: Records, definition: str) -> str:
    """Return a count by fiscal year in numbers: first, highest and last, and parts of years."""
    table = counts.under_definition(facts, definition)
    whole = table[table["whole"]]
    first, last = whole.iloc[0], whole.iloc[-1]
    parts = [
        f"{words.count(r.value)} from {words.span(r.period_start, r.period_end)}"
        for r in counts.each(table[~table["whole"]])
    ]
    return (
        f"{finding(facts, definition)}. Bars by fiscal year, from {words.count(first['value'])} in {first['fiscal_year']} to "
        f"{words.count(last['value'])} in {last['fiscal_year']}. {'; '.join(parts)}{'.' if parts else ''}"
    )


def key(facts: Records, goal: Goal | None, definition: str) -> str:
    """Say which mark is what, what the goal's line does, and how far the count goes."""
    text = (
        "Pale bar: part of a year. Short line: another version of a year. Thin lines: presidents. Dotted lines: a new "
        "counting rule. Colored bar: yours, ICE removals."
    )
    if goal is not None:
        drawn = goal_line(facts, goal, definition) and goal.measure == "removals"
        text += " Dashed line: the goal." if drawn else f" {of_goal.no_count(facts, goal, definition)}"
    return f"{text} {reach(facts, definition)}"


@cache
def reach(facts: Records, definition: str) -> str:
    """Say how far a count goes, and what the data hold beyond: worked out from every row, shown or not."""
    last = counts.under_definition(facts, definition)["period_end"].max()
    text = f"The count ends on {words.day(last)}."
    newest = counts.newest(facts, definition)
    if newest["period_end"] > last:
        value = words.bounded(newest["bound"], words.count(newest["value"]))
        return (
            f"{text} A later figure of {newest['confidence']} confidence: {value} from "
            f"{words.span(newest['period_start'], newest['period_end'])}. {words.plain(newest['note'])}"
        ).strip()
    unread = facts.definition_rows[definition].published_since
    return f"{text} {unread}" if unread else f"{text} No later figure was found."


@cache
def counting_rules(facts: Records, definition: str) -> str:
    """Return the counting rules of a definition as a list, and what a fiscal year is."""
    rules = [
        f"- **{words.plain(rule.label)}**: {words.plain(rule.sentence)}"
        for rule in counts.rules_of_counting(facts, definition)
    ]
    table = counts.under_definition(facts, definition)
    years = "Fiscal years run from October 1 to September 30; before fiscal 1977 from July 1 to June 30."
    if (table["days"] > LEAP_YEAR).any():
        years += " Fiscal 1976 has fifteen months, and is drawn that wide."
    return "\n".join([*rules, "", years])
