"""The checked claims: each in a group that says how it was chosen, tallied by what stands in the table."""

from datetime import timedelta
from types import SimpleNamespace

from explainer import words
from explainer.page import claims

ADMINISTRATIONS = {"Clinton": (1993, 2000), "G. W. Bush": (2001, 2008), "Obama": (2009, 2016), "Trump, first term": (2017, 2020), "Biden": (2021, 2024)}


def test_groups_stand_in_their_order_and_hold_every_claim_once(facts):
    assert [group.group for group in claims.groups(facts)] == ["article", "since_2025", "earlier"]
    by_group = [claims.of_group(facts, group.group) for group in claims.groups(facts)]
    assert sorted(claim.claim_id for of in by_group for claim in of) == sorted(row.claim_id for row in facts.rows("claims"))
    assert all(by_group) and all(group.chosen.endswith(".") for group in claims.groups(facts))


def test_a_tally_counts_each_verdict_and_names_them_in_one_order(facts):
    rows = [SimpleNamespace(verdict=v) for v in ("contradicted", "supported", "contradicted", "partly supported")]
    assert claims.tally(rows) == "1 supported, 1 partly supported, 2 contradicted" and claims.tally([]) == ""
    assert {row.verdict for row in facts.rows("claims")} <= set(claims.VERDICTS)


def test_claims_before_2025_are_three_of_each_administration(facts):
    earlier = claims.of_group(facts, "earlier")
    years = {"E01": 1995, "E02": 1999, "E13": 1995, "E03": 2006, "E04": 2008, "E14": 2007, "E05": 2010, "E06": 2012, "E07": 2014,
             "E08": 2019, "E09": 2017, "E15": 2018, "E10": 2024, "E11": 2024, "E12": 2024}
    assert {claim.claim_id for claim in earlier} == set(years)
    for claim in earlier:
        assert str(years[claim.claim_id]) in claim.claim[:24], f"{claim.claim_id}: the claim opens with its date"
    for name, (first, last) in ADMINISTRATIONS.items():
        assert sum(first <= year <= last for year in years.values()) == 3, name
    assert claims.tally(earlier) == "8 supported, 5 partly supported, 2 cannot be checked"


def test_both_parts_of_a_claim_are_tested(facts):
    (row,) = [row for row in facts.rows("claims") if row.claim_id == "C18"]
    assert "Arrests:" in row.evidence and "Removals:" in row.evidence
    days, arrests = 376, facts.value("{ice_arrests@2025-01-21..2026-01-31#cbs_feb2026}")
    assert f"{arrests:,.0f} in {days} days, which is {arrests / days * 365:,.0f} for a year" in row.evidence


def test_a_claim_about_the_goal_of_january_2025_has_its_shares_right(facts):
    (row,) = [row for row in facts.rows("claims") if row.claim_id == "C25"]
    goal = facts.goal_rows["T2-05"]
    for amount in (800, 600):
        low, high = amount / goal.high, amount / goal.low
        assert f"{low:.0%} to {high:.0%}".replace("%", "", 1).replace("%", " percent") in row.evidence


def test_no_claim_rests_on_itself(facts):
    for row in facts.rows("claims"):
        assert set(row.source_ids) - {"seed_article"} or row.claim_id == "C10", f"{row.claim_id}: the article alone is no evidence"


def test_the_released_arrests_beside_claim_c18_are_those_of_its_own_year(facts):
    claim = next(c for c in facts.rows("claims") if c.claim_id == "C18")
    months = {r.period_start: r for r in facts.rows("pace") if r.series == "arrests_records" and r.period_type == "month"}
    first, last = claim.period_start, claim.period_start.replace(year=claim.period_start.year + 1) - timedelta(days=1)
    total = 0.0
    for start, row in months.items():
        days = (min(row.period_end, last) - max(start, first)).days + 1
        total += row.per_day * max(days, 0)
    assert f"about {round(total, -2):,.0f} from {words.span(first, last)}" in claim.evidence
