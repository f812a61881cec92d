"""Print the benchmarks as Markdown tables: python -m bench [page live slider first_view cold_start load proxy descriptors slow_host networks soak mutants].

They pass or fail nothing.
"""

from __future__ import annotations

import argparse
import os
import platform
from datetime import date
from importlib import import_module
from importlib.metadata import version

PARTS = ("page", "live", "slider", "first_view", "cold_start", "load", "proxy", "descriptors", "slow_host", "networks", "soak", "mutants")
AT_ONCE = PARTS[:-5]  # the next four take from eight minutes to half an hour each, and mutants measure the tests and not the page


def main() -> None:
    """Run the parts asked for, one after the other, so that none slows another."""
    parser = argparse.ArgumentParser(prog="sh tests/bench/run.sh", description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], metavar="part", help=f"of {', '.join(PARTS)}; all but the last five if none is named")
    parser.add_argument("--minutes", type=float, default=15, help="length of the soak")
    parser.add_argument("--each", type=int, default=5, help="mutants: edits tried of each module; 0 tries all")
    parser.add_argument("--seed", type=int, default=1, help="mutants: draws the sample")
    parser.add_argument("--only", default="", help="mutants: modules whose path holds this, as telling/ or page/needs,page/two")
    given = parser.parse_args()
    print(f"{date.today()}, {os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}, "
          f"Streamlit {version('streamlit')}. Loads of the machine by others are not subtracted.", flush=True)
    for part in given.parts or AT_ONCE:
        run = import_module(f"bench.{part}").main
        taken = {"soak": (given.minutes,), "mutants": (given.each, given.seed, given.only)}
        run(*taken.get(part, ()))


if __name__ == "__main__":
    main()
