"""Compare: pin the present settings as A, go on as B, see the difference. The pin travels in the link."""

from __future__ import annotations

import math

import pandas as pd
import streamlit as st

from explainer import telling, words
from explainer.draw import shapes
from explainer.model import steps
from explainer.reader import session
from explainer.model.steps import Outcome, Scenario
from explainer.records.door import Records
from explainer.page import parts

SECTION = "calculator"


def show(facts: Records, s: Scenario, out: Outcome, link: str) -> None:
    """Draw the buttons, and A beside B where something is pinned."""
    st.markdown(
        "### Compare two settings\n\n"
        ":small[Pin the present settings, then move the sliders: this part shows both and the difference. The pin "
        "is part of the link.]"
    )
    a = session.pinned(facts)
    if a is None:
        st.button("Pin these settings as A", key="pin", on_click=session.pin, args=(facts,))
        return
    with st.container(horizontal=True, gap="small"):
        st.button("Pin these settings as A instead", key="pin", on_click=session.pin, args=(facts,))
        st.button("Remove the pin", key="unpin", on_click=session.unpin, type="tertiary")
    was = steps.run(Scenario(**a))
    rows = _rows(was, out)
    removals = [
        ("A, pinned", float(was.removals_per_year), "record"),
        ("B, now", float(out.removals_per_year), "yours"),
    ]
    finding = (
        f"A gives {words.about(removals[0][1])} removals a year, B {words.about(removals[1][1])}: "
        f"{_difference(removals[0][1], removals[1][1])}"
    )
    parts.figure(
        facts,
        parts.Figure(
            name="compare",
            finding=finding,
            key="Removals a year. " + _settings(facts, s, a),
            shape=shapes.bars_beside_goal,
            rows={
                "rows": [{"label": n, "value": v, "who": who, "text": words.rounded(v)} for n, v, who in removals],
                "goal": [],
            },
            alt="Bars of the two settings",
            numbers=f"{finding}. " + "; ".join(f"{r['What']}: A {r['A, pinned']}, B {r['B, now']}" for r in rows),
            table=lambda: pd.DataFrame(rows),
            sources=[],
            counts="results of two settings, modelled and rounded",
            link=link,
        ),
    )
    parts.table(pd.DataFrame(rows), "Results and stages of A and B, with the difference")
    st.caption("Differences are taken before rounding.")


def _rows(a: Outcome, b: Outcome) -> list[dict[str, str]]:
    measures = [
        ("Arrests a day", "arrests_per_day"),
        ("Interior removals a year", "interior_removals"),
        ("Removals a year", "removals_per_year"),
    ]
    measures += [(f"Stage: {name.lower()}", stage) for stage, name in telling.STAGES.items()]
    rows = [
        {
            "What": label,
            "A, pinned": words.rounded(float(getattr(a, f))),
            "B, now": words.rounded(float(getattr(b, f))),
            "B minus A": _difference(float(getattr(a, f)), float(getattr(b, f))),
        }
        for label, f in measures
    ]
    return [
        *rows,
        {
            "What": "First to stop",
            "A, pinned": words.listed(a.first_to_stop),
            "B, now": words.listed(b.first_to_stop),
            "B minus A": "",
        },
    ]


def _difference(a: float, b: float) -> str:
    if not (math.isfinite(a) and math.isfinite(b)):
        return ""
    if math.isclose(a, b, rel_tol=1e-9, abs_tol=1e-9):
        return "no difference"
    return f"{'+' if b > a else '−'}{words.rounded(abs(b - a))}"


def _settings(facts: Records, s: Scenario, a: dict[str, float]) -> str:
    now = vars(s)
    differ = [
        (
            f"{words.lower_first(facts.knobs[k].label)}: A {words.knob_value(facts.knobs[k].style, a[k])}, B "
            f"{words.knob_value(facts.knobs[k].style, now[k])}"
        )
        for k in now
        if not math.isclose(now[k], a[k], rel_tol=1e-9, abs_tol=1e-12)
    ]
    return f"They differ in {words.listed(differ)}." if differ else "A and B are the same settings so far."
