"""Firefox and WebKit, driven by the commands of the W3C's WebDriver, with nothing to install for Python.

Firefox takes the commands itself over a socket (Marionette, which geckodriver translates to), WebKitGTK by its
WebKitWebDriver over HTTP and on a screen that Xvfb holds in memory. Both let a page of 390 pixels open only as a popup,
so each page is one, opened from a plain page of the same server, which hears errors before any script of the page runs.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.error import HTTPError

from bench.server import HEALTH, free_port, stop

STARTS_WITHIN, PATIENCE = 60, 60  # seconds
FIREFOX = os.environ.get("FIREFOX", "firefox-esr")  # Ubuntu's "firefox" opens no profile outside of its own folder
SCREEN = "1600x2000x24"
# Each command: its address for WebKitWebDriver after that of the session, and its name for Marionette.
COMMANDS = {
    "open": ("POST /url", "WebDriver:Navigate"),
    "run": ("POST /execute/sync", "WebDriver:ExecuteScript"),
    "act": ("POST /actions", "WebDriver:PerformActions"),
    "back": ("POST /back", "WebDriver:Back"),
    "size": ("POST /window/rect", "WebDriver:SetWindowRect"),
    "windows": ("GET /window/handles", "WebDriver:GetWindowHandles"),
    "switch": ("POST /window", "WebDriver:SwitchToWindow"),
    "close": ("DELETE /window", "WebDriver:CloseWindow"),
    "picture": ("GET /screenshot", "WebDriver:TakeScreenshot"),
    "print": ("POST /print", "WebDriver:Print"),
}
Command = Callable[..., Any]
# Opens a popup, then the page in it, and hears what it complains of before any of its scripts runs.
POPUP = "(width, height) => { window.reader = open(location.href, '_blank', `popup,width=${width},height=${height}`); }"
VISIT = """async address => {
  const there = window.reader, before = there.document, {port1, port2} = new MessageChannel();
  there.location.href = address;
  while (there.document === before) await new Promise(go => { port2.onmessage = go; port1.postMessage(0); });
  const complaints = there.complaints = [], written = there.written = [], {error} = there.console, {replaceState} = there.history;
  there.console.error = (...words) => { complaints.push(words.join(' ')); error.apply(there.console, words); };
  there.addEventListener('error', event => complaints.push(event.message || `not loaded: ${event.target.src || event.target.href}`), true);
  there.addEventListener('unhandledrejection', event => complaints.push(String(event.reason)));
  there.history.replaceState = function (...given) { written.push(there.performance.now()); return replaceState.apply(this, given); };
}"""


class Browser:
    """A running browser, which opens pages one after another. `name` is Firefox or WebKit."""

    def __init__(self, name: str, command: Command, kept: Path) -> None:
        """Take over a session that has begun; in the folder `kept`, its home, lies what it saves."""
        self.name, self.command, self.kept = name, command, kept
        self.home = ""

    def evaluate(self, script: str, *given: Any) -> Any:
        """Return what an expression is, or what a function returns or promises, in the window that is open."""
        return self.command("run", script=f"const it = ({script}); return typeof it === 'function' ? it(...arguments) : it", args=given)

    def visit(self, url: str, query: str, width: int, height: int) -> None:
        """Open the page of a server in a window of its own; the one before is closed, and Back leads to a plain page."""
        if not self.home:
            [self.home] = self.command("windows")
            self.command("open", url=url + HEALTH)
        self.leave()
        self.evaluate(POPUP, width, height)
        window = self.until(lambda: [handle for handle in self.command("windows") if handle != self.home])[0]
        self.until(lambda: self.evaluate("reader.document.readyState === 'complete' && reader.location.href === location.href"))
        self.evaluate(VISIT, f"{url}/{query}")
        self.command("switch", handle=window)
        self.resize(width, height)

    def leave(self) -> None:
        """Close the page's window, where there is one."""
        for handle in self.command("windows"):
            if handle != self.home:
                self.command("switch", handle=handle)
                self.command("close")
        self.command("switch", handle=self.home)

    def resize(self, width: int, height: int) -> None:
        """Make the inside of the window so large."""
        def fits() -> bool:
            frame = self.evaluate("[outerWidth - innerWidth, outerHeight - innerHeight]")
            self.command("size", width=width + frame[0], height=height + frame[1])
            return bool(self.evaluate("[innerWidth, innerHeight]") == [width, height])
        self.until(fits)

    def until(self, told: Callable[[], Any], what: str = "a window") -> Any:
        """Return what is told once it is true. Raises TimeoutError, which says what was waited for."""
        return _until(told, PATIENCE, TimeoutError(f"{self.name} waited in vain for {what}"))

    def wait_for(self, script: str, *given: Any) -> Any:
        """Return what a script of the page is once it is true. Raises TimeoutError."""
        return self.until(lambda: self.evaluate(script, *given), script)

    def saved(self, name: str, end: bytes) -> bytes:
        """Return what a file holds that the browser has saved, once it has come to its end. Raises TimeoutError."""
        def whole() -> bytes:
            written = (self.kept / name).read_bytes() if (self.kept / name).exists() else b""
            return written if written.endswith(end) else b""
        return bytes(self.until(whole, name))

    def keys(self, *pressed: str, pause: int = 0) -> None:
        """Press keys one after another, with milliseconds between them."""
        acts = [act for key in pressed for act in ({"type": "keyDown", "value": key}, {"type": "keyUp", "value": key}, {"type": "pause", "duration": pause})]
        self.command("act", actions=[{"type": "key", "id": "keys", "actions": acts}])

    def pointer(self, *acts: dict[str, Any]) -> None:
        """Let a mouse act."""
        self.command("act", actions=[{"type": "pointer", "id": "mouse", "parameters": {"pointerType": "mouse"}, "actions": list(acts)}])

    def click(self, script: str) -> None:
        """Click into the middle of an element that a script finds."""
        x, y = self.evaluate(f"() => {{ const at = {script}; at.scrollIntoView({{block: 'center', behavior: 'instant'}});"
                             "const box = at.getBoundingClientRect(); return [box.x + box.width / 2, box.y + box.height / 2]; }")
        self.pointer(to(x, y), DOWN, UP)


