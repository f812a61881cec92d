"""The small sums in data/: what they give, and what they refuse."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainer.records import formulas
from explainer.records.formulas import FormulaError

FIGURES = {"removals@2001-10-01..2002-09-30#report_2": 1200.0, "arrests@2001-10-01..2002-09-30#report_2": 4800.0}
REMOVALS, ARRESTS = (f"{{{name}}}" for name in FIGURES)
KNOBS = {"officers": 10.0, "days_off": 41.0}


def test_the_figures_of_a_sum_are_read_off_it():
    first, second = formulas.named_figures(f"{ARRESTS} / 2 - {REMOVALS} + {{removals@2001-13-01..2002-09-30#nobody}}")
    assert (first.series, second.series) == ("arrests", "removals")
    assert second.source_id == "report_2" and (second.start.isoformat(), second.end.isoformat()) == ("2001-10-01", "2002-09-30")


@pytest.mark.parametrize(("formula", "value"), [
    (REMOVALS, 1200), (f"{REMOVALS} / {ARRESTS}", 0.25), (f"1 - {REMOVALS}/{ARRESTS}", 0.75), (f"{REMOVALS} + {ARRESTS} - {REMOVALS}", 4800),
    (f"{REMOVALS} / 1.44 / 11.4", 1200 / 1.44 / 11.4), ("{officers} x 2", 20), ("2 + 3 x 4", 14), ("(2 + 3) x 4", 20), ("12 - 3 - 4", 5),
    (f"{ARRESTS} / ({{officers}} x (365 / 7 x 5 - {{days_off}}))", 4800 / (10 * (365 / 7 * 5 - 41))), ("0.5", 0.5), (" 7", 7),
])
def test_sums_of_figures_and_knobs(formula, value):
    assert formulas.evaluate(formula, FIGURES, KNOBS) == pytest.approx(value)


@pytest.mark.parametrize(("formula", "says"), [
    ("{removals@2001-10-01..2002-09-30#report_3}", "{removals@2001-10-01..2002-09-30#report_3} is not a row of figures.csv or pace.csv"),
    ("{beds} x 2", "'beds' is not a knob"), ("{removals}", "'removals' is not a knob"), (f"{REMOVALS} / ({{officers}} - {{officers}})", "divides by zero"),
    *((text, "is not a sum") for text in ("", "12 +", "1,200", "twelve hundred", "'text'", "-5", "2 * 3", "7 // 2", "beds", "{officers")),
])
def test_what_is_no_sum_is_refused_with_the_reason(formula, says):
    with pytest.raises(FormulaError) as error:
        formulas.evaluate(formula, FIGURES, KNOBS)
    assert says in str(error.value)


@pytest.mark.parametrize("formula", [
    "__import__('os').getcwd()", "{officers.real}", "{__class__}", "9 ** 9 ** 9", "(" * 300 + "1" + ")" * 300, "1" * 400, "1" * 5000, "1 + " * 5000 + "1", "1\0", "\0", "٣",
], ids=lambda formula: repr(formula[:20]))
def test_nothing_but_a_sum_is_ever_worked_out(formula):
    with pytest.raises(FormulaError):
        formulas.evaluate(formula, FIGURES, KNOBS)


@given(st.text(max_size=60) | st.text("{}@#.()+-x/0123456789 officers", max_size=60))
def test_any_text_gives_a_number_or_a_formula_error(text):
    try:
        assert isinstance(formulas.evaluate(text, FIGURES, KNOBS), float)
    except FormulaError as error:
        assert str(error)


def test_references_are_named_without_braces():
    assert formulas.references(f"{REMOVALS} / {ARRESTS} x 11") == list(FIGURES)
    assert formulas.references("assumption") == []
