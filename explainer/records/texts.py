"""A number that stands in a cell is not typed again: a sentence of data/ names the cell in braces.

`{ice_removals@2012}` is what is shown for a fiscal year, `{series@start..end#source_id}` any figure or daily pace by
its whole name, with ` in all` behind it what a row of pace.csv counts in all, `{value}` a cell of the same row. Behind
an upright line stands how it is written: `{...|0}` rounded, `{...|-3}` to thousands, `{...|%}` as a percentage.
"""

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from explainer.records import periods
from explainer.records.faults import quoted
from explainer.records.rows import Figure, Pace
from explainer.records.tables import FORMULA, HOLDS

PLACE = re.compile(r"\{([^{}|]+)(?:\|(%|-?[0-9]))?\}")
IN_ALL = " in all"
# With a separator of thousands, or with three digits before the point.
NUMBER = re.compile(r"(?<![\w.,/#@-])(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{3,}\.\d+)(?![\w%]|[.,]\d)")


class TextError(ValueError):
    """A sentence that names no cell; the message says which name."""

    def __init__(self, column: str, says: str) -> None:
        super().__init__(says)
        self.column = column


def values(figures: Iterable[Figure], pace: Iterable[Pace]) -> dict[str, float]:
    """Return what a sentence can name, by name."""
    figures, pace = list(figures), list(pace)
    shown = [r for r in figures if r.period_type == "fiscal_year" and r.shown_by_default == "yes"]
    by_year = {f"{r.series}@{periods.fiscal_year_of(r.period_end)}": r.value for r in shown}
    in_all = {periods.reference(r) + IN_ALL: r.value for r in pace if not math.isnan(r.value)}
    return periods.figure_values(figures, pace) | in_all | by_year


def columns(described: Mapping[str, Any], *, ours: bool = False) -> list[str]:
    """Return the columns of a described table that hold text: all but formulas, or those with sentences of ours alone."""
    fields = [f for f in described["schema"]["fields"] if f["type"] == "string"]
    return [f["name"] for f in fields if (HOLDS not in f if ours else f.get(HOLDS) != FORMULA)]


def written_out(row: Any, among: list[str], known: Mapping[str, float]) -> Any:
    """Return a row with the numbers in the place of their names. Raises TextError for a name that is none."""
    found = {column: text for column in among if "{" in (text := getattr(row, column)) or "}" in text}
    return row._replace(**{column: _fill(column, text, row, known) for column, text in found.items()}) if found else row


def _fill(column: str, text: str, row: Any, known: Mapping[str, float]) -> str:
    def place(match: re.Match[str]) -> str:
        name, how = match.groups()
        value = known[name] if name in known else getattr(row, name, None)
        if not isinstance(value, int | float) or math.isnan(value):
            raise TextError(
                column, f"{quoted(match[0])} names no cell; write {{column}}, {{series@2012}} or a whole name"
            )
        return write(value, how or "")

    filled = PLACE.sub(place, text)
    if {"{", "}"} & set(filled):
        raise TextError(column, f"{quoted(text)} has a brace in the wrong place; braces hold the name of one cell")
    return filled


def write(value: float, how: str) -> str:
    """Write a number as in a sentence: 409,849; 309.9; 41 for a share of 0.41 where `how` is '%'."""
    if how == "%":
        return f"{value * 100:.0f}"
    if how:
        return f"{round(value, int(how)):,.{max(0, int(how))}f}"
    return f"{value:,.0f}" if value == round(value) else f"{value:,.10g}"


def typed_numbers(text: str) -> Iterator[tuple[str, float]]:
    """Yield each number that stands in a text by itself, as typed and as a number."""
    for match in NUMBER.finditer(PLACE.sub(" ", text)):
        yield match[0], float(match[0].replace(",", ""))
