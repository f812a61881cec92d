"""What is said of the record is counted again from its rows: years passed, highest years, shares side by side, past years."""

from __future__ import annotations

import re

import by_hand
import pytest
from known import FACTS

from explainer import words
from explainer.page import counted
from explainer.records import counts, goals, past
from explainer.telling import goal as of_goal
from explainer.telling import pace, past_years, record

TESTED = {row.goal: goals.from_row(row) for row in goals.testable(FACTS)}
IN_REMOVALS = [goal for goal, of in TESTED.items() if of.measure == "removals"]
DEFINITIONS = list(FACTS.definition_rows)
both = pytest.mark.parametrize("definition", DEFINITIONS)


@pytest.mark.parametrize("goal", IN_REMOVALS)
def test_the_years_that_passed_a_goal_are_counted_right(goal):
    of, text = TESTED[goal], record.passed(FACTS, TESTED[goal])
    like, _, unlike = text.partition(" Counts of ")
    if unlike:  # whose counts they are: the goal of ICE has those of all of DHS beside it, another goal those of ICE
        assert unlike.startswith("all of DHS, which includes ICE, reached" if of.scope == "ICE" else "ICE alone reached")
    for definition in DEFINITIONS:
        row, table = FACTS.definition_rows[definition], counts.under_definition(FACTS, definition)
        whole = table[table["whole"]]
        many = int((whole["value"] >= of.low).sum())
        told = f"{many} of {len(whole)} fiscal years" if many else "no whole fiscal year"
        stands = of.scope == "not_stated" or of.scope in row.scopes
        assert f"{told} as {row.short} ({whole['fiscal_year'].min()} to {whole['fiscal_year'].max()})" in (like if stands else unlike)
    assert words.count(of.low) in text


@both
def test_the_highest_year_is_the_highest_whole_year(definition):
    table = counts.under_definition(FACTS, definition)
    whole = table[table["whole"]]
    top = whole.loc[whole["value"].idxmax()]
    text = record.finding(FACTS, definition)
    assert f"the highest year is fiscal {top['fiscal_year']}, " in text
    assert words.count(top["value"]) in text or words.about(top["value"]) in text
    after = text.split(f"fiscal {top['fiscal_year']}, ")[1]
    assert after.startswith("about ") == bool(top["rough"])
    assert after.removeprefix("about ").startswith(words.rounded(top["value"]) if top["rough"] else words.count(top["value"]))
    if "before that" in text:
        before, highest = counts.highest_by_rule(FACTS)
        assert definition == "ice_removals" and before.fiscal_year < highest.fiscal_year == top["fiscal_year"]
        assert f"broader definition; before that, fiscal {before.fiscal_year}, {words.count(before.value)}" in text
    assert ("before that" in text) == (definition == "ice_removals")
    numbers = record.numbers(FACTS, definition)
    parts = table[~table["whole"]]
    assert numbers.count(" from ") == len(parts) + 1
    for row in parts.itertuples():
        assert f"{words.count(row.value)} from {words.span(row.period_start, row.period_end)}" in numbers
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


def test_without_a_goal_none_is_drawn_and_none_is_asked_about(monkeypatch):
    assert not any(record.goal_line(FACTS, None, definition) for definition in DEFINITIONS)
    monkeypatch.setattr(goals, "testable", lambda _: [])
    assert record.question.__wrapped__(FACTS) == ""


@pytest.mark.parametrize("kept", [0, 1, 2, 3])
def test_a_broader_rule_is_named_where_counts_before_had_another(kept, monkeypatch):
    rules = counts.rules_of_counting(FACTS, "ice_removals")
    monkeypatch.setattr(counts, "rules_of_counting", lambda *_: rules[len(rules) - kept :])
    named = record.rule_in_force(FACTS, "ice_removals", "removals")
    assert bool(named) == (kept > 1) and all(text.endswith(rules[-1].short) for text in named.values())


