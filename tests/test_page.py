"""The page as a reader works it: sliders, starting points, undo, goals, doors; numbers compared as numbers."""

from __future__ import annotations

import csv
from pathlib import Path

import by_hand
import pytest
from known import FACTS
from page import headings, link, moved, number, opened, part_of, picker, slider
from streamlit.testing.v1 import AppTest

from explainer.model import steps
from explainer.model.steps import LIMITS, Scenario
from explainer.page import parts
from explainer.records import goals

GROUPS = {row.group: row.label for row in FACTS.rows("groups") if row.in_tabs == "yes"}
IN_TABS = [knob for knob, row in FACTS.knobs.items() if row.group in GROUPS]
TESTABLE = {row.goal: goals.from_row(row) for row in goals.testable(FACTS)}


def one_goal(**is_: str) -> str:
    """The id of the first goal with these properties."""
    return next(goal for goal, of in TESTABLE.items() if is_.items() <= vars(of).items())


ARRESTS, DHS = one_goal(measure="arrests"), one_goal(scope="DHS", measure="removals")


def open_tab(page: AppTest, group: str) -> AppTest:
    page.session_state["tab"] = GROUPS[group]
    return page.run()


def model(**knobs: float) -> steps.Outcome:
    return steps.run(Scenario(**FACTS.defaults | knobs))


@pytest.fixture(scope="module")
def plain() -> AppTest:
    return opened()


def test_the_page_opens_with_the_models_numbers(plain):
    assert not plain.exception and not plain.warning and not plain.info
    assert by_hand.fits(part_of(plain, "number").removesuffix(" ICE removals a year"), model().removals_per_year)
    assert set(plain.query_params) == set(), "an address of defaults alone is empty"
    assert len(headings(plain)) == len(set(headings(plain))) >= 5


@pytest.mark.parametrize("knob", IN_TABS)
def test_each_slider_moves_the_number_or_the_page_says_why_not(knob):
    row = FACTS.knobs[knob]
    page = opened(tab=row.group)
    for end in (row.high, row.low) if row.default == row.low else (row.low, row.high):
        slider(page, row.link_key).set_value(end).run()
        assert not page.exception
        expected = model(**{knob: end}).removals_per_year
        assert by_hand.fits(part_of(page, "number").split(" ICE")[0], expected), f"the page ignores {knob} at {end}"
        assert row.label in moved(page), "the sentence on the move names another slider"
        for name, label in LIMITS.items():
            button = next(b for b in page.button if b.key == f"limit-{name}").label
            assert label in button and by_hand.fits(button.split("**")[1], getattr(model(**{knob: end}), name))


def test_a_move_without_effect_is_said_to_have_none():
    page = opened(tab="capacity")
    held = model().limited_by[0]
    other = next(k for k in ("flights_per_month", "beds") if k not in steps.knobs_of(held))
    row = FACTS.knobs[other]
    before = number(page)
    slider(page, row.link_key).set_value(row.high).run()
    assert number(page) == before and "no change, since" in moved(page)
    assert LIMITS[held].lower() in moved(page)


@pytest.mark.parametrize("start", list(FACTS.start_rows))
def test_every_starting_point_sets_its_values(start):
    page = opened()
    if any(b.key == f"start-{start}" for b in page.button):
        slider(page, "officers").set_value(1000.0).run()
        page.button(key=f"start-{start}").click().run()
    else:
        menu = next(m for m in page.get("menu_button") if m.key == "start-others")
        menu.click(start).run()
    assert not page.exception
    out = steps.run(Scenario(**FACTS.starts[start]))
    assert by_hand.fits(part_of(page, "number").split(" ICE")[0], out.removals_per_year)
    assert any(f"Start: {FACTS.start_rows[start].label}." in c.value for c in page.caption)
    assert abs(slider(page, "officers").value - FACTS.starts[start]["officers"]) < 1e-9


