"""For teachers: a lesson of ten minutes, with a ready link a step and one page to print."""

from __future__ import annotations

from html import escape

import streamlit as st

from explainer import words
from explainer.draw import sheet
from explainer.draw.cited import sources_line
from explainer.model.steps import Scenario
from explainer.page.reading import Part, Reading
from explainer.reader import links, view
from explainer.records.formulas import named_figures
from explainer.records.rows import Question, Step

ROOM = "________________________"
LINE = f"<p>{ROOM * 3}</p>"


def show(r: Reading) -> None:
    """Draw the steps, the questions of the first one, and the page to print."""
    for row in r.facts.rows(Step):
        st.markdown(
            f"**{row.order}. {words.plain(row.title)}** ({row.minutes} minutes). {words.plain(row.task)}{_link(r, row)}"
        )
        if row.order == 1:
            for number, question in enumerate(r.facts.rows(Question), 1):
                _question(r, number, question)
    st.download_button(
        "The lesson as a page to print (HTML)",
        lambda: printed(r),
        "lesson.html",
        "text/html",
        key="lesson-sheet",
        on_click="ignore",
    )


def _link(r: Reading, row: Step) -> str:
    return (
        f" [Open the settings of {words.plain(r.facts.start_rows[row.start].label)}]({_address(r, row)})"
        if row.start
        else ""
    )


def _address(r: Reading, row: Step) -> str:
    """Return the link of a step: the reader's goal and definition at the step's starting point."""
    at_start = r.view.at(Scenario(**r.facts.starts[row.start]))
    return links.full(r.base, r.facts, view.choices(r.facts, at_start, brief=False))


def _question(r: Reading, number: int, row: Question) -> None:
    guess = st.slider(
        f"{number}. {row.text} Your guess in {row.unit}",
        row.low,
        row.high,
        row.low,
        row.step,
        format="%,.0f",
        key=f"guess-{row.question}",
    )
    if st.toggle(f"Show the record for question {number}", key=f"reveal-{row.question}"):
        answer = r.facts.value(row.answer)
        st.markdown(
            f"Recorded: **{words.count(answer)} {row.unit}**. Your guess: {words.count(guess)}. {words.plain(row.after)}\n\n"
            f":small[{sources_line(r.facts, sources(row))}]"
        )


def sources(row: Question) -> list[str]:
    """Return the sources of a question's answer."""
    return [figure.source_id for figure in named_figures(row.answer)]


def printed(r: Reading) -> str:
    """Return the lesson as a page to print: tasks with room to write, the record on the second page."""
    questions = r.facts.rows(Question)
    asked = "".join(f"<li>{escape(q.text)} {ROOM} {escape(q.unit)}</li>" for q in questions)
    tasks = []
    for row in r.facts.rows(Step):
        link = f'<p class="small">{escape(_address(r, row))}</p>' if row.start else ""
        more = f"<ol>{asked}</ol>" if row.order == 1 else LINE * 2
        tasks.append(
            f"<h2>{row.order}. {escape(row.title)} ({row.minutes} minutes)</h2><p>{escape(row.task)}</p>{link}{more}"
        )
    answers = "".join(
        f"<li><strong>{words.count(r.facts.value(q.answer))} {escape(q.unit)}.</strong> {escape(q.after)}</li>"
        for q in questions
    )
    return sheet.document(
        "A lesson of ten minutes: deportation goals and the record",
        f'{"".join(tasks)}<div class="next"><h2>What was recorded</h2><ol>{answers}</ol></div>',
        f"Data version {r.facts.about['version']}, as of {r.facts.about['created']}.",
    )


PART = Part("teachers", "For teachers: a lesson of ten minutes", show)
