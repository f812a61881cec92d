"""What follows the hand: words and places are the model's, and the script is given what it needs to make the same."""

from __future__ import annotations

import json
import math
import re

import by_hand
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from known import FACTS
from strategies import KNOBS, any_goal, model, moves, reader_settings
from test_as_lists import OPERATORS, run, worked_out

from explainer.model import steps
from explainer.model.steps import Scenario
from explainer.records import goals
from explainer.telling import live
from explainer import words

FY2024 = Scenario(**FACTS.starts["fy2024"])
MILLION = goals.own(1e6, "removals")
KEYS = {f"{row.link_key}.3": knob for knob, row in FACTS.knobs.items()}


@st.composite
def views(draw: st.DrawFn) -> live.Seen:
    """A view as the page could show it; the goal is drawn or not, and the axes end above it or below."""
    before, now = draw(moves())
    goal = draw(any_goal)
    ends = (goal.low, goal.high) if goal.measure == "removals" else (goal.low_per_day, goal.high_per_day)
    top = ends[1] * draw(st.sampled_from([0.5, 1.06, 3]))
    return live.Seen(now, draw(st.sampled_from([before, None])), goal, draw(st.sampled_from([ends, None])), top)


def seen(now: Scenario, before: Scenario | None = None, goal=MILLION, top: float = 1.06e6) -> live.Seen:
    return live.Seen(now, before, goal, (goal.low, goal.high), top)


@given(views())
def test_numbers_that_follow_are_those_of_the_model(view):
    told, own, line = live.texts(FACTS, view), model(view.now, view.measure), view.line
    assert by_hand.fits(told["own"], own) and by_hand.fits(told["number"].removeprefix("About "), own)
    gap = re.fullmatch(r"([\d.,]+) (short|more)", told["gap"])
    if line is None or line[0] - 0.5 < own < line[1] + 0.5 or (own > line[1] and words.rounded(own) == words.rounded(line[1])):
        assert told["gap"] == "", "nothing is more than a goal by less than is printed"
    else:
        assert gap and (gap[2] == "short") == (own < line[0]) and "." not in gap[1], "a goal is missed by whole numbers"
        assert by_hand.fits(gap[1], round(max(line[0] - own, own - line[1]) + 1e-9))
    assert live.above(view) == (line is not None and own > line[1])
    if told["ghost"]:
        assert view.before and by_hand.fits(told["ghost"].removeprefix("before: "), model(view.before, view.measure))
    else:
        assert view.before is None or live.texts(FACTS, seen(view.before, goal=view.goal))["own"] == told["own"]


def test_a_goal_that_is_missed_by_a_few_is_missed_by_whole_numbers():
    goal, now = goals.own(1200, "arrests"), Scenario(**FACTS.defaults)
    daily = steps.run(now).arrests_per_day
    for missed, says in ((2.6, "3 short"), (0.6, "1 short"), (0.4, ""), (-0.4, ""), (-2.6, "3 more"), (12.4, "12 short")):
        line = (daily + missed, daily + missed)
        assert live.texts(FACTS, live.Seen(now, None, goal, line, 2 * daily))["gap"] == says


@given(views())
def test_places_are_shares_of_their_axis_and_none_is_outside(view):
    places = {name: float(place.removesuffix("%")) for name, place in live.places(view).items()}
    own = model(view.now, view.measure)
    assert all(0 <= place <= 100 for place in places.values())
    assert places["own"] == pytest.approx(min(own / view.top * 100, 100), abs=0.01)
    if view.line is not None:
        upper = places["gap-from"] + places["gap"]
        low, high = (min(end / view.top * 100, 100) for end in view.line)
        assert places["gap-from"] == pytest.approx(min(places["own"], high), abs=0.01)
        assert upper == pytest.approx(max(places["own"], low), abs=0.02)
    else:
        assert places["gap"] == 0


@given(reader_settings, st.sampled_from(["removals", "arrests"]))
def test_what_holds_the_total_is_named_and_its_bar_is_the_shortest(s, measure):
    view = seen(s, goal=goals.own(1e6 if measure == "removals" else 3000, measure), top=1e9)
    told, places, out = live.texts(FACTS, view), live.places(view), steps.run(s)
    names = re.split(r", | and ", told["held"].removesuffix(".").split(": ")[1])
    assert names == [steps.LIMITS[name].lower() for name in out.limited_by]
    if measure == "arrests":
        assert by_hand.fits(re.search(r"removals at ([\d.,]+) a year", told["held"])[1], out.removals_per_year)
    widths = {name: float(places[f"limit-{name}"].removesuffix("%")) for name in out.limits}
    assert all(widths[name] <= min(widths.values()) + 0.01 for name in out.limited_by)
    for name, limit in out.limits.items():
        assert (told[f"limit-{name}"] == "no limit") == math.isinf(live.result.limit_amount(s, limit, measure))


@given(views())
@example(seen(steps.changed(FY2024, removed_share=0.0, border_removals=0.0, share_by_air=0.0), goal=goals.own(3000, "arrests")))
@example(seen(steps.changed(FY2024, beds=0.0, removed_share=0.0), goal=goals.own(3000, "arrests")))
def test_the_script_gets_limits_in_the_unit_of_the_goal_to_the_last_digits(view):
    data = json.loads(live.data(view, KEYS))
    known = run(view.now, dict(data["steps"]))
    OPERATORS["above zero"] = lambda a, b: b if a > 0 else 0
    for name, title, amount in data["limits"]:
        assert title == steps.LIMITS[name].lower()
        limit = live.result.limit_amount(view.now, steps.run(view.now).limits[name], view.measure)
        assert worked_out(amount, known) == limit or math.isclose(worked_out(amount, known), limit, rel_tol=1e-12)
    assert known[data["own"]] == model(view.now, view.measure)
    assert data["settings"] == vars(view.now)


def test_each_slider_is_known_by_the_class_that_streamlit_gives_it():
    sliders = json.loads(live.data(seen(FY2024), KEYS))["sliders"]
    assert sliders["st-key-officers-3"] == "officers" and set(sliders.values()) == set(KNOBS) and len(sliders) == len(KNOBS)


def test_without_a_change_of_settings_nothing_is_said_of_one():
    told = live.texts(FACTS, seen(FY2024))
    assert [told[name] for name in ("ghost", "moved", "what", "advice")] == [""] * 4


def test_the_move_into_another_limit_says_so_and_leaves_a_ghost():
    now = steps.changed(FY2024, officers=60_000.0)
    told, places = live.texts(FACTS, seen(now, FY2024)), live.places(seen(now, FY2024))
    assert told["moved"] == f"Now detention beds hold the total at {told['own']}."
    assert told["ghost"] == f"before: {live.texts(FACTS, seen(FY2024))['own']}"
    assert places["ghost"] == live.places(seen(FY2024))["own"] != places["own"]
