"""Reads the tables of data/ by their one schema, datapackage.json, and names every fault.

Rules that need more than the schema are in rules.py and its neighbors.
"""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from explainer.records import rows
from explainer.records.faults import DESCRIPTION, Fault, cut, quoted

NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?")
WHOLE = re.compile(r"-?[0-9]+")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
LONGEST = 20_000  # characters of a cell; a file with a quotation mark too few has such
LARGEST = 1e13  # nothing counted here, and no sum of money, comes near it
FIRST_YEAR, LAST_YEAR = 1789, 2100  # the first federal fiscal year; a far goal
MAY_BE_EMPTY = ("corrections",)
NAMES_SHOWN = 160  # characters of a header in a fault
__all__ = ["DESCRIPTION", "Fault", "Table", "check_number", "check_references", "read"]


@dataclass
class Table:
    """One table as read: typed rows and columns, the file's line of each row, and its faults."""

    name: str
    frame: pd.DataFrame
    lines: list[int]
    faults: list[Fault] = field(default_factory=list)
    typed: list[Any] = field(default_factory=list)  # rows of the table's class in rows.py

    def fault(self, row: int | None, column: str | None, says: str) -> None:
        """Note a fault in the row with this position."""
        self.faults.append(Fault(self.name, None if row is None else self.lines[row], column, says))

    def fault_at(self, line: int | None, says: str) -> None:
        """Note a fault of a line that could not be read as a row."""
        self.faults.append(Fault(self.name, line, None, says))

    def rows(self) -> Iterator[tuple[int, Any]]:
        """Yield (position, row) with the columns as attributes."""
        return enumerate(self.typed)


def read(folder: Path, resource: Mapping[str, Any]) -> Table:
    """Read one resource of the data package. Never raises: what is wrong is in `faults`."""
    fields = resource["schema"]["fields"]
    table = Table(resource["name"], _empty(fields), [])
    text = _text(table, folder / resource["path"])
    if text is None:
        return table
    cells = list(_cells(table, text, [f["name"] for f in fields]))
    columns = {f["name"]: _column(table, f, [row[i] for row in cells]) for i, f in enumerate(fields)}
    if not table.faults:
        row_of = rows.class_of(table.name, [f["name"] for f in fields])
        table.typed = [row_of(*values) for values in zip(*columns.values(), strict=True)]
        table.frame = pd.DataFrame(columns)
        _check_key(table, resource["schema"]["primaryKey"])
    return table


def _empty(fields: list[dict[str, Any]]) -> pd.DataFrame:
    return pd.DataFrame({f["name"]: [] for f in fields})


def _text(table: Table, path: Path) -> str | None:
    """Return a file's text without a byte order mark, or None with a fault."""
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        table.fault(None, None, "the file is missing; it belongs in data/")
        return None
    except OSError:
        table.fault(None, None, "the file cannot be opened; check its permissions")
        return None
    try:
        text = raw.decode("utf-8-sig")  # a byte order mark, as Excel writes it, is read past
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        table.fault_at(line, f"byte {error.start + 1} is not UTF-8; save the file as UTF-8 text")
        return None
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        table.fault_at(line, "holds a NUL character; take it out")
        return None
    return text


def _cells(table: Table, text: str, names: list[str]) -> Iterator[list[str]]:
    """Yield the cells of each row, noting the file's line of each."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    start = 1
    try:
        header = next(reader, [])
        if header != names:
            table.fault(None, None, _wrong_header(header, names))
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
    except csv.Error as error:
        table.fault_at(*_unreadable(str(error), start, reader.line_num))
        return
    if not table.lines and table.name not in MAY_BE_EMPTY:
        table.fault(None, None, "has no rows; it should have at least one")


def _wrong_header(header: list[str], names: list[str]) -> str:
    """Return what is wrong with a first line: the first difference, and the names as they should be."""
    where = next(
        (i for i, (a, b) in enumerate(zip(header, names, strict=False)) if a != b), min(len(header), len(names))
    )
    found = quoted(header[where]) if where < len(header) else "missing"
    meant = f"'{names[where]}'" if where < len(names) else "not there"
    return (
        f"its columns are {cut(', '.join(header), NAMES_SHOWN) or 'missing'}; they should be {', '.join(names)} "
        f"(column {where + 1} is {found}; it should be {meant})"
    )


def _unreadable(error: str, start: int, end: int) -> tuple[int, str]:
    """Return line and sentence for what Python's reader of CSV says of a row from line `start`, met in line `end`."""
    if "unexpected end" in error:
        return start, "a quotation mark opens in this row and is never closed; close it, or bring back what was cut off"
    if "larger than field limit" in error:
        most = csv.field_size_limit()
        return start, f"has a cell of more than {most:,} characters; a quotation mark may be missing"
    if "expected after" in error:
        return end, "has text behind a closing quotation mark; write a quotation mark inside a cell twice"
    return end, f"cannot be read as a row ({error}); check quotation marks and line ends"


