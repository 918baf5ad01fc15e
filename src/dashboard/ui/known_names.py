"""The known names of an entity: list them, add one with its dates, take one away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd
import streamlit as st

from dashboard.domain.known_names import KnownName, NameSubject
from dashboard.domain.roles import Permission
from dashboard.figures.records import records_of
from dashboard.texts import names as texts
from dashboard.texts.formats import Record, is_absent
from dashboard.texts.navigation import CHOOSE_ONE
from dashboard.texts.people import who
from dashboard.texts.upload import numbered_file
from dashboard.ui.components import finding, note
from dashboard.ui.data import kept, query, store
from dashboard.ui.filters import Filters
from dashboard.ui.parts import Part, draw_parts, note_part
from dashboard.ui.person import acting, offers
from dashboard.ui.tables import Table

_KEPT_ENTITIES = 32
_SAID = "known-names-said"
_LAST_YEAR = date(2100, 12, 31)
_FIRST_YEAR = date(1990, 1, 1)

_Meaning = tuple[NameSubject, str]


@dataclass(frozen=True, slots=True)
class _KnownNames:
    """The names of an entity that hold, by their number, and all that a name can mean."""

    meanings: Mapping[_Meaning, str | None]
    rows: Mapping[int, Record]
    parts: Sequence[Part]


def render_known_names(filters: Filters) -> None:
    """Draws what names mean; today's can be changed, those of a past date only looked at."""
    finding(texts.KNOWN_HEADING)
    note(texts.KNOWN_NOTE)
    known = _known_names(filters.entity_code, filters.as_of)
    draw_parts(known.parts)
    if filters.as_of is not None:
        return
    said = st.session_state.pop(_SAID, None)
    if said:
        st.success(said)
    if not offers(Permission.STATE_NAME):
        return
    _offer_removal(known.rows)
    if known.meanings:
        with st.expander(texts.ADD_HEADING):
            _offer_addition(filters.entity_code, known.meanings)


@kept(_KEPT_ENTITIES, of_facts=True)
def _known_names(entity_code: str, as_of: date | None) -> _KnownNames:
    meanings = _meanings(entity_code, as_of)
    names = query("known_names", entity_code=entity_code, as_of=as_of)
    names = names[names["removed_at"].isna()]
    table = Table(
        names_frame(names, meanings),
        texts.KNOWN_COLUMNS,
        key="known-names",
        file_name=texts.KNOWN_HEADING,
    )
    return _KnownNames(
        meanings,
        {int(row["known_name_id"]): row for row in records_of(names)},
        [note_part(texts.NO_KNOWN) if names.empty else table],
    )


def names_frame(names: pd.DataFrame, meanings: Mapping[_Meaning, str | None]) -> pd.DataFrame:
    """Gives the rows of `known_names` with the words that the table shows."""
    rows = records_of(names)
    subjects = [NameSubject(row["subject"]) for row in rows]
    return names.assign(
        subject_words=[texts.SUBJECTS[subject] for subject in subjects],
        meaning=[
            texts.meaning(row["code"], meanings.get((subject, row["code"])))
            for subject, row in zip(subjects, rows, strict=True)
        ],
        stated_by=[who(row["stated_by"], row["stated_role"]) for row in rows],
        valid_from_date=names["valid_from"],
        valid_to_date=names["valid_to"],
        origin=[_origin(row) for row in rows],
    )


def _origin(row: Record) -> str:
    """Gives the file that a name was stated with; nothing where it was stated on its own."""
    upload_id = row["upload_id"]
    return "" if is_absent(upload_id) else numbered_file(int(upload_id), row["file_name"])


def _meanings(entity_code: str, as_of: date | None) -> dict[_Meaning, str | None]:
    """Gives the name of every sector and direction in force."""
    found: dict[_Meaning, str | None] = {}
    for subject in NameSubject:
        known = query(f"{subject}s", entity_code=entity_code, as_of=as_of)
        for row in records_of(known):
            found[subject, row[f"{subject}_code"]] = row[f"{subject}_name"]
    return found


def _offer_removal(rows: Mapping[int, Record]) -> None:
    if not rows:
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox(
            texts.REMOVE_CHOICE,
            list(rows),
            format_func=lambda one: texts.removal_choice(
                rows[one]["subject"], rows[one]["name"], rows[one]["code"]
            ),
            placeholder=CHOOSE_ONE,
            key="known-name-to-remove",
            width=420,
        )
        is_removed = st.button(texts.REMOVE, key="known-name-remove")
    if is_removed:
        person = acting(Permission.STATE_NAME)
        store().remove_name(chosen, person.person_name, person.role)
        st.session_state[_SAID] = texts.removed(rows[chosen]["name"])
        st.rerun()


def _offer_addition(entity_code: str, meanings: Mapping[_Meaning, str | None]) -> None:
    with st.form("known-name-form", border=False):
        subject, code = st.selectbox(
            texts.MEANS_FIELD,
            list(meanings),
            format_func=lambda one: (
                f"{texts.SUBJECTS[one[0]]} {texts.meaning(one[1], meanings[one])}"
            ),
            placeholder=CHOOSE_ONE,
            key="known-name-means",
        )
        name = st.text_input(texts.NAME_FIELD, key="known-name-text").strip()
        with st.container(horizontal=True, key="known-name-dates"):
            first = _day(texts.FROM_FIELD, "known-name-from")
            last = _day(texts.TO_FIELD, "known-name-to")
        is_added = st.form_submit_button(texts.ADD)
    if not is_added:
        return
    if not any(sign.isalnum() for sign in name):
        st.error(texts.NAME_MISSING)
    elif first is not None and last is not None and first > last:
        st.error(texts.DATES_REVERSED)
    else:
        person = acting(Permission.STATE_NAME)
        known_name = KnownName(subject, code, name, first, last)
        store().state_name(entity_code, known_name, person.person_name, person.role)
        st.session_state[_SAID] = texts.added(name, code, first, last)
        st.rerun()


def _day(label: str, key: str) -> date | None:
    found: date | None = st.date_input(
        label,
        value=None,
        min_value=_FIRST_YEAR,
        max_value=_LAST_YEAR,
        format="DD/MM/YYYY",
        key=key,
        width=240,
    )
    return found
