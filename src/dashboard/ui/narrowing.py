"""Narrow a table to what a person looks for: one value of a column, or words anywhere in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

import pandas as pd
import streamlit as st

from dashboard.domain.names import normalised_name
from dashboard.texts.navigation import CHOOSE_ONE
from dashboard.texts.tables import EVERYTHING


def matching(
    frame: pd.DataFrame,
    column: str,
    label: str,
    *,
    key: str,
    width: int,
    bind: Literal["query-params"] | None = "query-params",
) -> pd.DataFrame:
    """Draws a choice among the values of a column and gives the rows that have the one chosen.

    `key` is also the name in the address, unless `bind` is None.
    """
    chosen = value_chosen(frame[column], label, key=key, width=width, bind=bind)
    return frame if chosen is None else frame[frame[column] == chosen]


def value_chosen(
    values: Iterable[str],
    label: str,
    *,
    key: str,
    width: int,
    bind: Literal["query-params"] | None = "query-params",
) -> str | None:
    """Draws a choice among values, each offered once, and gives the one chosen; None for all.

    `key` is also the name in the address, unless `bind` is None.
    """
    options = [EVERYTHING, *dict.fromkeys(values)]
    if st.session_state.get(key, EVERYTHING) not in options:
        st.session_state[key] = EVERYTHING
    choice = st.selectbox(label, options, placeholder=CHOOSE_ONE, key=key, bind=bind, width=width)
    return None if choice == EVERYTHING else choice


def containing(frame: pd.DataFrame, columns: Sequence[str], words: str | None) -> pd.DataFrame:
    """Gives the rows that hold every word somewhere; case and accents do not matter."""
    if not (words or "").strip():
        return frame
    texts = frame[list(columns)].fillna("").astype(str).agg(" ".join, axis=1)
    return frame[[holds_all(text, words or "") for text in texts]]


def holds_all(text: str, words: str) -> bool:
    """Says whether a text holds every one of some words; case and accents do not matter."""
    normalised = normalised_name(text)
    return all(word in normalised for word in normalised_name(words).split())
