"""The page by AppTest: it runs, each slider moves it, each section has its sources, and odd input gets a sentence."""

from __future__ import annotations

import json
import re

import pytest
from page import headings, opened, text, written
from streamlit.testing.v1 import AppTest

from explainer import __main__ as shell
from explainer import words
from explainer.model import steps
from explainer.reader import links, session
from explainer.records import door, goals
from explainer.page import assumptions, opening, two_levers


def finding(page: AppTest, start: str) -> str | None:
    """Return the finding, of all figures, that starts with these words; None where there is none."""
    found = [re.search(r"<h3>(.*?)</h3>", part) for part in written(page)]
    return next((f.group(1) for f in found if f and f.group(1).startswith(start)), None)


def result(page: AppTest) -> str:
    """Return the finding of "Your result"."""
    return finding(page, "At your settings")


@pytest.fixture(scope="module")
def plain() -> AppTest:
    return opened()


def test_the_page_runs_without_exception(plain):
    assert not plain.exception
    assert not plain.warning, "a table is reported missing; run python -m explainer.records"


def test_the_answer_stands_at_the_top(plain, facts):
    answer = next(m.value for m in plain.markdown if "goal tested here" in m.value)
    highest = facts.value("{ice_removals@2011-10-01..2012-09-30#ice_foia_2003_2016}")
    for number in ("1,000,000", "2,740", words.count(highest), "1,120"):
        assert number in answer, f"the opening answer lacks {number}: {answer}"


@pytest.mark.parametrize("knob", list(door.load().knobs))
def test_each_slider_moves_the_page(knob, facts):
    row = facts.knobs[knob]
    page = opened()
    if row.group == assumptions.OTHER_STAGES:
        page.toggle(key="other-stages").set_value(True).run()
    before = text(page)
    other = row.high if row.default != row.high else row.low
    page.slider(key=row.link_key).set_value(other).run()
    assert not page.exception
    assert text(page) != before, f"{knob} at {other} changes no word of the page"


def test_sliders_of_other_stages_come_with_their_switch_a_link_or_a_starting_point(facts):
    """They are left out until then for the sake of speed; nothing of the address may be lost by that."""

    def drawn(page: AppTest) -> bool:
        return any(slider.key == "beds" for slider in page.slider)

    page = opened()
    assert not drawn(page)
    page.toggle(key="other-stages").set_value(True).run()
    assert drawn(page)
    page.slider(key="beds").set_value(20_000.0).run()
    page.toggle(key="other-stages").set_value(False).run()
    assert drawn(page) and page.slider(key="beds").value == 20_000, "closing the part must not lose its values"

    linked = opened(beds="20000")
    assert drawn(linked) and linked.slider(key="beds").value == 20_000

    begun = opened()
    begun.pills(key=assumptions.START).select("fy2012").run()
    assert drawn(begun)
    assert float(begun.query_params["beds"]) == facts.starts["fy2012"]["beds"]
    begun.button(key="undo").click().run()
    assert begun.slider(key="beds").value == facts.defaults["beds"]


@pytest.mark.parametrize("start", list(door.load().start_rows))
def test_every_starting_point_gives_the_arrests_that_its_row_states(start, facts):
    page = opened()
    page.pills(key=assumptions.START).select(start).run()
    stated = facts.start_rows[start].model_arrests_per_day
    assert not page.exception
    assert words.about(stated) + " arrests a day" in result(page)


@pytest.mark.parametrize("end", ["low", "high"])
def test_all_sliders_at_one_end_leave_no_exception_and_no_odd_number(end, facts):
    page = opened(**{row.link_key: links.exact(getattr(row, end)) for row in facts.knobs.values()})
    assert not page.exception
    assert not {"nan", "inf", "-inf"} & set(text(page).lower().replace("(", " ").replace(")", " ").split())
    assert end == "high" or "What is left is border removals" not in text(page), "none are set"
    assert "and Beds" not in text(page)
    assert not re.findall(r">[-−]\d[^<]*<", text(page)), "an amount below zero in a table"


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ({"officers": "0"}, "Nobody is in the field"),
        ({"rate": "0.01", "removed": "0"}, "No arrest ends in a removal"),
        ({"beds": "0"}, "stage of beds is set to zero"),
        ({"goal": "own", "own": "0"}, "A goal of zero"),
        ({"officers": "0", "border": "0"}, "nothing follows"),
        ({"list": "0"}, "No list or no preparation time is set"),
        ({"officers": "0", "borrowed": "0", "border": "0"}, "every recorded year gives 0 removals"),
    ],
)
def test_zeros_get_a_sentence_with_the_reason(query, says):
    page = opened(**query)
    assert not page.exception
    assert says in text(page)


