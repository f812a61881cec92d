"""What was counted: removals under a definition, and arrests by month."""

from __future__ import annotations

from datetime import timedelta
from functools import lru_cache
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

NAME, NEEDS, SECTION = "The record", ("figures", "series", "definitions", "administrations"), "record"

FIGURES_KEPT = 64  # of all readers: a definition and a goal each
HEADROOM = 1.4  # of the highest bar or goal: room for the names of presidents


def ask(facts: Records, drawn: bool) -> str:
    """Draw the head of the section, if wanted, and return the chosen definition."""
    default = facts.about.get("default_definition", "")
    if facts.missing(*NEEDS) or not drawn:
        told = st.query_params.get(links.DEFINITION, default)
        return told if not facts.missing("definitions") and told in facts.definition_rows else default
    st.markdown(
        "## What was counted\n\n"
        "There is more than one count. They differ in who carried out the departure, and in whether an order was "
        "needed. "
        "Choose one; the goal line and the page's comparisons follow it."
    )
    rows = facts.definition_rows
    session.adopt(links.DEFINITION, list(rows), default)
    chosen = st.segmented_control(
        "Definition", list(rows), format_func=lambda d: rows[d].label, required=True, key=links.DEFINITION
    )
    session.tell(links.DEFINITION, default)
    st.markdown(
        f"**{rows[chosen].label}.** {rows[chosen].sentence} Left out: {rows[chosen].left_out} "
        "All are events, not people: a person who leaves twice counts twice."
    )
    return chosen


@st.fragment
def show(facts: Records, goal: Goal, definition: str) -> None:
    """Draw the yearly record with goal line, other editions and administrations."""
    parts.figure(facts, _figure(facts, goal, definition))


@lru_cache(FIGURES_KEPT)
def _figure(facts: Records, goal: Goal, definition: str) -> parts.Figure:
    table = counts.under_definition(facts, definition)
    label = facts.definition_rows[definition].label
    editions = (
        counts.other_editions(facts, definition) if definition in ("ice_removals", "dhs_removals") else table.iloc[0:0]
    )
    editions = (
        editions[editions["edition"].str.contains("scaled|2013 Yearbook", regex=True)] if len(editions) else editions
    )
    has_goal = goals.may_stand_beside(goal, facts.definition_rows[definition])
    marks, finding = _marks(table), _finding(goal, label, table)
    return parts.Figure(
        name=f"record-{definition.replace('_', '-')}",
        finding=finding,
        key="Solid bars: whole fiscal years. Pale bars: parts of a year, or a count by a newer rule. Short "
        "lines: another "
        "edition of the same year. Thin lines: presidents by their dates of office."
        + (" Dashed line: the goal." if has_goal else f" {telling.no_count(facts, goal, definition)}")
        + _reach(table),
        shape=shapes.counts_by_year,
        rows={
            "rows": [_bar(r) for r in table.itertuples(index=False)],
            "goal": [{"value": goal.low}] if has_goal else [],
            "marks": marks,
            "editions": [_edition(r) for r in editions.itertuples(index=False)],
            "offices": _offices(facts, table, goal),
        },
        alt="Bars of one count by fiscal year, with the goal, other editions and presidents",
        numbers=_numbers(finding, table, editions, goal if has_goal else None),
        table=lambda: parts.yearly_table(pd.concat([table, editions]) if len(editions) else table),
        sources=[i for ids in table["source_ids"] for i in ids] + [i for ids in editions["source_ids"] for i in ids],
        counts=f"{label}, events per fiscal year",
        note=_notes(table),
    )


def _finding(goal: Goal, label: str, table: pd.DataFrame) -> str:
    top, locked = counts.highest(table), counts.highest(table, counts.LOCKED)
    closed = locked or top
    if closed is None:
        return f"{label}: no whole year was found"
    text = (
        f"{label}: the highest {'locked ' if locked else ''}year is fiscal {closed.fiscal_year}, "
        f"{words.count(closed.value)}"
    )
    if goal.measure == "removals" and goal.low > 0:
        years = counts.years_above(table, goal.low)
        whole = table[table["whole"]]["fiscal_year"]
        first, last = int(whole.min()), int(whole.max())
        if years:
            text += f"; {len(years)} fiscal year{'s' if len(years) > 1 else ''} reached {words.count(goal.low)}"
        else:
            text += f"; no whole year from {first} to {last} reached {words.count(goal.low)}"
    return text


