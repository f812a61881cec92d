"""The only door to data/: reads every table, checks it once, and hands on typed tables.

From the shell, `python -m explainer.records` (`__main__.py`) checks the data and guides whoever adds a year.
"""

from __future__ import annotations

import gc
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from threading import Lock
from typing import Any, Literal, TypeVar, overload

import pandas as pd

from explainer.records import formulas, package, periods, rules, schema
from explainer.records.faults import DESCRIPTION, Fault
from explainer.records.package import About
from explainer.records.rows import TABLES, Definition, Evidence, Goal, Knob, Series, Source, Start, StartValue
from explainer.records.schema import Table

DATA = Path(__file__).parents[2] / "data"
PACKAGE = package.FILE
# What each measure of goals.csv may be held against. The others are parts of a whole, or stocks.
COMPARABLE: dict[str, Literal["removals", "arrests"]] = {
    "removals": "removals",
    "deportations_unspecified": "removals",
    "arrests": "arrests",
}
# A denial is no goal; a number whose first report was not found is named, and nothing is held against it.
NEVER_TESTED = ("denied", "reported_second_hand")
Row = TypeVar("Row")
_ONE_AT_A_TIME = Lock()  # `cache` alone lets each of several readers who come at once do the work


class RecordError(ValueError):
    """Broken data. The message has one line a fault: file, line, column, what is wrong, what would be right."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = faults


@dataclass(frozen=True, eq=False)
class Records:
    """The tables of data/, typed. A table with a fault is not in `tables`; `faults` says why.

    Two of them are equal when they are the same object, so that what is worked out from one can be kept.
    """

    tables: Mapping[str, pd.DataFrame]
    about: About  # what datapackage.json says of the whole
    faults: tuple[Fault, ...]
    typed: Mapping[str, Sequence[Any]]  # rows of each table, of its class in rows.py

    def __getitem__(self, name: str) -> pd.DataFrame:
        """Return a table. Raises KeyError where it is broken or unknown."""
        return self.tables[name]

    @overload
    def rows(self, of: type[Row]) -> Sequence[Row]: ...
    @overload
    def rows(self, of: str) -> Sequence[Any]: ...
    def rows(self, of: type[Row] | str) -> Sequence[Any]:
        """Return the rows of a table in the file's order: `rows(Goal)`, or by the table's name where none is typed.

        Raises KeyError as `[]` does.
        """
        return self.typed[of if isinstance(of, str) else TABLES[of]]

    def missing(self, *names: str) -> list[Fault]:
        """Return why any of the tables named cannot be used: none where all of them can be.

        A table that the description does not hold is missing by the description's fault.
        """
        lost = {name for name in names if name not in self.tables and (name != DESCRIPTION or not self.tables)}
        own = [fault for fault in self.faults if fault.table in lost]
        if lost <= {fault.table for fault in own}:
            return own
        return [*own, *(fault for fault in self.faults if fault.table == DESCRIPTION and fault not in own)]

    @cached_property
    def values(self) -> dict[str, float]:
        """Every figure and daily pace by its name, series@start..end#source_id."""
        return periods.figure_values(self.typed.get("figures", ()), self.typed.get("pace", ()))

    def value(self, formula: str) -> float:
        """Return the value of a figure reference in braces, or of a sum of such."""
        return formulas.evaluate(formula, self.values)

    @cached_property
    def knobs(self) -> dict[str, Knob]:
        """Rows of knobs.csv by knob, in the file's order."""
        return {row.knob: row for row in self.rows(Knob)}

    @cached_property
    def defaults(self) -> dict[str, float]:
        """Each knob's value at the starting point that the page opens with; its own where no start can be read."""
        if self.missing("starts", "start_values"):
            return self.base
        return self.starts.get(self.about["default_start"], self.base)

    @cached_property
    def base(self) -> dict[str, float]:
        """Each knob's own value: its basis formula calculated anew, in full precision. Starts set knobs apart from it.

        Where the figures cannot be read, the default as knobs.csv states it, to nine digits.
        """
        stated = {knob: row.default for knob, row in self.knobs.items()}
        if self.missing("figures", "pace"):
            return stated
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
    def start_rows(self) -> dict[str, Start]:
        """Rows of starts.csv by start, in the file's order."""
        return {row.start: row for row in self.rows(Start)}

    @cached_property
    def goal_rows(self) -> dict[str, Goal]:
        """Rows of goals.csv by goal, in the file's order."""
        return {row.goal: row for row in self.rows(Goal)}

    @cached_property
    def definition_rows(self) -> dict[str, Definition]:
        """Rows of definitions.csv by definition, in the file's order."""
        return {row.definition: row for row in self.rows(Definition)}

    @cached_property
    def evidence(self) -> dict[str, list[Evidence]]:
        """Rows of evidence.csv by knob, lowest value first; every knob has a list."""
        ranked = sorted(self.rows(Evidence), key=lambda row: row.value)
        return {knob: [row for row in ranked if row.knob == knob] for knob in self.knobs}

    @cached_property
    def sources(self) -> dict[str, Source]:
        """Rows of sources.csv by source_id."""
        return {row.source_id: row for row in self.rows(Source)}

    @cached_property
    def series(self) -> dict[str, Series]:
        """Rows of series.csv by series."""
        return {row.series: row for row in self.rows(Series)}


