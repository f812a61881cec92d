"""What a reader types as an exact value: a number as it is written in America, or a share with a comma for its decimals."""

import re

from explainer import words
from explainer.reader import links
from explainer.records.rows import Knob

THOUSANDS = re.compile(r"[1-9]\d{0,2}(,\d{3})+(\.\d*)?", re.ASCII)
DECIMALS = re.compile(r"\d*,\d+", re.ASCII)  # what is no thousands: 7,5 and 0,245


class NotTaken(ValueError):
    """An entry that cannot be used; the message is a sentence for the reader."""


def shown(row: Knob, value: float) -> str:
    """Return a value as it stands in its field."""
    return words.precise(row.style, value)


def value(row: Knob, text: str) -> float:
    """Return the value in the knob's unit that a reader typed, in percent for shares. Raises NotTaken."""
    number, entry = _number(text.strip(), decimals=row.style != "count"), _quoted(text)
    if number is None:
        raise NotTaken(f"{entry} is not a number.")
    typed = float(f"{number / 100:.12g}") if row.style == "percent" else number
    if not row.low <= typed <= row.highest:
        raise NotTaken(f"{entry} is outside {shown(row, row.low)} to {shown(row, row.highest)}.")
    return typed


def goal(text: str, highest: float) -> float:
    """Return the reader's own goal, a whole number from 0 to `highest`, as it was typed. Raises NotTaken."""
    number = _number(text.strip(), decimals=False)
    if number is None or not links.is_own(number, highest):
        raise NotTaken(f"{_quoted(text)} is not a whole number from 0 to {words.count(highest)}.")
    return number


def _quoted(text: str) -> str:
    return f"“{text.strip()[: links.SHOWN_OF_A_VALUE]}”"


def _number(text: str, *, decimals: bool) -> float | None:
    """Return the number that a text is; of a count no comma is one for decimals: 1,2345 is a slip."""
    plain = text.removesuffix("%").strip() if decimals else text
    if THOUSANDS.fullmatch(plain):
        plain = plain.replace(",", "")
    elif decimals and DECIMALS.fullmatch(plain):
        plain = plain.replace(",", ".")
    return links.number(plain)
