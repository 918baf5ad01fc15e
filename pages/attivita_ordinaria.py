"""How much did the services do, beside the three years before?"""

import streamlit as st

from dashboard.texts import ordinary_activity as texts
from dashboard.ui.empty import empty_part, empty_store
from dashboard.ui.filters import page_filters
from dashboard.ui.ordinary_activity import activity_view, choose, render_measures
from dashboard.ui.parts import draw_parts

filters = page_filters()
if filters is None:
    empty_store()
    st.stop()

view = activity_view(filters)
if view is None:
    empty_part(texts.empty_title(filters.reference_year), texts.EMPTY_BODY)
    st.stop()

draw_parts(view.heading)
render_measures(choose(view.measures), filters)
