"""Your result: beside goal and record in the same unit, the sum written out, one sentence to quote."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from explainer import telling, words
from explainer.draw import shapes
from explainer.model import steps
from explainer.reader import session
from explainer.records import goals
from explainer.model.steps import Outcome, Scenario
from explainer.records.door import Records
from explainer.page import parts
from explainer.records.goals import Goal

SECTION = "calculator"


def show(
    facts: Records,
    s: Scenario,
    out: Outcome,
    goal: Goal,
    definition: str,
    compared: Sequence[parts.Row],
    cited: Sequence[str],
    link: str,
) -> None:
    """Draw the result. `compared` holds goal, record and the reader's own in the goal's unit, `cited` their sources."""
    heading, odd = parts.section_heading("Your result"), _limits(s, out)
    if odd:
        st.html(heading)
        st.info(odd)
    per = "a year" if goal.measure == "removals" else "a day"
    rows = [r for r in compared if r[2] != "goal"]
    parts.figure(
        facts,
        parts.Figure(
            name="result",
            opening="" if odd else heading,
            finding=telling.finding(out, goal),
            key=f"Dashed line: the goal, {telling.goal_in_words(goal)}."
            + (" The words did not say which count." if goal.unspecified else "")
            + telling.unlike(facts, goal, definition)
            + (f" {telling.no_share(goal)}" if goals.model_reason(goal) else ""),
            shape=shapes.bars_beside_goal,
            rows={
                "rows": [
                    {
                        "label": label,
                        "value": amount,
                        "who": who,
                        "text": words.rounded(amount) if who == "yours" else words.count(amount),
                    }
                    for label, amount, who in rows
                ],
                "goal": [{"value": next(a for _, a, who in compared if who == "goal")}],
            },
            alt="Bars of the highest recorded year and of the settings, with the goal as a line",
            numbers=f"{telling.finding(out, goal)}. "
            + "; ".join(
                f"{label}: {words.rounded(a) if who == 'yours' else words.count(a)} {per}" for label, a, who in compared
            ),
            table=lambda: pd.DataFrame(
                {
                    "What": [r[0] for r in compared],
                    f"{goal.measure.capitalize()} {per}": [
                        words.rounded(a) if who == "yours" else words.count(a) for _, a, who in compared
                    ],
                }
            ),
            sources=cited,
            counts=f"{goal.measure} {per}; the reader's own is modelled and rounded",
            link=link,
        ),
    )
    title = "The sum, with your numbers"
    st.html(
        parts.told(telling.border_part(s, out))
        + parts.heading(title)
        + parts.grid(title, ("Step", "Your numbers", "Result"), telling.printed_steps(facts, s, out))
        + parts.key(
            f"{telling.rates_in_words(facts, s, out)} Shown to six digits, so that the sum can be done again by hand; "
            "elsewhere results are rounded.",
            _changed(facts, s),
        )
        + parts.heading("One sentence to quote")
    )
    st.code(telling.quotable(facts, s, out, goal), language=None, wrap_lines=True)


def _limits(s: Scenario, out: Outcome) -> str:
    """Return what odd settings mean, in a sentence each; empty where none is odd."""
    notes = []
    left = " What is left is border removals." if s.border_removals > 0 else ""
    if out.field_officers == 0:
        notes.append(f"Nobody is in the field at these settings, so there are no arrests.{left}")
    elif out.work_days == 0:
        notes.append(f"Days off take up every work day, so there are no arrests.{left}")
    elif s.removed_share == 0 and out.arrests_per_year > 0:
        notes.append(f"No arrest ends in a removal at these settings.{left}")
    zero = [name for name, value in out.stages.items() if value == 0 and name != "arrests"]
    if zero:
        notes.append(f"The stage of {words.listed(zero)} is set to zero, so no removal gets past it.")
    raw = steps.WEEKS_PER_YEAR * s.days_per_week - s.days_off
    if raw != out.work_days:
        notes.append("Work days are kept between 0 and 365 a year.")
    return "\n\n".join(notes)


def _changed(facts: Records, s: Scenario) -> str:
    start, knobs = session.nearest_start(facts, vars(s))
    label = facts.start_rows[start].label
    now, then = vars(s), facts.starts[start]
    if not knobs:
        return f"Nothing changed from the starting point {label}."
    told = [
        (
            f"{words.lower_first(facts.knobs[k].label)} {words.knob_value(facts.knobs[k].style, then[k])} → "
            f"{words.knob_value(facts.knobs[k].style, now[k])}"
        )
        for k in knobs
    ]
    return f"Changed from the starting point {label}: {'; '.join(told)}."
