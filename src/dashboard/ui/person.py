"""Who is here, for pages and their actions. The only place that knows where a person comes from."""

from __future__ import annotations

from typing import Protocol

import streamlit as st

from dashboard.domain.profile_token import person_of
from dashboard.domain.roles import NOBODY, Permission, Person, Role, may, require
from dashboard.ui.data import query
from dashboard.ui.filters import page_filters

PERSON_KEY = "person"
COOKIE = "cruscotto_profilo"


class PersonSource(Protocol):
    """Says who is here. A real login takes the place of the local profile by giving another."""

    def person(self) -> Person:
        """Gives who is here in this session; NOBODY where that is not known."""


class LocalProfile:
    """Believes the profile that was chosen on this browser: no password, no security.

    It is chosen once; after that the session knows it, and the browser keeps it for the next one.
    """

    def person(self) -> Person:
        """Gives the profile of this session, at its beginning the one that the browser kept."""
        if PERSON_KEY not in st.session_state:
            st.session_state[PERSON_KEY] = _known(person_of(kept_token()))
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


def kept_token() -> str:
    """Gives what the browser kept of a profile when this session began; "" for nothing."""
    return st.context.cookies.get(COOKIE, "")


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
