"""Many at once, by Streamlit's own protocol: no error, nobody meets another's numbers, and silent ones keep nobody out."""

from __future__ import annotations

import asyncio

import psutil

from bench import descriptors
from bench.reader import Reader, Run, alone
from bench.server import Server, serve
from explainer import words
from explainer.model import steps
from explainer.model.steps import Scenario
from explainer.records.door import Records

READERS, MOVES = 20, 2
APART = 1000  # officers between two readers; within them, each move is another value


def officers(reader: int, move: int) -> int:
    """Return a value that no other reader and no other move has."""
    return (reader + 1) * APART + (move + 1) * 250


async def one(server: Server, reader: int) -> tuple[float, list[Run]]:
    """Open the page and move the slider; return where it stood at first, and all runs."""
    async with Reader(server.stream) as window:
        opening = await window.open()
        begun = window.sliders["officers"].default[0]
        return begun, [opening, *[await window.move("officers", officers(reader, move)) for move in range(MOVES)]]


async def all_at_once(server: Server) -> list[tuple[float, list[Run]]]:
    """Return every reader's runs: the opening, then the moves."""
    return await asyncio.gather(*(one(server, reader) for reader in range(READERS)))


def test_readers_at_once_see_their_own_numbers_and_nobody_elses(server: Server, facts: Records) -> None:
    everybody = alone(all_at_once(server))
    assert len(everybody) == READERS
    for reader, (begun, (opening, *moves)) in enumerate(everybody):
        assert begun == facts.defaults["officers"], "who opens the page anew meets settings that are not the starting ones"
        assert not opening.exceptions
        for move, run in enumerate(moves):
            value = officers(reader, move)
            assert not run.exceptions, f"reader {reader} met an error: {run.exceptions}"
            assert run.officers() <= {value}, f"reader {reader} set {value} officers and was sent {run.officers()}"
            result = steps.run(Scenario(**facts.defaults | {"officers": value}))
            assert run.says(words.rounded(float(result.removals_per_year))), "the result is drawn from other settings"


FEW, SILENT = 200, 100  # open files that the server may have at its start; websockets, which hold four each


async def beside_silent_ones(server: Server) -> int:
    """Open the page, then websockets that ask nothing, then the page again; return how many files are open."""
    await descriptors.visit(server)
    closings = [await descriptors.idle(server.port) for _ in range(SILENT)]
    await descriptors.visit(server, moves=1)
    held = server.process.num_fds()
    for close in closings:
        await close()
    return held


def test_a_server_that_has_been_read_once_allows_itself_more_open_files() -> None:
    with serve() as server:
        server.process.rlimit(psutil.RLIMIT_NOFILE, (FEW, server.process.rlimit(psutil.RLIMIT_NOFILE)[1]))
        assert alone(beside_silent_ones(server)) > FEW
