"""Which sheets does the office hand out, filled in with what is current?"""

import streamlit as st

from dashboard.texts import templates as texts
from dashboard.ui.components import note
from dashboard.ui.empty import empty_store
from dashboard.ui.filters import page_filters
from dashboard.ui.parts import draw_parts
from dashboard.ui.templates import (
    choose,
    render_all,
    render_one,
    render_roll_over,
    sheets_view,
)

filters = page_filters()
if filters is None:
    empty_store()
    st.stop()

place = st.container()
wanted = choose(filters)
view = sheets_view(filters, wanted)
with place:
    draw_parts(view.heading)

if view.sheets:
    render_all(view.sheets, wanted)
    render_one(view.by_label)
    draw_parts(view.listed)
else:
    note(texts.NO_SLOTS.format(year=wanted.reference_year))
render_roll_over(filters, wanted)
