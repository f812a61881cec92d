"""What is drawn again, and when: the one place that decides.

The top of the page is five fragments, each drawn where it stands and from the top down: the record with the reader's bar,
the result, the sliders, what the goal would take, and the row that opens more of what follows. Nothing below them follows
a slider.

- A slider that moves shows its own value. What follows is drawn again: the record, the result, what the goal would take,
  the row that opens more where anything of it is open, and the sliders where their fields of exact values are.
- All else that changes the view (a starting point, Undo, a goal, another address) draws the whole page again.
- What opens more in its own place (a tab, a row of choices) draws that place again, as Streamlit does by itself.
- Where a move comes together with one of the last two, as it does on a slow network or server, what the move asks for
  would stand in its stead: the whole page is drawn then.

As a run begins, Streamlit throws away what it has not yet sent of the fragments that it draws, and as a move begins, of
the fragment that the slider stands in. So each fragment is alone in a container of its own, where nothing behind it can
come before it; and the sliders, and the row that opens more, are drawn again with a move that follows their own drawing
within a moment: what a run that has ended has not sent is thrown away too where another begins just then. No fragment
stands within another: what the outer one draws would be thrown away and the inner one's sent, into a place that is not
there (the page turns white); and one that a stopped run has not reached is forgotten, with what is pressed in it.
"""

import time
from collections.abc import Callable

import streamlit as st

from explainer.draw import behind
from explainer.records.door import Records

RECORD, RESULT, SLIDERS, NEEDS, MORE = "record-drawn", "result-drawn", "sliders-drawn", "needs-drawn", "more-drawn"
EXACT = "exact"  # the key of what opens the fields of exact values, which stand among the sliders
HANDS_OVER = 0.001  # seconds; longer than nothing is enough for the server's thread to come to its turn
SENT_WITHIN = 4.0  # seconds, on a host that is stopped for most of them, and shared, too
_MORE_IS_OPEN, _AT, _PAGE_WAITS = "_more_is_open", "_drawn_at", "_page_waits"


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


def page_waits() -> None:
    """Note that the whole page is to be drawn, until `page_is_drawn`."""
    st.session_state[_PAGE_WAITS] = True


def page_is_drawn() -> None:
    """Note that a run has come to the end of the whole page."""
    st.session_state[_PAGE_WAITS] = False
    hand_over()


def hand_over() -> None:
    """Let the server take what was drawn before the run ends; ends the drawing of a fragment."""
    time.sleep(HANDS_OVER)


def after_a_move() -> None:
    """Draw again what follows from a slider; ends the callback that calls it."""
    if st.session_state.get(_PAGE_WAITS) or behind.waits_to_be_drawn():
        page()
    sliders = [SLIDERS] if st.session_state.get(EXACT) or _on_its_way(SLIDERS) else []
    more = [MORE] if st.session_state.get(_MORE_IS_OPEN) or _on_its_way(MORE) else []
    st.rerun([RECORD, RESULT, *sliders, NEEDS, *more])


def page() -> None:
    """Draw the whole page again; ends what calls it."""
    page_waits()
    st.rerun()
