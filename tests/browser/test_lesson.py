"""The lesson runs in the page and prints on two sheets; the map of two settings is as high as wide on any screen."""

from __future__ import annotations

import re

import pytest
from known import FACTS

from bench.screen import settle
from explainer.model.steps import Scenario
from explainer.page import lesson, share
from explainer.page.reading import Reading
from explainer.reader import links, view

SIZES = {"desk": (1280, 900), "phone": (390, 844)}
PAGE_OF_PDF = re.compile(rb"/Type\s*/Page\b")
PAPER = ("A4", "Letter")
QUESTION = FACTS.rows("questions")[0]
# Where the middle of something lies between the ends of a slider's scale, as a share.
SHARE = """([mark, strip]) => { const m = document.querySelector(mark).getBoundingClientRect(),
  s = document.querySelector(strip).getBoundingClientRect(); return (m.left + m.width / 2 - s.left) / s.width; }"""


@pytest.mark.parametrize("size", SIZES)
def test_the_lesson_marks_guess_and_answer_and_sets_the_sliders_in_the_page(open_page, size):
    width, height = SIZES[size]
    page = open_page("?open=teachers", width=width, height=height)
    thumb = page.locator(f".st-key-guess-{QUESTION.question} input[type=range]")
    thumb.focus()
    for _ in range(20):
        page.keyboard.press("ArrowRight")
    settle(page)
    page.get_by_text("Show the record for question 1").click()
    under = f".under-slider:has(#reads-{QUESTION.question})"
    page.wait_for_selector(f"{under} i.named")
    settle(page)
    answer, span = FACTS.value(QUESTION.answer), QUESTION.high - QUESTION.low
    guess = float(thumb.input_value())
    assert guess == QUESTION.low + 20 * QUESTION.step
    for mark, value in (("named", answer), ("yours", guess)):
        at = page.evaluate(SHARE, [f"{under} i.{mark}", f"{under} .strip"])
        assert at == pytest.approx((value - QUESTION.low) / span, abs=0.01)
    thumb_at = page.evaluate(SHARE, [f".st-key-guess-{QUESTION.question} [data-testid=stSliderThumbValue]", f"{under} .strip"])
    assert thumb_at == pytest.approx(guess / span, abs=0.1), "the mark of the guess is under its thumb"
    step = next(row for row in FACTS.rows("lesson") if row.start)
    page.locator(f".st-key-lesson-{step.order} button").click()
    page.wait_for_function("document.getElementById('top').getBoundingClientRect().top >= -1")
    settle(page)
    assert page.context.pages[-1] == page and f"officers={FACTS.starts[step.start]['officers']:.0f}" in page.url
    assert page.evaluate("document.activeElement.id") == "top", "who goes by keys begins above the sliders"
    assert not page.complaints


@pytest.mark.parametrize("paper", PAPER)
def test_what_is_printed_has_the_pages_that_are_said(browser, paper):
    r = Reading(FACTS, view.from_link(FACTS, links.Link()))
    kept = Reading(FACTS, r.view.keeping("A", Scenario(**FACTS.starts["fy2012"])).keeping("B", Scenario(**FACTS.starts["plan"])))
    page = browser.new_page()
    for html, pages in ((lesson.printed(r, "https://explainer.example/"), 2), (share.paper(r), 2), (share.paper(kept), 3)):
        page.set_content(html)
        assert len(PAGE_OF_PDF.findall(page.pdf(format=paper))) == pages
    page.close()


@pytest.mark.parametrize("size", SIZES)
def test_the_map_of_two_settings_is_as_high_as_wide(open_page, size):
    width, height = SIZES[size]
    page = open_page("?open=two", width=width, height=height)
    page.wait_for_selector(".st-key-part-two .stVegaLiteChart :is(svg, canvas)")
    settle(page)
    box = page.locator(".st-key-part-two .stVegaLiteChart").bounding_box()
    assert box["height"] == pytest.approx(box["width"], abs=8) and box["width"] == pytest.approx(min(560, width - 34), abs=8)
    assert not page.complaints
