"""The page in Firefox and in WebKit: a short list of laws, the same in both, of what a reader does first."""

from __future__ import annotations

import base64
import itertools
import re
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from urllib.parse import parse_qs, urlsplit

import pytest

from bench.screen import QUIET, SETTLED, WATCH
from browser.agree import ANNOUNCED
from browser.test_hand import ONLY_THE_SERVER, READ, THUMB, shows, view_of
from browser.test_outside import PALE
from browser.test_pictures import NOISE
from browser.webdriver import DOWN, UP, Browser, missing, started, to
from explainer import words
from explainer.model import steps

DESK, PHONE = (1280, 900), (390, 844)
RIGHT = "\ue014"  # the arrow key, as WebDriver writes it
SAFARI_TAKES, TEN_SECONDS = 100, 10_000  # changes of the address in so many milliseconds
HELD = 10  # repeats of a key
# Changes as often as a quick server could make them; gives the times at which the browser was asked for one.
HURRY = """async () => { written.length = 0; const here = location.href.split('#')[0];
  for (let number = 0; number <= 120; number++) {
    history.pushState({}, '', `${here}#${number < 120 ? number : 'last'}`); await new Promise(go => setTimeout(go, 10)); }
  return [...written]; }"""
OFFICERS = "document.querySelector('.st-key-officers-0 input, [class*=st-key-officers-] [data-testid=stSlider] input')"
# Words of a chart that run into others of their row. Each browser has its own box for letters, so rows are told by base lines.
MEET = """() => [...document.querySelectorAll('.stVegaLiteChart svg')].flatMap(svg => {
  const words = [...svg.querySelectorAll('tspan, text:not(:has(*))')].filter(at => at.getNumberOfChars() && at.getClientRects().length && getComputedStyle(at).opacity > 0)
    .map(at => { const {a, d, e, f} = at.getScreenCTM(), {x, y} = at.getStartPositionOfChar(0);
      return {text: at.textContent, left: a * x + e, right: a * at.getEndPositionOfChar(at.getNumberOfChars() - 1).x + e, base: d * y + f}; });
  return words.flatMap((one, i) => words.slice(i + 1).filter(two => Math.abs(one.base - two.base) < 6
    && Math.min(one.right, two.right) - Math.max(one.left, two.left) > 2).map(two => `${one.text} | ${two.text}`)); })"""
UNDRAWN = """() => [...document.querySelectorAll('.stVegaLiteChart')].filter(chart => chart.getClientRects().length
  && !(chart.querySelector('svg')?.getBoundingClientRect().height > 100)).length"""
SIDEWAYS = "Math.max(document.documentElement.scrollWidth, document.querySelector('.stMain').scrollWidth) - innerWidth"
# Words that end with dots: their box is narrower than they are, be it by a rounding; in a chart they are cut as it is drawn.
CUT = """() => [...document.querySelectorAll('.stMain *')].filter(at => { const {textOverflow, overflowX} = getComputedStyle(at), all = document.createRange();
  all.selectNodeContents(at);
  return textOverflow === 'ellipsis' && overflowX !== 'visible' && at.getClientRects().length
    && all.getBoundingClientRect().width > at.getBoundingClientRect().width + 0.001; }).map(at => at.textContent)
  .concat([...document.querySelectorAll('.stVegaLiteChart text')].map(at => at.textContent).filter(words => words.endsWith('…')))"""
SMALL_FIELDS = """() => [...document.querySelectorAll('.stMain input:not([type=range])')].filter(at => at.getClientRects().length
  && parseFloat(getComputedStyle(at).fontSize) < 16).map(at => at.getAttribute('aria-label'))"""
# The colors by name as they are, and by the rules for browsers that do not know light-dark().
FALLBACK = """() => { const app = document.querySelector('.stApp'), names = ['record', 'faint', 'yours', 'yours-text', 'ink', 'quiet', 'line', 'ground'];
  const shown = () => names.map(name => { const probe = app.appendChild(document.createElement('i')); probe.style.color = `var(--${name})`;
    const {color} = getComputedStyle(probe); probe.remove(); return color; });
  const rule = [...document.styleSheets].flatMap(sheet => [...sheet.cssRules]).find(rule => rule instanceof CSSSupportsRule && rule.conditionText.includes('light-dark'));
  const style = document.head.appendChild(document.createElement('style')), as = shown();
  style.textContent = [...rule.cssRules].map(inner => inner.cssText).join('\\n').replaceAll('.stApp', '.stApp.stApp');
  const without = shown(); style.remove(); return [as, without]; }"""
