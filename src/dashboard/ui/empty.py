"""What a page says when there is nothing to show: what to load, and where."""

from __future__ import annotations

import streamlit as st

from dashboard.texts import navigation as texts
from dashboard.ui.components import headline, note
from dashboard.ui.data import query
from dashboard.ui.filters import EmptyPast, empty_past

_UPLOAD_PAGE = "pages/caricamento.py"
_TEMPLATES_PAGE = "pages/modelli.py"


def empty_store() -> None:
    """Draws a page of a store that nothing was loaded into, ever or by the date looked at."""
    past = empty_past()
    if past is not None:
        _empty_past(past)
        return
    headline(texts.EMPTY_TITLE)
    note(texts.EMPTY_BODY)
    _link_to_upload()


def empty_view(title: str, remedy: str) -> None:
    """Draws a page whose filters leave nothing: what is missing, and what to do about it."""
    headline(title)
    note(remedy)
    _link_to_upload()


def empty_part(title: str, remedy: str) -> None:
    """Draws a page about a sheet that nobody has handed in: how to ask for it, where to load it."""
    headline(title)
    note(remedy)
    st.page_link(_TEMPLATES_PAGE, label=texts.GO_TO_TEMPLATES, icon=":material/description:")
    _link_to_upload()


def _empty_past(past: EmptyPast) -> None:
    headline(texts.empty_past_title(past.as_of))
    first_uploaded_at = query("uploads", entity_code=past.entity_code)["uploaded_at"].min()
    note(texts.empty_past_body(past.entity_name, first_uploaded_at))


def _link_to_upload() -> None:
    st.page_link(_UPLOAD_PAGE, label=texts.GO_TO_UPLOAD, icon=":material/upload_file:")
