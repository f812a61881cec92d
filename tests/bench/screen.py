"""The page in a headless Chromium: opened at a size and a colour scheme, and waited for until nothing moves any more."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, sync_playwright

# In a container there is often no sandbox to be had; the page under test is our own. The rest keeps Chromium off the network.
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"]
PATIENCE = 25_000  # milliseconds
QUIET = 300  # milliseconds without a change

# Streamlit says of itself whether the script runs and which elements wait to be replaced; charts are drawn after that.
SETTLED = """(quiet) => {
  const app = document.querySelector('[data-testid=stApp]');
  const busy = !app || app.dataset.testScriptState !== 'notRunning' || app.dataset.testConnectionState !== 'CONNECTED'
    || document.querySelector('[data-stale=true], [data-testid=stSkeleton]')
    || [...document.querySelectorAll('.stVegaLiteChart')].some(c => c.offsetParent && !c.querySelector('canvas, svg'));
  const seen = busy ? null : app.innerText.length + location.search;
  if (busy || window.__seen !== seen) { window.__seen = seen; window.__since = performance.now(); return false; }
  return performance.now() - window.__since >= quiet;
}"""


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start the Chromium that tests/setup.sh found (its path is in CHROMIUM), or Playwright's own."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ.get("CHROMIUM") or None, args=FLAGS)
        yield browser
        browser.close()


def settle(page: Page, patience: int = PATIENCE) -> None:
    """Wait until the script has run, every chart is drawn and nothing has changed for a moment. Raises TimeoutError of Playwright."""
    page.evaluate("window.__seen = null")
    page.wait_for_function(SETTLED, arg=QUIET, polling=50, timeout=patience)


def press(page: Page, slider: str, key: str) -> None:
    """Move a slider by keyboard and wait until the panel has said what the move did, and the page has settled."""
    told = "document.querySelector('.moved').innerText"
    before = page.evaluate(told)
    page.get_by_role("slider", name=slider).focus()
    page.keyboard.press(key)
    page.wait_for_function(f"before => {told} !== before", arg=before, timeout=PATIENCE)
    settle(page)
