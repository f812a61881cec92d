"""Data that is well formed and wrong: each kind is made in a copy, and named with file, line, column and what would be right."""

import dataclasses
import shutil
from pathlib import Path

import pytest
from explainer.model import steps
from explainer.reader import links
from explainer.records import door, faults, rule, rules, rules_of_sliders, rules_of_view
from explainer.records import rows as rows_module
from explainer.records.door import DATA
from explainer.records.periods import fiscal_year, reference

import wrong
import wrong_words
from known import FACTS
from rows import SHOWN_2012, add, describe, edit, read_rows, write_rows
from wrong import ARRESTS_2012, SHARE

CASES = [*wrong.CASES, *wrong_words.CASES]
Told = dict[str, tuple[str, list[str]]]  # of each case its place, and the faults of its reading


@pytest.fixture(scope="module")
def met() -> set[int]:
    """Which rules have found something in the cases."""
    return set()


@pytest.fixture(scope="module")
def told(tmp_path_factory, met) -> Told:
    """What is told of each case.

    Cases of different rows are made in one copy. A wrong cell is told before any rule runs, so what was not told is tried
    again in the next round, and at last alone.
    """
    def noted(at, rule):
        return lambda facts: (met.add(at) or found for found in rule(facts))

    def reading(cases) -> Told:
        folder = Path(shutil.copytree(DATA, tmp_path_factory.mktemp("wrong") / "data"))
        lines = {case: case.change(folder, case.table, case.where, case.cells) for case in cases}
        faults = [str(fault) for fault in door.read(folder).faults]
        return {case.kind: (case.place(lines[case]), faults) for case in cases}

    all_told, left = {}, CASES
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rules, "RULES", [noted(at, rule) for at, rule in enumerate(rule.RULES)])
        while left:
            found = reading({(case.table, case.row): case for case in reversed(left)}.values())
            now = [case for case in left if case.kind in found and case.is_in(*found[case.kind])] or left[:1]
            all_told |= {case.kind: found[case.kind] for case in now} if len(now) > 1 else reading(now)
            left = [case for case in left if case not in now]
    return all_told


@pytest.mark.parametrize("case", CASES, ids=[case.kind for case in CASES])
def test_wrong_data_is_named_with_its_place_and_what_would_be_right(told, case):
    place, faults = told[case.kind]
    assert case.is_in(place, faults), f"{place}{case.says}\nbut it says:\n" + "\n".join(faults)
    assert all(len(fault) < 600 for fault in faults), "a sentence, not the whole cell"


def test_a_price_that_has_lost_its_row_is_named(copy_of_data):
    write_rows(copy_of_data, "prices", [r for r in read_rows(copy_of_data, "prices") if (r["price"], r["role"]) != ("transport", "high")])
    assert "prices.csv, price: has no row for transport, high; bring it back" in [str(fault) for fault in door.read(copy_of_data).faults]


def test_a_slider_with_one_counted_row_needs_no_mark(copy_of_data):
    """With two of them, one is the lowest and one the highest."""
    rows = read_rows(copy_of_data, "evidence")
    own = [row for row in rows if row["knob"] == "officers" and row["kind"] in rules_of_sliders.ALIKE]
    others = [row for row in rows if row not in own]
    for kept, faults in ((own[:1], 0), (own[:2], 2)):
        write_rows(copy_of_data, "evidence", [*others, *({**row, "mark": ""} for row in kept)])
        told = [str(f) for f in door.read(copy_of_data).faults if "officers needs one row marked" in str(f)]
        assert len(told) == faults, told


def test_a_key_of_the_address_that_is_taken_is_no_sliders(copy_of_data):
    keys = "goal own unit count v a b section open start tab embed".split()
    lines = [edit(copy_of_data, "knobs", {"knob": knob}, {"link_key": key}) for knob, key in zip(FACTS.knobs, keys)]
    told = [str(fault) for fault in door.read(copy_of_data).faults]
    for line, key in zip(lines, keys, strict=True):
        assert f"knobs.csv line {line}, link_key: '{key}' is taken by the page or by Streamlit; choose another" in told


