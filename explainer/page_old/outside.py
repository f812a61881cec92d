"""Outside estimates beside ours: named authors, their assumption, and why they differ."""

from __future__ import annotations

from functools import cache
from typing import Any

import pandas as pd
import streamlit as st

from explainer import words
from explainer.model import backwards
from explainer.model.backwards import Together
from explainer.model.steps import Scenario
from explainer.records.door import Records
from explainer.page import parts

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
    "officers_added": "more deportation officers than yours now",
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
    rows = facts.rows("benchmarks")
    told, title = [_outside_row(s, together, r) for r in rows], "Outside estimates beside ours"
    beside = [(t["Author"], t["Estimate"], t["Ours"]) for t, r in zip(told, rows, strict=True) if r.beside]
    st.html(
        parts.heading(title)
        + parts.told(
            f"Others have asked what {words.count(amount)} removals a year would take. "
            "Ours is the number for that amount at your settings, whatever goal you test. Closeness confirms nothing, "
            "and distance disproves nothing; each line says why they differ."
        )
        + parts.grid(title, ("Author", "Estimate", "Ours"), beside)
    )
    st.markdown(_why(facts, beside=True))
    more = parts.more("Table (CSV), estimates of other kinds, and all sources", "other-estimates")
    if more is not None:
        with more:
            parts.take(
                facts,
                "outside-estimates",
                lambda: pd.DataFrame(told),
                "outside estimates with their assumption, and ours beside them",
                [r.source_id for r in rows],
                link,
            )
            cited = parts.all_sources(facts, [r.source_id for r in rows])
            st.markdown(f"{_why(facts, beside=False)}\n\nAll sources:\n\n{cited}")


@cache
def _why(facts: Records, beside: bool) -> str:
    """Return the estimates that have a number of ours beside them, or the others: what each assumes, and why they differ."""
    lines = []
    for r in facts.rows("benchmarks"):
        if bool(r.beside) == beside:
            lines.append(
                f"- **{words.plain(_author(r))}**: {words.plain(_estimate(r))}. {words.plain(r.assumption)}. "
                f"{words.plain(r.why)}{parts.cited(facts, r.source_id)}"
            )
    return "\n".join(lines)


def _author(r: Any) -> str:
    return f"{r.author}, {r.year} ({r.author_kind})"


def _estimate(r: Any) -> str:
    amount = f"{r.value:,.2f}".rstrip("0").removesuffix(".")
    return f"{r.quantity}: {amount} {r.unit}"


def _own(value: float, label: str) -> str:
    """Return our quantity in words; officers to add alone can be below zero."""
    return f"{words.rounded(abs(value))} {label.replace('more ', 'fewer ') if value < 0 else label}"


def _outside_row(s: Scenario, together: Together, r: Any) -> dict[str, str]:
    value = ours(s, together, r.beside) if r.beside else None
    own = "" if value is None else _own(value, OURS_LABEL[r.beside])
    return {
        "Author": _author(r),
        "Estimate": _estimate(r),
        "Assumption": r.assumption,
        "Ours": own or "no number would do",
        "Why they differ": r.why,
    }
