"""The newest row of a series, from all its rows: what can be traced, and what is shown before what is not."""

from datetime import date

from explainer.records.facts import Records
from explainer.records.rows import Definition, Figure, Pace


def row_of(facts: Records, *series: str, months: bool = False) -> Figure | Pace:
    """Return the row of these series that ends last, or their last whole month; rows of low confidence are left out.

    Of several that end on one day it is one that is shown, then one that begins first. Raises LookupError where there
    is none.
    """
    rows: list[Figure | Pace] = [r for r in facts.rows(Figure) if r.series in series and r.confidence != "low"]
    rows += [r for r in facts.rows(Pace) if r.series in series]
    rows = [r for r in rows if r.period_type == "month" or not months]
    if not rows:
        raise LookupError(f"no row of {', '.join(series)}")
    return sorted(rows, key=_rank)[-1]


def _rank(row: Figure | Pace) -> tuple[date, bool, int]:
    return row.period_end, getattr(row, "shown_by_default", "yes") == "yes", -row.period_start.toordinal()


def whole_of(facts: Records, series: str) -> str:
    """Return the series that has the whole years of a count to date; the series itself where it is none."""
    return next((d.parts[0] for d in facts.rows(Definition) if d.to_date == series), series)
