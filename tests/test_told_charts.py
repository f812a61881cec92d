"""Each chart holds the rows of its own table and of the data, and its sentences name these numbers: arrests a day, early 2025, goals, the trial."""

from __future__ import annotations

import math
import re
from datetime import date, timedelta

import by_hand
import pytest
from hypothesis import given, settings
from known import FACTS
from page import opened
from strategies import reader_settings

from explainer import words
from explainer.draw import yearly
from explainer.model import fast_start, steps
from explainer.model.steps import Scenario
from explainer.page import counted, january, officials, pace, trust
from explainer.records import counts, goals, past
from explainer.records.rows import GoalKind
from explainer.telling import pace as told
from explainer.telling import past_years

STARTS = {start: Scenario(**values) for start, values in FACTS.starts.items()}
KINDS = {row.kind: row for row in FACTS.rows(GoalKind) if officials.charted(FACTS, row.kind)}
few = settings(max_examples=15)


def plain(rows):
    """The rows of a chart's table as dictionaries, prepared or not."""
    return rows.to_pylist() if hasattr(rows, "to_pylist") else rows


def days(start: date, end: date) -> int:
    return (end - start).days + 1


# Arrests a day against the goals
def test_the_line_of_arrests_is_the_table_behind_it_and_the_data():
    of = pace._figure(FACTS)  # noqa: SLF001
    drawn, shown = plain(of.rows["rows"]), of.table().iloc[::-1].to_dict("records")
    assert len(drawn) == len(shown) > 100 and {row["line"] for row in drawn} == {"arrests", "book_ins"}
    data = {(row.series, row.period_start.isoformat()): row for row in FACTS["pace"].itertuples()}
    series = {row.label: row.series for row in FACTS.series.values()}
    for row, cells in zip(drawn, shown, strict=True):
        of_data = data[series[cells["Measure"]], row["month"]]
        assert row["per_day"] == of_data.per_day and cells["Source"] == of_data.source_id
        assert row["whole"] == (of_data.period_type == "month") == (cells["Period"].count(" ") == 1)
        assert row["text"] == f"{cells['Period']}: {row['per_day']:,.0f} a day, {cells['Measure']}"
        assert cells["A day"] == f"{row['per_day']:,.1f}"
        if cells["Events"]:
            events = by_hand.value(cells["Events"])
            assert events / days(of_data.period_start, of_data.period_end) == pytest.approx(row["per_day"], rel=2e-3, abs=0.51)
        assert FACTS.series[of_data.series].line == row["line"]
    months = [row["month"] for row in drawn if row["line"] == "arrests"]
    assert months == sorted(set(months))


def test_where_two_sources_have_a_month_the_first_in_order_is_drawn():
    for line in ("arrests", "book_ins"):
        order = {row.series: row.line_order for row in FACTS.series.values() if row.line == line}
        table = counts.line_by_month(FACTS, line)
        for row in FACTS["pace"].itertuples():
            if row.series in order and row.period_type in ("month", "part_of_month"):
                drawn = table[table["period_start"] == row.period_start]
                assert len(drawn) == 1 and order[drawn["series"].iloc[0]] <= order[row.series]


def test_the_goals_beside_the_line_are_the_stated_goals_a_day():
    of = pace._figure(FACTS)  # noqa: SLF001
    stated = [row for row in FACTS.goal_rows.values() if row.measure == "arrests" and row.per == "day" and row.on_chart == "yes"
              and row.nature == "target" and row in goals.testable(FACTS)]  # fmt: skip
    drawn = plain(of.rows["goals"])
    assert sorted((g["low"], g["high"]) for g in drawn) == sorted((row.low, row.high) for row in stated)
    assert [g["low"] for g in drawn] == sorted(g["low"] for g in drawn)
    for goal in drawn:
        assert f"Goal: {words.both_ends(goal['low'], goal['high'])} (20" in goal["text"]
        assert any(goal["text"].endswith(f"({row.date[:4]})") for row in stated)
    assert all(f"{row.label} ({row.date[:4]})" in of.numbers for row in stated)


def test_the_highest_month_is_named_beside_the_line_and_in_the_numbers():
    of = pace._figure(FACTS)  # noqa: SLF001
    whole = [row for row in plain(of.rows["rows"]) if row["line"] == "arrests" and row["whole"]]
    top = max(whole, key=lambda row: row["per_day"])
    (name,) = plain(of.rows["names"])
    assert (name["month"], name["per_day"]) == (top["month"], top["per_day"])
    assert name["text"] == top["text"].split(" a day")[0]
    period, number = name["text"].split(": ")
    assert f"{number} a day in {period}" in of.finding and of.finding.endswith(" a day")
    first = plain(of.rows["rows"])[0]["text"]
    assert f"since {first.split(':')[0]}: " in of.finding
    for row in (plain(of.rows["rows"])[0], top, whole[-1]):
        month, _, amount = row["text"].split(" a day")[0].partition(": ")
        assert f"{month} {amount}" in of.numbers


