"""A lost connection: the server restarted, the websocket cut around a key. Once the page is quiet, all agrees."""

from __future__ import annotations

import time


from bench.screen import settle
from bench.server import free_port, serve
from browser.agree import agrees, slider, thumb
from browser.network import Network
from explainer.page import parts

# Streamlit says itself whether it is connected; page.js asks for a whole run a moment later.
CONNECTED = "document.querySelector('[data-testid=stApp]')?.dataset.testConnectionState === 'CONNECTED'"
A_MOMENT = 1000
CUTS = (-30, 10, 80)  # milliseconds after a key that the socket is cut; before it if negative
# Keeps the sockets of the page, to cut them as a network does.
KEEP = """(() => { window.sockets = []; const Real = window.WebSocket;
  window.WebSocket = class extends Real { constructor(...given) { super(...given); window.sockets.push(this); } }; })()"""
DOOR = parts.ROWS[parts.COUNTED][0]

STATE = "document.querySelector('[data-testid=stApp]').dataset.testScriptState"
# Keeps what the script was doing whenever its key for a run was pressed.
HEAR = f"window.heard = []; addEventListener('keydown', (event) => event.key === 'r' && heard.push({STATE}), true)"


def back(page) -> None:
    """Wait until the page is connected again and quiet."""
    page.wait_for_timeout(A_MOMENT)
    page.wait_for_function(CONNECTED)
    page.wait_for_timeout(A_MOMENT)
    page.wait_for_selector("[data-testid=stSlider] input", state="attached")
    settle(page)


def test_the_first_move_after_a_restart_works_and_one_made_while_the_server_is_away_is_not_half_lost(open_page, facts):
    port, step = free_port(), facts.knobs["officers"].step
    with serve(port=port) as first:
        page = open_page("?officers=9000", url=first.url)
    page.evaluate("document.querySelector('[data-testid=stSlider] input').focus()")
    page.keyboard.press("ArrowRight")
    with serve(port=port):
        back(page)
        assert (value := agrees(page, facts, announced=False)) in (9000, 9000 + step)
        slider(page, facts).press("ArrowRight")
        assert agrees(page, facts) == value + step


def test_the_socket_cut_around_a_key(open_page, facts):
    page = open_page(before=lambda page: page.add_init_script(KEEP))
    step, cut = facts.knobs["officers"].step, "window.sockets.at(-1).close()"
    for away in CUTS:
        value = thumb(page, facts)
        slider(page, facts).focus()
        if away < 0:
            page.evaluate(cut)
            page.wait_for_timeout(-away)
        page.keyboard.press("ArrowRight")
        if away >= 0:
            page.evaluate(f"setTimeout(() => {cut}, {away})")
        back(page)
        now = agrees(page, facts, announced=False)
        assert now in (value, value + step), f"cut at {away}: the move is whole, or it was not made"
        slider(page, facts).press("ArrowRight")
        assert agrees(page, facts) == now + step, f"the move after a cut at {away} was lost"


def test_the_whole_run_is_asked_for_once_no_other_is_under_way(open_page):
    """Streamlit does not hear its key during a run: a move cut off just then left the address behind the slider."""
    page = open_page(before=lambda page: page.add_init_script(KEEP))
    page.evaluate(HEAR)
    page.evaluate(f"{STATE} = 'running'; window.sockets.at(-1).close()")
    page.wait_for_function(f"window.sockets.length === 2 && {CONNECTED}")
    page.wait_for_timeout(A_MOMENT)
    assert page.evaluate("heard") == []
    page.evaluate(f"{STATE} = 'notRunning'")
    page.wait_for_function("heard.length")
    page.wait_for_timeout(A_MOMENT)
    assert page.evaluate("heard") == ["notRunning"]


