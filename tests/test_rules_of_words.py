"""Each rule of what stands beside a number: the data keep it, and a row that breaks it is named with what is right."""

import pytest

import rows
from explainer.records import door, rules_of_words

FACTS = door.load()


def told(facts, rule):
    return [(row, column, says) for row, column, says in rule(facts)]


@pytest.mark.parametrize("rule", rules_of_words.RULES, ids=lambda rule: rule.__name__)
def test_the_data_keep_the_rule(rule):
    assert not told(FACTS, rule)


BROKEN = [
    (rules_of_words.bounds_of_figures, "figures", {"series": "deportation_officers", "value": "6100", "source_id": "politifact_2020"}, {"bound": ""}, "bound", "write more_than"),
    (rules_of_words.bounds_of_figures, "pace", {"source_id": "nbc_jun2025"}, {"bound": ""}, "bound", "write more_than"),
    (rules_of_words.bounds_of_figures, "pace", {"series": "arrests_dhs_data_press", "period_end": "2025-02-13"}, {"bound": "", "note": "An upper limit."}, "bound", "write which"),
    (rules_of_words.bounds_of_figures, "evidence", {"knob": "flights_per_month", "source_id": "hrf_aug2025"}, {"bound": "", "note": "At least 240 in the month."}, "bound", "write at_least"),
    (rules_of_words.bounds_of_figures, "benchmarks", {"value": "31000"}, {"bound": "", "assumption": "At least this many."}, "bound", "write which"),
    (rules_of_words.bounds_of_figures, "benchmarks", {"value": "1000"}, {"bound": ""}, "bound", "write more_than"),
    (rules_of_words.bounds_of_goals, "goals", {"goal": "T1-04"}, {"bound": ""}, "bound", "write more_than"),
    (rules_of_words.bounds_of_goals, "goals", {"goal": "T2-24"}, {"bound": ""}, "bound", "write nearly"),
    (rules_of_words.bounds_of_goals, "goals", {"goal": "T2-05"}, {"bound": ""}, "bound", "write at_least"),
    (rules_of_words.kinds_of_goals, "goals", {"goal": "OB-04"}, {"on_chart": "yes"}, "on_chart", "write no"),
    (rules_of_words.kinds_of_goals, "goals", {"goal": "T1-04"}, {"nature": "example"}, "on_chart", "write no"),
    (rules_of_words.years_of_goals, "goals", {"goal": "T1-04"}, {"for_start": "", "for_end": ""}, "for_start", "write 2018-10-01 and 2019-09-30"),
    (rules_of_words.years_of_goals, "goals", {"goal": "T1-04"}, {"for_end": ""}, "for_end", "both ends"),
    (rules_of_words.years_of_goals, "goals", {"goal": "T1-04"}, {"for_end": "2017-01-01"}, "for_end", "is before for_start"),
    (rules_of_words.years_of_goals, "goals", {"goal": "T1-04"}, {"beside": ""}, "none_beside", "or say why none does"),
    (rules_of_words.years_of_goals, "goals", {"goal": "OB-04"}, {"none_beside": ""}, "none_beside", "or say why none does"),
    (rules_of_words.years_of_goals, "goals", {"goal": "OB-04"}, {"beside": "ice_removals"}, "none_beside", "should be empty"),
    (rules_of_words.sizes_of_breaks, "breaks", {"break_id": "fy2007"}, {"after": "229796"}, "after", "no figure of ice_removals for fiscal 2006"),
    (rules_of_words.sizes_of_breaks, "breaks", {"break_id": "fy2007"}, {"before_low": "1"}, "before_low", "no figure"),
    (rules_of_words.sizes_of_breaks, "breaks", {"break_id": "fy2025"}, {"before_high": "332000"}, "before_low", "lies between"),
    (rules_of_words.sizes_of_breaks, "breaks", {"break_id": "fy2025"}, {"known_year": ""}, "known_year", "name the fiscal year"),
    (rules_of_words.sizes_of_breaks, "breaks", {"break_id": "fy2025"}, {"after": ""}, "after", "fill in"),
    (rules_of_words.breaks_named, "breaks", {"break_id": "march_2025"}, {"start": "2025-04-01"}, "note", "start 2025-03-01"),
    (rules_of_words.breaks_named, "breaks", {"break_id": "may_2023"}, {"start": "2023-05-13"}, "evidence", "start 2023-05-12"),
    (rules_of_words.breaks_named, "breaks", {"break_id": "june_2013"}, {"start": "2013-07-01"}, "start", "a rule begins on 2013-06-01"),
    (rules_of_words.breaks_named, "claims", {"claim_id": "E12"}, {"note": "From March 2022 boats are counted too. Flights are included."}, "note", "start 2022-03-01"),
    (rules_of_words.broader_than_what, "glossary", {"term": "count from fiscal 2025"}, {"term": "broader definition"}, "term", "say than what"),
    (rules_of_words.sentences_name_their_rows, "goals", {"goal": "T2-29"}, {"rests_on": ""}, "rests_on", "speaks of 'for part of fiscal'"),
    (rules_of_words.sentences_name_their_rows, "remarks", {"place": "trial", "order": "1"}, {"text": "No official split exists."}, "rests_on", "'No official'"),
    (rules_of_words.sentences_name_their_rows, "claims", {"claim_id": "C05"}, {"evidence": "The newest count is 5."}, "rests_on", "'newest'"),
    (rules_of_words.sentences_name_their_rows, "starts", {"start": "latest"}, {"rests_on": "", "sentence": "The newest months."}, "rests_on", "'newest'"),
    (rules_of_words.rows_not_overtaken, "goals", {"goal": "T2-31"}, {"rests_on": "detained_average@2025-10-01..2026-04-04#ice_ds_fy2026"}, "rests_on", "detained_average@2025-10-01..2026-07-11"),
    (rules_of_words.rows_not_overtaken, "remarks", {"place": "range", "order": "3"}, {"rests_on": "ice_arrest_book_ins@2025-06-01..2025-06-30#ice_ds_fy2025"}, "rests_on", "set arrests beside arrests"),
    (rules_of_words.rows_not_overtaken, "starts", {"start": "latest"}, {"rests_on": "ice_arrests@2025-10-01..2026-07-30#nobody"}, "rests_on", "is no row"),
    (rules_of_words.rows_not_overtaken, "starts", {"start": "latest"}, {"rests_on": "ice_arrests"}, "rests_on", "is no row"),
    (rules_of_words.rows_not_overtaken, "remarks", {"place": "limits", "order": "7"}, {"rests_on": "ice_removals_interior@2022-10-01..2023-09-30#ice_ar2024"}, "rests_on", "2023-10-01..2024-09-30"),
    (rules_of_words.originals_were_read, "sources", {"source_id": "ice_ds_fy2024"}, {"opens": "original", "copied_by": "", "official_url": "", "label": "ICE", "url": "https://www.ice.gov/x", "note": "The page was not opened."}, "opens", "write not_opened"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "table", "where", "cells", "column", "says"), BROKEN, ids=lambda x: getattr(x, "__name__", None))
