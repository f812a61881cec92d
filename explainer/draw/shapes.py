"""The shapes of the charts: each function says which named tables and columns it draws.

Rows come later, by charts.filled. A shape knows no number and no color: colors are named by who they stand for, in the
order of charts.WHO.
"""

from __future__ import annotations

from typing import Any

import altair as alt

from explainer.draw.charts import WHO

GOAL_DASH = [6, 4]
HEIGHT = 360  # pixels, with the axis: at most 16:9 of the widest chart
SHADE = 0.06  # of the band behind every other term of office
# On a phone words at the marks are smaller, so that they stay at them.
SMALL = {"expr": "width < 500 ? 11 : 13"}
LAST_LINE_ABOVE = {"expr": "-4 - (datum.lines - 1) * (width < 500 ? 13 : 15)"}  # words of several lines grow downwards
YEARS = {"expr": "width < 500 ? 5 : 12"}  # ticks of a long axis of time
# Right of the last bar the axis goes on for the words beside it, and no year is named there.
TO_THE_LAST_BAR = "time(datum.value) < time(toDate(data('rows')[length(data('rows')) - 1].end)) ? datum.label : ''"
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
    return (
        channel(field, type="quantitative")
        .title(title)
        .scale(zero=True, nice=True)
        .axis(labelExpr=PLAIN_NUMBER, tickCount=5)
    )


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


def goals_and_counts() -> alt.LayerChart:
    """Stated goals one below the other, each a dashed line from zero to its mark, over the count it was held against.

    Table: `rows` (order, name, counted, low, high, at, align, stated, goal_text, count, who, count_text). `counted` stands
    at the right end of the line with the name, `stated` beside the mark, at `at`; `count` may be missing.
    """
    base = _rows("rows").encode(y=alt.Y("order:O").title(None).axis(None))
    names = base.mark_text(align="left", fontWeight="bold", dy=-16, fontSize=SMALL).encode(
        x=alt.value(0), text="name:N", color=_who("goal")
    )
    counted = base.mark_text(align="right", dy=-16, fontSize=SMALL).encode(
        x={"value": "width"}, text="counted:N", color=_who("goal")
    )
    bars = base.mark_bar(height=12, yOffset=1).encode(
        x=_amount("", field="count").title(None), color=_who_of("who"), tooltip=alt.Tooltip("count_text:N")
    )
    goal = base.encode(color=_who("goal"), tooltip=alt.Tooltip("goal_text:N"))
    lines = goal.mark_rule(strokeDash=GOAL_DASH, strokeWidth=1.5, yOffset=12).encode(x="high:Q", x2=alt.datum(0))
    marks = [
        goal.mark_tick(thickness=2.5, height=20, yOffset=4, opacity=1).encode(x=alt.X(end, type="quantitative"))
        for end in ("low", "high")
    ]
    stated = base.mark_text(
        align={"expr": "datum.align"}, dx={"expr": "datum.align == 'left' ? 6 : -6"}, dy=1, fontSize=SMALL
    ).encode(x="at:Q", text="stated:N", color=_who("goal"))
    return (bars + lines + marks[0] + marks[1] + names + counted + stated).properties(height=alt.Step(44))


def _bands(offices: alt.Chart, hover: alt.Tooltip) -> alt.Chart:
    """Every second term in office as a pale band of the whole height. Table: `offices` (start, end, top, shaded, text)."""
    return offices.mark_rect(opacity={"expr": f"datum.shaded ? {SHADE} : 0"}).encode(
        x2="end:T",
        y=_amount("", alt.Y, "top").title(None).scale(zero=True, nice=False),
        y2=alt.datum(0),
        color=_who("goal"),
        tooltip=hover,
    )


def counts_by_year() -> alt.LayerChart:
    """Bars of yearly counts over their own days, with presidents as bands, goal, other versions and counting rules.

    Tables: `offices` (start, end, president, shaded, share, top, text): a name shows where its term is wide enough, and
    `top` ends the axis; `rows` (start, end, value, who, text); `names` (at, value, text, align, baseline, dx, dy) and
    `versions` (start, end, value, name, text), words beside their mark; `rules` (start, level, name, align, text): a
    new counting rule from the axis up to its name; `goal` (low, high, name, text).
    """
    x = alt.X("start:T").title(None).axis(format="%Y", grid=False, tickCount=YEARS, labelExpr=TO_THE_LAST_BAR)
    hover = alt.Tooltip("text:N")
    offices = _rows("offices").encode(x=x)
    bands = _bands(offices, hover)
    presidents = offices.mark_text(
        align="left",
        baseline="top",
        dx=4,
        dy=4,
        fontSize=SMALL,
        opacity={"expr": "datum.share * width > length(datum.president) * 6 ? 1 : 0"},
    ).encode(y=alt.value(0), text="president:N", color=_who("goal"))
    bars = (
        _rows("rows")
        .mark_rect(stroke="transparent")
        .encode(x=x, x2="end:T", y="value:Q", y2=alt.datum(0), color=_who_of("who"), tooltip=hover)
    )
    version = _rows("versions").encode(x="start:T", y="value:Q", color=_who("goal"))
    versions = version.mark_rule(strokeWidth=2.5).encode(x2="end:T", tooltip=hover)
    version_names = version.mark_text(
        align="right", baseline="middle", dx=-5, dy=-8, lineBreak="\n", fontSize=SMALL
    ).encode(text="name:N")
    rule = _rows("rules").encode(x="start:T", y="level:Q", color=_who("goal"))
    rules = rule.mark_rule(strokeDash=[1, 3], strokeWidth=1.5).encode(y2=alt.datum(0), tooltip=hover)
    rule_names = rule.mark_text(
        align={"expr": "datum.align"},
        baseline="top",
        dx={"expr": "datum.align == 'left' ? 5 : -5"},
        dy=-1,
        lineBreak="\n",
        fontSize=SMALL,
    ).encode(text="name:N")
    return (
        bands
        + bars
        + rules
        + versions
        + _goal_band("goal")
        + presidents
        + _goal_name("goal")
        + rule_names
        + version_names
        + _names("names", "at:T", "value:Q")
    ).properties(height=HEIGHT)


