"""Rules of what a reader gets to see: a row shown by default has a place where it is seen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from explainer.records.schema import Table

Tables = Mapping[str, Table]
BY_YEAR = ("counts", "arrests")  # places that show fiscal years
OF_A_YEAR = ("fiscal_year", "part_of_fiscal_year")


def _in_view(tables: Tables) -> None:
    """Note each row that is shown by default though no part of the page can show it."""
    figures = tables["figures"]
    places = {r.series: r.shown_in for _, r in tables["series"].rows()}
    switched: set[str] = set()
    for _, r in tables["definitions"].rows():
        switched |= {*r.parts, *r.sometimes, r.published_total, r.to_date}
    shown = [(row, r) for row, r in figures.rows() if r.shown_by_default == "yes" and places.get(r.series) in BY_YEAR]
    longest: dict[tuple[str, date], date] = {}
    for _, r in shown:
        key = (r.series, r.period_start)
        longest[key] = max(longest.get(key, r.period_end), r.period_end)
    for row, r in shown:
        end = longest[r.series, r.period_start]
        if places[r.series] == "counts" and r.series not in switched:
            figures.fault(row, "shown_by_default", f"no definition counts {r.series}, so no chart shows it; write no")
        elif r.period_type not in OF_A_YEAR:
            figures.fault(row, "shown_by_default", f"a {r.period_type} has no place among fiscal years; write no")
        elif r.period_end < end:
            figures.fault(row, "shown_by_default", f"a row to {end} stands in its place; write no")


def _counting_rules(tables: Tables) -> None:
    """Rules of one series follow each other day by day; the last one is in force."""
    before: dict[str, date | None] = {}
    for row, r in tables["counting_rules"].rows():
        last = before.get(r.series)
        if r.end is not None and r.end < r.start:
            tables["counting_rules"].fault(row, "end", f"'{r.end}' is before the rule's start, {r.start}")
        if last is not None and r.start != last + timedelta(days=1):
            says = f"the rule before ends on {last}; write {last + timedelta(days=1)}"
            tables["counting_rules"].fault(row, "start", says)
        before[r.series] = r.end


RULES: dict[Callable[[Tables], None], tuple[str, ...]] = {
    _in_view: ("figures", "series", "definitions"),
    _counting_rules: ("counting_rules",),
}
