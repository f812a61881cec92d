"""How numbers, periods and sources are written. A record is printed as recorded; a modelled number is rounded."""

import calendar
import math
import re
from collections.abc import Sequence
from datetime import date
from decimal import ROUND_CEILING, ROUND_HALF_UP, Context, Decimal
from typing import Any

MONTHS = tuple(calendar.month_name)[1:]
NO_LIMIT = "no limit"
ABOUT, TIMES, LISTED = "about {}", "{} times", (", ", " and ")
SMALLEST = 0.005  # below this a modelled count is written as 0
DIGITS = 3  # of a modelled count
WHOLE = 1 - 1e-9  # from here on a share is 100%: what it lacks is lost in the calculation
NEARLY, MOST = 0.995, 0.999  # from here on a share has one digit, and is at most this while it falls short of one
LITTLE, LEAST = 0.0095, 0.001  # below this a share has one digit, and is at least this while it is above zero
MANY = 9.95  # from here on a ratio is written without decimals
MANY_DIGITS = Context(prec=700)  # of the largest number that a computer holds, and of the smallest
WORD_JOINER = "\u2060"
# Streamlit makes links of bare addresses and pictures of :names:, escaped or not; a word joiner keeps them text.
MAKES_ITSELF_A_LINK = re.compile(
    r"(?<=:)(?=//)|(?<=:)(?=[\w+/-]+(?::|\[))|(?<=\bwww)(?=\.)|(?<=[\w.+-]@)(?=\w)|(?<=\bmailto:)(?=\S)|(?<=\bxmpp:)(?=\S)",
    re.IGNORECASE,
)
STARTS_A_LIST = re.compile(r"^(\s*(?:\d{1,9}(?=[.)](?:\s|$))|(?=[-+](?:\s|$))|(?=---)))")


def count(value: float) -> str:
    """Write a count in full: 1234567.2 -> '1,234,567'; infinity -> 'no limit'."""
    return NO_LIMIT if math.isinf(value) else f"{value:,.0f}"


def from_to(first: str, last: str) -> str:
    """Write two ends, or one where they are the same in print: '1954', '1976 to 1980'."""
    return first if first == last else f"{first} to {last}"


def both_ends(low: float, high: float) -> str:
    """Write a count that may be a range: '1,200 to 1,500'."""
    return from_to(count(low), count(high))


def rounded(value: float) -> str:
    """Write a modelled count with three significant digits: 271484 -> '271,000'; infinity -> 'no limit'.

    From 10 to 99 without decimals: 10.51 -> '11'. Rounded once, to the nearest; half goes away from zero.
    """
    if math.isinf(value):
        return NO_LIMIT
    if abs(value) < SMALLEST:
        return "0"
    exact = _decimal(value)
    size = exact.adjusted()  # 0 for ones, 1 for tens
    nearest = _nearest(exact, 0 if size == 1 else size + 1 - DIGITS)
    places = DIGITS - 1 - nearest.adjusted() if nearest.adjusted() < 1 else 0
    return f"{nearest:,.{places}f}"


def _decimal(value: float) -> Decimal:
    """Return the number as it is written, which is not always quite what is held: 2.675."""
    return Decimal(repr(float(value)))


def _nearest(exact: Decimal, place: int) -> Decimal:
    """Return the nearest multiple of 10 ** place; half goes away from zero."""
    return exact.quantize(Decimal(f"1e{place}"), ROUND_HALF_UP, MANY_DIGITS)


def rounded_up(value: float) -> float:
    """Return a modelled count as the next one with three significant digits, whole at least: 46024.3 -> 46100."""
    exact = _decimal(value)
    return float(exact.quantize(Decimal(f"1e{max(exact.adjusted() + 1 - DIGITS, 0)}"), ROUND_CEILING))


def about(value: float) -> str:
    """Write a modelled count as such: 271484 -> 'about 271,000'."""
    text = rounded(value)
    return text if text in (NO_LIMIT, "0") else ABOUT.format(text)


