"""Parts that several sections draw: a figure with its table and sources, and the sentence for a missing table."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

import altair as alt
import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from explainer import words
from explainer.draw import charts, cite, sheet, takeaway
from explainer.records.door import Records

STYLE = Path(__file__).parent.parent / "draw" / "page.css"
SCRIPT = Path(__file__).parent.parent / "draw" / "page.js"
ICON = str(Path(__file__).parent.parent / "draw" / "icon.svg")
SECTIONS = ("goals", "record", "calculator", "stages", "needs", "faststart", "pastyears", "claims", "method")
FAULTS_SHOWN = 3
TALL = 30  # rows; a longer table scrolls
Row = tuple[str, float, str]  # label, amount, who of charts.WHO
KINDS_IN_ORDER = ("government", "congress", "court", "dataset", "research", "university", "press", "advocacy")
SOURCES_NAMED = 3


@dataclass(frozen=True)
class Figure:
    """A chart with what belongs to it: finding, description, table, sources."""

    name: str  # of the files to take away
    finding: str  # the title, as a sentence
    shape: Callable[[], alt.TopLevelMixin]
    rows: dict[str, charts.Rows]  # the chart's tables
    alt: str  # what kind of chart it is; the same at all settings, since another one has the browser build the chart anew
    numbers: str  # the finding and the numbers, for who does not see the chart
    table: Callable[[], pd.DataFrame]  # as shown to the reader; made when asked for
    sources: Sequence[str]
    counts: str  # what is counted, in which unit and period
    opening: str = ""  # heading and first words of the section that the figure opens, as HTML
    topic: str = ""  # what the figure is about, where the text around it does not say so
    key: str = ""  # legend in words: which mark is what
    light: str = ""  # a light drawing in the chart's place, as HTML; the chart itself then stands behind it
    link: str = ""
    note: str = ""


def figure(facts: Records, of: Figure) -> None:
    """Draw a figure: finding, chart, and behind it the table, its CSV, pictures and the sources."""
    topic = f'<p class="topic">{escape(of.topic)}</p>' if of.topic else ""
    unseen = f'<p class="unseen">In numbers: {escape(of.numbers)}</p>'
    st.html(f"{of.opening}{topic}{heading(of.finding)}{key(*of.key.splitlines())}{of.light}{unseen}")
    if not of.light:
        _chart(of)
    if of.sources:
        sources(facts, of.sources)
    holds = "Chart, table" if of.light else "Table"
    behind = more(f"{holds}, pictures and sources: {of.name.replace('-', ' ')}", f"table-{of.name}")
    if behind is not None:
        with behind:
            _behind(facts, of)


def _chart(of: Figure) -> None:
    st.vega_lite_chart(None, charts.filled(of.shape, **of.rows), alt=of.alt)


def more(label: str, key: str) -> DeltaGenerator | None:
    """Draw a switch for a part of the page, and return the part where it is on: it is filled then, so that runs stay short.

    Streamlit's own expander takes the browser three times as long at every move of a slider, open or not.
    """
    return st.container(border=True, key=f"{key}-part") if st.toggle(label, key=key) else None


def _behind(facts: Records, of: Figure) -> None:
    """Draw what lies behind a figure: its chart, unless in sight, note, table, files, every source, and how to cite it."""
    if of.light:
        _chart(of)
    shown = of.table()
    if of.note:
        st.markdown(of.note)
    table(shown, of.counts)
    with st.container(horizontal=True, gap="small"):
        take(facts, of.name, shown, of.counts, of.sources, of.link)
        pictures(of, facts)
    st.markdown(f"{all_sources(facts, of.sources)}\n\nTo cite this figure:")
    named = (facts.about, of.link or str(st.context.url or "").split("?")[0], of.finding)
    st.code(f"{cite.apa(*named)}\n\n{cite.bibtex(*named, of.name)}", language=None, wrap_lines=True)


def pictures(of: Figure, facts: Records) -> None:
    """Draw the buttons that save the chart as a picture with title, sources and link inside; page.js makes it."""
    publishers = (
        "; ".join(dict.fromkeys(short_publisher(facts.sources[i].publisher) for i in of.sources))
        if not facts.missing("sources")
        else ""
    )
    data = (
        f'data-figure="{escape(of.name)}" data-finding="{escape(of.finding)}" '
        f'data-sources="{escape(publishers)}" data-link="{escape(of.link)}" data-counts="{escape(of.counts)}"'
    )
    st.html(
        "".join(
            f'<button class="picture" type="button" data-picture="{kind}" {data}>Picture ({kind.upper()})</button>'
            for kind in ("png", "svg")
        ),
        width="content",
    )


def script() -> None:
    """Put the page's one script in: it saves charts as pictures and makes one step of history of one change."""
    st.html(f"<script>{SCRIPT.read_text(encoding='utf-8')}</script>", unsafe_allow_javascript=True)


