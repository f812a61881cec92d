"""What was counted: removals under a definition, and arrests by month."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pandas as pd
import streamlit as st

from explainer import charts, counts, links, scenario, words
from explainer.records import Records
from explainer.sections import parts
from explainer.targets import Goal

NAME, NEEDS, SECTION = "The record", ("figures", "series", "definitions", "administrations"), "record"
PACE_NEEDS = ("pace", "figures", "series")


def ask(facts: Records, drawn: bool) -> str:
    """Draw the head of the section, if wanted, and return the chosen definition."""
    default = facts.about.get("default_definition", "")
    if facts.missing(*NEEDS) or not drawn:
        told = st.query_params.get(links.DEFINITION, default)
        return told if not facts.missing("definitions") and told in facts.definition_rows else default
    st.header("What was counted", anchor="what-was-counted")
    st.markdown(
        "There is more than one count. They differ in who carried out the departure, and in whether an order was needed. "
        "Choose one; the goal line and the page's comparisons follow it."
    )
    rows = facts.definition_rows
    scenario.adopt(links.DEFINITION, list(rows), default)
    chosen = st.segmented_control("Definition", list(rows), format_func=lambda d: rows[d].label, required=True,
                                  key=links.DEFINITION)
    scenario.tell(links.DEFINITION, default)
    st.markdown(f"**{rows[chosen].label}.** {rows[chosen].sentence} Left out: {rows[chosen].left_out} "
                "All are events, not people: a person who leaves twice counts twice.")
    return chosen


def counted(facts: Records, definition: str) -> pd.DataFrame:
    """Return what the definition counts by fiscal year; no rows where the tables are missing."""
    if facts.missing("figures", "definitions", "series"):
        return pd.DataFrame(columns=counts.COUNT_COLUMNS).astype({"whole": bool})
    return counts.under_definition(facts, definition)


def show(facts: Records, goal: Goal, definition: str, table: pd.DataFrame) -> None:
    """Draw the yearly record with the goal, and the monthly pace of arrests."""
    _removals(facts, goal, definition, table)
    if parts.available(facts, "The pace of arrests", *PACE_NEEDS):
        _arrests(facts, goal)


def _removals(facts: Records, goal: Goal, definition: str, table: pd.DataFrame) -> None:
    label = facts.definition_rows[definition].label
    editions = counts.other_editions(facts, definition) if definition in ("ice_removals", "dhs_removals") else table.iloc[0:0]
    editions = editions[editions["edition"].str.contains("scaled|2013 Yearbook", regex=True)] if len(editions) else editions
    has_goal = goal.measure == "removals"
    marks = _marks(table)
    parts.figure(facts, parts.Figure(
        name=f"record-{definition.replace('_', '-')}",
        finding=_finding(goal, label, table),
        key="Solid bars: whole fiscal years. Pale bars: parts of a year, or a count on a wider rule. Short lines: another "
            "edition of the same year. Thin lines: presidents by their dates of office."
            + (" Dashed line: the goal." if has_goal else " The goal tested counts arrests, so it is not drawn here."),
        shape=charts.counts_by_year,
        rows={
            "rows": [_bar(r) for r in table.itertuples(index=False)],
            "goal": [{"value": goal.low}] if has_goal else [],
            "marks": marks,
            "editions": [_edition(r) for r in editions.itertuples(index=False)],
            "offices": _offices(facts, table["period_start"].min()),
        },
        alt=_alt(label, table, goal),
        table=_as_shown(table),
        sources=[i for ids in table["source_ids"] for i in ids] + list(editions["source_id"] if len(editions) else []),
        counts=f"{label}, events per fiscal year",
        note=_notes(table),
    ))


def _finding(goal: Goal, label: str, table: pd.DataFrame) -> str:
    top, locked = counts.highest(table), counts.highest(table, counts.LOCKED)
    closed = locked or top
    if closed is None:
        return f"{label}: no whole year was found"
    text = f"{label}: the highest {'closed ' if locked else ''}year is fiscal {closed.fiscal_year}, {words.count(closed.value)}"
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
        "start": r.period_start.isoformat(), "end": (r.period_end + timedelta(days=1)).isoformat(), "value": r.value,
        "who": "faint" if pale else "record", "text": f"FY{r.fiscal_year}: {words.count(r.value)}{part}",
    }


def _edition(r: Any) -> dict[str, Any]:
    return {"start": r.period_start.isoformat(), "end": r.period_end.isoformat(), "value": r.value,
            "text": f"FY{r.fiscal_year}: {words.count(r.value)} ({r.edition})"}


def _marks(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the labels of the highest years: the closed one, and a higher one on a wider count."""
    top, locked = counts.highest(table), counts.highest(table, counts.LOCKED)
    span = table["fiscal_year"].max() - table["fiscal_year"].min()
    marks = []
    for mark in {m.fiscal_year: m for m in (locked, top) if m}.values():
        row = table[table["fiscal_year"] == mark.fiscal_year].iloc[0]
        middle = row["period_start"] + (row["period_end"] - row["period_start"]) / 2
        late = (table["fiscal_year"].max() - mark.fiscal_year) < span * 0.15
        marks.append({"middle": middle.isoformat(), "value": mark.value, "align": "right" if late else "center",
                      "text": f"{mark.fiscal_year}: {words.count(mark.value)}"})
    return marks


def _offices(facts: Records, first: date) -> list[dict[str, Any]]:
    offices = facts["administrations"]
    rows = offices[offices["start"] >= first].itertuples(index=False)
    return [{"start": r.start.isoformat(), "president": r.president} for r in rows]


