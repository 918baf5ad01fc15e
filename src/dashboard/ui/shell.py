"""What stands around every page: icon, language, and the net under errors."""

from __future__ import annotations

import logging
import os
import secrets

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from dashboard import settings
from dashboard.errors import DashboardError
from dashboard.texts import navigation as texts
from dashboard.texts.errors import error_sentence, unexpected_sentence
from dashboard.ui.components import add_style, note
from dashboard.ui.filters import (
    Filters,
    back_to_today,
    draw_filters,
    empty_past,
    page_filters,
)

SERVED_VARIABLE = "CRUSCOTTO_SERVED"
PAGE_ICON = settings.PROJECT_FOLDER / "static" / "icona.png"
LOGO = settings.PROJECT_FOLDER / "static" / "logo.svg"
SIDEBAR_PX = 240
_LOGGER = logging.getLogger("cruscotto")

# Streamlit writes lang="en" into its page. `cruscotto serve` mends that before the page leaves;
# under plain `streamlit run` this line does. A script, because no option exists.
_LANGUAGE_SCRIPT = "<script>document.documentElement.lang = 'it'</script>"


def set_up_shell() -> None:
    """Sets title, icon, logo, widths, language and style. Must run before anything is drawn."""
    st.set_page_config(
        page_title=texts.APP_TITLE,
        page_icon=str(PAGE_ICON),
        layout="wide",
        initial_sidebar_state=SIDEBAR_PX,
    )
    st.logo(str(LOGO), size="large", icon_image=str(PAGE_ICON))
    if SERVED_VARIABLE not in os.environ:
        st.html(_LANGUAGE_SCRIPT, unsafe_allow_javascript=True)
    add_style()


def run_page(page: StreamlitPage) -> None:
    """Runs a page below its filters. A failure becomes a sentence, and is logged."""
    try:
        draw_filters(page.url_path)
        _name_entity(page_filters())
        _name_past_date()
        page.run()
    except DashboardError as error:
        st.error(error_sentence(error))
    except Exception:
        # The last net: nobody must meet a traceback, and nobody must lose it either.
        incident = secrets.token_hex(3).upper()
        _LOGGER.exception("page %s failed, incident %s", page.url_path, incident)
        st.error(unexpected_sentence(incident))


def _name_entity(filters: Filters | None) -> None:
    """Says below the page list whose data these are; in full where they are invented."""
    if filters is None:
        return
    with st.sidebar:
        note(filters.entity_name)
        if texts.is_invented(filters.entity_name):
            note(texts.INVENTED_NOTE)


def _name_past_date() -> None:
    """Says above the page that a past date is shown, with the way back."""
    shown = page_filters() or empty_past()
    if shown is None or shown.as_of is None:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="past-date"):
        st.warning(texts.past_banner(shown.as_of), icon=":material/history:", width="stretch")
        st.button(texts.BACK_TO_TODAY, on_click=back_to_today, key="back-to-today")
