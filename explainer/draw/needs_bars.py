"""Bars from the reader's settings to what a goal takes, drawn by hand since they follow each move of a slider."""

from collections.abc import Sequence
from html import escape

from explainer.telling.needs import Row

ROOM = 1.04  # beyond the longest bar


def bars(rows: Sequence[Row]) -> str:
    """Return one bar a row as HTML: the reader's value, an outline to what is needed, and the highest known as a mark."""
    return f'<div class="needs">{"".join(_bar(row) for row in rows)}</div>'


def _bar(row: Row) -> str:
    known = row.highest[0] if row.highest else 0.0
    top = max(row.yours, row.needed or 0.0, known, 1e-9) * ROOM
    yours = row.yours / top * 100
    short = row.needed is not None and not row.enough
    gap = (
        f'<b class="gap" style="left:{yours:.2f}%;width:{(row.needed or 0.0) / top * 100 - yours:.2f}%"></b>'
        if short
        else ""
    )
    mark, most = "", ""
    if row.highest:
        mark = f'<b class="record" style="left:{known / top * 100:.2f}%" title="{escape(row.highest[1])}"></b>'
        most = f'<span class="most">{escape(row.highest[1])}</span>'
    return (
        f'<div class="need"><span class="name">{escape(row.label)}</span>'
        f'<span class="track"><i class="yours" style="width:{yours:.2f}%"></i>{gap}{mark}</span>'
        f'<span class="told">{escape(row.told)}</span>{most}</div>'
    )
