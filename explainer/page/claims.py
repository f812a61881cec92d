"""Claims checked, by group: each with its verdict in the summary line, its evidence and its sources."""

from collections.abc import Iterable
from functools import cache
from html import escape

import pandas as pd
import streamlit as st

from explainer import words
from explainer.draw import behind
from explainer.draw.cited import all_sources, sources_line
from explainer.draw.figure import take
from explainer.page.reading import Part, Reading
from explainer.records.door import Records
from explainer.records.rows import Claim, ClaimGroup

ARTICLE = "article"  # the group of its claims
# The order in which verdicts are named, so that two groups can be read side by side.
VERDICTS = ("supported", "partly supported", "contradicted", "cannot be checked")


def show(r: Reading) -> None:
    """Draw each group with how it was chosen and its tally, then its claims."""
    st.markdown(
        "“Contradicted” may concern a comparison and not the number in it; the evidence says which. “Cannot be checked” "
        "means that no document was found, not that a claim is wrong."
    )
    _groups(r, groups(r.facts))
    ids = sorted({i for row in r.facts.rows(Claim) for i in row.source_ids})
    take(r.facts, "claims", lambda: _table(r.facts), "claims with verdict and evidence", ids, r.link)


def of_the_article(r: Reading) -> None:
    """Draw the claims of the article that the page is about, as they stand among the others."""
    _groups(r, [group for group in groups(r.facts) if group.group == ARTICLE])


def groups(facts: Records) -> list[ClaimGroup]:
    """Return the groups of claim_groups.csv in their order."""
    return sorted(facts.rows(ClaimGroup), key=lambda group: group.order)


def of_group(facts: Records, group: str) -> list[Claim]:
    """Return the claims of a group, in the file's order."""
    return [row for row in facts.rows(Claim) if row.group == group]


def tally(claims: Iterable[Claim]) -> str:
    """Write how many claims have each verdict: '12 supported, 3 partly supported'."""
    given = [claim.verdict for claim in claims]
    return ", ".join(f"{given.count(verdict)} {verdict}" for verdict in VERDICTS if verdict in given)


def _groups(r: Reading, chosen: Iterable[ClaimGroup]) -> None:
    for group in chosen:
        st.markdown(_group(r.facts, group, behind.times() > 0), unsafe_allow_html=True)


@cache
def _group(facts: Records, group: ClaimGroup, opened: bool) -> str:
    """Return a group of claims as one text, its tally in one line with the rule by which it was chosen.

    Each claim is in HTML's own details: an expander each would be fifty elements.
    """
    claims = of_group(facts, group.group)
    return "\n\n".join(
        [
            f"### {words.plain(group.label)}",
            f"{words.plain(group.chosen)} Of these {len(claims)}: {tally(claims)}. "
            f":small[{sources_line(facts, group.source_ids)}]",
            *(_claim(facts, row, opened) for row in claims),
        ]
    )


def _claim(facts: Records, row: Claim, opened: bool) -> str:
    """Return one claim in Markdown; `words.plain` keeps the data from being read as HTML."""
    note = f"{words.plain(row.note)}\n\n" if row.note else ""
    return (
        f"<details{' open' if opened else ''}><summary>{row.claim_id} · {row.verdict} · {escape(row.claim)}</summary>\n\n"
        f"**Verdict: {row.verdict}.** {words.plain(row.evidence)}\n\n{note}"
        f":small[Period: {words.span(row.period_start, row.period_end)}.]\n\n"
        f"{all_sources(facts, row.source_ids)}\n\n</details>"
    )


def _table(facts: Records) -> pd.DataFrame:
    rows = [
        (row.claim_id, row.group, row.claim, row.verdict, row.evidence, row.note, "; ".join(row.source_ids))
        for row in facts.rows(Claim)
    ]
    return pd.DataFrame(rows, columns=["Claim", "Group", "Text", "Verdict", "Evidence", "Note", "Sources"])


PART = Part("claims", "Claims checked", show)
OF_THE_ARTICLE = Part("articleclaims", "Claims of the article", of_the_article)
