"""Rule of sentences: a number that stands in a cell is named there, and not typed again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from explainer.records import texts
from explainer.records.facts import Records
from explainer.records.rows import Figure, Pace

LIKE_NO_OTHER = 4  # digits, zeros at the ends left out: a number with as many is no other number by chance


def typed_again(facts: Records) -> Iterator[tuple[Any, str, str, str]]:
    """A sentence names the cells of its own row and of the counts."""
    named: dict[float, str] = {}
    for name, value in texts.values(facts.rows(Figure), facts.rows(Pace)).items():
        named[value] = min(named.get(value, name), name, key=len)
    for place, row in ((facts.places[id(row)], row) for table in facts.sentences for row in facts.rows(table)):
        own = {getattr(row, name): name for name in reversed(row._fields) if isinstance(getattr(row, name), float)}
        for column in facts.sentences[place.table]:
            for typed, value in texts.typed_numbers(getattr(place.as_written, column)):
                alike = named.get(value) if len(re.sub("[,.]", "", typed).strip("0")) >= LIKE_NO_OTHER else None
                name = own.get(value, alike or "")
                if name:
                    yield row, column, typed, f"{typed} is typed again; write {{{name}}}"


QUESTIONS = (typed_again,)
