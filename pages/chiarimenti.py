"""What did the Nucleo ask, who answered, what is open?"""

import streamlit as st

from dashboard.texts import clarifications as texts
from dashboard.ui.clarifications import (
    render_letters,
    render_list,
    render_new_request,
    render_scope,
    render_told,
    requests_in_view,
)
from dashboard.ui.components import headline, note
from dashboard.ui.deliveries import day_looked_at
from dashboard.ui.empty import empty_store
from dashboard.ui.filters import page_filters

filters = page_filters()
if filters is None:
    empty_store()
    st.stop()

requests = requests_in_view(filters)
of_year = [one for one in requests if one.asked_of.reference_year == filters.reference_year]
if requests:
    headline(*texts.headline(of_year, filters.reference_year, day_looked_at(filters)))
else:
    headline(texts.EMPTY_TITLE)
    note(texts.EMPTY_BODY)
render_scope(requests, filters)
render_told()
render_new_request(filters)
if of_year:
    render_list(of_year, filters)
render_letters(requests, filters)
