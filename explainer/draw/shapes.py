"""The shapes of the charts: each function says which named tables and columns it draws.

Rows come later, by charts.filled. A shape knows no number and no color: colors are named by who they stand for, in the
order of charts.WHO.
"""

from __future__ import annotations

from typing import Any

import altair as alt

from explainer.draw.charts import WHO

GOAL_DASH = [6, 4]
# 0, 200,000, 1 million
PLAIN_NUMBER = "datum.value >= 1e6 ? format(datum.value / 1e6, '~r') + ' million' : format(datum.value, ',~r')"


def _rows(name: str) -> alt.Chart:
    return alt.Chart(alt.NamedData(name))


def _who(who: str) -> Any:
    return alt.value(who)


def _who_of(field: str) -> alt.Color:
    return alt.Color(field, type="nominal", legend=None).scale(domain=WHO)


def _amount(title: str, channel: type = alt.X, field: str = "value") -> Any:
    """A quantitative axis that starts at zero."""
    return channel(field, type="quantitative").title(title).scale(zero=True, nice=True).axis(labelExpr=PLAIN_NUMBER)


def _goal_line() -> alt.LayerChart:
    """A dashed upright line at each row of table `goal` (value)."""
    return _rows("goal").mark_rule(strokeDash=GOAL_DASH, strokeWidth=1.5).encode(x="value:Q", color=_who("goal"))


def bars_beside_goal() -> alt.LayerChart:
    """Horizontal bars with a dashed goal line. Tables: `rows` (label, value, text, who), `goal` (value)."""
    y = alt.Y("label:N", sort=None).title(None).axis(labelLimit=170, ticks=False, domain=False, labelPadding=8)
    base = _rows("rows").encode(y=y)
    bars = base.mark_bar(height=22).encode(x=_amount("Events a year").title(None), color=_who_of("who"))
    text = base.mark_text(align="left", dx=5, fontWeight="bold").encode(x="value:Q", text="text:N", color=_who("goal"))
    return (bars + _goal_line() + text).properties(height=alt.Step(38))


def goals_in_order() -> alt.LayerChart:
    """Stated goals as dots, in the order in which they were stated; each row is headed by date, speaker and amount.

    Table: `rows` (order, label, low, high, text, status, record). A range is drawn as a line; `record` is a mark in
    each row, so that no line crosses the words.
    """
    base = _rows("rows").encode(y=alt.Y("order:O").title(None).axis(None))
    heads = base.mark_text(align="left", dy=-11, limit={"expr": "width - 165"}).encode(
        x=alt.value(0), text="label:N", color=_who("goal")
    )
    amounts = base.mark_text(align="right", dy=-11, fontWeight="bold").encode(
        x={"value": "width"}, text="text:N", color=_who("goal")
    )
    reach = base.mark_rule(strokeWidth=3, yOffset=6).encode(x="low:Q", x2="high:Q", color=_who("goal"))
    dots = base.mark_point(size=64, strokeWidth=2, yOffset=6, opacity=1).encode(
        x=_amount("", field="high").title(None),
        shape=alt.Shape("status:N", legend=None).scale(
            domain=["on the record", "reported by press"], range=["circle", "square"]
        ),
        color=_who("goal"),
        fill=_who("goal"),
        fillOpacity=alt.condition("datum.status == 'on the record'", alt.value(1), alt.value(0)),
    )
    record = base.mark_tick(thickness=3, size=14, yOffset=6, opacity=1).encode(x="record:Q", color=_who("record"))
    return (heads + amounts + record + reach + dots).properties(height=alt.Step(35))


