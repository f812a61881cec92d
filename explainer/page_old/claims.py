"""Claims, checked: those of the February 2025 article and later official statements."""

from __future__ import annotations

from functools import cache
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from explainer import words
from explainer.records.door import Records
from explainer.page import parts

NAME, NEEDS, SECTION = "The checked claims", ("claims",), "claims"
GROUPS = {"yes": "The article of February 2025", "no": "Later official statements"}
ARTICLE = ("seed_article", "wapo_feb2025")  # the article, and the report that it sums up


WHAT = {
    "yes": (
        "An article of February 2025 on arrest numbers, and the newspaper report that it sums up, are the occasion "
        "of this page."
    ),
    "no": "Chosen: totals and comparisons that officials have stated since January 2025, while this page's goals were "
    "in force. Totals "
    "stated by earlier officials were not checked.",
}


def show(facts: Records) -> None:
    """Draw each claim with its verdict, evidence and sources."""
    st.markdown(_opening(facts))
    for group in GROUPS:
        st.markdown(_group(facts, group), unsafe_allow_html=True)
    parts.take(
        facts,
        "claims",
        lambda: _table(facts["claims"]),
        "claims with verdict and evidence",
        _cited(facts),
        "",
    )


@cache
def _opening(facts: Records) -> str:
    claims = facts["claims"]
    return (
        "## Claims, checked\n\n"
        f"{len(claims)} statements, each held against what can be read: {tally(claims)}. “Contradicted” may "
        "concern a comparison and not the number in it; "
        "the evidence says which. “Cannot be checked” means that no document was found, not that a claim is wrong."
    )


@cache
def _cited(facts: Records) -> list[str]:
    return sorted({i for ids in facts["claims"]["source_ids"] for i in ids})


def _table(claims: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Claim": claims["claim_id"],
            "Text": claims["claim"],
            "Verdict": claims["verdict"],
            "Evidence": claims["evidence"],
            "Note": claims["note"],
            "Sources": ["; ".join(ids) for ids in claims["source_ids"]],
        }
    )


@cache
def _group(facts: Records, group: str) -> str:
    """Return a group of claims as one text: unlike an expander each, it can be searched, and costs a slider nothing."""
    claims = facts["claims"]
    about = f"{WHAT[group]} {parts.sources_text(facts, ARTICLE) if group == 'yes' else ''}"
    told = [_claim(facts, row) for row in claims[claims["in_article"] == group].itertuples(index=False)]
    return "\n\n".join([f"### {GROUPS[group]}", f":small[{about}]", *told])


def _claim(facts: Records, row: Any) -> str:
    """Return one claim as a part that opens, in Markdown; `words.plain` keeps the data from being read as HTML."""
    note = f"{words.plain(row.note)}\n\n" if row.note else ""
    return (
        f"<details><summary>{row.claim_id} · {row.verdict} · {escape(row.claim)}</summary>\n\n"
        f"**Verdict: {row.verdict}.** {words.plain(row.evidence)}\n\n{note}"
        f":small[Period: {words.span(row.period_start, row.period_end)}.]\n\n"
        f"{parts.all_sources(facts, row.source_ids)}\n\n</details>"
    )


def tally(claims: pd.DataFrame) -> str:
    """Count the verdicts in words, most frequent first."""
    return words.listed([f"{n} {verdict}" for verdict, n in claims["verdict"].value_counts().items()])
