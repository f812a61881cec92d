"""Rules of what stands beside a number: bounds kept, breaks that are rows, rows not overtaken."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from explainer.records.facts import Records
from explainer.records.periods import Named, fiscal_year, named, reference
from explainer.records.rows import Benchmark, Break, Claim, CountingRule, Evidence, Figure, Goal, Pace, Remark, Start
from explainer.records.rule import Found, InRow, each, rule
from explainer.words import MONTHS

# Words that make a number a bound.
SAYS_BOUND = {
    "at_least": r"at least|a minimum of|bare minimum of|not less than",
    "more_than": r"more than|over|above",
    "at_most": r"at most|up to|no more than|not more than",
    "fewer_than": r"fewer than|less than|under|below",
    "nearly": r"nearly|almost",
}
LIMIT = re.compile(r"\b(?:upper|lower) (?:limit|bound)\b", re.IGNORECASE)
AT_LEAST = re.compile(r"\bat (?:least|most)\b", re.IGNORECASE)
IN_BETWEEN = r"(?:\W+(?:about|roughly|some|a total of))?\W+"  # between such a word and its number
A_NUMBER = r"(?<![\d,.]){number}(?![\d]|,\d|\.\d)"


@each(Benchmark, Figure, Evidence, Pace, Goal)
def bounds(r: Any, _: Records) -> InRow:
    """Words that give a row's own number as a bound have it in `bound`."""
    match r:
        case Goal():
            values, columns = {r.low}, ["label", "words"]
        case Benchmark():
            values, columns = {r.value}, ["assumption"]
        case _:
            values, columns = {r.value, getattr(r, "per_day", r.value)}, ["note"]
    for column in () if r.bound else columns:
        for value in values:
            if said := bound_said(getattr(r, column), value):
                yield "bound", f"is empty, but {column} gives {value:,.12g} as a bound; write {said}"
    if isinstance(r, Benchmark) and not r.bound and AT_LEAST.search(f"{r.quantity} {r.assumption}"):
        yield "bound", "is empty, but its words give the value as a bound; write which"
    if not isinstance(r, Benchmark | Goal) and not r.bound and LIMIT.search(r.note):
        yield "bound", "is empty, but note calls the value a limit; write which"


def bound_said(text: str, value: float) -> str:
    """Return which bound a text puts on a value: 'at_least' for 'at least 240'; empty for none."""
    if math.isnan(value):
        return ""
    written = {f"{value:,.12g}", f"{value:.12g}"}
    if not any(number in text for number in written):  # most notes name another number: no search is made
        return ""
    number = A_NUMBER.format(number=f"(?:{'|'.join(map(re.escape, sorted(written)))})")
    for bound, saying in SAYS_BOUND.items():
        if re.search(rf"\b(?:{saying}){IN_BETWEEN}{number}", text, re.IGNORECASE):
            return bound
    return ""


@each(Break)
def sizes_of_breaks(r: Break, facts: Records) -> InRow:
    """A break's size is known or said not to be; a year known by both counts has both, and they are figures."""
    both = [math.isnan(value) for value in (r.before_low, r.before_high, r.after)]
    if r.known_year is None and not all(both):
        yield "known_year", "is empty; name the fiscal year that before and after are of"
    if r.known_year is None:
        return
    if any(both):
        yield "after", f"fiscal {r.known_year} is known by both counts; fill in before_low, before_high and after"
        return
    of = f"figure of {r.series} for fiscal {r.known_year}"
    ends = (r.series, "fiscal_year", fiscal_year(r.known_year)[1])
    known = {f.value for f in facts.rows(Figure) if (f.series, f.period_type, f.period_end) == ends}
    if r.after not in known:
        yield "after", f"{r.after:.12g} is no {of}"
    if r.ours == "no" and r.before_low not in known:
        yield "before_low", f"{r.before_low:.12g} is no {of}"
    if r.ours == "yes" and not any(r.before_low <= value <= r.before_high for value in known):
        yield "before_low", f"no {of} lies between before_low and before_high"


# A date from which a series is counted by another rule, as a sentence names it.
FROM_WHEN = re.compile(
    rf"\b(?:from|since|until|series on)\s+(?:(?P<month>{'|'.join(MONTHS)})\s+(?:(?P<day>\d{{1,2}}),\s+)?(?P<year>\d{{4}})"
    r"|fiscal (?:year )?(?P<fiscal>\d{4}))(?!\s*(?:to|and|,? through)\s)",
    re.IGNORECASE,
)
TELLS_OF_COUNTING = re.compile(
    r"\bcount(?:s|ed)? by|\b(?:is|are) (?:in|included|counted|left out|taken in|closed)\b|\balso counts?\b|\bcount(?:s|ed) people\b"
    r"|\bBreak in the series\b|\bcount in the next\b|\bleft out\b|\bdefinition\b|\bchanges:",
    re.IGNORECASE,
)


@rule
def breaks_named(facts: Records) -> Found:
    """A break that a note, a claim, a trap or a counting rule names is a row of breaks.csv."""
    starts = {r.start for r in facts.rows(Break)}
    starts |= {r.start.replace(day=1) for r in facts.rows(Break)}  # a text may name the month alone
    places = [(r, column) for table, columns in BREAKS_TOLD_IN.items() for r in facts.rows(table) for column in columns]
    for row, column in places:
        if getattr(row, "series", "ice_removals") not in {r.series for r in facts.rows(Break)}:
            continue
        for day, words in breaks_told(getattr(row, column)):
            if day not in starts:
                yield row, column, f"names a break in counting, '{words}'; add it to breaks.csv with start {day}"
    for r in facts.rows(CountingRule):
        before = [other for other in facts.rows(CountingRule) if other.series == r.series and other.start < r.start]
        if before and r.start not in starts:
            yield r, "start", f"a rule begins on {r.start}; add the break to breaks.csv"


