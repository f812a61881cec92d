"""Deportation goals and the record: the page, from top to bottom."""

from explainer.page import (
    compare,
    counted,
    foot,
    head,
    layout,
    needs,
    officials,
    pace,
    parts,
    trust,
)
from explainer.records import door

facts = door.shared()
page = layout.open_page(facts)

page.still(head.PART)
page.notes()
page.instrument()
page.following(compare.PART)
page.still(needs.HEAD)
page.following(needs.PART, behind=parts.BEHIND_NEEDS)
page.still(counted.PART)
page.still(pace.PART)
page.following(behind=parts.BEHIND_PACE)
page.still(officials.PART)
page.still(trust.PART)
page.following(behind=parts.BEHIND_TRUST)
page.following(behind=parts.more(facts))
page.still(foot.PART)
page.end()
