"""Title, and one or two sentences from the data: the goal, the highest counts with years, the latest pace."""

from __future__ import annotations

import streamlit as st

from explainer.page.reading import Part, Reading
from explainer.telling import record


def show(r: Reading) -> None:
    """Draw title and sentences, as far as their tables are there; a phone shows the first one."""
    st.title(r.facts.about.get("title", ""), anchor="top")
    question = "" if r.facts.missing("goals") else record.question(r.facts)
    counted = "" if r.facts.missing("figures", "counting_rules") else record.counted(r.facts)
    st.markdown(f'{question} <span class="second">{counted}</span>', unsafe_allow_html=True)


PART = Part("head", "The title", (), show)
