"""WCAG 2.2 AA by axe-core in states that a reader can bring about, and what a screen reader is told."""

from __future__ import annotations

import contextlib
from importlib.resources import files

import pytest
from playwright.sync_api import TimeoutError

from bench.screen import press, settle

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# Faults inside Streamlit's own components: (rule, part of the element's address) -> cause.
UPSTREAM = {
    ("scrollable-region-focusable", "stTable"): "st.table puts a wide table into a box that scrolls but takes no focus; "
    "Chromium and Firefox let the keyboard scroll it all the same, and its CSV stands beside it",
}
STATES = {
    "as it opens": {},
    "phone, dark": {"width": 390, "height": 844, "scheme": "dark"},
    "doors open, dark": {"query": "?open=stages~steps~matters~faststart~claims~method~sources~share~lesson~backtest", "scheme": "dark"},
    "own goal, notes, zeros": {"query": "?goal=own&unit=arrests&own=0&officers=x&beds=0"},
    "one part alone": {"query": "?section=needs&embed=true", "until": "[data-testid=stCaptionContainer]"},
}


def faults(page) -> list[str]:
    page.evaluate(AXE)
    found = page.evaluate("tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", STANDARD)
    assert found["passes"], "axe looked at nothing"
    return [
        f"{v['id']}: {v['help']}: {[n['target'] for n in v['nodes'][:3]]}"
        for v in found["violations"]
        if not all(_upstream(v["id"], n) for n in v["nodes"])
    ]


def _upstream(rule: str, node: dict) -> bool:
    return any(rule == known and part in str(node["target"]) for known, part in UPSTREAM)


@pytest.mark.parametrize("state", STATES)
def test_no_violation(open_page, state):
    page = open_page(**STATES[state])
    assert not faults(page)
    assert not page.complaints
    levels = page.evaluate("() => [...document.querySelectorAll('.stMain :is(h1,h2,h3,h4)')].map(h => +h.tagName[1])")
    assert all(b <= a + 1 for a, b in zip(levels, levels[1:], strict=False)), "headings go down one level at a time"
    assert state == "one part alone" or levels[0] == 1 and levels.count(1) == 1


def test_a_slider_is_named_once_with_its_unit_and_its_evidence_in_a_region_with_a_heading(open_page, facts):
    page = open_page()
    reader = page.context.new_cdp_session(page)
    for key, row in [(k.link_key, k) for k in facts.knobs.values() if k.group == "staffing"]:
        handle = page.get_by_role("slider", name=row.label, exact=True)
        found = reader.send("Runtime.evaluate", {"expression": f"document.querySelector('input[aria-describedby=reads-{key}]')"})
        told = reader.send("Accessibility.getPartialAXTree", {"objectId": found["result"]["objectId"], "fetchRelatives": False})
        node = told["nodes"][0]
        assert node["name"]["value"] == row.label
        assert node["description"]["value"] == " ".join(page.locator(f"#reads-{key} p").all_text_contents()).strip()
        if row.style != "percent":
            assert handle.get_attribute("aria-valuetext").endswith(f" {row.unit}")
            handle.press("ArrowRight")
            settle(page)
            assert handle.get_attribute("aria-valuetext").endswith(f" {row.unit}"), "a move takes the unit away"
    region = page.get_by_role("region", name="The record, and a calculation of your own")
    assert region.get_by_role("slider").count() and region.get_by_role("region", name="Result of your settings").count()
    assert region.get_by_role("heading", level=2).first.inner_text() == "The record, and a calculation of your own"


def test_every_chart_tells_what_it_is_and_its_numbers(open_page, facts):
    page = open_page()
    charts = page.locator("[data-testid=stVegaLiteChart]:visible")
    assert charts.count() >= 1
    told = page.locator(".unseen", has_text="In numbers").all_inner_texts()
    assert len(told) == charts.count(), "a drawing has no numbers in words"
    assert all(any(c.isdigit() for c in text) for text in told)
    heard = charts.locator("svg text").evaluate_all("all => all.filter(text => !text.closest('[aria-hidden=true]')).map(text => text.textContent)")
    assert heard == [], "ticks and marks are read before the chart's words"
    before = page.locator(".record-picture").get_attribute("aria-label")
    press(page, facts.knobs["officers"].label, "Home")
    assert page.locator(".record-picture").get_attribute("aria-label") != before


def test_forced_colors_keep_the_picture_the_tracks_the_thumbs_and_the_chosen_tab(open_page):
    page = open_page(before=lambda page: page.emulate_media(forced_colors="active"))
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    places = {"backgroundColor": [".record-picture i.yours", ".record-picture i.record", ".strip i", ".limit .track i"],
              "borderTopColor": ["[data-testid=stSlider] [data-rac]:has(> [data-testid=stSliderThumbValue])"],
              "outlineColor": ["[data-testid=stSlider] [data-orientation] > div:not([data-rac], [data-testid])", "[role=tab][aria-selected=true]"]}
    for style, selectors in places.items():
        for selector in selectors:
            told = page.locator(selector).first.evaluate(f"e => [getComputedStyle(e).{style}, getComputedStyle(e).outlineStyle]")
            assert told[0] != ground and (style != "outlineColor" or told[1] == "solid"), selector


FOCUSED = "(document.activeElement.closest('[class*=st-key-]')?.className.match(/st-key-[\\w-]+/) ?? [document.activeElement.tagName])[0]"
SOON = 10_000  # milliseconds, on a slow machine
STAYS = ("keep-A", "reset", "undo", "limit-beds", "limit-arrests", "set-to-goal", "set-to-goal", "keep-A", "keep-B", "start-fy2012")
GOES = ("notes-away", "remove-b", "to-a", "remove-a")  # with what they do, or can do no more


def test_the_focus_stays_at_a_button_or_goes_to_the_next_one(open_page):
    page = open_page("?officers=x")
    for key in (GOES[0], *STAYS, *GOES[1:]):
        page.locator(f".st-key-{key} button").first.focus()
        page.keyboard.press("Enter")
        page.wait_for_timeout(200)
        settle(page)
        wanted = f"({FOCUSED}) === 'st-key-{key}'" if key in STAYS else f"!['BODY', 'st-key-{key}'].includes({FOCUSED})"
        with contextlib.suppress(TimeoutError):
            page.wait_for_function(wanted, timeout=SOON)
        assert page.evaluate(wanted), f"after {key} the focus is at {page.evaluate(FOCUSED)}"
