"""What a reader takes away: the CSV reads back, with its header, to the same numbers."""

import io

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainer.draw import takeaway
from explainer.model import steps
from explainer.records import counts
from explainer.model.steps import Scenario

pytestmark = pytest.mark.filterwarnings("ignore:The .float_precision. argument is deprecated")  # needed before pandas 3
HEADER = {"definition": "Departures under an order.", "unit": "events", "period": "FY2003 to FY2026", "source": "ice_ar2024; ice_ds_fy2026",
          "version": "1.0.0", "link": "https://example.org/?goal=T2-29&officers=6000#top"}


@pytest.mark.parametrize("definition", ["ice_removals", "dhs_removals", "dhs_removals_returns", "dhs_repatriations"])
def test_a_table_reads_back_to_the_same_numbers(facts, definition):
    table = counts.under_definition(facts, definition)[["fiscal_year", "value", "days", "whole", "edition", "note"]]
    header, again = takeaway.read_back(takeaway.csv_text(table, HEADER))
    assert header == HEADER
    pd.testing.assert_frame_equal(again.fillna(""), table, check_dtype=False)


def test_a_scenario_reads_back_to_the_same_result(facts):
    table = pd.DataFrame({"knob": list(facts.defaults), "value": list(facts.defaults.values())})
    _, again = takeaway.read_back(takeaway.csv_text(table, HEADER))
    settings = dict(zip(again["knob"], again["value"], strict=True))
    assert settings == facts.defaults
    assert steps.run(Scenario(**settings)) == steps.run(Scenario(**facts.defaults))


def test_other_programs_skip_the_header_block():
    text = takeaway.csv_text(pd.DataFrame({"year": [2012], "removals": [409_849], "note": ["locked, 5 October; \"first\" edition"]}), HEADER)
    again = pd.read_csv(io.StringIO(text), comment="#")
    assert again.to_dict("records") == [{"year": 2012, "removals": 409_849, "note": 'locked, 5 October; "first" edition'}]
    assert text.splitlines()[0] == "# definition: Departures under an order."


def test_a_header_entry_stays_on_its_line_and_an_empty_one_is_left_out():
    text = takeaway.csv_text(pd.DataFrame({"a": [1]}), {"note": "two\nlines,\r\n  and: a colon", "period": ""})
    assert text.splitlines()[0] == "# note: two lines, and: a colon"
    assert takeaway.read_back(text)[0] == {"note": "two lines, and: a colon"}


notes = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=30).map(lambda text: f"x{text}x")
rates = st.floats(allow_nan=False, allow_infinity=False)


@given(st.lists(st.tuples(st.integers(0, 10**9), rates, notes), min_size=1, max_size=6))
def test_any_numbers_and_words_read_back(rows):
    table = pd.DataFrame(rows, columns=["count", "rate", "note"])
    header, again = takeaway.read_back(takeaway.csv_text(table, HEADER))
    assert header == HEADER
    assert again["count"].tolist() == table["count"].tolist() and again["note"].tolist() == table["note"].tolist()
    assert again["rate"].tolist() == pytest.approx(table["rate"].tolist(), rel=1e-12, abs=1e-300)


def test_sources_are_named_in_order():
    assert takeaway.source_names(["ice_ar2024", "ice_ds_fy2026"]) == "ice_ar2024; ice_ds_fy2026"
