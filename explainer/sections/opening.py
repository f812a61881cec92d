"""The question, the answer made from the data, and the way to the sliders."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd
import streamlit as st

from explainer import counts, model, targets, words
from explainer.model import Outcome
from explainer.records import Records
from explainer.sections import parts
from explainer.targets import Goal


def show(facts: Records) -> None:
    """Draw the title and the reader's question."""
    st.title("Deportation goals and the record", anchor="top")
    st.markdown("*They said so many a day, or a million a year. What has been done before, and what would it take?*")


def answer(facts: Records, goal: Goal, definition: str, table: pd.DataFrame, outcome: Outcome) -> None:
    """Draw the answer: goal, highest recorded year and the reader's own setting, in the same unit."""
    st.markdown(goal_and_record(facts, goal, definition, table) + " " + own_setting(goal, outcome))
    rows = comparison(facts, goal, table, outcome)
    st.markdown(
        "[Move the sliders](#your-assumptions) · [See every goal](#what-was-said) · [How the sum works](#method)"
    )
    longest = max(amount for _, amount, _ in rows) or 1
    per = f"{unit_of(facts, goal, definition)} a {'year' if goal.measure == 'removals' else 'day'}"
    told = [
        (
            label,
            f"{words.rounded(a)} {own_unit(goal)}"
            if who == "yours"
            else f"{words.count(a)} a {'year' if goal.measure == 'removals' else 'day'}"
            if who == "goal"
            else f"{words.count(a)} {per}",
            a / longest,
            who,
        )
        for label, a, who in rows
    ]
    parts.bars(told, "; ".join(f"{label}: {amount}" for label, amount, _, _ in told))
    as_of(facts)


def goal_and_record(facts: Records, goal: Goal, definition: str, table: pd.DataFrame) -> str:
    """Return the first sentence: the goal per day beside the highest recorded year per day."""
    if goal.measure == "arrests":
        said = f"**{both_ends(goal.low_per_day, goal.high_per_day)} arrests a day**"
        top = counts.highest(counts.yearly(facts, "ice_arrests"))
        done = (
            (
                f"the most ICE arrests found for one fiscal year, {top.fiscal_year}, were **{words.count(top.value)}, "
                f"or {words.count(top.per_day)} a day**"
            )
            if top
            else "no full year of ICE arrests was found"
        )
        return f"The goal tested here is {said}; {done}."
    counted = "“deportations”" if goal.unspecified else "removals"
    said = (
        f"**{both_ends(goal.low, goal.high)} {counted} a year, {both_ends(goal.low_per_day, goal.high_per_day)} a day**"
    )
    return f"The goal tested here is {said}; {highest_in_words(facts, definition, table)}."


def highest_in_words(facts: Records, definition: str, table: pd.DataFrame) -> str:
    """Return the highest year under the definition, by each of its rules."""
    label = facts.definition_rows[definition].label
    top, locked = counts.highest(table), counts.highest(table, counts.LOCKED)
    if top is None:
        return f"no whole year of {label} was found"
    closed = locked or top
    name = {"ice_removals": "the highest year that ICE has closed"}.get(
        definition, f"the highest year of {lower_first(label)}"
    )
    text = (
        f"{name} is fiscal {closed.fiscal_year}, with **{words.count(closed.value)} removals, "
        f"{words.count(closed.per_day)} a day**"
    )
    if definition != "ice_removals":
        text = text.replace(" removals, ", ", ")
    if locked and top.value > locked.value:
        text += f" (a first figure for fiscal {top.fiscal_year}, on a wider count, is {words.count(top.value)})"
    return text


def lower_first(text: str) -> str:
    """Return text that starts in lower case, unless with a name."""
    return text if text[:2].isupper() else text[0].lower() + text[1:]


