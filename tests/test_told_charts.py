"""Arrests a day: the chart holds the months of the data, the goals from their days and the article's figures; early 2025 day by day."""

from __future__ import annotations

import re
from datetime import date, timedelta

import by_hand
import pytest
from hypothesis import given
from known import FACTS
from page import opened
from strategies import STARTS, reader_settings

from explainer import words
from explainer.draw import small_line
from explainer.model import fast_start, steps
from explainer.page import january, pace
from explainer.records import counts, goals
from explainer.telling import pace as told
from explainer.telling import record

MONTHS = [row for row in FACTS.rows("pace") if FACTS.series[row.series].line == "arrests" and row.period_type == "month"]


def days(start: date, end: date) -> int:
    return (end - start).days + 1


def by_month() -> dict[date, object]:
    """The line by month from the data: where two series have one, that with the lower order."""
    found = {}
    for row in sorted(MONTHS, key=lambda row: -FACTS.series[row.series].line_order):
        found[row.period_start] = row
    return dict(sorted(found.items()))


# Arrests a day and the goals
def test_the_line_is_every_whole_month_from_the_january_before_the_first_goals_year_and_no_part_of_one():
    of, months = pace._figure(FACTS), by_month()  # noqa: SLF001
    first = min(date.fromisoformat(row.date).year for row in told.goals_drawn(FACTS)) - 1
    due = [row for start, row in months.items() if start >= date(first, 1, 1)]
    drawn = of.rows["rows"]
    assert [row["per_day"] for row in drawn] == [row.per_day for row in due] and len(due) > 24
    for row, of_data in zip(drawn, due, strict=True):
        assert of_data.period_start.isoformat() < row["month"] < of_data.period_end.isoformat()
        assert row["text"] == f"{words.span(of_data.period_start, of_data.period_end)}: {of_data.per_day:,.0f} arrests a day."
    parts = [row for row in FACTS.rows("pace") if FACTS.series[row.series].line == "arrests" and row.period_type == "part_of_month"]
    assert parts and not {row.per_day for row in parts} & {row["per_day"] for row in drawn}, "part of a month is not drawn as the month"


def test_the_table_behind_the_line_holds_every_whole_month_the_newest_first():
    shown, months = pace._figure(FACTS).table(), by_month()  # noqa: SLF001
    assert list(shown["Month"]) == [words.span(row.period_start, row.period_end) for row in reversed(months.values())]
    for cells, row in zip(shown.to_dict("records"), reversed(months.values()), strict=True):
        assert cells["A day"] == f"{row.per_day:,.1f}" and cells["Source"] == row.source_id
        assert cells["Measure"] == FACTS.series[row.series].label
        events = by_hand.value(cells["Arrests"])
        assert events / days(row.period_start, row.period_end) == pytest.approx(row.per_day, rel=2e-3, abs=0.51)


def test_each_goal_is_drawn_from_the_day_it_was_stated_to_the_end_of_the_line():
    of = pace._figure(FACTS)  # noqa: SLF001
    stated = sorted((row for row in FACTS.goal_rows.values() if row.measure == "arrests" and row.per == "day" and row.on_chart == "yes"
                     and row.nature == "target" and row in goals.testable(FACTS)), key=lambda row: row.low)  # fmt: skip
    drawn, last = of.rows["goals"], max(by_month().values(), key=lambda row: row.period_end).period_end
    assert [(g["start"], g["low"], g["high"]) for g in drawn] == [(row.date, row.low, row.high) for row in stated] and len(stated) > 1
    for goal, row in zip(drawn, stated, strict=True):
        assert goal["end"] == (last + timedelta(1)).isoformat()
        amount, who, when = goal["name"].split("\n")
        assert amount.lower() == f"{words.bounded(row.bound, words.both_ends(row.low, row.high))} a day"
        assert who.lower() == row.short.lower() and when == words.loose_date(row.date) and goal["lines"] == 3
        assert row.label in of.numbers and goal["text"].startswith(row.label)


def test_the_day_a_term_began_is_named_where_it_begins_within_the_line():
    bands = pace._figure(FACTS).rows["offices"]  # noqa: SLF001
    for band in bands[1:]:
        assert band["name"].endswith(f"from {words.day(date.fromisoformat(band['start']))}")
    assert any("January 20, 2025" in band["name"] for band in bands) and "from" not in bands[0]["name"]


