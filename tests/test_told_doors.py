"""What the doors say is the data's: claims, values of settings, sources, each setting alone, the lesson."""

from __future__ import annotations

import dataclasses
import re
from html import unescape
from urllib.parse import parse_qs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from known import FACTS
from page import bodies, headings, moved, opened, text
from rows import read_rows
from strategies import STATED, reader_settings

from explainer import words
from explainer.model import backwards, steps
from explainer.model.steps import Scenario
from explainer.page import claims, cost, foot, lesson, parts, sources
from explainer.page import needs as page_needs
from explainer.page import settings as page_settings
from explainer.page.reading import Reading
from explainer.reader import links, view
from explainer.records import counts, door, goals
from explainer.records.rows import Claim
from explainer.telling import needs


def test_without_corrections_there_is_said_to_be_none():
    assert foot._made(dataclasses.replace(FACTS, tables=FACTS.tables | {"corrections": ()})) == "No published error has been corrected so far."


def test_claims_can_be_taken_with_verdict_evidence_and_sources():
    for cells, row in zip(claims._table(FACTS).to_dict("records"), FACTS.rows("claims"), strict=True):
        assert (cells["Claim"], cells["Text"], cells["Verdict"], cells["Evidence"], cells["Note"]) == (row.claim_id, row.claim, row.verdict, row.evidence, row.note)
        assert cells["Sources"] == "; ".join(row.source_ids) and cells["Group"] == row.group


@pytest.mark.parametrize("knob", FACTS.knobs)
def test_each_value_found_stands_behind_its_slider_with_what_kind_it_is(knob):
    row, told = FACTS.knobs[knob], page_settings._evidence(FACTS, knob)
    first, found = told.split("\n\n", 1)
    start = FACTS.about["default_start"]
    basis = next((value.basis for value in FACTS.rows("start_values") if (value.start, value.knob) == (start, knob)), row.basis)
    assert first == f"Starting value, {FACTS.start_rows[start].label}: {words.plain(basis)}"
    marks = FACTS.evidence[knob]
    assert found.count("\n- ") + found.startswith("- ") == len(marks) and (marks or found == "No past value was found.")
    for line, mark in zip(found.split("\n") if marks else [], marks, strict=True):
        bound = f"{mark.bound.replace('_', ' ')} ".lstrip()
        assert line.startswith(f"- **{bound}{words.knob_value(row.style, mark.value)}**: {words.plain(mark.label)}.")
        kinds = {"worked_out": "Calculated.", "other_count": "not used for lowest and highest.", "plan": "A plan, limit or outside estimate."}
        assert [kind for kind, says in kinds.items() if f" {says}" in line.replace(words.plain(mark.note or "x"), "")] == [mark.kind] * (mark.kind in kinds)
        assert not mark.note or words.plain(mark.note) in line
    meanings = page_settings._meanings(FACTS, row.group)
    assert f"- **{row.label}:** {words.plain(row.help)}" in meanings
    assert f"\n{meanings}".count("\n- **") == sum(other.group == row.group for other in FACTS.knobs.values())


@settings(max_examples=25)
@given(reader_settings, st.sampled_from([goal for goal in STATED if STATED[goal].scope in ("ICE", "not_stated")]))
def test_each_setting_alone_is_set_beside_the_readers_own_and_the_highest_known(s, goal):
    of = STATED[goal]
    r = Reading(FACTS, view.from_link(FACTS, links.Link(goal=goal)).at(s))
    for need in backwards.every_knob(s, of.low, of.measure):
        row, cells, present = FACTS.knobs[need.knob], page_needs._row(r, need, of), getattr(s, need.knob)
        assert (cells["Setting"], cells["Yours"]) == (row.label, words.knob_value(row.style, present))
        assert cells["Limit"] == steps.LIMITS.get(need.limit, "all four").lower() and cells["For the goal"] == needs.needed(row.style, need)
        (alone,) = (value for name, value in cells.items() if name == f"With it alone, a {'day' if of.measure == 'arrests' else 'year'}")
        assert alone == needs.alone(need, of)
        known = [mark.value for mark in FACTS.evidence[need.knob] if mark.kind in ("published", "worked_out")]
        for name, other in (("Times yours", present), ("Times highest known", max(known, default=0.0))):
            if need.alone is None or not need.value or other <= 0:
                assert cells[name] == ""
            else:
                weak = name == "Times highest known" and counts.highest_known(FACTS, need.knob).confidence == "low"
                assert cells[name] == f"{need.value / other:.1f}{' (a weak number)' if weak else ''}"


