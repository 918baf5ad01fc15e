"""What came in, what did it change, and who took back what, and why?"""

import streamlit as st

from dashboard.texts import history as texts
from dashboard.ui.empty import empty_store
from dashboard.ui.filters import page_filters
from dashboard.ui.history import render_events, upload_in_address
from dashboard.ui.upload_detail import render_upload

filters = page_filters()
if filters is None:
    empty_store()
    st.stop()

stated, upload = upload_in_address(filters)
if upload is None:
    if stated is not None:
        st.warning(texts.unknown_upload(stated, filters.as_of))
    render_events(filters)
else:
    render_upload(upload, filters)
