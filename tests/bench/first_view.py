"""First view: the time to the answer and to the last chart, cold (new server, new browser) and warm, page against floor; what shifts."""

from __future__ import annotations

from playwright.sync_api import Browser

from bench import figures
from bench.screen import PHONE, chromium, settle
from bench.server import Server
from bench.subjects import THE_FLOOR, THE_PAGE, Subject, opened, started, watched

COLD, WARM = 3, 5  # times
WINDOWS = {"1280 pixels wide": {"viewport": {"width": 1280, "height": 900}},
           "a phone, 390 pixels wide": {"viewport": {"width": 390, "height": 844}} | PHONE}
# Sums what moves in the window without a hand, as the browser counts it, and keeps the largest of it with what moved.
SHIFTS = """window.__shiftsOfBench = []; new PerformanceObserver(list => { for (const {value, hadRecentInput, sources} of list.getEntries())
  if (!hadRecentInput) window.__shiftsOfBench.push([value, (sources ?? []).map(({node}) => node?.parentElement?.closest('[class*=st-key-]')
    ?.className.match(/st-key-[\\w-]+/)[0] ?? node?.nodeName ?? 'gone').join(', ')]); }).observe({type: 'layout-shift', buffered: true})"""


def cold(subject: Subject) -> dict[str, float]:
    """Open a script on a server that nobody has read, in a browser that has loaded nothing."""
    with started(subject) as server, chromium() as browser, watched(browser, subject.answer) as page:
        return opened(page, server)


def warm(subject: Subject) -> list[dict[str, float]]:
    """Open a script again and again, in one browser that has loaded it before."""
    with started(subject) as server, chromium() as browser, watched(browser, subject.answer) as page:
        opened(page, server)
        return [opened(page, server) for _ in range(WARM)]


def shifts(browser: Browser, server: Server, **window: object) -> list[tuple[float, str]]:
    """Open the page in a new window; return what shifts until it has come to rest, each with the places that moved."""
    reader = browser.new_context(**window)
    reader.add_init_script(SHIFTS)
    page = reader.new_page()
    page.goto(server.url)
    page.wait_for_selector(THE_PAGE.answer)
    settle(page)
    noted = page.evaluate("window.__shiftsOfBench")
    reader.close()
    return noted


def shifted() -> list[tuple[str, ...]]:
    """Return for each window the median sum of shifts, the largest sum, and what moved most in it."""
    rows = []
    with started(THE_PAGE) as server, chromium() as browser:
        for name, window in WINDOWS.items():
            visits = [shifts(browser, server, **window) for _ in range(WARM)]
            sums = [sum(value for value, _ in visit) for visit in visits]
            most = max((shift for visit in visits for shift in visit), default=(0, ""))
            rows.append((name, f"{figures.median(sums):.3f}", f"{max(sums):.3f}", f"{most[0]:.3f} {most[1]}"))
    return rows


def main() -> None:
    """Print the tables."""
    rows = []
    for name, visits in (("cold", lambda subject: [cold(subject) for _ in range(COLD)]), ("warm", warm)):
        of_page, of_floor = ([(v["first"], v["changed"]) for v in visits(subject)] for subject in (THE_PAGE, THE_FLOOR))
        for place, what in enumerate(("the answer", "the last chart")):
            page, floor = (figures.median([visit[place] / 1000 for visit in of]) for of in (of_page, of_floor))
            rows.append((f"{what}, {name}", f"{page:.2f} s", f"{floor:.2f} s", figures.times(page, floor)))
    figures.table("First view", ("From opening the address to", "The page", "The floor", "Times the floor"), rows)
    head = ("What shifts until the page has come to rest (CLS)", "median", "most", "the largest shift, and where")
    figures.table("Layout shift", head, shifted())