DOWN, UP = {"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}


def to(x: float, y: float) -> dict[str, Any]:
    """Return the act of a pointer that goes to a place in the window, in CSS pixels."""
    return {"type": "pointerMove", "x": round(x), "y": round(y), "duration": 0}


def missing(name: str) -> str:
    """Return what a browser needs and this machine has not; "" where it can start."""
    needed = {"Firefox": [FIREFOX], "WebKit": ["WebKitWebDriver", "Xvfb"]}[name]
    return " and ".join(command for command in needed if not shutil.which(command))


@contextmanager
def started(name: str, *, dark: bool = False) -> Iterator[Browser]:
    """Start a browser with nothing kept from before, in a light or a dark theme; it stops with the block."""
    with ExitStack() as stack:
        kept = Path(stack.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True)))
        begin = {"Firefox": _firefox, "WebKit": _webkit}[name]
        yield Browser(name, begin(stack, kept, dark), kept)


def _process(stack: ExitStack, kept: Path, command: list[str], **how: Any) -> subprocess.Popen[bytes]:
    log = stack.enter_context((kept / f"{Path(command[0]).name}.log").open("wb"))
    home = {name: str(kept) for name in ("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME")}
    process = subprocess.Popen(command, env=os.environ | home | how.pop("env", {}), stdout=log, stderr=log, **how)

    stack.callback(stop, process, within=5)
    return process


def _wait(told: Callable[[], Any], of: str) -> Any:
    return _until(told, STARTS_WITHIN, RuntimeError(f"{of} did not start"))


def _until(told: Callable[[], Any], seconds: float, else_raised: Exception) -> Any:
    end = time.monotonic() + seconds
    while not (found := told()):
        if time.monotonic() > end:
            raise else_raised
        time.sleep(0.03)
    return found


