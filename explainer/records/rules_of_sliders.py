"""Rules of sliders: each is a field of the model, its range and step can be used, its default has a basis."""

import dataclasses
import math
import re
from collections import defaultdict

from explainer.model import steps
from explainer.model.steps import Scenario
from explainer.records import formulas
from explainer.records.facts import Records
from explainer.records.faults import digits, quoted
from explainer.records.formulas import ASSUMPTION
from explainer.records.rows import ALIKE, Evidence, Group, Knob, StartValue
from explainer.records.rule import Found, InRow, each, rule
from explainer.records.rules_of_counts import reached

DEFAULT_TOLERANCE = 1e-6
MOST_STEPS = 100_000  # from one end of a slider to the other
# Keys of the page's address that are no slider's: its own, Streamlit's, and those of older links.
TAKEN = ("goal", "own", "unit", "count", "v", "a", "b", "section", "open", "start", "tab", "embed")
KNOBS = tuple(field.name for field in dataclasses.fields(Scenario))
BELOW_ONE = ("preparation_share",)  # all of the time would leave none for arrests
PAST_AT_LEAST = 1 / 6  # of a slider's travel
OUT_OF_TABS = ("targets", "preparation_share")  # the fast start has its own part


@rule
def known_to_the_model(facts: Records) -> Found:
    """A slider is a field of the model that a step takes, every field has a slider, and both stand in one order."""
    taken = {*steps.knobs_of("removals_per_year"), *OUT_OF_TABS}
    for r in facts.rows(Knob):
        if r.knob not in KNOBS:
            says = f"{quoted(r.knob)} is not a field of Scenario in explainer/model/steps.py; add it there first"
            yield r, "knob", says
        elif r.knob not in taken:
            yield r, "knob", f"no step in explainer/model/steps.py takes {r.knob}; name it in the formula of one"
    for knob in KNOBS:
        if knob not in facts.knobs:
            yield Knob, "knob", f"has no row for {knob}, which the model needs; bring it back"
    for r, knob in zip(facts.rows(Knob), KNOBS, strict=False):
        if set(facts.knobs) == set(KNOBS) and r.knob != knob:
            yield r, "knob", f"stands where {knob} does in Scenario in explainer/model/steps.py; put both in one order"
            return


@rule
def groups(facts: Records) -> Found:
    """Sliders of one group stand together; each group has some, and a tab for all but those of the fast start."""
    inside: dict[str, list[str]] = defaultdict(list)
    for r in facts.rows(Knob):
        if r.group in inside and r.group != list(inside)[-1]:
            yield r, "group", f"rows of '{r.group}' are parted by other rows; put them together"
        inside[r.group].append(r.knob)
    for g in facts.rows(Group):
        held = inside[g.group]
        tab = "no" if held and set(held) <= set(OUT_OF_TABS) else "yes"
        if not held:
            yield g, "group", f"no slider of knobs.csv is in '{g.group}'; take the row out"
        elif g.in_tabs != tab:
            where = "stand in the part of the fast start alone" if tab == "no" else "would be nowhere on the page"
            yield g, "in_tabs", f"'{g.in_tabs}', but {', '.join(held)} {where}; write {tab}"


@each(Knob)
def ranges(r: Knob, _: Records) -> InRow:
    """A range has room, lies where its unit can be, and holds the default; what can be set goes on where it ends."""
    if r.link_key in TAKEN:
        yield "link_key", f"'{r.link_key}' is taken by the page or by Streamlit; choose another"
    if not r.low < r.high:
        yield "low", f"{digits(r.low)} is not below high, {digits(r.high)}"
    if not r.low <= r.default <= r.high:
        yield "default", f"{digits(r.default)} is outside {digits(r.low)} to {digits(r.high)}"
    if r.highest < r.high:
        yield "highest", f"{digits(r.highest)} is below high, {digits(r.high)}: the slider would go farther"
    most = steps.HIGHEST.get(r.knob, math.inf)
    if r.style == "percent" and r.highest > 1:
        yield "highest", f"{digits(r.highest)} is not a share; a percent lies between 0 and 1"
    elif r.highest > most:
        yield "highest", f"{digits(r.highest)} is above {digits(most)}, the most that {r.unit} can be"
    if r.knob in BELOW_ONE and r.highest >= 1:
        yield "highest", f"{digits(r.highest)} would leave no time for arrests; keep it below 1"
    if r.style == "percent" and most != 1:
        yield "style", f"'percent', but {r.knob} is no Share in explainer/model/steps.py; write Share there"
    if (r.style == "percent") != (r.unit == "share"):
        yield "style", f"'{r.style}' does not fit the unit '{r.unit}'; a share is a percent"
    if says := wrong_step(r.low, r.high, r.step):
        yield "step", says


def wrong_step(low: float, high: float, step: float) -> str | None:
    """Return what is wrong with the step of a slider from low to high, or None."""
    if step <= 0:
        return f"{digits(step)} is not above zero"
    if low < high and step > high - low:
        return f"{digits(step)} is larger than the range, {digits(low)} to {digits(high)}"
    if (high - low) / step > MOST_STEPS:
        return f"{digits(step)} is too small for the range, {digits(low)} to {digits(high)}"
    return None


