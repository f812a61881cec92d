"""What a server holds open: while readers come and go, and while somebody opens connections and says nothing."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

import psutil
from websockets.asyncio.client import connect

from bench import figures
from bench.reader import Reader
from bench.server import Server, serve

USUAL = 1024  # open files that a host allows a process
VISITS, AT_ONCE, MOVES = 240, 8, 3
SILENT = 300  # connections
HELD, LATER = 60, 60  # seconds that they are kept, and that the server has to let go of them
LOOKS = 0.2  # seconds between two looks
UPGRADE = ("GET /_stcore/stream HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
           f"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {base64.b64encode(bytes(16)).decode()}\r\nSec-WebSocket-Protocol: streamlit\r\n\r\n")
Closing = Callable[[], Awaitable[None] | None]


async def mute(port: int, said: str = "") -> Closing:
    """Open a connection, say one thing or nothing, and hear nothing; return what closes it."""
    _, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(said.encode())
    return writer.close


async def deaf(port: int) -> Closing:
    """Open a websocket that answers no ping, as of a reader whose telephone is gone."""
    return await mute(port, UPGRADE.format(port=port))


async def idle(port: int) -> Closing:
    """Open a websocket that answers pings, as a browser does, and asks for nothing."""
    return (await connect(f"ws://127.0.0.1:{port}/_stcore/stream", subprotocols=["streamlit"], proxy=None)).close


async def visit(server: Server, moves: int = 0) -> None:
    """Open the page, move a slider and go."""
    async with Reader(server.stream) as reader:
        await reader.open()
        for move in range(moves):
            await reader.move("officers", 7000 + 250 * move)


async def visits(server: Server) -> None:
    """Let readers come and go, a few at a time."""
    places = asyncio.Semaphore(AT_ONCE)

    async def one() -> None:
        async with places:
            await visit(server, MOVES)

    await asyncio.gather(*(one() for _ in range(VISITS)))


def kept(kind: Callable[[int], Awaitable[Closing]]) -> Callable[[Server], Coroutine[Any, Any, None]]:
    """Return what opens connections of a kind, and closes them after a while."""
    async def keep(server: Server) -> None:
        closings = [await kind(server.port) for _ in range(SILENT)]
        await asyncio.sleep(HELD)
        for close in closings:
            if (waits := close()) is not None:
                await waits

    return keep


async def watched(server: Server, what: Callable[[Server], Coroutine[Any, Any, None]]) -> tuple[str, ...]:
    """Let something go on after a first visit; return the descriptors before, the most, at its end and later, and the memory."""
    await visit(server)
    seen, going = [server.process.num_fds()], asyncio.ensure_future(what(server))
    while not going.done():
        await asyncio.sleep(LOOKS)
        seen.append(server.process.num_fds())
    await going
    await asyncio.sleep(LATER)
    await visit(server)  # whose time is over is let go of when the next one goes
    await asyncio.sleep(1)
    return *map(str, (seen[0], max(seen), seen[-2], server.process.num_fds())), f"{server.memory():.0f} MiB"


WHAT = {
    f"{VISITS} visits, {AT_ONCE} at once": visits,
    f"{SILENT} connections without a word": kept(mute),
    f"{SILENT} websockets that answer no ping": kept(deaf),
    f"{SILENT} websockets that answer pings and ask nothing": kept(idle),
}


def main() -> None:
    """Print the table."""
    rows = []
    for name, what in WHAT.items():
        with serve() as server:
            server.process.rlimit(psutil.RLIMIT_NOFILE, (USUAL, server.process.rlimit(psutil.RLIMIT_NOFILE)[1]))
            rows.append((name, *asyncio.run(watched(server, what))))
    figures.table(f"Open files of a server that is allowed {USUAL:,} at its start",
                  ("What", "Before", "Most", "At its end", f"{LATER} s later", "Memory then"), rows)
