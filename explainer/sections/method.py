"""Method, limits, sources: the formula, what it leaves out, glossary, corrections, licence."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from explainer import words
from explainer.records import Records
from explainer.sections import parts

SECTION = "method"
FORMULA = """
| What | How |
|:--|:--|
| work days | 365 / 7 x days a week - days off, kept within 0 to 365 |
| field officers | officers x share in the field + borrowed x their output |
| arrests a year | field officers x work days x arrests per field day |
| arrests a day | arrests a year / 365 |
| interior removals | arrests a year x removals per arrest |
| stage: arrests | interior removals + border removals |
| stage: beds | beds x removals per bed |
| stage: flights | flights a month x 12 x passengers / share by air |
| stage: orders | judges x orders per judge / (1 - share without a hearing) + old orders |
| **removals a year** | **the smallest stage** |
"""


def show(facts: Records) -> None:
    """Draw the method and everything that a checker needs."""
    st.header("Method, limits, sources", anchor="method")
    st.markdown("The sum is arithmetic that fits on a board. Each line is one step; the sliders are its inputs.")
    st.markdown(FORMULA)
    st.markdown("### What it leaves out, and what to keep in mind")
    if parts.available(facts, "The limits", "remarks"):
        st.markdown(parts.remarks(facts, "limits"))
    st.markdown(
        "**Like with like.** Arrests are compared with arrests, removals with removals. A goal for "
        "“deportations” whose words name no count is held against "
        "the definition that you choose. Every president is measured by the same definition, the same length of "
        "period and the same rule for part years."
    )
    if parts.available(facts, "The glossary", "glossary"):
        with st.expander("Glossary", key="glossary"):
            st.markdown(
                "\n".join(
                    f"- **{words.plain(r.term)}**: {words.plain(r.definition)}"
                    for r in facts["glossary"].itertuples(index=False)
                )
            )
    if parts.available(facts, "The definitions of the series", "series"):
        with st.expander("Every series, defined", key="series"):
            st.markdown(
                "\n".join(
                    f"- **{words.plain(r.label)}** ({r.unit}): {words.plain(r.definition)} {words.plain(r.trap)}"
                    for r in facts["series"].itertuples(index=False)
                )
            )
    _sources(facts)
    _tables(facts)
    _corrections(facts)
    st.caption(
        (
            "License: data tables CC BY 4.0, as far as rights exist in them; quotations remain their authors'. No "
            "tracking, no account, nothing about you is stored."
        )
    )


def _sources(facts: Records) -> None:
    if parts.available(facts, "The list of sources", "sources"):
        rows = facts["sources"]
        with st.expander(f"All {len(rows)} sources", key="sources"):
            st.markdown(
                "\n".join(
                    f"- {words.source(r)}{'. ' + words.plain(r.note) if r.note else ''}"
                    for r in rows.sort_values("publisher").itertuples(index=False)
                )
            )


def _tables(facts: Records) -> None:
    with st.expander("Data tables to download", key="tables"):
        st.markdown(
            (
                "Every number on the page is a row of one of these tables. Column by column they are described in "
                "data/datapackage.json, and in words in data/README.md."
            )
        )
        for name, frame in facts.tables.items():
            ids = sorted(set(frame["source_id"])) if "source_id" in frame else []
            parts.take(
                facts,
                f"data-{name}",
                partial(flat, frame),
                f"table {name} of the data package",
                [i for i in ids if i],
                "",
                label=f"{name}.csv, {len(frame)} rows",
            )


def flat(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a table with lists written as text, as in the file."""
    return frame.map(lambda cell: ";".join(cell) if isinstance(cell, tuple) else cell)


def _corrections(facts: Records) -> None:
    st.markdown("### Corrections")
    rows = facts.tables.get("corrections")
    if rows is None or rows.empty:
        st.markdown(
            (
                "No published error has been corrected so far. Corrections will stand here with date, old value, new "
                "value and cause."
            )
        )
    else:
        parts.table(rows.astype(str), "Corrections: date, row, old value, new value and cause")
    st.markdown(
        (
            "**To report an error**, name the number, where it stands on the page, and a document that says "
            "otherwise. Use the issue list of the repository this page is run from."
        )
    )
