"""All that belongs to a figure is drawn with it: legend, sources, note, table, files, and how to cite it."""

from __future__ import annotations

import ast
import contextlib

import pandas as pd
import pytest
from known import FACTS

from explainer import words
from explainer.draw import cited, figure, shapes, takeaway
from explainer.records import door

pytestmark = pytest.mark.filterwarnings("ignore:The .float_precision. argument is deprecated")  # needed before pandas 3
IDS = list(FACTS.sources)[:2]
LINK = "https://example.org/?officers=5"
TABLE = pd.DataFrame({"Year": ["2012"], "Count": ["409,849"]})


def a_figure(**fields) -> figure.Figure:
    usual = {"name": "one", "finding": "A finding", "shape": shapes.swings, "rows": {}, "alt": "Bars", "numbers": "1 & 2", "table": lambda: TABLE,
             "sources": IDS, "counts": "events", "key": "Bar: a year.", "note": "A note."}  # fmt: skip
    return figure.Figure(**usual | fields)


class Door(contextlib.nullcontext):
    """What `st.expander` returns."""

    def __init__(self, opened: bool) -> None:
        super().__init__()
        self.open = opened


@pytest.fixture
def page(monkeypatch):
    """What a figure draws, by the element that draws it."""
    drawn: dict[str, list] = {}

    def note(name):
        return lambda *given, **named: drawn.setdefault(name, []).append((given, named))

    class Streamlit:
        def __getattr__(self, name):
            if name == "container":
                return lambda **_: contextlib.nullcontext()
            if name == "expander":
                return lambda *_, **__: Door(bool(drawn.get("opened")))
            return note(name)

    monkeypatch.setattr(figure, "st", Streamlit())
    return drawn


def test_legend_and_sources_stand_below_a_chart_and_its_numbers_for_who_hears_it(page):
    figure.figure_foot(FACTS, a_figure())
    (((text,), named),) = page["caption"]
    assert text == f'<span class="unseen">In numbers: 1 &amp; 2</span>{words.plain("Bar: a year.")} {cited.sources_line(FACTS, IDS)}'
    assert named == {"unsafe_allow_html": True}
    figure.figure_foot(FACTS, a_figure(key=""))
    assert page["caption"][1][0][0].endswith(f"</span>{cited.sources_line(FACTS, IDS)}")


@pytest.mark.parametrize("note", ["A note.", ""])
def test_behind_a_figure_are_note_table_files_sources_and_how_to_cite_it(page, note):
    figure._behind(FACTS, a_figure(note=note), LINK)  # noqa: SLF001
    told = [given[0] for given, _ in page["markdown"]]
    assert told[: len(told) - 1] == ([note] if note else []) and told[-1].startswith(cited.all_sources(FACTS, IDS))
    (((shown,), looks),) = page["table"]
    assert shown is TABLE and looks["alt"] == "events" and looks["hide_index"] is True
    assert LINK in page["code"][0][0][0] and "A finding" in page["code"][0][0][0]
    assert page["html"][0][0][0].count("data-picture=") == 2 and "Image (PNG)" in page["html"][0][0][0]
    assert len(page["download_button"]) == 1


@pytest.mark.parametrize("of", [TABLE, lambda: TABLE], ids=["table", "made when asked for"])
def test_a_table_is_taken_with_a_header_that_says_what_it_is(page, of):
    figure.take(FACTS, "one", of, "events", IDS, LINK)
    (((label, made, name, kind), _),) = page["download_button"]
    header, again = takeaway.read_back(made())
    assert (label, name, kind) == ("Download this table (CSV)", "one.csv", "text/csv")
    assert header == {"table": "one", "counts": "events", "source": "; ".join(IDS), "data version": FACTS.about["version"],
                      "data as of": FACTS.about["created"], "link": LINK}  # fmt: skip
    assert again["Count"].tolist() == [409_849]


@pytest.mark.parametrize(("rows", "height"), [(20, "content"), (21, 420)])
def test_a_long_table_scrolls(page, rows, height):
    figure.table(pd.DataFrame({"a": ["1"] * rows}), "a")
    assert page["table"][0][1]["height"] == height


@pytest.mark.parametrize("path", sorted((door.DATA.parent / "explainer").rglob("*.py")), ids=lambda path: path.stem)
def test_no_table_shows_the_numbers_of_its_rows(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "st.table":
            named = {word.arg: ast.unparse(word.value) for word in node.keywords}
            assert named["hide_index"] == "True" and named["alt"], f"{path.name} line {node.lineno}"


@pytest.mark.parametrize("opened", [[], ["yes"]], ids=["closed", "open"])
def test_behind_a_closed_door_nothing_is_drawn(page, opened):
    page["opened"] = opened
    figure.behind_figure(FACTS, a_figure(), LINK)
    assert ("table" in page) == bool(opened)
