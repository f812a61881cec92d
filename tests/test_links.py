"""Links: whatever an address holds, what is usable is used and the rest is named; what was written reads back."""

import csv
import math
import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explainer.model.steps import Scenario
from explainer.reader import links, view
from explainer.reader.view import View
from explainer.records import door, goals

RECORDS = door.load()
SECTIONS = ("needs", "counted", "calculator")
TABS = ("staff", "beds")
DOORS = ("limits", "method")
NAMES = links.Names(SECTIONS, DOORS, TABS)
HIGHEST_OWN = RECORDS.about["own_goal"]["highest"]
KEYS = {row.link_key: row for row in RECORDS.knobs.values()}
GOALS = [*(row.goal for row in goals.testable(RECORDS)), goals.OWN]
DEFINITIONS = list(RECORDS.definition_rows)
CHOICES = {"goal": GOALS, "count": DEFINITIONS, "unit": ["removals", "arrests"], "section": SECTIONS, "tab": TABS}
READ_AS = {"goal": "goal", "count": "definition", "unit": "unit", "section": "section", "tab": "tab"}
OTHERS = ["own", "v", "a", "open", "embed", "embed_options"]
OLD = list(csv.DictReader((Path(__file__).parent / "old_links.csv").open(encoding="utf-8")))
PLAIN_NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)(e[+-]?[0-9]{1,3})?", re.IGNORECASE)
ESCAPED = re.compile(r"\\[\\`*_\[\]<>$~#|]")
MARKS = re.compile(r"[\\`*_\[\]<>$~#|]")
SELF_MADE_LINK = re.compile(r"(https?://|www\.)[\w-]|[\w.+-]+@[\w-]+\.\w", re.IGNORECASE)  # GitHub's Markdown links these unasked
WORD_JOINER = "\u2060"
SHORTCODE = re.compile(r":[\w+/-]+:")  # Streamlit draws :material/home: and :smile: as pictures

HOSTILE = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<b>bold", "&lt;b&gt;", "![p](http://x.y/z)", "[l](javascript:alert(1))",
    "[l](//x.y)", "**bold**", "_it_", "`code`", "$x^2$", "~~no~~", "# head", "| a | b |", ":red[text]", "\\[l](x)", "\\\\", "a\n\n# b",
    "\u202egnp.exe", "\x00", "\ud7ff", "%s%n", "{x}", "../../etc/passwd", "' OR 1=1 --", "a" * 5000, "NaN", "inf", "-inf", "1e999", "1e-400", "0x10",
    "1_000", "1,000", " 5", "5 ", "", "--5", "1e5e5", "٣", "½", "True", "None",
]


def read(query: dict[str, list[str]]) -> links.Link:
    return links.read(query, RECORDS, NAMES)


def opened(link: str) -> links.Link:
    """What a browser's address gives: the query string as names and values."""
    return read(parse_qs(link.partition("?")[2], keep_blank_values=True))


def chosen(link: links.Link) -> dict[str, str]:
    """What the link chooses besides settings, by link key."""
    named = {key: getattr(link, name) for key, name in READ_AS.items()}
    return {key: value for key, value in named.items() if value is not None}


def usable(value: str, low: float, high: float) -> bool:
    return bool(PLAIN_NUMBER.fullmatch(value)) and math.isfinite(float(value)) and low <= float(value) <= high


numbers = st.floats(allow_nan=False, allow_infinity=False).map(repr) | st.integers(-10, 100_000).map(str) | st.floats(0, 1).map(repr)
anything = st.text(max_size=40) | st.sampled_from(HOSTILE)
in_range = {key: st.floats(row.low, row.high).map(repr) for key, row in KEYS.items()}


@st.composite
def queries(draw: st.DrawFn) -> dict[str, list[str]]:
    """A query string's names and values: some ours and sound, some ours and not, some not ours."""
    query: dict[str, list[str]] = {}
    for key in draw(st.lists(st.sampled_from([*KEYS, *CHOICES, *OTHERS]), max_size=8, unique=True)):
        sound = in_range[key] if key in in_range else st.sampled_from(CHOICES.get(key, ["1.0.0"]))
        query[key] = draw(st.lists(sound | numbers | anything, min_size=1, max_size=draw(st.sampled_from([1, 1, 1, 2]))))
    for key in draw(st.lists(anything, max_size=4, unique=True)):
        query.setdefault(key, [draw(anything)])
    return query


