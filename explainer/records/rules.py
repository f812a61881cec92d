"""Rules of the subject that a schema cannot say: whole fiscal years, sums that must agree, sliders with a basis.

Each rule stands in a file by its subject; here they are held against the tables that could be read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from explainer.records import (
    rules_of_counts,
    rules_of_goals,
    rules_of_periods,
    rules_of_sliders,
    rules_of_trial,
    rules_of_view,
)
from explainer.records.periods import fiscal_year, fiscal_year_of
from explainer.records.rules_of_counts import ROUNDING_EVENTS
from explainer.records.rules_of_goals import WORDS_QUOTED
from explainer.records.rules_of_sliders import ALIKE
from explainer.records.schema import Table

__all__ = ["ALIKE", "ROUNDING_EVENTS", "WORDS_QUOTED", "check", "fiscal_year", "fiscal_year_of"]
Rule = Callable[[Mapping[str, Table]], None]
# Each rule with the tables that it cannot do without.
RULES: dict[Rule, tuple[str, ...]] = {
    **rules_of_periods.RULES,
    **rules_of_counts.RULES,
    **rules_of_sliders.RULES,
    **rules_of_trial.RULES,
    **rules_of_goals.RULES,
    **rules_of_view.RULES,
}


def check(tables: Mapping[str, Table], created: date | None) -> None:
    """Note every breach of a rule in the table that has to be mended; `created` is the day of the data, if known.

    A table that could not be read is left out; one that breaks a rule is still held against the others.
    """
    usable = {name: table for name, table in tables.items() if not table.faults}
    for rule, needs in RULES.items():
        if all(name in usable for name in needs):
            rule(usable)
    if created is not None:
        rules_of_periods.not_after(usable, created)
