"""Which action serves which objective of the DUP, both ways, and what hangs in the air?"""

import streamlit as st

from dashboard.texts import chain as texts
from dashboard.ui.chain import chain_view
from dashboard.ui.chain_choice import render_choice
from dashboard.ui.empty import empty_store, empty_view
from dashboard.ui.filters import page_filters
from dashboard.ui.parts import draw_parts

filters = page_filters()
if filters is None:
    empty_store()
    st.stop()

view = chain_view(filters)
if view is None:
    empty_view(texts.EMPTY_TITLE, texts.EMPTY_BODY)
    st.stop()

draw_parts(view.heading)
render_choice(filters)
if view.flows:
    left, right = st.columns([3, 2], gap="medium")
    with left:
        draw_parts(view.flows)
    with right:
        draw_parts(view.matrix)
draw_parts(view.below)
