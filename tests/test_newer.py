"""What tells of newer numbers: recorded files in the forms of each keeper, and all that can be wrong with them."""

from __future__ import annotations

import contextlib
import dataclasses
import io
import json
import socket
import subprocess
import sys
import threading
import time
import zipfile
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from known import FACTS
from rows import read_rows, rest_on_newer, write_rows

from explainer.records import door, newer, newer_files, newest
from explainer.records.facts import Records
from explainer.records.rows import Upstream

ROOT = Path(__file__).parent.parent
RECORDED = {path.stem: path.read_bytes() for path in (Path(__file__).parent / "upstream").iterdir()}
ASKED = {row.upstream: row for row in FACTS.rows(Upstream)}
READ = [name for name, row in ASKED.items() if row.format != "by_hand"]
TODAY = date(2026, 11, 26)
ZERO = date(1899, 12, 30)


def workbook(lines: list[list], declared: str = "") -> bytes:
    """A workbook with one sheet, as R writes it: texts in the cells, days as numbers."""
    def cell(at: str, value: object) -> str:
        if isinstance(value, date):
            value = (value - ZERO).days
        return f'<c r="{at}" t="inlineStr"><is><t>{value}</t></is></c>' if isinstance(value, str) else f'<c r="{at}"><v>{value}</v></c>'

    body = "".join("<row>" + "".join(cell(f"{'ABCDEFGH'[i]}{n}", v) for i, v in enumerate(line) if v is not None) + "</row>"
                   for n, line in enumerate(lines, start=1))
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr(newer_files.SHEET, f'{declared}<worksheet xmlns="{newer_files.IN_XLSX[1:-1]}"><sheetData>{body}</sheetData></worksheet>')
    return file.getvalue()


def removals_book(made: date, value: float) -> bytes:
    return workbook([["removals", "fiscal_year", "file_date", "pull_date"], [234236, "FY26", date(2026, 4, 9), date(2026, 4, 6)],
                     [value, "FY26", made + timedelta(days=7), made]])


def book_ins_book(made: date, *months: tuple[date, float | None]) -> bytes:
    head = ["arresting_agency", "fiscal_year", "file_date", "pull_date", "month", "n_book_ins", "date"]
    return workbook([head, *([agency, "FY26", made, made, f"{month:%b}", value and value * share, month]
                             for agency, share in (("CBP", 0.1), ("ICE", 1), ("Total", 1.1)) for month, value in months)])


RECORDED["workbook_removals"] = removals_book(date(2026, 7, 11), 356389)
RECORDED["workbook_book_ins"] = book_ins_book(date(2026, 4, 6), (date(2026, 3, 1), 29606), (date(2026, 4, 1), 3721), (date(2026, 5, 1), None))


class Keeper(BaseHTTPRequestHandler):
    """Hands out the files of `served`; a number is an error, a function writes the answer itself."""

    served: dict[str, object] = {}

    def do_GET(self) -> None:
        found = self.served.get(self.path[1:], 404)
        if callable(found):
            found(self)
            return
        with contextlib.suppress(ConnectionError):  # the asker reads no more than it takes
            self.send_response(found if isinstance(found, int) else 200)
            self.end_headers()
            self.wfile.write(found if isinstance(found, bytes) else b"no")

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def address():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Keeper)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def as_recorded(address: str) -> Records:
    """Our rows as they stood when the files were recorded, and the keepers at another address."""
    figures = [r for r in FACTS.rows("figures") if r.period_end <= date(2026, 7, 11)]
    pace = [r for r in FACTS.rows("pace") if r.period_end <= date(2026, 8, 6)]
    asked = [row._replace(url=f"{address}/{row.upstream}") for row in ASKED.values()]
    return dataclasses.replace(FACTS, tables={**FACTS.tables, "figures": figures, "pace": pace, "upstream": asked})


@pytest.fixture
def told(address, monkeypatch):
    """Return what is told with some of the files changed: the lines of each upstream."""
    monkeypatch.setenv("no_proxy", "*")

    def look(**changed: object) -> dict[str, list[str]]:
        monkeypatch.setattr(Keeper, "served", RECORDED | changed)
        blocks: list[list[str]] = []
        for line in newer.look(as_recorded(address), TODAY).split("\n"):
            blocks.append([line]) if line[0] != " " else blocks[-1].append(line)
        return {name: [line.replace(f"{address}/{name}", ASKED[name].url) for line in block] for name, block in zip(ASKED, blocks, strict=True)}
    return look


