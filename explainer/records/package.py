"""The description of data/, datapackage.json: read, checked, and made whole.

Nothing that reads it can fall over, whatever it holds. A part of the description that is wrong takes its own table
away and no other.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, TypedDict

from explainer.records import rows
from explainer.records.faults import DESCRIPTION, Fault, cut
from explainer.records.schema import Table

FILE = f"{DESCRIPTION}.json"
TYPES = ("string", "number", "integer", "date", "list")
UNTITLED, NO_VERSION, NO_DATE = "Deportation goals and the record", "unknown", "1970-01-01"
NO_OWN_GOAL: Mapping[str, float] = {"removals": 1.0, "arrests": 1.0, "highest": 1.0}
CREATED = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(T00:00:00Z)?")
VERSION = re.compile(r"[0-9]+\.[0-9]+\.[0-9]+")
# A choice that the page opens with: key of the description, table, column that has to hold it.
DEFAULTS = (
    ("default_goal", "goals", "goal"),
    ("default_definition", "definitions", "definition"),
    ("default_start", "starts", "start"),
)
ROWS_LINE = re.compile(r'(?P<indent>\n +)"path": "(?P<file>[^"]+)",(\n +"rows": [0-9]+,)?')


class About(TypedDict):
    """What datapackage.json says of the whole: every key is there, with a stand-in where the file's own is no good."""

    title: str
    version: str
    created: str  # an ISO day
    default_goal: str
    default_definition: str
    default_start: str
    benchmark_goal: float  # removals a year
    own_goal: Mapping[str, float]  # the reader's own goal to begin with, by measure, and "highest" of its field


@dataclass
class Package:
    """The description as read. A resource with a fault is not in `resources`."""

    raw: Mapping[str, Any] = field(default_factory=dict)
    text: str = ""
    resources: list[dict[str, Any]] = field(default_factory=list)
    spoilt: set[str] = field(default_factory=set)  # names of resources that are described wrongly
    faults: list[Fault] = field(default_factory=list)

    def fault(self, key: str | None, says: str, line: int | None = None) -> None:
        """Note a fault of a key of the description, in the line where that key stands first."""
        self.faults.append(Fault(DESCRIPTION, line or self._line(key), key, says))

    def _line(self, key: str | None) -> int | None:
        if key is None or key not in self.raw:
            return None
        found = re.search(rf'^ *"{re.escape(key)}" *:', self.text, re.MULTILINE)
        return None if found is None else self.text[: found.start()].count("\n") + 1

    @property
    def created(self) -> date | None:
        """Return the day of the data, or None where the description does not say."""
        return _day(self.raw.get("created"))


def read(folder: Path) -> Package:
    """Read the description of a data folder. Never raises: what is wrong is in `faults`."""
    package = Package()
    try:
        package.text = (folder / FILE).read_bytes().decode("utf-8-sig")
        raw = json.loads(package.text)
    except OSError:
        package.fault(None, "is missing or cannot be opened; without it no table can be read. Bring it back")
        return package
    except UnicodeDecodeError as error:
        package.fault(None, f"byte {error.start + 1} is not UTF-8; save the file as UTF-8 text")
        return package
    except json.JSONDecodeError as error:
        says = f"is not JSON at column {error.colno} ({error.msg.lower()}); without it no table can be read"
        package.fault(None, says, error.lineno)
        return package
    except (RecursionError, ValueError):  # brackets without end, a number of thousands of digits
        package.fault(None, "is not JSON that can be read; without it no table can be read")
        return package
    if not isinstance(raw, dict) or not isinstance(raw.get("resources"), list):
        package.fault(None, "does not describe the tables: it has no list of resources. Bring it back")
        return package
    package.raw = {key: value for key, value in raw.items() if key != "resources"}
    _take_resources(package, raw["resources"])
    return package