# As on paper: rules for it hold on the screen, in a browser that cannot be asked to print.
AS_PAPER = "() => { for (const sheet of document.styleSheets) for (const rule of sheet.cssRules) if (rule.media?.mediaText === 'print') rule.media.mediaText = 'all'; }"
ON_PAPER = """() => ({ground: getComputedStyle(document.querySelector('.stApp')).backgroundColor, words: document.querySelector('.stMain').innerText,
  pressed: [...document.querySelectorAll('.stSlider input, .st-key-undo button, .skip')].filter(at => at.getClientRects().length && at.offsetWidth > 1).length})"""


@pytest.fixture(scope="module", params=["Firefox", "WebKit"])
def browser(request: pytest.FixtureRequest) -> Iterator[Browser]:
    """Each browser in turn, in a dark theme, which is the harder one for paper and pictures."""
    if lacks := missing(request.param):
        pytest.skip(f"{request.param} was NOT tested: {lacks} is not installed (Debian: apt-get install firefox-esr webkit2gtk-driver xvfb)")
    with started(request.param, dark=True) as running:
        yield running


@pytest.fixture
def visit(browser: Browser, server) -> Callable[..., Browser]:
    """A function that opens the page, and waits until it has finished."""
    def visit(query: str = "", size: tuple[int, int] = DESK, until: str = ".result .number b") -> Browser:
        browser.visit(server.url, query, *size)
        browser.wait_for(f"!!document.querySelector('{until}')")
        return settled(browser)
    return visit


def settled(browser: Browser) -> Browser:
    """Wait until nothing moves any more."""
    browser.evaluate(WATCH)
    browser.wait_for(SETTLED, QUIET)
    return browser


def read(browser: Browser) -> dict:
    """Read the page at the officers slider: see test_hand.py."""
    return browser.evaluate(f"() => ({READ})({OFFICERS})")


def printed_pages(pdf: bytes) -> int:
    """Return how many pages a PDF has, whose objects are packed."""
    found = 0
    for start in re.finditer(rb"[^d]stream\r?\n", pdf):
        with suppress(zlib.error):
            found += len(re.findall(rb"/Type\s*/Page\b", zlib.decompressobj().decompress(pdf[start.end():])))
    return found


def agrees(browser: Browser, facts) -> float:
    """Assert that slider, number and address of the quiet page are those of one value of officers; return it."""
    seen = read(settled(browser))
    value = float(seen["value"])
    shown = view_of(seen["said"])
    assert not seen["ahead"] and shown.now.officers == value, "the server has another value than the slider"
    assert words.rounded(float(steps.run(shown.now).removals_per_year)) == seen["texts"]["own"]
    assert float(parse_qs(urlsplit(browser.evaluate("location.href")).query)["officers"][0]) == value
    return value


def test_the_first_view_is_whole_at_both_widths(visit):
    page = visit()
    for size in (DESK, PHONE):
        page.resize(*size)
        page.wait_for(f"{SIDEWAYS} <= 0")  # on a slow machine charts are drawn anew a moment later
        settled(page)
        assert page.evaluate("document.querySelectorAll('.stVegaLiteChart svg').length") and not page.evaluate(UNDRAWN)
        assert page.evaluate(SIDEWAYS) <= 0, f"a window of {size[0]} scrolls sideways"
        assert not page.evaluate(CUT) + page.evaluate(MEET), f"in a window of {size[0]}"
    page.click("[...document.querySelectorAll('summary')].find(at => at.textContent.startsWith('Exact values'))")
    page.wait_for("document.querySelectorAll('.stTextInput input').length > 3")
    assert not page.evaluate(SMALL_FIELDS), "an iPhone would go nearer"
    known, unknown = page.evaluate(FALLBACK)
    assert len(set(known)) > 5 and known == unknown, "where light-dark() is not known"
    assert not page.evaluate("complaints")


