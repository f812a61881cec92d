"""What the goal would take: officers, beds, flights and judges, and a button that sets the sliders to them."""

from __future__ import annotations

from html import escape

import pandas as pd
import streamlit as st

from explainer import words
from explainer.draw import sheet
from explainer.draw.figure import take
from explainer.model import backwards
from explainer.model.steps import LIMITS
from explainer.page.reading import Part, Reading
from explainer.reader import history
from explainer.records import counts
from explainer.records.goals import Goal, model_reason
from explainer.records.rows import Evidence
from explainer.telling import goal as of_goal
from explainer.telling import needs

LOW = " of a low-confidence value"
HEADING = "What the goal would take"


def show(r: Reading) -> None:
    """Draw the rows and the button."""
    goal = _testable(r)
    if goal is None:
        return
    rows = [(n.label, n.needed, n.yours, n.highest) for n in needs.rows(r.facts, r.s, goal)]
    # One element of HTML: as Markdown, text and table take the browser 60 ms longer at every move of a slider.
    st.html(
        f'<p>{escape(needs.opening(r.s, goal))}</p><div class="needs">'
        f"{sheet.table(('', 'For the goal', 'Yours', 'Highest known'), rows)}</div>"
    )
    wanted = needs.set_to(r.s, goal)
    if wanted is None:
        st.caption("At these settings no number of officers, beds, flights and judges meets the goal.")
        return
    beyond = needs.beyond_sliders(r.facts, wanted)
    st.button(
        "Set the sliders to this",
        key="set-to-goal",
        on_click=lambda: history.go(history.current().at(wanted)),
        disabled=bool(beyond) or wanted == r.s,
    )
    if wanted == r.s:
        st.caption("Your settings meet this goal.")
    elif beyond:
        st.caption(f"Beyond the sliders' range: {words.listed(beyond)}.")


def heading(r: Reading) -> None:
    """Draw the heading."""
    st.header(HEADING, anchor="needs")


def _testable(r: Reading) -> Goal | None:
    """Return the goal if the model can be worked backwards from it; else say why not."""
    if r.goal is None:
        st.info("The stated goals cannot be shown, so there is no goal to work backwards from.")
    elif model_reason(r.goal):
        st.info(f"{of_goal.scope_in_words(r.goal)} The model counts ICE alone, so it is not worked backwards here.")
    elif r.goal.low == 0:
        st.info("A goal of zero takes nothing. Choose a goal above zero.")
    else:
        return r.goal
    return None


def each_alone(r: Reading) -> None:
    """Draw what each setting alone would have to be, and the result with it alone."""
    goal = _testable(r)
    if goal is None:
        return
    st.markdown(
        "The first number is what a setting would have to be for its own limit to meet the goal, all else as set. "
        "The second is the result with that setting alone; another limit may hold it below the goal."
    )
    found = backwards.every_knob(r.s, goal.low, goal.measure)
    table = pd.DataFrame([_row(r, need, goal) for need in found])
    st.table(table, hide_index=True, border="horizontal", alt="What each setting alone would have to be")
    take(
        r.facts,
        "each-setting-alone",
        table,
        f"value of each setting for {of_goal.amount(goal)}, all else as set; modelled",
        [m.source_id for need in found for m in r.facts.evidence[need.knob]],
        r.link,
    )


def _row(r: Reading, need: backwards.Need, goal: Goal) -> dict[str, str]:
    row, present = r.facts.knobs[need.knob], float(getattr(r.s, need.knob))
    high = counts.highest_known(r.facts, need.knob)
    return {
        "Setting": row.label,
        "Yours": words.knob_value(row.style, present),
        "For the goal": needs.needed(row.style, need),
        f"With it alone, {of_goal.PER[goal.measure]}": needs.alone(need, goal),
        "Times yours": _times(need, present),
        "Times highest known": _times_known(need, high) if high else "",
        "Limit": LIMITS[need.limit].lower(),
    }


def _times(need: backwards.Need, present: float) -> str:
    return f"{need.value / present:.1f}" if need.value is not None and need.value > 0 and present > 0 else ""


def _times_known(need: backwards.Need, high: Evidence) -> str:
    told = _times(need, high.value)
    return f"{told}{LOW}" if told and high.confidence == "low" else told


HEAD = Part("needs-heading", HEADING, (), heading)
PART = Part("needs", HEADING, ("knobs", "evidence"), show)
EACH = Part("each", "Each setting alone", ("knobs", "evidence"), each_alone)
