"""`streamlit`, with the seconds of each script run written to the log: what the server computes, without the way to the reader."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import Any

from streamlit.runtime.scriptrunner import script_runner
from streamlit.web import cli

MARK = "script run, seconds:"


def _timed(run: Callable[..., Any]) -> Callable[..., Any]:
    def timed(*given: Any) -> Any:
        began = time.perf_counter()
        result = run(*given)
        print(MARK, f"{time.perf_counter() - began:.6f}", flush=True)
        return result

    return timed


if __name__ == "__main__":
    script_runner.exec_func_with_error_handling = _timed(script_runner.exec_func_with_error_handling)
    sys.exit(cli.main(prog_name="streamlit"))