def yearly_table(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table of counts by fiscal year as shown to the reader, newest first."""
    newest = table.sort_values("fiscal_year", kind="stable", ascending=False)
    return pd.DataFrame(
        {
            "Fiscal year": newest["fiscal_year"].astype(str),
            "Count": [words.count(v) for v in newest["value"]],
            "Per day": [words.count(v / d) for v, d in zip(newest["value"], newest["days"], strict=True)],
            "Period": [
                words.span(s, e) if not w else "whole year"
                for s, e, w in zip(newest["period_start"], newest["period_end"], newest["whole"], strict=True)
            ],
            "Edition": newest["edition"],
            "Note": newest["note"],
            "Source": ["; ".join(ids) for ids in newest["source_ids"]],
        }
    )


def table(of: pd.DataFrame, alt_text: str) -> None:
    """Draw a table of text cells; a long one scrolls."""
    st.table(of, hide_index=True, height=460 if len(of) > TALL else "content", border="horizontal", alt=alt_text)


def take(
    facts: Records,
    name: str,
    of: pd.DataFrame | Callable[[], pd.DataFrame],
    counts: str,
    ids: Sequence[str],
    link: str,
    label: str = "Download this table (CSV)",
) -> None:
    """Draw the button that downloads a table, given or made when asked for, as CSV with its header block."""
    header = {
        "table": name,
        "counts": counts,
        "source": takeaway.source_names(ids),
        "data version": facts.about["version"],
        "data as of": facts.about["created"],
        "link": link,
    }
    st.download_button(
        label,
        lambda: takeaway.csv_text(of() if callable(of) else of, header),
        f"{name}.csv",
        "text/csv",
        key=f"csv-{name}",
        on_click="ignore",
    )


def sources(facts: Records, ids: Sequence[str]) -> None:
    """Name the sources of what stands above, the first few in words."""
    st.caption(sources_text(facts, ids))


def sources_text(facts: Records, ids: Sequence[str]) -> str:
    """Return the line of sources, the first few in words; empty where there are none."""
    if facts.missing("sources"):
        return "The list of sources is not available; the reason stands at the top of the page."
    return _sources_line(facts, _official_first(facts, tuple(ids))) if ids else ""


@cache
def _official_first(facts: Records, ids: tuple[str, ...]) -> tuple[str, ...]:
    """Return source ids once each: documents of government before research, press and advocacy."""
    unique = dict.fromkeys(ids)
    return tuple(
        sorted(
            unique,
            key=lambda i: (
                KINDS_IN_ORDER.index(facts.sources[i].kind)
                if facts.sources[i].kind in KINDS_IN_ORDER
                else len(KINDS_IN_ORDER)
            ),
        )
    )


@cache
def _sources_line(facts: Records, ids: tuple[str, ...]) -> str:
    named = [source_link(facts, i) for i in ids[:SOURCES_NAMED]]
    more = f" and {len(ids) - SOURCES_NAMED} more, listed below" if len(ids) > SOURCES_NAMED else ""
    return f"Source{'s' if len(ids) > 1 else ''}: {'; '.join(named)}{more}."


@cache
def remarks(facts: Records, place: str) -> str:
    """Return the remarks of a section as a list, each with its source."""
    rows = facts["remarks"]
    rows = rows[rows["place"] == place].sort_values("order")
    return "\n".join(f"- {r.text}{cited(facts, r.source_id)}" for r in rows.itertuples(index=False))


def cited(facts: Records, source_id: str) -> str:
    """Return a source in brackets, to stand behind what it is the source of; empty where there is none to name."""
    return f" ({source_link(facts, source_id)})" if source_id and not facts.missing("sources") else ""


@cache
def source_link(facts: Records, source_id: str) -> str:
    """Return a short Markdown link to a source: publisher and date."""
    row = facts.sources[source_id]
    when = f", {words.loose_date(row.date_published)}" if row.date_published else ""
    return f"[{words.plain(short_publisher(row.publisher))}{when}]({row.url})"


def short_publisher(publisher: str) -> str:
    """Return a publisher's name for a line of sources: known long names by their letters."""
    for name, letters in (
        ("Immigration and Customs Enforcement", "ICE"),
        ("Office of Homeland Security Statistics", "OHSS"),
        ("Office of Immigration Statistics", "DHS Yearbook"),
    ):
        if name in publisher:
            return letters
    return publisher


def all_sources(facts: Records, ids: Sequence[str]) -> str:
    """Return every source in full as a list, with how it was read; empty where the list is missing."""
    return "" if facts.missing("sources") else _sources_list(facts, _official_first(facts, tuple(ids)))


@cache
def _sources_list(facts: Records, ids: tuple[str, ...]) -> str:
    rows = [facts.sources[i] for i in ids]
    return "\n".join(source_line(r) for r in rows)


def source_line(row: Any) -> str:
    """Return one source of a list in full, with how it was read."""
    return f"- {words.source(row)}{'. ' + words.plain(row.note) if row.note else ''}"


def available(facts: Records, part: str, *tables: str) -> bool:
    """Return whether a part has its tables; where not, say in one sentence which part is missing and why."""
    if not facts.tables:
        return False  # told once, at the top
    faults = facts.missing(*tables)
    if faults:
        names = words.listed(list(dict.fromkeys(f.file for f in faults)))
        st.warning(f"{part} cannot be shown: {names} did not pass the page's own check. The rest of the page works.")
    return not faults


def faults_at_top(facts: Records) -> None:
    """Name the first faults of the data, so that who keeps the page can mend them."""
    if not facts.tables:
        st.warning(f"The data of this page cannot be read, so none of it is shown. {words.plain(str(facts.faults[0]))}")
    elif facts.faults:
        shown = "\n".join(f"- {words.plain(str(fault))}" for fault in facts.faults[:FAULTS_SHOWN])
        more = len(facts.faults) - FAULTS_SHOWN
        st.warning(
            f"Part of the data did not pass the check, so part of the page is missing:\n{shown}"
            + (f"\n- and {more} more" if more > 0 else "")
        )


def grid(label: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a light table that follows the sliders as HTML, named by `label` for who does not see it.

    Streamlit builds each cell of its own tables anew at every move, which takes the browser ten times as long.
    """
    return f'<div class="grid" role="region" tabindex="0" aria-label="{escape(label)}">{sheet.table(head, rows)}</div>'


def section_heading(text: str) -> str:
    """Return a section's heading as HTML, with the anchor that Streamlit would give it; drawn with what follows it."""
    return f'<h2 id="{re.sub("[^a-z0-9]+", "-", text.lower())}">{escape(text)}</h2>'


def heading(text: str) -> str:
    """Return a heading below a section's own as HTML."""
    return f"<h3>{escape(text)}</h3>"


def told(*texts: str) -> str:
    """Return paragraphs of text as HTML. What stands together is drawn as one element: each costs every move its time."""
    return "".join(f'<p class="told">{escape(text)}</p>' for text in texts)


def key(*texts: str) -> str:
    """Return paragraphs of small text, which say how to read what stands above them, as HTML."""
    return "".join(f'<p class="key">{escape(text)}</p>' for text in texts if text)


def bars(rows: Sequence[tuple[str, str, float, str]], label: str) -> None:
    """Draw light bars: (label, amount in words, share of the longest 0 to 1, who of charts.WHO)."""
    items = "".join(
        f'<div><div class="label">{escape(name)}: <span class="amount">{escape(amount)}</span></div>'
        f'<div class="track"><div class="fill {who}" '
        f'style="width:{max(0.0, min(1.0, share)) * 100:.2f}%"></div></div></div>'
        for name, amount, share, who in rows
    )
    st.html(f'<div class="bars" role="img" aria-label="{escape(label)}">{items}</div>')
