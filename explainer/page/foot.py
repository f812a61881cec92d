"""The foot: how far the data reach, corrections, license, how to report an error."""

from datetime import date

import streamlit as st

from explainer import words
from explainer.page.reading import Part, Reading
from explainer.records.door import Records
from explainer.records.rows import Correction

REPORT = "**To report an error**, name the number, where it stands on the page, and a document that says otherwise."
NOBODY = "Use the issue list of the repository this page is run from."


def show(r: Reading) -> None:
    """Draw the foot."""
    about = r.facts.about
    st.caption(
        "ICE, Immigration and Customs Enforcement, is the federal agency that arrests and removes people; CBP is the border "
        "agency, and both are part of DHS. A fiscal year runs from October to September. Deportation is the everyday word: "
        "what is counted here are arrests, removals and returns, as the agencies define them; they are events, not people. "
        f"Data version {about['version']}, as of {words.day(date.fromisoformat(about['created']))}. License: data tables "
        "CC BY 4.0, as far as rights exist in them; quotations remain their authors'. No tracking, no account, nothing about "
        f"you is stored.{_answers(r.facts)}"
    )


def _answers(facts: Records) -> str:
    """Say who answers for this copy of the page; empty where nobody is named."""
    return f" Who answers for this page: {words.plain(facts.about['answerable'])}" if facts.about["answerable"] else ""


def corrections(r: Reading) -> None:
    """Draw every published error that was corrected: what stood, what is right, and why."""
    st.markdown(f"{_made(r.facts)}\n\n{REPORT} {_answers(r.facts).strip() or NOBODY}")


def _made(facts: Records) -> str:
    rows = facts.rows(Correction)
    if not rows:
        return "No published error has been corrected so far."
    return "\n".join(_correction(row) for row in rows)


def _correction(row: Correction) -> str:
    """Return what stood and what is right, each a number, a phrase or a whole sentence, and the cause."""
    old, new = (words.plain(value.removesuffix(".")) for value in (row.old_value, row.new_value))
    return f"- {words.day(row.date)}, {words.plain(row.row)}: {old} → {new}. {words.plain(row.cause)}"


PART = Part("foot", "The foot", show)
CORRECTIONS = Part("corrections", "Corrections, and how to report an error", corrections)