def test_undo_takes_back_one_change_at_a_time():
    page = opened()
    seen = [number(page)]
    slider(page, "officers").set_value(3000.0).run()
    seen.append(number(page))
    page.button(key="start-fy2012").click().run()
    seen.append(number(page))
    page.button(key="set-to-goal").click().run()
    seen.append(number(page))
    page.button(key="reset").click().run()
    assert number(page) == seen[0] and len(set(seen)) == 4
    for before in reversed(seen):
        page.button(key="undo").click().run()
        assert not page.exception and number(page) == before
    assert page.button(key="undo").disabled
    assert slider(page, "officers").value == FACTS.defaults["officers"]


def set_exactly(page: AppTest) -> None:
    page.session_state["exact-staffing"] = True
    page.run()
    next(n for n in page.number_input if n.key == "entry-officers").set_value(4321.0)
    page.button(key="set-officers").click().run()


CHANGES = {
    "an exact entry": set_exactly,
    "the goal": lambda page: picker(page, "goal").set_value(ARRESTS).run(),
    "the definition": lambda page: picker(page, "count").set_value("dhs_removals").run(),
    "a goal from the officials' menu": lambda page: next(m for m in page.get("menu_button") if m.key == "test-goal").click(DHS).run(),
}


@pytest.mark.parametrize("change", CHANGES)
def test_undo_takes_back(change):
    page = opened()
    before = part_of(page, "number"), part_of(page, "share"), picker(page, "goal").value, picker(page, "count").value
    CHANGES[change](page)
    assert not page.exception
    after = part_of(page, "number"), part_of(page, "share"), picker(page, "goal").value, picker(page, "count").value
    assert after != before and not page.button(key="undo").disabled and dict(page.query_params)
    page.button(key="undo").click().run()
    assert not page.exception and page.button(key="undo").disabled and not dict(page.query_params)
    assert (part_of(page, "number"), part_of(page, "share"), picker(page, "goal").value, picker(page, "count").value) == before


def test_a_goal_chosen_from_what_officials_said_is_the_goal_to_test():
    page = opened()
    kinds = next(s for s in page.selectbox if s.key == "kind")
    kinds.select_index(1).run()
    menu = next(m for m in page.get("menu_button") if m.key == "test-goal")
    menu.click(ARRESTS).run()
    assert picker(page, "goal").value == ARRESTS and page.query_params["goal"] in (ARRESTS, [ARRESTS])
    assert part_of(page, "number").endswith("ICE arrests a day") and "Goal to test: " in moved(page)
    assert part_of(page, "share") == part_of(opened(goal=ARRESTS), "share")


@pytest.mark.parametrize("kind", range(len(FACTS.rows("goal_kinds"))))
def test_goals_of_every_kind_can_be_seen(kind):
    page = opened(section="goals")
    next(s for s in page.selectbox if s.key == "kind").select_index(kind).run()
    page.session_state["every-goal"] = True
    page.run()
    row = FACTS.rows("goal_kinds")[kind]
    charted = any(row.label in told.value for told in page.subheader)
    assert not page.exception and charted != any("so none is charted" in told.value for told in page.caption)
    every = goals.of_kind(FACTS, row.kind)
    assert any(told.value.count("Type: ") == len(every) for told in page.markdown), "each with its words and status"


def test_the_sliders_of_the_fast_start_move_its_days_and_not_the_result():
    page = opened(open="faststart")
    number_before, finding = number(page), next(s.value for s in page.subheader if s.value.startswith("A list of this size"))
    for key, value in (("list", 2000.0), ("prep", 0.5)):
        slider(page, key).set_value(value).run()
        assert not page.exception and number(page) == number_before
        told = next(s.value for s in page.subheader if s.value.startswith("A list of this size"))
        assert told != finding and "no change, since it shapes the fast start alone" in moved(page)
        finding = told
    opening = next(row.start for row in FACTS.rows("starts") if row.opens_fast_start == "yes")
    pace = steps.run(Scenario(**FACTS.starts[opening])).arrests_per_day
    assert by_hand.fits(finding.split("lasts ")[1].split(" days")[0], 2000 / (pace / 0.5))


