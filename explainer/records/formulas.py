"""Small sums written in data/: figures as {series@start..end#source_id}, knobs by name, + - * / and brackets.

A slider's default is such a sum, so that its origin can be read and recomputed by anyone.
"""

import ast
import operator
import re
from collections.abc import Callable, Mapping

from explainer.model.steps import Known
from explainer.records.faults import quoted
from explainer.records.periods import Named, named

REFERENCE = re.compile(r"\{([^{}@#]+@[^{}@#]+#[^{}@#]+)\}")
ASSUMPTION = "assumption"
_OPERATORS: dict[type, Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


class FormulaError(ValueError):
    """A sum that cannot be read or worked out; the message says why."""


def references(formula: str) -> list[str]:
    """Return the figures that a formula names, without braces."""
    return REFERENCE.findall(formula)


def named_figures(formula: str) -> list[Named]:
    """Return what the names of a formula's figures say; a name that is none is left out."""
    return [figure for figure in map(named, references(formula)) if figure is not None]


def evaluate(formula: str, figures: Mapping[str, float], knobs: Mapping[str, float] | None = None) -> float:
    """Return the value of a formula.

    `figures` maps references (series@start..end#source_id) to values, `knobs` maps names to values.
    Raises FormulaError where a figure or a name is unknown, the text is not a sum, or it divides by zero.
    """
    values: dict[str, float] = dict(knobs or {})

    def place(match: re.Match[str]) -> str:
        reference = match.group(1)
        if reference not in figures:
            raise FormulaError(
                f"{{{reference}}} is not a row of figures.csv or pace.csv, or several of which none is shown"
            )
        name = f"figure_{len(values)}"
        values[name] = figures[reference]
        return name

    if not formula.isprintable():  # ast.parse meets a NUL with ValueError or SyntaxError, as Python's version has it
        raise FormulaError(f"{quoted(formula)} is not a sum")
    text = REFERENCE.sub(place, formula)
    try:
        return _value(ast.parse(text, mode="eval").body, values)
    except FormulaError:
        raise
    except (SyntaxError, ValueError, RecursionError, MemoryError, OverflowError):
        raise FormulaError(f"{quoted(formula)} is not a sum") from None
    except ZeroDivisionError:
        raise FormulaError(f"{quoted(formula)} divides by zero") from None


def _value(node: ast.AST, values: Mapping[str, float]) -> float:
    match node:
        case ast.Constant(value=int() | float() as number):
            return float(number)
        case ast.Name(id=name):
            if name not in values:
                raise FormulaError(f"{quoted(name)} is not a knob")
            return values[name]
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _OPERATORS:
            return _OPERATORS[type(op)](_value(left, values), _value(right, values))
        case ast.Call(func=ast.Name(id="work_days"), args=[week, off]):
            return Known(days_per_week=_value(week, values), days_off=_value(off, values))["=work_days"]
    raise FormulaError(f"{quoted(ast.unparse(node))} is not part of a sum")
