"""Links: every knob, the goal and the definition in the page's address, under keys that never change.

Pure text in, values and sentences out. A key that is unknown, and a value that cannot be used, is named in a
sentence with what stands in its place; the page goes on.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from explainer import words
from explainer.records import goals
from explainer.records.door import Records

GOAL, OWN_AMOUNT, OWN_MEASURE, DEFINITION, VERSION, PINNED, SECTION = (
    "goal",
    "own",
    "unit",
    "count",
    "v",
    "a",
    "section",
)
NOT_OURS = {"embed", "embed_options"}  # Streamlit's own
OWN_MEASURES: tuple[goals.Measure, ...] = ("removals", "arrests")
OWN_HIGHEST = 20_000_000
SHOWN_OF_A_VALUE = 24  # characters of a reader's text that are shown back
NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?", re.IGNORECASE | re.ASCII)
STRANGERS_NAMED = 5


@dataclass
class View:
    """What a link says, as far as it can be used."""

    knobs: dict[str, float] = field(default_factory=dict)  # by knob
    choices: dict[str, str] = field(default_factory=dict)  # goal, own amount, measure, definition, section
    pinned: dict[str, float] | None = None
    notes: list[str] = field(default_factory=list)  # sentences for the reader


def read(query: Mapping[str, Sequence[str]], records: Records, sections: Sequence[str]) -> View:
    """Read a query string's parameters. Never raises, whatever they hold."""
    view = View()
    keys = {row.link_key: row for row in records.knobs.values()}
    ours = set(keys) | {GOAL, OWN_AMOUNT, OWN_MEASURE, DEFINITION, VERSION, PINNED, SECTION} | NOT_OURS
    strangers = [_shown(key) for key in query if key not in ours]
    if strangers:
        more = len(strangers) - STRANGERS_NAMED
        named = [*strangers[:STRANGERS_NAMED], *([f"{more} more"] if more > 0 else [])]
        view.notes.append(
            f"The link has names that this page does not know: {words.listed(named)}. They were left out."
        )
    for key, values in query.items():
        if key in keys:
            _read_knob(view, keys[key], records.defaults[keys[key].knob], values)
    _read_choices(view, query, records, sections)
    if PINNED in query:
        view.pinned = unpack(query[PINNED][-1], records)
        if view.pinned is None:
            view.notes.append("The pinned settings in the link could not be read. They were left out.")
    _read_version(view, query, records, keys)
    return view


def _shown(text: str) -> str:
    """Return a reader's text, cut short and in quotation marks, safe to show as Markdown."""
    cut = text if len(text) <= SHOWN_OF_A_VALUE else text[:SHOWN_OF_A_VALUE] + "…"
    printable = "".join(c if c.isprintable() else "?" for c in cut)
    return f"“{words.plain(printable)}”"


def number(text: str) -> float | None:
    """Return the number that a text is, or None: no infinity, no NaN, no separators."""
    if not NUMBER.fullmatch(text):
        return None
    value = float(text)
    return value if math.isfinite(value) else None


def _read_knob(view: View, row: object, default: float, values: Sequence[str]) -> None:
    value = number(values[-1])
    kept = f"{words.knob_value(row.style, default)} was used instead."
    if len(values) > 1:
        view.notes.append(f"{row.label}: the link gives {len(values)} values. {kept}")
    elif value is None:
        view.notes.append(f"{row.label}: {_shown(values[-1])} is not a number. {kept}")
    elif not row.low <= value <= row.high:
        bounds = f"{words.knob_value(row.style, row.low)} to {words.knob_value(row.style, row.high)}"
        view.notes.append(f"{row.label}: {_shown(values[-1])} is outside {bounds}. {kept}")
    else:
        view.knobs[row.knob] = value


