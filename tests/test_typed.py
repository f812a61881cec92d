"""Exact values: what a reader types is taken as it is meant or refused in a sentence, and what is set is shown with its digits."""

from __future__ import annotations

import re

import by_hand
import pytest
from hypothesis import given
from hypothesis import strategies as st
from known import FACTS
from page import model, number, opened, part_of, picker, result, slider, text
from strategies import reachable

from explainer import words
from explainer.reader import typed

OFFICERS, FIELD, DAYS, RATE = (FACTS.knobs[k] for k in ("officers", "arrest_share", "days_per_week", "arrests_per_officer_day"))


@pytest.mark.parametrize(("row", "entry", "value"), [
    (DAYS, "6,5", 6.5), (DAYS, "6.5", 6.5), (DAYS, " 7 ", 7), (RATE, "0,245", 0.245), (RATE, ".5", 0.5), (RATE, ",5", 0.5), (OFFICERS, "11,500", 11_500),
    (OFFICERS, "1,000,000", 1_000_000), (OFFICERS, "11500.5", 11_500.5), (OFFICERS, "11,500.5", 11_500.5), (OFFICERS, "6e3", 6_000), (OFFICERS, "0", 0),
    (FIELD, "35.5", 0.355), (FIELD, "35,5", 0.355), (FIELD, "35.5%", 0.355), (FIELD, "35.5 %", 0.355), (FIELD, "33.33", 0.3333), (FIELD, "100", 1), (FIELD, "7,5", 0.075),
])  # fmt: skip
def test_a_number_is_taken_as_it_is_meant(row, entry, value):
    assert typed.value(row, entry) == value


@pytest.mark.parametrize(("row", "entry", "says"), [
    (DAYS, "7,5", "“7,5” is outside 4 to 7."), (OFFICERS, "", "“” is not a number."), (OFFICERS, "many", "“many” is not a number."),
    (OFFICERS, "1,000,001", "“1,000,001” is outside 0 to 1,000,000."), (OFFICERS, "-5", "“-5” is outside 0"), (OFFICERS, "1,5,0", "is not a number"),
    (OFFICERS, "11 500", "is not a number"), (OFFICERS, "7,5", "“7,5” is not a number."), (OFFICERS, "1,2345", "“1,2345” is not a number."), (OFFICERS, "nan", "is not a number"), (OFFICERS, "inf", "is not a number"), (OFFICERS, "1e999", "is not a number"),
    (OFFICERS, "٣", "is not a number"), (FIELD, "101", "“101” is outside 5% to 100%."), (FIELD, "35%%", "is not a number"), (OFFICERS, "9" * 99, "“" + "9" * 24 + "”"),
])  # fmt: skip
def test_what_cannot_be_used_is_refused_in_a_sentence(row, entry, says):
    with pytest.raises(typed.NotTaken, match=re.escape(says)) as refused:
        typed.value(row, entry)
    assert str(refused.value).endswith(".") and "\n" not in str(refused.value)


@given(st.sampled_from(list(FACTS.knobs)).flatmap(lambda knob: st.tuples(st.just(knob), reachable(knob))))
def test_what_a_field_shows_can_be_typed_and_is_shown_again(choice):
    row, value = FACTS.knobs[choice[0]], choice[1]
    shown = typed.shown(row, value)
    assert typed.shown(row, typed.value(row, shown)) == shown


def test_every_past_value_can_be_set_by_hand():
    for knob, rows in FACTS.evidence.items():
        row = FACTS.knobs[knob]
        for mark in rows:
            if mark.kind in ("published", "worked_out"):
                told = words.knob_value(row.style, mark.value)
                assert words.knob_value(row.style, typed.value(row, told)) == told, f"{knob}: {told} is not what is set by it"
                assert typed.value(row, typed.shown(row, mark.value)) == pytest.approx(mark.value, rel=1e-5)


@pytest.fixture
def page():
    shown = opened()
    shown.session_state["exact"] = True
    return shown.run()


def field(page, key: str):
    return page.text_input(key=f"entry-{key}")


def send(page, key: str, entry: str):
    field(page, key).set_value(entry)
    return next(b for b in page.button if b.key == f"set-{key}").click().run()


def test_the_field_shows_the_present_value_and_follows_the_slider(page):
    assert (field(page, "officers").value, field(page, "field").value) == ("11,500", "35%")
    slider(page, "officers").set_value(12_000.0).run()
    assert field(page, "officers").value == "12,000"


def test_a_share_keeps_the_digit_that_was_typed(page):
    send(page, "field", "35,5")
    assert by_hand.fits(part_of(page, "number").split(" ICE")[0], model(arrest_share=0.355).removals_per_year)
    assert not page.exception and field(page, "field").value == "35.5%" and slider(page, "field").value == 0.355
    assert page.query_params["field"] == "0.355" and "35.5%" in text(page) and "36%" not in result(page)


@pytest.mark.parametrize(("entry", "says"), [("many", "“many” is not a number."), ("-1", "“-1” is outside 0 to 1,000,000."), ("<b>", "“<b>” is not a number.")])
def test_a_refused_entry_changes_nothing_and_is_said(page, entry, says):
    before = number(page)
    send(page, "officers", entry)
    assert says in text(page) and number(page) == before and "officers" not in page.query_params


def test_a_value_beyond_the_slider_is_kept_until_the_slider_moves():
    page = opened(officers="200000")
    shown = slider(page, "officers")
    assert not page.exception and shown.value == OFFICERS.high and "Beyond the slider: 200,000, set exactly." in text(page)
    assert page.query_params["officers"] == "200000"
    slider(page, "output").set_value(1.0).run()
    assert page.query_params["officers"] == "200000", "another slider leaves it"
    slider(page, "officers").set_value(OFFICERS.high - OFFICERS.step).run()
    assert page.query_params["officers"] == f"{OFFICERS.high - OFFICERS.step:.0f}" and "Beyond the slider" not in text(page)
    slider(page, "officers").set_value(OFFICERS.high).run()
    assert page.query_params["officers"] == f"{OFFICERS.high:.0f}", "the slider's own end is no value beyond it"


@pytest.mark.parametrize(("entry", "goal", "says"), [
    ("700,000", 700_000, ""), ("700000", 700_000, ""), ("7,5", 500_000, "“7,5” is not a whole number from 0 to 20,000,000."),
    ("2.5", 500_000, "“2.5” is not a whole number"), ("50%", 500_000, "“50%” is not a whole number"), ("-1", 500_000, "“-1” is not a whole number"), ("30,000,000", 500_000, "is not a whole number"),
])  # fmt: skip
def test_a_goal_of_ones_own_is_taken_as_it_is_written_or_refused(entry, goal, says):
    page = opened(goal="own", own="500000")
    picker(page, "own").set_value(entry).run()
    alerts = re.findall(r'role="alert">([^<]+)<', "".join(html.body for html in page.get("html")))
    assert not page.exception and page.session_state["_session"].view.own == goal and bool(alerts) == bool(says) and says in "".join(alerts)


def test_an_alert_keeps_its_place_when_it_goes(page):
    send(page, "officers", "many")
    places = [html.body.count('role="alert"') for html in page.get("html")]
    send(page, "field", "36")
    assert [html.body.count('role="alert"') for html in page.get("html")] == places, "what comes after it would move, and lose the focus"
