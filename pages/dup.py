"""Which DUP interventions move, which do not, and what the sectors wrote of each."""

import streamlit as st

from dashboard.figures.records import records_of
from dashboard.figures.status_bars import dup_status_bars
from dashboard.texts import dup as texts
from dashboard.ui.components import finding, headline, note, render_figure
from dashboard.ui.data import query
from dashboard.ui.dup_tables import (
    render_actions,
    render_interventions,
    render_proposals,
    with_chosen_status,
)
from dashboard.ui.dup_tree import render_tree
from dashboard.ui.empty import empty_store, empty_view
from dashboard.ui.filters import page_filters
from dashboard.ui.keys import dup_key
from dashboard.ui.proposals import link_to_pending
from dashboard.ui.tables import table_twin

filters = page_filters()
if filters is None:
    empty_store()
    st.stop()

interventions = query("dup_interventions", **filters.as_params())
if interventions.empty:
    empty_view(texts.EMPTY_TITLE, texts.EMPTY_BODY)
    st.stop()

rows = records_of(interventions)
headline(texts.headline(rows), texts.emphasis(rows))
note(texts.completeness(rows))
link_to_pending(filters)

by_direction = query("dup_status_by_direction", **filters.as_params())
finding(texts.direction_finding(rows))
render_figure(dup_status_bars(by_direction), key="dup-bars", alt=texts.bars_alt(rows))
dup_key(set(interventions["status"]))
table_twin(by_direction, texts.DIRECTION_COLUMNS, key="dup-directions", file_name=texts.FILE_NAME)

finding(texts.tree_finding(rows))
render_tree(interventions)

shown = with_chosen_status(interventions)
finding(texts.table_finding(len(shown), len(interventions)))
render_interventions(shown)
render_proposals(query("dup_proposals", **filters.as_params()))
render_actions(query("actions", **filters.as_params()), filters)
