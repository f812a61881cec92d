"""What is drawn again, and when: the one place that decides.

The top of the page is five fragments, each drawn where it stands and from the top down: the record with the reader's bar,
the result, the sliders, what the goal would take, and the row that opens more of what follows. Nothing below them follows
a slider.

- A slider that moves shows its own value. What follows is drawn again: the record, the result, what the goal would take,
  and where something of it is open, the row that opens more.
- Settings that come from elsewhere (a starting point, Undo, a button) draw the sliders again too.
- Another goal or count, and another address, draw the whole page again, since charts below hold the goal.
- What opens more in its own place (a tab, a row of choices) draws that place again, as Streamlit does by itself.
"""

from __future__ import annotations

import streamlit as st

RECORD, RESULT, SLIDERS, NEEDS, MORE = "record-drawn", "result-drawn", "sliders-drawn", "needs-drawn", "more-drawn"
_MORE_IS_OPEN = "_more_is_open"


def more_is_open(is_open: bool) -> None:
    """Note whether the row that opens more has something open, which then follows each move."""
    st.session_state[_MORE_IS_OPEN] = is_open


def _more() -> list[str]:
    return [MORE] if st.session_state.get(_MORE_IS_OPEN) else []


def after_a_move() -> None:
    """Draw again what follows from a slider; ends the callback that calls it."""
    st.rerun([RECORD, RESULT, NEEDS, *_more()])


def after_new_settings() -> None:
    """Draw the sliders again with what follows from them; ends the callback that calls it."""
    st.rerun([RECORD, RESULT, SLIDERS, NEEDS, *_more()])


def sliders() -> None:
    """Draw the sliders alone again; ends the callback that calls it."""
    st.rerun(SLIDERS)


def page() -> None:
    """Draw the whole page again; ends what calls it."""
    st.rerun()
