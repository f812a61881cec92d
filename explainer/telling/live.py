"""What follows the hand: words and places that depend on the settings, and what draw/live.js makes them from.

`texts` and `places` are what the server writes; `data` is what the script makes the same from, while a thumb is moved.
The page holds `data` in one element that is not seen, drawn anew with each answer of the server:

    f'<div class="live" hidden data-live="{escape(live.data(seen, keys))}"></div>'

and marks what follows, anywhere in the document, by attributes that name a text or a place:

    data-live-text="NAME"     the content is the text NAME
    data-live-shown="NAME"    `hidden` is set while the text NAME is empty
    data-live-height="NAME"   style height is the place NAME; `data-live-bottom`, `data-live-width`, `data-live-left` too
    data-live-min="LIMIT"     has the class `min` while the limit (arrests, beds, flights, orders) holds the total
    data-live-more            has the class `more` while the result is above the goal

Texts
    number   "About 458,000"                own      "458,000", over the reader's bar
    share    "46% of the goal", or why not  gap      "542,000 short", "122,000 more"; empty where the goal is met as printed
    beside   "1,200 arrests a day"          ghost    "before: 458,000"; empty where nothing was before, or the same
    held     "What holds it there: arrests."
    moved    what the last change did: "Now detention beds hold the total at 494,000."
    what, advice   which setting changed, and what would change a total that is held; the server alone writes them,
             and they are empty while the hand moves
    limit-arrests, limit-beds, limit-flights, limit-orders   "458,000", "no limit"
Places, in percent of the picture's height or of a limit bar's width, as style takes them: "45.80%"
    own      height of the reader's bar     gap-from, gap   where the gap to the goal begins, and its height
    ghost    height of the result before    limit-arrests, ...   width of a limit's bar; without a limit, all of it

Nothing goes beyond 100%: a bar that is longer than its axis ends with it, and its number says how long it is. What is
announced (`data-spoken`) stands in an element of its own without these attributes, so that a moving thumb is not heard.
While the hand is ahead of the server, the element of `data` has the attribute `data-hand`.
"""

import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from explainer import words
from explainer.model import backwards, steps
from explainer.model.as_lists import Formula
from explainer.model.steps import LIMITS, Scenario
from explainer.records.door import Records
from explainer.records.goals import Goal, Measure
from explainer.telling import goal as of_goal
from explainer.telling import moved, result

GHOST = "before: {}"
GAP = {"short": "{} short", "more": "{} more"}
NO_DECIMALS = 10  # from here on a rounded number has none
NOT_IN_A_CLASS = re.compile(r"[^a-zA-Z0-9_-]")


@dataclass(frozen=True)
class Seen:
    """The view that is drawn, as far as words and places follow from it. Amounts are in the goal's own unit."""

    now: Scenario
    before: Scenario | None  # settings before the last change; None where it changed none
    goal: Goal
    line: tuple[float, float] | None  # ends of the goal in the picture; None where it is not drawn
    top: float  # upper end of the axis of the picture and of that of the limits

    @property
    def measure(self) -> Measure:
        """What is shown: removals a year, or arrests a day."""
        return self.goal.measure

    def own(self, s: Scenario) -> float:
        """Return the result of some settings."""
        return of_goal.own_amount(steps.run(s), self.measure)


def texts(facts: Records, seen: Seen) -> dict[str, str]:
    """Return every text by its name."""
    out, before, measure = steps.run(seen.now), seen.before, seen.measure
    own = words.rounded(seen.own(seen.now))
    was = "" if before is None else words.rounded(seen.own(before))
    told = {
        "number": result.headline(out, measure)[0],
        "share": of_goal.share(out, seen.goal),
        "beside": result.beside(out, measure),
        "own": own,
        "gap": _gap(seen),
        "ghost": GHOST.format(was) if was not in ("", own) else "",
        "held": result.held(out, measure),
        "moved": "" if before is None else moved.sentence(before, seen.now, measure),
        "what": "" if before is None else moved.what(facts, before, seen.now),
        "advice": "" if before is None else moved.advice(facts, before, seen.now, measure),
    }
    return told | {name: words.rounded(amount) for name, amount in _limits(seen).items()}


def places(seen: Seen) -> dict[str, str]:
    """Return every place by its name, as style takes it."""
    own = seen.own(seen.now)
    low, high = seen.line or (own, own)
    ends = (own, low) if own < low else (high, own) if own > high else (own, own)
    bottom, upper = (_percent(end, seen.top) for end in ends)
    ghost = _percent(own if seen.before is None else seen.own(seen.before), seen.top)
    found = {"own": _percent(own, seen.top), "gap-from": bottom, "gap": upper - bottom, "ghost": ghost}
    found |= {name: _percent(amount, seen.top) for name, amount in _limits(seen).items()}
    return {name: f"{place:.2f}%" for name, place in found.items()}


