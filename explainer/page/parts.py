"""The parts of the page in their order, each described once; and which of them a link may name."""

from explainer.page import (
    claims,
    cost,
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
    scenarios,
    settings,
    share,
    sources,
    trust,
    two,
)
from explainer.page.reading import Part

CALCULATOR = "calculator"  # the result and the sliders
EVERYTHING = "all"  # in place of a part: every part, opened for reading, searching and printing
FOLLOW, COUNTED, ARRESTS, TRUST, MORE = "follow", "counted", "arrests", "trust", "more"
# What a reader may look at closer, by the row of choices that opens it.
ROWS: dict[str, tuple[Part, ...]] = {
    FOLLOW: (
        cost.PART,
        limits.PART,
        needs.EACH,
        recorded.MATTERS,
        two.PART,
        recorded.RANGE,
        january.PART,
        outside.PART,
        limits.STEPS,
        share.PART,
    ),
    COUNTED: (counted.REACHED, counted.LONGER, counted.RULES),
    ARRESTS: (pace.BESIDE, pace.BY_YEAR, claims.OF_THE_ARTICLE),
    TRUST: (trust.BACKTEST, method.PART, sources.PART),
    MORE: (settings.EVERY, claims.PART, lesson.PART, foot.CORRECTIONS),
}
STANDING = (needs.PART, scenarios.PART, counted.PART, pace.PART, officials.PART, trust.PART)
BEHIND = tuple(part for row in ROWS.values() for part in row)
SECTIONS = {part.key: part for part in (*STANDING, *BEHIND)}
# The table of contents: where a part stands, by its anchor, and what is found there.
CONTENTS = {
    **{part.key: part.name for part in (needs.PART, counted.PART, pace.PART, officials.PART, trust.PART)},
    lesson.PART.key: "For teachers: a lesson",
    share.PART.key: share.PART.name,
    EVERYTHING: "Everything on one page",
}