def counts_by_year() -> alt.LayerChart:
    """Bars of yearly counts over their own days, with goal, other versions, counting rules and administrations.

    Tables: `rows` (start, end, value, who, text), `goal` (value, high, text), `marks`
    (middle, value, text, align, wide) for named bars, those next to the reader's own on a wide screen alone,
    `versions` (start, end, value, text), `rules` (start, text), `offices` (start, president, share, top): a name shows
    where its term is wide enough; `top` leaves room.
    """
    x = alt.X("start:T").title(None).axis(format="%Y", grid=False, tickCount={"expr": "width < 500 ? 5 : 12"})
    bars = (
        _rows("rows")
        .mark_rect()
        .encode(
            x=x,
            x2="end:T",
            y=_amount("Events a fiscal year", alt.Y),
            y2=alt.datum(0),
            color=_who_of("who"),
            tooltip=[alt.Tooltip("text:N", title="Count")],
        )
    )
    offices = (
        _rows("offices")
        .mark_rule(strokeWidth=0.75, opacity=0.5)
        .encode(x="start:T", y="top:Q", y2=alt.datum(0), color=_who("goal"))
    )
    names = (
        _rows("offices")
        .mark_text(
            angle=270,
            align="right",
            baseline="top",
            dx=-2,
            dy=3,
            fontSize=11,
            opacity={"expr": "datum.share * width > 14 ? 1 : 0"},
        )
        .encode(x="start:T", y=alt.value(0), text="president:N", color=_who("goal"))
    )
    rules = (
        _rows("rules")
        .mark_rule(strokeDash=[1, 3], strokeWidth=1.5)
        .encode(x="start:T", color=_who("record"), tooltip=[alt.Tooltip("text:N", title="Counting rule")])
    )
    versions = (
        _rows("versions")
        .mark_rule(strokeWidth=2.5)
        .encode(
            x="start:T",
            x2="end:T",
            y="value:Q",
            color=_who("goal"),
            tooltip=[alt.Tooltip("text:N", title="Another version")],
        )
    )
    marks = (
        _rows("marks")
        .mark_text(
            baseline="bottom",
            dy=-4,
            fontWeight="bold",
            align={"expr": "datum.align"},
            opacity={"expr": "datum.wide && width < 700 ? 0 : 1"},
        )
        .encode(x="middle:T", y="value:Q", text="text:N", color=_who("goal"))
    )
    # Bars first: the axis is theirs.
    return (
        bars
        + offices
        + names
        + rules
        + versions
        + _goal_band("goal", "value")
        + _goal_name("goal", "high", left=18)
        + marks
    ).properties(height=225)


def _goal_band(table: str, low: str) -> alt.LayerChart:
    """A dashed line at a goal; for a range a line at both ends and a band between. Table: (low, high, text)."""
    band = _rows(table).mark_rect(opacity=0.12).encode(y=f"{low}:Q", y2="high:Q", color=_who("goal"))
    ends = [
        _rows(table).mark_rule(strokeDash=GOAL_DASH, strokeWidth=1.5).encode(y=f"{end}:Q", color=_who("goal"))
        for end in (low, "high")
    ]
    return band + ends[0] + ends[1]


def _goal_name(table: str, high: str, left: int) -> alt.Chart:
    """The name of a goal above its line, so many pixels from the left edge."""
    return (
        _rows(table)
        .mark_text(align="left", baseline="bottom", dx=left, dy=-3)
        .encode(x=alt.value(0), y=f"{high}:Q", text="text:N", color=_who("goal"))
    )


