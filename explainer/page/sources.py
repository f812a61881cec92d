"""Sources and data: every source in full, and every table to download."""

from functools import cache, partial
from typing import Any

import pandas as pd
import streamlit as st

from explainer import words
from explainer.draw.figure import take
from explainer.page.reading import Part, Reading
from explainer.records import counts, newest
from explainer.records.door import Records
from explainer.records.rows import TABLES, Pace, Source, Upstream


def show(r: Reading) -> None:
    """Draw to which day the counts go, the tables of the data package, then all sources."""
    st.markdown(f"**How old is this?** {how_old(r.facts)}")
    st.markdown(
        "Every number on the page is a row of one of these tables. Column by column they are described in "
        "data/datapackage.json, and in words in data/README.md."
    )
    with st.container(horizontal=True, gap="small"):
        for of, name in TABLES.items():
            rows = r.facts.rows(of)
            ids = sorted({row.source_id for row in rows if row.source_id}) if "source_id" in of._fields else []
            take(
                r.facts,
                f"data-{name}",
                partial(table, r.facts, of),
                f"table {name} of the data package",
                ids,
                "",
                label=f"{name}.csv, {words.many(len(rows), 'row')}",
            )
    st.markdown(_all(r.facts))


@cache
def how_old(facts: Records) -> str:
    """Return to which day each main count goes, and how often it is published: from rows, and never from a clock."""
    rows = [row for row in facts.rows(Upstream) if row.often]
    by_month = {r.series for r in facts.rows(Pace)}  # where the days of a month that is not over do not count
    last = {row: newest.row_of(facts, row.series, months=row.series in by_month) for row in rows}
    rows.sort(key=lambda row: last[row].period_end, reverse=True)
    lines = [
        f"- {facts.series[row.series].label}: to {words.day(last[row].period_end)}. Published {row.often}."
        for row in rows
    ]
    return "\n".join(["The counts end on different days.", "", *lines])


@cache
def _all(facts: Records) -> str:
    rows = sorted(facts.rows(Source), key=lambda row: row.publisher)
    return "\n".join(f"- {words.source(row)}" for row in rows)


def table(facts: Records, of: Any) -> pd.DataFrame:
    """Return a table with lists written as text, as in the file."""
    return counts.frame(facts, of).map(lambda cell: ";".join(cell) if isinstance(cell, tuple) else cell)


PART = Part("sources", "Sources and data", show)
