"""What is measured: the page, and the floor that it is held against."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from playwright.sync_api import Browser, Page

from bench.screen import settle
from bench.server import PAGE, ROOT, Server, serve

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Subject:
    """A script to measure, where its number stands, and whose settings its server has."""

    name: str
    script: Path
    answer: str  # a selector: what a reader came for
    number: str  # a selector: the number that follows the slider
    query: str = ""  # of the address: settings at which the slider moves the number
    folder: Path = ROOT  # whose .streamlit/config.toml holds


THE_PAGE = Subject("the page", PAGE, answer=".result .number b", number=".result .number b",
                   query="?beds=150000&flights=600")
THE_FLOOR = Subject("the floor", HERE / "floor.py", answer="[data-testid=stMain] strong", number="[data-testid=stMain] strong")
# The page's settings make the floor quicker too; a newcomer's page has none.
PLAIN_FLOOR = replace(THE_FLOOR, name="the floor, Streamlit's own settings", folder=HERE)
ALL = (THE_PAGE, THE_FLOOR, PLAIN_FLOOR)


def started(subject: Subject, *, timed: bool = False, options: Sequence[str] = ()) -> AbstractContextManager[Server]:
    """Start a server of a subject, with the settings that are its own."""
    return serve(subject.script, folder=subject.folder, timed=timed, options=options)


@contextmanager
def watched(browser: Browser, number: str) -> Iterator[Page]:
    """A new reader's window that notes when `number` and everything else changes."""
    window = browser.new_context(viewport={"width": 1280, "height": 900})
    window.add_init_script(f"window.__numberOfBench = {number!r};")
    window.add_init_script(path=HERE / "watch.js")
    yield window.new_page()
    window.close()


def seen(page: Page) -> dict[str, float]:
    """Return what watch.js noted, in milliseconds, once the page has come to rest."""
    settle(page)
    return page.evaluate("window.__seenByBench")


def opened(page: Page, server: Server, query: str = "") -> dict[str, float]:
    """Open a script in a window; return what was noted until it came to rest. Raises RuntimeError where its answer never came."""
    page.goto(f"{server.url}/{query}")
    page.wait_for_selector("[data-testid=stMain] [data-testid=stElementContainer]", state="attached")
    noted = seen(page)
    if not noted["first"]:
        raise RuntimeError("The answer was not found in the page: mend the selectors in tests/bench/subjects.py.")
    return noted
