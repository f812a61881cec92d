"""The record with the reader's own, the limits, and what a goal takes, as bars: drawn by hand, since they follow a moving thumb.

Streamlit takes SVG out of HTML, so shapes are boxes with a background, which page.css keeps on paper and in forced
colors. What follows the hand has the attributes that telling/live.py names.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from explainer.telling.needs import Row

ROOM = 1.04  # beyond the longest bar of what a goal takes
HEADROOM = 1.08  # of the highest mark, for the label above it
LARGER = 3  # than record and goal, the reader's own still has an axis to its end; beyond it the record would be flat
BETWEEN, APART = 0.16, 0.9  # gaps between years, and before the reader's own, in widths of a year
OWN_WIDTH, KEPT_WIDTH = (
    5.0,
    1.5,
)  # of the reader's bar, which has its number over it, and of a kept scenario's, in widths of a year
ROOM_FOR_WORDS = 40  # percent of the width: from here on the words on new counting rules would meet "yours"
EDGE = 12  # percent of the width: a label nearer to an edge begins or ends at its bar


@dataclass(frozen=True)
class Bar:
    """A year or a kept scenario: its name for a pointer, its amount, who of charts.WHO it stands for, its labels."""

    name: str
    amount: float
    who: str
    axis: str = ""
    label: str = ""


def axis_end(recorded: Sequence[float], own: Sequence[float]) -> float:
    """Return where the axis ends: above record and goal, and above the reader's own up to LARGER times as much."""
    highest = max(recorded)
    return max(highest, min(max(own), LARGER * highest)) * HEADROOM


def record(
    years: Sequence[Bar],
    kept: Sequence[Bar],
    goal: tuple[float, float] | None,
    goal_name: str,
    breaks: Mapping[int, str],
    top: float,
    told: Mapping[str, str],
    at: Mapping[str, str],
    above: bool,
    spoken: str,
) -> str:
    """Return bars by year with the reader's own wider at the right, and above it the gap to the goal, as HTML.

    `breaks` names the new counting rule before a bar, by its place; `top` is the axis' end; `told` and `at` are the
    texts and places of telling/live.py; `above` says that the reader's own is above the goal; `spoken` is the picture in words.
    """
    lefts = _lefts(years, kept)
    whole = lefts[-1] + OWN_WIDTH
    ours = lefts[len(years)] / whole * 100  # where what is the reader's own begins
    shapes, labels, names = [], [], []
    for bar, start in zip([*years, *kept], lefts, strict=False):
        left, width = start / whole * 100, (KEPT_WIDTH if bar.who == "yours" else 1) / whole * 100
        height = min(100.0, bar.amount / top * 100)
        shapes.append(
            f'<i class="{bar.who}" style="left:{left:.2f}%;width:{width:.2f}%;height:{height:.2f}%" '
            f'title="{escape(bar.name)}"></i>'
        )
        if bar.label:
            labels.append(_label(bar.who, left, left + width, bar.label, ours, f"bottom:{height:.2f}%"))
        if bar.axis:
            names.append(_label("axis", left, left + width, bar.axis, 100))
    rules = [
        f'<b class="break" style="left:{(lefts[i] - BETWEEN / 2) / whole * 100:.2f}%" title="{escape(name)}"></b>'
        for i, name in breaks.items()
    ]
    if breaks:
        first = (lefts[min(breaks)] - BETWEEN / 2) / whole * 100
        wide = '<span class="wide"> at each dotted line</span>' if first < ROOM_FOR_WORDS else ""
        end = f"right:{100 - lefts[len(years) - 1] / whole * 100:.2f}%" if kept else f"left:{first:.2f}%"
        names.append(f'<span class="rule" style="{end}">new counting rule{wide}</span>')
    own = f"left:{lefts[-1] / whole * 100:.2f}%;width:{OWN_WIDTH / whole * 100:.2f}%"
    return (
        '<h2 class="unseen" id="calculator">The record, and a calculation of your own</h2>'
        f'<div class="record-picture" role="img" aria-label="{escape(spoken)}"><div class="plot">'
        f"{''.join(shapes)}{''.join(rules)}{_goal(goal, top, goal_name)}{_own(own, told, at, above, 100 - ours)}"
        f'{"".join(labels)}</div><div class="names">{"".join(names)}<span class="yours" style="right:0">yours</span>'
        f'<span class="before" data-live-text="ghost" data-live-shown="ghost"{_hidden(told["ghost"])}>'
        f"{escape(told['ghost'])}</span></div></div>"
    )


