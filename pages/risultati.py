"""How far each PIAO indicator is from its target, and which sector is behind."""

import streamlit as st

from dashboard.texts import results as texts
from dashboard.ui.empty import empty_store, empty_view
from dashboard.ui.filters import page_filters
from dashboard.ui.parts import draw_parts
from dashboard.ui.result_tables import chosen_outcomes
from dashboard.ui.results import render_bullets, render_results_twin, results_in_view

filters = page_filters()
if filters is None:
    empty_store()
    st.stop()

results = results_in_view(filters)
if results is None:
    empty_view(texts.EMPTY_TITLE, texts.EMPTY_BODY)
    st.stop()

results.headline.draw()
results.methods.draw()

left, right = st.columns([1.2, 1], gap="large")
with left:
    outcomes = chosen_outcomes(results.outcomes)
    render_bullets(filters, outcomes)
with right:
    draw_parts(results.sectors)

# Below both columns: eight columns of words do not fit one half of the screen.
render_results_twin(filters, outcomes)
