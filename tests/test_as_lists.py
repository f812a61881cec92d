"""The formulas as lists, which a browser works out, give what the model gives; and what is printed is what they were made from."""

import json
import math
from functools import reduce

import pytest
from hypothesis import given
from strategies import a_few_for_each, scenarios, unshared

from explainer.model import as_lists, steps

OPERATORS = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "x": lambda a, b: 0.0 if 0 in (a, b) else a * b,
    "/": lambda a, b: a / b if b else math.inf,
    "smallest": min,
    "within": lambda a, low, high: min(high, max(low, a)),
}
FORMULAS = {step.name: step.as_list for step in steps.STEPS}


def worked_out(formula, known):
    if isinstance(formula, list):
        return OPERATORS[formula[0]](*(worked_out(part, known) for part in formula[1:]))
    return known[formula] if isinstance(formula, str) else formula


def run(s, of):
    return reduce(lambda known, step: known | {step[0]: worked_out(step[1], known)}, of.items(), dict(vars(s)))


@given(scenarios)
def test_lists_give_every_step_of_the_model_to_the_last_digit(s):
    of = json.loads(json.dumps(FORMULAS))  # as a browser gets them
    known = run(s, of)
    assert {name: known[name] for name in of} == vars(steps.run(s))


@pytest.mark.parametrize("zero", [{"share_by_air": 0.0}, {"share_without_hearing": 1.0}, {"share_by_air": 0.0, "share_without_hearing": 1.0}])
@a_few_for_each
@given(s=scenarios)
def test_a_division_by_zero_is_no_limit(zero, s):
    s = unshared(steps.changed(s, **zero))  # of what nothing is left, there is no limit
    known, out = run(s, FORMULAS), steps.run(s)
    assert math.isinf(known["flights"]) == ("share_by_air" in zero) or s.share_by_air == 0
    assert math.isinf(known["orders"]) == ("share_without_hearing" in zero) or s.share_without_hearing == 1
    assert known["removals_per_year"] == out.removals_per_year


def test_lists_name_what_the_printed_formulas_name():
    def names(formula):
        if isinstance(formula, list):
            return [name for part in formula[1:] for name in names(part)]
        return [formula] if isinstance(formula, str) else []

    for step in steps.STEPS:
        assert names(step.as_list) == steps.PLACE.findall(step.formula)


@pytest.mark.parametrize(("text", "value"), [
    ("7 - 3 - 2", 2), ("12 / 3 / 2", 2), ("2 + 3 x 4", 14), ("(2 + 3) x 4", 20), ("1 - (2 - (3 - 4))", -2), ("2 x 3 / 4 x 5", 7.5), ("0.5 x {a}", 2),
    ("{a} / (1 - {b})", math.inf),
])
def test_signs_bind_as_on_the_board_and_from_left_to_right(text, value):
    assert worked_out(as_lists.parsed(text), {"a": 4.0, "b": 1.0}) == value


@pytest.mark.parametrize(("text", "within"), [
    ("", ""), ("2 +", ""), ("2 3", ""), ("(2 + 3", ""), ("2)", ""), ("2 * 3", ""), ("a", ""), ("{a", ""), ("the smallest of {a}", ""),
    ("the largest of {a} and {b}", ""), ("2 ** 3", ""), ("__import__", ""), ("{a}", "kept above 0"),
])
def test_what_is_no_formula_is_named(text, within):
    with pytest.raises(ValueError, match=r"."):
        as_lists.parsed(text, within)
