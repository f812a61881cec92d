"""The page as AppTest runs it, with what a browser keeps of it, and what a reader sees on it."""

from __future__ import annotations

import re
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any
from unittest.mock import patch
from urllib.parse import parse_qsl

from known import FACTS
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest, local_script_runner
from strategies import STATED

from explainer.model import steps
from explainer.model.steps import Scenario
from explainer.page import parts
from explainer.page.reading import Reading
from explainer.reader import links, redraw, view

GROUPS = {row.group: row.label for row in FACTS.rows("groups") if row.in_tabs == "yes"}  # of sliders, by their tab
ARRESTS = next(goal for goal, of in STATED.items() if of.measure == "arrests")
APP = str(Path(__file__).parent.parent / "streamlit_app.py")
SECONDS = 60
# AppTest looks through all installed packages for components at each page anew, which takes twice as long as the page.
manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)
parse = local_script_runner.parse_tree_from_messages
TAGS = re.compile(r"<style>.*?</style>|<script>.*?</script>|<[^>]+>", re.DOTALL)


class Page(AppTest):
    """The page as a browser holds it: what a change does not draw again stands as it was.

    AppTest by itself forgets all that a run of a few fragments does not draw.
    """

    sent: list[Any]  # messages of the last run to the browser
    _held: list[Any]

    def _run(self, *given: Any, **named: Any) -> AppTest:
        with patch.object(local_script_runner, "parse_tree_from_messages", self._with_what_stands):
            return super()._run(*given, **named)

    def _with_what_stands(self, messages: list[Any]) -> Any:
        self.sent = list(messages)
        drawn = {tuple(m.metadata.delta_path) for m in messages if m.HasField("delta")}
        held = [] if self.drawn_again is None else self._held
        self._held = [m for m in held if not any(path in drawn for path in _ways_to(m))] + self.sent
        return parse(self._held)

    @property
    def drawn_again(self) -> set[str] | None:
        """The keys of the fragments that the last run drew; None where it drew the whole page."""
        of = {m.delta.fragment_id for m in self.sent if m.HasField("delta")}
        keys = self._fragment_storage._target_key_by_id  # noqa: SLF001
        return None if "" in of else {keys[fragment] for fragment in of & set(keys)}


def _ways_to(message: Any) -> list[tuple[int, ...]]:
    """The places of what a message draws and of all that it is drawn in."""
    path = tuple(message.metadata.delta_path) if message.HasField("delta") else ()
    return [path[: end + 1] for end in range(len(path))]


def opened(**query: str) -> Page:
    """Return the page as a reader of this address sees it, after its first run."""
    page = Page(APP, default_timeout=SECONDS)
    for key, value in query.items():
        page.query_params[key] = value
    return page.run()


def bodies(page: AppTest) -> list[str]:
    """Return each element that is written as HTML, styles and scripts left out."""
    found = [element.proto.body for element in page.get("html")]
    return [body for body in found if not body.lstrip().startswith(("<style", "<script"))]


def plain(html: str) -> str:
    """Return what HTML shows, blanks as one."""
    return " ".join(unescape(TAGS.sub(" ", html)).split())


def text(page: AppTest) -> str:
    """Return all running text."""
    told = [element.value for element in [*page.markdown, *page.caption, *page.info, *page.warning]]
    return "\n".join(told + [plain(body) for body in bodies(page)])


def headings(page: AppTest) -> list[str]:
    """Return the headings of the parts in sight."""
    found = [plain(inner) for body in bodies(page) for inner in re.findall(r"<h2[^>]*>(.*?)</h2>", body)]
    return [header.value for header in page.header] + found


def result(page: AppTest) -> str:
    """Return the result as HTML: number, share, what the last change did, what holds it there, the limits."""
    return next((body for body in bodies(page) if 'class="result"' in body), "")


def part_of(page: AppTest, name: str) -> str:
    """Return a paragraph of the result by its class: number, share, moved, held."""
    found = re.search(rf'<p class="{name}"[^>]*>(.*?)</p>', result(page))
    return plain(found[1]) if found else ""


def reading(s: Scenario, **query: Any) -> Reading:
    """Return what a part is given at these settings, and at what else a link could name."""
    return Reading(FACTS, view.from_link(FACTS, links.Link(**query)).at(s))


def model(**knobs: float) -> steps.Outcome:
    """Return what the page's own settings give with these changed."""
    return steps.run(Scenario(**FACTS.defaults | knobs))


def number(page: AppTest) -> float:
    """Return the number that the page answers with."""
    return float(re.sub(r"[^\d.]", "", part_of(page, "number").split(" ICE")[0]))


def limits(page: AppTest) -> dict[str, str]:
    """Return what each limit allows, by its key, as the bars say."""
    return dict(re.findall(r'data-live-text="limit-(\w+)">([^<]*)<', result(page)))


def slider(page: AppTest, key: str):
    """Return a slider that is drawn now by its link key; None where its tab is closed."""
    return next((s for s in page.slider if s.key.split(".")[0] == key), None)


def picker(page: AppTest, key: str):
    """Return a choice by its link key."""
    return next(
        s for s in [*page.selectbox, *page.get("button_group"), *page.text_input] if str(s.key).split(".")[0] == key
    )


def menu(page: AppTest, key: str):
    """Return a button with a menu by its key."""
    return next(m for m in page.get("menu_button") if m.key == key)


def set_exactly(page: AppTest, key: str, value: float) -> AppTest:
    """Write a setting's exact value into its field, and send it."""
    page.session_state[redraw.EXACT] = True
    page.run()
    next(field for field in page.text_input if field.key == f"entry-{key}").set_value(f"{value:.15g}")
    return page.button(key=f"set-{key}").click().run()


def look_closer(page: AppTest, key: str) -> AppTest:
    """Press the choice that opens or closes a part, in the row that has it."""
    name = next(part.name for part in parts.BEHIND if part.key == key)
    row = next(g for g in page.get("button_group") if str(g.key).startswith("closer-") and name in g.options)
    return (row.unselect(key) if key in row.value else row.select(key)).run()

def moved(page: AppTest) -> str:
    """Return the sentence on the last change."""
    return part_of(page, "moved")


def link(page: AppTest) -> dict[str, str]:
    """Return the citable link as names and values; the part with links has to be open."""
    full = next(code.value for code in page.code if "v=" in code.value and "?" in code.value and "<" not in code.value)
    return dict(parse_qsl(full.split("?", 1)[1]))
