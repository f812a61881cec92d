"""The evidence strip under a slider: past values, plans and the reader's own on the slider's scale.

Streamlit has no such mark, and takes SVG out of HTML, so shapes are boxes with a background, which page.css keeps on
paper and in forced colors.
"""

from __future__ import annotations

import math
from functools import cache, lru_cache
from html import escape

from explainer import words
from explainer.records import rules
from explainer.records.door import Records
from explainer.records.rows import Evidence, Knob

LEAST_WIDTH = 0.4  # percent of the slider, so that a band of one value can be seen
STRIPS_KEPT = 512  # of all readers; all sliders but one stand still when one moves


def _at(row: Knob, value: float) -> float:
    """Return where a value stands on the slider, in percent of its length."""
    return float(round(max(0.0, min(1.0, (value - row.low) / (row.high - row.low))) * 100, 2))


@cache
def _marks(facts: Records, knob: str) -> str:
    """Return the marks of past values and plans, which no reader moves."""
    row, marks = facts.knobs[knob], facts.evidence[knob]
    past = [m.value for m in marks if m.kind in rules.ALIKE]
    reach = ""
    if len(past) > 1:
        left, right = _at(row, min(past)), _at(row, max(past))
        reach = f'<b style="left:{left}%;width:{max(right - left, LEAST_WIDTH):.2f}%"></b>'
    ticks = "".join(
        f'<i class="{"past" if m.kind in rules.ALIKE else "plan"}" style="left:{_at(row, m.value)}%" '
        f'title="{escape(mark_text(row, m))}"></i>'
        for m in marks
        if row.low <= m.value <= row.high
    )
    return f"{reach}{ticks}"


@lru_cache(STRIPS_KEPT)
def strip(facts: Records, knob: str, value: float) -> str:
    """Return the strip of a knob, and the reader's value among past ones in words, as HTML."""
    row = facts.knobs[knob]
    own = f'<i class="own" style="left:{_at(row, value)}%"></i>'
    unit = "" if row.style == "percent" else row.unit  # page.js adds it to what the slider says to who hears the page
    return (
        f'<div class="under-slider"><p class="paper">{escape(row.label)}: {escape(words.knob_value(row.style, value))}</p>'
        f'<div class="strip" aria-hidden="true">{_marks(facts, knob)}{own}</div>'
        f'<p class="reads" id="reads-{row.link_key}" data-unit="{escape(unit)}">{_marked(reads(facts, knob, value), row.past)}</p></div>'
    )


def _marked(text: str, named: str) -> str:
    """Return the sentence with its past values in a span, which a phone leaves out."""
    first, found, past = text.partition(f"{named}: ")
    return f"{escape(first)}<span>{escape(found + past)}</span>"


def mark_text(row: Knob, mark: Evidence) -> str:
    """Return a value of evidence with its label: '6,000: December 2024'."""
    return f"{_value(row, mark)}: {_inside(mark.label)}"


def _value(row: Knob, mark: Evidence) -> str:
    return words.bounded(mark.bound, words.knob_value(row.style, mark.value))


def _inside(label: str) -> str:
    """Return a label as it stands within a sentence."""
    return words.lower_first(label) if label.startswith("Fiscal ") else label


def reads(facts: Records, knob: str, value: float) -> str:
    """Return the reader's value in words: which past value it is, or which ones it lies between or outside of."""
    row, marks = facts.knobs[knob], facts.evidence[knob]
    own = words.knob_value(row.style, value)
    past = [m for m in marks if m.kind in rules.ALIKE]
    same = next((m for m in (past or marks) if _same(m.value, value)), None)
    unit = "" if row.style == "percent" else f" {row.unit}"
    standing = f"{own}: {_inside(same.label)}" if same else f"{own}{unit}"
    if not past:
        return f"{standing}. No past value was found."
    if len(past) == 1:
        return f"{standing}." if same else f"{standing}. One past value: {mark_text(row, past[0])}."
    low, high = past[0], past[-1]
    reach = f"{_value(row, low)} ({_inside(low.label)}) to {_value(row, high)} ({_inside(high.label)})"
    if same is None and not low.value <= value <= high.value:
        return f"{own}: outside {words.lower_first(row.past)}. {row.past}: {reach}."
    return f"{standing}. {row.past}: {reach}."


def _same(a: float, b: float) -> bool:
    return math.isclose(a, b, rel_tol=1e-6, abs_tol=1e-6)
