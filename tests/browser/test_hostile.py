"""What a client may send that means no good: the server stays up, other readers go on, and nothing of ours leaks.

Addresses, headers and websocket messages are made at random from a fixed seed, for a few seconds each. Streamlit's
first message to each reader names the script's path and its own version; that is Streamlit's doing, and left out here.
"""

from __future__ import annotations

import asyncio
import http.client
import itertools
import math
import random
import time
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import WebSocketException

from bench.reader import Reader, Run, alone
from bench.screen import press
from bench.server import ROOT, Server
from explainer.reader import links
from explainer.records.door import Records

SECONDS = 3.0  # of each kind of attack
MARK = "<zq onmouseover=alert(1)>"  # markup that only a hostile address brings in
LEAKS = (f"{ROOT}/explainer", f"{ROOT}/streamlit_app", f"{ROOT}/.venv", "site-packages", "Traceback (most recent", 'File "/')
VALUES = ("nan", "-inf", "1e999", "0x10", "9" * 400, "-1", "", "%00", "%ff%fe", "%F0%9F%98%80", "../../etc/passwd", MARK,
          "%3Cscript%3Ealert(1)%3C/script%3E", "[a](javascript:alert(1))", "$x^2$", "`x`", "{{7*7}}",
          "' or 1=1 --", "\u202e", "x" * 9000, "6000&officers=7000", "officers:1~rate:2")
HEADERS = (("Cookie", "_streamlit_xsrf=x; process=../../x; " + "a=b; " * 500), ("Origin", "http://evil.example"),
           ("X-Forwarded-For", "' or 1=1"), ("Range", "bytes=9-1,0-99999999999"), ("Accept-Encoding", "gzip;q=nan, \x80"),
           ("Content-Length", "5"), ("If-None-Match", "x" * 9000), ("Upgrade", "websocket"), ("Transfer-Encoding", "chunked"),
           ("Sec-WebSocket-Protocol", "streamlit, x, not-a-session"), ("X-" + "y" * 300, "1"))
ORDERS = ("debug_shutdown_runtime", "debug_disconnect_websocket", "load_git_info", "stop_script", "set_run_on_save")
PATHS = ("/", "/?officers=%00", "/_stcore/health", "/_stcore/stream", "/_stcore/host-config", "/..%2f..%2fetc/passwd",
         "//evil.example/", "/media/../x", "/_stcore/upload_file/x/y",
         "/component/../../x", "/static/..%5c..%5cx", "/_stcore/agent/interact", "/%ff%00")


async def beside_a_reader(server: Server, attack: Awaitable[list[Any]]) -> list[Any]:
    """Carry out an attack while another reader moves a slider; return what the attack gives."""
    going = asyncio.ensure_future(attack)
    async with Reader(server.stream) as other:
        await other.open()
        moves = 0
        while not going.done() or moves < 3:
            moves += 1
            run = await other.move("officers", 7000 + moves)
            assert run.officers() == {7000 + moves} and not run.exceptions, "Another reader's page was disturbed by what a hostile client sent."
            await asyncio.sleep(0.2)
    assert server.healthy(), f"The server went down. It wrote:\n{server.written()[-2000:]}"
    return await going


def leaked(payloads: Sequence[bytes]) -> set[str]:
    """Return which of our paths and tracebacks were sent to a reader."""
    ours = [p for p in payloads if ForwardMsg.FromString(p).WhichOneof("type") != "new_session"]
    return {leak for leak in LEAKS for payload in ours if leak.encode() in payload}


def in_markup(run: Run) -> bool:
    """Return whether the hostile mark stands in an element that the browser reads as HTML."""
    elements = [ForwardMsg.FromString(p).delta.new_element for p in run.payloads if MARK.encode() in p]
    return any(MARK in e.html.body or (e.markdown.allow_html and MARK in e.markdown.body) for e in elements)


def addresses(facts: Records) -> list[str]:
    """Return every hostile value under some key, and some keys that are hostile themselves."""
    keys = [row.link_key for row in facts.knobs.values()]
    choices = itertools.cycle([*links.CHOICES, "embed_options"])
    chance = random.Random(6)
    made = [f"{chance.choice(keys)}={value}&{next(choices)}={value}" for value in VALUES]
    return [*made, f"{MARK}={MARK}", "&&==&;=", "a&" * 2000, "__proto__=1&constructor=2", "=".join("x" * 500)]


async def open_each(server: Server, queries: Sequence[str]) -> list[tuple[str, Run]]:
    """Open each address by a new reader, and every other one where the page is open too, as the browser's Back does."""
    given = []
    async with Reader(server.stream) as stays:
        await stays.open()
        for place, query in enumerate(queries):
            async with Reader(server.stream) as new:
                given.append((query, await new.rerun(query)))
            if place % 2 == 0:
                given.append((f"with the page open: {query}", await stays.rerun(query)))
    return given


def test_no_address_brings_an_error_or_markup_to_the_page(server: Server, facts: Records) -> None:
    given = alone(beside_a_reader(server, open_each(server, addresses(facts))))
    assert len(given) > len(VALUES)
    broken = [query[:80] for query, run in given if run.exceptions]
    assert not broken, (f"{len(broken)} addresses end in an error instead of a sentence; mend links.read or scenario.clean_address. "
                        f"The first: {broken[:3]}")
    marked = [query[:80] for query, run in given if in_markup(run)]
    assert not marked, f"Text from these addresses reaches st.html, or Markdown with HTML allowed; escape it: {marked}"
    assert not leaked([p for _, run in given for p in run.payloads]), "A path or a traceback of ours was sent to a reader."


