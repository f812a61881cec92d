"""What a reader takes away as text: citations of the page and of single figures, and tables as CSV with a header.

Tables open in a spreadsheet as they are meant: a byte order mark for its letters, numbers as numbers with a plain minus,
no text that a spreadsheet would work out, and each line of the header in one cell.
"""

import csv
import re
from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd

from explainer import words

HEADER_MARK = "# "
BYTE_ORDER_MARK = "\ufeff"
MINUS, HYPHEN = "\u2212", "-"
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet takes such a text for a formula
PRINTED = re.compile(r"[-+\u2212]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?")  # a number as a table shows it
TEXT_MARK = "'"  # in front, a text stays text


def csv_text(table: pd.DataFrame, header: Mapping[str, str], semicolons: bool = False) -> str:
    """Return a table as CSV behind a header block: one quoted line '# name: text' for each entry.

    With `semicolons` between its cells, and a comma in its decimals, for spreadsheets that expect these. Read it back
    with pandas.read_csv(..., skiprows=) and the number of header lines.
    """
    lines = [f"{HEADER_MARK}{name}: {' '.join(text.split())}" for name, text in header.items() if text]
    block = "".join('"' + line.replace('"', '""') + '"\n' for line in lines)
    body = table.map(_safe).apply(_numbers).rename(columns=_safe)
    if semicolons:
        body = body.map(lambda cell: str(cell).replace(".", ",") if isinstance(cell, float) and cell == cell else cell)
    between = ";" if semicolons else ","
    return (
        BYTE_ORDER_MARK
        + block
        + body.to_csv(index=False, sep=between, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC)
    )


def _numbers(column: pd.Series) -> pd.Series:
    """Return a column of printed numbers, '409,849', as numbers, its empty cells as none; any other as it is."""
    cells = [cell for cell in column if not (isinstance(cell, str) and cell == "")]
    if not cells or not all(isinstance(cell, str) and PRINTED.fullmatch(cell) for cell in cells):
        return column
    texts = [cell.replace(",", "").replace(MINUS, HYPHEN) if isinstance(cell, str) else "" for cell in column]
    numbers = [(float(t) if "." in t else int(t)) if t else None for t in texts]
    return pd.Series(numbers, index=column.index, dtype=object)


def _safe(cell: object) -> object:
    """Return a cell as a spreadsheet may have it; numbers are left as they are."""
    if not isinstance(cell, str):
        return cell
    text = cell.replace(MINUS, HYPHEN)
    return TEXT_MARK + text if text.startswith(FORMULA_STARTS) and not PRINTED.fullmatch(text) else text


def apa(about: Mapping[str, Any], link: str, figure: str = "") -> str:
    """Return a citation in the manner of APA: who answers for the page where it is known, title, version, data date, address."""
    author = f"{str(about['answerable']).rstrip('.')}. " if about["answerable"] else ""
    named = f"{figure}. In " if figure else ""
    return (
        f"{author}{named}{about['title']} (data version {about['version']}, as of "
        f"{words.day(date.fromisoformat(about['created']))}) [Interactive page]. {link}"
    )


def _in_tex(text: str) -> str:
    """Return text with what TeX takes for commands written out: a bare percent sign would begin a comment."""
    return re.sub(r"([%&$#_{}])", r"\\\1", text)


def bibtex(about: Mapping[str, Any], link: str, figure: str = "", name: str = "") -> str:
    """Return a BibTeX entry for the page, or for a figure on it; `name` tells its key from the others'."""
    year, month, _ = about["created"].split("-")
    key = "_".join(["goals_record", *re.findall(r"\w+", f"{about['version']} {name}")])
    author = f"  author = {{{{{_in_tex(about['answerable'])}}}}},\n" if about["answerable"] else ""
    note = f"Figure: {_in_tex(figure)}. " if figure else ""
    return (
        f"@misc{{{key},\n{author}  title = {{{about['title']}}},\n  year = {{{year}}},\n  month = {{{int(month)}}},\n"
        f"  howpublished = {{\\url{{{link}}}}},\n  note = {{{note}Data version {about['version']}, as of "
        f"{about['created']}}}\n}}"
    )
