"""What it would cost: dollars a year for the settings and the goal, and what budgets, laws and others say of money."""

from collections.abc import Callable, Sequence
from functools import cache

import pandas as pd
import streamlit as st

from explainer import words
from explainer.draw import behind
from explainer.draw.cited import cited, remarks, sources_line
from explainer.draw.figure import take
from explainer.model import backwards
from explainer.model.cost import Amounts
from explainer.page.reading import Part, Reading
from explainer.records import money
from explainer.records.door import Records
from explainer.records.rows import CostEstimate, Law, Price
from explainer.telling import cost, record


def show(r: Reading) -> None:
    """Draw the two ranges and why others' differ; then what the reader chooses to see of prices, budgets and laws."""
    _a_year(r)
    st.markdown("\n\n".join(words.plain(sentence) for sentence in cost.spread(r.facts, r.s)))
    if behind.opens_now("cost-more"):
        st.session_state["cost-more"] = list(BEHIND)
    chosen = st.pills(
        "More about cost",
        list(BEHIND),
        selection_mode="multi",
        default=[BY_YEAR],
        key="cost-more",
        width="stretch",
    )
    behind.is_drawn("cost-more", chosen)
    for name, drawn in BEHIND.items():
        if name in chosen:
            st.markdown(f"**{name}**")
            drawn(r)


def _a_year(r: Reading) -> None:
    """Draw dollars a year for the settings and for the goal, part by part, and the check."""
    own, goal = cost.amounts(r.s), cost.for_goal(r.s, r.goal)
    told = [cost.yours(r.facts, r.s), cost.of_goal(r.facts, r.s, r.goal)]
    st.markdown("\n\n".join(words.plain(sentence) for sentence in told))
    names = ["", "Price", "Yours", "For the goal"] if goal else ["", "Price", "Yours"]
    rows = [line[: len(names)] for line in cost.lines(r.facts, own, goal)]
    ids = [row.source_id for row in r.facts.rows(Price)]
    _table(r, "cost-a-year", pd.DataFrame(rows, columns=names), "US dollars a year; calculated", ids)
    checks = " ".join(cost.check(r.facts, *of) for of in money.checks(r.facts))
    ids = [row.source_id for row, _ in money.checks(r.facts)]
    st.markdown(f"{words.plain(cost.basis(r.facts))} {words.plain(checks)}{cited(r.facts, *ids)}")


def _prices(r: Reading) -> None:
    """Draw what each price is made of."""
    rows = r.facts.rows(Price)
    lines = [f"- {words.plain(cost.price_in_full(r.facts, row))}{cited(r.facts, row.source_id)}" for row in rows]
    st.markdown("\n".join(lines))


def _budgets(r: Reading) -> None:
    """Draw dollars per removal by year; a line of its own says where the counting rule changes."""
    st.markdown(
        "The budget of the removal branch, divided by ICE removals (our division, not adjusted for inflation). For other "
        "years no budget of the branch was found."
    )
    rows, ids, notes = [], [], []
    for of in money.per_removal(r.facts):
        for new in of.breaks:
            told = f"{new.sentence} {new.size}"
            rows.append((f"Counting rule, {record.break_named(new)}", "", "", "", told))
            ids.append(new.source_id)
            notes.append(f"{words.plain(told)}{cited(r.facts, new.source_id)}")
        year, note = f"Fiscal {of.row.fiscal_year}", of.row.note
        rows.append((year, cost.budget(of.row), words.count(of.removals), cost.per_removal(of), note))
        ids.append(of.row.source_id)
        if note:
            notes.append(f"{year}: {words.plain(note)}{cited(r.facts, of.row.source_id)}")
    table = pd.DataFrame(rows, columns=["Year", "Budget", "ICE removals", "Dollars per removal", NOTE])
    _table(r, "dollars-per-removal", table, "US dollars per ICE removal; our division", ids, notes)


def _laws(r: Reading) -> None:
    """Draw what two laws grant for several years together, ICE's apart from others'."""
    told = "\n".join(f"- {words.plain(cost.granted(r.facts, law))}" for law in money.granted(r.facts))
    st.markdown(
        f"{told}\n{remarks(r.facts, 'cost')}\n\nNeither law says how much is for which year, so no yearly amount is given "
        "here. Money for others is in the table and in no total."
    )
    laws = {f"{law.law}, {law.section}": law for law in r.facts.rows(Law)}
    rows = [(name, law.recipient, words.exact_dollars(law.value), law.purpose, law.note) for name, law in laws.items()]
    table = pd.DataFrame(rows, columns=["Law and section", "For", "Amount", "Purpose", NOTE])
    notes = [
        f"{name}: {words.plain(law.note)}{cited(r.facts, law.source_id)}" for name, law in laws.items() if law.note
    ]
    ids = [law.source_id for law in laws.values()]
    _table(r, "money-of-laws", table, "US dollars for several years together", ids, notes)


def _estimates(r: Reading) -> None:
    """Draw what others say with ours for the same amount, where there is one, and why the numbers differ."""
    together = backwards.all_together(r.s, r.facts.about["benchmark_goal"]).scenario
    own = None if together is None else cost.amounts(together)
    rows = r.facts.rows(CostEstimate)
    table = pd.DataFrame([_estimate(r.facts, own, row) for row in rows])
    ids = [row.source_id for row in rows]
    _table(r, "estimates-of-cost", table, "US dollars, as each estimate has them; never added up", ids)
    st.markdown(_why(r.facts))


def _estimate(facts: Records, own: Amounts | None, row: CostEstimate) -> dict[str, str]:
    return {
        "Author": f"{row.author}, {row.year} ({row.author_kind})",
        "Estimate": cost.estimate(row),
        "Spread over": cost.SPANS[row.span],
        "Ours for the same amount": cost.beside(facts, own, row),
    }


@cache
def _why(facts: Records) -> str:
    """Return what each estimate assumes, and why it differs or cannot be compared."""
    return "\n".join(
        f"- **{words.plain(f'{row.author}, {row.year}')}**, {words.plain(row.quantity)}: {words.plain(row.assumption)}. "
        f"{words.plain(row.why)}{cited(facts, row.source_id)}"
        for row in facts.rows(CostEstimate)
    )


def _table(r: Reading, name: str, of: pd.DataFrame, counts: str, ids: list[str], notes: Sequence[str] = ()) -> None:
    """Draw a table and the button that downloads it; a dollar sign in a cell opens no formula.

    Notes stand below it, as does the line of sources: on a phone a table has no room for columns of them.
    """
    st.table(of.drop(columns=NOTE, errors="ignore").map(words.plain), hide_index=True, border="horizontal", alt=counts)
    if notes:
        st.markdown("\n".join(f"- {note}" for note in notes))
        st.caption(sources_line(r.facts, ids))
    take(r.facts, name, of.assign(Source=ids) if notes else of, counts, ids, r.link)


NOTE = "Note"
BY_YEAR = "Dollars per removal, by year"
BEHIND: dict[str, Callable[[Reading], None]] = {
    BY_YEAR: _budgets,
    "Money of two laws": _laws,
    "Other estimates of cost": _estimates,
    "Prices in full": _prices,
}
PART = Part("cost", "What it would cost", show)
