"""Rows on money that are well formed and wrong: each is named by file, line and column, and a good one more is printed."""

import pytest
from known import FACTS
from rows import add, edit, read_rows, write_rows

from explainer.records import door, money
from explainer.records.rows import Budget
from explainer.telling import cost as telling

pytestmark = pytest.mark.usefixtures("unchanged_tables_kept")
LAST_YEAR = {"fiscal_year": "2024"}
BROKEN = [
    ("a price without source", "prices", {"price": "bed_day", "role": "low"}, {"source_id": ""}, "source_id", "is empty; it must be filled in"),
    ("a price without a place in its source", "prices", {"price": "officer"}, {"locator": ""}, "locator", "is empty"),
    ("a price of an unknown source", "prices", {"price": "officer"}, {"source_id": "nobody"}, "source_id", "'nobody' is not in sources.csv"),
    ("a price that is not its division", "prices", {"price": "officer", "role": "low"}, {"value": "276575"}, "value",
     "276575 is not 1618829000 / 6050; write 267575"),
    ("cents off", "prices", {"price": "bed_day", "role": "low"}, {"value": "152.75"}, "value", "write 152.57"),
    ("a figure that nobody knows", "prices", {"price": "officer", "role": "low"}, {"per": "{officers@2024-01-01..2024-01-01#x}"}, "per", "is not a row of figures.csv"),
    ("a price of nothing", "prices", {"price": "bed_day", "role": "high"}, {"per": "0 * 365"}, "per", "0 is nothing to divide by"),
    ("low above high", "prices", {"price": "transport", "role": "low"}, {"value": "3000"}, "value", "3000 is above the high price of transport, 2569"),
    ("two units", "prices", {"price": "transport", "role": "high"}, {"unit": "euros"}, "unit", "'euros' is not the unit of the low price"),
    ("a price of a year that ends before it begins", "prices", {"price": "officer", "role": "low"}, {"period_end": "2020-01-01"}, "period_end", "is before the period's start"),
    ("a middle price", "prices", {"price": "officer", "role": "low"}, {"role": "middle"}, "role", "'middle' is not allowed"),
    ("removals of another year", "budgets", LAST_YEAR, {"removals": "{ice_removals@2015-10-01..2016-09-30#ice_foia_2003_2016}"}, "removals",
     "is not one figure of ice_removals of fiscal 2024"),
    ("removals of another agency", "budgets", LAST_YEAR, {"removals": "{ice_arrests@2023-10-01..2024-09-30#ice_ar2024}"}, "removals", "is not one figure of ice_removals"),
    ("a budget divided by a typed number", "budgets", LAST_YEAR, {"removals": "271484"}, "removals", "is not one figure of ice_removals"),
    ("a rule that nobody knows", "budgets", LAST_YEAR, {"rule": "from_1900"}, "rule", "'from_1900' is no rule of ice_removals in counting_rules.csv"),
    ("half a check", "budgets", LAST_YEAR, {"held": ""}, "held", "is empty; a check needs both"),
    ("a budget of a year to come", "budgets", LAST_YEAR, {"fiscal_year": "2031"}, "fiscal_year", "2031 lies outside"),
    ("a law that ends before it begins", "laws", {"section": "202"}, {"available_until": "2025-01-01"}, "available_until", "is not after the law's day"),
    ("a law of tomorrow", "laws", {"section": "202"}, {"enacted": "2029-01-01"}, "enacted", "is after the day of the data"),
    ("a law without source", "laws", {"section": "202"}, {"source_id": ""}, "source_id", "is empty"),
    ("one time beside a year", "cost_estimates", {"span": "once"}, {"beside": "all"}, "beside", "all is what a year costs"),
    ("beside how many", "cost_estimates", {"beside": "bed_day"}, {"amount": ""}, "amount", "is empty; say how many of bed_day"),
    ("an amount of nothing", "cost_estimates", {"span": "once"}, {"amount": "5"}, "amount", "5 is used with one price beside it alone"),
]


@pytest.mark.parametrize(("kind", "table", "where", "cells", "column", "says"), BROKEN, ids=[case[0] for case in BROKEN])
def test_what_is_wrong_is_named_by_file_line_and_column(copy_of_data, kind, table, where, cells, column, says):
    line = edit(copy_of_data, table, where, cells)
    told = [str(fault) for fault in door.read(copy_of_data).faults]
    assert any(fault.startswith(f"{table}.csv line {line}, {column}: ") and says in fault for fault in told), told


def test_a_price_that_has_lost_its_row_is_named(copy_of_data):
    write_rows(copy_of_data, "prices", [r for r in read_rows(copy_of_data, "prices") if (r["price"], r["role"]) != ("transport", "high")])
    told = [str(fault) for fault in door.read(copy_of_data).faults]
    assert any("has no row for transport, high" in fault for fault in told), told


def test_a_year_more_is_printed_without_a_change_of_code(copy_of_data):
    removals = "{ice_removals@2018-10-01..2019-09-30#ice_ero_fy2019}"
    add(copy_of_data, "budgets", {"fiscal_year": "2018"}, {"fiscal_year": "2019", "rounded_to": "", "value": "4200000000", "removals": removals})
    facts = door.load(copy_of_data)
    of = next(of for of in money.per_removal(facts) if of.row.fiscal_year == 2019)
    assert telling.per_removal(of) == "$15,700" and len(facts.rows(Budget)) == len(FACTS.rows(Budget)) + 1
