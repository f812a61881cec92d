"""Pictures hold what is said beside them: bars in proportion, the reader's own colored, the goal where the goal is."""

from __future__ import annotations

import math
import re
from html import unescape

import by_hand
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from known import FACTS
from page import reading
from strategies import STATED, model, reader_settings

from explainer.draw import figure as draw_figure
from explainer.draw import picture
from explainer import words
from explainer.model import backwards, steps
from explainer.model.steps import LIMITS, Scenario
from explainer.page import limits, panel, recorded
from explainer.page.reading import Reading
from explainer.reader import history
from explainer.telling import goal as of_goal
from explainer.telling import opening, record, result

BARS = re.compile(r'<i class="(\w+)" style="left:([\d.]+)%;width:([\d.]+)%;height:([\d.]+)%" title="([^"]*)"')
OWN = re.compile(r'<i class="yours" data-live-height="own" style="left:([\d.]+)%;width:([\d.]+)%;height:([\d.]+)%"')
LINE = re.compile(r'<b class="goal" style="bottom:([\d.]+)%;height:([\d.]+)%"')
GAP = re.compile(r'<b class="gap(?P<more> more)?" [^>]*bottom:([\d.]+)%;height:([\d.]+)%"( hidden)?>')
LABEL = re.compile(r'<span class="(\w+)" style="(left|right):([\d.]+)%;(transform:translateX\(-50%\))?;?(?:bottom:([\d.]+)%)?">([^<]*)</span>')
few = settings(max_examples=25)
SOME = [Scenario(**values) for values in FACTS.starts.values()]


@few
@given(reader_settings, st.sampled_from(list(STATED)), st.sampled_from(list(FACTS.definition_rows)), st.booleans())
def test_the_record_and_the_readers_own_are_in_proportion_and_the_gap_lies_between_result_and_goal(s, goal, definition, kept):
    r = reading(s, goal=goal, definition=definition)
    r = Reading(FACTS, r.view.keeping("A", SOME[0]).keeping("B", SOME[1])) if kept else r
    of, drawn = STATED[goal], panel.drawn(r, history.Session(r.view, None))
    html = panel._picture(drawn)
    bars, own = BARS.findall(html), OWN.search(html)
    years = record.by_year(FACTS, definition, of.measure)
    amounts = [year.amount for year in years] + [model(of_a, of.measure) for of_a in r.view.kept.values()]
    assert [who for who, *_ in bars] == ["record" if y.whole else "faint" for y in years] + ["yours"] * len(r.view.kept)
    low, high = of_goal.ends(of)
    line, stands_beside = LINE.search(html), record.goal_line(FACTS, of, definition)
    top = max([year.amount for year in years] + ([high] if stands_beside else []))
    top = max(top, min(3 * top, max(model(of_a, of.measure) for of_a in (s, *r.view.kept.values())))) * picture.HEADROOM
    for (_, _, _, height, _), amount in zip(bars, amounts, strict=True):
        assert float(height) == pytest.approx(min(100, amount / top * 100), abs=0.006), "a bar out of proportion"
    mine = model(s, of.measure)
    assert own and float(own[3]) == pytest.approx(min(100, mine / top * 100), abs=0.006)
    lefts = [(float(left), float(left) + float(width)) for _, left, width, _, _ in bars] + [(float(own[1]), float(own[1]) + float(own[2]))]
    assert all(end <= start + 0.011 for (_, end), (start, _) in zip(lefts, lefts[1:], strict=False)) and lefts[-1][1] == pytest.approx(100, abs=0.02)
    widths = [end - start for start, end in lefts]
    assert widths[-1] > max(widths[:-1]), "the reader's own is wider"
    assert bool(line) == stands_beside
    gap = GAP.search(html)
    assert gap
    if line:
        assert (float(line[1]), float(line[1]) + float(line[2])) == (pytest.approx(low / top * 100, abs=0.006), pytest.approx(high / top * 100, abs=0.011))
    if line and of.scope in ("ICE", "not_stated"):
        assert bool(gap['more']) == (mine > high)
        ends = (mine, low) if mine < low else (high, mine) if mine > high else (mine, mine)
        assert [float(gap[2]), float(gap[2]) + float(gap[3])] == pytest.approx([min(100, end / top * 100) for end in ends], abs=0.02)
        missing = re.search(r'data-live-text="gap">([\d,.]+) (short|more)<', html)
        assert bool(missing) == (not gap[4]) and (not missing or (by_hand.fits(missing[1], round(max(low - mine, mine - high) + 1e-9)) and (missing[2] == "short") == (mine < low)))
        alike = mine > high and words.rounded(mine) == words.rounded(high)
        assert bool(missing) or alike or max(low - mine, mine - high) < 0.5
    else:
        assert gap[4] and not drawn.told["gap"], "without a goal that ICE's result may stand beside there is no gap"
    for (_, _, _, _, title), year in zip(bars, years, strict=False):
        assert title == f"Fiscal {year.fiscal_year}: {year.amount:,.0f}{'' if year.whole else ' (part of the year)'}"
    named = {text: (float(at), bottom) for _, _, at, _, bottom, text in LABEL.findall(html)}
    for year in opening.named(FACTS, definition, of.measure):
        assert float(named[f"{year.fiscal_year}: {year.amount:,.0f}"][1]) == pytest.approx(year.amount / top * 100, abs=0.006), "a number stands on its bar"
    assert {str(years[0].fiscal_year), *r.view.kept} <= set(named)
    assert by_hand.fits(re.search(r'data-live-text="own">([^<]*)<', html)[1], mine)
    breaks = opening.new_rules(FACTS, definition, of.measure)
    rules = re.findall(r'<b class="break" style="left:([\d.]+)%" title="([^"]*)"', html)
    assert [title for _, title in rules] == list(breaks.values())
    for (left, _), year in zip(rules, breaks, strict=True):
        before, after = (next(i for i, y in enumerate(years) if y.fiscal_year == year) + step for step in (-1, 0))
        assert lefts[before][1] - 0.011 <= float(left) <= lefts[after][0] + 0.011, "a rule begins between two bars"
    spoken = re.search(r'aria-label="([^"]*)"', html)
    assert spoken and by_hand.fits(re.search(r"yours ([\d.,]+\d|0)", spoken[1])[1], mine)
    called = "forecast" if goal in FACTS.goal_rows and FACTS.goal_rows[goal].nature == "forecast" else "goal"
    named_so = f"{called} {words.bounded(of.bound, words.both_ends(low, high))}"
    assert (f"; {named_so}." in spoken[1]) == (f">{words.upper_first(named_so).replace(' ', ': ', 1)}</span>" in html) == bool(line), "with its bound"


