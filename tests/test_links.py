"""Links: whatever an address holds, what is usable is used and the rest is named; what was written reads back."""

import csv
import dataclasses
import math
import re
from pathlib import Path
from urllib.parse import parse_qs, urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from known import FACTS

from explainer.model.steps import Scenario
from explainer.page import parts
from explainer.reader import links, view
from explainer.reader.view import View
from explainer.records import goals

SECTIONS, TABS = [parts.CALCULATOR, *parts.SECTIONS], [row.group for row in FACTS.rows("groups")]
NAMES = links.Names(SECTIONS, [parts.EVERYTHING, *(part.key for part in parts.BEHIND)], TABS)
HIGHEST_OWN = FACTS.about["own_goal"]["highest"]
OFFICERS, USUAL = FACTS.knobs["officers"], FACTS.defaults["officers"]
KEYS = {row.link_key: row for row in FACTS.knobs.values()}
GOALS = [*(row.goal for row in goals.testable(FACTS)), goals.OWN]
DEFINITIONS = list(FACTS.definition_rows)
CHOICES = {"goal": GOALS, "count": DEFINITIONS, "unit": ["removals", "arrests"], "section": SECTIONS, "tab": TABS}
OTHERS = ["own", "v", "a", "b", "open", "embed", "embed_options"]
# Added by mail programs, networks, shops and counters: no reader wrote them.
ADDED = """utm_source utm_medium utm_campaign utm_id fbclid gclid gbraid wbraid dclid msclkid ttclid twclid yclid _gl _ga _hsenc _hsmi
    srsltid li_fat_id mkt_tok igsh igshid smid mc_cid mc_eid ref ref_src s si t cmpid smtyp ocid cid trk wt_mc at_medium pk_campaign
    ncid sr_share unlocked_article_code share_id guccounter spm oly_enc_id vero_id epik ScCid rb_clickid __twitter_impression
    embed embed_options""".split()  # the last two are Streamlit's own
OLD = list(csv.DictReader((Path(__file__).parent / "old_links.csv").open(encoding="utf-8")))
PLAIN_NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)(e[+-]?[0-9]{1,3})?", re.IGNORECASE)
ESCAPED = re.compile(r"\\[\\`*_\[\]<>$~#|+.)-]")
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
    return links.read(query, FACTS, NAMES)


def chosen(link: links.Link) -> dict[str, str]:
    """What a link chooses besides settings, by link key."""
    found = {"goal": link.goal, "count": link.definition, "unit": link.unit, "section": link.section, "tab": link.tab}
    found |= {"own": None if link.own is None else links.exact(link.own), "open": links.BETWEEN.join(link.opened) or None}
    return {key: value for key, value in found.items() if value is not None}


def opened(link: str) -> links.Link:
    """What a browser's address gives: the query string as names and values."""
    return read(parse_qs(link.partition("?")[2], keep_blank_values=True))


def usable(value: str, low: float, high: float) -> bool:
    return bool(PLAIN_NUMBER.fullmatch(value)) and math.isfinite(float(value)) and low <= float(value) <= high


numbers = st.floats(allow_nan=False, allow_infinity=False).map(repr) | st.integers(-10, 100_000).map(str) | st.floats(0, 1).map(repr)
anything = st.text(max_size=40) | st.sampled_from(HOSTILE)
in_range = {key: st.floats(row.low, row.highest).map(repr) for key, row in KEYS.items()}


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


