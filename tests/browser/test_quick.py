"""Keys in quick order, and the ways back: in the end thumb, number, address and announcement agree."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from bench.screen import press, settle
from browser.agree import ANNOUNCED, agrees, slider, thumb

GAP = 150  # milliseconds between two presses of a quick hand
HELD, REPEAT = 500, 33  # milliseconds that a key is held, and between its repeats


def test_two_keys_in_quick_order_from_the_first_view_then_one_held_for_half_a_second_then_a_reload(open_page, facts):
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
    value = agrees(page, facts)
    assert value == between + HELD // REPEAT * facts.knobs["officers"].step
    page.reload()
    page.wait_for_selector(".result .number b")
    assert agrees(page, facts, announced=False) == value


def test_undo_goes_back_move_by_move_and_one_live_region_stays_which_is_silent_at_first(open_page, facts):
    page = open_page()
    assert page.evaluate(ANNOUNCED) == ""
    page.evaluate("window.first = document.querySelector('body > [role=status]')")
    passed = [thumb(page, facts)]
    for key in ("ArrowRight", "Home"):
        press(page, facts.knobs["officers"].label, key)
        passed.append(agrees(page, facts))
    for earlier in reversed(passed[:-1]):
        page.locator(".st-key-undo button").click()
        settle(page)
        assert agrees(page, facts, announced=False) == earlier
    page.locator(".st-key-undo button").click()
    settle(page)
    assert page.locator(".moved").inner_text() == "There is nothing to undo."
    assert page.locator(".st-key-undo button").evaluate("button => button === document.activeElement"), "the focus stays"
    press(page, facts.knobs["officers"].label, "ArrowRight")
    agrees(page, facts)
    assert page.evaluate("document.querySelector('body > [role=status]') === window.first")
    assert page.evaluate("document.querySelectorAll('[aria-live]:not(.unseen)').length") == 0, "something speaks beside it"


def test_a_start_then_a_key(open_page, facts):
    page = open_page()
    for button in page.locator(".st-key-starts .stButton button").all():
        button.click()
        settle(page)
        value = thumb(page, facts)
        press(page, facts.knobs["officers"].label, "ArrowLeft")
        assert thumb(page, facts) == value - facts.knobs["officers"].step
        assert float(parse_qs(urlsplit(page.url).query)["officers"][0]) == thumb(page, facts)


def test_back_leaves_in_one_step_after_moves_and_from_the_citable_link(open_page, server, facts):
    page = open_page("?open=share", before=lambda page: page.goto("about:blank"))
    for key in ("ArrowRight", "Home", "ArrowRight"):
        press(page, facts.knobs["officers"].label, key)
    link = page.locator("[data-testid=stCode]", has_text="officers=").first.inner_text().strip().split()[0]
    page.go_back()
    assert page.url == "about:blank"
    page.goto(f"{server.url}/?{urlsplit(link).query}")
    page.wait_for_selector(".result .number b")
    settle(page)
    page.go_back()
    assert page.url == "about:blank"


@pytest.mark.parametrize("pressed", [".st-key-limit-beds button", "[role=tab] >> nth=2", ".st-key-keep-A button"])
def test_a_press_right_after_a_key_keeps_the_move_and_does_what_it_says(open_page, facts, pressed):
    """The browser sends the address before the move with it, and the slider may be gone before it has said its value."""
    page, value = open_page("?officers=9000"), 9000
    for gap in (0, 40, 80):
        slider(page, facts).focus()
        page.locator(pressed).scroll_into_view_if_needed()
        box = page.locator(pressed).bounding_box()
        page.keyboard.press("ArrowRight")
        page.wait_for_timeout(gap)
        page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        page.wait_for_timeout(GAP)
        settle(page)
        value += facts.knobs["officers"].step
        if "keep" in pressed:
            assert "a=officers%3A" in page.url
            page.locator(".st-key-remove-a button").click()
            page.wait_for_url(lambda url: "a=officers" not in url)
        else:
            assert page.get_by_role("tab").first.get_attribute("aria-selected") == "false"
            page.get_by_role("tab").first.click()
        assert agrees(page, facts, announced=False) == value, f"a press {gap} ms after the key"


def test_reset_right_after_a_key_resets(open_page, facts):
    page = open_page("?officers=9000")
    slider(page, facts).press("ArrowRight")
    page.locator(".st-key-reset button").dispatch_event("click")
    page.wait_for_timeout(GAP)
    assert agrees(page, facts, announced=False) == facts.defaults["officers"]


def test_of_two_addresses_that_come_at_once_the_last_is_written_whenever_the_first_is_said(open_page):
    page = open_page()
    page.evaluate("""async () => { // as after a slow network: both are there, and what is said of them comes one by one
      const wait = (time) => new Promise(go => setTimeout(go, time)), say = (officers) =>
        window.postMessage({type: "SET_QUERY_PARAM", queryParams: `?officers=${officers}`});
      const write = (officers) => history.pushState({}, "", `?officers=${officers}`);
      write(9100); await wait(50); write(9200); write(9300); // these two wait for their moment
      say(9200); await wait(300); say(9300); await wait(300);
    }""")
    assert page.evaluate("location.search") == "?officers=9300"


# What a browser is asked to write, behind whatever the page puts before it.
COUNT = "(() => { window.written = []; const real = history.replaceState; history.replaceState = function (...given) {" \
        " window.written.push(performance.now()); return real.apply(this, given); }; })()"
SAFARI_TAKES, TEN_SECONDS = 100, 10_000


def test_a_key_held_for_long_changes_the_address_less_often_than_safari_allows(open_page, facts):
    page = open_page(before=lambda page: page.add_init_script(COUNT))
    value, step = thumb(page, facts), facts.knobs["officers"].step
    slider(page, facts).focus()
    page.evaluate("""async () => { // as often as a quick server could
      for (let number = 0; number < 60; number++) {
        history.pushState({}, "", `?officers=${3000 + number}`); await new Promise(go => setTimeout(go, 20));
      } }""")
    page.wait_for_timeout(GAP * 2)
    assert page.evaluate("location.search") == "?officers=3059", "the last is written, a moment later"
    times = page.evaluate("written")
    assert len(times) > 5, "it is written while the key is held"
    shortest = min(b - a for a, b in zip(times, times[1:], strict=False))
    assert TEN_SECONDS / shortest < SAFARI_TAKES
    for key in ("ArrowRight", "ArrowLeft", "ArrowRight"):  # back at the address that is written, while another waits
        page.keyboard.press(key)
        page.wait_for_timeout(60)
    assert agrees(page, facts) == value + step


def test_a_menu_that_chose_gives_the_focus_back_to_its_button(open_page):
    page = open_page()
    page.locator(".st-key-start-others button").focus()
    for key in ("Enter", "ArrowDown", "Enter"):
        page.keyboard.press(key)
        page.wait_for_timeout(2 * GAP)
    settle(page)
    focused = "document.activeElement.closest('.st-key-start-others') !== null"
    assert page.evaluate(focused)
    page.locator(".st-key-start-others button").click()
    page.get_by_role("menuitem").last.click()
    settle(page)
    assert page.evaluate(focused), "by mouse, on the button that has the focus"


@pytest.mark.parametrize("width", [1280, 390])
def test_with_text_twice_as_large_every_limit_has_a_bar_and_its_number(open_page, width):
    page = open_page(viewport={"width": width, "height": 900})
    page.add_style_tag(content="html { font-size: 200% !important; }")
    settle(page)
    wide = page.evaluate("[...document.querySelectorAll('.limit .track')].map(track => track.getBoundingClientRect().width)")
    assert len(wide) == 4 and min(wide) > 24
    ends = page.evaluate("[...document.querySelectorAll('.limit .amount')].map(at => [at.scrollWidth, at.clientWidth])")
    assert all(content <= room + 1 for content, room in ends), "a number is cut"
