"""What do all results together say of how they were set and reported?"""

import streamlit as st

from dashboard.texts import signals as texts
from dashboard.ui.empty import empty_store, empty_view
from dashboard.ui.filters import page_filters
from dashboard.ui.parts import draw_parts
from dashboard.ui.reasons import render_reason_rules
from dashboard.ui.signals import signals_in_view

filters = page_filters()
if filters is None:
    empty_store()
    st.stop()

parts = signals_in_view(filters)
if not parts:
    empty_view(texts.no_indicators(filters.reference_year), texts.YEAR_WITHOUT_ROWS_REMEDY)
    st.stop()

draw_parts(parts)
render_reason_rules("signals")