def above(seen: Seen) -> bool:
    """Return whether the result is above the goal as drawn."""
    return seen.line is not None and seen.own(seen.now) > seen.line[1]


def _gap(seen: Seen) -> str:
    own = seen.own(seen.now)
    low, high = seen.line or (own, own)
    apart = max(low - own, own - high, 0)
    whole = apart if math.isinf(apart) else math.floor(apart + 0.5)  # a goal is a whole number
    missing = words.rounded(whole) if whole >= NO_DECIMALS else words.count(whole)
    if own > high and words.rounded(own) == words.rounded(high):
        return ""  # what is more than the goal by less than is printed is the goal
    return "" if missing == "0" else GAP["short" if own < low else "more"].format(missing)


def _percent(amount: float, top: float) -> float:
    return 100.0 if math.isinf(amount) else max(0.0, min(100.0, amount / top * 100))


def _limits(seen: Seen) -> dict[str, float]:
    limits = steps.run(seen.now).limits.items()
    return {f"limit-{name}": result.limit_amount(seen.now, amount, seen.measure) for name, amount in limits}


def data(seen: Seen, keys: Mapping[str, str]) -> str:
    """Return what the script needs, as JSON. `keys` gives the knob of each slider by the slider's key."""
    measure = seen.measure
    told: dict[str, Any] = {
        "sliders": {f"st-key-{NOT_IN_A_CLASS.sub('-', key)}": knob for key, knob in keys.items()},
        "settings": vars(seen.now),
        "own": of_goal.SHOWS[measure],
        "beside": of_goal.SHOWS[result.OTHER[measure]],
        "arrests": measure == "arrests",
        "goal": None if of_goal.no_share(seen.goal) else of_goal.ends(seen.goal),
        "line": seen.line,
        "top": seen.top,
        "limits": [[name, LIMITS[name].lower(), _amount(name, measure)] for name in LIMITS],
        "words": _words(seen),
    }
    return json.dumps(told | _fixed(), separators=(",", ":"), ensure_ascii=False, allow_nan=False)


@cache
def _fixed() -> dict[str, Any]:
    """Return what is the same in every view: formulas, the rule of rounding, which settings move what."""
    return {
        "steps": [(step.name, step.as_list) for step in steps.STEPS],
        "total": of_goal.SHOWS["removals"],
        "free": moved.FAST_START,
        "staffing": steps.knobs_of("arrests_per_day"),
        "rule": {
            "tie": steps.TIE,
            "together": steps.TOGETHER,
            "smallest": words.SMALLEST,
            "digits": words.DIGITS,
            "whole": words.WHOLE,
            "nearly": words.NEARLY,
            "most": words.MOST,
            "little": words.LITTLE,
            "least": words.LEAST,
            "many": words.MANY,
            "manyTimes": of_goal.MANY_TIMES,
        },
    }


def _amount(name: str, measure: Measure) -> Formula:
    """Return the formula of `result.limit_amount`."""
    if measure == "removals":
        return name
    interior, arrests = (
        _by_name(backwards.turned(backwards.GIVES["removals"], part, name))
        for part in ("=interior_removals", "=arrests_per_year")
    )
    return ["above zero", name, ["above zero", interior, ["/", arrests, float(steps.DAYS_PER_YEAR)]]]


def _by_name(formula: Formula) -> Formula:
    """Return a formula of the model as the script knows it, with its steps by their plain names."""
    if isinstance(formula, list):
        return [formula[0], *(_by_name(part) for part in formula[1:])]
    return formula.removeprefix("=") if isinstance(formula, str) else formula


def _words(seen: Seen) -> dict[str, Any]:
    """Return every sentence of the script with {} where its numbers go."""
    measure = seen.measure
    return {
        "number": words.upper_first(words.ABOUT),
        "about": words.ABOUT,
        "times": words.TIMES,
        "noLimit": words.NO_LIMIT,
        "listed": words.LISTED,
        "noShare": of_goal.no_share(seen.goal),
        "share": of_goal.shares(seen.goal),
        "beside": result.BESIDE[result.OTHER[measure]],
        "held": result.HELD[measure],
        "gap": GAP,
        "ghost": GHOST,
        "of": [measure.capitalize(), of_goal.PER[measure]],
        "moved": moved.SENTENCES,
    }
