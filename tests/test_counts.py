"""The record as tables, counted again from the rows in plain Python: whole years over parts, sums of series, what is highest and newest."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest
from known import FACTS
from rows import edit

from explainer.records import breaks, counts, door, periods

FIGURES, PACE = FACTS.rows("figures"), FACTS.rows("pace")
SERIES = sorted({row.series for row in FIGURES if row.shown_by_default == "yes" and row.period_type in ("fiscal_year", "part_of_fiscal_year")})
DEFINITIONS = list(FACTS.definition_rows)
ALIKE = ("published", "worked_out")


def days(row) -> int:
    return (row.period_end - row.period_start).days + 1


def by_year(series: str) -> dict[int, object]:
    """The row of figures.csv that stands for each fiscal year: the whole year, or the longest part."""
    found: dict[int, object] = {}
    for row in FIGURES:
        if row.series == series and row.shown_by_default == "yes" and row.period_type in ("fiscal_year", "part_of_fiscal_year"):
            year = periods.fiscal_year_of(row.period_end)
            rank = (row.period_type == "fiscal_year", days(row))
            if year not in found or rank > (found[year].period_type == "fiscal_year", days(found[year])):
                found[year] = row
    return found


@pytest.mark.parametrize("series", SERIES)
def test_a_fiscal_year_has_its_whole_count_or_its_longest_part(series):
    table, expected = counts.yearly(FACTS, series), by_year(series)
    assert list(table["fiscal_year"]) == sorted(expected) and list(table.columns) == counts.COUNT_COLUMNS
    for row in table.itertuples():
        of = expected[row.fiscal_year]
        assert (row.value, row.period_start, row.period_end, row.days) == (of.value, of.period_start, of.period_end, days(of))
        assert row.whole == (of.period_type == "fiscal_year") and row.source_ids == (of.source_id,)
        assert row.rough == (of.status == "derived" and of.confidence != "high")


@pytest.mark.parametrize("definition", DEFINITIONS)
def test_what_a_definition_counts_is_the_sum_of_its_series_or_the_published_total(definition):
    row, table = FACTS.definition_rows[definition], counts.under_definition(FACTS, definition)
    parts, sometimes = [by_year(series) for series in row.parts], [by_year(series) for series in row.sometimes]
    published = by_year(row.published_total) if row.published_total else {}
    same = lambda a, b: (a.period_start, a.period_end) == (b.period_start, b.period_end)  # noqa: E731
    expected = {}
    for year, first in parts[0].items():
        if all(year in part and same(part[year], first) for part in parts):
            value = sum(part[year].value for part in parts) + sum(part[year].value for part in sometimes if year in part and same(part[year], first))
            stated = year in published and same(published[year], first)
            ids = {part[year].source_id for part in parts} | {part[year].source_id for part in sometimes if year in part and same(part[year], first)}
            expected[year] = (published[year].value, {published[year].source_id}) if stated else (value, ids)
    to_date = counts.unfinished_year(FACTS)
    if row.to_date and to_date is not None:
        expected.setdefault(to_date["fiscal_year"], (to_date["value"], {to_date["source_id"]}))
    assert {r.fiscal_year: (r.value, set(r.source_ids)) for r in table.itertuples()} == expected
    assert all(len(ids) == len(set(ids)) for ids in table["source_ids"])
    versions = counts.other_versions(FACTS, definition)
    drawn = [r for r in FIGURES if r.series == row.parts[0] and r.drawn_as_version == "yes"] if len(row.parts) == 1 else []
    assert list(versions["value"]) == [r.value for r in drawn]
    top = max((r for r in table.itertuples(index=False) if r.whole), key=lambda r: r.value)
    assert counts.highest_years(FACTS, definition)[0] == top
    whole = [r for r in table.itertuples() if r.whole]
    for value in (top.value, top.value / 2, 0):
        assert counts.years_above(table, value) == [r.fiscal_year for r in whole if r.value >= value]


def test_the_count_to_date_is_the_latest_firm_one_of_a_year_without_a_total():
    row = next(row for row in FACTS.rows("definitions") if row.to_date)
    to_date, done = counts.unfinished_year(FACTS), set(by_year(row.parts[0]))
    rows = [r for r in FIGURES if r.series == row.to_date and r.shown_by_default == "yes" and r.period_type == "part_of_fiscal_year"
            and r.confidence == "high"]  # fmt: skip
    open_years = [r for r in rows if periods.fiscal_year_of(r.period_end) not in done]
    assert (to_date is None) == (not open_years)
    for latest in sorted(open_years, key=lambda r: r.period_end)[-1:]:
        assert (to_date["value"], to_date["days"], to_date["period_end"]) == (latest.value, days(latest), latest.period_end)
    for series in SERIES:
        part = counts.latest_part(FACTS, series)
        years = {year for year, r in by_year(series).items() if r.period_type == "fiscal_year"}
        open_ = [r for r in FIGURES if r.series == series and r.shown_by_default == "yes" and r.period_type == "part_of_fiscal_year"
                 and r.confidence == "high" and periods.fiscal_year_of(r.period_end) not in years]  # fmt: skip
        assert (part is None) == (not open_) and (part is None or part["period_end"] == max(r.period_end for r in open_))


def test_the_two_highest_years_are_the_highest_and_the_highest_not_counted_like_it():
    whole = [r for r in by_year("ice_removals").values() if r.period_type == "fiscal_year"]
    top, other = counts.highest_years(FACTS, "ice_removals")
    assert top.value == max(r.value for r in whole)
    begins = max(r.start for r in breaks.of_series(FACTS, "ice_removals") if r.start <= periods.fiscal_year(top.fiscal_year)[1])
    unlike = [r.value for r in whole if r.period_end < begins]
    assert other.value == max(unlike), "the last rule of the highest year begins after each year that is not counted like it"


@pytest.mark.parametrize("definition", DEFINITIONS)
def test_the_newest_row_reaches_furthest_shown_or_not(definition):
    row = FACTS.definition_rows[definition]
    series = {*row.parts, row.to_date}
    assert counts.newest(FACTS, definition)["period_end"] == max(r.period_end for r in FIGURES if r.series in series)


def test_early_2025_holds_every_day_and_week_of_its_period_and_no_month():
    opening = next(row for row in FACTS.rows("starts") if row.opens_fast_start == "yes")
    expected = [r for r in PACE if opening.shown_from <= r.period_start and r.period_end <= opening.shown_to and "month" not in r.period_type]
    table = counts.single_days(FACTS)
    assert len(table) == len(expected) > 10
    assert sorted((r.period_start, r.period_end, r.per_day) for r in expected) == sorted(zip(table["period_start"], table["period_end"], table["per_day"], strict=True))
    assert [(a, b) for a, b in zip(table["period_start"], table["period_end"], strict=True)] == sorted((r.period_start, r.period_end) for r in expected)
    assert list(table["label"]) == [FACTS.series[series].label for series in table["series"]]


def test_the_first_and_the_last_day_of_its_period_belong_to_early_2025(copy_of_data):
    one = counts.single_days(FACTS).iloc[0]
    edit(copy_of_data, "starts", {"opens_fast_start": "yes"}, {"shown_from": str(one["period_start"]), "shown_to": str(one["period_end"])})
    table = counts.single_days(door.read(copy_of_data))
    assert (table["period_start"].min(), table["period_end"].max()) == (one["period_start"], one["period_end"])


@pytest.mark.parametrize("line", ["arrests", "book_ins"])
def test_a_line_has_each_month_once_and_no_other_period(line):
    order = {row.series: row.line_order for row in FACTS.series.values() if row.line == line}
    best: dict[date, object] = {}
    for row in PACE:
        if row.series in order and row.period_type in ("month", "part_of_month"):
            if row.period_start not in best or order[row.series] < order[best[row.period_start].series]:
                best[row.period_start] = row
    table = counts.line_by_month(FACTS, line)
    assert [(r.period_start, r.per_day, r.series, r.whole) for r in table.itertuples()] == [
        (start, best[start].per_day, best[start].series, best[start].period_type == "month") for start in sorted(best)
    ]


@pytest.mark.parametrize("knob", FACTS.knobs)
def test_lowest_and_highest_are_of_values_recorded_or_calculated_from_records(knob):
    known = [mark for mark in FACTS.rows("evidence") if mark.knob == knob and mark.kind in ALIKE]
    past, top = FACTS.past[knob], counts.highest_known(FACTS, knob)
    assert [mark.value for mark in past] == sorted(mark.value for mark in known)
    assert (top is None) == (not known)
    if known:
        assert top.value == past[-1].value and top.period_end == max(mark.period_end for mark in known if mark.value == top.value)


def test_the_latest_day_is_that_of_all_rows():
    assert counts.latest_day(FACTS) == max(row.period_end for row in [*FIGURES, *PACE])


def test_gaps_are_the_years_between_that_have_no_whole_count():
    table = pd.DataFrame({"fiscal_year": [2001, 2002, 2004, 2005], "whole": [True, True, True, False]})
    assert counts.gaps(table, date(2006, 9, 30)) == [2003, 2005, 2006] and counts.gaps(table, date(2004, 9, 30)) == [2003]
    assert counts.gaps(table, date(2004, 10, 1)) == [2003, 2005]


def test_no_count_has_no_highest_year():
    assert counts.highest(pd.DataFrame({"whole": pd.Series([], dtype=bool), "value": []})) is None


@pytest.mark.parametrize(("day", "year"), [
    ("1950-06-30", 1950), ("1950-07-01", 1951), ("1950-08-15", 1951), ("1975-06-30", 1975), ("1975-07-01", 1976), ("1976-06-30", 1976), ("1976-07-01", 1976),
    ("1976-09-30", 1976), ("1976-10-01", 1977), ("2024-09-30", 2024), ("2024-10-01", 2025), ("2024-12-31", 2025),
])  # fmt: skip
def test_a_day_belongs_to_its_fiscal_year(day, year):
    of = date.fromisoformat(day)
    start, end = periods.fiscal_year(year)
    assert periods.fiscal_year_of(of) == year and start <= of <= end
    assert periods.fiscal_year_of(start) == periods.fiscal_year_of(end) == year


def test_of_two_figures_of_one_name_the_one_that_is_shown_is_meant():
    row = next(row for row in FIGURES if row.shown_by_default == "yes")
    other = row._replace(value=row.value + 1, shown_by_default="no")
    name = periods.reference(row)
    for rows in ([row, other], [other, row]):
        assert periods.figure_values(rows, [])[name] == row.value
    for shown in ("yes", "no"):
        several = [row._replace(shown_by_default=shown), other._replace(shown_by_default=shown)]
        assert name not in periods.figure_values(several, []), "nobody could say which of two is meant"
    assert periods.figure_values([other], [])[name] == other.value
    assert periods.named(name) == (row.series, row.period_start, row.period_end, row.source_id)
    assert periods.named("arrests@2024-13-01..2024-12-31#x") is None and periods.named("arrests") is None
