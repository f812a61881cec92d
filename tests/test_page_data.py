"""The page and its data: with a fault it shows one sentence and calculates nothing, and all readers share one reading."""

from __future__ import annotations

import re
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


@pytest.mark.parametrize(("name", "how"), [("goals.csv", Path.unlink), ("datapackage.json", lambda path: path.write_bytes(b"\xff\xfe"))], ids=["gone", "odd"])
def test_with_a_file_that_cannot_be_read_the_page_names_it_and_calculates_nothing(name, how, with_data):
    told = only_error(with_data(name, how, open="share", goal="own"))
    assert name in told and "nothing is calculated" in told


@pytest.mark.parametrize("many", [3, 5])
def test_of_many_faults_three_are_named_and_the_rest_is_counted(many, with_data):
    def broken(path: Path) -> None:
        head, *rows = path.read_text(encoding="utf-8").splitlines(keepends=True)
        path.write_text(head + "".join(row.replace(",", ",,", 1) if i < many else row for i, row in enumerate(rows)), encoding="utf-8")

    told = only_error(with_data("glossary.csv", broken))
    assert told.count("glossary.csv line") == min(many, 3)
    assert re.findall(r"- and (\d+) more", told) == ([str(many - 3)] if many > 3 else [])


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
