"""The description of data/: frictionless finds it valid, rows.py agrees with it, and whatever is wrong with it is one sentence."""

import json
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rows import describe, edit, read_rows, write_rows

from explainer.records import door, package, rows, schema
from explainer.records.door import DATA

pytestmark = pytest.mark.usefixtures("unchanged_tables_kept")
PACKAGE = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
RESOURCES = {resource["name"]: resource for resource in PACKAGE["resources"]}
PYTHON = {"string": "str", "number": "float", "integer": "int", "date": "date", "list": "tuple[str, ...]"}


def test_frictionless_finds_no_error():
    frictionless = pytest.importorskip("frictionless", reason="pip install -r tests/requirements.txt")
    report = frictionless.validate(str(DATA / "datapackage.json"))
    found = report.flatten(["type", "message"]) + [f"{task.name}: {error}" for task in report.tasks for error in task.errors]
    assert report.valid, found


@pytest.mark.parametrize("name", RESOURCES)
def test_a_table_has_a_class_of_its_columns(name):
    assert name in rows.CLASSES, f"write a class for the rows of {name}.csv in explainer/records/rows.py, and put it into CLASSES"
    written = rows.CLASSES[name].__annotations__
    meant = {}
    for field in RESOURCES[name]["schema"]["fields"]:
        may_be_none = field["type"] in ("date", "integer") and not field.get("constraints", {}).get("required")
        meant[field["name"]] = PYTHON[field["type"]] + (" | None" if may_be_none else "")
    missing, extra = [c for c in meant if c not in written], [c for c in written if c not in meant]
    assert not missing and not extra, f"{rows.CLASSES[name].__name__} in rows.py lacks {missing} and has {extra} too much"
    told = {column: getattr(kind, "__forward_arg__", str(kind)) for column, kind in written.items()}
    assert told == meant and list(written) == list(meant), f"{rows.CLASSES[name].__name__} in rows.py: the columns and types are {meant}"


def test_a_class_has_a_table():
    assert set(rows.CLASSES) == set(RESOURCES)


def test_rows_are_typed(facts):
    goal = facts.rows(rows.Goal)[0]
    assert isinstance(goal, rows.Goal) and facts.rows("goals")[0] is goal and facts.goal_rows[goal.goal] is goal
    for name, row_class in rows.CLASSES.items():
        for row in facts.rows(name):
            assert type(row) is row_class


def test_a_column_more_is_read_before_it_has_a_place_in_rows(copy_of_data):
    package_text = (copy_of_data / "datapackage.json").read_text(encoding="utf-8")
    described = json.loads(package_text)
    resource = next(r for r in described["resources"] if r["name"] == "glossary")
    resource["schema"]["fields"].append({"name": "more", "type": "integer"})
    (copy_of_data / "datapackage.json").write_text(json.dumps(described), encoding="utf-8")
    write_rows(copy_of_data, "glossary", [row | {"more": "3"} for row in read_rows(copy_of_data, "glossary")])
    found = door.load(copy_of_data)
    assert {row.more for row in found.rows("glossary")} == {3} and list(found["glossary"]["more"]) == [3] * len(found["glossary"])


META = [
    ("title", ...), ("title", None), ("title", ""), ("title", 3), ("version", ...), ("version", None), ("version", "new"), ("version", 1.0),
    ("created", ...), ("created", None), ("created", "tomorrow"), ("created", "2026-13-45"), ("created", 2026),
    ("default_goal", ...), ("default_goal", None), ("default_goal", "T9-99"), ("default_goal", "T2-21"), ("default_goal", []), ("default_goal", "BU-05"),
    ("default_definition", ...), ("default_definition", None), ("default_definition", "exits"),
    ("default_start", ...), ("default_start", None), ("default_start", "fy3012"),
    ("benchmark_goal", ...), ("benchmark_goal", None), ("benchmark_goal", "1,000,000"), ("benchmark_goal", float("nan")), ("benchmark_goal", True),
    ("benchmark_goal", 0), ("benchmark_goal", float("inf")),
]


