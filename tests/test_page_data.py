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
    assert any(f"{table}.csv" in w.value for w in page.warning), "the page does not say which table is missing"
    assert len(headings(page)) >= 3, "the rest of the page is gone"


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
