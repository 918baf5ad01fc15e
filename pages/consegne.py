"""Who has handed in what, who is late, and who is to be reminded?"""

import streamlit as st

from dashboard.texts import deliveries as texts
from dashboard.ui.clarifications import render_open_count
from dashboard.ui.deliveries import choose, deliveries_view, render_matrix
from dashboard.ui.empty import empty_store, empty_view
from dashboard.ui.filters import page_filters
from dashboard.ui.parts import draw_parts
from dashboard.ui.reminders import render_reminders
from dashboard.ui.tabs import tabbed

filters = page_filters()
if filters is None:
    empty_store()
    st.stop()

view = deliveries_view(filters)
if view is None:
    empty_view(texts.EMPTY_TITLE, texts.EMPTY_BODY)
    st.stop()

draw_parts(view.heading)
render_open_count(filters)
wanted = choose(view.cells)
owed = [cell for cell in view.cells if wanted.has(cell)]
tabbed(
    {
        texts.MATRIX_TAB: lambda: render_matrix(wanted, filters),
        texts.REMINDERS_TAB: lambda: render_reminders(owed, filters),
        texts.HISTORY_TAB: lambda: draw_parts(view.past),
    },
    key="scheda",
)
