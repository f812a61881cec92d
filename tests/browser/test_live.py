"""What follows the hand, in the browser: the script writes what the server would, at once, and gives way to the server."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from known import FACTS
from playwright.sync_api import Page
from strategies import KNOBS, reachable
from test_told_live import FY2024, KEYS, seen, views

from explainer import words
from explainer.model import steps
from explainer.model.steps import Scenario
from explainer.records import goals
from explainer.telling import live

SCRIPT = (Path(live.__file__).parent.parent / "draw" / "live.js").read_text(encoding="utf-8")
SLIDER = '<div data-testid="stElementContainer" class="st-key-{}-3"><div data-testid="stSlider"><input type="range" step="any"></div></div>'
NO_EVAL = """<meta http-equiv="Content-Security-Policy" content="script-src 'unsafe-inline'">"""
PLACES = {"own": ("height", "bottom"), "gap-from": ("bottom",), "gap": ("height",), "ghost": ("bottom",)} | {
    f"limit-{name}": ("width", "left") for name in steps.LIMITS}
READ = """() => ({texts: Object.fromEntries([...document.querySelectorAll('[data-live-text]')].map(e => [e.dataset.liveText, e.textContent])),
  shown: Object.fromEntries([...document.querySelectorAll('[data-live-shown]')].map(e => [e.dataset.liveShown, !e.hidden])),
  places: Object.fromEntries([...document.querySelectorAll('[data-place]')].map(e => [e.id, parseFloat(e.style[e.dataset.place])])),
  min: [...document.querySelectorAll('.min')].map(e => e.dataset.liveMin), more: !!document.querySelector('.more'),
  ahead: document.querySelector('[data-live]').hasAttribute('data-hand')})"""
# As Streamlit does: what the server says is put in place of what it said before, and a moved input has a new value.
SAY = "html => { document.querySelector('main').innerHTML = html; }"
MOVE = "moves => moves.forEach(([key, value]) => document.querySelector(`.st-key-${key}-3 input`).setAttribute('value', value))"


def answer(view: live.Seen, told: dict[str, str] | None = None) -> str:
    """The element of a view with all that follows; `told` in the place of its texts."""
    texts = told or live.texts(FACTS, view)
    marks = [f'<i data-live-text="{name}">{escape(text)}</i><i data-live-shown="{name}"></i>' for name, text in texts.items()]
    marks += [f'<i id="{name}-{side}" data-place="{side}" data-live-{side}="{name}" style="{side}: 1%;"></i>' for name, sides in PLACES.items() for side in sides]
    marks += [f'<i data-live-min="{name}"></i>' for name in steps.LIMITS]
    return f'<div class="live" hidden data-live="{escape(live.data(view, KEYS))}"></div>{"".join(marks)}<i data-live-more></i>'


@contextmanager
def opened(readers) -> Iterator[Page]:
    """A page with every slider and the script, and nothing of Streamlit's; code in a text is forbidden, as hosts forbid it."""
    page = readers().new_page()
    sliders = "".join(SLIDER.format(row.link_key) for row in FACTS.knobs.values())
    page.set_content(f"{NO_EVAL}<main></main>{sliders}")
    page.add_script_tag(content=SCRIPT)
    yield page
    page.close()


@pytest.fixture(scope="module")
def stand_in(readers) -> Iterator[Page]:
    """The page for laws, which set every slider."""
    with opened(readers) as page:
        yield page


@pytest.fixture
def untouched(readers) -> Iterator[Page]:
    """The page with no slider moved yet."""
    with opened(readers) as page:
        yield page


def moved(page: Page, view: live.Seen, to: Scenario) -> dict:
    """Say the view, move every slider that differs, and read the page."""
    page.evaluate(SAY, answer(view))
    page.evaluate(MOVE, [[row.link_key, repr(getattr(to, knob))] for knob, row in FACTS.knobs.items()])
    return page.evaluate(READ)


