"""A table of counts by fiscal year, as shown to the reader."""

from __future__ import annotations

import pandas as pd

from explainer import words
from explainer.records import counts


def yearly_table(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table of counts by fiscal year as shown to the reader, newest first."""
    newest = table.sort_values("fiscal_year", kind="stable", ascending=False)
    rows = []
    for r in counts.each(newest):
        period = "whole year" if r.whole else words.span(r.period_start, r.period_end)
        amounts = words.count(r.value), words.count(r.value / r.days)
        rows.append((str(r.fiscal_year), *amounts, period, r.version, r.note, "; ".join(r.source_ids)))
    return pd.DataFrame(rows, columns=["Fiscal year", "Count", "Per day", "Period", "Version", "Note", "Source"])
