"""Reads the tables of data/ by their description, datapackage.json, into typed rows, and names every fault on the way.

That the description itself is a good one, Frictionless checks in the tests. Here it is held against `rows.py`, which
has the same columns as Python's types. Rules that need more than one cell of one table are in rules.py.
"""

import csv
import io
import json
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from explainer.records.faults import DESCRIPTION, Fault, cut, quoted
from explainer.records.rows import CLASSES

FILE = f"{DESCRIPTION}.json"
PYTHON = {"string": str, "number": float, "integer": int, "date": date, "list": tuple[str, ...]}
NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?")
WHOLE = re.compile(r"-?[0-9]+")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
LINK = re.compile(r"\]\(|://|<[a-z/!]", re.IGNORECASE)
HOLDS = "holds"  # a key of ours in the description of a column that is no sentence
ADDRESS, FORMULA = "address", "formula"  # what it may hold
# A pattern that repeats a group of several parts may look for ever through a cell that does not fit it.
ENDLESS = re.compile(r"\)[*+{]|\\[0-9]|(?:(?<!\\)(?:[*+]|,\}).*){4}")
LONGEST = 20_000  # characters of a cell; a file with a quotation mark too few has such
LONGEST_NAME = 500  # characters of a cell that has to match a pattern
LARGEST = 1e13  # nothing counted here, and no sum of money, comes near it
FIRST_YEAR, LAST_YEAR = 1789, 2100  # the first federal fiscal year; a far goal
MAY_BE_EMPTY = ("corrections", "accepted")
NAMES_SHOWN = 160  # characters of a header in a fault


@dataclass(frozen=True)
class Table:
    """One table as read: typed rows, the file's line of each, and what is wrong with it."""

    name: str
    rows: tuple[Any, ...] = ()
    lines: tuple[int, ...] = ()
    faults: tuple[Fault, ...] = ()


def describe(folder: Path) -> Mapping[str, Any] | Fault:
    """Return the description of a data folder, or the fault that makes it no description of tables."""
    try:
        described = json.loads((folder / FILE).read_text(encoding="utf-8-sig"))
        [(resource["name"], resource["schema"]) for resource in described["resources"]]
    except OSError:
        return Fault(DESCRIPTION, None, None, "is missing or cannot be opened; without it no table can be read")
    except json.JSONDecodeError as error:
        return Fault(DESCRIPTION, error.lineno, None, f"is not JSON at column {error.colno} ({error.msg.lower()})")
    except (ValueError, RecursionError):  # no UTF-8, brackets without end, a number of thousands of digits
        return Fault(DESCRIPTION, None, None, "is not JSON that can be read; save it as UTF-8 text")
    except (KeyError, TypeError):
        return Fault(DESCRIPTION, None, None, "does not describe tables by name and schema; bring them back")
    return dict(described)


def read(folder: Path, described: Mapping[str, Any]) -> list[Table]:
    """Read every table of a data folder that has a class in rows.py. Never raises: what is wrong is in `faults`."""
    resources = {str(resource["name"]): resource for resource in described["resources"]}
    tables = []
    for name in CLASSES:
        says = wrong_description(name, resources)
        fault = Fault(DESCRIPTION, None, name, says) if says else None
        tables.append(Table(name, faults=(fault,)) if fault else read_table(folder, resources[name]))
    for name in sorted(({path.stem for path in folder.glob("*.csv")} | set(resources)) - set(CLASSES)):
        says = f"is described in {FILE} and in rows.py, or it is nowhere; add what is missing, or take it out"
        tables.append(Table(name, faults=(Fault(name, None, None, says),)))
    return tables


def wrong_description(name: str, resources: Mapping[str, Any]) -> str | None:
    """Return what is wrong with the description of a table, or None."""
    try:
        schema, columns = resources[name]["schema"], CLASSES[name].__annotations__
        found = {field["name"]: python_type(field) for field in schema["fields"]}
        if list(found.items()) != list(columns.items()):
            odd = [column for column in (found | columns) if found.get(column) != columns.get(column)]
            return f"its columns and their types are not those of {CLASSES[name].__name__} in rows.py: {', '.join(odd)}"
        for field in schema["fields"]:
            limits = field.get("constraints", {})
            if ENDLESS.search(limits.get("pattern", "")):
                return f"the pattern of {field['name']} may look for ever; write it without a repeated group"
            re.compile(limits.get("pattern", ""), re.ASCII)
            float(limits.get("minimum", 0)), float(limits.get("maximum", 0)), ", ".join(limits.get("enum", []))
            field["type"] != "list" or "".split(field["delimiter"])
        for link in [*schema["foreignKeys"], *schema.get("listKeys", [])]:
            CLASSES[link["reference"]["resource"]].__annotations__[link["reference"]["fields"]], columns[link["fields"]]
        return None if [columns[key] for key in schema["primaryKey"]] else "it has no primaryKey"
    except (KeyError, TypeError, ValueError, AttributeError, re.error, RecursionError, OverflowError) as error:
        return f"is not described as a data package describes a table ({cut(f'{type(error).__name__}: {error}')})"


def python_type(field: Mapping[str, Any]) -> Any:
    """Return the type in rows.py of a described column: an unknown date or whole number is None, a number NaN."""
    may_be_none = field["type"] in ("date", "integer") and not field.get("constraints", {}).get("required")
    return PYTHON[field["type"]] | None if may_be_none else PYTHON[field["type"]]


