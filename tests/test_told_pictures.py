"""Pictures hold what is said beside them: bars in proportion, the reader's own colored, the goal where the goal is."""

from __future__ import annotations

import math
import re
from datetime import date, timedelta

import by_hand
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from known import FACTS
from strategies import reader_settings

from explainer.draw import figure as draw_figure
from explainer.draw import picture
from explainer.model import steps
from explainer.model.steps import LIMITS, Scenario
from explainer.page import limits, panel, recorded
from explainer.page.reading import Reading
from explainer.reader import links, view
from explainer.records import counts, goals
from explainer.telling import goal as of_goal
from explainer.telling import record

TESTED = {row.goal: goals.from_row(row) for row in goals.testable(FACTS)}
BARS = re.compile(r'<i class="(\w+)" style="height:([\d.]+)%" title="([^"]*)"')
LINE = re.compile(r'<b class="goal" style="bottom:([\d.]+)%;height:([\d.]+)%"')
LABEL = re.compile(r'<span class="(\w+) (\w+)" style="(left|right):(?:max\()?([\d.]+)%?(?:,3em\))?(?:;bottom:([\d.]+)%)?">([^<]*)</span>')
few = settings(max_examples=25)


def reading(s: Scenario, **query: str) -> Reading:
    seen = view.from_link(FACTS, links.Link(**query))
    return Reading(FACTS, seen.at(s))


@few
@given(reader_settings, st.sampled_from(list(TESTED)), st.sampled_from(list(FACTS.definition_rows)))
def test_the_picture_in_the_panel_is_in_proportion(s, goal, definition):
    r = reading(s, goal=goal, definition=definition)
    of, html = TESTED[goal], panel._picture(r)  # noqa: SLF001
    bars = BARS.findall(html)
    own = steps.run(s).removals_per_year if of.measure == "removals" else steps.run(s).arrests_per_year / 365
    years = record.by_year(FACTS, definition, of.measure)
    amounts = [year.amount for year in years] + [own]
    assert [who for who, _, _ in bars] == ["record" if y.whole else "faint" for y in years] + ["yours"]
    tallest = max(range(len(amounts)), key=lambda i: amounts[i])
    scale = float(bars[tallest][1]) / amounts[tallest]
    for (_, height, _), amount in zip(bars, amounts, strict=True):
        assert float(height) == pytest.approx(amount * scale, abs=0.011), "a bar out of proportion"
    assert all(float(height) <= 100 for _, height, _ in bars)
    line = LINE.search(html)
    assert bool(line) == record.goal_line(FACTS, of, definition)
    if line:
        low, high = of_goal.ends(of)
        assert float(line[1]) == pytest.approx(low * scale, abs=0.02 + low * scale * 1e-3)
        assert float(line[1]) + float(line[2]) == pytest.approx(high * scale, abs=0.03 + high * scale * 1e-3)
        assert float(line[1]) <= 100
    named = [text for who, _, _, _, _, text in LABEL.findall(html.split('<div class="names">')[1]) if who == "axis"]
    before = [year for year in years[: -panel.BESIDE_OWN] if year.whole]
    top = max(before, key=lambda year: year.amount, default=None)
    rule = record.rule_in_force(FACTS, definition, of.measure)
    assert named == [str(years[0].fiscal_year), *rule.values(), "Yours"]
    labels = [text for who, _, _, _, _, text in LABEL.findall(html.split('<div class="names">')[0]) if who not in ("axis", "goal")]
    assert labels == ([f"{top.fiscal_year}: {top.amount:,.0f}"] if top else []) + [bars[-1][2].removeprefix("Yours: ")]
    for (_, _, title), year in zip(bars, years, strict=False):
        assert title == f"Fiscal {year.fiscal_year}: {year.amount:,.0f}{'' if year.whole else ' (part of the year)'}"
    spoken = re.search(r'aria-label="([^"]*)"', html)
    assert spoken and by_hand.fits(re.search(r"yours ([\d.,]+\d|0)", spoken[1])[1], own)
    assert ("goal " in spoken[1]) == bool(line)


