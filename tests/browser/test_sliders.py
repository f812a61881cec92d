"""Sliders by hand: keys between two steps, words at marks as they really lie, marks under the thumb, what the goal needs, fields."""

from __future__ import annotations

import pytest

from bench.screen import settle, sliders_by_tab
from explainer.model import backwards
from explainer.model.steps import Scenario
from explainer.records import goals

WIDTHS = (320, 390, 641, 768, 1001, 1280)
# Words at marks that lie on each other, outside of the window, or are wider than the page takes them for.
LIES = """() => [...document.querySelectorAll('.under-slider')].flatMap((strip) => {
  const shown = [...strip.querySelectorAll('.mark-names span, p.wanted')].filter((e) => e.getClientRects().length && e.textContent);
  const box = new Map(shown.map((e) => [e, e.getBoundingClientRect()])), of = (a, b) => box.get(a).left < box.get(b).right + 2
    && box.get(b).left < box.get(a).right + 2 && Math.abs(box.get(a).top - box.get(b).top) < 8;
  const wide = (e) => parseFloat(e.style.getPropertyValue('--size')) * parseFloat(getComputedStyle(e).fontSize);
  return [...shown.flatMap((a, i) => shown.slice(i + 1).filter((b) => of(a, b)).map((b) => `${a.textContent} lies on ${b.textContent}`)),
    ...shown.filter((e) => e.matches('.wanted') && (box.get(e).left < strip.getBoundingClientRect().left - 1
      || box.get(e).right > strip.getBoundingClientRect().right + 1)).map((e) => `${e.textContent} runs out`),
    ...shown.filter((e) => box.get(e).left < 0 || box.get(e).right > innerWidth).map((e) => `${e.textContent} is outside`),
    ...shown.filter((e) => e.matches('.name') && wide(e) < box.get(e).width).map((e) => `${e.textContent} is wider than ${wide(e)}`)];
})"""
MIDDLE = "e => { const box = e.getBoundingClientRect(); return box.left + box.width / 2; }"


def handle(page, facts, knob: str):
    return page.get_by_role("slider", name=facts.knobs[knob].label, exact=True)


@pytest.mark.parametrize(("beds", "key", "then", "further"), [
    (72_300, "ArrowRight", 72_500, 73_000), (72_200, "ArrowLeft", 72_000, 71_500), (71_929.5, "ArrowUp", 72_000, 72_500),
])  # fmt: skip
def test_a_key_goes_to_the_next_step_and_from_there_by_steps(open_page, facts, beds, key, then, further):
    """Each way that a key from the nearest step would go one too far."""
    page = open_page(f"?tab=capacity&beds={beds}")
    for expected in (then, further):
        handle(page, facts, "beds").press(key)
        settle(page)
        assert float(handle(page, facts, "beds").input_value()) == expected and f"beds={expected}" in page.url


@pytest.mark.parametrize("query", ["?officers=200000", "?rate=0.02&removed=0.02&judges=1&beds=500&flights=1&orders=1300"])
def test_words_at_marks_lie_apart_and_in_the_window(open_page, facts, query):
    """With much more of one setting than is needed, and with so little of all that each mark names the others too."""
    page = open_page(query)
    for row, _ in zip([row for row in facts.rows("groups") if row.in_tabs == "yes"], sliders_by_tab(page), strict=True):
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            page.wait_for_function("width => innerWidth === width", arg=width)
            assert page.locator(".mark-names .name").count() > 0
            assert page.evaluate(LIES) == [], f"{row.label} at {width}"


def test_a_past_value_stands_under_the_thumb_that_is_set_to_it(open_page, facts):
    officers = next(m.value for m in facts.evidence["officers"] if m.named)
    page = open_page(f"?officers={officers}")
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        settle(page)
        thumb = handle(page, facts, "officers").locator("xpath=ancestor::*[@data-rac][not(@data-orientation)][1]")
        mark = page.locator(f".strip i.named[title^='{officers:,.0f}:']").first
        assert abs(thumb.evaluate(MIDDLE) - mark.evaluate(MIDDLE)) < 1.5


def test_what_the_goal_needs_moves_with_another_slider_as_if_drawn_anew(open_page, facts):
    page = open_page()
    place = page.locator("[data-need=officers]")
    before = place.inner_text()
    handle(page, facts, "arrest_share").press("PageUp")
    settle(page)
    moved, at = place.locator("p.wanted").inner_text(), place.evaluate("e => e.style.getPropertyValue('--wanted')")
    assert moved not in before and moved.startswith("needed, with more ")
    anew = open_page(page.url[page.url.index("?") :]).locator("[data-need=officers]")
    assert (anew.locator("p.wanted").inner_text(), anew.evaluate("e => e.style.getPropertyValue('--wanted')")) == (moved, at)
    goal = goals.from_row(facts.goal_rows[facts.about["default_goal"]])
    share = float(handle(page, facts, "arrest_share").input_value())
    need = backwards.need(Scenario(**facts.defaults | {"arrest_share": share}), "officers", goal.low).value
    assert float(at.rstrip("%")) == pytest.approx(need / facts.knobs["officers"].high * 100, abs=0.01)


def test_a_field_of_an_exact_value_is_large_enough_for_an_iphone_and_keeps_the_focus(open_page):
    page = open_page(width=390, height=844)
    page.get_by_text("Exact values and sources").click()
    field = page.locator("[data-testid=stTextInput] input").nth(1)
    assert field.evaluate("e => parseFloat(getComputedStyle(e).fontSize)") >= 16
    field.fill("35,5")
    field.press("Enter")
    settle(page)
    page.wait_for_url("**field=0.355**")
    assert field.input_value() == "35.5%" and field.evaluate("e => e === document.activeElement")
    assert page.locator("[data-testid=stSliderThumbValue]").nth(1).inner_text() == "35.5%"


def test_a_setting_of_which_the_goal_takes_none_has_no_mark_of_it(open_page):
    mark = "[data-need=officers] i.wanted"
    assert open_page().locator(mark).is_visible()
    assert open_page("?officers=60000&field=1&borrowed=45000&output=1").locator(mark).is_hidden()
