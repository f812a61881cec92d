"""Which stage stops first: what arrests, beds, flights and orders would each carry."""

from __future__ import annotations

import math

import pandas as pd
import streamlit as st

from explainer import telling, words
from explainer.draw import shapes
from explainer.model import steps
from explainer.reader import session
from explainer.records import counts, formulas, goals
from explainer.model.steps import Outcome, Scenario
from explainer.records.door import Records
from explainer.page import parts
from explainer.records.goals import Goal

NAME, NEEDS, SECTION = "The stages", ("remarks",), "stages"
KNOBS = {
    "beds": ("beds", "removals_per_bed_year"),
    "flights": ("flights_per_month", "passengers_per_flight", "share_by_air"),
    "orders": ("judges", "orders_per_judge_year", "share_without_hearing"),
}


OPENING = parts.section_heading("Which stage stops first") + parts.told(
    "A removal needs an arrest or a hand-over at the border, a bed, a seat and an order. Each stage here says how many "
    "removals a year it would carry at your settings. The smallest one is where the sum stops. A recorded ratio is "
    "what was done, not what was possible, so a stage is not a hard limit."
)


def show(facts: Records, s: Scenario, out: Outcome, goal: Goal, link: str) -> None:
    """Draw the four stages beside goal and recorded high."""
    drawn = [(name, float(value)) for name, value in out.stages.items()]
    top = counts.highest_of(facts, "ice_removals", counts.LOCKED)
    rows = [
        {
            "label": telling.STAGES[n],
            "value": v if math.isfinite(v) else 0,
            "who": "yours" if n in out.first_to_stop else "record",
            "text": words.rounded(v) if math.isfinite(v) else words.NO_LIMIT,
        }
        for n, v in drawn
    ]
    if top:
        rows.append(
            {
                "label": f"ICE removals, fiscal {top.fiscal_year}",
                "value": top.value,
                "who": "faint",
                "text": words.count(top.value),
            }
        )
    comparable = goal.measure == "removals" and goals.model_reason(goal) is None
    goal_rows = [{"value": goal.low}] if comparable else []
    parts.figure(
        facts,
        parts.Figure(
            name="stages",
            opening=OPENING,
            finding=telling.first_to_stop(out),
            key="Removals a year. Colored: the smallest stage."
            + (
                f" Dashed line: the goal, {words.count(goal.low)}."
                if comparable
                else f" {telling.no_share(goal) or 'The goal tested counts arrests, so it is not drawn here.'}"
            )
            + f"\n{telling.slack(out)}",
            shape=shapes.bars_beside_goal,
            rows={"rows": rows, "goal": goal_rows},
            alt="Bars of what each stage would carry, with the goal as a line",
            numbers=f"{telling.first_to_stop(out)}. "
            + "; ".join(f"{r['label']}: {r['text']} removals a year" for r in rows),
            table=lambda: _table(out, drawn, goal),
            sources=_sources(facts, goal),
            counts="removals a year that each stage would carry, modelled and rounded",
            link=link,
        ),
    )
    st.markdown(parts.remarks(facts, "stages"))


def _table(out: Outcome, drawn: list[tuple[str, float]], goal: Goal) -> pd.DataFrame:
    least = float(out.removals_per_year)
    table = {
        "Stage": [telling.STAGES[n] for n, _ in drawn],
        "Removals a year": [words.rounded(v) for _, v in drawn],
        "Room beyond the result": [
            "the smallest" if v <= least * (1 + steps.TIE) else words.rounded(v - least) for _, v in drawn
        ],
    }
    if goal.measure == "removals" and goal.low > 0 and goals.model_reason(goal) is None:
        table["Share of the goal"] = [words.percent(v / goal.low) for _, v in drawn]
    return pd.DataFrame(table)


def _sources(facts: Records, goal: Goal) -> list[str]:
    """Return the sources of the default inputs of every stage, of the goal and of the recorded high."""
    ids = [
        r.rsplit("#", 1)[1]
        for row in facts.knobs.values()
        if row.group != session.LIST_GROUP
        for r in formulas.references(row.basis_formula)
    ]
    if goal.goal != goals.OWN and not facts.missing("goals"):
        ids.append(facts.goal_rows[goal.goal].source_id)
    top = counts.highest_of(facts, "ice_removals", counts.LOCKED)
    return (
        ids
        + (list(top.source_ids) if top else [])
        + [m.source_id for group in KNOBS.values() for knob in group for m in facts.evidence[knob]]
    )