@pytest.mark.parametrize("s", STARTS.values(), ids=STARTS)
def test_the_readers_own_pace_is_the_models(s, reading):
    (own,) = pace._own(reading(s))["yours"]  # noqa: SLF001
    assert own["value"] == steps.run(s).arrests_per_year / 365 and by_hand.fits(own["text"].removeprefix("Yours: "), own["value"])


def test_where_both_sources_of_the_line_exist_they_are_as_far_apart_as_is_said():
    told_of = re.search(r"; from (.*), both exist, ([\d.]+%) to ([\d.]+%) apart", told.key(FACTS))
    one, two = sorted((r for r in FACTS.series.values() if r.line == "arrests"), key=lambda r: r.line_order)[:2]
    months = {}
    for row in FACTS["pace"].itertuples():
        if row.period_type == "month" and row.series in (one.series, two.series):
            months.setdefault(row.period_start, {})[row.series] = row
    both = {start: rows for start, rows in months.items() if len(rows) == 2}
    apart = [abs(rows[two.series].value / rows[one.series].value - 1) for rows in both.values()]
    assert told_of and told_of.group(2, 3) == (f"{min(apart):.1%}", f"{max(apart):.1%}")
    assert told_of[1] == words.span(min(both), max(rows[one.series].period_end for rows in both.values()))


def test_months_that_others_named_are_later_than_the_line_and_are_said_to_be_missing():
    last = counts.line_by_month(FACTS, "arrests").query("whole")["period_end"].max()
    named = [row for row in FACTS["pace"].itertuples() if row.period_type == "month" and row.period_end > last
             and row.series in ("arrests_reported_by_press", "arrests_stated_by_officials")]  # fmt: skip
    first = told.note(FACTS).split("\n\n")[0]
    assert named and first.startswith("Not drawn, since no records show them: ") and first.count("; ") == len(named) - 1
    for row in named:
        assert f"{words.span(row.period_start, row.period_end)}, {row.value:,.0f} (" in first
    assert told.note(FACTS).count("\n- **") == sum(bool(row.line) for row in FACTS.series.values())


@pytest.mark.parametrize("name", told.SIDE_BY_SIDE)
def test_lines_side_by_side_hold_the_numbers_of_their_rows(name):
    rows = sorted((row for row in FACTS.rows("side_by_side") if row.set == name), key=lambda row: row.order)
    table = pace._side_by_side(FACTS, name)  # noqa: SLF001
    assert table.startswith(f"**{told.SIDE_BY_SIDE[name]}**") and table.count("\n|") == len(rows) + 2
    for row, line in zip(rows, told.side_by_side(FACTS, name), strict=True):
        assert (line.label, line.source_id) == (row.label, row.source_id)
        assert f"| {words.plain(line.label)} | {line.amount} | {line.share} |" in table
        if row.goal:
            assert line.amount.removeprefix("about ") == words.both_ends(
                *(end / 365 for end in (FACTS.goal_rows[row.goal].annual_low, FACTS.goal_rows[row.goal].annual_high))
            )
        else:
            numbers = [by_hand.value(part) for part in re.findall(r"\d[\d,]*", line.amount)]
            assert numbers == [pytest.approx(FACTS.value(figure), abs=0.5) for figure in row.figure]
        assert line.amount.startswith("fewer than ") == (row.below == "yes")
        assert line.amount.startswith("about ") == (row.rough == "yes" and row.below != "yes")


