"""The choice of statuses above a list, kept in the address like every filter."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st


def with_chosen(
    frame: pd.DataFrame, words: pd.Series[str], options: Sequence[str], *, label: str, key: str
) -> pd.DataFrame:
    """Draws `options` as pills and gives the rows whose word is chosen; none chosen: all rows.

    `words`: the status of each row, in words. `key` is also the name in the address.
    """
    chosen = chosen_words(options, label=label, key=key)
    return frame[words.isin(chosen)] if chosen else frame


def chosen_words(options: Sequence[str], *, label: str, key: str) -> tuple[str, ...]:
    """Draws `options` as pills and gives the words chosen; () for none."""
    chosen = st.pills(
        label, options, selection_mode="multi", key=key, bind="query-params", wrap=True
    )
    return tuple(chosen)
