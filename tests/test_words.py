"""How numbers, periods and sources are written, at the edges above all."""

import math
import re
from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainer import words


@pytest.mark.parametrize(("value", "text"), [
    (0, "0"), (1, "1"), (999, "999"), (999.4, "999"), (999.6, "1,000"), (1_234_567.2, "1,234,567"), (409_849, "409,849"), (math.inf, "no limit"),
])
def test_a_count_is_written_in_full(value, text):
    assert words.count(value) == text


@pytest.mark.parametrize(("value", "text"), [
    (0, "0"), (0.25, "0.250"), (5, "5.00"), (9.99, "9.99"), (10, "10"), (12.34, "12"), (99.6, "100"), (310.77, "311"), (999.6, "1,000"),
    (1_234, "1,230"), (9_996, "10,000"), (271_484, "271,000"), (999_600, "1,000,000"), (1_062_069, "1,060,000"), (math.inf, "no limit"),
    (10.49, "10"), (10.51, "11"), (10.5, "11"), (99.49, "99"), (2.675, "2.68"), (9.995, "10"), (9.994, "9.99"), (100.5, "101"), (1_005, "1,010"),
    (271_500, "272,000"), (0.0999951, "0.100"), (-10.51, "-11"), (6, "6.00"), (0.005, "0.00500"), (0.00499, "0"),
])
def test_a_modelled_number_has_three_digits_and_is_rounded_once(value, text):
    assert words.rounded(value) == text


@given(st.floats(0.01, 1e12) | st.integers(10, 10**9).map(lambda n: n / 1000) | st.integers(1, 10**7).map(lambda n: n + 0.5))
def test_a_modelled_number_is_the_nearest_of_three_digits_and_a_half_goes_up(value):
    """From 10 to 99 the nearest whole number: two digits, no decimals. Rounded once, as the number is written."""
    exact = Decimal(repr(value))
    step = Decimal(1) if 10 <= exact < 100 else Decimal(1).scaleb(exact.adjusted() - 2)
    below = exact // step * step
    nearest = below if exact - below < below + step - exact else below + step
    assert Decimal(words.rounded(value).replace(",", "")) == nearest
    assert words.rounded(-value) == f"-{words.rounded(value)}", "half goes away from zero on both sides"


@pytest.mark.parametrize(("share", "text"), [
    (0, "0%"), (0.004, "0.4%"), (0.0094, "0.9%"), (0.0095, "1%"), (0.01, "1%"), (0.41, "41%"), (0.994, "99%"), (1, "100%"), (12.345, "1,235%"), (0.125, "13%"), (0.285, "29%"),
    (0.995, "99.5%"), (0.9949, "99%"), (0.9997, "99.9%"), (1 - 1e-8, "99.9%"), (1 - 1e-12, "100%"), (0.0003, "0.1%"), (1e-12, "0.1%"), (1.004, "100%"),
    (words.WHOLE, "100%"), (math.inf, "no limit"),
])
def test_a_share_is_written_in_percent(share, text):
    assert words.percent(share) == text


@pytest.mark.parametrize(("share", "text"), [(0.5, "+50%"), (-0.474, "−47%"), (0.004, "0%"), (-0.004, "0%"), (0, "0%"), (2.15, "+215%")])
def test_a_difference_has_its_sign(share, text):
    assert words.signed_percent(share) == text


@pytest.mark.parametrize(("ratio", "text"), [
    (0, "0.0 times"), (1, "1.0 times"), (2.44, "2.4 times"), (9.94, "9.9 times"), (9.95, "10 times"), (0.25, "0.3 times"), (2.35, "2.4 times"), (12.5, "13 times"), (4.6e34, "46" + ",000" * 11 + " times"), (1_234, "1,234 times"),
])
def test_a_ratio_is_written_as_times(ratio, text):
    assert words.times(ratio) == text


@pytest.mark.parametrize(("style", "value", "text"), [
    ("count", 6_000, "6,000"), ("count", 419.6, "420"), ("percent", 0.35, "35%"), ("decimal1", 7.197, "7.2"), ("decimal3", 0.24584, "0.246"),
    ("count", math.inf, "no limit"), ("percent", math.inf, "no limit"), ("count", 2.0**120, f"{2**120:,}"), ("decimal3", 2.0**120, f"{2**120:,}.000"),
    ("percent", 1e-300, "0.1%"),
])
def test_a_knob_is_written_in_its_style(style, value, text):
    assert words.knob_value(style, value) == text