def test_every_goal_can_be_tested(facts):
    page = opened()
    for row in goals.testable(facts):
        page.selectbox(key=links.GOAL).set_value(row.goal).run()
        assert not page.exception, row.goal
        assert words.plain(row.note) in text(page), f"{row.goal}: its note is not shown"


def test_a_goal_in_arrests_is_held_against_arrests(facts):
    page = opened(goal="T2-17")
    assert "ICE arrests" in next(m.value for m in page.markdown if "goal tested here" in m.value)
    assert result(page).endswith("of the goal in arrests")


def test_a_goal_that_is_a_range_is_named_with_both_ends_lower_share_first(facts):
    page = opened(goal="T2-05")
    assert "1,200 to 1,500 a day" in text(page)
    assert "% of the goal's lower end" in text(page)
    shares = re.search(r"arrests a day .*?, (\d+)% to (\d+)% of", page.code[0].value)
    assert shares and int(shares[1]) < int(shares[2])


def test_outside_estimates_are_written_in_full():
    page = opened()
    page.toggle(key="other-estimates").set_value(True).run()
    assert "88,000,000,000 US dollars" in text(page)
    assert not re.search(r"\de[+-]\d", text(page))


@pytest.mark.parametrize("definition", list(door.load().definition_rows))
def test_each_definition_says_what_it_counts_and_leaves_out(definition, facts):
    page = opened(count=definition)
    row = facts.definition_rows[definition]
    assert not page.exception
    assert row.sentence in text(page) and row.left_out in text(page)


def map_at(facts, monkeypatch, **settings):
    """Return the map of two levers as a figure, at the defaults but for these settings."""
    figures = []
    monkeypatch.setattr(two_levers.parts, "figure", lambda _, of: figures.append(of))
    two_levers.show(facts, steps.Scenario(**{**facts.defaults, **settings}), goals.own(1_000_000, "removals"), "")
    return figures[0]


@pytest.mark.parametrize(("field", "above"), [(0.35, 0), (0.05, 13)])
def test_recorded_years_that_the_map_has_no_room_for_are_counted_and_not_drawn(field, above, facts, monkeypatch):
    drawn = map_at(facts, monkeypatch, arrest_share=field)
    years = [dot for dot in drawn.rows["dots"] if dot["who"] == "record"]
    assert len(years) == 13 - above
    assert all(dot["rate"] <= two_levers.MAP_RATE for dot in years)
    assert (f"Recorded years above the chart: {above}." in drawn.key) == (above > 0)


def test_the_map_has_a_width_where_nothing_but_the_readers_own_is_on_it(facts, monkeypatch):
    rows = map_at(facts, monkeypatch, officers=0, arrest_share=0.05, removed_share=0, border_removals=0).rows
    assert not rows["lines"] and [dot["who"] for dot in rows["dots"]] == ["yours"]
    assert [(name["text"], name["officers"] > 0) for name in rows["names"]] == [("", True)]


def test_each_section_names_its_sources(plain):
    assert headings(plain) == [name for _, name in opening.CONTENTS]
    lines = [c.value for c in plain.caption if c.value.startswith("Source")]
    assert len(lines) >= 10, "a chart has lost its line of sources"
    for line in lines:
        assert "](http" in line, f"no link in {line}"


@pytest.mark.parametrize("query", [{"officers": "7123", "rate": "0.2461"}, {"beds": "12345"}, {"list": "123", "prep": "0.333"}])
def test_a_new_readers_answer_has_the_numbers_of_the_sliders_drawn_after_it(query):
    page = opened(**query)
    answer = next(m.value for m in page.markdown if "goal tested here" in m.value)
    told = re.search(r"about ([\d,]+) ICE removals a year", answer)
    assert told and f"about {told[1]} ICE removals a year" in result(page)
    later = page.run()
    assert answer == next(m.value for m in later.markdown if "goal tested here" in m.value)
    assert sum("goal tested here" in m.value for m in later.markdown) == 1


def test_a_link_opens_the_same_view(facts):
    page = opened()
    page.slider(key="officers").set_value(12_000.0).run()
    page.selectbox(key=links.GOAL).set_value("T2-17").run()
    full = next(c.value for c in page.code if "v=" in c.value and "officers=" in c.value)
    query = dict(part.split("=", 1) for part in full.split("?", 1)[1].split("&"))
    again = opened(**query)
    assert result(again) == result(page)
    assert again.slider(key="officers").value == 12_000


