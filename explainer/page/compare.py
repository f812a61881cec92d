"""Scenario A beside the present settings. The scenario travels in the link."""

from __future__ import annotations

import math
from dataclasses import replace

import pandas as pd
import streamlit as st

from explainer import words
from explainer.draw.figure import take
from explainer.model import steps
from explainer.model.steps import STEPS, Outcome, Scenario
from explainer.page.reading import Part, Reading
from explainer.reader import history

COMPARED = ("arrests_per_day", "interior_removals", "arrests", "beds", "flights", "orders", "removals_per_year")


def show(r: Reading) -> None:
    """Draw both scenarios and their difference; nothing where none is saved."""
    a = r.view.saved
    if a is None:
        return
    st.header("Scenario A and yours", anchor="compare")
    table = rows(steps.run(a), r.out)
    first, last = table.iloc[-1]["Scenario A"], table.iloc[-1]["Yours"]
    st.markdown(
        f"Scenario A gives {first} removals a year, yours {last}: {table.iloc[-1]['Difference']}. {differ(r, a)}"
    )
    st.table(table, hide_index=True, border="horizontal", alt="Scenario A, yours and the difference")
    with st.container(horizontal=True, gap="small"):
        take(r.facts, "compare", table, "results of two scenarios, modelled and rounded", [], r.link)
        st.button("Go back to A", key="to-a", on_click=_to, args=(a,), disabled=a == r.s)
        st.button("Remove scenario A", key="remove-a", on_click=_remove, type="tertiary")
    st.caption("Differences are taken before rounding.")


def _to(a: Scenario) -> None:
    history.go(history.current().at(a))


def _remove() -> None:
    history.go(replace(history.current(), saved=None))


def rows(a: Outcome, b: Outcome) -> pd.DataFrame:
    """Return the results of two scenarios and the second less the first, in words."""
    titles = {step.name: step.title for step in STEPS}
    found = [(titles[name], float(getattr(a, name)), float(getattr(b, name))) for name in COMPARED]
    return pd.DataFrame(
        [
            {"What": title, "Scenario A": words.rounded(x), "Yours": words.rounded(y), "Difference": difference(x, y)}
            for title, x, y in found
        ]
    )


def difference(a: float, b: float) -> str:
    """Return b - a in words."""
    if math.isclose(a, b, rel_tol=1e-9, abs_tol=words.SMALLEST):
        return "no difference"
    if not (math.isfinite(a) and math.isfinite(b)):
        return "a limit is set in one of them alone"
    return f"{'+' if b > a else '−'}{words.rounded(abs(b - a))}"


def differ(r: Reading, a: Scenario) -> str:
    """Name the settings in which the two differ, with both values."""
    now = vars(r.s)
    found = []
    for knob, was in vars(a).items():
        row = r.facts.knobs[knob]
        if not math.isclose(now[knob], was, rel_tol=1e-9, abs_tol=1e-12):
            found.append(
                f"{words.lower_first(row.label)} ({words.knob_value(row.style, was)} in A, "
                f"{words.knob_value(row.style, now[knob])} in yours)"
            )
    return f"They differ in {words.listed(found)}." if found else "They are the same so far: move a slider."


PART = Part("compare", "Scenario A and yours", ("knobs",), show)
