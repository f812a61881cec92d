"""What is true of the data package: every row can be traced, every sum agrees, every name is used."""

import csv
import json
import math
import re
from dataclasses import fields
from itertools import pairwise

import pytest

from explainer.model import steps
from explainer.records import counts, door, formulas, goals, past, rules
from explainer.model.steps import Scenario
from explainer.records.door import DATA
from explainer.records.rows import CLASSES

PACKAGE = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
RESOURCES = {resource["name"]: resource for resource in PACKAGE["resources"]}
SOURCE_ID = re.compile(r"\b[a-z0-9]+(?:_[a-z0-9]+)+\b")
QUOTATION = re.compile(r'"([^"]*)"|“([^”]*)”')
LEAP_YEAR = 366 / 365
# Numbers that went round and were found to be wrong or never counted: README of the research, "Refuted".
NEVER = ("449,000", "449000", "985,000", "985000")
# Public interface since version 1.0.0: a key may be added, none may be renamed or reused.
LINK_KEYS = {
    "officers": "officers", "arrest_share": "field", "borrowed": "borrowed", "borrowed_output": "output", "days_per_week": "days",
    "days_off": "off", "arrests_per_officer_day": "rate", "removed_share": "removed", "border_removals": "border", "beds": "beds",
    "removals_per_bed_year": "perbed", "flights_per_month": "flights", "passengers_per_flight": "seats", "share_by_air": "air",
    "judges": "judges", "orders_per_judge_year": "orders", "share_without_hearing": "nohearing", "outstanding_orders_used": "oldorders",
    "targets": "list", "preparation_share": "prep",
}
ABOVE_A_MILLION = [1954, 1978, *range(1985, 1988), *range(1990, 2009)]


def cells(name: str) -> list[dict[str, str]]:
    """The rows of a table as they stand in the file."""
    with (DATA / RESOURCES[name]["path"]).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def named_in(resource: str) -> set[str]:
    """All names of a table that any foreign key of the package refers to."""
    names: set[str] = set()
    for name, other in RESOURCES.items():
        delimiters = {field["name"]: field.get("delimiter") for field in other["schema"]["fields"]}
        for link in [*other["schema"]["foreignKeys"], *other["schema"].get("listKeys", [])]:
            if link["reference"]["resource"] == resource:
                for row in cells(name):
                    names.update(row[link["fields"]].split(delimiters[link["fields"]]))
    return {name.strip() for name in names} - {""}


def test_every_file_is_described_and_every_description_has_its_file():
    assert {path.name for path in DATA.glob("*.csv")} == {resource["path"] for resource in PACKAGE["resources"]}


@pytest.mark.parametrize("name", RESOURCES)
def test_the_schema_is_whole(name):
    schema = RESOURCES[name]["schema"]
    columns = [field["name"] for field in schema["fields"]]
    with (DATA / RESOURCES[name]["path"]).open(encoding="utf-8", newline="") as file:
        assert next(csv.reader(file)) == columns
    assert set(schema["primaryKey"]) <= set(columns) and schema["primaryKey"]
    for link in [*schema["foreignKeys"], *schema.get("listKeys", [])]:
        target = RESOURCES[link["reference"]["resource"]]["schema"]
        assert link["fields"] in columns and link["reference"]["fields"] == target["primaryKey"][0]


@pytest.mark.parametrize("name", RESOURCES)
def test_a_table_to_count_from_has_the_columns_and_all_rows_of_the_file(facts, name):
    table = counts.frame(facts, CLASSES[name])
    assert list(table.columns) == [field["name"] for field in RESOURCES[name]["schema"]["fields"]]
    assert len(table) == len(facts.rows(name)) == len(cells(name))


@pytest.mark.parametrize("name", RESOURCES)
def test_files_are_plain_utf8_with_unix_line_ends(name):
    raw = (DATA / RESOURCES[name]["path"]).read_bytes()
    assert b"\r" not in raw and raw.endswith(b"\n") and not raw.startswith(b"\xef\xbb\xbf"), "save it as UTF-8 with \\n line ends"


def test_each_source_is_cited_by_some_row(facts):
    checked_with = {name for row in cells("figures") for name in SOURCE_ID.findall(row["verified_by"])}
    unused = set(facts.sources) - named_in("sources") - checked_with
    assert not unused, f"sources.csv: no row cites {sorted(unused)}; cite them or take them out"
    assert len(facts.sources) > 100


def test_whatever_a_figure_was_checked_with_is_listed(facts):
    """Second sources by their id; what was worked out, by its series."""
    named = {name for row in cells("figures") for name in SOURCE_ID.findall(row["verified_by"])}
    unknown = named - set(facts.sources) - set(facts.series)
    assert not unknown, f"figures.csv, verified_by: neither in sources.csv nor in series.csv: {sorted(unknown)}"
    assert named & set(facts.sources)


