"""What the parts behind doors say is worked out again: two settings at once, recorded years, other estimates, the lesson, sources."""

from __future__ import annotations

import math
import re

import by_hand
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from known import FACTS
from page import opened
from strategies import reader_settings

from explainer import words
from explainer.draw import figure as draw_figure
from explainer.model import backwards, fast_start, steps
from explainer.model.steps import Scenario
from explainer.page import january, outside, recorded, two
from explainer.records import goals, past
from explainer.records.rows import Benchmark

STARTS = {start: Scenario(**values) for start, values in FACTS.starts.items()}
TESTED = {row.goal: goals.from_row(row) for row in goals.testable(FACTS)}
some = pytest.mark.parametrize("s", STARTS.values(), ids=STARTS)


@pytest.fixture
def drawn(monkeypatch) -> list[draw_figure.Figure]:
    """Figures that a part draws, caught on their way."""
    found: list[draw_figure.Figure] = []
    for module in (recorded, two):
        monkeypatch.setattr(module, "figure", lambda facts, of, link: found.append(of))
    return found


def needed(s: Scenario, goal: goals.Goal) -> float:
    """Arrests a year that a goal needs at these settings."""
    return goal.low if goal.measure == "arrests" else max(0.0, (goal.low - s.border_removals) / s.removed_share)


def test_where_the_goal_takes_no_arrest_there_is_no_line_and_no_name(drawn, reading):
    goal = FACTS.about["default_goal"]
    two.show(reading(steps.changed(STARTS["latest"], border_removals=TESTED[goal].low), goal=goal))
    (name,) = drawn[0].rows["names"]
    assert drawn[0].rows["lines"] == [] and (name["rate"], name["text"]) == (0.0, "")


def test_what_lies_at_the_charts_upper_end_is_drawn_and_what_lies_above_is_counted(drawn, reading, monkeypatch):
    monkeypatch.setattr(past, "rated_years", lambda *_: [past.RatedYear(2001, 5000.0, 1.0), past.RatedYear(2002, 5000.0, 1.01)])
    monkeypatch.setattr(backwards, "rate_for", lambda s, officers, wanted: 1.0)
    two.show(reading(STARTS["latest"]))
    dots = [dot["rate"] for dot in drawn[0].rows["dots"] if dot["who"] != "yours"]
    assert dots == [1.0] and "Recorded years above the chart: 1." in drawn[0].key
    assert {point["rate"] for point in drawn[0].rows["lines"]} == {1.0}


@some
@pytest.mark.parametrize("goal", [goal for goal in TESTED if TESTED[goal].scope in ("ICE", "not_stated")][:4])
def test_each_point_of_the_goals_line_gives_the_goal_and_dots_are_the_tables(s, goal, drawn, reading):
    two.show(reading(s, goal=goal))
    (of,), arrests = drawn, needed(s, TESTED[goal])
    line, (name,) = of.rows["lines"], of.rows["names"]
    assert bool(line) == bool(arrests and name["text"])
    for point in line:
        at = steps.changed(s, officers=point["officers"], arrests_per_officer_day=point["rate"])
        assert steps.run(at).arrests_per_year == pytest.approx(arrests, rel=1e-9) and point["rate"] <= 1
    officers = [point["officers"] for point in line]
    assert officers == sorted(officers)
    years = past.rated_years(FACTS, s)
    enough = backwards.need(s, "officers", TESTED[goal].low, TESTED[goal].measure).value
    reaches = [s.officers * 1.2, *(year.officers * 2 for year in years), min((enough or 0) * 1.1, FACTS.knobs["officers"].high)]
    assert name["officers"] == pytest.approx(max(reaches)), "the map holds the reader's officers, recorded years and the goal's"
    if line:
        assert (name["officers"], name["rate"], name["text"]) == (pytest.approx(officers[-1]), line[-1]["rate"], "goal")
    table = of.table().to_dict("records")
    dots = {dot["tip"]: dot for dot in of.rows["dots"]}
    assert len(table) == len(years) + 1 and table[-1]["Year"] == "Yours"
    assert (dots["yours"]["officers"], dots["yours"]["rate"], dots["yours"]["who"]) == (s.officers, s.arrests_per_officer_day, "yours")
    inside = [cells for cells in table[:-1] if float(cells["Arrests per field officer and day"]) <= 1]
    assert len(dots) == len(inside) + 1
    for cells in table[:-1]:
        counted = next(year for year in past.years_in_range(FACTS) if f"Fiscal {year.fiscal_year}" == cells["Year"])
        rate = counted.arrests / (counted.officers * s.arrest_share * steps.run(s).work_days)
        assert cells["Officers employed"] == f"{counted.officers:,.0f}" and cells["Arrests per field officer and day"] == f"{rate:.3f}"
        if cells in inside:
            tip = f"{cells['Year']}: {cells['Officers employed']} officers, {cells['Arrests per field officer and day']}"
            assert dots[tip]["officers"] == counted.officers and dots[tip]["rate"] == pytest.approx(rate) and dots[tip]["who"] == "record"
    rates = [year.rate for year in years]
    assert f"between {min(rates):.2f} and {max(rates):.2f}" in of.numbers
    named = {dot["label"] for dot in of.rows["dots"] if dot["label"]}
    ends = (min(years, key=lambda y: y.rate), max((y for y in years if y.rate <= 1), key=lambda y: y.rate))
    assert named == {"yours", *(f"FY{year.fiscal_year}" for year in ends)}
    assert ("counts your officers from other agencies" in of.key) == (s.borrowed > 0)
    assert ("above the chart" in of.key) == (len(inside) < len(years))