@pytest.mark.parametrize("query", [{}, {"officers": "69750", "beds": "72000"}, {"officers": "200000", "beds": "500000"}, {"goal": "own", "unit": "arrests", "own": "100"}])
def test_each_setting_alone_stands_in_the_table_or_is_said_to_be_enough(query):
    page = opened(open="each", **query)
    s = view.from_link(FACTS, links.read({key: [value] for key, value in query.items()}, FACTS, links.Names())).settings
    goal = STATED[FACTS.about["default_goal"]] if "goal" not in query else goals.own(100.0, "arrests")
    tables = [table.value for table in page.table if "For the goal" in table.value]
    listed = set(tables[0]["Setting"]) if tables else set()
    told = next((line for line in text(page).split("\n") if "enough for the goal as they are" in line), "")
    for need in backwards.every_knob(s, goal.low, goal.measure):
        row = FACTS.knobs[need.knob]
        assert (row.label in listed) != (f"“{words.lower_first(row.short)}”" in told), row.label
        assert (row.label not in listed) == needs.enough(steps.run(s), need, goal)


def test_a_table_to_take_names_the_sources_of_its_rows(monkeypatch, reading):
    taken, held = {}, {}
    monkeypatch.setattr(sources, "take", lambda facts, name, table, counts, ids, link, label: (taken.update({name: ids}), held.update({name: table})))
    sources.show(reading(Scenario(**FACTS.defaults)))
    for name, rows in FACTS.tables.items():
        cited = {row.source_id for row in rows if getattr(row, "source_id", "")}
        assert taken[f"data-{name}"] == sorted(cited)
    assert len(taken["data-figures"]) > 1
    for name, table in held.items():
        frame = table() if callable(table) else table
        file = read_rows(door.DATA, name.removeprefix("data-"))
        assert list(frame.columns) == list(file[0]) and len(frame) == len(file), f"{name} holds another table"
        assert [str(cell) for cell in frame.iloc[:, 0]] == [row[frame.columns[0]] for row in file]


def test_all_sources_and_all_tables_can_be_taken():
    told = sources._all(FACTS).split("\n")
    rows = sorted(FACTS.rows("sources"), key=lambda row: row.publisher)
    assert told == [f"- {words.source(row)}" for row in rows]
    page = opened(open="sources")
    labels = [button.proto.label for button in page.get("download_button")]
    for name, rows in FACTS.tables.items():
        assert f"{name}.csv, {len(rows)} row{'' if len(rows) == 1 else 's'}" in labels
    flat = sources.table(FACTS, Claim)
    assert list(flat["source_ids"]) == [";".join(row.source_ids) for row in FACTS.rows(Claim)]


def marked(page, question: str) -> str:
    """What stands under the slider of a question, as HTML."""
    (body,) = [body for body in bodies(page) if f'id="reads-{question}"' in body]
    return body


def test_the_lesson_gives_no_answer_before_it_is_asked_for_and_then_marks_it_beside_the_guess():
    page, asked = opened(open="teachers"), FACTS.rows("questions")
    row, answer = asked[0], FACTS.value(asked[0].answer)
    assert not any("Recorded: **" in told.value for told in page.markdown)
    assert all(f"{FACTS.value(q.answer):,.0f}" not in marked(page, q.question) and "left:" not in marked(page, q.question) for q in asked)
    guess = row.low + row.step * 12
    next(s for s in page.slider if s.key == f"guess-{row.question}").set_value(guess).run()
    next(t for t in page.toggle if t.key == f"reveal-{row.question}").set_value(True).run()
    (told,) = [told.value for told in page.markdown if "Recorded: **" in told.value]
    assert f"Recorded: **{answer:,.0f} {row.unit}**. Your guess: {guess:,.0f}." in told
    at = dict(re.findall(r'<i class="(\w+)" style="left:([\d.]+)%"', marked(page, row.question)))
    for who, value in (("named", answer), ("yours", guess)):
        assert float(at[who]) == pytest.approx((value - row.low) / (row.high - row.low) * 100, abs=0.006)
    names = re.findall(r'style="--wanted:([\d.]+)%">([^<]+)<', marked(page, row.question))
    assert names == [(at["named"], f"Recorded: {answer:,.0f}"), (at["yours"], f"Your guess: {guess:,.0f}")]
    assert all("left:" not in marked(page, q.question) for q in asked[1:]), "other answers stay hidden"


