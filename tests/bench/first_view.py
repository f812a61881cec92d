"""First view: the time to the answer and to the last chart, cold (new server, new browser) and warm, page against floor."""

from __future__ import annotations

from bench import figures
from bench.screen import chromium
from bench.subjects import THE_FLOOR, THE_PAGE, Subject, opened, started, watched

COLD, WARM = 3, 5  # times


def cold(subject: Subject) -> dict[str, float]:
    """Open a script on a server that nobody has read, in a browser that has loaded nothing."""
    with started(subject) as server, chromium() as browser, watched(browser, subject.answer) as page:
        return opened(page, server)


def warm(subject: Subject) -> list[dict[str, float]]:
    """Open a script again and again, in one browser that has loaded it before."""
    with started(subject) as server, chromium() as browser, watched(browser, subject.answer) as page:
        opened(page, server)
        return [opened(page, server) for _ in range(WARM)]


def main() -> None:
    """Print the table."""
    rows = []
    for name, visits in (("cold", lambda subject: [cold(subject) for _ in range(COLD)]), ("warm", warm)):
        of_page, of_floor = ([(v["first"], v["changed"]) for v in visits(subject)] for subject in (THE_PAGE, THE_FLOOR))
        for place, what in enumerate(("the answer", "the last chart")):
            page, floor = (figures.median([visit[place] / 1000 for visit in of]) for of in (of_page, of_floor))
            rows.append((f"{what}, {name}", f"{page:.2f} s", f"{floor:.2f} s", figures.times(page, floor)))
    figures.table("First view", ("From opening the address to", "The page", "The floor", "Times the floor"), rows)
