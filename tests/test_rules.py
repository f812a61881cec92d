"""Data that is well formed and wrong: each kind is made in a copy, and named with file, line, column and what would be right."""

import dataclasses
import json
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from rows import SHOWN_2012, add, edit, read_rows, write_rows

from explainer.model import steps
from explainer.reader import links
from explainer.records import door, faults, rules_of_sliders
from explainer.records.__main__ import write_counts
from explainer.records.door import DATA

pytestmark = pytest.mark.usefixtures("unchanged_tables_kept")
TABLES = [resource["name"] for resource in json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))["resources"]]
A_DAY, A_RANGE, A_YEAR = {"goal": "T2-17"}, {"goal": "T2-05"}, {"goal": "T2-29"}
A_MONTH = {"series": "ice_arrests_monthly", "period_start": "2013-10-01"}
OFFICERS, SHARE, PREPARATION = {"knob": "officers"}, {"knob": "arrest_share"}, {"knob": "preparation_share"}
ARRESTS_2012, OFFICERS_2019 = {"fiscal_year": "2012", "quantity": "arrests"}, {"fiscal_year": "2019", "quantity": "officers"}
FIGURE_2013 = next(r["figure"] for r in read_rows(DATA, "backtest") if (r["fiscal_year"], r["quantity"]) == ("2013", "arrests"))
REMOVALS_2012 = next(r["figure"] for r in read_rows(DATA, "backtest") if (r["fiscal_year"], r["quantity"]) == ("2012", "removals"))
BEFORE_BIDEN = next(i for i, row in enumerate(read_rows(DATA, "administrations"), start=2) if row["president"] == "Biden") - 1
BIDEN, LAST = {"president": "Biden"}, {"administration": read_rows(DATA, "administrations")[-1]["administration"]}
ONE_DAY = next(row for row in read_rows(DATA, "pace") if row["period_type"] == "day" and row["value"])
OF_TWO = {"definition": "dhs_removals_returns"}
FULLWIDTH, ARABIC = "４０９８４９", "٤٠٩٨٤٩"


@dataclass(frozen=True)
class Wrong:
    """One row that is wrong in one way, and what is said of it; `other` is where it is said, if in another table."""

    kind: str
    table: str
    where: dict[str, str]
    cells: dict[str, str]
    column: str
    says: str
    change: Callable[..., int] = edit


