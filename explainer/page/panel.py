"""The record with the reader's own, the result, and what holds it there. The last two stay in view."""

import json
from dataclasses import dataclass
from html import escape

import streamlit as st

from explainer import words
from explainer.draw import picture, strip
from explainer.model import steps
from explainer.model.steps import LIMITS, Scenario
from explainer.page import room, scenarios, settings
from explainer.page.reading import Reading, now
from explainer.reader import history, redraw, widgets
from explainer.reader.view import View
from explainer.records import goals
from explainer.records.door import Records
from explainer.telling import goal as of_goal
from explainer.telling import live, opening, record, result


def show(facts: Records) -> None:
    """Draw the choice of goal and count, the record, the result, and the buttons that keep and undo."""
    with room.kept("recorded"):
        _pickers(now(facts))
        redraw.alone(_record, facts)
    with room.kept("panel"):
        redraw.alone(_result, facts)
        _doors_of_limits(facts)
    if not room.on_a_phone():
        back(facts)


def back(facts: Records) -> None:
    """Draw the buttons that undo and keep; on a phone they come after the sliders."""
    with st.container(horizontal=True, gap="small", key="back"):
        st.button("Undo", on_click=history.undo, key="undo", type="tertiary")
        st.button("Reset", on_click=history.set_to, args=(Scenario(**facts.defaults),), key="reset", type="tertiary")
        for letter in ("A", "B"):
            st.button(
                f"Keep as {letter}", on_click=scenarios.keep, args=(letter,), key=f"keep-{letter}", type="tertiary"
            )


def _pickers(r: Reading) -> None:
    """Draw the choice of goal and count as a sentence over the picture."""
    with st.container(gap="xxsmall", key="pickers"):
        count = widgets.definition if r.measure == "removals" else _arrests  # of which there is one count
        for before, picker in (("Goal:", widgets.goal), ("counted as", count)):
            with st.container(horizontal=True, gap="xsmall", vertical_alignment="center"):
                st.markdown(before, width="content")
                picker(r.facts, r.view)
    if r.view.goal == goals.OWN:
        widgets.own_goal(r.facts, r.view)


def _arrests(facts: Records, seen: View) -> None:
    st.markdown("ICE arrests a day", width="content")


@dataclass(frozen=True)
class Drawn:
    """What the record and the result draw from: the reading, the axes, and what follows the hand."""

    r: Reading
    session: history.Session
    years: list[record.YearCount]  # the record, in the unit of the goal
    line: tuple[float, float] | None  # both ends of the goal, where it may stand beside the record
    seen: live.Seen  # as far as words and places follow from it; its axes stand still while a slider moves
    told: dict[str, str]  # texts that follow the hand
    at: dict[str, str]  # and places


def drawn(r: Reading, session: history.Session) -> Drawn:
    """Work out what to draw from."""
    years = record.by_year(r.facts, r.view.definition, r.measure)
    line = of_goal.ends(r.goal) if record.goal_line(r.facts, r.goal, r.view.definition) else None
    own = [of_goal.own_amount(steps.run(of), r.measure) for of in (r.s, *r.view.kept.values())]
    top = picture.axis_end([*(year.amount for year in years), line[1] if line else 0], own)
    was = session.before
    before = was.settings if was and was.choices == r.view.choices else None
    seen = live.Seen(r.s, before, r.goal, line if goals.modelled(r.goal) else None, top)
    return Drawn(r, session, years, line, seen, live.texts(r.facts, seen), live.places(seen))


@st.fragment(key=redraw.RECORD)
def _record(facts: Records) -> None:
    """Take what the reader's widgets say, and draw the record with the reader's own."""
    widgets.take(facts)
    st.html(_picture(drawn(now(facts), history.session())))


def _picture(d: Drawn) -> str:
    r, years = d.r, d.years
    named = {y.fiscal_year for y in opening.named(r.facts, r.view.definition, r.measure)}
    bars = [
        picture.Bar(
            opening.year_in_words(y),
            y.amount,
            "record" if y.whole else "faint",
            axis=str(y.fiscal_year) if y is years[0] else "",
            label=f"{y.fiscal_year}: {words.count(y.amount)}" if y.fiscal_year in named else "",
        )
        for y in years
    ]
    amounts = {letter: of_goal.own_amount(steps.run(of), r.measure) for letter, of in r.view.kept.items()}
    kept = [
        picture.Bar(f"Scenario {letter}: {words.rounded(amount)}", amount, "yours", axis=letter)
        for letter, amount in amounts.items()
    ]
    breaks = opening.new_rules(r.facts, r.view.definition, r.measure)
    places = {i: breaks[y.fiscal_year] for i, y in enumerate(years) if y.fiscal_year in breaks}
    own = of_goal.own_amount(r.out, r.measure)
    spoken = record.in_words(r.facts, r.view.definition, r.measure, own, r.goal)
    goal_name = of_goal.at_its_line(r.facts, r.goal)
    drawn = picture.record(bars, kept, d.line, goal_name, places, d.seen.top, d.told, d.at, live.above(d.seen), spoken)
    differ = record.not_alike(r.facts, r.view.definition, r.goal)
    return f'{drawn}<p class="aside">{escape(differ)}</p>' if differ else drawn