def _lefts(years: Sequence[Bar], kept: Sequence[Bar]) -> list[float]:
    """Return where each bar begins, in widths of a year; the last one is the reader's own."""
    lefts = [i * (1 + BETWEEN) for i in range(len(years))]
    at = len(years) * (1 + BETWEEN) + APART
    for _ in kept:
        lefts.append(at)
        at += KEPT_WIDTH + BETWEEN * 2
    return [*lefts, at]


def _own(place: str, told: Mapping[str, str], at: Mapping[str, str], above: bool, from_right: float) -> str:
    """Return the reader's bar with its number, the gap to the goal, and the value before the last move."""
    return (
        f'<i class="yours" data-live-height="own" style="{place};height:{at["own"]}"></i>'
        f'<b class="gap{" more" if above else ""}" data-live-more data-live-bottom="gap-from" data-live-height="gap" data-live-shown="gap" '
        f'style="{place};bottom:{at["gap-from"]};height:{at["gap"]}"{_hidden(told["gap"])}></b>'
        f'<span class="gap-text" data-live-bottom="gap-from" data-live-height="gap" '
        f'style="right:{from_right + 1:.2f}%;bottom:{at["gap-from"]};height:{at["gap"]}">'
        f'<span data-live-text="gap">{escape(told["gap"])}</span></span>'
        f'<b class="ghost" data-live-bottom="ghost" data-live-shown="ghost" style="{place};bottom:{at["ghost"]}" '
        f'title="{escape(told["ghost"])}"{_hidden(told["ghost"])}></b>'
        f'<span class="yours" data-live-bottom="own" style="right:0;bottom:{at["own"]}">'
        f'<span data-live-text="own">{escape(told["own"])}</span></span>'
    )


def _hidden(text: str) -> str:
    return "" if text else " hidden"


def _label(who: str, left: float, right: float, text: str, until: float, lifted: str = "") -> str:
    """Return a label centered on its bar, or beginning with it near the left edge, or ending with it near `until`."""
    if right > until - EDGE:
        place = f"right:{100 - right:.2f}%"
    elif left < EDGE:
        place = f"left:{left:.2f}%"
    else:
        place = f"left:{(left + right) / 2:.2f}%;transform:translateX(-50%)"
    return f'<span class="{who}" style="{place};{lifted}">{escape(text)}</span>'


def _goal(goal: tuple[float, float] | None, top: float, name: str) -> str:
    """Return both ends of a goal as a line, or as a band."""
    if goal is None:
        return ""
    low, high = (end / top * 100 for end in goal)
    band = f'<b class="goal" style="bottom:{low:.2f}%;height:{high - low:.2f}%"></b>'
    return f'{band}<span class="goal" style="left:0;bottom:{high:.2f}%">{escape(name)}</span>'


def limits(
    named: Mapping[str, str],
    holds: Collection[str],
    marks: Sequence[tuple[str, float, str]],
    told: Mapping[str, str],
    at: Mapping[str, str],
) -> str:
    """Return the limits as bars on one axis, with lines across all of them, as HTML.

    `named` are the rows' names; `holds` are those that hold the total; `marks` are the lines: class, place in percent of
    the axis, name; `told` and `at` as in `record`. Of two names the left one ends at its line and the right one begins
    there, so that they never meet, however near the lines.
    """
    lines = "".join(f'<b class="{who}" style="left:{place:.2f}%"></b>' for who, place, _ in marks)
    names = "".join(
        f'<span class="{who}" style="left:{place:.2f}%">{escape(name)}</span>'
        for who, place, name in sorted(marks, key=lambda mark: mark[1])
    )
    rows = "".join(
        f'<div class="limit{" min" if name in holds else ""}" data-live-min="{name}"><span>{title}</span>'
        f'<span class="track"><i data-live-width="limit-{name}" style="width:{at[f"limit-{name}"]}"></i>{lines}'
        f'</span><span class="amount" data-live-text="limit-{name}">{escape(told[f"limit-{name}"])}</span></div>'
        for name, title in named.items()
    )
    return f'<div class="limits">{rows}<div class="limit-names">{names}</div></div>'


def needs(rows: Sequence[Row]) -> str:
    """Return one bar a row as HTML: the reader's value, an outline to what is needed, and the highest known as a mark."""
    return f'<div class="needs">{"".join(_need(row) for row in rows)}</div>'


def _need(row: Row) -> str:
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
