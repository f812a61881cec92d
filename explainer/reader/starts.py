"""Starting points: which one the settings are nearest to."""

from __future__ import annotations

import math

from explainer.model.steps import Scenario
from explainer.records.door import Records


def nearest(facts: Records, s: Scenario) -> tuple[str, list[str]]:
    """Return the starting point that differs from `s` in the fewest knobs, and those knobs."""
    now = vars(s)
    differing = {
        start: [k for k in now if not math.isclose(now[k], values[k], rel_tol=1e-9, abs_tol=1e-12)]
        for start, values in facts.starts.items()
    }
    start = min(differing, key=lambda name: len(differing[name]))
    return start, differing[start]
