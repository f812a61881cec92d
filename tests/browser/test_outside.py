"""What surrounds the page: no other host, frames, other time zones, translation, paper."""

from __future__ import annotations

import http.server
import re
import threading
from functools import partial
from urllib.parse import urlsplit

from bench.screen import press, settle
from browser.agree import number, slider

# As a browser's translation does: text moves into elements that React does not know.
TRANSLATE = """() => { const walk = document.createTreeWalker(document.querySelector('.stMain'), NodeFilter.SHOW_TEXT), all = [];
  while (walk.nextNode()) if (walk.currentNode.data.trim() && !walk.currentNode.parentElement.closest('script, style, svg'))
    all.push(walk.currentNode);
  for (const text of all) { const outer = document.createElement('font'), inner = document.createElement('font');
    text.replaceWith(outer); outer.append(inner); inner.append(text.data); } }"""
# Words and marks that a dark theme leaves pale on white paper, and grounds that it leaves dark.
PALE = """() => [...document.querySelectorAll('.stMain *')].filter(e => e.checkVisibility({visibilityProperty: true}) && e.getClientRects().length)
  .filter(e => { const style = getComputedStyle(e), drawn = e.closest('svg.marks'), words = [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim());
    const color = {text: style.fill, path: style.fill, line: style.stroke}[drawn ? e.tagName : ''] ?? (words && !drawn ? style.color : '');
    const parts = told => (told.match(/[\\d.]+/g) || []).map((part, i) => Number(part) * (told.startsWith('color(') && i < 3 ? 255 : 1));
    const ink = parts(color), ground = parts(style.backgroundColor);
    return (ink.length && ink[3] !== 0 && Math.min(...ink.slice(0, 3)) > 150) || (!(ground[3] < 0.5) && Math.max(...ground.slice(0, 3)) < 60); })
  .map(e => e.outerHTML.slice(0, 160))"""


def test_the_page_asks_for_nothing_outside_its_own_host(open_page, server, facts):
    asked = []
    page = open_page("?open=claims~share", before=lambda page: page.on("request", lambda request: asked.append(request.url)))
    press(page, facts.knobs["officers"].label, "ArrowRight")
    host = urlsplit(server.url).netloc
    assert asked
    assert not [u for u in asked if urlsplit(u).scheme in ("http", "https", "ws", "wss") and urlsplit(u).netloc != host]
    assert not page.complaints


def test_a_frame_shows_one_part(open_page, server, tmp_path):
    (tmp_path / "index.html").write_text(f'<iframe src="{server.url}/?embed=true&section=record" width="700" height="700"></iframe>')
    handler = partial(http.server.SimpleHTTPRequestHandler, directory=tmp_path)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as host:
        threading.Thread(target=host.serve_forever, daemon=True).start()
        page = open_page("?section=record", until=".stVegaLiteChart")
        page.goto(f"http://127.0.0.1:{host.server_port}/")
        inside = page.frame_locator("iframe")
        inside.locator(".stVegaLiteChart svg, .stVegaLiteChart canvas").first.wait_for()
        host.shutdown()
    assert inside.locator(".result").count() == 0, "a frame with one part shows the whole page"
    assert inside.locator("body").evaluate("() => document.documentElement.scrollWidth <= innerWidth")


def test_dates_do_not_move_with_the_readers_clock(open_page):
    labels = "[...document.querySelectorAll('.stVegaLiteChart svg')].map(s => [...s.querySelectorAll('text')].map(t => t.textContent).join('|'))"
    shown = []
    for timezone in ("Pacific/Auckland", "America/Los_Angeles"):
        page = open_page("?section=faststart", until=".stVegaLiteChart svg", timezone_id=timezone)
        shown.append((page.evaluate(labels), page.evaluate(
            "[...document.querySelectorAll('.stVegaLiteChart svg')].map(s => [...s.querySelectorAll('.mark-rect path, .mark-symbol path, "
            ".mark-rule line')].map(p => Math.round(p.getBoundingClientRect().x)).join())"
        )))
    assert shown[0] == shown[1]


def test_a_translated_page_shows_new_numbers_after_a_move(open_page, facts):
    page = open_page()
    page.evaluate(TRANSLATE)
    slider(page, facts).press("Home")
    settle(page)
    assert number(facts, facts.knobs["officers"].low) in page.locator(".result .number").inner_text()
    assert page.locator("[data-testid=stException]").count() == 0
    assert not page.complaints


def test_paper_has_the_result_the_settings_and_no_dark_ground(open_page, facts, tmp_path):
    page = open_page("?officers=9000", scheme="dark")
    (tmp_path / "page.pdf").write_bytes(page.pdf(format="Letter"))
    page.emulate_media(media="print")
    text = page.locator(".stMain").inner_text()
    assert number(facts, 9000) in text
    for row in (r for r in facts.knobs.values() if r.group == "staffing"):
        assert row.label in text, "a setting is not on paper"
    assert page.locator("[data-testid=stSliderThumbValue]:visible").first.inner_text() == "9,000"
    assert page.locator(".under-slider .unseen").first.bounding_box()["width"] > 100, "the marks are not told in words"
    assert page.locator(".strip:visible, .mark-names:visible, .stSlider input:visible, .st-key-undo:visible, .skip:visible").count() == 0
    ground = page.evaluate("getComputedStyle(document.querySelector('.stApp')).backgroundColor")
    assert ground == "rgb(255, 255, 255)"
    assert not page.evaluate(PALE), "words that a dark theme leaves pale on white paper"
    found = re.findall(rb"/Type\s*/Page\b", (tmp_path / "page.pdf").read_bytes())
    assert 2 <= len(found) <= 12, f"{len(found)} pages: the window was printed, or far too much"
