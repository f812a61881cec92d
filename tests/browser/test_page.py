"""The real page in a real browser: sizes, keyboard, address, pictures, files, paper, frames."""

from __future__ import annotations

import http.server
import re
import threading
from functools import partial
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from bench.screen import press, settle

from explainer.draw import takeaway

BAR = "[data-testid=stBottom] .slim"
LONGER_THAN_A_BURST = 1600  # milliseconds; page.js takes steps that follow sooner for one
OFFICERS = "Deportation officers on the rolls"
WIDTHS = (320, 390, 768, 1280, 1920)


def bar(page) -> str:
    return page.locator(BAR).inner_text()


@pytest.mark.parametrize("width", WIDTHS)
def test_no_width_scrolls_sideways(open_page, width):
    page = open_page(width=width, height=844, scheme="light" if width > 400 else "dark")
    inside = page.evaluate("document.documentElement.scrollWidth")
    assert inside <= width, f"the page is {inside} wide in a window of {width}"
    wider = page.evaluate("""() => [...document.querySelectorAll('[data-testid=stMain] h1, h2, h3, p, li, .bars, .strip, [data-testid=stVegaLiteChart]')]
        .filter(e => e.getClientRects().length && !e.closest('table, details:not([open])') && e.getBoundingClientRect().right > innerWidth + 1).map(e => e.innerText.slice(0, 60))""")
    assert not wider, f"these run out of a window of {width}: {wider[:3]}"
    assert not page.complaints
    assert page.locator("[data-testid=stException]").count() == 0


def test_the_first_screen_of_a_phone_has_question_answer_and_a_way_to_the_sliders(open_page):
    page = open_page(width=390, height=844)
    for text in ("What has been done before", "The goal tested here", "Move the sliders"):
        box = page.get_by_text(text).first.bounding_box()
        assert box["y"] + box["height"] < 844 - 60, f"“{text}” is below the first screen"


def test_a_slider_moves_by_keyboard_and_the_bar_follows(open_page):
    page = open_page(width=390, height=844)
    before = bar(page)
    press(page, OFFICERS, "ArrowRight")
    after = bar(page)
    assert before != after
    assert "6,000 → 6,250" in after
    assert page.locator(BAR).is_visible()


def test_charts_keep_their_height_while_sliders_move(open_page):
    page = open_page()
    heights = "() => [...document.querySelectorAll('[data-testid=stVegaLiteChart]')].map(e => Math.round(e.getBoundingClientRect().height))"
    before = page.evaluate(heights)
    press(page, OFFICERS, "End")
    press(page, "Interior removals as a share of arrests", "Home")
    assert page.evaluate(heights) == before


def test_the_address_follows_and_reload_back_and_forward_give_the_same_view(open_page):
    page = open_page()
    page.get_by_role("radio", name="FY2012", exact=True).click()
    settle(page)
    query, told = parse_qs(urlsplit(page.url).query), bar(page).split("\n")[:3]
    assert query["officers"] == ["5800"] and "rate" in query
    page.reload()
    page.wait_for_selector("#method-limits-sources")
    settle(page)
    assert bar(page).split("\n")[:3] == told
    page.get_by_role("radio", name="Winter 2025-26").click()
    settle(page)
    winter = bar(page).split("\n")[:3]
    page.go_back()
    settle(page)
    assert bar(page).split("\n")[:3] == told, "one step back undoes one starting point"
    page.go_forward()
    settle(page)
    assert bar(page).split("\n")[:3] == winter


def test_both_fragments_keep_step_with_undo_reset_and_the_address(open_page):
    """The fast start is a fragment of its own; what changes settings of both has to reach both."""
    page = open_page()
    link = page.locator("[data-testid=stCode]", has_text="&officers=").first
    press(page, "Prepared targets", "Home")
    assert "list=0" in link.inner_text() and parse_qs(urlsplit(page.url).query)["list"] == ["0"]
    assert page.get_by_role("heading", name="No list or no preparation time").count() == 1
    page.get_by_role("button", name="Undo the last change").click()
    settle(page)
    assert "list=0&" not in link.inner_text() and "list" not in parse_qs(urlsplit(page.url).query)
    assert page.get_by_role("heading", name="A list of this size").count() == 1
    page.get_by_role("radio", name="FY2012", exact=True).click()
    settle(page)
    page.get_by_role("button", name="Reset all").click()
    settle(page)
    assert not urlsplit(page.url).query, "no setting is left in the address"
    page.wait_for_timeout(LONGER_THAN_A_BURST)
    press(page, "Prepared targets", "Home")
    page.get_by_role("radio", name="Winter 2025-26").click()
    settle(page)
    assert "list=0&" not in link.inner_text()
    page.go_back()
    settle(page)
    assert parse_qs(urlsplit(page.url).query)["list"] == ["0"] and "list=0&" in link.inner_text()
    page.go_forward()
    settle(page)
    assert "list=0&" not in link.inner_text(), "the link is that of the address"


