"""Which rules and names hold of the entity in a year, who states them, and how to change them."""

import streamlit as st

from dashboard.ui.data import registry
from dashboard.ui.empty import empty_store
from dashboard.ui.filters import page_filters
from dashboard.ui.registry import (
    render_holding,
    render_others,
    render_periods,
    render_rollup,
    render_rules,
)

filters = page_filters()
if filters is None:
    empty_store()
    st.stop()

in_force = registry(filters.entity_code, filters.entity_name, filters.reference_year, filters.as_of)

render_holding(in_force, filters)
render_rules(in_force.facts)
render_rollup(in_force.facts)
render_periods(in_force.facts)
render_others(in_force.facts)
