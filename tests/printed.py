"""What the page prints, to be read by a person: `python tests/printed.py` writes it to printed.txt, and git shows what differs.

A law tells whether a sentence is true of its numbers. It cannot tell whether a sentence still stands where it stood, whether a
mark has its label, or a button its name. So all words that a reader is shown are written down here, and each change of them, by
the code or by new rows of data, is read once. A view is written as what it has beside the page as opened, and what it lacks.
"""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Callable, Iterator
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

TESTS = Path(__file__).resolve().parent
sys.path[:0] = [str(TESTS), str(TESTS.parent)]

import pyarrow as pa  # noqa: E402
from google.protobuf.json_format import MessageToDict  # noqa: E402
from known import FACTS  # noqa: E402
from page import Page, look_closer, opened, picker, plain, slider  # noqa: E402

from explainer.page import parts  # noqa: E402
from explainer.records import goals  # noqa: E402

KEPT = TESTS / "printed.txt"
OPENED, ALL = "as opened", "all that can be opened"
EVERY = "~".join(part.key for part in parts.BEHIND)
FEW = 8  # rows of a table; of more, the first and the last are written down
LACKS = 60  # characters by which a line that a view lacks is known
LINK = re.compile(r"\?v=[^\s\"}<)]+")  # held by the laws of links
SAID = re.compile(r'(?:aria-label|title)="([^"]+)"')  # of HTML, what is heard or shown at a pointer
WORDS = {"label", "body", "content", "codeText", "placeholder", "help", "alt", "tooltip"}  # of Streamlit's elements
Act = Callable[[Page], Any]


def goal(**is_: str) -> str:
    """Return the first goal that can be tested with these properties."""
    return next(row.goal for row in goals.testable(FACTS) if is_.items() <= vars(goals.from_row(row)).items())


def _press(key: str) -> Act:
    return lambda page: page.button(key=key).click().run()


def _move(knob: str, *, to: float) -> Act:
    return lambda page: slider(page, FACTS.knobs[knob].link_key).set_value(to).run()


def _choose(key: str, value: str) -> Act:
    return lambda page: picker(page, key).set_value(value).run()


def open_all(page: Page) -> Page:
    """Open all that can be opened on the page as it is drawn: the id of an expander ends in its key."""
    for expander in page.get("expander"):
        page.session_state[expander.proto.id.split("-", 2)[-1]] = True
    return page.run()


def views() -> dict[str, tuple[str, dict[str, str], list[Act]]]:
    """Return the views that are written down: the view each is set beside, the address, and what the reader does after it."""
    knobs = {knob: row.link_key for knob, row in FACTS.knobs.items()}
    tabs = [row.group for row in FACTS.rows("groups") if row.in_tabs == "yes"]
    found: dict[str, tuple[str, dict[str, str], list[Act]]] = {
        OPENED: ("", {}, []),
        ALL: (OPENED, {"open": EVERY}, [open_all]),
    }
    found |= {f"tab {tab}": (OPENED, {"tab": tab}, [open_all]) for tab in tabs}
    opened_wide = {
        "goal in arrests": {"goal": goal(measure="arrests")},
        "goal of all DHS": {"goal": goal(scope="DHS", measure="removals")},
        "goal of one's own, met": {"goal": "own", "own": "300000", "unit": "removals"},
        "goal of one's own, far": {"goal": "own", "own": "5000000", "unit": "removals"},
        "goal of one's own in arrests": {"goal": "own", "own": "900", "unit": "arrests"},
        "goal of nothing": {"goal": "own", "own": "0", "unit": "removals"},
        "held by beds": {knobs["beds"]: "30000"},
        "held by flights": {knobs["flights_per_month"]: "60"},
        "held by orders": {knobs["judges"]: "100"},
        "nobody": {knobs["officers"]: "0", knobs["borrowed"]: "0", knobs["border_removals"]: "0"},
        "beyond the record": {knobs["officers"]: "40000", knobs["arrests_per_officer_day"]: "0.9"},
        "scenario A beside": {"a": f"{knobs['officers']}:6000", knobs["beds"]: "60000"},
        "a link with faults": {"officers": "many", "goal": "nobody", "count": "all"},
    } | {f"counted as {name}": {"count": name} for name in FACTS.definition_rows}
    found |= {name: (ALL, {**query, "open": EVERY}, [open_all]) for name, query in opened_wide.items()}
    for name, at in FACTS.starts.items():
        found[f"start {name}"] = (OPENED, {knobs[knob]: f"{value:.12g}" for knob, value in at.items()}, [])
    found |= {f"part {key} alone": (ALL, {"section": key}, []) for key in (parts.CALCULATOR, "record", "needs", "pace")}
    for kind in FACTS.rows("goal_kinds"):
        found[f"goals of kind {kind.kind}"] = (ALL, {"section": "goals"}, [_choose("kind", kind.kind), open_all])
    acts: dict[str, list[Act]] = {
        "more officers": [_move("officers", to=12_000)],
        "as many officers as can be": [_move("officers", to=FACTS.knobs["officers"].high)],
        "moved and undone": [_move("officers", to=12_000), _press("undo")],
        "moved and reset": [_move("officers", to=12_000), _press("reset")],
        "nothing to undo": [_press("undo")],
        "kept as A": [_press("keep-A")],
        "kept as A, then moved": [_press("keep-A"), _move("officers", to=12_000)],
        "kept as A and B": [_press("keep-A"), _move("officers", to=12_000), _press("keep-B"), _move("officers", to=9_000)],
        "kept as A twice": [_press("keep-A"), _move("officers", to=12_000), _press("keep-A")],
        "kept as A, then put away": [_press("keep-A"), _press("remove-a")],
        "set to what the goal takes": [_press("set-to-goal")],
        "set to it twice": [_press("set-to-goal"), _press("set-to-goal")],
        "another goal chosen": [_choose("goal", goal(measure="arrests"))],
        "another count chosen": [_choose("count", list(FACTS.definition_rows)[-1])],
        "limits opened and moved": [lambda page: look_closer(page, "stages"), _move("officers", to=12_000)],
    }
    found |= {name: (OPENED, {}, of) for name, of in acts.items()}
    found["more beds, to no effect"] = (OPENED, {"tab": "capacity"}, [_move("beds", to=90_000)])
    return found


