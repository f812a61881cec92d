"""Rules of the subject that a schema cannot say: whole fiscal years, sums that must agree, sliders with a basis."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from explainer.records import formulas
from explainer.records.formulas import ASSUMPTION, FormulaError
from explainer.records.rows import Figure, Pace
from explainer.records.schema import Table

ROUNDING_EVENTS = 20  # OHSS rounds each part to ten
DEFAULT_TOLERANCE = 1e-6
WORDS_QUOTED = 15
ALIKE = ("published", "worked_out")  # evidence that counts what the knob counts
Tables = Mapping[str, Table]


def fiscal_year_of(end: date) -> int:
    """Return the fiscal year that contains a day: from October, the next calendar year's (since FY1977)."""
    first_month = 7 if end < date(1975, 7, 1) else 10
    if date(1975, 7, 1) <= end <= date(1976, 9, 30):
        return 1976  # fifteen months: the year's start moved from July to October
    return end.year + (end.month >= first_month)


def fiscal_year(year: int) -> tuple[date, date]:
    """Return the first and last day of a fiscal year."""
    if year == 1976:
        return date(1975, 7, 1), date(1976, 9, 30)
    if year < 1976:
        return date(year - 1, 7, 1), date(year, 6, 30)
    return date(year - 1, 10, 1), date(year, 9, 30)


def reference(series: str, start: date, end: date, source_id: str) -> str:
    """Return the name of a figure: series@start..end#source_id."""
    return f"{series}@{start}..{end}#{source_id}"


def figure_values(figures: Iterable[Figure], pace: Iterable[Pace]) -> dict[str, float]:
    """Return every figure and pace row by its name; of several editions under one name, the one shown by default."""
    values = {reference(r.series, r.period_start, r.period_end, r.source_id): r.per_day for r in pace}
    for r in sorted(figures, key=lambda r: r.shown_by_default == "yes"):
        values[reference(r.series, r.period_start, r.period_end, r.source_id)] = r.value
    return values


def check(tables: Tables, created: date | None) -> None:
    """Note every breach of the rules below in the table that has to be mended.

    A table that could not be read is left out; one that breaks a rule is still held against the others.
    """
    usable = {name: table for name, table in tables.items() if not table.faults}
    for rule, needs in RULES.items():
        if all(name in usable for name in needs):
            rule(usable)


def _digits(value: float) -> str:
    """Write a number so that it can be copied into a cell: 1095000, never 1.095e+06."""
    return f"{value:.12g}"


def _periods(tables: Tables) -> None:
    for name in [n for n in ("figures", "pace", "claims", "evidence") if n in tables]:
        for row, r in tables[name].rows():
            if r.period_end < r.period_start:
                tables[name].fault(
                    row, "period_end", f"'{r.period_end}' is before the period's start, {r.period_start}"
                )


def _whole_fiscal_years(tables: Tables) -> None:
    figures = tables["figures"]
    for row, r in figures.rows():
        start, end = fiscal_year(fiscal_year_of(r.period_end))
        whole = (r.period_start, r.period_end) == (start, end)
        if r.period_type == "fiscal_year" and not whole:
            figures.fault(
                row,
                "period_type",
                f"{r.period_start} to {r.period_end} is not a whole fiscal year; "
                f"call it part_of_fiscal_year or write {start} to {end}",
            )
        if r.period_type == "part_of_fiscal_year" and (whole or r.period_start < start):
            figures.fault(row, "period_type", f"{r.period_start} to {r.period_end} is not a part of one fiscal year")