@pytest.mark.parametrize(("key", "value"), META, ids=[f"{key}={value!r}" for key, value in META])
def test_a_key_of_the_description_that_is_no_good_is_one_sentence_and_has_a_stand_in(copy_of_data, facts, key, value):
    describe(copy_of_data, key, value)
    found = door.read(copy_of_data)
    assert [(fault.table, fault.column) for fault in found.faults] == [("datapackage", key)]
    text = (copy_of_data / "datapackage.json").read_text(encoding="utf-8").splitlines()
    line = found.faults[0].line
    assert line is None if value is ... else text[line - 1].strip().startswith(f'"{key}"')
    assert set(found.tables) == set(facts.tables), "the tables are as good as before"
    assert found.missing(*found.tables, "datapackage") == [], "every part of the page has what it needs"
    about = found.about
    assert set(about) == set(package.About.__annotations__)
    assert about["default_goal"] in found.goal_rows and about["default_definition"] in found.definition_rows
    assert about["default_start"] in found.starts and about["benchmark_goal"] > 0 and date.fromisoformat(about["created"])


def test_what_the_description_says_is_handed_on(facts):
    for key in package.About.__annotations__:
        assert facts.about[key] == PACKAGE[key] or str(PACKAGE[key]).startswith(str(facts.about[key]))


