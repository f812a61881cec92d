"""Sliders with their evidence: a part that two sections draw, each its own groups of knobs."""

from __future__ import annotations

from functools import cache, lru_cache
from html import escape
from typing import Any

import streamlit as st

from explainer import words
from explainer.reader import session
from explainer.records import rules
from explainer.records.door import Records
from explainer.page import parts

STRIPS_KEPT = 512  # of all readers; nineteen of twenty sliders stand still when one moves
INTRO = {
    "staffing": "How many people there are to make arrests.",
    "work days": "How many days a year each of them works.",
    "case rates": "What follows from a day in the field. These three open with the rates of the default year.",
    "other stages": "An arrest is one stage of four. These set what beds, flights and new removal orders would carry.",
}


@cache
def meanings(facts: Records, group: str) -> str:
    """Return what the settings of a group mean, to be opened, as Markdown with HTML.

    One still text for all of them: a question mark beside each slider would take every move a twentieth longer.
    """
    told = "\n".join(
        f"- **{row.label}:** {words.plain(row.help)}" for row in facts.knobs.values() if row.group == group
    )
    return f'<details class="meanings"><summary>What these settings mean: {group}</summary>\n\n{told}\n\n</details>'


def sliders(facts: Records, group: str) -> None:
    """Draw the sliders of one group with their evidence, and behind them exact entry and every published value."""
    values = {}
    for knob, row in facts.knobs.items():
        if row.group == group:
            values[knob] = session.slider(facts, knob)
            st.html(_strip(facts, knob, values[knob]))
    part = parts.more(f"Exact values and sources: {group}", f"more-{group.replace(' ', '-')}")
    if part is not None:
        with part:
            for knob, value in values.items():
                _details(facts, knob, value)


def _at(row: Any, value: float) -> str:
    """Return where a value stands on the slider, in percent of its length."""
    return f"{max(0.0, min(1.0, (value - row.low) / (row.high - row.low))) * 100:.2f}%"


@cache
def _published_marks(facts: Records, knob: str) -> str:
    """Return the marks of the published values, which no reader moves."""
    row, marks = facts.knobs[knob], facts.evidence[knob]
    published = [m.value for m in marks if m.kind in rules.ALIKE]
    reach = ""
    if len(published) > 1:
        left, right = _at(row, min(published)), _at(row, max(published))
        reach = f'<span class="reach" style="left:{left};width:calc({right} - {left})"></span>'
    ticks = "".join(
        (
            f'<i class="{"" if m.kind in rules.ALIKE else "plan"}" style="left:{_at(row, m.value)}" '
            f'title="{escape(_mark_text(row, m))}"></i>'
        )
        for m in marks
        if row.low <= m.value <= row.high
    )
    return f'<span class="base"></span>{reach}{ticks}'


@lru_cache(STRIPS_KEPT)
def _strip(facts: Records, knob: str, value: float) -> str:
    """Return the published values under the slider, and the reader's value among them in words, as HTML."""
    own = f'<i class="yours" style="left:{_at(facts.knobs[knob], value)}"></i>'
    row = facts.knobs[knob]
    return (
        f'<div class="under-slider"><p class="paper">{escape(row.label)}: {escape(words.knob_value(row.style, value))}</p>'
        f'<div class="strip" aria-hidden="true">{_published_marks(facts, knob)}{own}</div>'
        f'<p class="reads">{escape(_reads(facts, knob, value, facts.evidence[knob]))}</p></div>'
    )


def _mark_text(row: Any, mark: Any, between: str = ": ") -> str:
    return f"{words.knob_value(row.style, mark.value)}{between}{mark.label}"


def _reads(facts: Records, knob: str, value: float, marks: list[Any]) -> str:
    """Return the reader's value in words: which recorded values it lies between, or outside of."""
    row = facts.knobs[knob]
    recorded = [m for m in marks if m.kind in rules.ALIKE]
    if not recorded:
        same = next((m for m in marks if _same(m.value, value)), None)
        return f"{same.label}. No recorded value was found." if same else "No recorded value was found."
    if len(recorded) == 1:
        return f"One recorded value: {_mark_text(row, recorded[0])}. The setting is an assumption."
    lowest, highest = recorded[0], recorded[-1]
    how = "Worked out here" if all(m.kind == "worked_out" for m in recorded) else "Published or worked out here"
    reach = f"{how}: {_mark_text(row, lowest, ' (')}) to {_mark_text(row, highest, ' (')})."
    same = next((m for m in recorded if _same(m.value, value)), None)
    if same is not None:
        return f"Same as: {same.label}. {reach}"
    if value < lowest.value or value > highest.value:
        return f"Outside any recorded value. {reach}"
    below = max((m for m in recorded if m.value < value), key=lambda m: m.value)
    above = min((m for m in recorded if m.value > value), key=lambda m: m.value)
    return f"Between “{below.label}” and “{above.label}”. {reach}"


def _same(a: float, b: float) -> bool:
    return abs(a - b) <= 1e-6 * max(1.0, abs(b))


def _details(facts: Records, knob: str, value: float) -> None:
    """Draw a knob's exact entry, reset, and every published value with its source."""
    row = facts.knobs[knob]
    session.exact_entry(facts, knob)
    default = facts.defaults[knob]
    st.button(
        f"Reset to {words.knob_value(row.style, default)}",
        key=f"reset-{row.link_key}",
        on_click=session.reset,
        args=(facts, {knob: default}),
        disabled=value == default,
    )
    st.markdown(_evidence_text(facts, knob))


@cache
def _evidence_text(facts: Records, knob: str) -> str:
    """Return where the starting value comes from, and every published value with its source."""
    row = facts.knobs[knob]
    lines = "\n".join(_evidence_line(facts, row, mark) for mark in facts.evidence[knob])
    return f"Default: {words.plain(row.basis)}\n\n{lines or 'No recorded value was found.'}"


KIND = {
    "published": "",
    "worked_out": " Worked out here.",
    "other_count": " Another count, not used for lowest and highest.",
    "plan": " A plan, limit or outside estimate.",
}


def _evidence_line(facts: Records, row: Any, mark: Any) -> str:
    note = f" {words.plain(mark.note)}" if mark.note else ""
    extreme = f", {mark.mark}" if mark.mark else ""
    return (
        f"- **{words.knob_value(row.style, mark.value)}**{extreme}: "
        f"{words.plain(mark.label)}.{KIND[mark.kind]}{note}{parts.cited(facts, mark.source_id)}"
    )