@given(st.just(0.0) | st.floats(0.01, 1e8))
def test_an_axis_ends_at_a_round_number_at_or_above_what_it_shows(highest):
    top = picture.top_of_axis(highest)
    assert top >= highest * (1 - 1e-9) and (top <= highest * 1.3334 or highest < 1e-300 or top == 1.0 and highest == 0)
    mantissa = top / 10 ** math.floor(math.log10(top))
    assert float(f"{top:.3g}") == pytest.approx(top) and any(mantissa == pytest.approx(step) for step in picture.STEPS_OF_AN_AXIS)



def test_an_axis_of_nothing_ends_at_one():
    assert picture.top_of_axis(0.0) == 1.0


STEPS = [1, 1.25, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10]


@pytest.mark.parametrize(("step", "after"), list(zip(STEPS, STEPS[1:], strict=False)))
def test_an_axis_ends_at_the_next_step(step, after):
    assert picture.top_of_axis(step * 1e5) == step * 1e5 and picture.top_of_axis(step * 1e5 + 1) == pytest.approx(after * 1e5)


@pytest.mark.parametrize(("many", "labelled", "side"), [(10, 3, "half"), (10, 4, "left"), (20, 7, "half"), (20, 8, "left"), (10, None, "half")])
def test_the_name_of_the_goal_stands_at_the_left_where_no_label_does(many, labelled, side):
    bars = [picture.Bar(f"b{i}", 1.0, "record", label="here" if i == labelled or labelled and i == many - 1 else "") for i in range(many)]
    assert f'<span class="goal left {side}"' in picture.years(bars, picture.Line(2.0, 2.0, "Goal"), "spoken")


@settings(max_examples=30)
@example([1.0] * 10)  # middles at 5, 15 .. 85, 95 percent: 85 is not beyond 85
@example([1.0] * 5)  # and 10 is not before 10
@example([1.0] * 17)  # 85.3 is beyond 85
@given(st.lists(st.just(0.0) | st.floats(0.01, 1e6), min_size=1, max_size=25))
def test_labels_stand_on_their_bars_and_inside_the_picture(amounts):
    html = picture.years([picture.Bar(f"b{i}", amount, "record", axis=f"x{i}", label=f"l{i}") for i, amount in enumerate(amounts)], None, "spoken")
    heights = [float(height) for _, height, _ in BARS.findall(html)]
    labels = {text: (side, edge, float(at), bottom) for _, side, edge, at, bottom, text in LABEL.findall(html)}
    assert len(labels) == 2 * len(amounts)
    for i in range(len(heights)):
        middle = (i + 0.5) / len(amounts) * 100
        for name in (f"x{i}", f"l{i}"):
            side, edge, at, bottom = labels[name]
            assert side == ("right" if middle > 85 else "left" if middle < 10 else "middle")
            room = 0.0 if bottom or middle > 96 else 100 - middle  # on the axis, the reader's own stands at the edge
            expected = {"middle": ("left", middle), "left": ("left", 0.0), "right": ("right", room)}[side]
            assert (edge, at) == (expected[0], pytest.approx(expected[1], abs=0.0051))
            assert (bottom == "") == name.startswith("x")
            nearby = [height for j, height in enumerate(heights) if abs(i - j) <= 3]  # bars that the label may lie over
            assert not bottom or float(bottom) == pytest.approx(min(max(nearby), 86), abs=0.011)


@pytest.mark.parametrize("own", [0.0, 20.0, 79.0, 80.0, 90.0])
def test_a_stem_leads_from_the_readers_own_bar_up_to_a_number_above_it(own):
    bars = [picture.Bar("a", 100.0, "record"), *[picture.Bar(f"b{i}", 80.0, "record", label="2012") for i in range(3)], picture.Bar("own", own, "yours", label="own")]
    top = picture.top_of_axis(100 * 1.15)
    found = re.findall(r'<b class="stem" style="bottom:([\d.]+)%;height:([\d.]+)%">', picture.years(bars, None, "spoken"))
    expected = [(own / top * 100, (80 - own) / top * 100)] if own < 80 else []
    assert [(float(bottom), float(height)) for bottom, height in found] == [pytest.approx(stem, abs=0.01) for stem in expected]


