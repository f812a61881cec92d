"""Presidents' terms as bands behind a chart of years."""

from datetime import date
from functools import cache

from explainer import words
from explainer.draw import charts
from explainer.records.door import Records

LETTER = 6.5  # pixels


@cache
def bands(facts: Records, first: date, last: date, end: date) -> charts.Rows:
    """Return presidents in office from the first day to the last one; the axis goes on to `end`.

    `needs` is the width in pixels from which on each name has room within its term: all are named, or none.
    """
    rows: charts.Rows = []
    for r in facts.rows("administrations"):
        start, until = max(r.start, first), min(r.end or end, end)
        if start < until and start < last:
            rows.append(
                {
                    "start": start.isoformat(),
                    "end": until.isoformat(),
                    "president": r.president,
                    "shaded": len(rows) % 2 == 1,
                    "share": (until - start).days / (end - first).days,
                    "text": f"{r.president} was president from {words.day(r.start)}"
                    + (f" to {words.day(r.end)}." if r.end else " on."),
                }
            )
    needs = max((len(row["president"]) * LETTER / row["share"] for row in rows), default=0)
    return [{**row, "needs": needs} for row in rows]
