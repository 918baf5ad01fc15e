"""Where does the directive contradict itself?"""

import streamlit as st

from dashboard.texts import coherence as texts
from dashboard.ui.coherence import coherence_parts, render_rules
from dashboard.ui.components import headline, note
from dashboard.ui.empty import empty_store
from dashboard.ui.first_year import filters_from_registry
from dashboard.ui.parts import draw_parts

filters = filters_from_registry()
if filters is None:
    empty_store()
    st.stop()

found = coherence_parts(filters.entity_code, filters.reference_year, filters.as_of)
if found is None:
    headline(texts.NOTHING_STATED)
    note(texts.NOTHING_STATED_BODY)
    st.page_link("pages/anagrafica.py", label=texts.GO_TO_REGISTRY, icon=":material/badge:")
else:
    draw_parts(found)
render_rules()
