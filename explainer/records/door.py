"""The only door to data/: reads every table, writes out its sentences, checks all of it once, and hands on the facts.

From the shell, `python -m explainer.records` (`__main__.py`) checks the data and says what it holds.
"""

import gc
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any, cast

from explainer.records import rules, tables, texts
from explainer.records.facts import About, Place, Records
from explainer.records.faults import DESCRIPTION, Fault, RecordError
from explainer.records.tables import Table

__all__ = ["DATA", "RecordError", "Records", "load", "read", "shared"]
DATA = Path(__file__).parents[2] / "data"
UNKNOWN = cast(About, dict.fromkeys(About.__annotations__, "") | {"title": "Deportation goals and the record"})
MAY_BE_EMPTY = ("answerable",)  # whoever hosts the page fills it in
_ONE_AT_A_TIME = Lock()  # `cache` alone lets each of several readers who come at once do the work


def read(folder: Path = DATA) -> Records:
    """Read and check a data folder. Never raises: faults are told in `Records.faults`."""
    described = tables.describe(folder)
    if isinstance(described, Fault):
        return Records({}, UNKNOWN, (described,), {}, {})
    found = {table.name: table for table in tables.read(folder, described)}
    faults = [*_about_faults(described), *(fault for table in found.values() for fault in table.faults)]
    faults = faults or list(tables.dangling(found, described))
    if faults:
        return Records({}, UNKNOWN, tuple(faults), {}, {})
    about = cast(About, {key: described[key] for key in About.__annotations__})
    about["created"] = about["created"].removesuffix("T00:00:00Z")
    about["own_goal"] = {key: float(value) for key, value in about["own_goal"].items()}
    return _checked(about, found, described)


def _about_faults(described: Mapping[str, Any]) -> Iterator[Fault]:
    """Yield each key of the description that is missing or of another kind than the page takes it for."""
    numbers, measures = ("benchmark_goal",), ("removals", "arrests", "highest")
    for key in About.__annotations__:
        value = described.get(key)
        if key == "own_goal":
            good = isinstance(value, dict) and set(value) == set(measures) and all(map(_is_number, value.values()))
            what = f"numbers for {', '.join(measures)}"
        else:
            text = isinstance(value, str) and value.isprintable() and (bool(value) or key in MAY_BE_EMPTY)
            good = _is_number(value) if key in numbers else text
            what = "a number" if key in numbers else "a line of text"
        if not good:
            yield Fault(DESCRIPTION, None, key, f"is missing or no good; it should be {what}")


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _checked(about: About, found: Mapping[str, Table], described: Mapping[str, Any]) -> Records:
    """Return the facts, their sentences written out, with what the rules find wrong."""
    values = texts.values(found["figures"].rows, found["pace"].rows)
    sentences = {resource["name"]: texts.columns(resource, ours=True) for resource in described["resources"]}
    faults: list[Fault] = []
    rows: dict[str, list[Any]] = {name: [] for name in found}
    places: dict[int, Place] = {}
    for resource in described["resources"]:
        table, among = found[resource["name"]], texts.columns(resource)
        for line, row in zip(table.lines, table.rows, strict=True):
            try:
                out = texts.written_out(row, among, values)
            except texts.TextError as error:
                out = row
                faults.append(Fault(table.name, line, error.column, str(error)))
            rows[table.name].append(out)
            places[id(out)] = Place(table.name, line, row)
    facts = Records({name: tuple(of) for name, of in rows.items()}, about, (), places, sentences)
    return replace(facts, faults=(*faults, *rules.check(facts)))


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
