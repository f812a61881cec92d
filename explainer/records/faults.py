"""A fault of the data: one sentence that names file, line and column, says what is wrong and what would be right."""

from dataclasses import dataclass

DESCRIPTION = "datapackage"
QUOTED = 40  # characters of a cell in a fault


@dataclass(frozen=True)
class Fault:
    """One thing wrong with one table."""

    table: str
    line: int | None  # line of the file; None where the whole file is meant
    column: str | None
    says: str

    def __str__(self) -> str:
        file = f"{self.table}.{'json' if self.table == DESCRIPTION else 'csv'}"
        place = file + (f" line {self.line}" if self.line else "")
        return f"{place}{', ' + self.column if self.column else ''}: {self.says}"


class RecordError(ValueError):
    """Broken data. The message has one line a fault: file, line, column, what is wrong, what would be right."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = faults


def cut(text: str, most: int = QUOTED) -> str:
    """Return a text on one line, cut to about `most` characters; what cannot be printed stands as its code."""
    shown = "".join(char if char.isprintable() else f"<U+{ord(char):04X}>" for char in text[:most])
    return f"{shown}…" if len(text) > most else shown


def quoted(text: str) -> str:
    """Return a cell as a fault quotes it."""
    return f"'{cut(text)}'"


def digits(value: float) -> str:
    """Write a number so that it can be copied into a cell: 1095000, never 1.095e+06."""
    return f"{value:.12g}"
