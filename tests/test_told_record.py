"""What is said of the record is counted again from its rows: years passed, highest years, shares side by side, past years."""

from __future__ import annotations

import re

import by_hand
import pytest

from explainer import words
from explainer.page import counted
from explainer.records import counts, door, goals
from explainer.telling import goal as of_goal
from explainer.telling import pace, past_years, record

FACTS = door.load()
TESTED = {row.goal: goals.from_row(row) for row in goals.testable(FACTS)}
IN_REMOVALS = [goal for goal, of in TESTED.items() if of.measure == "removals"]
DEFINITIONS = list(FACTS.definition_rows)
both = pytest.mark.parametrize("definition", DEFINITIONS)


@pytest.mark.parametrize("goal", IN_REMOVALS)
def test_the_years_that_passed_a_goal_are_counted_right(goal):
    of, text = TESTED[goal], record.passed(FACTS, TESTED[goal])
    like, _, unlike = text.partition(" Counts of ")
    for definition in DEFINITIONS:
        row, table = FACTS.definition_rows[definition], counts.under_definition(FACTS, definition)
        whole = table[table["whole"]]
        many = int((whole["value"] >= of.low).sum())
        told = f"{many} of {len(whole)} fiscal years" if many else "no whole fiscal year"
        stands = of.scope == "not_stated" or of.scope in row.scopes
        assert f"{told} as {row.short} (since {whole['fiscal_year'].min()})" in (like if stands else unlike)
    assert words.count(of.low) in text


@both
def test_the_highest_year_is_the_highest_whole_year(definition):
    table = counts.under_definition(FACTS, definition)
    whole = table[table["whole"]]
    top = whole.loc[whole["value"].idxmax()]
    text = record.finding(FACTS, definition)
    assert f"the highest year is fiscal {top['fiscal_year']}, " in text
    assert words.count(top["value"]) in text or words.about(top["value"]) in text
    numbers = record.numbers(FACTS, definition)
    for of in (whole.iloc[0], whole.iloc[-1]):
        assert f"{words.count(of['value'])} in {of['fiscal_year']}" in numbers


@both
def test_a_count_is_said_to_end_where_its_last_row_ends(definition):
    table = counts.under_definition(FACTS, definition)
    assert f"The count ends on {words.day(table['period_end'].max())}." in record.reach(FACTS, definition)


def test_the_opening_names_recorded_numbers():
    told = record.counted(FACTS)
    table = counts.under_definition(FACTS, "ice_removals")
    for number, year in re.findall(r"([\d,]+)(?: removals)? in fiscal (\d{4})", told):
        assert by_hand.value(number) == table[table["fiscal_year"] == int(year)]["value"].iloc[0]
    part = table[~table["whole"]].iloc[-1]
    if f"counted {words.count(part['value'])}" in told:
        days = (part["period_end"] - part["period_start"]).days + 1
        assert f"or {part['value'] / days:,.0f} a day" in told
    assert words.count(max(of.low for of in TESTED.values() if of.measure == "removals")) in record.question(FACTS)


@both
def test_the_bars_of_the_chart_are_the_rows_of_its_table(definition):
    still = counted._still(FACTS, definition)  # noqa: SLF001
    bars, shown = still["rows"], counts.under_definition(FACTS, definition)
    rows = bars.to_pylist() if hasattr(bars, "to_pylist") else bars
    assert [(bar["start"], bar["value"]) for bar in rows] == [
        (row.period_start.isoformat(), row.value) for row in shown.itertuples()
    ]
    assert [bar["who"] for bar in rows] == ["record" if whole else "faint" for whole in shown["whole"]]


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


