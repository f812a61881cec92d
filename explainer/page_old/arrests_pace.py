"""The pace of arrests, month by month, in three measures that are not joined."""

from __future__ import annotations

from datetime import timedelta
from functools import cache, lru_cache

import pandas as pd
import streamlit as st

from explainer import words
from explainer.draw import shapes
from explainer.records import counts
from explainer.records.door import Records
from explainer.page import parts
from explainer.records.goals import Goal

NAME, NEEDS, SECTION = "The pace of arrests", ("pace", "figures", "series"), "record"
FIGURES_KEPT = 64  # of all readers: a goal each


@st.fragment
def show(facts: Records, goal: Goal) -> None:
    """Draw the monthly pace with an arrest goal, and arrests by fiscal year."""
    st.markdown(
        "### The pace of arrests, month by month\n\n"
        "An arrest is not a removal. ICE also removes people whom border officers arrested, and many people it "
        "arrests are "
        "not removed in the same year. Three measures of arrests follow one another, and they are not the same. "
        "So the lines "
        "are not joined, and a gap means that no count was found."
    )
    parts.figure(facts, _figure(facts, goal))
    reported = _reported(facts)
    if reported:
        st.markdown(f"Not drawn, since no published table shows it: {reported}.")
    by_year = parts.more("ICE arrests by fiscal year", "arrests-by-year")
    if by_year is None:
        return
    yearly = counts.yearly(facts, "ice_arrests")
    with by_year:
        shown = parts.yearly_table(yearly)
        parts.table(shown, "ICE administrative arrests by fiscal year")
        parts.take(
            facts,
            "arrests-by-year",
            shown,
            "ICE administrative arrests per fiscal year",
            [i for ids in yearly["source_ids"] for i in ids],
            "",
        )
        st.caption(
            f"Not found: {words.listed([f'fiscal {year}' for year in counts.gaps(yearly, counts.latest_day(facts))])}."
        )


@cache
def _reported(facts: Records) -> str:
    """Return the months that only the press reported, in words; empty where there are none."""
    return "; ".join(
        f"{words.span(r.period_start, r.period_end)}, {words.count(r.value)} arrests as reported by press"
        f"{parts.cited(facts, r.source_id)}"
        for r in counts.reported_months(facts).itertuples(index=False)
    )


@lru_cache(FIGURES_KEPT)
def _figure(facts: Records, goal: Goal) -> parts.Figure:
    pace = counts.monthly_pace(facts)
    rows, segment, before = [], 0, None
    for r in pace.itertuples(index=False):
        if before is not None and (
            before.series != r.series or before.period_end + timedelta(days=1) != r.period_start
        ):
            segment += 1
        rows.append(
            {
                "month": r.period_start.isoformat(),
                "per_day": r.per_day,
                "series": r.series,
                "segment": str(segment),
                "whole": bool(r.whole),
                "told": f"{words.count(r.per_day)} a day ({words.span(r.period_start, r.period_end)})",
                "text": f"{words.span(r.period_start, r.period_end)}: {words.count(r.per_day)} a day, {r.label}",
            }
        )
        before = r
    peaks = {r["series"]: r for r in sorted(rows, key=lambda r: r["per_day"]) if r["whole"]}
    short = {
        "ice_arrests_monthly": "ICE arrests",
        "ice_arrest_book_ins": "book-ins of ICE arrests",
        "all_agency_book_ins": "book-ins, ICE and CBP",
    }
    is_goal = goal.measure == "arrests"
    return parts.Figure(
        name="arrests-by-month",
        finding="Highest whole months: " + "; ".join(f"{short[s]}, {r['told']}" for s, r in peaks.items()),
        key=(
            "Each measure has its own kind of line and is named at its highest whole month. Pale dots: part of a month."
        )
        + (" Dashed level line: the goal." if is_goal else ""),
        shape=shapes.pace_by_month,
        rows={
            "rows": rows,
            "goal": [{"value": v} for v in {goal.low_per_day, goal.high_per_day}] if is_goal else [],
            "names": [
                {
                    "month": r["month"],
                    "per_day": r["per_day"],
                    "text": short[s],
                    "align": "left" if s == counts.PACE_LINES[0] else "right",
                }
                for s, r in peaks.items()
            ],
        },
        alt="Lines of arrests and book-ins a day by month",
        numbers="Arrests and book-ins a day by month from "
        f"{words.span(pace.iloc[0]['period_start'], pace.iloc[0]['period_end'])}, three measures. "
        f"First month {words.count(rows[0]['per_day'])} a day; last {rows[-1]['text']}."
        + (f" The goal is {words.count(goal.low_per_day)} a day." if is_goal else ""),
        table=lambda: pd.DataFrame(
            {
                "Period": [words.span(s, e) for s, e in zip(pace["period_start"], pace["period_end"], strict=True)][
                    ::-1
                ],
                "A day": [f"{v:,.1f}" for v in pace["per_day"]][::-1],
                "Events": [words.count(v) if v == v else "" for v in pace["value"]][::-1],
                "Measure": list(pace["label"])[::-1],
                "Note": list(pace["note"])[::-1],
                "Source": list(pace["source_id"])[::-1],
            }
        ),
        sources=list(pace["source_id"]),
        counts="arrests or book-ins per calendar day, by month",
        note="\n".join(
            f"- **{facts.series[s].label}**: {facts.series[s].definition} {facts.series[s].trap}"
            for s in counts.PACE_LINES
        ),
    )
