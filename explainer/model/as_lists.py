"""The formulas of the model as lists, made from the text that is printed, so that they stay told once.

A formula is a number, the name of a knob or an earlier step, or a list: an operator and what it is applied to.
`365 / 7 x {days_per_week} - {days_off}` with `kept within 0 to 365` becomes
["within", ["-", ["x", ["/", 365, 7], "days_per_week"], "days_off"], 0, 365].

Operators: + - x / from left to right, where a division by zero gives infinity (no limit is set); "smallest" of several;
"within" a formula, the least and the most of it.
"""

from __future__ import annotations

import re
from functools import cache

from explainer.model.steps import STEPS

Formula = float | str | list["Formula"]
TOKEN = re.compile(r"\s*(?:(\d+(?:\.\d+)?)|\{(\w+)\}|([-+x/()]))")
SMALLEST = re.compile(r"the smallest of ((?:\{\w+\}, )*\{\w+\}) and (\{\w+\})")
WITHIN = re.compile(r"kept within (\d+) to (\d+)")
SUM, PRODUCT = "+-", "x/"


@cache
def formulas() -> dict[str, Formula]:
    """Return the formula of each step of the model by its name, in their order."""
    return {step.name: parsed(step.formula, step.within) for step in STEPS}


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
    """Take a sum, or a product, from the front of the tokens."""
    part = _value if signs == PRODUCT else _product
    formula = part(tokens)
    while tokens and isinstance(tokens[0], str) and tokens[0] in signs:
        sign = tokens.pop(0)
        formula = [sign, formula, part(tokens)]
    return formula


def _product(tokens: list[Formula]) -> Formula:
    return _joined(tokens, PRODUCT)


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
