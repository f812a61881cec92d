"""Knobs to sliders to Scenario to link. The address holds the scenario; the session keeps the way back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress

import streamlit as st
from streamlit.errors import StreamlitAPIException

from explainer.reader import links
from explainer.model.steps import Scenario
from explainer.records.door import Records

UNDO_STEPS = 50
FORMATS = {"count": "%,.0f", "percent": "percent", "decimal1": "%.1f", "decimal3": "%.3f"}
CALCULATOR, FAST_START = "calculator", "fast_start"  # keys of the two fragments that settings change
LIST_GROUP = "fast start"  # the group of knobs that has its sliders in the second fragment
PACE = "_fast_base"  # key of the choice whose pace the fast start has
AT_SETTINGS = "yours"  # the choice that follows the sliders of the calculator
_BEFORE, _HISTORY, _GIVEN, _COMPARED = "_before", "_history", "_given", "_compared"


def values(records: Records) -> dict[str, float]:
    """Return the reader's value of every knob: as set, else as the address gave it, else its default."""
    address = st.session_state.get(_GIVEN, {})
    return {
        knob: float(st.session_state.get(row.link_key, address.get(knob, records.defaults[knob])))
        for knob, row in records.knobs.items()
    }


def given(knobs: Mapping[str, float]) -> None:
    """Note the values that the address gives, for a page whose sliders are not drawn."""
    st.session_state[_GIVEN] = dict(knobs)


def scenario(records: Records) -> Scenario:
    """Return the reader's settings as a Scenario."""
    return Scenario(**values(records))


def departs(records: Records, group: str) -> bool:
    """Return whether any knob of a group is not at its default, or the address names one."""
    now = values(records)
    return any(
        row.group == group and (now[knob] != records.defaults[knob] or row.link_key in st.query_params)
        for knob, row in records.knobs.items()
    )


def tell_before_drawing(records: Records, group: str) -> None:
    """Write into the address what the group's sliders, not drawn so far, stand at; once drawn, each does so by itself."""
    now = values(records)
    for knob, row in records.knobs.items():
        if row.group == group and now[knob] != records.defaults[knob]:
            st.query_params[row.link_key] = links.exact(now[knob])


def slider(records: Records, knob: str) -> float:
    """Draw one knob's slider, bound to the page's address, and return its value."""
    row = records.knobs[knob]
    return st.slider(
        row.label,
        float(row.low),
        float(row.high),
        float(records.defaults[knob]),
        float(row.step),
        format=FORMATS[row.style],
        key=row.link_key,
        bind="query-params",
        on_change=_moved,
        args=(row.group,),
    )


def _moved(group: str) -> None:
    """Remember the settings before a move, and have both fragments run where the move concerns both."""
    remember()
    if group == LIST_GROUP or st.session_state.get(PACE) == AT_SETTINGS:
        run_both()


def run_both() -> None:
    """Have both fragments run, whichever of them the reader touched. Ends the callback that calls it.

    Not for a button's callback: Streamlit 1.67 then forgets what the callback set (it compacts its state once more).
    """
    st.rerun([CALCULATOR, FAST_START])


def exact_entry(records: Records, knob: str) -> None:
    """Draw a field for the knob's exact value, in percent for shares."""
    row = records.knobs[knob]
    scale = 100 if row.style == "percent" else 1
    entry = f"_{row.link_key}_exact"
    st.session_state[entry] = float(st.session_state.get(row.link_key, records.defaults[knob])) * scale
    st.number_input(
        f"{row.label}, exact ({'percent' if scale == 100 else row.unit})",
        row.low * scale,
        row.high * scale,
        step=row.step * scale,
        key=entry,
        format="%.6g",
        on_change=_take_exact,
        args=(records, knob, entry, scale),
    )


def _take_exact(records: Records, knob: str, entry: str, scale: int) -> None:
    remember()
    st.session_state[records.knobs[knob].link_key] = st.session_state[entry] / scale
    run_both()


def remember() -> None:
    """Keep the settings before a change, so that it can be undone."""
    before = st.session_state.get(_BEFORE)
    if before is not None:
        history = st.session_state.setdefault(_HISTORY, [])
        history.append(before)
        del history[:-UNDO_STEPS]
        st.session_state[_COMPARED] = before


def is_new() -> bool:
    """Return whether no run has ended yet: the address alone says what the settings are."""
    return _BEFORE not in st.session_state


