"""Many readers at once on one process, each moving a slider every two seconds: how long they wait, what memory it takes."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from websockets.exceptions import WebSocketException

from bench import figures
from bench.reader import Reader
from bench.server import Server
from bench.subjects import PLAIN_FLOOR, THE_FLOOR, THE_PAGE, Subject, started

KEPT = 5  # seconds that a server waits for readers to come back; Streamlit's own 120 would make the benchmark long
KEEP = ("--server.disconnectedSessionTTL", str(KEPT))
PACE = 2.0  # seconds between two moves of one reader
LASTS = 20.0  # seconds of moves
ARRIVE_WITHIN = 10.0  # seconds in which all readers open the page
APART = 250  # officers between two readers: each value tells whose it is
HERD, MANY, TOO_MANY = 30, 50, 200  # readers
ERRORS_SHOWN = 3
HEAD = ("Readers", "Page", "Moves", "Median", "95th percentile", "Slowest", "First view, 95th", "Errors",
        "Memory before", "Highest", "After they left")


@dataclass
class Crowd:
    """What a crowd of readers met."""

    opened: list[float] = field(default_factory=list)  # seconds to the end of the first run
    moved: list[float] = field(default_factory=list)  # seconds from a move to the end of its run
    errors: list[str] = field(default_factory=list)
    before: float = 0.0  # MiB resident
    highest: float = 0.0
    after: float = 0.0
    sessions: int = 0  # that the server still held after they left
    blocks: float = 1.0  # of memory in use after they left, times those before they came

    def row(self, size: int, name: str) -> tuple[str, ...]:
        """Return the row of the table."""
        return (str(size), name, str(len(self.moved)), figures.milliseconds(figures.median(self.moved)),
                figures.milliseconds(figures.quantile(self.moved, 0.95)), figures.milliseconds(max(self.moved)),
                figures.milliseconds(figures.quantile(self.opened, 0.95)), str(len(self.errors)),
                *(f"{mib:.0f} MiB" if mib else "-" for mib in (self.before, self.highest, self.after)))

    def holds(self) -> str:
        """Say what the server still held after they left."""
        return f"sessions: {self.sessions}; {self.blocks:.3f} times the blocks of memory in use before"


async def one_reader(stream: str, number: int, crowd: Crowd, lasts: float) -> None:
    """Open the page, then move the slider at the crowd's pace; note what it took and whether the values were its own."""
    try:
        async with Reader(stream, headers={"Cookie": f"process={number}"}) as reader:  # the proxy's cookie
            first = await reader.open()
            crowd.opened.append(first.seconds)
            crowd.errors += first.exceptions
            until, value = time.monotonic() + lasts, number * APART
            while time.monotonic() < until:
                began, value = time.monotonic(), value + 1
                run = await reader.move("officers", value)
                crowd.moved.append(run.seconds)
                crowd.errors += run.exceptions
                if run.officers() != {value}:
                    crowd.errors.append(f"reader {number} set {value} and saw {sorted(run.officers())}")
                await asyncio.sleep(max(0.0, began + PACE - time.monotonic()))
    except (OSError, TimeoutError, WebSocketException) as error:
        crowd.errors.append(f"reader {number}: {type(error).__name__}: {error}")


async def crowd_of(size: int, stream: str, watched: Sequence[Server], lasts: float = LASTS) -> Crowd:
    """Let `size` readers come to a websocket's address, move and leave. Watches the memory of the servers behind it."""
    crowd = Crowd(before=memory(watched))

    async def arrive(number: int) -> None:
        await asyncio.sleep(ARRIVE_WITHIN * number / size)
        await one_reader(stream, number, crowd, lasts)

    async def watch() -> None:
        while True:
            crowd.highest = max(crowd.highest, memory(watched))
            await asyncio.sleep(0.5)

    watching = asyncio.create_task(watch())
    await asyncio.gather(*(arrive(number) for number in range(size)))
    watching.cancel()
    return crowd


