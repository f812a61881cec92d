"""Breaks in counting: each is a row with date, source and size, and years on two sides of one are not counted alike."""

from datetime import date

import pytest

from explainer.records import breaks, counts, door
from explainer.telling import said

FACTS = door.load()


@pytest.mark.parametrize("start", ["2006-10-01", "2013-06-01", "2023-05-12", "2024-10-01", "2025-03-01"])
def test_the_count_of_removals_breaks_where_its_notes_say_so(start):
    assert date.fromisoformat(start) in {r.start for r in breaks.of_definition(FACTS, "ice_removals")}


def test_a_break_has_a_source_a_size_and_a_name_for_the_chart():
    for row in FACTS.rows("breaks"):
        assert row.source_id in FACTS.sources and row.short and row.sentence.endswith(".") and row.size.endswith(".")
        assert (row.known_year is None) or str(f"{row.after:,.0f}") in row.size or f"{row.after - row.before_low:,.0f}" in row.size
        assert not row.size.startswith("Size not known") or row.known_year is None


def test_breaks_are_told_oldest_first_and_once():
    of = breaks.of_definition(FACTS, "ice_removals")
    assert [r.start for r in of] == sorted({r.start for r in of}) and len(of) >= 5
    assert breaks.of_definition(FACTS, "dhs_removals") == []


def test_fiscal_2025_by_the_count_before_is_our_estimate_and_holds_the_version_drawn():
    known = breaks.like_for_like(FACTS, "ice_removals", 2025)
    drawn = counts.other_versions(FACTS, "ice_removals").query("fiscal_year == 2025")["value"].item()
    assert known.ours == "yes" and known.before_low <= drawn <= known.before_high
    assert breaks.like_for_like(FACTS, "ice_removals", 2012) is None
    assert breaks.like_for_like(FACTS, "ice_removals", 2006) is None, "the count of fiscal 2006 is the one before the break"
    assert "By the count before, 330,000 to 340,000, our estimate" in said.counted_beside(FACTS, "T2-30")
