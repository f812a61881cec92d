"""Every string that a reader can see, with its place: the text of data/ and of the code, quotations taken out."""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

from known import FACTS

ROOT = Path(__file__).parent.parent
DATA, PACKAGE = ROOT / "data", ROOT / "explainer"
QUOTATION = re.compile(r'"[^"]*"|“[^”]*”')
# Words of others: titles and publishers of sources as they stand there, words as spoken, addresses.
OF_OTHERS = {("sources", "title"), ("sources", "publisher"), ("sources", "url"), ("goals", "words"), ("sources", "label"), ("sources", "official_url"),
             ("sources", "copied_by"), ("sources", "short_publisher"), ("hosts", "host"), ("hosts", "publisher"),
             ("corrections", "old_value")}  # what stood on the page before
# Columns of running text, as against labels, places in a source and sums.
TEXT_COLUMNS = {
    "figures": ["note"], "pace": ["note"], "series": ["definition", "trap"], "definitions": ["sentence", "left_out"], "goals": ["note"],
    "claims": ["claim", "evidence", "note"], "knobs": ["basis", "help"], "starts": ["sentence", "note"], "start_values": ["basis"],
    "backtest": ["note"], "untestable": ["reason"], "benchmarks": ["assumption", "why"], "glossary": ["definition"],
    "questions": ["text", "after"], "evidence": ["note"], "remarks": ["text"], "claim_groups": ["chosen"], "sources": ["note"],
    "prices": ["note"], "budgets": ["note"], "laws": ["note"], "cost_estimates": ["assumption", "why"],
}
Passage = tuple[str, str]  # place, text


def cells(table: str) -> Iterator[tuple[int, str, str]]:
    """Yield line, column and text of each text cell of a table, as it is read: with numbers in the place of their names."""
    for row in FACTS.rows(table):
        for column, cell in row._asdict().items():
            if isinstance(cell, str):
                yield FACTS.line(row), column, cell


def in_data() -> list[Passage]:
    """Every text cell of data/ that is ours, quotations taken out."""
    package = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
    found = [("datapackage.json", package["title"]), ("datapackage.json", package["description"])]
    for resource in package["resources"]:
        table = resource["name"]
        found += [(f"{table}.csv line {line}, {column}", QUOTATION.sub(" ", cell)) for line, column, cell in cells(table)
                  if cell and (table, column) not in OF_OTHERS]
    return found


def docstrings(module: ast.Module) -> set[int]:
    """Constants that stand alone as a statement: documentation, which no reader of the page sees."""
    return {id(node.value) for node in ast.walk(module) if isinstance(node, ast.Expr)}


def strings(path: Path) -> Iterator[tuple[int, str]]:
    """Yield line and text of each string of a file; what is filled in later stands as a number."""
    module = ast.parse(path.read_text(encoding="utf-8"))
    skip = docstrings(module)
    inside: set[int] = set()
    for node in ast.walk(module):
        if isinstance(node, ast.JoinedStr):
            inside |= {id(part) for part in node.values}
            yield node.lineno, "".join(part.value if isinstance(part, ast.Constant) else "12" for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in skip and id(node) not in inside:
            yield node.lineno, node.value


def in_code() -> list[Passage]:
    """Every string of the page's code, quotations taken out."""
    files = [*sorted(PACKAGE.rglob("*.py")), ROOT / "streamlit_app.py"]
    return [(f"{path.relative_to(ROOT)} line {line}", QUOTATION.sub(" ", text)) for path in files for line, text in strings(path)]


CODE_IN_MARKDOWN = re.compile(r"```.*?```|`[^`]*`", re.DOTALL)


def in_documents() -> list[Passage]:
    """The paragraphs of the two README files, code and quotations taken out."""
    files = [path for path in (ROOT / "README.md", DATA / "README.md") if path.exists()]
    texts = [(path, CODE_IN_MARKDOWN.sub(" ", path.read_text(encoding="utf-8"))) for path in files]
    return [(f"{path.relative_to(ROOT)}, paragraph {number}", QUOTATION.sub(" ", paragraph))
            for path, text in texts for number, paragraph in enumerate(text.split("\n\n"), start=1)]


MARKUP = re.compile(r"<[^>]+>|\*\*|[*_`#|]|\[([^\]]*)\]\([^)]*\)")
SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9“\"])|\n+")
SHORTENED = re.compile(r"\b(U\.S|No|p|pp|vs|Jan|Feb|Dr|St)\.$")


def sentences(text: str) -> list[str]:
    """The sentences of a passage: six words or more and a full stop; headings, labels and sums are none."""
    plain = re.sub(r"^[-•]\s+", "", MARKUP.sub(lambda m: m.group(1) or " ", text), flags=re.MULTILINE)
    found: list[str] = []
    for part in SENTENCE_END.split(plain):
        if found and SHORTENED.search(found[-1]):
            found[-1] += f" {part}"
        else:
            found.append(part)
    whole = [" ".join(s.split()) for s in found]
    return [s for s in whole if len(s.split()) >= 6 and s.endswith((".", "?", "!"))]


def prose_of_data() -> list[Passage]:
    """Each sentence of the text columns of data/, quotations kept: they are part of the sentence."""
    return [(f"{table}.csv line {line}, {column}", sentence) for table, columns in TEXT_COLUMNS.items()
            for line, column, cell in cells(table) if column in columns for sentence in sentences(cell)]


def prose_of_page() -> list[Passage]:
    """Each sentence that the page's own code writes."""
    files = [*sorted((PACKAGE / "page").glob("*.py")), *sorted((PACKAGE / "telling").glob("*.py")), PACKAGE / "reader" / "links.py"]
    return [(f"{path.relative_to(ROOT)} line {line}", sentence) for path in files for line, text in strings(path) for sentence in sentences(text)]
