"""What do all results together say of how they were set and reported?"""

import streamlit as st

from dashboard.domain.signals import SignalKind
from dashboard.texts import signals as texts
from dashboard.ui.components import headline
from dashboard.ui.data import year_signals
from dashboard.ui.empty import empty_store, empty_view
from dashboard.ui.filters import page_filters
from dashboard.ui.signals import (
    render_approvals,
    render_distribution,
    render_reasons,
    render_sectors,
    render_signal,
    render_summary,
    spread_of,
)

filters = page_filters()
if filters is None:
    empty_store()
    st.stop()

found = year_signals(filters.entity_code, filters.reference_year, filters.period, filters.as_of)
if found is None:
    empty_view(texts.no_indicators(filters.reference_year), texts.YEAR_WITHOUT_ROWS_REMEDY)
    st.stop()

year = found.year
hundreds = year.signal(SignalKind.EXACT_HUNDRED)
headline(
    texts.headline(spread_of(year.results), hundreds, filters.reference_year, filters.period),
    texts.emphasis(hundreds),
)
render_summary(found)
render_distribution(year, found.year_before)
render_sectors(year)
for signal in year.signals:
    render_signal(signal, found, filters)
render_approvals(found, filters)
render_reasons(found, filters)
