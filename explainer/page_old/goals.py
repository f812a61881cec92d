"""What was said: stated goals, the oldest first, and the goal to test."""

from __future__ import annotations

import math
from functools import cache
from typing import Any

import pandas as pd
import streamlit as st

from explainer import telling, words
from explainer.draw import shapes
from explainer.reader import links, session
from explainer.records import counts, goals
from explainer.records.door import Records
from explainer.page import parts
from explainer.records.goals import Goal

NAME, NEEDS, SECTION = "The stated goals", ("goals",), "goals"
OWN_DEFAULT = {"removals": 500_000.0, "arrests": 1_000.0}
STATUS = {
    "on_record": "on record",
    "reported_by_press": "reported by press",
    "reported_second_hand": "reported second-hand",
    "denied": "denied",
}
UNITS = {"removals": "Removals a year", "arrests": "Arrests a day"}
# Each kind has an axis of its own: arrests, removals and capacity are never drawn together.
KINDS = {
    "Removals": "removals",
    "Removals, convicted or charged": "criminal_removals",
    "Arrests": "arrests",
    "Arrests, convicted or charged": "criminal_arrests",
    "Beds and people held": "detention",
    "Officers": "officers",
}
UNITS_DRAWN = {"Beds and people held": "at one time", "Officers": "to be added"}
KEYS = {
    "Removals, convicted or charged": "The older goals count convicted people; the newest counts people convicted or charged.",
    "Arrests": "A daily goal is drawn as a year, x 365 days, worked out here.",
    "Beds and people held": "Beds, unless “held” is said: people held on an average day.",
}


def ask(facts: Records, drawn: bool) -> Goal:
    """Draw the choice of goal and its card, if wanted, and return the goal to test."""
    if facts.missing(*NEEDS) or not drawn:
        return _from_address(facts)
    goal = _choose(facts)
    _card(facts, goal)
    return goal


def show(facts: Records) -> None:
    """Draw the head of the section and the stated goals."""
    st.markdown(
        "## What was said\n\n"
        "Officials of every administration since President Clinton have put numbers on enforcement. Some were "
        "written targets, some were spoken, some were reported from unnamed people, and some were denied. Goals for "
        "arrests, removals and detention are different things, so each has its own chart."
    )
    _timeline(facts)


def _from_address(facts: Records) -> Goal:
    """Return the goal that the address names, else the usual one, else a round number of the reader's own."""
    rows = {} if facts.missing("goals") else {r.goal: r for r in goals.testable(facts)}
    told = st.query_params.get(links.GOAL, facts.about.get("default_goal"))
    if told in rows:
        return goals.from_row(rows[told])
    unit = st.query_params.get(links.OWN_MEASURE, "removals")
    unit = unit if unit in links.OWN_MEASURES else "removals"
    amount = links.number(st.query_params.get(links.OWN_AMOUNT, ""))
    return goals.own(OWN_DEFAULT[unit] if amount is None else min(max(amount, 0.0), links.OWN_HIGHEST), unit)


def _choose(facts: Records) -> Goal:
    rows = {r.goal: r for r in goals.testable(facts)}
    newest_first = sorted(rows, key=lambda g: rows[g].date, reverse=True)
    options = [*newest_first, goals.OWN]
    default = facts.about["default_goal"]
    session.adopt(links.GOAL, options, default)

    def named(goal: str) -> str:
        return "My own goal" if goal == goals.OWN else f"{words.short_date(rows[goal].date)}: {rows[goal].label}"

    chosen = st.selectbox(
        "Goal to test",
        options,
        format_func=named,
        key=links.GOAL,
        help="Each section below holds this goal against the record and against your settings.",
    )
    session.tell(links.GOAL, default)
    return _own() if chosen == goals.OWN else goals.from_row(rows[chosen])


def _own() -> Goal:
    session.adopt(links.OWN_MEASURE, links.OWN_MEASURES, "removals")
    unit = st.segmented_control(
        "Your goal is a number of",
        list(links.OWN_MEASURES),
        format_func=UNITS.get,
        required=True,
        key=links.OWN_MEASURE,
    )
    session.tell(links.OWN_MEASURE, "removals")
    amount = st.number_input(
        UNITS[unit],
        0.0,
        float(links.OWN_HIGHEST),
        OWN_DEFAULT["removals"],
        1000.0,
        format="%.0f",
        key=links.OWN_AMOUNT,
        bind="query-params",
    )
    return goals.own(amount, unit)


def _card(facts: Records, goal: Goal) -> None:
    """Draw the words, speaker, date and standing of the chosen goal."""
    if goal.goal == goals.OWN:
        st.markdown(
            f"Your own goal: **{words.count(goal.low)} {goal.measure} a year**"
            + (f", worked out here from {words.count(goal.low_per_day)} a day x 365 days." if goal.worked_out else ".")
        )
        return
    row = facts.goal_rows[goal.goal]
    if row.words:
        st.html(f'<blockquote class="words">{parts.escape(words.quoted(row.words))}</blockquote>')
    office = "" if row.office.startswith(row.speaker) else f", {words.plain(row.office)}"
    said = f"**{words.plain(row.speaker)}**{office}, {words.loose_date(row.date)}"
    cited = parts.sources_text(facts, [i for i in (row.source_id, row.second_source_id) if i])
    st.markdown(
        f"{said}. Standing: {STATUS[row.status]}; kind of statement: {row.firmness}. {yearly_in_words(goal)}\n\n"
        f"{words.plain(row.note)}\n\n:small[{cited}]"
    )


