"""Choose who is here: role, sector, name; see what each role may do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.assessing import listed_roles
from dashboard.domain.profile_token import HIGHEST_NAME_LENGTH, token_of
from dashboard.domain.roles import NOBODY, Person, Role
from dashboard.texts import people as texts
from dashboard.texts.formats import readable_name
from dashboard.texts.navigation import CHOOSE_ONE
from dashboard.texts.registry import ROLES
from dashboard.ui.components import finding, headline, note, plain_markdown
from dashboard.ui.data import kept, query, store
from dashboard.ui.filters import Filters, page_filters
from dashboard.ui.parts import draw_parts, finding_part, note_part
from dashboard.ui.person import PERSON_KEY, kept_token, person_here, words_of
from dashboard.ui.tables import Table

_SAID = "profile-said"
_WIDTH = 420
_KEPT_LISTS = 16
_SCRIPT = "app/static/profilo.js"


def render_here() -> None:
    """Draws who is here, and lets the browser keep it."""
    person = person_here()
    words = st.container()
    # Sent before the words: what they say is then not said long before the browser keeps it.
    _let_browser_keep(token_of(person))
    with words:
        headline(texts.NOBODY_HEADLINE if person == NOBODY else texts.here(words_of(person)))
        said: str | None = st.session_state.pop(_SAID, None)
        if said:
            st.success(plain_markdown(said))
        note(texts.NO_SECURITY)
        note(texts.WHERE_KEPT)
        if person != NOBODY and st.button(texts.LEAVE, key="profile-leave"):
            _be(NOBODY, texts.LEFT)


def render_choice() -> None:
    """Draws the choice of role, sector and name."""
    finding(texts.CHOOSE_HEADING)
    filters = page_filters()
    role = _role_chosen()
    person = Person("", role)
    if role is Role.SECTOR:
        if filters is None:
            note(texts.NO_SECTORS)
            return
        person = replace(
            person, sector_code=_sector_chosen(filters), entity_code=filters.entity_code
        )
    listed = _listed(person, filters)
    # In a form: a name that is typed and the button pressed at once travel together.
    with st.form("profile-form", border=False):
        person = _listed_person(person, listed) if listed else _typed_person(person)
        is_chosen = st.form_submit_button(texts.CHOOSE, type="primary", key="profile-choose")
    if not is_chosen:
        return
    complaint = _complaint(person)
    if complaint:
        st.error(complaint)
    else:
        _be(person, texts.chosen(words_of(person)))


def render_permissions() -> None:
    """Draws what each role may do, and for whom the pages are that are not for all."""
    draw_parts([finding_part(texts.MAY_HEADING), note_part(texts.MAY_NOTE), _permission_table()])


@cache
def _permission_table() -> Table:
    return Table(
        pd.DataFrame(texts.permission_rows()),
        texts.MAY_COLUMNS,
        key="profile-permissions",
        file_name=texts.MAY_FILE,
        stacks=True,
    )


def _let_browser_keep(token: str) -> None:
    if token != kept_token():
        # Only a script can keep something in the browser; this one is served from here.
        st.html(
            f'<script src="{_SCRIPT}" data-profile="{escape(token, quote=True)}"></script>',
            unsafe_allow_javascript=True,
        )


def _role_chosen() -> Role:
    here = person_here()
    roles = list(Role)
    chosen: Role = st.radio(
        texts.ROLE_LABEL,
        roles,
        index=roles.index(here.role),
        format_func=ROLES.__getitem__,
        captions=[texts.ROLE_HINTS[role] for role in roles],
        key="profile-role",
    )
    return chosen


def _sector_chosen(filters: Filters) -> str:
    rows = query("sectors", entity_code=filters.entity_code)
    names = dict(zip(rows["sector_code"], rows["sector_name"], strict=True))
    codes = list(names)
    own = person_here().sector_code
    chosen: str = st.selectbox(
        texts.SECTOR_LABEL,
        codes,
        index=codes.index(own) if own in codes else 0,
        format_func=lambda code: readable_name(code, names[code]),
        placeholder=CHOOSE_ONE,
        key=f"profile-sector-{filters.entity_code}",
        width=_WIDTH,
    )
    return chosen


def _listed(person: Person, filters: Filters | None) -> list[Mapping[str, Any]]:
    """Gives the persons that the anagrafica in force lists with this role (and sector)."""
    if filters is None:
        return []
    return [
        row
        for row in _roles(filters.entity_code, filters.reference_year)
        if row["role"] == person.role and row["sector_code"] in (None, person.sector_code)
    ]


@kept(_KEPT_LISTS)
def _roles(entity_code: str, reference_year: int) -> Sequence[Mapping[str, Any]]:
    return listed_roles(store(), entity_code, reference_year)


def _listed_person(person: Person, listed: Sequence[Mapping[str, Any]]) -> Person:
    """Asks which of the listed persons it is; a person without a name while nobody said so."""
    emails = [row["email"] for row in listed]
    own = person_here().email
    place: int | None = st.selectbox(
        texts.LISTED_LABEL,
        range(len(listed)),
        index=emails.index(own) if own in emails else None,
        format_func=lambda one: texts.listed_person(listed[one]),
        placeholder=texts.LISTED_HINT,
        key=f"profile-listed-{person.role}-{person.sector_code}",
        width=_WIDTH,
    )
    if place is None:
        return person
    row = listed[place]
    return replace(
        person, person_name=str(row["person_name"] or row["email"]), email=str(row["email"])
    )


def _typed_person(person: Person) -> Person:
    typed = st.text_input(
        texts.NAME_LABEL,
        value=person_here().person_name,
        placeholder=texts.NAME_HINT,
        key="profile-name",
        width=_WIDTH,
    )
    return replace(person, person_name=" ".join((typed or "").split()))


def _complaint(person: Person) -> str:
    """Gives what keeps a profile from being used; "" for nothing."""
    length = len(person.person_name)
    if length > HIGHEST_NAME_LENGTH:
        return texts.NAME_TOO_LONG.format(found=length, highest=HIGHEST_NAME_LENGTH)
    return "" if person.person_name else texts.NAME_MISSING


def _be(person: Person, said: str) -> None:
    st.session_state[PERSON_KEY] = person
    st.session_state[_SAID] = said
    st.rerun()
