"""The one list of rules of the subject: whole fiscal years, sums that agree, sliders with a basis, names that exist.

A rule is a generator of what is wrong, in a file by its subject. The tests, the shell and the start of a server run
this list. What a question asks about may be right all the same: then accepted.csv has that value, and says why.
"""

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from explainer.records import (  # noqa: F401 each adds its rules to the list
    rules_of_cost,
    rules_of_counts,
    rules_of_goals,
    rules_of_periods,
    rules_of_sliders,
    rules_of_sources,
    rules_of_texts,
    rules_of_trial,
    rules_of_view,
    rules_of_words,
)
from explainer.records.facts import Records
from explainer.records.faults import Fault
from explainer.records.formulas import FormulaError
from explainer.records.periods import reference
from explainer.records.rows import TABLES, Accepted, Figure, Pace
from explainer.records.rule import RULES


def check(facts: Records) -> Iterator[Fault]:
    """Yield every breach of a rule, and every question that accepted.csv does not answer."""
    accepted = {(a.table, a.row, a.column, a.value): a for a in facts.rows(Accepted)}
    asked = set()
    for rule in RULES:
        with suppress(FormulaError):
            for row, column, says, *value in rule(facts):
                key = (TABLES[type(row)], name_of(row), column, *value) if value else None
                if key not in accepted:
                    yield facts.fault(
                        row, column, f"{says}; mend it, or say in accepted.csv why it is right" if key else says
                    )
                asked.add(key)
    for key, row in accepted.items():
        if key not in asked:
            yield facts.fault(row, "row", "nothing asks about this cell and value; mend it, or take the row out")


def name_of(row: Any) -> str:
    """Return by what name accepted.csv knows a row: that of a figure, or the first column of another table."""
    return reference(row) if isinstance(row, Figure | Pace) else str(row[0])
