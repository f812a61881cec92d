"""Rules of goals: ends in order, a yearly number that is the stated one, few quoted words."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

from explainer.model import steps
from explainer.records import labels
from explainer.records.faults import digits
from explainer.records.schema import Table

Tables = Mapping[str, Table]
WORDS_QUOTED = 15
PER_YEAR = {"day": steps.DAYS_PER_YEAR, "year": 1}  # what makes a stated number a yearly one


def _ends(tables: Tables) -> None:
    """Both ends are known or none is, and the lower is not the higher."""
    goals = tables["goals"]
    for row, r in goals.rows():
        for low, high in (("low", "high"), ("annual_low", "annual_high")):
            a, b = getattr(r, low), getattr(r, high)
            if math.isnan(a) != math.isnan(b):
                empty, full = (low, high) if math.isnan(a) else (high, low)
                goals.fault(row, empty, f"is empty, but {full} is {digits(b if math.isnan(a) else a)}; fill in both")
            elif b < a:
                goals.fault(row, high, f"{digits(b)} is below {low}, {digits(a)}")


def _yearly(tables: Tables) -> None:
    """A yearly number follows from the stated one and its period; without a period, or for a denial, there is none."""
    goals = tables["goals"]
    for row, r in goals.rows():
        for stated, yearly in (("low", "annual_low"), ("high", "annual_high")):
            says = _wrong_year(r, getattr(r, stated), getattr(r, yearly), stated)
            if says:
                goals.fault(row, yearly, says)


def _wrong_year(goal: object, stated: float, yearly: float, column: str) -> str | None:
    per, status = getattr(goal, "per", ""), getattr(goal, "status", "")
    if per not in PER_YEAR:
        return None if math.isnan(yearly) else f"should be empty: per is '{per}', so no yearly number follows"
    if math.isnan(stated):
        return None if math.isnan(yearly) else f"should be empty, as {column} is"
    right = stated * PER_YEAR[per]
    if math.isnan(yearly):
        return None if status == "denied" else f"is empty; write {digits(right)}"
    if yearly == right:
        return None
    how = f"{digits(stated)} a day x {steps.DAYS_PER_YEAR}" if per == "day" else f"{digits(stated)} a year"
    return f"{digits(yearly)} is not {how}; write {digits(right)}"


def _few_words(tables: Tables) -> None:
    goals = tables["goals"]
    for row, r in goals.rows():
        if len(r.words.split()) > WORDS_QUOTED:
            goals.fault(row, "words", f"quotes {len(r.words.split())} words; at most {WORDS_QUOTED}")


SCOPES = ("ICE", "DHS", "INS")  # whose events a definition counts


def _scopes(tables: Tables) -> None:
    """A definition names whose events it counts."""
    definitions = tables["definitions"]
    for row, r in definitions.rows():
        unknown = [scope for scope in r.scopes if scope not in SCOPES]
        if unknown or not r.scopes:
            says = f"'{';'.join(unknown)}' is no scope; write one or more of {', '.join(SCOPES)}"
            definitions.fault(row, "scopes", says)


RULES: dict[Callable[[Tables], None], tuple[str, ...]] = {
    _ends: ("goals",),
    _yearly: ("goals",),
    _few_words: ("goals",),
    _scopes: ("definitions",),
    labels.check: ("sources", "hosts"),
}
