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
from strategies import STARTS, STATED, reader_settings, unshared

from explainer import words
from explainer.draw import figure as draw_figure
from explainer.model import backwards, fast_start, steps
from explainer.model.steps import Scenario
from explainer.page import january, outside, recorded, two
from explainer.records import goals, past
from explainer.records.rows import Benchmark

some = pytest.mark.parametrize("s", STARTS.values(), ids=STARTS)


@pytest.fixture
def drawn(monkeypatch) -> list[draw_figure.Figure]:
    """Figures that a part draws, caught on their way."""
    found: list[draw_figure.Figure] = []
    for module in (recorded, two):
        monkeypatch.setattr(module, "figure", lambda facts, of, link: found.append(of))
    return found


def mapped(reading, s: Scenario, goal: str, across: str = "officers", up: str = "arrests_per_officer_day") -> None:
    """Draw the map of two settings."""
    r = reading(s, goal=goal)
    two._map(r, two.axis(r, across), two.axis(r, up))  # noqa: SLF001


BIG = {"beds": 1e6, "flights_per_month": 1e4, "judges": 2e4}  # no limit but arrests


def test_where_the_goal_takes_no_arrest_there_is_no_line_and_no_name(drawn, reading):
    goal = FACTS.about["default_goal"]
    mapped(reading, steps.changed(unshared(STARTS["latest"]), border_removals=STATED[goal].low, **BIG), goal)
    assert drawn[0].rows["line"] == drawn[0].rows["names"] == [] and drawn[0].finding == "Your settings meet the goal"
    assert "line:" not in drawn[0].key


def test_what_lies_at_the_charts_end_is_drawn_and_what_lies_beyond_is_counted(drawn, reading, monkeypatch):
    high = FACTS.knobs["arrests_per_officer_day"].high
    monkeypatch.setattr(past, "rated_years", lambda *_: [past.RatedYear(2001, 5000.0, high), past.RatedYear(2002, 5000.0, high * 1.01)])
    mapped(reading, STARTS["latest"], FACTS.about["default_goal"])
    dots = [dot["y"] for dot in drawn[0].rows["dots"] if dot["who"] != "yours"]
    assert dots == [high] and "1 recorded year beyond the scale." in drawn[0].key


@some
@pytest.mark.parametrize("goal", [goal for goal in STATED if STATED[goal].scope in ("ICE", "not_stated")][:4])
@pytest.mark.parametrize("more", [{}, BIG], ids=["held", "free"])
def test_the_map_of_two_settings_is_the_models_and_dots_are_the_tables(s, goal, more, drawn, reading):
    s, of_goal = steps.changed(s, **more), STATED[goal]
    mapped(reading, s, goal)
    (of,), out = drawn, steps.run(s)
    line, names = of.rows["line"], of.rows["names"]
    held = [name for name, value in out.limits.items() if name != "arrests" and value < of_goal.low * (1 - 1e-9)] if of_goal.measure == "removals" else []
    assert {point["who"] for point in line} <= {"faint" if held else "goal"}
    for point in line:
        at = steps.run(steps.changed(s, officers=point["x"], arrests_per_officer_day=point["y"]))
        got = at.arrests_per_year if of_goal.measure == "arrests" else at.arrests
        assert got == pytest.approx(of_goal.low, rel=1e-9)
        assert bool(held) == (needs_said(at, of_goal) < of_goal.low * (1 - 1e-8))
    assert [name["text"] for name in names] == (["goal, by these two alone" if held else "goal"] if line else [])
    assert not line or (names[0]["x"], names[0]["y"]) == (line[-1]["x"], line[-1]["y"])
    assert ("Pale line" in of.key, "Dashed line" in of.key) == (bool(line and held), bool(line and not held))
    assert not held or all(steps.LIMITS[name].lower() in of.key or not line for name in held)
    low, high = of.rows["ends"]
    for end, knob in (("x", "officers"), ("y", "arrests_per_officer_day")):
        row = FACTS.knobs[knob]
        assert (low[end], high[end]) == (min(row.low, getattr(s, knob)), max(row.high, getattr(s, knob))), "the axes are the sliders'"
        assert low[f"{end}_title"] == row.label and low[f"{end}_style"] == high[f"{end}_style"] == row.style
    dots = [dot for dot in of.rows["dots"] if dot["who"] == "record"]
    (own,) = (dot for dot in of.rows["dots"] if dot["who"] == "yours")
    assert (own["x"], own["y"], own["label"]) == (s.officers, s.arrests_per_officer_day, "yours")
    table = of.table().to_dict("records")
    counted = {f"Fiscal {year.fiscal_year}": year for year in past.years_in_range(FACTS)}
    assert [cells[""] for cells in table] == ["Goal"] * len(line) + list(counted) + ["Yours"]
    rates = {name: y.arrests / (y.officers * s.arrest_share * out.work_days) for name, y in counted.items()}
    inside = {name: rate for name, rate in rates.items() if rate <= high["y"]}
    assert {dot["tip"].split(":")[0]: (dot["x"], pytest.approx(dot["y"])) for dot in dots} == {
        name: (counted[name].officers, rate) for name, rate in inside.items()
    }
    assert {dot["label"] for dot in dots} - {""} == {name.replace("Fiscal ", "FY") for name in (min(inside, key=inside.get), max(inside, key=inside.get))}
    assert ("counts your officers from other agencies" in of.key) == (s.borrowed > 0)
    assert ("beyond the scale" in of.key) == (len(inside) < len(rates))


