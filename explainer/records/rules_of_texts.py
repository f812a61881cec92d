"""Rules of cells that name others: a sum can be worked out, and a number that stands in a cell is not typed again."""

import re
from typing import Any

from explainer.records import formulas, texts
from explainer.records.facts import Records
from explainer.records.formulas import ASSUMPTION, FormulaError
from explainer.records.rows import BacktestInput, Budget, Figure, Knob, Pace, Price, Question, SideBySide
from explainer.records.rule import Found, rule

SUMS: tuple[tuple[type[Any], str], ...] = (
    (Knob, "basis_formula"),
    (BacktestInput, "figure"),
    (SideBySide, "figure"),
    (Question, "answer"),
    (Price, "per"),
    (Budget, "removals"),
    (Budget, "officers"),
    (Budget, "held"),
)
LIKE_NO_OTHER = 4  # digits, zeros at the ends left out: a number with as many is no other number by chance


@rule
def sums(facts: Records) -> Found:
    """A sum is one, and names figures and sliders that are there. What rests on it is not looked at before."""
    defaults = {knob: r.default for knob, r in facts.knobs.items()}
    for of, column in SUMS:
        for r in facts.rows(of):
            cell = getattr(r, column)
            for formula in cell if isinstance(cell, tuple) else (cell,):
                try:
                    formula in ("", ASSUMPTION) or formulas.evaluate(
                        formula, facts.values, defaults if of is Knob else {}
                    )
                except FormulaError as error:
                    yield r, column, str(error)


@rule
def typed_again(facts: Records) -> Found:
    """A sentence names the cells of its own row and of the counts."""
    named: dict[float, str] = {}
    for name, value in texts.values(facts.rows(Figure), facts.rows(Pace)).items():
        named[value] = min(named.get(value, name), name, key=len)
    for row, column, _ in facts.texts(facts.sentences):
        for typed, value in texts.typed_numbers(getattr(facts.places[id(row)].as_written, column)):
            own = (
                name for name, cell in zip(row._fields, row, strict=True) if cell == value and isinstance(cell, float)
            )
            alike = named.get(value) if len(re.sub("[,.]", "", typed).strip("0")) >= LIKE_NO_OTHER else None
            if named_so := next(own, alike):
                yield row, column, f"{typed} is typed again; write {{{named_so}}}", typed