def pasted(folder: Path, *blocks: list[str]) -> Records:
    """A copy of the data with the printed rows added, read and checked."""
    for line in (line for block in blocks for line in block if "add to " in line):
        table, _, row = line.split("add to ", 1)[1].partition(".csv: ")
        with (folder / f"{table}.csv").open("a", encoding="utf-8") as file:
            file.write(row + "\n")
    rest_on_newer(folder, door.read(folder).faults)
    return door.load(folder)


def removals(day: str, value: object) -> bytes:
    return json.dumps(json.loads(RECORDED["removals_to_date"]) | {"as_of": day, "value": value}).encode()


def test_each_recorded_file_is_read_and_none_is_newer_than_ours(told):
    lines = told()
    assert {name: block[0][:6].strip() for name, block in lines.items() if name in READ} == {
        "removals_to_date": "same", "held_today": "same", "held_by_day": "same", "workbook_removals": "same", "workbook_book_ins": "same",
        "vera_removals": "older", "vera_held": "older", "vera_book_ins": "older", "agreements": "NEWER", "arrest_records": "same"}
    assert lines["removals_to_date"] == [
        "same  ICE removals, fiscal year to date: ours 356,389 to July 11, 2026; Trump by Numbers 356,389 to July 11, 2026."]
    assert all(block[0].startswith("LOOK") and ASKED[name].note in block[0] for name, block in lines.items() if name not in READ)


def test_what_is_newer_is_named_to_the_day_and_its_rows_pass_when_pasted(told, copy_of_data):
    history = json.loads(RECORDED["held_by_day"])
    history["national_adp"].append({"as_of": "2026-09-26", "detained_total": 67001})
    months = [(date(2026, m, 1), 30000.0 + m) for m in (3, 4, 5, 6, 7, 8)]
    found = told(removals_to_date=removals("2026-09-26", 452000), held_by_day=json.dumps(history).encode(),
                 workbook_book_ins=book_ins_book(date(2026, 8, 24), *months, (date(2026, 9, 1), 0)),
                 vera_removals=RECORDED["vera_removals"] + b"2026-09-26,2026,452000,,,,,,,2026-10-02\n")
    assert found["removals_to_date"][0].startswith("NEWER ") and "452,000 to September 26, 2026" in found["removals_to_date"][0]
    assert "30,007 to July 31, 2026" in found["workbook_book_ins"][0], "August was not over when the workbook was made"
    assert sum("add to pace.csv" in line for line in found["workbook_book_ins"]) == 4, "April to July"
    assert not any("add to" in line for line in found["vera_removals"]) and "no redistribution" in found["vera_removals"][1]
    after = pasted(copy_of_data, *found.values())
    added = {(r.series, str(r.period_start), str(r.period_end), r.value, getattr(r, "shown_by_default", "")) for name in ("figures", "pace")
             for r in after.rows(name) if r.source_id.startswith(tuple(ASKED))}
    assert added == {("ice_removals_to_date", "2025-10-01", "2026-09-26", 452000, "no"), ("detained_peak", "2026-09-26", "2026-09-26", 67001, "no"),
                     ("agreements_287g", "2026-09-16", "2026-09-16", 2510, "no"),
                     *(("ice_arrest_book_ins", str(m), str((m + timedelta(days=31)).replace(day=1) - timedelta(days=1)), v, "") for m, v in months[1:5])}
    sources = [r for r in after.rows("sources") if r.source_id.startswith(tuple(ASKED))]
    assert len(sources) == 4 and all(r.opens == "digest" and r.url == f"{ASKED[r.source_id[:-11]].url}#{r.date_published}" for r in sources)


