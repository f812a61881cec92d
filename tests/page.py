"""The page as AppTest runs it, and what a reader sees on it."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

from streamlit.testing.v1 import AppTest

APP = str(Path(__file__).parent.parent / "streamlit_app.py")
SECONDS = 60


def opened(**query: str) -> AppTest:
    """Return the page as a reader of this address sees it, after its first run."""
    page = AppTest.from_file(APP, default_timeout=SECONDS)
    for key, value in query.items():
        page.query_params[key] = value
    return page.run()


def written(page: AppTest) -> list[str]:
    """Return the text of each element that is written as HTML: findings with their numbers, light tables, the bar."""
    return [unescape(element.proto.body) for element in page.get("html")]


def text(page: AppTest) -> str:
    """Return all running text, tables included."""
    told = [element.value for element in [*page.markdown, *page.caption, *page.info, *page.warning]]
    return "\n".join(told + written(page))


def headings(page: AppTest) -> list[str]:
    """Return the headings of the sections."""
    drawn = [e.proto.body if e.type == "html" else e.value for e in page.main if e.type in ("html", "markdown")]
    found = [re.search(r"\A## (.*)|<h2[^>]*>(.*?)</h2>", part) for part in drawn]
    return [f.group(1) or f.group(2) for f in found if f]