# Loses, as long as `losing` is true, all that the server says but that a run begins, and notes once that one has ended:
# fields 4 and 6 of a message, after 1 and 2.
LOSE = """(() => { window.losing = window.ended = false; const Real = window.WebSocket;
  const told = (bytes) => { let at = 0; while ([10, 18].includes(bytes[at])) at += 2 + bytes[at + 1]; return bytes[at]; };
  const lost = ({data}) => { const what = told(new Uint8Array(data)); window.ended ||= window.losing && what === 48; return window.losing && what !== 34; };
  window.WebSocket = class extends Real {
    addEventListener(type, hears, ...more) { super.addEventListener(type, (event) => { if (type !== 'message' || !lost(event)) hears(event); }, ...more); }
    set onmessage(hears) { this.addEventListener('message', hears); } }; })()"""


def test_what_a_run_has_drawn_and_streamlit_has_dropped_is_drawn_again(open_page, facts):
    page = open_page(before=lambda page: page.add_init_script(LOSE))
    page.evaluate(HEAR)
    value, step = thumb(page, facts), facts.knobs["officers"].step
    slider(page, facts).press("ArrowRight")
    assert agrees(page, facts) == value + step
    page.evaluate("losing = true")
    page.get_by_role("button", name=DOOR.name, exact=True).click()
    page.wait_for_function("ended")
    page.evaluate("losing = false")
    assert page.evaluate("heard") == [], "asked while all was well"
    assert not page.locator(f".st-key-part-{DOOR.key}").count()
    slider(page, facts).press("ArrowRight")
    page.wait_for_function("heard.length")
    assert agrees(page, facts) == value + 2 * step
    assert page.locator(f".st-key-part-{DOOR.key}").is_visible()
    assert f"open={DOOR.key}" in page.url
    assert page.evaluate("heard") == ["notRunning"], "asked once"


WORD = "document.querySelector('p.connection').textContent"
TOLD_WITHIN = 3000  # milliseconds
SWALLOWED = 12_000
STANDS = 800  # milliseconds after which a word that flickers would be gone


def told_within(page, began: float) -> None:
    """Assert that the reader was told in time, counted from a moment of Python's clock."""
    page.wait_for_function(f"{WORD} !== ''", timeout=TOLD_WITHIN)
    assert (time.monotonic() - began) * 1000 < TOLD_WITHIN + 300, "told late"
    page.wait_for_timeout(STANDS)
    assert page.evaluate(WORD).startswith("The page’s server does not answer")


def goes_again(page) -> None:
    """Wait until the word says that the server answers, and then goes."""
    page.wait_for_function(f"{WORD} === 'The page’s server answers again.'")
    page.wait_for_function(f"{WORD} === ''", timeout=10_000)


def test_a_network_that_swallows_all_is_told_and_nothing_is_lost(open_page, server, facts):
    network = Network(server.port)
    page = open_page(url=network.url)
    value = thumb(page, facts)
    slider(page, facts).press("ArrowRight")
    assert agrees(page, facts) == value + facts.knobs["officers"].step
    assert page.evaluate(WORD) == "", "told while all is well"
    with network.swallow():
        began = time.monotonic()
        slider(page, facts).press("ArrowRight")
        page.get_by_role("button", name=DOOR.name, exact=True).click()
        for _ in range(2):
            slider(page, facts).press("ArrowRight")
            page.wait_for_timeout(300)
        told_within(page, began)
        page.wait_for_timeout(SWALLOWED - TOLD_WITHIN)
    goes_again(page)
    assert agrees(page, facts, announced=False) == value + 4 * facts.knobs["officers"].step
    assert f"open={DOOR.key}" in page.url
    assert page.locator(f".st-key-part-{DOOR.key}").is_visible(), "what was opened together with moves is drawn"


def test_websockets_refused_from_some_moment_on_are_told(open_page, server, facts):
    network = Network(server.port)
    page = open_page(url=network.url)
    slider(page, facts).press("ArrowRight")
    value = agrees(page, facts)
    with network.refuse():
        told_within(page, time.monotonic())
        page.wait_for_timeout(A_MOMENT)
    goes_again(page)
    back(page)
    assert agrees(page, facts, announced=False) == value
    slider(page, facts).press("ArrowRight")
    assert agrees(page, facts) == value + facts.knobs["officers"].step
