"""What a page says when there is nothing to show: what to load, and where."""

from __future__ import annotations

import streamlit as st

from dashboard.texts import navigation as texts
from dashboard.ui.components import headline, note

_UPLOAD_PAGE = "pages/caricamento.py"


def empty_store() -> None:
    """Draws a page of a store that nothing was ever loaded into."""
    headline(texts.EMPTY_TITLE)
    note(texts.EMPTY_BODY)
    _link_to_upload()


def empty_view(title: str, remedy: str) -> None:
    """Draws a page whose filters leave nothing: what is missing, and what to do about it."""
    headline(title)
    note(remedy)
    _link_to_upload()


def _link_to_upload() -> None:
    st.page_link(_UPLOAD_PAGE, label=texts.GO_TO_UPLOAD, icon=":material/upload_file:")
