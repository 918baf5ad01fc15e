"""Where does a word stand, in all texts of the plan and of the reports?"""

import streamlit as st

from dashboard.ui.data import search_index
from dashboard.ui.empty import empty_store
from dashboard.ui.filters import page_filters
from dashboard.ui.search import (
    reach_of,
    render_before_searching,
    render_finds,
    search_in_address,
)

filters = page_filters()
if filters is None:
    empty_store()
    st.stop()

search = search_in_address(filters)
if search.typed:
    render_finds(search_index(filters.entity_code, filters.as_of), search, filters)
else:
    render_before_searching(search, reach_of(filters))
