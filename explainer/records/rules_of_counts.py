"""Rules of what is counted: one row shown, parts that make their whole, like added to like, no slip of digits."""

import math
from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta
from itertools import pairwise
from typing import Any

from explainer.records.facts import Records
from explainer.records.faults import digits
from explainer.records.periods import days, reference
from explainer.records.rows import Definition, Evidence, Figure, Pace, SeriesUse, Whole
from explainer.records.rule import Found, InRow, each, rule

ROUNDING_EVENTS = 20  # OHSS rounds each part to ten
PUBLISHED_OFF = 0.001  # relatively: what rounding leaves between parts and a published sum
PER_DAY_OFF = 0.06  # a rate a day is written with one digit
JUMP = 5.0  # times both neighbors, or a fifth of both
APART = 0.05  # relatively: editions of one count are closer; further apart, two rows contradict each other
ALIKE_LONG = ("fiscal_year", "calendar_year", "month", "week", "day")  # periods whose values can be set side by side
ADDED_UP = "flow"  # the one kind of series that can be added
ICE_PARTS = ("ice_removals_interior", "ice_removals_border")
ICE_TOTAL = "ice_removals"


@rule
def one_shown(facts: Records) -> Found:
    """One row of a series and period is shown, and none of low confidence."""
    shown: dict[tuple[object, ...], Figure] = {}
    for r in facts.rows(Figure):
        if r.shown_by_default != "yes":
            continue
        first = shown.setdefault((r.series, r.period_start, r.period_end), r)
        if first is not r:
            says = f"line {facts.line(first)} is shown for {r.series} in the same period too; one row may say yes"
            yield r, "shown_by_default", says
        if r.confidence == "low":
            yield r, "shown_by_default", "a figure of low confidence may not be shown by default; write no"


def shown_years(facts: Records) -> dict[Any, Figure]:
    """Return the rows of whole fiscal years that are shown, by series and period."""
    return {
        (r.series, r.period_start, r.period_end): r
        for r in facts.rows(Figure)
        if r.shown_by_default == "yes" and r.period_type == "fiscal_year"
    }


@rule
def interior_and_border(facts: Records) -> Found:
    """Interior and border removals of ICE add up to all of them."""
    shown = shown_years(facts)
    for (series, *period), interior in shown.items():
        border, total = (shown.get((of, *period)) for of in (ICE_PARTS[1], ICE_TOTAL))
        if series != ICE_PARTS[0] or border is None or total is None:
            continue
        if abs(interior.value + border.value - total.value) > ROUNDING_EVENTS:
            says = (
                f"interior {digits(interior.value)} + border {digits(border.value)} (line {facts.line(border)}) is not "
                f"the total, {digits(total.value)} (line {facts.line(total)}); one of the three is wrong"
            )
            yield interior, "value", says


@rule
def published_sums(facts: Records) -> Found:
    """Where a source publishes the sum of a definition's series, it is their sum."""
    shown = shown_years(facts)
    for d in facts.rows(Definition):
        for (series, *period), published in shown.items():
            parts = [shown.get((part, *period)) for part in d.parts]
            added = [part for part in parts if part is not None]
            if series != d.published_total or len(added) < len(parts):
                continue
            added += [shown[(part, *period)] for part in d.sometimes if (part, *period) in shown]
            total = sum(r.value for r in added)
            if not math.isclose(total, published.value, rel_tol=PUBLISHED_OFF, abs_tol=ROUNDING_EVENTS):
                lines, is_ = ", ".join(str(facts.line(r)) for r in added), digits(published.value)
                says = f"{is_} is not the sum of its parts, {digits(total)} (lines {lines}); one is wrong"
                yield published, "value", says


@each(Figure)
def rates(r: Figure, facts: Records) -> InRow:
    """A rate a day that is shown is the count of its period and source, divided by the days; a share is at most 1."""
    counted = [use.series for use in facts.rows(SeriesUse) if (use.use, use.name) == ("per_day", r.series)]
    for series in counted if r.shown_by_default == "yes" else ():
        total = facts.values.get(reference(r._replace(series=series)), math.nan)
        length = max(1, days(r.period_start, r.period_end))
        if abs(total / length - r.value) > PER_DAY_OFF:
            yield "value", f"{digits(r.value)} is not {digits(total)} / {length} days; one of the two is wrong"
    if facts.series[r.series].unit == "share" and not 0 <= r.value <= 1:
        yield "value", f"{digits(r.value)} is not a share; write it between 0 and 1"


def wholes_of(pairs: Iterable[Whole]) -> dict[str, set[str]]:
    """Return every series that counts a series' events too, at any number of removes, from rows of wholes.csv."""
    above: dict[str, set[str]] = defaultdict(set)
    for r in pairs:
        above[r.part].add(r.whole)
    return {part: reached(part, above) for part in list(above)}


