"""January and February 2025 day by day: the recorded days and weeks, and a fast start with its two sliders."""

from datetime import date, timedelta
from functools import cache
from typing import Any

import pandas as pd
import streamlit as st

from explainer import words
from explainer.draw import behind, charts, shapes
from explainer.draw.cited import remarks
from explainer.draw.figure import Figure, figure
from explainer.model import fast_start
from explainer.model.steps import Scenario
from explainer.page.reading import Part, Reading
from explainer.reader import widgets
from explainer.records import counts
from explainer.records.door import Records

GROUP = "fast start"
PACE_OF = {"start": "The article’s pace", "yours": "Yours"}


def show(r: Reading) -> None:
    """Draw recorded days, the model day by day, and the two sliders that shape it."""
    st.markdown(
        "Finding a person takes time before the arrest. People located in advance can be arrested faster while the list "
        "lasts; after that, part of the working time goes into finding people again."
    )
    base = st.segmented_control(
        "Pace of arrests",
        list(PACE_OF),
        format_func=lambda b: PACE_OF[b],
        default="start",
        required=True,
        key="pace-of",
    )
    behind.is_drawn("pace-of", base)
    for knob, row in r.facts.knobs.items():
        if row.group == GROUP:
            widgets.slider(r.facts, knob, r.s, r.goal)
    start = fast_start.fast_start(r.s if base == "yours" else of_the_article(r.facts, r.s))
    figure(r.facts, _figure(r.facts, start), r.link)
    st.markdown(f"{worth(start)}\n\n**What cannot be said from the record**\n\n{remarks(r.facts, 'fast_start')}")


def of_the_article(facts: Records, s: Scenario) -> Scenario:
    """Return the start that opens this part, with the reader's list and preparation."""
    return Scenario(
        **facts.starts[_opening(facts).start] | {"targets": s.targets, "preparation_share": s.preparation_share}
    )


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


def worth(start: fast_start.FastStart) -> str:
    """Say what the list adds, at any pace."""
    if not start.used:
        return "With no fast phase, the list adds no arrests."
    return (
        f"Locating these people in advance would add {words.about(start.extra_arrests)} arrests, at any pace. "
        "A list of this size would give this shape; the record neither proves nor excludes it."
    )


def _opening(facts: Records) -> Any:
    return next(row for row in facts.rows("starts") if row.opens_fast_start == "yes")


def _figure(facts: Records, start: fast_start.FastStart) -> Figure:
    recorded, begins = counts.single_days(facts), _opening(facts).list_begins
    last = recorded["period_end"].max()
    made = fast_start.day_by_day(start, (last - begins).days + 1)
    days = [begins + timedelta(days=i) for i in range(len(made))]
    weeks, posts, told = _drawn(facts)
    return Figure(
        name="fast-start",
        finding=finding(start),
        shape=shapes.day_by_day,
        rows={
            "model": [{"date": _noon(d), "value": float(v)} for d, v in zip(days, made, strict=True)],
            "records": weeks,
            "posts": posts,
        },
        alt="Arrests a day from January to February 2025, modelled and recorded",
        numbers=f"{finding(start)}. {told}",
        key="Stepped line: the model. Level bars: weeks in records released later. Squares: single days as ICE posted them. "
        "The two records are not one series.",
        table=lambda: _recorded(facts).assign(Modelled=_modelled(facts, days, made)),
        sources=list(recorded["source_id"]),
        counts="Arrests a day, recorded in several measures, and modelled",
    )


def _noon(of: date) -> str:
    """Return a day at noon in UTC: the chart's axis is in UTC too, so that no time zone moves it to another day."""
    return f"{of.isoformat()}T12:00:00Z"


@cache
def _recorded(facts: Records) -> pd.DataFrame:
    rows = []
    for r in counts.each(counts.single_days(facts)):
        period, a_day = words.span(r.period_start, r.period_end), words.bounded(r.bound, words.count(r.per_day))
        rows.append((period, a_day, r.label, r.note, r.source_id))
    return pd.DataFrame(rows, columns=["Period", "A day", "Measure", "Note", "Source"])


@cache
def _drawn(facts: Records) -> tuple[charts.Rows, charts.Rows, str]:
    """Return the recorded weeks and the posted days as they are drawn, and both in words."""
    recorded = counts.single_days(facts)
    weeks = recorded[(recorded["series"] == "arrests_records") & (recorded["period_type"] == "week")]
    posts = recorded[(recorded["series"] == "arrests_posted_by_ice") & (recorded["period_type"] == "day")]
    in_weeks = [
        {"start": _noon(r.period_start), "end": _noon(r.period_end), **_point(r), "short": words.count(r.per_day)}
        for r in counts.each(weeks)
    ]
    in_days = [{"date": _noon(r.period_start), **_point(r)} for r in counts.each(posts)]
    told = f"Recorded weeks: {'; '.join(r['text'] for r in in_weeks)}. Posted days: {'; '.join(r['text'] for r in in_days)}."
    return in_weeks, in_days, told


def _point(r: Any) -> dict[str, Any]:
    per = "arrests" if r.period_start == r.period_end else "arrests a day"
    told = f"{words.span(r.period_start, r.period_end)}: {words.bounded(r.bound, words.count(r.per_day))} {per}"
    return {"value": r.per_day, "text": told}


def _modelled(facts: Records, days: list[date], made: list[float]) -> list[str]:
    """Return the model's mean over each recorded period that lies within its days."""
    means = []
    for r in counts.each(counts.single_days(facts)):
        inside = [v for d, v in zip(days, made, strict=True) if r.period_start <= d <= r.period_end]
        whole = len(inside) == (r.period_end - r.period_start).days + 1  # one begun before the list is not compared
        means.append(words.rounded(float(sum(inside) / len(inside))) if whole else "")
    return means


PART = Part("faststart", "January and February 2025, day by day", show)
