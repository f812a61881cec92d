"""A server that is slowed as small shared hosts are, and quick hands on it: is the page ever lost, does it agree in the end?

Each try opens the page with or without something open, acts quickly and at random (keys, Undo, limits, rows of choices,
starting points), waits until all is quiet, and looks whether the page stands and slider, number and address agree.
"""

from __future__ import annotations

import json
import random
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import parse_qs, urlsplit

import psutil
from playwright.sync_api import Error, Page

from bench import figures
from bench.screen import PATIENCE, REST, chromium, settle
from bench.server import Server, serve
from explainer import words
from explainer.model import steps
from explainer.model.steps import Scenario
from explainer.page import parts
from explainer.records import door

STOPPED, RUNNING = 0.060, 0.030  # seconds of each 90 ms
HALF = 0.045  # as long stopped as running
TRIES, OF_HALF = 200, 60
ACTS = 24  # at most, in a try
LOOKS = 2  # at the quiet page
PAUSES = (0, 30, 60, 100, 250)  # milliseconds between two acts
QUERIES = ("", "?officers=9000", "?officers=9000&open=share", "?open=each~stages", "?tab=capacity&open=matters")
DOORS = {part.key: part.name for row in parts.ROWS.values() for part in row}
OPEN = "[...document.querySelectorAll('[class*=st-key-part-]')].map((part) => part.className.match(/st-key-part-([\\w-]+)/)[1])"
FIRST_SLIDER = "[data-testid=stSlider] input[type=range]"
PRESSED = (".st-key-undo button", ".st-key-limit-beds button", ".st-key-limit-arrests button", ".st-key-start-fy2012 button",
           ".st-key-start-latest button", ".st-key-keep-A button", ".st-key-set-to-goal button",
           ".st-key-closer-follow button >> nth=0", ".st-key-closer-follow button >> nth=1")


@contextmanager
def slowed(server: Server, stopped: float = STOPPED, running: float = RUNNING) -> Iterator[None]:
    """Stop a server again and again, and let it run in between, for so many seconds each."""
    done = threading.Event()

    def stop_and_go() -> None:
        while not done.is_set():
            server.process.suspend()
            time.sleep(stopped)
            server.process.resume()
            time.sleep(running)

    slowing = threading.Thread(target=stop_and_go, daemon=True)
    slowing.start()
    try:
        yield
    finally:
        done.set()
        slowing.join()


def quick_hands(page: Page, chance: random.Random) -> list[str]:
    """Act quickly and at random; return what was done."""
    done = []
    for _ in range(chance.randint(6, ACTS)):
        act = chance.choice(("ArrowRight", "ArrowRight", "ArrowLeft", ".st-key-undo button", chance.choice(PRESSED)))
        if act.startswith("."):
            # As a hand would: whatever is there at the moment; what is being drawn anew is missed.
            place = page.locator(act)
            if place.count():
                place.first.dispatch_event("click")
        else:
            page.evaluate(f"document.querySelector('{FIRST_SLIDER}')?.focus()")
            page.keyboard.press(act)
        done.append(act)
        page.wait_for_timeout(chance.choice(PAUSES))
    return done


def apart(page: Page) -> str:
    """Return what is lost or does not agree on the quiet page; empty where all is well."""
    if not page.locator(".live").count():
        return "the page is lost"
    facts = door.shared()
    data = json.loads(page.locator(".live").get_attribute("data-live"))
    settings = data["settings"]
    number = page.locator(".result .number b").inner_text()
    out = steps.run(Scenario(**settings))
    if words.rounded(float(out.removals_per_year)) not in number:
        return f"the number {number} is not that of the settings"
    query = parse_qs(urlsplit(page.url).query)
    for knob, row in facts.knobs.items():
        in_address = float(query.get(row.link_key, [facts.defaults[knob]])[0])
        if abs(in_address - settings[knob]) > 1e-9 * max(1, abs(in_address)):
            return f"the address has {in_address} for {knob}, the settings {settings[knob]}"
    shown = page.evaluate(f"""() => [...document.querySelectorAll('{FIRST_SLIDER}')].map(input =>
        [input.closest('[class*="st-key-"]').className.match(/st-key-[\\w-]+/)[0], Number(input.value), Number(input.step)])""")
    for key, value, step in shown:
        if key.startswith("st-key-guess-"):
            continue  # the lesson's own
        knob = data["sliders"].get(key)
        if knob is None or abs(value - settings[knob]) > max(step, 1e-9) / 2 + 1e-9:
            return f"the slider {key} is at {value}, the setting at {settings.get(knob)}"
    shown, opened = page.evaluate(OPEN), [door for value in query.get("open", []) for door in value.split("~")]
    pressed = page.locator("[class*=st-key-closer-] > div button[aria-pressed=true]").all_inner_texts()
    if not sorted(shown) == sorted(opened) == sorted(door for door, name in DOORS.items() if name in pressed):
        return f"open on the page {shown}, in the address {opened}, pressed {pressed}"
    return ""


def tried(page: Page, server: Server, chance: random.Random) -> str:
    """Open the page, act, and return what is wrong in the end, with what was done; empty where all is well."""
    query = chance.choice(QUERIES)
    page.goto(f"{server.url}/{query}", timeout=PATIENCE)
    page.wait_for_selector(".live", state="attached", timeout=PATIENCE)
    settle(page)
    try:
        done = quick_hands(page, chance)
    except Error:
        return f"{query}: a part of the page is lost: what was pressed was there and did not come back"
    for _ in range(LOOKS):
        try:
            settle(page)
        except Error:
            return f"{query}: it never came to rest after {done}"
        if not (wrong := apart(page)):
            return ""
        page.wait_for_timeout(REST)
    return f"{query}: {wrong} after {done}"


@contextmanager
def on_one_core() -> Iterator[Server]:
    """Serve the page on the first core, and leave the others to the browser."""
    us, cores = psutil.Process(), psutil.Process().cpu_affinity()
    us.cpu_affinity(cores[:1])
    with serve() as server:
        us.cpu_affinity(cores[1:] or cores)
        yield server
    us.cpu_affinity(cores)


def found(server: Server, tries: int, stopped: float, running: float) -> list[str]:
    """Return what is wrong in the end of so many tries."""
    with chromium() as browser, slowed(server, stopped, running):
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        return [told for number in range(tries) if (told := tried(page, server, random.Random(number)))]


def main() -> None:
    """Print the table, and what went wrong."""
    hosts = [("stopped for 60 of each 90 ms", serve, TRIES, STOPPED, RUNNING)]
    if hasattr(psutil.Process, "cpu_affinity"):  # not on macOS
        hosts.append(("on one core, for half of its time", on_one_core, OF_HALF, HALF, HALF))
    rows, all_wrong = [], []
    for name, served, tries, stopped, running in hosts:
        with served() as server:
            wrong = found(server, tries, stopped, running)
        lost = [told for told in wrong if "is lost" in told or "never came" in told]
        rows.append((name, str(tries), str(len(lost)), str(len(wrong) - len(lost))))
        all_wrong += wrong
    figures.table("Quick hands on a slow server", ("Server", "Tries", "Page lost", "Slider, number and address apart"), rows)
    for told in all_wrong:
        print(told)