def test_every_style_of_a_knob_can_be_written(facts):
    for knob, row in facts.knobs.items():
        for value in (row.low, facts.defaults[knob], row.high):
            assert any(c.isdigit() for c in words.knob_value(row.style, value)) and words.precise(row.style, value)


@pytest.mark.parametrize(("style", "value", "text"), [
    ("decimal3", 0.24584091894, "0.245841"), ("percent", 0.4208020735, "42.0802%"), ("percent", 0.35, "35%"), ("count", 113_431, "113,431"),
    ("count", 99_999.97, "100,000"), ("count", 219.714286, "219.714"), ("count", 1_062_068.97, "1,062,069"), ("count", math.inf, "no limit"),
])
def test_a_step_of_the_sum_has_six_digits(style, value, text):
    assert words.precise(style, value) == text


@pytest.mark.parametrize(("number", "written"), [(0, "0 rows"), (1, "1 row"), (2, "2 rows"), (1_200, "1,200 rows")])
def test_one_thing_alone_is_singular(number, written):
    assert words.many(number, "row") == written


@pytest.mark.parametrize(("text", "written"), [
    ("2026", "2026"), ("2026-04", "April 2026"), ("2026-04-04", "April 4, 2026"), ("2025-12-31", "December 31, 2025"),
])
def test_a_loose_date_says_what_is_known(text, written):
    assert words.loose_date(text) == written


@pytest.mark.parametrize(("start", "end", "written"), [
    ("2025-01-25", "2025-01-25", "January 25, 2025"), ("2011-10-01", "2012-09-30", "fiscal 2012"), ("2024-02-01", "2024-02-29", "February 2024"),
    ("2023-02-01", "2023-02-28", "February 2023"), ("2025-01-01", "2025-01-31", "January 2025"),
    ("2025-01-20", "2025-01-26", "January 20 to 26, 2025"),
    ("2025-01-27", "2025-02-02", "January 27 to February 2, 2025"), ("2025-10-01", "2026-04-04", "October 1, 2025 to April 4, 2026"),
    ("1926-07-01", "1927-06-30", "July 1, 1926 to June 30, 1927"), ("2011-10-01", "2013-09-30", "October 1, 2011 to September 30, 2013"),
    ("2025-06-01", "2025-06-28", "June 1 to 28, 2025"), ("2024-02-01", "2024-02-28", "February 1 to 28, 2024"),
    ("2025-01-01", "2025-01-30", "January 1 to 30, 2025"),
])
def test_a_period_is_called_what_it_is(start, end, written):
    assert words.span(date.fromisoformat(start), date.fromisoformat(end)) == written


