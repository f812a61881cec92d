"""A window that slept for an hour, while the server let go of its session; two windows of one browser at once."""

from __future__ import annotations

from bench import descriptors
from bench.reader import alone
from bench.server import serve
from browser.agree import agrees, slider
from browser.network import Network
from browser.test_connection import back
from explainer.page import parts

SHORT = 1  # seconds after which the server lets go of who has left
DOOR = parts.ROWS[parts.COUNTED][0]


def test_who_wakes_after_an_hour_finds_everything_and_goes_on(open_page, facts):
    step = facts.knobs["officers"].step
    with serve(timed=True, options=("--server.disconnectedSessionTTL", str(SHORT))) as server:
        network = Network(server.port)
        page = open_page("?officers=9000", url=network.url, before=lambda page: page.clock.install())
        page.get_by_role("button", name=DOOR.name, exact=True).click()
        slider(page, facts).press("ArrowRight")
        assert agrees(page, facts) == 9000 + step
        window = page.context.new_cdp_session(page)
        with network.refuse():
            window.send("Page.setWebLifecycleState", {"state": "frozen"})
            alone(descriptors.visit(server))  # others come and go meanwhile
            page.wait_for_timeout(SHORT * 1000)
            alone(descriptors.visit(server))
            assert server.held()[0] == 1, "the session of who sleeps is not gone"
            window.send("Page.setWebLifecycleState", {"state": "active"})
            page.clock.fast_forward("01:00:00")
        back(page)
        assert agrees(page, facts, announced=False) == 9000 + step
        assert page.locator(f".st-key-part-{DOOR.key}").is_visible() and f"open={DOOR.key}" in page.url
        slider(page, facts).press("ArrowRight")
        assert agrees(page, facts) == 9000 + 2 * step


def test_two_windows_of_one_browser_keep_to_themselves(open_page, facts):
    step = facts.knobs["officers"].step
    starts = {9000: open_page("?officers=9000"), 20_000: open_page(f"?officers=20000&open={DOOR.key}")}
    assert len({page.context for page in starts.values()}) == 1
    for page in starts.values():
        slider(page, facts).press("ArrowRight")
    for start, page in starts.items():
        page.bring_to_front()
        assert agrees(page, facts) == start + step
        assert page.locator(f".st-key-part-{DOOR.key}").count() == int(start == 20_000)
