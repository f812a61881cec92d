"""What a host may put before the page or beside it: a policy for scripts, a path that it takes away, a configuration of another page, limits."""

from __future__ import annotations

import asyncio
import re
import shutil
import socket
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from websockets.exceptions import InvalidStatus

from bench import descriptors, proxy
from bench.reader import alone
from bench.screen import settle
from bench.server import serve
from browser.agree import agrees, slider, thumb
from browser.network import Network
from browser.test_hand import READ, shows, view_of
from explainer.model.steps import Scenario

NGINX = pytest.mark.skipif(shutil.which("nginx") is None, reason="nginx is not installed (Debian: apt-get install nginx-light)")
POLICY = re.search(r'Content-Security-Policy "([^"]+)"', proxy.CONFIGURATION.read_text(encoding="utf-8")).group(1)
STRICT = POLICY.replace("script-src 'self' 'unsafe-inline'", "script-src 'self'")
FOREIGN = '''[client]
showErrorDetails = "full"
[server]
maxUploadSize = 500
[theme.light]
primaryColor = "#00ff00"
'''
OURS = "rgb(154, 74, 6)"


def moved(page, facts) -> None:
    """Move the officers slider, and assert that all agrees."""
    before = thumb(page, facts)
    slider(page, facts).press("ArrowRight")
    assert agrees(page, facts, announced=False) == before + facts.knobs["officers"].step


def test_under_the_policy_that_the_nginx_file_gives_all_works(open_page, server, facts):
    page = open_page("?officers=9000&open=share", url=Network(server.port, POLICY).url)
    moved(page, facts)
    assert page.evaluate("followsTheHand && tellsConnection && goalsAndRecord")
    page.locator("[data-testid=stVegaLiteChart] svg").first.wait_for()
    with page.expect_download() as file:
        page.locator("[data-testid=stDownloadButton] button").first.click()
    assert file.value.suggested_filename
    assert not page.complaints


def test_where_scripts_are_refused_numbers_and_links_stay_right(open_page, server, facts):
    page = open_page("?officers=9000&open=share", url=Network(server.port, STRICT).url)
    assert page.evaluate("window.goalsAndRecord === undefined"), "the policy refuses nothing"
    moved(page, facts)
    seen = slider(page, facts).evaluate(READ)
    shows(seen, view_of(seen["said"], was=Scenario(**facts.defaults | {"officers": 9000.0})), but=set())
    page.locator(".st-key-keep-A button").click()
    moved(page, facts)
    assert "a=officers%3A" in page.url


def test_a_configuration_in_the_folder_of_the_start_gives_way_to_the_pages_own(open_page, facts, tmp_path):
    (tmp_path / ".streamlit").mkdir()
    (tmp_path / ".streamlit/config.toml").write_text(FOREIGN, encoding="utf-8")
    with serve(folder=tmp_path) as server:
        page = open_page(url=server.url)
        assert page.locator("[data-testid=stSliderThumbValue]").first.evaluate("e => getComputedStyle(e).color") == OURS
        moved(page, facts)


@contextmanager
def behind(server, text: str = "", other: str = "") -> Iterator[int]:
    """Run nginx before a server of the page, with a piece of its configuration replaced; give its port."""
    configuration = proxy.CONFIGURATION.read_text(encoding="utf-8")
    assert text in configuration
    with proxy.nginx([server, server], configuration.replace(text, other)) as port:
        yield port


@contextmanager
def taken_away(server, path: str) -> Iterator[str]:
    """Run nginx before a server of the page, with a path that it takes away; give the address."""
    with behind(server, "location / {", f"location {path}/ {{ rewrite {path}(/.*) $1 break;") as port:
        yield f"http://127.0.0.1:{port}{path}"


@NGINX
def test_behind_a_path_that_is_taken_away_the_pages_own_link_opens_it(open_page, server, facts):
    with taken_away(server, "/record") as url:
        page = open_page("?officers=9000&open=share", url=url)
        moved(page, facts)
        assert page.url.startswith(f"{url}/?")
        link = page.locator("[data-testid=stCode]", has_text="officers=").first.inner_text().split()[0]
        assert link.startswith(f"{url}/?")
        page.goto(link)
        page.wait_for_selector(".result .number b")
        settle(page)
        assert thumb(page, facts) == 9000 + facts.knobs["officers"].step
        script = page.locator("script[type=module]").first.get_attribute("src").removeprefix(".")
        packed = page.request.get(url + script)
        assert packed.headers["content-encoding"] == "gzip"
        about, preview = facts.about, page.request.get(f"{url}/").text()
        assert f"<title>{about['title']}</title>" in preview and '<meta name="description"' in preview


@NGINX
def test_nginx_keeps_no_connection_that_says_nothing(server):
    with behind(server, "client_header_timeout 10s", "client_header_timeout 1s") as port, socket.create_connection(("127.0.0.1", port)) as silent:
        silent.settimeout(5)
        assert silent.recv(1) == b"", "closed by nginx"


async def taken(port: int, tries: int) -> int:
    """Open websockets that ask nothing; return how many are let in, and close them."""
    answers = await asyncio.gather(*(descriptors.idle(port) for _ in range(tries)), return_exceptions=True)
    refused = [answer.response.status_code for answer in answers if isinstance(answer, InvalidStatus)]
    assert set(refused) <= {429}
    await asyncio.gather(*(close() for close in answers if not isinstance(close, InvalidStatus)))
    return tries - len(refused)


@NGINX
def test_nginx_lets_no_address_take_all_websockets(server):
    with behind(server) as port:
        assert alone(taken(port, 120)) == 100
        assert alone(taken(port, 10)) == 10, "those that were closed count no more"


@NGINX
def test_where_websockets_are_blocked_from_the_start_nginx_lets_the_page_say_so(open_page, server):
    with behind(server) as port:
        network = Network(port)
        network.refusing = True
        page = open_page("?officers=9000", url=network.url, until="#waiting", rests=False)
        page.locator("#waiting", has_text="websockets").wait_for(timeout=5000)
        network.refusing = False
        page.wait_for_selector(".result .number b")
        assert not page.locator("#waiting").is_visible()
