"""Rules of sliders: each is a field of the model, its range and step can be used, its default has a basis."""

from __future__ import annotations

import dataclasses
import math
import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any

from explainer.model import backwards
from explainer.model.steps import Scenario
from explainer.records import formulas
from explainer.records.faults import digits, quoted
from explainer.records.formulas import ASSUMPTION, FormulaError
from explainer.records.periods import figure_values
from explainer.records.schema import Table

Tables = Mapping[str, Table]
ALIKE = ("published", "worked_out")  # evidence that counts what the knob counts
DEFAULT_TOLERANCE = 1e-6
MOST_STEPS = 100_000  # from one end of a slider to the other
# Keys of the page's address that are no slider's: its own, Streamlit's, and those of older links.
TAKEN = ("goal", "own", "unit", "count", "v", "a", "section", "open", "tab", "embed", "embed_options", "utm_source")
KEY = re.compile(r"[a-z][a-z0-9_]*")
KNOBS = tuple(field.name for field in dataclasses.fields(Scenario))
BELOW_ONE = ("preparation_share",)  # all of the time would leave none for arrests


def _known_to_the_model(tables: Tables) -> None:
    knobs = tables["knobs"]
    there = [r.knob for _, r in knobs.rows()]
    for row, r in knobs.rows():
        if r.knob not in KNOBS:
            says = f"{quoted(r.knob)} is not a field of Scenario in explainer/model/steps.py; add it there first"
            knobs.fault(row, "knob", says)
    for knob in KNOBS:
        if knob not in there:
            knobs.fault(None, "knob", f"has no row for {knob}, which the model needs; bring it back")


def _keys(tables: Tables) -> None:
    knobs = tables["knobs"]
    for row, r in knobs.rows():
        if r.link_key in TAKEN:
            knobs.fault(row, "link_key", f"'{r.link_key}' is taken by the page or by Streamlit; choose another")
        elif not KEY.fullmatch(r.link_key):
            knobs.fault(row, "link_key", f"{quoted(r.link_key)} should be small letters, digits and _")


def _ranges(tables: Tables) -> None:
    knobs = tables["knobs"]
    for row, r in knobs.rows():
        if not r.low < r.high:
            knobs.fault(row, "low", f"{digits(r.low)} is not below high, {digits(r.high)}")
        if r.low < 0:
            knobs.fault(row, "low", f"{digits(r.low)} is below zero")
        if not r.low <= r.default <= r.high:
            knobs.fault(row, "default", f"{digits(r.default)} is outside {digits(r.low)} to {digits(r.high)}")
        most = backwards.INVERSES[r.knob].highest if r.knob in backwards.INVERSES else math.inf
        if r.style == "percent" and r.high > 1:
            knobs.fault(row, "high", f"{digits(r.high)} is not a share; a percent lies between 0 and 1")
        elif r.high > most:
            knobs.fault(row, "high", f"{digits(r.high)} is above {digits(most)}, the most that {r.unit} can be")
        if r.knob in BELOW_ONE and r.high >= 1:
            knobs.fault(row, "high", f"{digits(r.high)} would leave no time for arrests; keep it below 1")
        if (r.style == "percent") != (r.unit == "share"):
            knobs.fault(row, "style", f"'{r.style}' does not fit the unit '{r.unit}'; a share is a percent")


def _steps(tables: Tables) -> None:
    knobs = tables["knobs"]
    for row, r in knobs.rows():
        says = wrong_step(r.low, r.high, r.step)
        if says:
            knobs.fault(row, "step", says)


def wrong_step(low: float, high: float, step: float) -> str | None:
    """Return what is wrong with the step of a slider from low to high, or None."""
    if step <= 0:
        return f"{digits(step)} is not above zero"
    if low < high and step > high - low:
        return f"{digits(step)} is larger than the range, {digits(low)} to {digits(high)}"
    if (high - low) / step > MOST_STEPS:
        return f"{digits(step)} is too small for the range, {digits(low)} to {digits(high)}"
    return None