def reached(start: str, leads: dict[str, set[str]]) -> set[str]:
    """Return all that can be reached from a name by steps of `leads`."""
    found, wait = set[str](), [start]
    while wait:
        new = leads.get(wait.pop(), set()) - found
        found |= new
        wait += new
    return found


@rule
def wholes(facts: Records) -> Found:
    """No series is a part of itself."""
    above = wholes_of(facts.rows(Whole))
    for r in facts.rows(Whole):
        if r.part in above[r.part]:
            yield r, "whole", f"{r.part} would be a part of itself by way of {r.whole}"


@each(Definition)
def added_alike(d: Definition, facts: Records) -> InRow:
    """A definition adds up flows of one unit that have whole years, none of them twice and none to its own whole."""
    above, kinds, shown = wholes_of(facts.rows(Whole)), facts.series, {series for series, *_ in shown_years(facts)}
    added = [("parts", s) for s in d.parts] + [("sometimes", s) for s in d.sometimes]
    named = [s for _, s in added]
    for column, series in added + [("published_total", s) for s in [d.published_total] if s]:
        if kinds[series].kind != ADDED_UP:
            yield column, f"{series} is a {kinds[series].kind}; flows alone can be added up"
        elif kinds[series].unit != kinds[named[0]].unit:
            says = f"{series} counts {kinds[series].unit}, {named[0]} {kinds[named[0]].unit}; they cannot be added"
            yield column, says
    for at, (column, series) in enumerate(added):
        if series in named[:at]:
            yield column, f"{series} stands twice; it would be counted twice"
        for whole in sorted(above.get(series, set()) & set(named)):
            yield column, f"{series} is counted in {whole} too; it would be counted twice"
        if d.published_total and d.published_total not in above.get(series, set()):
            says = f"{d.published_total} is not the whole of {series} in wholes.csv; add it there or mend it here"
            yield "published_total", says
        if column == "parts" and series not in shown:
            yield column, f"{series} has no whole fiscal year in figures.csv"


@rule
def marks_are_figures(facts: Records) -> Found:
    """A slider's marks name figures of its series: where both have the period and the source, they agree."""
    figures: dict[tuple[object, ...], set[float]] = defaultdict(set)
    for f in facts.rows(Figure):
        figures[f.series, f.period_start, f.period_end, f.source_id].add(f.value)
    for r in facts.rows(Evidence):
        meant = set[float]()
        for use in facts.rows(SeriesUse):
            if (use.use, use.name) == ("slider", r.knob):
                meant |= figures.get((use.series, r.period_start, r.period_end, r.source_id), set())
        if meant and not any(math.isclose(r.value, value) for value in meant):
            told = " or ".join(digits(value) for value in sorted(meant))
            yield r, "value", f"{digits(r.value)} is not the figure of that period and source, {told}"


@rule
def slips(facts: Records) -> Found:
    """A value some ten times the periods before and after, or a tenth, is a slip of digits."""
    lines: dict[tuple[str, str], list[Any]] = defaultdict(list)
    rows: list[Any] = [*facts.rows(Figure), *facts.rows(Pace)]
    for r in rows:
        if r.period_type in ALIKE_LONG and (isinstance(r, Pace) or r.shown_by_default == "yes"):
            lines[r.series, r.period_type].append(r)
    for line in lines.values():
        line.sort(key=lambda r: (r.period_end, r.period_start))
        beside: dict[int, list[float]] = defaultdict(list)
        column = "per_day" if isinstance(line[0], Pace) else "value"
        for a, b in pairwise(line):
            if a.period_end + timedelta(days=1) >= b.period_start:  # neighbors adjoin
                beside[id(a)].append(getattr(b, column))
                beside[id(b)].append(getattr(a, column))
        for r in line:
            if jumps(getattr(r, column), beside[id(r)]):
                told = " and ".join(digits(v) for v in beside[id(r)])
                value = digits(getattr(r, column))
                yield r, column, f"{value} is far from its neighbors, {told}", value


def jumps(value: float, beside: list[float]) -> bool:
    """Return whether a value is JUMP times each of its neighbors or more, or that part of each or less."""
    if not beside or value <= 0 or min(beside) <= 0:
        return False
    factors = [value / v for v in beside]
    return min(factors) >= JUMP or max(factors) <= 1 / JUMP


@rule
def contradictions(facts: Records) -> Found:
    """Rows of one series and period agree with the one that is shown."""
    shown = {(r.series, r.period_start, r.period_end): r for r in facts.rows(Figure) if r.shown_by_default == "yes"}
    for r in facts.rows(Figure):
        first = shown.get((r.series, r.period_start, r.period_end), r)
        if not math.isclose(r.value, first.value, rel_tol=APART, abs_tol=ROUNDING_EVENTS / 2):
            says = f"{digits(r.value)} contradicts {digits(first.value)} of the same period (line {facts.line(first)})"
            yield r, "value", says, digits(r.value)
