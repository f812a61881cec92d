"""A label says what its link opens, and gives no agency's name to a third party's page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rows import edit, read_rows

from explainer.records import door, rules_of_sources


def test_an_address_belongs_to_a_host_and_to_all_below_it():
    hosts = {"ice.gov", "github.com/vera-institute"}
    for url in ("https://ice.gov/x", "http://www.ice.gov", "https://foia.ice.gov/a/b", "https://github.com/vera-institute/ice-fytd-stats"):
        assert rules_of_sources.belongs(url, hosts), url
    for url in ("https://justice.gov/x", "https://notice.gov", "https://ice.gov.example.org/", "https://example.org/ice.gov", "https://github.com/other/x",
                "https://github.com", "http://[", "https://github.com/vera-institute-2/x"):
        assert not rules_of_sources.belongs(url, hosts), url
    assert not rules_of_sources.belongs("https://ice.gov", set())


@given(st.text(max_size=30))
def test_odd_addresses_belong_to_nobody_and_raise_nothing(tail):
    assert rules_of_sources.place("http://" + tail) is not None
    assert not rules_of_sources.belongs("https://example.org/" + tail, {"ice.gov"})


@pytest.mark.parametrize(("opens", "by", "end"), [
    ("original", "", ""), ("text_copy", "a library", "(text copy)"), ("archive", "a library", "(archived copy)"),
    ("reprint", "The Indiana Lawyer", "(reprint, The Indiana Lawyer)"), ("digest", "HNGN", "(digest by HNGN)"),
])
def test_a_label_ends_with_what_the_link_opens(opens, by, end):
    assert rules_of_sources.promised(opens, by) == end


def test_every_way_to_open_a_source_can_be_promised_and_is_met(facts):
    assert set(rules_of_sources.SAYS) == {row.opens for row in facts.sources.values()}


def test_a_copy_in_a_note_is_a_copy_in_the_label(facts):
    for row in facts.sources.values():
        if row.note.startswith(("Read in a copy", "Read in a reprint", "Read in a reposted copy", "Read in a digest", "Read second-hand", "Reposted")):
            assert row.opens != "original", f"sources.csv, {row.source_id}: {row.note}"


def test_two_sources_have_two_links_unless_that_link_is_accepted(copy_of_data):
    url = next(row["url"] for row in read_rows(copy_of_data, "sources") if row["source_id"] == "ice_ar2024")
    line = edit(copy_of_data, "sources", {"source_id": "ice_ero_fy2019"}, {"url": url})
    first = edit(copy_of_data, "sources", {"source_id": "ice_ar2024"}, {})
    lines = sorted((line, first))
    told = [str(fault) for fault in door.read(copy_of_data).faults]
    assert any(f.startswith(f"sources.csv line {lines[1]}, url: is the link of ") and f"(line {lines[0]}) too" in f for f in told), told
    assert "github.com" in "".join(row["value"] for row in read_rows(copy_of_data, "accepted")), "an archive of several files is one link"
