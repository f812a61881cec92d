"""The description of data/: frictionless finds it valid, rows.py agrees with it, and whatever is wrong with it is one sentence."""

import json
import re
import time
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rows import describe, edit, read_rows, write_rows

from explainer.page import claims
from explainer.records import counts, door, goals, past, rows, tables
from explainer.records.door import DATA
from explainer.records.facts import About
from explainer.records.periods import earliest
from explainer.telling import pace

PACKAGE = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
RESOURCES = {resource["name"]: resource for resource in PACKAGE["resources"]}


def test_frictionless_finds_no_error():
    frictionless = pytest.importorskip("frictionless", reason="pip install -r tests/requirements.txt")
    report = frictionless.validate(str(DATA / "datapackage.json"))
    found = report.flatten(["type", "message"]) + [f"{task.name}: {error}" for task in report.tasks for error in task.errors]
    assert report.valid, found


def test_each_table_has_a_class_of_its_columns():
    assert set(rows.CLASSES) == set(RESOURCES)
    assert not [says for name in RESOURCES if (says := tables.wrong_description(name, RESOURCES))]


def test_rows_are_typed(facts):
    goal = facts.rows(rows.Goal)[0]
    assert isinstance(goal, rows.Goal) and facts.rows("goals")[0] is goal and facts.goal_rows[goal.goal] is goal
    for name, row_class in rows.CLASSES.items():
        for row in facts.rows(name):
            assert type(row) is row_class


META = [
    ("title", ...), ("title", None), ("title", ""), ("title", 3), ("version", ...), ("version", None), ("version", 1.0),
    ("created", ...), ("created", None), ("created", "tomorrow"), ("created", "2026-13-45"), ("created", 2026), ("created", "2062-11-26T00:00:00Z"),
    ("default_goal", ...), ("default_goal", None), ("default_goal", "T9-99"), ("default_goal", "T2-21"), ("default_goal", []), ("default_goal", "BU-05"),
    ("default_definition", ...), ("default_definition", None), ("default_definition", "exits"),
    ("default_start", ...), ("default_start", None), ("default_start", "fy3012"),
    ("benchmark_goal", ...), ("benchmark_goal", None), ("benchmark_goal", "1,000,000"), ("benchmark_goal", True),
    ("own_goal", ...), ("own_goal", {"removals": 5}), ("own_goal", {"removals": 5, "arrests": 5, "highest": "5"}), ("own_goal", []),
    ("own_goal", {"removals": 5, "arrests": 5, "highest": 4}), ("own_goal", {"removals": -5, "arrests": 5, "highest": 4}), ("answerable", ...), ("answerable", 3),
]


@pytest.mark.parametrize(("key", "value"), META, ids=[f"{key}={value!r}" for key, value in META])
def test_a_key_of_the_description_that_is_no_good_is_one_sentence(copy_of_data, key, value):
    describe(copy_of_data, key, value)
    assert [(fault.table, fault.column) for fault in door.read(copy_of_data).faults] == [("datapackage", key)]


@pytest.mark.parametrize("value", [0, -1, float("nan"), float("inf"), 1e9])
def test_a_benchmark_is_a_number_up_to_the_highest_goal(copy_of_data, value):
    describe(copy_of_data, "benchmark_goal", value)
    assert [str(fault) for fault in door.read(copy_of_data).faults][0].startswith("datapackage.json, ")


@pytest.mark.parametrize(("days", "late"), [(366, False), (367, True)])
def test_the_data_are_dated_within_a_year_of_the_last_day_in_them(copy_of_data, facts, days, late):
    days_told = [row.date for row in facts.rows(rows.Correction)] + [row.period_end for row in facts.rows(rows.Figure)]
    last = max(days_told + [day for row in facts.rows(rows.Source) if (day := earliest(row.date_published))])
    describe(copy_of_data, "created", f"{last + timedelta(days=days)}T00:00:00Z")
    assert bool([fault for fault in door.read(copy_of_data).faults if fault.column == "created"]) == late


