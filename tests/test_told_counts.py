"""What has been counted: bars, names, breaks in counting and the heading are the data's, whatever is counted."""

from __future__ import annotations

from datetime import date, timedelta
from urllib.parse import parse_qsl

import pytest
from known import FACTS
from strategies import STATED

from explainer import words
from explainer.page import counted
from explainer.records import breaks, counts, goals
from explainer.telling import goal as of_goal
from explainer.telling import record

ALL = pytest.mark.parametrize("definition", FACTS.definition_rows)


def rows(definition, goal=None):
    return counted._rows(FACTS, definition, goal)


@ALL
def test_each_bar_is_a_year_of_the_count_over_its_own_days(definition):
    table = counts.under_definition(FACTS, definition)
    bars = rows(definition)["rows"]
    for bar, row in zip(bars, table.itertuples(), strict=True):
        assert (bar["start"], bar["value"]) == (row.period_start.isoformat(), row.value)
        assert bar["end"] == (row.period_end + timedelta(1)).isoformat() and bar["who"] == ("record" if row.whole else "faint")
        part = "" if row.whole else f" to {words.day(row.period_end)}, {(row.period_end - row.period_start).days + 1} days"
        number = words.about(row.value) if row.rough else f"{row.value:,.0f}"
        new = any(row.period_start <= r.start <= row.period_end for r in FACTS.rows("breaks") if r.series in FACTS.definition_rows[definition].parts)
        assert bar["text"] == f"Fiscal {row.fiscal_year}{part}: {number}{', counted by another rule than before' if new else ''}."


@ALL
def test_names_stand_at_the_years_of_the_heading_and_at_a_year_that_goes_on(definition):
    table = counts.under_definition(FACTS, definition)
    named = {name["text"].split(":")[0]: name for name in rows(definition)["names"]}
    whole = table[table["whole"]].set_index("fiscal_year")
    top = int(whole["value"].idxmax())
    assert str(top) in named and len([n for n in named if "\n" not in n]) == len(counts.highest_years(FACTS, definition))
    for year, name in named.items():
        if "\n" in year:
            last = table.iloc[-1]
            assert not last["whole"] and name["value"] == last["value"]
            assert name["text"] == f"{last['value']:,.0f}\nto {last['period_end'].strftime('%B')} {last['period_end'].day}"
        else:
            of = whole.loc[int(year)]
            assert of["period_start"].isoformat() < name["at"] < of["period_end"].isoformat() and name["value"] == of["value"]
            assert year in record.finding(FACTS, definition) and name["text"].split(": ")[1] in record.finding(FACTS, definition)


@ALL
def test_every_break_in_counting_is_drawn_and_named_at_its_day(definition):
    table = counts.under_definition(FACTS, definition)
    due = [r for r in FACTS.rows("breaks") if r.series in FACTS.definition_rows[definition].parts
           and table["period_start"].min() < r.start < table["period_end"].max()]  # fmt: skip
    drawn = rows(definition)["rules"]
    assert sorted(row["start"] for row in drawn) == sorted(r.start.isoformat() for r in due)
    for row in drawn:
        of = next(r for r in due if r.start.isoformat() == row["start"])
        named = row["name"].removeprefix(f"{counted.NEW_RULE}\n")
        assert named.replace("\n", " ") == record.break_named(of) and of.short in record.break_named(of)
        assert (named != row["name"]) == (row is drawn[0]) and row["lines"] == row["name"].count("\n") + 1
        assert str(of.start.year) in row["name"] or f"fiscal {of.start.year + 1}" in row["name"]
        assert row["text"] == of.sentence
    assert definition != "ice_removals" or len(drawn) >= 5


