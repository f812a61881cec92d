"""All that belongs to a figure is drawn with it: legend, sources, note, table, files, and how to cite it."""

from __future__ import annotations

import ast
import contextlib

import by_hand
import pandas as pd
import pytest
from known import FACTS

from explainer import words
from explainer.draw import cited, figure, shapes
from explainer.records import door

pytestmark = pytest.mark.filterwarnings("ignore:The .float_precision. argument is deprecated")  # needed before pandas 3
IDS = list(FACTS.sources)[:2]
LINK = "https://example.org/?officers=5"
TABLE = pd.DataFrame({"Year": ["2012"], "Count": ["409,849"]})


def a_figure(**fields) -> figure.Figure:
    usual = {"name": "one", "finding": "A finding", "shape": shapes.swings, "rows": {"rows": []}, "alt": "Bars", "numbers": "1 & 2", "table": lambda: TABLE,
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
                drawn.setdefault("container", [])
                return lambda **named: drawn["container"].append(named) or contextlib.nullcontext()
            return note(name)

    monkeypatch.setattr(figure, "st", Streamlit())
    monkeypatch.setattr(figure.behind, "expander", lambda *_: Door(bool(drawn.get("opened"))))
    return drawn


def test_a_figure_is_headed_by_its_finding_and_says_what_it_counts_above_and_its_sources_below(page):
    figure.figure(FACTS, a_figure(told="A paragraph."), LINK)
    assert page["subheader"][0][0][0] == "A finding" and "header" not in page
    (above, _), (below, named) = page["caption"]
    assert above == ("events",) and named == {"unsafe_allow_html": True}
    assert below[0] == f'<span class="unseen">In numbers: 1 &amp; 2</span>{words.plain("Bar: a year.")} {cited.sources_line(FACTS, IDS)}'
    assert page["markdown"][0][0] == ("A paragraph.",) and page["container"][1]["width"] == figure.WIDEST <= 720


def test_the_figure_of_a_part_heads_the_part_and_one_without_words_has_none(page):
    figure.figure(FACTS, a_figure(key=""), LINK, "here", "<div></div>")
    assert page["header"][0] == (("A finding",), {"anchor": "here"}) and "subheader" not in page and "markdown" not in page
    assert page["caption"][1][0][0].endswith(f"</span>{cited.sources_line(FACTS, IDS)}")
    assert page["html"][0][0] == ("<div></div>",)


@pytest.mark.parametrize(("short", "link"), [("section=record", "https://example.org/?section=record"), ("", LINK)])
def test_a_figure_without_the_readers_own_is_taken_away_with_a_short_link(page, short, link):
    figure._behind(FACTS, a_figure(short=short), LINK)
    assert f'data-link="{link}"' in page["html"][0][0][0] and link in page["code"][0][0][0]
    header, _ = by_hand.read_back(page["download_button"][0][0][1]())
    assert header["link"] == link


@pytest.mark.parametrize("note", ["A note.", ""])
def test_behind_a_figure_are_pictures_how_to_cite_it_note_table_files_and_sources(page, note):
    figure._behind(FACTS, a_figure(note=note), LINK)  # noqa: SLF001
    told = [given[0] for given, _ in page["markdown"]]
    assert told == ["To cite this figure:", *([note] if note else []), f"Every source:\n\n{cited.all_sources(FACTS, IDS)}"]
    (((shown,), looks),) = page["table"]
    assert shown.equals(TABLE) and looks["alt"] == "events" and looks["hide_index"] is True
    assert LINK in page["code"][0][0][0] and "A finding" in page["code"][0][0][0]
    drawn = page["html"][0][0][0]
    assert {(kind, shape) for kind in ("png", "svg") for shape in ("wide", "square") if f'data-picture="{kind}" data-shape="{shape}"' in drawn} == {
        ("png", "wide"), ("png", "square"), ("svg", "wide"), ("svg", "square")}  # fmt: skip
    assert f'data-sources="{cited.named_with_years(FACTS, IDS)}"' in drawn and FACTS.about["title"] in drawn
    assert [given[0] for given, _ in page["download_button"]] == ["Download this table (CSV)", "CSV with semicolons"]


def test_sources_on_a_picture_have_their_years_and_are_few():
    text = cited.named_with_years(FACTS, list(FACTS.sources))
    assert text.endswith(" more") and text.count("; ") == cited.PUBLISHERS_NAMED
    one = next(row for row in FACTS.sources.values() if row.date_published)
    assert cited.named_with_years(FACTS, [one.source_id, one.source_id]) == f"{one.short_publisher} {one.date_published[:4]}"


def test_sources_in_a_table_are_names_that_can_be_followed_and_other_cells_are_text(page):
    figure.table(FACTS, pd.DataFrame({"Note": ["*a* [b](c)"], "Source": ["; ".join(IDS)]}), "a")
    (shown,) = page["table"][0][0]
    assert shown["Note"][0] == words.plain("*a* [b](c)")
    assert shown["Source"][0] == "; ".join(words.source_link(FACTS.sources[i]) for i in IDS)


@pytest.mark.parametrize("of", [TABLE, lambda: TABLE], ids=["table", "made when asked for"])
def test_a_table_is_taken_with_a_header_that_says_what_it_is(page, of):
    figure.take(FACTS, "one", of, "events", [*IDS, IDS[0]], LINK)
    ((label, made, name, kind), _), ((_, semicolons, other, _), _) = page["download_button"]
    header, again = by_hand.read_back(made())
    assert (label, name, kind) == ("Download this table (CSV)", "one.csv", "text/csv")
    assert header == {"table": "one", "counts": "events", "source": "; ".join(IDS), "data version": FACTS.about["version"],
                      "data as of": FACTS.about["created"], "link": LINK}  # fmt: skip
    assert again["Count"].tolist() == [409_849]
    assert other == "one-semicolons.csv" and semicolons().endswith('"Year";"Count"\n2012;409849\n')


@pytest.mark.parametrize(("rows", "height"), [(figure.TALL, "content"), (figure.TALL + 1, figure.SCROLLS)])
def test_a_long_table_scrolls(page, rows, height):
    figure.table(FACTS, pd.DataFrame({"a": ["1"] * rows}), "a")
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
    figure.body(FACTS, a_figure(), LINK)
    assert ("table" in page) == bool(opened)
