"""Slow, losing, dead and forbidding networks: is the reader told, is a move lost, does all agree afterwards?

Each try opens the page, makes the network what it shall be, moves a slider, opens a door, moves the slider again, and
waits until all is quiet. A network that swallows or forbids comes back first; a slow one stays as it is.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Error, Page

from bench import figures
from bench.screen import PATIENCE, chromium, settle
from bench.server import serve
from bench.slow_host import DOORS, FIRST_SLIDER, apart
from browser.network import Network

TRIES = 100
OFFICERS = 9000
A_MOMENT = 1000  # milliseconds; in these Streamlit notices that it is connected again, and a whole run is asked for
# When the first key was pressed, and when the reader was first told that the server does not answer.
WATCH = """() => { window.pressed = window.told = null;
  addEventListener('keydown', (event) => { if (event.isTrusted) window.pressed ??= performance.now(); }, true);
  new MutationObserver(() => { if (document.querySelector('p.connection').textContent) window.told ??= performance.now(); })
    .observe(document.querySelector('p.connection'), {childList: true}); }"""


@dataclass(frozen=True)
class Kind:
    """A kind of network."""

    name: str
    latency: float = 0.0  # seconds each way
    lost: float = 0.0  # share of packets
    gone: float = 0.0  # seconds for which it swallows or forbids
    how: Callable[[Network], AbstractContextManager[None]] = lambda _: nullcontext()


KINDS = (
    *(Kind(f"{1000 * latency:.0f} ms each way", latency) for latency in (0.3, 1.0, 2.0)),
    *(Kind(f"{1000 * latency:.0f} ms each way, one packet in twenty lost", latency, 0.05) for latency in (0.05, 0.3, 1.0, 2.0)),
    *(Kind(f"swallowed for {gone} s", gone=gone, how=Network.swallow) for gone in (2, 5, 12, 20, 30)),
    *(Kind(f"websockets forbidden for {gone} s", gone=gone, how=Network.refuse) for gone in (4, 15)),
)


def key(page: Page) -> int:
    """Press a key on the first slider, as one who does not wait for an answer; return 1, or 0 while Streamlit takes none."""
    value = f"Number(document.querySelector('{FIRST_SLIDER}').value)"
    page.evaluate(f"document.querySelector('{FIRST_SLIDER}').focus()")
    before = page.evaluate(value)
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(A_MOMENT / 2)
    return int(page.evaluate(value) > before)


def open_door(page: Page, door: str) -> list[str]:
    """Open a door; return it, or nothing while Streamlit takes no press."""
    button = page.get_by_role("button", name=DOORS[door], exact=True)
    if not button.is_enabled():
        return []
    button.click()
    return [door]


def quiet(page: Page, latency: float = 0.0) -> None:
    """Wait until the page is connected and at rest, and whatever was under way meanwhile, or is sent again, has come too."""
    for _ in range(2):
        settle(page)
        page.wait_for_timeout(A_MOMENT + 4_000 * latency)
    settle(page)


def wrong(page: Page, moves: int, doors: list[str]) -> str:
    """Return what is lost, or does not agree, on the quiet page; empty where all is well."""
    opened = parse_qs(urlsplit(page.url).query).get("open", [])
    if opened != doors:
        return f"opened was {doors}, in the address stands {opened}"
    step, value = page.evaluate(f"(input => [Number(input.step), Number(input.value)])(document.querySelector('{FIRST_SLIDER}'))")
    return apart(page) or ("" if value == OFFICERS + moves * step else f"{moves} moves, and the slider is at {value}")


def tried(page: Page, network: Network, kind: Kind, door: str) -> tuple[float, str]:
    """Try a kind of network; return after how many seconds the reader was told (0: not), and what is wrong in the end."""
    network.latency = network.lost = 0.0
    page.goto(f"{network.url}/?officers={OFFICERS}", timeout=PATIENCE)
    page.wait_for_selector(".live", state="attached", timeout=PATIENCE)
    quiet(page)
    page.evaluate(WATCH)
    network.latency, network.lost = kind.latency, kind.lost
    with kind.how(network):
        moves = key(page) + key(page)
        doors = open_door(page, door)
        moves += key(page)
        page.wait_for_timeout(kind.gone * 1000)
    try:
        quiet(page, kind.latency)
    except Error:
        return 0.0, "it never came to rest"
    return page.evaluate("window.told ? (window.told - window.pressed) / 1000 : 0"), wrong(page, moves, doors)


def main() -> None:
    """Print the table, and what went wrong."""
    rows = []
    with serve() as server, chromium() as browser:
        network = Network(server.port)
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        for place, kind in enumerate(KINDS):
            share = range(place, TRIES, len(KINDS))
            found = [tried(page, network, kind, list(DOORS)[number % len(DOORS)]) for number in share]
            print(*(f"- {kind.name}: {what}" for _, what in found if what), sep="\n", flush=True)
            told = [seconds for seconds, _ in found if seconds]
            rows.append((kind.name, str(len(found)), f"{len(told)}, after at most {max(told):.1f} s" if told else "0",
                         str(sum(not what for _, what in found))))
    figures.table("Networks", ("Network", "Tries", "Told", "Nothing lost, all agrees"), rows)
