"""The record as tables: counts under a definition, arrests by year and month.

What does not depend on a reader is worked out once for each Records and kept; nobody may change what is handed out.
"""

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

import pandas as pd

from explainer.records import breaks
from explainer.records.facts import Records
from explainer.records.periods import days, fiscal_year_of
from explainer.records.rows import Definition, Evidence, Figure, Pace, Series, Start

COUNT_COLUMNS = [
    "fiscal_year",
    "period_start",
    "period_end",
    "value",
    "days",
    "whole",
    "rough",
    "version",
    "source_ids",
    "note",
]


@cache
def frame(records: Records, of: Any) -> pd.DataFrame:
    """Return a table to count from: one column a field of its class in rows.py."""
    return pd.DataFrame(records.rows(of), columns=list(of._fields))


def _shown(records: Records, series: str) -> pd.DataFrame:
    """Return the default rows of a series that are a fiscal year or a part of one, columns COUNT_COLUMNS."""
    figures = frame(records, Figure)
    of_a_year = figures["period_type"].isin(["fiscal_year", "part_of_fiscal_year"])
    return _with_year(figures[(figures["series"] == series) & (figures["shown_by_default"] == "yes") & of_a_year])


def _with_year(rows: pd.DataFrame) -> pd.DataFrame:
    """Return rows of figures.csv with fiscal_year, whole, rough, days and source_ids."""
    rows = rows.copy()
    rows["fiscal_year"] = [fiscal_year_of(end) for end in rows["period_end"]]
    rows["whole"] = rows["period_type"] == "fiscal_year"
    rows["rough"] = (rows["status"] == "derived") & (rows["confidence"] != "high")
    rows["days"] = [days(start, end) for start, end in zip(rows["period_start"], rows["period_end"], strict=True)]
    rows["source_ids"] = [(source,) for source in rows["source_id"]]
    return rows


@cache
def yearly(records: Records, series: str) -> pd.DataFrame:
    """Return one row a fiscal year of a series, columns COUNT_COLUMNS.

    A whole year wins over its parts; of several parts the longest is kept.
    """
    rows = _shown(records, series).sort_values(["fiscal_year", "whole", "days"])
    return rows.drop_duplicates("fiscal_year", keep="last", ignore_index=True)[COUNT_COLUMNS]


@cache
def under_definition(records: Records, definition: str) -> pd.DataFrame:
    """Return one row a fiscal year of what a definition counts, columns COUNT_COLUMNS.

    Series in `parts` must all have the year, over the same days; those in `sometimes` are added where they exist,
    and `published_total` stands in for a sum of ours.
    """
    row = records.definition_rows[definition]
    of_series = filter(None, [*row.parts, *row.sometimes, row.published_total])
    by_days = {of: {(r.period_start, r.period_end): r for r in each(yearly(records, of))} for of in of_series}
    years = []
    for period, first in by_days[row.parts[0]].items():
        if all(period in by_days[of] for of in row.parts):
            added = [by_days[of][period] for of in (*row.parts, *row.sometimes) if period in by_days[of]]
            stated = by_days.get(row.published_total, {}).get(period)
            rows = added if stated is None else [stated]
            ids = tuple(dict.fromkeys(source for r in rows for source in r.source_ids))
            years.append(first._asdict() | {"value": sum(r.value for r in rows), "source_ids": ids})
    part_year = unfinished_year(records) if row.to_date else None
    if part_year is not None and part_year["fiscal_year"] not in {year["fiscal_year"] for year in years}:
        years.append(part_year)
    return pd.DataFrame(years, columns=COUNT_COLUMNS)


@cache
def latest_part(records: Records, series: str) -> dict[str, Any] | None:
    """Return as a row the latest firm count of a part of a year that has no whole year in the series, or None."""
    rows = _shown(records, series)
    whole = set(rows[rows["whole"]]["fiscal_year"])
    rows = rows[(rows["confidence"] == "high") & ~rows["whole"] & ~rows["fiscal_year"].isin(whole)]
    return None if rows.empty else _row(rows.sort_values("period_end").iloc[-1])


@cache
def unfinished_year(records: Records) -> dict[str, Any] | None:
    """Return as a row the latest ICE count to date of a year that has no total, or None."""
    row = next(row for row in records.rows(Definition) if row.to_date)
    latest = latest_part(records, row.to_date)
    done = set(yearly(records, row.parts[0])["fiscal_year"])
    return None if latest is None or latest["fiscal_year"] in done else latest


@cache
def other_versions(records: Records, definition: str) -> pd.DataFrame:
    """Return the whole-year rows that another version of a definition's series has; empty for a sum of several."""
    parts = records.definition_rows[definition].parts
    table = under_definition(records, definition)
    if len(parts) > 1:
        return table.head(0)
    figures = frame(records, Figure)
    drawn = (figures["series"] == parts[0]) & (figures["drawn_as_version"] == "yes")
    return _with_year(figures[drawn])[COUNT_COLUMNS]


def highest(counts: pd.DataFrame) -> Any:
    """Return the highest whole year of a yearly table as a row; None where there is none."""
    return max((row for row in each(counts) if row.whole), key=lambda row: row.value, default=None)


def highest_years(records: Records, definition: str) -> list[Any]:
    """Return the highest whole year of a definition, and the highest not counted by its rule where there is one; [] for none."""
    starts = [row.start for row in breaks.of_definition(records, definition)]
    table = under_definition(records, definition)
    top = highest(table)
    if top is None:
        return []
    changed = [top.period_end >= start for start in starts]
    other = highest(table[[[end >= start for start in starts] != changed for end in table["period_end"]]])
    return [top] if other is None else [top, other]


