"""The question, the answer made from the data, and the way to the sliders."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache

import streamlit as st

from explainer import telling, words
from explainer.model import steps
from explainer.reader import session
from explainer.records import counts, goals
from explainer.model.steps import Outcome, Scenario
from explainer.records.door import Records
from explainer.page import parts
from explainer.records.goals import Goal


def show(facts: Records) -> None:
    """Draw the title and the reader's question."""
    st.title("Deportation goals and the record", anchor="top")
    st.markdown("*They said so many a day, or a million a year. What has been done before, and what would it take?*")


def answer(
    facts: Records,
    outcome: Outcome,
    goal: Goal,
    definition: str,
    compared: Sequence[parts.Row],
    cited: Sequence[str],
) -> None:
    """Draw the answer: goal, highest recorded year and the reader's own setting, in the same unit, and their sources."""
    st.markdown(
        f"{goal_in_front(facts, goal)} {highest_in_words(facts, goal, definition)}\n\n"
        f"{own_setting(compared[-1][0], outcome, goal)}\n\n"
        "[Move the sliders](#your-assumptions) · [See every goal](#what-was-said) · "
        "[How the sum works](#method-limits-sources)"
    )
    longest = max(amount for _, amount, _ in compared) or 1
    told = [(label, _amount(facts, goal, definition, label, a, who), a / longest, who) for label, a, who in compared]
    parts.bars(told, "; ".join(f"{label}: {amount}" for label, amount, _, _ in told))
    beside = "\n\n".join(_beside_the_bars(facts, goal, definition))
    st.markdown(f"{beside}\n\n:small[{parts.sources_text(facts, cited)}]\n\n:small[{as_of(facts, definition)}]")


def goal_in_front(facts: Records, goal: Goal) -> str:
    """Return the goal per year and day, with who stated it and when."""
    per_day = words.both_ends(goal.low_per_day, goal.high_per_day)
    amount = (
        f"**{per_day} arrests a day**"
        if goal.measure == "arrests"
        else f"**{words.both_ends(goal.low, goal.high)} a year, {per_day} a day**"
    )
    if goal.goal == goals.OWN:
        return f"The goal tested here is your own: {amount}."
    row = facts.goal_rows[goal.goal]
    return (
        f"The goal tested here: {words.plain(row.label)} ({words.plain(row.speaker)}, {words.loose_date(row.date)}), "
        f"{amount}."
    )


def highest_in_words(facts: Records, goal: Goal, definition: str) -> str:
    """Return the highest recorded year in the goal's unit, by the rule that it was counted by."""
    if goal.measure == "arrests":
        top = counts.highest_of(facts, "ice_arrests")
        if top is None:
            return "No full year of ICE arrests was found."
        return (
            f"The most ICE arrests found for one fiscal year are **{telling.recorded(top)}, "
            f"{words.about(top.per_day) if top.rough else words.count(top.per_day)} a day**, in fiscal "
            f"{top.fiscal_year}."
        )
    top, locked = counts.highest_under(facts, definition), counts.highest_under(facts, definition, counts.LOCKED)
    short = facts.definition_rows[definition].short
    if top is None:
        return f"No whole year of {short} was found."
    shown = locked or top
    return (
        f"The highest {'locked ' if locked else ''}year of {short} is fiscal {shown.fiscal_year}: "
        f"**{words.count(shown.value)}, or {words.count(shown.per_day)} a day**."
    )


def _beside_the_bars(facts: Records, goal: Goal, definition: str) -> list[str]:
    """Return what a reader must know to compare the bars: counting rules, part years, unlike counts."""
    if goal.measure == "arrests":
        part = counts.latest_part(facts, "ice_arrest_book_ins")
        return (
            []
            if part is None
            else [
                f"From {words.span(part['period_start'], part['period_end'])} ICE booked in "
                f"{words.count(part['value'])} people it "
                f"arrested, {words.count(part['value'] / part['days'])} a day. Book-ins stand in for arrests; it "
                "is part of a year."
            ]
        )
    if definition != "ice_removals":
        return [
            (
                "These are two counts. The sum gives ICE removals; the record here counts "
                f"{facts.definition_rows[definition].short}."
            )
        ]
    told = []
    older = counts.other_rule(facts)
    if older is not None:
        told.append(
            f"From fiscal {older['fiscal_year']} ICE also counts people it never detained. On the count it had "
            "posted before, that year "
            f"comes to about {words.count(round(older['value'], -3))}, worked out here."
        )
    part = counts.unfinished_year(facts)
    if part is not None:
        told.append(
            f"Part of fiscal {part['fiscal_year']}, {words.span(part['period_start'], part['period_end'])}: "
            f"{words.count(part['value'])} removals, {words.count(part['value'] / part['days'])} a day, on the "
            "newer rule."
        )
    return told


def setting_name(facts: Records, settings: Scenario) -> str:
    """Return what the settings are called: a starting point's name until the reader changes something."""
    start, changed = session.nearest_start(facts, vars(settings))
    return "Your settings" if changed else f"Settings of {facts.start_rows[start].label}"


def own_setting(name: str, outcome: Outcome, goal: Goal) -> str:
    """Return the sentence on the sum at the present settings, called `name`, in the goal's unit."""
    if goal.measure == "arrests":
        amount, text = outcome.arrests_per_year, f"{words.about(float(outcome.arrests_per_day))} ICE arrests a day"
    else:
        amount = outcome.removals_per_year
        per_day = words.rounded(float(amount) / steps.DAYS_PER_YEAR)
        text = f"{words.about(float(amount))} ICE removals a year, {per_day} a day"
    of_goal = _of_goal(float(amount), goal)
    return (
        f"{'At your settings' if name == 'Your settings' else f'At the {name[0].lower()}{name[1:]}'}, the sum gives "
        f"**{text}**{of_goal}."
    )


