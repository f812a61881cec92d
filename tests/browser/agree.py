"""Whether all that a reader sees of one setting agrees: thumb, number, address, and what is announced."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page

from bench.screen import REST, settle
from explainer import words
from explainer.model import steps
from explainer.model.steps import Scenario
from explainer.records.door import Records

KNOB = "officers"
ANNOUNCED = "document.querySelector('body > [role=status]').textContent"


def thumb(page: Page, facts: Records) -> float:
    """Return the value of the officers slider."""
    return float(slider(page, facts).input_value())


def slider(page: Page, facts: Records):
    """Return the officers slider."""
    return page.get_by_role("slider", name=facts.knobs[KNOB].label)


def number(facts: Records, officers: float) -> str:
    """Return the number of the result as it follows from so many officers."""
    out = steps.run(Scenario(**facts.defaults | {KNOB: officers}))
    return words.rounded(float(out.removals_per_year))


def agrees(page: Page, facts: Records, announced: bool = True) -> float:
    """Assert that the quiet page agrees on its officers, at the second look at the latest; return them."""
    settle(page)
    try:
        return _agrees(page, facts, announced)
    except AssertionError:
        page.wait_for_timeout(REST)
        settle(page)
        return _agrees(page, facts, announced)


def _agrees(page: Page, facts: Records, announced: bool) -> float:
    value = thumb(page, facts)
    query = parse_qs(urlsplit(page.url).query)
    in_address = float(query.get(facts.knobs[KNOB].link_key, [facts.defaults[KNOB]])[0])
    assert in_address == value, "the address names another value than the slider"
    assert number(facts, value) in page.locator(".result .number").inner_text(), "the result is not that of the slider"
    if announced:
        told = page.locator("[data-spoken]").text_content()
        assert page.evaluate(ANNOUNCED) == told, "what is announced is not what the server said"
        assert words.count(value) in told, "what is announced is not the slider's last move"
    return value
