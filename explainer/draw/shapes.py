"""The shapes of the charts: each function says which named tables and columns it draws.

Rows come later, by charts.filled. A shape knows no number and no color: colors are named by who they stand for, in the
order of charts.WHO.
"""

from typing import Any

import altair as alt

from explainer.draw.charts import WHO

Mark = dict[str, Any]  # its properties
GOAL_DASH = [6, 4]
HEIGHT = 360  # pixels, with the axis: at most 16:9 of the widest chart
SHADE = 0.06  # of the band behind every other term of office
# On a phone words at the marks are smaller, so that they stay at them.
SMALL = {"expr": "width < 500 ? 11 : 13"}
SMALLER = {"expr": "width < 300 ? 10 : width < 500 ? 11 : 13"}
LAST_LINE_ABOVE = {"expr": "-4 - (datum.lines - 1) * (width < 500 ? 13 : 15)"}  # words of several lines grow downwards
OVER_THE_GOAL = {"expr": "width < 290 ? -46 : datum.dy"}  # the last month, where its words meet those of the goal
AT_A_DESK = {"expr": "width < 500 ? 0 : 1"}  # words that would lie on bars on a phone, and stand in the text too
YEARS = {"expr": "width < 500 ? 5 : 12"}  # ticks of a long axis of time
# Right of the last bar the axis goes on for the words beside it, and no year is named there.
TO_THE_LAST_BAR = "time(datum.value) < time(toDate(data('rows')[length(data('rows')) - 1].end)) ? datum.label : ''"
# 0, 200,000, 1 million
PLAIN_NUMBER = "datum.value >= 1e6 ? format(datum.value / 1e6, '~r') + ' million' : format(datum.value, ',~r')"
DASHED: Mark = {"strokeDash": GOAL_DASH, "strokeWidth": 1.5}
GOAL, RECORD, YOURS = alt.value("goal"), alt.value("record"), alt.value("yours")
HOVER = alt.Tooltip("text:N")


def _rows(name: str) -> alt.Chart:
    return alt.Chart(alt.NamedData(name))


def _who_of(field: str) -> alt.Color:
    return alt.Color(field, type="nominal", legend=None).scale(domain=WHO)


def _amount(channel: type, field: str, title: str | None = None) -> Any:
    """A quantitative axis that starts at zero."""
    of = channel(field, type="quantitative").title(title).scale(zero=True, nice=True)
    return of.axis(labelExpr=PLAIN_NUMBER, tickCount=5)


def _words(of: alt.Chart, text: str, **mark: Any) -> alt.Chart:
    """Words from a column, in the color of text."""
    return of.mark_text(**mark).encode(text=f"{text}:N", color=GOAL)


def _by_row(*properties: str) -> Mark:
    """Properties of a mark that each row has a column for."""
    return {name: {"expr": f"datum.{name}"} for name in properties}


def _names(of: alt.Chart, **other: Any) -> alt.Chart:
    """Words beside a mark, placed by its row (text, align, baseline, dx, dy), or by another rule."""
    place = _by_row("align", "baseline", "dx", "dy") | other
    return _words(of, "text", **place, lineBreak="\n", fontSize=SMALL, fontWeight="bold")


def _goals(of: alt.Chart) -> alt.LayerChart:
    """A dashed line at a goal; for a range a line at both ends and a band between. Rows: (low, high, text)."""
    of = of.encode(color=GOAL, tooltip=HOVER)
    low, high = (of.mark_rule(**DASHED).encode(y=f"{end}:Q") for end in ("low", "high"))
    return of.mark_rect(opacity=0.12).encode(y="low:Q", y2="high:Q") + low + high


def _bands(offices: alt.Chart) -> alt.Chart:
    """Every second term in office as a pale band of the whole height. Rows: (start, end, top, shaded, needs, text)."""
    return offices.mark_rect(opacity={"expr": f"datum.shaded && width > datum.needs ? {SHADE} : 0"}).encode(
        x2="end:T", y=_amount(alt.Y, "top").scale(zero=True, nice=False), y2=alt.datum(0), color=GOAL, tooltip=HOVER
    )


def _presidents(offices: alt.Chart, name: str, **mark: Any) -> alt.Chart:
    """Names of presidents at the top of their terms."""
    of = offices.encode(y=alt.value(0))
    return _words(of, name, align="left", baseline="top", dy=4, fontSize=SMALL, **mark)


