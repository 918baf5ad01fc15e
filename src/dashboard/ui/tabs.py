"""Tabs of which only the open one is worked out and sent; the address names it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st


def tabbed(draw_by_label: Mapping[str, Callable[[], None]], *, key: str) -> None:
    """Draws a tab for each label and fills the open one, at first the first.

    `key` names the choice in the address, so that no two pages may have the same.
    """
    tabs = st.tabs(list(draw_by_label), key=key, on_change="rerun", bind="query-params")
    for tab, draw in zip(tabs, draw_by_label.values(), strict=True):
        if tab.open:
            with tab:
                draw()
