"""Deportation goals and the record: the page, from top to bottom."""

from explainer.page import compare, counted, foot, head, layout, needs, officials, pace, parts, trust
from explainer.records import door

facts = door.shared()
page = layout.open_page(facts)

page.part(head.PART)
page.contents()
page.notes()
page.instrument()
page.following(compare.PART)
page.part(needs.HEAD)
page.following(needs.PART)
page.doors(parts.BEHIND_NEEDS)
page.part(counted.PART)
page.part(pace.PART)
page.doors(parts.BEHIND_PACE)
page.part(officials.PART)
page.part(trust.PART)
page.doors(parts.BEHIND_TRUST)
page.doors(parts.more(facts))
page.part(foot.PART)
page.end()
