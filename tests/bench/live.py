"""The hand and what follows it: from a move of the thumb to its number, bars and limits, before the server knows of it."""

from __future__ import annotations

from playwright.sync_api import Page

from bench import figures
from bench.screen import chromium, settle
from bench.subjects import THE_PAGE, started

MOVES, PIXELS, PAUSE = 100, 2, 30  # of the mouse; pixels of each; milliseconds between two
SLOWED = {1: "16 ms", 4: "50 ms"}  # how many times the processor is slowed -> the most that is wanted
WRITTEN = ("[data-live-text=number]", "[data-live-height=own]", "[data-live-width=limit-arrests]")
# For each move that the browser tells of: when the number was written, whether bars and limits were written with it, and
# whether the thumb was too, so that no frame shows one without the other.
NOTE = """written => { const seen = window.__handOfBench = [];
  let moved = 0;
  addEventListener('pointermove', () => { moved = performance.now(); }, true);
  new MutationObserver(changes => { const places = changes.map(({target}) => target.nodeType === 1 ? target : target.parentElement);
    const [number, ...others] = written.map(place => places.some(at => at?.matches(place)));
    if (!moved || !number) return;
    seen.push([performance.now() - moved, others.every(Boolean), places.some(at => at?.matches('input[type=range]'))]);
    moved = 0;
  }).observe(document, {subtree: true, childList: true, characterData: true, attributes: true}); }"""
THUMB = """input => { const box = input.closest('[data-rac]:not([data-orientation])').getBoundingClientRect();
  return [box.x + box.width / 2, box.y + box.height / 2]; }"""


def drag(page: Page, slowed: int) -> list[tuple[float, bool, bool]]:
    """Drag the first slider in small steps; return for each what NOTE has, in seconds."""
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slowed})
    thumb = page.get_by_role("slider").first
    thumb.scroll_into_view_if_needed()
    x, y = thumb.evaluate(THUMB)
    page.evaluate(NOTE, list(WRITTEN))
    page.mouse.move(x, y)
    page.mouse.down()
    for move in range(MOVES):
        page.mouse.move(x + PIXELS * (move + 1), y)
        page.wait_for_timeout(PAUSE)
    noted = page.evaluate("window.__handOfBench")
    page.mouse.up()
    if not noted:
        raise RuntimeError("Nothing followed the hand: mend the selectors in tests/bench/live.py.")
    return [(taken / 1000, together, same) for taken, together, same in noted]


def main() -> None:
    """Print the table."""
    rows = []
    with started(THE_PAGE) as server, chromium() as browser:
        for slowed, most in SLOWED.items():
            page = browser.new_page(viewport={"width": 1280, "height": 900})
            page.goto(server.url + "/" + THE_PAGE.query)
            page.wait_for_selector(THE_PAGE.answer)
            settle(page)
            noted = drag(page, slowed)
            page.close()
            taken = [seconds for seconds, _, _ in noted]
            whole, same = (sum(of[i] for of in noted) for i in (1, 2))
            rows.append((f"processor slowed {slowed} times" if slowed > 1 else "processor as it is", f"{len(noted)}",
                         *(f"{figures.quantile(taken, share) * 1000:.1f} ms" for share in (0.5, 0.95)), most,
                         f"{whole}", f"{same}"))
    head = ("Thumb to number, bars and limits", "moves", "median", "95th percentile", "at most", "all at once", "in the frame of the thumb")
    figures.table("What follows the hand", head, rows)