def yearly_in_words(goal: Goal) -> str:
    """Say what the goal is per year, and what its words left open."""
    text = ""
    if goal.worked_out:
        ends = words.both_ends(goal.low, goal.high)
        text = f"As a year this is {ends} {goal.measure}, worked out here: the daily number x 365 calendar days. "
    if goal.low != goal.high:
        text += "The goal is a range; it is tested at its lower end, and the upper end is named beside it. "
    if goal.unspecified and goal.scope == goals.NOT_STATED:
        text += (
            "The words did not say which count was meant, so it is held against the definition that you choose below."
        )
    return f"{text} {telling.scope_in_words(goal)}".strip() if goals.model_reason(goal) else text


@st.fragment
def _timeline(facts: Records) -> None:
    """Draw the goals of one kind; no other part of the page follows the choice of kind."""
    kind = st.segmented_control("Kind of goal", list(KINDS), default="Removals", required=True, key="_kind")
    parts.figure(facts, _figure(facts, kind))
    if left := _not_drawn(facts, kind):
        st.markdown(left)


@cache
def _not_drawn(facts: Records, kind: str) -> str:
    """Return the goals of a kind that have no place on its axis, as a list; empty where there are none."""
    left = [r for r in goals.of_kind(facts, KINDS[kind]) if not (r.on_chart == "yes" and _has_axis(r))]
    why = "Not drawn, since they have no period, are denials, or repeat another row:\n"
    return why + "\n".join(_line(r) for r in left) if left else ""


@cache
def _figure(facts: Records, kind: str) -> parts.Figure:
    of_kind = goals.of_kind(facts, KINDS[kind])
    rows = [r for r in of_kind if r.on_chart == "yes"]
    drawn = [_drawn(i, r) for i, r in enumerate(r for r in rows if _has_axis(r))]
    record = _record(facts, kind)
    for d in drawn:
        d["record"] = record[0] if record else None
    first, last = drawn[0]["label"].split(",")[0], drawn[-1]["label"].split(",")[0]
    unit = UNITS_DRAWN.get(kind, "a year")
    when = f"from {first} to {last}" if len(drawn) > 1 else f"in {first}"
    return parts.Figure(
        name="goals-" + kind.lower().replace(",", "").replace(" ", "-"),
        finding=f"{kind}: {len(drawn)} stated number{'s' if len(drawn) > 1 else ''} {when}",
        key=" ".join(
            text
            for text in (
                f"Numbers {unit}. Filled circle: on record. Open square: reported by press.",
                KEYS.get(kind, ""),
                f"Gray bar in each row: {record[1]}." if record else "",
            )
            if text
        ),
        shape=shapes.goals_in_order,
        rows={"rows": drawn},
        alt="Stated goals as dots, one row each, oldest first",
        numbers=f"{kind}, {unit}. " + "; ".join(f"{d['label']}: {d['text']}, {d['status']}" for d in drawn),
        table=lambda: _table(facts, of_kind),
        sources=[i for r in rows for i in (r.source_id, r.second_source_id) if i] + (list(record[2]) if record else []),
        counts=f"stated goals of the kind: {kind}, {unit}",
        note="\n".join(f"- **{r.goal}**, {words.loose_date(r.date)}: {words.plain(r.note)}" for r in of_kind),
    )


def _has_axis(r: Any) -> bool:
    """Return whether a goal may stand on its kind's axis: a flow needs a period."""
    return r.kind in ("detention", "officers") or not math.isnan(r.annual_low)


def _line(r: Any) -> str:
    said = f": {words.quoted(words.plain(r.words))}" if r.words else ""
    return f"- {words.loose_date(r.date)}, {words.plain(r.speaker)} ({STATUS[r.status]}){said}. {words.plain(r.label)}"


def _drawn(order: int, r: Any) -> dict[str, Any]:
    high = r.annual_high if not math.isnan(r.annual_high) else r.high
    low = r.annual_low if not math.isnan(r.annual_low) else r.low
    return {
        "order": order,
        "label": f"{words.short_date(r.date)}, {r.short}",
        "low": low,
        "high": high,
        "text": f"{_amount(r)}, {r.firmness}",
        "status": STATUS[r.status],
    }


def _amount(r: Any) -> str:
    more = "+" if r.measure == "officers" else ""
    return f"{more}{words.both_ends(r.low, r.high)}{' a day' if r.per == 'day' else ''}"


def _record(facts: Records, kind: str) -> tuple[float, str, tuple[str, ...]] | None:
    """Return the recorded high that may stand on a kind's axis, in words, with its sources: like with like."""
    series, edition, named = {
        "Removals": ("ice_removals", counts.LOCKED, "ICE removals in fiscal {}, the highest locked year"),
        "Arrests": ("ice_arrests", None, "ICE arrests in fiscal {}, the most found"),
    }.get(kind, (None, None, ""))
    if series is None or facts.missing("figures"):
        return None
    top = counts.highest_of(facts, series, edition)
    return (
        None if top is None else (top.value, f"{telling.recorded(top)} {named.format(top.fiscal_year)}", top.source_ids)
    )


def _table(facts: Records, of_kind: list[Any]) -> pd.DataFrame:
    rows = pd.DataFrame(of_kind)
    return pd.DataFrame(
        {
            "Row": rows["goal"],
            "Date": [words.loose_date(d) for d in rows["date"]],
            "Who": rows["speaker"],
            "Goal": rows["label"],
            "Standing": [f"{STATUS[s]}, {f}" for s, f in zip(rows["status"], rows["firmness"], strict=True)],
            "Source": [i if facts.missing("sources") else facts.sources[i].short_publisher for i in rows["source_id"]],
        }
    )