def test_the_article_s_figures_stand_in_their_days_and_keep_their_bound():
    rows = [row for row in FACTS.rows("side_by_side") if row.set == told.ARTICLE and "arrests_dhs_data_press@" in "".join(row.figure)]
    drawn = pace._figure(FACTS).rows["figures"]  # noqa: SLF001
    assert [square["per_day"] for square in drawn] == [FACTS.value(row.figure[0]) for row in rows] and len(rows) == 2
    for square, row in zip(drawn, rows, strict=True):
        start, end = re.search(r"@([\d-]+)\.\.([\d-]+)#", row.figure[0]).groups()
        assert start < square["start"] < end
        assert square["name"].startswith("fewer than " if row.below == "yes" else "about ")
        assert words.count(square["per_day"]) in square["name"]


def test_the_heading_says_the_first_month_that_reached_a_goal_or_the_last_month_s_share_of_it():
    months, text = by_month(), told.finding(FACTS)
    last = list(months.values())[-1]
    assert f"{words.span(last.period_start, last.period_end)} had {last.per_day:,.0f} a day" in text
    for row in told.goals_drawn(FACTS):
        named = f"{words.bounded(row.bound, words.both_ends(row.low, row.high))} a day"
        reached = [m for m in months.values() if m.period_end >= date.fromisoformat(row.date) and m.per_day >= row.low]
        if reached:
            of = f"{row.low:,.0f} a day, the lower end of a goal," if row.high > row.low else f"the goal of {named}"
            assert f"{of} in {words.span(reached[0].period_start, reached[0].period_end)}" in text
        else:
            assert f"{words.percent(last.per_day / row.low)} of the goal of {named}" in text


def test_a_goal_counts_as_reached_at_its_lower_end_and_not_before_it_was_stated(monkeypatch):
    months = told.months(FACTS)
    low, high = months["per_day"].min(), months["per_day"].max()
    goal = told.goals_drawn(FACTS)[0]
    for amount, said, reached in ((high, "2025-01-25", True), (high + 0.1, "2025-01-25", False), (low, "2026-12-31", False)):
        monkeypatch.setattr(told, "goals_drawn", lambda _, row=goal._replace(low=amount, high=amount, date=said): [row])
        assert told.finding(FACTS).startswith("ICE arrests first averaged") == reached


def test_months_that_reached_a_goal_are_counted_since_it_was_stated_where_others_did_not():
    text = told.how_often(FACTS)
    for goal in told.goals_drawn(FACTS):
        since = [m for m in by_month().values() if m.period_start >= date.fromisoformat(goal.date)]
        reached = [m for m in since if m.per_day >= goal.low]
        sentence = f"Of {len(since)} whole months since {words.loose_date(goal.date)}, {len(reached)} had at least {goal.low:,.0f} a day."
        assert (sentence in text) == (0 < len(reached) < len(since))
    assert text and told.said_of_the_line(FACTS).startswith(text)


def test_where_both_sources_of_the_line_exist_they_are_as_far_apart_as_is_said():
    told_of = re.search(r"For (.*) there is ICE's own count too, which is drawn: the two are ([\d.]+%) to ([\d.]+%) apart", told.note(FACTS))
    one, two = sorted((r for r in FACTS.series.values() if r.line == "arrests"), key=lambda r: r.line_order)[:2]
    months = {}
    for row in MONTHS:
        months.setdefault(row.period_start, {})[row.series] = row
    both = {start: rows for start, rows in months.items() if len(rows) == 2}
    apart = [abs(rows[two.series].value / rows[one.series].value - 1) for rows in both.values()]
    assert told_of and told_of.group(2, 3) == (f"{min(apart):.1%}", f"{max(apart):.1%}")
    assert told_of[1] == words.span(min(both), max(rows[one.series].period_end for rows in both.values()))
    assert all(by_month()[start] == rows[one.series] for start, rows in both.items())


def test_months_that_others_named_are_later_than_the_line_and_are_said_not_to_be_drawn():
    last = told.last_whole_month(FACTS).period_end
    named = [row for row in FACTS.rows("pace") if row.period_type == "month" and row.period_end > last
             and row.series in told.WHO_SAID]  # fmt: skip
    text = told.not_drawn(FACTS)
    assert named and text.startswith("Not drawn, since no records show it: ") and text in told.said_of_the_line(FACTS)
    for row in named:
        assert words.span(row.period_start, row.period_end) in text
        assert f"about {row.value:,.0f} ({told.WHO_SAID[row.series]}; by our division {words.rounded(row.per_day)} a day)" in text


