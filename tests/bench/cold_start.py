"""Cold start: what a host that wakes the page from sleep goes through, page against floor, and which imports it consists of."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

from bench import figures
from bench.screen import chromium
from bench.subjects import THE_FLOOR, THE_PAGE, Subject, opened, started, watched
from bench.timed import MARK

TIMES = 3
SHOWN = 10  # packages, those that take longest
# What the script imports beyond Streamlit's own server, which is there before any reader comes.
SERVER = "import streamlit.web.cli, streamlit.web.bootstrap, streamlit.web.server.server"
SCRIPT = "from explainer.page import layout, parts"


@contextmanager
def nothing_compiled() -> Iterator[None]:
    """Let every Python that is started find no compiled file, as right after installation."""
    with tempfile.TemporaryDirectory() as empty:
        os.environ["PYTHONPYCACHEPREFIX"] = empty
        try:
            yield
        finally:
            del os.environ["PYTHONPYCACHEPREFIX"]


def once(subject: Subject) -> tuple[float, float, float]:
    """Start a new server and open its page twice; return seconds to a healthy server, of the first run and of the second."""
    began = time.monotonic()
    with started(subject, timed=True) as server, chromium() as browser, watched(browser, subject.answer) as page:
        healthy = time.monotonic() - began
        opened(page, server)
        first = float(server.told(MARK)[0])
        before = len(server.told(MARK))
        opened(page, server)
        return healthy, first, float(server.told(MARK)[before])


def imports() -> Counter[str]:
    """Return the seconds that the script's imports take by package, without those of the server."""
    command = [sys.executable, "-X", "importtime", "-c", f"{SERVER}\nimport sys; print('mark', file=sys.stderr)\n{SCRIPT}"]
    lines = subprocess.run(command, cwd=THE_PAGE.folder, capture_output=True, text=True, check=True).stderr.splitlines()
    seconds: Counter[str] = Counter()
    for line in lines[lines.index("mark") + 1 :]:
        own, _, name = line.removeprefix("import time:").split("|")
        seconds[name.strip().split(".")[0]] += int(own) / 1e6
    return seconds


def main() -> None:
    """Print both tables."""
    rows = []
    for state, around in (("", nullcontext), (", nothing compiled", nothing_compiled)):
        measured = {}
        for subject in (THE_PAGE, THE_FLOOR):
            tries = []
            for _ in range(TIMES):
                with around():
                    tries.append(once(subject))
            measured[subject] = [figures.median(column) for column in zip(*tries, strict=True)]
        for what, page, floor in zip(("Start of the server", "First run of the script", "Second run, another reader"),
                                     measured[THE_PAGE], measured[THE_FLOOR], strict=True):
            rows.append((what + state, f"{page:.3f} s", f"{floor:.3f} s", figures.times(page, floor)))
    figures.table("Cold start", ("", "The page", "The floor", "Times the floor"), rows)
    found = imports()
    named = [(name, f"{seconds * 1000:,.0f} ms") for name, seconds in found.most_common(SHOWN)]
    figures.table("Imports of the first run, after those of the server", ("Package", "Its own time"),
                  [*named, ("all", f"{sum(found.values()) * 1000:,.0f} ms")])