def _take_resources(package: Package, given: list[Any]) -> None:
    """Keep the resources that are well described; name each fault of the others."""
    names = [r.get("name") for r in given if isinstance(r, dict)]
    columns = {r["name"]: set(_columns(r)) for r in given if isinstance(r, dict) and isinstance(r.get("name"), str)}
    for number, resource in enumerate(given, start=1):
        told = list(_resource_faults(resource, columns))
        name = resource.get("name") if isinstance(resource, dict) else None
        if names.count(name) > 1:
            told.append("is described twice")
        for says in told:
            shown = f"resource {cut(name) if isinstance(name, str) else number}"
            package.fault(None, f"{shown}: {says}")
        if told:
            package.spoilt.add(str(name))
        else:
            package.resources.append(resource)
    for name in rows.CLASSES:
        if name not in names:
            package.fault(None, f"does not describe {name}.csv; bring its resource back")


def _columns(resource: Mapping[str, Any]) -> list[str]:
    schema = resource.get("schema")
    fields = schema.get("fields") if isinstance(schema, dict) else None
    return [str(f.get("name")) for f in fields if isinstance(f, dict)] if isinstance(fields, list) else []


def _resource_faults(resource: Any, columns: Mapping[str, set[str]]) -> Iterator[str]:
    """Yield what is wrong with the description of one table."""
    name = resource.get("name") if isinstance(resource, dict) else None
    if not isinstance(name, str) or not re.fullmatch(r"[a-z_]+", name):
        yield "has no name of small letters"
        return
    if resource.get("path") != f"{name}.csv":
        yield f"its path should be {name}.csv"
    stated = resource.get("rows")
    if "rows" in resource and (not isinstance(stated, int) or isinstance(stated, bool) or stated < 0):
        yield "its rows should be the number of rows; run python -m explainer.records --count"
    schema = resource.get("schema")
    fields = schema.get("fields") if isinstance(schema, dict) else None
    if not isinstance(fields, list) or not fields:
        yield "its schema has no list of fields"
        return
    for each in fields:
        yield from _field_faults(each)
    own = _columns(resource)
    if len(set(own)) < len(own):
        yield "has a field twice"
    key = schema.get("primaryKey")
    if not isinstance(key, list) or not key or not all(isinstance(k, str) and k in own for k in key):
        yield "its primaryKey should be a list of its fields"
    for kind, links in (("foreignKeys", schema.get("foreignKeys")), ("listKeys", schema.get("listKeys", []))):
        for link in links if isinstance(links, list) else [None]:
            if not _names_a_column(link, set(own), columns):
                yield f"its {kind} should lead from fields of its own to fields of other tables"


def _names_a_column(link: Any, own: set[str], columns: Mapping[str, set[str]]) -> bool:
    """Return whether a foreign key leads from a field of this table to a field of a described one."""
    target = link.get("reference") if isinstance(link, dict) else None
    if not isinstance(target, dict):
        return False
    here, there, table = link.get("fields"), target.get("fields"), target.get("resource")
    here, there = (f[0] if isinstance(f, list) and f else f for f in (here, there))
    if not isinstance(here, str) or not isinstance(there, str):
        return False
    return here in own and isinstance(table, str) and there in columns.get(table, set())


def _field_faults(of: Any) -> Iterator[str]:
    """Yield what is wrong with the description of one column."""
    if not isinstance(of, dict) or not isinstance(of.get("name"), str) or not re.fullmatch(r"[a-z_0-9]+", of["name"]):
        yield "a field has no name"
        return
    name, limits = cut(of["name"]), of.get("constraints", {})
    if of.get("type") not in TYPES:
        yield f"field {name} has type {cut(json.dumps(of.get('type')))}; it should be one of {', '.join(TYPES)}"
    if of.get("type") == "list" and not (isinstance(of.get("delimiter"), str) and of["delimiter"]):
        yield f"field {name} is a list and names no delimiter"
    if not isinstance(limits, dict):
        yield f"field {name}: its constraints should be in braces"
        return
    if "enum" in limits and not (isinstance(limits["enum"], list) and all(isinstance(x, str) for x in limits["enum"])):
        yield f"field {name}: its enum should be a list of texts"
    for bound in ("minimum", "maximum"):
        if bound in limits and (not isinstance(limits[bound], int | float) or isinstance(limits[bound], bool)):
            yield f"field {name}: its {bound} should be a number"
    if "pattern" in limits and not _compiles(limits["pattern"]):
        yield f"field {name}: its pattern cannot be read"


