"""The small sums in data/: what they give, and what they refuse."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainer.records import formulas
from explainer.records.formulas import FormulaError

FIGURES = {"removals@2001-10-01..2002-09-30#report_2": 1200.0, "arrests@2001-10-01..2002-09-30#report_2": 4800.0}
REMOVALS, ARRESTS = (f"{{{name}}}" for name in FIGURES)
KNOBS = {"officers": 10.0, "days_per_week": 5.0, "days_off": 41.0}


def test_the_figures_of_a_sum_are_read_off_it():
    first, second = formulas.named_figures(f"{ARRESTS} / 2 - {REMOVALS} + {{removals@2001-13-01..2002-09-30#nobody}}")
    assert (first.series, second.series) == ("arrests", "removals")
    assert second.source_id == "report_2" and (second.start.isoformat(), second.end.isoformat()) == ("2001-10-01", "2002-09-30")


@pytest.mark.parametrize(("formula", "value"), [
    (REMOVALS, 1200), (f"{REMOVALS} / {ARRESTS}", 0.25), (f"1 - {REMOVALS}/{ARRESTS}", 0.75), (f"{REMOVALS} + {ARRESTS} - {REMOVALS}", 4800),
    (f"{REMOVALS} / 1.44 / 11.4", 1200 / 1.44 / 11.4), ("officers * 2", 20), ("2 + 3 * 4", 14), ("(2 + 3) * 4", 20), ("12 - 3 - 4", 5),
    (f"{ARRESTS} / (officers * work_days(days_per_week, days_off))", 4800 / (10 * (365 / 7 * 5 - 41))), ("0.5", 0.5), (" 7 ", 7),
])
def test_sums_of_figures_and_knobs(formula, value):
    assert formulas.evaluate(formula.strip(), FIGURES, KNOBS) == pytest.approx(value)


@pytest.mark.parametrize(("formula", "says"), [
    ("{removals@2001-10-01..2002-09-30#report_3}", "{removals@2001-10-01..2002-09-30#report_3} is not a row of figures.csv or pace.csv"),
    ("beds * 2", "'beds' is not a knob"), (f"{REMOVALS} / (officers - officers)", "divides by zero"),
    ("", "is not a sum"), ("12 +", "is not a sum"), ("1,200", "is not part of a sum"), ("twelve hundred", "is not a sum"),
    ("'text'", "is not part of a sum"), ("-5", "is not part of a sum"), ("2 ** 3", "is not part of a sum"), ("7 // 2", "is not part of a sum"),
    ("{removals}", "is not part of a sum"), ("work_days(5)", "is not part of a sum"),
])
def test_what_is_no_sum_is_refused_with_the_reason(formula, says):
    with pytest.raises(FormulaError) as error:
        formulas.evaluate(formula, FIGURES, KNOBS)
    assert says in str(error.value)


@pytest.mark.parametrize("formula", [
    "__import__('os').getcwd()", "open('x')", "().__class__", "officers.real", "[1][0]", "lambda: 1", "(yield)", "work_days.__call__(5, 41)",
    "print(1)", "work_days(*[5, 41])", "officers if officers else 1", "9 ** 9 ** 9", "(" * 300 + "1" + ")" * 300, "1" * 400, "1" * 5000,
    "1 + " * 5000 + "1", "1\0", "\0", "1\n+ 2",
], ids=lambda formula: repr(formula[:20]))
def test_nothing_but_a_sum_is_ever_run(formula):
    with pytest.raises(FormulaError):
        formulas.evaluate(formula, FIGURES, KNOBS)


@given(st.text(max_size=60) | st.text("{}@#.()+-*/0123456789 officerswk_dy,", max_size=60))
def test_any_text_gives_a_number_or_a_formula_error(text):
    try:
        assert isinstance(formulas.evaluate(text, FIGURES, KNOBS), float)
    except FormulaError as error:
        assert str(error)


@pytest.mark.parametrize("raised", [ValueError("source code string cannot contain null bytes"), SyntaxError(), MemoryError(), RecursionError()], ids=repr)
def test_whatever_python_raises_at_a_text_it_is_a_formula_error(monkeypatch, raised):
    def parse(*_: object, **__: object) -> None:
        raise raised

    monkeypatch.setattr(formulas.ast, "parse", parse)
    with pytest.raises(FormulaError, match="is not a sum"):
        formulas.evaluate("1", {})


def test_references_are_named_without_braces():
    assert formulas.references(f"{REMOVALS} / {ARRESTS} * 11") == list(FIGURES)
    assert formulas.references("assumption") == []
