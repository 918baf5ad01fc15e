"""What do the actions have to spend, who works on them, and which have neither?"""

import streamlit as st

from dashboard.texts import resources as texts
from dashboard.ui.empty import empty_store, empty_view
from dashboard.ui.filters import page_filters
from dashboard.ui.parts import draw_parts
from dashboard.ui.resources import render_breakdown, resources_view

filters = page_filters()
if filters is None:
    empty_store()
    st.stop()

view = resources_view(filters)
if view is None:
    empty_view(texts.EMPTY_TITLE, texts.EMPTY_BODY)
    st.stop()

draw_parts(view.above)
if view.has_sums:
    render_breakdown(filters)
draw_parts(view.below)
