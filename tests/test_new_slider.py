"""data/README.md walks through a new slider: one that multiplies all removals is put into a copy as told, and what is left out is named."""

import json
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from known import FACTS
from rows import add, read_rows, write_rows
from strategies import STATED

from explainer.model import steps
from explainer.model.steps import LIMITS, Scenario
from explainer.telling import goal as of_goal

HOUSE = Path(__file__).parent.parent
STEPS = "explainer/model/steps.py"
AFTER = "outstanding_orders_used"
FIELD = "    share_tried: Share\n"
MISSING = {
    "row": "has no row for share_tried, which the model needs",
    "field": "'share_tried' is not a field of Scenario in explainer/model/steps.py",
    "outcome": "unexpected keyword argument 'share_untried'",
    "step": "no step in explainer/model/steps.py takes share_tried",
    "share": "share_tried is no Share in explainer/model/steps.py; write Share there",
}
ASK = """
import sys
from explainer.__main__ import _arguments, answer
print("[", ",".join(answer(_arguments().parse_args([*asked.split(), "--json"])) for asked in sys.argv[1:]), "]")
"""
PAGE = """
from streamlit.testing.v1 import AppTest
page = AppTest.from_file("streamlit_app.py", default_timeout=60)
page.query_params["open"], page.query_params["tried"] = "each", "0.5"
page.run()
assert not page.exception
print(*(element.proto.body for element in page.get("html")), *(table.value.to_csv() for table in page.table))
"""


def with_slider(folder: Path, left_out: str = "") -> Path:
    """A copy of the page with a share of removals that courts stop, by the guide but for one place."""
    for room in ("explainer", "data"):
        shutil.copytree(HOUSE / room, folder / room, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(HOUSE / "streamlit_app.py", folder)
    data, code = folder / "data", folder / STEPS
    if left_out != "row":
        add(data, "knobs", {"knob": AFTER}, {
            "knob": "share_tried", "link_key": "tried", "label": "Share tried", "unit": "share", "style": "percent", "high": "1", "highest": "1",
            "step": "0.01", "said": "Nobody has published this.", "short": "Share tried"})  # fmt: skip
        *rows, new = read_rows(data, "knobs")
        at = next(i for i, row in enumerate(rows) if row["knob"] == AFTER)
        write_rows(data, "knobs", [*rows[: at + 1], new, *rows[at + 1 :]])
    text = code.read_text(encoding="utf-8")
    if left_out != "field":
        field = FIELD.replace("Share", "float") if left_out == "share" else FIELD
        text = re.sub(rf"(    {AFTER}: float.*\n)", rf"\1{field}", text, count=1)
    if left_out != "step":
        text = re.sub(rf'(_limit\(\s*"(?:{"|".join(LIMITS)})",\s*"[^"]+",\s*)"([^"]+)"', r'\1"(\2) x {share_untried}"', text)
        text = text.replace("    _limit(", '    Step("share_untried", "Share untried", "share", "1 - {share_tried}"),\n    _limit(', 1)
        if left_out != "outcome":
            text = text.replace("    arrests: float  # limit", "    share_untried: float\n    arrests: float  # limit")
    code.write_text(text, encoding="utf-8")
    return folder


def answer(folder: Path, *words: str) -> str:
    told = subprocess.run([sys.executable, *words], cwd=folder, capture_output=True, text=True, check=False)
    return told.stdout + told.stderr


@pytest.fixture(scope="module")
def added(tmp_path_factory) -> Path:
    return with_slider(tmp_path_factory.mktemp("new_slider"))


@pytest.mark.parametrize("left_out", MISSING)
def test_a_place_that_is_left_out_is_named(left_out, tmp_path):
    assert MISSING[left_out] in answer(with_slider(tmp_path, left_out), "-m", "explainer.records")


def test_what_is_added_by_the_guide_multiplies_the_total_each_limit_and_what_the_goal_takes(added):
    assert ": no fault." in answer(added, "-m", "explainer.records")
    reached = {f"{knob}={few}": steps.run(Scenario(**FACTS.defaults | {knob: float(few)})).removals_per_year
               for knob, few in (("officers", 3000), ("beds", 10_000), ("judges", 10))}  # whatever holds the total
    whole, half, none, *met = json.loads(answer(added, "-c", ASK, "share_tried=0 --own 1000000", "share_tried=0.5 --own 500000", "share_tried=1 --own 500000",
                                                *(f"share_tried=1 {fewer} --own {removals * 0.7:.0f}" for fewer, removals in reached.items())))
    assert half["removals_per_year"] == pytest.approx(whole["removals_per_year"] / 2) and half["first_to_stop"] == whole["first_to_stop"]
    assert half["stages"] == pytest.approx({name: amount / 2 for name, amount in whole["stages"].items()})
    assert half["cost_a_year"]["low"] < whole["cost_a_year"]["low"] and none["removals_per_year"] == 0 and none["goal_cost_a_year"] is None
    own = "share_tried"
    assert {knob: need for knob, need in half["goal_needs"].items() if knob != own} == {
        knob: need | {"value": pytest.approx(need["value"])} for knob, need in whole["goal_needs"].items() if knob != own}  # fmt: skip
    assert {need["reason"] for knob, need in none["goal_needs"].items() if knob != own} == {"a zero elsewhere"}
    assert half["goal_needs"][own]["reason"] == "beyond its limit" and half["goal_needs"][own]["value"] < 0
    for of in met:
        assert (of["goal_needs"][own]["reason"], of["goal_needs"][own]["value"]) == ("reached", pytest.approx(0.3, abs=1e-4)), of["settings"]


def test_the_page_says_of_it_what_the_model_says(added):
    page = answer(added, "-c", PAGE)
    goal = STATED[FACTS.about["default_goal"]]
    half = replace(out := steps.run(Scenario(**FACTS.defaults)), removals_per_year=out.removals_per_year / 2)
    assert of_goal.share(half, goal) in page and of_goal.share(out, goal) not in page and "meet this goal" not in page
    assert re.search(r"Share tried,50%,not reachable: even at 0%,.*,all four\n", page)
