"""What do the actions have to spend, who works on them, and which have neither?"""

import streamlit as st

from dashboard.figures.records import records_of
from dashboard.texts import resources as texts
from dashboard.ui.components import headline, note
from dashboard.ui.data import query
from dashboard.ui.empty import empty_store, empty_view
from dashboard.ui.filters import page_filters
from dashboard.ui.resources import (
    in_all,
    render_breakdown,
    render_detail,
    render_different_sums,
    render_oddities,
    render_staff,
    render_tiles,
    render_without,
    render_years,
    without_resources,
)

filters = page_filters()
if filters is None:
    empty_store()
    st.stop()

actions = query("action_funding", **filters.as_params())
if actions.empty:
    empty_view(texts.EMPTY_TITLE, texts.EMPTY_BODY)
    st.stop()

groups = query("resources_by", **filters.as_params())
staff = query("staff_by_category", **filters.as_params())
records, whole = records_of(actions), in_all(groups)
without_count = len(without_resources(actions))

headline(texts.headline(records, whole, without_count), texts.emphasis(without_count))
note(texts.completeness(records))
render_tiles(whole, staff, actions)
render_breakdown(groups, whole)
render_without(actions, filters)
render_oddities(actions, filters)
render_different_sums(actions, filters)
render_staff(staff, actions)
render_years(query("resources_by_year", **filters.as_params()), actions, filters.reference_year)
render_detail(
    query("action_resources", **filters.as_params()),
    query("action_staff", **filters.as_params()),
    filters,
)
