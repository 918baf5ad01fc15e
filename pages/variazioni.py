"""What was varied during the year, why and by which deed; and the papers that tell it."""

import streamlit as st

from dashboard.figures.records import records_of
from dashboard.reports.variation_register import register_section, variations
from dashboard.texts import variations as texts
from dashboard.ui.components import headline, note
from dashboard.ui.data import query
from dashboard.ui.empty import empty_store, empty_view
from dashboard.ui.filters import page_filters
from dashboard.ui.variations import render_clean_copies, render_register, render_synoptic

filters = page_filters()
if filters is None:
    empty_store()
    st.stop()

proposals = query("proposals", **filters.as_params())
if proposals.empty:
    empty_view(texts.EMPTY_TITLE, texts.EMPTY_BODY)
    st.stop()

records = records_of(proposals)
found = variations(
    records,
    records_of(query("target_steps", **filters.as_params())),
    records_of(query("varied_targets", **filters.as_params())),
)
section = register_section(records, found, filters.reference_year)

headline(texts.headline(len(found), filters.reference_year))
note(" ".join(section.sentences[1:]))
render_register(found, filters)
render_synoptic(proposals, section, filters)
render_clean_copies(proposals, filters)
