"""What is drawn again: what a change touches, at once and nothing else; the parts of the top draw themselves, all else stands."""

from __future__ import annotations

import pytest
from known import FACTS
from page import ARRESTS, Page, headings, look_closer, menu, moved, opened, picker, slider
from printed import lines
from streamlit.runtime.scriptrunner import RerunData, get_script_run_ctx

from explainer.model import steps
from explainer.page import layout, parts
from explainer.reader import links, redraw
from explainer.telling import record

MOVED = {redraw.RECORD, redraw.RESULT, redraw.NEEDS}
MOST_SENT = 15  # messages to the browser after a move
MOST_RUNS = 4  # of the model in a move


def one_move(page: Page) -> None:
    slider(page, "officers").set_value(3000.0).run()


def pressed(key: str):
    return lambda page: page.button(key=key).click().run()


ACTS = {
    "a slider": one_move,
    "Undo": lambda page: (one_move(page), page.button(key="undo").click().run()),
    "Reset": lambda page: (one_move(page), page.button(key="reset").click().run()),
    "Undo of nothing": pressed("undo"),
    "a starting point": pressed("start-fy2012"),
    "another starting point": lambda page: menu(page, "start-others").click("feb_2025").run(),
    "what the goal takes": pressed("set-to-goal"),
    "kept as A": pressed("keep-A"),
    "a limit": pressed("limit-beds"),
    "a goal": lambda page: picker(page, "goal").set_value(ARRESTS).run(),
    "a definition": lambda page: picker(page, "count").set_value("dhs_removals").run(),
}


@pytest.mark.parametrize(("sent_within", "late"), [(0.0, set()), (1e9, {redraw.SLIDERS, redraw.MORE})], ids=["sent", "perhaps not sent"])
@pytest.mark.parametrize("more", [{}, {"open": "stages~claims"}], ids=["closed", "more is open"])
def test_a_move_draws_again_what_follows_from_it_and_nothing_else(more, sent_within, late, monkeypatch):
    monkeypatch.setattr(redraw, "SENT_WITHIN", sent_within)
    page = opened(**more)
    one_move(page)
    follows = {redraw.MORE} if more else set()
    assert page.drawn_again == MOVED | late | follows
    assert more or late or len([message for message in page.sent if message.HasField("delta")]) <= MOST_SENT
    if more:
        look_closer(page, "stages")
        one_move(page)
        slider(page, "officers").set_value(4000.0).run()
        assert page.drawn_again == MOVED | late, "what is closed again is not drawn"


@pytest.mark.parametrize("query", [{}, {"goal": ARRESTS}])
def test_a_move_runs_the_model_a_few_times(query):
    page = opened(**query)
    for officers, says in ((9_000.0, "Now "), (8_000.0, "Removals"), (30_000.0, "Now "), (40_000.0, "No change")):
        steps.run.cache_clear()
        slider(page, "officers").set_value(officers).run()
        assert steps.run.cache_info().misses <= MOST_RUNS
        assert query or says in moved(page)


def test_a_field_of_exact_values_that_is_open_follows_the_slider(monkeypatch):
    monkeypatch.setattr(redraw, "SENT_WITHIN", 0.0)
    page = opened()
    page.session_state[redraw.EXACT] = True
    page.run()
    one_move(page)
    assert page.drawn_again == {*MOVED, redraw.SLIDERS}
    assert next(field for field in page.text_input if field.key == "entry-officers").value == "3,000"


@pytest.mark.parametrize("act", [act for act in ACTS if act != "a slider"])
def test_all_else_draws_the_whole_page(act):
    page = opened()
    ACTS[act](page)
    assert not page.exception and page.drawn_again is None


@pytest.mark.parametrize("key", ["undo", "reset", "start-fy2012", "set-to-goal", "keep-A", "limit-beds"])
def test_a_move_made_while_a_button_is_answered_does_not_stand_in_for_the_whole_page(key, monkeypatch):
    """As on a slow server: Streamlit makes one run of the two, and what the move asks for would be all that it draws."""
    monkeypatch.setattr(redraw, "SENT_WITHIN", 0.0)
    page = opened()
    one_move(page)
    slider(page, "officers").set_value(4_000.0)
    moved_on = page._tree.get_widget_states()  # noqa: SLF001
    slider(page, "officers").set_value(3_000.0)
    whole_page = redraw.page

    def with_a_move() -> None:
        monkeypatch.setattr(redraw, "page", whole_page)
        ctx = get_script_run_ctx()
        (sliders,) = ctx.fragment_storage.resolve_target(redraw.SLIDERS)
        assert ctx.script_requests.request_rerun(RerunData(widget_states=moved_on, fragment_id=sliders))
        whole_page()

    monkeypatch.setattr(redraw, "page", with_a_move)
    page.button(key=key).click().run()
    assert not page.exception and page.drawn_again is None
    if key != "limit-beds":
        one_move(page)
        assert page.drawn_again == MOVED, "once the whole page is drawn, a move draws what follows from it"


