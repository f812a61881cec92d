"""A network between the browser and a server, which can swallow all, cut all, or refuse websockets."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

MOMENT = 0.02  # seconds between two looks of what waits


class Network:
    """Carries bytes between a port of its own and a server's."""

    def __init__(self, server_port: int, policy: str = "") -> None:
        """Listen on a free port; add a Content-Security-Policy to what the server answers."""
        self.server_port = server_port
        self.policy = f"Content-Security-Policy: {policy}\r\n".encode() if policy else b""
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self.listener.getsockname()[1])
        self.swallowing = self.refusing = False
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
            there = socket.create_connection(("127.0.0.1", self.server_port))
            self.open += [here, there]
            threading.Thread(target=self._carry, args=(here, there), daemon=True).start()
            threading.Thread(target=self._carry, args=(there, here), daemon=True).start()

    def _carry(self, source: socket.socket, target: socket.socket) -> None:
        try:
            while data := source.recv(65536):
                while self.swallowing:
                    time.sleep(MOMENT)
                if self.refusing and b"Upgrade: websocket" in data:
                    break
                first, line, rest = data.partition(b"\r\n")
                target.sendall(first + line + self.policy + rest if first.startswith(b"HTTP/1.1 ") else data)
        except OSError:
            pass
        source.close()
        target.close()