BROKEN = [
    ("cut", lambda raw: raw[: len(raw) // 2], r"datapackage\.json line \d+: is not JSON at column \d+ \("),
    ("a comma too many", lambda raw: raw.replace(b'"default_start"', b',"default_start"', 1), r"datapackage\.json line 10: is not JSON at column 2 "),
    ("Latin-1", lambda raw: b"\xff" + raw, r"datapackage\.json: byte 1 is not UTF-8"),
    ("brackets without end", lambda raw: b"[" * 100_000, r"datapackage\.json"),
    ("a number of 10,000 digits", lambda raw: raw.replace(b'"benchmark_goal": 1000000', b'"benchmark_goal": ' + b"9" * 10_000), r"datapackage\.json"),
]


@pytest.mark.parametrize(("kind", "change", "says"), BROKEN, ids=[case[0] for case in BROKEN])
def test_a_broken_description_is_one_sentence_with_its_place(copy_of_data, kind, change, says):
    path = copy_of_data / "datapackage.json"
    path.write_bytes(change(path.read_bytes()))
    found = door.read(copy_of_data)
    assert len(found.faults) == 1 and re.match(says, str(found.faults[0])), found.faults
    assert found.missing("goals") == found.missing("knobs", "figures") == list(found.faults), "whoever asks for a table is told"


def test_a_byte_order_mark_is_read_past(copy_of_data):
    for name in ("datapackage.json", "goals.csv"):
        path = copy_of_data / name
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert door.read(copy_of_data).faults == ()


FIELDS = [
    ("misspelt type", lambda f: f | {"type": "nummer"}, "has type \"nummer\"; it should be one of string, number, integer, date, list"),
    ("broken pattern", lambda f: f | {"constraints": {"pattern": "["}}, "its pattern cannot be read"),
    ("pattern of no text", lambda f: f | {"constraints": {"pattern": 3}}, "its pattern cannot be read"),
    ("enum of numbers", lambda f: f | {"constraints": {"enum": [1]}}, "its enum should be a list of texts"),
    ("minimum of text", lambda f: f | {"constraints": {"minimum": "0"}}, "its minimum should be a number"),
    ("constraints in brackets", lambda f: f | {"constraints": []}, "its constraints should be in braces"),
    ("no name", lambda f: {"type": "string"}, "a field has no name"), ("no field", lambda f: None, "a field has no name"),
    ("list without delimiter", lambda f: f | {"type": "list"}, "names no delimiter"),
]


@pytest.mark.parametrize(("kind", "change", "says"), FIELDS, ids=[case[0] for case in FIELDS])
def test_a_column_that_is_described_wrongly_takes_its_own_table_away(copy_of_data, facts, kind, change, says):
    described = json.loads((copy_of_data / "datapackage.json").read_text(encoding="utf-8"))
    fields = next(r for r in described["resources"] if r["name"] == "glossary")["schema"]["fields"]
    fields[1] = change(fields[1])
    (copy_of_data / "datapackage.json").write_text(json.dumps(described), encoding="utf-8")
    found = door.read(copy_of_data)
    assert says in str(found.faults[0]) and str(found.faults[0]).startswith("datapackage.json: resource glossary: ")
    assert set(found.tables) == set(facts.tables) - {"glossary"} and found.missing("glossary") and not found.missing("goals")


LINES = [
    ("NUL", lambda raw: raw.replace(b"\n", b"\n\0", 2).replace(b"\n\0", b"\n", 1), "untestable.csv line 3: holds a NUL character; take it out"),
    ("bad byte", lambda raw: raw.replace(b"ICE arrests", b"ICE \xe9 arrests", 1), "untestable.csv line 2: byte "),
    ("quotation never closed", lambda raw: raw + b'2012,"a reason\nand more\n', "untestable.csv line 7: a quotation mark opens in this row and is never closed"),
    ("text behind a quotation", lambda raw: raw + b'"2012"x,reason\n', "untestable.csv line 7: has text behind a closing quotation mark"),
    ("a cell of 200,000 characters", lambda raw: raw + b'2012,"' + b"x" * 200_000 + b'"\n', "characters"),
    ("5,000 columns", lambda raw: b"x," * 5_000 + raw, "untestable.csv: its columns are x, x, x, "),
    ("another first column", lambda raw: raw.replace(b"fiscal_year", b"year", 1), "(column 1 is 'year'; it should be 'fiscal_year')"),
]


@pytest.mark.parametrize(("kind", "change", "says"), LINES, ids=[case[0] for case in LINES])
def test_a_file_that_cannot_be_read_is_named_with_its_line(copy_of_data, kind, change, says):
    path = copy_of_data / "untestable.csv"
    path.write_bytes(change(path.read_bytes()))
    told = [str(fault) for fault in door.read(copy_of_data).faults]
    assert len(told) == 1 and says in told[0] and len(told[0]) < 400, told


CELLS = st.sampled_from([
    "", " ", "0", "-1", "1e999", "1e-12", "nan", "inf", "9999-12-31", "0001-01-01", "2026-02-30", "yes", ";", ";;", "{", "{a@b..c#d}", "1 +", "\0", "\n", "\"",
    "='x'", "٤٢", "x" * 50_000, "officers", "day", "2012", "ice_removals", "1e13", "assumption", "own",
]) | st.text(max_size=20)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_stands_in_a_cell_the_door_tells_and_never_raises(copy_of_data, data):
    name = data.draw(st.sampled_from(sorted(RESOURCES)))
    path = copy_of_data / f"{name}.csv"
    before = path.read_bytes()
    try:
        found_rows = read_rows(copy_of_data, name)
        if not found_rows:
            return
        row = found_rows[data.draw(st.integers(0, len(found_rows) - 1))]
        for column in data.draw(st.lists(st.sampled_from(sorted(row)), min_size=1, max_size=3)):
            row[column] = data.draw(CELLS)
        write_rows(copy_of_data, name, found_rows)
        found = door.read(copy_of_data)
        assert all(str(fault).startswith(("datapackage.json", *(f"{table}.csv" for table in RESOURCES))) for fault in found.faults)
        assert all("\n" not in str(fault) and len(str(fault)) < 1_000 for fault in found.faults)
        use(found)
    finally:
        path.write_bytes(before)


def use(found: door.Records) -> None:
    """What the page asks of its data where a table is not missing: none of it may raise."""
    assert set(found.about) == set(package.About.__annotations__)
    if not found.missing("knobs"):
        assert set(found.base) == set(found.knobs)
        if not found.missing("starts", "start_values"):
            assert set(found.starts) == set(found.start_rows) and set(found.defaults) == set(found.knobs)
    for name in found.tables:
        assert len(found.rows(name)) == len(found[name])


def test_without_figures_the_sliders_still_have_their_defaults(copy_of_data, facts):
    edit(copy_of_data, "figures", {}, {"value": "many"})
    found = door.read(copy_of_data)
    assert found.missing("figures") and found.defaults == pytest.approx(facts.defaults, rel=1e-6)


def test_an_empty_whole_number_or_date_is_none_and_an_empty_number_is_not_zero():
    for kind in ("integer", "date"):
        assert schema._typed({"type": kind}, "") is None
    assert str(schema._typed({"type": "number"}, "")) == "nan" and schema._typed({"type": "list", "delimiter": ";"}, "") == ()


def test_a_folder_that_is_a_file_is_told(tmp_path: Path):
    (tmp_path / "data").write_text("x")
    assert len(door.read(tmp_path / "data").faults) == 1
