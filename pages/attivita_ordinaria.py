"""How much did the services do, beside the three years before?"""

import streamlit as st

from dashboard.texts import ordinary_activity as texts
from dashboard.ui.components import finding, headline, note
from dashboard.ui.data import query
from dashboard.ui.empty import empty_part, empty_store
from dashboard.ui.filters import page_filters
from dashboard.ui.ordinary_activity import (
    in_view,
    measures_of,
    render_key,
    render_panels,
    render_tables,
)

filters = page_filters()
if filters is None:
    empty_store()
    st.stop()

year = filters.reference_year
activities = query("ordinary_activities", **filters.as_params())
if activities.empty:
    empty_part(texts.empty_title(year), texts.EMPTY_BODY)
    st.stop()

measures = measures_of(activities, year)
headline(texts.headline(measures, year), texts.emphasis(measures))
note(texts.completeness(measures))

shown = in_view(measures)
if not shown:
    note(texts.NOTHING_MATCHES)
    st.stop()

finding(texts.figure_finding(shown))
render_panels(shown)
render_key(shown)
note(texts.RULE)

finding(texts.TABLE_FINDING)
render_tables(shown, filters)
