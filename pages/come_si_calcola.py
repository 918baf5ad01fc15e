"""How does a percentage come about: of what is it made, what is left out, in which cells is it?"""

import streamlit as st

from dashboard.domain.rules import Level
from dashboard.errors import UnknownNodeError
from dashboard.texts import explanation as texts
from dashboard.ui import explanation as parts
from dashboard.ui.components import headline, note, way
from dashboard.ui.empty import empty_store
from dashboard.ui.filters import page_filters

filters = page_filters()
if filters is None:
    empty_store()
    st.stop()

node = parts.node_in_address()
try:
    explanation = parts.explanation_of(filters, node)
except UnknownNodeError:
    headline(texts.TITLE)
    note(texts.UNKNOWN_NODE)
    way(texts.TO_THE_ENTITY, parts.entity_address(filters))
    st.stop()

parts.render_way(explanation, filters, is_by_sector=node.is_by_sector)
headline(texts.headline(explanation.node))
note(texts.scope_words(explanation))
parts.render_facts(explanation)
if explanation.node.level is Level.INDICATOR:
    parts.render_own_cells(explanation, filters)
else:
    parts.render_parts(explanation, filters, is_by_sector=node.is_by_sector)
    parts.render_left_out(explanation, filters, is_by_sector=node.is_by_sector)
parts.render_text(explanation)
