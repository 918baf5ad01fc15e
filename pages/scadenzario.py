"""What is due next, to whom, and by which day?"""

import streamlit as st

from dashboard.ui.deadlines import render_calendar, render_events
from dashboard.ui.empty import empty_store
from dashboard.ui.first_year import filters_from_registry

filters = filters_from_registry()
if filters is None:
    empty_store()
    st.stop()

render_calendar(filters)
render_events(filters)
