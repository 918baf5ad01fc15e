"""What is due next, to whom, and by which day?"""

import streamlit as st

from dashboard.scheduling import deadlines_of
from dashboard.texts import deadlines as texts
from dashboard.ui.components import headline, note
from dashboard.ui.data import store
from dashboard.ui.deadlines import render_calendar, render_events
from dashboard.ui.empty import empty_store
from dashboard.ui.first_year import filters_from_registry

filters = filters_from_registry()
if filters is None:
    empty_store()
    st.stop()

deadlines = deadlines_of(store(), filters.entity_code, filters.as_of)
if deadlines:
    render_calendar(deadlines, filters)
else:
    headline(texts.NO_DEADLINES)
    note(texts.NO_DEADLINES_BODY)
    st.page_link("pages/anagrafica.py", label=texts.GO_TO_REGISTRY, icon=":material/badge:")
render_events(deadlines, filters)
