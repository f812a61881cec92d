"""What is in view: the first slider, and the result with all that belongs to it; while any slider moves, see test_hand.py."""

from __future__ import annotations

import pytest

from bench.screen import PHONE, settle, sliders_by_tab
from explainer.draw import strip
from explainer.model.steps import Scenario
from explainer.page import parts, room
from explainer.records import goals
from explainer.telling import marks

SIZES = {"desk": {"width": 1280, "height": 900}, "phone": {"width": 390, "height": 844} | PHONE}
FIRST_SLIDER = {"desk": 360, "phone": 720}  # pixels from the top
PANEL = ".st-key-panel"
PANEL_OF_A_PHONE = 180
ABOUT = 24  # CSS pixels by which kept room may be wrong: what moves by less, moves by less than a line and a half
TAB_STOPS_TO_THE_LINK, TAB_STOPS_AFTER_IT = 3, 2
# What stays in view while a slider is moved, and lies under nothing else; and what is there besides as the page opens.
STAYS = {"number": ".result .number", "share": ".result .share", "limits": ".result .limits"}
OPENS = STAYS | {"picture": ".record-picture .plot"}
WHERE = """(stays) => Object.fromEntries(Object.entries(stays).map(([name, place]) => {
    const box = document.querySelector(place).getBoundingClientRect(), middle = document.elementFromPoint(
      box.left + box.width / 2, box.top + box.height / 2);
    return [name, box.top >= 0 && box.bottom <= innerHeight && box.left >= 0 && box.right <= innerWidth
      && box.height > 0 && !!middle?.closest('.st-key-panel, .record-picture')]; }))"""

# Bars of past years that the number over the reader's own bar lies on, by a pixel or more: they would look lower than they are.
LIES_ON = """() => { const number = document.querySelector('.record-picture .plot span.yours > span').getBoundingClientRect();
  return [...document.querySelectorAll('.record-picture i:not(.yours)')].filter(bar => { const box = bar.getBoundingClientRect();
    return box.right > number.left + 1 && box.top < number.bottom - 1; }).map(bar => bar.title); }"""

# Words of a picture that lie on other words of it.
OVERLAP = """() => [...document.querySelectorAll('.stVegaLiteChart svg, .record-picture')].flatMap(svg => {
  const words = [...svg.querySelectorAll('tspan, text:not(:has(*)), span:not(:has(*))')].filter(t => t.textContent && t.getClientRects().length && getComputedStyle(t).opacity > 0)
    .map(t => [t.textContent, t.getBoundingClientRect()]);
  return words.flatMap(([one, a], i) => words.slice(i + 1).filter(([, b]) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2
    && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 4).map(([other]) => `${one} | ${other}`)); })"""

ALL_WIDTH = "Math.max(document.documentElement.scrollWidth, document.querySelector('.stMain').scrollWidth)"
RUNS_OUT = """() => [...document.querySelectorAll('.stMain :is(h1, h2, h3, p, li, label, .strip, .record-picture, .result, .stVegaLiteChart)')]
  .filter(e => e.getClientRects().length && !e.closest('table, .unseen, [role=tablist]') && getComputedStyle(e).clipPath === 'none'
    && e.getBoundingClientRect().right > innerWidth + 1).map(e => e.textContent.slice(0, 60))"""


def top_and_height(page, place: str) -> tuple[float, float]:
    box = page.locator(place).first.bounding_box()
    return box["y"], box["height"]


def comes_to(page, place: str, low: float, high: float) -> None:
    """Assert that a place comes to stand between two heights in the window, in pixels from its top, and stays there."""
    page.wait_for_function(
        "([place, low, high]) => { const top = document.querySelector(place)?.getBoundingClientRect().top; return low <= top && top <= high; }",
        arg=[place, low, high],
    )
    settle(page)
    assert low <= top_and_height(page, place)[0] <= high


def hidden(page, stays: dict[str, str] = STAYS) -> list[str]:
    """Return what belongs to the result and is not inside the window, or lies under something else."""
    return [name for name, inside in page.evaluate(WHERE, stays).items() if not inside]


@pytest.mark.parametrize(("query", "scheme"), [
    ("?officers=2000", "light"), ("?officers=11000&open=longrun~arrestsbyyear~outside~backtest~faststart~range~stages~matters", "dark"),
])  # fmt: skip
def test_at_no_width_words_lie_on_others_or_run_out_or_a_readers_number_lies_on_a_past_year(open_page, query, scheme):
    """With a bar of the reader's own that is lower than those beside it, and one as high as the highest year."""
    page = open_page(query, scheme=scheme)
    for width in (1920, 1280, 768, 500, 390, 320):
        page.set_viewport_size({"width": width, "height": 844})
        settle(page)
        assert page.locator(".stVegaLiteChart svg text").count()
        assert page.evaluate(ALL_WIDTH) <= width, f"a window of {width} scrolls sideways"
        for wrong in (OVERLAP, LIES_ON, RUNS_OUT):
            assert not page.evaluate(wrong), f"in a window of {width}"


