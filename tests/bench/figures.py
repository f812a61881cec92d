"""Figures of measurements, and how they are written as a Markdown table for the README."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def quantile(values: Sequence[float], share: float) -> float:
    """Return the value that `share` (0 to 1) of the values do not exceed; the nearest one measured. Raises IndexError on none."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def median(values: Sequence[float]) -> float:
    """Return the middle value."""
    return quantile(values, 0.5)


def milliseconds(seconds: float) -> str:
    """Write a duration given in seconds: 0.1234 -> '123 ms'."""
    return f"{seconds * 1000:,.0f} ms"


def times(page: float, floor: float) -> str:
    """Write how many times the floor's figure the page's is."""
    return f"{page / floor:.1f}"


def table(title: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a Markdown table under a heading, as soon as it is measured."""
    print(f"\n### {title}\n\n| {' | '.join(head)} |\n|:--{'|--:' * (len(head) - 1)}|", flush=True)
    for row in rows:
        print(f"| {' | '.join(row)} |", flush=True)
