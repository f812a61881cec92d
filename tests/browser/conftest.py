"""Fixtures for tests in the real browser.

`server`      the page, served on a free port for the whole session; no test may stop it or break its data
`browser`     one headless Chromium for the whole session
`open_page`   opens the page in a tab of its own and waits until it has finished; closes the tab after the test

    def test_something(open_page):
        page = open_page("?officers=7000", width=390, height=844, scheme="dark")
        press(page, "Officers from other agencies", "ArrowRight")     # from bench.screen: waits for the result
        assert not page.complaints                  # errors of scripts, and errors that the console was told of
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from bench.screen import PATIENCE, chromium, settle
from bench.server import HEALTH, Server, serve

Opener = Callable[..., Page]
Readers = Callable[..., BrowserContext]


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """The page, served from the repository as a host would serve it."""
    with serve() as running:
        yield running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests."""
    with chromium() as running:
        yield running


@pytest.fixture(scope="module")
def readers(browser: Browser, server: Server) -> Iterator[Readers]:
    """Readers by what they have that others have not (a language, a clock, a finger): each loads Streamlit once.

    A small window of each stays open, and with it the process that has read the scripts.
    """
    kept: dict[str, BrowserContext] = {}

    def reader(**options: Any) -> BrowserContext:
        key = repr(sorted(options.items()))
        if key not in kept:
            kept[key] = browser.new_context(**options)
            kept[key].new_page().goto(server.url + HEALTH)
        return kept[key]

    yield reader
    for window in kept.values():
        window.close()


@pytest.fixture
def open_page(readers: Readers, server: Server) -> Iterator[Opener]:
    """A function that opens the page and returns Playwright's Page.

    Arguments: `query` ("" or "?officers=7000&..."), `width` and `height` in CSS pixels, `scheme` ("light" or "dark"),
    `url` (another server), `until` (a selector that has to be there), `rests` (whether to wait until nothing moves),
    `before` (called with the window before it opens the page), and anything that Playwright's `new_context` takes.
    """
    pages = []

    def opened(
        query: str = "",
        *,
        width: int = 1280,
        height: int = 900,
        scheme: str = "light",
        url: str | None = None,
        until: str = ".result .number b",
        rests: bool = True,
        before: Callable[[Page], Any] = lambda page: None,
        **options: Any,
    ) -> Page:
        page = readers(**options).new_page()
        pages.append(page)
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=scheme)
        page.set_default_timeout(PATIENCE)
        _listen(page)
        before(page)
        page.goto(f"{url or server.url}/{query}")
        page.wait_for_selector(until, state="attached")
        if rests:
            settle(page)
        return page

    yield opened
    for page in pages:
        page.close()


def _listen(page: Page) -> None:
    """Note what goes wrong in a window."""
    page.complaints = []
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.on("console", lambda message: page.complaints.append(message.text) if message.type == "error" else None)