@st.composite
def hands(draw: st.DrawFn) -> tuple[live.Seen, Scenario]:
    """A view, and where a hand has moved one slider, or several before the server answers."""
    view = draw(views())
    knobs = draw(st.lists(st.sampled_from(KNOBS), min_size=1, max_size=3, unique=True) | st.just(KNOBS))
    return view, steps.changed(view.now, **{knob: draw(reachable(knob)) for knob in knobs})


MOVED_NONE = seen(FY2024), FY2024
FAST_START_ALONE = seen(FY2024), steps.changed(FY2024, targets=0.0)
WITHOUT_FLIGHTS = seen(FY2024), steps.changed(FY2024, share_by_air=0.0, flights_per_month=0.0)
NEXT_TO_A_TIE = seen(FY2024), steps.changed(FY2024, beds=steps.run(FY2024).arrests * (1 + 1e-10) / FY2024.removals_per_bed_year)


@settings(max_examples=150)
@given(hands())
@example(MOVED_NONE)
@example(FAST_START_ALONE)
@example(WITHOUT_FLIGHTS)
@example(NEXT_TO_A_TIE)
@example((seen(FY2024, goal=goals.own(3000, "arrests")), steps.changed(FY2024, beds=0.0)))
@example((seen(FY2024, goal=goals.own(271_450, "removals")), steps.changed(FY2024, border_removals=223_753.0)))  # more, and the same in print
@example((seen(FY2024, goal=goals.own(271_450, "removals")), steps.changed(FY2024, border_removals=223_700.0)))  # short, and the same in print
@example((seen(steps.changed(FY2024, officers=0.0, borrowed=0.0)), steps.changed(FY2024, officers=0.0, borrowed=0.0, removed_share=1.0)))
@example((seen(FY2024), steps.changed(FY2024, officers=FY2024.officers * 2, arrest_share=FY2024.arrest_share / 2)))
def test_the_script_writes_what_the_server_would(stand_in, hand):
    view, to = hand
    agrees(moved(stand_in, view, to), view, to)


def agrees(page: dict, view: live.Seen, to: Scenario) -> None:
    """Assert that all that is read in a page is what the server would write of these settings, but for what it alone writes."""
    after = live.Seen(to, view.now, view.goal, view.line, view.top)
    ahead = to != view.now
    told = live.texts(FACTS, after) | {"what": "", "advice": ""} if ahead else live.texts(FACTS, view)
    assert page["texts"] == told
    assert page["ahead"] == ahead
    if ahead:
        assert page["shown"] == {name: bool(text) for name, text in told.items()}
        places = live.places(after)
        for name, sides in PLACES.items():
            for side in sides:
                assert page["places"][f"{name}-{side}"] == pytest.approx(float(places[name].removesuffix("%")), abs=0.0101), name
        assert page["min"] == steps.run(to).limited_by and page["more"] == live.above(after)


EDGES = [0, 1e-7, 0.00499, 0.005, 0.0099951, 0.0999951, 0.25, 1, 1.005, 2.675, 5, 9.994, 9.995, 10, 10.49, 10.5, 12.5, 99.49, 99.5, 100.5, 300, 994.9,
         995, 999.4, 999.5, 999.6, 999.9999999, 1000, 1004.9, 1005, 1125, 9949, 9950, 10_000, 12_500, 271_484, 271_500, 999_500, 1e6 / 3, 1e12, 1.2345e21]


