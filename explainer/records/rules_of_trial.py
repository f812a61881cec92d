"""Rules of the trial on past years, of lists side by side, of starting points and of questions: names and sums."""

import math
import re
from collections import defaultdict
from collections.abc import Iterator

from explainer.model import steps
from explainer.model.steps import Scenario
from explainer.records import formulas, goals
from explainer.records.facts import Records
from explainer.records.faults import digits, quoted
from explainer.records.formulas import named_figures
from explainer.records.periods import days, fiscal_year_of
from explainer.records.rows import BacktestInput, Figure, Pace, Question, SeriesUse, SideBySide, Start
from explainer.records.rule import Found, InRow, each, rule
from explainer.records.rules_of_sliders import KNOBS, wrong_step

INPUTS = ("officers", "arrests", "interior_removals", "border_removals", "removals")  # `held` alone may be missing
WRITTEN = 0.051  # arrests a day are written with one digit
WHOLE = 0.51  # removals a year in whole numbers
APART = 0.01  # relatively: a year of 366 days against the model's 365, and rounding
SUM = re.compile(r"\{[^{}]+\}( \+ \{[^{}]+\})*")
A_DAY = re.compile(r"\{[^{}]+\}( / (?P<days>[0-9]+))?")


@each(BacktestInput)
def trial_inputs(r: BacktestInput, facts: Records) -> InRow:
    """An input of the trial is a figure or a sum of figures, above zero, of its year and of a series that stands for it."""
    names = named_figures(r.figure)
    for name in names:
        if not any(
            (use.use, use.name, use.series) == ("trial", r.quantity, name.series) for use in facts.rows(SeriesUse)
        ):
            yield "figure", f"{name.series} does not stand for {r.quantity}; mend it, or add it to series_uses.csv"
    years = sorted({fiscal_year_of(name.end) for name in names})
    if years and r.carried == "no" and r.fiscal_year not in years:
        told = " and ".join(f"FY{year}" for year in years)
        yield "figure", f"is of {told}, not of FY{r.fiscal_year}; mend it, or write carried=yes"
    if years == [r.fiscal_year] and r.carried == "yes":
        yield "carried", f"'yes', but the figure is of FY{r.fiscal_year} itself; write no"
    value = facts.value(r.figure)
    if not SUM.fullmatch(r.figure):
        yield "figure", "is no figure, and no sum of figures; write {series@start..end#source_id}"
    elif value <= 0:
        yield "figure", f"comes to {digits(value)}; the trial divides by it"


@rule
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


@each(SideBySide)
def side_by_side(r: SideBySide, facts: Records) -> InRow:
    """A list begins with its goal; then come figures a day of the goal's measure, each once."""
    rows = sorted((other for other in facts.rows(SideBySide) if other.set == r.set), key=lambda other: other.order)
    if (r is rows[0]) != bool(r.goal) or bool(r.goal) == bool(r.figure):
        yield "goal", "the first row of a list names a goal, each other a figure, and none both"
    named = [facts.goal_rows[name] for row in rows for name in (row.goal, row.later_goal) if name]
    measure = next((goals.COMPARABLE[goal.measure] for goal in named if goal.measure in goals.COMPARABLE), "")
    for column in ("goal", "later_goal"):
        goal = facts.goal_rows.get(getattr(r, column))
        if goal is None:
            continue
        if goal not in goals.testable(facts) or goals.COMPARABLE[goal.measure] != measure:
            yield column, f"{goal.goal} is no goal in {measure or 'removals or arrests'} that can be tested"
        elif column == "goal" and r.source_id not in (goal.source_id, goal.second_source_id):
            yield column, f"{goal.goal} is not from {r.source_id}, but from {goal.source_id}"
    before = [figure for row in rows[: rows.index(r)] for figure in row.figure]
    for at, figure in enumerate(r.figure):
        if figure in [*before, *r.figure[:at]]:
            yield "figure", f"{quoted(figure)} stands twice in this list; name another"
    begun = [name.start for name in named_figures(";".join(r.figure))]
    if begun != sorted(begun):
        yield "figure", "has its figures in another order than that of time; put the earliest first"
    for figure in r.figure:
        yield from (("figure", says) for says in _wrong_figure(facts, r, figure, measure))