CASES = [
    # Digits and characters
    Wrong("fullwidth digits", "figures", SHOWN_2012, {"value": FULLWIDTH}, "value", f"'{FULLWIDTH}' is not a plain number; write digits from 0 to 9"),
    Wrong("Arabic digits", "figures", SHOWN_2012, {"value": ARABIC}, "value", f"'{ARABIC}' is not a plain number; write digits from 0 to 9"),
    Wrong("fullwidth digits of a date", "figures", SHOWN_2012, {"period_end": "２０12-09-30"}, "period_end", "is not a date"),
    Wrong("Arabic digits of a loose date", "goals", A_DAY, {"date": "٢٠٢٥"}, "date", "has the wrong form"),
    Wrong("fullwidth whole number", "untestable", {}, {"fiscal_year": "２００７"}, "fiscal_year", "is not a plain number"),
    Wrong("a character that cannot be seen", "goals", A_DAY, {"label": "3,000\u200b arrests"}, "label", "'3,000<U+200B> arrests' holds a character that cannot"),
    Wrong("a number that fills the screen", "goals", A_YEAR, {"low": "1e300"}, "low", "'1e300' is too large"),
    Wrong("a long cell is cut", "figures", SHOWN_2012, {"value": "9" * 10_000 + "x"}, "value", f"'{'9' * 40}…' is not a plain number"),
    Wrong("a list of nothing", "definitions", OF_TWO, {"parts": ";"}, "parts", "';' names nothing; write names with ';' between them"),
    # Dates
    Wrong("open end", "figures", SHOWN_2012, {"period_end": "9999-12-31"}, "period_end", "'9999-12-31' lies outside 1789 to 2100"),
    Wrong("year 1", "figures", SHOWN_2012, {"period_start": "0001-01-01"}, "period_start", "'0001-01-01' lies outside 1789 to 2100"),
    Wrong("open end of pace", "pace", A_MONTH, {"period_start": "9999-12-01"}, "period_start", "lies outside"),
    Wrong("a count of the future", "pace", A_MONTH, {"period_start": "2062-10-01", "period_end": "2062-10-31"}, "period_end", "'2062-10-31' is after the day of the data"),
    Wrong("a goal stated in the future", "goals", A_DAY, {"date": "2062-05"}, "date", "'2062-05' is after the day of the data"),
    Wrong("a source of the future", "sources", {"source_id": "ice_ar2024"}, {"date_published": "2062"}, "date_published", "is after the day of the data"),
    Wrong("a mark of the future that is no plan", "evidence", {"knob": "officers", "kind": "published"},
          {"period_start": "2062-01-01", "period_end": "2062-01-01"}, "period_start", "is after the day of the data"),
    Wrong("a president of the future", "administrations", LAST, {"start": "2062-01-20"}, "start", "is after the day of the data"),
    Wrong("trial of year 3012", "backtest", ARRESTS_2012, {"fiscal_year": "3012"}, "fiscal_year", "3012 lies outside"),
    Wrong("a source older than what it counts", "sources", {"source_id": "ice_ar2024"}, {"date_published": "1999"}, "date_published", ""),
    Wrong("a month called a day", "pace", A_MONTH, {"period_type": "day"}, "period_type", "is not a whole day; call it part_of_month"),
    Wrong("a week of eight days", "pace", {"period_type": "week"}, {"period_start": "2025-01-19"}, "period_type", "is not a whole week"),
    Wrong("a rate a day off in its second digit", "pace", A_MONTH, {"per_day": "614.27"}, "per_day", "614.27 is not 19040 / 31 days; write 614.2"),
    Wrong("a rate of one day off", "pace", {"period_type": "day", "value": ONE_DAY["value"]}, {"per_day": "1"}, "per_day",
          f"1 is not {ONE_DAY['value']} / 1 days"),
    # Terms of office
    Wrong("a term of no day", "administrations", BIDEN, {"end": "2021-01-20"}, "end", "'2021-01-20' is not after the term's start, 2021-01-20"),
    Wrong("a term that ends before it starts", "administrations", BIDEN, {"end": "2020-01-20"}, "end", "'2020-01-20' is not after the term's start, 2021-01-20"),
    Wrong("a gap between terms", "administrations", BIDEN, {"start": "2021-02-20"}, "start", f"leaves a gap: the term before ends 2021-01-20 (line {BEFORE_BIDEN})"),
    Wrong("terms that overlap", "administrations", BIDEN, {"start": "2020-12-20"}, "start", f"leaves an overlap: the term before ends 2021-01-20 (line {BEFORE_BIDEN})"),
    Wrong("nobody in office", "administrations", LAST, {"end": "2025-01-21"}, "end", "should be empty: the last president in the table is in office"),
    Wrong("two in office", "administrations", BIDEN, {"end": ""}, "end", "is empty; the last president alone has no end of term"),
    # Goals
    Wrong("yearly low off", "goals", A_YEAR, {"annual_low": "10000000"}, "annual_low", "10000000 is not 1000000 a year; write 1000000"),
    Wrong("yearly high off", "goals", A_RANGE, {"annual_high": "5475000"}, "annual_high", "5475000 is not 1500 a day x 365; write 547500"),
    Wrong("yearly low off a day", "goals", A_RANGE, {"annual_low": "438365"}, "annual_low", "438365 is not 1200 a day x 365; write 438000"),
    Wrong("yearly ends turned around", "goals", A_RANGE, {"annual_low": "547500", "annual_high": "438000"}, "annual_high", "438000 is below annual_low, 547500"),
    Wrong("one end empty", "goals", A_RANGE, {"high": ""}, "high", "is empty, but low is 1200; fill in both"),
    Wrong("the other end empty", "goals", A_RANGE, {"low": ""}, "low", "is empty, but high is 1500; fill in both"),
    Wrong("one yearly end empty", "goals", A_RANGE, {"annual_high": ""}, "annual_high", "is empty, but annual_low is 438000; fill in both"),
    Wrong("both yearly ends empty", "goals", A_DAY, {"annual_low": "", "annual_high": ""}, "annual_low", "is empty; write 1095000"),
    Wrong("a daily goal called a total", "goals", A_DAY, {"per": "total"}, "annual_low", "should be empty: per is 'total', so no yearly number follows"),
    Wrong("a daily goal called yearly", "goals", A_DAY, {"per": "year"}, "annual_low", "1095000 is not 3000 a year; write 3000"),
    # Sliders
    Wrong("a slider that the model does not know", "knobs", SHARE, {"knob": "agents", "link_key": "agents", "basis_formula": "assumption"}, "knob",
          "'agents' is not a field of Scenario in explainer/model/steps.py; add it there first", add),
    Wrong("a range of nothing", "knobs", OFFICERS, {"low": "200000"}, "low", "200000 is not below high, 200000"),
    Wrong("a step larger than the range", "knobs", OFFICERS, {"step": "200001"}, "step", "200001 is larger than the range, 0 to 200000"),
    Wrong("a step of next to nothing", "knobs", OFFICERS, {"step": "1e-12"}, "step", "1e-12 is too small for the range, 0 to 200000"),
    Wrong("less than none", "knobs", OFFICERS, {"low": "-6000"}, "low", "-6000 is below zero"),
    Wrong("nine days a week", "knobs", {"knob": "days_per_week"}, {"high": "9"}, "high", "9 is above 7, the most that days can be"),
    Wrong("days off beyond the year", "knobs", {"knob": "days_off"}, {"high": "400"}, "high", "400 is above 365"),
    Wrong("no time for arrests", "knobs", PREPARATION, {"high": "1"}, "high", "1 would leave no time for arrests; keep it below 1"),
    Wrong("a share written as a count", "knobs", SHARE, {"style": "count"}, "style", "'count' does not fit the unit 'share'"),
    Wrong("a share of 42", "start_values", {"start": "fy2012", "knob": "removed_share"}, {"value": "42"}, "value", "42 is outside the slider of removed_share, 0 to 1"),
    Wrong("a share of one and a half", "knobs", SHARE, {"high": "1.5"}, "high", "1.5 is not a share; a percent lies between 0 and 1"),
    Wrong("a start of its own counting rule", "counting_rules", {"rule": "to_2024"}, {"start": "2013-07-01"}, "start",
          "the rule before ends on 2013-05-31; write 2013-06-01"),
    Wrong("a counting rule that ends before it starts", "counting_rules", {"rule": "to_2024"}, {"end": "2013-01-01"}, "end",
          "'2013-01-01' is before the rule's start, 2013-06-01"),
    Wrong("a share of 42 among the figures", "figures", {"series": "ice_removals_by_air_share"}, {"value": "42"}, "value", "42 is not a share; write it between 0 and 1"),
    Wrong("a share of one and a half among the figures", "figures", {"series": "ice_removals_by_air_share"}, {"value": "1.5"}, "value", "1.5 is not a share"),
    Wrong("a share of one and a half as a mark", "evidence", {"knob": "share_by_air", "mark": "highest"}, {"value": "1.5"}, "value", "1.5 is not a share"),
    Wrong("a mark that its slider cannot reach", "evidence", {"knob": "officers", "mark": "highest"}, {"value": "250000"}, "value",
          "250000 is outside the slider of officers, 0 to 200000"),
    Wrong("a mark that is not its figure", "evidence", {"knob": "border_removals", "kind": "published"}, {"value": "123456"}, "value",
          "123456 is not the figure of that period and source, "),
    Wrong("a slider that rests on itself", "knobs", OFFICERS, {"basis_formula": "officers", "default": "7777"}, "basis_formula", "officers rests on itself"),
    # Definitions
    Wrong("a stock among the parts", "definitions", OF_TWO, {"parts": "dhs_removals;detained_average"}, "parts", "detained_average is a stock; flows alone can be added up"),
    Wrong("a rate among the parts", "definitions", OF_TWO, {"parts": "dhs_removals;ice_removals_daily_rate"}, "parts", "ice_removals_daily_rate is a rate"),
    Wrong("a series twice", "definitions", OF_TWO, {"parts": "dhs_removals;dhs_removals"}, "parts", "dhs_removals stands twice; it would be counted twice"),
    Wrong("a part and its whole", "definitions", OF_TWO, {"parts": "dhs_returns;dhs_enforcement_returns"}, "parts", "dhs_enforcement_returns is counted in dhs_returns too"),
    Wrong("a part and the whole of its whole", "definitions", OF_TWO, {"parts": "ice_removals_interior;dhs_removals"}, "parts",
          "ice_removals_interior is counted in dhs_removals too"),
    Wrong("a series twice in two columns", "definitions", OF_TWO, {"sometimes": "dhs_returns"}, "sometimes", "dhs_returns stands twice"),
    Wrong("other units", "definitions", OF_TWO, {"sometimes": "removal_flights"}, "sometimes", "removal_flights counts flights, dhs_removals events"),
    Wrong("other units among the parts", "definitions", OF_TWO, {"parts": "dhs_removals;removal_flights"}, "parts", "removal_flights counts flights, dhs_removals events"),
    Wrong("another total", "definitions", OF_TWO, {"published_total": "dhs_returns"}, "published_total", "dhs_returns is not the whole of dhs_removals in wholes.csv"),
    Wrong("a part without years", "definitions", OF_TWO, {"parts": "arrests_posted_by_ice"}, "parts", "arrests_posted_by_ice has no whole fiscal year in figures.csv"),
    Wrong("a whole in a circle", "wholes", {"part": "dhs_returns"}, {"part": "dhs_total_repatriations", "whole": "dhs_enforcement_returns"}, "whole",
          "dhs_total_repatriations would be a part of itself", add),
    # The trial
    Wrong("another year's figure", "backtest", ARRESTS_2012, {"figure": FIGURE_2013}, "figure", "is of FY2013, not of FY2012; mend it, or write carried=yes"),
    Wrong("another series' figure", "backtest", ARRESTS_2012, {"figure": REMOVALS_2012}, "figure", "ice_removals does not stand for arrests"),
    Wrong("carried, but of the year itself", "backtest", ARRESTS_2012, {"carried": "yes"}, "carried", "'yes', but the figure is of FY2012 itself; write no"),
    Wrong("divided by zero", "backtest", ARRESTS_2012, {"figure": f"{FIGURE_2013} * 0"}, "figure", "comes to 0; the trial divides by it"),
    Wrong("a number instead of a figure", "backtest", ARRESTS_2012, {"figure": "290622"}, "figure", "names no figure; write {series@start..end#source_id}"),
    Wrong("an input is missing", "backtest", ARRESTS_2012, {"quantity": "held", "fiscal_year": "2010"}, "quantity", "FY2010 has no row for officers; add it"),
    # Questions
    Wrong("an answer outside", "questions", {"question": "removals_fy2019"}, {"high": "200000"}, "answer", "comes to 267258, outside 0 to 200000"),
    Wrong("an answer of no figure", "questions", {"question": "removals_fy2019"}, {"answer": "0 * 1"}, "answer", "names no figure"),
    Wrong("no room to guess", "questions", {"question": "removals_fy2019"}, {"low": "2000000"}, "low", "2000000 is not below high, 2000000"),
    Wrong("a guess that cannot move", "questions", {"question": "removals_fy2019"}, {"step": "0"}, "step", "0 is not above zero"),
    # Sums
    Wrong("interior and border 21 apart from their total", "figures", SHOWN_2012 | {"series": "ice_removals_interior"}, {"value": "180991"}, "value",
          "interior 180991 + border 228879"),
    # Starts
    Wrong("model's arrests off in the second digit", "starts", {"start": "fy2024"}, {"model_arrests_per_day": "310.7"}, "model_arrests_per_day", "write 310.8"),
    Wrong("model's arrests doubled", "starts", {"start": "fy2024"}, {"model_arrests_per_day": "621.6"}, "model_arrests_per_day",
          "621.6 is not what the model gives at these settings; write 310.8"),
    Wrong("recorded arrests a tenth", "starts", {"start": "fy2024"}, {"recorded_arrests_per_day": "31"}, "recorded_arrests_per_day",
          "31 is not a count of this series and source; 309.9 may be meant"),
    Wrong("recorded arrests of nobody", "starts", {"start": "fy2024"}, {"source_id": "ap_2024"}, "recorded_arrests_per_day", "no row of figures.csv or pace.csv has this"),
]


