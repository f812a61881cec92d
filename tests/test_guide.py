"""data/README.md walks through a new year, month, goal and claim: each is done here as told, and then the page is whole."""

from __future__ import annotations

import calendar
import csv
import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from known import FACTS
from page import opened, text
from rows import add, describe, edit, read_rows, rest_on_newer, write_rows

from explainer import words
from explainer.page import sources
from explainer.records import catch_up, counts, door, newest
from explainer.records.__main__ import held
from explainer.records.periods import days, fiscal_year, fiscal_year_of
from explainer.records.rows import Upstream
from explainer.telling import goal

GUIDE = (door.DATA / "README.md").read_text(encoding="utf-8").split("## How to add a row")[1]
YEAR = fiscal_year_of(newest.row_of(FACTS, "ice_removals").period_end) + 1
START, END = fiscal_year(YEAR)
LATER = END + timedelta(days=80)  # the annual report is out
OF_NOTHING = {"SOURCE_ID": "new_report", "MONTH YEAR": "November 2026", "TITLE": "A new report", "PAGE": "new-report", "GOAL_ID": "NEW-1", "CLAIM_ID": "C99", "DAY": LATER,
              "LABEL": "A new goal", "NAME": "Nobody", "CLAIM": "Somebody said a new thing.", "EVIDENCE": "Nobody has counted it."}  # fmt: skip


def told(what: str) -> list[str]:
    """The rows that the guide gives for what is new."""
    block = next(part for part in GUIDE.split("\n**") if part.startswith(f"{what}.**"))
    return [line.strip() for line in block.split("\n") if re.match(r"    \w+\.csv", line)]


def filled(line: str, **values: object) -> str:
    for word, value in (OF_NOTHING | values).items():
        line = re.sub(rf"\b{word}\b", str(value), line)
    return line


def done(folder: Path, line: str) -> None:
    """Add a row as the guide gives it: a whole line, or a row to copy and the cells to change."""
    where, _, rest = line.partition(": ")
    table, _, like = where.partition(".csv")
    if not like:
        with (folder / f"{table}.csv").open("a", encoding="utf-8") as file:
            file.write(rest + "\n")
        return
    key, _, name = like.removeprefix(" like ").partition("=")
    add(folder, table, {key: name}, dict(cell.split("=") for cell in rest.split(", ")))


@pytest.fixture
def with_source(copy_of_data: Path) -> Path:
    """A copy of the data of a later day, with a new document."""
    describe(copy_of_data, "created", f"{LATER}T00:00:00Z")
    done(copy_of_data, filled(told("A fiscal year")[0]))
    return copy_of_data


def the_page(folder: Path, monkeypatch, **query: str) -> str:
    """All that the page says with these data."""
    whole = door.read
    monkeypatch.setattr(door, "read", lambda: whole(folder))
    door.read_once.cache_clear()
    page = opened(**query)
    monkeypatch.undo()
    door.read_once.cache_clear()
    assert not page.exception and not page.error and not page.warning
    return "\n".join([text(page), *(str(picker.options) for picker in page.selectbox)])


def say_no(folder: Path, faults: list) -> int:
    """Write no where the check says so."""
    meant = [fault for fault in faults if fault.column == "shown_by_default" and str(fault.says).endswith("write no")]
    for fault in meant:
        edit(folder, fault.table, read_rows(folder, fault.table)[fault.line - 2], {"shown_by_default": "no"})
    return len(meant)


def test_a_fiscal_year(with_source, monkeypatch):
    for line in told("A fiscal year")[1:]:
        row = next(csv.reader([line.split(": ")[1]]))
        longest = [r for r in FACTS.rows("figures") if r.series in (row[0], f"{row[0]}_to_date") and r.period_start == START and r.confidence != "low"]
        last = max(longest or [newest.row_of(FACTS, row[0])], key=lambda r: r.period_end)
        a_day = 1 if FACTS.series[row[0]].kind == "stock" else days(START, END) / days(last.period_start, last.period_end)
        done(with_source, filled(line, START=START, END=END, NUMBER=round(last.value * a_day)))
    faults = rest_on_newer(with_source, list(door.read(with_source).faults))
    assert say_no(with_source, faults) == len(faults), faults
    assert say_no(with_source, catch_up.due(door.load(with_source))) >= (counts.unfinished_year(FACTS) is not None)
    after = door.load(with_source)
    assert newest.row_of(after, "ice_removals", "ice_removals_to_date").period_end == END == counts.latest_day(after) and counts.unfinished_year(after) is None
    row = counts.under_definition(after, "ice_removals").set_index("fiscal_year").loc[YEAR]
    assert row["whole"] and row["days"] == days(START, END) and row["value"] == newest.row_of(after, "ice_removals").value
    assert f"  {'ice_removals':<36} FY{YEAR}\n" in held(after)
    left = catch_up.due(after)
    assert not [fault for fault in left if fault.table in ("figures", "pace")], "the tables of counts are done"
    if counts.unfinished_year(FACTS) is not None:
        assert {"backtest", "start_values"} <= {fault.table for fault in left}, "the trial and the start Latest rest on a part of the year"
    assert f"{newest.row_of(after, 'ice_removals').value:,.0f}" in the_page(with_source, monkeypatch)


