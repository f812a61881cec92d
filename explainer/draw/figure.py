"""A chart with all that belongs to it: finding, chart, and behind one control its table, files and sources."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from html import escape

import altair as alt
import pandas as pd
import streamlit as st

from explainer import words
from explainer.draw import behind, charts, takeaway
from explainer.draw.cited import all_sources, named_with_years, sources_line
from explainer.records.door import Records

BEHIND = "Data, image, sources"
TALL, SCROLLS = 12, 420  # rows; a longer table scrolls in a window of so many pixels
SEMICOLONS = "CSV with semicolons"  # for spreadsheets that expect them
SOURCE = "Source"  # the column of source ids
SQUARE = 560  # pixels, or as wide as the screen
WIDEST = 720  # pixels; as wide as a column of text, and on a phone as the screen


@dataclass(frozen=True)
class Figure:
    """A chart with what belongs to it."""

    name: str  # of the files to take away
    finding: str  # the title, as a sentence
    shape: Callable[[], alt.TopLevelMixin]
    rows: Mapping[str, charts.Rows]  # the chart's tables
    # What kind of chart it is; the same at all settings, since another one has the browser build the chart anew.
    alt: str
    numbers: str  # the numbers, for who does not see the chart
    table: Callable[[], pd.DataFrame]  # as shown to the reader; made when asked for
    sources: Sequence[str]
    counts: str  # what is counted, in which unit and period
    key: str = ""  # legend in words: which mark is what
    note: str = ""
    told: str = ""  # the paragraph under the chart
    square: bool = False  # as high as wide
    short: str = ""  # the query of a short link to it: 'section=record'; empty where the figure holds the reader's own


def figure(facts: Records, of: Figure, link: str, anchor: str = "", under: str = "") -> None:
    """Draw a figure. `link` is the address of the reader's view, for files and citations.

    With an anchor its finding is the heading of a part of the page. `under` is HTML that stands right below the chart.
    """
    head(of, anchor)
    body(facts, of, link, under)


def head(of: Figure, anchor: str = "") -> None:
    """Draw a figure's finding as a heading, with an anchor as that of a part of the page."""
    if anchor:
        st.header(of.finding, anchor=anchor)
    else:
        st.subheader(of.finding, anchor=False)


def body(facts: Records, of: Figure, link: str, under: str = "") -> None:
    """Draw all of a figure but its heading."""
    with st.container(horizontal=True, gap="small"):
        # The words go beside the chart, or below it where that has no room.
        with st.container(width=WIDEST, gap="xsmall"):
            _drawn(of, under)
        with st.container(gap="xsmall", key=f"words-{of.name}"):
            _words(facts, of)
    shown = behind.expander(BEHIND, f"data-{of.name}")
    if shown.open:
        with shown:
            _behind(facts, of, link)


def _drawn(of: Figure, under: str) -> None:
    st.caption(words.plain(of.counts))
    drawn = charts.filled(of.shape, **of.rows)
    if of.square:
        with st.container(width=SQUARE, key=f"square-{of.name}"):  # page.css gives it its height
            st.vega_lite_chart(None, drawn, alt=of.alt, width="stretch", height="stretch")
    else:
        st.vega_lite_chart(None, drawn, alt=of.alt)
    if under:
        st.html(under)


def _words(facts: Records, of: Figure) -> None:
    """Draw what the chart shows, its key and its sources, and its numbers for who does not see it."""
    if of.told:
        st.markdown(of.told)
    unseen = f'<span class="unseen">In numbers: {escape(of.numbers)}</span>'
    told = " ".join(part for part in (words.plain(of.key), sources_line(facts, of.sources)) if part)
    st.caption(f"{unseen}{told}", unsafe_allow_html=True)


def _behind(facts: Records, of: Figure, link: str) -> None:
    """Draw what lies behind a figure: pictures, how to cite it, then note, table, files and every source."""
    shown, address = of.table(), f"{link.split('?')[0]}?{of.short}" if of.short else link
    pictures(facts, of, address)
    st.markdown("To cite this figure:")
    st.code(
        f"{takeaway.apa(facts.about, address, of.finding)}\n\n{takeaway.bibtex(facts.about, address, of.finding, of.name)}",
        language=None,
        wrap_lines=True,
    )
    if of.note:
        st.markdown(of.note)
    table(facts, shown, of.counts)
    with st.container(horizontal=True, gap="small"):
        take(facts, of.name, shown, of.counts, of.sources, address)
    st.markdown(f"Every source:\n\n{all_sources(facts, of.sources)}")


def pictures(facts: Records, of: Figure, link: str) -> None:
    """Draw the buttons that save the chart as a picture with all that belongs to it inside; picture.js makes it."""
    said = {
        "figure": of.name,
        "page": facts.about["title"],
        "finding": of.finding,
        "counts": of.counts,
        "date": f"Data as of {words.loose_date(facts.about['created'])}.",
        "sources": named_with_years(facts, of.sources),
        "link": link,
    }
    data = " ".join(f'data-{name}="{escape(text)}"' for name, text in said.items())
    buttons = "".join(
        f'<button class="save" type="button" data-picture="{kind}" data-shape="{shape}">Picture, {shape} '
        f"({kind.upper()})</button>"
        for kind in ("png", "svg")
        for shape in ("wide", "square")
    )
    st.html(f'<div {data}>{buttons}<span role="status"></span></div>')


def table(facts: Records, of: pd.DataFrame, alt_text: str) -> None:
    """Draw a table of text cells, its sources as names that can be followed; a long one scrolls."""
    shown = of.map(lambda cell: words.plain(cell) if isinstance(cell, str) else cell)
    if SOURCE in of:
        shown[SOURCE] = [_links(facts, ids) for ids in of[SOURCE]]
    st.table(shown, hide_index=True, height=SCROLLS if len(of) > TALL else "content", border="horizontal", alt=alt_text)


def _links(facts: Records, ids: str) -> str:
    """Return the sources of a cell as links."""
    return "; ".join(words.source_link(facts.sources[i]) for i in ids.split("; ") if i)


def take(
    facts: Records,
    name: str,
    of: pd.DataFrame | Callable[[], pd.DataFrame],
    counts: str,
    ids: Sequence[str],
    link: str,
    label: str = "Download this table (CSV)",
) -> None:
    """Draw the buttons that download a table, given or made when asked for, as CSV with its header block."""
    header = {
        "table": name,
        "counts": counts,
        "source": "; ".join(dict.fromkeys(ids)),
        "data version": facts.about["version"],
        "data as of": facts.about["created"],
        "link": link,
    }
    csv_buttons(label, name, name, partial(_csv, of, header))


def csv_buttons(label: str, name: str, key: str, written: Callable[[bool], str]) -> None:
    """Draw two buttons that download a file, `name`, as CSV; `written` is asked whether with semicolons."""
    for named, ending, semicolons in ((label, "", False), (SEMICOLONS, "-semicolons", True)):
        st.download_button(
            named,
            partial(written, semicolons),
            f"{name}{ending}.csv",
            "text/csv",
            key=f"csv-{key}{ending}",
            on_click="ignore",
        )


def _csv(of: pd.DataFrame | Callable[[], pd.DataFrame], header: Mapping[str, str], semicolons: bool) -> str:
    return takeaway.csv_text(of() if callable(of) else of, header, semicolons)