@st.fragment(key=redraw.RESULT)
def _result(facts: Records) -> None:
    """Draw number, share and limits: one element, since it is what a reader waits for at each move."""
    widgets.take(facts)
    st.html(result_html(drawn(now(facts), history.session())))


def result_html(d: Drawn) -> str:
    """Return the result as HTML, with what the script that follows the hand needs."""
    r, told, said = d.r, d.told, d.session.said
    what, moved = ("", said) if said else (told["what"], told["moved"] or _changed(d))
    _, unit = result.headline(r.out, r.measure)
    keys = {d.session.key(row.link_key): knob for knob, row in r.facts.knobs.items()}
    limits = picture.limits(result.ROWS[r.measure], r.out.limited_by, _marks(d), told, d.at)
    data, needed = escape(live.data(d.seen, keys)), escape(json.dumps(strip.needs(r.facts, r.s, r.goal)))
    return (
        f'<section class="result" aria-label="Result of your settings">'
        f'<p class="number"><b data-live-text="number">{escape(told["number"])}</b> {escape(unit)}</p>'
        f'<p class="share"><b data-live-text="share">{escape(told["share"])}</b> · '
        f'<span data-live-text="beside">{escape(told["beside"])}</span> · a calculation</p>'
        f'<p class="moved"><span data-live-text="what">{escape(what)}</span> '
        f'<span data-live-text="moved">{escape(moved)}</span></p>'
        f'<p class="held" data-live-text="held">{escape(told["held"])}</p>{limits}'
        f'<p class="unseen" data-spoken>{escape(_spoken(d, f"{what} {moved}".strip()))}</p>'
        f'<div class="live" hidden data-live="{data}" data-needs="{needed}"></div></section>'
    )


def _spoken(d: Drawn, moved: str) -> str:
    """Return what is announced after a change: what it did, the share of the goal, and what would change a held total."""
    told, after = d.told, ". " if of_goal.no_share(d.r.goal) else ", "  # then the share is a sentence of its own
    return f"{moved} {told['number']}{after}{told['share']}. {told['held']} {told['advice']}".strip()


def _marks(d: Drawn) -> list[tuple[str, float, str]]:
    """Return the lines across the limits, which are ICE's: the highest year of a count of ICE, and the goal."""
    top, r = record.highest(d.years), d.r
    marks = []
    if top is not None and record.whose(r.facts, r.view.definition, r.measure) == goals.MODEL_SCOPE:
        marks.append(("record", top.amount / d.seen.top * 100, f"{top.fiscal_year}: {words.count(top.amount)}"))
    if d.seen.line is not None:
        marks.append(("goal", d.seen.line[0] / d.seen.top * 100, "goal"))
    return marks


def _doors_of_limits(facts: Records) -> None:
    """Draw a button over each limit's name, which opens its sliders; they stand still while the bars move."""
    with st.container(gap=None, key="limit-doors"):
        for name, label in LIMITS.items():
            st.button(
                f"Sliders of the limit: {label.lower()}",
                key=f"limit-{name}",
                on_click=settings.open_tab,
                args=(facts, name),
                type="tertiary",
                width="stretch",
            )


def _changed(d: Drawn) -> str:
    """Say what changed besides the settings since the view before."""
    before, view = d.session.before, d.r.view
    if before is None:
        return "Drag a slider: the bars follow your hand."
    if before.definition != view.definition:
        return f"The bars now show {d.r.facts.definition_rows[view.definition].short}."
    if before.choices != view.choices:
        return f"The goal is now {of_goal.amount(d.r.goal)}."
    for letter in ("A", "B"):
        was, is_now = before.kept.get(letter), view.kept.get(letter)
        if was != is_now:
            return f"Scenario {letter} is {'kept, beside yours' if is_now else 'removed'}."
    return "Back where you were."