def test_the_small_line_is_every_whole_month_from_zero_and_names_its_highest_before_the_large_one():
    drawn, months = pace._long(FACTS), by_month()  # noqa: SLF001
    points = [tuple(map(float, pair)) for pair in re.findall(r"([\d.]+)% ([\d.]+)%", drawn.split("polygon(")[1].split(")")[0])]
    assert len(points) == len(months) + 4 and points[0] == (0, 100) and points[-1] == (100, 100)
    top = max(row.per_day for row in months.values())
    for (x, y), row in zip(points[2:-2], months.values(), strict=True):
        assert y == pytest.approx(100 * (1 - row.per_day / top), abs=0.06) and 0 <= x <= 100
    large = told.months_drawn(FACTS)["period_start"].min()
    before = max((row for start, row in months.items() if start < large), key=lambda row: row.per_day)
    assert f"before {large.year} the highest is {words.span(before.period_start, before.period_end)}, with {before.per_day:,.0f} a day" in drawn


def test_years_named_under_a_small_line_do_not_touch():
    drawn = small_line.drawn("A line", [(0, 1.0), (100, 2.0)], {str(2000 + i): 4.0 * i for i in range(26)}, 100.0)
    places = [float(at) for at in re.findall(r'left:([\d.]+)%', drawn)]
    assert len(places) > 4 and all(b - a >= 100 * small_line.APART - 0.01 for a, b in zip(places, places[1:], strict=False))
    assert places[0] >= 100 * small_line.APART / 2 and places[-1] <= 100 - 100 * small_line.APART / 4


# Arrests by year
def test_a_calendar_year_is_the_sum_of_its_whole_months_and_whole_where_it_has_twelve():
    rows = counts.by_calendar_year(FACTS, "arrests")
    months: dict[int, list] = {}
    for start, row in by_month().items():
        months.setdefault(start.year, []).append(row)
    assert list(rows["year"]) == sorted(months)
    for row in rows.itertuples():
        of_year = months[row.year]
        assert row.value == sum(m.value for m in of_year) and row.days == sum(days(m.period_start, m.period_end) for m in of_year)
        assert row.whole == (len(of_year) == 12) and set(row.source_ids) == {m.source_id for m in of_year}


def test_the_calendar_year_with_the_most_a_day_is_named_with_its_number():
    rows = counts.by_calendar_year(FACTS, "arrests").query("whole")
    top = max(rows.itertuples(), key=lambda row: row.value / row.days)
    text, shown = told.calendar_years_told(FACTS), told.calendar_years(FACTS)
    assert f"{top.value:,.0f} arrests in {top.year}, or {top.value / top.days:,.0f} a day" in text
    assert list(shown["Calendar year"].astype(int)) == sorted(shown["Calendar year"].astype(int), reverse=True)
    assert (shown["Period"] == "whole year").sum() == len(rows)


def test_arrests_by_fiscal_year_are_counted_and_divided_by_the_days_of_each_year():
    rows = counts.yearly(FACTS, "ice_arrests")
    shown = record.yearly_table(rows, record.FISCAL_YEARS)
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


@pytest.mark.parametrize("name", told.SIDE_BY_SIDE)
def test_lines_side_by_side_hold_the_numbers_of_their_rows(name):
    rows = sorted((row for row in FACTS.rows("side_by_side") if row.set == name), key=lambda row: row.order)
    table = pace._side_by_side(FACTS, name)  # noqa: SLF001
    assert table.startswith(f"**{told.SIDE_BY_SIDE[name]}**") and table.count("\n|") == len(rows) + 2
    for row, line in zip(rows, told.side_by_side(FACTS, name), strict=True):
        assert line.label == row.label
        assert f"| {words.plain(line.label)} | {line.amount} | {line.share} |" in table
        if row.goal:
            ends = (end / 365 for end in (FACTS.goal_rows[row.goal].annual_low, FACTS.goal_rows[row.goal].annual_high))
            assert line.amount.removeprefix("about ") == words.bounded(FACTS.goal_rows[row.goal].bound, words.both_ends(*ends))
        else:
            numbers = [by_hand.value(part) for part in re.findall(r"\d[\d,]*", line.amount)]
            assert numbers == [pytest.approx(FACTS.value(figure), abs=0.5) for figure in row.figure]
        assert line.amount.startswith("fewer than ") == (row.below == "yes")
        assert line.amount.startswith("about ") == (row.rough == "yes" and row.below != "yes")


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
            assert row["text"] == f"{words.span(of_data.period_start, of_data.period_end)}: {of_data.per_day:,.0f} arrests{' a day' if kind == 'week' else ''}"
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
