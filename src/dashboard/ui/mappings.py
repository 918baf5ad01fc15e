"""The saved mappings: list them, see and correct one, take one away, hand them out and in."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

import pandas as pd
import streamlit as st

from dashboard.domain.mapping import SavedMapping, SheetMapping
from dashboard.domain.mapping_json import mapping_to_json
from dashboard.domain.model import DocumentKind
from dashboard.domain.roles import Permission
from dashboard.errors import DashboardError
from dashboard.figures.records import records_of
from dashboard.ingest import mapping_from_file
from dashboard.texts import mapping_form as texts
from dashboard.texts.errors import error_sentence
from dashboard.texts.formats import is_absent, local_moment
from dashboard.texts.labels import DOCUMENT_KINDS
from dashboard.texts.navigation import GO_TO_UPLOAD
from dashboard.texts.people import who
from dashboard.ui.components import finding, note
from dashboard.ui.data import query, store
from dashboard.ui.mapping_fields import form_without_file, kind_choice, mapping_fields
from dashboard.ui.mapping_form import problem_sentences, remember_said, render_problems
from dashboard.ui.person import acting, offers
from dashboard.ui.tables import render_table

_WIDTH = 420
_ROUND = "mappings-round"


def render_list(in_force: Sequence[SavedMapping]) -> None:
    """Draws the mappings in force and, below, the one that is opened."""
    if not in_force:
        finding(texts.EMPTY_TITLE)
        note(texts.EMPTY_BODY)
        st.page_link("pages/caricamento.py", label=GO_TO_UPLOAD, icon=":material/upload_file:")
        return
    finding(texts.LIST_HEADING)
    render_table(
        in_force_frame(in_force),
        texts.LIST_COLUMNS,
        key="mappings",
        file_name=texts.TITLE,
    )
    by_id = {saved.mapping_id: saved for saved in in_force}
    chosen: int | None = st.selectbox(
        texts.OPEN_CHOICE,
        list(by_id),
        index=None,
        format_func=lambda number: by_id[number].mapping.name,
        placeholder=texts.OPEN_HINT,
        key="mapping-chosen",
        width=_WIDTH,
    )
    if chosen is not None:
        _render_one(by_id[chosen])


def render_past() -> None:
    """Draws the mappings that were replaced or removed, with why."""
    rows = query("mappings")
    rows = rows[~rows["is_in_force"].astype(bool)]
    if rows.empty:
        return
    finding(texts.PAST_HEADING)
    render_table(
        past_frame(rows), texts.PAST_COLUMNS, key="past-mappings", file_name=texts.PAST_HEADING
    )


def render_upload() -> None:
    """Draws the way in for a mapping that somebody handed over as a file."""
    finding(texts.UPLOAD_HEADING)
    key = f"mapping-file-{st.session_state.get(_ROUND, 0)}"
    file = st.file_uploader(texts.UPLOADER, type="json", key=key)
    if file is None:
        return
    try:
        mapping = mapping_from_file(file.name, file.getvalue())
    except DashboardError as error:
        st.error(error_sentence(error))
        return
    _render_content(mapping)
    if not offers(Permission.SAVE_MAPPING):
        return
    if st.button(texts.SAVE_UPLOADED, type="primary", key="mapping-file-save"):
        st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
        _save(mapping)


def in_force_frame(in_force: Sequence[SavedMapping]) -> pd.DataFrame:
    """Gives one row per mapping with the columns of `texts.LIST_COLUMNS`."""
    rows = [
        (
            saved.mapping.name,
            texts.kind_words(saved.mapping.kind, is_long=saved.mapping.is_long),
            texts.columns_words(len(saved.mapping.field_names), len(saved.mapping.columns)),
            who(saved.saved_by, saved.saved_role),
            local_moment(saved.saved_at),
            saved.upload_count,
        )
        for saved in in_force
    ]
    return pd.DataFrame(rows, columns=list(texts.LIST_COLUMNS))


def past_frame(rows: pd.DataFrame) -> pd.DataFrame:
    """Gives the rows of the query `mappings` with the words that the table shows."""
    records = records_of(rows)
    return rows.assign(
        kind_words=[DOCUMENT_KINDS[DocumentKind(row["document_kind"])] for row in records],
        saved_by=[who(row["saved_by"], row["saved_role"]) for row in records],
        saved_at=[local_moment(row["saved_at"]) for row in records],
        standing_words=[
            texts.standing(
                who(row["removed_by"], row["removed_role"]),
                None if is_absent(row["removed_at"]) else row["removed_at"],
                row["removed_reason"],
            )
            for row in records
        ],
    )


def _render_one(saved: SavedMapping) -> None:
    with st.container(border=True):
        st.download_button(
            texts.DOWNLOAD,
            data=mapping_to_json(saved.mapping),
            file_name=texts.file_name(saved.mapping.name),
            mime="application/json",
            key=f"mapping-download-{saved.mapping_id}",
            icon=":material/download:",
            type="tertiary",
            on_click="ignore",
        )
        _render_content(saved.mapping)
        if not offers(Permission.SAVE_MAPPING):
            return
        with st.expander(texts.EDIT_HEADING):
            _render_edit(saved)
        with st.expander(texts.REMOVE_HEADING):
            _render_removal(saved)


def _render_content(mapping: SheetMapping) -> None:
    """Draws which column is read as what."""
    note(f"{mapping.name}: {texts.kind_words(mapping.kind, is_long=mapping.is_long)}")
    frame = pd.DataFrame(
        [(column.title, texts.read_as(column)) for column in mapping.columns],
        columns=list(texts.CONTENT_COLUMNS),
    )
    render_table(
        frame,
        texts.CONTENT_COLUMNS,
        key=f"mapping-content-{sha256(mapping_to_json(mapping).encode()).hexdigest()[:12]}",
        file_name=texts.CONTENT_NAME,
    )


def _render_edit(saved: SavedMapping) -> None:
    note(texts.EDIT_NOTE)
    key = f"mapping-edit-{saved.mapping_id}"
    kind = kind_choice(saved.mapping.kind, step=1, key=key)
    filled = mapping_fields(form_without_file(saved.mapping, key), kind, first_step=2)
    problems = problem_sentences(filled)
    render_problems(problems)
    is_changed = mapping_to_json(filled.mapping) != mapping_to_json(saved.mapping)
    if not is_changed:
        note(texts.UNCHANGED)
    if st.button(
        texts.SAVE_CHANGES,
        type="primary",
        disabled=bool(problems) or not is_changed,
        key=f"{key}-save",
    ):
        _save(filled.mapping)


def _render_removal(saved: SavedMapping) -> None:
    note(texts.REMOVE_NOTE)
    with st.form(f"mapping-removal-{saved.mapping_id}", border=False, enter_to_submit=False):
        reason = st.text_input(texts.REASON_LABEL, key=f"mapping-reason-{saved.mapping_id}")
        is_removed = st.form_submit_button(texts.REMOVE)
    if not is_removed:
        return
    try:
        person = acting(Permission.SAVE_MAPPING)
        store().remove_mapping(saved.mapping_id, person.person_name, reason, person.role)
    except DashboardError as error:
        st.error(error_sentence(error))
        return
    remember_said(texts.removed(saved.mapping.name))
    st.rerun()


def _save(mapping: SheetMapping) -> None:
    person = acting(Permission.SAVE_MAPPING)
    store().save_mapping(mapping, person.person_name, person.role)
    remember_said(texts.saved(mapping.name))
    st.rerun()
