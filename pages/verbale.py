"""What did the Nucleo examine and find, as it goes on record?"""

import streamlit as st

from dashboard.domain.model import Period
from dashboard.texts import minutes as texts
from dashboard.ui.components import headline, note
from dashboard.ui.data import query
from dashboard.ui.empty import empty_store, empty_view
from dashboard.ui.filters import page_filters
from dashboard.ui.minutes import (
    render_document,
    render_form,
    render_history,
    session_chosen,
    sessions_in_view,
)

filters = page_filters()
if filters is None:
    empty_store()
    st.stop()

if query("indicator_results", **filters.as_params()).empty:
    empty_view(texts.EMPTY_TITLE, texts.EMPTY_BODY)
    st.stop()

period = Period(filters.period)
sessions = sessions_in_view(filters.entity_code, filters.reference_year, period, filters.as_of)

headline(texts.headline(len(sessions), filters.reference_year, filters.period))
note(texts.PAGE_NOTE)
session = session_chosen(sessions)
render_form(session, filters)
if session is not None:
    render_history(session)
render_document(filters, session)
