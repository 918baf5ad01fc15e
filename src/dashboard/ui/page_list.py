"""The pages that there are, as Streamlit knows them."""

from __future__ import annotations

from functools import cache

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from dashboard.texts import navigation as texts

_FIRST_PAGE = "quadro"


@cache
def page_of_file(name: str, *, is_shown: bool = True) -> StreamlitPage:
    """Gives the page `pages/NAME.py` with its title and address; `is_shown`, whether in the menu.

    Made once for all sessions: each looks for its file. To link to, as it is; to run, a copy.
    """
    url_path = url_path_of(name)
    return st.Page(
        f"pages/{name}.py",
        title=texts.PAGE_TITLES[url_path],
        url_path=url_path or None,
        default=not url_path,
        visibility="visible" if is_shown else "hidden",
    )


def url_path_of(name: str) -> str:
    """Gives the last part of the address of `pages/NAME.py`; "" of the first page."""
    return "" if name == _FIRST_PAGE else name.replace("_", "-")