def _days_of_pace(tables: Tables) -> None:
    pace = tables["pace"]
    for row, r in pace.rows():
        days = (r.period_end - r.period_start).days + 1
        if days > 0 and not math.isnan(r.value) and abs(r.value / days - r.per_day) > 0.06:
            pace.fault(
                row,
                "per_day",
                f"{_digits(r.per_day)} is not {_digits(r.value)} / {days} days; write {r.value / days:.1f}",
            )
        month_end = (r.period_start.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
        if r.period_type == "month" and (r.period_start.day != 1 or r.period_end != month_end):
            pace.fault(
                row, "period_type", f"{r.period_start} to {r.period_end} is not a whole month; call it part_of_month"
            )


def _one_shown(tables: Tables) -> None:
    figures = tables["figures"]
    shown: dict[tuple, int] = {}
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


def _interior_and_border(tables: Tables) -> None:
    figures = tables["figures"]
    shown = {
        (r.series, r.period_start, r.period_end): (row, r.value)
        for row, r in figures.rows()
        if r.shown_by_default == "yes" and r.period_type == "fiscal_year"
    }
    for (series, start, end), (row, interior) in shown.items():
        border = shown.get(("ice_removals_border", start, end))
        total = shown.get(("ice_removals", start, end))
        if series == "ice_removals_interior" and border and total:
            if abs(interior + border[1] - total[1]) > ROUNDING_EVENTS:
                figures.fault(
                    row,
                    "value",
                    f"interior {_digits(interior)} + border {_digits(border[1])} is not the total, {_digits(total[1])}",
                )


def _knob_ranges(tables: Tables) -> None:
    knobs = tables["knobs"]
    for row, r in knobs.rows():
        if not r.low < r.high:
            knobs.fault(row, "low", f"{_digits(r.low)} is not below high, {_digits(r.high)}")
        if not r.low <= r.default <= r.high:
            knobs.fault(row, "default", f"{_digits(r.default)} is outside {_digits(r.low)} to {_digits(r.high)}")
        if r.step <= 0:
            knobs.fault(row, "step", f"{_digits(r.step)} is not above zero")
        if r.style == "percent" and (r.low < 0 or r.high > 1):
            knobs.fault(
                row, "high", f"{_digits(r.low)} to {_digits(r.high)} is not a share; a percent lies between 0 and 1"
            )


def _knob_bases(tables: Tables) -> None:
    knobs, figures = tables["knobs"], figure_values(tables["figures"].typed, tables["pace"].typed)
    defaults = {r.knob: r.default for _, r in knobs.rows()}
    for row, r in knobs.rows():
        if r.basis_formula == ASSUMPTION:
            continue
        try:
            value = formulas.evaluate(r.basis_formula, figures, defaults)
        except FormulaError as error:
            knobs.fault(row, "basis_formula", str(error))
            continue
        if not math.isclose(value, r.default, rel_tol=DEFAULT_TOLERANCE):
            knobs.fault(row, "default", f"{r.default:.9g} is not what basis_formula gives; write {value:.9g}")


def _figure_references(tables: Tables) -> None:
    figures = figure_values(tables["figures"].typed, tables["pace"].typed)
    for name, column in (("backtest", "figure"), ("questions", "answer")):
        for row, cell in enumerate(tables[name].frame[column] if name in tables else []):
            try:
                formulas.evaluate(cell, figures)
            except FormulaError as error:
                tables[name].fault(row, column, str(error))


def _evidence(tables: Tables) -> None:
    evidence, knobs = tables["evidence"], tables["knobs"].frame.set_index("knob")
    for row, r in evidence.rows():
        if knobs.at[r.knob, "style"] == "percent" and r.value > 1:
            evidence.fault(row, "value", f"{_digits(r.value)} is not a share; a percent lies between 0 and 1")
    counted = evidence.frame[evidence.frame["kind"].isin(ALIKE)]
    for knob, rows in counted.groupby("knob", sort=False):
        for mark, row in (("lowest", rows["value"].idxmin()), ("highest", rows["value"].idxmax())):
            marked, extreme = rows[rows["mark"] == mark], rows.at[row, "value"]
            if len(rows) > 1 and (len(marked) != 1 or marked["value"].iloc[0] != extreme):
                evidence.fault(row, "mark", f"{knob} needs one row marked {mark}, the one with {_digits(extreme)}")


def _start_values(tables: Tables) -> None:
    values, knobs = tables["start_values"], tables["knobs"].frame.set_index("knob")
    for row, r in values.rows():
        knob = knobs.loc[r.knob]
        if not knob["low"] <= r.value <= knob["high"]:
            values.fault(
                row,
                "value",
                (
                    f"{_digits(r.value)} is outside the slider of {r.knob}, {_digits(knob['low'])} to "
                    f"{_digits(knob['high'])}"
                ),
            )


def _goals(tables: Tables) -> None:
    goals = tables["goals"]
    for row, r in goals.rows():
        if r.high < r.low:
            goals.fault(row, "high", f"{_digits(r.high)} is below low, {_digits(r.low)}")
        if r.per == "day" and not math.isnan(r.annual_low) and r.annual_low != r.low * 365:
            goals.fault(
                row,
                "annual_low",
                f"{_digits(r.annual_low)} is not {_digits(r.low)} a day x 365; write {_digits(r.low * 365)}",
            )
        if len(r.words.split()) > WORDS_QUOTED:
            goals.fault(row, "words", f"quotes {len(r.words.split())} words; at most {WORDS_QUOTED}")


def _dates_of_goals(tables: Tables) -> None:
    for name, column in (("goals", "date"), ("sources", "date_published")):
        for row, cell in enumerate(tables[name].frame[column] if name in tables else []):
            padded = cell + "-01-01"[len(cell) - 4 :] if cell else "2000-01-01"
            try:
                date.fromisoformat(padded)
            except ValueError:
                tables[name].fault(row, column, f"'{cell}' is not a date; write 2025, 2025-01 or 2025-01-25")


RULES = {
    _periods: (),
    _whole_fiscal_years: ("figures",),
    _days_of_pace: ("pace",),
    _one_shown: ("figures",),
    _interior_and_border: ("figures",),
    _knob_ranges: ("knobs",),
    _knob_bases: ("knobs", "figures", "pace"),
    _figure_references: ("figures", "pace"),
    _evidence: ("evidence", "knobs"),
    _start_values: ("start_values", "knobs"),
    _goals: ("goals",),
    _dates_of_goals: (),
}