@given(number=st.floats(0, 1e9) | st.integers(0, 10**7).map(lambda n: n / 1000))
@example(None)
def test_numbers_and_shares_are_rounded_by_the_one_rule(stand_in, number):
    """The result is the first slider's value here, held against a goal of 1,000."""
    view = seen(FY2024, goal=goals.own(1000, "removals"))
    data = json.loads(live.data(view, KEYS)) | {"limits": [], "steps": [["removals_per_year", "officers"], ["arrests_per_day", 1]]}
    stand_in.evaluate(SAY, f'<i data-live="{escape(json.dumps(data))}"></i><i data-live-text="own"></i><i data-live-text="share"></i>')
    for value in EDGES if number is None else [number]:
        stand_in.evaluate(MOVE, [["officers", repr(float(value))]])
        told = stand_in.evaluate(READ)["texts"]
        assert told["own"] == words.rounded(value), value
        share = value / 1000
        assert told["share"] == (f"{words.times(share)} the goal" if value >= 10_000 else f"{words.percent(share)} of the goal"), value


BY_THE_SERVER = {name: f"server's {name}" for name in live.texts(FACTS, seen(FY2024))}
MORE = steps.changed(FY2024, officers=7_000.0)
MOST = steps.changed(FY2024, officers=9_000.0)


def test_a_thumb_that_comes_back_finds_what_the_server_wrote(untouched):
    untouched.evaluate(SAY, answer(seen(FY2024, MORE), BY_THE_SERVER))
    html = """document.querySelector('main').innerHTML.replace(/ (class|style)=""/g, '')"""
    before = untouched.evaluate(html)
    untouched.evaluate(MOVE, [["officers", "7000"]])
    assert untouched.evaluate(READ)["texts"]["number"] == live.texts(FACTS, seen(MORE))["number"]
    untouched.evaluate(MOVE, [["officers", repr(FY2024.officers)]])
    assert untouched.evaluate(html).split("</i>") == before.split("</i>")


def test_an_answer_that_is_older_than_the_hand_gives_way_and_one_that_is_as_new_stays(untouched):
    agrees(moved(untouched, seen(FY2024), MOST), seen(FY2024), MOST)
    older = seen(MORE, FY2024)
    untouched.evaluate(SAY, answer(older, BY_THE_SERVER))
    agrees(untouched.evaluate(READ), older, MOST)
    untouched.evaluate(SAY, answer(seen(MOST, MORE), BY_THE_SERVER))
    page = untouched.evaluate(READ)
    assert page["texts"] == BY_THE_SERVER and not page["ahead"]


def test_a_server_that_forgot_what_the_slider_says_gives_way_too(untouched):
    moved(untouched, seen(FY2024), MOST)
    untouched.evaluate(SAY, answer(seen(MOST, FY2024), BY_THE_SERVER))
    untouched.evaluate(SAY, answer(seen(MORE), BY_THE_SERVER))
    agrees(untouched.evaluate(READ), seen(MORE), MOST)


def test_a_part_of_an_older_answer_gives_way_too(untouched):
    moved(untouched, seen(FY2024), MOST)
    untouched.evaluate("document.querySelector('[data-live-text=own]').outerHTML = '<b data-live-text=own>older</b>'")
    agrees(untouched.evaluate(READ), seen(FY2024), MOST)


def test_a_slider_of_another_round_or_one_that_nobody_moved_changes_nothing(readers):
    page = readers().new_page()
    page.set_content(f"<main></main>{SLIDER.format('officers')}{SLIDER.format('rate').replace('-3', '-2')}")
    page.evaluate("document.querySelector('input').setAttribute('value', '7000')")  # as it is first drawn, before there is a script
    page.add_script_tag(content=SCRIPT)
    page.evaluate(SAY, answer(seen(FY2024), BY_THE_SERVER))
    page.evaluate("document.querySelector('.st-key-rate-2 input').setAttribute('value', '0.9')")
    assert page.evaluate(READ)["texts"] == BY_THE_SERVER
    page.close()


def test_a_page_without_an_answer_is_left_alone(readers):
    page, complaints = readers().new_page(), []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.set_content(f"<main><i data-live-text=own>as it was</i></main>{SLIDER.format('officers')}")
    page.add_script_tag(content=SCRIPT)
    page.evaluate(MOVE, [["officers", "7000"]])
    assert page.locator("i").inner_text() == "as it was" and not complaints
    page.close()
