"""What the goal would take: officers, beds, flights and judges together, and a button that sets the sliders to them."""

from html import escape

import pandas as pd
import streamlit as st

from explainer import words
from explainer.draw import picture
from explainer.draw.figure import take
from explainer.model import backwards
from explainer.model.steps import LIMITS
from explainer.page import settings
from explainer.page.reading import Part, Reading, now
from explainer.reader import history
from explainer.records import counts
from explainer.records.door import Records
from explainer.records.goals import Goal, modelled
from explainer.records.rows import Evidence
from explainer.telling import goal as of_goal
from explainer.telling import needs

LOW = " (a weak number)"
HEADING = "What the goal would take"
ALL_FOUR = "All four"  # of a setting that every limit takes


def show(r: Reading) -> None:
    """Draw what the goal takes as bars, under what the settings began with."""
    reason, begun = _not_testable(r), settings.begun(r)
    if reason:
        st.html(f'{begun}<h2 id="needs">{HEADING}</h2><p>{escape(reason)}</p>')
        return
    found = needs.taken(r.facts, r.s, r.goal)
    alone = needs.officers_alone(r.s, r.goal)
    # One element of HTML: as Markdown, text and table take the browser 60 ms longer at every move of a slider.
    st.html(
        f'{begun}<h2 id="needs">{escape(needs.heading(r.facts, r.s, r.goal))}</h2>'
        f"<p>{escape(f'{alone} {needs.opening(r.s, r.goal)}'.strip())}</p>{picture.needs(found.rows)}"
    )


def button(facts: Records) -> None:
    """Draw the button that sets the sliders to what the goal takes. It stands still while what it sets follows them."""
    st.button("Set the sliders to this", key="set-to-goal", on_click=_set_to, args=(facts,))


def _set_to(facts: Records) -> None:
    """Set the sliders to what the goal takes, or say why nothing is set."""
    r = now(facts)
    reason = _not_testable(r)
    found = None if reason else needs.taken(facts, r.s, r.goal)
    if found is None or found.met or found.scenario is None:
        history.say(reason or f"{needs.heading(facts, r.s, r.goal)}.")
    elif beyond := [row for knob, row in facts.knobs.items() if getattr(found.scenario, knob) > row.highest]:
        most = words.listed([f"{words.count(row.highest)} for “{words.lower_first(row.short)}”" for row in beyond])
        history.say(f"Nothing is set, since this page takes at most {most}.")
    else:
        history.go(r.view.at(found.scenario))


def _not_testable(r: Reading) -> str:
    """Say why the model cannot be worked backwards from the goal; empty where it can."""
    if not modelled(r.goal):
        whose = of_goal.WHOSE[r.goal.scope]
        return f"This is a goal for {whose}. The model counts ICE alone, so it is not worked backwards here."
    return "A goal of zero takes nothing. Choose a goal above zero." if r.goal.low == 0 else ""


def each_alone(r: Reading) -> None:
    """Draw what each setting alone would have to be, and the result with it alone."""
    reason, goal = _not_testable(r), r.goal
    if reason:
        st.info(reason)
        return
    st.markdown(
        "“For the goal” is what a setting would have to be for its own limit to meet the goal, all else as set. "
        "“With it alone” is the result then; another limit may hold it below the goal."
    )
    every = backwards.every_knob(r.s, goal.low, goal.measure)
    found = [need for need in every if not needs.enough(r.out, need, goal)]
    if len(found) < len(every):
        st.markdown(needs.told_enough(r.facts, [need for need in every if need not in found]))
    if not found:
        return
    table = pd.DataFrame([_row(r, need, goal) for need in found])
    st.table(table, hide_index=True, border="horizontal", alt="What each setting alone would have to be")
    take(
        r.facts,
        "each-setting-alone",
        table,
        f"value of each setting for {of_goal.amount(goal)}, all else as set; modelled",
        r.sources_of(need.knob for need in found),
        r.link,
    )


def _row(r: Reading, need: backwards.Need, goal: Goal) -> dict[str, str]:
    row, present = r.facts.knobs[need.knob], r.value(need.knob)
    high = counts.highest_known(r.facts, need.knob)
    return {
        "Setting": row.label,
        "Yours": r.in_words(need.knob, present),
        "For the goal": needs.needed(row.style, need),
        f"With it alone, {of_goal.PER[goal.measure]}": needs.alone(need, goal),
        "Times yours": _times(need, present),
        "Times highest known": _times_known(need, high) if high else "",
        "Limit": LIMITS.get(need.limit, ALL_FOUR).lower(),
    }


def _times(need: backwards.Need, present: float) -> str:
    """Return how many times a value the goal takes; empty where no such number would do."""
    return f"{need.value / present:.1f}" if need.alone is not None and need.value and present > 0 else ""


def _times_known(need: backwards.Need, high: Evidence) -> str:
    told = _times(need, high.value)
    return f"{told}{LOW}" if told and high.confidence == "low" else told


PART = Part("needs", HEADING, show)
EACH = Part("each", "Each setting alone", each_alone)
