"""What a reader takes away on paper: bars in proportion, settings as set, sources of what is used; the lesson's answers."""

from __future__ import annotations

import re
from html import unescape

import by_hand
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from known import FACTS
from page import opened, reading
from strategies import STATED, model, reader_settings

from explainer import words
from explainer.draw import sheet, takeaway
from explainer.model import steps
from explainer.model.steps import LIMITS, Scenario
from explainer.page import lesson, share
from explainer.page.reading import Reading
from explainer.records import goals
from explainer.telling import record

BAR = re.compile(r'<text x="0" y="\d+" [^>]*>([^<]*): <tspan [^>]*>([^<]*)</tspan></text><rect x="1" y="(\d+)" width="([\d.]+)" height="\d+" ([^>]*)/>')
pytestmark = pytest.mark.filterwarnings("ignore:The .float_precision. argument is deprecated")  # needed before pandas 3
few = settings(max_examples=15)


@few
@given(reader_settings, st.sampled_from(list(STATED)), st.sampled_from(list(FACTS.definition_rows)))
def test_bars_on_paper_are_goal_record_and_yours_in_proportion(s, goal, definition):
    of, text = STATED[goal], share.paper(reading(s, goal=goal, definition=definition))
    bars = BAR.findall(text)
    years = [y for y in record.by_year(FACTS, definition, of.measure) if y.whole]
    top = max(years, key=lambda y: y.amount)
    own = model(s, of.measure)
    days, per = (365, "a day") if of.measure == "arrests" else (1, "a year")
    expected = [(f"Fiscal {top.fiscal_year}, highest whole year", f"{top.amount:,.0f} {per}", top.amount), ("Yours", f"{words.rounded(own)} {per}", own)]
    if record.goal_line(FACTS, of, definition):
        called = "Forecast" if of.goal in FACTS.goal_rows and FACTS.goal_rows[of.goal].nature == "forecast" else "Goal"
        both = words.bounded(of.bound, words.both_ends(of.low / days, of.high / days))
        expected.insert(0, (called, f"{both} {per}", of.low / days))
    assert [(unescape(label), unescape(told)) for label, told, *_ in bars] == [(label, told) for label, told, _ in expected]
    longest = max(amount for *_, amount in expected)
    for (label, _, _, width, look), (_, _, amount) in zip(bars, expected, strict=True):
        assert float(width) == pytest.approx(max(1.0, amount / longest * sheet.PLOT_WIDTH), abs=0.051)
        assert ("stroke-dasharray" in look) == (label in ("Goal", "Forecast")) and (sheet.COLORS["yours"] in look) == (label == "Yours")
    tops = [int(bar[2]) for bar in bars]
    assert [int(y) for y in re.findall(r'<text x="0" y="(\d+)"', text)] == [top - 5 for top in tops], "a name stands above its bar"
    assert tops == sorted(set(tops)) and tops[-1] + sheet.BAR_HEIGHT <= len(bars) * sheet.ROW_HEIGHT
    size = re.search(r'viewBox="0 0 (\d+) (\d+)" width="(\d+)" height="(\d+)"', text)
    assert size and size.group(1, 2) == size.group(3, 4) and int(size[1]) > sheet.PLOT_WIDTH and int(size[2]) == len(bars) * sheet.ROW_HEIGHT


@few
@given(reader_settings, st.sampled_from(list(STATED)))
def test_the_sheet_holds_every_setting_with_its_unit_and_the_sources_of_what_is_used(s, goal):
    r = reading(s, goal=goal)
    text = unescape(share.paper(r))
    for knob, row in FACTS.knobs.items():
        unit = "" if row.style == "percent" else f" {row.unit}"
        assert f"<td>{row.label}</td><td>{words.precise(row.style, getattr(s, knob))}{unit}</td>" in text
    used = {FACTS.goal_rows[goal].source_id} | {mark.source_id for knob, value in vars(s).items() for mark in FACTS.evidence[knob] if mark.value == value}
    listed = text.split("<h2>Sources</h2><ul>")[1].split("</ul>")[0]
    assert listed.count("<li>") == len(used - {""})
    assert all(f"{FACTS.sources[i].publisher}: {FACTS.sources[i].title}. {FACTS.sources[i].url}" in listed for i in used if i)
    assert f"Goal tested: {STATED[goal].label} (" in text and "A calculation, not a forecast." in text
    header, _ = by_hand.read_back(share.csv(r))
    out = steps.run(s)
    least = [label.lower() for name, label in LIMITS.items() if getattr(out, name) <= out.removals_per_year * (1 + steps.TOGETHER)]
    assert header["held there by"] == words.listed(least) and header["goal"].startswith(STATED[goal].label)


def test_a_sheet_names_its_link_where_it_has_one():
    link, typed = "https://example.org/?a=1&b=2", "https://example.org/"
    assert f'This view: <a href="{link}">{typed}</a>' in unescape(sheet.document("T", "", "F", link, typed))
    assert "This view" not in sheet.document("T", "", "F")


