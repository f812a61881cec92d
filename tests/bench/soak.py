"""A long day: readers come, move sliders and go, again and again; the server's memory over time."""

from __future__ import annotations

import asyncio
import random
import time

from bench import figures, load
from bench.load import Crowd, one_reader
from bench.server import PAGE, Server, serve

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


async def day(server: Server, seconds: float) -> tuple[Crowd, list[tuple[float, float, int]]]:
    """Return what the readers met, and (seconds since the start, MiB, visits so far) over time."""
    began, crowd = time.monotonic(), Crowd()
    seats = [asyncio.create_task(seat(server, number, began + seconds, crowd)) for number in range(AT_ONCE)]
    noted = []
    for _ in range(PRINTED):
        await asyncio.sleep(seconds / PRINTED)
        noted.append((time.monotonic() - began, server.memory(), len(crowd.opened)))
    await asyncio.gather(*seats)
    return crowd, noted


def rise(noted: list[tuple[float, float, int]]) -> float:
    """Return how fast memory rose after the warm-up, in MiB per 100 visits: the slope of the straight line of least squares."""
    steady = noted[int(len(noted) * STEADY_FROM):]
    visits, memory = [v for _, _, v in steady], [m for _, m, _ in steady]
    middle, level = sum(visits) / len(visits), sum(memory) / len(memory)
    spread = sum((v - middle) ** 2 for v in visits)
    return 100 * sum((v - middle) * (m - level) for v, m in zip(visits, memory, strict=True)) / spread if spread else 0.0


def main(minutes: float) -> None:
    """Print the table."""
    with serve(PAGE, options=load.KEEP) as server:
        crowd, noted = asyncio.run(day(server, minutes * 60))
        after = asyncio.run(load.freed(server))
    figures.table(f"A long day: {minutes:g} minutes, {AT_ONCE} readers at once, coming and going", ("Minutes", "Visits so far", "Memory"),
                  [(f"{seconds / 60:.1f}", str(visits), f"{mib:.0f} MiB") for seconds, mib, visits in noted])
    slow = figures.milliseconds(figures.quantile(crowd.moved, 0.95))
    print(f"\n{len(crowd.opened)} visits, {len(crowd.moved)} moves (95th percentile {slow}), {len(crowd.errors)} errors. "
          f"After the warm-up memory rose by {rise(noted):.1f} MiB per 100 visits; {after:.0f} MiB after all had left.", flush=True)
    for error in crowd.errors[:3]:
        print(f"- {error}")
