"""What do the sectors ask in red to change, and what was decided on it, by whom and why?"""

import streamlit as st

from dashboard.texts import proposals as texts
from dashboard.ui.components import finding, note
from dashboard.ui.empty import empty_store, empty_view
from dashboard.ui.filters import page_filters
from dashboard.ui.keys import ink_key
from dashboard.ui.parts import draw_parts
from dashboard.ui.proposal_decision import render_decision, render_outcome
from dashboard.ui.proposals import (
    chosen_among,
    listed_among,
    proposed_in_view,
    render_choosing,
    render_subjects,
)

filters = page_filters()
if filters is None:
    empty_store()
    st.stop()

proposed = proposed_in_view(filters)
if proposed is None:
    empty_view(texts.EMPTY_TITLE, texts.EMPTY_BODY)
    st.stop()

draw_parts(proposed.heading)
render_outcome(filters)

listed = listed_among(proposed)
if not listed:
    note(texts.NOTHING_MATCHES)
    st.stop()

shown_count = sum(len(subject.proposals) for subject in listed)
finding(texts.shown_finding(shown_count, proposed.count))
ink_key()
if filters.as_of is not None:
    note(texts.READ_ONLY)
    render_subjects(listed, filters, can_choose=False)
    st.stop()

chosen = chosen_among(listed)
render_choosing(listed, chosen)
list_column, panel_column = st.columns([0.64, 0.36], gap="medium")
with list_column:
    render_subjects(listed, filters, can_choose=True)
with panel_column, st.container(key="proposal-panel", border=True):
    render_decision(chosen)
