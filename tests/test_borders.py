"""Where a rule of the data begins to hold: what lies on its border is no fault, what lies beyond is named."""

import random
from datetime import date

import pytest
from explainer.model import steps
from explainer.records import door, rules_of_counts, rules_of_sliders, rules_of_words
from explainer.records.door import DATA
from explainer.records.periods import fiscal_year_of

from known import FACTS
from rows import SHOWN_2012, edit, read_rows, write_rows

OFFICERS, SHARE, ARRESTS_2012 = {"knob": "officers"}, {"knob": "arrest_share"}, {"fiscal_year": "2012", "quantity": "arrests"}
FIGURE_2012 = next(row["figure"] for row in read_rows(DATA, "backtest") if ARRESTS_2012.items() <= row.items())
HIGHEST = f"{FACTS.knobs['officers'].high:.0f}"  # of the slider of officers
YEAR_OF_DATA = fiscal_year_of(date.fromisoformat(FACTS.about["created"]))

# On a border: (what lies there, table, row, cells, the column where a fault would stand).
BORDERS = [
    ("a share of all", "figures", {"series": "ice_removals_by_air_share"}, {"value": "1", "note": "all by air"}, "value"),
    ("a share of none", "figures", {"series": "ice_removals_by_air_share"}, {"value": "0", "note": "none by air"}, "value"),
    ("a mark of all", "evidence", {"knob": "removed_share", "kind": "other_count"}, {"value": "1"}, "value"),
    ("a mark of none", "evidence", {"knob": "removed_share", "kind": "other_count"}, {"value": "0"}, "value"),
    ("a mark at the lowest of its slider", "evidence", {"knob": "officers", "mark": "lowest"}, {"value": "0"}, "value"),
    ("a mark at the highest of its slider", "evidence", {"knob": "officers", "mark": "highest"}, {"value": HIGHEST}, "value"),
    ("a start at the highest of its slider", "start_values", {"start": "plan", "knob": "officers"}, {"value": HIGHEST}, "value"),
    ("a default at the highest of its slider", "knobs", SHARE, {"default": "1"}, "default"),
    ("a step as wide as the range", "knobs", OFFICERS, {"step": HIGHEST}, "step"),
    ("a hundred thousand steps", "knobs", OFFICERS, {"step": f"{FACTS.knobs['officers'].high / 1e5:g}"}, "step"),
    ("an answer at the high end of its range", "questions", {"question": "removals_fy2019"}, {"high": "267258"}, "answer"),
    ("an answer at the low end of its range", "questions", {"question": "removals_fy2019"}, {"low": "267258"}, "answer"),
    ("interior and border 20 apart from their total", "figures", SHOWN_2012 | {"series": "ice_removals_interior"}, {"value": "180990"}, "value"),
    ("a twentieth more than what is shown, in a row that is not", "figures", {"series": "ice_removals", "shown_by_default": "no", "period_type": "fiscal_year"},
     {"value": "189198", "note": ""}, "value"),
    ("a sum of figures", "backtest", ARRESTS_2012, {"figure": f"{FIGURE_2012} + {FIGURE_2012}"}, "figure"),
    ("an estimate of the first year that is allowed", "benchmarks", {}, {"year": "1789"}, "year"),
    ("an estimate of the fiscal year of the data", "benchmarks", {}, {"year": str(YEAR_OF_DATA)}, "year"),
    ("a counting rule of one day", "counting_rules", {"rule": "to_2024"}, {"end": "2013-06-01"}, "end"),
]


@pytest.mark.parametrize(("kind", "table", "where", "cells", "column"), BORDERS, ids=[case[0] for case in BORDERS])
def test_what_lies_on_a_border_is_no_fault(copy_of_data, kind, table, where, cells, column):
    line = edit(copy_of_data, table, where, cells)
    assert not [str(fault) for fault in door.read(copy_of_data).faults if str(fault).startswith(f"{table}.csv line {line}, {column}")]


@pytest.mark.parametrize("table", ["figures", "pace"])
def test_rows_may_stand_in_any_order(copy_of_data, table):
    rows = read_rows(copy_of_data, table)
    random.Random(1126).shuffle(rows)
    write_rows(copy_of_data, table, rows)
    assert door.read(copy_of_data).faults == ()