def _bar(r: Any) -> dict[str, Any]:
    pale = not r.whole or "wider" in r.edition
    part = "" if r.whole else f", to {words.day(r.period_end)} ({r.days} days)"
    return {
        "start": r.period_start.isoformat(),
        "end": (r.period_end + timedelta(days=1)).isoformat(),
        "value": r.value,
        "who": "faint" if pale else "record",
        "text": f"FY{r.fiscal_year}: {words.count(r.value)}{part}",
    }


def _edition(r: Any) -> dict[str, Any]:
    return {
        "start": r.period_start.isoformat(),
        "end": r.period_end.isoformat(),
        "value": r.value,
        "text": f"FY{r.fiscal_year}: {words.count(r.value)} ({r.edition})",
    }


def _marks(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the labels of the highest years: the closed one, and a higher one on a wider count."""
    top, locked = counts.highest(table), counts.highest(table, counts.LOCKED)
    span = table["fiscal_year"].max() - table["fiscal_year"].min()
    marks = []
    for mark in {m.fiscal_year: m for m in (locked, top) if m}.values():
        row = table[table["fiscal_year"] == mark.fiscal_year].iloc[0]
        middle = row["period_start"] + (row["period_end"] - row["period_start"]) / 2
        late = (table["fiscal_year"].max() - mark.fiscal_year) < span * 0.15
        marks.append(
            {
                "middle": middle.isoformat(),
                "value": mark.value,
                "align": "right" if late else "center",
                "text": f"{mark.fiscal_year}: {words.count(mark.value)}",
            }
        )
    return marks


def _offices(facts: Records, table: pd.DataFrame, goal: Goal) -> list[dict[str, Any]]:
    """Return presidents in office since the first bar, with each term's share of the axis and the axis' upper end."""
    first, last = table["period_start"].min(), table["period_end"].max()
    top = max(table["value"].max(), goal.low if goal.measure == "removals" else 0) * HEADROOM
    rows = []
    for r in facts.rows("administrations"):
        start, end = max(r.start, first), min(r.end or last, last)
        if start < end:
            share = (end - start).days / (last - first).days
            rows.append({"start": start.isoformat(), "president": r.president, "share": share, "top": top})
    return rows


def _numbers(finding: str, table: pd.DataFrame, editions: pd.DataFrame, goal: Goal | None) -> str:
    whole = table[table["whole"]]
    first, last = whole.iloc[0], whole.iloc[-1]
    told = [
        f"{words.count(r.value)} from {words.span(r.period_start, r.period_end)}"
        for r in table[~table["whole"]].itertuples()
    ]
    told += [f"fiscal {r.fiscal_year} by another edition, {words.count(r.value)}" for r in editions.itertuples()]
    line = f" A dashed line marks the goal of {words.count(goal.low)} a year." if goal else ""
    return (
        f"{finding}. Bars by fiscal year, from {words.count(first['value'])} in {first['fiscal_year']} to "
        f"{words.count(last['value'])} in "
        f"{last['fiscal_year']} ({last['edition']}). {'; '.join(told)}.{line}"
    )


def _reach(table: pd.DataFrame) -> str:
    """Say how far a count goes, where its last row is a part of a year."""
    last = table.iloc[-1]
    return (
        ""
        if last["whole"]
        else (
            f" The last bar is a part: {words.span(last['period_start'], last['period_end'])}. Nothing later was found."
        )
    )


def _notes(table: pd.DataFrame) -> str:
    fifteen = table[table["days"] > 366]
    text = "Fiscal years run from 1 October to 30 September since 1977, before that from 1 July to 30 June."
    if len(fifteen):
        text += " Fiscal year 1976 has fifteen months, and is drawn that wide."
    return text
