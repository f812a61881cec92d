"""Every part follows a goal or a definition as soon as it is chosen, whether a move of a slider draws it again or not."""

from __future__ import annotations

import pytest
from known import FACTS
from page import opened, picker

from explainer.page import layout, parts
from explainer.records import goals

ARRESTS = next(row.goal for row in goals.testable(FACTS) if goals.from_row(row).measure == "arrests")


@pytest.mark.parametrize("definition", list(FACTS.definition_rows))
def test_what_has_been_counted_follows_the_definition_at_once(definition):
    page = opened()
    picker(page, "count").set_value(definition).run()
    assert FACTS.definition_rows[definition].sentence in " ".join(m.value for m in page.markdown).replace("\\", "")
    found = [h.value for h in page.subheader if h.value.startswith(f"{FACTS.definition_rows[definition].label}: ")]
    assert found, "the chart's finding is of another definition"


def test_the_fields_of_an_own_goal_come_and_go_with_the_choice():
    page = opened()
    picker(page, "goal").set_value("own").run()
    assert picker(page, "own").value == FACTS.about["own_goal"]["removals"]
    picker(page, "unit").set_value("arrests").run()
    assert picker(page, "own").value == FACTS.about["own_goal"]["arrests"]
    picker(page, "goal").set_value(ARRESTS).run()
    assert not [n for n in page.number_input if str(n.key).startswith("own")]


@pytest.mark.parametrize(("place", "is_door"), [("door-teachers", True), ("needs", False)])
def test_the_contents_open_a_door_and_say_where_to_go(monkeypatch, place, is_door):
    """The real browser follows in tests/browser/test_in_view.py; AppTest cannot press a menu, so it is pressed here."""
    assert place in parts.contents(FACTS)
    monkeypatch.setattr(layout.st, "menu_button", lambda label, *_, **__: place if label == "Contents" else None)
    page = opened()
    told = [e.proto.body for e in page.get("html") if e.proto.body.startswith("<span data-goto")]
    assert len(told) == 1 and f'data-goto="{place}"' in told[0]
    assert ("Write down" in " ".join(m.value for m in page.markdown)) is is_door


def test_a_link_stays_as_it_came_until_the_reader_changes_something():
    page = opened(count="ice_removals", officers="11500")
    assert dict(page.query_params) == {"count": "ice_removals", "officers": "11500"}
    picker(page, "count").set_value("dhs_removals").run()
    assert set(page.query_params) == {"count"}


def test_the_passage_to_quote_names_the_goal_just_chosen():
    page = opened(open="share")
    picker(page, "goal").set_value(ARRESTS).run()
    told = " ".join(code.value for code in page.code)
    assert f"goal={ARRESTS}" in told and FACTS.goal_rows[ARRESTS].label in told
