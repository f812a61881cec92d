"""Title, and one or two sentences from the data: the goal, the highest counts with years, the latest pace."""

from __future__ import annotations

import streamlit as st

from explainer.page.reading import Part, Reading
from explainer.telling import record


def show(r: Reading) -> None:
    """Draw title and sentences; a phone shows the first one."""
    st.title(r.facts.about.get("title", ""), anchor="top")
    st.markdown(
        f'{record.question(r.facts)} <span class="second">{record.counted(r.facts)}</span>', unsafe_allow_html=True
    )


PART = Part("head", "The title", (), show)