def test_a_drag_and_keys_are_followed_and_the_address_changes_as_seldom_as_safari_allows(visit, facts):
    step = facts.knobs["officers"].step
    page = visit(f"?officers={9000 + step * 0.63:g}")
    page.evaluate(f"() => {OFFICERS}.focus()")
    page.keys(RIGHT)
    assert agrees(page, facts) == 9000 + step, "a key goes to the next step"

    at = page.evaluate(f"() => ({THUMB})({OFFICERS})")
    x, y = (at["thumb"][start] + at["thumb"][size] / 2 for start, size in (("x", "width"), ("y", "height")))
    page.pointer(to(x, y), DOWN)
    passed = [9000 + step]
    for i in range(1, 7):
        page.pointer(to(x + 0.03 * i * at["track"]["width"], y))
        page.wait_for(f"Number({OFFICERS}.getAttribute('value')) > {passed[-1]}")  # WebKit's driver answers before it is there
        seen = read(page)
        passed.append(float(seen["value"]))
        assert seen["ahead"], "nothing follows the thumb"
        shows(seen, view_of(seen["said"], officers=passed[-1]), but=ONLY_THE_SERVER)
    before = view_of(seen["said"]).now
    page.pointer(UP)
    assert agrees(page, facts) == passed[-1]
    seen = read(page)
    shows(seen, view_of(seen["said"], was=before), but=set())
    assert page.evaluate(ANNOUNCED) == page.evaluate("document.querySelector('[data-spoken]').textContent")

    page.evaluate("() => { written.length = 0; }")
    page.keys(*[RIGHT] * HELD, pause=25)
    assert agrees(page, facts) == passed[-1] + HELD * step
    assert page.evaluate("written.length") >= 2, "the address follows while the key is held"
    times = page.evaluate(HURRY)
    page.wait_for("location.hash === '#last'")
    shortest = min(later - earlier for earlier, later in itertools.pairwise(times))
    assert len(times) > 5 and TEN_SECONDS / shortest < SAFARI_TAKES, f"the address changes after {shortest:.0f} ms"
    assert not page.evaluate("complaints")


def test_a_link_opens_its_view_on_the_screen_and_on_paper_and_back_leaves_in_one_step(visit, facts):
    page = visit("?officers=7000&days=6")
    plain = page.evaluate("history.length")
    seen = read(page)
    opened = view_of(seen["said"])
    assert (opened.now.officers, opened.now.days_per_week) == (7000, 6)
    shows(seen, opened, but={"moved"})  # as it opens it says what can be done
    page.evaluate(f"() => {OFFICERS}.focus()")
    page.keys(RIGHT)
    value = agrees(page, facts)
    result = read(page)["texts"]["own"]

    if page.name == "Firefox":
        pages = printed_pages(base64.b64decode(page.command("print")))
        assert 2 <= pages <= 12, f"{pages} pages: the window was printed, or far too much"
    page.evaluate(AS_PAPER)
    paper = page.evaluate(ON_PAPER)
    assert result in paper["words"] and f"{value:,.0f}" in paper["words"]
    for row in (r for r in facts.knobs.values() if r.group == "staffing"):
        assert row.label in paper["words"], "a setting is not on paper"
    assert paper["ground"] == "rgb(255, 255, 255)" and not paper["pressed"] and not page.evaluate(PALE)

    assert page.evaluate("history.length") == plain and not page.evaluate("complaints")
    page.command("back")
    page.wait_for("!document.querySelector('.stApp')")


def test_a_picture_is_saved_and_as_svg_where_a_canvas_may_not_be_read(visit, facts):
    page = visit("?section=record", until=".stVegaLiteChart svg")
    page.click("document.querySelector('[class*=st-key-data-] summary')")
    page.wait_for("!!document.querySelector('[data-picture=png]')")
    settled(page)
    said = page.evaluate("({...document.querySelector('[data-figure]').dataset})")
    button = "() => document.querySelector('[data-picture=png][data-shape=wide]').click()"
    page.evaluate(button)
    assert len(page.saved(f"{said['figure']}-wide.png", b"IEND\xaeB`\x82")) > 20_000, "an empty picture"
    page.evaluate(NOISE)
    page.evaluate(button)
    drawn = page.saved(f"{said['figure']}-wide.svg", b"</svg>").decode()
    assert set(said["finding"].split()) <= set(re.sub("<[^>]+>", " ", drawn).split()) and "textLength" not in drawn
    assert "saved as SVG" in page.evaluate("document.querySelector('[data-figure] [role=status]').textContent")
    assert not page.evaluate("complaints")
