"""What limits the total: the four limits as bars, and the calculation step by step."""

import math

import pandas as pd
import streamlit as st

from explainer import words
from explainer.draw import shapes
from explainer.draw.cited import remarks
from explainer.draw.figure import Figure, figure
from explainer.model.steps import LIMITS, knobs_of
from explainer.page.reading import Part, Reading
from explainer.records.goals import modelled
from explainer.telling import result


def show(r: Reading) -> None:
    """Draw the limits as bars with the goal, and what each leaves out."""
    amounts = {name: float(value) for name, value in r.out.limits.items()}
    goal = r.goal if r.goal.measure == "removals" and modelled(r.goal) else None
    line = f" Dashed line: the goal, {words.count(goal.low)}." if goal else ""
    bars = [
        {
            "label": LIMITS[name],
            "value": value,
            "text": words.rounded(value),
            "who": "yours" if name in r.out.limited_by else "record",
        }
        for name, value in amounts.items()
        if math.isfinite(value)
    ]
    drawn = Figure(
        name="limits",
        finding=f"What holds the total there: {result.holds(r.out)}",
        shape=shapes.bars_beside_goal,
        rows={"rows": bars, "goal": [{"value": goal.low}] if goal else []},
        alt="Bars of the removals a year that each limit allows",
        numbers=result.limit_sentence(r.out),
        key=f"Removals a year. Colored: the smallest limit.{line}",
        table=lambda: _table(r, amounts),
        sources=r.sources_of(knob for name in LIMITS for knob in knobs_of(name)),
        counts="Removals a year that each limit allows, modelled and rounded",
    )
    figure(r.facts, drawn, r.link)
    st.markdown(f"{result.limit_sentence(r.out)} {result.border_part(r.s, r.out)}")
    st.markdown(remarks(r.facts, "stages"))


def _table(r: Reading, amounts: dict[str, float]) -> pd.DataFrame:
    least, smallest = float(r.out.removals_per_year), r.out.limited_by
    rows = [
        (LIMITS[n], words.rounded(value), "the smallest" if n in smallest else words.rounded(value - least))
        for n, value in amounts.items()
    ]
    return pd.DataFrame(rows, columns=["Limit", "Removals a year", "Above the total"])


def calculation(r: Reading) -> None:
    """Draw the model step by step with the reader's numbers."""
    steps = pd.DataFrame(result.printed_steps(r.facts, r.s, r.out), columns=["Step", "Your numbers", "Result"])
    st.table(steps, hide_index=True, border="horizontal", alt="The calculation with your numbers")
    st.caption(f"{result.rates(r.s, r.out)} Shown to six digits, so that it can be done again by hand.")


PART = Part("stages", "What limits the total", show)
STEPS = Part("steps", "The calculation, step by step", calculation)
