"""Rules of what stands beside a number: bounds kept, breaks that are rows, rows not overtaken."""

import math
import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from typing import Any

from explainer.records.facts import Records
from explainer.records.periods import fiscal_year, reference
from explainer.records.rows import TABLES, Benchmark, Break, CountingRule, Figure, Pace
from explainer.records.rule import Found, InRow, each, having, rule
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


@each(*having("bound"))
def bounds(r: Any, _: Records) -> InRow:
    """Words that give a row's own number as a bound have it in `bound`."""
    cells = r._asdict()
    own = {cells[column] for column in ("value", "per_day", "low") if column in cells}
    for column, text in cells.items() if not r.bound else ():
        if not isinstance(text, str) or " " not in text:
            continue
        for value in own:
            if said := bound_said(text, value):
                yield "bound", f"is empty, but {column} gives {value:,.12g} as a bound; write {said}"
        if LIMIT.search(text):
            yield "bound", f"is empty, but {column} calls the value a limit; write which"
    if isinstance(r, Benchmark) and not r.bound and AT_LEAST.search(f"{r.quantity} {r.assumption}"):
        yield "bound", "is empty, but its words give the value as a bound; write which"


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
    rf"\b(?:from|since|until|series on)\s+(?:(?P<month>{'|'.join(MONTHS)})\s+(?:(?P<day>\d{{1,2}}),\s+)?(?P<year>[12]\d{{3}})"
    r"|fiscal (?:year )?(?P<fiscal>[12]\d{3}))(?!\s*(?:to|and|,? through)\s)",
    re.IGNORECASE,
)
TELLS_OF_COUNTING = re.compile(
    r"\bcount(?:s|ed)? by|\b(?:is|are) (?:in|included|counted|left out|taken in|closed)\b|\balso counts?\b|\bcount(?:s|ed) people\b"
    r"|\bBreak in the series\b|\bcount in the next\b|\bleft out\b|\bdefinition\b|\bchanges:",
    re.IGNORECASE,
)


# Tables that tell how removals and arrests were counted, and those that compare the counts.
TELL_OF_BREAKS = ("figures", "series", "claims", "counting_rules", "definitions", "backtest")
COMPARE = (
    *TELL_OF_BREAKS,
    "goals",
    "evidence",
    "starts",
    "start_values",
    "remarks",
    "side_by_side",
    "glossary",
    "breaks",
)


@rule
def breaks_named(facts: Records) -> Found:
    """A break that a sentence or a counting rule names is a row of breaks.csv."""
    series = {r.series for r in facts.rows(Break)}
    starts = {r.start for r in facts.rows(Break)}
    starts |= {start.replace(day=1) for start in starts}  # a text may name the month alone
    for row, column, text in facts.texts(TELL_OF_BREAKS):
        for day, words in breaks_told(text) if getattr(row, "series", "ice_removals") in series else ():
            if day not in starts:
                yield row, column, f"names a break in counting, '{words}'; add it to breaks.csv with start {day}"
    for r in facts.rows(CountingRule):
        before = [other for other in facts.rows(CountingRule) if other.series == r.series and other.start < r.start]
        if before and r.start not in starts:
            yield r, "start", f"a rule begins on {r.start}; add the break to breaks.csv"


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
                with suppress(ValueError):  # a day that no month has
                    yield date(int(found["year"]), month, int(found["day"] or 1)), found[0]


BROADER = re.compile(r"\b(?:broader|wider|narrower)\b(?! immigration arrest)[^.;]*", re.IGNORECASE)


@rule
def broader_than_what(facts: Records) -> Found:
    """A count that is called broader or narrower is so than another, which the same sentence names."""
    for row, column, text in facts.texts(COMPARE):
        for found in BROADER.finditer(text):
            if not re.search(r"\bthan\b", found[0]):
                yield row, column, f"says '{found[0][:40]}'; say than what, or name the count by its years"


# Words of a sentence that a newer row would overtake.
OVERTAKEN = re.compile(
    r"\bnewest\b|(?<!“)\blatest\b|\bno official\b|\bbook-ins\b|\bfor part of fiscal\b", re.IGNORECASE
)


@each(*having("rests_on"))
def sentences_name_their_rows(r: Any, facts: Records) -> InRow:
    """A sentence that a newer row would overtake names the row it rests on; and none is newer, longer or better."""
    for column in facts.sentences[TABLES[type(r)]] if not r.rests_on else ():
        if said := OVERTAKEN.search(getattr(r, column)):
            speaks = f"is empty, but {column} speaks of '{said[0]}'"
            yield "rests_on", f"{speaks}; name the row: series@start..end#source_id"
    for name in r.rests_on:
        if newer := _overtaken(facts, name):
            yield "rests_on", newer


def _overtaken(facts: Records, name: str) -> str | None:
    """Return what a row that a sentence rests on is overtaken by, or None. Of the same series, and of a better count."""
    rows: list[Figure | Pace] = [*facts.rows(Figure), *facts.rows(Pace)]
    own = next((r for r in rows if name.startswith(r.series) and name == reference(r)), None)
    if own is None:
        return f"'{name}' is no row of figures.csv or pace.csv"
    for r in rows:
        if r.series != own.series or r.period_end <= own.period_end or getattr(r, "confidence", "") == "low":
            continue
        next_year = r.period_type == own.period_type == "fiscal_year"
        if (r.period_start == own.period_start or next_year) and not (_waits(r) and not _waits(own)):
            newer = reference(r)
            return f"a newer row than {name} is {newer}; write the sentence anew from it, and name it"
    if facts.series[own.series].line == "book_ins":
        for r in rows:
            if facts.series[r.series].line == "arrests" and (r.period_start, r.period_end) == (
                own.period_start,
                own.period_end,
            ):
                return f"{r.series} has the arrests of these days; set arrests beside arrests, and name that row"
    return None


def _waits(row: Figure | Pace) -> bool:
    """Return whether a row is not shown, or not yet: until somebody has compared it, what is shown stands."""
    return getattr(row, "shown_by_default", "yes") == "no"
