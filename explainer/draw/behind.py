"""What lies behind a control of its own: drawn once it is open, and opened where a reader asks for everything at once."""

import streamlit as st
from streamlit.elements.lib.mutable_expander_container import ExpanderContainer

_TIMES = "_everything"  # how often everything was asked for; under "_everything.KEY", how often it was for a control
_DRAWN = "_drawn"  # by a control's key, the value for which its place was drawn last


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
    return of_its_own(label, key)


def of_its_own(label: str, key: str) -> ExpanderContainer:
    """Draw one that does not open with everything, since all that lies behind it is told in a part too."""
    opened = st.expander(label, type="compact", key=key, on_change="rerun")
    is_drawn(key, opened.open)
    return opened


def is_drawn(key: str, value: object) -> None:
    """Note the value of a control for which its place is drawn: None for a menu, which forgets what was chosen."""
    st.session_state.setdefault(_DRAWN, {})[key] = value


def waits_to_be_drawn() -> bool:
    """Return whether a control was changed since its place was drawn."""
    return any(st.session_state.get(key, drawn) != drawn for key, drawn in st.session_state.get(_DRAWN, {}).items())