def test_goals_that_no_year_could_pass_are_passed_by_none():
    assert record.passed(FACTS, None) == record.passed(FACTS, goals.own(0.0, "removals")) == record.passed(FACTS, goals.own(500.0, "arrests")) == ""
    assert all(record.passed(FACTS, of) == "" for of in TESTED.values() if of.measure == "arrests")
    assert record.passed(FACTS, goals.own(1.0, "removals"))


def test_without_a_whole_year_none_is_named(monkeypatch):
    monkeypatch.setattr(counts, "highest_under", lambda *_: None)
    text = record.finding.__wrapped__(FACTS, "ice_removals")
    assert text == f"{FACTS.definition_rows['ice_removals'].label}: no whole year was found"


@both
@pytest.mark.parametrize("measure", ["removals", "arrests"])
def test_the_picture_in_words_names_what_it_counts_its_years_and_its_highest(definition, measure):
    years, text = record.by_year(FACTS, definition, measure), record.in_words(FACTS, definition, measure, 1234.0, None)
    what = FACTS.definition_rows[definition].short if measure == "removals" else "ICE arrests a day"
    top = max((y for y in years if y.whole), key=lambda y: y.amount)
    assert text == (f"Bars of {what} by fiscal year, {years[0].fiscal_year} to {years[-1].fiscal_year}; "
                    f"highest whole year {top.fiscal_year}, {top.amount:,.0f}; yours 1,230.")  # fmt: skip


@both
def test_what_the_marks_of_the_counts_are_is_what_they_are(definition):
    key, rules = record.key(FACTS, None, definition), record.counting_rules(FACTS, definition)
    for says in ("Pale bar: part of a year.", "Short line: another version of a year.", "Dotted lines: a new counting rule.", "yours, ICE removals."):
        assert says in key
    assert key.endswith(record.reach(FACTS, definition))
    table = counts.under_definition(FACTS, definition)
    assert ("Fiscal 1976 has fifteen months" in rules) == (1976 in set(table["fiscal_year"]))
    assert "run from October 1 to September 30; before fiscal 1977 from July 1 to June 30" in rules
    assert rules.count("\n- ") + rules.startswith("- ") == len(counts.rules_of_counting(FACTS, definition))


@both
def test_what_reaches_beyond_the_count_is_said_and_only_that(definition):
    text, row = record.reach(FACTS, definition), FACTS.definition_rows[definition]
    series = {*row.parts, *([row.to_date] if row.to_date else [])}
    ends_ = [(figure.period_end, figure) for figure in FACTS.rows("figures") if figure.series in series]
    last, newest = counts.under_definition(FACTS, definition)["period_end"].max(), max(ends_, key=lambda pair: pair[0])
    assert ("A later figure" in text) == (newest[0] > last)
    if newest[0] > last:
        assert f"{words.count(newest[1].value)} from {words.span(newest[1].period_start, newest[1].period_end)}." in text
        assert f"of {newest[1].confidence} confidence" in text
    else:
        assert text.endswith(row.published_since or "No later figure was found.")


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
    units = ["a day", "a year (x 365, calculated)"] if of.measure == "arrests" else ["a year", "a day"]
    assert own.endswith(units[0]) and other.endswith(f" {units[1]}") and "removals" not in other
    assert ends(own) == [round(end) for end in dict.fromkeys((of.low / days, of.high / days))]
    times = 1 if of.measure == "arrests" else 1 / 365
    assert ends(other.split(" (x")[0]) == [round(end * times) for end in dict.fromkeys((of.low, of.high))]


def errors(measure: str, name: str) -> list[float]:
    tried = [t for t in past_years.trials(FACTS) if not (t.arrests_calculated if measure == "arrests" else t.worked_out)]
    return [abs(getattr(t, f"{measure}_{name}") / getattr(t, measure) - 1) for t in tried]


def mean(of: list[float]) -> float:
    return sum(of) / len(of)


def middle(of: list[float]) -> float:
    ordered = sorted(of)
    return (ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]) / 2


