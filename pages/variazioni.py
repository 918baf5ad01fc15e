"""What was varied during the year, why and by which deed; and the papers that tell it."""

import streamlit as st

from dashboard.texts import variations as texts
from dashboard.ui.empty import empty_store, empty_view
from dashboard.ui.filters import page_filters
from dashboard.ui.parts import draw_parts
from dashboard.ui.variations import (
    render_clean_copies,
    render_register,
    render_synoptic,
    varied_in_view,
)

filters = page_filters()
if filters is None:
    empty_store()
    st.stop()

varied = varied_in_view(filters)
if varied is None:
    empty_view(texts.EMPTY_TITLE, texts.EMPTY_BODY)
    st.stop()

draw_parts(varied.heading)
render_register(varied, filters)
render_synoptic(varied, filters)
render_clean_copies(varied.proposals, filters)