def _alt(label: str, table: pd.DataFrame, goal: Goal) -> str:
    whole = table[table["whole"]]
    first, last = whole.iloc[0], whole.iloc[-1]
    top = counts.highest(table)
    line = f" A dashed line marks the goal of {words.count(goal.low)} a year." if goal.measure == "removals" else ""
    parted = [f"{words.count(r.value)} from {words.span(r.period_start, r.period_end)}" for r in table[~table["whole"]].itertuples()]
    part = f" Part years: {'; '.join(parted)}." if parted else ""
    return (f"Bars of {label} by fiscal year, from {words.count(first['value'])} in {first['fiscal_year']} to "
            f"{words.count(last['value'])} in {last['fiscal_year']}. Highest: {words.count(top.value)} in {top.fiscal_year}.{part}{line}")


def _as_shown(table: pd.DataFrame) -> pd.DataFrame:
    newest = table.iloc[::-1]
    return pd.DataFrame({
        "Fiscal year": newest["fiscal_year"].astype(str),
        "Count": [words.count(v) for v in newest["value"]],
        "Per day": [words.count(v / d) for v, d in zip(newest["value"], newest["days"], strict=True)],
        "Period": [words.span(s, e) if not w else "whole year" for s, e, w in
                   zip(newest["period_start"], newest["period_end"], newest["whole"], strict=True)],
        "Edition": newest["edition"],
        "Note": newest["note"],
        "Source": ["; ".join(ids) for ids in newest["source_ids"]],
    })


def _notes(table: pd.DataFrame) -> str:
    fifteen = table[table["days"] > 366]
    text = "Fiscal years run from 1 October to 30 September since 1977, before that from 1 July to 30 June."
    if len(fifteen):
        text += " Fiscal year 1976 has fifteen months, and is drawn that wide."
    return text


def _arrests(facts: Records, goal: Goal) -> None:
    st.markdown("### The pace of arrests, month by month")
    st.markdown(
        "An arrest is not a removal. ICE also removes people whom border officers arrested, and many people it arrests are "
        "not removed in the same year. Three measures of arrests follow one another, and they are not the same. So the lines "
        "are not joined, and a gap means that no count was found."
    )
    pace = counts.monthly_pace(facts)
    rows, segment, before = [], 0, None
    for r in pace.itertuples(index=False):
        if before is not None and (before.series != r.series or before.period_end + timedelta(days=1) != r.period_start):
            segment += 1
        rows.append({"month": r.period_start.isoformat(), "per_day": r.per_day, "series": r.series, "segment": str(segment),
                     "whole": bool(r.whole), "text": f"{words.span(r.period_start, r.period_end)}: {words.count(r.per_day)} a day, {r.label}"})
        before = r
    peaks = {r["series"]: r for r in sorted(rows, key=lambda r: r["per_day"])}
    short = {"ice_arrests_monthly": "ICE arrests", "ice_arrest_book_ins": "book-ins of ICE arrests", "all_agency_book_ins": "book-ins, ICE and CBP"}
    is_goal = goal.measure == "arrests"
    yearly = counts.yearly(facts, "ice_arrests")
    whole = pace[pace["whole"]]
    top = whole.loc[whole["per_day"].idxmax()]
    parts.figure(facts, parts.Figure(
        name="arrests-by-month",
        finding=f"Highest whole month drawn: {words.span(top['period_start'], top['period_end'])}, {words.count(top['per_day'])} a day "
                f"({facts.series[top['series']].label.lower().replace('ice', 'ICE').replace('cbp', 'CBP')})",
        key="Each measure has its own kind of line and is named at its highest month. Pale dots: part of a month." + (" Dashed level line: the goal." if is_goal else ""),
        shape=charts.pace_by_month,
        rows={"rows": rows, "goal": [{"value": v} for v in {goal.low_per_day, goal.high_per_day}] if is_goal else [],
              "names": [{"month": r["month"], "per_day": r["per_day"], "text": short[s], "align": "left" if s == counts.PACE_LINES[0] else "right"}
                        for s, r in peaks.items()]},
        alt=f"Arrests and book-ins a day by month from {words.span(pace.iloc[0]['period_start'], pace.iloc[0]['period_end'])}, three measures. "
            f"First month {words.count(rows[0]['per_day'])} a day; last {rows[-1]['text']}."
            + (f" The goal is {words.count(goal.low_per_day)} a day." if is_goal else ""),
        table=pd.DataFrame({
            "Period": [words.span(s, e) for s, e in zip(pace["period_start"], pace["period_end"], strict=True)][::-1],
            "A day": [f"{v:,.1f}" for v in pace["per_day"]][::-1],
            "Events": [words.count(v) if v == v else "" for v in pace["value"]][::-1],
            "Measure": list(pace["label"])[::-1], "Note": list(pace["note"])[::-1], "Source": list(pace["source_id"])[::-1],
        }),
        sources=list(pace["source_id"]),
        counts="arrests or book-ins per calendar day, by month",
        note="\n".join(f"- **{facts.series[s].label}**: {facts.series[s].definition} {facts.series[s].trap}" for s in counts.PACE_LINES),
    ))
    with st.expander("ICE arrests by fiscal year", key="arrests-by-year"):
        shown = _as_shown(yearly)
        parts.table(shown, "ICE administrative arrests by fiscal year")
        parts.take(facts, "arrests-by-year", shown, "ICE administrative arrests per fiscal year", [i for ids in yearly["source_ids"] for i in ids], "")
        st.caption(f"Not found: {words.listed([f'fiscal {year}' for year in counts.gaps(yearly, counts.latest_day(facts))])}.")
