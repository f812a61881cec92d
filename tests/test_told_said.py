"""What officials said: each goal on its line at its amount, beside the count of its own year and scope, or none."""

from __future__ import annotations

import math
import re

import pytest
from known import FACTS

from explainer import words
from explainer.page import officials
from explainer.records import beside, goals
from explainer.records.rows import GoalKind
from explainer.telling import goal as of_goal
from explainer.telling import said

KINDS = {row.kind: row for row in FACTS.rows(GoalKind) if said.charted(FACTS, row.kind)}
by_kind = pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)


def on_chart(kind) -> list:
    rows = sorted((row for row in FACTS.rows("goals") if row.kind == kind.kind), key=lambda row: row.date)
    return [row for row in rows if row.on_chart == "yes" and (row.measure in said.STOCKS or not math.isnan(row.annual_low))]


@by_kind
def test_each_goal_stands_at_its_amount_in_the_unit_it_was_stated_in(kind):
    drawn, rows = officials._figure(FACTS, kind).rows["rows"], on_chart(kind)
    top = max(max(line["high"], line["count"] or 0) for line in drawn)
    assert [row["order"] for row in drawn] == list(range(len(rows)))
    for line, row in zip(drawn, rows, strict=True):
        assert (line["low"], line["high"]) == (row.low, row.high)
        named, stated = line["name"].split(": ")
        assert words.bounded(row.bound, words.both_ends(row.low, row.high)) in stated
        assert stated.startswith(of_goal.NATURES[row.nature])
        assert stated.endswith(", per press") == (row.status == "reported_by_press")
        assert row.short.lower() in named.lower()
        years = re.findall(r"\d{4}", of_goal.was_for(row)) if of_goal.was_for(row).startswith("fiscal") else []
        assert not years or named.endswith(f", FY{years[0]}" + (f"-{years[-1][2:]}" if len(years) > 1 else ""))
        end = line["count"] or 0
        assert line["at"] == end or end < line["at"] == row.high < end + 0.15 * top, "the count stands at the end of its bar"
        assert line["align"] == ("right" if line["at"] > 0.6 * top else "left")


@by_kind
def test_goals_on_one_axis_are_all_a_day_or_all_not(kind):
    per_day = {row.per == "day" for row in on_chart(kind)}
    assert len(per_day) == 1 and (kind.unit == "a day") == per_day.pop()


@by_kind
def test_beside_a_goal_stands_the_count_of_its_year_and_scope_or_none(kind):
    for line, row in zip(officials._figure(FACTS, kind).rows["rows"], on_chart(kind), strict=True):
        found = beside.count(FACTS, row.goal)
        assert line["count"] == (found.value if found else None)
        if found is None:
            assert (line["counted"], line["count_text"]) == ("no count", "")
            continue
        number = words.about(found.value) if found.rough else words.count(found.value)
        assert line["counted"].startswith(f"counted {number}") and number in line["count_text"]
        assert line["who"] == ("record" if found.whole else "faint")
        assert found.whole or words.day(found.end) in line["counted"]
        assert set(found.source_ids) <= set(officials._figure(FACTS, kind).sources)


def test_a_goal_for_fiscal_2010_stands_beside_fiscal_2010_and_a_year_by_a_broader_rule_is_called_so():
    lines = {line["name"].split(": ")[0]: line for line in officials._figure(FACTS, KINDS["removals"]).rows["rows"]}
    assert lines["James Chaparro, FY2010"]["counted"] == "counted 392,862"
    assert lines["ICE target, FY2025"]["counted"] == "counted 442,637, broader than in 2024"
    assert lines["ICE target, FY2024"]["counted"] == "counted 271,484"


@by_kind
def test_the_heading_counts_the_goals_by_their_nature(kind):
    text, rows = said.finding(FACTS, kind), on_chart(kind)
    for nature, name in of_goal.NATURES.items():
        number = sum(row.nature == nature for row in rows)
        first, *rest = name.split(" ")
        plural = " ".join([f"{first}s", *rest])
        assert not number or f"{said.IN_WORDS[number]} {plural if number > 1 else name}" in text
        assert number or name not in text
    assert text.endswith(rows[-1].date[:4]) and rows[0].date[:4] in text
    assert text.startswith(f"Officials on {words.lower_first(kind.label)}: ")


@by_kind
def test_goals_reached_are_those_whose_count_came_to_their_lower_end(kind):
    pairs = [(row, beside.count(FACTS, row.goal)) for row in on_chart(kind)]
    whole = [(row, count) for row, count in pairs if count and count.whole]
    text = said.held(FACTS, kind.kind)
    if not whole:
        assert text == ""
        return
    reached = sum(count.value >= row.low for row, count in whole)
    of = f"{len(whole)} of {words.many(len(pairs), 'line')}"
    assert text.startswith(f"Counted for the whole period: {of}; the count came to the stated number in {reached or 'none'}.")
    none, parts = sum(count is None for _, count in pairs), sum(bool(count) and not count.whole for _, count in pairs)
    assert (f"Counted for a part of it: {parts}." in text) == bool(parts)
    assert (f"Not counted: {none}; the list below says why." in text) == bool(none)


@by_kind
def test_every_goal_of_a_kind_is_in_the_table_and_in_the_list_with_its_count(kind):
    every = goals.of_kind(FACTS, kind.kind)
    shown = officials._figure(FACTS, kind).table()
    assert list(shown["Row"]) == [row.goal for row in every] and list(shown["Goal"]) == [row.label for row in every]
    for line, row in zip(officials._every(FACTS, kind.kind).split("\n"), every, strict=True):
        assert ("Not charted" in line) == (row not in on_chart(kind))
        assert words.plain(said.counted_beside(FACTS, row.goal)).rstrip(".") in line
        assert (row.dated or words.loose_date(row.date)) in line


def test_why_a_goal_is_not_drawn_is_so():
    for row in FACTS.rows("goals"):
        why = said.why_not(row)
        assert ("no period" in why) <= (row.for_start is None) and ("denial" in why) == (row.status == "denied")
        assert ("no number" in why) <= math.isnan(row.low) and ("first report" in why) <= (row.status == "reported_second_hand")