def read_table(folder: Path, resource: Mapping[str, Any]) -> Table:
    """Read one table; a fault of the file, of a cell or of the key is in `faults`."""
    name, fields = resource["name"], resource["schema"]["fields"]
    text = _text(name, folder / f"{name}.csv")
    if isinstance(text, Fault):
        return Table(name, faults=(text,))
    cells: list[tuple[int, list[str]]] = []
    faults = list(_read_cells(name, text, [f["name"] for f in fields], cells))
    for at, field in enumerate(fields):
        wrong = ((line, _wrong(field, row[at])) for line, row in cells)
        faults += [Fault(name, line, field["name"], says) for line, says in wrong if says]
    if faults:
        return Table(name, faults=tuple(faults))
    rows = tuple(CLASSES[name](*map(_typed, fields, row)) for _, row in cells)
    lines = tuple(line for line, _ in cells)
    unique = [[field["name"]] for field in fields if field.get("constraints", {}).get("unique")]
    return Table(name, rows, lines, tuple(_doubled(name, [resource["schema"]["primaryKey"], *unique], rows, lines)))


def _text(name: str, path: Path) -> str | Fault:
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        return Fault(name, None, None, "the file is missing; it belongs in data/")
    except OSError:
        return Fault(name, None, None, "the file cannot be opened; check its permissions")
    try:
        text = raw.decode("utf-8-sig")  # a byte order mark, as Excel writes it, is read past
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        return Fault(name, line, None, f"byte {error.start + 1} is not UTF-8; save the file as UTF-8 text")
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        return Fault(name, line, None, "holds a NUL character; take it out")
    return text


def _read_cells(name: str, text: str, columns: list[str], cells: list[tuple[int, list[str]]]) -> Iterator[Fault]:
    """Add (line, cells) of each row to `cells`; yield what is wrong with the file's form."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    start = 1
    try:
        header = next(reader, [])
        if header != columns:
            yield Fault(name, None, None, _wrong_header(header, columns))
            return
        start = reader.line_num + 1
        for row in reader:
            if len(row) == len(columns):
                cells.append((start, row))
            elif row:
                yield Fault(name, start, None, f"has {len(row)} cells; it should have {len(columns)}")
            start = reader.line_num + 1
        if not cells and name not in MAY_BE_EMPTY:
            yield Fault(name, None, None, "has no rows; it should have at least one")
    except csv.Error as error:
        line, says = _unreadable(str(error), start, reader.line_num)
        yield Fault(name, line, None, says)


def _wrong_header(header: list[str], names: list[str]) -> str:
    """Return what is wrong with a first line: the first difference, and the names as they should be."""
    pairs = zip(header, names, strict=False)
    where = next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(header), len(names)))
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


def _wrong(field: Mapping[str, Any], cell: str) -> str | None:
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
    return _wrong_text(field, limits, cell)


def _wrong_text(field: Mapping[str, Any], limits: Mapping[str, Any], cell: str) -> str | None:
    if not cell.replace("\n", "").isprintable():
        return f"{quoted(cell)} holds a character that cannot be printed; take it out"
    if field["type"] == "list" and not _parts(field, cell):
        return f"{quoted(cell)} names nothing; write names with '{field['delimiter']}' between them"
    if "enum" in limits and cell not in limits["enum"]:
        return f"{quoted(cell)} is not allowed; it must be one of {', '.join(limits['enum'])}"
    pattern, link = limits.get("pattern", ""), LINK.search(cell)
    if link and field.get(HOLDS) != ADDRESS:
        return f"{quoted(cell[max(0, link.start() - 20) :])} is a link or markup; name a source in its own column"
    if pattern and len(cell) > LONGEST_NAME:
        return f"{quoted(cell)} has {len(cell):,} characters; at most {LONGEST_NAME}"
    if pattern and not re.fullmatch(pattern, cell, re.ASCII):
        return f"{quoted(cell)} has the wrong form; it must match {pattern}"
    return None


def _wrong_number(kind: str, limits: Mapping[str, Any], cell: str) -> str | None:
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


def _parts(field: Mapping[str, Any], cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(field["delimiter"]) if part.strip())


def _typed(field: Mapping[str, Any], cell: str) -> Any:
    match field["type"]:
        case "number":
            return float(cell) if cell else math.nan
        case "integer":
            return int(cell) if cell else None
        case "date":
            return date.fromisoformat(cell) if cell else None
        case "list":
            return _parts(field, cell)
    return cell


def _doubled(name: str, keys: list[list[str]], rows: tuple[Any, ...], lines: tuple[int, ...]) -> Iterator[Fault]:
    """Yield each row whose key is that of an earlier one; the first of the keys is the table's own."""
    for key in keys:
        seen, what = set(), " + ".join(key) if key is keys[0] else "it"
        for line, row in zip(lines, rows, strict=True):
            values = tuple(getattr(row, column) for column in key)
            if values in seen:
                yield Fault(
                    name, line, key[0], f"{quoted(', '.join(map(str, values)))} stands twice; {what} must be unique"
                )
            seen.add(values)


def dangling(tables: Mapping[str, Table], described: Mapping[str, Any]) -> Iterator[Fault]:
    """Yield each cell that names a row which another table does not have.

    The standard's foreign keys know no lists of names; those of ours stand beside them as `listKeys`.
    """
    for resource in described["resources"]:
        table = tables[resource["name"]]
        for link in [*resource["schema"]["foreignKeys"], *resource["schema"].get("listKeys", [])]:
            column, there = link["fields"], link["reference"]["resource"]
            known = {getattr(row, link["reference"]["fields"]) for row in tables[there].rows}
            for line, row in zip(table.lines, table.rows, strict=True):
                cell = getattr(row, column)
                for name in cell if isinstance(cell, tuple) else (cell,):
                    if name and name not in known:
                        says = f"{quoted(name)} is not in {there}.csv; add it there or mend it here"
                        yield Fault(table.name, line, column, says)
