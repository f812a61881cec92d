"""Rules of sources: a label says what its link opens, whose page that is, and whether it is the document or a copy."""

import re
from collections import defaultdict
from urllib.parse import urlsplit

from explainer.records.facts import Records
from explainer.records.rows import Host, Source
from explainer.records.rule import Found, InRow, rule

# What a label has to say, by what the link opens.
SAYS = {
    "original": "",
    "text_copy": "(text copy)",
    "archive": "(archived copy)",
    "reprint": "(reprint, {by})",
    "digest": "(digest by {by})",
    "not_opened": "(not opened)",
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


# What a note says of a text that was not read at its own address.
READ_ELSEWHERE = re.compile(
    r"\bnot (?:been )?opened\b|\bas quoted\b|\bnot kept\b|\bnot shown there\b|\bnot read from\b|\bwere read in a\b",
    re.IGNORECASE,
)


@rule
def labels(facts: Records) -> Found:
    """A label begins with the publisher, and promises no page but the one that its link opens."""
    whose: dict[str, set[str]] = defaultdict(set)
    for host in facts.rows(Host):
        whose[host.publisher].add(host.host)
    for r in facts.rows(Source):
        if not r.label.startswith(r.short_publisher):
            yield r, "label", f"'{r.label}' does not begin with short_publisher, '{r.short_publisher}'"
        for column, says in (_original if r.opens == "original" else _copy)(r, whose):
            yield r, column, says


def _original(r: Source, whose: dict[str, set[str]]) -> InRow:
    host = place(r.url).partition("/")[0] or r.url
    if not belongs(r.url, whose[r.short_publisher]):
        promises = f"'{r.label}' promises a page of {r.short_publisher}, but the link opens {host}"
        yield "label", f"{promises}; say in opens and in the label what it is, or add the host to hosts.csv"
    for column in ("copied_by", "official_url"):
        if getattr(r, column):
            yield column, f"an original has no {column}; empty it"
    if said := READ_ELSEWHERE.search(r.note):
        yield "opens", f"'original', but the note says '{said[0]}'; link what was read, or write not_opened"


def _copy(r: Source, whose: dict[str, set[str]]) -> InRow:
    host, end = place(r.url).partition("/")[0] or r.url, promised(r.opens, r.copied_by)
    if not r.copied_by:
        yield "copied_by", f"is empty; say whose page the link opens ({host})"
    elif not r.label.endswith(end):
        yield "label", f"'{r.label}' does not say that the link opens no original; end it with '{end}'"
    if r.opens == "not_opened":
        return
    if belongs(r.url, whose[r.short_publisher]):
        yield "opens", f"'{r.opens}', but {host} is {r.short_publisher}'s own; write original"
    elif r.copied_by and not belongs(r.url, {*whose[r.copied_by], r.copied_by}):
        yield "url", f"opens {host}, which is no host of {r.copied_by} in hosts.csv; mend it, or add the host there"
    if r.official_url and not belongs(r.official_url, whose[r.short_publisher]):
        yield "official_url", f"'{r.official_url}' is on no host of {r.short_publisher} in hosts.csv"


@rule
def one_link(facts: Records) -> Found:
    """Two sources have two links."""
    first: dict[str, Source] = {}
    for r in facts.rows(Source):
        other = first.setdefault(r.url, r)
        if other is not r:
            yield r, "url", f"is the link of {other.source_id} (line {facts.line(other)}) too", r.url