@pytest.mark.parametrize("goal", TESTED)
@both
def test_a_goal_is_drawn_beside_counts_of_its_own_kind_and_scope(goal, definition):
    of, row = TESTED[goal], FACTS.definition_rows[definition]
    if of.measure == "arrests":
        assert record.goal_line(FACTS, of, definition) == (of.scope in ("ICE", "not_stated"))
    else:
        assert record.goal_line(FACTS, of, definition) == (of.scope == "not_stated" or of.scope in row.scopes)
    drawn = record.goal_line(FACTS, of, definition) and of.measure == "removals"
    assert ("Dashed line: the goal." in record.key(FACTS, of, definition)) == drawn
    assert bool(of_goal.no_count(FACTS, of, definition)) != drawn


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
        assert share.startswith("at most ") == line.amount.startswith("fewer than "), "a bound gives a bound"
        if later:
            other, _, part = later.partition(": ")
            assert ends(part)[0] == pytest.approx(max(own) / ends(other)[0] * 100, abs=0.6), line
        assert shares[0] == pytest.approx(min(own) / max(goal) * 100, abs=0.6), line
        assert shares[-1] == pytest.approx(max(own) / min(goal) * 100, abs=0.6), line


@pytest.mark.parametrize("goal", TESTED)
def test_a_goal_in_words_has_its_number_in_its_own_unit_and_the_other(goal):
    of, text = TESTED[goal], of_goal.both_periods(TESTED[goal])
    days = 365 if of.measure == "arrests" else 1
    own, other = text.split(", or ")
    assert ends(own) == [round(end) for end in dict.fromkeys((of.low / days, of.high / days))]
    times = 1 if of.measure == "arrests" else 1 / 365
    assert ends(other.split(" (x")[0]) == [round(end * times) for end in dict.fromkeys((of.low, of.high))]


def errors(measure: str, name: str) -> list[float]:
    tried = [t for t in past_years.trials(FACTS) if not (t.arrests_calculated if measure == "arrests" else t.worked_out)]
    return [abs(getattr(t, f"{measure}_{name}") / getattr(t, measure) - 1) for t in tried]


def mean(of: list[float]) -> float:
    return sum(of) / len(of)


@pytest.mark.parametrize("measure", ["arrests", "removals"])
def test_errors_of_past_years_and_the_words_that_compare_them_are_right(measure):
    model, plain = mean(errors(measure, "model")), mean(errors(measure, "last_year"))
    text = past_years.compared(FACTS, measure)
    told = re.fullmatch(rf"{measure.capitalize()}: average error ([\d.]+%), (.*) assuming last year's number \(([\d.]+%)\)", text)
    assert told and abs(by_hand.value(told[1]) - model) <= 0.005 and abs(by_hand.value(told[3]) - plain) <= 0.005
    assert told[2] == ("closer than" if model < 0.95 * plain else "no better than")
    follows = past_years.what_follows(FACTS)
    helped = re.search(rf"(helped|did not help) to predict {measure}", follows)
    assert helped and helped[1] == ("helped" if model < 0.95 * plain else "did not help")
    assert f"{words.percent(model)}" in follows and f"{words.percent(plain)}" in follows


def test_the_caution_beside_the_sliders_says_what_the_trial_found():
    helped = mean(errors("arrests", "model")) < 0.95 * mean(errors("arrests", "last_year"))
    assert ("did not help" in past_years.caution(FACTS)) != helped


def test_the_highest_month_is_the_highest():
    line = counts.line_by_month(FACTS, pace.LINE)
    whole = line[line["whole"]]
    assert f"{whole['per_day'].max():,.0f} a day" in pace.finding(FACTS)
    assert all(words.both_ends(row.low, row.high) in pace.finding(FACTS) for row in pace.goals_drawn(FACTS))


def test_the_caution_counts_the_years_with_officers_of_their_own():
    tried = [t for t in past_years.trials(FACTS) if not t.arrests_calculated]
    new = sum(not t.same_officers for t in tried)
    assert f"{new} of these {len(tried)} years have a new officer count" in past_years.caution(FACTS)
    assert f"({new} of {len(tried)} newly counted)" in past_years.given(FACTS)
