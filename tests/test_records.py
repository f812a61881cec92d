"""The door to data/: each kind of broken row is named with file, line, column and what would be right."""

import csv
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from rows import SHOWN_2012, add, edit
from wrong import Wrong as Broken

from explainer.records import door
from explainer.records.door import DATA, RecordError
from explainer.records.rows import CLASSES

pytestmark = pytest.mark.usefixtures("unchanged_tables_kept")
ROOT = DATA.parent
TABLES = list(CLASSES)
INTERIOR_2012 = {"series": "ice_removals_interior", "period_end": "2012-09-30", "shown_by_default": "yes"}
A_DAY_GOAL = {"goal": "T2-17"}
A_MONTH = {"series": "ice_arrests_monthly", "period_start": "2013-10-01"}
ARREST_SHARE, OFFICERS = {"knob": "arrest_share"}, {"knob": "officers"}


def faults(folder: Path) -> list[str]:
    """What the door says, one line a fault."""
    with pytest.raises(RecordError) as error:
        door.load(folder)
    return str(error.value).splitlines()


def test_the_copy_is_good_before_it_is_broken(copy_of_data):
    assert door.load(copy_of_data).faults == ()


CASES = [
    # What the schema says of a cell
    Broken("required cell empty", "figures", SHOWN_2012, {"locator": ""}, "locator", "is empty; it must be filled in"),
    Broken("blank cell", "figures", SHOWN_2012, {"locator": "  "}, "locator", "'  ' has spaces around it; remove them"),
    Broken("not a number", "figures", SHOWN_2012, {"value": "many"}, "value",
           "'many' is not a plain number; write digits from 0 to 9, with a point for decimals"),
    Broken("thousands separator", "figures", SHOWN_2012, {"value": "409,849"}, "value", "'409,849' is not a plain number"),
    Broken("NaN", "figures", SHOWN_2012, {"value": "NaN"}, "value", "'NaN' is not a plain number"),
    Broken("infinity", "figures", SHOWN_2012, {"value": "inf"}, "value", "'inf' is not a plain number"),
    Broken("overflow", "figures", SHOWN_2012, {"value": "1e999"}, "value", "'1e999' is too large to be a number"),
    Broken("negative", "figures", SHOWN_2012, {"value": "-1"}, "value", "'-1' is below 0"),
    Broken("percent sign", "knobs", ARREST_SHARE, {"default": "35%"}, "default", "'35%' is not a plain number"),
    Broken("not a whole number", "untestable", {}, {"fiscal_year": "2007.5"}, "fiscal_year", "'2007.5' is not a whole number"),
    Broken("not a date", "figures", SHOWN_2012, {"period_end": "2012-09-31"}, "period_end", "'2012-09-31' is not a date; write it as 2024-09-30"),
    Broken("date of another country", "figures", SHOWN_2012, {"period_end": "9/30/2012"}, "period_end", "write it as 2024-09-30"),
    Broken("date without dashes", "figures", SHOWN_2012, {"period_end": "20120930"}, "period_end", "write it as 2024-09-30"),
    Broken("loose date", "goals", A_DAY_GOAL, {"date": "May 2025"}, "date", "'May 2025' has the wrong form"),
    Broken("loose date that never was", "goals", A_DAY_GOAL, {"date": "2025-13"}, "date",
           "'2025-13' is not a date; write 2025, 2025-01 or 2025-01-25"),
    Broken("source's date", "sources", {"source_id": "ice_ar2024"}, {"date_published": "2024-02-30"}, "date_published", "is not a date"),
    Broken("wrong enum", "figures", SHOWN_2012, {"status": "probable"}, "status",
           "'probable' is not allowed; it must be one of actual, stated, derived, estimate"),
    Broken("wrong pattern", "goals", A_DAY_GOAL, {"goal": "goal 17"}, "goal", "'goal 17' has the wrong form; it must match"),
    Broken("address that is none", "sources", {}, {"url": "javascript:alert(1)"}, "url", "has the wrong form; it must match ^https?://"),
    Broken("spaces", "figures", SHOWN_2012, {"source_id": " ice_foia_2003_2016"}, "source_id", "has spaces around it; remove them"),
    Broken("link key twice", "knobs", {"knob": "borrowed"}, {"link_key": "officers"}, "link_key", "'officers' stands twice; it must be unique"),
    # Keys
    Broken("doubled key", "figures", SHOWN_2012, {}, "series",
           "stands twice; series + period_start + period_end + source_id + version must be unique", add),
    Broken("doubled goal", "goals", A_DAY_GOAL, {}, "goal", "'T2-17' stands twice; goal must be unique", add),
    Broken("unknown source", "figures", SHOWN_2012, {"source_id": "nobody"}, "source_id",
           "'nobody' is not in sources.csv; add it there or mend it here"),
    Broken("unknown series", "pace", A_MONTH, {"series": "arrested"}, "series", "'arrested' is not in series.csv; add it there or mend it here"),
    Broken("unknown source in a list", "claims", {"claim_id": "C01"}, {"source_ids": "ice_ar2024;nobody"}, "source_ids",
           "'nobody' is not in sources.csv"),
    Broken("unknown series in a list", "definitions", {"definition": "dhs_repatriations"}, {"parts": "dhs_removals;exits"}, "parts",
           "'exits' is not in series.csv"),
    Broken("unknown knob", "evidence", OFFICERS, {"knob": "agents"}, "knob", "'agents' is not in knobs.csv"),
    # Periods
    Broken("period reversed", "pace", A_MONTH, {"period_end": "2013-09-30"}, "period_end", "'2013-09-30' is before the period's start, 2013-10-01"),
    Broken("fiscal year not whole", "figures", SHOWN_2012, {"period_start": "2011-11-01"}, "period_type",
           "2011-11-01 to 2012-09-30 is not a whole fiscal year; call it part_of_fiscal_year or write 2011-10-01 to 2012-09-30"),
    Broken("part year called whole", "figures", {"period_type": "part_of_fiscal_year"}, {"period_type": "fiscal_year"}, "period_type",
           "is not a whole fiscal year; call it part_of_fiscal_year or write"),
    Broken("whole year called part", "figures", SHOWN_2012, {"period_type": "part_of_fiscal_year"}, "period_type",
           "2011-10-01 to 2012-09-30 is not a part of one fiscal year"),
    Broken("fiscal 1976 has fifteen months", "figures", {"series": "dhs_removals", "period_end": "1976-09-30"}, {"period_start": "1975-10-01"},
           "period_type", "call it part_of_fiscal_year or write 1975-07-01 to 1976-09-30"),
    Broken("month not whole", "pace", A_MONTH, {"period_end": "2013-10-30", "per_day": "634.7"}, "period_type",
           "2013-10-01 to 2013-10-30 is not a whole month; call it part_of_month"),
    Broken("per day off", "pace", A_MONTH, {"per_day": "641.2"}, "per_day", "641.2 is not 19040 / 31 days; write 614.2"),
    # Figures among themselves
    Broken("two rows shown", "figures", SHOWN_2012, {"version": "another"}, "shown_by_default",
           "is shown for ice_removals in the same period too; one row may say yes", add),
    Broken("low confidence shown", "figures", SHOWN_2012, {"confidence": "low"}, "shown_by_default",
           "a figure of low confidence may not be shown by default; write no"),
    Broken("interior and border off", "figures", INTERIOR_2012, {"value": "180070"}, "value",
           "interior 180070 + border 228879 (line 514) is not the total, 409849 (line 478); one of the three is wrong"),
    # Sliders
    Broken("default off its basis", "knobs", OFFICERS, {"default": "6050"}, "default", "6050 is not what basis_formula gives; write 6000"),
    Broken("unknown figure in a formula", "knobs", OFFICERS, {"basis_formula": "{officers@2024-12-20..2024-12-20#ap_2024}"}, "basis_formula",
           "{officers@2024-12-20..2024-12-20#ap_2024} is not a row of figures.csv or pace.csv"),
    Broken("unknown knob in a formula", "knobs", OFFICERS, {"basis_formula": "agents * 2"}, "basis_formula", "'agents' is not a knob"),
    Broken("not a formula", "knobs", OFFICERS, {"basis_formula": "about six thousand"}, "basis_formula", "'about six thousand' is not a sum"),
    Broken("formula that divides by zero", "knobs", OFFICERS, {"basis_formula": "beds / (beds - beds)"}, "basis_formula",
           "divides by zero"),
    Broken("low above high", "knobs", {"knob": "borrowed"}, {"low": "46000"}, "low", "46000 is not below high, 45000"),
    Broken("default outside", "knobs", {"knob": "borrowed"}, {"low": "500"}, "default", "0 is outside 500 to 45000"),
    Broken("step zero", "knobs", {"knob": "borrowed"}, {"step": "0"}, "step", "0 is not above zero"),
    Broken("ten million in a percent", "knobs", ARREST_SHARE, {"highest": "10000000"}, "highest",
           "10000000 is not a share; a percent lies between 0 and 1"),
    Broken("ten million in the evidence of a percent", "evidence", {"knob": "share_by_air", "mark": "highest"}, {"value": "10000000"}, "value",
           "10000000 is not a share; a percent lies between 0 and 1"),
    Broken("no highest mark", "evidence", {"knob": "officers", "mark": "highest"}, {"mark": ""}, "mark",
           "officers needs one row marked highest, the one with"),
    Broken("start outside the slider", "start_values", {"start": "plan", "knob": "officers"}, {"value": "250000"}, "value",
           "250000 is outside the slider of officers, 0 to 60000"),
    # Goals, trial, questions
    Broken("goal without a scope", "goals", A_DAY_GOAL, {"scope": ""}, "scope", "is empty; it must be filled in"),
    Broken("goal of an unknown scope", "goals", A_DAY_GOAL, {"scope": "FBI"}, "scope", "'FBI' is not allowed; it must be one of ICE, DHS, INS, not_stated"),
    Broken("goal without a kind", "goals", A_DAY_GOAL, {"kind": ""}, "kind", "is empty; it must be filled in"),
    Broken("goal of nobody's administration", "goals", A_DAY_GOAL, {"administration": "Trump third term"}, "administration",
           "'Trump third term' is not in administrations.csv"),
    Broken("definition without a scope", "definitions", {"definition": "ice_removals"}, {"scopes": ""}, "scopes", "is empty; it must be filled in"),
    Broken("definition of an unknown scope", "definitions", {"definition": "ice_removals"}, {"scopes": "ICE;FBI"}, "scopes",
           "'FBI' is no scope; write one or more of ICE, DHS, INS"),
    Broken("claim without a group", "claims", {"claim_id": "C01"}, {"group": ""}, "group", "is empty; it must be filled in"),
    Broken("claim of an unknown group", "claims", {"claim_id": "E01"}, {"group": "later"}, "group", "'later' is not in claim_groups.csv"),
    Broken("two groups in one place", "claim_groups", {"group": "earlier"}, {"order": "1"}, "order", "'1' stands twice; it must be unique"),
    Broken("goal a day times 365 wrong", "goals", A_DAY_GOAL, {"annual_low": "1098000"}, "annual_low",
           "1098000 is not 3000 a day x 365; write 1095000"),
    Broken("high below low", "goals", A_DAY_GOAL, {"high": "2999"}, "high", "2999 is below low, 3000"),
    Broken("sixteen words quoted", "goals", A_DAY_GOAL, {"words": " ".join(["word"] * 16)}, "words", "quotes 16 words; at most 15"),
    Broken("trial names no figure", "backtest", {"fiscal_year": "2012", "quantity": "arrests"},
           {"figure": "{ice_arrests@2011-10-01..2012-09-30#nobody}"},
           "figure", "{ice_arrests@2011-10-01..2012-09-30#nobody} is not a row of figures.csv or pace.csv"),
    Broken("answer names no figure", "questions", {}, {"answer": "409849 removals"}, "answer", "'409849 removals' is not a sum"),
]


