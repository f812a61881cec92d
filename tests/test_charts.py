"""Charts: amounts start at zero, the goal line stands at the goal, units are named, colours come from the theme."""

import ast
import copy
import inspect
import re
from collections.abc import Iterator
from typing import Any

import pytest

from known import FACTS

from explainer.draw import charts, shapes
from explainer.page import counted, officials, pace, trust
from explainer.records import door, goals
from explainer.telling import said

SECTIONS = door.DATA.parent / "explainer" / "page"
# What these count, and in which unit, stands as a line above each (Figure.counts), where an axis has no room for it.
UNIT_ABOVE = {"bars_beside_goal", "goals_and_counts", "counts_by_year", "arrests_a_day", "past_years", "swings"}
OF_SLIDERS = {"map_of_settings"}  # its axes are two sliders' scales, named by their settings, and it is as high as wide
SILENT = {"bars_beside_goal", "swings"}  # each of its marks has its number beside it
COLOUR_KEYS = {"color", "fill", "stroke"}
NO_COLOUR = {None, "transparent", "none"}
COLOUR = re.compile(r"#[0-9a-f]{3,8}\b|\brgba?\(|\bhsla?\(", re.IGNORECASE)
SHAPES = [shape for name, shape in vars(shapes).items() if inspect.isfunction(shape) and not name.startswith("_")]
by_name = pytest.mark.parametrize("shape", SHAPES, ids=[shape.__name__ for shape in SHAPES])


def nodes(node: Any) -> Iterator[dict[str, Any]]:
    """Every mapping within a specification."""
    if isinstance(node, dict):
        yield node
        for value in node.values():
            yield from nodes(value)
    elif isinstance(node, list):
        for value in node:
            yield from nodes(value)


