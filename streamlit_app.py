"""Deportation goals and the record: the page, from top to bottom."""

import streamlit as st

from explainer.page import head, layout
from explainer.page.reading import Reading
from explainer.reader import history, links
from explainer.records import door

st.set_page_config(page_title="Deportation goals and the record", layout="wide")
layout.dress()
facts = door.shared()
history.begin(facts, links.Names())
head.show(Reading(facts, history.current()))
layout.notes()
layout.instrument(facts, [])
