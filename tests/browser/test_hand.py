"""What follows the hand, on the page: while any slider is dragged the page shows what the server then writes of that value."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from known import FACTS
from playwright.sync_api import Locator, Page

from bench.screen import settle, sliders_by_tab
from browser.agree import ANNOUNCED, agrees, slider
from browser.test_in_view import LIES_ON, PANEL, PANEL_OF_A_PHONE, SIZES, hidden
from explainer.model import steps
from explainer.model.steps import Scenario
from explainer.records import goals
from explainer.telling import live

STEPS, WIDTH = 8, 0.03  # of a drag in small steps: how many, and each as a share of the track
GOAL = goals.from_row(FACTS.goal_rows[FACTS.about["default_goal"]])
ONLY_THE_SERVER = {"what", "advice"}
# After the next frame: what the page shows, what the server last said, and the value of the slider under the hand.
READ = """async input => { await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
  const all = name => [...document.querySelectorAll(`[data-live-${name}]`)].map(at => [at.getAttribute(`data-live-${name}`), at]);
  const styled = side => Object.fromEntries(all(side).map(([name, at]) => [`${name} ${side}`, parseFloat(at.style[side])]));
  const said = document.querySelector('[data-live]');
  return {value: input.getAttribute('value'), ahead: said.hasAttribute('data-hand'), said: said.dataset.live,
    texts: Object.fromEntries(all('text').map(([name, at]) => [name, at.textContent])),
    hidden: all('shown').filter(([name, at]) => at.hidden).map(([name]) => name),
    places: Object.assign({}, ...['height', 'bottom', 'width'].map(styled)), min: all('min').filter(([, at]) => at.matches('.min')).map(([name]) => name)}; }"""
THUMB = """input => { const box = place => { const {x, y, width, height} = place.getBoundingClientRect(); return {x, y, width, height}; };
  const track = input.closest('[data-orientation]:not([role])');
  return {knob: input.closest('[data-testid=stElementContainer]').className.match(/st-key-(\\w+)/)[1],
    thumb: box(track.querySelector('[data-rac]:not([data-orientation])')), track: box(track)}; }"""
KNOBS = {row.link_key: knob for knob, row in FACTS.knobs.items()}


def view_of(said: str, was: Scenario | None = None, **moved: float) -> live.Seen:
    """What the server's last answer was drawn of; or what it would be of a moved slider."""
    told = json.loads(said)
    now = Scenario(**told["settings"])
    line = tuple(told["line"]) if told["line"] else None
    return live.Seen(replace(now, **moved), now if moved else was, GOAL, line, told["top"])


def shows(page: dict, seen: live.Seen, but: set[str]) -> None:
    """Assert that words, bars and marks of a page are those of a view."""
    told = {name: text for name, text in live.texts(FACTS, seen).items() if name in page["texts"]}
    assert {n: text for n, text in page["texts"].items() if n not in but} == {n: text for n, text in told.items() if n not in but}
    places = live.places(seen)
    for at, place in page["places"].items():
        assert place == pytest.approx(float(places[at.split()[0]].removesuffix("%")), abs=0.011), at
    assert page["min"] == steps.run(seen.now).limited_by
    assert set(page["hidden"]) == {name for name in ("gap", "ghost") if not live.texts(FACTS, seen)[name]}


