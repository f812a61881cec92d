"""A table of counts by fiscal year, as shown to the reader."""

from __future__ import annotations

import pandas as pd

from explainer import words


def yearly_table(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table of counts by fiscal year as shown to the reader, newest first."""
    newest = table.sort_values("fiscal_year", kind="stable", ascending=False)
    return pd.DataFrame(
        {
            "Fiscal year": newest["fiscal_year"].astype(str),
            "Count": [words.count(v) for v in newest["value"]],
            "Per day": [words.count(v / d) for v, d in zip(newest["value"], newest["days"], strict=True)],
            "Period": [
                words.span(s, e) if not w else "whole year"
                for s, e, w in zip(newest["period_start"], newest["period_end"], newest["whole"], strict=True)
            ],
            "Version": newest["version"],
            "Note": newest["note"],
            "Source": ["; ".join(ids) for ids in newest["source_ids"]],
        }
    )
