"""Rules of what is counted: one row shown, parts that make their whole, like added to like, no slip of digits."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from explainer.records.faults import digits
from explainer.records.schema import Table

Tables = Mapping[str, Table]
ROUNDING_EVENTS = 20  # OHSS rounds each part to ten
PUBLISHED_OFF = 0.001  # relatively: what rounding leaves between parts and a published sum
JUMP = 5.0  # times both neighbors, or a fifth of both
ALIKE_LONG = ("fiscal_year", "calendar_year", "month", "week", "day")  # periods whose values can be set side by side
ADDED_UP = "flow"  # the one kind of series that can be added


def _one_shown(tables: Tables) -> None:
    figures = tables["figures"]
    shown: dict[tuple[object, ...], int] = {}
    for row, r in figures.rows():
        if r.shown_by_default != "yes":
            continue
        key = (r.series, r.period_start, r.period_end)
        if key in shown:
            figures.fault(
                row,
                "shown_by_default",
                f"line {figures.lines[shown[key]]} is shown for {r.series} in the same period too; one row may say yes",
            )
        shown.setdefault(key, row)
        if r.confidence == "low":
            figures.fault(row, "shown_by_default", "a figure of low confidence may not be shown by default; write no")


def _shown_years(figures: Table) -> dict[tuple[object, ...], tuple[int, float]]:
    """Return (position, value) of the whole fiscal years that are shown, by series and period."""
    return {
        (r.series, r.period_start, r.period_end): (row, r.value)
        for row, r in figures.rows()
        if r.shown_by_default == "yes" and r.period_type == "fiscal_year"
    }


def _interior_and_border(tables: Tables) -> None:
    figures = tables["figures"]
    shown = _shown_years(figures)
    for (series, start, end), (row, interior) in shown.items():
        border = shown.get(("ice_removals_border", start, end))
        total = shown.get(("ice_removals", start, end))
        if series != "ice_removals_interior" or border is None or total is None:
            continue
        if not math.isclose(interior + border[1], total[1], rel_tol=0, abs_tol=ROUNDING_EVENTS):
            figures.fault(
                row,
                "value",
                f"interior {digits(interior)} + border {digits(border[1])} (line {figures.lines[border[0]]}) is not "
                f"the total, {digits(total[1])} (line {figures.lines[total[0]]}); one of the three is wrong",
            )


def _published_sums(tables: Tables) -> None:
    """Where a source publishes the sum of a definition's series, it is their sum."""
    figures, shown = tables["figures"], _shown_years(tables["figures"])
    for _, d in tables["definitions"].rows():
        for (series, *period), (row, published) in shown.items():
            parts = [shown.get((part, *period)) for part in d.parts]
            if series != d.published_total or any(part is None for part in parts):
                continue
            added = [part for part in parts if part is not None]
            added += [shown[(part, *period)] for part in d.sometimes if (part, *period) in shown]
            total = sum(value for _, value in added)
            if not math.isclose(total, published, rel_tol=PUBLISHED_OFF, abs_tol=ROUNDING_EVENTS):
                lines = ", ".join(str(figures.lines[at]) for at, _ in added)
                says = f"{digits(published)} is not the sum of its parts, {digits(total)} (lines {lines}); one is wrong"
                figures.fault(row, "value", says)


def _shares(tables: Tables) -> None:
    """A share lies between 0 and 1."""
    units = {r.series: r.unit for _, r in tables["series"].rows()}
    for row, r in tables["figures"].rows():
        if units.get(r.series) == "share" and not 0 <= r.value <= 1:
            tables["figures"].fault(row, "value", f"{digits(r.value)} is not a share; write it between 0 and 1")


def wholes_of(pairs: Iterable[Any]) -> dict[str, set[str]]:
    """Return every series that counts a series' events too, at any number of removes, from rows of wholes.csv."""
    above: dict[str, set[str]] = defaultdict(set)
    for r in pairs:
        above[r.part].add(r.whole)
    reached: dict[str, set[str]] = {}
    for part in list(above):
        found, wait = set[str](), [part]
        while wait:
            new = above.get(wait.pop(), set()) - found
            found |= new
            wait += new
        reached[part] = found
    return reached


def _wholes(tables: Tables) -> None:
    wholes = tables["wholes"]
    reached = wholes_of(wholes.typed)
    for row, r in wholes.rows():
        if r.part in reached.get(r.part, set()):
            wholes.fault(row, "whole", f"{r.part} would be a part of itself by way of {r.whole}")


