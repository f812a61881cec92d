"""Light drawings on one scale from zero: a lane a row, and the reader's own as a line across each.

Two charts in their place took every move of a slider 15 ms longer; they stand behind, with their axes and pictures.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from explainer import words


@dataclass(frozen=True)
class Lane:
    """One row: its name, its amounts in words, and what is drawn."""

    label: str
    amount: str
    reach: tuple[float, float] | None = None  # a bar from one value to the other
    dots: Sequence[tuple[float, str]] = ()  # each with its name


def lanes(rows: Sequence[Lane], own: float, unit: str) -> str:
    """Return the rows as HTML, on a scale that ends at the highest value drawn; empty where all values are zero."""
    ends = [end for row in rows for end in row.reach or ()]
    top = max(own, *ends, *(value for row in rows for value, _ in row.dots), 0.0)
    if top == 0:
        return ""
    drawn = "".join(
        f'<div><div class="label"><span>{escape(row.label)}</span><span class="amount">{escape(row.amount)}</span></div>'
        f'<div class="lane">{_marks(row, top)}<i class="yours" style="left:{_at(own, top)}"></i></div></div>'
        for row in rows
    )
    return (
        f'<div class="lanes" aria-hidden="true">{drawn}'
        f'<div class="scale"><span>0</span><span>{words.rounded(top)} {escape(unit)}</span></div></div>'
    )


def _marks(row: Lane, top: float) -> str:
    low, high = row.reach or (0.0, 0.0)
    bar = f'<b style="left:{_at(low, top)};width:{_at(high - low, top)}"></b>' if row.reach else ""
    return bar + "".join(f'<i style="left:{_at(at, top)}" title="{escape(name)}"></i>' for at, name in row.dots)


def _at(value: float, top: float) -> str:
    return f"{value / top * 100:.2f}%"
