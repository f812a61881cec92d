"""Two processes behind nginx, with each reader kept at one of them: measured against one, and restarted under a reader."""

from __future__ import annotations

import asyncio
import shutil
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from playwright.sync_api import Page

from bench import figures, load
from bench.screen import chromium, settle
from bench.server import HEALTH, Server, free_port, serve
from bench.subjects import THE_PAGE

CONFIGURATION = Path(__file__).parent / "nginx.conf"
PORTS = ("8500", "8501", "8502")  # in the configuration: nginx's own, then the processes'
STARTS_WITHIN = 10.0  # seconds
LASTS = 20.0  # seconds of moves


@contextmanager
def nginx(servers: list[Server], text: str = "") -> Iterator[int]:
    """Run nginx with our configuration, or `text`, in front of two servers; return its port. Raises RuntimeError where it does not start."""
    port = free_port()
    text = text or CONFIGURATION.read_text(encoding="utf-8")
    for written, real in zip(PORTS, (port, *(server.port for server in servers)), strict=True):
        text = text.replace(f"127.0.0.1:{written}", f"127.0.0.1:{real}")
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "nginx.conf").write_text(text, encoding="utf-8")
        with (Path(folder) / "log").open("w") as log:
            started = subprocess.Popen(["nginx", "-p", folder, "-c", "nginx.conf", "-e", "stderr"], stderr=log)
        try:
            if not _answers(f"http://127.0.0.1:{port}{HEALTH}"):
                raise RuntimeError(f"nginx did not answer. It wrote:\n{(Path(folder) / 'log').read_text()}")
            yield port
        finally:
            started.terminate()
            started.wait(timeout=10)


def _answers(url: str) -> bool:
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(url, timeout=5):
                return True
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    return False


async def meet(servers: list[Server], stream: str) -> load.Crowd:
    """Let the crowd come, once each server is warm."""
    for server in servers:
        await load.visit(server)
    return await load.crowd_of(load.MANY, stream, servers, LASTS)


def restart_under_a_reader() -> str:
    """Restart both processes under an open page, one after the other, moving a slider after each; say what came of it."""
    ports = [free_port(), free_port()]
    with ExitStack() as stack:
        running = [ExitStack(), ExitStack()]
        servers = [stack.enter_context(own).enter_context(serve(THE_PAGE.script, port=port)) for own, port in zip(running, ports, strict=True)]
        port = stack.enter_context(nginx(servers))
        page = stack.enter_context(chromium()).new_page()
        page.goto(f"http://127.0.0.1:{port}/?officers=12000&days=6")
        page.wait_for_selector(THE_PAGE.number)
        settle(page)
        for own, of in zip(running, ports, strict=True):
            own.close()
            own.enter_context(serve(THE_PAGE.script, port=of))
            settle(page)
            page.locator("[data-testid=stSlider] input").first.press("ArrowRight")
            settle(page)
        shown = _view(page)
        page.goto(page.url)  # what the address says, to a process that knows no more
        page.wait_for_selector(THE_PAGE.number)
        settle(page)
        officers = dict(part.split("=") for part in page.url.partition("?")[2].split("&"))["officers"]
        return f"kept its view, and both moves went through to {officers} officers" if shown == _view(page) and officers == "12500" else f"LOST ITS VIEW: {shown}"


def _view(page: Page) -> tuple[str, list[str]]:
    """Return what a reader sees of the settings: the result, and the sliders' values."""
    return page.inner_text(".result"), [slider.input_value() for slider in page.locator("[data-testid=stSlider] input").all()]


def foreign_page(port: int) -> int:
    """Return what the proxy answers to the websocket of another site's page."""
    asked = urllib.request.Request(f"http://127.0.0.1:{port}/_stcore/stream", headers={"Origin": "http://elsewhere.example"})
    try:
        with urllib.request.urlopen(asked, timeout=5) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


def main() -> None:
    """Print the table and the sentence on the restart."""
    if shutil.which("nginx") is None:
        print("\nTwo processes: not measured, for nginx is not installed (Debian: apt-get install nginx-light).")
        return
    with serve(THE_PAGE.script) as server:
        one = asyncio.run(meet([server], server.stream))
    with serve(THE_PAGE.script) as first, serve(THE_PAGE.script) as second, nginx([first, second]) as port:
        two = asyncio.run(meet([first, second], f"ws://127.0.0.1:{port}/_stcore/stream"))
        answer = foreign_page(port)
    figures.table("One process, and two behind nginx", load.HEAD, (one.row(load.MANY, "one process"), two.row(load.MANY, "two processes")))
    for error in (one.errors + two.errors)[:3]:
        print(f"- {error}")
    print(f"\nBoth processes restarted, one after the other: an open page {restart_under_a_reader()}. "
          f"A websocket from another site's page: {answer}.", flush=True)