def _bases(tables: Tables) -> None:
    knobs, figures = tables["knobs"], figure_values(tables["figures"].typed, tables["pace"].typed)
    defaults = {r.knob: r.default for _, r in knobs.rows()}
    rests_on = {r.knob: [k for k in defaults if _names(r.basis_formula, k)] for _, r in knobs.rows()}
    for row, r in knobs.rows():
        if r.basis_formula == ASSUMPTION:
            continue
        if r.knob in _reached(r.knob, rests_on):
            knobs.fault(row, "basis_formula", f"{r.knob} rests on itself; write what it is worked out from")
            continue
        try:
            value = formulas.evaluate(r.basis_formula, figures, defaults)
        except FormulaError as error:
            knobs.fault(row, "basis_formula", str(error))
            continue
        if not math.isclose(value, r.default, rel_tol=DEFAULT_TOLERANCE):
            says = (
                f"{r.default:.9g} is not what basis_formula gives{_resting(rests_on[r.knob], knobs)}; write {value:.9g}"
            )
            knobs.fault(row, "default", says)


def _names(formula: str, knob: str) -> bool:
    """Return whether a formula names a knob outside the braces of its figures."""
    return re.search(rf"\b{re.escape(knob)}\b", formulas.REFERENCE.sub(" ", formula)) is not None


def _reached(knob: str, rests_on: Mapping[str, list[str]]) -> set[str]:
    """Return every knob that a knob's formula rests on, at any number of removes."""
    found, wait = set[str](), [knob]
    while wait:
        new = set(rests_on[wait.pop()]) - found
        found |= new
        wait += new
    return found


def _resting(on: list[str], knobs: Table) -> str:
    """Return the knobs that a formula rests on with their defaults and lines: one of them may be wrong."""
    told = [f"{r.knob} {digits(r.default)} (line {knobs.lines[row]})" for row, r in knobs.rows() if r.knob in on]
    return f" with {', '.join(told)}. If these are right" if told else ""


def _marks(tables: Tables) -> None:
    """A mark is a value that its slider can take; one counted row is the lowest, one the highest."""
    evidence, knobs = tables["evidence"], {r.knob: r for _, r in tables["knobs"].rows()}
    counted: dict[str, list[tuple[float, int, str]]] = defaultdict(list)
    for row, r in evidence.rows():
        knob = knobs[r.knob]
        if knob.style == "percent" and not 0 <= r.value <= 1:
            evidence.fault(row, "value", f"{digits(r.value)} is not a share; a percent lies between 0 and 1")
        elif r.kind in ALIKE and not knob.low <= r.value <= knob.high:
            says = f"{digits(r.value)} is outside the slider of {r.knob}, {digits(knob.low)} to {digits(knob.high)}"
            evidence.fault(row, "value", says)
        if r.kind in ALIKE:
            counted[r.knob].append((r.value, row, r.mark))
    for name, marks in counted.items():
        for mark, (value, row, _) in (("lowest", min(marks)), ("highest", max(marks, key=lambda m: (m[0], -m[1])))):
            marked = [m[0] for m in marks if m[2] == mark]
            if len(marks) > 1 and marked != [value]:
                evidence.fault(row, "mark", f"{name} needs one row marked {mark}, the one with {digits(value)}")


def _start_values(tables: Tables) -> None:
    values, knobs = tables["start_values"], {r.knob: r for _, r in tables["knobs"].rows()}
    for row, r in values.rows():
        knob: Any = knobs[r.knob]
        if not knob.low <= r.value <= knob.high:
            says = f"{digits(r.value)} is outside the slider of {r.knob}, {digits(knob.low)} to {digits(knob.high)}"
            values.fault(row, "value", says)


RULES: dict[Callable[[Tables], None], tuple[str, ...]] = {
    _known_to_the_model: ("knobs",),
    _keys: ("knobs",),
    _ranges: ("knobs",),
    _steps: ("knobs",),
    _bases: ("knobs", "figures", "pace"),
    _marks: ("evidence", "knobs"),
    _start_values: ("start_values", "knobs"),
}
