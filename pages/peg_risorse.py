"""What does each action have to spend, and who works on it?"""

import streamlit as st

from dashboard.texts import resources as texts
from dashboard.ui.components import headline
from dashboard.ui.empty import empty_store
from dashboard.ui.filters import page_filters

filters = page_filters()
if filters is None:
    empty_store()
    st.stop()

headline(texts.TITLE)