def test_arrests_by_year_are_counted_and_divided_by_the_days_of_each_year():
    rows = counts.yearly(FACTS, "ice_arrests")
    shown = yearly.yearly_table(rows)
    assert list(shown["Fiscal year"].astype(int)) == sorted(rows["fiscal_year"], reverse=True)
    by_year = rows.set_index("fiscal_year")
    for cells in shown.to_dict("records"):
        row = by_year.loc[int(cells["Fiscal year"])]
        assert cells["Count"] == f"{row['value']:,.0f}"
        assert cells["Per day"] == f"{row['value'] / days(row['period_start'], row['period_end']):,.0f}"
        assert (cells["Period"] == "whole year") == bool(row["whole"]) and cells["Source"] == "; ".join(row["source_ids"])
        assert row["whole"] or cells["Period"] == words.span(row["period_start"], row["period_end"])
    page = opened(open="arrestsbyyear")
    told_of = [c.value for c in page.caption if c.value.startswith("No count of the whole year: ")]
    assert told_of == [f"No count of the whole year: {words.listed([f'fiscal {year}' for year in counts.gaps(rows, counts.latest_day(FACTS))])}."]
    known = set(rows[rows["whole"]]["fiscal_year"])
    missing = counts.gaps(rows, date(2026, 10, 1))
    assert set(missing) == set(range(min(known), 2028)) - known and missing == sorted(missing)


# January and February 2025
@pytest.mark.parametrize("s", STARTS.values(), ids=STARTS)
def test_the_days_of_early_2025_are_the_models_from_the_day_the_list_begins(s):
    start = fast_start.fast_start(s)
    of = january._figure(FACTS, start)  # noqa: SLF001
    begins = next(row.list_begins for row in FACTS.rows("starts") if row.opens_fast_start == "yes")
    last = counts.single_days(FACTS)["period_end"].max()
    drawn = of.rows["model"]
    assert [row["date"] for row in drawn] == [f"{begins + timedelta(i)}T12:00:00Z" for i in range(days(begins, last))]
    assert [row["value"] for row in drawn] == fast_start.day_by_day(start, len(drawn))
    recorded = counts.single_days(FACTS)
    for series, kind, rows in (("arrests_records", "week", of.rows["records"]), ("arrests_posted_by_ice", "day", of.rows["posts"])):
        found = recorded[(recorded["series"] == series) & (recorded["period_type"] == kind)]
        assert [row["value"] for row in rows] == list(found["per_day"]) and len(rows) > 3
        for row, of_data in zip(rows, found.itertuples(), strict=True):
            assert row["text"] == f"{words.span(of_data.period_start, of_data.period_end)}: {of_data.per_day:,.0f} a day"
            assert (row.get("start") or row["date"]) == f"{of_data.period_start}T12:00:00Z"
            assert row.get("end", f"{of_data.period_end}T12:00:00Z") == f"{of_data.period_end}T12:00:00Z"
            assert row.get("short", f"{of_data.per_day:,.0f}") == f"{of_data.per_day:,.0f}" and row["text"] in of.numbers
    modelled = {date.fromisoformat(row["date"][:10]): row["value"] for row in drawn}
    for cells, row in zip(of.table().to_dict("records"), recorded.itertuples(), strict=True):
        assert (cells["Period"], cells["A day"]) == (words.span(row.period_start, row.period_end), f"{row.bound.replace('_', ' ')} {row.per_day:,.0f}".strip())
        inside = [modelled[row.period_start + timedelta(i)] for i in range(days(row.period_start, row.period_end))
                  if row.period_start + timedelta(i) in modelled]  # fmt: skip
        whole = row.period_start >= begins
        assert bool(cells["Modelled"]) == whole, "a period that began before the list is not compared"
        assert not whole or by_hand.fits(cells["Modelled"], sum(inside) / len(inside))


@given(reader_settings)
def test_a_list_is_said_to_last_as_long_and_to_add_as_much_as_the_model_gives(s):
    start = fast_start.fast_start(s)
    finding, worth = january.finding(start), january.worth(start)
    pace_now = steps.run(s).arrests_per_day
    if pace_now == 0 or s.targets == 0 or s.preparation_share == 0:
        assert ("no arrests" in finding) == (pace_now == 0) and "adds no arrests" in worth
        told_of = re.fullmatch(r"No list or no preparation time is set: (?:about )?([\d.,]+) arrests a day throughout", finding)
        assert pace_now == 0 or told_of and by_hand.fits(told_of[1], pace_now)
        return
    fast = pace_now / (1 - s.preparation_share)
    numbers = re.fullmatch(r"A list of this size lasts ([\d.,]+) days at (?:about )?([\d.,]+) arrests a day; after that, (?:about )?([\d.,]+) a day", finding)
    assert numbers and all(by_hand.fits(n, x) for n, x in zip(numbers.groups(), (s.targets / fast, fast, pace_now), strict=True))
    added = re.search(r"would add (?:about )?([\d.,]+) arrests", worth)
    assert added and by_hand.fits(added[1], s.targets * s.preparation_share)


