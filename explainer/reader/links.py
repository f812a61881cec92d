"""Links: every knob, the goal and the definition in the page's address, under keys that never change.

Pure text in, values and sentences out. A key that is nearly one of ours, and a value that cannot be used,
is named in a sentence with what stands in its place; the page goes on. What other sites add is passed over.
"""

import difflib
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from explainer import words
from explainer.records import goals
from explainer.records.door import Records
from explainer.records.goals import Measure
from explainer.records.rows import Knob
from explainer.telling import goal as of_goal

START, GOAL, OWN_AMOUNT, OWN_MEASURE, DEFINITION = "start", "goal", "own", "unit", "count"
VERSION, SECTION, OPEN, TAB = "v", "section", "open", "tab"
KEPT = ("a", "b")  # scenarios to compare with
CHOICES = (START, GOAL, OWN_AMOUNT, OWN_MEASURE, DEFINITION, VERSION, *KEPT, SECTION, OPEN, TAB)
# Mail programs, networks, counters and Streamlit add names of their own to links, new ones each year. A reader is told
# of a name only where it is so like one of ours that it was meant to be it: a share of letters in common, by difflib.
ALIKE = 0.8
OWN_MEASURES: tuple[Measure, ...] = ("removals", "arrests")
SHOWN_OF_A_VALUE = 24  # characters of a reader's text that are shown back
NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?", re.IGNORECASE | re.ASCII)
STRANGERS_NAMED = 5
BETWEEN = "~"  # of values that share one key
Query = Mapping[str, Sequence[str]]


@dataclass
class Link:
    """What a link says, as far as it can be used; None or empty where it says nothing."""

    knobs: dict[str, float] = field(default_factory=dict)  # by knob
    goal: str | None = None
    own: float | None = None
    unit: Measure | None = None
    definition: str | None = None
    section: str | None = None
    tab: str | None = None
    opened: list[str] = field(default_factory=list)  # doors
    kept: dict[str, dict[str, float]] = field(default_factory=dict)  # scenarios by key of KEPT
    notes: list[str] = field(default_factory=list)  # sentences for the reader


@dataclass(frozen=True)
class Names:
    """What a link may name besides data: parts of the page, its doors, groups of sliders."""

    sections: Sequence[str] = ()
    doors: Sequence[str] = ()
    tabs: Sequence[str] = ()


def read(query: Query, records: Records, names: Names) -> Link:
    """Read a query string's parameters. Never raises, whatever they hold."""
    link = Link()
    keys = {row.link_key: row for row in records.knobs.values()}
    _name_strangers(link, query, {*keys, *CHOICES})
    start = _read_start(link, query, records)
    usual = records.defaults if start is None else start
    for key, values in query.items():
        if key in keys:
            _read_knob(link, keys[key], usual[keys[key].knob], values)
    link.notes += [
        f"The link names {_shown(key)} {len(query[key])} times. The last was read."
        for key in CHOICES
        if len(query.get(key, ())) > 1
    ]
    _read_choices(link, query, records, names)
    _read_own(link, query, records)
    _read_kept(link, query, records)
    _read_version(link, query, records)
    if start is not None:  # last, since a link does not name what its start sets
        link.knobs = {**start, **link.knobs}
    return link


def _name_strangers(link: Link, query: Query, ours: set[str]) -> None:
    """Name what was meant to be one of our names; all else was added by others, and is left out without a word."""
    meant = {key: difflib.get_close_matches(key.lower(), ours, 1, ALIKE) for key in query if key not in ours}
    strangers = [f"{_shown(key)} (perhaps {_shown(near[0])})" for key, near in meant.items() if near]
    if strangers:
        more = len(strangers) - STRANGERS_NAMED
        named = [*strangers[:STRANGERS_NAMED], *([f"{more} more"] if more > 0 else [])]
        link.notes.append(
            f"The link has names that this page does not know: {words.listed(named)}. They were left out."
        )


def _shown(text: str) -> str:
    """Return a reader's text, cut short and in quotation marks, safe to show as Markdown."""
    cut = text if len(text) <= SHOWN_OF_A_VALUE else text[:SHOWN_OF_A_VALUE] + "…"
    printable = "".join(c if c.isprintable() else "?" for c in cut)
    return f"“{words.plain(printable)}”"


def number(text: str) -> float | None:
    """Return the number that a text is, or None: no infinity, no NaN, no separators."""
    if not NUMBER.fullmatch(text):
        return None
    value = float(text) + 0.0  # -0 is 0
    return value if math.isfinite(value) else None


def own_goal(text: str, highest: float) -> float | None:
    """Return the reader's own goal that a text is, or None: a whole number up to `highest`, since people are counted."""
    amount = number(text)
    return amount if amount is not None and 0 <= amount <= highest and amount.is_integer() else None


def _read_knob(link: Link, row: Knob, default: float, values: Sequence[str]) -> None:
    value = number(values[-1])
    kept = f"{words.knob_value(row.style, default)} was used instead."
    if len(set(values)) > 1:
        link.notes.append(f"{row.label}: the link gives {len(values)} values. {kept}")
    elif value is None:
        link.notes.append(f"{row.label}: {_shown(values[-1])} is not a number. {kept}")
    elif not row.low <= value <= row.highest:
        bounds = f"{words.knob_value(row.style, row.low)} to {words.knob_value(row.style, row.highest)}"
        if row.style == "percent":
            bounds += f", written {exact(row.low)} to {exact(row.highest)} in a link"
        link.notes.append(f"{row.label}: {_shown(values[-1])} is outside {bounds}. {kept}")
    else:
        link.knobs[row.knob] = value


