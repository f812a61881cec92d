"""What a reader takes away on paper: bars in proportion, settings as set, sources of what is used; the lesson's answers; strips under sliders."""

from __future__ import annotations

import re
from html import unescape
from types import SimpleNamespace

import by_hand
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from known import FACTS
from strategies import reachable, reader_settings

from explainer import words
from explainer.draw import sheet, strip, takeaway
from explainer.model import steps
from explainer.model.steps import LIMITS, Scenario
from explainer.page import lesson, share
from explainer.page.reading import Reading
from explainer.reader import links, view
from explainer.records import goals
from explainer.telling import record

TESTED = {row.goal: goals.from_row(row) for row in goals.testable(FACTS)}
BAR = re.compile(r'<text x="0" y="\d+" [^>]*>([^<]*): <tspan [^>]*>([^<]*)</tspan></text><rect x="1" y="(\d+)" width="([\d.]+)" height="\d+" ([^>]*)/>')
pytestmark = pytest.mark.filterwarnings("ignore:The .float_precision. argument is deprecated")  # needed before pandas 3
few = settings(max_examples=15)


def reading_of(s: Scenario, **query: str) -> Reading:
    return Reading(FACTS, view.from_link(FACTS, links.Link(**query)).at(s))


@few
@given(reader_settings, st.sampled_from(list(TESTED)), st.sampled_from(list(FACTS.definition_rows)))
def test_bars_on_paper_are_goal_record_and_yours_in_proportion(s, goal, definition):
    of, text = TESTED[goal], share.paper(reading_of(s, goal=goal, definition=definition))
    bars = BAR.findall(text)
    years = [y for y in record.by_year(FACTS, definition, of.measure) if y.whole]
    top = max(years, key=lambda y: y.amount)
    own = steps.run(s).removals_per_year if of.measure == "removals" else steps.run(s).arrests_per_year / 365
    days, per = (365, "a day") if of.measure == "arrests" else (1, "a year")
    expected = [(f"Fiscal {top.fiscal_year}, highest whole year", f"{top.amount:,.0f} {per}", top.amount), ("Yours", f"{words.rounded(own)} {per}", own)]
    if record.goal_line(FACTS, of, definition):
        expected.insert(0, ("Goal", f"{words.both_ends(of.low / days, of.high / days)} {per}", of.low / days))
    assert [(unescape(label), unescape(told)) for label, told, *_ in bars] == [(label, told) for label, told, _ in expected]
    longest = max(amount for *_, amount in expected)
    for (label, _, _, width, look), (_, _, amount) in zip(bars, expected, strict=True):
        assert float(width) == pytest.approx(max(1.0, amount / longest * sheet.PLOT_WIDTH), abs=0.051)
        assert ("stroke-dasharray" in look) == (label == "Goal") and (sheet.COLORS["yours"] in look) == (label == "Yours")
    tops = [int(bar[2]) for bar in bars]
    assert [int(y) for y in re.findall(r'<text x="0" y="(\d+)"', text)] == [top - 5 for top in tops], "a name stands above its bar"
    assert tops == sorted(set(tops)) and tops[-1] + sheet.BAR_HEIGHT <= len(bars) * sheet.ROW_HEIGHT
    size = re.search(r'viewBox="0 0 (\d+) (\d+)" width="(\d+)" height="(\d+)"', text)
    assert size and size.group(1, 2) == size.group(3, 4) and int(size[1]) > sheet.PLOT_WIDTH and int(size[2]) == len(bars) * sheet.ROW_HEIGHT


@few
@given(reader_settings, st.sampled_from(list(TESTED)))
def test_the_sheet_holds_every_setting_with_its_unit_and_the_sources_of_what_is_used(s, goal):
    r = reading_of(s, goal=goal)
    text = unescape(share.paper(r))
    for knob, row in FACTS.knobs.items():
        unit = "" if row.style == "percent" else f" {row.unit}"
        assert f"<td>{row.label}</td><td>{words.precise(row.style, getattr(s, knob))}{unit}</td>" in text
    used = {FACTS.goal_rows[goal].source_id} | {mark.source_id for knob, value in vars(s).items() for mark in FACTS.evidence[knob] if mark.value == value}
    listed = text.split("<h2>Sources</h2><ul>")[1].split("</ul>")[0]
    assert listed.count("<li>") == len(used - {""})
    assert all(f"{FACTS.sources[i].publisher}: {FACTS.sources[i].title}. {FACTS.sources[i].url}" in listed for i in used if i)
    assert f"Goal tested: {TESTED[goal].label} (" in text and "A calculation, not a forecast." in text
    header, _ = takeaway.read_back(share.csv(r))
    out = steps.run(s)
    least = [label.lower() for name, label in LIMITS.items() if getattr(out, name) <= out.removals_per_year * (1 + 1e-9)]
    assert header["limited by"] == words.listed(least) and header["goal"].startswith(TESTED[goal].label)


