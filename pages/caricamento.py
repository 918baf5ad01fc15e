"""Which files came in, what do they say, and what would they change? Check first, then confirm."""

from __future__ import annotations

import streamlit as st

from dashboard.domain.roles import Permission
from dashboard.texts import upload as texts
from dashboard.texts.navigation import CHOOSE_ONE
from dashboard.ui.check_findings import render_file_findings
from dashboard.ui.checked_file import files_frame, render_checked_file
from dashboard.ui.components import finding, headline, note
from dashboard.ui.filters import page_filters
from dashboard.ui.incoming import (
    Selection,
    checked_selection,
    chosen_files,
    confirm_selection,
    entity_of_nameless_files,
    forget_outcome,
    forget_selection,
    last_outcome,
    same_slot_warnings,
)
from dashboard.ui.known_names import render_known_names
from dashboard.ui.mapping_form import (
    open_form,
    render_mapping_form,
    render_mapping_offers,
    render_said,
)
from dashboard.ui.name_choices import questions_of, render_name_questions
from dashboard.ui.person import offers
from dashboard.ui.tables import render_table
from dashboard.ui.uploads import render_last_uploads, render_outcome


def render_check(selection: Selection) -> None:
    """Shows all files in one table, then one of them in full."""
    headline_counts = texts.check_sentence(**selection.counts)
    finding(headline_counts)
    if selection.is_repeated:
        st.warning(texts.CHANGED_MEANWHILE)
    for sentence in same_slot_warnings(selection.checked_files):
        st.warning(sentence)
    render_table(
        files_frame(selection.checked_files),
        texts.FILES_COLUMNS,
        key="upload-files-table",
        file_name=texts.CHECKED_HEADING,
    )
    render_name_questions(questions_of(selection.checked_files))
    positions = range(len(selection.checked_files))
    position = selection.first_to_look_at
    if len(positions) > 1:
        position = st.selectbox(
            texts.DETAIL_CHOICE,
            positions,
            index=position,
            format_func=lambda index: selection.checked_files[index].file_name,
            placeholder=CHOOSE_ONE,
        )
    with st.container(border=True):
        render_checked_file(selection.checked_files[position], position)
        render_file_findings(selection.checked_files, position)
        render_mapping_offers(selection.checked_files[position], key=f"upload-file-{position}")


def render_confirmation(selection: Selection) -> None:
    """Stores on demand, in the name of who is here, and starts over."""
    finding(texts.CONFIRM_HEADING)
    if not selection.ready:
        note(texts.NOTHING_TO_CONFIRM)
    is_offered = offers(Permission.LOAD_FILES)
    with st.container(horizontal=True):
        # The store's version is part of the key: a click on differences that no longer hold
        # reaches no button.
        is_confirmed = is_offered and st.button(
            texts.confirm_label(len(selection.ready)),
            type="primary",
            disabled=not selection.ready,
            key=f"upload-confirm-{selection.store_version}",
        )
        is_given_up = st.button(texts.CANCEL, key="upload-cancel")
    if is_confirmed:
        confirm_selection(selection)
    if is_given_up:
        forget_selection()
    if is_confirmed or is_given_up:
        st.rerun()


headline(texts.TITLE)
st.markdown(f"{texts.INSTRUCTIONS}\n\n{texts.STEPS}")
entity_code = entity_of_nameless_files()
files, left_aside_count = chosen_files()
if left_aside_count:
    st.info(texts.left_aside_sentence(left_aside_count))
if files:
    forget_outcome()
    selection = checked_selection(files, entity_code)
    form = open_form(selection.checked_files)
    if form is None:
        render_said()
        render_check(selection)
        render_confirmation(selection)
    else:
        render_mapping_form(form, entity_code)
else:
    render_outcome(last_outcome())
    looked_at = page_filters()
    render_last_uploads(looked_at)
    if looked_at is not None:
        render_known_names(looked_at)
