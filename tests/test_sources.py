"""A label says what its link opens, and gives no agency's name to a third party's page."""

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rows import edit, read_rows

from explainer.records import door, rules_of_sources

AGENCIES = ("ICE", "DHS", "OHSS", "INS", "GAO", "EOIR", "OPM", "White House", "Congressional", "House Judiciary", "Presidential")


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


def test_no_agency_gives_its_name_to_a_third_partys_page(facts):
    """Looked at from outside: a link to a page that is no government's says so, if its label begins with an agency."""
    met = 0
    for row in facts.sources.values():
        if row.label.startswith(AGENCIES):
            host = urlsplit(row.url).hostname or ""
            official = host.endswith(".gov")
            met += not official
            assert official or row.label.endswith(")"), f"sources.csv, {row.source_id}: {row.label} opens {host}"
    assert met > 20


def test_an_official_address_is_another_than_the_one_that_is_opened(facts):
    known = [row for row in facts.sources.values() if row.official_url]
    assert len(known) > 15
    assert all(row.official_url != row.url and row.opens != "original" for row in known)


def test_a_copy_in_a_note_is_a_copy_in_the_label(facts):
    for row in facts.sources.values():
        if row.note.startswith(("Read in a copy", "Read in a reprint", "Read in a reposted copy", "Read in a digest", "Read second-hand", "Reposted")):
            assert row.opens != "original", f"sources.csv, {row.source_id}: {row.note}"


COPY, ORIGINAL = {"source_id": "ice_cbj_fy2027"}, {"source_id": "gao_24_106233"}
BROKEN = [
    (COPY, {"opens": "original", "copied_by": ""}, "label", "promises a page of ICE, but the link opens github.com"),
    (COPY, {"label": "ICE budget document, April 2026"}, "label", "does not say that the link opens no original; end it with '(text copy)'"),
    (COPY, {"copied_by": ""}, "copied_by", "is empty; say whose page the link opens (github.com)"),
    (COPY, {"url": "https://www.ice.gov/x.pdf"}, "opens", "'text_copy', but ice.gov is ICE's own; write original"),
    (COPY, {"official_url": "https://example.org/x"}, "official_url", "'https://example.org/x' is on no host of ICE in hosts.csv"),
    (COPY, {"short_publisher": "DHS"}, "label", "does not begin with short_publisher, 'DHS'"),
    (COPY, {"label": ""}, "label", "is empty; it must be filled in"),
    (COPY, {"opens": "photo"}, "opens", "'photo' is not allowed; it must be one of original, text_copy, archive, reprint, digest"),
    (ORIGINAL, {"url": "https://example.org/gao"}, "label", "promises a page of GAO, but the link opens example.org"),
    (ORIGINAL, {"official_url": "https://www.gao.gov/x"}, "official_url", "an original has no official_url; empty it"),
    (ORIGINAL, {"copied_by": "a library"}, "copied_by", "an original has no copied_by; empty it"),
    (COPY, {"url": "https://example.org/x"}, "url", "opens example.org, which is no host of"),
    (COPY, {"url": "https://example.github.io/x"}, "url", "opens example.github.io, which is no host of"),
    (ORIGINAL, {"url": "http://["}, "label", "promises a page of GAO"),
]


@pytest.mark.parametrize(("where", "cells", "column", "says"), BROKEN, ids=[f"{case[2]}: {case[3][:40]}" for case in BROKEN])
def test_a_label_that_promises_another_page_is_named(copy_of_data, where, cells, column, says):
    line = edit(copy_of_data, "sources", where, cells)
    found = door.read(copy_of_data)
    told = [str(fault) for fault in found.faults]
    assert any(fault.startswith(f"sources.csv line {line}, {column}: ") and says in fault for fault in told), told


def test_a_host_taken_out_of_the_list_is_missed(copy_of_data):
    edit(copy_of_data, "hosts", {"host": "gao.gov"}, {"host": "gao.example"})
    assert any("promises a page of GAO" in str(fault) for fault in door.read(copy_of_data).faults)


def test_two_sources_have_two_links_unless_that_link_is_accepted(copy_of_data):
    url = next(row["url"] for row in read_rows(copy_of_data, "sources") if row["source_id"] == "ice_ar2024")
    line = edit(copy_of_data, "sources", {"source_id": "ice_ero_fy2019"}, {"url": url})
    first = edit(copy_of_data, "sources", {"source_id": "ice_ar2024"}, {})
    lines = sorted((line, first))
    told = [str(fault) for fault in door.read(copy_of_data).faults]
    assert any(f.startswith(f"sources.csv line {lines[1]}, url: is the link of ") and f"(line {lines[0]}) too" in f for f in told), told
    assert "github.com" in "".join(row["value"] for row in read_rows(copy_of_data, "accepted")), "an archive of several files is one link"