@pytest.mark.parametrize("case", CASES, ids=[case.kind for case in CASES])
def test_wrong_data_is_named_with_its_place_and_what_would_be_right(copy_of_data, case):
    line = case.change(copy_of_data, case.table, case.where, case.cells)
    told = [str(fault) for fault in door.read(copy_of_data).faults]
    if not case.says:  # told where the source is cited
        assert any("is dated 1999, before the period begins" in fault for fault in told), told
        return
    place = f"{case.table}.csv line {line}, {case.column}: "
    assert any(fault.startswith(place) and case.says in fault for fault in told), f"{place}{case.says}\nbut it says:\n" + "\n".join(told)
    assert all(len(fault) < 600 for fault in told), "a sentence, not the whole cell"


def test_a_slider_with_one_counted_row_needs_no_mark(copy_of_data):
    """With two of them, one is the lowest and one the highest."""
    rows = read_rows(copy_of_data, "evidence")
    own = [row for row in rows if row["knob"] == "officers" and row["kind"] in rules_of_sliders.ALIKE]
    others = [row for row in rows if row not in own]
    for kept, faults in ((own[:1], 0), (own[:2], 2)):
        write_rows(copy_of_data, "evidence", [*others, *({**row, "mark": ""} for row in kept)])
        write_counts(copy_of_data)
        told = [str(f) for f in door.read(copy_of_data).faults if "officers needs one row marked" in str(f)]
        assert len(told) == faults, told