def _wrong_figure(facts: Records, r: SideBySide, figure: str, measure: str) -> Iterator[str]:
    """Yield what is wrong with a figure of a list: it is a rate a day, or a count divided by its days."""
    facts.value(figure)
    form = A_DAY.fullmatch(figure)
    if form is None:
        yield f"{quoted(figure)} is no figure a day; write {{name}} or {{name}} / days"
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


@each(Start)
def starts(r: Start, facts: Records) -> InRow:
    """Arrests and removals of a start are those of the model at its settings, and the arrests those that its source counted."""
    if set(facts.knobs) != set(KNOBS):
        return  # told with the sliders
    out = steps.run(Scenario(**facts.starts[r.start]))
    made = out.arrests_per_day
    if abs(out.removals_per_year - r.model_removals_per_year) > WHOLE:
        says = f"{digits(r.model_removals_per_year)} is not what the model gives at these settings; write {out.removals_per_year:.0f}"
        yield "model_removals_per_year", says
    if abs(made - r.model_arrests_per_day) > WRITTEN:
        says = f"{digits(r.model_arrests_per_day)} is not what the model gives at these settings; write {made:.1f}"
        yield "model_arrests_per_day", says
    if math.isnan(r.recorded_arrests_per_day):
        if r.series:
            yield "recorded_arrests_per_day", f"is empty, but {r.series} was counted; write its number a day"
        return
    own = (r.series, r.source_id)
    counted = [
        f.value / max(1, days(f.period_start, f.period_end))
        for f in facts.rows(Figure)
        if own == (f.series, f.source_id)
    ]
    counted += [p.per_day for p in facts.rows(Pace) if own == (p.series, p.source_id)]
    if says_recorded := _not_recorded(r.recorded_arrests_per_day, made, counted):
        yield "recorded_arrests_per_day", says_recorded


def _not_recorded(recorded: float, made: float, counted: list[float]) -> str | None:
    if not counted:
        return "no row of figures.csv or pace.csv has this series and source; name those that counted it"
    if not any(abs(value - recorded) <= WRITTEN for value in counted):
        meant = min(counted, key=lambda value: abs(value - made))
        return f"{digits(recorded)} is not a count of this series and source; {meant:.1f} may be meant"
    if not math.isclose(made, recorded, rel_tol=APART):
        return f"{digits(recorded)} is not the model's {made:.1f} to 1 in 100; the start does not return its own record"
    return None


@rule
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
                is_ = "empty" if day is None else "filled"
                yield r, column, f"is {is_}; the start that opens the fast start has it"
        if r.shown_from and r.shown_to and r.shown_to <= r.shown_from:
            yield r, "shown_to", f"'{r.shown_to}' is not after shown_from, {r.shown_from}"
        elif r.list_begins and r.shown_from and r.shown_to and not r.shown_from <= r.list_begins <= r.shown_to:
            yield r, "list_begins", f"'{r.list_begins}' is not within {r.shown_from} to {r.shown_to}"


@each(Question)
def questions(r: Question, facts: Records) -> InRow:
    """A question's answer is a figure within its range, and there is room to guess."""
    if not r.low < r.high:
        yield "low", f"{digits(r.low)} is not below high, {digits(r.high)}"
    if says := wrong_step(r.low, r.high, r.step):
        yield "step", says
    value = facts.value(r.answer)
    if formulas.REFERENCE.fullmatch(r.answer) is None:
        yield "answer", "names no figure; write {series@start..end#source_id}"
    elif not r.low <= value <= r.high:
        yield "answer", f"comes to {digits(value)}, outside {digits(r.low)} to {digits(r.high)}"
