"""One class a table of data/: its fields are the columns of datapackage.json, with the types they have in Python.

What a table and a column hold is said there. An unknown number is NaN, an unknown date or whole number None, an unknown text or list empty.
"""

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple, TypeVar, cast

Day = date  # goals.csv has a column of the name date
CLASSES: dict[str, type[Any]] = {}
Class = TypeVar("Class")


def table(name: str) -> Callable[[Class], Class]:
    """Make a class that of the rows of a table."""

    def kept(of: Class) -> Class:
        CLASSES[name] = cast(type[Any], of)
        return of

    return kept


@table("sources")
class Source(NamedTuple):
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


@table("series")
class Series(NamedTuple):
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


@table("wholes")
class Whole(NamedTuple):
    part: str
    whole: str


@table("series_uses")
class SeriesUse(NamedTuple):
    use: str
    name: str
    series: str


@table("figures")
class Figure(NamedTuple):
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


@table("pace")
class Pace(NamedTuple):
    series: str
    period_start: date
    period_end: date
    period_type: str
    value: float
    per_day: float
    bound: str
    source_id: str
    note: str


@table("administrations")
class Administration(NamedTuple):
    administration: str
    president: str
    start: date
    end: date | None
    source_id: str


@table("definitions")
class Definition(NamedTuple):
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


@table("goals")
class Goal(NamedTuple):
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


@table("hosts")
class Host(NamedTuple):
    host: str
    publisher: str


@table("claim_groups")
class ClaimGroup(NamedTuple):
    group: str
    order: int
    label: str
    chosen: str
    source_ids: tuple[str, ...]


@table("claims")
class Claim(NamedTuple):
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


@table("knobs")
class Knob(NamedTuple):
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


@table("evidence")
class Evidence(NamedTuple):
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


@table("starts")
class Start(NamedTuple):
    start: str
    label: str
    sentence: str
    recorded_arrests_per_day: float
    model_arrests_per_day: float
    model_removals_per_year: float
    series: str
    source_id: str
    note: str
    rests_on: tuple[str, ...]
    opens_fast_start: str
    list_begins: date | None
    shown_from: date | None
    shown_to: date | None


@table("start_values")
class StartValue(NamedTuple):
    start: str
    knob: str
    value: float
    basis: str
    source_id: str
    basis_kind: str


@table("backtest")
class BacktestInput(NamedTuple):
    fiscal_year: int
    quantity: str
    figure: str
    carried: str
    note: str
    calculated: str


@table("untestable")
class Untestable(NamedTuple):
    fiscal_year: int
    reason: str


@table("benchmarks")
class Benchmark(NamedTuple):
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


@table("prices")
class Price(NamedTuple):
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


@table("budgets")
class Budget(NamedTuple):
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


@table("laws")
class Law(NamedTuple):
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


@table("cost_estimates")
class CostEstimate(NamedTuple):
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


@table("lesson")
class Step(NamedTuple):
    order: int
    minutes: int
    title: str
    task: str
    start: str


@table("goal_kinds")
class GoalKind(NamedTuple):
    kind: str
    label: str
    unit: str
    note: str
    measures: tuple[str, ...]


@table("counting_rules")
class CountingRule(NamedTuple):
    series: str
    rule: str
    start: date
    end: date | None
    label: str
    sentence: str
    source_id: str
    short: str


@table("breaks")
class Break(NamedTuple):
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


@table("side_by_side")
class SideBySide(NamedTuple):
    set: str
    order: int
    label: str
    goal: str
    figure: tuple[str, ...]
    below: str
    rough: str
    source_id: str
    later_goal: str


@table("groups")
class Group(NamedTuple):
    group: str
    label: str
    in_tabs: str
    limits: tuple[str, ...]


@table("glossary")
class Term(NamedTuple):
    term: str
    definition: str
    source_id: str


@table("questions")
class Question(NamedTuple):
    question: str
    text: str
    unit: str
    low: float
    high: float
    step: float
    answer: str
    after: str


@table("upstream")
class Upstream(NamedTuple):
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


@table("remarks")
class Remark(NamedTuple):
    place: str
    order: int
    text: str
    rests_on: tuple[str, ...]
    source_id: str


@table("corrections")
class Correction(NamedTuple):
    date: date
    row: str
    old_value: str
    new_value: str
    cause: str


@table("accepted")
class Accepted(NamedTuple):
    table: str
    row: str
    column: str
    value: str
    why: str


TABLES = {of: name for name, of in CLASSES.items()}
ALIKE = ("published", "worked_out")  # kinds of evidence that count what the slider counts
