"""A finger: a swipe that begins on a slider scrolls and changes nothing; that dragging the thumb works, see test_hand.py."""

from __future__ import annotations

from bench.screen import PHONE, settle
from browser.agree import slider, thumb

STEPS, PAUSE = 12, 20  # of a movement, milliseconds between them
BEGINS = {"left of the thumb": 0.02, "middle of the track": 0.5, "right end": 0.95}
SCROLLED = "document.querySelector('.stMain').scrollTop || scrollY"


def drag(page, start: tuple[float, float], by: tuple[float, float]) -> None:
    """Put a finger down, move it, lift it."""
    touch = page.context.new_cdp_session(page)
    for i in range(STEPS + 1):
        point = {"x": start[0] + by[0] * i / STEPS, "y": start[1] + by[1] * i / STEPS}
        touch.send("Input.dispatchTouchEvent", {"type": "touchMove" if i else "touchStart", "touchPoints": [point]})
        page.wait_for_timeout(PAUSE)
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    page.wait_for_timeout(500)
    settle(page)


def phone(open_page):
    """Open the page on a phone, scrolled as a reader would to move the first slider."""
    page = open_page(width=390, height=844, **PHONE)
    to_the_slider(page)
    return page


def to_the_slider(page) -> None:
    page.locator("[data-testid=stSlider]").first.evaluate("slider => slider.scrollIntoView({block: 'center', behavior: 'instant'})")
    settle(page)


def track(page, facts):
    return slider(page, facts).locator("xpath=ancestor::*[@data-testid='stSlider']//*[@data-orientation and not(@role)]")


def test_a_swipe_scrolls_and_changes_nothing_not_even_on_the_thumb(open_page, facts):
    page = phone(open_page)
    value = thumb(page, facts)
    for place, share in BEGINS.items():
        to_the_slider(page)
        before = page.evaluate(SCROLLED)
        box = track(page, facts).bounding_box()
        drag(page, (box["x"] + box["width"] * share, box["y"] + box["height"] / 2), (3, -240))
        assert page.evaluate(SCROLLED) > before + 100, f"the page did not scroll: {place}"
        assert thumb(page, facts) == value
        assert not page.url.partition("?")[2]
    to_the_slider(page)
    box = page.locator("[data-testid=stSliderThumbValue]").first.locator("..").bounding_box()
    drag(page, (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2), (0, -240))
    assert thumb(page, facts) == value
