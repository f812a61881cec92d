"""The page and its data: a broken table takes away its own part and no other, and all readers share one reading."""

from __future__ import annotations

import json
import re
import shutil
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from known import FACTS
from page import headings, number, opened, part_of, slider, text
from streamlit.testing.v1 import AppTest

from explainer.page import parts
from explainer.records import door

TABLES = [r["name"] for r in json.loads((door.DATA / door.PACKAGE).read_text(encoding="utf-8"))["resources"]]
# What the result and the sliders stand on: without one of these nothing can be calculated, and the page says that once.
STOOD_ON = {"knobs", "evidence", "starts", "start_values", "figures", "pace", "definitions", "series", "groups"}
ALL_DOORS = "~".join(part.key for part in parts.doors(FACTS))


@pytest.fixture
def with_data(tmp_path, monkeypatch, unchanged_tables_kept):
    """Return a function that gives the page another data folder, after a change to one file."""
    folder = tmp_path / "data"
    shutil.copytree(door.DATA, folder)
    whole = door.read

    def change(name: str, how, **query: str) -> AppTest:
        how(folder / name)
        monkeypatch.setattr(door, "read", lambda: whole(folder))
        door.read_once.cache_clear()
        return opened(**query)

    yield change
    door.read_once.cache_clear()


def warnings(page: AppTest) -> str:
    return "\n".join(warning.value for warning in page.warning).replace("\\", "")


@pytest.fixture(scope="module")
def number_of_whole_data() -> float:
    return number(opened())


@pytest.mark.parametrize("table", TABLES)
def test_one_broken_table_takes_its_part_away_and_no_more(table, number_of_whole_data, with_data):
    page = with_data(f"{table}.csv", Path.unlink, open=ALL_DOORS)
    assert not page.exception, page.exception
    assert f"{table}.csv" in warnings(page), "the page does not say which table is missing"
    if any("cannot calculate" in error.value for error in page.error):
        assert not page.slider and len(page.error) == 1
        return
    assert table not in STOOD_ON
    assert number(page) == number_of_whole_data and slider(page, "officers")
    page.slider[0].set_value(page.slider[0].max).run()
    assert not page.exception and number(page) > 0


def test_without_goals_the_page_calculates_and_shows_no_goal(with_data):
    page = with_data("goals.csv", Path.unlink)
    assert "goals.csv" in warnings(page) and not page.exception
    assert "ICE removals a year" in part_of(page, "number") and "not available" in part_of(page, "share")
    picture = next(e.proto.body for e in page.get("html") if 'class="result"' in e.proto.body)
    assert "Goal" not in picture and "goal" not in re.sub(r"goals", "", picture)
    assert not re.search(r"%\D{1,20}goal", text(page)), "a share of a goal that nobody chose"
    own = opened(goal="own", own="400000")
    assert "% of the goal" in part_of(own, "share"), "a goal of the reader's own stands all the same"


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


@pytest.mark.parametrize("how", [Path.unlink, cut, lambda path: path.write_bytes(b"\xff\xfe")], ids=["gone", "cut", "odd"])
@pytest.mark.parametrize("name", ["figures.csv", "knobs.csv", "datapackage.json"])
def test_without_what_it_stands_on_the_page_says_so_in_one_sentence(name, how, with_data):
    page = with_data(name, how)
    assert not page.exception
    assert len(page.error) <= 1 and name in warnings(page)
    if page.error:
        assert "cannot calculate" in page.error[0].value and not page.slider and not headings(page)


@pytest.mark.parametrize("many", [1, 3, 4, 6])
def test_of_many_faults_three_are_named_and_the_rest_is_counted(many, with_data):
    def broken(path: Path) -> None:
        head, *rows = path.read_text(encoding="utf-8").splitlines(keepends=True)
        path.write_text(head + "".join(row.replace(",", ",,", 1) if i < many else row for i, row in enumerate(rows)), encoding="utf-8")

    told = warnings(with_data("glossary.csv", broken))
    assert told.count("glossary.csv line") == min(many, 3)
    assert re.findall(r"- and (\d+) more", told) == ([str(many - 3)] if many > 3 else [])


NO_GOOD = {
    "no version": lambda of: of.pop("version"),
    "no day": lambda of: of.update(created="tomorrow"),
    "no goal": lambda of: of.update(default_goal="T9-99"),
    "no definition": lambda of: of.pop("default_definition"),
    "another start": lambda of: of.update(default_start="fy3012"),
    "a benchmark of text": lambda of: of.update(benchmark_goal="1,000,000"),
    "no title": lambda of: of.pop("title"),
    "no own goal": lambda of: of.pop("own_goal"),
    "half an own goal": lambda of: of.update(own_goal={"removals": 5}),
}


@pytest.mark.parametrize("kind", NO_GOOD)
def test_a_description_that_names_nothing_is_one_sentence_and_takes_no_part_away(kind, with_data):
    def broken(path: Path) -> None:
        package = json.loads(path.read_text(encoding="utf-8"))
        NO_GOOD[kind](package)
        path.write_text(json.dumps(package), encoding="utf-8")

    page = with_data("datapackage.json", broken, open="share")
    assert not page.exception, page.exception
    assert len(page.warning) == 1 and "datapackage.json" in warnings(page)
    assert number(page) > 0 and len(headings(page)) >= 5
    assert not opened(goal="own").exception


def test_readers_who_come_to_a_new_server_at_once_have_the_data_read_once(monkeypatch, facts):
    readings = []

    def slowly():
        readings.append(1)
        time.sleep(0.05)
        return facts

    monkeypatch.setattr(door, "read", slowly)
    door.read_once.cache_clear()
    with ThreadPoolExecutor(8) as readers:
        given = list(readers.map(lambda _: door.shared(), range(8)))
    door.read_once.cache_clear()
    assert len(readings) == 1
    assert all(each is facts for each in given)
