"""The page and its address: two kept scenarios, what a link gets wrong, what the address holds."""

from __future__ import annotations

import by_hand
import pytest
from known import FACTS
from page import ARRESTS, GROUPS, headings, link, model, moved, number, opened, part_of, slider
from streamlit.testing.v1 import AppTest


def open_tab(page: AppTest, group: str) -> AppTest:
    page.session_state["tab"] = GROUPS[group]
    return page.run()


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
    assert moved(page) == "Scenario A holds these settings."
    page.button(key="remove-a").click().run()
    assert set(page.query_params) == {"b"} and "Scenario B and yours, side by side" in headings(page)
    page.button(key="remove-b").click().run()
    assert not dict(page.query_params) and not [h for h in headings(page) if "side by side" in h]
    page.button(key="undo").click().run()
    assert set(page.query_params) == {"b"}, "what is put away can be had back"


@pytest.mark.parametrize(
    "query",
    [
        {"officers": "many"}, {"officers": "-1"}, {"rate": "nan"}, {"days": "9"}, {"goal": "T9-99"}, {"count": "x"}, {"unit": "beds"},
        {"section": "all"}, {"tab": "nowhere"}, {"own": "-5"}, {"a": "officers"}, {"officer": "<script>"}, {"v": "0.0.1"}, {"rate": "nan", "own": "x"},
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
    assert compared(again) == compared(page) and again.session_state["_session"].view.definition == "dhs_removals"
