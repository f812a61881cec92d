"""For teachers: a lesson of ten minutes that runs in the page, and the same on two sheets of paper."""

from functools import partial
from html import escape

import streamlit as st

from explainer import words
from explainer.draw import behind, sheet, strip
from explainer.draw.cited import sources_line
from explainer.draw.figure import WIDEST
from explainer.model.steps import Scenario
from explainer.page.reading import Part, Reading
from explainer.reader import history, links, view, widgets
from explainer.records.door import Records
from explainer.records.formulas import named_figures
from explainer.records.rows import Question, Step

NAME = '<p>Name <span class="name"></span> Date <span class="room"></span></p>'
LINES = '<p class="write"></p>' * 2


def show(r: Reading) -> None:
    """Draw the steps with their questions and buttons, and the sheets to print."""
    with st.container(width=WIDEST):
        _steps(r)
    sheet.button("The lesson on two sheets to print (HTML)", "lesson.html", "lesson-sheet", partial(printed, r, r.base))


def _steps(r: Reading) -> None:
    if history.session().section is None:
        st.caption("A button goes up to the sliders; “For teachers” in the contents leads back here.")
    for row in r.facts.rows(Step):
        st.markdown(f"**{row.order}. {words.plain(row.title)}** ({row.minutes} minutes). {words.plain(row.task)}")
        if row.order == 1:
            for number, question in enumerate(r.facts.rows(Question), 1):
                _question(r, number, question)
        if row.start:
            _begin_with(r, row)


def _begin_with(r: Reading, row: Step) -> None:
    """Draw the button that sets the sliders to a step's start; where the lesson stands alone, a link to the page."""
    label = r.facts.start_rows[row.start].label
    if history.session().section is None:
        st.button(f"Set the sliders to {label}", key=f"lesson-{row.order}", on_click=_set_to, args=(r.facts, row.start))
    else:
        st.markdown(f"[The page at {words.plain(label)}]({_address(r, row, r.base)})")


def _set_to(facts: Records, start: str) -> None:
    """Set the sliders to a starting point and go to them, as a button's callback."""
    widgets.want("top")
    history.set_to(Scenario(**facts.starts[start]))


def _address(r: Reading, row: Step, base: str) -> str:
    """Return the link of a step: the step's starting point with the reader's goal and count."""
    return links.short(base, view.at_start(r.facts, r.view, row.start))


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
    behind.is_drawn(f"guess-{row.question}", guess)
    reveal = f"reveal-{row.question}"
    answer = r.facts.value(row.answer) if st.session_state.get(reveal) else None
    st.html(strip.answered(row, answer, guess))
    behind.is_drawn(reveal, st.toggle(f"Show the record for question {number}", key=reveal))
    if answer is not None:
        st.markdown(
            f"Recorded: **{words.count(answer)} {row.unit}**. Your guess: {words.count(guess)}. {words.plain(row.after)}\n\n"
            f":small[{sources_line(r.facts, [figure.source_id for figure in named_figures(row.answer)])}]"
        )


def printed(r: Reading, base: str) -> str:
    """Return the lesson as two sheets to print: tasks with room to write, and what was recorded.

    `base` is the page's own address, which is not known when the sheets are asked for.
    """
    questions = r.facts.rows(Question)
    asked = "".join(f'<li>{escape(q.text)} <span class="room"></span> {escape(q.unit)}</li>' for q in questions)
    tasks = []
    for row in r.facts.rows(Step):
        link = f'<p class="small">{escape(_address(r, row, base))}</p>' if row.start else ""
        more = f"<ol>{asked}</ol>" if row.order == 1 else LINES
        tasks.append(
            f"<h2>{row.order}. {escape(row.title)} ({row.minutes} minutes)</h2><p>{escape(row.task)}</p>{link}{more}"
        )
    answers = "".join(
        f"<li><strong>{words.count(r.facts.value(q.answer))} {escape(q.unit)}.</strong> {escape(q.after)}</li>"
        for q in questions
    )
    return sheet.document(
        "A lesson of ten minutes: deportation goals and the record",
        f'{NAME}{"".join(tasks)}<div class="next"><h2>What was recorded</h2><ol>{answers}</ol></div>',
        f"Data version {r.facts.about['version']}, as of {r.facts.about['created']}.",
    )


PART = Part("teachers", "For teachers: a lesson of ten minutes", show)
