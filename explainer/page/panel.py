"""The result, which stays in view: number, share of the goal, picture, what limits it, what the last move did."""

from __future__ import annotations

import math
from dataclasses import replace
from html import escape

import streamlit as st

from explainer import words
from explainer.draw import picture
from explainer.model.steps import LIMITS, Scenario
from explainer.page.reading import Part, Reading
from explainer.reader import history, starts, widgets
from explainer.reader.view import View
from explainer.records import goals
from explainer.records.door import Records
from explainer.telling import goal as of_goal
from explainer.telling import record, result

OPENS = {"arrests": "staffing", "beds": "capacity", "flights": "capacity", "orders": "capacity"}  # by group of knobs
BESIDE_OWN = 4  # bars next to the reader's own, where a label has no room


def show(reading: Reading) -> None:
    """Draw the panel."""
    with st.container(key="panel", gap="xsmall"):
        with st.container(key="result", gap="xsmall"):
            st.html(_result(reading))
            _limits(reading)
            st.html(_moved(reading))
        with st.container(key="below", gap="xsmall"):
            _buttons(reading)
            _start(reading)


def pickers(reading: Reading) -> None:
    """Draw the choice of goal and definition."""
    with st.container(horizontal=True, gap="small", key="pickers"):
        widgets.goal(reading.facts, reading.view)
        widgets.definition(reading.facts, reading.view)
    if reading.view.goal == goals.OWN:
        widgets.own_goal(reading.facts, reading.view)


def _result(r: Reading) -> str:
    """Return number, share and picture as HTML: one element, since it is what a reader waits for at each move."""
    number, unit = result.headline(r.out, r.measure)
    share = of_goal.share(r.out, r.goal) if r.goal else "The stated goals are not available"
    beside = result.beside(r.out, r.measure)
    rest = "" if share[:1].isdigit() else " data-rest"  # a sentence in place of a share; a phone has no room beside it
    return (
        f'<div class="result"><p class="number"><b>{escape(number)}</b> {escape(unit)}</p>'
        f'<p class="share"{rest}><span>{escape(share)}</span><span class="beside">{escape(beside)}</span></p>{_picture(r)}'
        f'<p class="limited">{escape(result.limited_by(r.out, r.measure))}</p></div>'
    )


def _picture(r: Reading) -> str:
    years = record.by_year(r.facts, r.view.definition, r.measure)
    top, first = record.highest(years[:-BESIDE_OWN]), years[0].fiscal_year
    named = {first: str(first)} | record.rule_in_force(r.facts, r.view.definition, r.measure)
    bars = [
        picture.Bar(
            f"Fiscal {y.fiscal_year}: {words.count(y.amount)}{'' if y.whole else ' (part of the year)'}",
            y.amount,
            "record" if y.whole else "faint",
            axis=named.get(y.fiscal_year, ""),
            label=f"{y.fiscal_year}: {words.count(y.amount)}" if y == top else "",
        )
        for y in years
    ]
    own = of_goal.own_amount(r.out, r.measure)
    bars.append(picture.Bar(f"Yours: {words.rounded(own)}", own, "yours", axis="Yours", label=words.rounded(own)))
    line = None
    if r.goal is not None and record.goal_line(r.facts, r.goal, r.view.definition):
        low, high = of_goal.ends(r.goal)
        line = picture.Line(low, high, f"Goal: {words.both_ends(low, high)}")
    return picture.years(bars, line, record.in_words(r.facts, r.view.definition, r.measure, own, r.goal))


def _limits(r: Reading) -> None:
    """Draw the four limits, each a button to its sliders; the smallest is marked by a sign and named above."""
    with st.container(horizontal=True, gap="xxsmall", key="limits"):
        for name, title in LIMITS.items():
            amount = result.limit_amount(r.s, float(getattr(r.out, name)), r.measure)
            told = words.rounded(amount) if math.isfinite(amount) else words.NO_LIMIT
            smallest = name in r.out.limited_by
            st.button(
                f"{'▸ ' if smallest else ''}{title} **{told}**",
                key=f"limit-{name}",
                on_click=_open_tab,
                args=(r.facts, OPENS[name]),
                type="secondary" if smallest else "tertiary",
                width="stretch",
                wrap=True,
            )


def _open_tab(facts: Records, group: str) -> None:
    st.session_state[widgets.TAB] = next(row.label for row in facts.rows("groups") if row.group == group)
    st.rerun()


def _moved(r: Reading) -> str:
    """Return what the last change did as HTML; a phone leaves out which setting moved, since the thumb is on it."""
    before = history.before()
    told = result.moved(r.facts, before.settings, r.s, r.measure) if before else ""
    which, _, effect = told.partition(": ")
    why = " data-why" if effect.startswith(result.NO_CHANGE) else ""
    words_of_it = (
        f"<span>{escape(which)}: </span><span>{escape(effect)}.</span>" if told else escape(_changed(r, before))
    )
    return f'<p class="moved" data-spoken{why}>{words_of_it}</p>'


def _changed(r: Reading, before: View | None) -> str:
    """Say what changed besides the settings since the view before."""
    if before is None:
        return "Move a slider: number, share and picture follow."
    if before.goal != r.view.goal or before.own != r.view.own or before.unit != r.view.unit:
        return f"Goal to test: {of_goal.amount(r.goal)}." if r.goal else "No goal is set."
    if before.definition != r.view.definition:
        return f"Counted as {r.facts.definition_rows[r.view.definition].short}."
    if before.saved != r.view.saved:
        return (
            "Scenario A is saved; below the sliders it is set beside yours."
            if r.view.saved
            else "Scenario A is removed."
        )
    return "Back where you were."


def _buttons(r: Reading) -> None:
    with st.container(horizontal=True, gap="small", key="back"):
        st.button("Undo", on_click=history.undo, disabled=not history.can_undo(), key="undo", type="tertiary")
        st.button("Reset", on_click=_reset, args=(r,), disabled=_at_start(r), key="reset", type="tertiary")
        saved = r.view.saved is not None
        st.button(
            "Save as scenario A",
            on_click=_save,
            args=(r,),
            key="save",
            type="tertiary",
            disabled=saved and r.view.saved == r.s,
        )


def _start(r: Reading) -> None:
    """Say where the settings began and what that start assumes."""
    nearest, changed = starts.nearest(r.facts, r.s)
    row = r.facts.start_rows[nearest]
    more = f", {words.many(len(changed), 'setting')} changed" if changed else ""
    st.caption(f"**Start: {row.label}{more}.** {words.plain(row.sentence)}")


def _at_start(r: Reading) -> bool:
    return vars(r.s) == r.facts.defaults


def _reset(r: Reading) -> None:
    history.go(r.view.at(Scenario(**r.facts.defaults)))


def _save(r: Reading) -> None:
    history.go(replace(r.view, saved=r.s))


PART = Part("result", "The result", ("knobs", "figures", "pace"), show)