@settings(max_examples=300)
@given(queries())
def test_whatever_an_address_holds_the_usable_is_used_and_the_rest_is_named(query):
    link = read(query)
    told = "\n".join(link.notes)
    for key, values in query.items():
        if key in KEYS:
            row = KEYS[key]
            if len(set(values)) == 1 and usable(values[0], row.low, row.highest):
                assert link.knobs[row.knob] == float(values[0])
            elif len(set(values)) > 1 or values[0].isascii():
                assert row.knob not in link.knobs and f"{row.label}: " in told
        elif key in CHOICES:
            used = chosen(link).get(key)
            assert used == values[-1] if values[-1] in CHOICES[key] else used is None and links._shown(values[-1]) in told
        elif key == "own":
            sound = usable(values[-1], 0, HIGHEST_OWN) and float(values[-1]).is_integer()
            assert sound == (link.own is not None) or not values[-1].isascii()
            assert ("Your own goal: " in told) != (link.own is not None)
        elif key in links.KEPT:
            assert (key in link.kept) != (f"Scenario {key.upper()} in the link could not be read" in told)
        elif key not in OTHERS and key.isascii() and key.lower() in KEYS:
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
    note = "".join(read(query).notes)
    assert bool(note) == (key != "stranger")
    assert not SELF_MADE_LINK.search(note) and not SHORTCODE.search(note), "a word joiner behind : and @ and www keeps it text"


@pytest.mark.parametrize("hostile", HOSTILE, ids=repr)
def test_a_long_or_odd_value_is_shown_short_and_printable(hostile):
    (note,) = read({"section": [hostile]}).notes
    shown = note[note.index("“") + 1 : note.index("”")]
    drawn = ESCAPED.sub("x", shown).replace(WORD_JOINER, "")
    assert len(drawn) <= 25 and drawn.isprintable()


@pytest.mark.parametrize("many", [1, 5, 6, 7])
def test_five_misspelt_names_are_told_and_the_rest_is_counted(many):
    (note,) = read({f"officers{n}": ["1"] for n in range(many)}).notes
    assert note.count("perhaps “officers”") == min(many, 5)
    assert re.findall(r"(\d+) more", note) == ([str(many - 5)] if many > 5 else [])


def test_what_other_sites_add_to_a_link_is_passed_over():
    link = read({name: ["x"] for name in ADDED} | {"officers": ["9000"]})
    assert link.knobs == {"officers": 9000} and not link.notes


@pytest.mark.parametrize("key", [key for key in [*KEYS, *CHOICES] if len(key) > 3])
def test_a_name_with_a_slip_is_told_and_the_meant_one_is_named(key):
    for slip in (key.upper(), key + "s", key[:-1], key[0] + key[2:]):
        if slip not in [*KEYS, *CHOICES, *OTHERS]:
            (note,) = read({slip: ["1"]}).notes
            assert links._shown(slip) in note and "perhaps “" in note, slip


def test_a_link_that_was_cut_anywhere_opens_with_at_most_one_sentence():
    of = dataclasses.replace(view.from_link(FACTS, links.Link()), a=Scenario(**FACTS.defaults))
    whole = links.full("https://example.org/", FACTS, view.choices(FACTS, of, brief=False)) + "&section=record&open=share"
    for end in range(whole.index("?"), len(whole)):
        notes = opened(whole[:end]).notes
        assert len(notes) <= 1, (whole[:end], notes)


@pytest.mark.parametrize(("length", "shown"), [(24, "x" * 24), (25, "x" * 24 + "…")])
def test_a_value_is_shown_back_up_to_24_characters(length, shown):
    (note,) = read({"section": ["x" * length]}).notes
    assert f"“{shown}”" in note


def test_a_choice_that_stands_twice_is_named_and_the_last_is_read():
    link = read({"goal": ["T2-17", "T2-29"]})
    assert link.goal == "T2-29" and link.notes == ["The link names “goal” 2 times. The last was read."]
    assert read({"goal": ["T2-29"]}).notes == []


def test_the_highest_own_goal_is_used_and_an_empty_address_says_nothing():
    assert read({"own": [str(HIGHEST_OWN)]}) == links.Link(own=HIGHEST_OWN)
    assert read({}) == links.Link()


