"""Rules of the trial on past years, of lists side by side, of starting points and of questions: names and sums."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from explainer.model import steps
from explainer.model.steps import Scenario
from explainer.records import formulas, goals
from explainer.records.facts import Records
from explainer.records.faults import digits, quoted
from explainer.records.formulas import FormulaError, named_figures
from explainer.records.periods import days, fiscal_year_of
from explainer.records.rows import BacktestInput, Figure, Pace, Question, SeriesUse, SideBySide, Start
from explainer.records.rules_of_sliders import KNOBS, wrong_step

Found = Iterator[tuple[Any, str, str]]
INPUTS = ("officers", "arrests", "interior_removals", "border_removals", "removals")  # `held` alone may be missing
WRITTEN = 0.051  # arrests a day are written with one digit
APART = 0.01  # relatively: a year of 366 days against the model's 365, and rounding
SUM = re.compile(r"\{[^{}]+\}( \+ \{[^{}]+\})*")
A_DAY = re.compile(r"\{[^{}]+\}( / (?P<days>[0-9]+))?")


def _value(facts: Records, formula: str) -> float | str:
    """Return what a formula gives, or what is wrong with it."""
    try:
        return facts.value(formula)
    except FormulaError as error:
        return str(error)


def trial_inputs(facts: Records) -> Found:
    """An input of the trial is a figure or a sum of figures, above zero, of its year and of a series that stands for it."""
    uses = {(use.name, use.series) for use in facts.rows(SeriesUse) if use.use == "trial"}
    for r in facts.rows(BacktestInput):
        value, names = _value(facts, r.figure), named_figures(r.figure)
        if isinstance(value, str):
            yield r, "figure", value
        elif not SUM.fullmatch(r.figure):
            yield r, "figure", "is no figure, and no sum of figures; write {series@start..end#source_id}"
        elif value <= 0:
            yield r, "figure", f"comes to {digits(value)}; the trial divides by it"
        for name in names:
            if (r.quantity, name.series) not in uses:
                says = f"{name.series} does not stand for {r.quantity}; mend it, or add it to series_uses.csv"
                yield r, "figure", says
        years = sorted({fiscal_year_of(name.end) for name in names})
        if years and r.carried == "no" and r.fiscal_year not in years:
            told = " and ".join(f"FY{year}" for year in years)
            yield r, "figure", f"is of {told}, not of FY{r.fiscal_year}; mend it, or write carried=yes"
        if years == [r.fiscal_year] and r.carried == "yes":
            yield r, "carried", f"'yes', but the figure is of FY{r.fiscal_year} itself; write no"


def all_inputs(facts: Records) -> Found:
    """A year of the trial has all its inputs, and one year at least follows another."""
    there: dict[int, dict[str, BacktestInput]] = defaultdict(dict)
    for r in facts.rows(BacktestInput):
        there[r.fiscal_year][r.quantity] = r
    for year, rows in there.items():
        for quantity in INPUTS:
            if quantity not in rows:
                first = min(rows.values(), key=facts.line)
                yield first, "quantity", f"FY{year} has no row for {quantity}; add it, or take the year out"
    if not any(year + 1 in there for year in there):
        yield BacktestInput, "fiscal_year", "no year follows another; the trial needs two in a row"


def side_by_side(facts: Records) -> Found:
    """A list begins with its goal; then come figures a day of the goal's measure, each once."""
    lists: dict[str, list[SideBySide]] = defaultdict(list)
    for r in sorted(facts.rows(SideBySide), key=lambda r: (r.set, r.order)):
        lists[r.set].append(r)
    for rows in lists.values():
        measure = ""
        for r in rows:
            if (r is rows[0]) != bool(r.goal) or bool(r.goal) == bool(r.figure):
                yield r, "goal", "the first row of a list names a goal, each other a figure, and none both"
            for column in ("goal", "later_goal"):
                goal = facts.goal_rows.get(getattr(r, column))
                if goal is None:
                    continue
                measure = measure or goals.COMPARABLE.get(goal.measure, "")
                if goal not in goals.testable(facts) or goals.COMPARABLE[goal.measure] != measure:
                    yield r, column, f"{goal.goal} is no goal in {measure or 'removals or arrests'} that can be tested"
                elif column == "goal" and r.source_id not in (goal.source_id, goal.second_source_id):
                    yield r, column, f"{goal.goal} is not from {r.source_id}, but from {goal.source_id}"
            for figure in r.figure:
                for says in _wrong_figure(facts, r, figure, measure):
                    yield r, "figure", says
        yield from _in_time(rows)


