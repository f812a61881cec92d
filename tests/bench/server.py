"""A server of the page, or of another script, on a free port of this machine; it stops with the block that started it."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from bench.timed import HELD

ROOT = Path(__file__).parent.parent.parent
PAGE = ROOT / "streamlit_app.py"
TIMED = Path(__file__).parent / "timed.py"
STARTS_WITHIN = 60  # seconds
TELLS_WITHIN = 10  # seconds
HEALTH = "/_stcore/health"


@dataclass(frozen=True)
class Server:
    """A running server: its address, and its process to measure."""

    port: int
    process: psutil.Process
    log: Path
    prefix: str = ""

    @property
    def url(self) -> str:
        """The address for a browser, without a slash at the end."""
        return f"http://127.0.0.1:{self.port}{self.prefix}"

    @property
    def stream(self) -> str:
        """The address of Streamlit's websocket."""
        return f"ws://127.0.0.1:{self.port}{self.prefix}/_stcore/stream"

    def memory(self) -> float:
        """Return the resident memory in MiB."""
        return self.process.memory_info().rss / 2**20

    def held(self) -> tuple[int, int]:
        """Return how many readers' sessions a `timed` server holds, and how many of Python's blocks of memory are in use.

        It throws away garbage first, so ask for `memory` before. Raises TimeoutError where the server says nothing.
        """
        told = len(self.told(HELD))
        self.process.send_signal(signal.SIGUSR1)
        until = time.monotonic() + TELLS_WITHIN
        while len(self.told(HELD)) == told:
            if time.monotonic() > until:
                raise TimeoutError("The server did not tell what it holds.")
            time.sleep(0.05)
        sessions, blocks = self.told(HELD)[-1].split()
        return int(sessions), int(blocks)

    def told(self, mark: str) -> list[str]:
        """Return what a `timed` server wrote after a mark of timed.py, oldest first."""
        return [line.removeprefix(mark).strip() for line in self.written().splitlines() if line.startswith(mark)]

    def healthy(self) -> bool:
        """Return whether the server says that it can take readers."""
        try:
            with urllib.request.urlopen(self.url + HEALTH, timeout=5) as answer:
                return answer.status == 200
        except (urllib.error.URLError, OSError):
            return False

    def written(self) -> str:
        """Return what the server has written to its log, for the keeper of the page alone."""
        return self.log.read_text(encoding="utf-8", errors="replace")


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@contextmanager
def serve(script: Path = PAGE, *, folder: Path = ROOT, timed: bool = False, port: int | None = None,
          prefix: str = "", options: Sequence[str] = ()) -> Iterator[Server]:
    """Start a server as a host would, and wait until it is healthy. Raises RuntimeError where it is not.

    `folder` is where it finds its .streamlit/config.toml; `timed` lets it write what timed.py watches to its
    log; `prefix` is the path that it answers under, such as "/goals"; `options` are further ones of Streamlit's.
    """
    port = port or free_port()
    streamlit = [str(TIMED)] if timed else ["-m", "streamlit"]
    command = [sys.executable, *streamlit, "run", str(script), "--server.headless", "true", "--server.port", str(port),
               "--server.address", "127.0.0.1", "--browser.gatherUsageStats", "false", "--server.baseUrlPath", prefix, *options]
    with tempfile.TemporaryDirectory() as kept, (Path(kept) / "log").open("w") as log:
        started = subprocess.Popen(command, cwd=folder, stdout=log, stderr=subprocess.STDOUT)
        server = Server(port, psutil.Process(started.pid), Path(kept) / "log", prefix)
        try:
            _wait(server, started)
            yield server
        finally:
            stop(started, within=10)


def stop(process: subprocess.Popen[bytes], within: float) -> None:
    """Ask a process to end, and kill it where it has not ended within so many seconds."""
    process.terminate()
    try:
        process.wait(timeout=within)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _wait(server: Server, started: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + STARTS_WITHIN
    while not server.healthy():
        if started.poll() is not None or time.monotonic() > until:
            raise RuntimeError(f"The server did not start. It wrote:\n{server.written()}")
        time.sleep(0.05)
