"""The house keeps its own rules: who imports whom, what stays out of code, what stands on the shelf."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "explainer"
SECTIONS = PACKAGE / "page"
LONGEST = 330
ONE_EACH = {"rows.py": "a class for each table", "shapes.py": "a function for each chart"}  # subject is one, its pieces are many
# A room imports rooms to its left, and files of its own room without going in circles; `page` and the shell may import all.
ROOMS = ["model", "words", "records", "telling", "draw", "reader", "page", "__main__"]
MAY_DRAW = {"draw", "reader", "page"}  # may import streamlit
SHARED_BY_SECTIONS = {"reading", "sliders"}  # no sections of the page, but what several are given
NAME_SECTIONS = {"layout", "parts"}  # they put the sections in their order
MAY_PRINT = {"__main__"}  # their output is for the shell
SHELF = {"README.md", "data", "explainer", "requirements.txt", "streamlit_app.py", "tests"}
MAY_STAND_THERE = SHELF | {"LICENSE", "LICENSE.md", "CITATION.cff", "docs"}
# Numbers of four or more digits are figures, and figures live in data/. These are none, or cannot move:
NO_FIGURES = {
    ("explainer/records/periods.py", "1975"): "the fiscal year's start moved from July to October", ("explainer/records/periods.py", "1976"): "as before",
    ("explainer/records/rules_of_periods.py", "2025"): "an example of a date's form", ("explainer/records/schema.py", "2024"): "as before",
    ("explainer/records/package.py", "2026"): "as before",
    ("explainer/records/package.py", "1970"): "the day of data that does not say its own",
    ("explainer/records/schema.py", "20000"): "longer than any cell",
    ("explainer/records/schema.py", "1789"): "before any record", ("explainer/records/schema.py", "2100"): "beyond any goal",
    ("explainer/records/schema.py", "10000000000000"): "larger than any count or sum of money",
    ("explainer/records/rules_of_sliders.py", "100000"): "more steps than a slider can have",
    ("explainer/records/package.py", "1000000000"): "more than anybody's goal",
    ("explainer/words.py", "100000"): "six digits: from here on no decimals",
    ("explainer/page/january.py", "2025"): "the moment that the part is about",
    ("explainer/telling/pace.py", "2025"): "as before", ("explainer/telling/result.py", "2025"): "as before",
    ("explainer/page/trust.py", "2024"): "the first fiscal year with published officers of its own",
    ("explainer/reader/widgets.py", "1000"): "the step of the reader's own goal",
    ("explainer/telling/record.py", "1976"): "fifteen months", ("explainer/telling/record.py", "1977"): "the fiscal year's start moved",
}
FOUR_DIGITS = re.compile(r"(?<![#\w./-])(?:\d{1,3}(?:,\d{3})+|\d{4,})(?![\w,]*\w)")

CODE = sorted(PACKAGE.rglob("*.py"))
ALL = [*CODE, ROOT / "streamlit_app.py", *sorted((ROOT / "tests").rglob("*.py"))]
named = {"ids": lambda path: str(path.relative_to(ROOT))}


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imported(path: Path) -> set[str]:
    """Dotted names of all modules that a file imports: 'numpy', 'explainer.model', 'explainer.page.parts'."""
    names: set[str] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name}: write the whole name of what you import"
            module = str(node.module)
            inside = [f"{module}.{alias.name}" for alias in node.names]
            names |= {name if exists(name) else module for name in inside}
    return names


def exists(module: str) -> bool:
    return (ROOT / f"{module.replace('.', '/')}.py").exists() or (ROOT / module.replace(".", "/") / "__init__.py").exists()


def ours(path: Path) -> set[str]:
    """What a file imports from the package, without 'explainer.'."""
    return {name.removeprefix("explainer.") for name in imported(path) if name.startswith("explainer.")}


def documentation(module: ast.Module) -> set[int]:
    """The docstrings of a file, by identity: nobody reads them on the page."""
    return {id(n.body[0].value) for n in ast.walk(module) if isinstance(n, ast.Module | ast.ClassDef | ast.FunctionDef)
            and n.body and isinstance(n.body[0], ast.Expr) and isinstance(n.body[0].value, ast.Constant)}


def constants(path: Path) -> Iterator[tuple[int, object]]:
    """Line and value of each constant that is no docstring."""
    module = tree(path)
    skip = documentation(module)
    for node in ast.walk(module):
        if isinstance(node, ast.Constant) and id(node) not in skip:
            yield node.lineno, node.value


def room(module: str) -> str:
    return module.split(".")[0]


@pytest.mark.parametrize("path", [p for p in CODE if p.stem != "__init__"], **named)
def test_a_file_imports_downwards_only(path):
    own = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    assert own in ROOMS, f"{path.name} is in no room; move it into one, or give it a place in ROOMS"
    up = {name for name in ours(path) if room(name) not in ROOMS or ROOMS.index(room(name)) > ROOMS.index(own)}
    assert not up, f"{path.name} imports {sorted(up)}; turn the call around"


def test_no_file_is_imported_in_a_circle():
    below = {str(p.relative_to(PACKAGE).with_suffix("")).replace("/", "."): ours(p) for p in CODE}

    def reached(name: str, path: tuple[str, ...] = ()) -> None:
        assert name not in path, f"a circle: {' -> '.join([*path, name])}"
        for other in below.get(name, ()):
            reached(other, (*path, name))

    for name in below:
        reached(name)


@pytest.mark.parametrize("path", CODE, **named)
def test_streamlit_is_imported_only_where_something_is_drawn(path):
    draws = any(name.split(".")[0] == "streamlit" for name in imported(path))
    assert not draws or path.relative_to(PACKAGE).parts[0] in MAY_DRAW, f"{path.name}: what draws belongs in {sorted(MAY_DRAW)}"


@pytest.mark.parametrize("path", [p for p in CODE if p.parent == SECTIONS and p.stem not in {"__init__", *NAME_SECTIONS}], **named)
def test_a_section_imports_no_other_section(path):
    others = {name.removeprefix("page.") for name in ours(path) if name.startswith("page.")} - SHARED_BY_SECTIONS
    assert not others, f"{path.name} imports {sorted(others)}; move what both need out of the section"


@pytest.mark.parametrize("name", sorted(SHARED_BY_SECTIONS))
def test_what_sections_share_is_no_section(name):
    drawn = {node.name for node in tree(SECTIONS / f"{name}.py").body if isinstance(node, ast.FunctionDef)}
    assert "show" not in drawn, f"{name}.py draws a section of its own; split it"


def test_every_section_is_on_the_page():
    namers = [ROOT / "streamlit_app.py", *(SECTIONS / f"{name}.py" for name in NAME_SECTIONS)]
    on_page = {name.removeprefix("explainer.page.") for path in namers for name in imported(path)}
    missing = {path.stem for path in SECTIONS.glob("*.py")} - {"__init__"} - SHARED_BY_SECTIONS - on_page
    assert not missing, f"neither streamlit_app.py nor {sorted(NAME_SECTIONS)} show {sorted(missing)}"


def test_the_model_needs_nothing_but_numbers():
    assert ours(PACKAGE / "model" / "steps.py") == set()
    assert imported(PACKAGE / "model" / "steps.py") == {"__future__", "collections.abc", "dataclasses", "math", "re"}


@pytest.mark.parametrize("path", ALL, **named)
def test_a_file_has_one_subject(path):
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= LONGEST or path.name in ONE_EACH, f"{path.name} has {lines} lines; split it by subject"


@pytest.mark.parametrize("path", ALL, **named)
def test_a_file_says_what_it_is(path):
    assert ast.get_docstring(tree(path)), f"{path.name}: begin with a sentence that says what the file is for"


def test_the_shelf_holds_what_it_should():
    there = {path.name for path in ROOT.iterdir() if not path.name.startswith((".", "__"))}
    assert there >= SHELF, f"missing: {sorted(SHELF - there)}"
    assert there <= MAY_STAND_THERE, f"no place for {sorted(there - MAY_STAND_THERE)} on the top shelf"


def test_three_packages_are_all_that_the_page_needs():
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    needed = [line.split("#")[0].strip() for line in lines if line.split("#")[0].strip()]
    assert {re.split(r"[<>=!~ \[]", line)[0] for line in needed} == {"streamlit", "altair", "pandas"}
    assert all(re.search(r"[=<]=?\s*\d", line) for line in needed), "bound each package by versions that were tried"


@pytest.mark.parametrize("path", CODE, **named)
def test_figures_live_in_data_and_not_in_code(path):
    where = str(path.relative_to(ROOT))
    for line, value in constants(path):
        is_number = isinstance(value, int | float) and not isinstance(value, bool) and abs(value) >= 1_000
        text = f"{value:.15g}" if is_number else value if isinstance(value, str) else ""
        for number in FOUR_DIGITS.findall(text):
            assert (where, number) in NO_FIGURES, f"{where} line {line}: {number}: read it from data/, or say in NO_FIGURES why it is no figure"


def test_the_list_of_no_figures_holds_nothing_that_is_gone():
    met = {(str(path.relative_to(ROOT)), number) for path in CODE for _, value in constants(path)
           for number in FOUR_DIGITS.findall(value if isinstance(value, str) else f"{value:.15g}" if isinstance(value, int | float) else "")}
    gone = set(NO_FIGURES) - met
    assert not gone, f"take out of NO_FIGURES: {sorted(gone)}"


@pytest.mark.parametrize("path", [*CODE, ROOT / "streamlit_app.py"], **named)
def test_nothing_is_printed_but_to_the_shell(path):
    calls = [node for node in ast.walk(tree(path)) if isinstance(node, ast.Call)]
    prints = [call.lineno for call in calls if ast.unparse(call.func) in ("print", "pprint", "breakpoint")]
    assert not prints or path.stem in MAY_PRINT, f"{path.name}: prints in line {prints}"


@pytest.mark.parametrize("path", [*CODE, ROOT / "streamlit_app.py"], **named)
def test_no_error_is_swallowed_whole(path):
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ExceptHandler):
            caught = ast.unparse(node.type) if node.type else ""
            named_one = caught not in ("", "Exception", "BaseException")
            assert named_one, f"{path.name} line {node.lineno}: name the one error that can come, and say what was done"


@pytest.mark.parametrize("path", ALL, **named)
def test_what_is_still_to_do_is_an_issue_and_not_a_comment(path):
    words = ("TO" + "DO", "FIX" + "ME", "XX" + "X")
    found = [word for word in words if re.search(rf"\b{word}\b", path.read_text(encoding="utf-8"))]
    assert not found, f"{path.name}: {found}"
