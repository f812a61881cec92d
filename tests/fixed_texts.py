"""The fixed texts of the page that one word would turn around: `python tests/fixed_texts.py` writes them to fixed_texts.txt, to be read.

A law can recompute a number, and the words beside it. It cannot tell whether a heading, a legend or a caution without a number
says "above" or "below", so these are read by a person, once for each change.
"""

from __future__ import annotations

import sys
from pathlib import Path

TESTS = Path(__file__).resolve().parent
sys.path[:0] = [str(TESTS), str(TESTS.parent)]

from bench.edits import WORDS, word_at  # noqa: E402
from reading import PACKAGE, strings  # noqa: E402

KEPT = TESTS / "fixed_texts.txt"
ROOMS = ("telling", "draw", "reader", "page")


def texts() -> dict[str, str]:
    """Return each text of the page's code that holds such a word, with its place; a number stands for what is filled in."""
    found: dict[str, str] = {}
    for path in sorted(path for room in ROOMS for path in (PACKAGE / room).glob("*.py")):
        for line, text in strings(path):
            plain = " ".join(text.split())
            if any(word_at(plain, word) is not None for word in WORDS):
                found.setdefault(plain, f"{path.relative_to(PACKAGE)} line {line}")
    return found


if __name__ == "__main__":
    KEPT.write_text("\n".join(sorted(texts())) + "\n", encoding="utf-8")