@pytest.mark.parametrize(("query", "says"), [
    ("officers=many", f"{OFFICERS.label}: “many” is not a number. {USUAL:,.0f} was used instead."),
    ("officers=", f"{OFFICERS.label}: “” is not a number. {USUAL:,.0f} was used instead."),
    (f"officers={OFFICERS.highest + 1:.0f}", f"{OFFICERS.label}: “{OFFICERS.highest + 1:.0f}” is outside 0 to {OFFICERS.highest:,.0f}. {USUAL:,.0f} was used instead."),
    ("officers=-1", f"“-1” is outside 0 to {OFFICERS.highest:,.0f}"), ("field=10000000", "“10000000” is outside 5% to 100%, written 0.05 to 1 in a link. 35% was used instead."),
    ("field=35", "“35” is outside 5% to 100%"), ("officers=1&officers=2", f"{OFFICERS.label}: the link gives 2 values."),
    ("officers=6%2C000", "“6,000” is not a number"), ("officers=nan", "“nan” is not a number"), ("officers=Infinity", "“Infinity” is not a number"),
    ("goal=T9-99", "The link names a goal that this page does not have: “T9-99”."),
    ("goal=OB-04", "is a statement of capacity and no goal, so it is not tested. The usual goal is shown."),
    ("goal=T2-20", "is an example of arithmetic and no goal"), ("goal=OB-03", "is a denial of a goal"), ("goal=T2-34", "no first report that could be read"),
    ("goal=T2-03", "has no yearly number of removals or arrests"), ("unit=beds", "unit of your goal"),
    ("start=", "The link names a starting point that this page does not have: “”."), ("start=1066", "“1066”. The usual one is shown."),
    ("count=", "The link names a definition that this page does not have: “”."), ("section=all", "The link names a part"),
    ("own=-5", "Your own goal: “-5” is not a whole number from 0 to 20,000,000."), ("own=30000000", "Your own goal"), ("own=lots", "Your own goal"),
    ("a=", "Scenario A in the link could not be read."), ("b=officers:1~beds", "Scenario B in the link could not be read."), ("officer=1", "“officer” (perhaps “officers”)"),
])
def test_what_cannot_be_used_is_named_with_what_stands_in_its_place(query, says):
    link = opened(f"?{query}")
    assert len(link.notes) == 1 and says in link.notes[0], link.notes
    assert link.knobs == {} and chosen(link) == {} and link.kept == {}


@pytest.mark.parametrize("start", FACTS.starts)
def test_a_link_may_name_a_starting_point_and_what_differs_from_it(start):
    assert opened(f"?start={start}").knobs == FACTS.starts[start] and opened(f"?start={start}").notes == []
    assert opened(f"?officers=77&start={start}").knobs == FACTS.starts[start] | {"officers": 77.0}
    broken = opened(f"?start={start}&officers=many")
    assert broken.knobs == FACTS.starts[start] and f"{FACTS.starts[start]['officers']:,.0f} was used instead." in broken.notes[0]
    twice = opened(f"?start=latest&start={start}")
    assert twice.knobs == FACTS.starts[start] and twice.notes == ["The link names “start” 2 times. The last was read."]


@pytest.mark.parametrize(("query", "value"), [
    ("60000", 60000), ("0", 0), ("0.0", 0), ("6e3", 6000), ("6E+3", 6000), ("+5", 5), (".5", 0.5), ("7.", 7),
])
def test_plain_numbers_up_to_the_ends_are_used(query, value):
    link = read({"officers": [query]})
    assert (link.knobs, link.notes) == ({"officers": value}, [])


