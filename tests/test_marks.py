"""What stands under a slider: a scale that fits its past values, words at their marks that never lie on each other, what the goal needs."""

from __future__ import annotations

import json
import re
from html import unescape
from types import SimpleNamespace

import by_hand
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from known import FACTS
from strategies import STATED, reader_settings

from explainer import words
from explainer.draw import strip
from explainer.model import backwards
from explainer.model.steps import Scenario
from explainer.records import goals
from explainer.telling import marks

KNOBS = list(FACTS.knobs)
PAST = ("published", "worked_out")
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
NAME = re.compile(r'<span class="(name[^"]*)" style="([^"]*)">([^<]*)</span>')
few = settings(max_examples=30)


def past(knob: str) -> list[float]:
    return [m.value for m in FACTS.evidence[knob] if m.kind in PAST]


@pytest.mark.parametrize("knob", KNOBS)
def test_words_at_a_mark_hold_its_number_and_its_year(knob):
    row, named = FACTS.knobs[knob], sorted((m for m in FACTS.evidence[knob] if m.named), key=lambda m: m.value)
    told = marks.names(FACTS, knob)
    assert [name.value for name in told] == [m.value for m in named]
    assert sorted(m.rank for m in named) == list(range(1, len(named) + 1)), (
        f"evidence.csv, {knob}: each named mark has a rank of its own"
    )
    assert all(m.rank is None for m in FACTS.evidence[knob] if not m.named), (
        f"evidence.csv, {knob}: a rank is for words"
    )
    for name, mark in zip(told, named, strict=True):
        number = by_hand.NUMBER.search(name.text)
        assert number and by_hand.value(number[0]) == pytest.approx(mark.value, rel=0.02) and "{" not in name.text
        assert row.low <= mark.value <= row.high
        for year in YEAR.findall(mark.named):
            assert mark.period_start.year <= int(year) <= mark.period_end.year, (
                f"{name.text}: {mark.period_start} to {mark.period_end}"
            )
        assert mark.bound == "" or words.BOUNDS[mark.bound] in name.text, (
            "what a source gives as a bound is told as one"
        )


def test_an_estimate_of_ours_is_called_ours_and_a_missing_count_is_no_mark():
    for rows in FACTS.evidence.values():
        for mark in rows:
            assert "our estimate" not in mark.label or not mark.named or "our estimate" in mark.named, mark.label
            assert not (mark.value == 0 and "no count" in mark.label.lower()), "nothing found is not zero"


def clear_of_each_other(knob: str, width: float, layout: str, has_gutter: bool) -> list[str]:
    """Which words of a strip this wide, in em, lie on others or outside, placed as page.css places them."""
    low, high = marks.ends(FACTS.knobs[knob])
    styles = [
        (of, dict(part.split(":") for part in style.split(";")), unescape(text))
        for of, style, text in NAME.findall(strip._words(FACTS, knob))
    ]
    end = 0.0 if has_gutter else strip.size(high)
    lies = [(0.0, strip.size(low), low), (width - end, width, high)]
    for of, style, text in styles:
        if f"no-{layout}" in of:
            continue
        em, at = float(style["--size"].removesuffix("em")), float(style["--at"].removesuffix("%")) / 100 * width
        anchor, right = float(style[f"--{layout}"]), 0.0 if has_gutter else strip.size(high) + strip.GAP
        room = strip.size(low) + strip.GAP
        left = min(max(room + anchor * em, at), width - right - (1 - anchor) * em) - anchor * em
        lies.append((left, left + em, text))
    lies.sort()
    return [
        f"{a[2]} x {b[2]}" for a, b in zip(lies, lies[1:], strict=False) if a[1] > b[0] + 0.11
    ]  # a tenth is lost in print


@given(st.sampled_from(KNOBS), st.sampled_from(list(strip.LAYOUTS)), st.floats(0, 80))
def test_words_at_marks_lie_apart_at_every_width(knob, layout, more):
    assert clear_of_each_other(knob, strip.LAYOUTS[layout] + more, layout, layout in strip.GUTTER) == []


@pytest.mark.parametrize("knob", KNOBS)
def test_what_has_no_room_goes_by_its_rank(knob):
    for layout, width in strip.LAYOUTS.items():
        shown = {p.name.rank for p in strip.placed(FACTS, knob) if p.anchors[layout] is not None}
        for name in marks.names(FACTS, knob):
            if name.rank == 1 and strip.size(name.text) < width - 8:
                assert 1 in shown, f"{name.text} has room in a strip of {width} em and is left out"


def test_of_two_that_lie_on_each_other_the_first_in_rank_stays():
    row = FACTS.knobs["officers"]
    two = [
        marks.Name(10_000.0, "a name of some length, the second", 2),
        marks.Name(10_500.0, "a name of some length, the first", 1),
    ]
    found = strip._anchors(row, two, 30.0, True)
    assert found[two[0]] is None and found[two[1]] is not None


