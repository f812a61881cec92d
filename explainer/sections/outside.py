"""Outside estimates beside ours: named authors, their assumption, and why they differ."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from explainer import backwards, words
from explainer.backwards import Together
from explainer.model import Scenario
from explainer.records import Records
from explainer.sections import parts

NAME, NEEDS, SECTION = "The outside estimates", ("benchmarks",), "needs"


def ours(s: Scenario, together: Together, beside: str) -> float | None:
    """Return our quantity that stands beside an outside estimate; None where no number would do."""
    value = {n: need.value for n, need in together.needs.items()}
    if beside == "removals_per_bed_year":
        return float(s.removals_per_bed_year)
    if beside == "removals_by_air_a_month":
        return float(s.flights_per_month * s.passengers_per_flight)
    if beside == "officers_added":
        return None if value["officers"] is None else value["officers"] - float(s.officers)
    if beside == "field_officers":
        return None if together.outcome is None else float(together.outcome.field_officers)
    return value.get(beside)


OURS_LABEL = {
    "officers_added": "deportation officers more than yours now",
    "field_officers": "field officers",
    "beds": "beds",
    "flights_per_month": "flights a month",
    "judges": "judges",
    "removals_per_bed_year": "removals per bed (yours)",
    "removals_by_air_a_month": "people a month on your flights",
}


def show(facts: Records, s: Scenario, link: str) -> None:
    """Draw each estimate with its assumption, ours beside it, and why they differ."""
    amount = facts.about["benchmark_goal"]
    together = backwards.all_together(s, amount)
    st.markdown("### Outside estimates beside ours")
    st.markdown(
        (
            f"Others have asked what {words.count(amount)} removals a year would take. Ours is the number for "
            "that amount at your "
            "settings, whatever goal you test. Closeness confirms nothing, and distance disproves nothing; each "
            "line says why they differ."
        )
    )
    rows = list(facts["benchmarks"].itertuples(index=False))
    st.markdown("\n".join(_outside_line(facts, s, together, r) for r in rows if r.beside))
    parts.take(
        facts,
        "outside-estimates",
        lambda: pd.DataFrame([_outside_row(s, together, r) for r in rows]),
        "outside estimates with their assumption, and ours beside them",
        [r.source_id for r in rows],
        link,
    )
    with st.expander("Estimates of other kinds, and all sources", key="other-estimates"):
        st.markdown("\n".join(_outside_line(facts, s, together, r) for r in rows if not r.beside))
        parts.all_sources(facts, [r.source_id for r in rows])


def _outside_line(facts: Records, s: Scenario, together: Together, r: Any) -> str:
    told = _outside_row(s, together, r)
    cited = "" if facts.missing("sources") else f" ({parts.source_link(facts, r.source_id)})"
    mine = f" **Ours: {told['Ours']}.**" if r.beside else ""
    return (
        f"- **{words.plain(told['Author'])}**: {words.plain(told['Estimate'])}. "
        f"{words.plain(told['Assumption'])}.{mine} "
        f"{words.plain(told['Why they differ'])}{cited}"
    )


def _outside_row(s: Scenario, together: Together, r: Any) -> dict[str, str]:
    value = ours(s, together, r.beside) if r.beside else None
    own = "" if value is None else f"{words.rounded(value)} {OURS_LABEL[r.beside]}"
    return {
        "Author": f"{r.author}, {r.year} ({r.author_kind})",
        "Estimate": f"{r.quantity}: {r.value:,.10g} {r.unit}",
        "Assumption": r.assumption,
        "Ours": own or "no number would do",
        "Why they differ": r.why,
    }
