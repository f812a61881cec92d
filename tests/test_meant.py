"""What no sum can tell apart: who said it, what a word means, what was denied; and a range is a goal from one end to the other."""

from __future__ import annotations

import re

import pytest
import rows
from known import FACTS

from explainer.records import door, goals
from explainer.telling import goal as of_goal

ROWS = FACTS.rows("goals")
# Who said a sentence does not change, whatever rows are added.
SAID_BY = {
    "CL-03": "Bill Clinton", "CL-04": "T. Alexander Aleinikoff", "BU-03": "John Torres", "OB-01": "James Chaparro", "OB-02": "James Chaparro",
    "OB-03": "John Morton", "OB-04": "John Morton", "OB-08": "David Venturella", "OB-09": "Gillian Christensen", "T1-01": "Donald Trump",
    "T1-02": "Donald Trump", "T2-02": "JD Vance", "T2-03": "Tom Homan", "T2-04": "Donald Trump", "T2-13": "Donald Trump", "T2-17": "Stephen Miller",
    "T2-18": "Donald Trump", "T2-20": "Tom Homan",
}  # fmt: skip


@pytest.mark.parametrize("goal", SAID_BY)
def test_a_goal_is_its_own_speakers(goal):
    assert FACTS.goal_rows[goal].speaker == SAID_BY[goal]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.goal)
def test_the_short_name_of_a_speaker_is_that_of_the_speaker(row):
    """Wherever one of the two stands, it names the same person or paper."""
    known = {"DHS": "Department of Homeland Security", "INS": "Immigration and Naturalization Service", "Dept.": "Department"}
    for word in re.findall(r"[\w.-]+", row.short.split(", ICE")[0].split(" (")[0]):
        whole = known.get(word, word)
        initials = re.fullmatch(r"([A-Z])\.", word)
        assert whole.lower() in row.speaker.lower() or (initials and re.search(rf"\b{initials[1]}", row.speaker)) or word.isdigit() or word == "target", row


TERMS = {row.term: row.definition for row in FACTS.rows("glossary")}
MEANS = {  # what sets a word apart from the one beside it
    "removal": "States under an order of removal", "return": "without an order of removal", "interior removal": "whom ICE itself arrested",
    "border removal": "whom CBP arrested", "administrative arrest": "not for a crime", "book-in": "into ICE detention", "ICE": "Customs Enforcement",
    "CBP": "Border Protection", "Title 42 expulsion": "neither a removal nor a return", "repatriation": "removals, returns and expulsions together",
    "expedited removal": "no hearing before", "reinstated order": "come back", "voluntary departure": "count it as a return", "funded beds": "Congress pays",
    "average daily population": "held on each day",
}  # fmt: skip


@pytest.mark.parametrize("term", MEANS)
def test_a_word_means_what_sets_it_apart_from_its_neighbor(term):
    assert MEANS[term] in TERMS[term]
    assert [other for other, says in TERMS.items() if MEANS[term] in says] == [term]


def test_a_goal_that_was_denied_or_no_first_report_has_is_not_tested(copy_of_data):
    statuses = {row.status for row in goals.testable(FACTS)}
    assert statuses == {"on_record", "reported_by_press"} < {row.status for row in ROWS}
    was = FACTS.about["default_goal"]
    other = next(row.goal for row in goals.testable(FACTS) if row.goal != was)
    rows.edit(copy_of_data, "goals", {"goal": other}, {"status": "denied"})
    assert other not in {row.goal for row in goals.testable(door.read(copy_of_data))}


RANGES = [goals.from_row(row) for row in goals.testable(FACTS) if row.high > row.low]


def test_stated_ranges_are_shown_with_both_ends():
    assert RANGES, "no stated goal is a range any more: take this law out"
    for goal in RANGES:
        low, high = of_goal.ends(goal)
        assert f"{low:,.0f} to {high:,.0f} " in of_goal.amount(goal)