def test_a_total_dated_after_its_year_is_the_whole_year(told, copy_of_data, address):
    known = [r.value for r in FACTS.rows("figures") if (r.series, r.shown_by_default, r.period_end) == ("ice_removals", "yes", date(2026, 9, 30))]
    total = known[0] if known else 458_102
    found = told(removals_to_date=removals("2026-10-03", total))["removals_to_date"]
    assert found[0].endswith(f"{total:,.0f} to September 30, 2026.")
    after = pasted(copy_of_data, found)
    row = next(r for r in after.rows("figures") if r.source_id.startswith("removals_to_date"))
    assert row.series == "ice_removals" and (row.period_type, row.value, row.period_start) == ("fiscal_year", total, date(2025, 10, 1))
    of_now = newer.counts(ASKED["removals_to_date"], [{"value": total, "as_of": "2026-10-03"}])[0]
    assert newer._verdict(row, newer._closed(of_now, row, ASKED["removals_to_date"])) == "same  "  # noqa: SLF001
    begun = newer.counts(ASKED["removals_to_date"], [{"value": 30000, "as_of": "2026-11-01"}])[0]
    assert newer._closed(begun, row, ASKED["removals_to_date"]) == begun, "a count that has fallen is the new year's"  # noqa: SLF001


@pytest.mark.parametrize(("day", "value", "verdict"), [("2026-06-27", 340000, "older"), ("2026-07-11", 356389, "same"), ("2026-07-11", 357001, "OTHER"), ("2026-07-12", 357001, "NEWER")])
def test_same_older_and_another_number_of_the_same_day(told, day, value, verdict):
    found = told(removals_to_date=removals(day, value))["removals_to_date"]
    assert found[0].startswith(verdict) and (len(found) > 1) == (verdict == "NEWER")


def test_another_size_of_a_pointer_is_a_newer_release(told):
    found = told(arrest_records=RECORDED["arrest_records"].replace(b"29460683", b"36951106"))["arrest_records"]
    assert found[0].startswith("NEWER") and "36951106 bytes" in found[0] and "count by month" in found[0]


def endless(answer: BaseHTTPRequestHandler) -> None:
    """50 MB that do not say how long they are."""
    answer.send_response(200)
    answer.end_headers()
    try:
        for _ in range(50):
            answer.wfile.write(b"1,2,3\n" * (1 << 20))
    except OSError:
        answer.server.stopped = True


DEEP, HUGE = b"[" * 100_000, b"value,as_of\n" + b"1" * 50 * (1 << 20)
HTML, POINTER = b"<!doctype html><title>Sign in</title>", RECORDED["arrest_records"]
BOMB = workbook([["removals", "pull_date"], ["x" * (newer_files.MOST + 1), 1]])
LAUGHS = workbook([["removals", "pull_date"], [1, 2]], '<!DOCTYPE x [<!ENTITY a "aaaa">]>')
WRONG = [
    ("removals_to_date", 404, "gone"), ("removals_to_date", 500, "error 500"), ("removals_to_date", b" \n", "is empty"), ("removals_to_date", HTML, "web page"),
    ("removals_to_date", POINTER, "a pointer to it"), ("removals_to_date", HUGE, "larger than 5 MB"), ("removals_to_date", endless, "larger than 5 MB"),
    ("removals_to_date", RECORDED["removals_to_date"].replace(b'"as_of"', b'"date"'), "changed its form: 'as_of'"), ("removals_to_date", DEEP, "cannot be read"),
    ("removals_to_date", b"\xff\xfe\x00", "cannot be read"), ("removals_to_date", b"[]", "changed its form"), ("removals_to_date", b"12", "changed its form"),
    ("removals_to_date", removals("2026-07-32", 1), "where a date"), ("removals_to_date", removals("soon", 1), "where a date"),
    ("removals_to_date", removals("0001-01-01", 1), "where a date"), ("removals_to_date", removals("9999-12-31", 1), "where a date"),
    ("workbook_removals", workbook([["removals", "pull_date"], [1, 10**300]]), "where a date"), ("vera_removals", b"a,b\n1,2,3\n", "changed its form"),
    ("removals_to_date", removals("2026-09-26", "many"), "where a number"), ("removals_to_date", removals("2026-09-26", -5), "where a number"),
    ("removals_to_date", removals("2026-09-26", True), "where a number"), ("removals_to_date", removals("2026-09-26", None), "and a number"), ("removals_to_date", removals("2026-09-26", 10**400), "where a number"),
    ("removals_to_date", removals("2026-09-26", 4520000), "too far from ours"), ("removals_to_date", removals("2026-11-27", 452000), "a day to come"),
    ("vera_removals", RECORDED["vera_removals"].replace(b"total", b"removals_total"), "'total' is not in it, but table_date"),
    ("vera_removals", RECORDED["vera_removals"].split(b"\n")[0], "no row"), ("vera_removals", b'a,b\n"1,2', "cannot be read"),
    ("agreements", RECORDED["agreements"].replace(b"active", b"in_force"), "'active' is not in it"),
    ("workbook_removals", b"PK\x03\x04 cut", "cannot be read"), ("workbook_removals", BOMB, "when unpacked"), ("workbook_removals", LAUGHS, "declarations"),
    ("workbook_removals", RECORDED["workbook_removals"][:200], "cannot be read"), ("workbook_removals", POINTER, "a pointer to it"),
    ("workbook_removals", workbook([["removed", "pull_date"], [1, 2]]), "'removals' is not in it, but removed, pull_date"),
    ("workbook_book_ins", book_ins_book(date(2026, 4, 6), (date(2026, 4, 1), 5.0)), "no row with a whole period"),
    ("arrest_records", b"PAR1" + b"0" * 100, "no longer a pointer"),
    ("arrest_records", b"version https://git-lfs.github.com/spec/v1\n", "'size' is not in it"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "file", "says"), WRONG, ids=[f"{name}-{number}" for number, (name, _, _) in enumerate(WRONG)])