@pytest.mark.parametrize(("items", "written"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")])
def test_a_list_ends_with_and_and_a_choice_with_or(items, written):
    assert words.listed(items) == written and words.listed(items, " or ") == written.replace("and", "or")


@given(st.text(max_size=40))
def test_plain_text_keeps_its_characters_and_escapes_the_marks(text):
    shown = re.sub(r"\\(.)", r"\1", words.plain(text), flags=re.DOTALL).replace(words.WORD_JOINER, "")
    assert shown == " ".join(text.replace(words.WORD_JOINER, "").splitlines()), "second lines follow on the first"


@pytest.mark.parametrize(("text", "written"), [
    ("see https://a.example/b", "see https:⁠//a.example/b"), ("HTTP://x", "HTTP:⁠//x"), ("ftp://x", "ftp:⁠//x"), ("www.a.example", "www⁠.a.example"),
    ("me@a.example", "me@⁠a.example"), ("mailto:me", "mailto:⁠me"), (":smile:", ":⁠smile:"), (":material/home:", ":⁠material/home:"),
    (":+1:", ":⁠+1:"), (":red[x]", r":⁠red\[x\]"), ("ratio 3:1", "ratio 3:1"), ("at 9:30, note: this", "at 9:30, note: this"), ("@ICEgov", "@ICEgov"),
    ("1. first", r"1\. first"), ("2) second", r"2\) second"), ("- a point", r"\- a point"), ("+ a point", r"\+ a point"), ("-5", "-5"), ("1.0.0", "1.0.0"),
    ("---", r"\---"), ("# head", r"\# head"), ("> said", r"\> said"), ("a\n\n# b", r"a  \# b"), ("a | b", r"a \| b"), ("$5 and $6", r"\$5 and \$6"),
    ("<b>", r"\<b\>"), ("[a](b)", r"\[a\](b)"), ("*a_b`", r"\*a\_b\`"), ("a\\b", r"a\\b"),
])
def test_nothing_in_a_text_becomes_more_than_text(text, written):
    assert words.plain(text) == written


def test_an_address_cannot_end_its_link_and_begin_another():
    hostile = "https://a.example/)[free](https://evil.example/x"
    row = a_source(label="A", title="T", url=hostile, official_url=hostile)
    assert words.source_link(row) == "[A](https://a.example/%29%5Bfree%5D%28https://evil.example/x)"
    assert words.source(row).count("](") == 2 and hostile not in words.source(row)


def a_source(**cells: str) -> SimpleNamespace:
    return SimpleNamespace(**{"label": "ICE release [2024]", "title": "Report [2024]", "url": "https://www.ice.gov/x", "opens": "original", "copied_by": "",
                              "official_url": ""} | cells)


def test_a_source_is_a_link_that_says_what_it_opens():
    row = a_source()
    assert words.source_link(row) == r"[ICE release \[2024\]](https://www.ice.gov/x)"
    assert words.source(row) == r"[ICE release \[2024\]](https://www.ice.gov/x): Report \[2024\]"
    assert words.official_address(row) == ""


def test_the_official_address_stands_beside_a_copy_and_is_marked_as_not_opened():
    row = a_source(label="ICE release (text copy)", title="Report", url="https://example.org/x", opens="text_copy", copied_by="a library",
                   official_url="https://www.ice.gov/doclib/x.pdf")
    assert words.official_address(row) == "official address, not opened: [ice.gov](https://www.ice.gov/doclib/x.pdf)"
    assert words.source(row) == (
        "[ICE release (text copy)](https://example.org/x): Report; kept by a library; "
        "official address, not opened: [ice.gov](https://www.ice.gov/doclib/x.pdf)")


def test_who_reprints_stands_in_the_label_and_not_twice():
    row = a_source(label="The Post (reprint, The Lawyer)", title="Report", opens="reprint", copied_by="The Lawyer")
    assert words.source(row).count("The Lawyer") == 1


def test_every_source_can_be_written(facts):
    for row in facts.sources.values():
        text = words.source(row)
        assert text.startswith(f"[{words.plain(row.label)}]({row.url})")
        assert ("official address, not opened" in text) == bool(row.official_url) and ("(not opened)" in text) == (row.opens == "not_opened")
        for url in (row.url, row.official_url):
            assert url.count("(") == url.count(")"), f"sources.csv, {row.source_id}: a bracket in the url ends the link; write %28 or %29"


@pytest.mark.parametrize(("text", "within"), [("Officers", "officers"), ("ICE officers", "ICE officers"), ("A plan", "a plan"), ("DHS data", "DHS data"),
                                               ("A DHS count", "a DHS count")])
def test_within_a_sentence_a_label_starts_in_lower_case_unless_it_is_an_abbreviation(text, within):
    assert words.lower_first(text) == within


def test_a_number_that_is_a_bound_says_on_which_side_the_truth_lies():
    assert words.BOUNDS[""] == "" and {"at_least", "more_than", "at_most", "fewer_than"} < set(words.BOUNDS)
    assert all(said == f"{bound.replace('_', ' ')} " for bound, said in words.BOUNDS.items() if bound)
    assert words.bounded("more_than", "253,000") == "more than 253,000" and words.bounded("", "1") == "1"


@pytest.mark.parametrize(("text", "written"), [("2026", "2026"), ("2026-04", "Apr 2026"), ("2025-12-31", "Dec 2025"), ("2025-01-02", "Jan 2025")])
def test_a_date_on_a_chart_is_short(text, written):
    assert words.short_date(text) == written