def pace_by_month() -> alt.LayerChart:
    """Arrests a day by month, with goals as lines and bands.

    Tables: `rows` (month, per_day, line, whole, text), `names` (month, per_day, text, align), `goals` (low, high,
    text).
    """
    x = alt.X("month:T").title(None).axis(format="%Y", grid=False, tickCount={"expr": "width < 500 ? 5 : 12"})
    base = _rows("rows").encode(x=x, y=_amount("", alt.Y, "per_day").title(None))
    dash = alt.StrokeDash("line:N", legend=None).scale(domain=["arrests", "book_ins"], range=[[1, 0], [2, 3]])
    lines = base.mark_line().encode(
        color=_who("record"),
        detail="line:N",
        strokeDash=dash,
        strokeWidth=alt.StrokeWidth("line:N", legend=None).scale(domain=["arrests", "book_ins"], range=[2.5, 1]),
    )
    dots = base.mark_point(size=16, filled=True).encode(
        color=_who("record"),
        tooltip=[alt.Tooltip("text:N", title="Month")],
        opacity={"condition": {"test": "datum.line == 'book_ins'", "value": 0}, "value": 1},
    )
    names = (
        _rows("names")
        .mark_text(
            align={"expr": "datum.align"},
            dx=-6,
            dy={"expr": "width < 340 ? -24 : -12"},  # where the name of a goal reaches the last month
            fontWeight="bold",
        )
        .encode(x="month:T", y="per_day:Q", text="text:N", color=_who("goal"))
    )
    return (lines + dots + _goal_band("goals", "low") + _goal_name("goals", "high", left=80) + names).properties(
        height=225
    )


def map_of_settings() -> alt.LayerChart:
    """Officers by arrests per field day, lines of equal result, recorded years and the reader's own.

    Tables: `lines` (officers, rate, line, who), `names` (officers, rate, text), `dots` (officers, rate, label, who).
    """
    x = (
        alt.X("officers:Q")
        .title("Deportation officers employed")
        .scale(zero=True, nice=False)
        .axis(labelExpr=PLAIN_NUMBER)
    )
    y = alt.Y("rate:Q").title("Arrests per field officer and work day").scale(domain=[0, 1])
    lines = (
        _rows("lines")
        .mark_line(clip=True, strokeWidth=2)
        .encode(
            x=x,
            y=y,
            detail="line:N",
            color=_who_of("who"),
            strokeDash=alt.condition("datum.who == 'goal'", alt.value(GOAL_DASH), alt.value([1, 0])),
        )
    )
    names = (
        _rows("names")
        .mark_text(align="right", baseline="top", dx=-4, dy=6)
        .encode(x="officers:Q", y="rate:Q", text="text:N", color=_who("goal"))
    )
    dots = (
        _rows("dots")
        .mark_point(filled=True, size=70, opacity=1)
        .encode(
            x="officers:Q",
            y="rate:Q",
            color=_who_of("who"),
            shape=alt.Shape("who:N", legend=None).scale(domain=["record", "yours"], range=["circle", "diamond"]),
            size=alt.condition("datum.who == 'yours'", alt.value(220), alt.value(70)),
            tooltip=[alt.Tooltip("tip:N", title="Recorded")],
        )
    )
    labels = (
        _rows("dots")
        .mark_text(align="left", dx=9)
        .encode(x="officers:Q", y="rate:Q", text="label:N", color=_who("goal"))
    )
    return (lines + names + dots + labels).properties(height=360)


def day_by_day() -> alt.LayerChart:
    """A fast start day by day beside what was recorded.

    Tables: `model` (date, value), `records` (start, end, value, text), `posts` (date, value, text).
    """
    x = alt.X("date:T").title(None).scale(type="utc").axis(format="%b %-d", grid=False)
    model = (
        _rows("model")
        .mark_line(interpolate="step-after", strokeWidth=2.5)
        .encode(x=x, y=_amount("Arrests a day", alt.Y), color=_who("yours"))
    )
    weeks = (
        _rows("records")
        .mark_rule(strokeWidth=5)
        .encode(
            x="start:T",
            x2="end:T",
            y="value:Q",
            color=_who("record"),
            tooltip=[alt.Tooltip("text:N", title="Released records")],
        )
    )
    week_text = (
        _rows("records")
        .mark_text(align="left", dy=12)
        .encode(x="start:T", y="value:Q", text="short:N", color=_who("goal"))
    )
    posts = (
        _rows("posts")
        .mark_point(shape="square", size=60, strokeWidth=2)
        .encode(x="date:T", y="value:Q", color=_who("record"), tooltip=[alt.Tooltip("text:N", title="Posted by ICE")])
    )
    return (model + weeks + week_text + posts).properties(height=300)


