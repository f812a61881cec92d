"""Mutation check: small edits of the code, tried one by one with the fast tests of its subject; survivors are printed.

An edit is one operator, constant, condition or word of one line, made in a copy of the project and never in the checkout.
Left alone: documentation, types, sizes of caches, decorators, looks (CSS, widths, gaps), and what is said to developers
alone. The sample is drawn by a seed; `--each 0` tries every edit. An edit that is never done within the time is caught.
"""

from __future__ import annotations

import ast
import copy
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
AT_ONCE = min(2, os.cpu_count() or 1)
SECONDS = 90  # for one edit; the slowest subject takes a third of it
SHOWN = 100  # characters of an edit
# Subjects are files of tests that need no browser, the quick and telling ones first.
DOORS = "page.py::test_every_door_opens_and_holds_something page.py::test_a_part_can_be_shown_alone"
# Of tests/test_page.py, what tries one thing many times over; where it is the subject, it is named above.
LEFT_OUT = ("test_a_link_of_an_older_version_gives_the_numbers_of_its_settings", "test_each_slider_moves_the_number_or_the_page_says_why_not",
            "test_what_a_link_gets_wrong_is_named_once_and_the_page_goes_on", *(name.split("::")[1] for name in DOORS.split()))  # fmt: skip
SUBJECTS = {
    "model/steps.py": "steps told_steps backwards",
    "model/backwards.py": "backwards told_needs told_result",
    "model/fast_start.py": "fast_start told_charts",
    "model/trial.py": "trial told_record told_pictures",
    "words.py": "words told_result told_steps told_record",
    "records/counts.py": "counts told_record trial goals told_pictures told_charts records new_year",
    "records/goals.py": "goals told_result told_record told_needs told_charts",
    "records/past.py": "trial told_record told_charts records",
    "records/periods.py": "data words rules records new_year",
    "records/formulas.py": "formulas data",
    "records/rules*.py": "rules records package new_year",
    "reader/links.py": "links view",
    "telling/goal.py": "goals told_result told_record told_charts",
    "telling/needs.py": "told_needs told_result told_charts",
    "telling/pace.py": "told_record told_charts claims",
    "telling/past_years.py": "told_record told_charts trial",
    "telling/record.py": "told_record told_pictures told_charts",
    "telling/result.py": "told_result told_steps goals told_charts",
    "draw/shapes.py": "charts told_charts told_pictures " + DOORS,
    "draw/yearly.py": "told_charts",
    "draw/takeaway.py": "takeaway told_steps told_charts",
    "draw/*.py": "told_pictures told_charts told_sheet labels charts starts " + DOORS,
    "page/panel.py": "told_pictures told_charts page",
    "page/layout.py": f"page {DOORS} page.py::{LEFT_OUT[2]} page_data",
    "page/needs.py": "told_needs told_doors page",
    "page/settings.py": "told_doors page",
    "page/compare.py": "told_result page",
    "page/share.py": "told_steps told_sheet links " + DOORS,
    "page/*.py": "told_pictures told_charts told_parts told_sheet told_record told_doors " + DOORS,
}
COMPARISONS: dict[type, type] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
OPERATORS: dict[type, type] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult, ast.Pow: ast.Mult, ast.BitOr: ast.BitAnd,
}  # fmt: skip
PAIRS = """more/less fewer/more higher/lower highest/lowest longest/shortest largest/smallest widest/narrowest nearest/farthest up/down above/below
before/after first/last later/earlier newest/oldest beyond/within whole/part arrests/removals helped/harmed closer/farther smaller/larger inside/outside
at_least/at_most more_than/fewer_than a_day/a_year per_day/per_year"""
WORDS = dict(way for pair in PAIRS.split() for a, b in [pair.replace("_", " ").split("/")] for way in ((b, a), (a, b)))
LOOKS = {"gap", "width", "height", "border", "type", "strict", "frozen", "kw_only", "slots", "wrap", "wrap_lines", "horizontal", "anchor", "filter_mode",
         "vertical_alignment", "ttl", "maxsize", "ignore_index", "kind"}
