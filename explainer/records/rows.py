"""One class a table of data/: its fields are the columns of datapackage.json, with the types they have in Python.

An unknown number is NaN, an unknown date or whole number None, an unknown text or list empty.
"""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

Day = date  # goals.csv has a column of the name date


class Source(NamedTuple):
    """A row of sources.csv: a document."""

    source_id: str
    label: str
    opens: str
    copied_by: str
    short_publisher: str
    publisher: str
    title: str
    date_published: str
    url: str
    official_url: str
    kind: str
    note: str


class Series(NamedTuple):
    """A row of series.csv: a thing that is counted."""

    series: str
    label: str
    measure: str
    kind: str
    unit: str
    definition: str
    trap: str
    line: str
    line_order: float
    shown_in: str


class Whole(NamedTuple):
    """A row of wholes.csv: a series whose events another counts too."""

    part: str
    whole: str


class SeriesUse(NamedTuple):
    """A row of series_uses.csv: what a series stands for elsewhere."""

    use: str
    name: str
    series: str


class Figure(NamedTuple):
    """A row of figures.csv: one figure."""

    series: str
    period_start: date
    period_end: date
    period_type: str
    value: float
    status: str
    source_id: str
    locator: str
    confidence: str
    version: str
    shown_by_default: str
    verified_by: str
    note: str
    drawn_as_version: str
    bound: str


class Pace(NamedTuple):
    """A row of pace.csv: arrests or book-ins of a month, a week, a day or a short interval."""

    series: str
    period_start: date
    period_end: date
    period_type: str
    value: float
    per_day: float
    bound: str
    source_id: str
    note: str


class Administration(NamedTuple):
    """A row of administrations.csv: a president's term."""

    administration: str
    president: str
    start: date
    end: date | None
    source_id: str


class Definition(NamedTuple):
    """A row of definitions.csv: a choice of what is counted."""

    definition: str
    label: str
    short: str
    parts: tuple[str, ...]
    sometimes: tuple[str, ...]
    published_total: str
    scopes: tuple[str, ...]
    sentence: str
    left_out: str
    published_since: str
    to_date: str


class Goal(NamedTuple):
    """A row of goals.csv: a stated goal or capacity number."""

    goal: str
    date: str
    speaker: str
    short: str
    office: str
    administration: tuple[str, ...]
    label: str
    measure: str
    counted: str
    scope: str
    kind: str
    low: float
    high: float
    per: str
    annual_low: float
    annual_high: float
    annualisation: str
    status: str
    nature: str
    bound: str
    for_start: Day | None
    for_end: Day | None
    beside: str
    none_beside: str
    words: str
    source_id: str
    second_source_id: str
    on_chart: str
    note: str
    rests_on: tuple[str, ...]
    dated: str


class Host(NamedTuple):
    """A row of hosts.csv: whose pages a host has."""

    host: str
    publisher: str


class ClaimGroup(NamedTuple):
    """A row of claim_groups.csv: claims chosen by one rule."""

    group: str
    order: int
    label: str
    chosen: str
    source_ids: tuple[str, ...]


class Claim(NamedTuple):
    """A row of claims.csv: a claim with its verdict."""

    claim_id: str
    group: str
    claim: str
    measure: str
    value: str
    period_start: date
    period_end: date
    verdict: str
    evidence: str
    source_ids: tuple[str, ...]
    note: str
    rests_on: tuple[str, ...]


class Knob(NamedTuple):
    """A row of knobs.csv: a slider."""

    knob: str
    link_key: str
    group: str
    label: str
    unit: str
    low: float
    high: float
    highest: float
    step: float
    default: float
    style: str
    basis: str
    basis_formula: str
    help: str
    said: str
    swung: str
    short: str


class Evidence(NamedTuple):
    """A row of evidence.csv: a mark under a slider."""

    knob: str
    value: float
    period_start: date
    period_end: date
    label: str
    mark: str
    kind: str
    source_id: str
    confidence: str
    note: str
    bound: str
    named: str
    rank: int | None


class Start(NamedTuple):
    """A row of starts.csv: a starting point."""

    start: str
    label: str
    sentence: str
    recorded_arrests_per_day: float
    model_arrests_per_day: float
    series: str
    source_id: str
    note: str
    rests_on: tuple[str, ...]
    opens_fast_start: str
    list_begins: date | None
    shown_from: date | None
    shown_to: date | None
    in_range: str


class StartValue(NamedTuple):
    """A row of start_values.csv: what a starting point sets."""

    start: str
    knob: str
    value: float
    basis: str
    source_id: str
    basis_kind: str


class BacktestInput(NamedTuple):
    """A row of backtest.csv: an input of the trial on past years."""

    fiscal_year: int
    quantity: str
    figure: str
    carried: str
    note: str
    calculated: str


class Untestable(NamedTuple):
    """A row of untestable.csv: a year that the trial leaves out."""

    fiscal_year: int
    reason: str