@pytest.mark.parametrize("case", CASES, ids=[case.kind for case in CASES])
def test_a_broken_row_is_named_with_its_place_and_what_would_be_right(copy_of_data, case):
    line = case.change(copy_of_data, case.table, case.where, case.cells)
    told = faults(copy_of_data)
    place = f"{case.table}.csv line {line}, {case.column}: "
    assert any(fault.startswith(place) and case.says in fault for fault in told), f"{place}{case.says}\nbut it says:\n" + "\n".join(told)


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


SHOULD_BE = "they should be start, label, sentence, recorded_arrests_per_day, model_arrests_per_day, series, source_id, note"
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
]


@pytest.mark.parametrize(("kind", "broken", "says"), FILES, ids=[case[0] for case in FILES])
def test_a_broken_file_is_named_with_what_would_be_right(copy_of_data, kind, broken, says):
    broken(copy_of_data)
    told = faults(copy_of_data)
    assert any(says in fault for fault in told), f"{kind}: {says}\nbut it says:\n" + "\n".join(told)


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
        "goals": edit(copy_of_data, "goals", A_DAY_GOAL, {"measure": "deportations"}),
        "pace": edit(copy_of_data, "pace", A_MONTH, {"per_day": "one"}),
        "knobs": edit(copy_of_data, "knobs", OFFICERS, {"step": ""}),
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


def test_the_shell_says_that_good_data_is_good_and_guides_whoever_adds_a_year():
    done = shell()
    assert (done.returncode, done.stderr) == (0, "")
    assert "no fault" in done.stdout and "To add fiscal year" in done.stdout and "figures.csv" in done.stdout


def test_the_shell_names_every_fault_and_exits_1(copy_of_data):
    lines = [edit(copy_of_data, "goals", A_DAY_GOAL, {"high": "1"}), edit(copy_of_data, "figures", SHOWN_2012, {"confidence": "low"})]
    done = shell(str(copy_of_data))
    assert done.returncode == 1
    assert f"goals.csv line {lines[0]}, high: 1 is below low, 3000" in done.stderr
    assert f"figures.csv line {lines[1]}, shown_by_default: " in done.stderr
    assert "Traceback" not in done.stderr