def test_without_a_goal_the_sheet_names_the_sources_of_the_settings_alone(facts):
    s = Scenario(**facts.defaults)
    own = share._sources(reading(s, goal=goals.OWN))  # noqa: SLF001
    stated = share._sources(reading(s, goal="T2-29"))  # noqa: SLF001
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
    text = unescape(lesson.printed(reading(Scenario(**facts.defaults)), "https://x.example/"))
    tasks, answers = text.split('<div class="next">')
    asked = facts.rows("questions")
    assert tasks.split("<ol>")[1].split("</ol>")[0].count("<li>") == len(asked) == answers.count("<li>")
    for row in asked:
        answer = f"<strong>{facts.value(row.answer):,.0f} {row.unit}.</strong> {row.after}"
        assert answer in answers and answer not in tasks and f'{row.text} <span class="room"></span> {row.unit}' in tasks
    minutes = [int(n) for n in re.findall(r"\((\d+) minutes\)", tasks)]
    assert sum(minutes) == 10 and len(minutes) == len(facts.rows("lesson"))
    for row in facts.rows("lesson"):
        block = tasks.split(f"<h2>{row.order}. ")[1].split("<h2>")[0]
        assert block.count('<p class="write"></p>') == (0 if row.order == 1 else 2), "two lines to write on"
        assert ("https://x.example/?" in block) == bool(row.start) and ("<ol>" in block) == (row.order == 1)
    assert tasks.index("Name <span") < tasks.index("<h2>1. ") and "Name <span" not in answers, "room for a name at the top"


@few
@given(reader_settings, reader_settings, st.booleans(), st.sampled_from(list(STATED)))
def test_kept_scenarios_stand_on_the_sheet_with_their_bars_what_differs_and_results(s, kept, both, goal):
    r = reading(s, goal=goal)
    r = Reading(FACTS, r.view.keeping("A", kept)) if not both else Reading(FACTS, r.view.keeping("B", kept).keeping("A", s))
    text, of = unescape(share.paper(r)), {"Scenario A": r.view.a, "Scenario B": r.view.b, "Yours": s}
    of = {name: scenario for name, scenario in of.items() if scenario is not None}
    yours = [(label, told) for label, told, *_, look in BAR.findall(text) if sheet.COLORS["yours"] in look]
    assert [label for label, _ in yours] == list(of)
    for (_, told), scenario in zip(yours, of.values(), strict=True):
        assert by_hand.fits(told.rsplit(" a ", 1)[0], model(scenario, STATED[goal].measure))
    table = text.split("<h2>Scenarios side by side</h2>")[1].split("</table>")[0]
    assert all(f'<th scope="col">{name}</th>' in table for name in of)
    for knob, row in FACTS.knobs.items():
        cells = "".join(f"<td>{words.knob_value(row.style, getattr(scenario, knob))}</td>" for scenario in of.values())
        differs = len({getattr(scenario, knob) for scenario in of.values()}) > 1
        assert (f"<td>{row.label}</td>{cells}" in table) == differs
    assert f"<td>Removals a year</td>{''.join(f'<td>{words.rounded(steps.run(x).removals_per_year)}</td>' for x in of.values())}" in table
    assert "<h2>Your settings</h2>" in text
    shown = re.search(r'This view: <a href="([^"]*)">([^<]*)</a>', text)
    assert shown and ("a=" in shown[1]) and "officers%3A" not in shown[2] and "a=officers" not in shown[2], "what is to be typed names the reader's own"


def test_without_kept_scenarios_the_sheet_has_the_readers_bar_alone_and_a_link_to_type(facts):
    text = unescape(share.paper(reading(Scenario(**facts.defaults | {"officers": 9000.0}))))
    assert "side by side" not in text and "Scenario" not in text and "<h2>Settings</h2>" in text
    shown = re.search(r'This view: <a href="([^"]*)">([^<]*)</a>', text)
    assert shown and shown[2] == "?officers=9000" and all(f"{row.link_key}=" in shown[1] for row in facts.knobs.values())


def test_the_numbers_can_be_taken_with_semicolons_too(facts):
    r = reading(Scenario(**facts.defaults))
    plain, other = (share.csv(r, semicolons).splitlines() for semicolons in (False, True))
    assert '"name","value","unit","kind"' in plain and '"name";"value";"unit";"kind"' in other
    (rate,) = (line for line in other if line.startswith('"arrests_per_officer_day"'))
    assert "," in rate.split(";")[1] and "." not in rate.split(";")[1], "a comma in the decimals"
    page = opened(open="share")
    files = {button.proto.label for button in page.get("download_button")}
    assert {"Your settings and result (CSV)", "CSV with semicolons"} <= files
    codes = [code.value for code in page.code]
    assert codes[0].endswith("/") or "?" not in codes[0], "as opened, the short link is the page's address"
    assert "v=" in codes[1] and "officers=" in codes[1]


def test_a_citation_names_who_answers_for_the_page_where_somebody_does(facts):
    nobody, somebody = dict(facts.about), {**facts.about, "answerable": "Jane Roe & Sons."}
    link = "https://example.org"
    assert takeaway.apa(nobody, link).startswith(facts.about["title"]) and "author" not in takeaway.bibtex(nobody, link)
    assert takeaway.apa(somebody, link, "A finding").startswith("Jane Roe & Sons. A finding. In ")
    assert "\n  author = {{Jane Roe \\& Sons.}},\n  title = {" in takeaway.bibtex(somebody, link)


@given(reader_settings)
def test_the_table_of_settings_names_each_setting_and_each_result_once(s):
    table, out = share.settings_table(reading(s)), steps.run(s)
    by_name = dict(zip(table["name"], table["value"], strict=True))
    assert len(by_name) == len(table) and {name for name in by_name if name.startswith("limit_")} == {f"limit_{limit}" for limit in LIMITS}
    assert all(by_name[f"limit_{limit}"] == getattr(out, limit) for limit in LIMITS)
    assert (by_name["removals_per_year"], by_name["officers"]) == (out.removals_per_year, s.officers)
    assert list(table[table["kind"] == "result"]["name"]).count("removals_per_year") == 1 and set(table["kind"]) == {"setting", "result"}