def test_each_series_is_defined_and_used(facts):
    in_sums = {name.split("@")[0] for table, column in (("knobs", "basis_formula"), ("backtest", "figure"), ("questions", "answer"))
               for row in cells(table) for name in formulas.references(row[column])}
    used = named_in("series")
    assert used == set(facts.series), f"series.csv: not used, or not defined: {sorted(used ^ set(facts.series))}"
    assert in_sums <= used


def test_each_table_figure_stands_in_has_rows(facts):
    counted = {row.series for row in (*facts.rows("figures"), *facts.rows("pace"))}
    assert counted == set(facts.series), f"series without a figure: {sorted(set(facts.series) - counted)}"


def test_link_keys_never_change(facts):
    keys = {knob: row.link_key for knob, row in facts.knobs.items()}
    assert LINK_KEYS.items() <= keys.items(), "a key is public; links written down must keep opening"


def test_each_default_is_the_sum_it_says(facts):
    stated = {knob: row.default for knob, row in facts.knobs.items()}
    derived = {knob: row for knob, row in facts.knobs.items() if row.basis_formula != formulas.ASSUMPTION}
    for knob, row in derived.items():
        assert formulas.evaluate(row.basis_formula, facts.values, stated) == pytest.approx(row.default, rel=1e-6), knob
    assert len(derived) == 15


def test_each_slider_reaches_its_published_values(facts):
    for knob, rows in facts.evidence.items():
        for row in rows:
            assert row.value <= facts.knobs[knob].high or row.kind == "plan", f"evidence.csv: {row.label} is beyond the slider of {knob}"


@pytest.mark.parametrize("start", [row["start"] for row in cells("starts")])
def test_each_start_gives_the_arrests_a_day_that_it_states(facts, start):
    row = facts.start_rows[start]
    arrests = float(steps.run(Scenario(**facts.starts[start])).arrests_per_day)
    assert arrests == pytest.approx(row.model_arrests_per_day, abs=0.05 + 1e-9)
    if math.isnan(row.recorded_arrests_per_day):
        assert not row.series, "what was recorded has a number"
        return
    leap = LEAP_YEAR if "366 days" in row.note else 1  # the year of the sum has 365 days
    assert arrests == pytest.approx(row.recorded_arrests_per_day * leap, abs=0.1), f"starts.csv, {start}: say in the note why the two differ"
    assert facts.sources[row.source_id] and facts.series[row.series]


def test_only_the_two_leap_years_differ_from_the_record(facts):
    differing = [s for s, r in facts.start_rows.items() if abs(r.recorded_arrests_per_day - r.model_arrests_per_day) > 0.1]
    assert differing == ["fy2024", "fy2012"]


def test_interior_and_border_add_up_in_every_year(facts):
    parts = {series: counts.yearly(facts, series).query("whole").set_index("fiscal_year")["value"]
             for series in ("ice_removals_interior", "ice_removals_border", "ice_removals")}
    total = parts["ice_removals"]
    added = (parts["ice_removals_interior"] + parts["ice_removals_border"]).dropna()
    assert list(added.index) == list(range(2008, 2025))
    assert ((added - total[added.index]).abs() <= rules.ROUNDING_EVENTS).all()


def test_evidence_marks_are_the_lowest_and_the_highest(facts):
    marked = 0
    for knob, rows in facts.evidence.items():
        recorded = [row for row in rows if row.kind in rules.ALIKE]
        for mark, extreme in (("lowest", min), ("highest", max)):
            values = [row.value for row in recorded if row.mark == mark]
            if len(recorded) > 1:
                assert values == [extreme(row.value for row in recorded)], f"evidence.csv: {knob} needs one row marked {mark}"
                marked += 1
        assert not any(row.mark for row in rows if row.kind not in rules.ALIKE), f"evidence.csv: a plan or another count of {knob} is no mark"
    assert marked >= 20


def test_low_confidence_is_never_shown_by_default(facts):
    low = [row for row in facts.rows("figures") if row.confidence == "low"]
    assert low and all(row.shown_by_default == "no" for row in low)


def test_other_editions_are_kept(facts):
    assert sum(row.shown_by_default == "no" for row in facts.rows("figures")) > 50


def test_refuted_numbers_stand_nowhere():
    for name, resource in RESOURCES.items():
        text = (DATA / resource["path"]).read_text(encoding="utf-8")
        for number in NEVER:
            assert not re.search(rf"(?<![\d,]){number}(?![\d,])", text), f"{name}.csv: {number} was refuted; take it out"


def test_quotations_have_at_most_fifteen_words():
    met = 0
    for name in set(RESOURCES) - {"sources"}:
        for line, row in enumerate(cells(name), start=2):
            for column, cell in row.items():
                for straight, curly in QUOTATION.findall(cell):
                    met += 1
                    assert len((straight or curly).split()) <= rules.WORDS_QUOTED, f"{name}.csv row {line}, {column}: shorten the quotation"
            assert len(row.get("words", "").split()) <= rules.WORDS_QUOTED
    assert met > 10