def own_setting(goal: Goal, outcome: Outcome) -> str:
    """Return the sentence on the reader's own setting, in the goal's unit."""
    if goal.measure == "arrests":
        amount, text = outcome.arrests_per_year, f"{words.about(float(outcome.arrests_per_day))} arrests a day"
    else:
        amount = outcome.removals_per_year
        text = (
            f"{words.about(float(amount))} ICE removals a year, {words.rounded(float(amount) / model.DAYS_PER_YEAR)} "
            "a day"
        )
    share = targets.share_of(targets.Amount(goal.measure, float(amount)), goal.amount)
    of_goal = "" if goal.low == 0 else f": {words.percent(share)} of the goal"
    return f"At the settings below, the sum gives **{text}**{of_goal}."


def both_ends(low: float, high: float) -> str:
    """Write a goal that may be a range."""
    return words.count(low) if low == high else f"{words.count(low)} to {words.count(high)}"


def comparison(facts: Records, goal: Goal, table: pd.DataFrame, outcome: Outcome) -> Sequence[tuple[str, float, str]]:
    """Return (label, amount, who) of goal, highest years and the reader's own, in one unit."""
    if goal.measure == "arrests":
        top = counts.highest(counts.yearly(facts, "ice_arrests"))
        rows = [("Goal", goal.low_per_day, "goal")]
        rows += [(f"Fiscal {top.fiscal_year}, most found", top.per_day, "record")] if top else []
        return [*rows, ("Your settings", float(outcome.arrests_per_day), "yours")]
    top, locked = counts.highest(table), counts.highest(table, counts.LOCKED)
    rows = [("Goal", goal.low, "goal")]
    if locked:
        rows.append((f"Fiscal {locked.fiscal_year}, highest closed", locked.value, "record"))
    if top and (locked is None or top.value > locked.value):
        named = "wider count" if locked else "highest"
        rows.append((f"Fiscal {top.fiscal_year}, {named}", top.value, "faint" if locked else "record"))
    return [*rows, ("Your settings", float(outcome.removals_per_year), "yours")]


def own_unit(goal: Goal) -> str:
    """Return what the reader's own result counts: always ICE's."""
    return "ICE removals a year" if goal.measure == "removals" else "ICE arrests a day"


def unit_of(facts: Records, goal: Goal, definition: str) -> str:
    """Return what the comparison counts, in the words of the definition."""
    if goal.measure == "arrests":
        return "ICE arrests"
    return {"ice_removals": "ICE removals", "dhs_removals": "DHS removals"}.get(
        definition, lower_first(facts.definition_rows[definition].short)
    )


def as_of(facts: Records) -> None:
    """Say what the everyday word means, and how far the data reach."""
    gathered = words.day(date.fromisoformat(facts.about["created"]))
    unfinished = counts.unfinished_year(facts)
    missing = (
        ""
        if unfinished is None
        else (
            f" The total for fiscal {unfinished['fiscal_year']} was not found; the part to "
            f"{words.day(unfinished['period_end'])} is shown as a part."
        )
    )
    st.caption(
        "Deportation is the everyday word. What is counted here are removals, returns and arrests, as the "
        "agencies define them. "
        f"Data as of {gathered}; the latest count ends on {words.day(counts.latest_day(facts))}.{missing}"
    )


CONTENTS = (
    ("what-was-said", "What was said"),
    ("what-was-counted", "What was counted"),
    ("your-assumptions", "Your assumptions"),
    ("your-result", "Your result"),
    ("which-stage-stops-first", "Which stage stops first"),
    ("what-the-goal-would-take", "What the goal would take"),
    ("fast-start", "Why a fast start is hard to hold"),
    ("past-years", "Checked against past years"),
    ("take-away", "Share, cite, take away"),
    ("claims", "Claims, checked"),
    ("classroom", "For a classroom"),
    ("method", "Method, limits, sources"),
)


def contents(facts: Records) -> None:
    """Draw the table of contents."""
    with st.expander("On this page", key="contents"):
        st.markdown("\n".join(f"{i}. [{name}](#{anchor})" for i, (anchor, name) in enumerate(CONTENTS, 1)))
