"""A network between the browser and a server, which can be slow, lose packets, swallow all, cut all, or refuse websockets."""

from __future__ import annotations

import queue
import random
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

MOMENT = 0.02  # seconds between two looks of what waits
PACKET = 1460  # bytes
SENDS_AGAIN = 0.2  # seconds, at least, until TCP sends a lost packet again; each further time twice as long


class Network:
    """Carries bytes between a port of its own and a server's."""

    def __init__(self, server_port: int, policy: str = "") -> None:
        """Listen on a free port; add a Content-Security-Policy to what the server answers."""
        self.server_port = server_port
        self.policy = f"Content-Security-Policy: {policy}\r\n".encode() if policy else b""
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self.listener.getsockname()[1])
        self.swallowing = self.refusing = False
        self.latency = 0.0  # seconds each way
        self.lost = 0.0  # share of packets
        self.chance = random.Random(1)
        self.open: list[socket.socket] = []
        threading.Thread(target=self._listen, daemon=True).start()

    @property
    def url(self) -> str:
        """The address for a browser."""
        return f"http://127.0.0.1:{self.port}"

    @contextmanager
    def swallow(self) -> Iterator[None]:
        """Hold back all bytes in both directions, with all sockets open, as a dead spot does."""
        self.swallowing = True
        yield
        self.swallowing = False

    def cut(self) -> None:
        """Close all that is open."""
        for one in self.open:
            with suppress(OSError):  # closed before
                one.shutdown(socket.SHUT_RDWR)
        self.open.clear()

    @contextmanager
    def refuse(self) -> Iterator[None]:
        """Cut all, and answer no websocket, as some offices' networks do; other requests go through."""
        self.refusing = True
        self.cut()
        yield
        self.refusing = False

    def _listen(self) -> None:
        while True:
            here, _ = self.listener.accept()
            try:
                there = socket.create_connection(("127.0.0.1", self.server_port))
            except OSError:  # the server is away
                here.close()
                continue
            self.open += [here, there]
            threading.Thread(target=self._carry, args=(here, there), daemon=True).start()
            threading.Thread(target=self._carry, args=(there, here), daemon=True).start()

    def _takes(self, size: int) -> float:
        """Return the seconds that so many bytes are under way: those behind a lost packet wait until it is sent again."""
        takes, again = self.latency, max(SENDS_AGAIN, 2 * self.latency)
        under_way = -(-size // PACKET)
        while self.lost and (under_way := sum(self.chance.random() < self.lost for _ in range(under_way))):
            takes, again = takes + again, 2 * again
        return takes

    def _carry(self, source: socket.socket, target: socket.socket) -> None:
        under_way: queue.SimpleQueue[tuple[float, bytes]] = queue.SimpleQueue()
        threading.Thread(target=self._arrive, args=(under_way, source, target), daemon=True).start()
        data = b"begins"
        while data:
            try:
                data = source.recv(65536)
            except OSError:  # closed
                data = b""
            under_way.put((time.monotonic() + self._takes(len(data)), data))

    def _arrive(self, under_way: queue.SimpleQueue[tuple[float, bytes]], source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while (sent := under_way.get())[1]:
                due, data = sent
                time.sleep(max(0.0, due - time.monotonic()))
                while self.swallowing:
                    time.sleep(MOMENT)
                if self.refusing and b"Upgrade: websocket" in data:
                    break
                first, line, rest = data.partition(b"\r\n")
                target.sendall(first + line + self.policy + rest if first.startswith(b"HTTP/1.1 ") else data)
        for one in (source, target):
            with suppress(OSError):  # closed before
                one.shutdown(socket.SHUT_RDWR)  # wakes who waits for it
            one.close()