def _wrong_figure(facts: Records, r: SideBySide, figure: str, measure: str) -> Iterator[str]:
    """Yield what is wrong with a figure of a list: it is a rate a day, or a count divided by its days."""
    form, value = A_DAY.fullmatch(figure), _value(facts, figure)
    if isinstance(value, str) or form is None:
        yield (
            value
            if isinstance(value, str)
            else f"{quoted(figure)} is no figure a day; write {{name}} or {{name}} / days"
        )
        return
    (name,) = named_figures(figure)
    if not facts.series[name.series].measure.endswith(measure):  # "reported arrests" are arrests
        yield f"{name.series} counts {facts.series[name.series].measure}, and the list is of {measure}"
    if name.source_id != r.source_id:
        yield f"{quoted(figure)} is from {name.source_id}, and the row from {r.source_id}"
    paced = any(p.series == name.series for p in facts.rows(Pace))
    meant = "" if paced else str(days(name.start, name.end))
    if (form["days"] or "") != meant:
        yield f"{quoted(figure)} should be {f'divided by its {meant} days' if meant else 'as it is, a rate a day'}"


def _in_time(rows: list[SideBySide]) -> Found:
    known: set[str] = set()
    for r in rows:
        starts = [name.start for name in named_figures(";".join(r.figure))]
        if starts != sorted(starts):
            yield r, "figure", "has its figures in another order than that of time; put the earliest first"
        for figure in r.figure:
            if figure in known:
                yield r, "figure", f"{quoted(figure)} stands twice in this list; name another"
            known.add(figure)


def starts(facts: Records) -> Found:
    """The arrests a day of a start are those of the model at its settings, and those that its source counted."""
    if set(facts.knobs) != set(KNOBS) or _no_base(facts):
        return  # told with the sliders
    counted: dict[tuple[str, str], list[float]] = defaultdict(list)
    for f in facts.rows(Figure):
        counted[f.series, f.source_id].append(f.value / max(1, days(f.period_start, f.period_end)))
    for p in facts.rows(Pace):
        counted[p.series, p.source_id].append(p.per_day)
    for r in facts.rows(Start):
        made = steps.run(Scenario(**facts.starts[r.start])).arrests_per_day
        if abs(made - r.model_arrests_per_day) > WRITTEN:
            says = f"{digits(r.model_arrests_per_day)} is not what the model gives at these settings; write {made:.1f}"
            yield r, "model_arrests_per_day", says
        if math.isnan(r.recorded_arrests_per_day):
            if r.series:
                yield r, "recorded_arrests_per_day", f"is empty, but {r.series} was counted; write its number a day"
            continue
        says_recorded = _not_recorded(r.recorded_arrests_per_day, made, counted[r.series, r.source_id])
        if says_recorded:
            yield r, "recorded_arrests_per_day", says_recorded


def _no_base(facts: Records) -> bool:
    try:
        return not facts.base
    except FormulaError:
        return True


def _not_recorded(recorded: float, made: float, counted: list[float]) -> str | None:
    if not counted:
        return "no row of figures.csv or pace.csv has this series and source; name those that counted it"
    if not any(abs(value - recorded) <= WRITTEN for value in counted):
        meant = min(counted, key=lambda value: abs(value - made))
        return f"{digits(recorded)} is not a count of this series and source; {meant:.1f} may be meant"
    if not math.isclose(made, recorded, rel_tol=APART):
        return f"{digits(recorded)} is not the model's {made:.1f} to 1 in 100; the start does not return its own record"
    return None


def fast_start(facts: Records) -> Found:
    """One start opens the part of the fast start, and says from which day to which that part shows arrests."""
    opening = [r for r in facts.rows(Start) if r.opens_fast_start == "yes"]
    if len(opening) != 1:
        where = opening[1] if opening else Start
        yield where, "opens_fast_start", f"is 'yes' in {len(opening)} rows; one start opens the fast start"
    for r in facts.rows(Start):
        at = (r.list_begins, r.shown_from, r.shown_to)
        for column, day in zip(("list_begins", "shown_from", "shown_to"), at, strict=True):
            if (day is None) == (r in opening):
                yield (
                    r,
                    column,
                    f"is {'empty' if day is None else 'filled'}; the start that opens the fast start has it",
                )
        if r.shown_from and r.shown_to and r.shown_to <= r.shown_from:
            yield r, "shown_to", f"'{r.shown_to}' is not after shown_from, {r.shown_from}"
        elif r.list_begins and r.shown_from and r.shown_to and not r.shown_from <= r.list_begins <= r.shown_to:
            yield r, "list_begins", f"'{r.list_begins}' is not within {r.shown_from} to {r.shown_to}"


def questions(facts: Records) -> Found:
    """A question's answer is a figure within its range, and there is room to guess."""
    for r in facts.rows(Question):
        value = _value(facts, r.answer)
        if not r.low < r.high:
            yield r, "low", f"{digits(r.low)} is not below high, {digits(r.high)}"
        says = wrong_step(r.low, r.high, r.step)
        if says:
            yield r, "step", says
        if isinstance(value, str):
            yield r, "answer", value
        elif formulas.REFERENCE.fullmatch(r.answer) is None:
            yield r, "answer", "names no figure; write {series@start..end#source_id}"
        elif not r.low <= value <= r.high:
            yield r, "answer", f"comes to {digits(value)}, outside {digits(r.low)} to {digits(r.high)}"


RULES = (trial_inputs, all_inputs, side_by_side, starts, fast_start, questions)
