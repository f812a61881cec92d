"""The slim bar at the bottom of the window: the live result, and what the last change did."""

from __future__ import annotations

from html import escape

import streamlit as st

from explainer import words
from explainer.model import steps
from explainer.reader import session
from explainer.records import goals
from explainer.model.steps import Outcome, Scenario
from explainer.records.door import Records
from explainer.records.goals import Goal

SECTION = "calculator"


def show(facts: Records, s: Scenario, out: Outcome, goal: Goal) -> None:
    """Draw the result in one line, the share of the goal beside what the goal counts, and the change in a second."""
    own = float(out.removals_per_year if goal.measure == "removals" else out.arrests_per_year)
    share = ""
    if goal.low > 0 and goals.model_reason(goal) is None:
        of = words.percent(goals.share_of(goals.Amount(goal.measure, own), goal.amount))
        share = f" ({of} of the goal{'' if goal.low == goal.high else ', lower end'})"
    with st.bottom:
        st.html(
            '<div class="slim" role="status" aria-label="Live result">'
            f'<span><b class="yours">{words.rounded(float(out.arrests_per_day))}</b> arrests a '
            f"day{share if goal.measure == 'arrests' else ''}</span>"
            f'<span><b class="yours">{words.rounded(float(out.removals_per_year))}</b> removals a '
            f"year{share if goal.measure == 'removals' else ''}</span>"
            f"<span>smallest stage: {escape(words.listed(out.first_to_stop))}</span>"
            f'<span class="change">{what_changed(facts, s, out)}</span></div>'
        )


def what_changed(facts: Records, s: Scenario, out: Outcome) -> str:
    """Say as HTML what the last change did to the result; before the first change, the way to the sliders."""
    before = session.before_last_change()
    if before is None:
        return '<a href="#your-assumptions">Move a slider</a> to see what changes.'
    now = vars(s)
    changed = [k for k in now if abs(now[k] - before[k]) > 1e-12]
    if not changed:
        return "Back where you were."
    was, is_now = (
        words.rounded(float(steps.run(Scenario(**before)).removals_per_year)),
        words.rounded(float(out.removals_per_year)),
    )
    what = f"{len(changed)} settings changed"
    if len(changed) == 1:
        row = facts.knobs[changed[0]]
        what = (
            f"{row.label} {words.knob_value(row.style, before[changed[0]])} → "
            f"{words.knob_value(row.style, now[changed[0]])}"
        )
    effect = f"removals {was} → {is_now} a year" if was != is_now else f"still {is_now} removals a year"
    return f"{escape(what)}: {effect}."
