"""Who is here, for pages and their actions. The only place that knows where a person comes from."""

from __future__ import annotations

import streamlit as st

from dashboard.domain.roles import NOBODY, Permission, Person, may, require

PERSON_KEY = "person"


def person_here() -> Person:
    """Gives who is here in this session; nobody (who only looks) before it is chosen."""
    found: Person = st.session_state.get(PERSON_KEY, NOBODY)
    return found


def may_here(permission: Permission, sector_code: str | None = None) -> bool:
    """Says whether who is here may do this: what a page offers. `acting` is what holds."""
    return may(person_here(), permission, sector_code)


def acting(permission: Permission, sector_code: str | None = None) -> Person:
    """Gives who is here, to act in their name. Raises NotPermittedError where they may not."""
    person = person_here()
    require(person, permission, sector_code)
    return person
