"""What it would cost: laws of the arithmetic, the example done again by hand, the sentences, and data that is wrong."""

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from known import FACTS
from page import opened
from rows import add
from strategies import STARTS, any_goal, reader_settings, unshared

from explainer import words
from explainer.model import backwards, cost, steps
from explainer.model.cost import Amounts, Prices
from explainer.page.cost import BEHIND
from explainer.records import door, goals, money
from explainer.records.rows import CostEstimate, Law, Price
from explainer.telling import cost as telling

LOW, HIGH = money.prices(FACTS, "low"), money.prices(FACTS, "high")
MILLION = goals.own(1_000_000, "removals")
amount = st.floats(0, 1e7)
price = st.floats(0, 1e6)
amounts = st.builds(Amounts, amount, amount, amount)
prices = st.builds(Prices, price, price, price)
RANGE = r"\$[\d.,]+(?: (?:million|billion|trillion))?(?: to \$[\d.,]+(?: (?:million|billion|trillion))?)?"
SIZES = {"": 1, "million": 1e6, "billion": 1e9, "trillion": 1e12}


def everything():
    """The page with the part open, and all in it."""
    page = opened(open="cost")
    page.session_state["cost-more"] = list(BEHIND)
    return page.run()


def read_dollars(text: str) -> float:
    number, _, size = text.removeprefix("$").partition(" ")
    return float(number.replace(",", "")) * SIZES[size]


def two_digits(printed: str, exact: float) -> bool:
    """Whether a printed amount of money is the exact one to two digits."""
    return exact < 1 if printed == "$0" else math.isclose(read_dollars(printed), exact, rel_tol=0.0501, abs_tol=0.5)


# The arithmetic

@given(amounts, prices)
def test_a_cost_is_three_products(of, at):
    by_hand = of.officers * at.officer + of.beds * 365 * at.bed_day + of.removals * at.transport
    assert cost.cost_a_year(of, at) == pytest.approx(by_hand)


# The prices, from the numbers of the budget documents (typed here anew)

def test_the_prices_are_those_of_the_budget_documents():
    low = (1_618_829_000 / 6_050, 2_712_429_000 / 48_706 / 365, 808_584_000 / 442_637)
    high = (1_788_943_000 / 5_847, 2_701_293_000 / 41_500 / 365, 697_547_000 / 271_484)
    assert (LOW.officer, LOW.bed_day, LOW.transport) == pytest.approx(low)
    assert (HIGH.officer, HIGH.bed_day, HIGH.transport) == pytest.approx(high)


def test_the_latest_start_and_a_million_from_it_cost_what_was_worked_out_by_hand():
    """11,500 officers, 71,929.5 beds and 457,793 removals; then 46,024 officers, 145,700 beds, 1,000,000 removals."""
    found = telling.between(FACTS, Amounts(11_500, 71_929.5, 457_793))
    assert (found.low / 1e9, found.high / 1e9) == pytest.approx((7.92, 9.38), abs=0.01)
    found = telling.between(FACTS, Amounts(46_000, 145_700, 1_000_000))
    assert (found.low / 1e9, found.high / 1e9) == pytest.approx((22.2, 26.1), abs=0.1)
    assert telling.ends(found) == "$22 billion to $26 billion"


def test_the_check_is_held_against_the_branch_and_year_that_it_names():
    (check,) = money.checks(FACTS)
    told = telling.check(FACTS, *check)
    low = 6_050 * 267_575.04 + 37_722 * 365 * 152.5749 + 271_484 * 1_826.743
    high = 6_050 * 305_959.12 + 37_722 * 365 * 178.3326 + 271_484 * 2_569.385
    assert told.startswith(f"For fiscal 2024 the same prices give ${low / 1e9:.1f} billion to ${high / 1e9:.1f} billion. ")
    assert "was $5.08 billion" in told and "weak check" in told


# The sentences

@given(reader_settings)
def test_the_settings_cost_is_a_range_of_two_digits_with_what_is_not_in_it(s):
    told = telling.yours(FACTS, s)
    found = telling.between(FACTS, telling.amounts(s))
    low, _, high = re.match(rf"At your settings: ({RANGE}) a year, without ", told)[1].partition(" to ")
    assert two_digits(low, found.low) and two_digits(high or low, found.high)
    assert bool(high) == (found.high >= 1), "a range and never one number"
    assert told.endswith("without hiring, training, offices, lawyers, new buildings, courts and officers from other agencies.")


@given(reader_settings, any_goal)
def test_the_goals_cost_is_that_of_settings_that_meet_it(s, goal):
    told, found = telling.of_goal(FACTS, s, goal), telling.for_goal(s, goal)
    if found is None:
        assert not re.search(r"[\d$]", told) and told.endswith(".")
        return
    needed = telling.between(FACTS, found)
    low, _, high = re.match(rf"For the goal: ({RANGE}) a year, without ", told)[1].partition(" to ")
    assert two_digits(low, needed.low) and two_digits(high or low, needed.high)
    assert "without hiring, training, offices, lawyers, new buildings, courts and officers from other agencies" in told
    as_needed = steps.changed(s, officers=found.officers, beds=found.beds)
    if goal.measure == "arrests":
        assert steps.run(as_needed).arrests_per_year >= goal.low * (1 - 1e-9)
        assert found.beds == s.beds and told.endswith("the beds that you set.")
    else:
        out = steps.run(as_needed)
        assert found.removals >= goal.low * (1 - 1e-9) and min(out.arrests, out.beds) >= goal.low * (1 - 1e-9)