def percent(share: float) -> str:
    """Write a share: 0.41 -> '41%'; next to 0% and 100% with one digit: 0.004 -> '0.4%', 0.996 -> '99.6%'.

    What is above zero is never written as 0%, and what falls short of one never as 100%: 0.9997 -> '99.9%'.
    """
    if math.isinf(share):
        return NO_LIMIT
    if NEARLY <= share < WHOLE:
        return _in_percent(min(share, MOST), 1)
    return _in_percent(max(share, LEAST), 1) if 0 < share < LITTLE else _in_percent(share, 0)


def _in_percent(share: float, places: int) -> str:
    return f"{_nearest(_decimal(share).scaleb(2), -places):,.{places}f}%"


def signed_percent(share: float) -> str:
    """Write a difference: 0.5 -> '+50%'; -0.014 -> '-1%' with a real minus."""
    text = f"{share:+,.0%}".replace("-", "−")
    return "0%" if text[1:] == "0%" else text


def times(ratio: float) -> str:
    """Write a ratio: 2.44 -> '2.4 times'; 12.3 -> '12 times'."""
    places = 0 if ratio >= MANY else 1
    return TIMES.format(f"{_nearest(_decimal(ratio), -places):,.{places}f}")


def dollars(value: float, digits: int = 2) -> str:
    """Write modelled money with so many significant digits: 7.86e9 -> '$7.9 billion', 1.45e8 -> '$150 million'."""
    exact = _decimal(value)
    if exact < 1:
        return "$0"
    nearest = _nearest(exact, exact.adjusted() - digits + 1)
    power, name = _magnitude(nearest)
    places = max(0, digits - 1 - (nearest.adjusted() - power))
    return f"${nearest.scaleb(-power):,.{places if power else 0}f}{name}"


def exact_dollars(value: float) -> str:
    """Write money as recorded: 29.85e9 -> '$29.85 billion', 18245 -> '$18,245', 178.33 -> '$178.33'."""
    exact = _decimal(value).normalize()
    power, name = _magnitude(exact)
    scaled = exact.scaleb(-power)
    cents = power == 0 and scaled != scaled.to_integral_value()
    return f"${scaled:,.2f}" if cents else f"${scaled:,f}{name}"


def _magnitude(value: Decimal) -> tuple[int, str]:
    """Return the power of ten that money is written in, and its name: 12, ' trillion' to 0, ''."""
    powers = ((12, " trillion"), (9, " billion"), (6, " million"))
    return next((named for named in powers if value.adjusted() >= named[0]), (0, ""))


def knob_value(style: str, value: float) -> str:
    """Write a knob's value in the style of knobs.csv, as its slider does; a share with the digits that it was given.

    A share that was set to 35.5% or 33.33% is written so; a quotient, which has no end, in whole percent.
    """
    if math.isinf(value):
        return NO_LIMIT
    if style == "percent":
        hundredths = _decimal(value) * 100
        given = hundredths == _nearest(hundredths, -2)
        return f"{hundredths.normalize():f}%" if given else percent(value)
    places = {"count": 0, "decimal1": 1, "decimal3": 3}[style]
    return f"{_nearest(Decimal(value), -places):,f}"


def precise(style: str, value: float) -> str:
    """Write a value to six digits, so that a sum can be done again by hand: 0.245841, 42.0802%, 113,431."""
    if math.isinf(value):
        return NO_LIMIT
    if style == "percent":
        return f"{value * 100:.6g}%"
    return f"{value:,.0f}" if abs(value) >= 100_000 else f"{value:,.6g}"


def day(of: date) -> str:
    """Write a day: 'April 4, 2026'."""
    return f"{MONTHS[of.month - 1]} {of.day}, {of.year}"


def loose_date(text: str) -> str:
    """Write a date known to year, month or day: '2026-04' -> 'April 2026', '2026-04-04' -> 'April 4, 2026'."""
    year, *rest = [int(part) for part in text.split("-")]
    if not rest:
        return str(year)
    month = MONTHS[rest[0] - 1]
    return f"{month} {rest[1]}, {year}" if len(rest) == 2 else f"{month} {year}"


def short_date(text: str) -> str:
    """Write a date known to the year or the month for a chart: '2026-04-01' -> 'Apr 2026'."""
    parts = text.split("-")
    return parts[0] if len(parts) == 1 else f"{MONTHS[int(parts[1]) - 1][:3]} {parts[0]}"


