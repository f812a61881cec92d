"""Checks data/ from the shell: python -m explainer.records [--count] [folder]."""

from __future__ import annotations

import sys
from pathlib import Path

from explainer.records import door, package

COUNT = "--count"
HOW = f"If that is meant, run python -m explainer.records {COUNT}"


def main() -> int:
    """Check data/ from the shell, or write down its numbers of rows; return the exit code, 1 on faults."""
    folder = next((Path(word) for word in sys.argv[1:] if word != COUNT), door.DATA)
    if COUNT in sys.argv[1:]:
        write_counts(folder)
    records = door.read(folder)
    if records.faults:
        print(f"{len(records.faults)} fault(s) in the data:", file=sys.stderr)
        for fault in records.faults:
            print(fault, file=sys.stderr)
        return 1
    uncounted = [name for name, stated, found in door.row_counts(folder) if stated != found]
    if uncounted:
        print(f"Other numbers of rows than {package.FILE} says: {', '.join(uncounted)}. {HOW}", file=sys.stderr)
        return 1
    print(door.guide(records))
    return 0


def write_counts(folder: Path) -> None:
    """Write the number of rows of each table into datapackage.json, where a later loss of rows is noticed by it."""
    file = folder / package.FILE
    described = package.read(folder)
    numbers = {f"{name}.csv": found for name, _, found in door.row_counts(folder)}
    text = package.counted(described.text, numbers)
    if numbers and text != described.text:
        file.write_text(text, encoding="utf-8")
        print(f"{package.FILE}: numbers of rows written.")


if __name__ == "__main__":
    sys.exit(main())
