"""Rules of what a reader gets to see: a row shown by default has a place, and what the page names is there."""

from datetime import date
from typing import Any

from explainer.records.facts import Records
from explainer.records.rows import Definition, Figure, Group, Series, SideBySide, Source
from explainer.records.rule import Found, rule

BY_YEAR = ("counts", "arrests")  # places that show fiscal years
OF_A_YEAR = ("fiscal_year", "part_of_fiscal_year")
# What the code calls by its name: the class of the table, the column, the names.
NAMED: tuple[tuple[type[Any], str, tuple[str, ...]], ...] = (
    (Definition, "definition", ("ice_removals",)),
    (Series, "series", ("ice_removals", "ice_removals_interior", "ice_removals_border", "ice_arrests")),
    (Series, "line", ("arrests", "book_ins")),
    (Group, "group", ("staffing", "capacity", "fast start")),
    (SideBySide, "set", ("jan_feb_2025", "million")),
    (Source, "source_id", ("seed_article",)),
)


@rule
def names(facts: Records) -> Found:
    """What the page calls by its name has a row of that name."""
    for of, column, known in NAMED:
        for name in known:
            if not any(getattr(r, column) == name for r in facts.rows(of)):
                yield of, column, f"has no row with '{name}', by which the page calls it; bring it back"
    if not any(r.to_date for r in facts.rows(Definition)):
        yield Definition, "to_date", "is empty in every row; name the series that counts the year to date"


@rule
def seen(facts: Records) -> Found:
    """A row that is shown by default can be shown by a part of the page."""
    switched: set[str] = set()
    for d in facts.rows(Definition):
        switched |= {*d.parts, *d.sometimes, d.published_total, d.to_date}
    places = {r.series: r.shown_in for r in facts.rows(Series)}
    shown = [r for r in facts.rows(Figure) if r.shown_by_default == "yes" and places[r.series] in BY_YEAR]
    longest: dict[tuple[str, date], date] = {}
    for r in shown:
        longest[r.series, r.period_start] = max(longest.get((r.series, r.period_start), r.period_end), r.period_end)
    for r in shown:
        end = longest[r.series, r.period_start]
        if places[r.series] == "counts" and r.series not in switched:
            yield r, "shown_by_default", f"no definition counts {r.series}, so no chart shows it; write no"
        elif r.period_type not in OF_A_YEAR:
            yield r, "shown_by_default", f"a {r.period_type} has no place among fiscal years; write no"
        elif r.period_end < end:
            yield r, "shown_by_default", f"a row to {end} stands in its place; write no"