def read(folder: Path = DATA) -> Records:
    """Read what can be read; faults are told in `Records.faults`, never raised."""
    described = package.read(folder)
    tables = {resource["name"]: schema.read(folder, resource) for resource in described.resources}
    for resource in described.resources:
        schema.check_number(tables[resource["name"]], resource)
    for resource in described.resources:
        schema.check_references(tables, resource)
    if described.raw:
        for name in sorted({path.stem for path in folder.glob("*.csv")} - set(tables) - described.spoilt):
            tables[name] = Table(
                name, pd.DataFrame(), [], [Fault(name, None, None, f"is not described in {PACKAGE}; describe it there")]
            )
    rules.check(tables, described.created)
    good = {name: table for name, table in tables.items() if not table.faults}
    testable = {row.goal: row.annual_low for row in goal_rows_testable(good["goals"].typed)} if "goals" in good else {}
    about = package.about(described, tables, testable)
    faults = (*described.faults, *(fault for table in tables.values() for fault in table.faults))
    return Records(
        {name: table.frame for name, table in good.items()},
        about,
        faults,
        {name: table.typed for name, table in good.items()},
    )


def row_counts(folder: Path) -> list[tuple[str, int | None, int]]:
    """Return name, number of rows as described and number of rows as found of each table."""
    described = package.read(folder).resources
    return [(of["name"], of.get("rows"), len(schema.read(folder, of).lines)) for of in described]


def goal_rows_testable(of: Iterable[Goal]) -> list[Goal]:
    """Return the goals that have a yearly number, a measure that is counted alike, and were not denied."""
    return [r for r in of if r.measure in COMPARABLE and r.status not in NEVER_TESTED and not math.isnan(r.annual_low)]


def shared() -> Records:
    """Return data/, read once for all readers; those who come to a new server at once wait for the first reading."""
    with _ONE_AT_A_TIME:
        return read_once()


@cache  # not st.cache_resource, which any reader's message can clear
def read_once() -> Records:
    """Read data/ and keep it."""
    kept = read()
    gc.freeze()  # what stays for good is not looked through again for garbage, so that readers' own is found sooner
    return kept


def load(folder: Path = DATA) -> Records:
    """Read and check everything. Raises RecordError naming every fault."""
    records = read(folder)
    if records.faults:
        raise RecordError(list(records.faults))
    return records


def guide(records: Records) -> str:
    """Return what the data holds and which rows a new fiscal year needs, as text for the shell."""
    figures = records["figures"]
    whole = figures[(figures["period_type"] == "fiscal_year") & (figures["shown_by_default"] == "yes")]
    latest = whole.groupby("series")["period_end"].max()
    lines = [f"{len(records.tables)} tables, {len(figures)} figures, {len(records['sources'])} sources: no fault.", ""]
    lines += ["Latest whole fiscal year by series:"]
    for series, end in latest.items():
        lines.append(f"  {series:<36} FY{rules.fiscal_year_of(end)}")
    newest = rules.fiscal_year_of(latest.max())
    start, end = rules.fiscal_year(newest + 1)
    lines += [
        "",
        f"To add fiscal year {newest + 1}:",
        "  1. sources.csv: a row for the document, if it is new.",
        "  2. figures.csv: a row a series, for example",
        f"     ice_removals,{start},{end},fiscal_year,NUMBER,actual,SOURCE_ID,PAGE,high,annual count,yes,re-read in source,,no,",
        "     (ice_removals_interior and ice_removals_border too: the two must add up to ice_removals)",
        f"  3. backtest.csv: rows for {newest + 1}, each naming its figure.",
        "  4. Run this command again, then sh tests/run.sh.",
    ]
    return "\n".join(lines)
