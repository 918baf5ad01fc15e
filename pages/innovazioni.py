"""What is new in the work and in the services, and for whose good?"""

import streamlit as st

from dashboard.figures.records import records_of
from dashboard.texts import innovations as texts
from dashboard.ui.components import headline, note
from dashboard.ui.data import query
from dashboard.ui.empty import empty_part, empty_store
from dashboard.ui.filters import page_filters
from dashboard.ui.innovations import REGISTER
from dashboard.ui.registers import entries_in_view, render_by_sector, render_register

filters = page_filters()
if filters is None:
    empty_store()
    st.stop()

of_all_years = {**filters.as_params(), "reference_year": None}
innovations = query("innovations", **of_all_years)
if innovations.empty:
    empty_part(texts.EMPTY_TITLE, texts.EMPTY_BODY)
    st.stop()

top = st.container(gap="xxsmall")
entries = entries_in_view(innovations, REGISTER, filters)
rows = records_of(entries.of_years)
year, has_all_years = filters.reference_year, entries.has_all_years
with top:
    headline(texts.headline(rows, year, has_all_years=has_all_years))
    note(texts.completeness(rows))

render_by_sector(entries, REGISTER, filters)
render_register(
    entries, REGISTER, filters, file_name=texts.file_name(year, has_all_years=has_all_years)
)
