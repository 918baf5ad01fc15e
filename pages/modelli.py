"""Which sheets does the office hand out, filled in with what is current?"""

import streamlit as st

from dashboard.texts import templates as texts
from dashboard.ui.components import headline, note
from dashboard.ui.empty import empty_store
from dashboard.ui.filters import page_filters
from dashboard.ui.templates import (
    choose,
    render_all,
    render_list,
    render_one,
    render_roll_over,
    standings,
    state_counts,
)

filters = page_filters()
if filters is None:
    empty_store()
    st.stop()

place = st.container()
wanted = choose(filters)
shown = standings(filters, wanted)
with place:
    headline(texts.headline(wanted.reference_year, len(shown), state_counts(shown)))
    note(texts.PAGE_NOTE)

if shown:
    render_all(shown, wanted)
    render_one(shown)
    render_list(shown, wanted)
else:
    note(texts.NO_SLOTS.format(year=wanted.reference_year))
render_roll_over(filters, wanted)
