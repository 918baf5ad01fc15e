"""Which way of counting gives a percentage that somebody published, or how near does one come?"""

import streamlit as st

from dashboard.errors import UnreadableFigureError
from dashboard.texts import reconciling as texts
from dashboard.texts.errors import error_sentence
from dashboard.ui import reconciling as parts
from dashboard.ui.components import headline, note
from dashboard.ui.empty import empty_store
from dashboard.ui.filters import page_filters

filters = page_filters()
if filters is None:
    empty_store()
    st.stop()

title = st.container(gap="xxsmall")
try:
    asked = parts.ask(filters)
    found = parts.reconciliation(filters, asked) if asked.printed else None
except UnreadableFigureError as error:
    found = None
    st.error(error_sentence(error))

with title:
    headline(texts.TITLE if found is None else texts.headline(found))
    note(texts.INTRODUCTION if found is None else texts.against_rules(found))
if found is None:
    st.stop()

note(texts.extent(found))
parts.render_answer(found, asked, filters)
parts.link_onwards(filters, asked)
