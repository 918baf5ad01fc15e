"""How are we doing, which direction is behind, what needs us, and can the numbers be trusted."""

import streamlit as st

from dashboard import settings
from dashboard.texts import one_page as one_page_texts
from dashboard.ui.empty import empty_store
from dashboard.ui.filters import page_filters
from dashboard.ui.one_page import render_print
from dashboard.ui.overview import deliveries_in_view, needs_of, overview_of
from dashboard.ui.parts import draw_parts
from dashboard.ui.picture import picture_in_view

filters = page_filters()
if filters is None:
    empty_store()
    st.stop()

overview = overview_of(filters)
needs = needs_of(filters, filters.as_of or settings.today())

with st.container(gap="xxsmall"):
    draw_parts(overview.head, is_tight=True)
left, right = st.columns([1.12, 1], gap="large")
with left, st.container(gap="xxsmall"):
    draw_parts([*overview.bars, *needs.travel], is_tight=True)
with right, st.container(gap="xxsmall"):
    draw_parts([*needs.concerns, *needs.trust], is_tight=True)
    render_print(
        one_page_texts.TITLE,
        overview.sentence,
        picture_in_view(filters),
        deliveries_in_view(filters),
        filters,
    )
draw_parts(overview.dots)
