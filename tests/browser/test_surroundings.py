"""What changes around the page, in mid-visit or from the start: theme, a phone turned around, zoom, a path before it, a decimal comma."""

from __future__ import annotations

import unicodedata


from bench.screen import press, settle
from bench.server import serve
from browser.agree import agrees, number, thumb

PREFIX = "/record/of/goals"
# Words and marks with the colours that they have: what a theme left behind would stand out.
COLORS = """() => [...document.querySelectorAll('.stMain :is(h1, h2, p, .number b, .strip, .strip *, .picture *, .stVegaLiteChart text, .stVegaLiteChart path)')]
  .filter(e => e.getClientRects().length && !e.closest('button')).map(e => { const style = getComputedStyle(e);
    return [e.tagName, e.getAttribute('class'), style.color, style.backgroundColor, style.fill, style.stroke].join(' '); })"""
TEXTS = "() => [...document.querySelectorAll('.result, .strip, .stMain table, .stMain .stVegaLiteChart text')].map(e => e.textContent)"
THUMBS = "() => [...document.querySelectorAll('[data-testid=stSliderThumbValue]')].map(e => e.textContent)"
SIDEWAYS = "Math.max(document.documentElement.scrollWidth, document.querySelector('.stMain').scrollWidth) - innerWidth"


def move(page, facts, key: str = "ArrowRight") -> float:
    """Move the officers slider, and return its value when all that stands on the page agrees with it."""
    press(page, facts.knobs["officers"].label, key)
    return agrees(page, facts)


def test_another_theme_in_mid_visit_is_the_same_as_from_the_start(open_page, facts):
    page = open_page(scheme="light")
    value = move(page, facts)
    page.emulate_media(color_scheme="dark")
    settle(page)
    fresh = open_page(f"?officers={value:g}", scheme="dark")
    assert page.evaluate(COLORS) == fresh.evaluate(COLORS)
    assert move(page, facts) > value
    assert not page.complaints


def test_a_phone_turned_around_and_a_page_made_twice_as_large_go_on(open_page, facts):
    page = open_page(width=390, height=844)
    values = [thumb(page, facts)]
    for width, height in ((844, 390), (390, 844), (640, 450), (320, 225), (1280, 900)):
        page.set_viewport_size({"width": width, "height": height})
        settle(page)
        values.append(move(page, facts))
        assert page.evaluate(SIDEWAYS) <= 0, f"a window of {width} by {height} scrolls sideways"
    assert values == sorted(set(values))
    assert not page.complaints


def test_behind_a_path_every_link_and_the_address_keep_it(open_page, facts):
    with serve(prefix=PREFIX) as server:
        page = open_page("?officers=9000&open=share", url=server.url)
        assert number(facts, 9000) in page.locator(".result .number").inner_text()
        move(page, facts)
        assert page.url.startswith(f"{server.url}/?")
        own = page.evaluate("() => [...document.querySelectorAll('.stMain a[href]')].map(a => a.href).filter(h => new URL(h).host === location.host)")
        assert not [link for link in own if not link.startswith(server.url)]
        assert not page.complaints


def digits(thumb: str) -> list[str]:
    """Return the digits of a slider's value in any script: Streamlit writes a percentage as the reader's browser does, ٣٥٪ say."""
    return [str(unicodedata.digit(c)) for c in thumb if c.isdigit()]


def test_a_reader_whose_numbers_have_a_comma_reads_the_same_ones(open_page, facts):
    """The page is in English: thousands are parted by commas for everybody, and a slider and its number agree."""
    at_home = open_page("?officers=12345")
    thumbs = at_home.evaluate(THUMBS)
    abroad = open_page("?officers=12345", locale="ar-EG")
    assert abroad.evaluate(TEXTS) == at_home.evaluate(TEXTS)
    assert thumbs and [digits(t) for t in abroad.evaluate(THUMBS)] == [digits(t) for t in thumbs]
    move(abroad, facts)
    assert not abroad.complaints
