"""Formulas as lists, made from the text that is printed, so that they are told once; and how a list is worked out.

A formula is a number, a name, or a list: an operator and what it is applied to.
`365 / 7 x {days_per_week} - {days_off}` with `kept within 0 to 365` becomes
["within", ["-", ["x", ["/", 365, 7], "days_per_week"], "days_off"], 0, 365].
"""

import math
import operator
import re
from collections.abc import Callable, Mapping

Formula = float | str | list["Formula"]
TOKEN = re.compile(r"\s*(?:(\d+(?:\.\d+)?)|\{([^{}]+)\}|([-+x/()]))", re.ASCII)
SMALLEST = re.compile(r"the smallest of ((?:\{\w+\}, )*\{\w+\}) and (\{\w+\})")
WITHIN = re.compile(r"kept within (\d+) to (\d+)")
SUM, PRODUCT = "+-", "x/"


def quotient(amount: float, divisor: float) -> float:
    """Return amount / divisor, and infinity where the divisor is zero: such a limit is not set."""
    return math.inf if divisor == 0 else amount / divisor


def product(one: float, other: float) -> float:
    """Return one x other, and zero where nothing is taken of what has no limit."""
    amount = one * other
    return 0.0 if math.isnan(amount) else amount


SIGNS: dict[str, Callable[[float, float], float]] = {
    "+": operator.add,
    "-": operator.sub,
    "x": product,
    "/": quotient,
}
OPERATORS: dict[str, Callable[..., float]] = SIGNS | {
    "smallest": min,
    "within": lambda value, least, most: min(most, max(least, value)),
}


def worked_out(formula: Formula, known: Mapping[str, float]) -> float:
    """Return what a formula comes to; `known` has what is named in it."""
    if isinstance(formula, list):
        return OPERATORS[str(formula[0])](*(worked_out(part, known) for part in formula[1:]))
    return known[formula] if isinstance(formula, str) else formula


def parsed(text: str, within: str = "") -> Formula:
    """Return a printed formula as a list. Raises ValueError where it is written in another way."""
    smallest = SMALLEST.fullmatch(text)
    if smallest:
        return ["smallest", *re.findall(r"\w+", f"{smallest[1]} {smallest[2]}")]
    tokens = _tokens(text)
    formula = _joined(tokens, SUM)
    if tokens:
        raise ValueError(f"{tokens[0]!r} is one too many in the formula {text!r}")
    if not within:
        return formula
    ends = WITHIN.fullmatch(within)
    if not ends:
        raise ValueError(f"{within!r} does not say where a result is kept")
    return ["within", formula, float(ends[1]), float(ends[2])]


def _tokens(text: str) -> list[Formula]:
    """Return numbers as such, names and signs as text; a name keeps its brace, which no sign has."""
    tokens: list[Formula] = []
    at = 0
    while at < len(text):
        found = TOKEN.match(text, at)
        if not found:
            raise ValueError(f"{text[at:]!r} is not part of a formula")
        number, name, sign = found.groups()
        tokens.append(float(number) if number else f"{{{name}" if name else sign)
        at = found.end()
    return tokens


def _joined(tokens: list[Formula], signs: str) -> Formula:
    """Take a sum of products, or a product of values, from the front of the tokens."""

    def part() -> Formula:
        return _value(tokens) if signs == PRODUCT else _joined(tokens, PRODUCT)

    formula = part()
    while tokens and isinstance(tokens[0], str) and tokens[0] in signs:
        formula = [tokens.pop(0), formula, part()]
    return formula


def _value(tokens: list[Formula]) -> Formula:
    """Take a number, a name or a sum in brackets from the front of the tokens."""
    first = tokens.pop(0) if tokens else ""
    if isinstance(first, float):
        return first
    if first == "(":
        formula = _joined(tokens, SUM)
        if not tokens or tokens.pop(0) != ")":
            raise ValueError("a bracket is not closed")
        return formula
    if isinstance(first, str) and first.startswith("{"):
        return first[1:]
    raise ValueError(f"{first!r} stands where a number, a name or a bracket is wanted")