TOLERANCE = 1e-5  # smaller numbers say how much a division may lose, which no reader sees
SIZES = ("_KEPT", "_SHOWN", "_HEIGHT")  # names of constants that no reader could call wrong
LOOKS_ALONE = ("shapes",)  # files whose numbers are sizes and shades; what stands on their axes is tried


@dataclass(frozen=True)
class Edit:
    """One edit of a tree: a field of a node, and what it is to be."""

    line: int
    before: str
    after: str
    node: ast.AST
    field: str
    old: object
    new: object

    @property
    def of_number(self) -> bool:
        """Whether a number is changed."""
        return isinstance(self.new, int | float)

    def put(self, value: object) -> None:
        """Write the old or the new into the tree."""
        setattr(self.node, self.field, value)


@dataclass(frozen=True)
class Mutant:
    """One edit: the whole file as edited, and the edit as printed."""

    module: str
    line: int
    before: str
    after: str
    text: str


def edits(tree: ast.Module) -> Iterator[Edit]:
    """Yield each possible edit of a file's tree, to be done and undone in place."""
    yield from _within(tree, tree)


def _within(node: ast.AST, shown: ast.AST) -> Iterator[Edit]:
    """Yield the edits of a node and all below it; `shown` is the expression or line that is printed around it."""
    yield from _of(node, shown)
    for child in _children(node):
        inner = shown if isinstance(shown, ast.expr) and not isinstance(child, ast.stmt) and len(ast.unparse(shown)) <= SHOWN else child
        yield from _within(child, inner if isinstance(inner, ast.expr | ast.stmt) else shown)