@pytest.mark.parametrize(("goal", "s", "says"), [
    (goals.own(0, "removals"), STARTS["latest"], "takes nothing"),
    (MILLION, steps.changed(STARTS["latest"], arrests_per_officer_day=0.0), "no number of officers and beds meets it"),
    (next(goals.from_row(r) for r in goals.testable(FACTS) if not goals.modelled(goals.from_row(r))), STARTS["latest"], "counts ICE alone"),
])
def test_where_a_goal_has_no_cost_the_reason_is_said(goal, s, says):
    assert telling.for_goal(s, goal) is None and says in telling.of_goal(FACTS, s, goal)


@given(reader_settings)
def test_the_lines_add_up_to_the_range_above_them(s):
    own = telling.amounts(s)
    *three, whole = telling.lines(FACTS, own, None)
    for i, at in ((0, LOW), (1, HIGH)):
        told = [read_dollars((line.yours.split(": ")[1].split(" to ") * 2)[i]) for line in three]
        exact = cost.parts(own, at)
        assert all(two_digits(words.dollars(e), e) and math.isclose(t, e, rel_tol=0.0501, abs_tol=1) for t, e in zip(told, exact, strict=True))
        assert math.isclose(read_dollars((whole.yours.split(" to ") * 2)[i]), sum(exact), rel_tol=0.0501, abs_tol=1)
    assert all(line.goal == "" for line in [*three, whole])


def test_each_price_is_printed_with_its_money_its_count_and_its_year():
    for row in FACTS.rows(Price):
        told = telling.price_in_full(FACTS, row)
        printed = re.search(r"(\$[\d.]+ (?:b|m)illion) / ([\d,]+) ", told)
        again = read_dollars(printed[1]) / float(printed[2].replace(",", ""))
        assert again == pytest.approx(row.value, rel=3e-4) and f"({row.role})" in told
        assert words.span(row.period_start, row.period_end) in told and ("our division" in told.lower())


# Budgets, laws, other estimates

def test_dollars_a_removal_are_the_budget_divided_by_the_removals_of_its_year():
    known = {2005: 6760, 2006: 7917, 2007: 6816, 2008: 6449, 2009: 6364, 2010: 6476, 2016: 13394, 2024: 18720}
    found = {(of.row.fiscal_year, of.row.rule): of for of in money.per_removal(FACTS)}
    for (year, _), of in found.items():
        if year in known:
            assert of.low == of.high == pytest.approx(known[year], abs=0.5)
    assert (found[2025, "from_2025"].low, found[2025, "to_2024"].low) == pytest.approx((12580, 16735), abs=1)
    rounded = found[2018, "to_2024"]
    assert (rounded.low, rounded.high) == pytest.approx((4.05e9 / 256_085, 4.15e9 / 256_085))
    assert telling.per_removal(rounded) == "$15,800 to $16,200"


def test_each_break_in_counting_is_a_line_of_its_own_between_the_years_that_it_divides():
    shown = next(t.value for t in everything().table if "Dollars per removal" in t.value.columns)
    found = {(of.row.fiscal_year, of.row.rule): {b.break_id for b in of.breaks} for of in money.per_removal(FACTS)}
    assert found[2007, "to_2013"] == {"fy2007"} and found[2016, "to_2024"] == {"fy2011", "june_2013"}
    assert found[2024, "to_2024"] == {"may_2023"}
    assert found[2025, "to_2024"] == set(), "by the count before, fiscal 2025 is like fiscal 2024"
    assert {"fy2025", "march_2025"} <= found[2025, "from_2025"] and found[2008, "to_2013"] == set()
    where = list(shown["Year"])
    assert sum(year.startswith("Counting rule, ") for year in where) == sum(map(len, found.values()))
    assert where.index("Fiscal 2006") < where.index("Counting rule, fiscal 2007: some returns in") < where.index("Fiscal 2007")


def test_the_sums_of_the_laws_are_those_of_ICE_alone_and_are_divided_by_no_years():
    assert money.granted(FACTS) == {"Public Law 119-21": 74_850_000_000, "Public Law 119-98": 31_075_000_000}
    others = [law.value for law in FACTS.rows(Law) if law.use != "removal"]
    assert all(value not in money.granted(FACTS).values() for value in others) and len(others) == 8
    told = " ".join(telling.granted(FACTS, law) for law in money.granted(FACTS))
    assert "$74.85 billion" in told and "$31.075 billion" in told and "September 30, 2029" in told and "a year" not in told