@given(reader_settings)
def test_the_pace_of_the_article_keeps_the_readers_list(s):
    of = january.of_the_article(FACTS, s)
    opening = next(row.start for row in FACTS.rows("starts") if row.opens_fast_start == "yes")
    changed = {knob for knob, value in FACTS.starts[opening].items() if getattr(of, knob) != value}
    assert changed <= {"targets", "preparation_share"} and (of.targets, of.preparation_share) == (s.targets, s.preparation_share)


# What officials said
@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_stated_goals_stand_on_the_chart_at_their_amount_and_all_are_in_the_table(kind):
    of, every = officials._figure(FACTS, kind), goals.of_kind(FACTS, kind.kind)  # noqa: SLF001
    on_chart = [row for row in every if row.on_chart == "yes" and (row.measure in ("detention_beds", "officers") or not math.isnan(row.annual_low))]
    drawn, shown = of.rows["rows"], of.table()
    assert [row["order"] for row in drawn] == list(range(len(on_chart)))
    for row, of_data in zip(drawn, on_chart, strict=True):
        times = 365 if of_data.per == "day" else 1
        assert (row["low"], row["high"]) == (pytest.approx(of_data.low * times), pytest.approx(of_data.high * times))
        assert row["text"].startswith(words.both_ends(of_data.low, of_data.high)) and row["text"].endswith(f", {of_data.nature}")
        assert (" a day" in row["text"]) == (of_data.per == "day")
        assert row["label"] == f"{of_data.dated or words.short_date(of_data.date)}, {of_data.short}" and f"{row['label']}: {row['text']}, {row['status']}" in of.numbers
        assert ("press" in row["status"]) == (of_data.status == "reported_by_press")
    assert [row.date for row in on_chart] == sorted(row.date for row in on_chart)
    assert of.finding.startswith(f"{kind.label}: {len(drawn)} stated number{'' if len(drawn) == 1 else 's'}, {on_chart[0].date[:4]}")
    first, last = on_chart[0].date[:4], on_chart[-1].date[:4]
    assert of.finding.endswith(f", {first} to {last}" if first != last else f"s, {first}" if len(drawn) > 1 else f"r, {first}")
    assert list(shown["Row"]) == [row.goal for row in every] and list(shown["Goal"]) == [row.label for row in every]
    text = officials._every(FACTS, kind.kind).split("\n")  # noqa: SLF001
    for line, of_data in zip(text, every, strict=True):
        assert ("Not charted" in line) == (of_data not in on_chart) and (of_data.dated or words.loose_date(of_data.date)) in line
        assert ("“" in line.split(". ", 1)[1]) == bool(of_data.words) or "“" in of_data.label


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_the_recorded_high_beside_stated_goals_is_the_highest_whole_year(kind):
    of = officials._figure(FACTS, kind)  # noqa: SLF001
    if not kind.beside:
        assert {row["record"] for row in of.rows["rows"]} == {None} and "Upright bar" not in of.key
        return
    table = counts.yearly(FACTS, kind.beside)
    whole = table[table["whole"]]
    top = whole.loc[whole["value"].idxmax()]
    beside = {"ICE": top["value"], "not_stated": top["value"]}
    assert [row["record"] for row in of.rows["rows"]] == [beside.get(goal.scope) for goal in officials.charted(FACTS, kind.kind)]
    told_of = re.search(r"Upright bar: (?:about )?([\d,]+) .* in fiscal (\d{4})(?: on a broader definition)?, the highest whole year", of.key)
    assert ("broader" in of.key) == (kind.beside == "ice_removals" and top["fiscal_year"] == 2025)
    assert told_of and told_of[2] == str(top["fiscal_year"]) and by_hand.fits(told_of[1], top["value"], 6 if "about" not in of.key else 3)
    assert set(top["source_ids"]) <= set(of.sources)


# Past years
@pytest.mark.parametrize("measure", ["arrests", "removals"])
def test_the_points_of_the_trial_are_the_differences_of_its_table(measure):
    of, tried = trust._figure(FACTS, measure), past_years.trials(FACTS)  # noqa: SLF001
    table, kinds = of.table(), {"model": "Difference", "last year": "Last year's number", "last year's interior": "Last interior + this border"}
    drawn = of.rows["rows"]
    assert len(drawn) == len(tried) * (len(table.columns) - 3)
    for trial, cells in zip(tried, table.to_dict("records"), strict=True):
        own = [row for row in drawn if row["year"] == str(trial.fiscal_year)]
        counted_, model = getattr(trial, measure), getattr(trial, f"{measure}_model")
        left_out = trial.arrests_calculated if measure == "arrests" else trial.worked_out
        assert cells["Fiscal year"] == f"{trial.fiscal_year}{'*' if left_out else ''}"
        assert cells["Counted"] == f"{counted_:,.0f}" and by_hand.fits(cells["The model"], model)
        assert own[0]["error"] == pytest.approx(model / counted_ - 1) and own[0]["what"] == "model"
        for row in own:
            assert (row["who"] == "yours") == (row["what"] == "model")
            assert cells[kinds[row["what"]]] == words.signed_percent(row["error"]) and row["text"].endswith(cells[kinds[row["what"]]])
        assert f"{trial.fiscal_year} {cells['Difference']}" in of.numbers
        assert (str(trial.fiscal_year) in of.key) == left_out
    assert ("Square" in of.key) == (measure == "removals")


