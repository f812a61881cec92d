"""What the page says first is the data's: the goal and the most that was counted, the highest years with their rules, the latest pace."""

from __future__ import annotations

import dataclasses
import re
from html import unescape

import by_hand
import pytest
import rows
from known import FACTS
from page import opened, plain

from explainer import words
from explainer.records import counts, door
from explainer.records.periods import fiscal_year, fiscal_year_of
from explainer.telling import opening, record

DEFAULT = FACTS.about["default_goal"]
both = pytest.mark.parametrize("definition", list(FACTS.definition_rows))
NUMBER = re.compile(r"\d[\d,]*\d")


def shown(**is_: str) -> list:
    """Figures that are shown of a series, whole fiscal years or a part of one."""
    return [row for row in FACTS.rows("figures") if row.shown_by_default == "yes" and is_.items() <= row._asdict().items()]


def years(**is_: str) -> dict[int, float]:
    return {row.period_end.year: row.value for row in shown(**is_)}


def test_the_headline_is_the_goal_that_the_page_opens_with_and_the_most_that_was_counted():
    of, whole = FACTS.goal_rows[DEFAULT], years(series="ice_removals", period_type="fiscal_year")
    goal, most, broader = (by_hand.value(number) for number in NUMBER.findall(opening.headline(FACTS)))
    top, before = max(whole, key=whole.__getitem__), int(broader)
    assert before < top and opening.headline(FACTS).endswith(f"{whole[top]:,.0f}, by a broader rule than in {before}.")
    assert (goal, most) == (of.low, max(whole.values())) and FACTS.about["default_definition"] == "ice_removals"
    assert opening.headline(FACTS).startswith(f"The goal for ICE is {of.low:,.0f} {of.counted} a year. The most it has counted is ")


def test_a_goal_that_is_not_for_ice_is_not_said_to_be(copy_of_data):
    rows.edit(copy_of_data, "goals", {"goal": DEFAULT}, {"scope": "DHS"})
    told = opening.headline(door.read(copy_of_data))
    assert told.startswith("The goal is ") and ". The most ICE has counted is " in told


def test_another_goal_is_said_first(copy_of_data):
    rows.edit(copy_of_data, "goals", {"goal": DEFAULT}, dict.fromkeys(("low", "high", "annual_low", "annual_high"), "900000"))
    told = opening.headline(door.read(copy_of_data))
    assert told == opening.headline(FACTS).replace(f"{FACTS.goal_rows[DEFAULT].low:,.0f}", "900,000") != opening.headline(FACTS)


def test_another_highest_year_is_said_first():
    last = max(shown(series="ice_removals", period_type="fiscal_year"), key=lambda row: row.period_end)
    year = last.period_end.year + 1
    start, end = fiscal_year(year)
    higher = last._replace(period_start=start, period_end=end, value=600_000.0)
    changed = dataclasses.replace(FACTS, tables=FACTS.tables | {"figures": (*FACTS.rows("figures"), higher)})
    assert opening.headline(changed).endswith("The most it has counted is 600,000, by a broader rule than in 2024.")
    assert f"counted that in fiscal {year}. By a rule broader than in 2014 it counted " in opening.facts_below(changed) and " to " not in opening.facts_below(changed)


def test_the_facts_below_name_the_highest_years_their_rules_and_the_latest_pace():
    text, whole = opening.facts_below(FACTS), years(series="ice_removals", period_type="fiscal_year")
    start = max(row.start for row in FACTS.rows("counting_rules") if row.series == "ice_removals")
    before = {year: value for year, value in whole.items() if year <= start.year}
    top, other = max(whole, key=whole.__getitem__), max(before, key=before.__getitem__)
    assert f"counted that in fiscal {top}" in text and "Immigration and Customs Enforcement" in text
    assert (f" it counted {before[other]:,.0f} in fiscal {other}." in text) == (top != other)
    assert "By a rule broader than in 2014 it counted " in text  # June 2013 took out people never held
    for known in (row for row in FACTS.rows("breaks") if row.known_year == top):
        assert f"by the {top - 1} rule we estimate {known.before_low:,.0f} to {known.before_high:,.0f}." in text
    to_date = [row for row in shown(series="ice_removals_to_date") if row.period_end.year > max(whole)]
    assert (" a day." in text) == bool(to_date)
    for latest in sorted(to_date, key=lambda row: row.period_end)[-1:]:
        days = (latest.period_end - latest.period_start).days + 1
        rule = max(row.start for row in FACTS.rows("breaks") if row.series == "ice_removals" and row.start <= latest.period_start)
        end = latest.period_end
        assert f"By the {fiscal_year_of(rule)} rule it counted {latest.value:,.0f} in fiscal {fiscal_year_of(end)} to {end:%B} {end.day}, or {latest.value / days:,.0f} a day." in text
    assert text.endswith("?")


def test_without_a_part_of_the_year_none_is_named_and_without_a_year_no_most(monkeypatch):
    monkeypatch.setattr(counts, "unfinished_year", lambda facts: None)
    assert " a day" not in opening.facts_below.__wrapped__(FACTS)
    monkeypatch.setattr(record, "highest", lambda years: None)
    assert opening.headline.__wrapped__(FACTS) == f"The goal for ICE is {FACTS.goal_rows[DEFAULT].low:,.0f} {FACTS.goal_rows[DEFAULT].counted} a year."


@both
@pytest.mark.parametrize("measure", ["removals", "arrests"])
def test_a_new_counting_rule_is_marked_at_the_year_that_it_begins_in_and_the_highest_on_each_side_is_named(definition, measure):
    found, drawn = opening.new_rules(FACTS, definition, measure), record.by_year(FACTS, definition, measure)
    series = FACTS.definition_rows[definition].parts if measure == "removals" else ("ice_arrests",)
    rules = [row for row in FACTS.rows("breaks") if row.series in series]
    within = {row.start.year + (row.start.month >= 10) for row in rules}
    assert set(found) == {year for year in within if year > drawn[0].fiscal_year}
    for row in rules:
        assert row.short in found.get(row.start.year + (row.start.month >= 10), row.short), "a break that is not drawn"
    whole = [year for year in drawn if year.whole]
    sides = [whole, [year for year in whole if year.fiscal_year < max(found, default=0)]]
    tops = [max(side, key=lambda year: year.amount).fiscal_year for side in sides if side]
    assert [year.fiscal_year for year in opening.named(FACTS, definition, measure)] == list(dict.fromkeys(tops))
    for year in drawn:
        part = "" if year.whole else " (part of the year)"
        assert opening.year_in_words(year) == f"Fiscal {year.fiscal_year}: {year.amount:,.0f}{part}"


def test_the_head_of_the_page_says_all_of_this_with_how_far_the_data_go():
    page = opened()
    told = " ".join([plain(unescape(e.proto.body)) for e in page.get("html")] + [t.value for t in page.title] + [m.value for m in page.markdown])
    line = {row.series for row in FACTS.rows("series") if row.line == "arrests"}
    last = max(row.period_end for row in FACTS.rows("pace") if row.series in line and row.period_type == "month")
    for says in (FACTS.about["title"], opening.headline(FACTS), opening.facts_below(FACTS), f"data to {words.day(last)}", f"{len(FACTS.sources)} sources"):
        assert says in told
