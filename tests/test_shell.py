"""python -m explainer: the page's numbers from a shell, the line that the page offers, and input that cannot be used."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import by_hand
import pytest
from hypothesis import given
from hypothesis import strategies as st
from known import FACTS
from page import number, opened, part_of
from strategies import reader_settings

from explainer import __main__ as shell
from explainer.model import backwards, steps
from explainer.model.steps import Scenario
from explainer.reader import links
from explainer.records import goals
from explainer.telling import cost

ROOT = Path(__file__).parent.parent


@pytest.fixture(autouse=True)
def data_read_once(monkeypatch):
    monkeypatch.setattr(shell.door, "load", lambda: FACTS)


STATED = [row.goal for row in goals.testable(FACTS)]
OF_OWN = st.tuples(st.integers(0, 2_000_000).map(float), st.sampled_from(links.OWN_MEASURES))


def printed(line: str, capsys) -> dict:
    """What a line of the page gives with --json."""
    assert line.startswith(".venv/bin/python -m explainer")
    assert shell.main([*shlex.split(line)[3:], "--json"]) == 0
    return json.loads(capsys.readouterr().out)


@pytest.mark.parametrize(
    "query",
    [
        {"officers": "9000", "days": "6", "removed": "0.6"},
        {"beds": "12345", "goal": "own", "own": "500000"},
        {"rate": "0.2461", "goal": "own", "own": "1000", "unit": "arrests"},
        {"goal": "own", "unit": "arrests"},
    ],
    ids=str,
)
def test_the_line_that_the_page_offers_prints_the_pages_numbers(query, capsys):
    page = opened(open="share", **query)
    line = next(code.value for code in page.code if "-m explainer" in code.value)
    told = printed(line, capsys)
    own = told["removals_per_year"] if told["goal"]["measure"] == "removals" else told["arrests_per_day"]
    assert number(page) == by_hand.value(part_of(page, "number").split(" ICE")[0])
    assert by_hand.fits(part_of(page, "number").split(" ICE")[0], own)
    days = 1 if told["goal"]["measure"] == "removals" else 365
    assert part_of(page, "share").startswith(f"{own / (told['goal']['per_year'] / days):.0%} of the goal")


@given(reader_settings, st.sampled_from([*STATED, goals.OWN]), OF_OWN)
def test_any_line_names_its_settings_and_goal_exactly(s, goal, own):
    line = shlex.split(links.command(FACTS, vars(s), goal, *own))[3:]
    given_ = shell._arguments().parse_intermixed_args(line)
    assert shell.settings(FACTS, given_.pairs) == vars(s)
    if goal == goals.OWN:
        assert shell.own_goal(FACTS, given_.own, given_.unit or "removals") == goals.own(*own)
    else:
        assert given_.goal == goal and given_.own is None


@given(reader_settings, st.sampled_from(STATED))
def test_the_object_holds_the_model_and_what_the_goal_needs(s, goal):
    chosen, out = shell.chosen_goal(FACTS, goal), steps.run(s)
    told = json.loads(json.dumps(shell.as_object(FACTS, s, out, chosen), allow_nan=False))
    assert list(told) == [
        "settings", "work_days", "field_officers", "arrests_per_day", "arrests_per_year", "interior_removals", "stages",
        "removals_per_year", "first_to_stop", "goal", "goal_needs", "cost_a_year", "goal_cost_a_year",
        "data_version",
    ]  # fmt: skip
    assert told["settings"] == vars(s) and told["removals_per_year"] == min(out.limits.values())
    assert set(told["stages"]) == {"arrests", "beds", "flights", "orders"}
    assert all(told["stages"][name] <= told["removals_per_year"] * (1 + steps.TOGETHER) for name in told["first_to_stop"])
    stated = told["goal"]
    assert (stated["per_year"], stated["per_year_high"], stated["scope"]) == (chosen.low, chosen.high, chosen.scope)
    assert (told["goal_needs"] is None) == (chosen.scope not in ("ICE", "not_stated")), "what the text does not say"
    for knob, need in (told["goal_needs"] or {}).items():
        assert list(need) == ["stage", "value", "reason"]
        if need["reason"] == "reached":
            at = steps.run(steps.changed(s, **{knob: need["value"]}))
            reached = at.arrests_per_year if chosen.measure == "arrests" else getattr(at, need["stage"])
            # At 100% without a hearing no judge is needed, and orders set no limit; with nobody by air, flights set none.
            assert reached == pytest.approx(chosen.low, rel=1e-6) or (need["value"] in (0, 1) and reached == float("inf"))
    assert told["cost_a_year"]["low"] <= told["cost_a_year"]["high"]
    needed = cost.for_goal(s, chosen)
    assert (told["goal_cost_a_year"] is None) == (needed is None)
    if needed is not None:
        assert told["goal_cost_a_year"] == cost.between(FACTS, needed)._asdict()
    if told["goal_needs"] is not None:
        assert set(told["goal_needs"]) == {need.knob for need in backwards.every_knob(s, chosen.low, chosen.measure)}


@pytest.mark.parametrize("goal", STATED)
def test_every_goal_can_be_printed_with_both_its_ends(goal, capsys):
    assert shell.main(["--goal", goal]) == 0
    text, row, of = capsys.readouterr().out, FACTS.goal_rows[goal], shell.chosen_goal(FACTS, goal)
    assert f"Goal: {row.label} (" in text
    out = steps.run(Scenario(**FACTS.defaults))
    if of.high > of.low:
        own = out.removals_per_year if of.measure == "removals" else out.arrests_per_year
        shares = [by_hand.value(share) for share in re.findall(r"[\d.]+%", text.splitlines()[0])]
        assert shares == [pytest.approx(own / end, abs=0.0051) for end in (of.high, of.low)]
        assert re.search(rf"\([a-z ]*{row.low:,.0f} to {row.high:,.0f} ", text)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["officer=5"], "'officer' is not a knob"),
        (["officers"], "'officers' is not a knob"),
        (["officers=ten"], "officers: 'ten' is not a number"),
        (["days_per_week=8"], "days_per_week: 8 is outside its range, 4 to 7"),
        (["officers=1", "officers=2"], "officers: is given twice"),
        (["rate"], "'rate' is not a knob"),
        (["--goal", "X-1"], "'X-1' is not a goal"),
        (["--own", "many"], "--own: 'many' is not a whole number"),
        (["--own=-1"], "--own: '-1' is not a whole number from 0"),
        (["--unit", "arrests"], "--unit: goes with --own alone"),
    ],
)
def test_what_cannot_be_used_is_named(arguments, says, capsys):
    assert shell.main(arguments) == 2
    told = capsys.readouterr()
    assert says in told.err and not told.out


def test_a_reader_who_has_read_enough_gets_no_traceback():
    line = f"{shlex.quote(sys.executable)} -m explainer | true"
    done = subprocess.run(["bash", "-c", f"set -o pipefail; {line}"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_text_holds_every_setting_and_number(capsys):
    assert shell.main([]) == 0
    told = capsys.readouterr().out
    assert all(row.label in told for row in FACTS.knobs.values() if row.group != "fast start")
    out = steps.run(Scenario(**FACTS.defaults))
    assert f"{out.removals_per_year:,.0f}" in told and f"{out.arrests_per_year:,.0f}" in told


@pytest.mark.parametrize("knob", ["officers", "beds", "flights_per_month", "judges", "border_removals"])
def test_the_smallest_number_is_answered(knob, capsys):
    assert shell.main([f"{knob}=1e-300", "borrowed=0"]) == 0
    assert "each setting alone" in capsys.readouterr().out