def test_what_heads_the_trial_says_what_of_it_is_a_test():
    tried = [t for t in past_years.trials(FACTS) if not t.arrests_calculated]
    same = sum(t.arrests_model == pytest.approx(t.arrests_last_year) for t in tried)
    assert past_years.compared(FACTS, "arrests").endswith(f"last year's number in {same} of {len(tried)} years")
    assert f"within {words.percent(middle(errors('removals', 'model')))}," in past_years.compared(FACTS, "removals")


@pytest.mark.parametrize(("model", "told"), [(0.949, True), (0.95, False), (0.951, False)])
def test_an_error_helps_below_95_percent_of_the_other_and_not_at_it(model, told, monkeypatch):
    monkeypatch.setattr(past_years, "error", lambda facts, name: model if name == "arrests_model" else 1.0)
    assert past_years.helped(FACTS, "arrests") is told


def test_all_that_follows_from_the_trial_is_its_own_numbers():
    text = past_years.what_follows(FACTS)
    told = re.search(r"It was off by ([\d.]+%) on average, last year's number by ([\d.]+%)\.", text)
    assert told and told.groups() == tuple(words.percent(mean(errors("arrests", n))) for n in ("model", "last_year"))
    told = re.search(r"looks (?:no )?better: ([\d.]+%) on average against ([\d.]+%) for last year's number, and ([\d.]+%) against ([\d.]+%) in the middle year", text)
    of = [errors("removals", n) for n in ("model", "last_year")]
    assert told and told.groups() == (*(words.percent(mean(e)) for e in of), *(words.percent(middle(e)) for e in of))
    assert ("looks better" in text) == (mean(of[0]) < 0.95 * mean(of[1]))
    told = re.search(r"the same border number are off by ([\d.]+%)\.", text)
    assert told and told[1] == words.percent(mean(errors("removals", "last_interior")))
    late = next(t for t in past_years.trials(FACTS) if t.fiscal_year == 2025)
    missed = [words.percent(abs(getattr(late, f"removals_{n}") / late.removals - 1)) for n in ("model", "last_year")]
    assert text.endswith(f"the model missed by {missed[0]} and last year's number by {missed[1]}.")


def test_what_the_trial_is_given_is_the_border_part_of_each_year_tried():
    tried = {t.fiscal_year for t in past_years.trials(FACTS) if not t.worked_out}
    shares = [y.border_removals / y.removals for y in past.years_for_trial(FACTS) if y.fiscal_year in tried]
    text = past_years.given(FACTS)
    assert f"border removals, which are {words.percent(min(shares))} to {words.percent(max(shares))} of the removals to be predicted" in text
    assert "is given the nearest number of officers there is" in text and "not given that year's arrests or rates" in text


def test_lists_side_by_side_and_the_line_are_headed_by_what_they_count():
    for name, heading in pace.SIDE_BY_SIDE.items():
        first = min((row for row in FACTS.rows("side_by_side") if row.set == name), key=lambda row: row.order)
        measure = TESTED[first.goal].measure
        assert measure == "arrests" or f"{measure} a year" in heading
    assert pace.numbers(FACTS).startswith("ICE arrests a day by month: ")
    key = pace.key(FACTS)
    assert key.startswith("Solid line: ICE arrests. Thin dotted line: book-ins of people ICE arrested") and "Dashed: goals. Colored: yours." in key


def test_the_highest_month_is_the_highest():
    line = counts.line_by_month(FACTS, pace.LINE)
    whole = line[line["whole"]]
    assert f"{whole['per_day'].max():,.0f} a day" in pace.finding(FACTS)
    assert all(words.both_ends(row.low, row.high) in pace.finding(FACTS) for row in pace.goals_drawn(FACTS))


def test_the_caution_counts_the_years_with_officers_of_their_own():
    tried = [t for t in past_years.trials(FACTS) if not t.arrests_calculated]
    own = sum(t.officers_counted for t in tried)
    assert f"{own} of {len(tried)} (" in past_years.caution(FACTS) and "cannot be tested" in past_years.caution(FACTS)
    assert f"(that year's own in {own} of {len(tried)})" in past_years.given(FACTS)
    assert f"in {sum(t.same_officers for t in tried)} of {len(tried)} years" in past_years.what_follows(FACTS)
