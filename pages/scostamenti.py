"""Which results are on the wrong side of their target, why, and what the Nucleo says of each."""

import streamlit as st

from dashboard.texts.review_queue import FIGURES_TAB, WORK_TAB
from dashboard.ui.data import query
from dashboard.ui.deviation_table import head_of_deviations, render_deviations
from dashboard.ui.empty import empty_store
from dashboard.ui.filters import page_filters
from dashboard.ui.parts import draw_parts
from dashboard.ui.review_card import render_workplace
from dashboard.ui.tabs import tabbed

VIEW_KEY = "vista"

filters = page_filters()
if filters is None:
    empty_store()
    st.stop()

draw_parts(head_of_deviations(filters))

tabbed(
    {
        WORK_TAB: lambda: render_workplace(filters),
        FIGURES_TAB: lambda: render_deviations(query("deviations", **filters.as_params()), filters),
    },
    key=VIEW_KEY,
)
