"""What page.css and the scripts lean on in Streamlit: each selector matches on an open page, or the test says which no longer does."""

from __future__ import annotations

import re

from bench.screen import settle
from bench.server import ROOT

DRAW = ROOT / "explainer" / "draw"
LEANS = re.compile(r"data-testid=\"?(\w+)|\.(st[A-Z]\w*)|\.st-key-([\w-]+)")
# Views that together show all that is styled.
VIEWS = ("?open=all&officers=x", "?officers=60001&a=1", "?goal=own", "?section=needs")


def leaned_on() -> set[str]:
    """Every name of Streamlit's, and every key of ours, that style and scripts look for."""
    text = "".join(re.sub(r"/\*.*?\*/", "", (DRAW / name).read_text(encoding="utf-8"), flags=re.DOTALL)
                   for name in ("page.css", "page.js", "connection.js", "live.js", "picture.js"))
    return {next(name for name in found if name) for found in LEANS.findall(text)}


def test_all_that_style_and_scripts_look_for_is_on_an_open_page(open_page):
    missing = leaned_on()
    assert len(missing) > 30
    for query in VIEWS:
        page = open_page(query, until="[data-testid=stCaptionContainer]")
        settle(page)
        missing -= set(page.evaluate("names => names.filter(name => document.querySelector(`[data-testid='${name}'], .${name}, .st-key-${name}`))", list(missing)))
    assert not missing, f"nothing on the page has {sorted(missing)}: delete the rule, or mend its selector"


def test_streamlit_says_of_itself_what_the_scripts_ask_for(open_page):
    """Its connection and its run by two attributes, a slider's value by an attribute, and its key for a whole run."""
    page = open_page()
    app = page.locator("[data-testid=stApp]")
    assert (app.get_attribute("data-test-connection-state"), app.get_attribute("data-test-script-state")) == ("CONNECTED", "notRunning")
    first = page.locator("[data-testid=stSlider] input[type=range]").first
    assert first.get_attribute("value") == first.input_value() and first.get_attribute("aria-valuetext")
    page.evaluate("""window.states = []; new MutationObserver(() => states.push(document.querySelector('[data-testid=stApp]').dataset.testScriptState))
      .observe(document.querySelector('[data-testid=stApp]'), {attributeFilter: ['data-test-script-state']})""")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("r")
    page.wait_for_function("states.some(state => state !== 'notRunning')")  # a quick run is asked for and over