@pytest.mark.parametrize("key", sorted({"goal", "own", "unit", "count", "v", "a", "section", "open", "tab", "embed", "embed_options"}))
def test_a_key_of_the_address_that_is_taken_is_no_sliders(copy_of_data, key):
    line = edit(copy_of_data, "knobs", OFFICERS, {"link_key": key})
    told = [str(fault) for fault in door.read(copy_of_data).faults]
    taken = f"knobs.csv line {line}, link_key: '{key}' is taken by the page or by Streamlit; choose another"
    assert taken in told or ("_" in key and told[0].startswith(f"knobs.csv line {line}, link_key: '{key}' has the wrong form"))


def test_every_key_that_the_page_reads_is_on_the_list_of_those_taken():
    ours = {links.GOAL, links.OWN_AMOUNT, links.OWN_MEASURE, links.DEFINITION, links.VERSION, links.SAVED, links.SECTION, links.OPEN, links.TAB} | links.NOT_OURS
    assert ours <= set(rules_of_sliders.TAKEN)


@pytest.mark.parametrize("knob", [field.name for field in dataclasses.fields(steps.Scenario)])
def test_a_slider_that_is_gone_is_missed(copy_of_data, knob):
    for table in ("knobs", "evidence", "start_values"):
        rows = [row for row in read_rows(copy_of_data, table) if row["knob"] != knob]
        write_rows(copy_of_data, table, rows)
    write_counts(copy_of_data)
    told = [str(fault) for fault in door.read(copy_of_data).faults]
    assert f"knobs.csv, knob: has no row for {knob}, which the model needs; bring it back" in told


