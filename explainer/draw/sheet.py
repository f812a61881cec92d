"""The reader's view as one sheet of paper: settings, result, picture, sum, sources, in a single HTML file.

Nothing in it is fetched from anywhere. It prints on two pages, or with kept scenarios on three.
"""

from collections.abc import Callable, Sequence
from html import escape

import streamlit as st

BAR_HEIGHT, ROW_HEIGHT, LABEL_WIDTH, PLOT_WIDTH = 14, 40, 8, 620
COLORS = {"record": "#44546a", "yours": "#b4560a", "goal": "#1d2730", "faint": "#8593a3"}
STYLE = """
body { font: 10.5pt/1.4 Georgia, serif; color: #1d2730; max-width: 46rem; margin: 1.5rem auto; padding: 0 1rem; }
h1 { font-size: 17pt; margin: 0 0 .3rem; } h2 { font-size: 12pt; margin: .9rem 0 .3rem; }
p, ol, ul { margin: .4rem 0; }
table { border-collapse: collapse; width: 100%; font-size: 9pt; }
td, th { border-bottom: 1px solid #c9ced3; padding: .1rem .4rem; text-align: left; vertical-align: top; }
td:last-child, th:last-child { text-align: right; } ul { font-size: 8.5pt; padding-left: 1.1rem; } svg { max-width: 100%; height: auto; }
.small { font-size: 9pt; color: #4d5965; overflow-wrap: anywhere; }
.write { border-bottom: 1px solid #4d5965; height: 1.7rem; margin: 0; }
.room, .name { display: inline-block; border-bottom: 1px solid #4d5965; width: 7rem; } .name { width: 22rem; margin-right: 1rem; }
@page { margin: 16mm; } @media print { body { margin: 0; max-width: none; }
  h2 { break-after: avoid; } table, svg { break-inside: avoid; } .next { break-before: page; } }
"""


def button(label: str, name: str, key: str, made: Callable[[], str]) -> None:
    """Draw a button that downloads a sheet, made when asked for."""
    st.download_button(label, made, name, "text/html", key=key, on_click="ignore")


def bars_svg(rows: Sequence[tuple[str, float, str, str]], description: str) -> str:
    """Return bars as SVG: rows of (label, amount, amount in words, who of COLORS). A goal is a dashed outline."""
    longest = max([0.0, *(amount for _, amount, _, _ in rows)])
    drawn = []
    for i, (label, amount, told, who) in enumerate(rows):
        top, width = i * ROW_HEIGHT, max(1.0, amount / longest * PLOT_WIDTH) if longest else 1.0
        dashed = (
            f'fill="none" stroke="{COLORS["goal"]}" stroke-dasharray="6 4"'
            if who == "goal"
            else f'fill="{COLORS[who]}"'
        )
        drawn.append(
            f'<text x="0" y="{top + 13}" font-size="13">{escape(label)}: <tspan '
            f'font-weight="bold">{escape(told)}</tspan></text>'
            f'<rect x="1" y="{top + 18}" width="{width:.1f}" height="{BAR_HEIGHT}" {dashed}/>'
        )
    height = len(rows) * ROW_HEIGHT
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {PLOT_WIDTH + LABEL_WIDTH} {height}" '
        f'width="{PLOT_WIDTH + LABEL_WIDTH}" height="{height}" '
        f'role="img" font-family="Georgia, serif"><title>{escape(description)}</title>{"".join(drawn)}</svg>'
    )


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return rows as an HTML table."""
    top = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in head)
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"


def document(title: str, body: str, foot: str, link: str = "", shown: str = "") -> str:
    """Return a page to print. `body` is HTML; all else is plain text. `shown` is the link as it can be typed."""
    view = f'<p class="small">This view: <a href="{escape(link)}">{escape(shown)}</a></p>' if link else ""
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title><style>{STYLE}</style></head>'
        f'<body><h1>{escape(title)}</h1>{body}<p class="small">{escape(foot)}</p>{view}</body></html>'
    )
