"""Charts as specifications with named tables: built once by Altair, filled with rows on each run.

The shapes are in shapes.py, one function each. `filled` puts the rows in; it is the one place that knows how a
chart is kept. Colours come from the page's
theme (chartCategoricalColors in .streamlit/config.toml), in the order of WHO, so that both themes fit.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

import altair as alt
import pyarrow as pa

WHO = ["record", "yours", "goal", "faint"]
FONT_SIZE = 13
CONFIG = {
    "axis": {
        "labelFontSize": FONT_SIZE,
        "titleFontSize": FONT_SIZE,
        "labelFlush": False,
        "titleFontWeight": "normal",
        "titleAnchor": "start",
        "labelLimit": 220,
        "gridOpacity": 0.6,
        "aria": False,
    },
    "axisY": {"titleAngle": 0, "titleAlign": "left", "titleY": -12, "titleX": 0},
    "axisX": {"tickCount": 5},
    "text": {"fontSize": FONT_SIZE},
    "view": {"stroke": None},
    "legend": {"disable": True},
    # Axes and marks are not read out one by one: the description says what they show, the words below it tell the
    # numbers, and the table holds every one. A mark without a sentence has no hover box: Streamlit's would list fields.
    "mark": {"aria": False, "tooltip": None},
    "bar": {"cornerRadiusEnd": 2},
}
Rows = list[dict[str, Any]]


@cache
def _specification(shape: Callable[[], alt.TopLevelMixin]) -> dict[str, Any]:
    spec = _themed(shape().to_dict())
    spec["config"] = CONFIG
    spec["padding"] = {"left": 0, "right": 4, "top": 4, "bottom": 0}
    return spec


def _themed(node: Any) -> Any:
    """Return a specification in which colours named in WHO are looked up in the theme's list of colours."""
    if isinstance(node, list):
        return [_themed(value) for value in node]
    if not isinstance(node, dict):
        return node
    if node.get("value") in WHO:
        return {"datum": node["value"], "type": "nominal", "scale": {"domain": WHO}, "legend": None}
    return {key: _themed(value) for key, value in node.items()}


def filled(shape: Callable[[], alt.TopLevelMixin], **tables: Rows) -> dict[str, Any]:
    """Return the specification of a chart with its tables. Raises KeyError for an unknown table.

    Rows go to the browser as Arrow, made at once: through pandas it takes ten times as long.
    """
    spec = _specification(shape)
    unknown = set(tables) ^ _tables_of(shape)
    if unknown:
        raise KeyError(f"{shape.__name__} takes {sorted(_tables_of(shape))}; differs in {sorted(unknown)}")
    return {**spec, "datasets": {name: pa.Table.from_pylist(rows) for name, rows in tables.items()}}


@cache
def _tables_of(shape: Callable[[], alt.TopLevelMixin]) -> set[str]:
    return _table_names(_specification(shape))


def _table_names(node: Any) -> set[str]:
    """Return the names of all tables that a specification draws from."""
    if isinstance(node, dict):
        own = {node["data"]["name"]} if isinstance(node.get("data"), dict) and "name" in node["data"] else set()
        return own.union(*(_table_names(value) for value in node.values()))
    return set().union(*(_table_names(value) for value in node)) if isinstance(node, list) else set()
