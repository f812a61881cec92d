"""A slider with its scale under it."""

from __future__ import annotations

import streamlit as st

from explainer.draw.strip import under
from explainer.page.reading import Reading
from explainer.reader import widgets
from explainer.telling import marks


def slider(r: Reading, knob: str) -> None:
    """Draw a knob's slider, and under it past values by name and what the goal needs."""
    value = float(getattr(r.s, knob))
    widgets.slider(r.facts, knob, value)
    st.html(under(r.facts, knob, value, marks.needed(r.facts, r.s, r.goal).get(knob)))
