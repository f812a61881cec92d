"""A number that stands in a cell is not typed again: a sentence of data/ names the cell in braces.

`{ice_removals@2012}` is what is shown for a fiscal year, `{series@start..end#source_id}` any figure by its whole name,
`{value}` a cell of the same row. Behind an upright line stands how it is written: `{...|0}` rounded, `{...|-3}` to
thousands, `{...|%}` a share as a percentage.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from typing import Any

from explainer.records.faults import quoted
from explainer.records.tables import FORMULA, HOLDS

PLACE = re.compile(r"\{([^{}|]+)(?:\|(%|-?[0-9]))?\}")


class TextError(ValueError):
    """A sentence that names no cell; the message says which name."""


def columns(described: Mapping[str, Any]) -> list[str]:
    """Return the columns of a described table that hold sentences or names; a formula's braces stay as they are."""
    fields = described["schema"]["fields"]
    return [f["name"] for f in fields if f["type"] == "string" and f.get(HOLDS) != FORMULA]


def written_out(row: Any, among: list[str], values: Mapping[str, float]) -> Any:
    """Return a row with the numbers in the place of their names. Raises TextError naming the column."""
    found = {column: getattr(row, column) for column in among if "{" in getattr(row, column)}
    return row._replace(**{column: fill(text, row, values) for column, text in found.items()}) if found else row


def fill(text: str, row: Any, values: Mapping[str, float]) -> str:
    """Return a sentence with the numbers in the place of their names."""

    def place(match: re.Match[str]) -> str:
        name, how = match.groups()
        value = values[name] if name in values else getattr(row, name, None)
        if not isinstance(value, int | float) or math.isnan(value):
            raise TextError(f"{quoted(match[0])} names no cell; write {{column}}, {{series@2012}} or a figure's name")
        return write(value, how or "")

    filled = PLACE.sub(place, text)
    if "{" in filled or "}" in filled:
        raise TextError(f"{quoted(text)} has a brace that is not closed, or in the wrong place")
    return filled


def write(value: float, how: str) -> str:
    """Write a number as in a sentence: 409,849; 309.9; 41 for a share of 0.41 where `how` is '%'."""
    if how == "%":
        return f"{value * 100:.0f}"
    if how:
        value = round(value, int(how))
    return f"{value:,.{max(0, int(how or 0))}f}" if how or value == round(value) else f"{value:,.10g}"


NUMBER = re.compile(
    r"(?<![\w.,/#@-])\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\w%]|[.,]\d)|(?<![\w.,/#@-])\d{3,}\.\d+(?![\w%]|[.,]\d)"
)


def typed_numbers(text: str) -> Iterator[tuple[str, float]]:
    """Yield each number with a thousands separator, or of three digits and a decimal, that no name stands for."""
    for match in NUMBER.finditer(PLACE.sub(" ", text)):
        yield match[0], float(match[0].replace(",", ""))