@pytest.mark.parametrize("size", SIZES)
def test_the_first_slider_is_on_the_first_screen_and_a_link_takes_the_keyboard_to_it(open_page, size):
    page = open_page(**SIZES[size])
    assert top_and_height(page, "[data-testid=stSlider]")[0] <= FIRST_SLIDER[size]
    assert not hidden(page, OPENS)
    for place, kept in room.HEIGHTS.items():
        assert top_and_height(page, f".st-key-{place}")[1] == pytest.approx(kept[list(SIZES).index(size)], abs=ABOUT), f"the room kept for {place}"
    assert size != "phone" or top_and_height(page, PANEL)[1] <= PANEL_OF_A_PHONE
    focused, skip = "document.activeElement", page.locator("a.skip")
    for _ in range(TAB_STOPS_TO_THE_LINK):
        page.keyboard.press("Tab")
        if page.evaluate(f"{focused}.matches('a.skip')"):
            break
    assert skip.evaluate("link => link === document.activeElement && getComputedStyle(link).clipPath") == "none", "not seen"
    page.keyboard.press("Enter")
    for _ in range(TAB_STOPS_AFTER_IT):
        page.keyboard.press("Tab")
        if page.evaluate(f"{focused}.type === 'range'"):
            break
    assert page.evaluate(f"{focused} === document.querySelector('[data-testid=stSlider] input')")
    assert not hidden(page)


def test_sliders_are_as_high_at_a_desk_as_is_kept_for_them(open_page, facts):
    page, s = open_page(**SIZES["desk"]), Scenario(**facts.defaults)
    goal, height = goals.from_row(facts.goal_rows[facts.about["default_goal"]]), {}
    for _ in sliders_by_tab(page):
        height |= page.evaluate("""() => Object.fromEntries([...document.querySelectorAll('[class*=st-key-of-]')].map(place =>
            [place.className.match(/st-key-of-(\\w+)/)[1], place.getBoundingClientRect().height]))""")
    kept = {row.link_key: strip.height(row, facts.defaults[knob], marks.needed(facts, s, goal).get(knob)) for knob, row in facts.knobs.items()}
    assert len(height) >= 12
    assert height == pytest.approx({key: kept[key] for key in height}, abs=ABOUT)


def test_in_a_low_window_the_panel_leaves_room(open_page):
    """A low window, a phone turned around, a page at twice its size and at four times."""
    page = open_page()
    for width, height in ((1280, 500), (844, 390), (640, 450), (640, 360), (320, 225)):
        page.set_viewport_size({"width": width, "height": height})
        settle(page)
        page.evaluate("document.activeElement.blur()")
        slider = page.locator("[data-testid=stSlider] input").nth(2)
        slider.focus()
        box = slider.locator("xpath=ancestor::*[@data-testid='stSlider']").bounding_box()
        panel = page.locator(PANEL).bounding_box()
        over = box["x"] < panel["x"] + panel["width"]
        stays = page.evaluate("getComputedStyle(document.querySelector('.st-key-panel').parentElement).position") == "sticky"
        if over and stays:
            assert panel["height"] <= height / 2, f"the panel covers more than half of a window of {width} by {height}"
        assert box["y"] >= (panel["y"] + panel["height"] - 1 if over and stays else 0)
        if not over:
            assert not hidden(page), f"{width} by {height}"


@pytest.mark.parametrize("part", ["needs", "pastyears"])
def test_an_address_that_names_a_part_opens_there(open_page, part):
    page = open_page(f"#{part}")
    comes_to(page, f"#{part}", -5, 450)


@pytest.mark.parametrize("size", SIZES)
def test_the_contents_open_what_is_closed_and_go_there(open_page, size):
    page = open_page(**SIZES[size])
    page.locator(".st-key-contents button").click()
    name = parts.CONTENTS["teachers"]
    page.get_by_role("menuitem", name=name, exact=True).or_(page.get_by_role("option", name=name, exact=True)).click()
    comes_to(page, "#teachers", -10, SIZES[size]["height"] / 2)
    page.wait_for_function("document.activeElement.id === 'teachers'")
