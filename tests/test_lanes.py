"""Light drawings: each mark stands at its share of the highest value drawn, and no name becomes markup."""

import re

import pytest

from explainer.draw.lanes import Lane, lanes

UNIT = "removals a year"


def places(drawn: str) -> list[tuple[float, ...]]:
    """The places and widths of all marks, in percent, in the order in which they are drawn."""
    return [tuple(float(n) for n in re.findall(r"(?:left|width):([\d.]+)%", style)) for style in re.findall(r'style="([^"]*)"', drawn)]


def test_dots_and_the_readers_line_stand_at_their_share_of_the_highest():
    drawn = lanes([Lane("Years", "100 to 400", dots=[(100, "a"), (400, "b")])], 200, UNIT)
    assert places(drawn) == [(25.0,), (100.0,), (50.0,)]
    assert "400 removals a year" in drawn, "the end of the scale is named"


def test_a_bar_goes_from_its_low_to_its_high_end():
    drawn = lanes([Lane("Officers", "100 to 300", reach=(100, 300)), Lane("Days", "50 to 50", reach=(50, 50))], 400, UNIT)
    assert places(drawn) == [(25.0, 50.0), (100.0,), (12.5, 0.0), (100.0,)]


@pytest.mark.parametrize("own", [0, 1, 5_000_000])
def test_no_mark_leaves_its_lane(own):
    drawn = lanes([Lane("Years", "", dots=[(0, "a"), (3, "b")]), Lane("Officers", "", reach=(1, 2))], own, UNIT)
    assert all(0 <= place[0] and sum(place) <= 100.01 for place in places(drawn))


def test_nothing_is_drawn_where_all_is_zero():
    assert lanes([Lane("Years", "0", dots=[(0, "a")])], 0, UNIT) == ""


def test_names_are_words_and_no_markup():
    drawn = lanes([Lane("<b>x</b>", "<i>", dots=[(1, '"><script>')])], 1, "<u>")
    assert not re.search(r"<script|<b>x|<i>|<u>", drawn)
