"""Adding a year takes rows alone: the latest, the highest and the guide move without a line of code."""

from datetime import timedelta

import pytest
from explainer.records import counts, door
from explainer.records.__main__ import held
from explainer.records.periods import fiscal_year

from rows import SHOWN_2012, add, describe, rest_on_newer


@pytest.fixture
def with_another_year(facts, copy_of_data) -> tuple[door.Records, int]:
    """The data with the next fiscal year's rows added, and nothing else: what README.md tells to do."""
    whole = counts.yearly(facts, "ice_removals").query("whole")
    year = int(whole["fiscal_year"].max()) + 1
    start, end = fiscal_year(year)
    describe(copy_of_data, "created", f"{end + timedelta(days=80)}T00:00:00Z")
    counted = {"ice_removals": 600_000, "ice_removals_interior": 400_000, "ice_removals_border": 200_000}
    add(copy_of_data, "sources", {}, {"source_id": "new_report", "date_published": "", "label": "ABC News, a new report", "url": "https://abcnews.com/new"})
    for series, value in counted.items():
        add(copy_of_data, "figures", SHOWN_2012, {
            "series": series, "period_start": str(start), "period_end": str(end), "value": str(value), "source_id": "new_report", "note": "a new count"})
    rest_on_newer(copy_of_data, door.read(copy_of_data).faults)
    return door.load(copy_of_data), year


def test_a_new_fiscal_year_moves_the_latest_and_the_highest(facts, with_another_year):
    found, year = with_another_year
    before, after = (counts.under_definition(r, "ice_removals") for r in (facts, found))
    assert after["fiscal_year"].max() == year
    assert after[after["whole"]]["fiscal_year"].max() == year > before[before["whole"]]["fiscal_year"].max()
    top = counts.highest(after)
    assert (top.fiscal_year, top.value) == (year, 600_000) != (counts.highest(before).fiscal_year, 600_000)
    assert counts.years_above(after, 500_000) == [year] and counts.years_above(before, 500_000) == []
    assert counts.latest_day(found) == fiscal_year(year)[1]


def test_a_new_fiscal_year_stands_in_for_its_part(facts, with_another_year):
    found, year = with_another_year
    before = counts.unfinished_year(facts)
    assert before is None or before["fiscal_year"] == year, "the year to date, while there is no total"
    assert counts.unfinished_year(found) is None
    row = counts.under_definition(found, "ice_removals").set_index("fiscal_year").loc[year]
    assert row["whole"] and row["days"] == 365


def test_the_shell_names_a_new_year_as_the_latest(with_another_year):
    found, year = with_another_year
    assert f"  {'ice_removals':<36} FY{year}\n" in held(found)


def test_a_whole_year_wins_over_its_parts(copy_of_data):
    describe(copy_of_data, "created", "2027-01-31T00:00:00Z")
    add(copy_of_data, "sources", {}, {"source_id": "new_report", "date_published": "", "label": "ABC News, a new report", "url": "https://abcnews.com/new"})
    for start, end, value in (("2026-10-01", "2026-12-31", 90_000),):
        add(copy_of_data, "figures", SHOWN_2012, {
            "period_start": start, "period_end": end, "period_type": "part_of_fiscal_year", "value": str(value), "source_id": "new_report", "note": ""})
    table = counts.yearly(door.load(copy_of_data), "ice_removals").set_index("fiscal_year")
    assert (table.at[2012, "value"], table.at[2012, "whole"]) == (409_849, True)
    assert (table.at[2027, "value"], table.at[2027, "whole"], table.at[2027, "days"]) == (90_000, False, 92)
