"""Two settings at once, which the reader chooses: where the goal is met, recorded years and the reader's own."""

import pandas as pd
import streamlit as st

from explainer import words
from explainer.draw import behind, charts, shapes
from explainer.draw.figure import Figure, figure
from explainer.model import backwards, steps, two_at_once
from explainer.model.two_at_once import Axis, Point
from explainer.page.reading import Part, Reading
from explainer.records import past
from explainer.records.goals import modelled
from explainer.records.past import RatedYear
from explainer.telling import needs, result

RECORDED = ("officers", "arrests_per_officer_day")  # the pair that past years have; shown first


def show(r: Reading) -> None:
    """Draw the choice of the two settings, and the map."""
    goal = r.goal
    if goal.low == 0 or not modelled(goal):
        st.info("There is no line to draw: choose a goal above zero that ICE's own count can be set beside.")
        return
    knobs = backwards.knobs(goal.measure)
    left, right = st.columns(2)
    with left:
        across = _choice(r, "Across", knobs, RECORDED[0])
    with right:
        up = _choice(r, "Upward", [knob for knob in knobs if knob != across], RECORDED[1])
    _map(r, axis(r, across), axis(r, up))


def _choice(r: Reading, name: str, knobs: list[str], usual: str) -> str:
    """Draw the choice of a setting; the other one's is not among them."""
    key = f"two-{name.lower()}-{r.measure}"
    chosen = st.selectbox(
        name,
        knobs,
        index=knobs.index(usual) if usual in knobs else 0,
        format_func=lambda knob: r.facts.knobs[knob].label,
        key=key,
        filter_mode=None,
    )
    behind.is_drawn(key, chosen)
    return str(chosen)


def axis(r: Reading, knob: str) -> Axis:
    """Return the scale of a setting: its slider's, longer where the reader's own lies beyond."""
    row, own = r.facts.knobs[knob], r.value(knob)
    return Axis(knob, min(row.low, own), max(row.high, own))


def _map(r: Reading, across: Axis, up: Axis) -> None:
    """Draw the map of two settings."""
    knobs, goal = (across.knob, up.knob), r.goal
    held = two_at_once.held_by(r.s, knobs, goal.low, goal.measure)
    points = two_at_once.line(r.s, across, up, goal.low, goal.measure)
    years = past.rated_years(r.facts, r.s) if set(knobs) == set(RECORDED) else []
    dots = _dots(r, years, across, up)
    told, (of_x, of_y) = finding(r, across, up), (r.facts.knobs[knob] for knob in knobs)
    style = {"x_style": of_x.style, "y_style": of_y.style}
    yours = "; ".join(f"{_named(r, knob)}, {r.in_words(knob, r.value(knob))}" for knob in knobs)
    own = {"x": r.value(across.knob), "y": r.value(up.knob), "label": "yours", "who": "yours", "tip": f"Yours: {yours}"}
    drawn = Figure(
        name="two-settings",
        finding=told,
        shape=shapes.map_of_settings,
        rows={
            "ends": [
                {"x": across.low, "y": up.low, "x_title": of_x.label, "y_title": of_y.label, **style},
                {"x": across.high, "y": up.high, "x_title": "", "y_title": "", **style},
            ],
            "line": [{"x": x, "y": y, "who": "faint" if held else "goal"} for x, y in points],
            # At the right end of the line, where there is one.
            "names": [{"x": x, "y": y, "text": "goal, by these two alone" if held else "goal"} for x, y in points[-1:]],
            "dots": [*dots, own],
        },
        alt="A map of two settings, with a line for the goal and a diamond for yours",
        numbers=f"{told}.",
        key=_key(r, bool(points), held, years, len(years) - len(dots)),
        table=lambda: _table(r, knobs, points, years),
        sources=r.sources_of(knobs) + (past.sources_of_trial(r.facts) if years else []),
        counts=f"{of_y.label}, by {_named(r, across.knob)}; modelled",
        square=True,
    )
    figure(r.facts, drawn, r.link)


def _named(r: Reading, knob: str) -> str:
    return words.lower_first(r.facts.knobs[knob].label)


def _dots(r: Reading, years: list[RatedYear], across: Axis, up: Axis) -> charts.Rows:
    """Return recorded years that lie within the axes as dots; those with the lowest and the highest rate are named."""
    dots: charts.Rows = []
    for year in sorted(years, key=lambda year: year.rate):
        x, y = _at(year, across.knob), _at(year, up.knob)
        if across.low <= x <= across.high and up.low <= y <= up.high:
            rate = r.in_words(RECORDED[1], year.rate)
            tip = f"Fiscal {year.fiscal_year}: {words.count(year.officers)} officers, about {rate} arrests each a work day"
            dots.append({"x": x, "y": y, "label": f"FY{year.fiscal_year}", "who": "record", "tip": tip})
    for between in dots[1:-1]:
        between["label"] = ""
    return dots


def _at(year: RatedYear, knob: str) -> float:
    return dict(zip(RECORDED, (year.officers, year.rate), strict=True))[knob]


def _key(r: Reading, is_drawn: bool, held: list[str], years: list[RatedYear], beyond: int) -> str:
    """Say what line, diamond and dots are, and which limit is left out of the line."""
    told = []
    if is_drawn and held:
        told.append(
            f"Pale line: here the limits that these two move come to the goal. The result does not, since "
            f"{result.limits(held)} hold it below."
        )
    elif is_drawn:
        told.append("Dashed line: settings at which the result is the goal, all others as you have them.")
    told.append("Diamond: yours.")
    if years:
        told.append("Dots: recorded years, at your share making arrests and your work days.")
        if r.s.borrowed:
            told.append("The line counts your officers from other agencies; the dots have none.")
    if beyond:
        told.append(f"{words.upper_first(words.many(beyond, 'recorded year'))} beyond the scale.")
    return " ".join(told)


def _table(r: Reading, knobs: tuple[str, str], points: list[Point], years: list[RatedYear]) -> pd.DataFrame:
    """Return the points of the line, recorded years and the reader's own as a table."""
    found = [("Goal", point) for point in points]
    found += [(f"Fiscal {year.fiscal_year}", (_at(year, knobs[0]), _at(year, knobs[1]))) for year in years]
    found.append(("Yours", (r.value(knobs[0]), r.value(knobs[1]))))
    cells = [(name, *(r.in_words(knob, value) for knob, value in zip(knobs, at, strict=True))) for name, at in found]
    return pd.DataFrame(cells, columns=["", *(r.facts.knobs[knob].label for knob in knobs)])


def finding(r: Reading, across: Axis, up: Axis) -> str:
    """Say what the goal takes of the second setting at the reader's first, or why no pair of the two meets it."""
    x, y, goal = across.knob, up.knob, r.goal
    held = two_at_once.held_by(r.s, (x, y), goal.low, goal.measure)
    if held:
        least = float(getattr(r.out, held[0]))
        return f"Whatever these two are, {result.limits(held[:1])} hold the total at {words.about(least)}{' or less' if least else ''}"
    if needs.reached(r.s, goal):
        return "Your settings meet the goal"
    at = f"With “{_named(r, x)}” at {r.in_words(x, r.value(x))}"
    need = backwards.need(r.s, y, goal.low, goal.measure)
    if need.value is None or need.alone is None or not needs.reached(steps.changed(r.s, **{y: need.value}), goal):
        return f"{at}, no value of “{_named(r, y)}” meets the goal"
    return f"{at}, the goal takes “{_named(r, y)}” of about {r.in_words(y, need.value)}; yours is {r.in_words(y, r.value(y))}"


PART = Part("two", "Two settings at once", show)
