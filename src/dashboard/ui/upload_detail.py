"""One upload: what it is, what it changed, what was wrong with it, and how to take it back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import streamlit as st

from dashboard.domain.model import DocumentKind
from dashboard.domain.roles import Permission
from dashboard.errors import DashboardError
from dashboard.figures.records import records_of
from dashboard.history import DocumentChange, marked_original, revoke_upload
from dashboard.ingest import marked_file_name
from dashboard.texts import history as texts
from dashboard.texts import upload as upload_texts
from dashboard.texts.errors import error_sentence
from dashboard.texts.quality import stored_issue
from dashboard.texts.rule_effects import UNDO_HEADING
from dashboard.ui.checked_file import issues_frame
from dashboard.ui.components import finding, headline, note, way
from dashboard.ui.data import changes_made, changes_undone, effect_undone, query, store
from dashboard.ui.differences import TitledDifference, render_differences
from dashboard.ui.filters import Filters
from dashboard.ui.folded import folded
from dashboard.ui.history import HISTORY_PAGE, upload_addresser
from dashboard.ui.links import page_address
from dashboard.ui.person import acting, offers
from dashboard.ui.rule_effects import render_rule_effect
from dashboard.ui.tables import render_table
from dashboard.ui.uploads import original_button
from dashboard.ui.variations import render_clean_copy_of_upload

_REVOKED = "revoked-upload"

UploadRow = Mapping[Any, Any]
"""The row of the query `history` on the upload itself."""


def render_upload(upload: UploadRow, filters: Filters) -> None:
    """Draws everything known of one upload."""
    way(texts.ALL_UPLOADS, page_address(HISTORY_PAGE, filters))
    headline(str(upload["file_name"]))
    note(texts.received(upload))
    _render_state(upload, filters)
    upload_id = int(upload["upload_id"])
    original_button(upload_id, str(upload["file_name"]), key="history-original")
    _render_changes(upload_id)
    _render_issues(upload)
    render_clean_copy_of_upload(upload_id, filters)
    _render_revocation(upload, filters)


def _render_state(upload: UploadRow, filters: Filters) -> None:
    done: str | None = st.session_state.pop(_REVOKED, None)
    if done is not None:
        st.success(done)
    st.text(texts.state_sentence(upload))
    other_id = upload["in_force_instead_upload_id"]
    if texts.state(upload) == texts.SUPERSEDED:
        words = texts.file_and_number(upload["in_force_instead_file_name"], other_id)
        way(words, upload_addresser(filters)(int(other_id)))


def _render_changes(upload_id: int) -> None:
    finding(texts.CHANGES_HEADING)
    changes = changes_made(upload_id)
    if not changes:
        note(texts.NO_DOCUMENTS)
    for change in changes:
        note(texts.change_sentence(_title(change), change.difference, _other(change)))
    render_differences(_titled(changes), key="history-changes", file_name=texts.CHANGES_FILE)


def _render_issues(upload: UploadRow) -> None:
    upload_id = int(upload["upload_id"])
    finding(upload_texts.ISSUES_HEADING)
    issues = [stored_issue(row) for row in records_of(query("upload_issues", upload_id=upload_id))]
    if not issues:
        note(upload_texts.NO_ISSUES)
        return
    render_table(
        issues_frame(issues),
        upload_texts.ISSUE_COLUMNS,
        key="history-issues",
        file_name=upload_texts.ISSUES_HEADING,
    )
    note(upload_texts.MARKED_FILE_NOTE)
    st.download_button(
        upload_texts.DOWNLOAD_MARKED_FILE,
        # A function: the file is only made when somebody asks for it.
        lambda: marked_original(store(), upload_id, datetime.now().astimezone()).content,
        file_name=marked_file_name(str(upload["file_name"])),
        key="history-marked",
        icon=":material/download:",
        type="tertiary",
        on_click="ignore",
    )


def _render_revocation(upload: UploadRow, filters: Filters) -> None:
    if upload["is_revoked"]:
        return
    if filters.as_of is not None:
        note(texts.ONLY_TODAY)
        return
    upload_id = int(upload["upload_id"])
    folded(texts.REVOKE_HEADING, lambda: _render_revoking(upload_id), key="history-revoke")


def _render_revoking(upload_id: int) -> None:
    """Shows what would happen, then asks why, then does it."""
    changes = changes_undone(upload_id)
    effects = _effects(changes)
    for sentence in effects or [texts.NOT_IN_FORCE]:
        st.text(sentence)
    render_differences(
        _titled(changes),
        key="history-effect",
        file_name=texts.REVOKE_EFFECT_FILE,
        row_words=texts.effect_on_row,
    )
    rules = effect_undone(upload_id)
    if rules is not None:
        render_rule_effect(rules, UNDO_HEADING, key="history-rules")
    note(texts.REVOKE_NOTE)
    if not offers(Permission.REVOKE_UPLOAD):
        return
    # The store's version is part of the key: a click on an effect that no longer holds reaches
    # no button.
    with st.form(f"revoke-{upload_id}-{store().version()}", enter_to_submit=False):
        reason = st.text_area(texts.REASON, placeholder=texts.REASON_HINT, key="revoke-reason")
        is_sent = st.form_submit_button(texts.revoke_label(upload_id), type="primary")
    if is_sent:
        _revoke(upload_id, reason or "", effects)


def _revoke(upload_id: int, reason: str, effects: list[str]) -> None:
    try:
        person = acting(Permission.REVOKE_UPLOAD)
        revoke_upload(store(), upload_id, person.person_name, reason, person.role)
    except DashboardError as error:
        st.error(error_sentence(error))
        return
    st.session_state[_REVOKED] = texts.revoked(upload_id, effects)
    st.rerun()


def _effects(changes: tuple[DocumentChange, ...]) -> list[str]:
    uploaded_at = {row["upload_id"]: row["uploaded_at"] for row in records_of(query("uploads"))}
    return [
        texts.effect_sentence(
            _title(change),
            change.difference,
            None
            if change.other_upload_id is None
            else (str(change.other_file_name), uploaded_at[change.other_upload_id]),
        )
        for change in changes
    ]


def _titled(changes: tuple[DocumentChange, ...]) -> list[TitledDifference]:
    return [(_title(change), change.difference) for change in changes]


def _title(change: DocumentChange) -> str:
    return upload_texts.document_title(
        DocumentKind(change.kind),
        change.reference_year,
        sector=(change.sector_code, change.sector_name),
        direction=(change.strategic_direction_code, change.strategic_direction_name),
    )


def _other(change: DocumentChange) -> tuple[str, int] | None:
    if change.other_upload_id is None:
        return None
    return str(change.other_file_name), change.other_upload_id