def test_set_the_sliders_to_this_meets_the_goal():
    page = opened()
    page.button(key="set-to-goal").click().run()
    assert part_of(page, "share").startswith("100% of the goal")
    assert number(page) == TESTABLE[FACTS.about["default_goal"]].low
    assert page.button(key="set-to-goal").disabled


def test_an_exact_entry_is_used_to_its_last_digit():
    page = opened()
    page.session_state["exact-staffing"] = True
    page.run()
    entry = next(n for n in page.number_input if n.key == "entry-field")
    entry.set_value(33.3)
    page.button(key="set-field").click().run()
    assert not page.exception
    assert "0.333" in page.query_params["field"], "33.3 percent is 0.333, to the last digit"
    assert by_hand.fits(part_of(page, "number").split(" ICE")[0], model(arrest_share=0.333).removals_per_year)


@pytest.mark.parametrize("name", LIMITS)
def test_a_limit_opens_its_own_sliders(name):
    page = opened(tab="work days")
    page.button(key=f"limit-{name}").click().run()
    assert not page.exception
    drawn = {s.key.split(".")[0] for s in page.slider}
    own = {FACTS.knobs[knob].link_key for knob in steps.knobs_of(name)}
    assert own & drawn, f"none of the sliders of {name} is in sight"


def test_scenario_a_is_kept_compared_and_put_away():
    page = opened()
    assert "Scenario A and yours" not in headings(page)
    first = number(page)
    page.button(key="save").click().run()
    slider(page, "officers").set_value(3000.0).run()
    assert "Scenario A and yours" in headings(page)
    (told,) = [m.value for m in page.markdown if m.value.startswith("Scenario A gives")]
    a, b = (by_hand.value(told.split(word)[1].split(" ")[0].split(":")[0]) for word in ("gives ", "yours "))
    assert (a, b) == (first, number(page)) and f"{3000:,}" in told
    assert not page.button(key="save").disabled, "other settings can be saved in its place"
    page.button(key="to-a").click().run()
    assert number(page) == first and page.button(key="save").disabled and page.button(key="to-a").disabled
    page.button(key="remove-a").click().run()
    assert "Scenario A and yours" not in headings(page) and "a" not in page.query_params


def test_a_goal_in_arrests_turns_the_page_to_arrests_a_day():
    page = opened()
    picker(page, "goal").set_value(ARRESTS).run()
    out = model()
    assert part_of(page, "number").endswith("ICE arrests a day")
    assert by_hand.fits(part_of(page, "number").split(" ICE")[0], out.arrests_per_day)
    goal = TESTABLE[ARRESTS]
    assert f"{out.arrests_per_day / goal.high_per_day:.0%}" in part_of(page, "share")
    assert "removals a year" in part_of(page, "share")


def test_a_goal_for_all_of_dhs_shows_no_share_and_no_line():
    page = opened(goal=DHS)
    assert not page.exception
    assert "%" not in part_of(page, "share") and "ICE alone" in part_of(page, "share")
    picture = next(e.proto.body for e in page.get("html") if 'class="result"' in e.proto.body)
    assert 'class="goal' not in picture.split('class="picture"')[1].split('class="limited"')[0]
    assert not any(b.key == "set-to-goal" for b in page.button)


@pytest.mark.parametrize("unit", ["removals", "arrests"])
def test_a_goal_of_ones_own_begins_with_the_usual_amount_of_its_unit(unit):
    usual = FACTS.about["own_goal"][unit]
    linked = opened(goal="own", unit=unit)
    own = model().removals_per_year if unit == "removals" else model().arrests_per_day
    assert f"{own / usual:.0%} of the goal" in part_of(linked, "share")
    page = opened(goal="own")
    if unit == "arrests":
        next(g for g in page.get("button_group") if g.key.startswith("unit")).select(unit).run()
    assert part_of(page, "share") == part_of(linked, "share")