@pytest.mark.parametrize("start", STARTS)
def test_what_stands_beside_an_estimate_is_of_the_same_amount(start):
    together = backwards.all_together(STARTS[start], 1_000_000)
    own = telling.amounts(together.scenario)
    for row in FACTS.rows(CostEstimate):
        told = telling.beside(FACTS, own, row)
        assert bool(told) == bool(row.beside)
        if row.beside == "bed_day":
            assert told == telling.ends(cost.Range(row.amount * 365 * LOW.bed_day, row.amount * 365 * HIGH.bed_day)) == "$56 billion to $65 billion"
        if row.beside == "transport":
            assert told == "$1.8 billion to $2.6 billion"
        if row.beside == "all":
            assert told == telling.ends(telling.between(FACTS, own))


def test_the_spread_is_told_with_the_numbers_that_it_comes_from():
    first, reading, beds, starts = telling.spread(FACTS, unshared(STARTS["latest"]))
    assert "$18 billion" in first and "our multiplication" in first and "at least $88 billion" in first
    author = next(row for row in FACTS.rows("cost_estimates") if row.beside == "all")
    assert f"{author.author} ({author.author_kind})" in first and words.lower_first(author.assumption) in first
    assert "prices differ little" in reading and "our reading" in reading
    assert "1,000,000 beds alone would cost $56 billion to $65 billion" in beds
    needed = 1_000_000 / STARTS["latest"].removals_per_bed_year * 365
    assert f"for ${needed * 152.5749 / 1e9:.1f} billion to ${needed * 178.3326 / 1e9:.1f} billion, again without pay." in beds and "billion a year, without pay." in beds
    assert starts.endswith(f"without {telling.LEFT_OUT}.")
    ranges = {FACTS.start_rows[start].label: telling.between(FACTS, telling.for_goal(s, MILLION)).low
              for start, s in STARTS.items() if FACTS.start_rows[start].recorded_arrests_per_day > 0}
    assert f"“{min(ranges, key=ranges.get)}”" in starts and f"“{max(ranges, key=ranges.get)}”" in starts


def test_ours_is_called_lower_than_anothers_only_where_it_is():
    for rate in (0.02, 0.05, 0.1, 0.3):
        s = steps.changed(STARTS["latest"], arrests_per_officer_day=rate)
        ours = telling.between(FACTS, telling.amounts(backwards.all_together(s, 1e6).scenario))
        assert any("is lower than that of" in text for text in telling.spread(FACTS, s)) == (ours.high < 88e9), rate


def test_no_dollar_sign_opens_a_formula_on_the_page():
    page = everything()
    texts = [m.value for m in page.markdown if "$" in m.value and "billion" in m.value]
    texts += [cell for table in page.table for cell in table.value.to_numpy().ravel() if "$" in cell]
    assert len(texts) > 40
    for text in texts:
        assert not re.search(r"(?<!\\)\$", text), text[:200]


@pytest.mark.parametrize("name", BEHIND)
def test_each_choice_opens_its_own(name):
    page = opened(open="cost")
    before = len(page.table)
    assert "Dollars per removal, by year" in page.session_state["cost-more"]
    page.session_state["cost-more"] = [name]
    page.run()
    assert [m.value for m in page.markdown].count(f"**{name}**") == 1 and not page.exception
    assert all(f"**{other}**" not in {m.value for m in page.markdown} for other in BEHIND if other != name)
    assert len(page.table) == before - (name == "Prices in full")


# Money in words

@pytest.mark.parametrize(("value", "digits", "told"), [
    (0, 2, "$0"), (7.86e9, 2, "$7.9 billion"), (22.4e9, 2, "$22 billion"), (9.96e9, 2, "$10 billion"), (9.996e11, 2, "$1.0 trillion"),
    (1.45e8, 2, "$150 million"), (267_575, 3, "$268,000"), (999_600, 2, "$1.0 million"), (5_082_218_000, 3, "$5.08 billion"),
])
def test_money_is_rounded_once(value, digits, told):
    assert words.dollars(value, digits) == told


@pytest.mark.parametrize(("value", "told"), [
    (31_075_000_000, "$31.075 billion"), (45e9, "$45 billion"), (18_245, "$18,245"), (178.33, "$178.33"), (1e12, "$1 trillion"), (100e9, "$100 billion"),
])
def test_recorded_money_is_printed_as_recorded(value, told):
    assert words.exact_dollars(value) == told


@given(st.floats(1, 9e12), st.integers(2, 4))
def test_printed_money_lies_within_half_of_its_last_digit(value, digits):
    printed = read_dollars(words.dollars(value, digits))
    assert abs(printed - value) <= 0.5001 * 10 ** (math.floor(math.log10(max(value, printed))) - digits + 1) or value < 10 ** (digits - 1)


def test_a_year_more_is_printed_without_a_change_of_code(copy_of_data):
    removals = "{ice_removals@2018-10-01..2019-09-30#ice_ero_fy2019}"
    add(copy_of_data, "budgets", {"fiscal_year": "2018"}, {"fiscal_year": "2019", "rounded_to": "", "value": "4200000000", "removals": removals})
    facts = door.load(copy_of_data)
    of = next(of for of in money.per_removal(facts) if of.row.fiscal_year == 2019)
    assert telling.per_removal(of) == "$15,700" and len(money.per_removal(facts)) == len(money.per_removal(FACTS)) + 1
