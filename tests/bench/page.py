"""The page as it opens: how long it is, what it holds, and what is in view while each slider moves. At a desk, on a phone."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Browser, Page

from bench import figures
from bench.screen import PHONE, chromium, settle, sliders_by_tab
from bench.subjects import THE_PAGE, started

SIZES = ((1280, 900), (390, 844))  # CSS pixels
MOST_TAB_STOPS = 60
NARROW = 640  # pixels; the page is laid out for a phone up to here
MEASURE = """() => { const main = document.querySelector('.stMain'), unseen = [...main.querySelectorAll('.unseen')];
  unseen.forEach(e => e.hidden = true);
  const words = main.innerText.split(/\\s+/).filter(Boolean); unseen.forEach(e => e.hidden = false);
  const shown = e => e.getClientRects().length > 0, all = place => [...document.querySelectorAll(place)].filter(shown);
  const top = place => Math.round(document.querySelector(place).getBoundingClientRect().top + main.scrollTop);
  return { slider: top('[data-testid=stSlider]'), height: main.scrollHeight, words: words.length,
    panel: Math.round(document.querySelector('.st-key-panel').getBoundingClientRect().height),
    numbers: words.filter(word => /\\d/.test(word)).length, charts: all('.stVegaLiteChart').length,
    focus: all('a[href], button:not(:disabled), input, summary, select, textarea, [tabindex]').filter(e => e.tabIndex >= 0).length }; }"""
IN_VIEW = """() => Object.fromEntries(Object.entries({number: '.result .number', share: '.result .share', picture: '.record-picture',
  limits: '.limits'}).map(([name, place]) => { const box = document.querySelector(place).getBoundingClientRect();
    return [name, box.height > 0 && box.top >= 0 && box.bottom <= innerHeight]; }))"""


def tab_stops(page: Page) -> int:
    """Return how often the Tab key is pressed until the first slider has the focus."""
    for stops in range(1, MOST_TAB_STOPS + 1):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.type === 'range'"):
            return stops
    return MOST_TAB_STOPS


def in_view(page: Page) -> tuple[int, dict[str, int]]:
    """Move every slider of every group; return their number, and while how many of them each thing was in view."""
    moved, seen = 0, dict.fromkeys(("number", "share", "picture", "limits"), 0)
    for sliders in sliders_by_tab(page):
        for slider in sliders:
            slider.focus()
            page.keyboard.press("ArrowRight")
            settle(page)
            moved += 1
            for name, inside in page.evaluate(IN_VIEW).items():
                seen[name] += inside
    return moved, seen


def measured(browser: Browser, url: str, width: int, height: int) -> dict[str, Any]:
    """Open the page in a window of its own and measure it."""
    page = browser.new_page(viewport={"width": width, "height": height}, **(PHONE if width <= NARROW else {}))
    page.goto(url)
    page.wait_for_selector(THE_PAGE.answer)
    settle(page)
    found = page.evaluate(MEASURE) | {"stops": tab_stops(page)}
    moved, seen = in_view(page)
    page.close()
    return found | {name: f"{count} of {moved} sliders" for name, count in seen.items()}


ROWS = {  # name -> what it is, and the most that is wanted at a desk and on a phone
    "slider": ("First slider, px from the top", "360 / 720"),
    "panel": ("Height of the result, px", "- / 180"),
    "height": ("Page as opened, px", "5,600 / 7,400"),
    "words": ("Words seen as opened", "1,700"),
    "numbers": ("Numbers seen as opened", "350"),
    "focus": ("Places that take the focus", "120"),
    "stops": ("Tab stops to the first slider", "12"),
    "charts": ("Charts drawn as opened", "4"),
    "number": ("Number in view while a slider moves", "all"),
    "share": ("Share of the goal in view", "all"),
    "picture": ("Picture in view", "all"),
    "limits": ("Limits in view", "all"),
}


def main() -> None:
    """Print the table."""
    with started(THE_PAGE) as server, chromium() as browser:
        found = [measured(browser, server.url, *size) for size in SIZES]
    head = ("What", *(f"{width} px wide" for width, _ in SIZES), "At most")
    rows = [
        (what, *(f"{of[name]:,}" if isinstance(of[name], int) else of[name] for of in found), most)
        for name, (what, most) in ROWS.items()
    ]
    figures.table("The page as it opens", head, rows)