def test_a_row_that_breaks_it_is_named_with_what_is_right(copy_of_data, rule, table, where, cells, column, says):
    rows.edit(copy_of_data, table, where, cells)
    facts = door.read(copy_of_data)
    found = told(facts, rule)
    assert any(named == column and says in wrong for _, named, wrong in found), found


def test_every_rule_is_broken_once():
    assert {rule for rule, *_ in BROKEN} == set(rules_of_words.RULES)


@pytest.mark.parametrize(("text", "value", "bound"), [
    ("At least 240, 20 percent more than a year before.", 240, "at_least"), ("One arrest more than in the report, 33,242.", 33_243, ""),
    ("More than 1,600 in a year", 600, ""), ("Up to 1,260 removals below the report", 1_260, "at_most"), ("over 700,000", 700_000, "more_than"),
    ("2,138 flights, 44 percent more than 2024", 2_138, ""), ("nearly 600,000", 600_000, "nearly"), ("about 600,000", 600_000, ""),
    ("fewer than about 600 a day", 600, "fewer_than"), ("more than 253,000.5", 253_000, ""), ("not less than 34,000 beds", 34_000, "at_least"),
])
def test_a_bound_is_one_of_the_rows_own_number(text, value, bound):
    assert rules_of_words.bound_said(text, value) == bound