def _children(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what stands below a node and may be edited."""
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list", "type_params", "keywords_of_class") or isinstance(node, ast.Raise | ast.Import | ast.ImportFrom):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST) and not _left_alone(child):
                yield child


def _left_alone(node: ast.AST) -> bool:
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)  # documentation
    if isinstance(node, ast.keyword):
        return node.arg in LOOKS
    if isinstance(node, ast.Assign):
        return any(isinstance(target, ast.Name) and target.id.endswith(SIZES) for target in node.targets)
    if isinstance(node, ast.Call):
        return ast.unparse(node.func) in ("st.columns", "Literal", "cast", "TypeVar", "re.compile")
    return isinstance(node, ast.Subscript) and ast.unparse(node.value) in ("Literal", "Callable", "Mapping", "Sequence")


def _of(node: ast.AST, shown: ast.AST) -> Iterator[Edit]:
    """Yield the edits of one node."""

    def put(target: ast.AST, field: str, new: object) -> Edit:
        old = getattr(target, field)
        before = ast.unparse(shown)
        setattr(target, field, new)
        after = ast.unparse(shown)
        setattr(target, field, old)
        return Edit(getattr(node, "lineno", 0), *_differing(before, after), target, field, old, new)

    match node:
        case ast.Compare():
            for i, op in enumerate(node.ops):
                yield put(node, "ops", [*node.ops[:i], COMPARISONS[type(op)](), *node.ops[i + 1 :]])
        case ast.BinOp() if type(node.op) in OPERATORS and not any(_is_text(side) for side in (node.left, node.right)):
            yield put(node, "op", OPERATORS[type(node.op)]())
        case ast.BoolOp():
            yield put(node, "op", ast.And() if isinstance(node.op, ast.Or) else ast.Or())
        case ast.UnaryOp(op=ast.Not()):
            yield put(node, "operand", ast.UnaryOp(ast.Not(), node.operand))
        case ast.If() | ast.IfExp() | ast.While():
            yield put(node, "test", ast.UnaryOp(ast.Not(), node.test))
        case ast.comprehension() if node.ifs:
            yield put(node, "ifs", [ast.UnaryOp(ast.Not(), node.ifs[0]), *node.ifs[1:]])
        case ast.Constant(value=bool() as value):
            yield put(node, "value", not value)
        case ast.Constant(value=int() as value):
            yield put(node, "value", value + 1)
        case ast.Constant(value=float() as value) if not 0 < abs(value) <= TOLERANCE:
            yield put(node, "value", value * 1.5 or 1.0)
        case ast.Constant(value=str() as value):
            for old, new in WORDS.items():
                at = _word(value, old)
                if at is not None:
                    yield put(node, "value", value[:at] + new + value[at + len(old) :])


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.JoinedStr) or isinstance(node, ast.Constant) and isinstance(node.value, str)


def _word(text: str, word: str) -> int | None:
    """Return where a word stands in running text, markup left out; None where it does not, or the text is a name."""
    if " " not in text.strip() or "<" in text or "style=" in text or "{" in text:
        return None
    around = f" {text} "
    for end in (" ", ".", ",", ";", ":"):
        at = around.find(f" {word}{end}")
        if at >= 0:
            return at
    return None


def _differing(before: str, after: str) -> tuple[str, str]:
    """Return both texts, long ones cut to where they differ."""
    first, second = " ".join(before.split()), " ".join(after.split())
    if max(len(first), len(second)) > SHOWN:
        same = len(os.path.commonprefix([first, second]))
        start = max(0, same - SHOWN // 3)
        first, second = (f"{'…' if start else ''}{text[start : start + SHOWN]}" for text in (first, second))
    return first, second


def sample(path: Path, each: int, seed: int) -> list[Mutant]:
    """Return `each` edits of a file, drawn by the seed and the file's name; all of them for 0."""
    module = str(path.relative_to(ROOT / "explainer"))
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = [edit for edit in edits(tree) if not (edit.of_number and path.stem in LOOKS_ALONE)]
    if each and len(found) > each:
        found = random.Random(f"{seed} {module}").sample(found, each)
    mutants = []
    for edit in sorted(found, key=lambda edit: (edit.line, edit.before, edit.after)):
        edit.put(edit.new)
        mutants.append(Mutant(module, edit.line, edit.before, edit.after, ast.unparse(ast.fix_missing_locations(copy.deepcopy(tree)))))
        edit.put(edit.old)
    return mutants


def subjects() -> dict[Path, list[str]]:
    """Return the files that are checked, each with its own files of tests."""
    found: dict[Path, list[str]] = {}
    for pattern, names in SUBJECTS.items():
        for path in sorted((ROOT / "explainer").glob(pattern)):
            if path.stem not in ("__init__", "charts", "cite", "cited"):
                files = [f"tests/test_{name}" if "::" in name else f"tests/test_{name}.py" for name in names.split()]
                found.setdefault(path, [file for file in files if (ROOT / file.split("::")[0]).exists()])
    return found


class Workshop:
    """Copies of the project in which edits are tried, each by a child that has the libraries loaded already."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="mutants-"))
        self.free = [self._copy(f"copy{i}") for i in range(AT_ONCE)]
        self.busy: dict[int, tuple[Path, Mutant, str, float]] = {}
        self.survived: dict[Mutant, bool] = {}

    def _copy(self, name: str) -> Path:
        here = self.folder / name
        here.mkdir()
        for part in ("explainer", "data", "tests", ".streamlit", "streamlit_app.py", "requirements.txt", "README.md", ".github"):
            if (ROOT / part).is_dir():
                shutil.copytree(ROOT / part, here / part, ignore=shutil.ignore_patterns("__pycache__", "browser", ".hypothesis"))
            elif (ROOT / part).exists():
                shutil.copy2(ROOT / part, here / part)
        return here

    def begin(self, mutant: Mutant, files: list[str]) -> None:
        """Try an edit as soon as a copy is free."""
        while not self.free:
            self._wait()
        here = self.free.pop()
        path = here / "explainer" / mutant.module
        whole = path.read_text(encoding="utf-8")
        path.write_text(mutant.text, encoding="utf-8")
        child = os.fork()
        if child == 0:
            _try(here, files)
        self.busy[child] = here, mutant, whole, time.monotonic()

    def end(self) -> None:
        """Wait for all that are being tried."""
        while self.busy:
            self._wait()

    def _wait(self) -> None:
        for child, (here, mutant, whole, since) in list(self.busy.items()):
            late = time.monotonic() - since > SECONDS
            if late:
                os.killpg(child, signal.SIGKILL)
            done, status = os.waitpid(child, 0 if late else os.WNOHANG)
            if done:
                del self.busy[child]
                self.survived[mutant] = not late and os.waitstatus_to_exitcode(status) == 0
                print(f"\r{len(self.survived)} tried", end="", file=sys.stderr, flush=True)
                (here / "explainer" / mutant.module).write_text(whole, encoding="utf-8")
                self.free.append(here)
                return
        time.sleep(0.02)


def _try(here: Path, files: list[str]) -> None:
    """Run the tests of a subject in a copy, in this process, and end it: 0 where all pass."""
    code = 1
    try:
        os.setsid()
        os.chdir(here)
        os.environ.update(HYPOTHESIS_PROFILE="quick", PYTHONDONTWRITEBYTECODE="1", PYTHONPATH=str(here / "tests"))
        sys.dont_write_bytecode = True
        sys.path[:] = [entry for entry in sys.path if Path(entry or ROOT).resolve() not in (ROOT, ROOT / "tests")]
        nowhere = os.open(os.environ.get("MUTANTS_LOG", os.devnull), os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        import pytest

        left_out = [f"--deselect=tests/test_page.py::{name}" for name in LEFT_OUT if not any(name in file for file in files)]
        code = int(pytest.main(["-x", "-q", "--rootdir", str(here), "-p", "no:cacheprovider", *left_out, *files]))
    finally:
        os._exit(code)


def load_libraries() -> None:
    """Load what every child needs, but nothing of the project's own."""
    import altair  # noqa: F401
    import hypothesis  # noqa: F401
    import pandas  # noqa: F401
    import pyarrow  # noqa: F401
    import pytest  # noqa: F401
    import streamlit.testing.v1  # noqa: F401


def main(each: int = 5, seed: int = 1, only: str = "") -> None:
    """Try a sample of edits and print how many survived, by module, and each that did."""
    load_libraries()
    began, workshop = time.monotonic(), Workshop()
    chosen = {path: files for path, files in subjects().items() if only in str(path.relative_to(ROOT))}
    made = {path: sample(path, each, seed) for path in chosen}
    try:
        whole = {path: Mutant(str(path.relative_to(ROOT / "explainer")), 0, "", "", ast.unparse(ast.parse(path.read_text(encoding="utf-8"))))
                 for path in chosen}  # fmt: skip
        for files, path in {tuple(files): path for path, files in chosen.items()}.items():
            workshop.begin(whole[path], list(files))
        workshop.end()
        broken = [mutant.module for mutant, passed in workshop.survived.items() if not passed]
        if broken:
            sys.exit(f"The tests fail without an edit, so nothing was tried: {', '.join(broken)}")
        for path, mutants in made.items():
            for mutant in mutants:
                workshop.begin(mutant, chosen[path])
        workshop.end()
    finally:
        shutil.rmtree(workshop.folder, ignore_errors=True)
    print(f"\n`mutants`, seed {seed}, {each or 'all'} edits a module, {time.monotonic() - began:.0f} s\n")
    print("| Module | Tried | Caught | Survived |\n|---|--:|--:|--:|")
    for path, mutants in made.items():
        left = [mutant for mutant in mutants if workshop.survived[mutant]]
        share = len(left) / len(mutants) if mutants else 0
        print(f"| `{path.relative_to(ROOT / 'explainer')}` | {len(mutants)} | {len(mutants) - len(left)} | {len(left)} ({share:.0%}) |")
    survivors = [mutant for mutants in made.values() for mutant in mutants if workshop.survived[mutant]]
    print("\nSurvivors:\n" if survivors else "\nNo survivors.", flush=True)
    for mutant in survivors:
        print(f"- `{mutant.module}:{mutant.line}`  `{mutant.before}` -> `{mutant.after}`")