@cache
def shown(name: str) -> list[str]:
    """Return what is shown in a view, a line to a paragraph."""
    _, query, acts = views()[name]
    page = opened(**query)
    for act in acts:
        act(page)
    return lines(page)


def lines(page: Page) -> list[str]:
    """Return all words that a page shows, in their order."""
    return list(_lines(page.main))


def _lines(block: Any) -> Iterator[str]:
    for child in block.children.values():
        for told in _told(child):
            text = " ".join(LINK.sub("?v=…", told).split())
            if text:
                yield f"{child.type}: {text}"
        if hasattr(child, "children"):
            yield from _lines(child)


def _told(element: Any) -> Iterator[str]:
    """Yield what an element shows, a paragraph at a time."""
    proto = getattr(element, "proto", None)
    if proto is None:
        return
    if element.type == "html":
        if not proto.body.lstrip().startswith(("<style", "<script")):
            yield plain(proto.body)
            yield unescape("; ".join(SAID.findall(proto.body)))
        return
    fields = MessageToDict(proto)
    for text in _texts(fields):
        yield from text.split("\n")
    if element.type == "slider":
        at = "" if element.value is None else f"at {element.value:.6g}, "
        yield f"{at}{proto.min:.6g} to {proto.max:.6g} by {proto.step:.6g}"
    if fields.get("disabled"):
        yield "cannot be pressed"
    for data in getattr(proto, "datasets", []):
        yield from _rows(data.name, data.data.data)
    if element.type in ("table", "arrow_table"):
        yield from _rows("", proto.data if hasattr(proto, "data") else proto.arrow_data.data)


def _texts(of: dict[str, Any]) -> Iterator[str]:
    """Yield the words among an element's fields, wherever they stand."""
    for name, value in of.items():
        entries = value if isinstance(value, list) else [value]
        if name in WORDS and isinstance(value, str):
            yield value
        elif name == "options" and all(isinstance(entry, str) for entry in entries):
            yield " | ".join(entries)
        elif name not in ("datasets", "arrowData"):
            for entry in entries:
                yield from _texts(entry) if isinstance(entry, dict) else ()


def _rows(name: str, sent: bytes) -> Iterator[str]:
    rows = pa.ipc.open_stream(sent).read_all().to_pylist()
    ends = rows if len(rows) <= FEW else [*rows[:2], *rows[-2:]]
    yield f"{name} {len(rows)} rows"
    for row in ends:
        yield " | ".join(f"{v:.6g}" if isinstance(v, float) else str(v) for v in row.values())


def beside(told: list[str], other: list[str]) -> list[str]:
    """Return what a view has beside another one, and what it lacks: by the beginnings of lines, or as their number."""
    has, of_other = dict.fromkeys(told), dict.fromkeys(other)
    lacks = [line for line in of_other if line not in has]
    most = len(lacks) > len(of_other) / 2  # as where a part stands alone
    return [f"+ {line}" for line in has if line not in of_other] + (
        [f"- {len(lacks)} lines"] if most else [f"- {line[:LACKS]}" for line in lacks]
    )


def differs(name: str) -> list[str]:
    """Return what a view has beside the one that it is set beside."""
    other, _, _ = views()[name]
    return beside(shown(name), shown(other) if other else [])


def blocks(found: dict[str, list[str]]) -> str:
    """Return views as they are kept: a heading and a line to a paragraph."""
    return "".join(f"== {name}\n" + "".join(f"{line}\n" for line in told) + "\n" for name, told in found.items())


if __name__ == "__main__":
    logging.disable(logging.WARNING)  # Streamlit remarks that it runs without a browser
    KEPT.write_text(blocks({name: differs(name) for name in views()}), encoding="utf-8")