@each(Knob)
def bases(r: Knob, facts: Records) -> InRow:
    """A default is what its formula gives, and no slider rests on itself; what is assumed says so."""
    if r.basis.startswith("Assumed.") != (r.basis_formula == ASSUMPTION):
        yield "basis", "begins with 'Assumed.' where basis_formula is 'assumption', and nowhere else"
    rests_on = {k.knob: set(facts.knobs).intersection(steps.PLACE.findall(k.basis_formula)) for k in facts.rows(Knob)}
    if r.basis_formula == ASSUMPTION:
        return
    if r.knob in reached(r.knob, rests_on):
        yield "basis_formula", f"{r.knob} rests on itself; write what it is worked out from"
        return
    value = formulas.evaluate(r.basis_formula, facts.values, {knob: row.default for knob, row in facts.knobs.items()})
    if not math.isclose(value, r.default, rel_tol=DEFAULT_TOLERANCE):
        on = [k for k in facts.rows(Knob) if k.knob in rests_on[r.knob]]
        told = ", ".join(f"{k.knob} {digits(k.default)} (line {facts.line(k)})" for k in on)
        given = f" with {told}. If these are right" if on else ""
        yield "default", f"{r.default:.9g} is not what basis_formula gives{given}; write {value:.9g}"


@rule
def marks(facts: Records) -> Found:
    """A mark is a value that its slider can take; one counted row is the lowest, one the highest."""
    for r in facts.rows(Evidence):
        knob = facts.knobs[r.knob]
        if knob.style == "percent" and not 0 <= r.value <= 1:
            yield r, "value", f"{digits(r.value)} is not a share; a percent lies between 0 and 1"
        elif r.kind in ALIKE and not knob.low <= r.value <= knob.high:
            yield r, "value", _outside(r.value, knob)
        if r.kind not in ALIKE and r.mark:
            yield r, "mark", f"is '{r.mark}', but a {r.kind} is not counted alike; empty it"
    for name, past in facts.past.items():
        for mark, at in (("lowest", 0), ("highest", -1)):
            if len(past) > 1 and [m.value for m in past if m.mark == mark] != [past[at].value]:
                told = f"{name} needs one row marked {mark}, the one with {digits(past[at].value)}"
                yield past[at], "mark", told


@each(Knob)
def scales(r: Knob, facts: Records) -> InRow:
    """The past values of a slider reach a part of its travel that can be seen; without any, a sentence says so."""
    past = facts.past[r.knob]
    if not past and not r.said:
        yield "said", f"is empty, but {r.knob} has no past value; say in a sentence what is known"
    most = r.low + ((past[-1].value if past else r.high) - r.low) / PAST_AT_LEAST
    if r.high > most:
        yield "high", f"{digits(r.high)} leaves its past values no room to be seen; end it at {digits(most)}"


@rule
def names_of_marks(facts: Records) -> Found:
    """Words at a mark hold its number and have a rank of their own, and the slider reaches them."""
    taken: dict[tuple[str, int | None], Evidence] = {}
    for r in facts.rows(Evidence):
        if not r.named:
            if r.rank is not None:
                yield r, "rank", f"{r.rank} is for words at the mark; write them into named, or empty it"
            continue
        if r.rank is None or (r.knob, r.rank) in taken:
            yield r, "rank", f"'{r.rank or ''}' is not a rank of its own among the names of {r.knob}; write another"
        taken[r.knob, r.rank] = r
        if not re.search(r"\d", r.named):
            yield r, "named", f"{quoted(r.named)} holds no number; write {{value}} where it stands"
        if not facts.knobs[r.knob].low <= r.value <= facts.knobs[r.knob].high:
            yield r, "named", f"is a name on the slider, but {_outside(r.value, facts.knobs[r.knob])}"


@rule
def limits(facts: Records) -> Found:
    """Each limit opens one group of sliders in a tab, which holds a slider of that limit."""
    own = {limit: {facts.knobs[k].group for k in steps.knobs_of(limit) if k in facts.knobs} for limit in steps.LIMITS}
    opens: dict[str, Group] = {}
    for g in facts.rows(Group):
        for limit in g.limits:
            if limit not in own:
                yield g, "limits", f"{quoted(limit)} is no limit; write one of {', '.join(own)}"
            elif limit in opens:
                yield g, "limits", f"{limit} opens '{opens[limit].group}' too; name it once"
            elif g.group not in own[limit] or g.in_tabs != "yes":
                yield g, "limits", f"no slider of the limit {limit} is in the tab of '{g.group}'"
            opens[limit] = g
    for limit in own:
        if limit not in opens:
            yield Group, "limits", f"no group is opened by the limit {limit}; name it in one"


@each(StartValue)
def start_values(r: StartValue, facts: Records) -> InRow:
    """What a starting point sets, its slider can take; what is said to be published stands among the values found."""
    if not facts.knobs[r.knob].low <= r.value <= facts.knobs[r.knob].high:
        yield "value", _outside(r.value, facts.knobs[r.knob])
    found = [mark.value for mark in facts.evidence[r.knob]]
    if r.basis_kind == "published" and r.value not in found:
        nearest = min(found, key=lambda value: abs(value - r.value), default=math.nan)
        yield "value", f"{digits(r.value)} is no value of {r.knob} in evidence.csv; {digits(nearest)} may be meant"


def _outside(value: float, knob: Knob) -> str:
    return f"{digits(value)} is outside the slider of {knob.knob}, {digits(knob.low)} to {digits(knob.high)}"
