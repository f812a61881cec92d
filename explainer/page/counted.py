"""What has been counted: one count by fiscal year with the goal, and behind it the years that reached the goal."""

from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from textwrap import wrap
from typing import Any
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from explainer import words
from explainer.draw import charts, shapes, terms
from explainer.draw.figure import Figure, figure, table
from explainer.page.reading import Part, Reading
from explainer.reader import links
from explainer.records import breaks, counts, goals
from explainer.records.door import Records
from explainer.records.goals import Goal
from explainer.telling import goal as of_goal
from explainer.telling import record

HEADING = "What has been counted"
LONG_RUN = "dhs_removals_returns"  # the count that reaches back furthest with all its parts
FIGURES_KEPT = 64  # of all readers: a definition and a goal each
# The heights of words in the chart, in its pixels: names of presidents at the top, a line, what stands above a bar.
PRESIDENTS, LINE, ABOVE = 22, 15, 24
PLOT = shapes.HEIGHT - 30  # without the axis
NEW_RULE = "The counting rule changes:"  # above the first name
WRAPPED = 36  # letters of a counting rule's name in a line
ROOM = 0.17  # of the years, right of the last one, for the words beside it


def show(r: Reading) -> None:
    """Draw the chart under the chosen definition, and what it counts."""
    figure(r.facts, _of(r, r.view.definition), r.link, "record")


def _of(r: Reading, definition: str) -> Figure:
    return _figure(r.facts, definition, _drawn(r.facts, r.goal, definition))


def _drawn(facts: Records, goal: Goal, definition: str) -> Goal | None:
    """Return the goal if it may stand beside a count of departures."""
    beside = goal.measure == "removals" and record.goal_line(facts, goal, definition)
    return goal if beside else None


@lru_cache(FIGURES_KEPT)
def _figure(facts: Records, definition: str, goal: Goal | None) -> Figure:
    of = counts.under_definition(facts, definition)
    return Figure(
        name=f"record-{definition.replace('_', '-')}",
        finding=record.finding(facts, definition),
        shape=shapes.counts_by_year,
        rows=_rows(facts, definition, goal),
        alt="Bars of one count by fiscal year, with the goal, counting rules and presidents",
        numbers=record.numbers(facts, definition),
        told=record.told(facts, definition),
        table=lambda: _table(facts, definition),
        sources=[i for ids in _with_versions(facts, definition, of)["source_ids"] for i in ids],
        counts=record.unit(facts, definition),
        short=_short(facts, definition, goal),
    )


def _short(facts: Records, definition: str, goal: Goal | None) -> str:
    """Return the query of a short link to a count: what it is and which goal stands beside it, unless usual."""
    query = {links.SECTION: "record"}
    if definition != facts.about["default_definition"]:
        query[links.DEFINITION] = definition
    if goal is not None and goal.goal != facts.about["default_goal"]:
        query[links.GOAL] = goal.goal
        if goal.goal == goals.OWN:
            query |= {links.OWN_MEASURE: goal.measure, links.OWN_AMOUNT: links.exact(goal.low)}
    return urlencode(query)


def _rows(facts: Records, definition: str, goal: Goal | None) -> dict[str, charts.Rows]:
    """Return the chart's tables."""
    of = counts.under_definition(facts, definition)
    first, last = of["period_start"].min(), of["period_end"].max()
    rules = _rules(facts, definition, first, last)
    highest = float(of["value"].max())
    top = _top(highest, goal, rules)
    _place(rules, top, highest, goal)
    return {
        "offices": [{**office, "top": top} for office in terms.bands(facts, first, last, last + (last - first) * ROOM)],
        "rows": [_bar(facts, definition, r) for r in counts.each(of)],
        "names": _names(facts, definition),
        "versions": _versions(facts, definition),
        "rules": rules,
        "goal": [] if goal is None else [_goal(facts, goal)],
    }


def _goal(facts: Records, goal: Goal) -> dict[str, Any]:
    told, called = of_goal.amount(goal), of_goal.called(facts, goal)
    return {"low": goal.low, "high": goal.high, "name": f"{called}: {told}", "text": f"The {called.lower()} is {told}."}


def _top(highest: float, goal: Goal | None, rules: charts.Rows) -> float:
    """Return where the axis ends: above the goal with its name, and above the bars with the names of counting rules."""
    above: float = PRESIDENTS + ABOVE + LINE * sum(row["lines"] for row in rules)
    if goal is None:
        return highest * PLOT / (PLOT - above)
    return max(highest * PLOT / (PLOT - above - 2 * LINE), goal.high * PLOT / (PLOT - PRESIDENTS - 1.5 * LINE))


def _rules(facts: Records, definition: str, first: date, last: date) -> charts.Rows:
    """Return each break in counting within the years; names stand on the side that has more room."""
    rows: charts.Rows = []
    for row in breaks.of_definition(facts, definition):
        if first < row.start < last:
            named = [*([] if rows else [NEW_RULE]), *wrap(record.break_named(row), WRAPPED)]
            rows.append(
                {
                    "start": row.start.isoformat(),
                    "align": "left" if row.start - first < last - row.start else "right",
                    "name": "\n".join(named),
                    "lines": len(named),
                    "text": row.sentence,
                }
            )
    return rows


