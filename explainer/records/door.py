"""The only door to data/: reads every table, checks it once, and hands on typed tables.

From the shell, `python -m explainer.records` (`__main__.py`) checks the data and guides whoever adds a year.
"""

from __future__ import annotations

import gc
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from threading import Lock
from typing import Any

import pandas as pd

from explainer.records import formulas, rules, schema
from explainer.records.schema import Fault, Table

DATA = Path(__file__).parents[2] / "data"
PACKAGE = "datapackage.json"
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
    about: Mapping[str, Any]  # datapackage.json without its resources
    faults: tuple[Fault, ...]

    def __getitem__(self, name: str) -> pd.DataFrame:
        """Return a table. Raises KeyError where it is broken or unknown."""
        return self.tables[name]

    @cache  # of every Records, by identity: data/ is read once
    def rows(self, name: str) -> list[Any]:
        """Return the rows of a table, in the file's order; the same list each time. Raises KeyError as `[]` does."""
        return list(self[name].itertuples(index=False))

    def missing(self, *names: str) -> list[Fault]:
        """Return the faults of the tables named: none where all of them can be used."""
        return [fault for fault in self.faults if fault.table in names]

    @cached_property
    def values(self) -> dict[str, float]:
        """Every figure and daily pace by its name, series@start..end#source_id."""
        return rules.figure_values({n: Table(n, self.tables[n], []) for n in ("figures", "pace")})

    def value(self, formula: str) -> float:
        """Return the value of a figure reference in braces, or of a sum of such."""
        return formulas.evaluate(formula, self.values)

    @cached_property
    def knobs(self) -> dict[str, Any]:
        """Rows of knobs.csv by knob, in the file's order."""
        return {row.knob: row for row in self.rows("knobs")}

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
        values = {start: dict(self.base) for start in self["starts"]["start"]}
        for row in self.rows("start_values"):
            values[row.start][row.knob] = row.value
        return values

    @cached_property
    def start_rows(self) -> dict[str, Any]:
        """Rows of starts.csv by start, in the file's order."""
        return {row.start: row for row in self.rows("starts")}

    @cached_property
    def goal_rows(self) -> dict[str, Any]:
        """Rows of goals.csv by goal, in the file's order."""
        return {row.goal: row for row in self.rows("goals")}

    @cached_property
    def definition_rows(self) -> dict[str, Any]:
        """Rows of definitions.csv by definition, in the file's order."""
        return {row.definition: row for row in self.rows("definitions")}

    @cached_property
    def evidence(self) -> dict[str, list[Any]]:
        """Rows of evidence.csv by knob, lowest value first; every knob has a list."""
        rows = sorted(self.rows("evidence"), key=lambda row: row.value)
        return {knob: [row for row in rows if row.knob == knob] for knob in self.knobs}

    @cached_property
    def sources(self) -> dict[str, Any]:
        """Rows of sources.csv by source_id."""
        return {row.source_id: row for row in self.rows("sources")}

    @cached_property
    def series(self) -> dict[str, Any]:
        """Rows of series.csv by series."""
        return {row.series: row for row in self.rows("series")}


def read(folder: Path = DATA) -> Records:
    """Read what can be read; faults are told in `Records.faults`, never raised."""
    try:
        package = json.loads((folder / PACKAGE).read_text(encoding="utf-8"))
        resources = package["resources"]
        tables = {r["name"]: schema.read(folder, r) for r in resources}
        for resource in resources:
            schema.check_references(tables, resource)
    except (OSError, ValueError, KeyError, TypeError):
        tables = {}
    if not tables:
        return Records(
            {},
            {},
            (Fault(schema.DESCRIPTION, None, None, "is missing, or does not describe the tables; bring it back"),),
        )
    for name in sorted({path.stem for path in folder.glob("*.csv")} - set(tables)):
        tables[name] = Table(
            name, pd.DataFrame(), [], [Fault(name, None, None, f"is not described in {PACKAGE}; describe it there")]
        )
    rules.check(tables)
    faults = tuple(fault for table in tables.values() for fault in table.faults)
    good = {name: table.frame for name, table in tables.items() if not table.faults}
    about = {key: value for key, value in package.items() if key != "resources"}
    return Records(good, about, faults)


def shared() -> Records:
    """Return data/, read once for all readers; those who come to a new server at once wait for the first one's reading."""
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
        f"     ice_removals,{start},{end},fiscal_year,NUMBER,actual,SOURCE_ID,PAGE,high,locked,yes,re-read in source,",
        "     (ice_removals_interior and ice_removals_border too: the two must add up to ice_removals)",
        f"  3. backtest.csv: rows for {newest + 1}, each naming its figure.",
        "  4. Run this command again, then sh tests/run.sh.",
    ]
    return "\n".join(lines)
