"""What a reader takes away as text: tables as CSV with a header that says what they are."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence

import pandas as pd

HEADER_MARK = "# "


def csv_text(table: pd.DataFrame, header: Mapping[str, str]) -> str:
    """Return a table as CSV behind a header block: one line '# name: text' for each entry.

    Read it back with pandas.read_csv(..., comment="#").
    """
    lines = [f"{HEADER_MARK}{name}: {' '.join(text.split())}" for name, text in header.items() if text]
    return "\n".join(lines) + "\n" + table.to_csv(index=False, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC)


def read_back(text: str) -> tuple[dict[str, str], pd.DataFrame]:
    """Return the header and the table that `csv_text` wrote."""
    lines = text.splitlines(keepends=True)
    head = [line for line in lines if line.startswith(HEADER_MARK)]
    header = dict(line[len(HEADER_MARK) :].rstrip("\n").split(": ", 1) for line in head)
    # Before pandas 3 its usual way loses the last binary digit; from 3 on this one is the usual, and the word is on its way out.
    return header, pd.read_csv(io.StringIO("".join(lines[len(head) :])), float_precision="round_trip")


def source_names(ids: Sequence[str]) -> str:
    """Return source ids for a header line."""
    return "; ".join(ids)
