"""The reader's way back, one change at a time and fifty of them; widgets of its own for each view put; and the way to a part."""

import streamlit as st
from known import FACTS

from explainer.reader import history, links, view, widgets

START = view.from_link(FACTS, links.Link())


def test_fifty_changes_can_be_undone_and_each_view_put_has_new_widgets(monkeypatch):
    monkeypatch.setattr(st, "session_state", {history._VIEW: START})  # noqa: SLF001
    monkeypatch.setattr(st, "rerun", lambda: None)
    keys, seen = [history.key("officers")], [START]
    for more in range(60):
        seen.append(view.from_link(FACTS, links.Link(knobs={"officers": 1000.0 + more})))
        history.put(seen[-1])
        keys.append(history.key("officers"))
        history.put(seen[-1])  # the same again is no change
    back = []
    while history.can_undo():
        history.undo()
        back.append(history.current())
        keys.append(history.key("officers"))
    assert back == seen[-2:-52:-1], "the last fifty, newest first"
    assert keys == [f"officers.{number}" for number in range(len(keys))]
    history.undo()
    assert history.current() == back[-1], "and nothing where there is none"


def test_each_way_to_a_part_is_a_new_turn(monkeypatch):
    written: list[str] = []
    monkeypatch.setattr(st, "session_state", {})
    monkeypatch.setattr(st, "html", written.append)
    for place in (None, "record", None, "record", "needs"):
        widgets.go_to(place, is_door=False)
    assert written == [f'<span data-goto="{place}" data-turn="{turn}"></span>' for place, turn in
                       [("", 0), ("record", 1), ("record", 1), ("record", 2), ("needs", 3)]]  # fmt: skip


def test_a_change_by_the_readers_own_widgets_keeps_them(monkeypatch):
    monkeypatch.setattr(st, "session_state", {history._VIEW: START})  # noqa: SLF001
    history.changed(view.from_link(FACTS, links.Link(knobs={"officers": 1.0})))
    assert history.key("officers") == "officers.0" and history.before() == START
