"""Keys in quick order, and the ways back: in the end thumb, number, address and announcement agree."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from bench.screen import press, settle
from browser.agree import ANNOUNCED, agrees, slider, thumb

GAP = 150  # milliseconds between two presses of a quick hand
HELD, REPEAT = 500, 33  # milliseconds that a key is held, and between its repeats


def test_two_keys_in_quick_order_from_the_first_view_and_then_one_held_for_half_a_second(open_page, facts):
    page = open_page()
    before = thumb(page, facts)
    slider(page, facts).focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(GAP)
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(GAP)
    between = agrees(page, facts)
    assert between == before + 2 * facts.knobs["officers"].step
    for _ in range(HELD // REPEAT):
        page.keyboard.down("ArrowRight")
        page.wait_for_timeout(REPEAT)
    page.keyboard.up("ArrowRight")
    page.wait_for_timeout(GAP)
    assert agrees(page, facts) == between + HELD // REPEAT * facts.knobs["officers"].step


def test_one_live_region_stays_and_is_silent_at_first(open_page, facts):
    page = open_page()
    assert page.evaluate(ANNOUNCED) == ""
    page.evaluate("window.first = document.querySelector('body > [role=status]')")
    press(page, facts.knobs["officers"].label, "ArrowRight")
    page.locator(".st-key-undo button").click()
    settle(page)
    press(page, facts.knobs["officers"].label, "ArrowLeft")
    assert page.evaluate("document.querySelector('body > [role=status]') === window.first")
    assert page.evaluate("document.querySelectorAll('[aria-live]:not(.unseen)').length") == 0, "something speaks beside it"
    agrees(page, facts)


def test_undo_goes_back_move_by_move(open_page, facts):
    page = open_page()
    passed = [thumb(page, facts)]
    for key in ("ArrowRight", "ArrowRight", "Home", "ArrowRight"):
        press(page, facts.knobs["officers"].label, key)
        passed.append(agrees(page, facts))
    for earlier in reversed(passed[:-1]):
        page.locator(".st-key-undo button").click()
        settle(page)
        assert agrees(page, facts, announced=False) == earlier
    assert page.locator(".st-key-undo button").is_disabled()
    press(page, facts.knobs["officers"].label, "ArrowRight")
    agrees(page, facts)


def test_a_start_then_a_key(open_page, facts):
    page = open_page()
    for button in page.locator(".st-key-starts .stButton button").all():
        button.click()
        settle(page)
        value = thumb(page, facts)
        press(page, facts.knobs["officers"].label, "ArrowLeft")
        assert thumb(page, facts) == value - facts.knobs["officers"].step
        assert float(parse_qs(urlsplit(page.url).query)["officers"][0]) == thumb(page, facts)


def test_back_leaves_in_one_step_after_moves(open_page, facts):
    page = open_page(before=lambda page: page.goto("about:blank"))
    for key in ("ArrowRight", "Home", "ArrowRight"):
        press(page, facts.knobs["officers"].label, key)
    page.go_back()
    assert page.url == "about:blank"


def test_back_leaves_the_citable_link_in_one_step(open_page):
    page = open_page("?open=share")
    link = page.locator("[data-testid=stCode]", has_text="officers=").first.inner_text().strip().split()[0]
    again = open_page(urlsplit(link)._replace(scheme="", netloc="", path="").geturl(), before=lambda p: p.goto("about:blank"))
    again.go_back()
    assert again.url == "about:blank"


def test_reload_shows_the_same_view(open_page, facts):
    page = open_page()
    press(page, facts.knobs["officers"].label, "ArrowRight")
    value = agrees(page, facts)
    page.reload()
    page.wait_for_selector(".result .number b")
    assert agrees(page, facts, announced=False) == value