def bars_beside_goal() -> alt.LayerChart:
    """Horizontal bars with a dashed goal line. Tables: `rows` (label, value, text, who), `goal` (value)."""
    y = alt.Y("label:N", sort=None).title(None).axis(labelLimit=170, ticks=False, domain=False, labelPadding=8)
    base = _rows("rows").encode(y=y)
    bars = base.mark_bar(height=22).encode(x=_amount(alt.X, "value"), color=_who_of("who"))
    goal = _rows("goal").mark_rule(**DASHED).encode(x="value:Q", color=GOAL)
    text = _words(base.encode(x="value:Q"), "text", align="left", dx=5, fontWeight="bold")
    return (bars + goal + text).properties(height=alt.Step(38))


def goals_and_counts() -> alt.LayerChart:
    """Stated goals one below the other, each a dashed line from zero to its mark, over the count it was held against.

    Table: `rows` (order, name, low, high, goal_text, count, who, counted, at, align, count_text). `name` stands over the
    line, `counted` at the end of the bar, at `at`; `count` may be missing.
    """
    base = _rows("rows").encode(y=alt.Y("order:O").title(None).axis(None))
    bold: Mark = {"fontWeight": "bold", "fontSize": SMALLER}
    names = _words(base.encode(x=alt.value(0)), "name", align="left", dy=-16, limit={"expr": "width"}, **bold)
    bars = base.mark_bar(height=12, yOffset=1).encode(
        x=_amount(alt.X, "count"), color=_who_of("who"), tooltip=alt.Tooltip("count_text:N")
    )
    goal = base.encode(color=GOAL, tooltip=alt.Tooltip("goal_text:N"))
    lines = goal.mark_rule(**DASHED, yOffset=12).encode(x="high:Q", x2=alt.datum(0))
    mark = goal.mark_tick(thickness=2.5, height=20, yOffset=4, opacity=1)
    beside: Mark = {**_by_row("align"), "dx": {"expr": "datum.align == 'left' ? 6 : -6"}, "dy": 1}
    counted = _words(base.encode(x="at:Q"), "counted", **beside, fontSize=SMALL)
    marks = mark.encode(x="low:Q") + mark.encode(x="high:Q")
    return (bars + lines + marks + names + counted).properties(height=alt.Step(44))


def counts_by_year() -> alt.LayerChart:
    """Bars of yearly counts over their own days, with presidents as bands, goal, other versions and counting rules.

    Tables: `offices` (start, end, president, shaded, needs, top, text): names and bands show from a width of `needs` on,
    and `top` ends the axis; `rows` (start, end, value, who, text); `names` (at, value, text, align, baseline, dx, dy) and
    `versions` (start, end, value, name, text), words beside their mark; `rules` (start, level, name, align, text): a
    new counting rule from the axis up to its name; `goal` (low, high, name, text).
    """
    x = alt.X("start:T").title(None).axis(format="%Y", grid=False, tickCount=YEARS, labelExpr=TO_THE_LAST_BAR)
    offices = _rows("offices").encode(x=x)
    wide_enough = {"expr": "width > datum.needs ? 1 : 0"}
    bars = _rows("rows").encode(x=x, x2="end:T", y="value:Q", y2=alt.datum(0), color=_who_of("who"), tooltip=HOVER)
    version = _rows("versions").encode(x="start:T", y="value:Q")
    beside: Mark = {"align": "right", "baseline": "middle", "dx": -5, "dy": -8}
    rule = _rows("rules").encode(x="start:T", y="level:Q")
    rules = rule.mark_rule(strokeDash=[1, 3], strokeWidth=1.5).encode(y2=alt.datum(0), color=GOAL, tooltip=HOVER)
    at_rule: Mark = {**_by_row("align"), "baseline": "top", "dx": {"expr": "datum.align == 'left' ? 5 : -5"}, "dy": -1}
    goal_name = _rows("goal").encode(x=alt.value(0), y="high:Q")
    return (
        _bands(offices)
        + bars.mark_rect(stroke="transparent")
        + rules
        + version.mark_rule(strokeWidth=2.5).encode(x2="end:T", color=GOAL, tooltip=HOVER)
        + _goals(_rows("goal"))
        + _presidents(offices, "president", dx=4, opacity=wide_enough)
        + _words(goal_name, "name", align="left", baseline="bottom", dx=5, dy=-3, fontSize=SMALL)
        + _words(rule, "name", **at_rule, lineBreak="\n", fontSize=SMALL)
        + _words(version, "name", **beside, lineBreak="\n", fontSize=SMALL, opacity=AT_A_DESK)
        + _names(_rows("names").encode(x="at:T", y="value:Q"))
    ).properties(height=HEIGHT)


