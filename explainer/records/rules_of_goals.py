"""Rules of goals: ends in order, a yearly number that is the stated one, few quoted words, a date in office."""

import math
import re
from datetime import date, timedelta

from explainer.model import steps
from explainer.records import goals
from explainer.records.facts import Records
from explainer.records.faults import DESCRIPTION, cut, digits
from explainer.records.periods import earliest, fiscal_year, fiscal_year_of
from explainer.records.rows import Administration, Definition, Goal, GoalKind
from explainer.records.rule import Found, InRow, each, rule

WORDS_QUOTED = 15
PER_YEAR = {"day": steps.DAYS_PER_YEAR, "year": 1}  # what makes a stated number a yearly one
SCOPES = ("ICE", "DHS", "INS")  # whose events a definition counts
CAMPAIGN = timedelta(days=550)  # before a term; a candidate's goal is the later president's
FOUNDED = "2003-03"  # the INS ended, and DHS and ICE began


@each(Goal)
def numbers(r: Goal, _: Records) -> InRow:
    """Both ends are known or none is, and the lower is not the higher; the yearly ones follow from the stated ones."""
    for low, high in (("low", "high"), ("annual_low", "annual_high")):
        a, b = getattr(r, low), getattr(r, high)
        if math.isnan(a) != math.isnan(b):
            empty, full = (low, high) if math.isnan(a) else (high, low)
            yield empty, f"is empty, but {full} is {digits(b if math.isnan(a) else a)}; fill in both"
        elif b < a:
            yield high, f"{digits(b)} is below {low}, {digits(a)}"
    for column in ("low", "high"):
        if says := _wrong_year(r, getattr(r, column), getattr(r, f"annual_{column}"), column):
            yield f"annual_{column}", says


def _wrong_year(goal: Goal, stated: float, of_year: float, column: str) -> str | None:
    """Return what is wrong with a yearly number; without a period, or for a denial, there is none."""
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


@each(Goal)
def kinds(r: Goal, facts: Records) -> InRow:
    """A kind has the measures that goal_kinds.csv names; on a chart is what was to be reached or expected."""
    measures = {kind.kind: kind.measures for kind in facts.rows(GoalKind)}
    if r.measure not in measures[r.kind]:
        right = next((f", or write {kind}" for kind, of in measures.items() if r.measure in of), "")
        yield "kind", f"'{r.kind}' has no goals in {r.measure}; mend one of the two{right}"
    if r.nature in ("capacity", "example") and r.on_chart == "yes":
        yield "on_chart", f"a goal of nature {r.nature} stands in the table alone; write no"
    if len(r.words.split()) > WORDS_QUOTED:
        yield "words", f"quotes {len(r.words.split())} words; at most {WORDS_QUOTED}"


@each(Goal)
def in_office(r: Goal, facts: Records) -> InRow:
    """A goal is of a president in office, or about to be; and of an agency that there was."""
    terms = {term.administration: term for term in facts.rows(Administration)}
    for term in [terms[name] for name in r.administration] if earliest(r.date) else []:
        if not str(term.start - CAMPAIGN)[: len(r.date)] <= r.date <= str(term.end or date.max)[: len(r.date)]:
            says = f"'{r.date}' is not within the term of {term.administration}, {term.start} to {term.end or 'now'}"
            yield "date", f"{says}, or shortly before it; mend the date or the administration"
    if r.scope in SCOPES and (r.scope == "INS") != (r.date < FOUNDED):
        yield "scope", f"'{r.scope}' was not there in {r.date}: ICE and DHS followed the INS in {FOUNDED}"


@each(Goal)
def periods(r: Goal, _: Records) -> InRow:
    """A goal has the period that its label names, whole, and a count beside it or the reason why there is none."""
    held: set[int] = set()
    if r.for_start is None or r.for_end is None:
        if r.for_start != r.for_end:
            empty = "for_end" if r.for_end is None else "for_start"
            yield empty, "is empty; fill in both ends of the period or none"
    else:
        held = set(range(fiscal_year_of(r.for_start), fiscal_year_of(r.for_end) + 1))
        if r.for_end < r.for_start:
            yield "for_end", f"'{r.for_end}' is before for_start, {r.for_start}"
    named = {int(year) for year in re.findall(r"\bfiscal ([12]\d{3})\b", r.label)}
    if "budget document" not in r.label and named - held:
        year = min(named - held)
        start, end = fiscal_year(year)
        yield "for_start", f"its label is for fiscal {year}; write {start} and {end}"
    if bool(r.beside) == bool(r.none_beside):
        says = "is empty; name the series whose count stands beside it in beside, or say why none does"
        yield "none_beside", says if not r.beside else "should be empty: beside names a series"


@each(Definition)
def scopes(r: Definition, _: Records) -> InRow:
    """A definition names whose events it counts."""
    unknown = [scope for scope in r.scopes if scope not in SCOPES]
    if unknown or not r.scopes:
        yield "scopes", f"'{';'.join(unknown)}' is no scope; write one or more of {', '.join(SCOPES)}"


@rule
def opens_with(facts: Records) -> Found:
    """The page opens with a goal that can be tested, and with a count that may stand beside it."""
    about = facts.about
    goal = {r.goal: r for r in goals.testable(facts)}.get(about["default_goal"])
    definition = facts.definition_rows.get(about["default_definition"])
    named = {
        "default_goal": (about["default_goal"], goal, "goal of goals.csv that can be tested"),
        "default_definition": (about["default_definition"], definition, "definition of definitions.csv"),
        "default_start": (about["default_start"], facts.start_rows.get(about["default_start"]), "start of starts.csv"),
    }
    for key, (name, row, what) in named.items():
        if row is None:
            yield DESCRIPTION, key, f"'{cut(name)}' is not a {what}; name one"
    if goal and definition and goal.scope not in definition.scopes:
        says = f"'{goal.scope}', and the count beside it is of {' and '.join(definition.scopes)}"
        yield goal, "scope", f"{says}: the page would open with a goal and no count for it; mend one, or default_goal"
    if goal and goal.kind != "removals":
        yield goal, "kind", f"'{goal.kind}': the page opens with a goal in removals; mend it, or default_goal"
    own = about["own_goal"]
    amounts = (*own.values(), about["benchmark_goal"])
    if not all(0 < amount <= own["highest"] < math.inf for amount in amounts):
        says = "own_goal and benchmark_goal should be numbers above 0, none above highest of own_goal"
        yield DESCRIPTION, "own_goal", says
