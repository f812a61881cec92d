"""What the page prints, to be read by a person: `python tests/printed.py` writes it to printed.txt, and git shows what differs.

A law tells whether a sentence is true of its numbers. It cannot tell whether a sentence still stands where it stood, whether a
mark has its label, or a button its name. So all that a reader is shown is written down here, in the views where the page says
something else, and each change of it, by the code or by new rows of data, is read once.
"""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

TESTS = Path(__file__).resolve().parent
sys.path[:0] = [str(TESTS), str(TESTS.parent)]

import pyarrow as pa  # noqa: E402
from google.protobuf.json_format import MessageToDict  # noqa: E402
from known import FACTS  # noqa: E402
from page import opened, picker, slider  # noqa: E402
from streamlit.testing.v1 import AppTest  # noqa: E402

from explainer.page import parts  # noqa: E402
from explainer.records import goals  # noqa: E402

KEPT = TESTS / "printed.txt"
DOORS = "~".join(part.key for part in parts.doors(FACTS))
TABS = [row.group for row in FACTS.rows("groups") if row.in_tabs == "yes"]
FEW = 8  # rows of a table; of more, the ends are written down, as of long texts
LONG = 1_200  # characters
LINK = re.compile(r"\?v=[^\s\"}<]+")  # held by the laws of links
IDENTITY = re.compile(r"\$\$ID-[0-9a-f]+-")  # differs from folder to folder
LOOKS = ("<script", "<style")
# What a browser is told beyond what it shows.
UNSEEN = {"id", "formId", "spec", "datasets", "data", "arrowData", "styler", "useContainerWidth", "theme", "elementHash", "url", "isForm",
          "isFormSubmitter", "heightConfig", "widthConfig", "setValue", "blockId", "queryParamKey", "widgetId", "commandId", "deferredFileId"}


def goal(**is_: str) -> str:
    """Return the first goal that can be tested with these properties."""
    return next(row.goal for row in goals.testable(FACTS) if is_.items() <= vars(goals.from_row(row)).items())


def _press(key: str) -> Callable[[AppTest], AppTest]:
    return lambda page: page.button(key=key).click().run()


def _move(knob: str, *, to: float) -> Callable[[AppTest], AppTest]:
    return lambda page: slider(page, FACTS.knobs[knob].link_key).set_value(to).run()


def _open_all(page: AppTest) -> AppTest:
    """Open all that can be opened: the id of an expander ends in its key."""
    for expander in page.get("expander"):
        page.session_state[expander.proto.id.split("-", 2)[-1]] = True
    return page.run()


def views() -> dict[str, tuple[dict[str, str], list[Callable[[AppTest], AppTest]]]]:
    """Return the views that are written down: the address, and what the reader does after it."""
    knobs, small, large = FACTS.knobs, "300000", "5000000"
    found: dict[str, tuple[dict[str, str], list[Callable[[AppTest], AppTest]]]] = {"as opened": ({}, []), "every door": ({"open": DOORS}, [_open_all])}
    found |= {f"tab {tab}": ({"tab": tab}, [_open_all]) for tab in TABS}
    for name, query in {
        "goal in arrests": {"goal": goal(measure="arrests")},
        "goal of all DHS": {"goal": goal(scope="DHS", measure="removals")},
        "goal of one's own, met": {"goal": "own", "own": small, "unit": "removals"},
        "goal of one's own, far": {"goal": "own", "own": large, "unit": "removals"},
        "goal of one's own in arrests": {"goal": "own", "own": "900", "unit": "arrests"},
        "goal of nothing": {"goal": "own", "own": "0", "unit": "removals"},
        "limited by beds": {knobs["beds"].link_key: "30000"},
        "limited by flights": {knobs["flights_per_month"].link_key: "60"},
        "limited by orders": {knobs["judges"].link_key: "100"},
        "nobody": {knobs["officers"].link_key: "0", knobs["borrowed"].link_key: "0", knobs["border_removals"].link_key: "0"},
        "beyond the record": {knobs["officers"].link_key: "40000", knobs["arrests_per_officer_day"].link_key: "0.9"},
        "scenario A beside": {"a": f"{knobs['officers'].link_key}:6000", knobs["beds"].link_key: "60000"},
        "a link with faults": {"officers": "many", "goal": "nobody", "count": "all"},
    }.items():
        found[name] = ({**query, "open": DOORS}, [])
    found |= {f"counted as {name}": ({"count": name, "open": DOORS}, []) for name in FACTS.definition_rows}
    found |= {f"start {name}": ({knobs[knob].link_key: f"{value:.12g}" for knob, value in at.items()}, []) for name, at in FACTS.starts.items()}
    found |= {f"part {key} alone": ({"section": key}, []) for key in (parts.CALCULATOR, "record", "needs", "pace")}
    found |= {f"goals of kind {row.kind}": ({"section": "goals"}, [lambda page, kind=row.kind: picker(page, "kind").set_value(kind).run()])
              for row in FACTS.rows("goal_kinds")}
    most = knobs["officers"].high
    found |= {
        "more officers": ({}, [_move("officers", to=12_000)]),
        "as many officers as can be": ({}, [_move("officers", to=most)]),
        "more beds, to no effect": ({"tab": "capacity"}, [_move("beds", to=90_000)]),
        "moved and undone": ({}, [_move("officers", to=12_000), _press("undo")]),
        "moved and reset": ({}, [_move("officers", to=12_000), _press("reset")]),
        "kept as A": ({}, [_press("save")]),
        "kept as A, then moved": ({}, [_press("save"), _move("officers", to=12_000)]),
        "kept as A, then put away": ({}, [_press("save"), _press("remove-a")]),
        "set to what the goal takes": ({}, [_press("set-to-goal")]),
        "another goal chosen": ({}, [lambda page: picker(page, "goal").set_value(goal(measure="arrests")).run()]),
        "another count chosen": ({}, [lambda page: picker(page, "count").set_value(list(FACTS.definition_rows)[-1]).run()]),
    }
    return found