@given(reader_settings, st.floats(0, 3e6) | st.none() | st.just(0.0))
def test_the_rate_that_a_goal_needs_is_said_with_the_readers_own(s, arrests):
    text = two.finding(s, arrests)
    days = steps.run(s).field_officers * steps.run(s).work_days
    if arrests is None:
        assert "no arrest ends in a removal" in text
    elif arrests == 0:
        assert "the border alone meet it" in text
    elif days == 0:
        assert text.startswith("With nobody making arrests")
    else:
        told = re.fullmatch(r"With ([\d,]+) officers the goal needs ([\d.]+) arrests per field day; you set ([\d.]+)", text)
        assert told and by_hand.value(told[1]) == pytest.approx(s.officers, abs=0.5)
        assert float(told[2]) == pytest.approx(arrests / days, abs=0.00501, rel=1e-9)
        assert float(told[3]) == pytest.approx(s.arrests_per_officer_day, abs=0.00501)


@some
def test_dots_of_recorded_years_are_the_readers_staffing_at_the_rates_of_each(s, drawn, reading):
    recorded.in_range(reading(s))
    (of,), table = drawn, drawn[0].table().to_dict("records")
    since = [row for row in FACTS.rows("starts") if row.in_range == "yes"]
    counted = past.years_in_range(FACTS)
    assert [cells["At the rates of"] for cells in table] == [f"FY{y.fiscal_year}" for y in counted] + [row.label for row in since]
    days = FACTS.base["days_per_week"] * 365 / 7 - FACTS.base["days_off"]
    rates = [(y.arrests / (y.officers * FACTS.base["arrest_share"] * days), y.interior_removals / y.arrests) for y in counted]
    rates += [(FACTS.starts[row.start]["arrests_per_officer_day"], FACTS.starts[row.start]["removed_share"]) for row in since]
    field = steps.run(s).field_officers * steps.run(s).work_days
    removals = [field * rate * share + s.border_removals for rate, share in rates]
    assert [dot["value"] for dot in of.rows["rows"]] == pytest.approx(removals)
    for cells, dot, (rate, _) in zip(table, of.rows["rows"], rates, strict=True):
        assert by_hand.fits(cells["Arrests a day"], field * rate / 365)
        shown = cells["Removals a year that arrests allow"]
        assert by_hand.fits(shown, dot["value"]) and dot["tip"] == f"{cells['At the rates of']}: {shown}"
    low, middle, high = (name["text"].split("\n") for name in of.rows["names"])
    ordered = sorted(dot["value"] for dot in of.rows["rows"])
    assert [name["value"] for name in of.rows["names"]] == [ordered[0], ordered[(len(ordered) - 1) // 2], ordered[-1]]
    assert f"{low[1]} ({low[0]}) to {high[1]} ({high[0]}) removals a year" in of.finding and f"middle {middle[1]} ({middle[0]})" in of.numbers
    assert f"rates of {counted[0].fiscal_year} to {counted[-1].fiscal_year} and since" in of.finding and of.key.startswith(f"{len(table)} dots")
    assert of.rows["yours"] == [{"value": steps.run(s).arrests}]
    yours = re.search(r"Upright line: yours, ([\d,.]+)\.", of.key)
    assert yours and by_hand.fits(yours[1], steps.run(s).arrests)
    assert (" limit the total to " in of.key) == ("arrests" not in steps.run(s).limited_by)
    assert f"Yours: {yours[1]}." in of.numbers


def by_ourselves(s: Scenario, beside: str, goal: float) -> float | None:
    """Our quantity beside an outside estimate, by hand."""
    field_days = steps.run(s).work_days * s.arrests_per_officer_day
    officers = ((goal - s.border_removals) / s.removed_share / field_days - s.borrowed * s.borrowed_output) / s.arrest_share
    return {
        "removals_per_bed_year": s.removals_per_bed_year,
        "removals_by_air_a_month": s.flights_per_month * s.passengers_per_flight,
        "field_officers": max(0.0, officers) * s.arrest_share + s.borrowed * s.borrowed_output,
        "beds": goal / s.removals_per_bed_year,
        "flights_per_month": goal * s.share_by_air / 12 / s.passengers_per_flight,
        "judges": (goal - s.outstanding_orders_used) * (1 - s.share_without_hearing) / s.orders_per_judge_year,
    }[beside]


@settings(max_examples=30)
@given(st.sampled_from(list(STARTS.values())), st.floats(5_000, 120_000))
def test_our_number_beside_another_estimate_is_that_of_the_same_amount_at_the_readers_settings(s, officers):
    s, amount = steps.changed(s, officers=officers), FACTS.about["benchmark_goal"]
    together = backwards.all_together(s, amount)
    for row in FACTS.rows(Benchmark):
        cells = outside._outside_row(s, together, row)  # noqa: SLF001
        assert cells["Author"] == f"{row.author}, {row.year} ({row.author_kind})" and cells["Estimate"].startswith(f"{row.quantity}: ")
        assert by_hand.value(re.search(r": (?:[a-z ]+ )?([\d.,]+\d|\d) ", cells["Estimate"][len(row.quantity) :])[1]) == pytest.approx(row.value, abs=0.00501)
        if row.beside:
            exact = by_ourselves(s, row.beside, amount)
            told, _, label = cells["Ours"].partition(" ")
            assert by_hand.fits(told, abs(exact)), row.beside
            assert label == outside.OURS_LABEL[row.beside]


def test_an_estimate_that_is_a_bound_keeps_it():
    bounded = [row for row in FACTS.rows(Benchmark) if row.bound]
    assert len(bounded) >= 4
    for row in bounded:
        assert f"{row.quantity}: {words.BOUNDS[row.bound]}" in outside._estimate(row)  # noqa: SLF001


@pytest.mark.parametrize("beside", [True, False])
def test_each_estimate_is_explained_once(beside):
    lines, rows = outside._why(FACTS, beside).split("\n"), [row for row in FACTS.rows(Benchmark) if bool(row.beside) == beside]  # noqa: SLF001
    for line, row in zip(lines, rows, strict=True):
        assert words.plain(row.why) in line and words.plain(row.assumption) in line and words.plain(row.quantity) in line


def test_without_an_answer_no_number_of_ours_is_given():
    s = steps.changed(STARTS["latest"], arrests_per_officer_day=0.0)
    together = backwards.all_together(s, FACTS.about["benchmark_goal"])
    for row in FACTS.rows(Benchmark):
        if row.beside == "field_officers":
            assert outside._outside_row(s, together, row)["Ours"] == "no number would do"  # noqa: SLF001
    assert math.isinf(by_hand.value("no limit"))


def test_estimates_with_a_number_of_ours_stand_before_those_of_other_kinds():
    told = next(m.value for m in opened(open="outside").markdown if "**Estimates of other kinds**" in m.value)
    first, others = told.split("**Estimates of other kinds**")
    for row in FACTS.rows(Benchmark):
        assert words.plain(row.quantity) in (first if row.beside else others.split("**Sources**")[0])


def test_the_days_of_early_2025_are_at_the_articles_pace_until_the_readers_own_is_chosen():
    page = opened(open="faststart", officers="3000")
    own = Scenario(**FACTS.defaults | {"officers": 3000.0})
    for s in (january.of_the_article(FACTS, own), own):
        assert any(told.value == january.finding(fast_start.fast_start(s)) for told in page.subheader)
        next(b for b in page.get("button_group") if b.key == "pace-of").select("yours").run()