def settle(settings: Scenario) -> None:
    """Note the settings at the end of a run: what the next change will be compared with."""
    st.session_state[_BEFORE] = dict(vars(settings))


def settled(records: Records) -> bool:
    """Return whether the settings are still those that the last run noted.

    After "back" they may not be: a slider takes what the address says when it is drawn, and those of the fast start are
    drawn after the sum is done.
    """
    return st.session_state.get(_BEFORE) == values(records)


def before_last_change() -> dict[str, float] | None:
    """Return the settings before the last change, or None."""
    return st.session_state.get(_COMPARED)


def can_undo() -> bool:
    """Return whether there is a change to undo."""
    return bool(st.session_state.get(_HISTORY))


def undo(records: Records) -> None:
    """Go back to the settings before the last change. Ends the callback of the button that calls it."""
    history = st.session_state.get(_HISTORY)
    if history:
        st.session_state[_COMPARED] = values(records)
        _put(records, history.pop())
        st.rerun()


def set_all(records: Records, new: Mapping[str, float]) -> None:
    """Set knobs to new values; one change for undo."""
    remember()
    _put(records, new)


def reset(records: Records, new: Mapping[str, float]) -> None:
    """Set knobs to new values, and draw the whole page again. Ends the callback of the button that calls it."""
    set_all(records, new)
    st.rerun()


def _put(records: Records, new: Mapping[str, float]) -> None:
    for knob, value in new.items():
        st.session_state[records.knobs[knob].link_key] = float(value)


def nearest_start(records: Records, settings: Mapping[str, float]) -> tuple[str, list[str]]:
    """Return the starting point from which the fewest knobs differ, and those knobs."""
    differing = {
        start: [knob for knob in at if abs(at[knob] - settings[knob]) > 1e-9 * max(1.0, abs(at[knob]))]
        for start, at in records.starts.items()
    }
    start = min(differing, key=lambda name: len(differing[name]))
    return start, differing[start]


def pinned(records: Records) -> dict[str, float] | None:
    """Return the pinned settings that the address holds, or None."""
    return links.unpack(st.query_params[links.PINNED], records) if links.PINNED in st.query_params else None


def pin(records: Records) -> None:
    """Put the present settings into the address as pinned."""
    st.query_params[links.PINNED] = links.pack(values(records), records)


def unpin() -> None:
    """Take the pinned settings out of the address."""
    if links.PINNED in st.query_params:
        del st.query_params[links.PINNED]


def from_address(records: Records, sections: tuple[str, ...]) -> links.View:
    """Read the page's address as it stands."""
    query = {key: st.query_params.get_all(key) for key in st.query_params}
    return links.read(query, records, sections)


def clean_address(records: Records, view: links.View) -> bool:
    """Take out of the address what could not be used, so that each note is told once; return whether a widget would meet it.

    A bound widget reads some texts as numbers that a link may not give, as " 7000", and in the address as it was when the
    run began: only the next run keeps them from it.
    """
    bound = {row.link_key for row in records.knobs.values()} | {links.OWN_AMOUNT}
    taken = set()
    used = {records.knobs[knob].link_key for knob in view.knobs} | set(view.choices)
    used |= {links.PINNED} if view.pinned is not None else set()
    for key in list(st.query_params):
        if key not in used:
            with suppress(StreamlitAPIException):  # a slider that is drawn mends its own key, and lets nobody else
                del st.query_params[key]
                taken.add(key)
    return bool(taken & bound)


def adopt(key: str, allowed: Sequence[str], default: str) -> None:
    """Bring a choice in line with the address, before its widget is drawn.

    Streamlit binds choices by their label; a link has to hold their id, which never changes.
    """
    told = st.query_params.get(key)
    moved = told != st.session_state.get(f"_told_{key}")  # a link was opened, or the reader went back
    if moved or st.session_state.get(key) not in allowed:
        st.session_state[key] = told if told in allowed else default


def tell(key: str, default: str) -> None:
    """Write a choice into the address, after its widget was drawn; a default leaves no trace."""
    value = st.session_state[key]
    if value == default:
        if key in st.query_params:
            del st.query_params[key]
    elif st.query_params.get(key) != value:
        st.query_params[key] = value
    st.session_state[f"_told_{key}"] = st.query_params.get(key)


def base_address() -> str:
    """Return the page's own address without its query."""
    return str(st.context.url or "").split("?")[0]