def _names(table: str, x: str, y: str) -> alt.Chart:
    """Words beside a mark. Table: (text, align, baseline, dx, dy), and where the mark is."""
    return (
        _rows(table)
        .mark_text(
            align={"expr": "datum.align"},
            baseline={"expr": "datum.baseline"},
            dx={"expr": "datum.dx"},
            dy={"expr": "datum.dy"},
            lineBreak="\n",
            fontSize=SMALL,
            fontWeight="bold",
        )
        .encode(x=x, y=y, text="text:N", color=_who("goal"))
    )


def _goal_band(table: str) -> alt.LayerChart:
    """A dashed line at a goal; for a range a line at both ends and a band between. Table: (low, high, text)."""
    hover = alt.Tooltip("text:N")
    band = _rows(table).mark_rect(opacity=0.12).encode(y=alt.Y("low:Q"), y2="high:Q", color=_who("goal"), tooltip=hover)
    ends = [
        _rows(table)
        .mark_rule(strokeDash=GOAL_DASH, strokeWidth=1.5)
        .encode(y=f"{end}:Q", color=_who("goal"), tooltip=hover)
        for end in ("low", "high")
    ]
    return band + ends[0] + ends[1]


def _goal_name(table: str) -> alt.Chart:
    """The name of a goal above its line, at the left."""
    return (
        _rows(table)
        .mark_text(align="left", baseline="bottom", dx=5, dy=-3, fontSize=SMALL)
        .encode(x=alt.value(0), y="high:Q", text="name:N", color=_who("goal"))
    )


def arrests_a_day() -> alt.LayerChart:
    """Arrests a day by month, with each goal from its day on, and figures of others as squares.

    Tables: `offices` (start, end, name, shaded, top, text) as in counts_by_year; `rows` (month, per_day, text); `names`
    (month, per_day, text, align, baseline, dx, dy); `goals` (start, end, low, high, name, lines, text); `figures`
    (start, per_day, text, name, align, dx, dy).
    """
    x = (
        alt.X("start:T")
        .title(None)
        .axis(format="%b %Y", grid=False, tickCount={"expr": "width < 500 ? 4 : 8"}, labelOverlap=True)
    )
    hover = alt.Tooltip("text:N")
    offices = _rows("offices").encode(x=x)
    bands = _bands(offices, hover)
    presidents = offices.mark_text(align="left", baseline="top", dx=5, dy=4, fontSize=SMALL, lineBreak="\n").encode(
        y=alt.value(0), text="name:N", color=_who("goal")
    )
    record = _rows("rows").encode(x="month:T", y="per_day:Q", color=_who("record"))
    line = record.mark_line(strokeWidth=2.5)
    dots = record.mark_point(size=40, filled=True, opacity=1).encode(tooltip=hover)
    goal = _rows("goals").encode(x="start:T", color=_who("goal"))
    band = goal.mark_rect(opacity=0.12).encode(x2="end:T", y="low:Q", y2="high:Q", tooltip=hover)
    ends = [
        goal.mark_rule(strokeDash=GOAL_DASH, strokeWidth=1.5).encode(x2="end:T", y=f"{end}:Q", tooltip=hover)
        for end in ("low", "high")
    ]
    goal_names = goal.mark_text(
        align="left", baseline="bottom", dx=5, dy=LAST_LINE_ABOVE, fontSize=SMALL, lineBreak="\n"
    ).encode(y="high:Q", text="name:N")
    figure = _rows("figures").encode(x="start:T", y="per_day:Q", color=_who("goal"))
    squares = figure.mark_point(shape="square", size=70, strokeWidth=2, opacity=1).encode(tooltip=hover)
    figure_names = figure.mark_text(
        align={"expr": "datum.align"},
        dx={"expr": "datum.dx"},
        dy={"expr": "datum.dy"},
        lineBreak="\n",
        fontSize=SMALL,
    ).encode(text="name:N")
    return (
        bands
        + band
        + ends[0]
        + ends[1]
        + line
        + dots
        + squares
        + presidents
        + goal_names
        + figure_names
        + _names("names", "month:T", "per_day:Q")
    ).properties(height=HEIGHT)


