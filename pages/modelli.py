"""Which sheets does the office hand out, filled in with what is current?"""

import streamlit as st

from dashboard.texts import templates as texts
from dashboard.ui.components import headline
from dashboard.ui.empty import empty_store
from dashboard.ui.filters import page_filters

filters = page_filters()
if filters is None:
    empty_store()
    st.stop()

headline(texts.TITLE)
