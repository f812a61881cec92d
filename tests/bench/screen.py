"""The page in a headless Chromium: opened at a size and a colour scheme, and waited for until nothing moves any more."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Locator, Page, sync_playwright

# In a container there is often no sandbox to be had; the page under test is our own. The rest keeps Chromium off the network,
# and from drawing a window's own address bar, which costs as much as a page. The list of features replaces Playwright's own.
# All windows of the page are one process, which reads Streamlit's scripts once as long as one of them is open. Letters are
# as wide in a headless shell as in Chromium.
NOT_NEEDED = ["WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup", "HttpsUpgrades", "HttpsFirstBalancedModeAutoEnable",
              "MediaRouter", "NetworkTimeServiceQuerying", "OptimizationHints", "PaintHolding", "PreconnectToSearch",
              "AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "LensOverlay", "ThirdPartyStoragePartitioning"]
FLAGS = ["--process-per-site", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--font-render-hinting=slight", f"--disable-features={','.join(NOT_NEEDED)}"]
PHONE_AGENT = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36"
PHONE = {"user_agent": PHONE_AGENT, "is_mobile": True, "has_touch": True}  # of a window; its size beside it
PATIENCE = 60_000  # milliseconds
QUIET = 300  # milliseconds without a change
REST = 2000  # milliseconds before a second look: a busy machine may still draw what it was asked for

# Streamlit says of itself whether the script runs and which elements wait to be replaced; charts are drawn after that.
# On a slow machine it says so late. So the socket is heard too: whatever the window asks for begins a run (field 4 of a
# message, after the fields 1 and 2) and ends (field 6) with another status (0, 1, 3) than "early, another run follows" (2).
WATCH = """() => {
  if (window.__watched) { window.__watched.changed = performance.now(); return; }
  const seen = window.__watched = {unanswered: false, begun: false, changed: performance.now()}, listening = new WeakSet();
  const changed = () => { seen.changed = performance.now(); };
  const hear = ({data}) => {
    changed();
    const bytes = new Uint8Array(data);
    let at = 0;
    while (bytes[at] === 10 || bytes[at] === 18) at += bytes[at + 1] < 128 ? 2 + bytes[at + 1] : 3 + bytes[at + 1] % 128 + bytes[at + 2] * 128;
    if (bytes[at] === 34) seen.begun = true;
    if (bytes[at] === 48 && bytes[at + 1] !== 2 && seen.begun) seen.unanswered = false;
  };
  let sockets = WebSocket.prototype; // page.js and a test may have put classes of their own before the browser's
  while (Object.getPrototypeOf(sockets) !== EventTarget.prototype) sockets = Object.getPrototypeOf(sockets);
  const send = sockets.send;
  sockets.send = function (data) {
    if (!listening.has(this)) {
      this.addEventListener('message', hear);
      this.addEventListener('close', () => { seen.unanswered = false; changed(); });
    }
    listening.add(this);
    Object.assign(seen, {unanswered: true, begun: false});
    return send.call(this, data);
  };
  new MutationObserver(changed).observe(document.body, {subtree: true, childList: true, characterData: true});
  addEventListener('resize', changed);
}"""
SETTLED = """(quiet) => {
  const app = document.querySelector('[data-testid=stApp]'), seen = window.__watched;
  if (seen.unanswered || !app || app.dataset.testScriptState !== 'notRunning' || app.dataset.testConnectionState !== 'CONNECTED'
    || document.querySelector('[data-stale=true], [data-testid=stSkeleton]')
    || [...document.querySelectorAll('.stVegaLiteChart')].some(c => c.offsetParent && !c.querySelector('canvas, svg')))
    seen.changed = performance.now();
  return performance.now() - seen.changed >= quiet;
}"""


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start the Chromium that tests/setup.sh found (its path is in CHROMIUM), or Playwright's own."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ.get("CHROMIUM") or None, args=FLAGS)
        yield browser
        browser.close()


def settle(page: Page) -> None:
    """Wait until the script has run, every chart is drawn and nothing has changed for a moment. Raises TimeoutError of Playwright."""
    page.evaluate(WATCH)
    page.wait_for_function(SETTLED, arg=QUIET, polling=50, timeout=PATIENCE)


def sliders_by_tab(page: Page) -> Iterator[list[Locator]]:
    """Open every tab of sliders in turn, and give its sliders once they are drawn."""
    for tab in page.get_by_role("tab").all():
        tab.click()
        page.get_by_role("tab", name=tab.inner_text(), selected=True).wait_for()
        inside = page.get_by_role("tabpanel").locator("[data-testid=stSlider] input")
        inside.first.wait_for(state="attached")
        settle(page)
        yield inside.all()


def press(page: Page, slider: str, key: str) -> None:
    """Move a slider by keyboard and wait until the server has said what the move did, and the page has settled."""
    told = "document.querySelector('[data-spoken]').textContent"
    before = page.evaluate(told)
    page.get_by_role("slider", name=slider).focus()
    page.keyboard.press(key)
    page.wait_for_function(f"before => {told} !== before", arg=before, timeout=PATIENCE)
    settle(page)
