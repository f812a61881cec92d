"""Reads printed numbers and tables, and does a printed calculation again as a reader with pencil and paper would."""

from __future__ import annotations

import csv
import io
import math
import re

import pandas as pd

DIGITS = 6  # of a printed number of the calculation
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?(?:e[+-]?\d+)?%?|no limit")
SMALLEST = re.compile(r"the smallest of (.*)")
WITHIN = re.compile(r"(.*), kept within ([\d.]+) to ([\d.]+)")


def value(text: str) -> float:
    """The number that a text is: '42.0802%', 'about 113,431', 'no limit'."""
    text = text.removeprefix("about ").removeprefix("About ").strip()
    if text == "no limit":
        return math.inf
    plain = float(text.rstrip("%").replace(",", ""))
    return plain / 100 if text.endswith("%") else plain


def unit(text: str, digits: int = DIGITS) -> float:
    """How far a number may lie from what is printed: half of its last digit, zeros at the end left out or not."""
    number = abs(value(text))
    if number in (0, math.inf):
        return 0.0
    half = 10 ** (math.floor(math.log10(number)) - digits + 1) / 2
    return max(half, 0.5) if digits == DIGITS and number >= 100_000 else half


def once(formula: str, numbers: list[float]) -> float:
    """The formula with these numbers in the place of its own, in their order."""
    if kept := WITHIN.fullmatch(formula):
        ends = float(kept[2]), float(kept[3])
        return min(ends[1], max(ends[0], once(kept[1], numbers)))
    if SMALLEST.fullmatch(formula):
        return min(numbers)
    left = iter(numbers)
    sum_ = NUMBER.sub(lambda _: repr(next(left)), formula).replace(" x ", " * ")
    try:
        return float(eval(sum_, {"__builtins__": {}}, {"inf": math.inf}))  # noqa: S307
    except ZeroDivisionError:
        return math.inf


def calculated(formula: str) -> tuple[float, float]:
    """The result of a printed formula, and how far it may be off since its numbers are printed to six digits."""
    texts = NUMBER.findall(WITHIN.sub(r"\1", formula))
    numbers = [value(text) for text in texts]
    result = once(formula, numbers)
    if math.isinf(result):
        return result, 0.0
    off = 0.0
    for i, text in enumerate(texts):
        ends = [once(formula, [*numbers[:i], numbers[i] + by, *numbers[i + 1 :]]) for by in (-unit(text), unit(text))]
        off += max(abs(end - result) for end in ends)
    return result, off


def fits(printed: str, exact: float, digits: int = 3) -> bool:
    """Whether a printed number is the exact one, rounded to so many digits."""
    if math.isinf(exact):
        return printed == "no limit"
    if 10 <= abs(value(printed)) < 100 and digits == 3:
        digits = 2  # modelled counts have no decimals from 10 on
    if value(printed) == 0:
        return abs(exact) <= 0.005
    return abs(value(printed) - exact) <= unit(printed, digits) * 1.01 + abs(exact) * 1e-12


def read_back(text: str) -> tuple[dict[str, str], pd.DataFrame]:
    """Return the header and the table of a CSV that a reader takes away."""
    lines = text.removeprefix("\ufeff").splitlines(keepends=True)
    head = [line for line in lines if line.startswith('"# ')]
    cells = [row[0].removeprefix("# ") for row in csv.reader(head)]
    header = dict(cell.split(": ", 1) for cell in cells)
    # Before pandas 3 its usual way loses the last binary digit; from 3 on this one is the usual, and the word is on
    # its way out.
    return header, pd.read_csv(io.StringIO("".join(lines[len(head) :])), float_precision="round_trip")
