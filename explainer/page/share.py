"""Share, cite, take away: a link that names every value, the sum for the shell, a sheet, citations, embedding."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pandas as pd
import streamlit as st

from explainer import telling, words
from explainer.draw import cite, sheet, takeaway
from explainer.reader import links, session
from explainer.records import goals
from explainer.model.steps import Outcome, Scenario
from explainer.records.door import Records
from explainer.page import parts
from explainer.records.goals import Goal

EMBED_HEIGHT = 700


def choices(goal: Goal, definition: str) -> dict[str, str]:
    """Return goal and definition as a link holds them."""
    chosen = {links.GOAL: goal.goal, links.DEFINITION: definition}
    if goal.goal == goals.OWN:
        chosen |= {
            links.OWN_MEASURE: goal.measure,
            links.OWN_AMOUNT: links.exact(goal.low_per_day if goal.worked_out else goal.low),
        }
    return chosen


def link(facts: Records, s: Scenario, goal: Goal, definition: str) -> str:
    """Return the full link of the reader's view."""
    return links.full(session.base_address(), facts, vars(s), choices(goal, definition), session.pinned(facts))


def way_back(facts: Records, section: str | None, goal: Goal, definition: str) -> None:
    """Draw the source line of a single section, with a link to the whole page; nothing on the whole page."""
    if section is not None:
        whole = link(facts, session.scenario(facts), goal, definition)
        st.caption(
            f"From [Deportation goals and the record]({whole}), data version {facts.about['version']}, "
            f"as of {facts.about['created']}."
        )


def show(
    facts: Records,
    s: Scenario,
    out: Outcome,
    goal: Goal,
    compared: Sequence[parts.Row],
    cited: Sequence[str],
    address: str,
) -> None:
    """Draw the section."""
    st.markdown(
        "## Share, cite, take away\n\n"
        "Each chart has its own buttons for a picture (PNG or SVG) and for its table (CSV).\n\n"
        "**Link to this view.** It names every value, so it shows the same numbers after a starting value has changed."
    )
    st.code(address, language=None, wrap_lines=True)
    away = parts.more(
        "Take away: a sheet to print, your numbers (CSV), the sum for a shell, citations, a frame", "take-away"
    )
    if away is not None:
        with away:
            _files(
                lambda: paper(facts, s, out, goal, compared, cited, address),
                lambda: settings_csv(facts, s, out, goal, address),
            )
            _command(facts, s, goal)
            _citations(facts, out, goal, address)
            _embedding(address)


def _command(facts: Records, s: Scenario, goal: Goal) -> None:
    """Draw the line that does the same sum in a shell."""
    st.markdown("**Do this sum yourself.** In a copy of this page's repository, this line prints the same result:")
    st.code(
        links.command(facts, {k: float(v) for k, v in vars(s).items()}, goal.goal), language="shell", wrap_lines=True
    )


def _files(view: Callable[[], str], settings: Callable[[], str]) -> None:
    """Draw the buttons for the sheet and for the settings, each made when asked for."""
    with st.container(horizontal=True, gap="small"):
        st.download_button(
            "Your view as a sheet to print (HTML)",
            view,
            "my-view.html",
            "text/html",
            key="sheet",
            on_click="ignore",
        )
        st.download_button(
            "Your settings and result (CSV)",
            settings,
            "my-settings.csv",
            "text/csv",
            key="csv-settings",
            on_click="ignore",
        )


def _citations(facts: Records, out: Outcome, goal: Goal, address: str) -> None:
    finding = telling.finding(out, goal)
    st.markdown("**To cite the page:**")
    st.code(cite.apa(facts.about, address), language=None, wrap_lines=True)
    st.code(cite.bibtex(facts.about, address), language="latex", wrap_lines=True)
    st.markdown("**To cite a figure,** name it before the title, for example:")
    st.code(cite.apa(facts.about, address, finding), language=None, wrap_lines=True)
    st.code(cite.bibtex(facts.about, address, finding, "result"), language="latex", wrap_lines=True)
    st.caption("Each number's own source, with its address, stands under its chart and in the table behind it.")