def test_goal_and_definition_stand_in_the_address_by_their_ids(open_page):
    page = open_page("?goal=T2-17&count=dhs_removals_returns")
    assert "3,000 arrests a day" in page.inner_text("[data-testid=stMain]")
    page.get_by_role("radio", name="DHS removals on orders").or_(
        page.get_by_role("button", name="DHS removals on orders")
    ).first.click()
    settle(page)
    assert parse_qs(urlsplit(page.url).query)["count"] == ["dhs_removals"]


def test_the_page_asks_for_nothing_outside_its_own_host(open_page, server):
    page = open_page()
    press(page, OFFICERS, "ArrowRight")
    host = urlsplit(server.url).netloc
    outside = [
        url
        for url in page.requested
        if urlsplit(url).scheme in ("http", "https", "ws", "wss") and urlsplit(url).netloc != host
    ]
    assert not outside


def test_a_table_downloads_as_csv_and_reads_back(open_page):
    page = open_page("?officers=9000")
    page.locator(".st-key-table-stages label").click()
    with page.expect_download() as waiting:
        page.locator(".st-key-csv-stages button").click()
    header, table = takeaway.read_back(Path(waiting.value.path()).read_text(encoding="utf-8"))
    assert {"counts", "source", "data version", "link"} <= set(header)
    shown = page.locator(".st-key-table-stages-part table").inner_text()
    for number in table["Removals a year"]:
        assert str(number) in shown


@pytest.mark.parametrize("kind", ["svg", "png"])
def test_a_chart_saves_as_a_picture_with_title_sources_and_link(open_page, kind):
    page = open_page()
    page.locator(".st-key-table-stages label").click()
    with page.expect_download() as waiting:
        page.locator(f".st-key-table-stages-part [data-picture={kind}]").click()
    saved = Path(waiting.value.path()).read_bytes()
    if kind == "png":
        assert saved.startswith(b"\x89PNG") and len(saved) > 10_000
        return
    text = re.sub(r"<[^>]+>", " ", saved.decode())
    for part in ("smallest stage", "Sources:", "officers=6000", "271,000"):
        assert part in text, f"the picture lacks {part}"


def test_the_sheet_stands_by_itself_and_prints_on_two_pages(open_page, tmp_path):
    page = open_page("?officers=9000")
    page.locator(".st-key-take-away label").click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Your view as a sheet to print").click()
    sheet = tmp_path / "sheet.html"
    waiting.value.save_as(sheet)
    paper = page.context.new_page()
    asked = []
    paper.on("request", lambda request: asked.append(request.url))
    paper.goto(sheet.as_uri())
    assert asked == [sheet.as_uri()], "the sheet fetches something"
    assert "9,000" in paper.inner_text("body") and paper.locator("svg").is_visible()
    pages = paper.pdf(format="Letter").count(b"/Type /Page\n") or len(
        re.findall(rb"/Type\s*/Page\b", paper.pdf(format="Letter"))
    )
    assert pages <= 2


def test_print_leaves_out_widgets_and_what_the_reader_left_closed_but_has_all_claims(open_page):
    page = open_page()
    page.locator(".st-key-glossary label").click()
    settle(page)
    page.emulate_media(media="print")
    for hidden in ("[data-testid=stBottom]", "[data-testid=stSlider]", ".st-key-table-stages label", ".contents"):
        assert not page.locator(hidden).first.is_visible()
    assert page.locator(".st-key-glossary-part [data-testid=stMarkdownContainer] li").first.is_visible()
    assert page.get_by_text("Verdict:").first.is_visible(), "a claim stays without its evidence on paper"


@pytest.fixture
def elsewhere(tmp_path, server):
    """The address of another site's page, with the explainer's goals in its frame."""
    (tmp_path / "index.html").write_text(
        f'<h1>Another page</h1><iframe src="{server.url}/?section=goals&embed=true" width="700" height="700"></iframe>',
        encoding="utf-8",
    )
    handler = partial(http.server.SimpleHTTPRequestHandler, directory=str(tmp_path))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as site:
        threading.Thread(target=site.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{site.server_port}/"
        site.shutdown()


def test_one_section_shows_in_a_frame_of_another_site(browser, elsewhere):
    with browser.new_context() as window:
        page = window.new_page()
        page.goto(elsewhere)
        frame = page.frame_locator("iframe")
        frame.get_by_role("heading", name="What was said").wait_for()
        frame.get_by_text("From Deportation goals and the record").wait_for()
        assert frame.get_by_role("heading", name="Your result").count() == 0


def test_an_exact_value_can_be_typed(open_page):
    page = open_page()
    page.locator(".st-key-more-staffing label").first.click()
    entry = page.get_by_role("spinbutton", name="Deportation officers on the rolls, exact (officers)")
    entry.fill("7777")
    entry.press("Enter")
    settle(page)
    assert parse_qs(urlsplit(page.url).query)["officers"] == ["7777"]