@pytest.mark.parametrize("row", [row for row in FACTS.rows("lesson") if row.start], ids=lambda row: str(row.order))
def test_a_step_of_the_lesson_sets_the_sliders_in_the_page(row):
    page = opened(open="teachers", goal="T2-17", count="dhs_removals", officers="1")
    before = dict(page.query_params)
    page.button(key=f"lesson-{row.order}").click().run()
    query = {key: values if isinstance(values, list) else [values] for key, values in dict(page.query_params).items()}
    seen = view.from_link(FACTS, links.read(query, FACTS, links.Names()))
    assert (vars(seen.settings), seen.goal, seen.definition) == (FACTS.starts[row.start], "T2-17", "dhs_removals") and query != before
    assert any('data-goto="top"' in body for body in bodies(page)), "the page goes to the sliders"
    assert any("1. Guess" in told.value for told in page.markdown), "the lesson stays open"
    assert not any("](" in told.value and "start=" in told.value for told in page.markdown), "no link that opens a new tab"


def test_each_link_of_the_lesson_can_be_typed_and_leads_to_its_own_starting_point_and_the_readers_goal(reading):
    r = reading(Scenario(**FACTS.defaults | {"officers": 1.0}), goal="T2-17", definition="dhs_removals")
    r = Reading(FACTS, r.view.keeping("A", Scenario(**FACTS.base)))
    page = opened(section="teachers", goal="T2-17", count="dhs_removals", officers="1")
    usual, drawn = reading(Scenario(**FACTS.defaults)), "\n".join(told.value for told in page.markdown)
    for row in (row for row in FACTS.rows("lesson") if row.start):
        label = words.plain(FACTS.start_rows[row.start].label)
        address = re.search(rf"\[The page at {re.escape(label)}\]\(\S*\?([^)]*)\)", drawn)
        on_paper = re.search(r'<p class="small">\S*\?(\S*?)</p>', unescape(lesson.printed(r, "")).split(f"<h2>{row.order}. ")[1])
        assert address and on_paper and len(on_paper[1]) < 60
        for query in (address[1], on_paper[1]):
            seen = view.from_link(FACTS, links.read(parse_qs(query), FACTS, links.Names()))
            assert (vars(seen.settings), seen.goal, seen.definition) == (FACTS.starts[row.start], "T2-17", "dhs_removals"), row.title
        assert f"?start={row.start}</p>" in lesson.printed(usual, ""), "with the usual goal and count the start alone is named"


def test_who_answers_for_the_page_is_said_at_the_foot_and_where_errors_are_reported(monkeypatch):
    said: list[str] = []
    for name in ("caption", "markdown"):
        monkeypatch.setattr(foot.st, name, said.append)
    seen = view.from_link(FACTS, links.Link())
    named = dataclasses.replace(FACTS, about={**FACTS.about, "answerable": "Jane Roe, jane at example.org"})
    for facts in (FACTS, named):
        foot.show(Reading(facts, seen))
        foot.corrections(Reading(facts, seen))
    nobody, list_of, at_foot, reported = said
    assert "answers for this page" not in nobody + list_of and list_of.endswith(foot.NOBODY)
    assert all(text.endswith("Who answers for this page: Jane Roe, jane at example.org") for text in (at_foot, reported))
    assert foot.NOBODY not in reported


def test_every_remark_is_seen_behind_its_door():
    page = opened(open="~".join(part.key for part in parts.BEHIND))
    page.session_state["data-range"] = page.session_state["data-trial-arrests"] = True
    page.session_state["cost-more"] = list(cost.BEHIND)
    page.run()
    seen = text(page)
    for row in FACTS.rows("remarks"):
        assert row.text in seen, f"remarks.csv, {row.place}: {row.text[:60]}"


@pytest.mark.parametrize(("own", "can"), [("0", False), ("1", True), ("400000", True)])
def test_any_goal_but_zero_is_worked_backwards(own, can):
    page = opened(goal="own", own=own)
    page.button(key="set-to-goal").click().run()
    assert bool(dict(page.query_params).keys() - {"goal", "own", "unit"} or "meet" in " ".join(headings(page))) == can
    assert ("A goal of zero takes nothing" in moved(page)) == ("A goal of zero takes nothing" in text(page)) == (not can)


@pytest.mark.parametrize(("query", "told"), [({}, "."), ({"officers": "3000"}, ", 1 setting changed."), ({"officers": "3000", "beds": "9"}, ", 2 settings changed.")])
def test_how_many_settings_differ_from_the_start_is_counted(query, told):
    start = FACTS.start_rows[FACTS.about["default_start"]]
    assert f"These settings began with {start.label}{told} {start.sentence}" in text(opened(**query))


def test_claims_are_drawn_as_html():
    assert all(told.allow_html for told in opened(open="claims").markdown if "<details>" in told.value)
