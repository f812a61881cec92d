"""What officials said, in words: how many goals of which kind, and each goal's name and count for its line on a chart."""

import math
from collections import Counter
from functools import cache

from explainer import words
from explainer.records import beside, breaks, goals
from explainer.records.beside import Count
from explainer.records.door import Records
from explainer.records.periods import fiscal_year_of
from explainer.records.rows import Goal, GoalKind
from explainer.telling import goal as of_goal
from explainer.telling import record

STOCKS = ("detention_beds", "officers")  # measures that need no period
IN_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
PER_PRESS = "reported_by_press"


@cache
def charted(facts: Records, kind: str) -> list[Goal]:
    """Return the goals of a kind that stand on its chart, oldest first: those with a number, and for a flow a period."""
    return [row for row in goals.of_kind(facts, kind) if row.on_chart == "yes" and _has_axis(row)]


def _has_axis(row: Goal) -> bool:
    return row.measure in STOCKS or not math.isnan(row.annual_low)


def why_not(row: Goal) -> str:
    """Say why a goal stands on no chart, after a colon; empty where its note alone says it, as of a repeat."""
    if row.status == "denied":
        return ": it is a denial"
    if math.isnan(row.low):
        return ": it has no number"
    if row.status == "reported_second_hand":
        return ": its first report was not found"
    if row.nature in ("capacity", "example"):
        return f": it is {words.a(of_goal.NATURES[row.nature])}"
    if row.per.startswith("team"):
        return ": it is of a team"
    return ": it names no period" if row.for_start is None and not _has_axis(row) else ""


def finding(facts: Records, kind: GoalKind) -> str:
    """Return how many goals of which nature were stated, and when: 'Officials on removals: seven targets, ...'."""
    rows = charted(facts, kind.kind)
    told = []
    for nature, name in of_goal.NATURES.items():
        number = sum(row.nature == nature for row in rows)
        if number:
            said = IN_WORDS[number] if number < len(IN_WORDS) else words.count(number)
            what, *of = name.split(" ")
            told.append(" ".join([said, f"{what}s" if number > 1 else what, *of]))
    when = words.from_to(rows[0].date[:4], rows[-1].date[:4])
    return f"Officials on {words.lower_first(kind.label)}: {words.listed(told)}, {when}"


def held(facts: Records, kind: str) -> str:
    """Say in how many cases the count came to the goal of its own year, of those whose year is counted to its end."""
    pairs = [(row, beside.count(facts, row.goal)) for row in charted(facts, kind)]
    whole = [(row, count) for row, count in pairs if count is not None and count.whole]
    if not whole:
        return ""
    reached = Counter(count.value >= row.low for row, count in whole)
    parts = sum(count is not None and not count.whole for _, count in pairs)
    none = sum(count is None for _, count in pairs)
    text = (
        f"Counted for the whole period: {len(whole)} of {words.many(len(pairs), 'line')}; the count came to the stated number "
        f"in {reached[True] or 'none'}."
    )
    if parts:
        text += f" Counted for a part of it: {parts}."
    return f"{text} Not counted: {none}; the list below says why." if none else text


def name(row: Goal) -> str:
    """Name a goal on its line: who, and for which fiscal years or when: 'ICE target, FY2025'."""
    return f"{words.upper_first(row.short)}, {of_goal.fiscal_years(row) or words.short_date(row.date)}"


def stated(row: Goal) -> str:
    """Write what a goal is, on its line: 'forecast, more than 253,000, per press'."""
    press = ", per press" if row.status == PER_PRESS else ""
    number = words.bounded(row.bound, words.both_ends(row.low, row.high))
    return f"{of_goal.NATURES[row.nature]}{', ' if row.bound else ' '}{number}{press}"


def counted(facts: Records, goal: str) -> str:
    """Write the count beside a goal, for its line: 'counted 392,862', 'counted 356,389 to July 11, 2026'."""
    found = beside.count(facts, goal)
    if found is None:
        return "no count"
    number = f"counted {words.recorded(found)}"
    if not found.whole:
        return f"{number} to {words.day(found.end)}"
    before = breaks.broader_than(facts, found.series, fiscal_year_of(found.end))
    return number if before is None else f"{number}, broader than in {before}"  # a phone has no room for "by a rule"


def counted_in_words(facts: Records, goal: str) -> str:
    """Write the count beside a goal as a sentence; empty where there is none."""
    row, found = facts.goal_rows[goal], beside.count(facts, goal)
    return "" if found is None else f"{_count(facts, row, found)}."


def counted_beside(facts: Records, goal: str) -> str:
    """Write what stands beside a goal, and where no year was named, why this one: or 'No count beside it: ...'."""
    row, found = facts.goal_rows[goal], beside.count(facts, goal)
    if found is None:
        return f"No count beside it. {_none(row)}"
    year = fiscal_year_of(found.end)
    told = _count(facts, row, found, "" if found.whole else f" (a part of fiscal {year})")
    if row.for_start is None:
        unnamed = "these are the twelve months" if row.per == "day" else "this is the fiscal year"
        told += f". The goal names no year: {unnamed} after it"
    known = breaks.like_for_like(facts, found.series, year) if found.whole else None
    if known is not None:
        told += f". By the count before, {words.both_ends(known.before_low, known.before_high)}{record.ours(known)}"
    return told


def _count(facts: Records, row: Goal, found: Count, part: str = "") -> str:
    per = " a day" if row.per == "day" else ""
    return (
        f"{facts.series[found.series].label}, {words.span(found.start, found.end)}{part}: {words.recorded(found)}{per}"
    )


def _none(row: Goal) -> str:
    """Say why no count stands beside a goal: what its row says, or that its period has none yet."""
    if row.none_beside:
        return row.none_beside
    period = of_goal.was_for(row) or words.span(*ends) if (ends := beside.period(row)) else "its period"
    return f"Our tables have no such count of {period} yet."
