"""Cut what is too long for one screen into pages."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard.texts.tables import shown_range


def page_of(frame: pd.DataFrame, row_count: int, *, key: str) -> pd.DataFrame:
    """Gives the rows of the page chosen; draws the page numbers only where there are several."""
    page_count = max(1, -(-len(frame) // row_count))
    if page_count == 1:
        return frame
    # The number of pages is part of the key: a page left behind by a longer list is forgotten.
    page = st.pagination(page_count, key=f"{key}-page-of-{page_count}")
    first = (page - 1) * row_count
    shown = frame.iloc[first : first + row_count]
    st.caption(shown_range(first + 1, first + len(shown), len(frame)))
    return shown
