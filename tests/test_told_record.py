"""What is said of the record is counted again from its rows: the picture, shares side by side, goals in words."""

from __future__ import annotations

import re

import by_hand
import pytest
from known import FACTS
from strategies import STATED

from explainer.records import breaks, counts, goals
from explainer.telling import pace, record

DEFINITIONS = list(FACTS.definition_rows)
both = pytest.mark.parametrize("definition", DEFINITIONS)


@both
@pytest.mark.parametrize("measure", ["removals", "arrests"])
def test_the_picture_holds_the_counts_by_year(definition, measure):
    years = record.by_year(FACTS, definition, measure)
    assert [y.fiscal_year for y in years] == sorted({y.fiscal_year for y in years})
    if measure == "removals":
        table = counts.under_definition(FACTS, definition).set_index("fiscal_year")
        assert all(y.amount == table.loc[y.fiscal_year, "value"] for y in years)
    else:
        table = counts.yearly(FACTS, "ice_arrests").set_index("fiscal_year")
        assert all(y.amount * table.loc[y.fiscal_year, "days"] == pytest.approx(table.loc[y.fiscal_year, "value"]) for y in years)
    top = record.highest(years)
    assert top and all(y.amount <= top.amount for y in years if y.whole)


@pytest.mark.parametrize("goal", STATED)
@both
def test_a_goal_is_drawn_beside_counts_of_its_own_kind_and_scope(goal, definition):
    of, row = STATED[goal], FACTS.definition_rows[definition]
    if of.measure == "arrests":
        assert record.goal_line(FACTS, of, definition) == (of.scope in ("ICE", "not_stated"))
    else:
        assert record.goal_line(FACTS, of, definition) == (of.scope == "not_stated" or of.scope in row.scopes)


@pytest.mark.parametrize("goal", STATED)
@both
def test_the_picture_says_where_its_bars_its_goal_and_the_readers_own_are_not_of_one_scope(goal, definition):
    of, told = STATED[goal], record.not_alike(FACTS, definition, STATED[goal])
    of_ice = of.measure == "arrests" or definition == "ice_removals"
    assert ("not drawn" in told) == (not record.goal_line(FACTS, of, definition))
    assert ("count all of DHS; yours is ICE's alone" in told) == (not of_ice)
    assert told.startswith("The goal is for") == (of_ice and of.scope in ("DHS", "INS"))
    assert record.in_words(FACTS, definition, of.measure, 1.0, of).endswith(told)


@both
@pytest.mark.parametrize("measure", ["removals", "arrests"])
def test_the_picture_in_words_names_what_it_counts_its_years_and_its_highest(definition, measure):
    years, text = record.by_year(FACTS, definition, measure), record.in_words(FACTS, definition, measure, 1234.0, goals.own(500.0, measure))
    what = FACTS.definition_rows[definition].short if measure == "removals" else "ICE arrests a day"
    top = max((y for y in years if y.whole), key=lambda y: y.amount)
    series = FACTS.definition_rows[definition].parts[0] if measure == "removals" else "ice_arrests"
    before = breaks.broader_than(FACTS, series, top.fiscal_year)
    rule = f", by a broader rule than in fiscal {before}" if before else ""
    assert text == (f"Bars of {what} by fiscal year, {years[0].fiscal_year} to {years[-1].fiscal_year}; "
                    f"highest whole year {top.fiscal_year}, {top.amount:,.0f}{rule}; yours 1,230; goal 500. {record.not_alike(FACTS, definition, goals.own(500.0, measure))}".strip())  # fmt: skip


def ends(text: str) -> list[float]:
    return [by_hand.value(part) for part in re.findall(r"\d[\d,]*(?:\.\d+)?", text)]


@pytest.mark.parametrize("name", pace.SIDE_BY_SIDE)
def test_a_share_side_by_side_is_the_number_before_it_over_the_goal_that_heads_the_list(name):
    first, *others = pace.side_by_side(FACTS, name)
    goal = ends(first.amount)
    assert first.share == "the goal" and others
    for line in others:
        share, _, later = line.share.partition("; of ")
        own, shares = ends(line.amount), ends(share)
        assert share.startswith("less than ") == line.amount.startswith("fewer than "), "a bound gives a bound"
        if later:
            other, _, part = later.partition(": ")
            assert ends(part)[0] == pytest.approx(max(own) / ends(other)[0] * 100, abs=0.6), line
        assert shares[0] == pytest.approx(min(own) / max(goal) * 100, abs=0.6), line
        assert shares[-1] == pytest.approx(max(own) / min(goal) * 100, abs=0.6), line


def test_a_count_is_broader_only_where_that_is_known_and_nothing_was_taken_out_since():
    after = {year: breaks.broader_than(FACTS, "ice_removals", year) for year in (2006, 2010, 2012, 2013, 2024, 2025, 2026)}
    assert after == {2006: None, 2010: None, 2012: None, 2013: None, 2024: None, 2025: 2024, 2026: 2024}