def test_what_a_link_gets_wrong_is_named_and_the_page_goes_on():
    page = opened(officers="many", days="9", foo="1", goal="T9-99", rate="nan", border="100000", v="0.9.0")
    told = text(page)
    for part in ("“many” is not a number", "outside 4.0 to 7.0", "“foo”", "“T9-99”", "“nan” is not a number", "0.9.0"):
        assert part in told, f"the note lacks {part}"
    assert page.slider(key="border").value == 100_000, "what can be used is used"
    assert not page.exception


@pytest.mark.parametrize("written_as", [" 7000", "7_000", "７０００"])
def test_a_number_that_only_a_slider_would_read_is_used_nowhere(written_as):
    page = opened(officers=written_as)
    assert "6,000 was used instead" in text(page)
    assert page.slider(key="officers").value == 6_000
    answer = next(m.value for m in page.markdown if "goal tested here" in m.value)
    assert "At the settings of FY2024" in answer
    assert result(page) == result(opened())


def test_undo_reset_and_exact_entry():
    page = opened()
    first = result(page)
    page.slider(key="officers").set_value(9_000.0).run()
    assert result(page) != first
    page.button(key="undo").click().run()
    assert result(page) == first
    page.pills(key=assumptions.START).select("winter_2025_26").run()
    page.button(key="reset-all").click().run()
    assert result(page) == first


def test_the_fast_start_has_its_own_sliders_and_follows_the_others_when_asked():
    def link(page: AppTest) -> str:
        return next(c.value for c in page.code if "v=" in c.value and "officers=" in c.value)

    page = opened()
    first = finding(page, "A list of this size")
    page.slider(key="list").set_value(4_000.0).run()
    shorter = finding(page, "A list of this size")
    assert shorter != first and "list=4000" in link(page), "its sliders belong to the link too"
    page.slider(key="officers").set_value(9_000.0).run()
    assert finding(page, "A list of this size") == shorter, "February 2025 does not follow the calculator"
    page.segmented_control(key=session.PACE).set_value(session.AT_SETTINGS).run()
    own = finding(page, "A list of this size")
    page.slider(key="officers").set_value(12_000.0).run()
    assert shorter != own != finding(page, "A list of this size")
    for _ in range(3):
        page.button(key="undo").click().run()
    assert page.slider(key="list").value != 4_000 and "list=4000" not in link(page)


def test_compare_shows_both_and_the_difference():
    page = opened()
    page.button(key="pin").click().run()
    page.slider(key="officers").set_value(12_000.0).run()
    both = finding(page, "A gives")
    assert "271,000" in both and "319,000" not in both.split("B ")[0]
    page.button(key="unpin").click().run()
    assert finding(page, "A gives") is None


def test_page_and_shell_give_the_same_numbers(facts, capsys):
    page = opened(officers="9000", days="6", removed="0.6")
    assert shell.main(["officers=9000", "days_per_week=6", "removed_share=0.6", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert f"{words.about(told['arrests_per_day'])} arrests a day" in result(page)
    assert f"{words.about(told['removals_per_year'])} ICE removals a year" in result(page)
    page.toggle(key="take-away").set_value(True).run()
    line = next(c.value for c in page.code if c.value.startswith("python -m explainer"))
    assert shell.main([*line.split()[3:], "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["removals_per_year"] == pytest.approx(told["removals_per_year"])


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["officer=5"], "'officer' is not a knob"),
        (["officers"], "'officers' is not a knob"),
        (["officers=ten"], "officers: 'ten' is not a number"),
        (["days_per_week=8"], "days_per_week: 8 is outside its range, 4 to 7"),
        (["rate"], "'rate' is not a knob"),
        (["--goal", "X-1"], "'X-1' is not a goal"),
    ],
)
def test_the_shell_names_what_it_cannot_use(arguments, says, capsys):
    assert shell.main(arguments) == 2
    assert says in capsys.readouterr().err


def test_the_shell_prints_every_step(capsys, facts):
    assert shell.main([]) == 0
    printed = capsys.readouterr().out
    out = steps.run(steps.Scenario(**facts.defaults))
    for number in (out.arrests_per_year, out.interior_removals, out.arrests, out.beds, out.flights, out.orders):
        assert words.precise("count", float(number)) in printed


def test_a_single_section_is_the_section_alone():
    page = opened(section="needs")
    assert headings(page) == ["What the goal would take"]
    assert any("From [Deportation goals and the record](" in c.value for c in page.caption)
