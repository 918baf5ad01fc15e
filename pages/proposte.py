"""What do the sectors ask in red to change, and what was decided on it, by whom and why?"""

import streamlit as st

from dashboard.figures.records import records_of
from dashboard.texts import proposals as texts
from dashboard.ui.components import finding, headline, note
from dashboard.ui.data import query
from dashboard.ui.empty import empty_store, empty_view
from dashboard.ui.filters import page_filters
from dashboard.ui.history import upload_addresser
from dashboard.ui.keys import ink_key
from dashboard.ui.proposal_decision import render_decision, render_outcome
from dashboard.ui.proposals import (
    chosen_among,
    decisions_by_proposal,
    in_view,
    render_choosing,
    render_subjects,
    subjects_of,
)

filters = page_filters()
if filters is None:
    empty_store()
    st.stop()

proposals = query("proposals", **filters.as_params())
if proposals.empty:
    empty_view(texts.EMPTY_TITLE, texts.EMPTY_BODY)
    st.stop()

records = records_of(proposals)
subjects = subjects_of(records)
headline(texts.headline(records), texts.emphasis(records))
note(texts.scope(records, sum(subject.is_conflict for subject in subjects)))
render_outcome(filters)

listed = in_view(subjects, proposals)
if not listed:
    note(texts.NOTHING_MATCHES)
    st.stop()

finding(texts.shown_finding(sum(len(subject.proposals) for subject in listed), len(records)))
ink_key()
decisions = decisions_by_proposal(filters)
if filters.as_of is not None:
    note(texts.READ_ONLY)
    render_subjects(listed, decisions, upload_addresser(filters), can_choose=False)
    st.stop()

chosen = chosen_among(listed)
render_choosing(listed, chosen)
list_column, panel_column = st.columns([0.64, 0.36], gap="medium")
with list_column:
    render_subjects(listed, decisions, upload_addresser(filters), can_choose=True)
with panel_column, st.container(key="proposal-panel", border=True):
    render_decision(chosen)