@pytest.mark.parametrize("goal", [None, *STATED.values()], ids=[None, *STATED])
@ALL
def test_names_of_breaks_lie_one_above_the_other_over_the_bars_and_off_the_goal(definition, goal):
    of = rows(definition, goal if goal and counted._drawn(FACTS, goal, definition) else None)
    top = of["offices"][0]["top"]
    highest = max(bar["value"] for bar in of["rows"])
    height = {row["start"]: counted.PLOT * (1 - row["level"] / top) for row in of["rules"]}
    assert all(height[a["start"]] != height[b["start"]] for a in of["rules"] for b in of["rules"] if a is not b)
    for row in of["rules"]:
        assert row["level"] > highest, "a name lies over the bars"
        assert height[row["start"]] >= counted.PRESIDENTS - 1, "a name lies over those of presidents"
        for other in of["rules"]:
            between = sorted((row["start"], other["start"]))
            if row["align"] == other["align"] == "left" and row["start"] == between[0] != between[1]:
                assert row["level"] > other["level"], "a line runs through another's name"
            if row["align"] == other["align"] == "right" and row["start"] == between[0] != between[1]:
                assert row["level"] < other["level"], "a line runs through another's name"
        for line in of["goal"]:
            at = counted.PLOT * (1 - line["high"] / top)
            assert not height[row["start"]] < at < height[row["start"]] + counted.LINE * row["lines"], "the goal runs through a name"


@ALL
def test_the_axis_ends_above_the_goal_and_the_highest_bar_and_not_far_above_both(definition):
    for goal in STATED.values():
        drawn = counted._drawn(FACTS, goal, definition)
        of = rows(definition, drawn)
        top, highest = of["offices"][0]["top"], max(bar["value"] for bar in of["rows"])
        assert top > highest and (drawn is None or top > drawn.high)
        if drawn is not None and drawn.high > 2.5 * highest:
            assert top < 1.2 * drawn.high


@pytest.mark.parametrize("goal", STATED)
@ALL
def test_a_goal_is_drawn_beside_counts_of_its_own_measure_and_scope_and_no_other(definition, goal):
    of = STATED[goal]
    drawn = counted._drawn(FACTS, of, definition)
    like = of.measure == "removals" and (of.scope == "not_stated" or of.scope in FACTS.definition_rows[definition].scopes)
    assert (drawn is not None) == like
    line = rows(definition, drawn)["goal"]
    assert [(row["low"], row["high"]) for row in line] == ([(of.low, of.high)] if like else [])
    assert all(of_goal.amount(of) in row["name"] and of_goal.amount(of) in row["text"] for row in line)


@ALL
def test_other_versions_are_drawn_at_their_number_and_ours_is_called_our_estimate(definition):
    versions = counts.other_versions(FACTS, definition)
    drawn = rows(definition)["versions"]
    assert {(row["start"], row["value"]) for row in drawn} == {(r.period_start.isoformat(), r.value) for r in versions.itertuples()}
    for row, of in zip(drawn, versions.itertuples(), strict=True):
        ours = bool(of.rough)
        assert ("our estimate" in row["text"]) == ours and (not row["name"] or ("our estimate" in row["name"]) == ours)
        number = words.rounded(of.value) if ours else words.count(of.value)
        assert number in row["text"] and (not row["name"] or number in row["name"])
    named = [row["name"] for row in drawn if row["name"]]
    assert len(named) == len({of.version for of in versions.itertuples()})


@ALL
def test_presidents_have_their_terms_as_bands_that_alternate(definition):
    table = counts.under_definition(FACTS, definition)
    first, last = table["period_start"].min(), table["period_end"].max()
    bands = rows(definition)["offices"]
    terms = [row for row in FACTS.rows("administrations") if row.start < last and (row.end or date.max) > first]
    assert [(band["start"], band["president"]) for band in bands] == [(max(row.start, first).isoformat(), row.president) for row in terms]
    assert all(a["end"] == b["start"] and a["shaded"] != b["shaded"] for a, b in zip(bands, bands[1:], strict=False))
    assert 0.8 < sum(band["share"] for band in bands) < 1.001
    for band, row in zip(bands, terms, strict=True):
        assert row.president in band["text"] and words.day(row.start) in band["text"]


@pytest.mark.parametrize("goal", [None, *STATED], ids=[None, *STATED])
@ALL
def test_a_short_link_opens_the_same_count_with_the_same_goal_beside_it(definition, goal):
    of = None if goal is None else counted._drawn(FACTS, STATED[goal], definition)
    query = dict(parse_qsl(counted._short(FACTS, definition, of)))
    assert query.pop("section") == "record"
    assert query.pop("count", FACTS.about["default_definition"]) == definition
    assert query.pop("goal", FACTS.about["default_goal"]) == (of.goal if of else FACTS.about["default_goal"]) and not query


def test_a_short_link_names_the_readers_own_goal():
    query = dict(parse_qsl(counted._short(FACTS, "ice_removals", goals.own(250_000.0, "removals"))))
    assert query == {"section": "record", "goal": "own", "unit": "removals", "own": "250000"}