def test_a_goal_is_a_line_or_a_band_with_its_name_above():
    html = picture.years([picture.Bar("a", 50.0, "record")], picture.Line(80.0, 100.0, "Goal: 80 to 100"), "spoken")
    top = picture.top_of_axis(100 * 1.15)
    low, height = (float(part) for part in LINE.search(html).groups())
    assert (low, height) == (pytest.approx(80 / top * 100, abs=0.01), pytest.approx(20 / top * 100, abs=0.01))
    assert f'<span class="goal left half" style="bottom:{100 / top * 100:.2f}%">Goal: 80 to 100</span>' in html


@pytest.fixture
def drawn(monkeypatch):
    """Figures that a part draws, caught on their way."""
    found: list[draw_figure.Figure] = []
    for module in (limits, recorded):
        monkeypatch.setattr(module, "figure", lambda facts, of, link: found.append(of))
    return found


SOME = [Scenario(**values) for values in FACTS.starts.values()]


@pytest.mark.parametrize("s", SOME, ids=list(FACTS.starts))
@pytest.mark.parametrize("goal", [FACTS.about["default_goal"], *(g for g in TESTED if TESTED[g].scope == "DHS")])
def test_the_colored_bar_of_the_limits_is_the_smallest_and_the_line_is_the_goal(s, goal, drawn):
    limits.show(reading(s, goal=goal))
    (of,) = drawn
    out, rows = steps.run(s), of.rows["rows"]
    least = min(row["value"] for row in rows)
    assert {row["who"] for row in rows if row["value"] == least} == {"yours"}
    assert all(row["who"] == "record" for row in rows if row["value"] > least * (1 + 1e-9))
    assert {row["label"]: row["value"] for row in rows} == {LIMITS[name]: getattr(out, name) for name in LIMITS}
    scope, lines = TESTED[goal].scope, of.rows["goal"]
    assert lines == ([{"value": TESTED[goal].low}] if scope in ("ICE", "not_stated") else [])
    assert ("Dashed line: the goal" in of.key) == bool(lines)
    table = of.table()
    for row in rows:
        shown = table[table["Limit"] == row["label"]].iloc[0]
        assert shown["Removals a year"] == row["text"] and by_hand.fits(row["text"], row["value"])
        above = shown["Above the total"]
        assert above == "the smallest" if row["who"] == "yours" else by_hand.fits(above, row["value"] - least)


@pytest.mark.parametrize("s", SOME[:4], ids=list(FACTS.starts)[:4])
def test_what_matters_most_reaches_from_the_result_at_the_lowest_to_that_at_the_highest(s, drawn):
    recorded.matters(reading(s))
    (of,) = drawn
    rows, table = of.rows["rows"], of.table()
    assert of.rows["yours"] == [{"value": steps.run(s).arrests}]
    widths = [row["high"] - row["low"] for row in rows]
    knobs = {row.short: row for row in FACTS.knobs.values()}
    assert widths == sorted(widths, reverse=True) and knobs[rows[0]["label"]].label.lower() in of.finding.lower()
    assert list(table["Setting"]) == [knobs[row["label"]].label for row in rows]
    for row, shown in zip(rows, table.itertuples(index=False), strict=True):
        knob = knobs[row["label"]]
        ends = sorted(
            (mark.value for mark in FACTS.evidence[knob.knob] if mark.kind in ("published", "worked_out")),
        )
        at = [steps.run(steps.changed(s, **{knob.knob: end})).arrests for end in (ends[0], ends[-1])]
        assert [row["low"], row["high"]] == pytest.approx(sorted(at)), row["label"]
        assert by_hand.fits(shown[3], at[0]) and by_hand.fits(shown[4], at[1])