def test_no_script_from_an_address_runs_in_the_browser(open_page: Callable[..., Any], facts: Records) -> None:
    bad = "%3Cimg%20src%3Dx%20onerror%3D%22window.hostile%3D1%22%3E"
    page = open_page(f"?{bad}={bad}&officers={bad}&goal={bad}&v={bad}&a={bad}&section={bad}&own={bad}&field=%00&__proto__=1&constructor=2&{'x' * 3000}")
    assert page.evaluate("window.hostile === undefined"), "Markup from the address was made part of the page: escape it where it is shown."
    assert page.locator(".st-key-link-notes").count() == 1, "The page does not say that the link could not be used."
    press(page, facts.knobs["officers"].label, "ArrowRight")
    assert not page.complaints


async def send_anything(server: Server) -> list[bytes]:
    """Send random and misshapen messages until the time is over; return what came back."""
    chance, came, until = random.Random(6), [], time.monotonic() + SECONDS
    while time.monotonic() < until:
        async with Reader(server.stream, session=chance.choice(["", "x", "..", "00000000-0000-0000-0000-000000000000"])) as client:
            came += (await client.open()).payloads
            try:
                for _ in range(5):
                    await client.socket.send(message(client, chance))
                    came += await answers(client)
            except WebSocketException:
                pass  # the server hung up, which is an answer too
    return came


def message(client: Reader, chance: random.Random) -> bytes | str:
    """Return a message: noise, text, a cut-off message, or a well-formed one with values that no front end sends."""
    made = BackMsg()
    odd = chance.choice([math.nan, math.inf, -math.inf, 1e308, -1.0, 0.0])
    match chance.randrange(9):
        case 0:
            return chance.randbytes(chance.randrange(400))
        case 1:
            return MARK
        case 2:
            setattr(made, chance.choice(ORDERS), True)
        case 3:
            made.backend_operation_request.session_id = client.session
            made.backend_operation_request.deferred_file.file_id = "../../etc/passwd"
        case 4:
            made.file_urls_request.file_names.extend(["../../x", MARK] * 20)
        case 5:
            made.rerun_script.page_script_hash = made.rerun_script.page_name = "../../etc/passwd"
        case 6:
            made.rerun_script.fragment_id = "no such fragment"
            made.rerun_script.cached_message_hashes.extend(["x"] * 1000)
        case _:
            slider = chance.choice(list(client.sliders.values()))
            state = made.rerun_script.widget_states.widgets.add(id=slider.id)
            made.rerun_script.fragment_id = slider.fragment
            if chance.random() < 0.3:
                state.string_value = MARK
            else:
                state.double_array_value.data.extend([odd] * chance.randrange(1, 200))
    whole = made.SerializeToString()
    return whole[: chance.randrange(len(whole) + 1)] if chance.random() < 0.2 else whole


async def answers(client: Reader) -> list[bytes]:
    """Return what comes back within a short while."""
    came: list[bytes] = []
    try:
        async with asyncio.timeout(0.3):
            while True:
                came.append(await client.socket.recv(decode=False))
    except TimeoutError:
        return came


def test_no_message_takes_the_server_down_or_draws_out_a_path(server: Server) -> None:
    came = alone(beside_a_reader(server, send_anything(server)))
    assert len(came) > 100
    assert not leaked(came), f"{leaked(came)} was sent to a reader: keep showErrorDetails = \"none\" in .streamlit/config.toml."


async def clear_caches(server: Server, times: int) -> list[float]:
    """Ask for all caches to be cleared, which Streamlit does for anybody, and open the page anew each time; return the memory."""
    ask, memory = BackMsg(clear_cache=True).SerializeToString(), []
    async with Reader(server.stream) as client:
        for _ in range(times):
            await client.socket.send(ask)
            await client.open()
            memory.append(server.memory())
    return memory


def test_clearing_caches_again_and_again_does_not_fill_the_memory(server: Server) -> None:
    memory = alone(beside_a_reader(server, clear_caches(server, 12)))
    assert memory[-1] - memory[2] < 10, (f"Memory rose from {memory[2]:.0f} to {memory[-1]:.0f} MiB: what is read once for all readers has to be "
                                        "kept where a reader's clear_cache cannot reach it (functools.cache, not st.cache_resource).")


async def ask_oddly(server: Server) -> list[tuple[int, bytes]]:
    """Ask for paths with odd headers until the time is over; return (status, whole answer)."""
    chance, came, until = random.Random(6), [], time.monotonic() + SECONDS
    while time.monotonic() < until:
        headers = dict(chance.sample(HEADERS, chance.randrange(1, 4)))
        came.append(await asyncio.to_thread(_ask, server, chance.choice(["GET", "HEAD", "POST", "OPTIONS", "X"]), chance.choice(PATHS), headers))
    return came


def _ask(server: Server, method: str, path: str, headers: dict[str, str]) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=5)
    try:
        connection.putrequest(method, path, skip_accept_encoding=True)
        for name, value in headers.items():
            connection.putheader(name, value.encode("latin-1"))
        connection.endheaders()
        answer = connection.getresponse()
        return answer.status, str(answer.headers).encode() + answer.read()
    except (http.client.HTTPException, OSError) as error:
        return 0, str(error).encode()  # refused or hung up
    finally:
        connection.close()


def test_no_header_or_path_takes_the_server_down_or_draws_out_a_path(server: Server) -> None:
    came = alone(beside_a_reader(server, ask_oddly(server)))
    assert len(came) > 20
    drawn = {leak for leak in LEAKS for _, answer in came if leak.encode() in answer}
    assert not drawn, f"{drawn} stands in an answer to an odd request."
