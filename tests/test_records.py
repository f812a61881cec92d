"""The door to data/: each kind of broken row is named with file, line, column and what would be right."""

import csv
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from explainer.records import door
from explainer.records.door import DATA, RecordError
from explainer.records.rows import CLASSES

from rows import SHOWN_2012, edit

ROOT = DATA.parent
TABLES = list(CLASSES)


def faults(folder: Path) -> list[str]:
    """What the door says, one line a fault."""
    with pytest.raises(RecordError) as error:
        door.load(folder)
    return str(error.value).splitlines()


def break_file(name: str, change: Callable[[bytes], bytes | None]) -> Callable[[Path], None]:
    def broken(folder: Path) -> None:
        path = folder / name
        content = change(path.read_bytes())
        path.unlink() if content is None else path.write_bytes(content)
    return broken


def columns(change: Callable[[list[str]], list[str]]) -> Callable[[Path], None]:
    """Break the columns of starts.csv, header and rows alike."""
    def broken(folder: Path) -> None:
        with (folder / "starts.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
        with (folder / "starts.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([change(row) for row in rows])
    return broken


SHOULD_BE = "they should be start, label, sentence, recorded_arrests_per_day, model_arrests_per_day, model_removals_per_year, series, source_id, note"
FILES = [
    ("missing file", break_file("goals.csv", lambda _: None), "goals.csv: the file is missing; it belongs in data/"),
    ("empty file", break_file("goals.csv", lambda _: b""), "goals.csv: its columns are missing; they should be goal, date, speaker"),
    ("header alone", break_file("goals.csv", lambda raw: raw.split(b"\n")[0] + b"\n"), "goals.csv: has no rows; it should have at least one"),
    ("truncated in a row", break_file("untestable.csv", lambda raw: raw[: raw.rstrip().rindex(b"\n") + 5]),
     "untestable.csv line 6: has 1 cells; it should have 2"),
    ("truncated in a quotation", break_file("claims.csv", lambda raw: raw[: len(raw) - len(raw) // 3]), ": a quotation mark opens in this row and is never closed"),
    ("wrong encoding", break_file("claims.csv", lambda raw: raw.decode().replace("people", "pueblo é", 1).encode("latin-1", "replace")),
     "is not UTF-8; save the file as UTF-8 text"),
    ("UTF-16", break_file("starts.csv", lambda raw: raw.decode().encode("utf-16")), "starts.csv line 1: byte 1 is not UTF-8"),
    ("semicolons", break_file("starts.csv", lambda raw: raw.replace(b",", b";")), SHOULD_BE),
    ("extra column", columns(lambda row: [*row, "more"]), SHOULD_BE),
    ("missing column", columns(lambda row: row[:-1]), SHOULD_BE),
    ("swapped columns", columns(lambda row: [row[1], row[0], *row[2:]]), SHOULD_BE),
    ("renamed column", columns(lambda row: ["begin" if cell == "start" else cell for cell in row]), SHOULD_BE),
    ("extra cell in a row", break_file("untestable.csv", lambda raw: raw.rstrip(b"\n") + b",more\n"),
     "untestable.csv line 6: has 3 cells; it should have 2"),
    ("stray quotation mark", break_file("untestable.csv", lambda raw: raw + b'"2012"x,reason\n'), "untestable.csv line 7: has text behind a closing quotation mark"),
    ("quotation never closed", break_file("untestable.csv", lambda raw: raw + b'2012,"a reason\nand more\n'),
     "untestable.csv line 7: a quotation mark opens in this row and is never closed"),
    ("NUL", break_file("untestable.csv", lambda raw: raw.replace(b"\n", b"\n\0", 2).replace(b"\n\0", b"\n", 1)),
     "untestable.csv line 3: holds a NUL character; take it out"),
    ("bad byte", break_file("untestable.csv", lambda raw: raw.replace(b"ICE arrests", b"ICE \xe9 arrests", 1)), "untestable.csv line 2: byte "),
    ("a cell of 200,000 characters", break_file("untestable.csv", lambda raw: raw + b'2012,"' + b"x" * 200_000 + b'"\n'), "characters"),
    ("5,000 columns", break_file("untestable.csv", lambda raw: b"x," * 5_000 + raw), "untestable.csv: its columns are x, x, x, "),
    ("another first column", break_file("untestable.csv", lambda raw: raw.replace(b"fiscal_year", b"year", 1)), "(column 1 is 'year'; it should be 'fiscal_year')"),
]


@pytest.mark.parametrize(("kind", "broken", "says"), FILES, ids=[case[0] for case in FILES])
def test_a_broken_file_is_named_with_what_would_be_right(copy_of_data, kind, broken, says):
    broken(copy_of_data)
    told = faults(copy_of_data)
    assert len(told) == 1 and says in told[0] and len(told[0]) < 600, f"{kind}: {says}\nbut it says:\n" + "\n".join(told)


@pytest.mark.parametrize("content", [
    b"", b"{", b"[]", b"null", b"3", b'"text"', b"\xff\xfe", b'{"resources": 3}', b'{"resources": [3]}', b'{"resources": {}}', b'{"resources": []}',
    b'{"resources": [{"name": "goals"}]}', b'{"resources": [{"name": "goals", "path": "goals.csv", "schema": {"fields": []}}]}', None,
], ids=repr)
def test_a_broken_description_is_told_and_never_raised(copy_of_data, content):
    path = copy_of_data / "datapackage.json"
    path.unlink() if content is None else path.write_bytes(content)
    assert str(door.read(copy_of_data).faults[0]).startswith("datapackage.json"), "one sentence that names the file"
    with pytest.raises(RecordError, match="datapackage"):
        door.load(copy_of_data)


def test_all_faults_of_three_tables_are_told_at_once(copy_of_data):
    lines = {
        "goals": edit(copy_of_data, "goals", {"goal": "T2-17"}, {"measure": "deportations"}),
        "pace": edit(copy_of_data, "pace", {}, {"per_day": "one"}),
        "knobs": edit(copy_of_data, "knobs", {}, {"step": ""}),
    }
    told = faults(copy_of_data)
    assert {fault.split(",")[0] for fault in told} == {f"{table}.csv line {line}" for table, line in lines.items()}


def test_all_faults_of_one_table_are_told_at_once(copy_of_data):
    for series, cells in (("ice_removals", {"value": "x"}), ("dhs_returns", {"status": "y"}), ("ice_arrests", {"period_end": "z"})):
        edit(copy_of_data, "figures", {"series": series}, cells)
    assert sorted(fault.split(", ")[1].split(":")[0] for fault in faults(copy_of_data)) == ["period_end", "status", "value"]


def test_breaches_of_several_rules_in_one_table_are_told_at_once(copy_of_data):
    edit(copy_of_data, "figures", SHOWN_2012, {"confidence": "low"})
    edit(copy_of_data, "figures", {"series": "dhs_returns", "period_type": "fiscal_year"}, {"period_type": "part_of_fiscal_year"})
    told = faults(copy_of_data)
    assert any("low confidence" in fault for fault in told) and any("not a part of one fiscal year" in fault for fault in told), "\n".join(told)


@pytest.mark.parametrize("table", TABLES)
def test_with_a_broken_table_nothing_is_handed_out_and_the_table_is_named(copy_of_data, table):
    (copy_of_data / f"{table}.csv").write_text("nonsense\n", encoding="utf-8")
    found = door.read(copy_of_data)
    assert [fault.table for fault in found.faults] == [table] and not found.tables


def test_a_folder_that_is_not_there_is_told(tmp_path):
    assert "datapackage.json" in str(door.read(tmp_path / "nowhere").faults[0])


def shell(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "explainer.records", *arguments], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)


def test_the_shell_says_that_good_data_is_good_and_where_it_stands_how_to_add_a_year():
    done = shell()
    assert (done.returncode, done.stderr) == (0, "")
    assert "no fault" in done.stdout and "How to add a year" in done.stdout and "data/README.md" in done.stdout


def test_the_shell_names_every_fault_and_exits_1(copy_of_data):
    lines = [edit(copy_of_data, "goals", {"goal": "T2-17"}, {"high": "1"}), edit(copy_of_data, "figures", SHOWN_2012, {"confidence": "low"})]
    done = shell(str(copy_of_data))
    assert done.returncode == 1
    assert f"goals.csv line {lines[0]}, high: 1 is below low, 3000" in done.stderr
    assert f"figures.csv line {lines[1]}, shown_by_default: " in done.stderr
    assert "Traceback" not in done.stderr
