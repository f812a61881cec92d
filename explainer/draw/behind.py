"""What lies behind a control of its own: drawn once it is open, and opened where a reader asks for everything at once."""

from __future__ import annotations

import streamlit as st
from streamlit.elements.lib.mutable_expander_container import ExpanderContainer

_TIMES = "_everything"  # how often everything was asked for; under "_everything.KEY", how often it was for a control


def open_everything() -> None:
    """Have every control open itself when it is drawn next."""
    st.session_state[_TIMES] = times() + 1


def times() -> int:
    """Return how often the reader has asked for everything."""
    return int(st.session_state.get(_TIMES, 0))


def opens_now(key: str) -> bool:
    """Return whether a control has to open itself: once each time, so that it can be closed again."""
    last = st.session_state.get(f"{_TIMES}.{key}", 0)
    st.session_state[f"{_TIMES}.{key}"] = times()
    return bool(last != times())


def expander(label: str, key: str) -> ExpanderContainer:
    """Draw a control that opens what lies behind it; `open` of what it returns says whether to draw that."""
    if opens_now(key):
        st.session_state[key] = True
    return st.expander(label, type="compact", key=key, on_change="rerun")