def test_every_key_that_the_page_reads_is_on_the_list_of_those_taken():
    assert set(links.CHOICES) <= set(rules_of_sliders.TAKEN)


def test_a_slider_that_is_gone_is_missed(copy_of_data):
    _, *gone = [field.name for field in dataclasses.fields(steps.Scenario)]
    for table in ("knobs", "evidence", "start_values"):
        write_rows(copy_of_data, table, [row for row in read_rows(copy_of_data, table) if row["knob"] not in gone])
    told = [str(fault) for fault in door.read(copy_of_data).faults]
    assert {f"knobs.csv, knob: has no row for {knob}, which the model needs; bring it back" for knob in gone} <= set(told)


def test_a_slider_that_no_step_takes_is_named(copy_of_data, monkeypatch):
    knobs = steps.knobs_of("removals_per_year")
    monkeypatch.setattr(steps, "knobs_of", lambda step: [knob for knob in knobs if knob != "beds"])
    line = edit(copy_of_data, "knobs", {"knob": "beds"}, {})
    assert [str(fault) for fault in door.read(copy_of_data).faults] == [
        f"knobs.csv line {line}, knob: no step in explainer/model/steps.py takes beds; name it in the formula of one"]


def test_a_share_that_the_model_takes_for_any_number_is_named(copy_of_data, monkeypatch):
    monkeypatch.setitem(steps.HIGHEST, "share_by_air", float("inf"))
    line = edit(copy_of_data, "knobs", {"knob": "share_by_air"}, {})
    assert [str(fault) for fault in door.read(copy_of_data).faults] == [
        f"knobs.csv line {line}, style: 'percent', but share_by_air is no Share in explainer/model/steps.py; write Share there"]


def test_sliders_stand_in_the_order_of_the_model(copy_of_data):
    rows = read_rows(copy_of_data, "knobs")
    rows[9], rows[10] = rows[10], rows[9]
    write_rows(copy_of_data, "knobs", rows)
    says = f"stands where {rows[10]['knob']} does in Scenario in explainer/model/steps.py; put both in one order"
    assert [str(fault) for fault in door.read(copy_of_data).faults] == [f"knobs.csv line 11, knob: {says}"]


@pytest.mark.parametrize(("table", "where", "column", "factor", "note"), [
    ("figures", {"series": "ice_removals_border", "period_end": "2012-09-30", "shown_by_default": "yes"}, "value", 10, ""),
    ("figures", {"series": "dhs_returns", "period_end": "1985-09-30"}, "value", 0.1, "Counted in another way that year."),
    ("pace", {"series": "ice_arrests_monthly", "period_start": "2016-05-01"}, "per_day", 1000, "Counted in another way that year."),
])
def test_a_slip_of_digits_is_asked_about_whatever_the_note_says_and_accepted_by_its_value(copy_of_data, table, where, column, factor, note):
    cells = next(row for row in read_rows(copy_of_data, table) if where.items() <= row.items())
    slipped = {column: f"{float(cells[column]) * factor:.10g}", "note": note} | ({"value": ""} if table == "pace" else {})
    line = edit(copy_of_data, table, where, slipped)
    shown = [r for r in read_rows(copy_of_data, table) if all(r[k] == cells[k] for k in ("series", "period_type")) and r.get("shown_by_default") != "no"]
    ordered = sorted(shown, key=lambda r: r["period_end"])
    at = next(i for i, r in enumerate(ordered) if r["period_end"] == cells["period_end"])
    beside = " and ".join(f"{float(r[column]):.15g}" for r in (ordered[at - 1], ordered[at + 1]))
    place = f"{table}.csv line {line}, {column}: {slipped[column]} is far from its neighbors, {beside};"
    assert any(str(fault).startswith(place) for fault in door.read(copy_of_data).faults)
    name = f"{cells['series']}@{cells['period_start']}..{cells['period_end']}#{cells['source_id']}"
    accept(copy_of_data, table, name, column, slipped[column])
    assert not any(str(fault).startswith(place) for fault in door.read(copy_of_data).faults)
    edit(copy_of_data, "accepted", {"row": name}, {"value": "1"})
    told = [str(fault) for fault in door.read(copy_of_data).faults]
    assert any(fault.startswith(place) for fault in told) and any("nothing asks about this cell and value" in fault for fault in told)


