"""One reader moves a slider: the script's run, the way over the websocket, and what the reader sees in the browser."""

from __future__ import annotations

import asyncio
import time
from contextlib import ExitStack
from itertools import pairwise

from playwright.sync_api import Page

from bench import figures, timed
from bench.reader import Reader
from bench.screen import chromium
from bench.server import Server
from bench.subjects import ALL, opened, seen, started, watched

MOVES = 25
PAUSE = 0.3  # seconds before a move, so that it is alone: in the browser, after the page came to the front
LEFT_ALONE = 0.7  # seconds after a key in the browser, since looking whether a page has come to rest takes it time
FIRST, STEP = 12000, 250  # officers


async def over_the_wire(server: Server) -> tuple[list[float], list[float]]:
    """Move the slider; return of each move the seconds to the end of its run, as a reader receives it, and those of the script.

    On the page a move is two runs of the script: of its callback, and of the fragments that this asks for.
    """
    taken, ran = [], []
    async with Reader(server.stream) as reader:
        await reader.open()
        for move in range(MOVES):
            await asyncio.sleep(PAUSE)
            ran.append(len(server.told(timed.MARK)))
            taken.append((await reader.move("officers", FIRST + STEP * move)).seconds)
        await asyncio.sleep(PAUSE)
    runs = [float(seconds) for seconds in server.told(timed.MARK)]
    return taken, [sum(runs[begun:ended]) for begun, ended in pairwise([*ran, len(runs)])]


def press(page: Page) -> tuple[float, float]:
    """Press a key on the slider; return the seconds until its number, and until everything, was new."""
    page.bring_to_front()
    page.get_by_role("slider").first.focus()
    time.sleep(PAUSE)
    page.keyboard.press("ArrowRight")
    time.sleep(LEFT_ALONE)
    noted = seen(page)
    return (noted["number"] - noted["pressed"]) / 1000, (noted["changed"] - noted["pressed"]) / 1000


def in_the_browser(servers: list[Server]) -> list[list[tuple[float, float]]]:
    """Move each page's slider in turn, in one browser session; return the times of `press` for each."""
    with ExitStack() as stack:
        browser = stack.enter_context(chromium())
        pages = [stack.enter_context(watched(browser, subject.number)) for subject in ALL]
        for page, server, subject in zip(pages, servers, ALL, strict=True):
            opened(page, server, subject.query)
        taken: list[list[tuple[float, float]]] = [[] for _ in ALL]
        for _ in range(MOVES):
            for page, of in zip(pages, taken, strict=True):
                of.append(press(page))
        return taken


def main() -> None:
    """Print the table."""
    with ExitStack() as stack:
        servers = [stack.enter_context(started(subject, timed=True)) for subject in ALL]
        wire, script = zip(*(asyncio.run(over_the_wire(server)) for server in servers), strict=True)
        browser = in_the_browser(servers)
    measured = {
        "script on the server": list(script),
        "from the move to the end of the run, over the websocket": list(wire),
        "from the key to the new number, in the browser": [[number for number, _ in of] for of in browser],
        "from the key to everything updated, in the browser": [[all_ for _, all_ in of] for of in browser],
    }
    rows = []
    for what, taken in measured.items():
        for name, share in (("median", 0.5), ("95th percentile", 0.95)):
            page, *floors = (figures.quantile(of, share) for of in taken)
            beside = [f"{figures.milliseconds(floor)} ({figures.times(page, floor)})" for floor in floors]
            rows.append((f"{what}, {name}", figures.milliseconds(page), *beside))
    head = ("Time (times the floor's)", *(subject.name[0].upper() + subject.name[1:] for subject in ALL))
    figures.table(f"One reader moves a slider {MOVES} times", head, rows)
