"""The calculation as printed: done again by hand from its own text, each step gives its printed result."""

from __future__ import annotations

import math
import re
from html import unescape

import by_hand
import pytest
from hypothesis import given, settings
from known import FACTS
from page import opened, reading
from strategies import reader_settings, scenarios, unshared

from explainer import __main__ as shell
from explainer.model import steps
from explainer.model.steps import STEPS, Scenario
from explainer.page import share
from explainer.records import goals
from explainer.telling import result

GOAL = goals.own(1_000_000, "removals")
Printed = list[tuple[str, str, str]]


def on_page(s: Scenario) -> Printed:
    return result.printed_steps(FACTS, s, steps.run(s))


def in_shell(s: Scenario) -> Printed:
    lines = shell.as_text(FACTS, s, steps.run(s), GOAL).splitlines()
    first = lines.index("The model") + 1
    return [
        (line[2:35].strip(), *(part.strip() for part in line[35:].rsplit("=", 1)))
        for line in lines[first : first + len(STEPS)]
    ]


def on_paper(s: Scenario) -> Printed:
    rows = re.findall(r"<tr><td>([^<]*)</td><td>([^<]*)</td><td>([^<]*)</td></tr>", share.paper(reading(s)))
    return [(unescape(a), unescape(b), unescape(c)) for a, b, c in rows]


def is_right(printed: Printed, s: Scenario) -> None:
    out = steps.run(s)
    assert [what for what, _, _ in printed] == [step.title for step in STEPS]
    for step, (what, how, told) in zip(STEPS, printed, strict=True):
        by_reader, off = by_hand.calculated(how)
        assert math.isinf(by_reader) == (told == "no limit"), f"{what}: {how} = {told}"
        if told != "no limit":
            assert abs(by_reader - by_hand.value(told)) <= off + by_hand.unit(told), f"{what}: {how} = {told}"
        assert by_hand.fits(told, getattr(out, step.name), by_hand.DIGITS), f"{what} is printed as {told}"


@given(reader_settings)
def test_each_printed_step_gives_its_printed_result(s):
    is_right(on_page(s), s)


@settings(max_examples=15)
@given(reader_settings)
def test_shell_and_sheet_print_the_same_steps(s):
    printed = on_page(s)
    assert in_shell(s) == printed
    assert on_paper(s) == printed


@settings(max_examples=30)
@given(reader_settings)
def test_the_file_of_settings_holds_what_the_steps_give(s):
    _, table = by_hand.read_back(share.csv(reading(s)))
    out, told = steps.run(s), dict(zip(table["name"], table["value"], strict=True))
    assert {knob: told[knob] for knob in vars(s)} == vars(s)
    for step in STEPS:
        assert told[f"limit_{step.name}" if step.limit else step.name] == getattr(out, step.name)


def test_the_page_shows_these_steps():
    page = opened(open="steps", officers="9000", air="0.333", beds="12345")
    shown = next(table.value for table in page.table if "Your numbers" in table.value)
    s = steps.changed(Scenario(**FACTS.defaults), officers=9000, share_by_air=0.333, beds=12345)
    assert [tuple(row) for row in shown.itertuples(index=False)] == on_page(s)


@given(scenarios)
def test_what_is_computed_is_what_the_formula_says(s):
    if 0 in (s.share_by_air, 1 - s.share_without_hearing):
        s = unshared(s)  # of what nothing is left, there is no limit
    known, out = dict(vars(s)), steps.run(s)
    for step in STEPS:
        formula = steps.PLACE.sub("1", step.formula) + (f", {step.within}" if step.within else "")
        places = re.findall(r"\{\w+\}|\d[\d,]*", step.formula)
        numbers = [known[place[1:-1]] if place.startswith("{") else float(place) for place in places]
        known[step.name] = getattr(out, step.name)
        assert known[step.name] == pytest.approx(by_hand.once(formula, numbers), rel=1e-9), step.name


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
def test_a_step_is_called_and_counted_as_its_name_says(step):
    if "_per_" in step.name:
        assert step.title.lower() == step.unit == step.name.replace("_per_", " a ")
    elif step.limit:
        assert (step.title, step.unit) == (f"Limit: {step.limit.lower()}", "removals a year")
    else:
        assert step.title[0].isupper() and step.unit
        named = {"work_days": ("Work days per officer", "days a year"), "field_officers": ("Officers making arrests", "full-time equivalents"),
                 "interior_removals": ("Removals of people ICE arrested", "removals a year")}  # fmt: skip
        assert named.pop(step.name, (step.title, step.unit)) == (step.title, step.unit)
