"""What is new in the work and in the services, and for whose good?"""

import streamlit as st

from dashboard.texts import innovations as texts
from dashboard.ui.empty import empty_part, empty_store
from dashboard.ui.filters import page_filters
from dashboard.ui.innovations import REGISTER
from dashboard.ui.registers import has_entries, render_register

filters = page_filters()
if filters is None:
    empty_store()
    st.stop()

if not has_entries(REGISTER, filters):
    empty_part(texts.EMPTY_TITLE, texts.EMPTY_BODY)
    st.stop()

render_register(REGISTER, filters)
