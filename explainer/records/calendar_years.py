"""Arrests by calendar year: the whole months of a line, added up."""

from datetime import date
from functools import cache

import pandas as pd

from explainer.records import counts
from explainer.records.facts import Records
from explainer.records.periods import days


@cache
def of_line(records: Records, line: str) -> pd.DataFrame:
    """Return a line's events by calendar year: year, period_start, period_end, value, days, whole, label, source_ids.

    Whole months alone are added up; a year that lacks some, at its beginning or its end, is a part of one.
    """
    months = counts.line_by_month(records, line)
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
