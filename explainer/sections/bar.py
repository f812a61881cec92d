"""The slim bar at the bottom of the window: the live result, and what the last change did."""

from __future__ import annotations

from html import escape

import streamlit as st

from explainer import model, scenario, targets, words
from explainer.model import Outcome, Scenario
from explainer.records import Records
from explainer.targets import Goal


def show(facts: Records, out: Outcome, goal: Goal) -> None:
    """Draw the result in one line, and the change in a second."""
    own = float(out.removals_per_year if goal.measure == "removals" else out.arrests_per_year)
    share = (
        ""
        if goal.low == 0
        else (
            f"<span>{escape(words.percent(targets.share_of(targets.Amount(goal.measure, own), goal.amount)))} of the "
            "goal</span>"
        )
    )
    first = words.listed(out.first_to_stop)
    with st.bottom:
        st.html(
            '<div class="slim" role="status" aria-label="Live result"><span>Your result: <b '
            f'class="yours">{words.rounded(float(out.arrests_per_day))}</b> arrests a day</span>'
            f'<span><b class="yours">{words.rounded(float(out.removals_per_year))}</b> removals a '
            f'year</span>{share}<span class="long">first to stop: {escape(first)}</span>'
            f'<span class="change">{escape(what_changed(facts, out))}</span></div>'
        )


def what_changed(facts: Records, out: Outcome) -> str:
    """Say what the last change did to the result; empty before the first change."""
    before = scenario.before_last_change()
    if before is None:
        return "Move a slider to see what changes."
    now = scenario.values(facts)
    changed = [k for k in now if abs(now[k] - before[k]) > 1e-12]
    if not changed:
        return "Back where you were."
    was = model.run(Scenario(**before))
    what = (
        (
            f"{facts.knobs[changed[0]].label}: {scenario.describe(facts, changed[0], before[changed[0]])} → "
            f"{scenario.describe(facts, changed[0], now[changed[0]])}"
        )
        if len(changed) == 1
        else f"{len(changed)} settings changed"
    )
    return (
        f"{what}. Removals {words.rounded(float(was.removals_per_year))} → "
        f"{words.rounded(float(out.removals_per_year))} a year."
    )