@cache
def newest(records: Records, definition: str) -> dict[str, Any]:
    """Return the row that reaches furthest of a definition's series and its count to date, shown or not."""
    row = records.definition_rows[definition]
    figures = frame(records, Figure)
    found = figures[figures["series"].isin([*row.parts, *([row.to_date] if row.to_date else [])])]
    return _row(found.loc[[found["period_end"].astype(str).idxmax()]].iloc[0]) if len(found) else {}


def years_above(counts: pd.DataFrame, value: float) -> list[int]:
    """Return the whole fiscal years in which a count reached a value."""
    return [int(y) for y in counts[counts["whole"] & (counts["value"] >= value)]["fiscal_year"]]


def gaps(counts: pd.DataFrame, until: date) -> list[int]:
    """Return the fiscal years after the first that have no whole year in a yearly table, up to a day."""
    known = set(counts[counts["whole"]]["fiscal_year"])
    return [year for year in range(min(known), fiscal_year_of(until) + 1) if year not in known]


@cache
def line_by_month(records: Records, line: str) -> pd.DataFrame:
    """Return a line of the chart by month: rows of pace.csv and label, one a month, oldest first.

    Where two series of the line have the month, the one with the lower `line_order` is kept.
    """
    order = {row.series: row.line_order for row in records.rows(Series) if row.line == line}
    pace = frame(records, Pace)
    rows = pace[pace["series"].isin(order) & pace["period_type"].isin(["month", "part_of_month"])]
    rows = rows.assign(
        order=rows["series"].map(order), whole=rows["period_type"] == "month", label=_labels(records, rows)
    )
    return rows.sort_values(["period_start", "order"]).drop_duplicates("period_start", keep="first", ignore_index=True)


@cache
def by_calendar_year(records: Records, line: str) -> pd.DataFrame:
    """Return a line's events by calendar year: year, period_start, period_end, value, days, whole, label, source_ids.

    Whole months alone are added up; a year that lacks some, at its beginning or its end, is a part of one.
    """
    months = line_by_month(records, line)
    months = months[months["whole"]]
    years = months.groupby([start.year for start in months["period_start"]]).agg(
        period_start=("period_start", "min"),
        period_end=("period_end", "max"),
        value=("value", "sum"),
        label=("label", lambda of: "; ".join(dict.fromkeys(of))),
        source_ids=("source_id", lambda of: tuple(dict.fromkeys(of))),
    )
    periods = list(zip(years.index, years["period_start"], years["period_end"], strict=True))
    return (
        years.rename_axis("year")
        .reset_index()
        .assign(
            days=[days(first, last) for _, first, last in periods],
            whole=[(first, last) == (date(year, 1, 1), date(year, 12, 31)) for year, first, last in periods],
        )
    )


@cache
def overlap(records: Records, line: str) -> tuple[date, date, float, float] | None:
    """Return where two series of a line both have whole months.

    First and last day, least and greatest difference (share); None where they do not overlap.
    """
    first, *others = sorted((row for row in records.rows(Series) if row.line == line), key=lambda row: row.line_order)
    pace = frame(records, Pace)
    whole = pace[pace["period_type"] == "month"]
    for other in others:
        one, two = (whole[whole["series"] == s.series].set_index("period_start") for s in (first, other))
        both = one.index.intersection(two.index)
        if len(both):
            apart = (two.loc[both, "value"] / one.loc[both, "value"] - 1).abs()
            return min(both), one.loc[both, "period_end"].max(), float(apart.min()), float(apart.max())
    return None


@cache
def reported_months(records: Records) -> pd.DataFrame:
    """Return whole months of arrests that press or officials named after the last whole month of the line."""
    drawn = line_by_month(records, "arrests")
    last = drawn[drawn["whole"]]["period_end"].max()
    pace = frame(records, Pace)
    named = pace["series"].isin(["arrests_reported_by_press", "arrests_stated_by_officials"])
    later: pd.DataFrame = pace[named & (pace["period_type"] == "month") & (pace["period_end"] > last)]
    return later


@cache
def single_days(records: Records) -> pd.DataFrame:
    """Return days, weeks and short intervals of the fast start's period, in all measures, with their label."""
    opening = next(row for row in records.rows(Start) if row.opens_fast_start == "yes")
    pace = frame(records, Pace)
    inside = (pace["period_start"] >= opening.shown_from) & (pace["period_end"] <= opening.shown_to)
    rows = pace[inside & ~pace["period_type"].isin(["month", "part_of_month"])]
    return rows.assign(label=_labels(records, rows)).sort_values(["period_start", "period_end"], ignore_index=True)


def _labels(records: Records, rows: pd.DataFrame) -> list[str]:
    return [records.series[series].label for series in rows["series"]]


def _row(of: "pd.Series[Any]") -> dict[str, Any]:
    return {str(column): value for column, value in of.items()}


def each(table: pd.DataFrame) -> Iterator[Any]:
    """Return a table's rows as named tuples of plain values, which pandas' own types leave open."""
    return iter(table.itertuples(index=False))


@cache
def highest_known(records: Records, knob: str) -> Evidence | None:
    """Return the row of evidence.csv with a knob's highest value, published or calculated, the newest of several."""
    return max(records.past[knob], key=lambda row: (row.value, row.period_end), default=None)


@cache
def latest_day(records: Records) -> date:
    """Return the last day that any count in the package covers."""
    ends = [r.period_end for r in records.rows(Figure)] + [r.period_end for r in records.rows(Pace)]
    return max(ends)
