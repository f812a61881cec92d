"""What is drawn again, and when: the one place that decides.

The top of the page is four fragments, each drawn where it stands and from the top down: the record with the reader's bar,
the result, the sliders, and what follows from them. Nothing below them follows a slider.

- A slider that moves shows its own value. What follows is drawn again: the record, the result, and the last fragment
  with all that is open in it.
- Settings that come from elsewhere (a starting point, Undo, a button) draw the sliders again too.
- Another goal or count, and another address, draw the whole page again, since charts below hold the goal.
- What opens more in its own place (a tab, a row of choices) draws that place again, as Streamlit does by itself.
"""

from __future__ import annotations

import streamlit as st

RECORD, RESULT, SLIDERS, FOLLOWS = "record-drawn", "result-drawn", "sliders-drawn", "follows-drawn"


def after_a_move() -> None:
    """Draw again what follows from a slider; ends the callback that calls it."""
    st.rerun([RECORD, RESULT, FOLLOWS])


def after_new_settings() -> None:
    """Draw the sliders again with what follows from them; ends the callback that calls it."""
    st.rerun([RECORD, RESULT, SLIDERS, FOLLOWS])


def sliders() -> None:
    """Draw the sliders alone again; ends the callback that calls it."""
    st.rerun(SLIDERS)


def page() -> None:
    """Draw the whole page again; ends what calls it."""
    st.rerun()
