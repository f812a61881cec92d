"""What is done once on a server is done by one: those who come to a new server at the same moment wait for the first page.

`functools.cache` alone lets each of many readers who come at once do the work of all.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Lock

_ONE_AT_A_TIME, _DRAWN = Lock(), Event()
OPEN_FILES = 2**12  # a window holds four of them, its session three for a while longer


@contextmanager
def first_alone() -> Iterator[None]:
    """Let one page be drawn before any other begins; once it is whole, nobody waits."""
    if not _DRAWN.is_set():
        with _ONE_AT_A_TIME:
            if not _DRAWN.is_set():
                _allow_more_files()
                yield
                _DRAWN.set()
                return
    yield


def _allow_more_files() -> None:
    """Raise the soft limit of open files as far as the host lets us: at the usual 1,024, 250 windows would fill it."""
    if sys.platform != "win32":  # which has no such limit
        import resource

        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        wanted = OPEN_FILES if hard == resource.RLIM_INFINITY else min(OPEN_FILES, hard)
        if soft != resource.RLIM_INFINITY and soft < wanted:
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
