"""What a reader takes away: the CSV reads back, with its header, to the same numbers."""

import csv
import io

import by_hand
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainer.draw import takeaway
from explainer.records import counts

pytestmark = pytest.mark.filterwarnings("ignore:The .float_precision. argument is deprecated")  # needed before pandas 3
HEADER = {"definition": "Departures under an order.", "unit": "events", "period": "FY2003 to FY2026", "source": "ice_ar2024; ice_ds_fy2026",
          "version": "1.0.0", "link": "https://example.org/?goal=T2-29&officers=6000#top"}


@pytest.mark.parametrize("definition", ["ice_removals", "dhs_removals", "dhs_removals_returns", "dhs_repatriations"])
def test_a_table_reads_back_to_the_same_numbers(facts, definition):
    table = counts.under_definition(facts, definition)[["fiscal_year", "value", "days", "whole", "version", "note"]]
    header, again = by_hand.read_back(takeaway.csv_text(table, HEADER))
    assert header == HEADER
    pd.testing.assert_frame_equal(again.fillna(""), table, check_dtype=False)


def test_other_programs_skip_the_header_block():
    text = takeaway.csv_text(pd.DataFrame({"year": [2012], "removals": [409_849], "note": ["locked, 5 October; \"first\" edition"]}), HEADER)
    again = pd.read_csv(io.StringIO(text.removeprefix("\ufeff")), skiprows=len(HEADER))
    assert again.to_dict("records") == [{"year": 2012, "removals": 409_849, "note": 'locked, 5 October; "first" edition'}]


def test_for_spreadsheets_that_expect_them_cells_are_parted_by_semicolons_and_decimals_by_a_comma():
    table = pd.DataFrame({"Month": ["July 2026", "June 2026"], "A day": ["1,583.6", "992"], "Note": ["a; b", "c, d"]})
    lines = takeaway.csv_text(table, {"unit": "events"}, semicolons=True).splitlines()
    assert lines[0].removeprefix("\ufeff") == '"# unit: events"'
    rows = list(csv.reader(lines[1:], delimiter=";"))
    assert rows == [["Month", "A day", "Note"], ["July 2026", "1583,6", "a; b"], ["June 2026", "992", "c, d"]]


def test_a_spreadsheet_has_each_header_line_in_one_cell_and_its_letters_right():
    text = takeaway.csv_text(pd.DataFrame({"a": [1]}), {"note": 'two\nlines,\r\n  and: a "colon"', "period": ""})
    assert text.startswith("\ufeff") and text.encode()[:3] == b"\xef\xbb\xbf"
    first = next(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    assert first == ['# note: two lines, and: a "colon"']
    assert by_hand.read_back(text)[0] == {"note": 'two lines, and: a "colon"'}


@pytest.mark.parametrize(("cell", "written"), [
    ("=1+1", "'=1+1"), ("+1 more", "'+1 more"), ("-a", "'-a"), ("@SUM(A1)", "'@SUM(A1)"), ("\tx", "'\tx"), ("\u2212cmd", "'-cmd"),
    ("5 \u2212 3", "5 - 3"), ("plain", "plain"), (-5, -5), (-5.5, -5.5), (True, True),
])
def test_a_cell_is_a_number_or_a_text_and_never_a_formula(cell, written):
    row = takeaway.csv_text(pd.DataFrame({"a": pd.Series([cell], dtype=object)}), {}).splitlines()[1]
    (read,) = next(csv.reader([row]))
    assert read == str(written) and "\u2212" not in row
    assert (row == str(written)) is not isinstance(cell, str), "numbers stand without quotation marks, texts within"


@pytest.mark.parametrize(("cells", "written"), [
    (["409,849", "1,071,070"], ["409849", "1071070"]), (["-5", "+5", "\u22121,200"], ["-5", "5", "-1200"]), (["2.5", "12"], ["2.5", "12"]),
    (["12", ""], ["12", '""']), (["12", "no limit"], ['"12"', '"no limit"']), (["27%", "12"], ['"27%"', '"12"']), (["", ""], ['""', '""']),
    (["409,84", "1"], ['"409,84"', '"1"']),
])
def test_a_column_of_printed_numbers_is_written_as_numbers(cells, written):
    assert takeaway.csv_text(pd.DataFrame({"a": cells}), {}).splitlines()[1:] == written


def test_names_of_columns_are_no_formulas_either():
    assert takeaway.csv_text(pd.DataFrame({"=a": [1]}), {}).splitlines()[0] == '\ufeff"\'=a"'


notes = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=30).map(lambda text: f"x{text}x")
rates = st.floats(allow_nan=False, allow_infinity=False)


@given(st.lists(st.tuples(st.integers(0, 10**9), rates, notes), min_size=1, max_size=6))
def test_any_numbers_and_words_read_back(rows):
    table = pd.DataFrame(rows, columns=["count", "rate", "note"])
    header, again = by_hand.read_back(takeaway.csv_text(table, HEADER))
    assert header == HEADER
    assert again["count"].tolist() == table["count"].tolist() and again["note"].tolist() == table["note"].tolist()
    assert again["rate"].tolist() == pytest.approx(table["rate"].tolist(), rel=1e-12, abs=1e-300)