def layers(spec: dict[str, Any], data: str | None = None) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each drawn layer with the name of its table."""
    named = spec.get("data", {}).get("name", data)
    if "layer" in spec:
        for layer in spec["layer"]:
            yield from layers(layer, named)
    else:
        yield named, spec


def amounts(spec: dict[str, Any], channel: str) -> list[dict[str, Any]]:
    """Every encoding of a channel that is drawn on a scale of numbers."""
    encodings = [layer["encoding"][channel] for _, layer in layers(spec) if channel in layer["encoding"]]
    return [encoding for encoding in encodings if encoding.get("type") == "quantitative"]


@by_name
def test_each_axis_of_amounts_starts_at_zero(shape):
    spec = charts._specification(shape)
    met = 0
    for channel in ("x", "y"):
        scales = [encoding["scale"] for encoding in amounts(spec, channel) if encoding.get("scale")]
        if not amounts(spec, channel):
            continue
        met += 1
        assert scales, f"{shape.__name__}: say scale(zero=True) on the {channel} axis"
        for scale in scales:
            from_zero = shape.__name__ not in OF_SLIDERS
            assert scale.get("zero") is from_zero or scale.get("domain", [None])[0] == 0, f"{shape.__name__}: the {channel} axis starts at {scale}"
    assert met, f"{shape.__name__} draws no amounts"


@by_name
def test_each_axis_of_amounts_names_its_unit(shape):
    spec = charts._specification(shape)
    for channel in ("x", "y"):
        drawn = [e for e in amounts(spec, channel) if "axis" not in e or e["axis"] is not None]
        titles = {encoding["title"] for encoding in drawn if encoding.get("title")}
        if drawn and shape.__name__ not in UNIT_ABOVE | OF_SLIDERS:
            assert titles, f"{shape.__name__}: give the {channel} axis a title with its unit"


def figures() -> list[tuple[str, dict[str, ast.expr]]]:
    """Each chart of the page as it is written in the sections: file and line, and what it is given."""
    found = []
    for path in sorted(SECTIONS.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("Figure"):
                found.append((f"{path.name} line {node.lineno}", {word.arg: word.value for word in node.keywords if word.arg}))
    return found


def test_each_chart_on_the_page_says_what_it_counts_and_has_words_table_and_sources():
    found = figures()
    assert len(found) >= len(SHAPES) - 1
    for where, given in found:
        missing = {"finding", "counts", "alt", "numbers", "table", "sources"} - set(given)
        assert not missing, f"{where}: the figure lacks {sorted(missing)}"
        filled_in = [part for part in ast.walk(given["numbers"]) if isinstance(part, ast.FormattedValue | ast.Call | ast.Name)]
        assert filled_in, f"{where}: put the numbers into numbers"
        assert isinstance(given["alt"], ast.Constant), f"{where}: a description that changes has the browser build the chart anew"


def test_each_shape_is_drawn_somewhere():
    drawn = {ast.unparse(given["shape"]) for _, given in figures() if "shape" in given}
    assert drawn == {f"shapes.{shape.__name__}" for shape in SHAPES} and len(drawn) >= 5


@by_name
def test_the_goal_is_dashed_at_its_value_and_at_both_ends_where_it_has_two(shape):
    spec = charts._specification(shape)
    table = {"goal", "goals"} & charts._table_names(spec)
    if not table:
        return
    lines = [layer for name, layer in layers(spec) if name in table and layer["mark"]["type"] == "rule"]
    assert lines, f"{shape.__name__}: the goal has no line"
    for line in lines:
        channels = {c for c in ("x", "y") if line["encoding"].get(c, {}).get("field") in ("value", "low", "high")}
        (channel,) = channels
        assert line["mark"]["strokeDash"] == shapes.GOAL_DASH
        assert "aggregate" not in line["encoding"][channel] and line["encoding"]["color"]["datum"] == "goal"
        assert len(amounts(spec, channel)) > 1, "the goal stands on the axis of the amounts"
    if any("high" in str(layer["encoding"]) for name, layer in layers(spec) if name in table):
        fields = {line["encoding"][c]["field"] for line in lines for c in ("x", "y") if c in line["encoding"]}
        ends = fields & {"value", "low", "high"}
        assert len(ends) == 2 and "high" in ends, f"{shape.__name__}: a band has a line at each end, not at {ends}"


def test_the_charts_beside_a_goal_have_its_line():
    with_goal = {s.__name__ for s in SHAPES if {"goal", "goals"} & charts._table_names(charts._specification(s))}
    assert with_goal >= {"bars_beside_goal", "counts_by_year", "arrests_a_day"}


@by_name
def test_colours_are_names_that_the_theme_looks_up(shape):
    spec = charts._specification(shape)
    assert not COLOUR.search(str(spec)), f"{shape.__name__}: name a colour of WHO instead"
    for node in nodes(spec):
        for key in COLOUR_KEYS & set(node):
            colour = node[key]
            if isinstance(colour, dict):
                assert colour.get("scale", {}).get("domain") == charts.WHO or colour.get("value", "") in NO_COLOUR, f"{shape.__name__}: {colour}"
            else:
                assert colour in NO_COLOUR, f"{shape.__name__}: {key}={colour}; name a colour of WHO instead"


# Whose color the marks of a chart's table have: the reader's own is never in that of the record, nor the other way round.
OF_TABLE = {"yours": "yours", "model": "yours", "records": "record", "posts": "record", "goal": "goal", "goals": "goal"}


@by_name
def test_marks_have_the_color_of_whom_they_stand_for(shape):
    marks = list(layers(charts._specification(shape)))
    assert marks
    for table, layer in marks:
        if layer["mark"].get("opacity") == 0:  # not seen: it holds an axis open
            continue
        colors = {name: of for name, of in layer["encoding"].items() if name in ("color", "fill", "stroke")}
        assert colors, f"a mark of {table} has a color of nobody's"
        for of in colors.values():
            if of.get("value") == "transparent":
                continue
            assert of["scale"]["domain"] == charts.WHO and of["legend"] is None
            if layer["mark"]["type"] != "text" and table in OF_TABLE:
                assert of.get("datum") == OF_TABLE[table], f"{table} is drawn in the color of {of}"
            assert of.get("datum", "yours") in charts.WHO and of.get("field", "who") == "who"


@by_name
def test_a_chart_keeps_its_height_and_takes_the_width_of_the_page(shape):
    spec = charts._specification(shape)
    if shape.__name__ in OF_SLIDERS:
        assert "height" not in spec, "the page gives it"
    else:
        assert isinstance(spec["height"], int) or set(spec["height"]) == {"step"}, "else the page jumps while a slider moves"
    assert "width" not in spec


@by_name
def test_colour_is_never_the_only_signal_that_needs_a_legend(shape):
    for node in nodes(charts._specification(shape)):
        for channel in ("color", "fill", "shape", "strokeDash"):
            encoding = node.get("encoding", {}).get(channel, {})
            if "field" in encoding:
                assert encoding.get("legend", "absent") is None, f"{shape.__name__}: {channel} has a legend; name the marks themselves"


@by_name
def test_a_chart_asks_for_its_tables_by_name(shape):
    tables = charts._table_names(charts._specification(shape))
    with pytest.raises(KeyError, match=shape.__name__):
        charts.filled(shape, **{name: [] for name in sorted(tables)[1:]})
    with pytest.raises(KeyError, match="strangers"):
        charts.filled(shape, **{name: [] for name in tables}, strangers=[])


@by_name
def test_filling_a_chart_leaves_no_trace_in_the_next_readers_chart(shape):
    before = copy.deepcopy(charts._specification(shape))
    tables = charts._table_names(before)
    first = charts.filled(shape, **{name: [{"value": 1}] for name in tables})
    second = charts.filled(shape, **{name: [{"value": 2}] for name in tables})
    assert charts._specification(shape) == before
    assert {name: table["value"].to_pylist() for name, table in first["datasets"].items()} == {name: [1] for name in tables}
    assert {name: table["value"].to_pylist() for name, table in second["datasets"].items()} == {name: [2] for name in tables}


@by_name
def test_a_hover_box_says_one_sentence_and_a_mark_without_one_has_no_box(shape):
    """By Streamlit's own default a mark without a tooltip would list the raw fields of its row."""
    spec, met = charts._specification(shape), 0
    assert spec["config"]["mark"]["tooltip"] is None
    for _, layer in layers(spec):
        told = layer["encoding"].get("tooltip")
        assert "tooltip" not in layer["mark"], f"{shape.__name__}: {layer['mark']} lists raw fields"
        if told is not None:
            met += 1
            assert set(told) == {"field", "type"} and told["field"].endswith(("text", "tip")), f"{shape.__name__}: {told}"
    assert met or shape.__name__ in SILENT, f"{shape.__name__}: no mark says anything"


