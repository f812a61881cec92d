"""Claims, checked: those of the February 2025 article and later official statements."""

from __future__ import annotations

from functools import cache
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from explainer import words
from explainer.records import claims
from explainer.records.door import Records
from explainer.page import parts

NAME, NEEDS, SECTION = "The checked claims", ("claims", "claim_groups"), "claims"


def show(facts: Records) -> None:
    """Draw each claim with its verdict, evidence and sources."""
    st.markdown(_opening(facts))
    for group in claims.groups(facts):
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
    rows = facts.rows("claims")
    return (
        "## Claims, checked\n\n"
        f"{len(rows)} statements, each checked against published records: {in_words(claims.tally(rows))}. "
        "“Contradicted” may concern a comparison and not the number in it; "
        "the evidence says which. “Cannot be checked” means that no document was found, not that a claim is wrong."
    )


@cache
def _cited(facts: Records) -> list[str]:
    return sorted({i for ids in facts["claims"]["source_ids"] for i in ids})


def _table(of: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Claim": of["claim_id"],
            "Text": of["claim"],
            "Verdict": of["verdict"],
            "Evidence": of["evidence"],
            "Note": of["note"],
            "Sources": ["; ".join(ids) for ids in of["source_ids"]],
        }
    )


@cache
def _group(facts: Records, group: claims.Group) -> str:
    """Return a group of claims as one text: unlike an expander each, it can be searched, and costs a slider nothing."""
    about = f"{in_words(group.tally).capitalize()}. Chosen: {words.plain(group.chosen)}"
    cited = f" {parts.sources_text(facts, group.source_ids)}" if group.source_ids else ""
    told = [_claim(facts, row) for row in group.claims]
    return "\n\n".join([f"### {words.plain(group.label)}", f":small[{about}{cited}]", *told])


def _claim(facts: Records, row: Any) -> str:
    """Return one claim as a part that opens, in Markdown; `words.plain` keeps the data from being read as HTML."""
    note = f"{words.plain(row.note)}\n\n" if row.note else ""
    return (
        f"<details><summary>{row.claim_id} · {row.verdict} · {escape(row.claim)}</summary>\n\n"
        f"**Verdict: {row.verdict}.** {words.plain(row.evidence)}\n\n{note}"
        f":small[Period: {words.span(row.period_start, row.period_end)}.]\n\n"
        f"{parts.all_sources(facts, row.source_ids)}\n\n</details>"
    )


def in_words(tally: dict[str, int]) -> str:
    """Write a tally of verdicts: '6 supported and 1 contradicted'."""
    return words.listed([f"{n} {verdict}" for verdict, n in tally.items()])
