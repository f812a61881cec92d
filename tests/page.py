"""The page as AppTest runs it, and what a reader sees on it."""

from __future__ import annotations

import re
from functools import cache
from html import unescape
from pathlib import Path

from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

APP = str(Path(__file__).parent.parent / "streamlit_app.py")
SECONDS = 60
# AppTest looks through all installed packages for components at each page anew, which takes twice as long as the page.
manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)
TAGS = re.compile(r"<style>.*?</style>|<[^>]+>", re.DOTALL)


def opened(**query: str) -> AppTest:
    """Return the page as a reader of this address sees it, after its first run."""
    page = AppTest.from_file(APP, default_timeout=SECONDS)
    for key, value in query.items():
        page.query_params[key] = value
    return page.run()


def written(page: AppTest) -> list[str]:
    """Return the text of each element that is written as HTML: the result, what a move did, the needs."""
    return [unescape(TAGS.sub(" ", element.proto.body)) for element in page.get("html")]


def text(page: AppTest) -> str:
    """Return all running text."""
    told = [element.value for element in [*page.markdown, *page.caption, *page.info, *page.warning]]
    return "\n".join(told + written(page))


def headings(page: AppTest) -> list[str]:
    """Return the headings of the parts in sight."""
    return [header.value for header in page.header]


def html_of(page: AppTest, name: str) -> str:
    """Return the text of the element whose HTML has this class."""
    bodies = [element.proto.body for element in page.get("html") if f'class="{name}"' in element.proto.body]
    return " ".join(unescape(TAGS.sub(" ", bodies[0])).split()) if bodies else ""


def part_of(page: AppTest, name: str) -> str:
    """Return a paragraph of the result by its class: number, share, limited."""
    whole = next((e.proto.body for e in page.get("html") if 'class="result"' in e.proto.body), "")
    found = re.search(rf'<p class="{name}"[^>]*>(.*?)</p>', whole)
    return unescape(TAGS.sub("", found[1].replace("</span>", "</span> "))).strip() if found else ""


def number(page: AppTest) -> float:
    """Return the number that the page answers with."""
    return float(re.sub(r"[^\d.]", "", part_of(page, "number").split(" ICE")[0]))


def slider(page: AppTest, key: str):
    """Return a slider that is drawn now by its link key; None where its tab is closed."""
    return next((s for s in page.slider if s.key.split(".")[0] == key), None)


def picker(page: AppTest, key: str):
    """Return a choice by its link key."""
    return next(
        s for s in [*page.selectbox, *page.get("button_group"), *page.number_input] if str(s.key).split(".")[0] == key
    )


def moved(page: AppTest) -> str:
    """Return the sentence on the last move."""
    return html_of(page, "moved")


def link(page: AppTest) -> dict[str, str]:
    """Return the citable link as names and values; the door of links has to be open."""
    from urllib.parse import parse_qsl

    full = next(code.value for code in page.code if "v=" in code.value and "?" in code.value and "<" not in code.value)
    return dict(parse_qsl(full.split("?", 1)[1]))
