"""Download, cite or embed: a link that names every value, a sheet, the numbers, the shell, citations, a frame."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from html import escape

import pandas as pd
import streamlit as st

from explainer import words
from explainer.draw import sheet, takeaway
from explainer.draw.figure import csv_buttons
from explainer.model import steps
from explainer.model.steps import LIMITS, STEPS, Scenario
from explainer.page.reading import Part, Reading
from explainer.reader import links, view
from explainer.records import goals
from explainer.telling import compared, record, result
from explainer.telling import goal as of_goal

EMBED_HEIGHT = 700
SECTIONS_TO_EMBED = (
    "calculator",
    "goals",
    "record",
    "pace",
    "needs",
    "stages",
    "faststart",
    "pastyears",
    "claims",
    "method",
)


def show(r: Reading) -> None:
    """Draw the door's content."""
    finding = result.finding(r.out, r.goal)
    st.markdown("**Short link to this view.** It names what differs from the page as opened; the rest may change.")
    st.code(r.short_link, language=None, wrap_lines=True)
    st.markdown(
        "**Full link, to cite.** It names every value, so it shows the same numbers after a starting value changed."
    )
    st.code(r.link, language=None, wrap_lines=True)
    with st.container(horizontal=True, gap="small"):
        sheet.button("Your view as a sheet to print (HTML)", "my-view.html", "sheet", lambda: paper(r))
        csv_buttons("Your settings and result (CSV)", "my-settings", "settings", partial(csv, r))
    st.markdown("**One passage to quote**")
    st.code(result.quotable(r.facts, r.s, r.out, r.goal), language=None, wrap_lines=True)
    st.markdown("**To cite the page, or this result**")
    for named in ("", finding):
        st.code(takeaway.apa(r.facts.about, r.link, named), language=None, wrap_lines=True)
        st.code(
            takeaway.bibtex(r.facts.about, r.link, named, "result" if named else ""), language=None, wrap_lines=True
        )
    st.markdown("**The same calculation in a shell,** in a copy of this page's repository:")
    st.code(
        links.command(r.facts, _settings(r), r.view.goal, r.view.own, r.view.unit), language="shell", wrap_lines=True
    )
    named = ", ".join(f"`{name}`" for name in SECTIONS_TO_EMBED)
    st.markdown(
        f"**For a frame on another page.** Leave out the section to embed the whole page; the sections are {named}."
    )
    st.code(frame(r.link), language="html", wrap_lines=True)


def _settings(r: Reading) -> dict[str, float]:
    return {knob: float(value) for knob, value in vars(r.s).items()}


def frame(address: str) -> str:
    """Return the HTML of a frame that shows the calculator at the reader's view."""
    source = escape(f"{address}&section=calculator&embed=true")
    return (
        f'<iframe src="{source}" title="Deportation goals and the record" width="100%" height="{EMBED_HEIGHT}" '
        'loading="lazy" style="border:0"></iframe>'
    )


def settings_table(r: Reading) -> pd.DataFrame:
    """Return the reader's settings and results, unrounded: name, value, unit, kind."""
    rows = [(knob, value, r.facts.knobs[knob].unit, "setting") for knob, value in _settings(r).items()]
    for step in STEPS:
        name = f"limit_{step.name}" if step.name in LIMITS else step.name
        rows.append((name, float(getattr(r.out, step.name)), step.unit, "result"))
    return pd.DataFrame(rows, columns=["name", "value", "unit", "kind"])


def csv(r: Reading, semicolons: bool = False) -> str:
    """Return the reader's settings and results as CSV with a header block, with commas or with semicolons."""
    header = {
        "table": "settings and result",
        "counts": "modelled from the settings, not recorded",
        "goal": f"{r.goal.label} ({of_goal.amount(r.goal)})",
        "period": "one model year of 365 days",
        "held there by": result.holds(r.out),
        "source": "settings: see data/knobs.csv and data/evidence.csv",
        "data version": r.facts.about["version"],
        "data as of": r.facts.about["created"],
        "link": r.link,
    }
    return takeaway.csv_text(settings_table(r), header, semicolons)


def paper(r: Reading) -> str:
    """Return the reader's view as a self-contained HTML sheet."""
    years = record.by_year(r.facts, r.view.definition, r.measure)
    top, per = record.highest(years), of_goal.PER[r.measure]
    bars = []
    if record.goal_line(r.facts, r.goal, r.view.definition):
        bars.append(
            (of_goal.called(r.facts, r.goal), of_goal.ends(r.goal)[0], f"{of_goal.number(r.goal)} {per}", "goal")
        )
    if top is not None:
        named = f"Fiscal {top.fiscal_year}, highest whole year"
        bars.append((named, top.amount, f"{words.count(top.amount)} {per}", "record"))
    side_by_side = compared.columns(r.view.kept, r.s)
    for name, of in side_by_side.items():
        amount = of_goal.own_amount(steps.run(of), r.measure)
        bars.append((name, amount, f"{words.rounded(amount)} {per}", "yours"))
    knobs = [
        (row.label, words.precise(row.style, r.value(knob)) + ("" if row.style == "percent" else f" {row.unit}"))
        for knob, row in r.facts.knobs.items()
    ]
    finding = result.finding(r.out, r.goal)
    tables = [
        *_beside(r, side_by_side),
        ("Settings" if not r.view.kept else "Your settings", sheet.table(["Setting", "Value"], knobs)),
        ("The calculation", sheet.table(["Step", "Your numbers", "Result"], result.printed_steps(r.facts, r.s, r.out))),
    ]
    tested = f"Goal tested: {r.goal.label} ({of_goal.amount(r.goal)}). {result.limit_sentence(r.out)}"
    return sheet.document(
        "Deportation goals and the record: one view",
        f"<p><strong>{escape(finding)}.</strong></p><p>{escape(tested)}</p>{sheet.bars_svg(bars, finding)}"
        f"{''.join(f'<h2>{heading}</h2>{body}' for heading, body in tables)}"
        f"<h2>Sources</h2><ul>{''.join(f'<li>{escape(source)}</li>' for source in _sources(r))}</ul>",
        f"A calculation, not a forecast. Data version {r.facts.about['version']}, as of {r.facts.about['created']}.",
        r.link,
        _typed(r),
    )


def _typed(r: Reading) -> str:
    """Return a link short enough to be typed: without kept scenarios, whose numbers stand on the sheet."""
    return links.short(r.base, view.choices(r.facts, replace(r.view, a=None, b=None), brief=True))


def _beside(r: Reading, of: Mapping[str, Scenario]) -> list[tuple[str, str]]:
    """Return the table of kept scenarios beside the present settings; none where none is kept."""
    if not r.view.kept:
        return []
    table = compared.table(r.facts, of)
    return [("Scenarios side by side", sheet.table(list(table.columns), table.to_numpy().tolist()))]


def _sources(r: Reading) -> list[str]:
    """Return the sources of the goal and of each setting that stands at a value found, in full."""
    ids = [] if r.goal.goal == goals.OWN else [r.facts.goal_rows[r.goal.goal].source_id]
    ids += [m.source_id for knob, value in _settings(r).items() for m in r.facts.evidence[knob] if m.value == value]
    return [
        f"{r.facts.sources[i].publisher}: {r.facts.sources[i].title}. {r.facts.sources[i].url}"
        for i in dict.fromkeys(ids)
        if i
    ]


PART = Part("share", "Download, cite or embed", show)
