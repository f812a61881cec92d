"""The picture in the result panel, drawn by hand: Altair here would take each move of a slider five times as long.

Streamlit takes SVG out of HTML, so shapes are boxes with a background, which page.css keeps on paper and in forced
colors.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

HEADROOM = 1.15  # for the label above the highest mark
HIGHEST_LABEL = 86  # percent of the height
LEFT_LABEL = 0.35  # of the width: a label further left stands where the goal has its own
LAST_BAR = 96  # percent of the width
REACH = 3  # bars before the last one that the number over it may lie on, in the narrowest window
STEPS_OF_AN_AXIS = (1, 1.25, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10)


@dataclass(frozen=True)
class Bar:
    """One bar: its name for a pointer, its amount, and who of charts.WHO it stands for.

    It is named on the axis and labeled above.
    """

    name: str
    amount: float
    who: str
    axis: str = ""
    label: str = ""


@dataclass(frozen=True)
class Line:
    """A goal: one line, or a band from low to high."""

    low: float
    high: float
    label: str


def top_of_axis(highest: float) -> float:
    """Return an axis' upper end: the next round step from a value on, so that it stands still while a slider moves."""
    if highest <= 0:
        return 1.0
    unit = 10.0 ** math.floor(math.log10(highest))
    return next(step * unit for step in STEPS_OF_AN_AXIS if step * unit >= highest * (1 - 1e-9))


def years(bars: Sequence[Bar], goal: Line | None, spoken: str) -> str:
    """Return bars by year, the reader's own at the right end and the goal across, as HTML; `spoken` says it in words."""
    top = top_of_axis(max([bar.amount for bar in bars] + ([goal.high] if goal else [])) * HEADROOM)
    shapes, labels, names = [], [], []
    for i, bar in enumerate(bars):
        height = bar.amount / top * 100
        left = (i + 0.5) / len(bars) * 100
        shapes.append(f'<i class="{bar.who}" style="height:{height:.2f}%" title="{escape(bar.name)}"></i>')
        if bar.label:  # above all bars that it may lie over: half hidden, they would look lower than they are
            highest = max(near.amount for near in bars[max(0, i - REACH) : i + REACH + 1]) / top * 100
            labels.append(_label(bar.who, left, min(highest, HIGHEST_LABEL), bar.label))
            if bar.who == "yours" and height < highest:  # there it stands over a gap
                labels.append(f'<b class="stem" style="bottom:{height:.2f}%;height:{highest - height:.2f}%"></b>')
        if bar.axis:
            names.append(_label("axis", left, None, bar.axis))
    clear = min((i for i, bar in enumerate(bars) if bar.label), default=0) / len(bars)
    side = "left" if clear > LEFT_LABEL else "half"  # where no label of a bar stands
    return (
        f'<div class="picture" role="img" aria-label="{escape(spoken)}"><div class="plot">'
        f'<div class="bars">{"".join(shapes)}</div>{_goal(goal, top, side)}{"".join(labels)}</div>'
        f'<div class="names">{"".join(names)}</div></div>'
    )


def _label(who: str, left: float, bottom: float | None, text: str) -> str:
    """Return a label centered on its bar, or kept inside the picture where the bar is near its edge."""
    side = "right" if left > 85 else "left" if left < 10 else "middle"
    # On the axis, the reader's own stands at the edge, and a name before it leaves it room.
    edge = "0" if bottom is not None or left > LAST_BAR else f"max({100 - left:.2f}%,3em)"
    place = f"right:{edge}" if side == "right" else "left:0" if side == "left" else f"left:{left:.2f}%"
    lifted = "" if bottom is None else f";bottom:{bottom:.2f}%"
    return f'<span class="{who} {side}" style="{place}{lifted}">{escape(text)}</span>'


def _goal(goal: Line | None, top: float, side: str) -> str:
    if goal is None:
        return ""
    low, high = goal.low / top * 100, goal.high / top * 100
    return (
        f'<b class="goal" style="bottom:{low:.2f}%;height:{high - low:.2f}%"></b>'
        f'<span class="goal left {side}" style="bottom:{high:.2f}%">{escape(goal.label)}</span>'
    )