@pytest.mark.parametrize("factor", [10, 1000, 0.1, 0.001])
@pytest.mark.parametrize(("table", "where", "column"), [
    ("figures", {"series": "ice_removals_border", "period_end": "2012-09-30", "shown_by_default": "yes"}, "value"),
    ("figures", {"series": "dhs_returns", "period_end": "1985-09-30"}, "value"),
    ("pace", {"series": "ice_arrests_monthly", "period_start": "2016-05-01"}, "per_day"),
])
def test_a_slip_of_digits_is_asked_about_and_a_note_answers(copy_of_data, table, where, column, factor):
    cells = next(row for row in read_rows(copy_of_data, table) if where.items() <= row.items())
    slipped = {column: f"{float(cells[column]) * factor:.10g}", "note": ""} | ({"value": ""} if table == "pace" else {})
    line = edit(copy_of_data, table, where, slipped)
    shown = [r for r in read_rows(copy_of_data, table) if all(r[k] == cells[k] for k in ("series", "period_type")) and r.get("shown_by_default") != "no"]
    ordered = sorted(shown, key=lambda r: r["period_end"])
    at = next(i for i, r in enumerate(ordered) if r["period_end"] == cells["period_end"])
    beside = " and ".join(f"{float(r[column]):.15g}" for r in (ordered[at - 1], ordered[at + 1]))
    place = f"{table}.csv line {line}, {column}: {slipped[column]} is far from its neighbors, {beside};"
    assert any(str(fault).startswith(place) for fault in door.read(copy_of_data).faults)
    edit(copy_of_data, table, where | slipped, {"note": "Counted in another way that year."})
    assert not any(str(fault).startswith(place) for fault in door.read(copy_of_data).faults)


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
    lines = [edit(copy_of_data, "knobs", {"knob": a}, {"basis_formula": b}) for a, b in (("beds", "judges"), ("judges", "beds"))]
    told = [str(fault) for fault in door.read(copy_of_data).faults]
    for line, knob in zip(lines, ("beds", "judges"), strict=True):
        assert f"knobs.csv line {line}, basis_formula: {knob} rests on itself; write what it is worked out from" in told


