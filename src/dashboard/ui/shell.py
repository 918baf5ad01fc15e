"""What stands around every page: icon, language, and the net under errors."""

from __future__ import annotations

import logging
import os
import secrets
from collections.abc import Callable, Sequence
from copy import copy

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from dashboard.domain.roles import Person, may_open
from dashboard.errors import DashboardError
from dashboard.texts import navigation as texts
from dashboard.texts.errors import error_sentence, unexpected_sentence
from dashboard.ui.components import add_style
from dashboard.ui.filters import (
    Filters,
    back_to_today,
    choose_sector,
    draw_filters,
    empty_past,
    page_filters,
)
from dashboard.ui.marks import go_where_clicked
from dashboard.ui.page_list import page_of_file, url_path_of
from dashboard.ui.parts import Words, note_part
from dashboard.ui.person import person_here, render_person, render_whose_page
from dashboard.ui.search import render_search_field
from dashboard.ui.turns import Turns

SERVED_VARIABLE = "CRUSCOTTO_SERVED"
# Addresses, not files: those Streamlit would read and write into a message at every run.
PAGE_ICON = "/app/static/icona.png"
LOGO = "/app/static/logo.svg"
SIDEBAR_PX = 240
_BEGUN_WITH = "begun-with-sector"
_LOGGER = logging.getLogger("cruscotto")
_TURNS = Turns(at_once=1, seconds_that_count=0.5)

# Streamlit writes lang="en" into its page. `cruscotto serve` mends that before the page leaves
# and adds the style; under plain `streamlit run` this line does. A script: no option exists.
_LANGUAGE_SCRIPT = "<script>document.documentElement.lang = 'it'</script>"


def set_up_shell() -> None:
    """Sets title, icon, logo, widths, language and style. Must run before anything is drawn."""
    st.set_page_config(
        page_title=texts.APP_TITLE,
        page_icon=PAGE_ICON,
        layout="wide",
        initial_sidebar_state=SIDEBAR_PX,
    )
    st.logo(LOGO, size="large", icon_image=PAGE_ICON)
    if SERVED_VARIABLE not in os.environ:
        st.html(_LANGUAGE_SCRIPT, unsafe_allow_javascript=True)
        add_style()


def pages_for(person: Person) -> Callable[[str], StreamlitPage]:
    """Gives what lists the page `pages/NAME.py`: in the menu only of who may open it.

    Its address still leads there, and `run_page` says whose page it is.
    """

    def listed(name: str) -> StreamlitPage:
        is_shown = may_open(person, url_path_of(name))
        # A copy: each run keeps on its page that it may be run, and sessions run at the same time.
        return copy(page_of_file(name, is_shown=is_shown))

    return listed


def run_page(page: StreamlitPage) -> None:
    """Runs a page below its filters. A failure becomes a sentence, and is logged."""
    try:
        with _TURNS.taken():
            _draw(page)
    except DashboardError as error:
        st.error(error_sentence(error))
    except Exception:
        # The last net: nobody must meet a traceback, and nobody must lose it either.
        incident = secrets.token_hex(3).upper()
        _LOGGER.exception("page %s failed, incident %s", page.url_path, incident)
        st.error(unexpected_sentence(incident))


def _draw(page: StreamlitPage) -> None:
    _begin_with_own_sector()
    draw_filters(page.url_path)
    go_where_clicked()
    render_person(_entity_words(page_filters()))
    render_search_field(page.url_path)
    _name_past_date()
    if may_open(person_here(), page.url_path):
        page.run()
    else:
        render_whose_page(page.title, page.url_path)


def _begin_with_own_sector() -> None:
    """Chooses a sector's head's own sector, once, unless an address says what to look at."""
    person = person_here()
    own = person.entity_code, person.sector_code
    begun = st.session_state.get(_BEGUN_WITH)
    if begun == own:
        return
    st.session_state[_BEGUN_WITH] = own
    is_first_visit = begun is None
    if person.sector_code is not None and not (is_first_visit and st.query_params):
        choose_sector(person.entity_code, person.sector_code)


def _entity_words(filters: Filters | None) -> Sequence[Words]:
    """Gives whose data these are, for below the page list; in full where they are invented."""
    if filters is None:
        return []
    lines = [note_part(filters.entity_name)]
    if texts.is_invented(filters.entity_name):
        lines.append(note_part(texts.INVENTED_NOTE))
    return lines


def _name_past_date() -> None:
    """Says above the page that a past date is shown, with the way back."""
    shown = page_filters() or empty_past()
    if shown is None or shown.as_of is None:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="past-date"):
        st.warning(texts.past_banner(shown.as_of), icon=":material/history:", width="stretch")
        st.button(texts.BACK_TO_TODAY, on_click=back_to_today, key="back-to-today")