def _place(rules: charts.Rows, top: float, highest: float, goal: Goal | None) -> None:
    """Give each rule the height of its name, one above the other over the bars, away from the goal's line.

    Rules at the left stand above those at the right, and of each side the outer ones above the inner ones: so no rule's
    line runs through another's name.
    """
    left = [row for row in rules if row["align"] == "left"]
    right = [row for row in rules if row["align"] == "right"]
    lines = [] if goal is None else [PLOT * (1 - goal.low / top), PLOT * (1 - goal.high / top)]
    up = PLOT * (1 - highest / top) - ABOVE
    for row in [*right, *left[::-1]]:
        tall = LINE * row["lines"]
        for line in lines:
            if up - tall - 4 < line < up + LINE:
                up = line - LINE - 4
        up -= tall
        row["level"] = top * (1 - up / PLOT)


def _bar(facts: Records, definition: str, r: Any) -> dict[str, Any]:
    part = "" if r.whole else f" to {words.day(r.period_end)}, {r.days} days"
    new = any(r.period_start <= row.start <= r.period_end for row in breaks.of_definition(facts, definition))
    return {
        "start": r.period_start.isoformat(),
        "end": (r.period_end + timedelta(days=1)).isoformat(),
        "value": r.value,
        "who": "record" if r.whole else "faint",
        "text": f"Fiscal {r.fiscal_year}{part}: {words.recorded(r)}"
        f"{', counted by another rule than before' if new else ''}.",
    }


def _names(facts: Records, definition: str) -> charts.Rows:
    """Return the words above the years that the heading names, and beside a year that has not ended."""
    named = {top.fiscal_year: words.recorded(top) for top in counts.highest_years(facts, definition)}
    above = {"align": "center", "baseline": "bottom", "dx": 0, "dy": -4}
    beside = {"align": "left", "baseline": "top", "dx": 4, "dy": 0}
    rows: charts.Rows = []
    for r in counts.each(counts.under_definition(facts, definition)):
        if not r.whole:
            told = f"{words.count(r.value)}\nto {words.MONTHS[r.period_end.month - 1]} {r.period_end.day}"
            rows.append({"at": r.period_end.isoformat(), "value": r.value, "text": told, **beside})
        elif r.fiscal_year in named:
            middle = r.period_start + (r.period_end - r.period_start) / 2
            told = f"{r.fiscal_year}: {named[r.fiscal_year]}"
            rows.append({"at": middle.isoformat(), "value": r.value, "text": told, **above})
    return rows


def _versions(facts: Records, definition: str) -> charts.Rows:
    """Return other versions of a year; of several alike the last one has their name."""
    rows = list(counts.each(counts.other_versions(facts, definition)))
    last = {r.version: r.fiscal_year for r in rows}
    return [
        {
            "start": r.period_start.isoformat(),
            "end": r.period_end.isoformat(),
            "value": r.value,
            "name": record.version_named(r) if last[r.version] == r.fiscal_year else "",
            "text": f"Fiscal {r.fiscal_year}: {record.version_amount(r)}, {r.version}.",
        }
        for r in rows
    ]


def _table(facts: Records, definition: str) -> pd.DataFrame:
    """Return the years as shown to the reader: first those that the heading names, then the newest."""
    of = counts.under_definition(facts, definition)
    named = of["fiscal_year"].isin([year.fiscal_year for year in counts.highest_years(facts, definition)]) & of["whole"]
    rest = _with_versions(facts, definition, of[~named])
    return pd.concat([record.yearly_table(part, record.FISCAL_YEARS) for part in (of[named], rest)], ignore_index=True)


def _with_versions(facts: Records, definition: str, of: pd.DataFrame) -> pd.DataFrame:
    versions = counts.other_versions(facts, definition)
    return pd.concat([of, versions]) if len(versions) else of


def reached(r: Reading) -> None:
    """Draw which years reached the goal, by each count."""
    if r.goal.measure != "removals" or r.goal.low == 0:
        why = "is zero" if r.goal.measure == "removals" else "is not a number of removals"
        st.markdown(f"The goal chosen above {why}, so no count of removals is set beside it.")
        return
    st.markdown(record.passed(r.facts, r.goal.low))
    table(r.facts, record.years_reached(r.facts, r.goal.low), f"years with {words.count(r.goal.low)} or more, by count")


def long_run(r: Reading) -> None:
    """Draw the count that reaches back furthest with all its parts."""
    figure(r.facts, replace(_of(r, LONG_RUN), name="long-run"), r.link)  # the chart above may be of the same count


def rules(r: Reading) -> None:
    """Draw how the chosen count is made: its counting rules, and what a fiscal year is."""
    st.markdown(record.counting_rules(r.facts, r.view.definition))


PART = Part("record", HEADING, show)
REACHED = Part("reached", "Years that reached the goal", reached)
LONGER = Part("longrun", "The long run", long_run)
RULES = Part("rules", "Rules of counting", rules)
