"""Scenarios side by side: the settings in which they differ, and what follows from each."""

import math
from collections.abc import Mapping

import pandas as pd

from explainer import words
from explainer.model import steps
from explainer.model.steps import STEPS, Scenario
from explainer.records.door import Records

COMPARED = ("removals_per_year", "arrests_per_day", "interior_removals", "arrests", "beds", "flights", "orders")
YOURS = "Yours"


def columns(kept: Mapping[str, Scenario], yours: Scenario) -> dict[str, Scenario]:
    """Return kept scenarios and the present settings by what they are called."""
    return {f"Scenario {letter}": of for letter, of in kept.items()} | {YOURS: yours}


def table(facts: Records, of: Mapping[str, Scenario]) -> pd.DataFrame:
    """Return what follows and what differs, one row a step or setting, one column a scenario."""
    return pd.concat([results(of), differing(facts, of)], ignore_index=True)


def results(of: Mapping[str, Scenario]) -> pd.DataFrame:
    """Return the results of scenarios, one row a step, one column a scenario, rounded and in words."""
    titles = {s.name: s.title if s.title.lower() == s.unit else f"{s.title}, {s.unit}" for s in STEPS}
    found = {name: steps.run(s) for name, s in of.items()}
    return pd.DataFrame(
        [
            {"": titles[step]} | {name: words.rounded(float(getattr(out, step))) for name, out in found.items()}
            for step in COMPARED
        ]
    )


def differing(facts: Records, of: Mapping[str, Scenario]) -> pd.DataFrame:
    """Return the settings in which any two of the scenarios differ, one row a setting."""
    rows = []
    for knob, row in facts.knobs.items():
        values = {name: float(getattr(s, knob)) for name, s in of.items()}
        first = next(iter(values.values()))
        if not all(math.isclose(value, first, rel_tol=1e-9, abs_tol=1e-12) for value in values.values()):
            rows.append({"": row.label} | {name: words.knob_value(row.style, value) for name, value in values.items()})
    return pd.DataFrame(rows, columns=["", *of])
