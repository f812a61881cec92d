"""Writes rows of a copy of data/, as an editor would: one cell anew, or one row more."""

import csv
import json
import re
from pathlib import Path

SHOWN_2012 = {"series": "ice_removals", "period_end": "2012-09-30", "shown_by_default": "yes"}


def read_rows(folder: Path, table: str) -> list[dict[str, str]]:
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write_rows(folder: Path, table: str, rows: list[dict[str, str]]) -> None:
    with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def edit(folder: Path, table: str, where: dict[str, str], cells: dict[str, str]) -> int:
    """Write cells into the first row that `where` picks; return its line. Cells hold no line breaks, so rows are lines."""
    rows = read_rows(folder, table)
    position = next(i for i, row in enumerate(rows) if where.items() <= row.items())
    rows[position].update(cells)
    write_rows(folder, table, rows)
    return position + 2


def add(folder: Path, table: str, where: dict[str, str], cells: dict[str, str]) -> int:
    """Add a copy of the row that `where` picks, with some cells changed; return the new row's line."""
    rows = read_rows(folder, table)
    rows.append(next(row for row in rows if where.items() <= row.items()) | cells)
    write_rows(folder, table, rows)
    return len(rows) + 1


def describe(folder: Path, key: str, value: object) -> None:
    """Write a key of datapackage.json anew; take it out where the value is `...`."""
    path = folder / "datapackage.json"
    package = json.loads(path.read_text(encoding="utf-8"))
    if value is ...:
        del package[key]
    else:
        package[key] = value
    path.write_text(json.dumps(package, indent=1), encoding="utf-8")


def rest_on_newer(folder: Path, faults: list) -> list:
    """Name the newer row where the check says that a sentence rests on an older one; return the other faults."""
    for fault in faults:
        if found := re.match(r"a newer row than (\S+) is (\S+);", fault.says):
            row = read_rows(folder, fault.table)[fault.line - 2]
            edit(folder, fault.table, row, {"rests_on": row["rests_on"].replace(*found.groups())})
    return [fault for fault in faults if not fault.says.startswith("a newer row than")]
