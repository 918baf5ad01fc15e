"""Which controls of quality did the sectors start by themselves, and what came of them?"""

import streamlit as st

from dashboard.texts import quality_controls as texts
from dashboard.ui.empty import empty_part, empty_store
from dashboard.ui.filters import page_filters
from dashboard.ui.quality_controls import REGISTER
from dashboard.ui.registers import has_entries, render_register

filters = page_filters()
if filters is None:
    empty_store()
    st.stop()

if not has_entries(REGISTER, filters):
    empty_part(texts.EMPTY_TITLE, texts.EMPTY_BODY)
    st.stop()

render_register(REGISTER, filters)
