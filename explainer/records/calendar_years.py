"""Arrests by calendar year: the whole months of a line, added up."""

from __future__ import annotations

from datetime import date
from functools import cache

import pandas as pd

from explainer.records import counts
from explainer.records.facts import Records


@cache
def of_line(records: Records, line: str) -> pd.DataFrame:
    """Return a line's events by calendar year: year, period_start, period_end, value, days, whole, label, source_ids.

    Whole months alone are added up; a year that lacks some, at its beginning or its end, is a part of one.
    """
    months = counts.line_by_month(records, line)
    months = months[months["whole"]]
    found = []
    years = pd.Series([start.year for start in months["period_start"]], index=months.index)
    for year in sorted(set(years)):
        rows = months[years == year]
        first, last = rows["period_start"].min(), rows["period_end"].max()
        found.append(
            {
                "year": year,
                "period_start": first,
                "period_end": last,
                "value": rows["value"].sum(),
                "days": (last - first).days + 1,
                "whole": (first, last) == (date(year, 1, 1), date(year, 12, 31)),
                "label": "; ".join(dict.fromkeys(rows["label"])),
                "source_ids": tuple(dict.fromkeys(rows["source_id"])),
            }
        )
    return pd.DataFrame(found)
