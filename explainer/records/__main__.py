"""Checks data/ from the shell, and says what it holds: python -m explainer.records [newer] [folder]."""

import sys
from datetime import date
from pathlib import Path

from explainer.records import catch_up, door
from explainer.records.door import Records
from explainer.records.periods import fiscal_year_of
from explainer.records.rows import Figure

NEWER = "newer"


def main() -> int:
    """Check data/, or look for newer numbers; return the exit code, 1 on faults."""
    records = door.read(next((Path(word) for word in sys.argv[1:] if word != NEWER), door.DATA))
    if records.faults:
        print(f"{len(records.faults)} fault(s) in the data:", *records.faults, sep="\n", file=sys.stderr)
        return 1
    if NEWER in sys.argv[1:]:
        from explainer.records import newer  # it alone uses the network, so the check and the page never load it

        print(newer.look(records, date.today()))
        return 0
    print(held(records))
    if found := catch_up.due(records):
        print("", f"What else has to follow ({len(found)}):", *found, sep="\n")
    return 0


def held(records: Records) -> str:
    """Return what the data holds, and where it is said how a row is added, as text for the shell."""
    figures = records.rows(Figure)
    shown = [r for r in figures if r.period_type == "fiscal_year" and r.shown_by_default == "yes"]
    latest = {r.series: fiscal_year_of(r.period_end) for r in sorted(shown, key=lambda r: (r.series, r.period_end))}
    return "\n".join(
        [
            f"{len(records.tables)} tables, {len(figures)} figures, {len(records.sources)} sources: no fault.",
            "",
            "Latest whole fiscal year by series:",
            *(f"  {series:<36} FY{last}" for series, last in latest.items()),
            "",
            "How to add a year, or any other row: data/README.md",
        ]
    )


if __name__ == "__main__":
    sys.exit(main())
