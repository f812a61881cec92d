"""A fast start, day by day: a prepared list day by day, beside the recorded days of early 2025."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import Any

import pandas as pd
import streamlit as st

from explainer import words
from explainer.draw import charts, shapes
from explainer.model import fast_start
from explainer.reader import session
from explainer.records import counts
from explainer.model.steps import Scenario
from explainer.records.door import Records
from explainer.page import parts
from explainer.page.sliders import meanings, sliders

NAME, NEEDS, SECTION = "The fast start", ("pace", "knobs", "starts", "start_values", "remarks"), "faststart"
OPENS_ON = "feb_2025"
FIRST_DAY, LAST_DAY = date(2025, 1, 20), date(2025, 2, 28)  # the days recorded, and drawn
DAYS = (LAST_DAY - FIRST_DAY).days + 1
LIST_STARTS = date(2025, 1, 21)
BASES = {"february": "The February 2025 start", session.AT_SETTINGS: "Your settings above"}


def show(facts: Records, s: Scenario, link: str) -> None:
    """Draw the section; it opens on the February 2025 start unless the reader asks for the sliders' settings."""
    st.markdown(
        "## A fast start, day by day\n\n"
        "Finding a person takes time before the arrest. Whoever starts with a list of people located beforehand "
        "can make arrests faster "
        "while the list lasts. After that, part of the working time goes into finding people again. This part of "
        f"the page shows that shape.\n\n{meanings(facts, session.LIST_GROUP)}",
        unsafe_allow_html=True,
    )
    base = st.segmented_control(
        "Pace of arrests", list(BASES), format_func=BASES.get, default="february", required=True, key=session.PACE
    )
    sliders(facts, session.LIST_GROUP)
    start = fast_start.fast_start(_scenario(facts, s, base))
    _figure(facts, start, base, link)
    _untold(facts, start)


def _scenario(facts: Records, s: Scenario, base: str) -> Scenario:
    """Return the base's settings with the reader's list and preparation."""
    if base == session.AT_SETTINGS:
        return s
    settings = facts.starts[OPENS_ON] | {"targets": s.targets, "preparation_share": s.preparation_share}
    return Scenario(**settings)


def finding(start: fast_start.FastStart) -> str:
    """Say how long the list lasts and what follows, or why there is no fast phase."""
    if start.pace == 0:
        return "There are no arrests at these settings, so the list is not used"
    if not start.used:
        return f"No list or no preparation time is set: {words.about(start.pace)} arrests a day throughout"
    return (
        f"A list of this size lasts {words.rounded(start.list_days)} days at {words.about(start.fast)} arrests a day; "
        f"after that, {words.about(start.pace)} a day"
    )


def _figure(facts: Records, start: fast_start.FastStart, base: str, link: str) -> None:
    before = (LIST_STARTS - FIRST_DAY).days
    made = fast_start.day_by_day(start, DAYS - before)
    days = [LIST_STARTS + timedelta(days=i) for i in range(DAYS - before)]
    recorded = counts.single_days(facts, FIRST_DAY, LAST_DAY)
    weeks, posts, told = _drawn(facts)
    parts.figure(
        facts,
        parts.Figure(
            name="fast-start",
            finding=finding(start),
            key=(
                "Stepped line: the sum. Level bars: weeks in records released later. Squares: single days as ICE "
                "posted them. The two records are not one series."
            ),
            shape=shapes.day_by_day,
            rows={
                "model": [{"date": d.isoformat(), "value": float(v)} for d, v in zip(days, made, strict=True)],
                "records": weeks,
                "posts": posts,
            },
            alt="Arrests a day from January to February 2025, as the sum gives them and as recorded",
            numbers=f"{finding(start)}. {told}",
            table=lambda: _recorded(facts).assign(
                **{
                    "In the sum": [
                        _in_the_sum(a, b, days, made)
                        for a, b in zip(recorded["period_start"], recorded["period_end"], strict=True)
                    ],
                }
            ),
            sources=list(recorded["source_id"]),
            counts="arrests a day, recorded in several measures and as the sum gives them",
            link=link,
        ),
    )


@cache
def _recorded(facts: Records) -> pd.DataFrame:
    """Return the recorded days, weeks and intervals as shown to the reader."""
    rows = counts.single_days(facts, FIRST_DAY, LAST_DAY)
    return pd.DataFrame(
        {
            "Period": [words.span(a, b) for a, b in zip(rows["period_start"], rows["period_end"], strict=True)],
            "A day": [f"{v:,.0f}" for v in rows["per_day"]],
            "Measure": rows["label"],
            "Note": rows["note"],
            "Source": rows["source_id"],
        }
    )


@cache
def _drawn(facts: Records) -> tuple[charts.Rows, charts.Rows, str]:
    """Return the recorded weeks and the posted days as they are drawn, and both in words."""
    recorded = counts.single_days(facts, FIRST_DAY, LAST_DAY)
    weeks = recorded[(recorded["series"] == "arrests_records") & (recorded["period_type"] == "week")]
    posts = recorded[(recorded["series"] == "arrests_posted_by_ice") & (recorded["period_type"] == "day")]
    in_weeks, in_days = [_week(r) for r in weeks.itertuples()], [_post(r) for r in posts.itertuples()]
    told = (
        f"Recorded weeks: {'; '.join(r['text'] for r in in_weeks)}. "
        f"Posted days: {'; '.join(r['text'] for r in in_days)}."
    )
    return in_weeks, in_days, told


def _week(r: Any) -> dict[str, Any]:
    return {
        "start": r.period_start.isoformat(),
        "end": (r.period_end + timedelta(days=1)).isoformat(),
        "value": r.per_day,
        "text": f"{words.span(r.period_start, r.period_end)}: {words.count(r.per_day)} a day",
        "short": words.count(r.per_day),
    }


def _post(r: Any) -> dict[str, Any]:
    return {
        "date": r.period_start.isoformat(),
        "value": r.per_day,
        "text": f"{words.day(r.period_start)}: {words.count(r.per_day)}",
    }


def _in_the_sum(start: date, end: date, days: list[date], made: Any) -> str:
    inside = [v for d, v in zip(days, made, strict=True) if start <= d <= end]
    whole = len(inside) == (end - start).days + 1  # a period that began before the list is not compared
    return words.rounded(float(sum(inside) / len(inside))) if whole else ""


def _untold(facts: Records, start: fast_start.FastStart) -> None:
    extra = (
        (
            "A list is worth its size x the preparation share in extra arrests, here "
            f"{words.about(start.extra_arrests)}, however fast it is used."
        )
        if start.used
        else "With no fast phase, the list adds no arrests."
    )
    st.markdown(
        f"A list of this size would give this shape; the record neither proves nor excludes it. {extra}\n\n"
        f"**What cannot be told from the record**\n\n{parts.remarks(facts, 'fast_start')}"
    )