def shown(name: str) -> list[str]:
    """Return what is shown in a view, a line to an element."""
    query, acts = views()[name]
    page = opened(**query)
    for act in acts:
        page = act(page)
    return [line for line in _lines(page.main) if line]


def _lines(block: Any) -> Iterator[str]:
    for child in block.children.values():
        yield _line(child)
        if hasattr(child, "children"):
            yield from _lines(child)


def _line(element: Any) -> str:
    """Return an element as one line: its kind, and all that it shows."""
    kind, proto = element.type, getattr(element, "proto", None)
    if proto is None:
        return ""
    fields = {key: value for key, value in MessageToDict(proto).items() if key not in UNSEEN}
    told = [f"{key}: {' '.join(str(value).split())}" for key, value in fields.items() if value not in ("", [], {}, None)]
    if kind == "vega_lite_chart":
        told += [f"{data.name or 'rows'}: {_rows(data.data.data)}" for data in proto.datasets]
    if kind in ("table", "arrow_table", "dataframe"):
        told.append(_rows(proto.data if hasattr(proto, "data") else proto.arrow_data.data))
    line = " ".join(IDENTITY.sub("", LINK.sub("?v=…", f"{kind}: {'; '.join(told)}")).split()) if told else ""
    if any(mark in line for mark in LOOKS):
        return ""
    return line if len(line) <= LONG else f"{line[: LONG * 3 // 4]} … {line[-LONG // 4 :]} ({len(line)} characters)"


def _rows(sent: bytes) -> str:
    rows = pa.ipc.open_stream(sent).read_all().to_pylist()
    ends = rows if len(rows) <= FEW else [*rows[:2], *rows[-2:]]
    return f"{len(rows)} rows " + " | ".join(
        ", ".join(f"{key}={value:.6g}" if isinstance(value, float) else f"{key}={value}" for key, value in row.items()) for row in ends)


def anew(lines: list[str], known: set[str]) -> list[str]:
    """Return how many lines a view has, and those that none before it had."""
    return [f"{len(lines)} lines", *(line for line in dict.fromkeys(lines) if line not in known)]


def printed() -> dict[str, list[str]]:
    """Return what every view shows; without the lines that a view before it has."""
    found: dict[str, list[str]] = {}
    known: set[str] = set()
    for name in views():
        lines = shown(name)
        found[name] = anew(lines, known)
        known |= set(lines)
    return found


def blocks(found: dict[str, list[str]]) -> str:
    """Return views as they are kept: a heading and a line to an element."""
    return "".join(f"== {name}\n" + "".join(f"{line}\n" for line in lines) + "\n" for name, lines in found.items())


if __name__ == "__main__":
    logging.disable(logging.WARNING)  # Streamlit remarks that it runs without a browser
    KEPT.write_text(blocks(printed()), encoding="utf-8")
