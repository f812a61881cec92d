"""What officials said: goals in time, one kind at a time; one chosen here becomes the goal to test."""

from dataclasses import replace
from functools import cache
from typing import Any

import pandas as pd
import streamlit as st

from explainer import words
from explainer.draw import behind, shapes
from explainer.draw.cited import cited
from explainer.draw.figure import Figure, body, head
from explainer.page.reading import Part, Reading
from explainer.reader import history
from explainer.records import beside, goals
from explainer.records.door import Records
from explainer.records.rows import Goal, GoalKind
from explainer.telling import goal as of_goal
from explainer.telling import said

HEADING = "What officials said"
STATUS = {
    "on_record": "on the record",
    "reported_by_press": "reported by press",
    "denied": "denied",
    "reported_second_hand": "reported second-hand",
}
NEAR_THE_END = 0.6  # of the axis; from here on the words on a count stand within its bar
NEAR = 0.15  # of the axis; a goal that is nearer beyond a bar's end has the words on the count behind its mark


@st.fragment
def show(r: Reading) -> None:
    """Draw the goals of one kind; no other part of the page follows the choice of kind."""
    kinds = {row.kind: row for row in r.facts.rows(GoalKind)}
    chosen = st.session_state.get("kind")
    kind = chosen if chosen in kinds else next(iter(kinds))
    drawn = _figure(r.facts, kinds[kind]) if said.charted(r.facts, kind) else None
    if drawn:
        head(drawn, "goals")
    else:
        st.header(HEADING, anchor="goals")
    picked = st.selectbox(
        "Kind of goal",
        list(kinds),
        format_func=lambda k: kinds[k].label,
        key="kind",
        filter_mode=None,
        width=320,
        label_visibility="collapsed",
    )
    behind.is_drawn("kind", picked)
    if drawn:
        body(r.facts, drawn, r.link)
    else:
        st.caption(f"Numbers {kinds[kind].unit} are no totals, so none is charted. The list below has their words.")
    _choose(r.facts, kind)
    every = behind.expander("Every goal of this kind, with words and status", "every-goal")
    if every.open:
        every.markdown(_every(r.facts, kind))


def _choose(facts: Records, kind: str) -> None:
    """Draw a menu of the goals of this kind that can be tested; choosing one makes it the page's goal."""
    testable = {row.goal for row in goals.testable(facts)}
    rows = {row.goal: row for row in goals.of_kind(facts, kind) if row.goal in testable}
    if not rows:
        st.caption(
            "Goals of this kind are parts of a total, or numbers held at one time, so the model does not test them."
        )
        return
    chosen = st.menu_button(
        "Test one of these goals",
        list(rows),
        format_func=lambda g: of_goal.offered(rows[g]),
        key="test-goal",
    )
    behind.is_drawn("test-goal", None)
    if chosen is not None:
        history.go(replace(history.current(), goal=chosen), "This is the goal that you have.")


@cache
def _figure(facts: Records, kind: GoalKind) -> Figure:
    """Return the goals of a kind as a figure. At least one of them must stand on the chart."""
    of_kind, rows = goals.of_kind(facts, kind.kind), said.charted(facts, kind.kind)
    counts = [beside.count(facts, row.goal) for row in rows]
    top = max(*(row.high for row in rows), *(count.value for count in counts if count))
    drawn = [_drawn(facts, i, row, top) for i, row in enumerate(rows)]
    return Figure(
        name=f"goals-{kind.kind.replace('_', '-')}",
        finding=said.finding(facts, kind),
        shape=shapes.goals_and_counts,
        rows={"rows": drawn},
        alt="Stated goals as dashed lines, one row each, oldest first, over the count of the year each was for",
        numbers="; ".join(f"{d['name']}, {d['counted']}" for d in drawn) + ".",
        told=" ".join(part for part in (kind.note, said.held(facts, kind.kind)) if part),
        table=lambda: _table(facts, of_kind),
        sources=[
            i
            for row, count in zip(rows, counts, strict=True)
            for i in (row.source_id, row.second_source_id, *(count.source_ids if count else ()))
            if i
        ],
        counts=f"{kind.label}, {kind.unit}: what was stated, and what was counted in the period it was for",
        note="\n".join(f"- **{row.goal}**, {words.loose_date(row.date)}: {words.plain(row.note)}" for row in of_kind),
        short="section=goals",
    )


def _when(row: Goal) -> str:
    """Return when a goal was stated, or where its date is another one, what that date means."""
    return row.dated or words.loose_date(row.date)


def _drawn(facts: Records, order: int, row: Goal, top: float) -> dict[str, Any]:
    count = beside.count(facts, row.goal)
    end = count.value if count else 0.0
    at = row.high if count and end < row.high < end + NEAR * top else end
    return {
        "order": order,
        "name": f"{said.name(row)}: {said.stated(row)}",
        "low": row.low,
        "high": row.high,
        "goal_text": f"{of_goal.in_full(row)}.",
        "count": count.value if count else None,
        "who": "record" if count and count.whole else "faint",
        "counted": said.counted(facts, row.goal),
        "at": at,
        "align": "right" if at > NEAR_THE_END * top else "left",
        "count_text": said.counted_in_words(facts, row.goal),
    }


def _table(facts: Records, of_kind: list[Goal]) -> pd.DataFrame:
    rows = []
    for row in of_kind:
        status = f"{STATUS[row.status]}, {of_goal.NATURES[row.nature]}"
        rows.append((row.goal, _when(row), row.speaker, row.label, status, SCOPE[row.scope], row.source_id))
    return pd.DataFrame(rows, columns=["Row", "Date", "Who", "Goal", "Status", "Counts", "Source"])


SCOPE = {"ICE": "ICE", "DHS": "all of DHS", "INS": "INS", "not_stated": "not stated"}


@cache
def _every(facts: Records, kind: str) -> str:
    """Return every goal of a kind with its words, status and source; and which are not charted."""
    lines, on_chart = [], said.charted(facts, kind)
    for row in goals.of_kind(facts, kind):
        quote = f" {words.quoted(words.plain(row.words))}." if row.words else ""
        charted = "" if row in on_chart else f" Not charted{said.why_not(row)}."
        lines.append(
            f"- **{words.plain(row.label)}**. {words.plain(row.speaker)}, {_when(row)}.{quote} "
            f"{STATUS[row.status].capitalize()}. Type: {of_goal.NATURES[row.nature]}. Counts: {SCOPE[row.scope]}. "
            f"{words.plain(said.counted_beside(facts, row.goal)).rstrip('.')}.{charted}"
            f"{cited(facts, row.source_id, row.second_source_id)}"
        )
    return "\n".join(lines)


PART = Part("goals", HEADING, show)
