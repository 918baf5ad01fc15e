"""One direction a screen, to be read from across a room."""

import streamlit as st

from dashboard.ui.empty import empty_store
from dashboard.ui.filters import page_filters
from dashboard.ui.meeting import render_meeting

filters = page_filters()
if filters is None:
    empty_store()
    st.stop()

render_meeting(filters)
