"""Which results are on the wrong side of their target, how far, and what the sectors say of it."""

import streamlit as st

from dashboard.figures.deviation_bars import deviation_bars
from dashboard.figures.records import records_of
from dashboard.texts import deviations as texts
from dashboard.ui.components import finding, headline, note, render_figure
from dashboard.ui.data import query
from dashboard.ui.deviation_table import matching, reason_and_search, render_deviation_table
from dashboard.ui.empty import empty_store
from dashboard.ui.filters import page_filters
from dashboard.ui.keys import result_key
from dashboard.ui.paging import page_of
from dashboard.ui.result_tables import with_chosen_outcome

BARS_ON_A_PAGE = 15

filters = page_filters()
if filters is None:
    empty_store()
    st.stop()

deviations = query("deviations", **filters.as_params())
statuses = query("status_by_entity", **filters.as_params())
records = records_of(deviations)

headline(
    texts.headline(records, filters.reference_year, filters.period), texts.unexplained(records)
)
note(texts.completeness(records_of(statuses)))
if deviations.empty:
    note(texts.NOTHING_TO_SHOW)
    st.stop()

shown = matching(with_chosen_outcome(deviations), *reason_and_search())
if shown.empty:
    note(texts.NOTHING_MATCHES)
    st.stop()

shown_records = records_of(shown)
finding(texts.finding(shown_records))
note(texts.figure_note(shown_records, filters.period))
drawn = shown.dropna(subset=["deviation_pct_of_target"])
figure_place = st.container()
figure = deviation_bars(page_of(drawn, BARS_ON_A_PAGE, key="deviation-bars"))
if figure is not None:
    with figure_place:
        render_figure(figure, key="deviation-figure", alt=texts.figure_alt(shown_records))
        result_key(set(drawn["status"]))

finding(texts.TABLE_FINDING)
render_deviation_table(
    shown, filters, file_name=texts.file_name(filters.reference_year, filters.period)
)
