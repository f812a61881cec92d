"""The page and its data: with a fault it shows one sentence and calculates nothing, and all readers share one reading."""

from __future__ import annotations

import json
import re
import shutil
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from page import headings, opened
from streamlit.testing.v1 import AppTest

from explainer.records import door
from explainer.records.rows import CLASSES


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


def only_error(page: AppTest) -> str:
    """The one thing that the page shows."""
    assert not page.exception, page.exception
    (error,) = page.error
    assert not page.slider and not headings(page) and not page.warning
    return error.value.replace("\\", "")


@pytest.mark.parametrize("table", CLASSES)
def test_with_a_table_that_is_gone_the_page_says_so_and_calculates_nothing(table, with_data):
    told = only_error(with_data(f"{table}.csv", Path.unlink))
    assert f"{table}.csv: the file is missing; it belongs in data/" in told and "nothing is calculated" in told


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


@pytest.mark.parametrize("how", [Path.unlink, cut, lambda path: path.write_bytes(b"\xff\xfe")], ids=["gone", "cut", "odd"])
@pytest.mark.parametrize("name", ["figures.csv", "datapackage.json"])
def test_a_file_that_cannot_be_read_is_named(name, how, with_data):
    assert name in only_error(with_data(name, how, open="share", goal="own"))


@pytest.mark.parametrize("many", [1, 3, 4, 6])
def test_of_many_faults_three_are_named_and_the_rest_is_counted(many, with_data):
    def broken(path: Path) -> None:
        head, *rows = path.read_text(encoding="utf-8").splitlines(keepends=True)
        path.write_text(head + "".join(row.replace(",", ",,", 1) if i < many else row for i, row in enumerate(rows)), encoding="utf-8")

    told = only_error(with_data("glossary.csv", broken))
    assert told.count("glossary.csv line") == min(many, 3)
    assert re.findall(r"- and (\d+) more", told) == ([str(many - 3)] if many > 3 else [])


@pytest.mark.parametrize("change", [{"version": None}, {"title": ""}, {"default_goal": "T9-99"}, {"own_goal": {"removals": 5}}], ids=str)
def test_a_description_that_names_nothing_is_told(change, with_data):
    def broken(path: Path) -> None:
        path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")) | change), encoding="utf-8")

    assert f"datapackage.json, {next(iter(change))}" in only_error(with_data("datapackage.json", broken, section="officials"))


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
