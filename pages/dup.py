"""Which DUP interventions move, which do not, and what the sectors wrote of each."""

import streamlit as st

from dashboard.texts import dup as texts
from dashboard.ui.dup import dup_in_view, dup_table
from dashboard.ui.dup_tables import chosen_statuses
from dashboard.ui.empty import empty_store, empty_view
from dashboard.ui.filters import page_filters
from dashboard.ui.parts import draw_parts

filters = page_filters()
if filters is None:
    empty_store()
    st.stop()

dup = dup_in_view(filters)
if dup is None:
    empty_view(texts.EMPTY_TITLE, texts.EMPTY_BODY)
    st.stop()

draw_parts(dup.above)
draw_parts(dup_table(filters, chosen_statuses(dup.statuses)))
draw_parts(dup.below)