def test_yearly_numbers_of_goals_follow_from_their_words(facts):
    for goal in facts.rows("goals"):
        if goal.status == "denied" or math.isnan(goal.low):
            assert math.isnan(goal.annual_low) and math.isnan(goal.annual_high), goal.goal
        elif goal.per in ("day", "year"):
            days = {"day": 365, "year": 1}[goal.per]
            assert (goal.annual_low, goal.annual_high) == (goal.low * days, goal.high * days), goal.goal
        else:
            assert math.isnan(goal.annual_low), f"goals.csv, {goal.goal}: 'per {goal.per}' has no yearly number"
    assert {"day", "year", "total"} <= {goal.per for goal in facts.rows("goals")}


def test_no_note_of_a_goal_names_a_row_by_its_id(facts):
    ids = re.compile("|".join(facts.goal_rows))
    assert not [row.goal for row in facts.goal_rows.values() if ids.search(row.note)], "say who and when instead"


def test_the_package_opens_on_a_goal_a_definition_and_a_start_that_exist(facts):
    assert facts.about["default_goal"] in [row.goal for row in goals.testable(facts)]
    assert facts.about["default_definition"] in facts.definition_rows
    assert facts.starts[facts.about["default_start"]] == facts.defaults
    assert re.fullmatch(r"\d+\.\d+\.\d+", facts.about["version"])


def test_the_highest_ice_year_before_the_broader_definition_is_fiscal_2012(facts):
    before, top = counts.highest_by_rule(facts)
    assert (before.fiscal_year, before.value, before.days) == (2012, 409_849, 366)
    assert round(before.per_day) == 1_120
    assert top.fiscal_year > before.fiscal_year and top.value > before.value


def test_removals_and_returns_were_above_a_million_in_24_fiscal_years(facts):
    years = counts.years_above(counts.under_definition(facts, "dhs_removals_returns"), 1_000_000)
    assert years == ABOVE_A_MILLION and len(years) == 24


def test_no_other_count_of_removals_ever_reached_a_million(facts):
    for definition in ("ice_removals", "dhs_removals"):
        assert counts.years_above(counts.under_definition(facts, definition), 1_000_000) == []


def test_the_published_total_stands_in_for_the_sum(facts):
    table = counts.under_definition(facts, "dhs_repatriations").set_index("fiscal_year")
    assert table.at[2022, "value"] == 1_468_030
    assert table.at[2022, "source_ids"] == ("ohss_monthly_aug2024",)


def test_definitions_differ_by_their_parts(facts):
    assert {d: (row.parts, row.sometimes, row.published_total) for d, row in facts.definition_rows.items()} == {
        "ice_removals": (("ice_removals",), (), ""),
        "dhs_removals": (("dhs_removals",), (), ""),
        "dhs_removals_returns": (("dhs_removals", "dhs_returns"), (), ""),
        "dhs_repatriations": (("dhs_removals", "dhs_returns"), ("title42_expulsions",), "dhs_total_repatriations"),
    }


@pytest.mark.parametrize("definition", [row["definition"] for row in cells("definitions")])
def test_a_count_holds_each_fiscal_year_once_and_leaves_no_gap(facts, definition):
    years = list(counts.under_definition(facts, definition)["fiscal_year"])
    assert years == list(range(years[0], years[-1] + 1))


def test_a_count_begins_where_all_of_its_parts_are_known(facts):
    first = {d: int(counts.under_definition(facts, d)["fiscal_year"].min()) for d in facts.definition_rows}
    assert first == {"ice_removals": 2003, "dhs_removals": 1892, "dhs_removals_returns": 1927, "dhs_repatriations": 1927}


def test_a_wider_definition_is_never_smaller(facts):
    narrow, wide = (counts.under_definition(facts, d).set_index("fiscal_year")["value"] for d in ("dhs_removals_returns", "dhs_repatriations"))
    rounding = 5 * rules.ROUNDING_EVENTS
    assert (wide[narrow.index] >= narrow - rounding).all()


def test_presidents_follow_one_another_without_a_gap(facts):
    rows = facts.rows("administrations")
    assert rows[0].start.year <= 1891 and all(a.end == b.start for a, b in pairwise(rows) if a.end is not None)


def test_years_that_cannot_be_tried_are_not_tried(facts):
    tried = {year.fiscal_year for year in past.years_for_trial(facts)}
    left_out = {row.fiscal_year for row in facts.rows("untestable")}
    assert left_out and left_out & tried <= {min(tried)}, "the first year serves as a base alone"


def test_each_question_has_its_answer_on_its_slider(facts):
    for row in facts.rows("questions"):
        assert row.low < facts.value(row.answer) < row.high, row.question
        assert f"{facts.value(row.answer):,.0f}" in row.after, f"questions.csv, {row.question}: the sentence after has another number"
    assert len(facts.rows("questions")) == 3


def test_what_is_handed_out_names_every_start_with_every_knob(facts):
    assert all(list(values) == list(facts.knobs) for values in facts.starts.values())
    assert door.load() != facts, "two loads are two objects, so that what is kept for one is not used for the other"
