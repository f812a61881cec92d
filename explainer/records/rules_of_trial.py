"""Rules of the trial on past years, of starting points and of questions: what they name is what they say."""

from __future__ import annotations

import dataclasses
import math
from collections import defaultdict
from collections.abc import Callable, Mapping

from explainer.model import steps
from explainer.model.steps import Scenario
from explainer.records import formulas
from explainer.records.faults import digits
from explainer.records.formulas import FormulaError, named_figures
from explainer.records.periods import days, figure_values, fiscal_year_of
from explainer.records.rules_of_sliders import wrong_step
from explainer.records.schema import Table

Tables = Mapping[str, Table]
INPUTS = ("officers", "arrests", "interior_removals", "border_removals", "removals")  # `held` alone may be missing
WRITTEN = 0.051  # arrests a day are written with one digit
APART = 0.01  # relatively: a year of 366 days against the model's 365, and rounding


def _references(tables: Tables) -> None:
    """What backtest.csv and questions.csv name is there, and is above zero where it is divided by."""
    values = figure_values(tables["figures"].typed, tables["pace"].typed)
    for name, column in (("backtest", "figure"), ("questions", "answer")):
        for row, r in tables[name].rows() if name in tables else []:
            cell = getattr(r, column)
            try:
                value = formulas.evaluate(cell, values)
            except FormulaError as error:
                tables[name].fault(row, column, str(error))
                continue
            if not formulas.references(cell):
                tables[name].fault(row, column, "names no figure; write {series@start..end#source_id}")
            elif name == "backtest" and value <= 0:
                tables[name].fault(row, column, f"comes to {digits(value)}; the trial divides by it")
            elif name == "questions" and not r.low <= value <= r.high:
                tables[name].fault(
                    row, column, f"comes to {digits(value)}, outside {digits(r.low)} to {digits(r.high)}"
                )


def _own_year(tables: Tables) -> None:
    """An input of a fiscal year is a figure of that year, unless it is said to be carried."""
    backtest = tables["backtest"]
    for row, r in backtest.rows():
        years = sorted({fiscal_year_of(name.end) for name in named_figures(r.figure)})
        told = " and ".join(f"FY{year}" for year in years)
        if years and r.carried == "no" and r.fiscal_year not in years:
            backtest.fault(row, "figure", f"is of {told}, not of FY{r.fiscal_year}; mend it, or write carried=yes")
        if years == [r.fiscal_year] and r.carried == "yes":
            backtest.fault(row, "carried", f"'yes', but the figure is of FY{r.fiscal_year} itself; write no")


def _own_series(tables: Tables) -> None:
    """An input is a figure of a series that stands for its quantity in series_uses.csv."""
    uses: dict[str, set[str]] = defaultdict(set)
    for _, r in tables["series_uses"].rows():
        if r.use == "trial":
            uses[r.name].add(r.series)
    for row, r in tables["backtest"].rows():
        for name in named_figures(r.figure):
            if name.series not in uses[r.quantity]:
                says = f"{name.series} does not stand for {r.quantity}; mend it, or add it to series_uses.csv"
                tables["backtest"].fault(row, "figure", says)


def _all_inputs(tables: Tables) -> None:
    """A year of the trial has all its inputs, and one year at least follows another."""
    backtest = tables["backtest"]
    there: dict[int, dict[str, int]] = defaultdict(dict)
    for row, r in backtest.rows():
        there[r.fiscal_year][r.quantity] = row
    for year, rows in there.items():
        for quantity in INPUTS:
            if quantity not in rows:
                says = f"FY{year} has no row for {quantity}; add it, or take the year out"
                backtest.fault(min(rows.values()), "quantity", says)
    if not any(year + 1 in there for year in there):
        backtest.fault(None, "fiscal_year", "no year follows another; the trial needs two in a row")


def _starts(tables: Tables) -> None:
    """The arrests a day of a start are those of the model at its settings, and those that its source counted."""
    starts = tables["starts"]
    defaults = {r.knob: r.default for _, r in tables["knobs"].rows()}
    if set(defaults) != {field.name for field in dataclasses.fields(Scenario)}:
        return  # told with the sliders
    settings = {r.start: dict(defaults) for _, r in starts.rows()}
    for _, r in tables["start_values"].rows():
        settings[r.start][r.knob] = r.value
    counted: dict[tuple[str, str], list[float]] = defaultdict(list)
    for _, f in tables["figures"].rows():
        counted[f.series, f.source_id].append(f.value / max(1, days(f.period_start, f.period_end)))
    for _, p in tables["pace"].rows():
        counted[p.series, p.source_id].append(p.per_day)
    for row, r in starts.rows():
        made = steps.run(Scenario(**settings[r.start])).arrests_per_day
        if not _same_as_written(made, r.model_arrests_per_day):
            says = f"{digits(r.model_arrests_per_day)} is not what the model gives at these settings; write {made:.1f}"
            starts.fault(row, "model_arrests_per_day", says)
        if not math.isnan(r.recorded_arrests_per_day):  # a plan has none
            says_recorded = _not_recorded(r.recorded_arrests_per_day, made, counted[r.series, r.source_id])
            if says_recorded:
                starts.fault(row, "recorded_arrests_per_day", says_recorded)


def _same_as_written(value: float, written: float) -> bool:
    return math.isclose(value, written, rel_tol=0, abs_tol=WRITTEN)


def _not_recorded(recorded: float, made: float, counted: list[float]) -> str | None:
    if not counted:
        return "no row of figures.csv or pace.csv has this series and source; name those that counted it"
    if not any(_same_as_written(value, recorded) for value in counted):
        meant = min(counted, key=lambda value: abs(value - made))
        return f"{digits(recorded)} is not a count of this series and source; {meant:.1f} may be meant"
    if not math.isclose(made, recorded, rel_tol=APART):
        return f"{digits(recorded)} is not the model's {made:.1f} to 1 in 100; the start does not return its own record"
    return None


def _questions(tables: Tables) -> None:
    questions = tables["questions"]
    for row, r in questions.rows():
        if not r.low < r.high:
            questions.fault(row, "low", f"{digits(r.low)} is not below high, {digits(r.high)}")
        says = wrong_step(r.low, r.high, r.step)
        if says:
            questions.fault(row, "step", says)


RULES: dict[Callable[[Tables], None], tuple[str, ...]] = {
    _references: ("figures", "pace"),
    _own_year: ("backtest",),
    _own_series: ("backtest", "series_uses"),
    _all_inputs: ("backtest",),
    _starts: ("starts", "start_values", "knobs", "figures", "pace"),
    _questions: ("questions",),
}