def arrests_a_day() -> alt.LayerChart:
    """Arrests a day by month, with each goal from its day on, and figures of others as squares.

    Tables: `offices` (start, end, name, shaded, top, text) as in counts_by_year; `rows` (month, per_day, text); `names`
    (month, per_day, text, align, baseline, dx, dy); `goals` (start, end, low, high, name, lines, text); `figures`
    (start, per_day, text, name, align, dx, dy).
    """
    x, ticks = alt.X("start:T").title(None), {"expr": "width < 500 ? 4 : 8"}
    offices = _rows("offices").encode(x=x.axis(format="%b %Y", grid=False, tickCount=ticks, labelOverlap=True))
    record = _rows("rows").encode(x="month:T", y="per_day:Q", color=RECORD)
    goal = _rows("goals").encode(x="start:T")
    above: Mark = {"align": "left", "baseline": "bottom", "dx": 5, "dy": LAST_LINE_ABOVE}
    figure = _rows("figures").encode(x="start:T", y="per_day:Q")
    squares = figure.mark_point(shape="square", size=70, strokeWidth=2, opacity=1)
    return (
        _bands(offices)
        + _goals(goal.encode(x2="end:T"))
        + record.mark_line(strokeWidth=2.5)
        + record.mark_point(size=40, filled=True, opacity=1).encode(tooltip=HOVER)
        + squares.encode(color=GOAL, tooltip=HOVER)
        + _presidents(offices, "name", dx=5, lineBreak="\n")
        + _words(goal.encode(y="high:Q"), "name", **above, fontSize=SMALL, lineBreak="\n")
        + _words(figure, "name", **_by_row("align", "dx", "dy"), lineBreak="\n", fontSize=SMALL)
        + _names(_rows("names").encode(x="month:T", y="per_day:Q"), dy=OVER_THE_GOAL)
    ).properties(height=HEIGHT)


def _of_setting(channel: type, of: str) -> Any:
    """The scale of a setting, in percent where the table `ends` says so."""
    label = f"data('ends')[0].{of}_style == 'percent' ? format(datum.value, '.0%') : {PLAIN_NUMBER}"
    return channel(f"{of}:Q").title(None).scale(zero=False, nice=False).axis(labelExpr=label, tickCount=5)


def map_of_settings() -> alt.LayerChart:
    """Two settings, with the goal's line, recorded years and the reader's own; as high as wide.

    Tables: `ends` (x, y, x_title, y_title, x_style, y_style), both ends of the axes, with titles at the first; `line` (x,
    y, who); `names` (x, y, text); `dots` (x, y, label, who, tip).
    """
    x, y = _of_setting(alt.X, "x"), _of_setting(alt.Y, "y")
    ends = _rows("ends")
    title: Mark = {"limit": {"expr": "width"}, "fontSize": SMALL}
    line = _rows("line").encode(x=x, y=y, order=alt.value(0), color=_who_of("who"))
    dots = _rows("dots").encode(x="x:Q", y="y:Q")
    drawn = dots.mark_point(filled=True, opacity=1).encode(
        color=_who_of("who"),
        shape=alt.Shape("who:N", legend=None).scale(domain=["record", "yours"], range=["circle", "diamond"]),
        size=alt.condition("datum.who == 'yours'", alt.value(220), alt.value(70)),
        tooltip=alt.Tooltip("tip:N"),
    )
    named = _rows("names").encode(x="x:Q", y="y:Q")
    return (
        ends.mark_point(opacity=0).encode(x=x, y=y)
        + _words(ends.encode(x=alt.value(0), y=alt.value(0)), "y_title", align="left", dy=-14, **title)
        + _words(ends.encode(x=alt.value("width"), y=alt.value("height")), "x_title", align="right", dy=44, **title)
        + line.mark_line(clip=True, strokeWidth=2, strokeDash=GOAL_DASH)
        + _words(named, "text", align="right", baseline="bottom", dx=-4, dy=-6, fontSize=SMALL)
        + drawn
        + _words(dots, "label", align="left", dx=9, fontSize=SMALL)
    )