# The heading
@ALL
def test_the_heading_names_the_highest_year_and_the_highest_not_counted_alike(definition):
    table = counts.under_definition(FACTS, definition)
    whole = table[table["whole"]]
    top = whole.loc[whole["value"].idxmax()]
    text = record.finding(FACTS, definition)
    assert f"{words.recorded(counts.highest_years(FACTS, definition)[0])} in fiscal {top['fiscal_year']}" in text
    begun = [r.start for r in breaks.of_definition(FACTS, definition) if r.start <= top["period_end"]]
    unlike = [r for r in whole.itertuples() if begun and r.period_end < begun[-1]]
    assert ("by another counting rule" in text) == bool(unlike)
    if unlike:
        other = max(unlike, key=lambda r: r.value)
        assert text.endswith(f"{other.value:,.0f} in fiscal {other.fiscal_year}")


def test_no_year_is_crowned_across_a_break_without_saying_so(monkeypatch):
    """Without breaks the heading has one year; with one between the two highest it has both and says why."""
    monkeypatch.setattr(breaks, "of_definition", lambda *_: [])
    assert len(counts.highest_years(FACTS, "ice_removals")) == 1
    assert "rule" not in record.finding(FACTS, "ice_removals")


def test_a_year_with_a_break_inside_it_is_not_counted_like_the_year_before(monkeypatch):
    table = counts.under_definition(FACTS, "ice_removals")
    top = counts.highest_years(FACTS, "ice_removals")[0]
    row = breaks.of_definition(FACTS, "ice_removals")[0]
    start = table.set_index("fiscal_year").at[top.fiscal_year, "period_start"]
    before = table[table["whole"] & (table["fiscal_year"] < top.fiscal_year)]["value"].max()
    for day, other in ((start, before), (start + timedelta(200), before), (table["period_end"].max() + timedelta(1), None)):
        monkeypatch.setattr(breaks, "of_definition", lambda *_, day=day: [row._replace(start=day)])
        assert [year.value for year in counts.highest_years(FACTS, "ice_removals")] == [top.value, *([] if other is None else [other])]


def test_without_a_whole_year_none_is_named(monkeypatch):
    monkeypatch.setattr(counts, "highest", lambda *_: None)
    assert counts.highest_years(FACTS, "ice_removals") == []
    assert record.finding(FACTS, "ice_removals") == f"{FACTS.definition_rows['ice_removals'].label}: no whole year was found"


# The table, and the years that reached a number
@ALL
def test_the_table_shows_the_years_of_the_heading_first_and_then_every_year_the_newest_first(definition):
    shown = counted._table(FACTS, definition)
    named = [str(year.fiscal_year) for year in counts.highest_years(FACTS, definition)]
    assert sorted(shown["Fiscal year"].head(len(named))) == sorted(named)
    rest = [int(year) for year in shown["Fiscal year"].iloc[len(named):]]
    assert rest == sorted(rest, reverse=True)
    assert len(shown) == len(counts.under_definition(FACTS, definition)) + len(counts.other_versions(FACTS, definition))


@pytest.mark.parametrize("number", [1, 100_000, 442_637, 442_638, 1_000_000])
def test_years_that_reached_a_number_are_those_at_or_above_it(number):
    table = record.years_reached(FACTS, number)
    text = record.passed(FACTS, number)
    for found, (definition, row) in zip(record.reached(FACTS, number), FACTS.definition_rows.items(), strict=True):
        of = counts.under_definition(FACTS, definition)
        years = [int(r.fiscal_year) for r in of.itertuples() if r.whole and r.value >= number]
        assert found.years == years
        cells = table[table["Count"] == row.label].iloc[0]
        assert cells["Years that reached it"] == (record.spans(years) or "none")
        assert cells["Counted since"] == f"fiscal {of[of['whole']]['fiscal_year'].min()}"
        short = words.upper_first(row.short)
        assert (f"{short} did in {words.many(len(years), 'year')} of" if years else f"{short} never came to {number:,}") in text


@pytest.mark.parametrize(("years", "told"), [([], ""), ([1954], "1954"), ([1954, 1976, 1977], "1954, 1976 to 1977"), ([1, 2, 3, 5], "1 to 3, 5")])
def test_years_in_a_row_are_written_as_one(years, told):
    assert record.spans(years) == told