def dragged(page: Page, thumb: Locator, look: Callable[[], None] = lambda: None) -> list[str]:
    """Drag a slider in small steps, to both ends and back; return its values, at each of which the page was right, and looked at at both ends."""
    thumb.focus()
    at = thumb.evaluate(THUMB)
    middle = at["thumb"]["x"] + at["thumb"]["width"] / 2, at["thumb"]["y"] + at["thumb"]["height"] / 2
    left, right = at["track"]["x"], at["track"]["x"] + at["track"]["width"]
    step = (right - left) * (WIDTH if middle[0] < (left + right) / 2 else -WIDTH)
    ways = [middle[0] + step * (i + 1) for i in range(STEPS)]
    page.mouse.move(*middle)
    page.mouse.down()
    passed = []
    for x in [*ways, left, right, *reversed(ways[STEPS // 2 :])]:
        page.mouse.move(x, middle[1])
        seen = thumb.evaluate(READ)
        passed.append(seen["value"])
        view = view_of(seen["said"], **{KNOBS[at["knob"]]: float(seen["value"])})
        assert seen["ahead"] == (view.now != view.before), at["knob"]
        if seen["ahead"]:
            shows(seen, view, but=ONLY_THE_SERVER)
            assert seen["texts"]["what"] == ""
        if x in (left, right):
            look()
    assert seen["ahead"], "the thumb is back where it was"
    page.mouse.up()
    settle(page)
    after = thumb.evaluate(READ)
    assert after["value"] == passed[-1] and not after["ahead"]
    shows(after, view_of(after["said"], was=view.before), but=set())
    assert getattr(view_of(after["said"]).now, KNOBS[at["knob"]]) == float(passed[-1]), "the server has another value"
    return passed


@pytest.mark.parametrize("size", SIZES)
def test_while_a_slider_is_dragged_the_page_shows_what_the_server_then_writes_and_all_of_it_is_in_view(open_page, size):
    page = open_page(**SIZES[size], scheme="dark" if size == "phone" else "light")
    tried = 0
    for sliders in sliders_by_tab(page):
        for thumb in sliders if size == "desk" else sliders[:1]:
            name, slider = thumb.get_attribute("aria-label"), thumb.locator("xpath=ancestor::*[@data-testid='stSlider']")

            def look(name=name) -> None:
                assert not hidden(page), f"while {name} moves"
                assert not page.evaluate(LIES_ON), f"the reader's number covers past years while {name} moves"

            values = dragged(page, thumb, look)
            look()
            assert len(set(values)) > 3, "the thumb hardly moved"
            box, panel = slider.bounding_box(), page.locator(PANEL).bounding_box()
            beside = box["x"] >= panel["x"] + panel["width"]
            assert beside or box["y"] >= panel["y"] + panel["height"] - 1, f"the panel lies over {name}"
            top = thumb.locator("xpath=ancestor::*[@role='group']").bounding_box()["y"]
            assert top < SIZES[size]["height"] - 20, f"{name} is below the window"
            assert size != "phone" or panel["height"] <= PANEL_OF_A_PHONE, f"the panel grows while {name} moves"
            tried += 1
    in_tabs = {row.group for row in FACTS.rows("groups") if row.in_tabs == "yes"}
    assert tried == (sum(row.group in in_tabs for row in FACTS.knobs.values()) if size == "desk" else len(in_tabs))
    assert not page.complaints


def test_with_a_key_held_the_number_is_there_before_the_server_answers(open_page, facts):
    page = open_page()
    thumb = slider(page, facts)
    thumb.focus()
    page.evaluate("WebSocket.prototype.send = () => {}; let of = WebSocket.prototype; "
                  "while (Object.getPrototypeOf(of) !== EventTarget.prototype) of = Object.getPrototypeOf(of); of.send = () => {}")
    for _ in range(12):
        page.keyboard.down("ArrowRight")
        seen = thumb.evaluate(READ)
        assert seen["ahead"]
        shows(seen, view_of(seen["said"], officers=float(seen["value"])), but=ONLY_THE_SERVER)
    page.keyboard.up("ArrowRight")


def test_what_is_announced_is_the_servers_answer_and_not_each_step(open_page, facts):
    page = open_page()
    page.evaluate("""window.heard = []; new MutationObserver(() => heard.push(document.querySelector('body > [role=status]').textContent))
      .observe(document.querySelector('body > [role=status]'), {childList: true, characterData: true, subtree: true})""")
    dragged(page, slider(page, facts))
    assert len(page.evaluate("heard")) == 1
    assert page.evaluate(ANNOUNCED) == page.locator("[data-spoken]").text_content()
    agrees(page, facts, announced=False)


def test_the_page_follows_a_finger(open_page, facts):
    page = open_page(width=390, height=844, has_touch=True, is_mobile=True)
    thumb = slider(page, facts)
    before = float(thumb.get_attribute("value"))
    thumb.focus()
    at, touch = thumb.evaluate(THUMB)["thumb"], page.context.new_cdp_session(page)
    for i in range(STEPS):
        point = {"x": at["x"] + at["width"] / 2 + 12 * i, "y": at["y"] + at["height"] / 2}
        touch.send("Input.dispatchTouchEvent", {"type": "touchMove" if i else "touchStart", "touchPoints": [point]})
        seen = thumb.evaluate(READ)
        if seen["ahead"]:
            shows(seen, view_of(seen["said"], officers=float(seen["value"])), but=ONLY_THE_SERVER)
    assert seen["ahead"] and float(seen["value"]) > before
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    page.wait_for_timeout(500)
    agrees(page, facts, announced=False)
