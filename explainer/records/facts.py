"""The tables of data/ as typed rows, and what is looked up in them again and again."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple, TypedDict, TypeVar, overload

from explainer.records import formulas, periods
from explainer.records.faults import Fault
from explainer.records.rows import (
    ALIKE,
    TABLES,
    Definition,
    Evidence,
    Figure,
    Goal,
    Knob,
    Pace,
    Series,
    Source,
    Start,
    StartValue,
)

Row = TypeVar("Row")


class About(TypedDict):
    """What datapackage.json says of the whole."""

    title: str
    version: str
    created: str  # an ISO day
    answerable: str  # who answers for this copy of the page, and how to reach them; empty where nobody is named
    default_goal: str
    default_definition: str
    default_start: str
    benchmark_goal: float  # removals a year
    own_goal: Mapping[str, float]  # the reader's own goal to begin with, by measure, and "highest" of its field


class Place(NamedTuple):
    """Where a row stands, and how: with the names of cells in its sentences."""

    table: str
    line: int
    as_written: Any


def _by_name(of: type[Row]) -> cached_property[dict[str, Row]]:
    return cached_property(lambda records: {row[0]: row for row in records.rows(of)})


@dataclass(frozen=True, eq=False)
class Records:
    """The tables of data/, each as rows of its class in rows.py. With a fault nothing may be calculated from them.

    Two of them are equal when they are the same object, so that what is worked out from one can be kept.
    """

    tables: Mapping[str, tuple[Any, ...]]  # empty where a table could not be read
    about: About
    faults: tuple[Fault, ...]
    places: Mapping[int, Place]  # by the identity of a row
    sentences: Mapping[str, list[str]]  # by table, the columns that hold sentences of ours
    # Rows by the name in their first column, in the file's order.
    sources = _by_name(Source)
    series = _by_name(Series)
    definition_rows = _by_name(Definition)
    goal_rows = _by_name(Goal)
    knobs = _by_name(Knob)
    start_rows = _by_name(Start)

    def line(self, row: object) -> int:
        """Return the line of the file in which a row stands."""
        return self.places[id(row)].line

    def fault(self, row: Any, column: str, says: str) -> Fault:
        """Return a fault of a row; of a whole table, named by the class of its rows; or of what is called by its name."""
        if isinstance(row, str | type):
            return Fault(row if isinstance(row, str) else TABLES[row], None, column, says)
        return Fault(TABLES[type(row)], self.line(row), column, says)

    def texts(self, tables: Iterable[str]) -> Iterator[tuple[Any, str, str]]:
        """Yield row, column and text of each cell of some tables that may hold a sentence of ours."""
        for table in tables:
            for row in self.rows(table):
                yield from ((row, column, text) for column in self.sentences[table] if (text := getattr(row, column)))

    @overload
    def rows(self, of: type[Row]) -> tuple[Row, ...]: ...
    @overload
    def rows(self, of: str) -> tuple[Any, ...]: ...
    def rows(self, of: type[Row] | str) -> tuple[Any, ...]:
        """Return the rows of a table in the file's order, by their class, `rows(Goal)`, or by the table's name."""
        return self.tables[of if isinstance(of, str) else TABLES[of]]

    @cached_property
    def values(self) -> dict[str, float]:
        """Every figure and daily pace by its name, series@start..end#source_id."""
        return periods.figure_values(self.rows(Figure), self.rows(Pace))

    def value(self, formula: str) -> float:
        """Return the value of a figure reference in braces, or of a sum of such."""
        return formulas.evaluate(formula, self.values)

    @cached_property
    def defaults(self) -> dict[str, float]:
        """Each knob's value at the starting point that the page opens with."""
        return self.starts[self.about["default_start"]]

    @cached_property
    def base(self) -> dict[str, float]:
        """Each knob's own value: its basis formula calculated anew, in full precision. Starts set knobs apart from it."""
        stated = {knob: row.default for knob, row in self.knobs.items()}
        return {
            knob: stated[knob]
            if row.basis_formula == formulas.ASSUMPTION
            else formulas.evaluate(row.basis_formula, self.values, stated)
            for knob, row in self.knobs.items()
        }

    @cached_property
    def starts(self) -> dict[str, dict[str, float]]:
        """Each starting point's value of every knob."""
        values = {start: dict(self.base) for start in self.start_rows}
        for row in self.rows(StartValue):
            values[row.start][row.knob] = row.value
        return values

    @cached_property
    def evidence(self) -> dict[str, list[Evidence]]:
        """Rows of evidence.csv by knob, lowest value first; every knob has a list."""
        ranked = sorted(self.rows(Evidence), key=lambda row: row.value)
        return {knob: [row for row in ranked if row.knob == knob] for knob in self.knobs}

    @cached_property
    def past(self) -> dict[str, list[Evidence]]:
        """Rows of evidence.csv that count what their slider counts, by knob, lowest value first."""
        return {knob: [row for row in rows if row.kind in ALIKE] for knob, rows in self.evidence.items()}
