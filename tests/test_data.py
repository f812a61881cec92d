"""What is true of the data package: every row can be traced, every sum agrees, every name is used."""

import csv
import json
import re

import pytest
from explainer.records import counts, door, formulas, past, rules_of_counts, rules_of_goals
from explainer.records.door import DATA
from explainer.records.rows import CLASSES

PACKAGE = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
RESOURCES = {resource["name"]: resource for resource in PACKAGE["resources"]}
SOURCE_ID = re.compile(r"\b[a-z0-9]+(?:_[a-z0-9]+)+\b")
QUOTATION = re.compile(r'"([^"]*)"|“([^”]*)”')
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


def test_link_keys_never_change(facts):
    keys = {knob: row.link_key for knob, row in facts.knobs.items()}
    assert LINK_KEYS.items() <= keys.items(), "a key is public; links written down must keep opening"


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
                    assert len((straight or curly).split()) <= rules_of_goals.WORDS_QUOTED, f"{name}.csv row {line}, {column}: shorten the quotation"
    assert met > 10


def test_no_note_of_a_goal_names_a_row_by_its_id(facts):
    ids = re.compile("|".join(facts.goal_rows))
    assert not [row.goal for row in facts.goal_rows.values() if ids.search(row.note)], "say who and when instead"


@pytest.mark.parametrize("definition", [row["definition"] for row in cells("definitions")])
def test_a_count_holds_each_fiscal_year_once_and_leaves_no_gap(facts, definition):
    years = list(counts.under_definition(facts, definition)["fiscal_year"])
    assert years == list(range(years[0], years[-1] + 1))


def test_a_wider_definition_is_never_smaller(facts):
    narrow, wide = (counts.under_definition(facts, d).set_index("fiscal_year")["value"] for d in ("dhs_removals_returns", "dhs_repatriations"))
    rounding = 5 * rules_of_counts.ROUNDING_EVENTS
    assert (wide[narrow.index] >= narrow - rounding).all()


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