def _column(table: Table, field: dict[str, Any], cells: list[str]) -> list[Any]:
    """Return the typed cells of a column, noting what is wrong with each."""
    seen: set[str] = set()
    typed = []
    for row, cell in enumerate(cells):
        says = _wrong(field, cell)
        if says is None and cell and field.get("constraints", {}).get("unique"):
            says = f"{quoted(cell)} stands twice; it must be unique" if cell in seen else None
            seen.add(cell)
        if says is not None:
            table.fault(row, field["name"], says)
        typed.append(None if says else _typed(field, cell))
    return typed


def _wrong(field: dict[str, Any], cell: str) -> str | None:
    """Return what is wrong with a cell, or None."""
    limits = field.get("constraints", {})
    if cell == "":
        return "is empty; it must be filled in" if limits.get("required") else None
    if len(cell) > LONGEST:
        return f"has {len(cell):,} characters; at most {LONGEST:,}. A quotation mark may be missing"
    if cell != cell.strip():
        return f"{quoted(cell)} has spaces around it; remove them"
    if field["type"] in ("number", "integer"):
        return _wrong_number(field["type"], limits, cell)
    if field["type"] == "date":
        return _wrong_date(cell)
    if not cell.replace("\n", "").isprintable():
        return f"{quoted(cell)} holds a character that cannot be printed; take it out"
    if field["type"] == "list" and not _parts(field, cell):
        return f"{quoted(cell)} names nothing; write names with '{field['delimiter']}' between them"
    if "enum" in limits and cell not in limits["enum"]:
        return f"{quoted(cell)} is not allowed; it must be one of {', '.join(limits['enum'])}"
    if "pattern" in limits and not re.fullmatch(limits["pattern"], cell, re.ASCII):
        return f"{quoted(cell)} has the wrong form; it must match {limits['pattern']}"
    return None


def _wrong_number(kind: str, limits: dict[str, Any], cell: str) -> str | None:
    if not NUMBER.fullmatch(cell):
        return f"{quoted(cell)} is not a plain number; write digits from 0 to 9, with a point for decimals"
    if kind == "integer" and not WHOLE.fullmatch(cell):
        return f"{quoted(cell)} is not a whole number"
    if not abs(float(cell)) <= LARGEST:
        return f"{quoted(cell)} is too large to be a number of this page"
    if "minimum" in limits and float(cell) < limits["minimum"]:
        return f"{quoted(cell)} is below {limits['minimum']}"
    if "maximum" in limits and float(cell) > limits["maximum"]:
        return f"{quoted(cell)} is above {limits['maximum']}"
    return None


def _wrong_date(cell: str) -> str | None:
    try:
        written = date.fromisoformat(cell) if DAY.fullmatch(cell) else None
    except ValueError:
        written = None
    if written is None:
        return f"{quoted(cell)} is not a date; write it as 2024-09-30"
    if not FIRST_YEAR <= written.year <= LAST_YEAR:
        return f"{quoted(cell)} lies outside {FIRST_YEAR} to {LAST_YEAR}"
    return None


def _parts(field: dict[str, Any], cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(field["delimiter"]) if part.strip())


def _typed(field: dict[str, Any], cell: str) -> Any:
    kind = field["type"]
    if kind == "number":
        return float(cell) if cell else math.nan
    if kind == "integer":
        return int(cell) if cell else None
    if kind == "date":
        return date.fromisoformat(cell) if cell else None
    if kind == "list":
        return _parts(field, cell)
    return cell


def _check_key(table: Table, key: list[str]) -> None:
    seen = set()
    for position, row in table.rows():
        values = tuple(getattr(row, name) for name in key)
        if values in seen:
            told = ", ".join(map(str, values))
            table.fault(position, key[0], f"{quoted(told)} stands twice; {' + '.join(key)} must be unique")
        seen.add(values)


def check_number(table: Table, resource: Mapping[str, Any]) -> None:
    """Note a table that has fewer rows than its description says. More of them are told in the shell and by a test."""
    stated = resource.get("rows", 0)
    if not table.faults and len(table.lines) < stated:
        says = (
            f"has {len(table.lines)} rows; {DESCRIPTION}.json says {stated}. Bring the lost rows back, or, where "
            "they were taken out on purpose, run python -m explainer.records --count"
        )
        table.fault(None, None, says)


def check_references(tables: dict[str, Table], resource: Mapping[str, Any]) -> None:
    """Note each cell that names a row which another table does not have.

    The standard's foreign keys know no lists of names; those of ours stand beside them as `listKeys`.
    """
    table = tables[resource["name"]]
    for link in [*resource["schema"]["foreignKeys"], *resource["schema"].get("listKeys", [])]:
        column, target = _single(link["fields"]), tables.get(link["reference"]["resource"])
        if target is None or target.faults or table.faults:
            continue  # what cannot be read cannot be looked up; its own faults are told
        known = set(target.frame[_single(link["reference"]["fields"])])
        for position, row in table.rows():
            cell = getattr(row, column)
            for name in cell if isinstance(cell, tuple) else [cell] if cell else []:
                if name not in known:
                    table.fault(
                        position, column, f"{quoted(name)} is not in {target.name}.csv; add it there or mend it here"
                    )


def _single(fields: str | list[str]) -> str:
    """Return the one column of a key; the standard writes it alone or in a list."""
    return fields if isinstance(fields, str) else fields[0]
