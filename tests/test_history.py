"""The reader's way back, one change at a time and fifty of them; widgets of its own for each view put; and the way to a part."""

import dataclasses
from types import SimpleNamespace

import pytest
import streamlit as st
from known import FACTS
from page import opened, slider

from explainer.reader import history, links, redraw, view, widgets

START = view.from_link(FACTS, links.Link())


@pytest.fixture
def drawn(monkeypatch) -> list[object]:
    """What is drawn again, with a session that stands at the start."""
    found: list[object] = []
    monkeypatch.setattr(st, "session_state", {"_session": history.Session(START, None)})
    monkeypatch.setattr(redraw, "page", lambda: found.append("page"))
    return found


def at(officers: float) -> view.View:
    return view.from_link(FACTS, links.Link(knobs={"officers": officers}))


def test_fifty_changes_can_be_undone_and_each_view_put_has_new_widgets(drawn):
    keys, seen = [history.session().key("officers")], [START]
    for more in range(60):
        seen.append(at(1000.0 + more))
        history.put(seen[-1])
        keys.append(history.session().key("officers"))
        history.put(seen[-1])  # the same again is no change
    back = []
    while history.session().said is None:
        history.undo()
        back.append(history.current())
        keys.append(history.session().key("officers"))
    assert back[:-1] == seen[-2:-52:-1], "the last fifty, newest first"
    assert history.session().said == "There is nothing to undo." and back[-1] == back[-2], "and nothing where there is none"
    assert keys[:-1] == [f"officers.{number}" for number in range(len(keys) - 1)] and keys[-1] == keys[-2]
    history.changed(at(1.0))
    assert history.session().said is None, "what was said goes with the next change"


def test_settings_and_choices_have_rounds_of_their_own(drawn):
    """A choice that did not change keeps its widget, so that what a reader does meanwhile is not lost."""
    others = {"settings": at(5.0), "choices": dataclasses.replace(START, goal="own"), "neither": START.keeping("B", START.settings)}
    for changed, new in others.items():
        before = history.session().key("x"), history.session().key("x", history.CHOICES)
        history.go(new)
        after = history.session().key("x"), history.session().key("x", history.CHOICES)
        assert [a != b for a, b in zip(before, after, strict=True)] == [changed == "settings", changed == "choices"]
        history.undo()
        assert history.current() == START
    assert drawn == ["page"] * 2 * len(others)


def test_each_way_to_a_part_is_a_new_turn(monkeypatch):
    written: list[str] = []
    monkeypatch.setattr(st, "session_state", {})
    monkeypatch.setattr(st, "html", written.append)
    for place in (None, "record", None, "record", "needs"):
        widgets.go_to(place)
    assert written == [f'<span data-goto="{place}" data-turn="{turn}"></span>' for place, turn in
                       [("", 0), ("record", 1), ("record", 1), ("record", 2), ("needs", 3)]]  # fmt: skip


def test_a_change_by_the_readers_own_widgets_keeps_them(drawn):
    history.changed(at(1.0))
    assert history.session().key("officers") == "officers.0" and history.session().before == START and drawn == []


def test_a_scenario_is_kept_under_its_letter_and_no_other():
    kept = START.keeping("A", at(5.0).settings).keeping("B", at(6.0).settings)
    assert (kept.a, kept.b, list(kept.kept)) == (at(5.0).settings, at(6.0).settings, ["A", "B"])
    assert kept.keeping("A", None).kept == {"B": at(6.0).settings} and kept.settings == START.settings


def test_a_button_pressed_before_the_browser_has_the_new_address_reads_no_link(monkeypatch):
    """It sends the address before the move; read as a link, that would take back the move and what the button does."""
    clock = [0.0]
    monkeypatch.setattr(history, "time", SimpleNamespace(monotonic=lambda: clock[0]))
    page = opened(officers="9000")
    slider(page, "officers").set_value(9500.0).run()
    page.query_params["officers"] = "9000"
    page.button(key="keep-A").click().run()
    assert slider(page, "officers").value == 9500 and set(page.query_params) == {"officers", "a"}
    assert page.query_params["officers"] in ("9500", ["9500"])
    page.query_params = {"officers": "9000"}
    page.button(key="remove-a").click().run()
    assert set(page.query_params) == {"officers"} and page.query_params["officers"] in ("9500", ["9500"]), "the address is written, also where nothing else changed"
    clock[0] = history.LATE + 1
    page.query_params["officers"] = "9000"
    page.run()
    assert slider(page, "officers").value == 9000, "later it is a link that was followed"
