"""The checked claims by group, and the tally of verdicts of each."""

from collections.abc import Iterable
from typing import NamedTuple

from explainer.records.facts import Records
from explainer.records.rows import Claim, ClaimGroup

# The order in which verdicts are named, so that two groups can be read side by side.
VERDICTS = ("supported", "partly supported", "contradicted", "cannot be checked")


class Group(NamedTuple):
    """Claims that were chosen by one rule."""

    row: ClaimGroup
    claims: tuple[Claim, ...]  # in the file's order

    @property
    def tally(self) -> dict[str, int]:
        """Return how many claims of the group have each verdict."""
        return tally(self.claims)


def tally(claims: Iterable[Claim]) -> dict[str, int]:
    """Return how many rows of claims.csv have each verdict, in the order of VERDICTS; verdicts without one left out."""
    given = [claim.verdict for claim in claims]
    return {verdict: given.count(verdict) for verdict in VERDICTS if verdict in given}


def groups(records: Records) -> list[Group]:
    """Return the groups of claim_groups.csv in their order."""
    rows = sorted(records.rows(ClaimGroup), key=lambda r: r.order)
    return [Group(r, tuple(c for c in records.rows(Claim) if c.group == r.group)) for r in rows]