def test_a_sheet_names_its_link_where_it_has_one():
    link = "https://example.org/?a=1&b=2"
    assert unescape(sheet.document("T", "", "F", link)).count(link) == 2 and "This view" not in sheet.document("T", "", "F")


def test_what_lies_beyond_a_slider_stands_at_its_end(facts):
    for row in facts.knobs.values():
        assert [strip._at(row, value) for value in (row.low - 1, row.low, row.high, row.high * 1.4 + 1)] == [0.0, 0.0, 100.0, 100.0]  # noqa: SLF001


def test_without_a_goal_the_sheet_names_the_sources_of_the_settings_alone(facts):
    s = Scenario(**facts.defaults)
    own = share._sources(reading_of(s, goal=goals.OWN))  # noqa: SLF001
    stated = share._sources(reading_of(s, goal="T2-29"))  # noqa: SLF001
    goal = facts.sources[facts.goal_rows["T2-29"].source_id]
    assert any(goal.url in line for line in stated) and set(own) <= set(stated) and len(own) >= len(stated) - 1


@pytest.mark.parametrize("rows", [[], [("None", 0.0, "0", "record")], [("A", 5.0, "5", "record"), ("B", 0.001, "0.001", "faint")]])
def test_a_bar_of_nothing_can_be_seen_and_no_bar_is_no_error(rows):
    bars = BAR.findall(sheet.bars_svg(rows, "a & b"))
    assert len(bars) == len(rows) and all(float(bar[3]) >= 1 for bar in bars)
    assert not rows or float(bars[-1][3]) == 1.0, "next to nothing is one pixel wide"
    assert "<title>a &amp; b</title>" in sheet.bars_svg(rows, "a & b")


def test_the_longest_bar_has_the_whole_width_however_small_it_is():
    widths = [float(bar[3]) for bar in BAR.findall(sheet.bars_svg([("A", 0.5, "0.5", "record"), ("B", 0.25, "0.25", "yours")], "small"))]
    assert widths == [sheet.PLOT_WIDTH, sheet.PLOT_WIDTH / 2]


def test_the_lesson_asks_each_question_once_and_answers_it_on_the_next_page(facts):
    text = unescape(lesson.printed(reading_of(Scenario(**facts.defaults))))
    tasks, answers = text.split('<div class="next">')
    asked = facts.rows("questions")
    assert tasks.split("<ol>")[1].split("</ol>")[0].count("<li>") == len(asked) == answers.count("<li>")
    for row in asked:
        answer = f"<strong>{facts.value(row.answer):,.0f} {row.unit}.</strong> {row.after}"
        assert answer in answers and answer not in tasks and f"{row.text} {lesson.ROOM} {row.unit}" in tasks
    minutes = [int(n) for n in re.findall(r"\((\d+) minutes\)", tasks)]
    assert sum(minutes) == 10 and len(minutes) == len(facts.rows("lesson"))
    for row in facts.rows("lesson"):
        block = tasks.split(f"<h2>{row.order}. ")[1].split("<h2>")[0]
        assert row.order == 1 or block.count("<p>_") == 2 and "_" * 73 not in block, "two lines to write on, as wide as the sheet"
        assert row.order == 1 or f"<p>{'_' * 72}</p>" in block
        assert not row.start or all(f"{knob.link_key}=" in block for knob in facts.knobs.values()), "a link names every setting"
        assert ("This view" in block or "?" in block and "officers=" in block) == bool(row.start) and ("<ol>" in block) == (row.order == 1)


@given(reader_settings)
def test_the_table_of_settings_names_each_setting_and_each_result_once(s):
    table, out = share.settings_table(reading_of(s)), steps.run(s)
    by_name = dict(zip(table["name"], table["value"], strict=True))
    assert len(by_name) == len(table) and {name for name in by_name if name.startswith("limit_")} == {f"limit_{limit}" for limit in LIMITS}
    assert all(by_name[f"limit_{limit}"] == getattr(out, limit) for limit in LIMITS)
    assert (by_name["removals_per_year"], by_name["officers"]) == (out.removals_per_year, s.officers)
    assert list(table[table["kind"] == "result"]["name"]).count("removals_per_year") == 1 and set(table["kind"]) == {"setting", "result"}


