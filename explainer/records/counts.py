"""The record as tables: counts under a definition, arrests by year and month.

What does not depend on a reader is worked out once for each Records and kept; nobody may change what is handed out.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Literal

import pandas as pd

from explainer.records import rules
from explainer.records.door import Records
from explainer.records.rows import Figure, Pace

LOCKED = "locked"
COUNT_COLUMNS = [
    "fiscal_year",
    "period_start",
    "period_end",
    "value",
    "days",
    "whole",
    "rough",
    "edition",
    "source_ids",
    "note",
]


def _shown(records: Records, series: str) -> pd.DataFrame:
    """Return the rows of a series shown by default that are a fiscal year or a part of one, columns COUNT_COLUMNS."""
    figures = records["figures"]
    of_a_year = figures["period_type"].isin(["fiscal_year", "part_of_fiscal_year"])
    return _with_year(figures[(figures["series"] == series) & (figures["shown_by_default"] == "yes") & of_a_year])


def _with_year(rows: pd.DataFrame) -> pd.DataFrame:
    """Return rows of figures.csv with fiscal_year, whole, rough, days and source_ids."""
    rows = rows.copy()
    rows["fiscal_year"] = [rules.fiscal_year_of(end) for end in rows["period_end"]]
    rows["whole"] = rows["period_type"] == "fiscal_year"
    rows["rough"] = (rows["status"] == "derived") & (rows["confidence"] != "high")
    rows["days"] = [(e - s).days + 1 for s, e in zip(rows["period_start"], rows["period_end"], strict=True)]
    rows["source_ids"] = [(source,) for source in rows["source_id"]]
    return rows


@cache
def yearly(records: Records, series: str) -> pd.DataFrame:
    """Return one row a fiscal year of a series, columns COUNT_COLUMNS.

    A whole year wins over its parts; of several parts the longest is kept.
    """
    rows = _shown(records, series).sort_values(["fiscal_year", "whole", "days"])
    return rows.drop_duplicates("fiscal_year", keep="last")[COUNT_COLUMNS].reset_index(drop=True)


@cache
def under_definition(records: Records, definition: str) -> pd.DataFrame:
    """Return one row a fiscal year of what a definition counts, columns COUNT_COLUMNS.

    Series in `parts` must all have the year, over the same days; those in `sometimes` are added where they exist.
    """
    row = records.definition_rows[definition]
    first, *others = [yearly(records, series) for series in row.parts]
    total = first
    for other in others:
        total = _added(total, other, how="inner")
    for series in row.sometimes:
        total = _added(total, yearly(records, series), how="left")
    if row.published_total:
        total = _replaced(total, yearly(records, row.published_total))
    part_year = unfinished_year(records) if definition == "ice_removals" else None
    if part_year is not None and part_year["fiscal_year"] not in set(total["fiscal_year"]):
        total = pd.concat([total, pd.DataFrame([part_year])[COUNT_COLUMNS]], ignore_index=True)
    return total


def _added(total: pd.DataFrame, other: pd.DataFrame, how: Literal["inner", "left"]) -> pd.DataFrame:
    """Return two yearly tables added up, where they cover the same days (or, how='left', where other has the year)."""
    on = ["fiscal_year", "period_start", "period_end"]
    both = total.merge(other[[*on, "value", "source_ids"]], on=on, how=how, suffixes=("", "_other"))
    added = both["value"] + both["value_other"].fillna(0)
    ids = [
        a + tuple(x for x in (b if isinstance(b, tuple) else ()) if x not in a)
        for a, b in zip(both["source_ids"], both["source_ids_other"], strict=True)
    ]
    return both.assign(value=added, source_ids=ids)[COUNT_COLUMNS]


def _replaced(total: pd.DataFrame, published: pd.DataFrame) -> pd.DataFrame:
    """Return a yearly table in which the published sums stand in for ours, over the same days."""
    on = ["fiscal_year", "period_start", "period_end"]
    both = total.merge(published[[*on, "value", "source_ids"]], on=on, how="left", suffixes=("", "_published"))
    stated = both["value_published"].notna()
    both["value"] = both["value_published"].where(stated, both["value"])
    both["source_ids"] = both["source_ids_published"].where(stated, both["source_ids"])
    return both[COUNT_COLUMNS]


def _row(of: pd.DataFrame, position: int) -> dict[str, Any]:
    """Return a row by column."""
    return {str(column): of[column].iloc[position] for column in of.columns}


@cache
def latest_part(records: Records, series: str) -> dict[str, Any] | None:
    """Return as a row the latest firm count of a part of a year that has no whole year in the series, or None."""
    rows = _shown(records, series)
    whole = set(rows[rows["whole"]]["fiscal_year"])
    rows = rows[(rows["confidence"] == "high") & ~rows["whole"] & ~rows["fiscal_year"].isin(whole)]
    return None if rows.empty else _row(rows.sort_values("period_end"), -1)


@cache
def unfinished_year(records: Records) -> dict[str, Any] | None:
    """Return as a row the latest ICE year-to-date count of a year that has no total, or None."""
    latest = latest_part(records, "ice_removals_to_date")
    done = set(yearly(records, "ice_removals")["fiscal_year"])
    return None if latest is None or latest["fiscal_year"] in done else latest


@cache
def other_rule(records: Records) -> dict[str, Any] | None:
    """Return as a row the year that ICE counted by a newer rule as it stands on the rule before, or None."""
    rows = other_editions(records, "ice_removals")
    rows = rows[rows["edition"].str.contains("workbook")]
    return None if rows.empty else _row(rows.sort_values("period_end"), -1)


@cache
def other_editions(records: Records, series: str) -> pd.DataFrame:
    """Return the whole-year rows of a series not shown by default, columns COUNT_COLUMNS; weak ones left out."""
    figures = records["figures"]
    hidden = (figures["shown_by_default"] == "no") & (figures["confidence"] != "low")
    return _with_year(figures[(figures["series"] == series) & hidden & (figures["period_type"] == "fiscal_year")])[
        COUNT_COLUMNS
    ]


@dataclass(frozen=True)
class Highest:
    """The highest whole fiscal year of a count."""

    fiscal_year: int
    value: float
    days: int
    rough: bool  # worked out from an average, so never printed to the unit
    edition: str
    source_ids: tuple[str, ...]

    @property
    def per_day(self) -> float:
        """Return events per calendar day of that year."""
        return self.value / self.days


def counted(records: Records, definition: str) -> pd.DataFrame:
    """Return what a definition counts by fiscal year; no rows where a table that it takes did not pass the check."""
    if records.missing("figures", "definitions", "series"):
        return pd.DataFrame(columns=COUNT_COLUMNS).astype({"whole": bool})
    return under_definition(records, definition)


@cache
def highest_of(records: Records, series: str, edition: str | None = None) -> Highest | None:
    """Return the highest whole year of a series, of one edition where given; None where there is none."""
    return highest(yearly(records, series), edition)


@cache
def highest_under(records: Records, definition: str, edition: str | None = None) -> Highest | None:
    """Return the highest whole year under a definition, of one edition where given; None where there is none."""
    return highest(counted(records, definition), edition)


def highest(counts: pd.DataFrame, edition: str | None = None) -> Highest | None:
    """Return the highest whole year of a yearly table, of one edition where given; None where there is none."""
    rows = counts[counts["whole"]]
    if edition is not None:
        rows = rows[rows["edition"] == edition]
    if rows.empty:
        return None
    top = rows.iloc[int(rows["value"].to_numpy().argmax())]
    return Highest(
        int(top["fiscal_year"]),
        float(top["value"]),
        int(top["days"]),
        bool(top["rough"]),
        top["edition"],
        top["source_ids"],
    )


def years_above(counts: pd.DataFrame, value: float) -> list[int]:
    """Return the whole fiscal years in which a count reached a value."""
    return [int(y) for y in counts[counts["whole"] & (counts["value"] >= value)]["fiscal_year"]]


def gaps(counts: pd.DataFrame, until: date) -> list[int]:
    """Return the fiscal years after the first that have no whole year in a yearly table, up to a day."""
    known = set(counts[counts["whole"]]["fiscal_year"])
    return [year for year in range(min(known), rules.fiscal_year_of(until) + 1) if year not in known]


PACE_LINES = ("ice_arrests_monthly", "ice_arrest_book_ins", "all_agency_book_ins")


@cache
def monthly_pace(records: Records) -> pd.DataFrame:
    """Return the three monthly measures, one row a month: series, label, month, per_day, whole."""
    pace = records["pace"]
    rows = pace[pace["series"].isin(PACE_LINES) & pace["period_type"].isin(["month", "part_of_month"])].copy()
    # The wider measure is drawn from where the narrower one ends; an earlier month of it is a single figure.
    narrower, wider = PACE_LINES[1:]
    end = rows.loc[rows["series"] == narrower, "period_start"].max()
    rows = rows[~((rows["series"] == wider) & (rows["period_start"] <= end))]
    rows["label"] = [records.series[s].label for s in rows["series"]]
    rows["whole"] = rows["period_type"] == "month"
    ordered: pd.DataFrame = rows.sort_values("period_start").reset_index(drop=True)
    return ordered


@cache
def reported_months(records: Records) -> pd.DataFrame:
    """Return whole months that the press reported after the last whole month of the monthly measures."""
    pace = records["pace"]
    drawn = monthly_pace(records)
    last = drawn[drawn["whole"]]["period_end"].max()
    in_press = (pace["series"] == "arrests_reported_by_press") & (pace["period_type"] == "month")
    later: pd.DataFrame = pace[in_press & (pace["period_end"] > last)]
    return later


@cache
def single_days(records: Records, start: date, end: date) -> pd.DataFrame:
    """Return the days, weeks and short intervals that lie between two days, in all measures."""
    pace = records["pace"]
    inside = (pace["period_start"] >= start) & (pace["period_end"] <= end)
    rows = pace[inside & ~pace["period_type"].isin(["month", "part_of_month"])].copy()
    rows["label"] = [records.series[s].label for s in rows["series"]]
    return rows.sort_values(["period_start", "period_end"]).reset_index(drop=True)


@cache
def recorded_range(records: Records, knob: str) -> tuple[float, float] | None:
    """Return the lowest and highest value of a knob that was published or worked out from what was, or None."""
    values = [row.value for row in records.evidence[knob] if row.kind in rules.ALIKE]
    return (min(values), max(values)) if values else None


@cache
def highest_published(records: Records, knob: str) -> float | None:
    """Return the highest published value of a knob, or None. Weak figures and sums made here set no high."""
    values = [row.value for row in records.evidence[knob] if row.kind == "published" and row.confidence != "low"]
    return max(values, default=None)


@cache
def latest_day(records: Records) -> date:
    """Return the last day that any count in the package covers."""
    ends = [r.period_end for r in records.rows(Figure)] + [r.period_end for r in records.rows(Pace)]
    return max(ends)
