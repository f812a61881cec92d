"""A reader without a browser: Streamlit's own websocket protocol, as its front end speaks it.

The front end opens `/_stcore/stream`, sends BackMsg (a rerun with the address, all widgets' values and, inside a
fragment, the fragment's id) and gets ForwardMsg back: a new session, deltas, and word that the script has finished.
"""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, TypeVar
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetStates
from websockets.asyncio.client import ClientConnection, connect

PATIENCE = 240  # seconds that one run may take before a reader gives up
T = TypeVar("T")
UNFINISHED = ForwardMsg.FINISHED_EARLY_FOR_RERUN
VALUES_SHOWN = re.compile(rb"officers=(\d+)")  # on the page: in the address it writes; on the floor: in its sentence


@dataclass
class Run:
    """What one run of the script sent, and how long it took."""

    seconds: float = 0.0  # from the reader's change to word that the script has finished
    script: float = 0.0  # of these, from word that the script has started, in seconds
    payloads: list[bytes] = field(default_factory=list)  # one per message
    exceptions: list[str] = field(default_factory=list)  # what the page would show as an error

    @property
    def size(self) -> int:
        """The bytes received."""
        return sum(map(len, self.payloads))

    def officers(self) -> set[int]:
        """Return every value of the slider that the run's text names."""
        return {int(value) for payload in self.payloads for value in VALUES_SHOWN.findall(payload)}

    def says(self, text: str) -> bool:
        """Return whether any message holds the text."""
        return any(text.encode() in payload for payload in self.payloads)


@dataclass(frozen=True)
class Slider:
    """A slider as the page declared it."""

    id: str
    fragment: str
    address_key: str  # empty where it is not bound to the address
    default: list[float]


def alone(work: Coroutine[Any, Any, T]) -> T:
    """Run asynchronous work in a thread of its own: in the main one, Playwright has its loop running."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()


class Reader:
    """One reader: `async with Reader(stream) as reader: await reader.open(); await reader.move("officers", 7000)`."""

    def __init__(self, stream: str, query: dict[str, str] | None = None, *, session: str = "",
                 headers: dict[str, str] | None = None) -> None:
        """Take the websocket's address, the page's query, and for a reader who comes back, the id of the session."""
        self._stream, self._query, self._came_from, self._headers = stream, dict(query or {}), session, headers
        self._moved: dict[str, float] = {}
        self.session = ""
        self.sliders: dict[str, Slider] = {}  # by widget key

    async def __aenter__(self) -> Reader:
        # Second is the token of a form's origin, which a page without log-in does not use; third, the session to resume.
        protocols = ["streamlit", "none", self._came_from] if self._came_from else ["streamlit"]
        self.socket: ClientConnection = await connect(self._stream, subprotocols=protocols, max_size=None, proxy=None,
                                                      additional_headers=self._headers, open_timeout=PATIENCE,
                                                      ping_timeout=PATIENCE)
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.socket.close()

    async def open(self) -> Run:
        """Open the page: the first run of the whole script."""
        return await self.rerun(urlencode(self._query))

    async def move(self, key: str, value: float) -> Run:
        """Move a slider, as the front end does: its fragment runs again, and the address names the value."""
        slider = self.sliders[key]
        self._moved[key] = value
        if slider.address_key:
            self._query[slider.address_key] = f"{value:g}"
        return await self.rerun(urlencode(self._query), slider.fragment)

    async def rerun(self, query: str, fragment: str = "") -> Run:
        """Have the script, or one fragment of it, run again with an address's query as it stands."""
        asked = BackMsg()
        asked.rerun_script.query_string = query
        asked.rerun_script.fragment_id = fragment
        asked.rerun_script.widget_states.CopyFrom(self._states())
        run, began = Run(), time.perf_counter()
        await self.socket.send(asked.SerializeToString())
        async with asyncio.timeout(PATIENCE):
            await self._receive(run, began)
        run.seconds = time.perf_counter() - began
        return run

    def _states(self) -> WidgetStates:
        """Return every slider's value: the front end sends all of them, moved or not."""
        states = WidgetStates()
        for key, slider in self.sliders.items():
            state = states.widgets.add(id=slider.id)
            state.double_array_value.data.extend([self._moved[key]] if key in self._moved else slider.default)
        return states

    async def _receive(self, run: Run, began: float) -> None:
        started = began
        while True:
            payload = await self.socket.recv(decode=False)
            message = ForwardMsg.FromString(payload)
            run.payloads.append(payload)
            match message.WhichOneof("type"):
                case "new_session":
                    started = time.perf_counter()
                    self.session = message.new_session.initialize.session_id or self.session
                case "delta":
                    self._note(message, run)
                case "script_finished" if message.script_finished != UNFINISHED:
                    run.script = time.perf_counter() - started
                    return

    def _note(self, message: ForwardMsg, run: Run) -> None:
        element = message.delta.new_element
        match element.WhichOneof("type"):
            case "slider":
                key = element.slider.id.rpartition("-")[2].partition(".")[0]  # the page counts its rounds after the dot
                self.sliders[key] = Slider(element.slider.id, message.delta.fragment_id, element.slider.query_param_key, list(element.slider.default))
            case "exception":
                run.exceptions.append(element.exception.message)
