"""How does a percentage come about: of what is it made, what is left out, in which cells is it?"""

import streamlit as st

from dashboard.errors import UnknownNodeError
from dashboard.texts import explanation as texts
from dashboard.ui import explanation as parts
from dashboard.ui.components import headline, note, way
from dashboard.ui.empty import empty_store
from dashboard.ui.filters import page_filters
from dashboard.ui.parts import draw_parts

filters = page_filters()
if filters is None:
    empty_store()
    st.stop()

try:
    shown = parts.explanation_parts(filters, parts.node_in_address())
except UnknownNodeError:
    headline(texts.TITLE)
    note(texts.UNKNOWN_NODE)
    way(texts.TO_THE_ENTITY, parts.entity_address(filters))
    st.stop()

draw_parts(shown)