@pytest.mark.parametrize(("recorded", "own", "end"), [([4, 10], [8], 10), ([4, 10], [20], 20), ([4, 10], [5, 25], 25), ([4, 10], [300], 30), ([10], [1, math.inf], 30)])
def test_the_axis_ends_above_the_record_and_above_what_is_ones_own_up_to_three_times_as_much(recorded, own, end):
    assert picture.axis_end(recorded, own) == pytest.approx(end * 1.08)


@few
@given(reader_settings, st.sampled_from(list(STATED)), st.sampled_from(list(FACTS.definition_rows)))
def test_limits_are_bars_on_one_axis_and_what_holds_the_total_is_marked(s, goal, definition):
    r = reading(s, goal=goal, definition=definition)
    drawn, out = panel.drawn(r, history.Session(r.view, None)), steps.run(s)
    html = panel.result_html(drawn)
    rows = re.findall(r'<div class="limit( min)?" data-live-min="(\w+)"><span>([^<]*)</span>.*?data-live-width="limit-\w+" style="width:([\d.]+)%.*?data-live-text="limit-\w+">([^<]*)<', html)
    assert [key for _, key, *_ in rows] == list(LIMITS)
    for _, key, name, *_ in rows:  # the number is what a limit allows, and no number of beds or arrests
        told = re.fullmatch(r"(\w+) allow" if r.measure == "removals" else r"Enough (\w+) for|Arrests made", name)
        assert told and (told[1] or "arrests").lower() in LIMITS[key].lower()
    for least, key, _, width, told in rows:
        amount = result.limit_amount(s, getattr(out, key), r.measure)
        assert bool(least) == (key in out.limited_by) and by_hand.fits(told, amount)
        assert float(width) == pytest.approx(100 if math.isinf(amount) else min(100, amount / drawn.seen.top * 100), abs=0.006)
    top = max((y for y in drawn.years if y.whole), key=lambda y: y.amount)
    lines = [(who, float(left), told) for who, left, told in re.findall(r'<span class="(\w+)" style="left:([\d.]+)%">([^<]*)</span>', html.split('class="limit-names"')[1])]
    of_ice = r.measure == "arrests" or definition == "ice_removals"
    expected = [("record", top.amount, f"{top.fiscal_year}: {top.amount:,.0f}")] if of_ice else []  # the limits are ICE's
    expected += [("goal", of_goal.ends(STATED[goal])[0], "goal")] if record.goal_line(FACTS, STATED[goal], r.view.definition) and STATED[goal].scope in ("ICE", "not_stated") else []
    expected.sort(key=lambda line: line[1])  # the style sheet has the left name end at its line, and the right one begin there
    assert lines == [(who, pytest.approx(at / drawn.seen.top * 100, abs=0.006), told) for who, at, told in expected]
    assert all(html.count(f'<b class="{who}" style="left:{at:.2f}%"></b>') == len(LIMITS) for who, at, _ in lines), "the lines cross all limits"


@few
@given(reader_settings, st.sampled_from(list(STATED)))
def test_what_is_announced_is_what_changed_the_number_its_share_and_what_holds_it(s, goal):
    r = reading(s, goal=goal)
    d = panel.drawn(r, history.Session(r.view, None))
    spoken = re.search(r'data-spoken>([^<]*)<', panel.result_html(d))
    assert spoken
    for part in ("number", "share", "held"):
        assert d.told[part] in unescape(spoken[1])


