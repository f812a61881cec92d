"""Colors of both themes: contrast by WCAG 2.2, and still told apart by color-blind eyes and in gray."""

from __future__ import annotations

import itertools
import re
import tomllib
from pathlib import Path

import pytest

from explainer.draw import charts, sheet

ROOT = Path(__file__).parent.parent
CONFIG = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))[
    "theme"
]
THEMES = ("light", "dark")
# Linear RGB as seen with each deficiency (Machado, Oliveira and Fernandes 2009, severity 1), and in gray.
EYES = {
    "full color": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "gray": ((0.2126, 0.7152, 0.0722),) * 3,
}
TOLD_APART = 1.2  # contrast of neighbors; shape, dash or place is always a second signal


def linear(color: str) -> list[float]:
    """Return linear RGB of '#rrggbb'."""
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    return [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]


def luminance(rgb: list[float]) -> float:
    return sum(weight * max(0.0, min(1.0, part)) for weight, part in zip((0.2126, 0.7152, 0.0722), rgb, strict=True))


def contrast(a: str, b: str, eyes: str = "full color") -> float:
    """Return the WCAG contrast ratio of two colors as seen with `eyes`."""
    seen = [[sum(m * p for m, p in zip(row, linear(c), strict=True)) for row in EYES[eyes]] for c in (a, b)]
    low, high = sorted(luminance(rgb) for rgb in seen)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", THEMES)
def test_text_and_links_have_contrast(theme):
    t = CONFIG[theme]
    for name in ("textColor", "linkColor"):
        for ground in ("backgroundColor", "secondaryBackgroundColor"):
            assert contrast(t[name], t[ground]) >= 4.5, f"{theme} {name} on {ground}: raise the contrast in config.toml"


@pytest.mark.parametrize("theme", THEMES)
def test_marks_have_contrast(theme):
    t = CONFIG[theme]
    for who, color in zip(charts.WHO, t["chartCategoricalColors"], strict=True):
        assert contrast(color, t["backgroundColor"]) >= 3, f"{theme}: the mark of '{who}' is below 3:1"
    assert contrast(t["primaryColor"], t["backgroundColor"]) >= 3


@pytest.mark.parametrize("eyes", EYES)
@pytest.mark.parametrize("theme", THEMES)
def test_no_two_marks_look_alike(theme, eyes):
    colors = dict(zip(charts.WHO, CONFIG[theme]["chartCategoricalColors"], strict=True))
    for a, b in itertools.combinations(charts.WHO, 2):
        assert contrast(colors[a], colors[b], eyes) >= TOLD_APART, f"{theme}, {eyes}: '{a}' and '{b}' look alike"


def test_page_and_sheet_have_the_colors_of_the_theme():
    css = (ROOT / "explainer" / "draw" / "page.css").read_text(encoding="utf-8")
    named = dict(re.findall(r"--([\w-]+): (light-dark\(#\w+, #\w+\))", css))
    themes = [CONFIG[theme] for theme in THEMES]

    def pair(colors: list[str]) -> str:
        return f"light-dark({', '.join(colors)})"

    for i, name in enumerate(("record", "yours", "ink", "faint")):
        assert named[name] == pair([theme["chartCategoricalColors"][i] for theme in themes]), f"page.css, --{name}"
    assert named["ink"] == pair([theme["textColor"] for theme in themes])
    assert named["yours-text"] == pair([theme["primaryColor"] for theme in themes][:1] + [themes[1]["chartCategoricalColors"][1]])
    assert named["ground"] == pair([theme["backgroundColor"] for theme in themes])
    assert named["line"] == pair([theme["borderColor"] for theme in themes])
    fallback = css[css.index("@supports not (color: light-dark") : css.index(".st-key-page")]
    plain = re.findall(r"--([\w-]+): (#\w+);", fallback)
    assert dict(plain[: len(named)]) == {name: told[11:18] for name, told in named.items()}, "light, where light-dark() is not known"
    assert dict(plain[len(named) :]) == {name: told[20:27] for name, told in named.items()}, "dark, where light-dark() is not known"
    assert dict(zip(charts.WHO, themes[0]["chartCategoricalColors"], strict=True)) == sheet.COLORS


def test_boxes_of_the_page_have_the_color_of_whom_they_stand_for():
    css = (ROOT / "explainer" / "draw" / "page.css").read_text(encoding="utf-8")
    rules = re.findall(r"([^{}]+)\{ background: var\(--(record|yours|faint)\);", css)
    assert {who for _, who in rules} == {"record", "yours", "faint"}
    for selector, who in rules:
        assert set(re.findall(r"\b[bi]\.(\w+)", selector)) <= {who}, f"{selector.strip()} has the color of {who}"
