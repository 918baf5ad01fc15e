"""One action: where it comes from, what it was to reach, what it reached, in which cells."""

import streamlit as st

from dashboard.figures.records import records_of
from dashboard.texts import action as texts
from dashboard.ui.action import (
    named_indicator,
    render_cells,
    render_facts,
    render_history,
    render_indicator,
    render_indicators,
    render_way_here,
    render_way_to_value,
)
from dashboard.ui.action_choice import action_list, chosen_action, named_action_code
from dashboard.ui.assessments import render_assessments
from dashboard.ui.chain_choice import render_way_to_chain
from dashboard.ui.components import headline, note
from dashboard.ui.data import query
from dashboard.ui.empty import empty_store
from dashboard.ui.filters import page_filters
from dashboard.ui.parts import draw_parts
from dashboard.ui.proposals import link_to_pending
from dashboard.ui.resources import render_of_action
from dashboard.ui.target_story import render_target_stories

filters = page_filters()
if filters is None:
    empty_store()
    st.stop()

action = chosen_action(filters)

if action is None:
    headline(texts.TITLE)
    missing_code = named_action_code()
    if missing_code is not None:
        st.warning(texts.missing_action(missing_code, filters.reference_year))
    draw_parts(action_list(filters))
    st.stop()

action_params = {
    "entity_code": filters.entity_code,
    "as_of": filters.as_of,
    "sector_code": action["sector_code"],
    "action_code": action["action_code"],
}
year_params = {**action_params, "reference_year": filters.reference_year}
indicators = query("action_indicators", **year_params)
cells = query("action_cells", **year_params)
of_period = records_of(indicators[indicators["period"] == filters.period])

indicator = named_indicator(of_period)
render_way_here(action, indicator, filters)
headline(texts.headline(action))
note(texts.place(action))
st.markdown(texts.summary(of_period, filters.reference_year, filters.period))
if indicator is not None:
    render_indicator(indicator, cells, action, filters)
render_way_to_value(action, filters)
render_way_to_chain(action, filters)
render_indicators(indicators, action, filters)
render_assessments(indicators, action, filters)
link_to_pending(filters, rows_of=texts.headline(action))
render_target_stories(query("target_steps", **year_params), query("varied_targets", **year_params))
render_facts(action, cells)
render_of_action(
    query("action_resources", **year_params), query("action_staff", **year_params), filters
)
render_history(query("action_history", **action_params))
render_cells(cells)
