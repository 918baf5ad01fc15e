"""Cut what is too long for one screen into pages."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard.texts.tables import shown_range


def page_of(frame: pd.DataFrame, row_count: int, *, key: str) -> pd.DataFrame:
    """Gives the rows of the page chosen; draws the page numbers only where there are several."""
    shown = places_on_page(len(frame), row_count, key=key)
    return frame if len(shown) == len(frame) else frame.iloc[shown.start : shown.stop]


def places_on_page(count: int, row_count: int, *, key: str) -> range:
    """Gives which of `count` rows stand on the page chosen; draws the numbers as `page_of` does."""
    page_count = max(1, -(-count // row_count))
    if page_count == 1:
        return range(count)
    # The number of pages is part of the key: a page left behind by a longer list is forgotten.
    page = st.pagination(page_count, key=f"{key}-page-of-{page_count}")
    first = (page - 1) * row_count
    shown = range(first, min(first + row_count, count))
    st.caption(shown_range(first + 1, shown.stop, count))
    return shown