def memory(servers: Sequence[Server]) -> float:
    """Return what servers hold together, in MiB."""
    return sum(server.memory() for server in servers)


async def visit(server: Server) -> None:
    """Let one reader open the page and go: a server is warm then, and lets go of readers who have left."""
    async with Reader(server.stream) as reader:
        await reader.open()


async def freed(server: Server) -> float:
    """Return the memory after the server has let go of sessions that nobody came back to, in MiB.

    It drops them when another session goes, and collects what they held after another run; so two more readers come and
    go. The session of the last one stays.
    """
    for _ in range(2):
        await asyncio.sleep(KEPT + 1)
        await visit(server)
    await asyncio.sleep(1)
    return server.memory()


async def leave(server: Server, crowd: Crowd, blocks_before: int) -> None:
    """Note in a crowd what its server, which must be `timed`, holds once it has let go of them."""
    crowd.after = await freed(server)
    crowd.sessions, blocks = server.held()
    crowd.blocks = blocks / blocks_before


def measure(subject: Subject, size: int, times: int = 1) -> list[Crowd]:
    """Let as many crowds in turn read a page on a server of its own, after one reader has warmed it."""

    async def meet(server: Server) -> list[Crowd]:
        await visit(server)
        crowds = []
        for _ in range(times):
            _, before = server.held()
            crowds.append(await crowd_of(size, server.stream, [server]))
            await leave(server, crowds[-1], before)
        return crowds

    with started(subject, timed=True, options=KEEP) as server:
        return asyncio.run(meet(server))


def herd(subject: Subject, size: int) -> list[float]:
    """Let as many readers open a page at the same moment on a server that nobody has read; return the seconds of each."""

    async def view(server: Server) -> float:
        async with Reader(server.stream) as reader:
            return (await reader.open()).seconds

    async def meet(server: Server) -> list[float]:
        return list(await asyncio.gather(*(view(server) for _ in range(size))))

    with started(subject) as server:
        return asyncio.run(meet(server))


def print_herd() -> None:
    """Print how long the first view takes where a link is sent round and wakes the page."""
    rows = []
    for subject in (THE_PAGE, THE_FLOOR):
        alone, together = herd(subject, 1)[0], figures.quantile(herd(subject, HERD), 0.95)
        rows.append((subject.name, f"{alone:.2f} s", f"{together:.2f} s", figures.times(together, alone)))
    head = ("Page", "One reader", f"{HERD} at once, 95th percentile", "Times that of one")
    figures.table("The first view of those who come at once to a new server", head, rows)


def main() -> None:
    """Print the table, the ratios to the floor, what servers still hold, and the first errors if there were any."""
    print_herd()
    rows, errors, ratios, left = [], [], [], []
    for size, floors, times in ((MANY, (THE_FLOOR, PLAIN_FLOOR), 2), (TOO_MANY, (THE_FLOOR,), 1)):
        # A second crowd shows what the first one left behind for good, and that it is no more than that.
        first, *again = measure(THE_PAGE, size, times)
        beside = {floor.name: measure(floor, size)[0] for floor in floors}
        met = {THE_PAGE.name: first, **{f"{THE_PAGE.name}, a second crowd": crowd for crowd in again}, **beside}
        rows += [crowd.row(size, name) for name, crowd in met.items()]
        left += [f"- {size} readers, {name}: {crowd.holds()}" for name, crowd in met.items()]
        errors += [error for crowd in (first, *again) for error in crowd.errors]
        page = figures.quantile(first.moved, 0.95)
        for name, crowd in beside.items():
            ratios.append(f"- {size} readers: {figures.times(page, figures.quantile(crowd.moved, 0.95))} times {name}")
    figures.table("Many readers on one process, a move every two seconds", HEAD, rows)
    print("\nThe page's 95th percentile:", *ratios, sep="\n", flush=True)
    print("\nIn the server once they had left:", *left, sep="\n", flush=True)
    for error in errors[:ERRORS_SHOWN]:
        print(f"- {error}")
