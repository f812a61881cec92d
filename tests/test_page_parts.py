"""Parts of the page: each opens by a link and by hand, stands alone where a link asks for it, and fails by itself."""

from __future__ import annotations

import by_hand
import pytest
from known import FACTS
from page import headings, look_closer, number, opened, part_of, slider, text
from streamlit.testing.v1 import AppTest

from explainer import words
from explainer.model import steps
from explainer.model.steps import Scenario
from explainer.page import counted, limits, needs, parts
from explainer.page.reading import Part


@pytest.fixture(scope="module")
def plain() -> AppTest:
    return opened()


@pytest.mark.parametrize("part", parts.BEHIND, ids=lambda part: part.key)
def test_every_part_behind_a_row_opens_and_closes_by_link_and_by_hand(part, plain):
    page = opened(open=part.key)
    assert not page.exception and not page.warning
    assert [h.value for h in page.subheader].count(part.name) == 1
    assert len(list(page.main)) > len(list(plain.main)) + 1, f"{part.key} is empty"
    look_closer(page, part.key)
    assert part.name not in [h.value for h in page.subheader] and not dict(page.query_params)
    look_closer(page, part.key)
    assert part.name in [h.value for h in page.subheader] and dict(page.query_params) == {"open": part.key}, "open parts stand in the address"


def test_every_part_that_is_open_stands_in_the_address_beside_the_view():
    page = opened(open="claims~method")
    look_closer(page, "stages")
    slider(page, "officers").set_value(3000.0).run()
    assert dict(page.query_params) == {"officers": "3000", "open": "stages~method~claims"}
    look_closer(page, "claims")
    again = opened(**dict(page.query_params))
    assert [h.value for h in again.subheader] == [h.value for h in page.subheader] and number(again) == number(page)


@pytest.mark.parametrize("key", [parts.CALCULATOR, *parts.SECTIONS])
def test_a_part_can_be_shown_alone(key):
    page = opened(section=key)
    assert not page.exception and not page.warning
    assert any("From [" in c.value for c in page.caption), "the way back to the whole page"
    assert bool(page.slider) or key != parts.CALCULATOR
    assert len(headings(page)) <= 1 and not page.title
    assert not [g for g in page.get("button_group") if str(g.key).startswith("closer-")]


@pytest.mark.parametrize("part", [limits.PART, needs.PART, counted.PART], ids=lambda part: part.key)
def test_a_part_that_fails_loses_itself_and_the_instrument_stays(part, monkeypatch, plain):
    """Parts as they are drawn behind a row, by themselves at each move, and by the page."""
    monkeypatch.setattr(Part, "__setattr__", object.__setattr__)  # a part cannot be written to otherwise
    monkeypatch.setattr(part, "draw", lambda _: 1 / 0)
    page = opened(open=limits.PART.key)
    assert not page.exception
    assert [w.value for w in page.warning] == [f"{part.name} cannot be shown, because of a fault of this page. The rest of the page works."]
    assert number(page) == number(plain) and len(page.slider) == len(plain.slider)
    slider(page, "officers").set_value(3000.0).run()
    assert not page.exception and len(page.warning) == 1 and by_hand.fits(part_of(page, "number").split(" ICE")[0], steps.run(Scenario(**FACTS.defaults | {"officers": 3000.0})).removals_per_year)
    assert page.query_params["officers"] == "3000", "the address goes on too"


def test_everything_on_one_page_opens_all_that_can_be_opened_and_each_can_be_closed_again():
    page = opened(open="all")
    assert not page.exception
    assert [h.value for h in page.subheader if h.value in {part.name for part in parts.BEHIND}] == [part.name for part in parts.BEHIND]
    closed = [control.label for control in page.expander if not control.proto.expanded]
    assert len(page.expander) > 10 and closed == ["What these settings mean", "Exact values and sources"], "all of that is in a part"
    assert all("<details>" not in m.value for m in page.markdown), "the claims are open too"
    seen = text(page)
    for knob, marks in FACTS.evidence.items():
        assert all(words.plain(mark.label) in seen for mark in marks), knob
    look_closer(page, "method")
    assert "all" not in page.query_params["open"] and "share" in page.query_params["open"]
    data = next(control for control in page.expander if control.label == "Data, image, sources")
    page.session_state[data.key] = False
    page.run()
    assert not page.session_state[data.key], "what is closed stays closed"
