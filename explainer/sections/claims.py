"""Claims, checked: those of the February 2025 article and later official statements."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from explainer import words
from explainer.records import Records
from explainer.sections import parts

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
    st.header("Claims, checked", anchor="claims")
    claims = facts["claims"]
    st.markdown(
        f"{len(claims)} statements, each held against what can be read: {tally(claims)}. “Contradicted” may "
        "concern a comparison and not the number in it; "
        "the evidence says which. “Cannot be checked” means that no document was found, not that a claim is wrong."
    )
    for group, title in GROUPS.items():
        rows = claims[claims["in_article"] == group]
        st.markdown(f"### {title}")
        st.caption(WHAT[group])
        if group == "yes":
            parts.sources(facts, ARTICLE)
        for row in rows.itertuples(index=False):
            with st.expander(f"{row.claim_id} · {row.verdict} · {words.plain(row.claim)}", key=f"claim-{row.claim_id}"):
                st.markdown(f"**Verdict: {row.verdict}.** {words.plain(row.evidence)}")
                if row.note:
                    st.markdown(words.plain(row.note))
                st.caption(f"Period: {words.span(row.period_start, row.period_end)}.")
                parts.all_sources(facts, row.source_ids)
    shown = pd.DataFrame(
        {
            "Claim": claims["claim_id"],
            "Text": claims["claim"],
            "Verdict": claims["verdict"],
            "Evidence": claims["evidence"],
            "Note": claims["note"],
            "Sources": ["; ".join(ids) for ids in claims["source_ids"]],
        }
    )
    parts.take(
        facts,
        "claims",
        shown,
        "claims with verdict and evidence",
        sorted({i for ids in claims["source_ids"] for i in ids}),
        "",
    )


def tally(claims: pd.DataFrame) -> str:
    """Count the verdicts in words, most frequent first."""
    return words.listed([f"{n} {verdict}" for verdict, n in claims["verdict"].value_counts().items()])
