"""A long line, small: the area under an amount over the years, as HTML.

A chart of two plots, one above the other, does not keep to the width of a phone in Streamlit, so this one is drawn here;
and HTML that Streamlit takes has no SVG, so its shape is cut out of a block.
"""

from collections.abc import Mapping, Sequence
from html import escape

APART = 0.12  # of the width, at least, between two years that are named


def drawn(name: str, points: Sequence[tuple[float, float]], years: Mapping[str, float], end: float) -> str:
    """Return the area under points (place, amount) from zero, in order; `years` stand at their place, `end` is the last."""
    top = max(amount for _, amount in points)
    line = [(100 * at / end, 100 * (1 - amount / top)) for at, amount in points]
    outline = [(0.0, 100.0), (0.0, line[0][1]), *line, (100.0, line[-1][1]), (100.0, 100.0)]
    shape = ", ".join(f"{x:.2f}% {y:.1f}%" for x, y in outline)
    named, before = "", 0.0
    for year, at in years.items():
        share = at / end
        if share - before >= APART / 2 and share <= 1 - APART / 4:
            named += f'<span style="left:{100 * share:.2f}%">{escape(year)}</span>'
            before = share + APART / 2
    return (
        f'<div class="small-line" aria-hidden="true"><p>{escape(name)}</p>'
        f'<div class="area" style="clip-path:polygon({shape})"></div><div class="years">{named}</div></div>'
    )
