"""Checks data/ from the shell: python -m explainer.records [folder]."""

from __future__ import annotations

import sys
from pathlib import Path

from explainer.records import door


def main() -> int:
    """Check data/ from the shell; return the exit code, 1 on faults."""
    records = door.read(Path(sys.argv[1]) if len(sys.argv) > 1 else door.DATA)
    if records.faults:
        print(f"{len(records.faults)} fault(s) in the data:", file=sys.stderr)
        for fault in records.faults:
            print(fault, file=sys.stderr)
        return 1
    print(door.guide(records))
    return 0


if __name__ == "__main__":
    sys.exit(main())