@pytest.mark.parametrize("measure", ["arrests", "removals"])
def test_the_years_named_and_the_share_given_are_those_of_the_trial(measure):
    tried = [t for t in past_years.trials(FACTS) if not (t.arrests_calculated if measure == "arrests" else t.worked_out)]
    assert past_years.years(FACTS, measure) == f"fiscal {tried[0].fiscal_year} to {tried[-1].fiscal_year}"
    follows = past_years.what_follows(FACTS)
    of_arrests = [t for t in past_years.trials(FACTS) if not t.arrests_calculated]
    officers = {year.fiscal_year: year.officers for year in past.years_for_trial(FACTS)}
    same = [t for t in of_arrests if officers[t.fiscal_year] == officers[t.fiscal_year - 1]]
    assert f"in {len(same)} of {len(of_arrests)} years the number of officers is that of the year before" in follows
    ordered = sorted(abs(t.removals_model / t.removals - 1) for t in past_years.trials(FACTS) if not t.worked_out)
    middle = (ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]) / 2
    assert f"for last year's number, and {words.percent(middle)} against" in follows


# What has been counted
@pytest.mark.parametrize("definition", FACTS.definition_rows)
def test_marks_versions_and_offices_of_the_counts_are_the_datas(definition, reading):
    still, table = {name: plain(rows) for name, rows in counted._still(FACTS, definition).items()}, counts.under_definition(FACTS, definition)  # noqa: SLF001
    for bar, row in zip(still["rows"], table.itertuples(), strict=True):
        assert bar["end"] == (row.period_end + timedelta(1)).isoformat()
        assert bar["text"].startswith(f"Fiscal {row.fiscal_year}: {row.value:,.0f}") and ("days)" in bar["text"]) == (not row.whole)
        assert row.whole or f"({days(row.period_start, row.period_end)} days)" in bar["text"]
    whole = table[table["whole"]]
    top = whole.loc[whole["value"].idxmax()]
    assert any(mark["text"] == f"{top['fiscal_year']}: {top['value']:,.0f}" and mark["value"] == top["value"] for mark in still["marks"])
    by_year = whole.set_index("fiscal_year")
    for mark in still["marks"]:
        row = by_year.loc[int(mark["text"].split(":")[0])]
        assert mark["value"] == row["value"] and row["period_start"].isoformat() < mark["middle"] < row["period_end"].isoformat()
    shown = {(row["start"], row["value"]) for row in still["versions"]}
    versions = counts.other_versions(FACTS, definition)
    assert shown == {(row.period_start.isoformat(), row.value) for row in versions.itertuples()}
    assert all(row["text"].endswith("(another version)") and f"{row['value']:,.0f}" in row["text"] for row in still["versions"])
    first, last = table["period_start"].min(), table["period_end"].max()
    rules = [rule for rule in counts.rules_of_counting(FACTS, definition) if rule.start and first < rule.start < last]
    assert [(row["start"], row["text"]) for row in still["rules"]] == [(rule.start.isoformat(), rule.label) for rule in rules]
    offices = counted._moving(reading(STARTS["latest"], definition=definition), None)["offices"]  # noqa: SLF001
    terms = [row for row in FACTS.rows("administrations") if row.start < last and (row.end or last) > first]
    assert [(row["start"], row["president"]) for row in offices] == [(max(row.start, first).isoformat(), row.president) for row in terms]
    axis = (last - first + counted.OWN_GAP + counted.OWN_WIDTH).days
    assert [round(row["share"] * axis) for row in offices] == [(min(row.end or last, last) - max(row.start, first)).days for row in terms]
    assert all(row["top"] > max(table["value"]) for row in offices)
    longest = counted._with_versions(FACTS, definition)  # noqa: SLF001
    assert len(longest) == len(table) + len(versions)
