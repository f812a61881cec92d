"""The page as a reader works it: sliders, starting points, undo, goals, parts that open; numbers compared as numbers."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import by_hand
import pytest
from known import FACTS
from page import bodies, headings, limits, link, look_closer, menu, moved, number, opened, part_of, picker, result, set_exactly, slider, text
from streamlit.testing.v1 import AppTest

from explainer.model import steps
from explainer.model.steps import LIMITS, Scenario
from explainer.page import counted, limits as page_limits, needs, parts
from explainer.page.reading import Part
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
    assert moved(plain) and "→" not in moved(plain)


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
    assert f"Begun with {FACTS.start_rows[start].label}. {FACTS.start_rows[start].sentence}" in text(page)
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
    assert slider(page, "officers").value == FACTS.defaults["officers"]


CHANGES = {
    "an exact entry": lambda page: set_exactly(page, "officers", 4321),
    "the goal": lambda page: picker(page, "goal").set_value(ARRESTS).run(),
    "the definition": lambda page: picker(page, "count").set_value("dhs_removals").run(),
    "a goal from the officials' menu": lambda page: menu(page, "test-goal").click(DHS).run(),
}


def seen(page: AppTest) -> tuple[object, ...]:
    return part_of(page, "number"), part_of(page, "share"), picker(page, "goal").value, picker(page, "count").value


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
        assert by_hand.value(re.match(r"[\d,]*\d", wanted or value)[0]) == pytest.approx(setting(page, knob), abs=0.5), f"{label} is not set as printed"
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
    assert "Your settings meet this goal" not in headings(page) and number(page) < TESTABLE[FACTS.about["default_goal"]].low


def test_an_exact_entry_is_used_to_its_last_digit():
    page = opened()
    set_exactly(page, "field", 33.3)
    assert not page.exception
    assert "0.333" in page.query_params["field"], "33.3 percent is 0.333, to the last digit"
    assert by_hand.fits(part_of(page, "number").split(" ICE")[0], model(arrest_share=0.333).removals_per_year)


@pytest.mark.parametrize("name", LIMITS)
def test_a_limit_opens_its_own_sliders(name):
    own = {FACTS.knobs[knob].link_key for knob in steps.knobs_of(name)}
    page = opened(tab="capacity" if name == "arrests" else "staffing")
    assert not own & {s.key.split(".")[0] for s in page.slider}
    page.button(key=f"limit-{name}").click().run()
    assert not page.exception
    assert own & {s.key.split(".")[0] for s in page.slider}, f"none of the sliders of {name} is in sight"


def compared(page: AppTest) -> dict[str, dict[str, str]]:
    """The table of scenarios side by side, by row."""
    table = next(t.value for t in page.table if any(str(name).startswith("Scenario") for name in t.value.columns))
    return {row[""]: row for row in table.to_dict("records")}


def test_two_scenarios_are_kept_compared_gone_to_and_put_away():
    page = opened()
    assert not [h for h in headings(page) if "side by side" in h]
    first = number(page)
    page.button(key="keep-A").click().run()
    slider(page, "officers").set_value(3000.0).run()
    second = number(page)
    page.button(key="keep-B").click().run()
    slider(page, "officers").set_value(9000.0).run()
    assert "Scenario A, Scenario B and yours, side by side" in headings(page)
    table = compared(page)
    total = next(row for name, row in table.items() if name.startswith("Removals a year"))
    assert [by_hand.value(total[name]) for name in ("Scenario A", "Scenario B", "Yours")] == [first, second, number(page)]
    label = FACTS.knobs["officers"].label
    assert [table[label][name] for name in ("Scenario A", "Scenario B", "Yours")] == ["11,500", "3,000", "9,000"]
    assert not set(table) & {row.label for knob, row in FACTS.knobs.items() if knob != "officers"}, "settings that are the same are not named"
    page.button(key="keep-A").click().run()
    assert moved(page) == "Scenario A holds other settings. Remove it first, below the sliders." and compared(page) == table
    page.button(key="to-a").click().run()
    assert number(page) == first and page.button(key="to-a").disabled and not page.button(key="to-b").disabled
    page.button(key="keep-A").click().run()
    assert moved(page) == "Scenario A holds these settings already."
    page.button(key="remove-a").click().run()
    assert set(page.query_params) == {"b"} and "Scenario B and yours, side by side" in headings(page)
    page.button(key="remove-b").click().run()
    assert not dict(page.query_params) and not [h for h in headings(page) if "side by side" in h]
    page.button(key="undo").click().run()
    assert set(page.query_params) == {"b"}, "what is put away can be had back"


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


@pytest.mark.parametrize("part", parts.BEHIND, ids=lambda part: part.key)
def test_every_part_behind_a_row_opens_and_closes_by_link_and_by_hand(part, plain):
    page = opened(open=part.key)
    assert not page.exception and not page.warning
    assert [h.value for h in page.subheader].count(part.name) == 1
    assert len(list(page.main)) > len(list(plain.main)) + 1, f"{part.key} is empty"
    look_closer(page, part.key)
    assert part.name not in [h.value for h in page.subheader] and not dict(page.query_params)
    look_closer(page, part.key)
    assert part.name in [h.value for h in page.subheader] and dict(page.query_params) == {"open": part.key}, "open parts stand in the address"


def test_every_part_that_is_open_stands_in_the_address_beside_the_view():
    page = opened(open="claims~method")
    look_closer(page, "stages")
    slider(page, "officers").set_value(3000.0).run()
    assert dict(page.query_params) == {"officers": "3000", "open": "stages~method~claims"}
    look_closer(page, "claims")
    again = opened(**dict(page.query_params))
    assert [h.value for h in again.subheader] == [h.value for h in page.subheader] and number(again) == number(page)


@pytest.mark.parametrize("key", [parts.CALCULATOR, *parts.SECTIONS])
def test_a_part_can_be_shown_alone(key):
    page = opened(section=key)
    assert not page.exception and not page.warning
    assert any("From [" in c.value for c in page.caption), "the way back to the whole page"
    assert bool(page.slider) or key != parts.CALCULATOR
    assert len(headings(page)) <= 1 and not page.title
    assert not [g for g in page.get("button_group") if str(g.key).startswith("closer-")]


@pytest.mark.parametrize("part", [page_limits.PART, needs.PART, counted.PART], ids=lambda part: part.key)
def test_a_part_that_fails_loses_itself_and_the_instrument_stays(part, monkeypatch, plain):
    """Parts as they are drawn behind a row, by themselves at each move, and by the page."""
    monkeypatch.setattr(Part, "__setattr__", object.__setattr__)  # a part cannot be written to otherwise
    monkeypatch.setattr(part, "draw", lambda _: 1 / 0)
    page = opened(open=page_limits.PART.key)
    assert not page.exception
    assert [w.value for w in page.warning] == [f"{part.name} cannot be shown, because of a fault of this page. The rest of the page works."]
    assert number(page) == number(plain) and len(page.slider) == len(plain.slider)
    slider(page, "officers").set_value(3000.0).run()
    assert not page.exception and len(page.warning) == 1 and by_hand.fits(part_of(page, "number").split(" ICE")[0], model(officers=3000).removals_per_year)
    assert page.query_params["officers"] == "3000", "the address goes on too"


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
    page.button(key="keep-A").click().run()
    slider(page, "officers").set_value(12_000.0).run()
    page.button(key="keep-B").click().run()
    told = link(page)
    assert {row.link_key for row in FACTS.knobs.values()} <= set(told) and told["v"] == FACTS.about["version"]
    again = opened(**told)
    assert not again.info, "a link of the page's own needs no remark"
    assert (number(again), part_of(again, "share")) == (number(page), part_of(page, "share"))
    assert compared(again) == compared(page) and picker(again, "count").value == "dhs_removals"


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