@pytest.mark.parametrize("key", [part.key for part in parts.doors(FACTS)])
def test_every_door_opens_and_holds_something(key, plain):
    page = opened(open=key)
    assert not page.exception and not page.warning
    assert len(list(page.main)) > len(list(plain.main)), f"{key} is empty"


@pytest.mark.parametrize("key", [parts.CALCULATOR, *parts.sections(FACTS)])
def test_a_part_can_be_shown_alone(key):
    page = opened(section=key)
    assert not page.exception and not page.warning
    assert any("From [" in c.value for c in page.caption), "the way back to the whole page"
    assert bool(page.slider) or key != parts.CALCULATOR
    assert len(headings(page)) <= 1 and not page.title


@pytest.mark.parametrize(
    "query",
    [
        {"officers": "many"}, {"officers": "-1"}, {"rate": "nan"}, {"days": "9"}, {"goal": "T9-99"}, {"count": "x"}, {"unit": "beds"},
        {"section": "all"}, {"tab": "nowhere"}, {"own": "-5"}, {"a": "officers:1"}, {"stranger": "<script>"}, {"v": "0.0.1"}, {"rate": "nan", "own": "x"},
    ],
    ids=str,
)  # fmt: skip
def test_what_a_link_gets_wrong_is_named_once_and_the_page_goes_on(query):
    page = opened(**query)
    assert not page.exception
    assert number(page) == pytest.approx(model().removals_per_year, rel=0.01)
    (told,) = [info.value.splitlines() for info in page.info]
    assert len(told) == len(query) and all(line.startswith("- ") for line in told) == (len(told) > 1)
    page.button(key="notes-away").click().run()
    assert not page.exception and not page.info


def test_the_address_holds_what_differs_from_the_start_and_nothing_else():
    page = opened()
    slider(page, "officers").set_value(3000.0).run()
    assert dict(page.query_params) in ({"officers": "3000"}, {"officers": ["3000"]})
    open_tab(page, "capacity")
    slider(page, "beds").set_value(20_000.0).run()
    open_tab(page, "work days")
    assert set(page.query_params) == {"officers", "beds"}, "a setting in a closed tab stays in the address"
    assert number(page) == pytest.approx(model(officers=3000, beds=20_000).removals_per_year, rel=0.005)
    page.button(key="reset").click().run()
    assert not dict(page.query_params)


def test_the_citable_link_shows_the_same_view():
    page = opened(open="share", goal=ARRESTS, count="dhs_removals")
    slider(page, "officers").set_value(3000.0).run()
    page.button(key="save").click().run()
    slider(page, "officers").set_value(12_000.0).run()
    told = link(page)
    assert {row.link_key for row in FACTS.knobs.values()} <= set(told) and told["v"] == FACTS.about["version"]
    again = opened(**told)
    assert not again.info, "a link of the page's own needs no remark"
    assert (number(again), part_of(again, "share")) == (number(page), part_of(page, "share"))
    assert "Scenario A and yours" in headings(again) and picker(again, "count").value == "dhs_removals"


OLD = list(csv.DictReader((Path(__file__).parent / "old_links.csv").open(encoding="utf-8")))


@pytest.mark.parametrize("row", OLD, ids=[row["query"][:40] for row in OLD])
def test_a_link_of_an_older_version_gives_the_numbers_of_its_settings(row):
    query = dict(part.split("=", 1) for part in row["query"].replace("{version}", FACTS.about["version"]).split("&"))
    shown = dict(part.split("=") for part in row["shows"].split(";") if part)
    knobs = {name: float(value) for name, value in shown.items() if name in FACTS.knobs}
    page = opened(**query)
    assert not page.exception and bool(page.info) == bool(row["says"])
    out = model(**knobs)
    in_arrests = "goal" in shown and TESTABLE[shown["goal"]].measure == "arrests"
    assert by_hand.fits(part_of(page, "number").split(" ICE")[0], out.arrests_per_day if in_arrests else out.removals_per_year)