@pytest.mark.parametrize("knob", KNOBS)
def test_marks_stand_where_their_values_are(knob):
    row, html = FACTS.knobs[knob], strip.under(FACTS, knob, FACTS.defaults[knob], None)

    def at(of: float) -> float:
        return round(min(100.0, max(0.0, (of - row.low) / (row.high - row.low) * 100)), 2)

    ticks = re.findall(r'<i class="(past|named)" style="left:([\d.]+)%" title="([^"]*)"', html)
    drawn = [m for m in FACTS.evidence[knob] if m.kind in PAST or m.named]
    assert [(kind, float(left)) for kind, left, _ in ticks] == [
        ("named" if m.named else "past", at(m.value)) for m in drawn
    ]
    assert [unescape(title) for _, _, title in ticks] == [f"{marks.of_mark(row, m)}: {m.label}" for m in drawn]
    band = re.search(r'<b style="left:([\d.]+)%;width:([\d.]+)%">', html)
    assert bool(band) == (len(past(knob)) > 1), "a band joins two past values or more"
    if band:
        assert float(band[1]) == at(min(past(knob))) and float(band[2]) == pytest.approx(
            max(0.4, at(max(past(knob))) - at(min(past(knob)))), abs=0.011
        )
    low, high = marks.ends(row)
    assert f'<span class="low">{low}</span><span class="high">{high}</span>' in html and marks.heard(
        FACTS, knob
    ).startswith(f"From {low} to {high}.")
    assert all(name.text in marks.heard(FACTS, knob) for name in marks.names(FACTS, knob)), (
        "who hears the page misses no mark"
    )
    assert f'data-unit="{"" if row.style == "percent" else row.unit}"' in unescape(html)


def test_one_past_value_is_a_mark_and_no_band():
    (first, *_) = [mark for mark in FACTS.evidence["officers"] if mark.kind == "published"]
    one = SimpleNamespace(knobs=FACTS.knobs, evidence={"officers": [first]}, past={"officers": [first]})
    shapes = strip._shapes.__wrapped__(one, "officers")
    assert shapes.count("<i ") == 1 and "<b " not in shapes


def test_what_lies_beyond_a_slider_stands_at_its_end():
    for row in FACTS.knobs.values():
        assert [strip._at(row, value) for value in (row.low - 1, row.low, row.high, row.high * 1.4 + 1)] == [
            0.0,
            0.0,
            100.0,
            100.0,
        ]


def test_the_words_of_assumptions_hold_the_number_that_is_assumed():
    assert FACTS.knobs["borrowed_output"].said == "Nobody has published this; 50% is our assumption."
    assert FACTS.knobs["arrest_share"].said.startswith(
        "Nobody has published this; 35% is our assumption. The marks are our divisions of staff in budgets, by two definitions."
    )
    assert [name.text for name in marks.names(FACTS, "arrest_share")] == ["25% (2025)", "38% (2024)"]
    for row in FACTS.knobs.values():
        assert f"<p>{row.said}</p>" in unescape(strip.under(FACTS, row.knob, row.low, None)) or not row.said
        assert all(len(sentence.split()) < 25 for sentence in row.said.split(". "))


@few
@given(reader_settings, st.sampled_from(list(STATED.values())))
def test_the_mark_of_what_the_goal_needs_is_the_same_drawn_and_moved(s, goal):
    found, placed = marks.needed(FACTS, s, goal), json.loads(json.dumps(strip.needs(FACTS, s, goal), allow_nan=False))
    assert set(found) == set(placed)
    for knob, need in found.items():
        answer = backwards.need(s, knob, goal.low, goal.measure)
        row, html = FACTS.knobs[knob], strip.under(FACTS, knob, getattr(s, knob), need)
        assert (
            f'data-need="{knob}" style="--wanted:{placed[knob]["at"]}%"' in html
            and f'<p class="wanted">{placed[knob]["text"]}</p>' in html
        )
        if not answer.value:
            assert need.text == ""
            continue
        named, told = re.fullmatch(r"(needed for the goal|needed, with more .*): ([\d,]+)(?:, beyond this slider)?", need.text).groups()
        assert told == f"{words.rounded_up(answer.value):,.0f}"
        short = {k for k in found if (v := backwards.need(s, k, goal.low, goal.measure)).value and words.rounded_up(v.value) > getattr(s, k)}
        with_it = {k for k in found if k != knob and re.search(rf"\b{FACTS.knobs[k].unit}\b", named)}
        assert with_it == short - {knob}, "what has to be raised with it is named, and nothing else"
        assert need.text.endswith("beyond this slider") == (answer.value > row.high)
        assert placed[knob]["at"] == pytest.approx(
            min(100.0, (answer.value - row.low) / (row.high - row.low) * 100), abs=0.0051
        )


def test_a_goal_that_the_model_does_not_count_needs_nothing():
    s = Scenario(**FACTS.defaults)
    assert marks.needed(FACTS, s, goals.own(0, "removals")) == {}
    for goal in STATED.values():
        assert bool(marks.needed(FACTS, s, goal)) == goals.modelled(goal)
    assert "wanted" not in strip.under(FACTS, "officers", 6_000, None)


@pytest.mark.parametrize(
    ("value", "told"), [(200_000, "Beyond the slider: 200,000, set exactly."), (60_000, ""), (0, "")]
)
def test_a_value_beyond_the_slider_is_said(value, told):
    html = strip.under(FACTS, "officers", value, None)
    assert marks.beyond(FACTS.knobs["officers"], value) == told and (told in html if told else "Beyond" not in html)