def _embedding(address: str) -> None:
    named = ", ".join(f"`{name}`" for name in parts.SECTIONS)
    st.markdown(
        "**For a frame on another page.** Leave out the section to embed the whole page; the sections are "
        f"{named}."
    )
    st.code(frame(address), language="html", wrap_lines=True)


def frame(address: str, section: str = "goals") -> str:
    """Return the HTML of a frame that shows one section of the reader's view."""
    source = f"{address}&section={section}&embed=true".replace("&", "&amp;")
    return (
        f'<iframe src="{source}" title="Deportation goals and the record" width="100%" height="{EMBED_HEIGHT}" '
        'loading="lazy" style="border:0"></iframe>'
    )


def settings_table(facts: Records, s: Scenario, out: Outcome) -> pd.DataFrame:
    """Return the reader's settings and results, unrounded: name, value, unit, kind."""
    rows = [(knob, float(getattr(s, knob)), row.unit, "setting") for knob, row in facts.knobs.items()]
    results = {
        "arrests_per_day": "arrests a day",
        "arrests_per_year": "arrests a year",
        "interior_removals": "removals a year",
        "arrests": "removals a year, stage",
        "beds": "removals a year, stage",
        "flights": "removals a year, stage",
        "orders": "removals a year, stage",
        "removals_per_year": "removals a year",
    }
    rows += [
        ("stage_" + name if "stage" in unit else name, float(getattr(out, name)), unit, "result")
        for name, unit in results.items()
    ]
    return pd.DataFrame(rows, columns=["name", "value", "unit", "kind"])


def settings_csv(facts: Records, s: Scenario, out: Outcome, goal: Goal, address: str) -> str:
    """Return the reader's settings and results as CSV with a header block."""
    header = {
        "table": "settings and result",
        "counts": "modelled from the settings, not recorded",
        "goal": f"{goal.label} ({telling.goal_in_words(goal)})",
        "period": "one model year of 365 days",
        "first to stop": words.listed(out.first_to_stop),
        "source": "settings: see data/knobs.csv and data/evidence.csv",
        "data version": facts.about["version"],
        "data as of": facts.about["created"],
        "link": address,
    }
    return takeaway.csv_text(settings_table(facts, s, out), header)


def paper(
    facts: Records,
    s: Scenario,
    out: Outcome,
    goal: Goal,
    compared: Sequence[parts.Row],
    shown: Sequence[str],
    address: str,
) -> str:
    """Return the reader's view as a self-contained HTML sheet."""
    per = "a year" if goal.measure == "removals" else "a day"
    rows = [
        (label, amount, f"{words.rounded(amount) if who == 'yours' else words.count(amount)} {per}", who)
        for label, amount, who in compared
    ]
    knobs = [
        (
            row.label,
            f"{words.precise(row.style, float(getattr(s, knob)))}{'' if row.style == 'percent' else ' ' + row.unit}",
        )
        for knob, row in facts.knobs.items()
        if row.group != session.LIST_GROUP
    ]
    ids = list(shown)
    ids += [
        mark.source_id
        for knob in ("officers", "border_removals", "removed_share")
        for mark in facts.evidence[knob]
        if mark.value == float(getattr(s, knob))
    ]
    known = {} if facts.missing("sources") else facts.sources
    cited = [f"{known[i].label}: {known[i].title}. {known[i].url}" for i in dict.fromkeys(ids) if i in known]
    return sheet.page(
        title="Deportation goals and the record: one view",
        finding=telling.finding(out, goal) + ".",
        goal=(
            f"Goal tested: {goal.label} ({telling.goal_in_words(goal)}). {telling.first_to_stop(out)}. "
            f"{telling.slack(out)}"
        ),
        picture=sheet.bars_svg(rows, telling.finding(out, goal)),
        tables=[
            ("Settings", sheet.table(["Setting", "Value"], knobs)),
            ("The sum", sheet.table(["Step", "Your numbers", "Result"], telling.printed_steps(facts, s, out))),
        ],
        sources=cited,
        foot=f"A calculation, not a forecast. Data version {facts.about['version']}, as of {facts.about['created']}.",
        link=address,
    )