def _added_alike(tables: Tables) -> None:
    """A definition adds up flows of one unit, none of them twice and none to its own whole."""
    definitions = tables["definitions"]
    kinds = {r.series: r for _, r in tables["series"].rows()}
    reached = wholes_of(tables["wholes"].typed)
    for row, d in definitions.rows():
        added = [("parts", s) for s in d.parts] + [("sometimes", s) for s in d.sometimes]
        named = [s for _, s in added]
        total = [("published_total", d.published_total)] if d.published_total else []
        for column, series in added + total:
            if kinds[series].kind != ADDED_UP:
                definitions.fault(row, column, f"{series} is a {kinds[series].kind}; flows alone can be added up")
            elif kinds[series].unit != kinds[named[0]].unit:
                says = f"{series} counts {kinds[series].unit}, {named[0]} {kinds[named[0]].unit}; they cannot be added"
                definitions.fault(row, column, says)
        for at, (column, series) in enumerate(added):
            if series in named[:at]:
                definitions.fault(row, column, f"{series} stands twice; it would be counted twice")
            for whole in sorted(reached.get(series, set()) & set(named)):
                definitions.fault(row, column, f"{series} is counted in {whole} too; it would be counted twice")
            if total and d.published_total not in reached.get(series, set()):
                says = f"{d.published_total} is not the whole of {series} in wholes.csv; add it there or mend it here"
                definitions.fault(row, "published_total", says)


def _has_years(tables: Tables) -> None:
    """A definition has at least one whole fiscal year to show of each part."""
    shown = {series for series, *_ in _shown_years(tables["figures"])}
    for row, d in tables["definitions"].rows():
        for series in d.parts:
            if series not in shown:
                tables["definitions"].fault(row, "parts", f"{series} has no whole fiscal year in figures.csv")


def _jumps(tables: Tables) -> None:
    """A value some ten times both its neighbors, or a tenth, is a slip of digits unless the row's note says why."""
    for name, column in (("figures", "value"), ("pace", "per_day")):
        lines: dict[tuple[str, str], list[tuple[object, int, float, str]]] = defaultdict(list)
        for row, r in tables[name].rows() if name in tables else []:
            if r.period_type in ALIKE_LONG and (name == "pace" or r.shown_by_default == "yes"):
                lines[r.series, r.period_type].append((r.period_end, row, getattr(r, column), r.note))
        for line in lines.values():
            ordered = sorted(line, key=lambda at: str(at[0]))
            for i, (_, row, value, note) in enumerate(ordered):
                beside = [v for _, _, v, _ in ordered[max(0, i - 1) : i] + ordered[i + 1 : i + 2]]
                if not note and jumps(value, beside):
                    told = " and ".join(digits(v) for v in beside)
                    says = f"{digits(value)} is far from its neighbors, {told}; mend it, or say in the note why"
                    tables[name].fault(row, column, says)


def jumps(value: float, beside: list[float]) -> bool:
    """Return whether a value is JUMP times each of its neighbors or more, or that part of each or less."""
    if not beside or value <= 0 or min(beside) <= 0:
        return False
    factors = [value / v for v in beside]
    return min(factors) >= JUMP or max(factors) <= 1 / JUMP


def _marks_are_figures(tables: Tables) -> None:
    """A slider's marks name figures of its series: where both have the period and the source, they agree."""
    uses: dict[str, set[str]] = defaultdict(set)
    for _, r in tables["series_uses"].rows():
        if r.use == "slider":
            uses[r.name].add(r.series)
    figures: dict[tuple[object, ...], set[float]] = defaultdict(set)
    for _, r in tables["figures"].rows():
        figures[r.series, r.period_start, r.period_end, r.source_id].add(r.value)
    for row, r in tables["evidence"].rows():
        meant = set[float]()
        for series in uses[r.knob]:
            meant |= figures.get((series, r.period_start, r.period_end, r.source_id), set())
        if meant and not any(math.isclose(r.value, value) for value in meant):
            told = " or ".join(digits(value) for value in sorted(meant))
            tables["evidence"].fault(
                row, "value", f"{digits(r.value)} is not the figure of that period and source, {told}"
            )


RULES: dict[Callable[[Tables], None], tuple[str, ...]] = {
    _one_shown: ("figures",),
    _interior_and_border: ("figures",),
    _published_sums: ("figures", "definitions"),
    _shares: ("figures", "series"),
    _wholes: ("wholes",),
    _added_alike: ("definitions", "series", "wholes"),
    _has_years: ("definitions", "figures"),
    _jumps: (),
    _marks_are_figures: ("evidence", "figures", "series_uses"),
}