def test_a_value_is_held_against_both_of_its_neighbors_and_not_one(copy_of_data):
    """The first two years of a series ten times the third: two years alike are a new rule, and the slip would be of one."""
    years = sorted((row for row in read_rows(DATA, "figures") if row["series"] == "dhs_returns" and row["shown_by_default"] == "yes"), key=lambda r: r["period_end"])
    for row in years[:2]:
        where = {"series": "dhs_returns", "period_end": row["period_end"], "shown_by_default": "yes"}
        edit(copy_of_data, "figures", where, {"value": f"{float(years[2]['value']) * 10:.0f}"})
    assert not [fault for fault in door.read(copy_of_data).faults if "far from its neighbors" in str(fault)]


def test_a_trial_without_two_years_in_a_row_is_told(copy_of_data):
    write_rows(copy_of_data, "backtest", [row for row in read_rows(DATA, "backtest") if int(row["fiscal_year"]) % 2])
    assert [str(fault) for fault in door.read(copy_of_data).faults] == ["backtest.csv, fiscal_year: no year follows another; the trial needs two in a row"]


@pytest.mark.parametrize(("off", "told"), [(0.008, 0), (0.012, 1), (-0.012, 1)])
def test_a_start_returns_its_own_record_to_one_in_a_hundred(copy_of_data, off, told):
    officers = {"start": "fy2012", "knob": "officers"}
    start = next(row for row in read_rows(DATA, "starts") if row["start"] == "fy2012")
    value = next(float(row["value"]) for row in read_rows(DATA, "start_values") if officers.items() <= row.items())
    modelled = steps.run(steps.Scenario(**FACTS.starts["fy2012"])).arrests_per_day
    more = float(start["recorded_arrests_per_day"]) / modelled * (1 + off)
    edit(copy_of_data, "start_values", officers, {"value": repr(value * more)})
    edit(copy_of_data, "starts", {"start": "fy2012"}, {"model_arrests_per_day": f"{modelled * more:.1f}"})
    assert len([fault for fault in door.read(copy_of_data).faults if "to 1 in 100" in str(fault)]) == told


@pytest.mark.parametrize(("low", "high", "step", "fits"), [
    (0, 10, 10, True), (0, 10, 10.5, False), (5, 10, 5, True), (5, 10, 6, False), (0, 10, 0, False), (0, 10, -1, False),
    (0, 100_000, 1, True), (0, 100_000, 0.99, False), (0, 100_001, 1, False), (5, 100_004, 1, True), (5, 5, 1, True), (7, 5, 1, True),
])
def test_a_step_fits_its_range_or_is_named(low, high, step, fits):
    """A range without width is named by a rule of its own."""
    assert (rules_of_sliders.wrong_step(low, high, step) is None) is fits


@pytest.mark.parametrize(("off", "told"), [(0.9, 0), (1.1, 1)])
def test_a_published_sum_may_differ_by_what_rounding_takes(copy_of_data, off, told):
    of_2019 = {"period_end": "2019-09-30", "shown_by_default": "yes"}
    values = {row["series"]: float(row["value"]) for row in read_rows(DATA, "figures") if of_2019.items() <= row.items()}
    published = values["dhs_total_repatriations"]
    removals = published * (1 + off * 0.001) - values["dhs_returns"]
    edit(copy_of_data, "figures", of_2019 | {"series": "dhs_removals"}, {"value": f"{removals:.0f}"})
    assert len([f for f in door.read(copy_of_data).faults if "is not the sum of its parts" in str(f)]) == told


@pytest.mark.parametrize(("value", "beside", "is_one"), [
    (500, [100, 100], True), (499, [100, 100], False), (20, [100, 100], True), (21, [100, 100], False), (500, [100, 101], False),
    (500, [100], True), (500, [], False), (500, [1, 100], True), (0, [100, 100], False), (100, [0, 0], False), (500, [100, 5_000], False),
])
def test_what_a_jump_is(value, beside, is_one):
    assert rules_of_counts.jumps(value, beside) is is_one


@pytest.mark.parametrize(("text", "value", "bound"), [
    ("At least 240, 20 percent more than a year before.", 240, "at_least"), ("One arrest more than in the report, 33,242.", 33_243, ""),
    ("More than 1,600 in a year", 600, ""), ("Up to 1,260 removals below the report", 1_260, "at_most"), ("over 700,000", 700_000, "more_than"),
    ("2,138 flights, 44 percent more than 2024", 2_138, ""), ("nearly 600,000", 600_000, "nearly"), ("about 600,000", 600_000, ""),
    ("fewer than about 600 a day", 600, "fewer_than"), ("more than 253,000.5", 253_000, ""), ("not less than 34,000 beds", 34_000, "at_least"),
])
def test_a_bound_is_one_of_the_rows_own_number(text, value, bound):
    assert rules_of_words.bound_said(text, value) == bound
