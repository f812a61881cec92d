"""What stands under a slider, on its scale: past values with their names, what the goal needs, and the ends.

Streamlit has no such mark, and takes SVG out of HTML, so shapes are boxes with a background, which page.css keeps on
paper and in forced colors. Nothing here follows the slider; page.js moves the mark of what the goal needs.
"""

import math
from collections.abc import Mapping, Sequence
from functools import cache
from html import escape
from itertools import pairwise, product
from typing import NamedTuple

from explainer import words
from explainer.model.steps import Scenario
from explainer.records.door import Records
from explainer.records.goals import Goal
from explainer.records.rows import Knob, Question
from explainer.telling import marks
from explainer.telling.marks import Name, Needed

ALONE, LINE = 95, 19  # CSS pixels of a slider with its marks, and of each line of words below
LETTERS = 95  # of such a line, about
LEAST_WIDTH = 0.4  # percent of the slider, so that a band of one value can be seen
# The least width of a strip in em of its words, by which of the names are shown; page.css asks for the same widths.
LAYOUTS = {"full": 43.0, "wide": 34.0, "mid": 21.5, "slim": 17.5}
GUTTER = ("mid", "slim")  # where a strip is so narrow, page.css leaves room beside it for its right end
ANCHORS = (0.5, 0.0, 1.0)  # words stand around their mark; else they begin at it, or end at it
GAP = 0.8  # em between words
NARROW, WIDE = frozenset(" .,:;()'ijlt-"), frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZmw%")
SIZES = (0.3, 0.52, 0.8)  # em of a narrow, a usual and a wide letter


class Placed(NamedTuple):
    """A name with its place: around, right or left of its mark in each layout; None where it has no room."""

    name: Name
    anchors: dict[str, float | None]  # by layout


def _at(row: Knob | Question, value: float) -> float:
    """Return where a value stands on the slider, in percent of its length."""
    return float(round(max(0.0, min(1.0, (value - row.low) / (row.high - row.low))) * 100, 2))


def needs(facts: Records, s: Scenario, goal: Goal) -> dict[str, dict[str, float | str]]:
    """Return place and words of each mark of what the goal needs, by knob, as page.js reads them."""
    found = marks.needed(facts, s, goal)
    return {knob: {"at": _at(facts.knobs[knob], need.value), "text": need.text} for knob, need in found.items()}


def under(facts: Records, knob: str, value: float, needed: Needed | None) -> str:
    """Return what stands under a slider as HTML; `needed` is None where the goal asks nothing of this knob."""
    row, unit = facts.knobs[knob], "" if facts.knobs[knob].style == "percent" else facts.knobs[knob].unit
    place = dot = wanted = ""
    if needed is not None:
        place = f' data-need="{knob}" style="--wanted:{_at(row, needed.value)}%"'
        dot, wanted = '<i class="wanted"></i>', f'<p class="wanted">{escape(needed.text)}</p>'
    told = "".join(f"<p>{escape(text)}</p>" for text in _said(row, value))
    return (
        f'<div class="under-slider"{place}><div class="strip" aria-hidden="true">{_shapes(facts, knob)}{dot}</div>'
        f"{_words(facts, knob)}"
        # page.js adds the unit to what the slider says to who hears the page
        f'<div class="reads" id="reads-{row.link_key}" data-unit="{escape(unit)}">'
        f'<p class="unseen">{escape(marks.heard(facts, knob))}</p>{wanted}{told}</div></div>'
    )


def _said(row: Knob, value: float) -> list[str]:
    return [text for text in (row.said, marks.beyond(row, value)) if text]


def height(row: Knob, value: float, needed: Needed | None) -> int:
    """Return about how high a slider and what stands under it are at a desk, in CSS pixels."""
    lines = sum(math.ceil(len(text) / LETTERS) for text in _said(row, value))
    return ALONE + LINE * (lines + (needed is not None))


def answered(row: Question, answer: float | None, guess: float) -> str:
    """Return what stands under the slider of a question as HTML: its ends, and once asked for, the answer and the guess.

    Each name has a line of its own, so that an answer close to the guess can be read.
    """
    marks = [] if answer is None else [("named", answer, "Recorded"), ("yours", guess, "Your guess")]
    ticks = "".join(f'<i class="{who}" style="left:{_at(row, value)}%"></i>' for who, value, _ in marks)
    names = "".join(
        f'<p class="wanted" style="--wanted:{_at(row, value)}%">{escape(f"{name}: {words.count(value)}")}</p>'
        for _, value, name in marks
    )
    ends = "".join(
        f'<span class="{end}">{words.count(value)}</span>' for end, value in (("low", row.low), ("high", row.high))
    )
    return (
        f'<div class="under-slider"><div class="strip" aria-hidden="true">{ticks}</div>'
        f'<div class="mark-names" aria-hidden="true">{ends}</div>'
        f'<div class="reads" id="reads-{row.question}" data-unit="{escape(row.unit)}">{names}</div></div>'
    )


