"""The one list of rules of the subject: whole fiscal years, sums that agree, sliders with a basis, names that exist.

A rule is a generator of what is wrong, in a file by its subject. The tests, the shell and the start of a server run
this list. What a question asks about may be right all the same: then accepted.csv has that value, and says why.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from explainer.records import (
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
from explainer.records.periods import fiscal_year, fiscal_year_of, reference
from explainer.records.rows import ALIKE, TABLES, Accepted
from explainer.records.rules_of_counts import ROUNDING_EVENTS
from explainer.records.rules_of_goals import WORDS_QUOTED

__all__ = ["ALIKE", "ROUNDING_EVENTS", "WORDS_QUOTED", "check", "fiscal_year", "fiscal_year_of"]
# What a rule yields: a row (or the class of a table's rows, or "datapackage"), a column, what is wrong and what is right.
Found = tuple[Any, str, str]
Rule = Callable[[Records], Iterator[Found]]
# A question yields a row, a column, what stands there, and what is asked.
Question = Callable[[Records], Iterator[tuple[Any, str, str, str]]]
RULES: tuple[Rule, ...] = (
    *rules_of_periods.RULES,
    *rules_of_counts.RULES,
    *rules_of_sliders.RULES,
    *rules_of_trial.RULES,
    *rules_of_goals.RULES,
    *rules_of_sources.RULES,
    *rules_of_view.RULES,
    *rules_of_words.RULES,
    *rules_of_cost.RULES,
)
QUESTIONS: tuple[Question, ...] = (
    *rules_of_counts.QUESTIONS,
    *rules_of_sources.QUESTIONS,
    *rules_of_texts.QUESTIONS,
)


def check(facts: Records) -> Iterator[Fault]:
    """Yield every breach of a rule, and every question that accepted.csv does not answer."""
    for rule in RULES:
        for row, column, says in rule(facts):
            yield _fault(facts, row, column, says)
    accepted = {(a.table, a.row, a.column, a.value): a for a in facts.rows(Accepted)}
    asked = set()
    for question in QUESTIONS:
        for row, column, value, says in question(facts):
            key = (TABLES[type(row)], name_of(row), column, value)
            if key not in accepted:
                yield _fault(facts, row, column, f"{says}; mend it, or say in accepted.csv why it is right")
            asked.add(key)
    for key, row in accepted.items():
        if key not in asked:
            yield _fault(facts, row, "row", "nothing asks about this cell and value; mend it, or take the row out")


def _fault(facts: Records, row: Any, column: str, says: str) -> Fault:
    if isinstance(row, str | type):
        return Fault(row if isinstance(row, str) else TABLES[row], None, column, says)
    place = facts.places[id(row)]
    return Fault(place.table, place.line, column, says)


def name_of(row: Any) -> str:
    """Return by what name accepted.csv knows a row: that of a figure, or the first column of another table."""
    if hasattr(row, "period_end") and hasattr(row, "series"):
        return reference(row.series, row.period_start, row.period_end, row.source_id)
    return str(row[0])
