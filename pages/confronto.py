"""What moved since last year, and since the last report?"""

import streamlit as st

from dashboard.texts import comparison as texts
from dashboard.ui import comparison as parts
from dashboard.ui.components import headline, note
from dashboard.ui.data import query
from dashboard.ui.empty import empty_store, empty_view
from dashboard.ui.filters import page_filters
from dashboard.ui.parts import draw_parts

filters = page_filters()
if filters is None:
    empty_store()
    st.stop()

if query("indicator_results", **filters.as_params()).empty:
    empty_view(texts.EMPTY_TITLE, texts.EMPTY_BODY)
    st.stop()

title = st.container()
draw_parts(parts.years_side_by_side(filters))

before = parts.look_before(filters)
if before is None or before == filters:
    with title:
        headline(texts.nothing_to_compare(filters.reference_year, filters.period))
    note(texts.NOTHING_BEFORE if before is None else texts.SAME_LOOK)
    st.stop()

compared = parts.compared(before, filters)
with title:
    compared.headline.draw()
draw_parts(compared.transitions)
draw_parts(compared.moved)
