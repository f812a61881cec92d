"""All that the page prints was read as it stands."""

import difflib
import re

import printed
import pytest

KEPT = {
    block.split("\n", 1)[0]: [line for line in block.split("\n")[1:] if line]
    for block in ("\n" + printed.KEPT.read_text(encoding="utf-8")).split("\n== ")[1:]
}
SHOWN = 12  # lines of a difference


@pytest.mark.parametrize("name", printed.views())
def test_what_a_view_prints_was_read_as_it_stands(name):
    now = printed.differs(name)
    differs = [line for line in difflib.unified_diff(KEPT.get(name, []), now, "read", "now", n=0, lineterm="") if line[0] in "+-"]
    assert not differs, f"read what differs; where it is right, run python tests/printed.py:\n{chr(10).join(differs[:SHOWN])}"


def test_no_sentence_ends_twice_and_no_number_is_missing():
    told = [line for name in printed.views() for line in printed.differs(name)]
    assert not [line for line in told if re.search(r"[^.]\.\.(?: |;|$)|\b(nan|inf)\b", line) and "vega_lite" not in line]


def test_every_view_that_was_read_is_still_one():
    assert list(KEPT) == list(printed.views()), "run python tests/printed.py"
