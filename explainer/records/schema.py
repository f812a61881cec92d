"""Reads the tables of data/ by their one schema, datapackage.json, and names every fault.

A fault is a sentence: file, line, column, what is wrong and what would be right. Rules that need more than
the schema are in rules.py.
"""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

DESCRIPTION = "datapackage"
NUMBER = re.compile(r"-?\d+(\.\d+)?([eE][+-]?\d+)?")


@dataclass(frozen=True)
class Fault:
    """One thing wrong with one table."""

    table: str
    line: int | None  # line of the file; None where the whole file is meant
    column: str | None
    says: str

    def __str__(self) -> str:
        file = f"{self.table}.{'json' if self.table == DESCRIPTION else 'csv'}"
        place = file + (f" line {self.line}" if self.line else "")
        return f"{place}{', ' + self.column if self.column else ''}: {self.says}"


@dataclass
class Table:
    """One table as read: typed columns, the file's line of each row, and its faults."""

    name: str
    frame: pd.DataFrame
    lines: list[int]
    faults: list[Fault] = field(default_factory=list)

    def fault(self, row: int | None, column: str | None, says: str) -> None:
        """Note a fault in the row with this position."""
        self.faults.append(Fault(self.name, None if row is None else self.lines[row], column, says))

    def rows(self) -> Iterator[tuple[int, Any]]:
        """Yield (position, row) with the columns as attributes."""
        return enumerate(self.frame.itertuples(index=False))


def read(folder: Path, resource: dict[str, Any]) -> Table:
    """Read one resource of the data package. Never raises: what is wrong is in `faults`."""
    fields = resource["schema"]["fields"]
    table = Table(resource["name"], _empty(fields), [])
    try:
        text = (folder / resource["path"]).read_bytes().decode("utf-8")
    except FileNotFoundError:
        table.fault(None, None, "the file is missing; it belongs in data/")
        return table
    except OSError:
        table.fault(None, None, "the file cannot be opened; check its permissions")
        return table
    except UnicodeDecodeError as error:
        table.fault(None, None, f"byte {error.start + 1} is not UTF-8; save the file as UTF-8 text")
        return table
    try:
        cells = list(_cells(table, text, [f["name"] for f in fields]))
    except csv.Error as error:
        table.fault(None, None, f"is not a readable table ({error}); check quotation marks and line ends")
        return table
    columns = {f["name"]: _column(table, f, [row[i] for row in cells]) for i, f in enumerate(fields)}
    if not table.faults:
        table.frame = pd.DataFrame(columns)
        _check_key(table, resource["schema"]["primaryKey"])
    return table


def _empty(fields: list[dict[str, Any]]) -> pd.DataFrame:
    return pd.DataFrame({f["name"]: [] for f in fields})


def _cells(table: Table, text: str, names: list[str]) -> Iterator[list[str]]:
    """Yield the cells of each row, noting the file's line of each."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    header = next(reader, [])
    if header != names:
        table.fault(None, None, f"its columns are {', '.join(header) or 'missing'}; they should be {', '.join(names)}")
        return
    start = reader.line_num + 1
    for row in reader:
        if row:
            table.lines.append(start)
            if len(row) == len(names):
                yield row
            else:
                table.fault(len(table.lines) - 1, None, f"has {len(row)} cells; it should have {len(names)}")
                table.lines.pop()
        start = reader.line_num + 1
    if not table.lines and table.name != "corrections":
        table.fault(None, None, "has no rows; it should have at least one")


def _column(table: Table, field: dict[str, Any], cells: list[str]) -> list[Any]:
    """Return the typed cells of a column, noting what is wrong with each."""
    seen: set[str] = set()
    typed = []
    for row, cell in enumerate(cells):
        says = _wrong(field, cell)
        if says is None and cell and field.get("constraints", {}).get("unique"):
            says = f"'{cell}' stands twice; it must be unique" if cell in seen else None
            seen.add(cell)
        if says is not None:
            table.fault(row, field["name"], says)
        typed.append(None if says else _typed(field, cell))
    return typed


def _wrong(field: dict[str, Any], cell: str) -> str | None:
    """Return what is wrong with a cell, or None."""
    rules = field.get("constraints", {})
    if cell == "":
        return "is empty; it must be filled in" if rules.get("required") else None
    if cell != cell.strip():
        return f"'{cell}' has spaces around it; remove them"
    if field["type"] in ("number", "integer"):
        return _wrong_number(field["type"], rules, cell)
    if field["type"] == "date":
        try:
            date.fromisoformat(cell)
        except ValueError:
            return f"'{cell}' is not a date; write it as 2024-09-30"
        return None if re.fullmatch(r"\d{4}-\d\d-\d\d", cell) else f"'{cell}' is not a date; write it as 2024-09-30"
    if "enum" in rules and cell not in rules["enum"]:
        return f"'{cell}' is not allowed; it must be one of {', '.join(rules['enum'])}"
    if "pattern" in rules and not re.fullmatch(rules["pattern"], cell):
        return f"'{cell}' has the wrong form; it must match {rules['pattern']}"
    return None


def _wrong_number(kind: str, rules: dict[str, Any], cell: str) -> str | None:
    if not NUMBER.fullmatch(cell):
        return f"'{cell}' is not a plain number; write digits, with a point for decimals"
    if kind == "integer" and not re.fullmatch(r"-?\d+", cell):
        return f"'{cell}' is not a whole number"
    if not math.isfinite(float(cell)):
        return f"'{cell}' is too large to be a number"
    if "minimum" in rules and float(cell) < rules["minimum"]:
        return f"'{cell}' is below {rules['minimum']}"
    if "maximum" in rules and float(cell) > rules["maximum"]:
        return f"'{cell}' is above {rules['maximum']}"
    return None


def _typed(field: dict[str, Any], cell: str) -> Any:
    kind = field["type"]
    if kind == "number":
        return float(cell) if cell else math.nan
    if kind == "integer":
        return int(cell)
    if kind == "date":
        return date.fromisoformat(cell) if cell else None
    if kind == "list":
        return tuple(part.strip() for part in cell.split(field["delimiter"]) if part.strip())
    return cell


def _check_key(table: Table, key: list[str]) -> None:
    doubled = table.frame.duplicated(key)
    for row in doubled[doubled].index:
        values = ", ".join(str(table.frame.at[row, name]) for name in key)
        table.fault(row, key[0], f"'{values}' stands twice; {' + '.join(key)} must be unique")


def check_references(tables: dict[str, Table], resource: dict[str, Any]) -> None:
    """Note each cell that names a row which another table does not have."""
    table = tables[resource["name"]]
    for link in resource["schema"]["foreignKeys"]:
        target = tables[link["reference"]["resource"]]
        if target.faults or table.faults:
            continue  # what cannot be read cannot be looked up; its own faults are told
        known = set(target.frame[link["reference"]["fields"]])
        for row, cell in enumerate(table.frame[link["fields"]]):
            for name in cell if isinstance(cell, tuple) else [cell] if cell else []:
                if name not in known:
                    table.fault(
                        row, link["fields"], f"'{name}' is not in {target.name}.csv; add it there or mend it here"
                    )
