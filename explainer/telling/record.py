"""The record in words, and as amounts by fiscal year in the unit of a goal."""

from collections.abc import Mapping
from functools import cache
from itertools import groupby
from typing import Any, NamedTuple

import pandas as pd

from explainer import words
from explainer.records import breaks, counts, goals
from explainer.records.door import Records
from explainer.records.goals import Goal, Measure
from explainer.records.periods import fiscal_year, fiscal_year_of
from explainer.records.rows import Break, Definition
from explainer.telling import goal as of_goal

ICE_REMOVALS, ICE_ARRESTS = "ice_removals", "ice_arrests"
LEAP_YEAR = 366  # days


class YearCount(NamedTuple):
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


def goal_line(facts: Records, goal: Goal, definition: str) -> bool:
    """Return whether a goal may be drawn beside a count of the goal's measure."""
    if goal.measure == "arrests":
        return goals.modelled(goal)  # the bars are arrests of ICE
    return goals.same_scope(goal.scope, facts.definition_rows[definition].scopes)


def whose(facts: Records, definition: str, measure: Measure) -> str:
    """Return whose the record in the unit of a measure is, in its latest years."""
    return goals.MODEL_SCOPE if measure == "arrests" else facts.definition_rows[definition].scopes[0]


def not_alike(facts: Records, definition: str, goal: Goal) -> str:
    """Say how the bars of years, the reader's own and the goal differ in whose they are; empty where they do not."""
    drawn, theirs = goal_line(facts, goal, definition), whose(facts, definition, goal.measure)
    if theirs != goals.MODEL_SCOPE:
        told = f"These years count {of_goal.WHOSE[theirs]}; yours is ICE's alone"
        return f"{told}{'' if drawn else ', and so is the goal, which is not drawn'}."
    return "" if drawn else f"The goal is for {of_goal.WHOSE[goal.scope]}; it is not drawn beside counts of ICE alone."


def in_words(facts: Records, definition: str, measure: Measure, own: float, goal: Goal) -> str:
    """Return the picture in words, with every number that it labels."""
    years = by_year(facts, definition, measure)
    what = facts.definition_rows[definition].short if measure == "removals" else "ICE arrests a day"
    top = highest(years)
    told = [f"Bars of {what} by fiscal year, {years[0].fiscal_year} to {years[-1].fiscal_year}"]
    if top is not None:
        before = broader_than(facts, definition, measure, top.fiscal_year)
        rule = "" if before is None else f", by a broader rule than in fiscal {before}"
        told.append(f"highest whole year {top.fiscal_year}, {words.count(top.amount)}{rule}")
    told.append(f"yours {words.rounded(own)}")
    if goal_line(facts, goal, definition):
        told.append(f"{of_goal.called(facts, goal).lower()} {of_goal.number(goal)}")
    return f"{'; '.join(told)}. {not_alike(facts, definition, goal)}".strip()


def finding(facts: Records, definition: str) -> str:
    """Return the highest whole year of a definition, and with it the highest that was counted by another rule."""
    row, found = facts.definition_rows[definition], counts.highest_years(facts, definition)
    if not found:
        return f"{row.label}: no whole year was found"
    top, *others = found
    text = f"The most {row.short} in a year: {words.recorded(top)} in fiscal {top.fiscal_year}"
    for other in others:
        text += f" and, by another counting rule, {words.recorded(other)} in fiscal {other.fiscal_year}"
    return text


def unit(facts: Records, definition: str) -> str:
    """Say what the bars are, and of which years: 'ICE removals by fiscal year, 2003 to July 11, 2026'."""
    table = counts.under_definition(facts, definition)
    last = table.iloc[-1]
    until = str(last["fiscal_year"]) if last["whole"] else words.day(last["period_end"])
    return f"{facts.definition_rows[definition].label} by fiscal year, {table.iloc[0]['fiscal_year']} to {until}"


def told(facts: Records, definition: str) -> str:
    """Return the paragraph under a count: what it holds and leaves out, what its rules do, and what came out since."""
    row, found = facts.definition_rows[definition], breaks.of_definition(facts, definition)
    both_ways = [
        f"by the rule of fiscal {new.known_year - 1}, fiscal {new.known_year} would have {before}"
        for new in found
        if new.known_year is not None and (before := by_the_rule_before(facts, new.series, new.known_year))
    ]
    parts = (
        words.plain(row.sentence),
        f"Left out: {words.plain(row.left_out)}",
        "Years on two sides of a dotted line are not counted alike." if found else "",
        *(f"{words.upper_first(text)}." for text in both_ways),
        words.plain(row.published_since),
    )
    return " ".join(part for part in parts if part)


def by_the_rule_before(facts: Records, series: str, year: int) -> str:
    """Write what a fiscal year would be by the rule before it: '330,000 to 340,000, our estimate'; empty for none."""
    known = breaks.like_for_like(facts, series, year)
    return "" if known is None else f"{words.both_ends(known.before_low, known.before_high)}{ours(known)}"


def ours(row: Break) -> str:
    """Return what follows a number of a break where it was worked out here."""
    return ", our estimate" if row.ours == "yes" else ""