def accept(folder, table: str, row: str, column: str, value: str) -> None:
    add(folder, "accepted", {}, {"table": table, "row": row, "column": column, "value": value, "why": "Counted in another way."})


def test_the_first_year_of_a_new_count_is_held_against_the_year_before_it(copy_of_data):
    """Ten times as many in the newest year, whose row has a note: the page would open with it."""
    newest = max((r for r in read_rows(copy_of_data, "figures") if r["series"] == "ice_removals" and r["period_type"] == "fiscal_year"
                  and r["shown_by_default"] == "yes"), key=lambda r: r["period_end"])
    line = edit(copy_of_data, "figures", newest, {"value": f"{float(newest['value']) * 10:.0f}", "note": "By another rule."})
    assert any(f"figures.csv line {line}, value: " in str(f) and "far from its neighbors" in str(f) for f in door.read(copy_of_data).faults)


def test_a_year_two_years_off_is_no_neighbor(copy_of_data):
    """Years lost between two, of which one is five times the other."""
    rows = read_rows(copy_of_data, "figures")
    kept = [r for r in rows if r["series"] != "dhs_returns" or r["period_end"][:4] in ("2020", "2022")]
    write_rows(copy_of_data, "figures", kept)
    edit(copy_of_data, "figures", {"series": "dhs_returns", "period_end": "2020-09-30"}, {"value": "1"})
    assert not [f for f in map(str, door.read(copy_of_data).faults) if "1 is far from" in f]


@pytest.mark.parametrize(("times", "asked"), [(1.00002, False), (1.5, True), (0.1, True)])
def test_two_rows_of_one_period_that_contradict_each_other_are_asked_about(copy_of_data, times, asked):
    line = add(copy_of_data, "figures", SHOWN_2012, {"value": f"{409_849 * times:.0f}", "version": "another", "shown_by_default": "no"})
    told = [str(f) for f in door.read(copy_of_data).faults if "contradicts 409849 of the same period" in str(f)]
    assert bool(told) == asked and all(f.startswith(f"figures.csv line {line}, value: {409_849 * times:.0f}") for f in told)


def test_the_newest_count_with_digits_exchanged_is_named(copy_of_data):
    newest = {"series": "ice_removals_to_date", "source_id": "govnumbers_2026_07", "value": "356389"}
    line = edit(copy_of_data, "figures", newest, {"value": "536389", "shown_by_default": "yes"})
    told = [str(f) for f in door.read(copy_of_data).faults]
    assert any(f"contradicts 536389 of the same period (line {line})" in f for f in told)
    assert any("1254.9 is not 536389 / 284 days" in f for f in told)


def test_a_newer_row_overtakes_a_sentence_once_it_is_shown(copy_of_data):
    """Until somebody has compared it with its source, what is shown stands."""
    rested = [name for row in FACTS.rows("remarks") for name in row.rests_on]
    own = next(r for r in FACTS.rows("figures") if r.shown_by_default == "yes" and r.period_type == "fiscal_year" and reference(r) in rested)
    start, end = fiscal_year(own.period_end.year + 1)
    where = {"series": own.series, "period_end": str(own.period_end), "source_id": own.source_id}
    for shown in ("no", "yes"):
        add(copy_of_data, "figures", where, {"period_start": str(start), "period_end": str(end), "shown_by_default": shown, "version": shown})
        told = [f for f in map(str, door.read(copy_of_data).faults) if f"a newer row than {reference(own)}" in f]
        assert bool(told) == (shown == "yes"), told


