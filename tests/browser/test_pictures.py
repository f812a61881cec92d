"""Pictures to take away: in two shapes they hold page, finding, unit, date, sources with years and a short link, uncut."""

from __future__ import annotations

import re
import struct
from urllib.parse import urlsplit

import pytest

from bench.screen import settle

SIZES = {"wide": (1200, 675), "square": (1080, 1080)}
# The texts of a picture, and whether each lies inside of it.
TEXTS = """() => { const svg = document.querySelector('svg'), own = svg.getBoundingClientRect();
  return [...svg.querySelectorAll('text')].map((t) => { const b = t.getBoundingClientRect();
    return [t.textContent, b.left >= own.left - 1 && b.right <= own.right + 1 && b.top >= own.top - 1 && b.bottom <= own.bottom + 1]; }); }"""
# As a browser that protects against fingerprints: what is read is not what was drawn.
NOISE = """() => { CanvasRenderingContext2D.prototype.getImageData = (x, y, w, h) =>
  new ImageData(Uint8ClampedArray.from({ length: 4 * w * h }, () => Math.floor(256 * Math.random())), w, h); }"""


def behind(open_page, section: str, **how):
    """Open a part with what lies behind its figure."""
    page = open_page(f"?section={section}", until=".stVegaLiteChart svg", height=900, **how)
    page.locator("[class*=st-key-data-] summary").first.click()
    page.wait_for_selector("[data-picture=svg]")
    settle(page)
    return page


def saved(page, kind: str, shape: str, to):
    with page.expect_download() as found:
        page.locator(f"[data-picture={kind}][data-shape={shape}]").first.click()
    found.value.save_as(to)
    return found.value.suggested_filename


@pytest.mark.parametrize(("section", "width", "scheme"), [("record", 1280, "dark"), ("pace", 390, "light")])
def test_a_picture_holds_all_that_belongs_to_it_and_nothing_is_cut(open_page, facts, tmp_path, section, width, scheme):
    page = behind(open_page, section, width=width, scheme=scheme)
    said = page.locator("[data-figure]").first.evaluate("(node) => ({ ...node.dataset })")
    page.wait_for_function("() => document.querySelector('.stVegaLiteChart svg').clientWidth > 0")
    before = page.evaluate("document.querySelector('.stVegaLiteChart svg').clientWidth")
    for shape, size in SIZES.items():
        assert saved(page, "png", shape, tmp_path / "chart.png").endswith(f"-{shape}.png")
        head = (tmp_path / "chart.png").read_bytes()[:24]
        assert struct.unpack(">II", head[16:24]) == tuple(2 * side for side in size)
        assert saved(page, "svg", shape, tmp_path / f"{shape}.svg").endswith(f"-{shape}.svg")
        page.wait_for_function(f"() => document.querySelector('.stVegaLiteChart svg')?.clientWidth === {before}")
    assert said["page"] == facts.about["title"] and re.search(r"[12]\d{3}", said["sources"])
    page.goto("about:blank")
    for shape in SIZES:
        drawn = (tmp_path / f"{shape}.svg").read_text()
        assert "textLength" not in drawn and "spacingAndGlyphs" not in drawn, "some browsers cut letters by it"
        assert "#14191f" not in drawn and "rgb(20, 25, 31)" not in drawn, "a picture is for paper"
        page.set_content(drawn)
        lines = page.evaluate(TEXTS)
        together = " ".join(text for text, _ in lines)
        for part in ("page", "finding", "counts", "date", "sources"):
            assert said[part] in together, part
        assert said["link"] in together.replace(" ", "") and len(urlsplit(said["link"]).query) < 60, "a link that can be typed"
        assert [text for text, inside in lines if not inside] == [], shape


def test_where_a_canvas_may_not_be_read_the_picture_is_saved_as_svg_with_a_word(open_page, tmp_path):
    page = behind(open_page, "record", width=1280)
    said = page.locator("[data-figure] [role=status]").first
    assert said.inner_text() == ""
    page.evaluate(NOISE)
    assert saved(page, "png", "wide", tmp_path / "chart.svg").endswith(".svg")
    assert "<svg" in (tmp_path / "chart.svg").read_text() and "saved as SVG" in said.inner_text()