BREAKS_TOLD_IN: dict[str, tuple[str, ...]] = {
    "figures": ("note",),
    "series": ("definition", "trap"),
    "claims": ("evidence", "note"),
    "counting_rules": ("sentence",),
    "definitions": ("sentence",),
    "backtest": ("note",),
}


def breaks_told(text: str) -> Iterator[tuple[date, str]]:
    """Yield the day and the words of each date from which, by a text, ICE counts removals otherwise."""
    for sentence in re.split(r"(?<=[.;])\s", text):
        if not TELLS_OF_COUNTING.search(sentence):
            continue
        for found in FROM_WHEN.finditer(sentence):
            if found["fiscal"]:
                yield fiscal_year(int(found["fiscal"]))[0], found[0]
            else:
                month = [m.lower() for m in MONTHS].index(found["month"].lower()) + 1
                yield date(int(found["year"]), month, int(found["day"] or 1)), found[0]


BROADER = re.compile(r"\b(?:broader|wider|narrower)\b(?! immigration arrest)[^.;]*", re.IGNORECASE)
COMPARED_IN: dict[str, tuple[str, ...]] = {
    **BREAKS_TOLD_IN,
    "goals": ("label", "note"),
    "evidence": ("label", "note"),
    "starts": ("sentence", "note"),
    "start_values": ("basis",),
    "remarks": ("text",),
    "side_by_side": ("label",),
    "glossary": ("term", "definition"),
    "breaks": ("sentence", "size"),
}


@rule
def broader_than_what(facts: Records) -> Found:
    """A count that is called broader or narrower is so than another, which the same sentence names."""
    places = ((r, column) for table, columns in COMPARED_IN.items() for r in facts.rows(table) for column in columns)
    for row, column in places:
        for found in BROADER.finditer(getattr(row, column)):
            if not re.search(r"\bthan\b", found[0]):
                yield row, column, f"says '{found[0][:40]}'; say than what, or name the count by its years"


# Words of a sentence that a newer row would overtake.
OVERTAKEN = re.compile(
    r"\bnewest\b|(?<!“)\blatest\b|\bno official\b|\bbook-ins\b|\bfor part of fiscal\b", re.IGNORECASE
)


@rule
def sentences_name_their_rows(facts: Records) -> Found:
    """A sentence that a newer row would overtake names the row it rests on."""
    places: list[tuple[Remark | Goal | Claim | Start, str, str]] = [
        *((r, "text", r.text) for r in facts.rows(Remark)),
        *((r, "note", r.note) for r in facts.rows(Goal)),
        *((r, "evidence", f"{r.evidence} {r.note}") for r in facts.rows(Claim)),
        *((r, "sentence", f"{r.sentence} {r.note}") for r in facts.rows(Start)),
    ]
    for row, column, text in places:
        said = OVERTAKEN.search(text)
        if said and not row.rests_on:
            yield (
                row,
                "rests_on",
                f"is empty, but {column} speaks of '{said[0]}'; name the row: series@start..end#source_id",
            )


@rule
def rows_not_overtaken(facts: Records) -> Found:
    """The rows that a sentence rests on are there, and none of the same series is newer, longer or of a better count."""
    counted: dict[str, list[Figure | Pace]] = {}
    rows: list[Figure | Pace] = [*facts.rows(Figure), *facts.rows(Pace)]
    for f in rows:
        counted.setdefault(f.series, []).append(f)
    resting: list[Remark | Goal | Claim | Start] = [
        *facts.rows(Remark),
        *facts.rows(Goal),
        *facts.rows(Claim),
        *facts.rows(Start),
    ]
    for row in resting:
        for name in row.rests_on:
            yield from ((row, "rests_on", says) for says in _overtaken(facts, name, counted))


def _overtaken(facts: Records, name: str, counted: dict[str, list[Figure | Pace]]) -> Iterator[str]:
    of = named(name)
    own = [f for f in counted.get(of.series, []) if _named_by(f, of)] if of is not None else []
    if of is None or not own:
        yield f"'{name}' is no row of figures.csv or pace.csv"
        return
    for f in counted[of.series]:
        if getattr(f, "confidence", "") == "low" or f.period_end <= of.end or (_waits(f) and not _waits(own[0])):
            continue
        longer = f.period_start == of.start
        next_year = f.period_type == own[0].period_type == "fiscal_year"
        if longer or next_year:
            newer = reference(f.series, f.period_start, f.period_end, f.source_id)
            yield f"a newer row than {name} is {newer}; write the sentence anew from it, and name it"
            return
    if facts.series[of.series].line == "book_ins":
        arrests = [s.series for s in facts.series.values() if s.line == "arrests"]
        for f in (f for series in arrests for f in counted.get(series, [])):
            if (f.period_start, f.period_end) == (of.start, of.end):
                yield f"{f.series} has the arrests of these days; set arrests beside arrests, and name that row"
                return


def _waits(row: Figure | Pace) -> bool:
    """Return whether a row is not shown, or not yet: until somebody has compared it, what is shown stands."""
    return getattr(row, "shown_by_default", "yes") == "no"


def _named_by(row: Figure | Pace, of: Named) -> bool:
    return (row.period_start, row.period_end, row.source_id) == (of.start, of.end, of.source_id)