def test_a_published_sum_that_its_parts_do_not_make_is_named_with_their_lines(copy_of_data):
    where = {"series": "dhs_removals", "period_end": "2019-09-30", "shown_by_default": "yes"}
    value = next(row for row in read_rows(copy_of_data, "figures") if where.items() <= row.items())["value"]
    line = edit(copy_of_data, "figures", where, {"value": f"{float(value) * 10:.0f}"})
    told = [str(f) for f in door.read(copy_of_data).faults if "is not the sum of its parts" in str(f)]
    assert len(told) == 1 and f"lines {line}, " in told[0]


def test_a_wrong_default_names_what_its_formula_rests_on(copy_of_data):
    """.53 typed for .35: the formula that uses it comes out wrong, and the line of .53 has to be in the sentence."""
    line = edit(copy_of_data, "knobs", SHARE, {"default": "0.53"})
    told = next(str(f) for f in door.read(copy_of_data).faults if "is not what basis_formula gives" in str(f))
    assert f"arrest_share 0.53 (line {line})" in told and "If these are right" in told


def test_two_sliders_that_name_each_other_are_told_so(copy_of_data):
    lines = [edit(copy_of_data, "knobs", {"knob": a}, {"basis_formula": b}) for a, b in (("beds", "{judges}"), ("judges", "{beds}"))]
    told = [str(fault) for fault in door.read(copy_of_data).faults]
    for line, knob in zip(lines, ("beds", "judges"), strict=True):
        assert f"knobs.csv line {line}, basis_formula: {knob} rests on itself; write what it is worked out from" in told


def test_the_trial_divides_by_no_zero(copy_of_data):
    line = edit(copy_of_data, "backtest", ARRESTS_2012, {})
    edit(copy_of_data, "figures", {"series": "ice_arrests", "period_end": "2012-09-30"}, {"value": "0"})
    assert f"backtest.csv line {line}, figure: comes to 0; the trial divides by it" in [str(fault) for fault in door.read(copy_of_data).faults]


def test_a_row_that_is_dated_anew_is_missed_where_it_is_named(copy_of_data):
    line = edit(copy_of_data, "side_by_side", {"set": "million", "order": "6"}, {})
    edit(copy_of_data, "figures", {"series": "ice_removals_to_date", "source_id": "govnumbers_2026_07"}, {"period_end": "2026-07-18"})
    told = [str(fault) for fault in door.read(copy_of_data).faults]
    assert any(fault.startswith(f"side_by_side.csv line {line}, figure: {{ice_removals_to_date@2025-10-01..2026-07-11") for fault in told), told


def test_a_definition_that_is_renamed_with_the_default_is_missed(copy_of_data):
    edit(copy_of_data, "definitions", {"definition": "ice_removals"}, {"definition": "ice"})
    describe(copy_of_data, "default_definition", "ice")
    told = [str(fault) for fault in door.read(copy_of_data).faults]
    assert "definitions.csv, definition: has no row with 'ice_removals', by which the page calls it; bring it back" in told


@pytest.mark.parametrize(("of", "column", "names"), rules_of_view.NAMED, ids=str)
def test_what_the_page_calls_by_its_name_is_there(of, column, names):
    there = {getattr(row, column) for row in FACTS.rows(of)}
    assert set(names) <= there
    without = dataclasses.replace(FACTS, tables=FACTS.tables | {rows_module.TABLES[of]: tuple(r for r in FACTS.rows(of) if getattr(r, column) != names[0])})
    assert any(names[0] in says for _, _, says in rules_of_view.names(without))


def test_a_fault_quotes_forty_characters_on_one_line():
    assert faults.quoted("a\0b\n") == "'a<U+0000>b<U+000A>'"
    assert faults.quoted("1 + " * 5_000) == f"'{'1 + ' * 10}…'"
    assert faults.quoted("x" * 40) == f"'{'x' * 40}'"


def test_every_rule_is_broken_once(told, met):
    idle = [of for at, of in enumerate(rule.RULES) if at not in met]
    assert not idle, f"add a case to wrong.py for {idle}"
