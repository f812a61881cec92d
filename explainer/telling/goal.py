"""A goal in words: its amount, who stated it, what it counts, and a result's share of it."""

import math
from collections.abc import Mapping
from functools import cache

from explainer import words
from explainer.model.steps import Outcome
from explainer.records import beside, goals, periods, rows
from explainer.records.door import Records
from explainer.records.goals import Goal

WHOSE = {"ICE": "ICE", "DHS": "all of DHS", "INS": "the INS, which did this work before DHS"}
MANY_TIMES = 10  # from here on a share is told as so many times the goal
PER = {"removals": "a year", "arrests": "a day"}
SHOWS: dict[goals.Measure, str] = {"removals": "removals_per_year", "arrests": "arrests_per_day"}  # a measure's step


def shares(goal: Goal, called: str = "the goal") -> dict[str, str]:
    """Return the sentences of a share of a goal with {} where its numbers go; one that named no count is taken for ICE's."""
    of = f"{called}, if ICE removals were meant" if goal.unspecified else called
    return {"one": f"{{}} of {of}", "two": f"{{}} to {{}} of {of}", "many": f"{{}} {of}"}


def own_amount(out: Outcome, measure: goals.Measure) -> float:
    """Return the model's result in the unit that a measure is shown in: removals a year, arrests a day."""
    return float(getattr(out, SHOWS[measure]))


def ends(goal: Goal) -> tuple[float, float]:
    """Return both ends of a goal in the unit it is shown in: removals a year, arrests a day."""
    return (goal.low, goal.high) if goal.measure == "removals" else (goal.low_per_day, goal.high_per_day)


def number(goal: Goal) -> str:
    """Return the goal's number with its bound, in the unit it is shown in: 'at least 3,000', '1,200 to 1,500'."""
    return words.bounded(goal.bound, words.both_ends(*ends(goal)))


def at_its_line(facts: Records, goal: Goal) -> str:
    """Name a goal at its line in a picture: 'Goal: at least 3,000', 'Forecast: more than 253,000'."""
    return f"{called(facts, goal)}: {number(goal)}"


def called(facts: Records, goal: Goal) -> str:
    """Return what a goal is called where it stands by its number."""
    forecast = goal.goal != goals.OWN and facts.goal_rows[goal.goal].nature == "forecast"
    return "Forecast" if forecast else "Goal"


def amount(goal: Goal) -> str:
    """Return the goal with its unit: '1,000,000 returns and removals a year', '1,200 to 1,500 arrests a day'."""
    counted = goal.counted.removesuffix("s") if ends(goal) == (1, 1) else goal.counted
    return f"{number(goal)} {counted}{'' if goal.of_one_year else f' {PER[goal.measure]}'}"


def named(facts: Records, goal: Goal) -> str:
    """Return the goal with its kind, speaker and date, for a sentence that will stand alone."""
    if goal.goal == goals.OWN:
        return f"a goal of {amount(goal)}"
    row = facts.goal_rows[goal.goal]
    press = ", as reported by press" if row.status == "reported_by_press" else ""
    return f"the {row.nature} “{row.label}” ({row.speaker}, {words.loose_date(row.date)}{press})"


NATURES = {
    "target": "target",
    "forecast": "forecast",
    "promise": "promise",
    "capacity": "statement of capacity",
    "example": "example of arithmetic",
}
A_PERIOD = {"day": " a day", "year": " a year", "team_year": " a year", "team_month": " a month"}


def _fiscal_years(row: rows.Goal) -> list[int]:
    """Return the fiscal years whose days a goal was for, all of them and no others; empty where it was for none."""
    years = beside.years(row)
    ends = (periods.fiscal_year(years[0])[0], periods.fiscal_year(years[-1])[1]) if years else None
    return years if (row.for_start, row.for_end) == ends else []


