"""What moved since last year, and since the last report?"""

import streamlit as st

from dashboard.texts import comparison as texts
from dashboard.ui import comparison as parts
from dashboard.ui.components import headline, note
from dashboard.ui.data import query
from dashboard.ui.empty import empty_store, empty_view
from dashboard.ui.filters import page_filters

filters = page_filters()
if filters is None:
    empty_store()
    st.stop()

if query("indicator_results", **filters.as_params()).empty:
    empty_view(texts.EMPTY_TITLE, texts.EMPTY_BODY)
    st.stop()

title = st.container()
parts.render_years(filters)

before = parts.look_before(filters)
if before is None or before == filters:
    with title:
        headline(texts.nothing_to_compare(filters.reference_year, filters.period))
    note(texts.NOTHING_BEFORE if before is None else texts.SAME_LOOK)
    st.stop()

moved = parts.moved_between(before, filters)
words = parts.words_of(before, filters)
with title:
    headline(
        texts.headline(filters.reference_year, filters.period, words, moved.movements),
        texts.emphasis(moved.movements),
    )
parts.render_transitions(*parts.dup_looks(before, filters))
parts.render_moved(moved, words)
