"""How far each PIAO indicator is from its target, and which sector is behind."""

import streamlit as st

from dashboard.figures.bullets import bullets, sorted_by_gap
from dashboard.figures.heatmap import sector_heatmap
from dashboard.figures.records import records_of
from dashboard.texts import results as texts
from dashboard.ui.components import finding, headline, note, render_figure
from dashboard.ui.data import query
from dashboard.ui.empty import empty_store, empty_view
from dashboard.ui.filters import page_filters
from dashboard.ui.keys import result_key
from dashboard.ui.links import ACTION_LINK, with_action_links
from dashboard.ui.overview import render_methods
from dashboard.ui.paging import page_of
from dashboard.ui.result_tables import (
    cell_addresses,
    render_results_twin,
    render_sectors_twin,
    with_chosen_outcome,
)

BULLETS_ON_A_PAGE = 20

filters = page_filters()
if filters is None:
    empty_store()
    st.stop()

chosen = filters.as_params()
results = query("indicator_results", **chosen)
if results.empty:
    empty_view(texts.EMPTY_TITLE, texts.EMPTY_BODY)
    st.stop()
statuses = records_of(query("status_by_entity", **chosen))
methods = query("achievement_by_entity", **chosen)
counted = records_of(results[["left_out_reason", "achievement_basis"]])
cells = query("status_by_sector_and_direction", **chosen)
means = query("achievement_by_sector_and_direction", **chosen)

headline(
    texts.headline(statuses, filters.reference_year, filters.period),
    texts.emphasis(statuses, filters.period),
)
render_methods(texts.mean_sentence(records_of(methods), counted), methods, filters)

left, right = st.columns([1.2, 1], gap="large")
with left:
    shown = sorted_by_gap(with_chosen_outcome(results))
    finding(texts.bullets_finding(records_of(shown.head(1))))
    note(texts.BULLETS_NOTE)
    figure_place = st.container()
    page = with_action_links(page_of(shown, BULLETS_ON_A_PAGE, key="bullets"), filters)
    with figure_place:
        render_figure(
            bullets(page),
            key="bullets-figure",
            alt=texts.bullets_alt(records_of(page)),
            addresses=list(page[ACTION_LINK]),
        )
    result_key(set(page["status"]))
with right:
    cell_rows = records_of(cells)
    finding(texts.sectors_finding(cell_rows, filters.period))
    render_figure(
        sector_heatmap(cells, cell_addresses(cells, filters)),
        key="sectors-figure",
        alt=texts.sectors_alt(cell_rows, filters.period),
    )
    note(texts.sectors_note(cell_rows))
    render_sectors_twin(cells, means, filters)

# Below both columns: eight columns of words do not fit one half of the screen.
render_results_twin(shown, filters)
