"""Rules of goals: ends in order, a yearly number that is the stated one, few quoted words, a date in office."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from explainer.model import steps
from explainer.records import goals
from explainer.records.facts import Records
from explainer.records.faults import DESCRIPTION, cut, digits
from explainer.records.periods import earliest
from explainer.records.rows import Administration, Definition, Goal, GoalKind

Found = Iterator[tuple[Any, str, str]]
WORDS_QUOTED = 15
PER_YEAR = {"day": steps.DAYS_PER_YEAR, "year": 1}  # what makes a stated number a yearly one
SCOPES = ("ICE", "DHS", "INS")  # whose events a definition counts
CAMPAIGN = timedelta(days=550)  # before a term; a candidate's goal is the later president's
FOUNDED = "2003-03"  # the INS ended, and DHS and ICE began


def ends(facts: Records) -> Found:
    """Both ends are known or none is, and the lower is not the higher."""
    for r in facts.rows(Goal):
        for low, high in (("low", "high"), ("annual_low", "annual_high")):
            a, b = getattr(r, low), getattr(r, high)
            if math.isnan(a) != math.isnan(b):
                empty, full = (low, high) if math.isnan(a) else (high, low)
                yield r, empty, f"is empty, but {full} is {digits(b if math.isnan(a) else a)}; fill in both"
            elif b < a:
                yield r, high, f"{digits(b)} is below {low}, {digits(a)}"


def yearly(facts: Records) -> Found:
    """A yearly number follows from the stated one and its period; without a period, or for a denial, there is none."""
    for r in facts.rows(Goal):
        for stated, of_year in (("low", "annual_low"), ("high", "annual_high")):
            says = _wrong_year(r, getattr(r, stated), getattr(r, of_year), stated)
            if says:
                yield r, of_year, says


def _wrong_year(goal: Goal, stated: float, of_year: float, column: str) -> str | None:
    if goal.per not in PER_YEAR:
        return None if math.isnan(of_year) else f"should be empty: per is '{goal.per}', so no yearly number follows"
    if math.isnan(stated):
        return None if math.isnan(of_year) else f"should be empty, as {column} is"
    right = stated * PER_YEAR[goal.per]
    if math.isnan(of_year):
        return None if goal.status == "denied" else f"is empty; write {digits(right)}"
    if of_year == right:
        return None
    how = f"{digits(stated)} a day x {steps.DAYS_PER_YEAR}" if goal.per == "day" else f"{digits(stated)} a year"
    return f"{digits(of_year)} is not {how}; write {digits(right)}"


def few_words(facts: Records) -> Found:
    """A quotation is short."""
    for r in facts.rows(Goal):
        if len(r.words.split()) > WORDS_QUOTED:
            yield r, "words", f"quotes {len(r.words.split())} words; at most {WORDS_QUOTED}"


def in_office(facts: Records) -> Found:
    """A goal is of a president in office, or about to be; and of an agency that there was."""
    terms = {term.administration: term for term in facts.rows(Administration)}
    for r in facts.rows(Goal):
        day = earliest(r.date)
        for term in [terms[name] for name in r.administration] if day else []:
            if not str(term.start - CAMPAIGN)[: len(r.date)] <= r.date <= str(term.end or date.max)[: len(r.date)]:
                says = (
                    f"'{r.date}' is not within the term of {term.administration}, {term.start} to {term.end or 'now'}"
                )
                yield r, "date", f"{says}, or shortly before it; mend the date or the administration"
        if r.scope in SCOPES and (r.scope == "INS") != (r.date < FOUNDED):
            yield r, "scope", f"'{r.scope}' was not there in {r.date}: ICE and DHS followed the INS in {FOUNDED}"


def kinds(facts: Records) -> Found:
    """A measure is of one kind, and a kind has the measures that goal_kinds.csv names."""
    measures = {kind.kind: kind.measures for kind in facts.rows(GoalKind)}
    for r in facts.rows(Goal):
        if r.measure not in measures[r.kind]:
            right = next((kind for kind, of in measures.items() if r.measure in of), "")
            yield (
                r,
                "kind",
                f"'{r.kind}' has no goals in {r.measure}; mend one of the two{f', or write {right}' if right else ''}",
            )


def scopes(facts: Records) -> Found:
    """A definition names whose events it counts."""
    for r in facts.rows(Definition):
        unknown = [scope for scope in r.scopes if scope not in SCOPES]
        if unknown or not r.scopes:
            yield r, "scopes", f"'{';'.join(unknown)}' is no scope; write one or more of {', '.join(SCOPES)}"


def opens_with(facts: Records) -> Found:
    """The page opens with a goal that can be tested, and with a count that may stand beside it."""
    about = facts.about
    goal = {r.goal: r for r in goals.testable(facts)}.get(about["default_goal"])
    definition = facts.definition_rows.get(about["default_definition"])
    if goal is None:
        yield (
            DESCRIPTION,
            "default_goal",
            f"'{cut(about['default_goal'])}' is not a goal of goals.csv that can be tested; name one",
        )
    if definition is None:
        says = f"'{cut(about['default_definition'])}' is not a definition of definitions.csv; name one"
        yield DESCRIPTION, "default_definition", says
    if about["default_start"] not in facts.start_rows:
        yield DESCRIPTION, "default_start", f"'{cut(about['default_start'])}' is not a start of starts.csv; name one"
    if goal and definition and goal.scope not in definition.scopes:
        says = f"'{goal.scope}', and the count beside it is of {' and '.join(definition.scopes)}"
        yield goal, "scope", f"{says}: the page would open with a goal and no count for it; mend one, or default_goal"
    if goal and goal.kind != "removals":
        yield goal, "kind", f"'{goal.kind}': the page opens with a goal in removals; mend it, or default_goal"
    own = about["own_goal"]
    numbers = [
        n for n in (*own.values(), about["benchmark_goal"]) if not isinstance(n, int | float) or not 0 < n < math.inf
    ]
    if numbers or max(own.values()) > own["highest"] or about["benchmark_goal"] > own["highest"]:
        says = "own_goal and benchmark_goal should be numbers above 0, none above highest of own_goal"
        yield DESCRIPTION, "own_goal", says


RULES = (ends, yearly, few_words, in_office, kinds, scopes, opens_with)
