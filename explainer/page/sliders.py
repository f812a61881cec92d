"""A slider with its evidence under it; the evidence can be drawn again alone."""

from __future__ import annotations

import streamlit as st

from explainer.draw.strip import strip
from explainer.reader import history, widgets
from explainer.records.door import Records


def slider(facts: Records, knob: str, value: float) -> None:
    """Draw a knob's slider, and under it past values and the reader's own."""
    widgets.slider(facts, knob, value)

    def evidence() -> None:
        seen = widgets.read(facts, history.current())
        st.html(strip(facts, knob, float(getattr(seen.settings, knob))))

    st.fragment(evidence, key=widgets.strip_key(knob))()