def _read_start(link: Link, query: Query, records: Records) -> Mapping[str, float] | None:
    """Read the starting point of the settings that the link does not name, and return its values by knob, or None."""
    start = query.get(START, [""])[-1]
    if start in records.starts:
        return records.starts[start]
    if START in query:
        link.notes.append(
            f"The link names a starting point that this page does not have: {_shown(start)}. The usual one is shown."
        )
    return None


def _read_choices(link: Link, query: Query, records: Records, names: Names) -> None:
    known = [r.goal for r in goals.testable(records)]
    allowed: dict[str, tuple[str, str, Sequence[str]]] = {
        GOAL: ("goal", "goal", [*known, goals.OWN]),
        DEFINITION: ("definition", "definition", list(records.definition_rows)),
        OWN_MEASURE: ("unit", "unit of your goal", OWN_MEASURES),
        SECTION: ("section", "part", names.sections),
        TAB: ("tab", "group of sliders", names.tabs),
    }
    for key, (attribute, name, options) in allowed.items():
        if key not in query:
            continue
        if query[key][-1] in options:
            setattr(link, attribute, query[key][-1])
        elif key == GOAL and query[key][-1] in records.goal_rows:
            row = records.goal_rows[query[key][-1]]
            link.notes.append(f"{of_goal.not_tested(row)} The usual goal is shown.")
        else:
            link.notes.append(
                f"The link names a {name} that this page does not have: {_shown(query[key][-1])}. The usual one is shown."
            )
    link.opened = [door for door in query.get(OPEN, [""])[-1].split(BETWEEN) if door in names.doors]


def _read_own(link: Link, query: Query, records: Records) -> None:
    if OWN_AMOUNT not in query:
        return
    highest = records.about["own_goal"]["highest"]
    link.own = own_goal(query[OWN_AMOUNT][-1], highest)
    if link.own is None:
        link.notes.append(
            f"Your own goal: {_shown(query[OWN_AMOUNT][-1])} is not a whole number from 0 to {words.count(highest)}. "
            "The usual one is shown."
        )


def _read_kept(link: Link, query: Query, records: Records) -> None:
    for key in KEPT:
        knobs = unpack(query[key][-1], records) if key in query else None
        if knobs is not None:
            link.kept[key] = knobs
        elif key in query:
            link.notes.append(f"Scenario {key.upper()} in the link could not be read. It was left out.")


def _read_version(link: Link, query: Query, records: Records) -> None:
    if VERSION not in query or query[VERSION][-1] == records.about["version"]:
        return
    unnamed = [row.label for knob, row in records.knobs.items() if knob not in link.knobs]
    text = (
        f"This link was made with data version {_shown(query[VERSION][-1])}; the page now holds "
        f"{records.about['version']}. "
    )
    if not unnamed:
        text += (
            "It names every setting, so the settings are as they were. Recorded figures were added and corrected "
            "since; the corrections are listed at the foot of the page."
        )
    else:
        stand = "which stands at its" if len(unnamed) == 1 else "which stand at their"
        lacks = f"It does not give {words.many(len(unnamed), 'setting')}, {stand} present starting value"
        text += f"{lacks}: {words.listed(unnamed)}."
    link.notes.append(text)


def exact(value: float) -> str:
    """Write a value so that it reads back as the same number."""
    return str(int(value)) if float(value).is_integer() else repr(float(value))


def full(base: str, records: Records, choices: Mapping[str, str]) -> str:
    """Return a link with its data version, so that a later reader is told what changed since."""
    return f"{base}?{urlencode({VERSION: records.about['version'], **choices})}"


def short(base: str, choices: Mapping[str, str]) -> str:
    """Return a link that can be typed: without the data version, so what it leaves out is as the page then has it."""
    return f"{base}?{urlencode(choices)}" if choices else base


def pack(knobs: Mapping[str, float], records: Records, brief: bool) -> str:
    """Return settings as one short text: key:value pairs joined by '~'; `brief` leaves out what stands at its default.

    One pair is always there: what ends in a sign of its own is cut where an address is pasted.
    """
    named = [knob for knob in records.knobs if not brief or knobs[knob] != records.defaults[knob]]
    return BETWEEN.join(
        f"{records.knobs[knob].link_key}:{exact(knobs[knob])}" for knob in named or [*records.knobs][:1]
    )


def unpack(text: str, records: Records) -> dict[str, float] | None:
    """Return the settings that `pack` wrote; None where any part of it cannot be used."""
    knobs = {row.link_key: row for row in records.knobs.values()}
    found = dict(records.defaults)
    for part in text.split(BETWEEN):
        key, _, written = part.partition(":")
        value, row = number(written), knobs.get(key)
        if value is None or row is None or not row.low <= value <= row.highest:
            return None
        found[row.knob] = value
    return found


def command(records: Records, knobs: Mapping[str, float], goal: str, own: float, unit: Measure) -> str:
    """Return the shell line that gives these settings; knobs at their default are left out.

    `own` and `unit` are the reader's own goal, used where `goal` is goals.OWN.
    """
    set_anew = [f"{knob}={exact(value)}" for knob, value in knobs.items() if value != records.defaults[knob]]
    of_unit = [] if unit == OWN_MEASURES[0] else ["--unit", unit]
    chosen = ["--own", exact(own), *of_unit] if goal == goals.OWN else ["--goal", goal]
    return " ".join([".venv/bin/python -m explainer", *set_anew, *chosen])
