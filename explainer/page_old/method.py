"""Method, limits, sources: the formula, what it leaves out, glossary, corrections, licence."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from explainer import words
from explainer.records.door import Records
from explainer.page import parts

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


@st.fragment
def show(facts: Records) -> None:
    """Draw the method and everything that a checker needs."""
    st.markdown(
        "## Method, limits, sources\n\n"
        "The sum is arithmetic that fits on a board. Each line is one step; the sliders are its inputs.\n\n"
        f"{FORMULA}\n\n### What it leaves out, and what to keep in mind"
    )
    limits = parts.remarks(facts, "limits") if parts.available(facts, "The limits", "remarks") else ""
    st.markdown(
        f"{limits}\n\n**Like with like.** Arrests are compared with arrests, removals with removals. A goal for "
        "“deportations” whose words name no count is held against "
        "the definition that you choose. Every president is measured by the same definition, the same length of "
        "period and the same rule for part years."
    )
    for name, label, table, text in BEHIND:
        if parts.available(facts, name, table):
            part = parts.more(label.format(rows=len(facts[table])), table)
            if part is not None:
                part.markdown(text(facts))
    _tables(facts)
    st.markdown(f"### Corrections\n\n{_corrections(facts)}")


def _glossary(facts: Records) -> str:
    rows = facts.rows("glossary")
    return "\n".join(f"- **{words.plain(r.term)}**: {words.plain(r.definition)}" for r in rows)


def _series(facts: Records) -> str:
    return "\n".join(
        f"- **{words.plain(r.label)}** ({r.unit}): {words.plain(r.definition)} {words.plain(r.trap)}"
        for r in facts.rows("series")
    )


def _sources(facts: Records) -> str:
    rows = facts["sources"].sort_values("publisher").itertuples(index=False)
    return "\n".join(parts.source_line(r) for r in rows)


# What a part is called where its table is missing, its label, its table, and its text.
BEHIND = (
    ("The glossary", "Glossary", "glossary", _glossary),
    ("The definitions of the series", "Every series, defined", "series", _series),
    ("The list of sources", "All {rows} sources", "sources", _sources),
)


def _tables(facts: Records) -> None:
    part = parts.more("Data tables to download", "tables")
    if part is None:
        return
    with part:
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


def _corrections(facts: Records) -> str:
    rows = facts.tables.get("corrections")
    if rows is None or rows.empty:
        made = (
            "No published error has been corrected so far. Corrections will stand here with date, old value, new "
            "value and cause."
        )
    else:
        made = "\n".join(
            f"- {r.date}, {words.plain(r.row)}: {words.plain(r.old_value)} → {words.plain(r.new_value)}. "
            f"{words.plain(r.cause)}"
            for r in rows.astype(str).itertuples(index=False)
        )
    return (
        f"{made}\n\n"
        "**To report an error**, name the number, where it stands on the page, and a document that says "
        "otherwise. Use the issue list of the repository this page is run from.\n\n"
        ":small[License: data tables CC BY 4.0, as far as rights exist in them; quotations remain their authors'. No "
        "tracking, no account, nothing about you is stored.]"
    )
