"""What is drawn again, and when: the one place that decides.

The top of the page is five fragments, each drawn where it stands and from the top down: the record with the reader's bar,
the result, the sliders, what the goal would take, and the row that opens more of what follows. Nothing below them follows
a slider.

- A slider that moves shows its own value. What follows is drawn again: the record, the result, what the goal would take,
  and where they are in sight, the row that opens more and the fields of exact values.
- All else that changes the view (a starting point, Undo, a goal, another address) draws the whole page again.
- What opens more in its own place (a tab, a row of choices) draws that place again, as Streamlit does by itself. Where a
  move comes with it, as it does on a slow network or server, what the move asks for would stand in its stead: the whole
  page is drawn then.

As a run begins, Streamlit throws away what it has not yet sent of the fragments that it draws, and as a move begins, of
the fragment that the slider stands in. So each fragment is alone in a container of its own, where nothing behind it can
come before it; and the sliders, and the row that opens more, are drawn again with a move that follows their own drawing
within a moment: what a run that has ended has not sent is thrown away too where another begins just then. No slider is
a fragment within theirs: one that a stopped run has not reached is forgotten, and the move that asks for it is lost.
"""

import time
from collections.abc import Callable

import streamlit as st

from explainer.draw import behind
from explainer.records.door import Records

RECORD, RESULT, SLIDERS, NEEDS, MORE = "record-drawn", "result-drawn", "sliders-drawn", "needs-drawn", "more-drawn"
EXACT, EXACT_OPEN = "exact-drawn", "exact"  # the fields of exact values; the key of what opens them
SENT_WITHIN = 4.0  # seconds, on a host that is stopped for most of them, and shared, too
_MORE_IS_OPEN, _AT = "_more_is_open", "_drawn_at"


def alone(drawn: Callable[[Records], None], facts: Records) -> None:
    """Draw a fragment alone in a container of its own."""
    with st.container():
        drawn(facts)


def more_is_open(is_open: bool) -> None:
    """Note whether the row that opens more has something open, which then follows each move."""
    st.session_state[_MORE_IS_OPEN] = is_open


def drawn_now(key: str) -> None:
    """Note that a fragment is drawn now."""
    st.session_state.setdefault(_AT, {})[key] = time.monotonic()


def _on_its_way(key: str) -> bool:
    """Return whether a fragment was drawn so lately that a move may have it thrown away."""
    at: float = st.session_state.get(_AT, {}).get(key, 0.0)
    return time.monotonic() - at < SENT_WITHIN


def after_a_move() -> None:
    """Draw again what follows from a slider; ends the callback that calls it."""
    if behind.waits_to_be_drawn():
        page()
    exact = [EXACT] if st.session_state.get(EXACT_OPEN) else []
    sliders = [SLIDERS] if _on_its_way(SLIDERS) else exact  # which are among the sliders
    more = [MORE] if st.session_state.get(_MORE_IS_OPEN) or _on_its_way(MORE) else []
    st.rerun([RECORD, RESULT, *sliders, NEEDS, *more])


def page() -> None:
    """Draw the whole page again; ends what calls it."""
    st.rerun()
