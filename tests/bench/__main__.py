"""Print the benchmarks as Markdown tables: python -m bench [page slider first_view load proxy soak]. They pass or fail nothing."""

from __future__ import annotations

import argparse
import os
import platform
from datetime import date
from importlib import import_module
from importlib.metadata import version

PARTS = ("page", "slider", "first_view", "load", "proxy", "soak")
AT_ONCE = PARTS[:-1]  # the soak takes a quarter of an hour


def main() -> None:
    """Run the parts asked for, one after the other, so that none slows another."""
    parser = argparse.ArgumentParser(prog="sh tests/bench/run.sh", description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], metavar="part", help=f"of {', '.join(PARTS)}; all but soak if none is named")
    parser.add_argument("--minutes", type=float, default=15, help="length of the soak")
    given = parser.parse_args()
    print(f"{date.today()}, {os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}, "
          f"Streamlit {version('streamlit')}. Loads of the machine by others are not subtracted.", flush=True)
    for part in given.parts or AT_ONCE:
        run = import_module(f"bench.{part}").main
        run(given.minutes) if part == "soak" else run()


if __name__ == "__main__":
    main()