def past_years() -> alt.LayerChart:
    """Errors of the sum and of plain comparisons by fiscal year.

    Tables: `rows` (year, error, who, what). Error is a share; zero is the recorded count.
    """
    x = (
        alt.X("year:O")
        .title("Fiscal year")
        .axis(
            labelAngle=0,
            labelExpr="width < 500 ? slice(datum.label, 2) : datum.label",
            grid=False,
            labelOverlap="greedy",
        )
    )
    y = (
        alt.Y("error:Q")
        .title("Difference from the recorded count")
        .axis(format="+.0%", labelExpr="datum.value == 0 ? '0%' : datum.label")
        .scale(zero=True)
    )
    zero = _rows("rows").mark_rule(strokeWidth=0.8).encode(y=alt.datum(0), color=_who("goal"))
    dots = (
        _rows("rows")
        .mark_point(size=90, strokeWidth=2, opacity=1)
        .encode(
            x=x,
            y=y,
            color=_who_of("who"),
            shape=alt.Shape("what:N", legend=None).scale(
                domain=["model", "last year", "last year's interior"], range=["diamond", "circle", "square"]
            ),
            fill=alt.Fill("who", type="nominal", legend=None).scale(domain=WHO),
            fillOpacity=alt.condition("datum.what == 'model'", alt.value(1), alt.value(0)),
            tooltip=[alt.Tooltip("text:N", title="Trial")],
        )
    )
    return (zero + dots).properties(height=280)


def range_dots() -> alt.LayerChart:
    """The reader's staffing at each recorded year's rates, as dots on one axis; lowest, middle, highest named.

    Tables: `rows` (value, level, tip), `names` (value, level, text, align), `yours` (value).
    """
    level = alt.Y("level:Q").scale(domain=[0, 100]).axis(None)
    yours = _rows("yours").mark_rule(strokeWidth=2.5).encode(x="value:Q", color=_who("yours"))
    dots = (
        _rows("rows")
        .mark_point(filled=True, size=110, opacity=0.75)
        .encode(
            x=_amount("Removals a year, that arrests allow"),
            y=level,
            color=_who("record"),
            tooltip=[alt.Tooltip("tip:N", title="At the rates of")],
        )
    )
    names = (
        _rows("names")
        .mark_text(lineBreak="\n", align={"expr": "datum.align"})
        .encode(x="value:Q", y=level, text="text:N", color=_who("goal"))
    )
    return (dots + yours + names).properties(height=160)


def swings() -> alt.LayerChart:
    """How far each assumption moves the result, widest first; each row is headed by its name and its two ends.

    Tables: `rows` (order, label, low, high, text), `yours` (value).
    """
    base = _rows("rows").encode(y=alt.Y("order:O").title(None).axis(None))
    heads = base.mark_text(align="left", dy=-13, limit={"expr": "width - 150"}).encode(
        x=alt.value(0), text="label:N", color=_who("goal")
    )
    ends = base.mark_text(align="right", dy=-13, fontWeight="bold").encode(
        x={"value": "width"}, text="text:N", color=_who("goal")
    )
    bars = base.mark_bar(height=12, yOffset=7, cornerRadiusEnd=0).encode(
        x=_amount("Removals a year, that arrests allow", field="low"), x2="high:Q", color=_who("record")
    )
    yours = _rows("yours").mark_rule(strokeWidth=2).encode(x="value:Q", color=_who("yours"))
    return (yours + bars + heads + ends).properties(height=alt.Step(36))


SHAPES = (
    bars_beside_goal,
    goals_in_order,
    counts_by_year,
    pace_by_month,
    map_of_settings,
    day_by_day,
    past_years,
    range_dots,
    swings,
)
