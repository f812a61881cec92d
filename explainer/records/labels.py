"""A label says what its link opens: whose page, and whether it is the document or somebody's copy of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from explainer.records.schema import Table

# What a label has to say, by what the link opens.
SAYS = {
    "original": "",
    "text_copy": "(text copy)",
    "archive": "(archived copy)",
    "reprint": "(reprint, {by})",
    "digest": "(digest by {by})",
}


def promised(opens: str, copied_by: str) -> str:
    """Return the end of a label: '(reprint, The Indiana Lawyer)'; empty for an original."""
    return SAYS[opens].format(by=copied_by)


def place(url: str) -> str:
    """Return the host and the path of an address, to look it up: 'ice.gov/news'; empty where there is no host."""
    try:
        parts = urlsplit(url)
    except ValueError:  # an address such as http://[
        return ""
    return f"{(parts.hostname or '').removeprefix('www.')}{parts.path}"


def belongs(url: str, hosts: set[str]) -> bool:
    """Return whether an address lies on one of these hosts, or below it; a host may have the first part of a path."""
    host, _, path = place(url).partition("/")
    for known in hosts:
        name, _, folder = known.partition("/")
        if (host == name or host.endswith(f".{name}")) and (not folder or path.split("/")[0] == folder):
            return True
    return False


def check(tables: Mapping[str, Table]) -> None:
    """Note each row of sources.csv whose label promises another page than the link opens."""
    whose: dict[str, set[str]] = {}
    for _, r in tables["hosts"].rows():
        whose.setdefault(r.publisher, set()).add(r.host)
    for row, r in tables["sources"].rows():
        for column, says in _wrong(r, whose.get(r.short_publisher, set())):
            tables["sources"].fault(row, column, says)


def _wrong(r: Any, hosts: set[str]) -> list[tuple[str, str]]:
    """Return (column, what is wrong) of a row of sources.csv, given the hosts of its publisher."""
    host = place(r.url).partition("/")[0] or r.url
    found = []
    if not r.label.startswith(r.short_publisher):
        found.append(("label", f"'{r.label}' does not begin with short_publisher, '{r.short_publisher}'"))
    if r.opens == "original":
        if not belongs(r.url, hosts):
            found.append(
                (
                    "label",
                    (
                        f"'{r.label}' promises a page of {r.short_publisher}, but the link opens {host}; "
                        "say in opens and in the label what it is, or add the host to hosts.csv"
                    ),
                )
            )
        found += [
            (column, f"an original has no {column}; empty it")
            for column in ("copied_by", "official_url")
            if getattr(r, column)
        ]
        return found
    end = promised(r.opens, r.copied_by)
    if not r.copied_by:
        found.append(("copied_by", f"is empty; say whose page the link opens ({host})"))
    elif not r.label.endswith(end):
        found.append(("label", f"'{r.label}' does not say that the link opens no original; end it with '{end}'"))
    if belongs(r.url, hosts):
        found.append(("opens", f"'{r.opens}', but {host} is {r.short_publisher}'s own; write original"))
    if r.official_url and not belongs(r.official_url, hosts):
        found.append(("official_url", f"'{r.official_url}' is on no host of {r.short_publisher} in hosts.csv"))
    return found