@settings(max_examples=1000)
@given(queries())
def test_whatever_an_address_holds_the_usable_is_used_and_the_rest_is_named(query):
    link = read(query)
    told = "\n".join(link.notes)
    for key, values in query.items():
        if key in KEYS:
            row = KEYS[key]
            if len(values) == 1 and usable(values[0], row.low, row.high):
                assert link.knobs[row.knob] == float(values[0])
            elif len(values) > 1 or values[0].isascii():
                assert row.knob not in link.knobs and f"{row.label}: " in told
        elif key in CHOICES:
            used = chosen(link).get(key)
            assert used == values[-1] if values[-1] in CHOICES[key] else used is None and links._shown(values[-1]) in told
        elif key == "own":
            sound = usable(values[-1], 0, HIGHEST_OWN)
            assert sound == (link.own is not None) or not values[-1].isascii()
            assert ("Your own goal: " in told) != (link.own is not None)
        elif key == "a":
            assert link.saved is not None or "Scenario A in the link could not be read" in told
        elif key not in OTHERS:
            assert links._shown(key) in told
    assert set(link.knobs) <= {KEYS[key].knob for key in query if key in KEYS}, "nothing is set that the link does not name"


@settings(max_examples=300)
@given(queries())
def test_nothing_of_a_readers_text_could_be_drawn_as_html_or_markdown(query):
    for note in read(query).notes:
        assert not MARKS.search(ESCAPED.sub("", note)), note
        assert "\n" not in note and "\x00" not in note


@pytest.mark.parametrize("hostile", ["http://evil.example", "https://x.example/y", "HTTP://x.example", "www.evil.example", "me@evil.example",
                                     ":material/home:", ":smile:"])
@pytest.mark.parametrize("key", ["officers", "goal", "own", "v", "stranger"])
def test_an_address_in_a_link_does_not_become_a_link_on_the_page(hostile, key):
    query = {hostile: ["1"]} if key == "stranger" else {key: [hostile]}
    (note,) = read(query).notes
    assert not SELF_MADE_LINK.search(note) and not SHORTCODE.search(note), "a word joiner behind : and @ and www keeps it text"


@pytest.mark.parametrize("hostile", HOSTILE, ids=repr)
def test_a_long_or_odd_value_is_shown_short_and_printable(hostile):
    (note,) = read({"section": [hostile]}).notes
    shown = note[note.index("“") + 1 : note.index("”")]
    drawn = ESCAPED.sub("x", shown).replace(WORD_JOINER, "")
    assert len(drawn) <= links.SHOWN_OF_A_VALUE + 1 and drawn.isprintable()


def test_every_unknown_name_is_told_or_counted():
    (note,) = read({f"stranger{n}": ["1"] for n in range(7)}).notes
    assert all(f"“stranger{n}”" in note for n in range(7)) or "2 more" in note, "names beyond the fifth are left out in silence"


def test_an_empty_address_says_nothing():
    link = read({})
    assert link == links.Link()


def test_streamlits_own_names_are_left_alone():
    assert read({"embed": ["true"], "embed_options": ["dark_theme", "hide_footer"]}).notes == []


@pytest.mark.parametrize(("query", "says"), [
    ("officers=many", "ICE deportation officers employed: “many” is not a number. 11,500 was used instead."),
    ("officers=", "ICE deportation officers employed: “” is not a number. 11,500 was used instead."),
    ("officers=200001", "ICE deportation officers employed: “200001” is outside 0 to 200,000. 11,500 was used instead."),
    ("officers=-1", "“-1” is outside 0 to 200,000"), ("field=10000000", "“10000000” is outside 5% to 100%. 35% was used instead."),
    ("field=35", "“35” is outside 5% to 100%"), ("officers=1&officers=2", "ICE deportation officers employed: the link gives 2 values."),
    ("officers=6%2C000", "“6,000” is not a number"), ("officers=nan", "“nan” is not a number"), ("officers=Infinity", "“Infinity” is not a number"),
    ("goal=T2-03", "The link names a goal that this page does not have: “T2-03”."), ("unit=beds", "unit of your goal"),
    ("count=", "The link names a definition that this page does not have: “”."), ("section=all", "The link names a part"),
    ("own=-5", "Your own goal: “-5” is not a number from 0 to 20,000,000."), ("own=30000000", "Your own goal"), ("own=lots", "Your own goal"),
    ("a=", "Scenario A in the link could not be read."), ("a=officers:1~beds:2", "Scenario A in the link"), ("nobody=1", "“nobody”"),
])
def test_what_cannot_be_used_is_named_with_what_stands_in_its_place(query, says):
    link = opened(f"?{query}")
    assert len(link.notes) == 1 and says in link.notes[0], link.notes
    assert link.knobs == {} and chosen(link) == {} and link.own is None and link.saved is None


