"""For a classroom: guess first, then see the record. No score."""

from __future__ import annotations

from typing import Any

import streamlit as st

from explainer import words
from explainer.records import formulas
from explainer.records.door import Records
from explainer.page import parts

NAME, NEEDS = "The questions", ("questions", "figures", "pace")


@st.fragment
def show(facts: Records) -> None:
    """Draw a switch, and behind it the questions, each with a slider for the guess and a switch for the record."""
    rows = facts.rows("questions")
    st.markdown(
        "## For a classroom\n\n"
        f"{len(rows)} questions. Write down a guess first, then look at the record. Nobody keeps a score."
    )
    part = parts.more("The questions, and a sheet to print", "questions")
    if part is not None:
        with part:
            _questions(facts, rows)


def _questions(facts: Records, rows: list[Any]) -> None:
    for number, row in enumerate(rows, 1):
        _question(facts, number, row)
    st.download_button(
        "A sheet to print, with room for guesses (HTML)",
        lambda: sheet(facts, rows),
        "classroom.html",
        "text/html",
        key="classroom-sheet",
        on_click="ignore",
    )


def _question(facts: Records, number: int, row: Any) -> None:
    st.markdown(f"**{number}. {words.plain(row.text)}**")
    guess = st.slider(
        f"Your guess, question {number} ({row.unit})",
        row.low,
        row.high,
        row.low,
        row.step,
        format="%,.0f",
        key=f"_guess_{row.question}",
    )
    if st.toggle("Show the record", key=f"_reveal_{row.question}"):
        answer = facts.value(row.answer)
        st.markdown(
            (
                f"Recorded: **{words.count(answer)} {row.unit}**. Your guess: {words.count(guess)}. "
                f"{words.plain(row.after)}"
            )
        )
        parts.sources(facts, sources(row))


def sources(row: Any) -> list[str]:
    """Return the sources of a question's answer."""
    return [reference.rsplit("#", 1)[1] for reference in formulas.references(row.answer)]


def sheet(facts: Records, rows: list[Any]) -> str:
    """Return the questions as a page to print: guesses on the first page, the record on the second."""
    asked = "".join(
        (
            f"<li><p>{parts.escape(r.text)}</p><p>My guess: ____________________ {parts.escape(r.unit)}</p><p>Why I "
            "think so:</p><p>&nbsp;</p><p>&nbsp;</p></li>"
        )
        for r in rows
    )
    told = "".join(
        (
            f"<li><p><strong>{words.count(facts.value(r.answer))} {parts.escape(r.unit)}.</strong> "
            f"{parts.escape(r.after)}</p></li>"
        )
        for r in rows
    )
    return (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Guess '
        "first</title><style>body{font:13pt/1.5 Georgia,serif;max-width:42rem;margin:2rem auto}"
        "h1{font-size:18pt}.answers{break-before:page}</style></head><body>"
        f"<h1>Guess first, then look at the record</h1><ol>{asked}</ol><div class='answers'><h1>What was "
        f"recorded</h1><ol>{told}</ol>"
        f"<p>Data version {facts.about['version']}, as of {facts.about['created']}.</p></div></body></html>"
    )
