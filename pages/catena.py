"""Which action serves which objective of the DUP, both ways, and what hangs in the air?"""

import streamlit as st

from dashboard.figures.records import records_of
from dashboard.texts import chain as texts
from dashboard.ui.chain import (
    render_agreements,
    render_flows,
    render_linkage,
    render_list,
    render_matrix,
    render_not_in_peg,
    render_not_in_piao,
    render_objectives_without_actions,
    render_unlinked,
)
from dashboard.ui.chain_choice import render_choice
from dashboard.ui.components import headline, note
from dashboard.ui.data import query
from dashboard.ui.empty import empty_store, empty_view
from dashboard.ui.filters import page_filters

filters = page_filters()
if filters is None:
    empty_store()
    st.stop()

of_year = {
    "entity_code": filters.entity_code,
    "as_of": filters.as_of,
    "reference_year": filters.reference_year,
}
actions = query("chain_actions", **filters.as_params())
objectives = query("chain_objectives", **filters.as_params())
if actions.empty and objectives.empty:
    empty_view(texts.EMPTY_TITLE, texts.EMPTY_BODY)
    st.stop()

records, objective_records = records_of(actions), records_of(objectives)
headline(
    texts.headline(records, objective_records, filters.reference_year),
    texts.emphasis(objective_records),
)
note(texts.completeness(records, objective_records))
render_choice(query("chain_actions", **of_year), query("chain_objectives", **of_year), filters)

if not actions.empty:
    left, right = st.columns([3, 2], gap="medium")
    with left:
        render_flows(actions)
    with right:
        render_matrix(actions, filters)
    render_linkage(query("linkage_by_sector", **filters.as_params()), filters)

render_objectives_without_actions(objectives, filters)
render_unlinked(actions, filters)
render_not_in_peg(actions, filters)
render_agreements(actions, filters)
render_not_in_piao(actions, filters)
render_list(actions, filters)