def _of_goal(amount: float, goal: Goal) -> str:
    """Return the share of the goal as the end of a sentence, or why there is none."""
    if goal.low == 0:
        return ""
    if goals.model_reason(goal):
        return f". {telling.no_share(goal).removesuffix('.')}"
    share = goals.share_of(goals.Amount(goal.measure, amount), goal.amount)
    end = "" if goal.low == goal.high else "'s lower end"
    return f". That is {words.percent(share)} of the goal{end}"


def comparison(
    facts: Records, settings: Scenario, outcome: Outcome, goal: Goal, definition: str
) -> Sequence[parts.Row]:
    """Return (label, amount, who) of goal, highest years and the present settings, in one unit."""
    name = setting_name(facts, settings)
    if goal.measure == "arrests":
        top = counts.highest_of(facts, "ice_arrests")
        rows = [("Goal", goal.low_per_day, "goal")]
        rows += [(f"Fiscal {top.fiscal_year}, most found", top.per_day, "record")] if top else []
        part = counts.latest_part(facts, "ice_arrest_book_ins")
        if part is not None:
            rows.append((f"Part of {part['fiscal_year']}, book-ins", part["value"] / part["days"], "faint"))
        return [*rows, (name, float(outcome.arrests_per_day), "yours")]
    top, locked = counts.highest_under(facts, definition), counts.highest_under(facts, definition, counts.LOCKED)
    rows = [("Goal", goal.low, "goal")]
    if locked:
        rows.append((f"Fiscal {locked.fiscal_year}, highest locked", locked.value, "record"))
    if top and (locked is None or top.value > locked.value):
        rows.append(
            (
                f"Fiscal {top.fiscal_year}, {'newer rule' if locked else 'highest'}",
                top.value,
                "faint" if locked else "record",
            )
        )
    return [*rows, (name, float(outcome.removals_per_year), "yours")]


def sources(facts: Records, goal: Goal, definition: str) -> list[str]:
    """Return the sources of what the comparison shows: the goal, then the highest years."""
    ids = [] if goal.goal == goals.OWN or facts.missing("goals") else [facts.goal_rows[goal.goal].source_id]
    arrests = goal.measure == "arrests"
    highest, counted = (counts.highest_of, "ice_arrests") if arrests else (counts.highest_under, definition)
    for top in (highest(facts, counted, counts.LOCKED), highest(facts, counted)):
        ids += list(top.source_ids) if top else []
    part = counts.latest_part(facts, "ice_arrest_book_ins") if arrests else None
    return ids + (list(part["source_ids"]) if part is not None else [])


def _amount(facts: Records, goal: Goal, definition: str, label: str, amount: float, who: str) -> str:
    """Write a bar's amount with what it counts."""
    per = "year" if goal.measure == "removals" else "day"
    if who == "goal":
        ends = (goal.low, goal.high) if goal.measure == "removals" else (goal.low_per_day, goal.high_per_day)
        return f"{words.both_ends(*ends)} a {per}"
    if who == "yours":
        return f"{words.about(amount)} ICE {goal.measure} a {per}"
    if goal.measure == "arrests":
        return f"{words.count(amount)} {'a day' if who == 'faint' else 'ICE arrests a day'}"
    return f"{words.count(amount)} {facts.definition_rows[definition].short}"


@cache
def as_of(facts: Records, definition: str) -> str:
    """Say what the words mean, and how far the data reach."""
    table = counts.counted(facts, definition)
    gathered = words.day(date.fromisoformat(facts.about["created"]))
    reach = f" The count chosen here ends on {words.day(table['period_end'].max())}." if len(table) else ""
    part = counts.unfinished_year(facts)
    missing = (
        ""
        if part is None or definition != "ice_removals"
        else f" The total for fiscal {part['fiscal_year']} was not found."
    )
    return (
        "ICE, Immigration and Customs Enforcement, is the federal agency that arrests and removes people; CBP is "
        "the border "
        "agency, and both are part of DHS. A fiscal year runs from October to September. Deportation is the "
        "everyday word. "
        "What is counted here are removals, returns and arrests, as the agencies define them. "
        "A locked year is one that ICE has closed: cases confirmed later go into the next. "
        f"Data as of {gathered}.{reach}{missing}"
    )


# Streamlit makes the anchor of a heading from its words.
CONTENTS = (
    ("what-was-said", "What was said"),
    ("what-was-counted", "What was counted"),
    ("your-assumptions", "Your assumptions"),
    ("your-result", "Your result"),
    ("which-stage-stops-first", "Which stage stops first"),
    ("what-the-goal-would-take", "What the goal would take"),
    ("a-fast-start-day-by-day", "A fast start, day by day"),
    ("checked-against-past-years", "Checked against past years"),
    ("share-cite-take-away", "Share, cite, take away"),
    ("claims-checked", "Claims, checked"),
    ("for-a-classroom", "For a classroom"),
    ("method-limits-sources", "Method, limits, sources"),
)


def contents(facts: Records) -> None:
    """Draw the table of contents."""
    items = "".join(f'<li><a href="#{anchor}">{name}</a></li>' for anchor, name in CONTENTS)
    st.html(f'<details class="contents"><summary>On this page</summary><ol>{items}</ol></details>')