def _compiles(pattern: Any) -> bool:
    try:
        re.compile(pattern, re.ASCII)
    except (re.error, TypeError, RecursionError, OverflowError):
        return False
    return True


def _day(text: Any) -> date | None:
    given = CREATED.fullmatch(text) if isinstance(text, str) else None
    try:
        return date.fromisoformat(given.group(1)) if given else None
    except ValueError:
        return None


def about(package: Package, tables: Mapping[str, Table], testable: Mapping[str, float]) -> About:
    """Return what the description says of the whole, noting each key that is missing or names nothing.

    `testable` are the goals that the page can test, with their removals or arrests a year.
    """
    if not package.raw:
        return About(
            title=UNTITLED,
            version=NO_VERSION,
            created=NO_DATE,
            default_goal="",
            default_definition="",
            default_start="",
            benchmark_goal=0.0,
            own_goal=NO_OWN_GOAL,
        )
    chosen = {key: _choice(package, tables, testable, *where) for key, *where in [(d[0], *d) for d in DEFAULTS]}
    return About(
        title=_text(package, "title", UNTITLED),
        version=_version(package),
        created=_created(package),
        default_goal=chosen["default_goal"],
        default_definition=chosen["default_definition"],
        default_start=chosen["default_start"],
        benchmark_goal=_benchmark(package, testable.get(chosen["default_goal"], 0.0)),
        own_goal=_own_goal(package),
    )


def _own_goal(package: Package) -> Mapping[str, float]:
    value = package.raw.get("own_goal")
    if isinstance(value, dict) and set(value) == set(NO_OWN_GOAL):
        numbers = {key: float(n) for key, n in value.items() if isinstance(n, int | float) and not isinstance(n, bool)}
        if len(numbers) == len(value) and all(0 <= n <= numbers["highest"] < math.inf for n in numbers.values()):
            return numbers
    package.fault("own_goal", "should hold removals a year, arrests a day and highest, each a number up to highest")
    return NO_OWN_GOAL


def _text(package: Package, key: str, otherwise: str) -> str:
    value = package.raw.get(key)
    if isinstance(value, str) and value.strip() and value.isprintable():
        return value
    package.fault(key, f"should be a line of text; the page uses '{otherwise}'")
    return otherwise


def _version(package: Package) -> str:
    value = package.raw.get("version")
    if isinstance(value, str) and VERSION.fullmatch(value):
        return value
    package.fault("version", "should be three numbers such as 1.0.0; links cannot say which data they were made with")
    return NO_VERSION


def _created(package: Package) -> str:
    if package.created is not None:
        return package.created.isoformat()
    package.fault("created", "should be the day of the data, such as 2026-11-24T00:00:00Z")
    return NO_DATE


def _choice(
    package: Package, tables: Mapping[str, Table], testable: Mapping[str, float], key: str, name: str, column: str
) -> str:
    """Return what the page opens with; where the description names nothing, the first that could be meant."""
    value, table = package.raw.get(key), tables.get(name)
    if table is None or table.faults:  # its own faults are told; what it would hold is not known
        return value if isinstance(value, str) else ""
    known = list(testable) if name == "goals" else [str(getattr(row, column)) for row in table.typed]
    if isinstance(value, str) and value in known:
        return value
    first = known[0] if known else ""
    what = f"a {column} of {name}.csv{' that can be tested' if name == 'goals' else ''}"
    shown = "is missing" if key not in package.raw else f"{cut(json.dumps(value))} is not {what}"
    package.fault(key, f"{shown}; name {what}. The page uses {cut(first) or 'none'}")
    return first


def _benchmark(package: Package, otherwise: float) -> float:
    value = package.raw.get("benchmark_goal")
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < 1e9:
        return float(value)
    package.fault("benchmark_goal", f"should be removals a year, in digits; the page uses {otherwise:.0f}")
    return otherwise


def counted(text: str, numbers: Mapping[str, int]) -> str:
    """Return the text of the description with the number of rows of each table of `numbers` written behind its path."""

    def written(match: re.Match[str]) -> str:
        indent, file = match["indent"], match["file"]
        return f'{indent}"path": "{file}",{indent}"rows": {numbers[file]},' if file in numbers else match[0]

    return ROWS_LINE.sub(written, text)