def test_one_past_value_is_a_mark_and_no_band():
    (first, *_) = [mark for mark in FACTS.evidence["officers"] if mark.kind == "published"]
    one = SimpleNamespace(knobs=FACTS.knobs, evidence={"officers": [first]})
    marks = strip._marks.__wrapped__(one, "officers")  # noqa: SLF001
    assert marks.count("<i ") == 1 and "<b " not in marks


VALUES = st.sampled_from(list(FACTS.knobs)).flatmap(lambda knob: st.tuples(st.just(knob), reachable(knob) | st.sampled_from(
    [mark.value for mark in FACTS.evidence[knob]] or [FACTS.knobs[knob].low])))  # fmt: skip


@given(VALUES)
def test_the_strip_says_which_past_value_it_is_or_whether_it_lies_outside(choice):
    knob, value = choice
    row, marks = FACTS.knobs[knob], FACTS.evidence[knob]
    past = [mark for mark in marks if mark.kind in ("published", "worked_out")]
    text, own = strip.reads(FACTS, knob, value), words.knob_value(row.style, value)
    assert text.startswith(own) and text.endswith(".")
    assert ("<b " in strip.strip(FACTS, knob, value)) == (len(past) > 1), "a band joins two past values or more"
    same = [mark for mark in (past or marks) if abs(mark.value - value) <= 1e-6 * max(1.0, abs(value))]
    if not past:
        assert "No past value was found." in text
        return
    low, high = min(mark.value for mark in past), max(mark.value for mark in past)
    if len(past) > 1:
        assert re.search(rf"{row.past}: (at least )?{re.escape(words.knob_value(row.style, low))} ", text) and re.search(rf" to (at least )?{re.escape(words.knob_value(row.style, high))} \(", text)
    else:
        assert ("One past value: " in text) == (not same)
    assert (f"outside {row.past.lower()}" in text) == (len(past) > 1 and not same and not low <= value <= high)
    assert not same or any(mark.label[1:] in text.split(f"{row.past}: ")[0] for mark in same)
    assert same or "outside" in text or row.style == "percent" or f"{own} {row.unit}" in text


@pytest.mark.parametrize(("value", "told"), [
    (6_000, "6,000: December 2024."), (5_000, "5,000 officers. One past value: 6,000: December 2024."), (0, "0 officers. One past value: 6,000: December 2024."),
])
def test_a_single_past_value_is_named_once(value, told):
    mark = next(m for m in FACTS.evidence["officers"] if m.kind == "published")._replace(value=6_000.0, label="December 2024", bound="")
    facts = SimpleNamespace(knobs=FACTS.knobs, evidence={"officers": [mark]})
    assert strip.reads(facts, "officers", value) == told.replace("officers", FACTS.knobs["officers"].unit)


@given(VALUES)
def test_marks_on_a_strip_stand_where_their_values_are(choice):
    knob, value = choice
    row, marks = FACTS.knobs[knob], FACTS.evidence[knob]
    html = strip.strip(FACTS, knob, value)

    def at(of: float) -> float:
        return round(min(100.0, max(0.0, (of - row.low) / (row.high - row.low) * 100)), 2)

    own = re.search(r'<i class="own" style="left:([\d.]+)%"></i>', html)
    assert own and float(own[1]) == at(value)
    ticks = re.findall(r'<i class="(past|plan)" style="left:([\d.]+)%" title="([^"]*)"', html)
    inside = [mark for mark in marks if row.low <= mark.value <= row.high]
    assert [(kind, float(left)) for kind, left, _ in ticks] == [
        ("past" if mark.kind in ("published", "worked_out") else "plan", at(mark.value)) for mark in inside
    ]
    assert all(unescape(title).startswith(words.bounded(mark.bound, f"{words.knob_value(row.style, mark.value)}: ")) for (_, _, title), mark in zip(ticks, inside, strict=True))
    past = [mark.value for mark in marks if mark.kind in ("published", "worked_out")]
    reach = re.search(r'<b style="left:([\d.]+)%;width:([\d.]+)%">', html)
    assert bool(reach) == (len(past) > 1)
    if reach:
        assert float(reach[1]) == at(min(past)) and float(reach[2]) == pytest.approx(max(0.4, at(max(past)) - at(min(past))), abs=0.011)
    assert f'data-unit="{"" if row.style == "percent" else row.unit}"' in unescape(html)
    assert by_hand.NUMBER.search(html)