def test_what_the_description_says_is_handed_on(facts):
    for key in About.__annotations__:
        assert facts.about[key] == PACKAGE[key] or str(PACKAGE[key]).startswith(str(facts.about[key]))
    assert date.fromisoformat(facts.about["created"])


BROKEN = [
    ("cut", lambda raw: raw[: len(raw) // 2], r"datapackage\.json line \d+: is not JSON at column \d+ \("),
    ("a comma too many", lambda raw: raw.replace(b'"default_start"', b',"default_start"', 1), r"datapackage\.json line 10: is not JSON at column 2 "),
    ("Latin-1", lambda raw: b"\xff" + raw, r"datapackage\.json: is not JSON that can be read; save it as UTF-8"),
    ("brackets without end", lambda raw: b"[" * 100_000, r"datapackage\.json"),
    ("a number of 10,000 digits", lambda raw: raw.replace(b'"benchmark_goal": 1000000', b'"benchmark_goal": ' + b"9" * 10_000), r"datapackage\.json"),
]


@pytest.mark.parametrize(("kind", "change", "says"), BROKEN, ids=[case[0] for case in BROKEN])
def test_a_broken_description_is_one_sentence_with_its_place(copy_of_data, kind, change, says):
    path = copy_of_data / "datapackage.json"
    path.write_bytes(change(path.read_bytes()))
    found = door.read(copy_of_data)
    assert len(found.faults) == 1 and re.match(says, str(found.faults[0])), found.faults


def test_a_byte_order_mark_is_read_past(copy_of_data):
    for name in ("datapackage.json", "goals.csv"):
        path = copy_of_data / name
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert door.read(copy_of_data).faults == ()


FIELDS = [
    ("misspelt type", lambda f: f | {"type": "nummer"}), ("broken pattern", lambda f: f | {"constraints": {"pattern": "["}}),
    ("pattern of no text", lambda f: f | {"constraints": {"pattern": 3}}), ("enum of numbers", lambda f: f | {"constraints": {"enum": [1]}}),
    ("minimum of text", lambda f: f | {"constraints": {"minimum": "low"}}), ("constraints in brackets", lambda f: f | {"constraints": []}),
    ("no name", lambda f: {"type": "string"}), ("no field", lambda f: None), ("another name", lambda f: f | {"name": "meaning"}),
    ("list without delimiter", lambda f: f | {"type": "list"}), ("another type", lambda f: f | {"type": "number"}),
]


@pytest.mark.parametrize(("kind", "change"), FIELDS, ids=[case[0] for case in FIELDS])
def test_a_column_that_is_described_wrongly_is_told_with_its_table(copy_of_data, kind, change):
    told = described_anew(copy_of_data, "glossary", lambda schema: schema["fields"].__setitem__(1, change(schema["fields"][1])))
    assert len(told) == 1 and told[0].startswith("datapackage.json, glossary: "), told


def described_anew(folder: Path, table: str, change) -> list[str]:
    """What is said after a change of a table's schema."""
    path = folder / "datapackage.json"
    described = json.loads(path.read_text(encoding="utf-8"))
    change(next(r for r in described["resources"] if r["name"] == table)["schema"])
    path.write_text(json.dumps(described), encoding="utf-8")
    return [str(fault) for fault in door.read(folder).faults]


@pytest.mark.parametrize("part", ["fields", "primaryKey", "foreignKeys"])
@pytest.mark.parametrize("value", [..., None, 3, [3], ["x"], []])
def test_a_part_of_the_description_that_is_no_good_is_told_with_its_table(copy_of_data, part, value):
    if (part, value) == ("foreignKeys", []):
        return  # a table may name no other
    told = described_anew(copy_of_data, "figures", lambda schema: schema.pop(part) if value is ... else schema.update({part: value}))
    assert told and all(fault.startswith("datapackage.json, figures: ") for fault in told), told


def test_a_number_described_as_text_is_told(copy_of_data):
    def change(schema):
        next(f for f in schema["fields"] if f["name"] == "value")["type"] = "string"

    assert described_anew(copy_of_data, "figures", change) == [
        "datapackage.json, figures: its columns and their types are not those of Figure in rows.py: value"]


@pytest.mark.parametrize("pattern", ["(a+)+$", "([a-z]+)*!", "(a|aa)+$", "(a|a){40}", "a*a*a*a*!", "(x)\\1", "a{2,}b*c+d{3,}"])
def test_a_pattern_that_may_look_for_ever_is_refused(copy_of_data, pattern):
    def change(schema):
        next(f for f in schema["fields"] if f["name"] == "note")["constraints"] = {"pattern": pattern}

    assert described_anew(copy_of_data, "pace", change) == [
        "datapackage.json, pace: the pattern of note may look for ever; write it without a repeated group"]


def test_a_pattern_that_is_allowed_ends_soon():
    """Three parts that repeat, on the longest cell that is held against a pattern."""
    start = time.process_time()
    assert not tables.ENDLESS.search("[a-z]*[a-z]*[a-z]*!") and re.fullmatch("[a-z]*[a-z]*[a-z]*!", "a" * tables.LONGEST_NAME) is None
    assert time.process_time() - start < 5


def test_a_cell_with_a_pattern_has_a_length(copy_of_data):
    line = edit(copy_of_data, "goals", {"goal": "T2-17"}, {"short": "x" * 501})
    assert f"goals.csv line {line}, short: '{'x' * 40}…' has 501 characters; at most 500" in [str(fault) for fault in door.read(copy_of_data).faults]


LINKS = ["See [the report](https://example.org).", "https://example.org", "[x](y)", "a <b>word</b>", "<img src=x>", "</p>", "<!-- x"]


@pytest.mark.parametrize(("table", "column"), [
    (name, field["name"]) for name, resource in RESOURCES.items() for field in resource["schema"]["fields"]
    if field["type"] == "string" and not {"pattern", "enum"} & set(field.get("constraints", {})) and field.get("holds") != "address"
])
def test_no_sentence_holds_a_link_or_markup(table, column):
    field = next(field for field in RESOURCES[table]["schema"]["fields"] if field["name"] == column)
    for text in LINKS:
        says = tables._wrong(field, f"A sentence. {text}")
        assert says is not None and says.endswith("is a link or markup; name a source in its own column")


def test_a_table_that_nobody_describes_and_one_that_rows_do_not_know_are_told(copy_of_data):
    (copy_of_data / "more.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    says = "is described in datapackage.json and in rows.py, or it is nowhere; add what is missing, or take it out"
    assert [str(fault) for fault in door.read(copy_of_data).faults] == [f"more.csv: {says}"]


CELLS = st.sampled_from([
    "", " ", "0", "-1", "1e999", "1e-12", "nan", "inf", "9999-12-31", "0001-01-01", "2026-02-30", "yes", ";", ";;", "{", "{a@b..c#d}", "1 +", "\0", "\n", "\"",
    "='x'", "٤٢", "x" * 50_000, "officers", "day", "2012", "From March 99, 2025 they are counted by fiscal 0000.", "99999", "ice_removals", "1e13", "assumption", "own",
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
    """What the page asks of its data where there is no fault: none of it may raise."""
    if found.faults:
        return
    assert set(found.base) == set(found.knobs) == set(found.defaults) and set(found.starts) == set(found.start_rows)
    assert all(counts.under_definition(found, definition).size for definition in found.definition_rows)
    assert past.years_for_trial(found) and counts.highest_years(found, "ice_removals") and len(counts.single_days(found)) >= 0
    assert goals.testable(found) and claims.groups(found) and counts.line_by_month(found, "arrests").size
    assert all(pace.side_by_side(found, name) for name in pace.SIDE_BY_SIDE)


def test_an_empty_whole_number_or_date_is_none_and_an_empty_number_is_not_zero():
    for kind in ("integer", "date"):
        assert tables._typed({"type": kind}, "") is None
    assert str(tables._typed({"type": "number"}, "")) == "nan" and tables._typed({"type": "list", "delimiter": ";"}, "") == ()


def test_a_folder_that_is_a_file_is_told(tmp_path: Path):
    (tmp_path / "data").write_text("x")
    assert len(door.read(tmp_path / "data").faults) == 1
