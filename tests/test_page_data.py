"""The page and its data: a broken table never takes it down, and all readers share one reading."""

from __future__ import annotations

import json
import shutil
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from page import headings, opened
from streamlit.testing.v1 import AppTest

from explainer.records import door


@pytest.fixture
def with_data(tmp_path, monkeypatch):
    """Return a function that gives the page another data folder, after a change to one file."""
    folder = tmp_path / "data"
    shutil.copytree(door.DATA, folder)
    whole = door.read

    def change(name: str, how) -> AppTest:
        how(folder / f"{name}.csv")
        monkeypatch.setattr(door, "read", lambda: whole(folder))
        door.read_once.cache_clear()
        return opened()

    yield change
    door.read_once.cache_clear()


@pytest.mark.parametrize(
    "table", [r["name"] for r in json.loads((door.DATA / door.PACKAGE).read_text())["resources"]]
)
def test_one_broken_table_never_takes_the_page_down(table, with_data):
    page = with_data(table, Path.unlink)
    assert not page.exception, page.exception
    assert any(f"{table}.csv" in w.value.replace("\\", "") for w in page.warning), "the page does not say which table is missing"
    assert len(headings(page)) >= 3, "the rest of the page is gone"


NO_GOOD = {
    "no version": lambda of: of.pop("version"),
    "no day": lambda of: of.update(created="tomorrow"),
    "no goal": lambda of: of.update(default_goal="T9-99"),
    "a denied goal": lambda of: of.update(default_goal="T2-21"),
    "no definition": lambda of: of.pop("default_definition"),
    "another start": lambda of: of.update(default_start="fy3012"),
    "a benchmark of text": lambda of: of.update(benchmark_goal="1,000,000"),
    "no title": lambda of: of.pop("title"),
}


@pytest.mark.parametrize("kind", NO_GOOD)
def test_a_description_that_names_nothing_is_one_sentence_and_takes_no_part_away(kind, with_data):
    def broken(path: Path) -> None:
        path = path.with_suffix(".json")
        package = json.loads(path.read_text(encoding="utf-8"))
        NO_GOOD[kind](package)
        path.write_text(json.dumps(package), encoding="utf-8")

    page = with_data("datapackage", broken)
    assert not page.exception, page.exception
    assert len(page.warning) == 1 and "datapackage.json" in page.warning[0].value
    assert "The pace of arrests" not in page.warning[0].value and len(headings(page)) >= 10


@pytest.mark.parametrize("raw", [None, b"", b"{", b"[]", b'{"resources": []}'], ids=repr)
def test_without_a_description_the_page_says_so_once(raw, with_data):
    def broken(path: Path) -> None:
        path = path.with_suffix(".json")
        path.unlink() if raw is None else path.write_bytes(raw)

    page = with_data("datapackage", broken)
    assert not page.exception, page.exception
    assert len(page.warning) == 1 and "cannot be read" in page.warning[0].value and "datapackage.json" in page.warning[0].value


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
