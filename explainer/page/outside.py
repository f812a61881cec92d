"""Other estimates beside ours: named authors, their assumption, and why they differ."""

from functools import cache

import pandas as pd
import streamlit as st

from explainer import words
from explainer.draw.cited import all_sources, cited
from explainer.draw.figure import take
from explainer.model import backwards, steps
from explainer.model.backwards import Together
from explainer.model.steps import Scenario
from explainer.page.reading import Part, Reading
from explainer.records.door import Records
from explainer.records.rows import Benchmark


def ours(s: Scenario, together: Together, beside: str) -> float | None:
    """Return our quantity that stands beside an outside estimate; None where no number would do."""
    value = {n: need.value for n, need in together.needs.items()}
    if beside == "removals_per_bed_year":
        return float(s.removals_per_bed_year)
    if beside == "removals_by_air_a_month":
        return float(s.flights_per_month * s.passengers_per_flight)
    if beside == "field_officers":
        return None if together.scenario is None else steps.run(together.scenario).field_officers
    return value.get(beside)


OURS_LABEL = {
    "field_officers": "officers making arrests",
    "beds": "beds",
    "flights_per_month": "flights a month",
    "judges": "judges",
    "removals_per_bed_year": "removals per bed (yours)",
    "removals_by_air_a_month": "people a month on your flights",
}


def show(r: Reading) -> None:
    """Draw each estimate with its assumption, ours beside it, and why they differ."""
    amount = r.facts.about["benchmark_goal"]
    together = backwards.all_together(r.s, amount)
    rows = r.facts.rows(Benchmark)
    found = pd.DataFrame([_outside_row(r.s, together, row) for row in rows])
    beside = found.loc[[bool(row.beside) for row in rows], ["Author", "Estimate", "Ours"]].reset_index(drop=True)
    st.markdown(
        "Others have estimated what removals on a large scale would take; where they name another amount, it is scaled "
        f"here to {words.count(amount)} a year, if it can be. Ours is the number for {words.count(amount)} at your "
        "settings, whatever goal you test. These estimates rest on different assumptions, so a match proves nothing. Each "
        "row explains the difference."
    )
    st.table(beside, hide_index=True, border="horizontal", alt="Other estimates, and ours beside them")
    take(
        r.facts,
        "other-estimates",
        found,
        "other estimates with their assumption, and ours beside them",
        [row.source_id for row in rows],
        r.link,
    )
    st.markdown(
        f"{_why(r.facts, beside=True)}\n\n**Estimates of other kinds**\n\n{_why(r.facts, beside=False)}\n\n**Sources**\n\n"
        f"{all_sources(r.facts, [row.source_id for row in rows])}"
    )


@cache
def _why(facts: Records, beside: bool) -> str:
    """Return the estimates with a number of ours beside them, or the others: what each assumes, and why they differ."""
    lines = []
    for r in facts.rows(Benchmark):
        if bool(r.beside) == beside:
            lines.append(
                f"- **{words.plain(_author(r))}**: {words.plain(_estimate(r))}. {words.plain(r.assumption)}. "
                f"{words.plain(r.why)}{cited(facts, r.source_id)}"
            )
    return "\n".join(lines)


def _author(r: Benchmark) -> str:
    return f"{r.author}, {r.year} ({r.author_kind})"


def _estimate(r: Benchmark) -> str:
    amount = f"{r.value:,.2f}".rstrip("0").removesuffix(".")
    return f"{r.quantity}: {words.bounded(r.bound, amount)} {r.unit}"


def _outside_row(s: Scenario, together: Together, r: Benchmark) -> dict[str, str]:
    value = ours(s, together, r.beside) if r.beside else None
    own = "" if value is None else f"{words.rounded(value)} {OURS_LABEL[r.beside]}"
    return {
        "Author": _author(r),
        "Estimate": _estimate(r),
        "Assumption": r.assumption,
        "Ours": own or "no number would do",
        "Why they differ": r.why,
    }


PART = Part("outside", "Other estimates", show)
