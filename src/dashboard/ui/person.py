"""Who is here, for pages and their actions. The only place that knows where a person comes from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import streamlit as st

from dashboard.domain.profile_token import person_of
from dashboard.domain.roles import (
    NOBODY,
    PERMISSIONS_BY_ROLE,
    Permission,
    Person,
    Role,
    may,
    require,
)
from dashboard.errors import DashboardError
from dashboard.texts import people as texts
from dashboard.texts.formats import readable_name
from dashboard.ui.components import headline, note
from dashboard.ui.data import query
from dashboard.ui.filters import page_filters
from dashboard.ui.page_list import page_of_file
from dashboard.ui.parts import Words, draw_parts, note_part

PERSON_KEY = "person"
COOKIE = "cruscotto_profilo"
_PROFILE_PAGE = "profilo"


class PersonSource(Protocol):
    """Says who is here. A real login takes the place of the local profile by giving another."""

    def person(self) -> Person:
        """Gives who is here in this session; NOBODY where that is not known."""


class LocalProfile:
    """Believes the profile that was chosen on this browser: no password, no security.

    It is chosen once; after that the session knows it, and the browser keeps it for the next one.
    """

    def person(self) -> Person:
        """Gives the profile of this session, at its beginning the one that the browser kept.

        Nobody, as long as the store that knows the sectors cannot be opened.
        """
        if PERSON_KEY not in st.session_state:
            try:
                st.session_state[PERSON_KEY] = _known(person_of(kept_token()))
            except DashboardError:
                return NOBODY
        found: Person = st.session_state[PERSON_KEY]
        return found


_source: PersonSource = LocalProfile()


def person_here() -> Person:
    """Gives who is here in this session; nobody (who only looks) before it is chosen."""
    return _source.person()


def may_here(permission: Permission, sector_code: str | None = None) -> bool:
    """Says whether who is here may do this: what a page offers. `acting` is what holds."""
    return may(person_here(), permission, sector_code, _entity_code())


def acting(permission: Permission, sector_code: str | None = None) -> Person:
    """Gives who is here, to act in their name. Raises NotPermittedError where they may not."""
    person = person_here()
    require(person, permission, sector_code, _entity_code())
    return person


def offers(permission: Permission, sector_code: str | None = None) -> bool:
    """Says whether to draw an action; where not, draws who may do it and the way to a profile."""
    if may_here(permission, sector_code):
        return True
    is_own_role = permission in PERMISSIONS_BY_ROLE[person_here().role]
    note(texts.not_own_sector(permission) if is_own_role else texts.not_offered(permission))
    _render_way()
    return False


def render_person(above: Sequence[Words]) -> None:
    """Draws who is here, beside every page, below other words, and the way to change it."""
    person = person_here()
    words = texts.NOBODY_SHORT if person == NOBODY else words_of(person)
    with st.sidebar:
        draw_parts([*above, note_part(words)])
        _render_way()


def words_of(person: Person) -> str:
    """Gives a person in words: name, role, and of a sector's head the sector."""
    label = None
    if person.sector_code is not None:
        sectors = query("sectors", entity_code=person.entity_code)
        names = dict(zip(sectors["sector_code"], sectors["sector_name"], strict=True))
        label = readable_name(person.sector_code, names.get(person.sector_code))
    return texts.person_words(person.person_name, person.role, label)


def render_whose_page(title: str, url_path: str) -> None:
    """Draws, in place of a page that is not for who is here, whose it is and the way there."""
    headline(texts.not_your_page(title))
    note(texts.whose_page(url_path))
    _render_way()


def kept_token() -> str:
    """Gives what the browser kept of a profile when this session began; "" for nothing."""
    return st.context.cookies.get(COOKIE, "")


def _render_way() -> None:
    """Draws the way to the choice of a profile."""
    words = texts.FIRST_CHOICE if person_here() == NOBODY else texts.CHANGE
    # A page and not its file's name, which Streamlit would look for on the disk at every run.
    st.page_link(page_of_file(_PROFILE_PAGE), label=words, icon=":material/badge:")


def _entity_code() -> str | None:
    """Gives the entity looked at: a sector's head acts within the own one only."""
    filters = page_filters()
    return None if filters is None else filters.entity_code


def _known(person: Person) -> Person:
    """Gives a kept person, or nobody where the sector is none that the store knows (any more)."""
    if person.role is not Role.SECTOR:
        return person
    sectors = query("sectors", entity_code=person.entity_code)
    return person if person.sector_code in set(sectors["sector_code"]) else NOBODY
