"""Room that is kept for what the browser draws late, so that nothing jumps while the page loads.

Streamlit loads the drawing of each kind of element when it first meets one, the page's own HTML last. A container of a
fixed height stands from the beginning; page.css lets it grow where its content turns out higher. A wrong guess costs a jump,
and nothing else.
"""

from typing import Literal

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

PAGE_WIDTH = 1184  # CSS pixels
HEIGHTS = {"head": (183, 178), "recorded": (374, 270), "panel": (259, 180)}  # CSS pixels: at a desk, on a phone
Place = Literal["head", "recorded", "panel"]


def kept(place: Place) -> DeltaGenerator:
    """Return a container of the height that its content will have, about."""
    desk, phone = HEIGHTS[place]
    return st.container(key=place, gap="xxsmall", height=phone if on_a_phone() else desk, border=False)


def none() -> DeltaGenerator:
    """Return a container for what is heard and not seen, which takes no room from the beginning."""
    return st.container(height=1, border=False)


def page() -> DeltaGenerator:
    """Return the container of the whole page, as wide as it will be, in the middle of the window.

    The room above it is its own and not the theme's: the browser's place for the page has no height until the page is
    there, so nothing moves when Streamlit, which begins narrow, makes it wide.
    """
    with st.container(horizontal_alignment="center", gap=None):
        st.space("small")
        return st.container(key="page", width=PAGE_WIDTH, gap="xsmall" if on_a_phone() else "small")


def on_a_phone() -> bool:
    """Return whether the reader's browser says that it is a phone's; page.css goes by the width of the window."""
    return "Mobi" in (st.context.headers.get("User-Agent") or "")
