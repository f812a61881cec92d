"""The page as a reader works it: sliders, starting points, undo, goals, parts that open; numbers compared as numbers."""

from __future__ import annotations

import re

import by_hand
import pytest
from known import FACTS
from page import ARRESTS, GROUPS, bodies, headings, limits, menu, model, moved, number, opened, part_of, picker, result, set_exactly, slider, text
from streamlit.testing.v1 import AppTest
from strategies import STATED

from explainer.model import steps
from explainer.model.steps import LIMITS, Scenario
from explainer.records import goals
from explainer.telling import said

IN_TABS = [knob for knob, row in FACTS.knobs.items() if row.group in GROUPS]
DHS = next(goal for goal, of in STATED.items() if (of.scope, of.measure) == ("DHS", "removals"))


@pytest.fixture(scope="module")
def plain() -> AppTest:
    return opened()


def test_the_page_opens_with_the_models_numbers(plain):
    assert not plain.exception and not plain.warning and not plain.info
    assert by_hand.fits(part_of(plain, "number").removesuffix(" ICE removals a year"), model().removals_per_year)
    assert set(plain.query_params) == set(), "an address of defaults alone is empty"
    assert len(headings(plain)) == len(set(headings(plain))) >= 5
    assert moved(plain) and "→" not in moved(plain)


@pytest.mark.parametrize("knob", IN_TABS)
def test_each_slider_moves_the_number_or_the_page_says_why_not(knob):
    row = FACTS.knobs[knob]
    page = opened(tab=row.group)
    for end in (row.high, row.low) if FACTS.defaults[knob] == row.low else (row.low, row.high):
        slider(page, row.link_key).set_value(end).run()
        assert not page.exception
        expected = model(**{knob: end}).removals_per_year
        assert by_hand.fits(part_of(page, "number").split(" ICE")[0], expected), f"the page ignores {knob} at {end}"
        assert row.label in moved(page), "the sentence on the move names another slider"
        assert {name: by_hand.fits(told, getattr(model(**{knob: end}), name)) for name, told in limits(page).items()} == dict.fromkeys(LIMITS, True)
        held = re.findall(r'class="limit min" data-live-min="(\w+)"', result(page))
        assert held == model(**{knob: end}).limited_by and all(LIMITS[name].lower() in part_of(page, "held") for name in held)


def test_a_move_without_effect_is_said_to_have_none():
    page = opened(tab="capacity")
    held = model().limited_by[0]
    other = next(k for k in ("flights_per_month", "beds") if k not in steps.knobs_of(held))
    row = FACTS.knobs[other]
    before = number(page)
    slider(page, row.link_key).set_value(row.high).run()
    assert number(page) == before and "No change" in moved(page)
    assert LIMITS[held].lower() in moved(page)


@pytest.mark.parametrize("start", list(FACTS.start_rows))
def test_every_starting_point_sets_its_values(start):
    page = opened()
    if any(b.key == f"start-{start}" for b in page.button):
        slider(page, "officers").set_value(1000.0).run()
        page.button(key=f"start-{start}").click().run()
    else:
        menu(page, "start-others").click(start).run()
    assert not page.exception
    out = steps.run(Scenario(**FACTS.starts[start]))
    assert by_hand.fits(part_of(page, "number").split(" ICE")[0], out.removals_per_year)
    assert f"These settings began with {FACTS.start_rows[start].label}. {FACTS.start_rows[start].sentence}" in text(page)
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
    page.button(key="undo").click().run()
    assert "nothing to undo" in moved(page) and number(page) == seen[0]
    page.button(key="reset").click().run()
    assert "nothing to undo" not in moved(page), "said of the button before"
    assert slider(page, "officers").value == FACTS.defaults["officers"]
    page.button(key="reset").click().run()
    assert "These are the settings that you have." in moved(page), "the change before is not told as the button's"


def test_nothing_is_set_that_a_link_could_not_hold():
    page = opened(field="0.05", rate="0.02")
    page.button(key="set-to-goal").click().run()
    assert "Nothing is set, since this page takes at most 1,000,000 for “ICE officers”." in moved(page)
    assert page.query_params["field"] == "0.05" and "officers" not in page.query_params
    page = opened(rate="0.2")
    page.button(key="set-to-goal").click().run()
    assert FACTS.knobs["officers"].high < float(page.query_params["officers"]) < FACTS.knobs["officers"].highest, "beyond a slider is no such end"


def test_the_goal_that_is_chosen_again_is_said_to_be_the_one():
    page = opened()
    menu(page, "test-goal").click(FACTS.about["default_goal"]).run()
    assert "This is the goal that you have." in moved(page)


CHANGES = {
    "an exact entry": lambda page: set_exactly(page, "officers", 4321),
    "the goal": lambda page: picker(page, "goal").set_value(ARRESTS).run(),
    "the definition": lambda page: picker(page, "count").set_value("dhs_removals").run(),
    "a goal from the officials' menu": lambda page: menu(page, "test-goal").click(DHS).run(),
}


def seen(page: AppTest) -> tuple[object, ...]:
    view = page.session_state["_session"].view
    return part_of(page, "number"), part_of(page, "share"), picker(page, "goal").value, view.definition


@pytest.mark.parametrize("change", CHANGES)
def test_undo_takes_back(change):
    page = opened()
    before = seen(page)
    CHANGES[change](page)
    assert not page.exception and seen(page) != before and dict(page.query_params)
    page.button(key="undo").click().run()
    assert not page.exception and seen(page) == before and not dict(page.query_params)
    page.button(key="undo").click().run()
    assert "nothing to undo" in moved(page), "one change is one step"


