"""Room that is kept until its content is drawn is about what that takes, so that nothing jumps while the page loads."""

from __future__ import annotations

import pytest

from bench.screen import PHONE, sliders_by_tab
from explainer.draw import strip
from explainer.model.steps import Scenario
from explainer.page import room
from explainer.records import goals
from explainer.telling import marks

SIZES = {"desk": {"width": 1280, "height": 900}, "phone": {"width": 390, "height": 844} | PHONE}
ABOUT = 24  # CSS pixels: what moves by less, moves by less than a line and a half


@pytest.mark.parametrize(("at", "size"), list(enumerate(SIZES)))
def test_places_that_are_kept_are_as_high_as_what_comes(open_page, at, size):
    page = open_page(**SIZES[size])
    for place, kept in room.HEIGHTS.items():
        assert page.locator(f".st-key-{place}").bounding_box()["height"] == pytest.approx(kept[at], abs=ABOUT), place


def test_sliders_are_as_high_at_a_desk_as_is_kept_for_them(open_page, facts):
    page, s = open_page(**SIZES["desk"]), Scenario(**facts.defaults)
    goal, height = goals.from_row(facts.goal_rows[facts.about["default_goal"]]), {}
    for _ in sliders_by_tab(page):
        height |= page.evaluate("""() => Object.fromEntries([...document.querySelectorAll('[class*=st-key-of-]')].map(place =>
            [place.className.match(/st-key-of-(\\w+)/)[1], place.getBoundingClientRect().height]))""")
    kept = {row.link_key: strip.height(row, facts.defaults[knob], marks.needed(facts, s, goal).get(knob)) for knob, row in facts.knobs.items()}
    assert len(height) >= 12
    assert height == pytest.approx({key: kept[key] for key in height}, abs=ABOUT)