@cache
def _shapes(facts: Records, knob: str) -> str:
    """Return the band of past values and the marks; other counts and plans have one where they have a name."""
    row, past = facts.knobs[knob], facts.past[knob]
    band = ""
    if len(past) > 1:
        left, right = _at(row, past[0].value), _at(row, past[-1].value)
        band = f'<b style="left:{left}%;width:{max(right - left, LEAST_WIDTH):.2f}%"></b>'
    ticks = "".join(
        f'<i class="{"named" if m.named else "past"}" style="left:{_at(row, m.value)}%" '
        f'title="{escape(f"{marks.of_mark(row, m)}: {m.label}")}"></i>'
        for m in facts.evidence[knob]
        if m in past or m.named
    )
    return f"{band}{ticks}"


@cache
def _words(facts: Records, knob: str) -> str:
    """Return the row of words: the ends, and the names at their marks."""
    row = facts.knobs[knob]
    low, high = marks.ends(row)
    names = "".join(
        f'<span class="{" ".join(["name", *(f"no-{of}" for of, a in p.anchors.items() if a is None)])}" '
        f'style="--at:{_at(row, p.name.value)}%;--size:{size(p.name.text):.1f}em;'
        f'{";".join(f"--{of}:{a:g}" for of, a in p.anchors.items() if a is not None)}">{escape(p.name.text)}</span>'
        for p in placed(facts, knob)
    )
    ends = "".join(f'<span class="{end}">{escape(text)}</span>' for end, text in (("low", low), ("high", high)))
    rooms = f"--from:{size(low) + GAP:.1f}em;--to:{size(high) + GAP:.1f}em"
    return f'<div class="mark-names" aria-hidden="true" style="{rooms}">{ends}{names}</div>'


def size(text: str) -> float:
    """Return about how wide words are in em, rather more than less."""
    return sum(SIZES[0] if c in NARROW else SIZES[2] if c in WIDE else SIZES[1] for c in text)


@cache
def placed(facts: Records, knob: str) -> tuple[Placed, ...]:
    """Return the names that have room in one layout at least, from the left to the right."""
    row, names = facts.knobs[knob], marks.names(facts, knob)
    by_layout = {of: _anchors(row, names, width, of in GUTTER) for of, width in LAYOUTS.items()}
    found = [Placed(name, {of: by_layout[of][name] for of in LAYOUTS}) for name in names]
    return tuple(p for p in found if any(a is not None for a in p.anchors.values()))


def _anchors(row: Knob, names: Sequence[Name], width: float, has_gutter: bool) -> dict[Name, float | None]:
    """Return the anchor of each name in a strip of this width, in em, or None where it has no room.

    As many as have room stand, the first in rank before all others, and around their marks rather than beside them.
    What has room in a strip has room in a wider one too, since there the marks lie farther apart.
    """
    low, high = marks.ends(row)
    room = (size(low) + GAP, width if has_gutter else width - size(high) - GAP)
    ranked = sorted(names, key=lambda n: n.rank)
    for stays in product((True, False), repeat=len(ranked)):  # all, all but the last in rank, and so on
        ways = product(*(ANCHORS if stay else (None,) for stay in stays))
        for way in sorted(ways, key=lambda anchors: [ANCHORS.index(a) for a in anchors if a is not None]):
            found = dict(zip(ranked, way, strict=True))
            if _apart(row, {name: a for name, a in found.items() if a is not None}, width, room):
                return found
    return dict.fromkeys(ranked)


def _apart(row: Knob, anchors: Mapping[Name, float], width: float, room: tuple[float, float]) -> bool:
    """Return whether names lie within their room and apart from each other."""
    lies = sorted(
        (left := _left(_at(row, name.value) / 100 * width, size(name.text), a, room), left + size(name.text))
        for name, a in anchors.items()
    )
    inside = all(room[0] <= left and right <= room[1] + 1e-9 for left, right in lies)
    return inside and all(one[1] + GAP <= next_[0] for one, next_ in pairwise(lies))


def _left(at: float, wide: float, anchor: float, room: tuple[float, float]) -> float:
    """Return where words begin: around or beside their mark, pushed inward at the ends. All in em."""
    return max(room[0], min(room[1] - wide, at - anchor * wide))