def test_a_goal_chosen_from_what_officials_said_is_the_goal_to_test():
    page = opened()
    kinds = next(s for s in page.selectbox if s.key == "kind")
    kinds.select_index(1).run()
    menu(page, "test-goal").click(ARRESTS).run()
    assert picker(page, "goal").value == ARRESTS and page.query_params["goal"] in (ARRESTS, [ARRESTS])
    assert part_of(page, "number").endswith("ICE arrests a day") and "The goal is now " in moved(page)
    assert part_of(page, "share") == part_of(opened(goal=ARRESTS), "share")


@pytest.mark.parametrize("kind", range(len(FACTS.rows("goal_kinds"))))
def test_goals_of_every_kind_can_be_seen(kind):
    page = opened(section="goals")
    next(s for s in page.selectbox if s.key == "kind").select_index(kind).run()
    page.session_state["every-goal"] = True
    page.run()
    row = FACTS.rows("goal_kinds")[kind]
    charted = bool(page.get("vega_lite_chart"))
    assert not page.exception and charted != any("so none is charted" in told.value for told in page.caption)
    assert not charted or headings(page) == [said.finding(FACTS, row)]
    every = goals.of_kind(FACTS, row.kind)
    assert any(told.value.count("Type: ") == len(every) for told in page.markdown), "each with its words and status"


def test_the_sliders_of_the_fast_start_move_its_days_and_not_the_result():
    page = opened(open="faststart")
    number_before, finding = number(page), next(s.value for s in page.subheader if s.value.startswith("A list of this size"))
    for key, value in (("list", 2000.0), ("prep", 0.5)):
        slider(page, key).set_value(value).run()
        assert not page.exception and number(page) == number_before
        told = next(s.value for s in page.subheader if s.value.startswith("A list of this size"))
        assert told != finding and "No change: the fast start alone follows from it." in moved(page)
        finding = told
    opening = next(row.start for row in FACTS.rows("starts") if row.opens_fast_start == "yes")
    pace = steps.run(Scenario(**FACTS.starts[opening])).arrests_per_day
    assert by_hand.fits(finding.split("lasts ")[1].split(" days")[0], 2000 / (pace / 0.5))


@pytest.mark.parametrize("query", [{}, {"officers": "60000"}, {"goal": ARRESTS}, {"goal": "own", "own": "700000", "beds": "200000"}], ids=str)
def test_the_sliders_are_set_to_what_is_printed_and_the_page_says_that_the_goal_is_met_where_the_model_does(query):
    page = opened(**query)
    assert "Your settings meet this goal" not in headings(page)
    printed = dict(re.findall(r'<span class="name">([^<]*)</span>.*?<span class="told">([^<]*)</span>', "".join(bodies(page))))
    page.button(key="set-to-goal").click().run()
    assert "Your settings meet this goal" in headings(page)
    assert by_hand.value(re.findall(r"[\d,.]+%", part_of(page, "share"))[-1]) >= 1, "of a range, its lower end is met"
    for label, told in printed.items():
        knob = next(row for row in FACTS.knobs.values() if row.short == label)
        value, _, wanted = told.partition(" → ")
        assert by_hand.value(re.search(r"[\d,]*\d", wanted or value)[0]) == pytest.approx(setting(page, knob), abs=0.5), f"{label} is not set as printed"
    page.button(key="set-to-goal").click().run()
    assert moved(page) == "Your settings meet this goal.", "nothing is left to set"


def setting(page: AppTest, knob) -> float:
    """A setting as the address has it."""
    told = page.query_params.get(knob.link_key, FACTS.defaults[knob.knob])
    return float(told[0] if isinstance(told, list) else told)


def test_one_more_slider_after_the_goal_is_met_and_the_page_no_longer_says_so():
    page = opened()
    page.button(key="set-to-goal").click().run()
    slider(page, "officers").set_value(30_000.0).run()
    assert "Your settings meet this goal" not in headings(page) and number(page) < STATED[FACTS.about["default_goal"]].low


@pytest.mark.parametrize("name", LIMITS)
def test_a_limit_opens_its_own_sliders(name):
    own = {FACTS.knobs[knob].link_key for knob in steps.knobs_of(name)}
    page = opened(tab="capacity" if name == "arrests" else "staffing")
    assert not own & {s.key.split(".")[0] for s in page.slider}
    page.button(key=f"limit-{name}").click().run()
    assert not page.exception
    assert own & {s.key.split(".")[0] for s in page.slider}, f"none of the sliders of {name} is in sight"


def test_a_goal_in_arrests_turns_the_page_to_arrests_a_day():
    page = opened()
    picker(page, "goal").set_value(ARRESTS).run()
    out = model()
    assert part_of(page, "number").endswith("ICE arrests a day")
    assert by_hand.fits(part_of(page, "number").split(" ICE")[0], out.arrests_per_day)
    goal = STATED[ARRESTS]
    assert f"{out.arrests_per_day / goal.high_per_day:.0%}" in part_of(page, "share")
    assert "removals a year" in part_of(page, "share")


def test_a_goal_for_all_of_dhs_shows_no_share_and_no_line():
    page = opened(goal=DHS)
    assert not page.exception
    assert "%" not in part_of(page, "share") and "ICE alone" in part_of(page, "share")
    drawn = next(body for body in bodies(page) if 'class="record-picture"' in body)
    assert 'class="goal' not in drawn + result(page)
    assert "all of DHS" in text(page) and "meets" not in " ".join(headings(page))
    before = dict(page.query_params)
    page.button(key="set-to-goal").click().run()
    assert dict(page.query_params) == before and "The model counts ICE alone" in moved(page), "nothing is set, and the page says why"


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
