"""Small sums written in data/ as the page writes them: figures as {series@start..end#source_id}, knobs as {name}, + - x /.

A slider's default is such a sum, so that its origin can be read and recomputed by anyone.
"""

import math
import re
from collections.abc import Mapping

from explainer.model.as_lists import Formula, parsed, worked_out
from explainer.records.faults import quoted
from explainer.records.periods import Named, named

REFERENCE = re.compile(r"\{([^{}@#]+@[^{}@#]+#[^{}@#]+)\}")
ASSUMPTION = "assumption"


class FormulaError(ValueError):
    """A sum that cannot be read or worked out; the message says why."""


def references(formula: str) -> list[str]:
    """Return the figures that a formula names, without braces."""
    return REFERENCE.findall(formula)


def named_figures(formula: str) -> list[Named]:
    """Return what the names of a formula's figures say; a name that is none is left out."""
    return [figure for figure in map(named, references(formula)) if figure is not None]


class _Known(dict[str, float]):
    """Figures and knobs by the names that a sum has for them."""

    def __missing__(self, name: str) -> float:
        if "@" in name:
            raise FormulaError(f"{{{name}}} is not a row of figures.csv or pace.csv, or several of which none is shown")
        raise FormulaError(f"{quoted(name)} is not a knob")


def evaluate(formula: str, figures: Mapping[str, float], knobs: Mapping[str, float] | None = None) -> float:
    """Return the value of a formula.

    `figures` maps references (series@start..end#source_id) to values, `knobs` maps names to values.
    Raises FormulaError where a figure or a name is unknown, the text is not a sum, or it divides by zero.
    """
    known = _Known({**figures, **(knobs or {})})
    try:
        return _finite(parsed(formula), known)
    except FormulaError:
        raise
    except (ValueError, RecursionError):
        raise FormulaError(f"{quoted(formula)} is not a sum") from None
    except ZeroDivisionError:
        raise FormulaError(f"{quoted(formula)} divides by zero") from None


def _finite(formula: Formula, known: Mapping[str, float]) -> float:
    """Return what a formula comes to. Raises ZeroDivisionError where a part has no end, which the model would go on with."""
    if isinstance(formula, list):
        formula = [formula[0], *(_finite(part, known) for part in formula[1:])]
    value = worked_out(formula, known)
    if not math.isfinite(value):
        raise ZeroDivisionError
    return value