def test_a_month(with_source, monkeypatch):
    last = newest.row_of(FACTS, "arrests_records", months=True)
    start = last.period_end + timedelta(days=1)
    end = start.replace(day=calendar.monthrange(start.year, start.month)[1])
    done(with_source, filled(told("A month")[0], START=start, END=end, PER_DAY=f"{last.value / days(start, end):.1f}", NUMBER=last.value))
    found = catch_up.due(door.load(with_source))
    parts = [r for r in FACTS.rows("pace") if (r.series, r.period_type, r.period_start) == ("arrests_records", "part_of_month", start)]
    gone = [fault.line for fault in found if fault.table == "pace" and "take this one out" in fault.says]
    assert len(gone) == len(parts)
    write_rows(with_source, "pace", [row for line, row in enumerate(read_rows(with_source, "pace"), start=2) if line not in gone])
    after = door.load(with_source)
    assert newest.row_of(after, "arrests_records") == newest.row_of(after, "arrests_records", months=True)
    assert not [fault for fault in catch_up.due(after) if fault.table == "pace"]
    the_page(with_source, monkeypatch)


@pytest.mark.parametrize(("what", "table", "door_of"), [("A goal", "goals", "officials"), ("A claim", "claims", "claims")])
def test_a_goal_and_a_claim(what, table, door_of, with_source, monkeypatch):
    done(with_source, filled(told(what)[0], NUMBER=750_000, START=START, END=END))
    after = door.load(with_source)
    assert after.rows(table)[-1][0] in ("NEW-1", "C99") and not {str(f) for f in catch_up.due(after)} - {str(f) for f in catch_up.due(FACTS)}
    page = the_page(with_source, monkeypatch, **({"goal": "NEW-1"} if table == "goals" else {"open": door_of}))
    said = goal.offered(after.rows(table)[-1]) if table == "goals" else "Somebody said a new thing"
    assert said in page and ("750,000" in said) == (table == "goals")


def test_nothing_has_to_catch_up_in_the_data_as_they_stand():
    assert not [str(fault) for fault in catch_up.due(FACTS)]


def test_a_longer_count_that_is_not_shown_is_named_and_then_a_sentence_with_the_number_before(with_source):
    """Two counts of a year to come, one after the other."""
    start, first, then = (END + timedelta(days=n) for n in (1, 40, 60))

    def count(to: date, value: int, shown: str) -> None:
        add(with_source, "figures", {"series": "ice_removals_to_date"}, {
            "period_start": str(start), "period_end": str(to), "value": str(value), "source_id": "new_report", "confidence": "high", "status": "actual",
            "version": "new", "shown_by_default": shown, "note": ""})  # fmt: skip

    def due() -> list[tuple[str, str]]:
        before = {str(fault) for fault in catch_up.due(FACTS)}
        return [(fault.table, fault.column) for fault in catch_up.due(door.load(with_source)) if str(fault) not in before]

    count(first, 50_001, "yes")
    edit(with_source, "questions", {}, {"after": f"{{ice_removals_to_date@{start}..{first}#new_report}} removals were counted."})
    assert due() == []
    count(then, 75_000, "no")
    assert due() == [("figures", "shown_by_default")]
    edit(with_source, "figures", {"period_end": str(then)}, {"shown_by_default": "yes"})
    edit(with_source, "figures", {"period_end": str(first), "source_id": "new_report"}, {"shown_by_default": "no"})
    assert due() == [("questions", "after")]


def test_the_page_says_to_which_day_each_main_count_goes_and_how_often_it_is_published(with_source, monkeypatch):
    main = [row for row in FACTS.rows(Upstream) if row.often]
    lines = sources.how_old(FACTS).split("\n")[2:]
    assert len(lines) == len(main) and {"ice_removals", "ice_removals_to_date", "arrests_records"} <= {row.series for row in main}
    for row in main:
        last = newest.row_of(FACTS, row.series, months=any(r.series == row.series for r in FACTS.rows("pace")))
        assert f"- {FACTS.series[row.series].label}: to {words.day(last.period_end)}. Published {row.often}." in lines
    done(with_source, filled(told("A fiscal year")[1], START=START, END=END, NUMBER=458_000))
    assert f"- ICE removals: to {words.day(END)}." in the_page(with_source, monkeypatch, open="sources")


def test_no_part_of_the_page_asks_what_day_it_is():
    for path in (Path(door.__file__).parents[1]).rglob("*.py"):
        asked = re.findall(r"\b(?:date|datetime|time)\.(?:today|now|utcnow|time|localtime|gmtime)\(", path.read_text(encoding="utf-8"))
        assert not asked or path.match("records/__main__.py"), path
