"""Sources as they are named on the page: in a line, in brackets, in full."""

from collections.abc import Sequence
from functools import cache

from explainer import words
from explainer.records.door import Records

KINDS_IN_ORDER = ("government", "congress", "court", "dataset", "research", "university", "press", "advocacy")
PUBLISHERS_NAMED = 8  # on a picture


@cache
def _in_order(facts: Records, ids: tuple[str, ...]) -> tuple[str, ...]:
    """Return source ids once each: documents of government before research, press and advocacy."""
    place = {kind: i for i, kind in enumerate(KINDS_IN_ORDER)}
    return tuple(sorted(dict.fromkeys(ids), key=lambda i: place.get(facts.sources[i].kind, len(place))))


def sources_line(facts: Records, ids: Sequence[str]) -> str:
    """Return the line of sources, the first in words; empty where there are none."""
    if not ids:
        return ""
    first, *others = _in_order(facts, tuple(ids))
    more = f" and {len(others)} more" if others else ""
    return f"Source{'s' if others else ''}: {words.source_link(facts.sources[first])}{more}."


def cited(facts: Records, *ids: str) -> str:
    """Return sources in brackets, to stand behind what they are the source of; empty where there is none to name."""
    named = [words.source_link(facts.sources[i]) for i in ids if i]
    return f" ({'; '.join(named)})" if named else ""


def all_sources(facts: Records, ids: Sequence[str]) -> str:
    """Return every source in full as a list, with how it was read."""
    return "\n".join(f"- {words.source(facts.sources[i])}" for i in _in_order(facts, tuple(ids)))


def named_with_years(facts: Records, ids: Sequence[str]) -> str:
    """Return publishers with the years of what they published, those of government first: 'ICE 2016, 2024; OHSS 2024'."""
    years: dict[str, set[str]] = {}
    for i in _in_order(facts, tuple(ids)):
        years.setdefault(facts.sources[i].short_publisher, set()).add(facts.sources[i].date_published[:4])
    named = [f"{name} {', '.join(sorted(of - {''}))}".strip() for name, of in years.items()]
    more = f"; and {len(named) - PUBLISHERS_NAMED} more" if len(named) > PUBLISHERS_NAMED else ""
    return f"{'; '.join(named[:PUBLISHERS_NAMED])}{more}"


@cache
def remarks(facts: Records, place: str) -> str:
    """Return the remarks of a part of the page as a list, each with its source."""
    rows = [r for r in facts.rows("remarks") if r.place == place]
    return "\n".join(f"- {r.text}{cited(facts, r.source_id)}" for r in sorted(rows, key=lambda r: r.order))
