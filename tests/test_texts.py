"""A number that stands in a cell is named in a sentence of data/ and not typed again; what is read is the number."""

import math
from collections import namedtuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from known import FACTS
from rows import add, edit, read_rows

from explainer.records import door, texts
from explainer.records.rows import Figure, Pace, Start

KNOWN = texts.values(FACTS.rows(Figure), FACTS.rows(Pace))
Row = namedtuple("Row", "text share many none when")
ROW = Row("", 0.4182, 12_345.6, math.nan, "2025")


def filled(text: str) -> str:
    return texts.written_out(ROW._replace(text=text), ["text"], KNOWN).text


@pytest.mark.parametrize(("text", "read"), [
    ("{ice_removals@2012} removals", "409,849 removals"), ("{ice_arrests@2013-10-01..2014-09-30#dhs_yb2014_t35}.", "181,719."),
    ("{arrests_records@2025-06-01..2025-06-30#ddp_monthly_strasser_2026_09} a day", "992.9 a day"),
    ("{arrests_records@2025-06-01..2025-06-30#ddp_monthly_strasser_2026_09|0} a day", "993 a day"),
    ("{arrests_records@2025-06-01..2025-06-30#ddp_monthly_strasser_2026_09 in all} in June", "29,788 in June"),
    ("{share|%} percent", "42 percent"), ("{many}", "12,345.6"), ("about {many|-3}", "about 12,000"), ("{many|0}", "12,346"), ("{many|2}", "12,345.60"),
    ("no name", "no name"), ("{many} of {ice_removals@2012}", "12,345.6 of 409,849"),
])
def test_a_name_is_read_as_its_number(text, read):
    assert filled(text) == read


@pytest.mark.parametrize("text", [
    "{ice_removals@3012}", "{nobody@2012}", "{none}", "{when}", "{text}", "{}", "{many", "many}", "{{many}}", "{many|x}", "{many|}", "{ice_removals@2012#x}", "} {",
])
def test_a_name_of_nothing_is_refused(text):
    with pytest.raises(texts.TextError) as error:
        filled(text)
    assert error.value.column == "text" and len(str(error.value)) < 200


@given(st.text("{}|@#. many%0ice_removals2012-", max_size=40))
def test_any_text_is_read_or_refused(text):
    try:
        assert not {"{", "}"} & set(filled(text))
    except texts.TextError:
        pass


def test_a_sentence_follows_its_cell(copy_of_data):
    edit(copy_of_data, "figures", {"series": "ice_arrests", "period_end": "2024-09-30", "shown_by_default": "yes"}, {"value": "113432"})
    found = door.read(copy_of_data)
    start = next(row for row in found.rows(Start) if row.start == "fy2024")
    assert found.faults and "113,432 arrests" in start.sentence


def test_a_sentence_that_names_nothing_is_told_with_its_place(copy_of_data):
    line = edit(copy_of_data, "starts", {"start": "fy2024"}, {"sentence": "In {ice_removals@1066} there were none."})
    assert [str(fault) for fault in door.read(copy_of_data).faults] == [
        f"starts.csv line {line}, sentence: '{{ice_removals@1066}}' names no cell; write {{column}}, {{series@2012}} or a whole name"]


@pytest.mark.parametrize(("sentence", "told"), [
    ("Fiscal 2024: 113,431 arrests.", "113,431 is typed again; write {ice_arrests@2024}"), ("Fiscal 2024: 113,432 arrests.", ""),
    ("It was 310.8 a day.", "310.8 is typed again; write {model_arrests_per_day}"), ("It was 31 a day, in 2024.", ""),
    ("Some 6,000 officers.", ""), ("In all 11,500.", ""), ("In all 29,788 in June.", "29,788 is typed again; write {arrests_records@2025-06-01"),
])
def test_a_number_that_is_typed_again_is_asked_about_and_accepted(copy_of_data, sentence, told):
    line = edit(copy_of_data, "starts", {"start": "fy2024"}, {"sentence": sentence})
    found = [str(fault) for fault in door.read(copy_of_data).faults]
    assert len(found) == bool(told) and all(fault.startswith(f"starts.csv line {line}, sentence: {told}") for fault in found), found
    if told:
        value = told.split(" ")[0]
        add(copy_of_data, "accepted", {}, {"table": "starts", "row": "fy2024", "column": "sentence", "value": value, "why": "Another number."})
        assert not door.read(copy_of_data).faults


@pytest.mark.parametrize("table", ["questions", "starts", "claims", "goals", "evidence", "figures", "start_values"])
def test_sentences_hold_names_and_are_read_with_numbers(table):
    as_written = [cell for row in read_rows(door.DATA, table) for column, cell in row.items() if column in FACTS.sentences[table]]
    read = [getattr(row, column) for row in FACTS.rows(table) for column in FACTS.sentences[table]]
    assert any("{" in cell for cell in as_written) and not any("{" in cell for cell in read)
    assert len(as_written) == len(read)


@given(st.floats(0, 1e9))
def test_a_number_is_written_as_it_is_read(value):
    assert float(texts.write(round(value, 2), "2").replace(",", "")) == round(value, 2)
    assert abs(float(texts.write(value, "").replace(",", "")) - value) <= value * 1e-9 + 1e-9
