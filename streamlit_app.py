"""Deportation goals and the record: the page, from top to bottom."""

from explainer.page import counted, foot, head, layout, officials, pace, parts, trust
from explainer.records import door

facts = door.shared()
page = layout.open_page(facts)

with page.drawn():
    page.head(head.PART)
    page.notes()
    page.instrument()
    page.part(counted.PART)
    page.closer(parts.COUNTED)
    page.part(pace.PART)
    page.closer(parts.ARRESTS)
    page.part(officials.PART)
    page.part(trust.PART)
    page.closer(parts.TRUST)
    page.closer(parts.MORE)
    page.foot(foot.PART)
