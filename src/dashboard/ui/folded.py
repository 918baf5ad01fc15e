"""What is folded away is neither worked out nor sent until somebody opens it."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st


def folded(label: str, draw: Callable[[], None], *, key: str) -> None:
    """Draws `label` as something to open; `draw` fills it, and runs only while it is open."""
    place = st.expander(label, key=f"{key}-folded", on_change="rerun")
    if place.open:
        with place:
            draw()


def keep_open(key: str) -> None:
    """Lets what is open stay so at the next run, whatever its label then says."""
    st.session_state[f"{key}-folded"] = True
