"""A slider with its evidence under it."""

from __future__ import annotations

import streamlit as st

from explainer.draw.strip import strip
from explainer.page.reading import Reading
from explainer.reader import widgets


def slider(r: Reading, knob: str) -> None:
    """Draw a knob's slider, and under it past values and the reader's own."""
    value = float(getattr(r.s, knob))
    widgets.slider(r.facts, knob, value)
    st.html(strip(r.facts, knob, value))
