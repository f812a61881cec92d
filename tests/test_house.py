"""The house keeps its own rules: who imports whom, what stays out of code, what stands on the shelf."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

from reading import docstrings

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "explainer"
SECTIONS = PACKAGE / "page"
LONGEST = 330
# One short piece a table or a chart, in the order of a list: longer, and still one subject.
LISTS = {"records/rows.py", "draw/shapes.py"}
LONGEST_LIST = 600
# A room imports rooms to its left, and files of its own room without going in circles; `page` and the shell may import all.
ROOMS = ["model", "words", "records", "telling", "draw", "reader", "page", "__main__"]
MAY_DRAW = {"draw", "reader", "page"}  # may import streamlit
SHARED_BY_PARTS = {"reading", "room", "sliders"}  # no parts of the page, but what several need
PUT_TOGETHER_IN = {"layout", "parts", "closer"}  # these alone know the parts
AT_THE_TOP = {"needs", "panel", "scenarios", "settings"}  # stand together and follow the sliders, so they may know each other
SHELF = {"README.md", "data", "explainer", "requirements.txt", "streamlit_app.py", "tests"}
MAY_STAND_THERE = SHELF | {"LICENSE", "LICENSE.md", "CITATION.cff", "docs"}
# Numbers of four or more digits are figures, and figures live in data/. These are none, or cannot move:
NO_FIGURES = {
    ("explainer/records/periods.py", "1975"): "the fiscal year's start moved from July to October",
    ("explainer/records/periods.py", "2025"): "an example of a date's form", ("explainer/records/rules_of_periods.py", "2025"): "as before",
    ("explainer/records/rules_of_periods.py", "2026"): "as before", ("explainer/records/tables.py", "2024"): "as before",
    ("explainer/records/texts.py", "2012"): "as before", ("explainer/records/rules_of_goals.py", "2003"): "the INS ended",
    ("explainer/records/tables.py", "20000"): "longer than any cell",
    ("explainer/records/tables.py", "1789"): "before any record", ("explainer/records/tables.py", "2100"): "beyond any goal",
    ("explainer/records/tables.py", "10000000000000"): "larger than any count or sum of money",
    ("explainer/records/rules_of_sliders.py", "100000"): "more steps than a slider can have",
    ("explainer/records/newer.py", "1899"): "the day from which workbooks count",
    ("explainer/words.py", "100000"): "six digits: from here on no decimals",
    ("explainer/page/january.py", "2025"): "the moment that the part is about",
    ("explainer/page/room.py", "1184"): "CSS pixels",
    ("explainer/page/trust.py", "2024"): "the last fiscal year with an official split",
    ("explainer/telling/pace.py", "2025"): "the name of a list: the moment that it is about",
    ("explainer/telling/record.py", "1976"): "fifteen months", ("explainer/telling/record.py", "1977"): "the fiscal year's start moved",
}
FOUR_DIGITS = re.compile(r"(?<![#\w./-])(?:\d{1,3}(?:,\d{3})+|\d{4,})(?![\w,]*\w)")

CODE = sorted(PACKAGE.rglob("*.py"))
ALL = [*CODE, ROOT / "streamlit_app.py", *sorted((ROOT / "tests").rglob("*.py"))]


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imported(path: Path) -> set[str]:
    """Dotted names of all modules that a file imports: 'numpy', 'explainer.model', 'explainer.page.parts'."""
    names: set[str] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            module = str(node.module)
            inside = [f"{module}.{alias.name}" for alias in node.names]
            names |= {name if exists(name) else module for name in inside}
    return names


def exists(module: str) -> bool:
    return (ROOT / f"{module.replace('.', '/')}.py").exists() or (ROOT / module.replace(".", "/") / "__init__.py").exists()


def ours(path: Path) -> set[str]:
    """What a file imports from the package, without 'explainer.'."""
    return {name.removeprefix("explainer.") for name in imported(path) if name.startswith("explainer.")}


def constants(path: Path) -> Iterator[tuple[int, object]]:
    """Line and value of each constant that is no docstring."""
    module = tree(path)
    skip = docstrings(module)
    for node in ast.walk(module):
        if isinstance(node, ast.Constant) and id(node) not in skip:
            yield node.lineno, node.value


def room(module: str) -> str:
    return module.split(".")[0]


def test_a_file_imports_downwards_only():
    for path in (p for p in CODE if p.stem != "__init__"):
        own = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
        assert own in ROOMS, f"{path.name} is in no room; move it into one, or give it a place in ROOMS"
        up = {name for name in ours(path) if room(name) not in ROOMS or ROOMS.index(room(name)) > ROOMS.index(own)}
        assert not up, f"{path.name} imports {sorted(up)}; turn the call around"


def test_no_file_is_imported_in_a_circle():
    """Raises CycleError, which names the circle."""
    TopologicalSorter({str(p.relative_to(PACKAGE).with_suffix("")).replace("/", "."): ours(p) for p in CODE}).prepare()


def test_what_asks_the_network_for_newer_numbers_is_no_part_of_the_page():
    at = {str(p.relative_to(PACKAGE)) for p in CODE if {"explainer.records.newer", "explainer.records.newer_files"} & imported(p)}
    assert at == {"records/newer.py", "records/__main__.py"}


def test_streamlit_is_imported_only_where_something_is_drawn():
    drawing = [path for path in CODE if any(name.split(".")[0] == "streamlit" for name in imported(path))]
    astray = [path.name for path in drawing if path.relative_to(PACKAGE).parts[0] not in MAY_DRAW]
    assert drawing and not astray, f"{astray}: what draws belongs in {sorted(MAY_DRAW)}"


PARTS = [p for p in CODE if p.parent == SECTIONS and p.stem not in {"__init__"} | SHARED_BY_PARTS | PUT_TOGETHER_IN]


def test_a_part_imports_no_other_part():
    for path in PARTS:
        others = {name.removeprefix("page.") for name in ours(path) if name.startswith("page.")} - SHARED_BY_PARTS
        others -= AT_THE_TOP if path.stem in AT_THE_TOP else set()
        assert not others, f"{path.name} imports {sorted(others)}; move what both need out of the part"


def test_every_part_is_on_the_page():
    put_together = [ROOT / "streamlit_app.py", *(SECTIONS / f"{name}.py" for name in PUT_TOGETHER_IN)]
    on_page = {name.split("page.")[-1] for path in put_together for name in imported(path) if ".page." in name}
    missing = {path.stem for path in PARTS} - on_page
    assert not missing, f"nothing draws {sorted(missing)}"


def test_a_part_is_named_once():
    from explainer.page import parts

    drawn = [*parts.STANDING, *(part for row in parts.ROWS.values() for part in row)]
    for names in ([part.key for part in drawn], [part.name for part in drawn]):
        assert len(set(names)) == len(names), "two parts have one name"
    assert list(parts.SECTIONS.values()) == drawn and parts.CALCULATOR not in parts.SECTIONS


def test_the_model_needs_nothing_but_numbers():
    for path in (PACKAGE / "model").glob("*.py"):
        others = {name.split(".")[0] for name in imported(path) if not name.startswith("explainer.model")}
        assert others <= {"__future__", "collections", "dataclasses", "functools", "itertools", "math", "operator", "re", "typing"}, path


def test_a_file_has_one_subject():
    for path in ALL:
        lines = len(path.read_text(encoding="utf-8").splitlines())
        most = LONGEST_LIST if "/".join(path.parts[-2:]) in LISTS else LONGEST
        assert lines <= most, f"{path.name} has {lines} lines; split it by subject"



def test_a_file_says_what_it_is():
    silent = [str(path.relative_to(ROOT)) for path in ALL if not ast.get_docstring(tree(path))]
    assert not silent, f"{silent}: begin with a sentence that says what the file is for"


def test_the_shelf_holds_what_it_should():
    there = {path.name for path in ROOT.iterdir() if not path.name.startswith((".", "__"))}
    assert there >= SHELF, f"missing: {sorted(SHELF - there)}"
    assert there <= MAY_STAND_THERE, f"no place for {sorted(there - MAY_STAND_THERE)} on the top shelf"


def test_three_packages_are_all_that_the_page_needs():
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    needed = [line.split("#")[0].strip() for line in lines if line.split("#")[0].strip()]
    assert {re.split(r"[<>=!~ \[]", line)[0] for line in needed} == {"streamlit", "altair", "pandas"}
    assert all(re.search(r"[=<]=?\s*\d", line) for line in needed), "bound each package by versions that were tried"


def figures(path: Path) -> Iterator[tuple[int, str]]:
    """Line and digits of each number of four or more digits in a file's constants."""
    for line, value in constants(path):
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        text = f"{value:.15g}" if is_number else value if isinstance(value, str) else ""
        for number in FOUR_DIGITS.findall(text):
            yield line, number


def test_figures_live_in_data_and_not_in_code():
    met = {(str(path.relative_to(ROOT)), number): line for path in CODE for line, number in figures(path)}
    for (where, number), line in met.items():
        assert (where, number) in NO_FIGURES, f"{where} line {line}: {number}: read it from data/, or say in NO_FIGURES why it is no figure"
    gone = set(NO_FIGURES) - set(met)
    assert not gone, f"take out of NO_FIGURES: {sorted(gone)}"
