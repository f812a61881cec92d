"""Method and limits: the model from its table of steps, what it leaves out, words and series."""

from functools import cache

import streamlit as st

from explainer import words
from explainer.draw.cited import remarks
from explainer.model.steps import PLACE, STEPS
from explainer.page.reading import Part, Reading
from explainer.records.door import Records


def show(r: Reading) -> None:
    """Draw the method."""
    st.markdown(
        "The model is arithmetic that fits on a board: each line is one step, and the sliders are its inputs.\n\n"
        f"{formulas(r.facts)}\n\n**What it leaves out, and what to keep in mind**\n\n{remarks(r.facts, 'limits')}\n\n"
        "**Like with like.** Arrests are compared with arrests, removals with removals, and a goal with a count of the same "
        "agencies. A goal whose words name no count is set beside the definition you choose. Every president is measured by "
        "the same definition, the same length of period and the same rule for part years."
    )
    st.markdown(f"**Words**\n\n{_glossary(r.facts)}")
    st.markdown(f"**Series**\n\n{_series(r.facts)}")


@cache
def formulas(facts: Records) -> str:
    """Return the steps of the model as a Markdown table, in the words of the sliders."""
    labels = {knob: words.lower_first(row.label) for knob, row in facts.knobs.items()}
    rows = []
    for step in STEPS:
        how = PLACE.sub(lambda place: f"*{labels[place.group(1)]}*", step.formula)
        # After its own formula, since the limit of beds has the name of its knob.
        labels[step.name] = words.lower_first(step.title)
        rows.append(f"| {step.title} | {how}{f', {step.within}' if step.within else ''} |")
    return "| Step | How |\n|:--|:--|\n" + "\n".join(rows)


@cache
def _glossary(facts: Records) -> str:
    return "\n".join(f"- **{words.plain(row.term)}**: {words.plain(row.definition)}" for row in facts.rows("glossary"))


@cache
def _series(facts: Records) -> str:
    return "\n".join(
        f"- **{words.plain(row.label)}** ({row.unit}): {words.plain(row.definition)} {words.plain(row.trap)}"
        for row in facts.rows("series")
    )


PART = Part("method", "Method and limits", show)
