"""A strip of trust, the finding as the headline, and the facts below it; all made from the data."""

from html import escape

import streamlit as st

from explainer import words
from explainer.page import room
from explainer.page.reading import Part, Reading
from explainer.telling import opening, pace


def show(r: Reading) -> None:
    """Draw strip, headline and facts."""
    with room.kept("head"):
        st.html(_html(r))


def _html(r: Reading) -> str:
    return (
        '<a class="skip" href="#sliders">To the sliders</a>'
        f'<div class="trust"><b>{escape(r.facts.about["title"])}</b>'
        f"<span>data to {words.day(pace.last_whole_month(r.facts).period_end)}</span>"
        f'<span class="wide">{len(r.facts.sources)} sources</span>'
        '<a class="wide" href="#pastyears">How far to trust this</a>'
        '<a class="wide" href="?section=corrections">Corrections</a></div>'
        f'<h1 id="top">{escape(opening.headline(r.facts))}</h1><p class="deck">{escape(opening.facts_below(r.facts))}</p>'
    )


PART = Part("head", "The title", show)
