"""Hand the store's frames to the pages, kept until something new is loaded."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import settings
from dashboard.store import Store, open_store

_KEPT_FRAMES = 512


def store() -> Store:
    """Gives the one store of this process. Raises StoreBusyError or StoreUnusableError."""
    return _opened(settings.db_path())


def query(name: str, **params: Any) -> pd.DataFrame:
    """Gives a named query's frame. What one session loads, all sessions see at once.

    The frame is a copy of the caller's own: changing it changes nobody else's.
    """
    found: pd.DataFrame = _queried(
        str(settings.db_path()), store().version(), name, tuple(sorted(params.items()))
    )
    return found


@st.cache_resource(show_spinner=False)
def _opened(path: Path) -> Store:
    return open_store(path)


@st.cache_data(show_spinner=False, max_entries=_KEPT_FRAMES)
def _queried(
    path: str, version: int, name: str, params: tuple[tuple[str, Any], ...]
) -> pd.DataFrame:
    # `path` and `version` are part of the key: another file or a new upload is another frame.
    del path, version
    return store().query(name, **dict(params))