@pytest.fixture
def drawn(monkeypatch):
    """Figures that a part draws, caught on their way."""
    found: list[draw_figure.Figure] = []
    for module in (limits, recorded):
        monkeypatch.setattr(module, "figure", lambda facts, of, link: found.append(of))
    return found


@pytest.mark.parametrize("s", SOME, ids=list(FACTS.starts))
@pytest.mark.parametrize("goal", [FACTS.about["default_goal"], *(g for g in STATED if STATED[g].scope == "DHS")])
def test_the_colored_bar_of_the_limits_is_the_smallest_and_the_line_is_the_goal(s, goal, drawn):
    limits.show(reading(s, goal=goal))
    (of,) = drawn
    out, rows = steps.run(s), of.rows["rows"]
    least = min(row["value"] for row in rows)
    assert all(row["who"] == ("yours" if row["value"] <= least * (1 + steps.TOGETHER) else "record") for row in rows)
    assert {row["label"]: row["value"] for row in rows} == {LIMITS[name]: getattr(out, name) for name in LIMITS}
    scope, lines = STATED[goal].scope, of.rows["goal"]
    assert lines == ([{"value": STATED[goal].low}] if scope in ("ICE", "not_stated") else [])
    assert ("Dashed line: the goal" in of.key) == bool(lines)
    table = of.table()
    for row in rows:
        shown = table[table["Limit"] == row["label"]].iloc[0]
        assert shown["Removals a year"] == row["text"] and by_hand.fits(row["text"], row["value"])
        above = shown["Above the total"]
        assert above == "the smallest" if row["who"] == "yours" else by_hand.fits(above, row["value"] - least)


@pytest.mark.parametrize("s", SOME[:4], ids=list(FACTS.starts)[:4])
@pytest.mark.parametrize("measure", ["removals", "arrests"])
def test_what_matters_most_reaches_from_the_result_at_the_lowest_to_that_at_the_highest(s, measure, drawn, monkeypatch):
    said: list[str] = []
    monkeypatch.setattr(recorded.st, "markdown", said.append)
    goal = next(g for g in STATED if STATED[g].measure == measure and STATED[g].scope == "ICE")
    recorded.matters(reading(s, goal=goal))
    (of,) = drawn
    rows, table = of.rows["rows"], of.table()

    def result_at(**knob: float) -> float:
        return model(steps.changed(s, **knob), measure)

    assert all(row["yours"] == pytest.approx(result_at()) for row in of.rows["rows"])
    widths = [row["high"] - row["low"] for row in rows]
    knobs = {row.short: row for row in FACTS.knobs.values()}
    assert widths == sorted(widths, reverse=True) and knobs[rows[0]["label"]].label.lower() in of.finding.lower()
    assert list(table["Setting"]) == [knobs[row["label"]].label for row in rows]
    for row, shown in zip(rows, table.itertuples(index=False), strict=True):
        knob = knobs[row["label"]]
        ends = sorted(
            (mark.value for mark in FACTS.evidence[knob.knob] if mark.kind in ("published", "worked_out")),
        )
        at = [result_at(**{knob.knob: end}) for end in (ends[0], ends[-1])]
        assert [row["low"], row["high"]] == pytest.approx(sorted(at)), row["label"]
        assert by_hand.fits(shown[3], at[0]) and by_hand.fits(shown[4], at[1])
        least, most = (words.rounded(end) for end in sorted(at))
        assert row["text"] == (least if least == most else f"{least} to {most}"), "one number is not printed twice"
    of_result = backwards.knobs(measure)
    named = {row.label for row in FACTS.knobs.values() if any(f"“{words.lower_first(row.label)}”" in line for line in said)}
    swung = {FACTS.knobs[k].label for k in of_result if FACTS.knobs[k].swung == "yes"}
    assert swung == named | set(table["Setting"]) and not named & set(table["Setting"]), "each is drawn, or said to change nothing"
    for row in (row for row in FACTS.knobs.values() if row.label in named):
        values = [mark.value for mark in FACTS.evidence[row.knob] if mark.kind in ("published", "worked_out")]
        assert all(result_at(**{row.knob: value}) == pytest.approx(result_at(), rel=2e-3) for value in values)
    held = [label.lower() for name, label in LIMITS.items() if name in steps.run(s).limited_by]
    assert not named or measure == "arrests" or f"since {words.listed(held)} hold the result" in said[0]


def test_where_no_setting_alone_changes_the_result_no_chart_is_drawn(drawn, monkeypatch):
    said: list[str] = []
    monkeypatch.setattr(recorded.st, "markdown", said.append)
    recorded.matters(reading(steps.changed(SOME[0], beds=0.0, removals_per_bed_year=0.0, flights_per_month=0.0, passengers_per_flight=0.0)))
    assert drawn == [] and "detention beds and flights hold the result" in said[0]


