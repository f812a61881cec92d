"""Fixtures for tests in the real browser.

`server`      the page, served on a free port for the whole session; no test may stop it or break its data
`browser`     one headless Chromium for the whole session
`open_page`   opens the page in a window of its own and waits until it has finished; closes the window after the test

    def test_something(open_page):
        page = open_page("?officers=7000", width=390, height=844, scheme="dark")
        press(page, "Officers from other agencies", "ArrowRight")     # from bench.screen: waits for the result
        assert page.requested                       # every address that the window asked for
        assert not page.complaints                  # errors of scripts, and errors that the console was told of
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from bench.screen import PATIENCE, chromium, settle
from bench.server import Server, serve

Opener = Callable[..., Page]


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """The page, served from the repository as a host would serve it."""
    with serve() as running:
        yield running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests; each window of `open_page` is a reader of its own."""
    with chromium() as running:
        yield running


@pytest.fixture
def open_page(browser: Browser, server: Server) -> Iterator[Opener]:
    """A function that opens the page and returns Playwright's Page.

    Arguments: `query` ("" or "?officers=7000&..."), `width` and `height` in CSS pixels, `scheme` ("light" or "dark"),
    `url` (another server), `until` (a selector that has to be there), `before` (called with the window before it
    opens the page), and anything that Playwright's `new_context` takes.
    """
    windows = []

    def opened(
        query: str = "",
        *,
        width: int = 1280,
        height: int = 900,
        scheme: str = "light",
        url: str | None = None,
        until: str = ".result .number b",
        before: Callable[[Page], Any] = lambda page: None,
        **options: Any,
    ) -> Page:
        window = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme, **options)
        windows.append(window)
        page = window.new_page()
        page.set_default_timeout(PATIENCE)
        _listen(page)
        before(page)
        page.goto(f"{url or server.url}/{query}")
        page.wait_for_selector(until, state="attached")
        settle(page)
        return page

    yield opened
    for window in windows:
        window.close()


def _listen(page: Page) -> None:
    """Note what the window asks for, and what goes wrong in it."""
    page.requested, page.complaints = [], []
    page.on("request", lambda request: page.requested.append(request.url))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.on("console", lambda message: page.complaints.append(message.text) if message.type == "error" else None)