def needs_said(out: steps.Outcome, goal: goals.Goal) -> float:
    return out.removals_per_year if goal.measure == "removals" else out.arrests_per_year


@given(reader_settings, st.permutations(backwards.knobs("removals")))
def test_what_the_goal_takes_of_one_setting_at_the_others_value_is_said(reading, s, knobs):
    across, up, *_ = knobs
    r, goal = reading(s), STATED[FACTS.about["default_goal"]]
    text, row = two.finding(r, two.axis(r, across), two.axis(r, up)), FACTS.knobs[up]
    need, out = backwards.need(s, up, goal.low), steps.run(s)
    if text.startswith("Whatever these two are"):
        held = {backwards.limit_of(across), backwards.limit_of(up)}
        name = next(name for name, label in steps.LIMITS.items() if f", {label.lower()} hold the total at" in text)
        told = re.search(r"at (?:about )?([\d,.]+\d|\d)( or less)?$", text)
        assert name not in held and getattr(out, name) < goal.low and told and by_hand.fits(told[1], getattr(out, name))
    elif text == "Your settings meet the goal":
        assert out.removals_per_year >= goal.low * (1 - 1e-9)
    else:
        assert text.startswith(f"With “{words.lower_first(FACTS.knobs[across].label)}” at {words.knob_value(FACTS.knobs[across].style, getattr(s, across))}, ")
        set_so = steps.run(steps.changed(s, **{up: need.value})).removals_per_year if need.alone is not None else 0.0
        assert ("no value of" in text) == (set_so < goal.low * (1 - 1e-9))
        if "no value of" not in text:
            assert f"” of about {words.knob_value(row.style, need.value)}; yours" in text
            assert text.endswith(f"; yours is {words.knob_value(row.style, getattr(s, up))}")


@pytest.mark.parametrize(("goal", "first"), [("T2-29", "removals"), ("OB-01", "arrests")])
def test_the_reader_chooses_both_settings_and_never_one_twice(goal, first):
    goal = goal if goal in STATED and STATED[goal].measure == first else next(g for g in STATED if STATED[g].measure == first and STATED[g].scope == "ICE")
    page = opened(open="two", goal=goal)
    chosen = {box.label: box for box in page.selectbox if box.label in ("Across", "Upward")}
    assert [box.value for box in chosen.values()] == list(two.RECORDED)
    assert len(chosen["Across"].options) == len(chosen["Upward"].options) + 1 == len(backwards.knobs(first))
    chosen["Across"].set_value("arrests_per_officer_day").run()
    chosen = {box.label: box for box in page.selectbox if box.label in ("Across", "Upward")}
    assert chosen["Across"].value == "arrests_per_officer_day" != chosen["Upward"].value


def test_recorded_years_stand_on_the_map_of_the_two_settings_that_have_them(drawn, reading):
    mapped(reading, STARTS["latest"], FACTS.about["default_goal"], "beds", "officers")
    mapped(reading, STARTS["latest"], FACTS.about["default_goal"], "arrests_per_officer_day", "officers")
    assert [dot["who"] for dot in drawn[0].rows["dots"]] == ["yours"] and "Dots" not in drawn[0].key
    turned = [dot for dot in drawn[1].rows["dots"] if dot["who"] == "record"]
    assert turned and all(dot["y"] > 1000 > dot["x"] for dot in turned)


@some
def test_dots_of_recorded_years_are_the_readers_staffing_at_the_rates_of_each(s, drawn, reading):
    s = unshared(s)
    recorded.in_range(reading(s))
    (of,), table = drawn, drawn[0].table().to_dict("records")
    counted = past.years_in_range(FACTS)
    assert [cells["At the rates of"] for cells in table] == [f"FY{y.fiscal_year}" for y in counted]
    days = FACTS.base["days_per_week"] * 365 / 7 - FACTS.base["days_off"]
    rates = [(y.arrests / (y.officers * FACTS.base["arrest_share"] * days), y.interior_removals / y.arrests) for y in counted]
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
    assert f"rates of {counted[0].fiscal_year} to {counted[-1].fiscal_year}, arrests" in of.finding and of.key.startswith(f"{len(table)} dots")
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
    s, amount = steps.changed(unshared(s), officers=officers), FACTS.about["benchmark_goal"]
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
