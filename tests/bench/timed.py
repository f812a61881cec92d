"""`streamlit`, which also writes to its log what the server computes, without the way to the reader, and what it holds.

The seconds of each script run are written as it ends; what is held, when SIGUSR1 asks for it.
"""

from __future__ import annotations

import gc
import signal
import sys
import time
from collections.abc import Callable
from typing import Any

from streamlit.runtime.app_session import AppSession
from streamlit.runtime.scriptrunner import script_runner
from streamlit.web import cli

MARK = "script run, seconds:"
HELD = "held, readers' sessions and blocks of memory in use:"


def _timed(run: Callable[..., Any]) -> Callable[..., Any]:
    def timed(*given: Any) -> Any:
        began = time.perf_counter()
        result = run(*given)
        print(MARK, f"{time.perf_counter() - began:.6f}", flush=True)
        return result

    return timed


def _tell_held(*_: object) -> None:
    gc.collect()
    print(HELD, sum(type(each) is AppSession for each in gc.get_objects()), sys.getallocatedblocks(), flush=True)


if __name__ == "__main__":
    script_runner.exec_func_with_error_handling = _timed(script_runner.exec_func_with_error_handling)
    signal.signal(signal.SIGUSR1, _tell_held)
    sys.exit(cli.main(prog_name="streamlit"))