# Firefox off the network, without first pages, and its errors where they can be read.
PREFERENCES: dict[str, Any] = {
    "marionette.port": 0, "services.settings.server": "data:,", "app.normandy.enabled": False, "nimbus.rollouts.enabled": False,
    "datareporting.policy.dataSubmissionEnabled": False, "browser.startup.page": 0, "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False, "extensions.update.enabled": False, "dom.disable_open_during_load": False,
    "browser.safebrowsing.provider.mozilla.updateURL": "", "browser.shell.checkDefaultBrowser": False,
}


def _firefox(stack: ExitStack, kept: Path, dark: bool) -> Command:
    profile = kept / "profile"
    profile.mkdir()
    saves = {"browser.download.folderList": 2, "browser.download.dir": str(kept)}
    wanted = PREFERENCES | saves | {"layout.css.prefers-color-scheme.content-override": 0 if dark else 1}
    (profile / "user.js").write_text("".join(f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in wanted.items()))
    _process(stack, kept, [FIREFOX, "--headless", "--marionette", "--no-remote", "--profile", str(profile)])
    told = profile / "MarionetteActivePort"
    port = int(_wait(lambda: told.exists() and told.read_text(), "Firefox"))
    line = stack.enter_context(socket.create_connection(("127.0.0.1", port), timeout=PATIENCE))
    heard = stack.enter_context(line.makefile("rb"))

    def answer() -> Any:
        length = b""
        while (digit := heard.read(1)) != b":":
            length += digit
        return json.loads(heard.read(int(length)))

    def ask(name: str, **given: Any) -> Any:
        message = json.dumps([0, 1, name, given]).encode()
        line.sendall(b"%d:%s" % (len(message), message))
        _, _, error, value = answer()
        if error:
            raise RuntimeError(f"Firefox: {error['message']}")
        return value["value"] if isinstance(value, dict) and "value" in value else value

    answer()  # its greeting
    ask("WebDriver:NewSession", capabilities={"alwaysMatch": {}})
    return lambda name, **given: ask(COMMANDS[name][1], **given)


# Without a graphics card WebKit would draw by one that the processor imitates, which takes longer.
DRAWN_BY_PROCESSOR = {"WEBKIT_SKIA_ENABLE_CPU_RENDERING": "1"}


def _webkit(stack: ExitStack, kept: Path, dark: bool) -> Command:
    read, write = os.pipe()
    _process(stack, kept, ["Xvfb", "-displayfd", str(write), "-screen", "0", SCREEN, "-nolisten", "tcp"], pass_fds=[write])
    os.close(write)
    with open(read, "rb") as pipe:
        display = f":{pipe.readline().decode().strip()}"
    port = free_port()
    _process(stack, kept, ["WebKitWebDriver", "-p", str(port)], env={"DISPLAY": display} | DRAWN_BY_PROCESSOR)

    def ask(method: str, path: str, given: dict[str, Any]) -> Any:
        body = json.dumps(given).encode() if method == "POST" else None
        request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", method=method, data=body)
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
                return json.load(answer)["value"]
        except HTTPError as error:
            raise RuntimeError(f"WebKit: {json.load(error)['value']['message']}") from None

    def listens() -> bool:
        with suppress(OSError):
            return bool(ask("GET", "/status", {})["ready"])
        return False

    _wait(listens, "WebKitWebDriver")
    options = {"args": ["--automation", "--javascript-can-open-windows-automatically=true", *["--dark-mode"] * dark]}
    if binary := next(Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser"), None):
        options["binary"] = str(binary)
    begun = ask("POST", "/session", {"capabilities": {"alwaysMatch": {"webkitgtk:browserOptions": options}}})
    session = f"/session/{begun['sessionId']}"
    stack.callback(ask, "DELETE", session, {})

    def command(name: str, **given: Any) -> Any:
        method, path = COMMANDS[name][0].split()
        return ask(method, session + path, given)

    return command
