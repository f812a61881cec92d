"""Two kept scenarios, A and B, beside the present settings. They travel in the link."""

from __future__ import annotations

import math

import pandas as pd
import streamlit as st

from explainer import words
from explainer.draw.figure import take
from explainer.model.steps import STEPS, Outcome, Scenario
from explainer.page.reading import Part, Reading, outcome
from explainer.reader import history

COMPARED = ("arrests_per_day", "interior_removals", "arrests", "beds", "flights", "orders", "removals_per_year")
YOURS = "Yours"


def show(r: Reading) -> None:
    """Draw the kept scenarios and the present settings: where they differ, and what follows; nothing where none is kept."""
    kept = r.view.kept
    if not kept:
        return
    columns = {f"Scenario {letter}": of for letter, of in kept.items()} | {YOURS: r.s}
    st.header(f"{words.listed([*list(columns)[:-1], YOURS.lower()])}, side by side", anchor="compare")
    table = pd.concat([differing(r, columns), results(columns)], ignore_index=True)
    st.table(table, hide_index=True, border="horizontal", alt="Scenarios side by side")
    with st.container(horizontal=True, gap="small"):
        take(r.facts, "compare", table, "settings and results of kept scenarios, modelled and rounded", [], r.link)
        for letter, of in kept.items():
            key = letter.lower()
            st.button(f"Go to {letter}", key=f"to-{key}", on_click=_to, args=(of,), disabled=of == r.s)
            st.button(f"Remove {letter}", key=f"remove-{key}", on_click=_remove, args=(letter,), type="tertiary")


def keep(letter: str) -> None:
    """Keep the present settings under a letter, as a button's callback; what is kept there is not overwritten."""
    view = history.current()
    held = view.kept.get(letter)
    if held is not None:
        same = held == view.settings
        history.say(
            f"Scenario {letter} holds these settings."
            if same
            else f"Scenario {letter} holds other settings. Remove it first, below the sliders."
        )
    history.go(view.keeping(letter, view.settings))


def _to(of: Scenario) -> None:
    history.go(history.current().at(of))


def _remove(letter: str) -> None:
    history.go(history.current().keeping(letter, None))


def results(columns: dict[str, Scenario]) -> pd.DataFrame:
    """Return the results of scenarios, one row a step, one column a scenario, rounded and in words."""
    titles = {step.name: f"{step.title}, {step.unit}" for step in STEPS}
    found = {name: outcome(of) for name, of in columns.items()}
    return pd.DataFrame([{"": titles[step], **_row(found, step)} for step in COMPARED])


def _row(found: dict[str, Outcome], step: str) -> dict[str, str]:
    return {name: words.rounded(float(getattr(out, step))) for name, out in found.items()}


def differing(r: Reading, columns: dict[str, Scenario]) -> pd.DataFrame:
    """Return the settings in which any two of the scenarios differ, one row a setting."""
    rows = []
    for knob, row in r.facts.knobs.items():
        values = {name: float(getattr(of, knob)) for name, of in columns.items()}
        first = next(iter(values.values()))
        if not all(math.isclose(value, first, rel_tol=1e-9, abs_tol=1e-12) for value in values.values()):
            rows.append({"": row.label} | {name: words.knob_value(row.style, value) for name, value in values.items()})
    return pd.DataFrame(rows, columns=["", *columns])


PART = Part("compare", "Scenarios side by side", show)