def test_a_file_that_cannot_be_used_is_one_sentence_and_the_others_are_told(told, name, file, says):
    found = told(**{name: file})
    line, *more = found[name]
    assert line.startswith(f"?     {ASKED[name].tells}: the file of {ASKED[name].keeper} ") and says in line and not more
    assert [other for other, block in found.items() if block[0].startswith("?")] == [name]


def local(folder: Path, address: str) -> Path:
    rows = [row | {"url": f"{address}/{row['upstream']}"} for row in read_rows(folder, "upstream")]
    write_rows(folder, "upstream", rows)
    return folder


def test_without_a_network_the_command_says_so_once_within_ten_seconds_and_writes_nothing(copy_of_data):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound and not listening: nobody answers
        local(copy_of_data, f"http://127.0.0.1:{taken.getsockname()[1]}")
        before, start = {p: p.read_bytes() for p in copy_of_data.iterdir()}, time.monotonic()
        done = subprocess.run([sys.executable, "-m", "explainer.records", "newer", str(copy_of_data)], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stdout == f"No network: none of {len(READ)} files could be reached, so nothing was compared.\n"
    assert (done.returncode, done.stderr) == (0, "") and time.monotonic() - start < 10
    assert before == {p: p.read_bytes() for p in copy_of_data.iterdir()}


def test_a_name_that_is_never_found_and_a_keeper_who_never_answers_are_left_after_the_time_set(monkeypatch):
    assert newer_files.SECONDS < 9, "starting up takes a part of the ten seconds"
    over = threading.Event()

    def stalled(*_: object, **__: object) -> None:
        over.wait(30)
        raise OSError

    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        urls = [f"http://127.0.0.1:{silent.getsockname()[1]}/{n}" for n in range(5)]
        start = time.monotonic()
        slow = newer_files.fetch_all(urls, 0.5)
        monkeypatch.setattr(socket, "getaddrinfo", stalled)
        lost = newer_files.fetch_all(["http://nowhere.invalid/"], 0.5)
    over.set()
    assert time.monotonic() - start < 4
    assert len(slow) == 5 and all(isinstance(file, newer_files.NoAnswer) for file in [*slow.values(), *lost.values()])


def test_each_row_that_is_read_says_where_its_value_stands():
    for row in ASKED.values():
        needs = {"pointer": [row.known], "by_hand": [row.often]}.get(row.format, [row.value_at, row.date_at, row.period])
        assert all(needs), row.upstream
        assert (row.period == "month") == bool(row.closed_at), row.upstream
        assert newest.row_of(FACTS, row.series, months=row.period == "month")
    often = [row.series for row in ASKED.values() if row.often]
    assert len(often) == len(set(often)), "one row of a series says how often it is published"