def was_for(row: rows.Goal) -> str:
    """Write the period that a goal was for: 'fiscal 2019', 'fiscal 2026 and 2027'; empty where its words name none."""
    if row.for_start is None or row.for_end is None:
        return ""
    if years := _fiscal_years(row):
        return f"fiscal {words.listed([str(y) for y in years])}"
    return words.day(row.for_end) if row.per == "total" else words.span(row.for_start, row.for_end)


def fiscal_years(row: rows.Goal) -> str:
    """Write the fiscal years that a goal was for as on an axis: 'FY2019', 'FY2026-27'; empty where it was for none."""
    years = _fiscal_years(row)
    return f"FY{years[0]}{f'-{years[-1] % 100:02d}' if len(years) > 1 else ''}" if years else ""


@cache
def offered(row: rows.Goal) -> str:
    """Write a goal for a menu, its number, speaker and year first, since a phone cuts it.

    '1,000,000 a year: ICE budget, FY2026-27; target, returns and removals'
    """
    nature, period, years = NATURES[row.nature], was_for(row), fiscal_years(row)
    who = [row.short]
    if years or period or not row.dated:
        who.append(years or period or row.date[:4])
    what = [] if row.short.endswith(nature) else [nature]
    if row.measure != "arrests":
        what.append(row.counted)
    number = stated(row) if row.measure == "arrests" else _stated(row, "")
    return f"{words.upper_first(number)}: {', '.join(who)}{'; ' if what else ''}{', '.join(what)}"


def in_full(row: rows.Goal) -> str:
    """Write a goal with all that it is: 'Forecast for fiscal 2019: more than 253,000 removals (ICE budget, 2018)'."""
    named = ("denial of a " if row.status == "denied" else "") + NATURES[row.nature]
    if period := was_for(row):
        named += f" {'by' if row.per == 'total' and not beside.years(row) else 'for'} {period}"
    # Where its date is the first day of its year, nobody knows when it was said.
    when = "" if row.dated else f", {row.date[:4]}"
    return f"{words.upper_first(named)}: {stated(row)} ({row.short}{when})"


def stated(row: rows.Goal) -> str:
    """Write a goal's number with its bound, what it counts and its unit of time: 'more than 253,000 removals'."""
    return f"{row.counted}, no number" if math.isnan(row.low) else _stated(row, f" {row.counted}")


def _stated(row: rows.Goal, counted: str) -> str:
    per = "" if beside.of_one_year(row) else A_PERIOD.get(row.per, "")
    return f"{words.bounded(row.bound, words.both_ends(row.low, row.high))}{counted}{per}"


def not_tested(row: rows.Goal) -> str:
    """Say why a goal of the table is not among those to test."""
    if row.status == "denied":
        why = "is a denial of a goal"
    elif row.status == "reported_second_hand":
        why = "has no first report that could be read"
    elif row.nature in ("capacity", "example"):
        why = f"is {words.a(NATURES[row.nature])} and no goal"
    else:
        why = "has no yearly number of removals or arrests"
    return f"“{words.plain(row.label)}” ({words.plain(row.short)}, {row.date[:4]}) {why}, so it is not tested."


def share(out: Outcome, goal: Goal) -> str:
    """Return the result's share of the goal: '46% of the goal', '80% to 100% of the goal'; or why there is none."""
    return no_share(goal) or share_of(out, goal, shares(goal))


def share_of(out: Outcome, goal: Goal, told: Mapping[str, str]) -> str:
    """Return the result's share of a goal that it may be set beside, in sentences of `shares`."""
    low, high = ends(goal)
    own = own_amount(out, goal.measure)
    if own >= MANY_TIMES * low:
        return told["many"].format(words.times(own / high))
    first, last = words.percent(own / high), words.percent(own / low)
    return told["one"].format(first) if first == last else told["two"].format(first, last)


def no_share(goal: Goal) -> str:
    """Say why the model's result is not set beside a goal; empty where it may be."""
    if not goals.modelled(goal):
        return f"This goal is for {WHOSE[goal.scope]}. The model counts ICE alone, so no share is shown"
    return "A goal of zero leaves nothing to compare" if ends(goal)[0] < words.SMALLEST else ""