def map_of_settings() -> alt.LayerChart:
    """Two settings, with the goal's line, recorded years and the reader's own; as high as wide.

    Tables: `ends` (x, y, x_title, y_title, x_style, y_style), both ends of the axes, with titles at the first; `line` (x,
    y, who); `names` (x, y, text); `dots` (x, y, label, who, tip).
    """
    x, y = (
        channel(f"{of}:Q")
        .title(None)
        .scale(zero=False, nice=False)
        .axis(
            labelExpr=f"data('ends')[0].{of}_style == 'percent' ? format(datum.value, '.0%') : {PLAIN_NUMBER}",
            tickCount=5,
        )
        for of, channel in (("x", alt.X), ("y", alt.Y))
    )
    ends = _rows("ends").mark_point(opacity=0).encode(x=x, y=y)
    title = _rows("ends").encode(color=_who("goal"))
    names_of_axes = title.mark_text(align="left", dy=-14, limit={"expr": "width"}, fontSize=SMALL).encode(
        x=alt.value(0), y=alt.value(0), text="y_title:N"
    ) + title.mark_text(align="right", dy=44, limit={"expr": "width"}, fontSize=SMALL).encode(
        x=alt.value("width"), y=alt.value("height"), text="x_title:N"
    )
    line = (
        _rows("line")
        .mark_line(clip=True, strokeWidth=2, strokeDash=GOAL_DASH)
        .encode(x=x, y=y, order=alt.value(0), color=_who_of("who"))
    )
    names = (
        _rows("names")
        .mark_text(align="right", baseline="bottom", dx=-4, dy=-6, fontSize=SMALL)
        .encode(x="x:Q", y="y:Q", text="text:N", color=_who("goal"))
    )
    dots = (
        _rows("dots")
        .mark_point(filled=True, opacity=1)
        .encode(
            x="x:Q",
            y="y:Q",
            color=_who_of("who"),
            shape=alt.Shape("who:N", legend=None).scale(domain=["record", "yours"], range=["circle", "diamond"]),
            size=alt.condition("datum.who == 'yours'", alt.value(220), alt.value(70)),
            tooltip=alt.Tooltip("tip:N"),
        )
    )
    labels = (
        _rows("dots")
        .mark_text(align="left", dx=9, fontSize=SMALL)
        .encode(x="x:Q", y="y:Q", text="label:N", color=_who("goal"))
    )
    return ends + names_of_axes + line + names + dots + labels


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
            tooltip=alt.Tooltip("text:N"),
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
        .encode(x="date:T", y="value:Q", color=_who("record"), tooltip=alt.Tooltip("text:N"))
    )
    return (model + weeks + week_text + posts).properties(height=300)


def past_years() -> alt.LayerChart:
    """What was counted by fiscal year as bars, and what the model gives from the year before as diamonds.

    Tables: `rows` (year, counted, sure, model, text, model_text), years that are not sure being pale; `names` (year,
    value, text, align, baseline, dx, dy).
    """
    x = (
        alt.X("year:O")
        .title(None)
        .axis(
            labelAngle=0,
            labelExpr="width < 500 ? slice(datum.label, 2) : datum.label",
            grid=False,
            labelOverlap="greedy",
        )
    )
    base = _rows("rows").encode(x=x)
    bars = base.mark_bar(opacity={"expr": "datum.sure ? 1 : 0.5"}).encode(
        y=_amount("", alt.Y, "counted").title(None), color=_who("faint"), tooltip=alt.Tooltip("text:N")
    )
    diamonds = base.mark_point(shape="diamond", size=110, filled=True, opacity=1).encode(
        y=alt.Y("model:Q"), color=_who("goal"), tooltip=alt.Tooltip("model_text:N")
    )
    return (bars + diamonds + _names("names", "year:O", "value:Q")).properties(height=300)


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
            tooltip=alt.Tooltip("tip:N"),
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
        x=_amount("", field="low").title(None), x2="high:Q", color=_who("record")
    )
    # Where both ends are one number, which a bar of no width does not show.
    ticks = base.mark_tick(orient="vertical", thickness=2, height=12, yOffset=7, opacity=1).encode(
        x="low:Q", color=_who("record")
    )
    yours = _rows("yours").mark_rule(strokeWidth=2).encode(x="value:Q", color=_who("yours"))
    return (yours + bars + ticks + heads + ends).properties(height=alt.Step(36))


SHAPES = (
    bars_beside_goal,
    goals_and_counts,
    counts_by_year,
    arrests_a_day,
    map_of_settings,
    day_by_day,
    past_years,
    range_dots,
    swings,
)