def span(start: date, end: date) -> str:
    """Write a period: a day, a whole month, a fiscal year or two days with 'to'."""
    if start == end:
        return day(start)
    if (start.month, start.day, end.month, end.day) == (10, 1, 9, 30) and end.year == start.year + 1:
        return f"fiscal {end.year}"
    month = MONTHS[start.month - 1]
    if (start.year, start.month) == (end.year, end.month):
        if start.day == 1 and end.day == calendar.monthrange(end.year, end.month)[1]:
            return f"{month} {start.year}"
        return f"{month} {start.day} to {end.day}, {end.year}"
    return f"{month} {start.day} to {day(end)}" if start.year == end.year else f"{day(start)} to {day(end)}"


def period(row: Any) -> str:
    """Write the period of a row of counts."""
    return span(row.period_start, row.period_end)


def recorded(row: Any) -> str:
    """Write a row's number as recorded; a rough one, worked out from averages, as 'about'."""
    return about(row.value) if row.rough else count(row.value)


def many(number: int, what: str) -> str:
    """Return a number of things: '1 row', '3 rows'."""
    return f"{count(number)} {what}" if number == 1 else f"{count(number)} {what}s"


def a(what: str) -> str:
    """Write a thing with its article: 'a target', 'an example'."""
    return f"{'an' if what[0] in 'aeio' else 'a'} {what}"


def listed(items: Sequence[str], last: str = LISTED[1]) -> str:
    """Write a list: 'a', 'a and b', 'a, b and c'; a choice with ' or ' before its last."""
    return last.join([LISTED[0].join(items[:-1]), items[-1]]) if len(items) > 1 else "".join(items)


def source_link(row: Any) -> str:
    """Write a source as a short Markdown link that says what it opens: '[ICE release, April 2026 (text copy)](...)'."""
    return f"[{plain(row.label)}]({address(row.url)})"


def official_address(row: Any) -> str:
    """Write the publisher's own address of a copied document, marked as not opened; empty where none is known."""
    if not row.official_url:
        return ""
    host = row.official_url.split("/")[2].removeprefix("www.")
    return f"official address, not opened: [{plain(host)}]({address(row.official_url)})"


HOW = {"text_copy": "; kept by ", "archive": "; kept by ", "not_opened": "; read in "}


def source(row: Any) -> str:
    """Write a source in full as Markdown: link, title, who keeps the copy, official address."""
    kept = f"{HOW[row.opens]}{plain(row.copied_by)}" if row.opens in HOW else ""
    official = official_address(row)
    return f"{source_link(row)}: {plain(row.title)}{kept}{'; ' + official if official else ''}"


def address(url: str) -> str:
    """Return an address as a Markdown link may hold it: nothing in it ends the link or begins another."""
    return "".join(f"%{ord(char):02X}" if char in "()<>[]\\\"'` " else char for char in url)


def plain(text: str) -> str:
    """Return text that Markdown reads as nothing but text: no marks, lists, links, pictures or second lines."""
    text = MAKES_ITSELF_A_LINK.sub(WORD_JOINER, " ".join(text.splitlines()))
    for mark in "\\`*_[]<>$~#|":
        text = text.replace(mark, "\\" + mark)
    return STARTS_A_LIST.sub(r"\1\\", text)


def lower_first(text: str) -> str:
    """Return text that starts in lower case, unless with an abbreviation."""
    return text if text[1:2].isupper() else text[0].lower() + text[1:]


def upper_first(text: str) -> str:
    """Return text that starts in upper case."""
    return text[:1].upper() + text[1:]


def quoted(words: str) -> str:
    """Write spoken or printed words in quotation marks."""
    return f"“{words}”"


# What stands before a number, by the column `bound`.
BOUNDS = {"": ""} | {
    bound: f"{bound.replace('_', ' ')} "
    for bound in ("at_least", "more_than", "at_most", "fewer_than", "about", "nearly")
}


def bounded(bound: str, text: str) -> str:
    """Write a number that its source gives as a bound: 'at least 240'."""
    return f"{BOUNDS[bound]}{text}"
