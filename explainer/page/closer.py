"""Look closer: one quiet row of choices under a part, and beneath it what the reader has opened."""

from collections.abc import Sequence

import streamlit as st

from explainer.draw import behind
from explainer.page import parts
from explainer.page.reading import Reading, draw, now
from explainer.reader import history, links, redraw
from explainer.records.door import Records


def row(facts: Records, name: str) -> None:
    """Draw a row that follows no slider, in a fragment of its own."""

    def drawn(facts: Records) -> None:
        opened(now(facts), name)
        write_address(facts)

    redraw.alone(st.fragment(drawn, key=f"{_key(name)}-drawn"), facts)


def opened(reading: Reading, name: str) -> bool:
    """Draw a row and, one after the other, the parts that are open; return whether any is."""
    row_of = parts.ROWS[name]
    names = {part.key: part.name for part in row_of}
    chosen = st.pills(
        "More" if name == parts.MORE else "Look closer",
        list(names),
        selection_mode="multi",
        format_func=names.__getitem__,
        key=_key(name),
    )
    behind.is_drawn(_key(name), chosen)
    for part in row_of:
        if part.key in chosen:
            with st.container(key=f"part-{part.key}"):
                st.subheader(part.name, anchor=part.key)
                draw(part, reading)
    return bool(chosen)


def one(reading: Reading, name: str) -> None:
    """Draw the part of a row that the link asks for, if it is one of them."""
    for part in parts.ROWS[name]:
        if part.key == history.session().section:
            st.header(part.name, anchor=part.key)
            draw(part, reading)


def open_these(keys: Sequence[str]) -> None:
    """Open parts and close all others, as an address says, before the rows are drawn."""
    everything = parts.EVERYTHING in keys
    if everything:
        behind.open_everything()
    for name, row_of in parts.ROWS.items():
        st.session_state[_key(name)] = [part.key for part in row_of if everything or part.key in keys]


def open_one(key: str) -> None:
    """Open one more part, or all of them, before the rows are drawn; nothing where it stands open on the page or is open."""
    if key == parts.EVERYTHING:
        open_these([key])
    for name, row_of in parts.ROWS.items():
        if key in {part.key for part in row_of} - set(_open(name)):
            st.session_state[_key(name)] = [*_open(name), key]


def write_address(facts: Records) -> None:
    """Write the view and the open parts into the address."""
    keys = [part.key for name, row_of in parts.ROWS.items() for part in row_of if part.key in _open(name)]
    keys = [parts.EVERYTHING] if len(keys) == len(parts.BEHIND) else keys
    history.write_address(facts, {links.OPEN: links.BETWEEN.join(keys)} if keys else {})
    redraw.hand_over()


def _open(name: str) -> list[str]:
    return list(st.session_state.get(_key(name), []))


def _key(name: str) -> str:
    return f"closer-{name}"
