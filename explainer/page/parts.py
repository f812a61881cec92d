"""The parts of the page in their order, each described once; and which of them a link may name."""

from __future__ import annotations

from functools import cache

from explainer.page import (
    claims,
    compare,
    counted,
    foot,
    january,
    lesson,
    limits,
    method,
    needs,
    officials,
    outside,
    pace,
    recorded,
    share,
    sources,
    trust,
    two,
)
from explainer.page.reading import Part, door_key
from explainer.records.door import Records

CALCULATOR = "calculator"  # the result and the sliders
# Doors behind a part, in their order.
BEHIND_NEEDS = (limits.PART, limits.STEPS, recorded.MATTERS, two.PART, needs.EACH, outside.PART)
BEHIND_PACE = (january.PART, pace.BY_YEAR)
BEHIND_TRUST = (trust.BACKTEST, recorded.RANGE)


@cache
def more(facts: Records) -> tuple[Part, ...]:
    """Return the closed doors at the end of the page, whose names hold one-line answers."""
    return (claims.part(facts), method.PART, sources.part(facts), lesson.PART, share.PART, foot.part(facts))


def contents(facts: Records) -> dict[str, str]:
    """Return the page's table of contents: where a part stands, by its anchor or its door, and its name."""
    found = {}
    for part, behind in (
        (needs.PART, BEHIND_NEEDS),
        (counted.PART, ()),
        (pace.PART, BEHIND_PACE),
        (officials.PART, ()),
        (trust.PART, (*BEHIND_TRUST, *more(facts))),
    ):
        found[part.key] = part.name
        found |= {door_key(door.key): door.name.split(":")[0] for door in behind}
    return found


@cache
def doors(facts: Records) -> tuple[Part, ...]:
    """Return every door of the page."""
    return (*BEHIND_NEEDS, *BEHIND_PACE, *BEHIND_TRUST, *more(facts))


def sections(facts: Records) -> dict[str, Part]:
    """Return every part that a link may ask for alone, by its key."""
    open_ones = (compare.PART, needs.PART, counted.PART, pace.PART, officials.PART, trust.PART)
    return {part.key: part for part in (*open_ones, *doors(facts))}