def test_no_fragment_stands_within_another():
    """What the outer one draws would be thrown away, and the inner one's sent into a place that is not there."""
    page = opened(open=parts.EVERYTHING)
    parents = page._fragment_storage._parent_by_id  # noqa: SLF001
    assert len(parents) >= len(MOVED) and set(parents.values()) == {None}


@pytest.mark.parametrize("query", [{}, {"section": "calculator"}], ids=str)
def test_after_a_move_nothing_on_the_page_is_as_it_was_before(query, monkeypatch):
    """What a browser holds after a move is what the whole page would draw; a slider that moved says its value by itself."""
    monkeypatch.setattr(redraw, "SENT_WITHIN", 0.0)
    page = opened(**query, a=links.pack(FACTS.defaults, FACTS, brief=False), open="~".join(part.key for part in parts.ROWS[parts.FOLLOW]))
    one_move(page)
    held = lines(page)
    now = lines(page.run())
    strips = [row.label for row in FACTS.knobs.values()]
    differs = [line for line in {*held} ^ {*now} if not any(label in line for label in strips)]
    assert not differs


@pytest.mark.parametrize("definition", list(FACTS.definition_rows))
def test_what_has_been_counted_follows_the_definition_at_once(definition):
    page = opened()
    picker(page, "count").set_value(definition).run()
    assert record.told(FACTS, definition) in [m.value for m in page.markdown]
    assert record.finding(FACTS, definition) in headings(page), "the chart's finding is of another definition"


def test_the_fields_of_an_own_goal_come_and_go_with_the_choice():
    page = opened()
    picker(page, "goal").set_value("own").run()
    assert picker(page, "own").value == f"{FACTS.about['own_goal']['removals']:,.0f}"
    picker(page, "unit").set_value("arrests").run()
    assert picker(page, "own").value == f"{FACTS.about['own_goal']['arrests']:,.0f}"
    picker(page, "goal").set_value(ARRESTS).run()
    assert not [n for n in page.text_input if str(n.key).startswith("own")]


@pytest.mark.parametrize(("place", "address"), [("teachers", "method~teachers"), ("needs", "method"), ("all", "all")])
def test_the_contents_open_a_part_and_say_where_to_go(monkeypatch, place, address):
    """The real browser follows in tests/browser/test_in_view.py; AppTest cannot press a menu, so it is pressed here."""
    assert place in parts.CONTENTS
    page = opened(open="method")
    monkeypatch.setattr(layout.st, "menu_button", lambda label, *_, **__: place if label == "Contents" else None)
    page.run()
    told = [e.proto.body for e in page.get("html") if e.proto.body.startswith("<span data-goto")]
    assert len(told) == 1 and f'data-goto="{place if place != "all" else "top"}"' in told[0]
    assert ("Write down" in " ".join(m.value for m in page.markdown)) is (address != "method")
    assert page.query_params["open"] == address, "what was open stays open"


def test_all_that_the_contents_name_can_be_gone_to():
    anchors = {part.key for part in (*parts.STANDING, *parts.BEHIND)}
    assert set(parts.CONTENTS) - {parts.EVERYTHING} <= anchors and len(parts.CONTENTS) <= 8
    assert len({part.key for part in (*parts.STANDING, *parts.BEHIND)}) == len(parts.STANDING) + len(parts.BEHIND), "a part stands in one place"


def test_a_link_stays_as_it_came_until_the_reader_changes_something():
    page = opened(count="ice_removals", officers="11500")
    assert dict(page.query_params) == {"count": "ice_removals", "officers": "11500"}
    picker(page, "count").set_value("dhs_removals").run()
    assert set(page.query_params) == {"count"}


def test_the_passage_to_quote_names_the_goal_just_chosen():
    page = opened(open="share")
    picker(page, "goal").set_value(ARRESTS).run()
    told = " ".join(code.value for code in page.code)
    assert f"goal={ARRESTS}" in told and FACTS.goal_rows[ARRESTS].label in told


def test_another_address_is_read_while_the_page_is_open_and_can_be_undone():
    page = opened()
    page.query_params = {"officers": "3000", "open": "stages", "section": "none"}
    page.run()
    assert slider(page, "officers").value == 3000 and "What limits the total" in [h.value for h in page.subheader]
    assert len(page.info) == 1
    look_closer(page, "stages")
    page.button(key="undo").click().run()
    assert slider(page, "officers").value == FACTS.defaults["officers"] and not dict(page.query_params)