def _read_choices(view: View, query: Mapping[str, Sequence[str]], records: Records, sections: Sequence[str]) -> None:
    known = [r.goal for r in goals.testable(records)] + [goals.OWN] if not records.missing("goals") else []
    definitions = list(records.definition_rows) if not records.missing("definitions") else []
    allowed = {
        GOAL: ("goal", known),
        DEFINITION: ("definition", definitions),
        OWN_MEASURE: ("unit of your goal", OWN_MEASURES),
        SECTION: ("section", sections),
    }
    view.notes += [
        f"The link names {_shown(key)} {len(query[key])} times. The last was read."
        for key in (*allowed, OWN_AMOUNT, VERSION, PINNED)
        if len(query.get(key, ())) > 1
    ]
    for key, (name, options) in allowed.items():
        if key not in query:
            continue
        if query[key][-1] in options:
            view.choices[key] = query[key][-1]
        else:
            view.notes.append(
                (
                    f"The link names a {name} that this page does not have: {_shown(query[key][-1])}. The usual one "
                    "is shown."
                )
            )
    if OWN_AMOUNT in query:
        value = number(query[OWN_AMOUNT][-1])
        if value is None or not 0 <= value <= OWN_HIGHEST:
            view.notes.append(
                (
                    f"Your own goal: {_shown(query[OWN_AMOUNT][-1])} is not a number from 0 to "
                    f"{words.count(OWN_HIGHEST)}. The usual one is shown."
                )
            )
        else:
            view.choices[OWN_AMOUNT] = query[OWN_AMOUNT][-1]


def _read_version(view: View, query: Mapping[str, Sequence[str]], records: Records, keys: Mapping[str, object]) -> None:
    if VERSION not in query or query[VERSION][-1] == records.about["version"]:
        return
    unnamed = [row.label for key, row in keys.items() if key not in query]
    text = (
        f"This link was made with data version {_shown(query[VERSION][-1])}; the page now holds "
        f"{records.about['version']}. "
    )
    if not unnamed:
        text += (
            "It names every setting, so your settings are as they were; recorded figures may have been added or "
            "corrected."
        )
    else:
        text += (
            f"It leaves out {len(unnamed)} settings, which stand at their present starting value: "
            f"{words.listed(unnamed)}."
        )
    view.notes.append(text)


def exact(value: float) -> str:
    """Write a value so that it reads back as the same number."""
    return str(int(value)) if float(value).is_integer() else repr(float(value))


def full(
    base: str,
    records: Records,
    knobs: Mapping[str, float],
    choices: Mapping[str, str],
    pinned: Mapping[str, float] | None = None,
) -> str:
    """Return a link that names every value, so that a later change of a default cannot change what it shows."""
    query = {VERSION: records.about["version"], **choices}
    query |= {row.link_key: exact(knobs[knob]) for knob, row in records.knobs.items()}
    if pinned is not None:
        query[PINNED] = pack(pinned, records)
    return f"{base}?{urlencode(query)}"


def pack(knobs: Mapping[str, float], records: Records) -> str:
    """Return settings as one short text: key.value pairs joined by '~'."""
    return "~".join(f"{row.link_key}:{exact(knobs[knob])}" for knob, row in records.knobs.items())


def unpack(text: str, records: Records) -> dict[str, float] | None:
    """Return the settings that `pack` wrote; None where any of them is missing or cannot be used."""
    pairs = dict(part.split(":", 1) for part in text.split("~") if part.count(":") == 1)
    values = {knob: number(pairs.get(row.link_key, "")) for knob, row in records.knobs.items()}
    rows = records.knobs
    if any(value is None or not rows[knob].low <= value <= rows[knob].high for knob, value in values.items()):
        return None
    return values


def command(records: Records, knobs: Mapping[str, float], goal: str) -> str:
    """Return the shell line that gives these settings; knobs at their default are left out."""
    set_anew = [f"{knob}={exact(value)}" for knob, value in knobs.items() if value != records.defaults[knob]]
    chosen = [] if goal == goals.OWN else ["--goal", goal]
    return " ".join(["python -m explainer", *set_anew, *chosen])
