"""WCAG 2.2 AA by axe-core in every state that a reader can bring about, and what a screen reader is told."""

from __future__ import annotations

from importlib.resources import files

import pytest
from bench.screen import press, settle

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
GRAVE = ("serious", "critical")
# Faults inside Streamlit's own components: (rule, part of the element's address) -> cause.
UPSTREAM = {
    (
        "scrollable-region-focusable",
        "stTable",
    ): "st.table puts a wide table into a box that scrolls but takes no focus; "
    "Chromium and Firefox let the keyboard scroll it all the same, and its CSV stands beside it",
}


def faults(page) -> list[str]:
    page.evaluate(AXE)
    found = page.evaluate("tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", STANDARD)
    assert found["passes"], "axe looked at nothing"
    return [
        f"{v['id']} ({v['impact']}): {v['help']}: {[n['target'] for n in v['nodes'][:3]]}"
        for v in found["violations"]
        if v["impact"] in GRAVE and not all(_upstream(v["id"], n) for n in v["nodes"])
    ]


def _upstream(rule: str, node: dict) -> bool:
    return any(rule == known and part in str(node["target"]) for known, part in UPSTREAM)


def open_all(page) -> None:
    """Open every closed part of the page: what the browser opens, and what is drawn at a switch."""
    while (off := page.locator("[data-testid=stCheckbox] input:not(:checked)")).count():
        off.first.evaluate("switch_ => switch_.click()")
        settle(page)
    page.evaluate("document.querySelectorAll('details:not([open]) > summary').forEach(part => part.click())")
    assert page.locator("details:not([open])").count() == 0


STATES = {
    "as it opens": dict(),
    "phone, dark": dict(width=390, height=844, scheme="dark"),
    "all open": dict(then=open_all),
    "phone, all open, dark": dict(width=390, height=844, scheme="dark", then=open_all),
    "arrests, a pin and notes": dict(
        query="?goal=T2-05&count=dhs_repatriations&officers=x",
        then=lambda page: (page.get_by_role("button", name="Pin these settings as A").click(), settle(page)),
    ),
    "details of a slider": dict(
        scheme="dark", then=lambda page: (page.locator(".st-key-more-staffing label").first.click(), settle(page))
    ),
    "zeros": dict(query="?officers=0&beds=0&goal=own&own=0"),
    "one section": dict(query="?section=needs&embed=true", until="#what-the-goal-would-take"),
}


@pytest.mark.parametrize("state", STATES)
def test_no_serious_violation(open_page, state):
    how = dict(STATES[state])
    then = how.pop("then", None)
    page = open_page(**how)
    if then:
        then(page)
    assert not faults(page)


def test_every_chart_tells_its_finding_and_numbers(open_page):
    page = open_page()
    charts = page.locator("[data-testid=stVegaLiteChart][role=graphics-document]")
    assert charts.count() >= 8
    for chart in charts.all():
        assert len(chart.get_attribute("aria-label") or "") > 20, "a chart does not say what it is"
    told = page.locator(".unseen").all_inner_texts()
    assert len(told) == charts.count() + page.locator(".lanes").count(), "a drawing has no numbers in words"
    for text in told:
        assert len(text) > 40 and any(c.isdigit() for c in text), f"a chart says too little: {text!r}"


def test_a_chart_tells_the_new_numbers_after_a_move(open_page):
    page = open_page()
    stages = page.locator(".unseen", has_text="smallest stage")
    before = stages.inner_text()
    press(page, "Deportation officers on the rolls", "End")
    assert stages.inner_text() != before


def test_the_live_result_is_a_status_that_says_what_changed(open_page):
    page = open_page()
    press(page, "Work days a week", "ArrowRight")
    status = page.get_by_role("status", name="Live result")
    assert "Work days a week" in status.inner_text() and "→" in status.inner_text()


def test_headings_go_down_one_level_at_a_time(open_page):
    page = open_page()
    levels = page.evaluate(
        "() => [...document.querySelectorAll('[data-testid=stMain] :is(h1,h2,h3,h4)')].map(h => +h.tagName[1])"
    )
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(b <= a + 1 for a, b in zip(levels, levels[1:], strict=False))


def test_the_keyboard_alone_reaches_every_kind_of_control(open_page):
    page = open_page()
    page.keyboard.press("Tab")
    reached = set()
    for _ in range(140):
        reached.add(
            page.evaluate(
                "() => { const e = document.activeElement; return e.tagName + ':' + (e.type || e.getAttribute('role') || '') }"
            )
        )
        page.keyboard.press("Tab")
    assert {"INPUT:range", "SUMMARY:", "A:"} <= reached, reached
    assert any(r.startswith("BUTTON") for r in reached)