@pytest.mark.parametrize("table", [name for name in TABLES if name != "corrections"])
def test_rows_lost_at_a_files_end_are_missed(copy_of_data, table):
    rows = read_rows(copy_of_data, table)
    kept = max(1, len(rows) * 9 // 10)
    write_rows(copy_of_data, table, rows[:kept])
    said = f"{table}.csv: has {kept} rows; datapackage.json says {len(rows)}. Bring the lost rows back"
    own = [str(fault) for fault in door.read(copy_of_data).faults if fault.table == table]
    assert len(own) == 1 and own[0].startswith(said), own


def test_the_description_counts_the_rows_that_are_there():
    assert [(name, stated) for name, stated, _ in door.row_counts(DATA)] == [(name, found) for name, _, found in door.row_counts(DATA)], (
        "run python -m explainer.records --count")


def test_the_shell_counts_the_rows(copy_of_data, monkeypatch, capsys):
    from explainer.records import __main__ as shell
    add(copy_of_data, "glossary", {}, {"term": "one more"})
    monkeypatch.setattr("sys.argv", ["records", str(copy_of_data)])
    assert shell.main() == 1 and "glossary. If that is meant, run python -m explainer.records --count" in capsys.readouterr().err
    monkeypatch.setattr("sys.argv", ["records", "--count", str(copy_of_data)])
    assert shell.main() == 0 and "numbers of rows written" in capsys.readouterr().out
    assert dict((name, stated) for name, stated, _ in door.row_counts(copy_of_data))["glossary"] == len(read_rows(DATA, "glossary")) + 1


def test_a_fault_quotes_forty_characters_on_one_line():
    assert faults.quoted("a\0b\n") == "'a<U+0000>b<U+000A>'"
    assert faults.quoted("1 + " * 5_000) == f"'{'1 + ' * 10}…'"
    assert faults.quoted("x" * 40) == f"'{'x' * 40}'"
