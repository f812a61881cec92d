"""What page.css and the scripts lean on in Streamlit: each selector matches on an open page, or the test says which no longer does."""

from __future__ import annotations

import re

from playwright.sync_api import TimeoutError, expect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from bench.screen import settle
from bench.server import ROOT

DRAW = ROOT / "explainer" / "draw"
LEANS = re.compile(r"data-testid=\"?(\w+)|\.(st[A-Z]\w*)|\.st-key-([\w-]+)")
LONG = 10_000  # milliseconds
# A view that shows all that is styled, once its exact values are open.
VIEW = "?officers=x&a=1&goal=own&open=share~two~teachers~stages~steps"


def leaned_on() -> set[str]:
    """Every name of Streamlit's, and every key of ours, that style and scripts look for."""
    text = "".join(re.sub(r"/\*.*?\*/", "", (DRAW / name).read_text(encoding="utf-8"), flags=re.DOTALL)
                   for name in ("page.css", "page.js", "connection.js", "live.js", "picture.js"))
    return {next(name for name in found if name) for found in LEANS.findall(text)}


# What the scripts wait for; all other tests in the browser wait for it too, so it is looked at before the page is at rest.
STATES = {"data-test-connection-state": "CONNECTED", "data-test-script-state": "notRunning"}
HEARD = """window.states = []; window.told = []; window.addresses = [];
  const app = document.querySelector('[data-testid=stApp]'), ours = history.pushState;
  new MutationObserver(() => states.push(app.dataset.testScriptState)).observe(app, {attributeFilter: ['data-test-script-state']});
  history.pushState = (...given) => { addresses.push(given[2]); ours(...given); };
  addEventListener('message', ({data}) => told.push(data?.type));"""


def test_streamlit_says_of_itself_what_the_scripts_ask_for(open_page):
    """Its connection and its run by two attributes, a slider's value by two, its address by a call and a message, its key."""
    page = open_page(rests=False)
    for name, value in STATES.items():
        expect(page.locator("[data-testid=stApp]"), f"{name} is gone, or has other values").to_have_attribute(name, value, timeout=LONG)
    first = page.locator("[data-testid=stSlider] input[type=range]").first
    assert first.get_attribute("value") == first.input_value(), "a slider's input has its value no more"
    assert first.get_attribute("aria-valuetext"), "a slider's input has no words for its value any more"
    page.evaluate(HEARD)
    first.press("ArrowRight")
    heard = (("told.includes('SET_QUERY_PARAM')", "the message SET_QUERY_PARAM"), ("addresses.length", "history.pushState for the address"))
    for seen, what in heard:
        assert comes(page, seen), f"Streamlit has {what} no more"
    settle(page)
    page.evaluate("document.activeElement.blur(); states.length = 0")
    page.keyboard.press("r")
    assert comes(page, "states.some(state => state !== 'notRunning')"), "the key r asks for no run any more"  # a quick one is over


def test_a_message_says_what_it_is_by_the_field_that_the_script_looks_for():
    script = (DRAW / "connection.js").read_text(encoding="utf-8")
    fields = {field.name: field.number for field in ForwardMsg.DESCRIPTOR.fields}
    assert f"BEGINS = {fields['new_session']}, ENDS = {fields['script_finished']};" in script
    assert {name for name, number in fields.items() if number < 3} == {"hash", "metadata"}, "what comes before is skipped"


def comes(page, what: str) -> bool:
    """Return whether something comes to be true in the window before long."""
    try:
        return bool(page.wait_for_function(what, timeout=LONG))
    except TimeoutError:
        return False


def test_all_that_style_and_scripts_look_for_is_on_an_open_page(open_page):
    missing = leaned_on()
    assert len(missing) > 30
    page = open_page(VIEW)
    page.get_by_text("Exact values and sources").click()
    page.wait_for_selector("[data-testid=stTextInput]")
    missing -= set(page.evaluate("names => names.filter(name => document.querySelector(`[data-testid='${name}'], .${name}, .st-key-${name}`))", list(missing)))
    assert not missing, f"nothing on the page has {sorted(missing)}: delete the rule, or mend its selector"
