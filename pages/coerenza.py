"""Where does the directive contradict itself?"""

import streamlit as st

from dashboard.directive import coherence_of
from dashboard.texts import coherence as texts
from dashboard.ui.coherence import render_findings, render_rules
from dashboard.ui.components import headline, note
from dashboard.ui.data import store
from dashboard.ui.empty import empty_store
from dashboard.ui.first_year import filters_from_registry

filters = filters_from_registry()
if filters is None:
    empty_store()
    st.stop()

checked = coherence_of(store(), filters.entity_code, filters.reference_year, filters.as_of)
if checked is None:
    headline(texts.NOTHING_STATED)
    note(texts.NOTHING_STATED_BODY)
    st.page_link("pages/anagrafica.py", label=texts.GO_TO_REGISTRY, icon=":material/badge:")
else:
    headline(texts.headline(checked.findings))
    note(texts.scope_sentence(checked.clause_count, checked.deadline_count, checked.registry_year))
    if checked.findings:
        render_findings(checked.findings)
render_rules()
