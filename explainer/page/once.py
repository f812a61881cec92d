"""What is worked out once is worked out by one: those who come to a new server at the same moment wait for the first page.

`functools.cache` alone lets each of many readers who come at once do the work of all.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Lock

_ONE_AT_A_TIME, _DRAWN = Lock(), Event()


@contextmanager
def first_alone() -> Iterator[None]:
    """Let one page be drawn before any other begins; once it is whole, nobody waits."""
    if not _DRAWN.is_set():
        with _ONE_AT_A_TIME:
            if not _DRAWN.is_set():
                yield
                _DRAWN.set()
                return
    yield
