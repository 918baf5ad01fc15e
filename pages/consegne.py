"""Who has handed in what, who is late, and who is to be reminded?"""

import streamlit as st

from dashboard.texts import deliveries as texts
from dashboard.ui.clarifications import render_open_count
from dashboard.ui.components import headline, note
from dashboard.ui.deliveries import (
    cells_of_year,
    chosen_cells,
    day_looked_at,
    past_deadlines,
    planned_cells,
    render_history,
    render_matrix,
)
from dashboard.ui.empty import empty_store, empty_view
from dashboard.ui.filters import page_filters
from dashboard.ui.reminders import render_reminders

filters = page_filters()
if filters is None:
    empty_store()
    st.stop()

closing = cells_of_year(filters, filters.reference_year)
if not closing:
    empty_view(texts.EMPTY_TITLE, texts.EMPTY_BODY)
    st.stop()

headline(*texts.headline(closing, filters.reference_year, day_looked_at(filters)))
planned = planned_cells(filters)
note(texts.planned_sentence(planned, filters.reference_year + 1))
render_open_count(filters)
shown = chosen_cells([*closing, *planned])
matrix_tab, reminders_tab, history_tab = st.tabs(
    [texts.MATRIX_TAB, texts.REMINDERS_TAB, texts.HISTORY_TAB]
)
with matrix_tab:
    render_matrix(shown, filters)
with reminders_tab:
    render_reminders(shown, filters)
with history_tab:
    render_history(past_deadlines(filters))