@pytest.mark.parametrize(("query", "value"), [
    ("60000", 60000), ("0", 0), ("0.0", 0), ("6e3", 6000), ("6E+3", 6000), ("+5", 5), (".5", 0.5), ("7.", 7),
])
def test_plain_numbers_up_to_the_ends_are_used(query, value):
    link = read({"officers": [query]})
    assert (link.knobs, link.notes) == ({"officers": value}, [])


@pytest.mark.parametrize("row", OLD, ids=[row["query"][:40] for row in OLD])
def test_links_of_older_versions_open_and_say_what_differs(row):
    link = opened("?" + row["query"].replace("{version}", RECORDS.about["version"]))
    shown = dict(part.split("=") for part in row["shows"].split(";") if part)
    assert {**link.knobs, **chosen(link)} == {
        name: value if name in CHOICES else float(value) for name, value in shown.items()}, row["why"]
    says = [part for part in row["says"].split("|") if part]
    assert all(any(part in note for note in link.notes) for part in says), f"{row['why']}\n{link.notes}"
    assert bool(link.notes) == bool(says), link.notes


any_settings = st.fixed_dictionaries({knob: st.floats(row.low, row.high) | st.sampled_from([row.low, row.high, RECORDS.defaults[knob]])
                                      for knob, row in RECORDS.knobs.items()}).map(lambda knobs: Scenario(**knobs))
any_view = st.builds(View, settings=any_settings, goal=st.sampled_from(GOALS), own=st.integers(0, HIGHEST_OWN).map(float),
                     unit=st.sampled_from(links.OWN_MEASURES), definition=st.sampled_from(DEFINITIONS), saved=st.none() | any_settings)


@given(any_view, st.booleans())
def test_a_link_reads_back_to_the_same_view(seen, brief):
    link = links.full("https://example.org/", RECORDS, view.choices(RECORDS, seen, brief=False))
    if brief:
        link = f"?{urlencode(view.choices(RECORDS, seen, brief=True))}"
    read_back = opened(link)
    own = {} if seen.goal == goals.OWN else {"own": RECORDS.about["own_goal"]["removals"], "unit": "removals"}
    assert view.from_link(RECORDS, read_back) == replace(seen, **own), "the own goal is told where it is the goal"
    assert read_back.notes == []


@given(any_settings)
def test_a_saved_scenario_reads_back(settings_of):
    knobs = vars(settings_of)
    packed = links.pack(knobs, RECORDS)
    assert links.unpack(packed, RECORDS) == knobs
    assert "&" not in packed and "#" not in packed


@given(st.text(max_size=80) | st.text("ofbedsicr:~.0123456789e-", max_size=80))
def test_any_text_can_be_unpacked_without_harm(text):
    assert links.unpack(text, RECORDS) is None


@pytest.mark.parametrize("knob", RECORDS.knobs)
def test_a_saved_scenario_that_lacks_or_breaks_one_value_is_not_used(knob):
    key, high = RECORDS.knobs[knob].link_key, RECORDS.knobs[knob].high
    parts = [part for part in links.pack(RECORDS.defaults, RECORDS).split("~") if not part.startswith(f"{key}:")]
    for broken in (parts, [*parts, f"{key}:"], [*parts, f"{key}:x"], [*parts, f"{key}:{high + 1}"], [*parts, f"{key}:1:2"]):
        assert links.unpack("~".join(broken), RECORDS) is None


def test_a_full_link_names_every_setting_and_the_version():
    at_start = view.from_link(RECORDS, links.Link(goal="T2-29"))
    link = links.full("https://example.org/", RECORDS, view.choices(RECORDS, at_start, brief=False))
    named = parse_qs(link.partition("?")[2])
    assert set(named) == {*KEYS, "goal", "count", "v"}
    assert named["v"] == [RECORDS.about["version"]] and named["rate"] == [repr(RECORDS.defaults["arrests_per_officer_day"])]


@pytest.mark.parametrize(("value", "text"), [(6000.0, "6000"), (0.35, "0.35"), (0.1 + 0.2, "0.30000000000000004"), (0.0, "0"), (1e-7, "1e-07")])
def test_values_are_written_so_that_they_read_back_exactly(value, text):
    assert links.exact(value) == text and links.number(text) == value


def test_a_setting_survives_the_way_through_an_address_line():
    query = urlencode({"goal": "T2-29", "a": links.pack(RECORDS.defaults, RECORDS)})
    assert opened(f"?{query}").saved == RECORDS.defaults
