"""A long day: readers come, move sliders and go, again and again; the server's memory over time, beside the floor's."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass

from bench import figures, load
from bench.load import Crowd, one_reader
from bench.server import Server
from bench.subjects import THE_FLOOR, THE_PAGE, started

AT_ONCE = 8  # readers
STAYS = (5.0, 30.0)  # seconds that one of them stays
PRINTED = 15  # rows of the table
STEADY_FROM = 0.4  # share of the time after which memory should no longer rise


async def seat(server: Server, number: int, until: float, crowd: Crowd) -> None:
    """Let one reader after the other come and go until the time is over; the same places on every day."""
    chance = random.Random(number)
    while time.monotonic() < until:
        await one_reader(server.stream, number, crowd, chance.uniform(*STAYS))
        await asyncio.sleep(chance.uniform(0, 2))


@dataclass(frozen=True)
class Minute:
    """What was seen at one time of the day."""

    at: float  # seconds since the start
    visits: int  # so far
    memory: float  # MiB resident


@dataclass(frozen=True)
class Day:
    """What the readers of a server met, and its memory over time."""

    crowd: Crowd
    noted: list[Minute]


async def day(server: Server, seconds: float) -> Day:
    """Let readers come and go for that long, then let the server rest. It must be `timed`."""
    await load.visit(server)
    _, before = server.held()
    began, crowd = time.monotonic(), Crowd()
    seats = [asyncio.create_task(seat(server, number, began + seconds, crowd)) for number in range(AT_ONCE)]
    noted = []
    for _ in range(PRINTED):
        await asyncio.sleep(seconds / PRINTED)
        noted.append(Minute(time.monotonic() - began, len(crowd.opened), server.memory()))
    await asyncio.gather(*seats)
    await load.leave(server, crowd, before)
    return Day(crowd, noted)


async def days(servers: Sequence[Server], seconds: float) -> list[Day]:
    """Let a day pass at several servers at once."""
    return await asyncio.gather(*(day(server, seconds) for server in servers))


def rise(noted: list[Minute]) -> float:
    """Return how fast memory rose after the warm-up, in MiB per 100 visits: the slope of the straight line of least squares."""
    steady = noted[int(len(noted) * STEADY_FROM):]
    visits, memory = [minute.visits for minute in steady], [minute.memory for minute in steady]
    middle, level = sum(visits) / len(visits), sum(memory) / len(memory)
    spread = sum((v - middle) ** 2 for v in visits)
    return 100 * sum((v - middle) * (m - level) for v, m in zip(visits, memory, strict=True)) / spread if spread else 0.0


def told(name: str, of: Day) -> str:
    """Return a line of what a day came to."""
    slow = figures.milliseconds(figures.quantile(of.crowd.moved, 0.95))
    return (f"- {name}: {len(of.crowd.opened)} visits, {len(of.crowd.moved)} moves (95th percentile {slow}), "
            f"{len(of.crowd.errors)} errors. After the warm-up memory rose by {rise(of.noted):.1f} MiB per 100 visits. "
            f"After all had left: {of.crowd.after:.0f} MiB; {of.crowd.holds()}.")


def main(minutes: float) -> None:
    """Print the table, a line on each, and the first errors if there were any."""
    subjects = (THE_PAGE, THE_FLOOR)
    with ExitStack() as stack:
        servers = [stack.enter_context(started(subject, timed=True, options=load.KEEP)) for subject in subjects]
        passed = asyncio.run(days(servers, minutes * 60))
    of_page, of_floor = (of.noted for of in passed)
    rows = [(f"{page.at / 60:.1f}", str(page.visits), f"{page.memory:.0f} MiB", f"{floor.memory:.0f} MiB")
            for page, floor in zip(of_page, of_floor, strict=True)]
    figures.table(f"A long day: {minutes:g} minutes, {AT_ONCE} readers at once, coming and going",
                  ("Minutes", "Visits so far", *(f"Memory, {subject.name}" for subject in subjects)), rows)
    print("", *(told(subject.name, of) for subject, of in zip(subjects, passed, strict=True)), sep="\n", flush=True)
    for error in [error for of in passed for error in of.crowd.errors][:load.ERRORS_SHOWN]:
        print(f"- {error}")