FIGURES = {
    **{f"counted {definition}": lambda d=definition: counted._figure(FACTS, d, None) for definition in FACTS.definition_rows},
    "counted beside the goal": lambda: counted._figure(FACTS, "ice_removals", goals.from_row(FACTS.goal_rows[FACTS.about["default_goal"]])),
    "arrests a day": lambda: pace._figure(FACTS),
    **{f"said of {kind.kind}": lambda k=kind: officials._figure(FACTS, k) for kind in FACTS.rows("goal_kinds") if said.charted(FACTS, kind.kind)},
    **{f"past years of {measure}": lambda m=measure: trust._figure(FACTS, m) for measure in ("arrests", "removals")},
}


@pytest.mark.parametrize("of", FIGURES.values(), ids=FIGURES)
def test_each_hover_box_of_the_record_is_one_sentence_of_words(of):
    figure = of()
    spoken = {(table, layer["encoding"]["tooltip"]["field"]) for table, layer in layers(charts._specification(figure.shape)) if "tooltip" in layer["encoding"]}
    told = [row[field] for table, field in spoken for row in figure.rows[table] if row[field] != ""]
    assert len(told) >= 2
    for sentence in told:
        assert sentence == sentence.strip() and "\n" not in sentence and sentence[0].isupper(), sentence
        assert sentence.endswith("."), sentence
        assert not re.search(r"\d{4}-\d\d|_|\bnan\b|None|\d\.\d{2,}", sentence), f"raw: {sentence}"


@pytest.mark.parametrize("of", FIGURES.values(), ids=FIGURES)
def test_charts_of_the_record_hold_nothing_of_the_reader_s_own_and_no_key_in_their_caption(of):
    figure = of()
    assert "yours" not in str(charts._specification(figure.shape)).replace(str(charts.WHO), "")
    assert not any(row.get("who") == "yours" for table in figure.rows.values() for row in table)
    assert figure.key == "" and figure.short.startswith("section="), "what a mark is stands at the mark"


@by_name
def test_a_chart_draws_nothing_from_the_net(shape):
    assert not any("url" in node for node in nodes(charts._specification(shape)))