class Benchmark(NamedTuple):
    """A row of benchmarks.csv: an outside estimate."""

    author: str
    year: int
    author_kind: str
    quantity: str
    value: float
    bound: str
    unit: str
    assumption: str
    beside: str
    why: str
    source_id: str


class Price(NamedTuple):
    """A row of prices.csv: what one officer, bed-day or trip costs, at the low or the high end."""

    price: str
    role: str
    value: float
    unit: str
    period_start: date
    period_end: date
    status: str
    money: float
    money_of: str
    per: str
    per_of: str
    source_id: str
    locator: str
    bound: str
    note: str


class Budget(NamedTuple):
    """A row of budgets.csv: money of the removal branch in a fiscal year."""

    fiscal_year: int
    value: float
    status: str
    rounded_to: float
    source_id: str
    locator: str
    removals: str
    rule: str
    officers: str
    held: str
    note: str


class Law(NamedTuple):
    """A row of laws.csv: what a section of a law grants, for several years together."""

    law: str
    section: str
    enacted: date
    recipient: str
    use: str
    value: float
    purpose: str
    available_until: date
    source_id: str
    locator: str
    note: str


class CostEstimate(NamedTuple):
    """A row of cost_estimates.csv: what others say removals cost."""

    author: str
    year: int
    author_kind: str
    quantity: str
    value: float
    bound: str
    unit: str
    span: str
    beside: str
    amount: float
    assumption: str
    why: str
    source_id: str


class Step(NamedTuple):
    """A row of lesson.csv: a step of the lesson."""

    order: int
    minutes: int
    title: str
    task: str
    start: str


class GoalKind(NamedTuple):
    """A row of goal_kinds.csv: a kind of goal."""

    kind: str
    label: str
    unit: str
    note: str
    measures: tuple[str, ...]


class CountingRule(NamedTuple):
    """A row of counting_rules.csv: by which rule a series was counted."""

    series: str
    rule: str
    start: date
    end: date | None
    label: str
    sentence: str
    source_id: str
    short: str


class Break(NamedTuple):
    """A row of breaks.csv: from when a series is counted by another rule."""

    break_id: str
    series: str
    start: date
    short: str
    sentence: str
    takes: str
    size: str
    known_year: int | None
    before_low: float
    before_high: float
    after: float
    ours: str
    source_id: str


class SideBySide(NamedTuple):
    """A row of side_by_side.csv: a figure a day in a list."""

    set: str
    order: int
    label: str
    goal: str
    figure: tuple[str, ...]
    below: str
    rough: str
    source_id: str
    later_goal: str


class Group(NamedTuple):
    """A row of groups.csv: a group of sliders."""

    group: str
    label: str
    in_tabs: str
    limits: tuple[str, ...]


class Term(NamedTuple):
    """A row of glossary.csv: a word of the field."""

    term: str
    definition: str
    source_id: str


class Question(NamedTuple):
    """A row of questions.csv: a classroom question."""

    question: str
    text: str
    unit: str
    low: float
    high: float
    step: float
    answer: str
    after: str


class Upstream(NamedTuple):
    """A row of upstream.csv: where a newer number of a series appears."""

    upstream: str
    series: str
    tells: str
    keeper: str
    url: str
    official_url: str
    format: str
    value_at: str
    date_at: str
    row: str
    period: str
    closed_at: str
    may_be: str
    licence: str
    known: str
    often: str
    note: str


class Remark(NamedTuple):
    """A row of remarks.csv: a sentence that belongs to a part of the page."""

    place: str
    order: int
    text: str
    rests_on: tuple[str, ...]
    source_id: str


class Correction(NamedTuple):
    """A row of corrections.csv: a published error, corrected."""

    date: date
    row: str
    old_value: str
    new_value: str
    cause: str


class Accepted(NamedTuple):
    """A row of accepted.csv: a cell that a check would ask about, and why it is right."""

    table: str
    row: str
    column: str
    value: str
    why: str


CLASSES: dict[str, type[Any]] = {
    "sources": Source,
    "series": Series,
    "wholes": Whole,
    "series_uses": SeriesUse,
    "figures": Figure,
    "pace": Pace,
    "administrations": Administration,
    "definitions": Definition,
    "goals": Goal,
    "hosts": Host,
    "claim_groups": ClaimGroup,
    "claims": Claim,
    "knobs": Knob,
    "evidence": Evidence,
    "starts": Start,
    "start_values": StartValue,
    "backtest": BacktestInput,
    "untestable": Untestable,
    "benchmarks": Benchmark,
    "prices": Price,
    "budgets": Budget,
    "laws": Law,
    "cost_estimates": CostEstimate,
    "lesson": Step,
    "goal_kinds": GoalKind,
    "counting_rules": CountingRule,
    "breaks": Break,
    "side_by_side": SideBySide,
    "groups": Group,
    "glossary": Term,
    "questions": Question,
    "upstream": Upstream,
    "remarks": Remark,
    "corrections": Correction,
    "accepted": Accepted,
}
TABLES = {of: name for name, of in CLASSES.items()}
ALIKE = ("published", "worked_out")  # kinds of evidence that count what the slider counts