def day_by_day() -> alt.LayerChart:
    """A fast start day by day beside what was recorded.

    Tables: `model` (date, value), `records` (start, end, value, text), `posts` (date, value, text).
    """
    x = alt.X("date:T").title(None).scale(type="utc").axis(format="%b %-d", grid=False)
    model = _rows("model").encode(x=x, y=_amount(alt.Y, "value", "Arrests a day"), color=YOURS)
    weeks = _rows("records").encode(x="start:T", y="value:Q")
    posts = _rows("posts").encode(x="date:T", y="value:Q", color=RECORD, tooltip=HOVER)
    return (
        model.mark_line(interpolate="step-after", strokeWidth=2.5)
        + weeks.mark_rule(strokeWidth=5).encode(x2="end:T", color=RECORD, tooltip=HOVER)
        + _words(weeks, "short", align="left", dy=12)
        + posts.mark_point(shape="square", size=60, strokeWidth=2)
    ).properties(height=300)


def past_years() -> alt.LayerChart:
    """What was counted by fiscal year as bars, and what the model gives from the year before as diamonds.

    Tables: `rows` (year, counted, sure, model, text, model_text), years that are not sure being pale; `names` (year,
    value, text, align, baseline, dx, dy).
    """
    year = "width < 500 ? slice(datum.label, 2) : datum.label"
    x = alt.X("year:O").title(None).axis(labelAngle=0, labelExpr=year, grid=False, labelOverlap="greedy")
    base = _rows("rows").encode(x=x)
    bars = base.mark_bar(opacity={"expr": "datum.sure ? 1 : 0.5"}).encode(
        y=_amount(alt.Y, "counted"), color=alt.value("faint"), tooltip=HOVER
    )
    diamonds = base.mark_point(shape="diamond", size=110, filled=True, opacity=1).encode(
        y="model:Q", color=GOAL, tooltip=alt.Tooltip("model_text:N")
    )
    names = _names(_rows("names").encode(x="year:O", y="value:Q"))
    return (bars + diamonds + names).properties(height=300)


def range_dots() -> alt.LayerChart:
    """The reader's staffing at each recorded year's rates, as dots on one axis; lowest, middle, highest named.

    Tables: `rows` (value, level, tip), `names` (value, level, text, align), `yours` (value).
    """
    x, y = _amount(alt.X, "value", "Removals a year, that arrests allow"), alt.Y("level:Q")
    y = y.scale(domain=[0, 100]).axis(None)
    dots = _rows("rows").encode(x=x, y=y, color=RECORD, tooltip=alt.Tooltip("tip:N"))
    return (
        dots.mark_point(filled=True, size=110, opacity=0.75)
        + _rows("yours").mark_rule(strokeWidth=2.5).encode(x="value:Q", color=YOURS)
        + _words(_rows("names").encode(x="value:Q", y=y), "text", lineBreak="\n", **_by_row("align"))
    ).properties(height=160)


def swings() -> alt.LayerChart:
    """How far each assumption moves the result, widest first; each row is headed by its name and its two ends.

    Table: `rows` (order, label, low, high, yours, text).
    """
    base = _rows("rows").encode(y=alt.Y("order:O").title(None).axis(None))
    at_width = base.encode(x=alt.value("width"))
    bars = base.mark_bar(height=12, yOffset=7, cornerRadiusEnd=0).encode(
        x=_amount(alt.X, "low"), x2="high:Q", color=RECORD
    )
    own = base.mark_tick(orient="vertical", thickness=2.5, height=22, yOffset=7, opacity=1)
    # Where both ends are one number, which a bar of no width does not show.
    ticks = base.mark_tick(orient="vertical", thickness=2, height=12, yOffset=7, opacity=1)
    return (
        bars
        + ticks.encode(x="low:Q", color=RECORD)
        + own.encode(x="yours:Q", color=YOURS)
        + _words(base.encode(x=alt.value(0)), "label", align="left", dy=-13, limit={"expr": "width - 150"})
        + _words(at_width, "text", align="right", dy=-13, fontWeight="bold")
    ).properties(height=alt.Step(36))
