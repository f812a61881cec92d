"""Small edits of a file of code, one at a time: an operator, a constant, a condition or a word of a sentence.

Left alone: documentation, types, decorators, sizes of caches, looks (CSS, widths, gaps, names in HTML), tolerances, and what is
said to developers alone.
"""

from __future__ import annotations

import ast
import copy
import os
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SHOWN = 100  # characters of an edit
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
# Names of constants that no reader could call wrong: sizes of caches and of what is drawn.
SIZES = ("_KEPT", "_SHOWN", "_HEIGHT", "_WIDTH", "_GAP", "_LEVEL", "_LABEL", "POINTS", "HEADROOM")
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
        return any(isinstance(name, ast.Name) and name.id.endswith(SIZES) for target in node.targets for name in ast.walk(target))
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
                at = word_at(value, old)
                if at is not None:
                    yield put(node, "value", value[:at] + new + value[at + len(old) :])


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.JoinedStr) or isinstance(node, ast.Constant) and isinstance(node.value, str)


def word_at(text: str, word: str) -> int | None:
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
