"""What a rule is: a generator of what is wrong, over all the facts or over each row of some tables.

A rule that meets a sum without a value ends there: that cell is told by the rule of sums, in rules_of_texts.py.
"""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, TypeVar

from explainer.records.facts import Records
from explainer.records.formulas import FormulaError
from explainer.records.rows import CLASSES

Row = TypeVar("Row")
# A row (or the class of a table's rows, or "datapackage"), a column, and what is wrong and what is right. What may be
# right all the same is asked: then comes what stands there, and accepted.csv may have that value, and say why.
Found = Iterator[tuple[Any, str, str] | tuple[Any, str, str, str]]
InRow = Iterator[tuple[str, str]]  # column, and what is wrong
Rule = Callable[[Records], Found]
OfRow = Callable[[Row, Records], InRow]
RULES: list[Rule] = []


def rule(of_all: Rule) -> Rule:
    """Add a rule to the one list that the tests, the shell and the start of a server run."""
    RULES.append(of_all)
    return of_all


def each(*tables: type[Row]) -> Callable[[OfRow[Row]], OfRow[Row]]:
    """Make a rule of what is to be right in each row of some tables."""

    def made(of_row: OfRow[Row]) -> OfRow[Row]:
        RULES.extend(partial(_of_rows, table, of_row) for table in tables)
        return of_row

    return made


def having(column: str) -> list[type[Any]]:
    """Return the classes of the tables that have a column."""
    return [of for of in CLASSES.values() if column in of.__annotations__]


def _of_rows(table: type[Row], of_row: OfRow[Row], facts: Records) -> Found:
    for row in facts.rows(table):
        try:
            for column, says in of_row(row, facts):
                yield row, column, says
        except FormulaError:
            continue
