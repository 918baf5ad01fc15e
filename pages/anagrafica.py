"""Which rules and names hold of the entity in a year, who states them, and how to change them."""

import streamlit as st

from dashboard.ui.empty import empty_store
from dashboard.ui.filters import page_filters
from dashboard.ui.parts import draw_parts
from dashboard.ui.registry import registry_view, render_workbook

filters = page_filters()
if filters is None:
    empty_store()
    st.stop()

view = registry_view(filters)
draw_parts(view.above)
render_workbook(view.in_force)
draw_parts(view.below)