def test_the_readme_names_every_key_of_a_setting():
    table = (Path(links.__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    assert [key for key in KEYS if f"| `{key}` |" not in table] == [], "README.md, Links are a public interface: a row of the table"


def left_out(query: str) -> str:
    """What a link of an older version is said to leave out, by the sliders that there are now."""
    many = len(KEYS) - sum(f"&{key}=" in query for key in KEYS)
    stands = {0: "It names every setting, so the settings are as they were", 1: "It does not give 1 setting, which stands at its present starting value: "}
    return stands.get(many, f"It does not give {many} settings, which stand at their present starting value: ")


@pytest.mark.parametrize("row", OLD, ids=[row["query"][:40] for row in OLD])
def test_links_of_older_versions_open_and_say_what_differs(row):
    link = opened("?" + row["query"].replace("{version}", FACTS.about["version"]))
    shown = dict(part.split("=") for part in row["shows"].split(";") if part)
    assert {**{k: float(v) for k, v in link.knobs.items()}, **chosen(link)} == {
        name: value if name in (*CHOICES, "open") else float(value) for name, value in shown.items()}, row["why"]
    says = [left_out(row["query"]) if part == "{left_out}" else part for part in row["says"].split("|") if part]
    assert all(any(part in note for note in link.notes) for part in says), f"{row['why']}\n{link.notes}"
    assert bool(link.notes) == bool(says), link.notes


any_settings = st.fixed_dictionaries({knob: st.floats(row.low, row.highest) | st.sampled_from([row.low, row.high, row.highest, FACTS.defaults[knob]])
                                      for knob, row in FACTS.knobs.items()})
any_view = st.builds(
    View, settings=any_settings.map(lambda knobs: Scenario(**knobs)), goal=st.sampled_from(GOALS), own=st.integers(0, int(HIGHEST_OWN)).map(float),
    unit=st.sampled_from(["removals", "arrests"]), definition=st.sampled_from(DEFINITIONS),
    a=st.none() | any_settings.map(lambda knobs: Scenario(**knobs)), b=st.none() | any_settings.map(lambda knobs: Scenario(**knobs)))


def seen(of: View) -> View:
    """The view as far as a reader sees it: an amount of one's own only where it is the goal."""
    return of if of.goal == goals.OWN else dataclasses.replace(of, own=0.0, unit="removals")


@given(any_view, st.booleans())
def test_a_link_reads_back_to_the_same_view_whether_it_names_all_or_only_what_differs(of, brief):
    link = opened(links.full("https://example.org/", FACTS, view.choices(FACTS, of, brief)) if not brief
                  else "?" + urlencode(view.choices(FACTS, of, brief)))
    assert seen(view.from_link(FACTS, link)) == seen(of) and link.notes == []


@given(any_view)
def test_the_address_names_what_differs_from_the_start_and_nothing_else(of):
    brief, full = view.choices(FACTS, of, brief=True), view.choices(FACTS, of, brief=False)
    assert set(full) >= set(KEYS) | {"goal", "count"} and brief.keys() <= full.keys()
    assert all(full[key] == text for key, text in brief.items() if key not in links.KEPT)
    for key, row in KEYS.items():
        assert (key in brief) == (getattr(of.settings, row.knob) != FACTS.defaults[row.knob])
    assert ("own" in brief) == ("unit" in brief) == (of.goal == goals.OWN)


@given(st.text(max_size=80) | st.text("ofbdsicr:~.0123456789e-", max_size=80) | st.tuples(st.sampled_from(list(KEYS)), st.floats()).map("{0[0]}:{0[1]!r}".format))
def test_any_text_can_be_unpacked_without_harm(text):
    found = links.unpack(text, FACTS)
    assert found is None or all(row.low <= found[knob] <= row.highest for knob, row in FACTS.knobs.items()), text


@pytest.mark.parametrize("knob", FACTS.knobs)
def test_a_kept_scenario_names_what_differs_and_with_one_value_broken_is_not_used(knob):
    row, other = FACTS.knobs[knob], FACTS.knobs[knob].high if FACTS.defaults[knob] != FACTS.knobs[knob].high else FACTS.knobs[knob].low
    kept = FACTS.defaults | {knob: other}
    assert links.pack(kept, FACTS, brief=True) == f"{row.link_key}:{links.exact(other)}"
    full = links.pack(kept, FACTS, brief=False)
    assert links.unpack(full, FACTS) == links.unpack(f"{row.link_key}:{links.exact(other)}", FACTS) == kept
    for broken in ("", ":x", f":{row.highest + 1}", f":{row.low - 1}", ":1:2", ":"):
        assert links.unpack(f"{full}~{row.link_key}{broken}", FACTS) is None
    usual = links.pack(FACTS.defaults, FACTS, brief=True)
    assert usual == "officers:11500" and links.unpack(usual, FACTS) == FACTS.defaults, "it ends in nothing that pasting cuts off"


def test_a_start_is_no_setting_that_a_link_names():
    told = "\n".join(opened("?start=fy2024&v=0.9.0&officers=8000&beds=many").notes)
    assert f"It does not give {len(FACTS.knobs) - 1} settings" in told and "names every setting" not in told
