"""What a reader types as an exact value: a number as it is written in America, or what is no count with a decimal comma."""

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
    number, entry = links.number(_plain(text.strip(), decimals=row.style != "count")), _quoted(text)
    if number is None:
        raise NotTaken(f"{entry} is not a number.")
    typed = float(f"{number / 100:.12g}") if row.style == "percent" else number
    if not row.low <= typed <= row.highest:
        raise NotTaken(f"{entry} is outside {shown(row, row.low)} to {shown(row, row.highest)}.")
    return typed


def goal(text: str, highest: float) -> float:
    """Return the reader's own goal, a whole number from 0 to `highest`, as it was typed. Raises NotTaken."""
    amount = links.own_goal(_plain(text.strip(), decimals=False), highest)
    if amount is None:
        raise NotTaken(f"{_quoted(text)} is not a whole number from 0 to {words.count(highest)}.")
    return amount


def _quoted(text: str) -> str:
    return f"“{text.strip()[: links.SHOWN_OF_A_VALUE]}”"


def _plain(text: str, *, decimals: bool) -> str:
    """Return a number without commas; of a count no comma is one for decimals, since 1,2345 is a slip."""
    plain = text.removesuffix("%").strip() if decimals else text
    if THOUSANDS.fullmatch(plain):
        return plain.replace(",", "")
    return plain.replace(",", ".") if decimals and DECIMALS.fullmatch(plain) else plain