def series(facts: Records, definition: str, measure: Measure) -> tuple[str, ...]:
    """Return the series that a record in the unit of a measure is made of."""
    return (ICE_ARRESTS,) if measure == "arrests" else facts.definition_rows[definition].parts


@cache
def broader_than(facts: Records, definition: str, measure: Measure, year: int) -> int | None:
    """Return the fiscal year than whose a year's count is by a broader rule; None where that is not known."""
    return breaks.broader_than(facts, series(facts, definition, measure)[0], year)


def break_named(row: Break) -> str:
    """Name a break in counting at its day: 'June 2013: never held by ICE out'."""
    year = fiscal_year_of(row.start)
    began = row.start == fiscal_year(year)[0]
    return f"{f'fiscal {year}' if began else words.loose_date(row.start.isoformat()[:7])}: {row.short}"


def version_amount(row: Any) -> str:
    """Write another version's number; one that was worked out here is called so."""
    return f"{words.recorded(row)}{', our estimate' if row.rough else ''}"


def version_named(row: Any) -> str:
    """Name another version of a year at its mark, on two lines."""
    if row.rough:
        return f"same rule as before:\n{version_amount(row)}"
    return f"{row.version}:\n{version_amount(row)} in {row.fiscal_year}"


class Reached(NamedTuple):
    """In how many whole years a count came to a number."""

    definition: Definition
    first_year: int  # of the count
    last_year: int
    years: list[int]  # that reached the number


@cache
def reached(facts: Records, number: float) -> list[Reached]:
    """Return for each count the years in which it came to a number, the narrowest count first."""
    found = []
    for definition, row in facts.definition_rows.items():
        table = counts.under_definition(facts, definition)
        whole = table[table["whole"]]["fiscal_year"]
        found.append(Reached(row, int(whole.min()), int(whole.max()), counts.years_above(table, number)))
    return found


def passed(facts: Records, number: float) -> str:
    """Say in how many years each count came to a number, which may not be zero."""
    told = []
    for row, first, last, years in reached(facts, number):
        short, since = words.upper_first(row.short), f"fiscal {first} to {last}"
        if years:
            told.append(f"{short} did in {words.many(len(years), 'year')} of {since}.")
        else:
            told.append(f"{short} never came to {words.count(number)} in a year, {since}.")
    return " ".join(told)


def years_reached(facts: Records, number: float) -> pd.DataFrame:
    """Return which years each count came to a number, as shown to the reader."""
    cells = [
        (row.label, f"fiscal {first}", f"fiscal {last}", spans(years) or "none")
        for row, first, last, years in reached(facts, number)
    ]
    return pd.DataFrame(cells, columns=["Count", "Counted since", "Last whole year", "Years that reached it"])


def spans(years: list[int]) -> str:
    """Write years in order, those that follow each other as one: '1954, 1976 to 1980'."""
    runs = ([year for _, year in run] for _, run in groupby(enumerate(years), lambda at: at[1] - at[0]))
    return ", ".join(words.from_to(str(run[0]), str(run[-1])) for run in runs)


def numbers(facts: Records, definition: str) -> str:
    """Return a count by fiscal year in numbers: first, highest and last, and parts of years."""
    table = counts.under_definition(facts, definition)
    whole = table[table["whole"]]
    first, last = whole.iloc[0], whole.iloc[-1]
    parts = [f"{words.count(r.value)} from {words.period(r)}" for r in counts.each(table[~table["whole"]])]
    return (
        f"{finding(facts, definition)}. Bars by fiscal year, from {words.count(first['value'])} in {first['fiscal_year']} to "
        f"{words.count(last['value'])} in {last['fiscal_year']}. {'; '.join(parts)}{'.' if parts else ''}"
    )


FISCAL_YEARS = {"fiscal_year": "Fiscal year", "value": "Count", "version": "Version", "note": "Note"}


def yearly_table(rows: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    """Return counts by year as shown to the reader, newest first.

    `names` has what columns of `rows` are called: first that of the year and that of the count, then others.
    """
    (year, year_named), (count, count_named), *others = names.items()
    newest = rows.sort_values(year, kind="stable", ascending=False)
    return pd.DataFrame(
        {
            year_named: newest[year].astype(str),
            count_named: [words.count(v) for v in newest[count]],
            "Per day": [words.count(v / d) for v, d in zip(newest[count], newest["days"], strict=True)],
            "Period": ["whole year" if r.whole else words.period(r) for r in counts.each(newest)],
            **{named: newest[column] for column, named in others},
            "Source": ["; ".join(ids) for ids in newest["source_ids"]],
        }
    )


@cache
def counting_rules(facts: Records, definition: str) -> str:
    """Return the breaks in a count as a list, each with its size and source, and what a fiscal year is."""
    told = [
        f"- **{words.upper_first(words.plain(break_named(row)))}.** {words.plain(row.sentence)} {words.plain(row.size)} "
        f"({words.source_link(facts.sources[row.source_id])})"
        for row in breaks.of_definition(facts, definition)
    ]
    table = counts.under_definition(facts, definition)
    years = "Fiscal years run from October 1 to September 30; before fiscal 1977 from July 1 to June 30."
    if (table["days"] > LEAP_YEAR).any():
        years += " Fiscal 1976 has fifteen months, and is drawn that wide."
    return "\n".join([*told, "", years])
