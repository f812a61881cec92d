"""The floor: what the same Streamlit needs for one slider, one number and one small chart, written as a newcomer would."""

import altair as alt
import pandas as pd
import streamlit as st

GOAL = 2740  # arrests a day; any number would do

officers = st.slider("Deportation officers", 0.0, 120000.0, 6000.0, 250.0, format="%,.0f", key="officers")
arrests = officers * 0.052
st.markdown(f"officers={officers:.0f} make **{arrests:,.0f}** arrests a day")
rows = pd.DataFrame({"what": ["Goal", "Yours"], "arrests": [GOAL, arrests]})
st.altair_chart(alt.Chart(rows).mark_bar().encode(x="arrests:Q", y="what:N"))
