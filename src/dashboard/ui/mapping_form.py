"""Map a sheet that was not recognised: offer the form, fill it, try it, save it.

Which form is open is kept in the session. What is saved counts at once: the files that were
chosen are checked again, and the ordinary preview appears.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import PurePath
from typing import NamedTuple
from zlib import crc32

import streamlit as st

from dashboard import settings
from dashboard.domain.mapping import SheetMapping
from dashboard.domain.model import DocumentKind
from dashboard.domain.roles import Permission
from dashboard.ingest import CheckedFile
from dashboard.texts import mapping_form as texts
from dashboard.texts.mapping import problem_sentence
from dashboard.texts.navigation import CHOOSE_ONE
from dashboard.texts.upload import ISSUE_COLUMNS
from dashboard.ui.checked_file import first_rows_frame, issues_frame, render_rows
from dashboard.ui.components import finding, note
from dashboard.ui.data import store
from dashboard.ui.incoming import checked_again, forget_check
from dashboard.ui.mapping_fields import FilledForm, FormStart, kind_choice, mapping_fields
from dashboard.ui.person import acting, offers
from dashboard.ui.sheet_rows import render_sheet_rows
from dashboard.ui.tables import render_table
from dashboard.workbook import (
    SheetPreview,
    draft_mapping,
    problems_of,
    sheet_previews_isolated,
)

_OPEN, _SAID = "mapping-open", "mapping-said"
_UNREAD = frozenset(
    {
        "no_recognised_sheet",
        "sheet_not_recognised",
        "required_column_missing",
        "duplicated_column",
    }
)
_KEPT_PREVIEWS = 16
_DEPTHS = (1, 2, 3)
_TRIED_ROWS = 10

_Previews = tuple[SheetPreview, ...]


@dataclass(frozen=True, slots=True)
class OpenForm:
    """The sheet whose columns are being mapped."""

    checked: CheckedFile
    sheet_name: str

    @property
    def key(self) -> str:
        """Gives what the keys of this form's fields begin with."""
        sheet = f"{self.checked.file_sha256}\n{self.sheet_name}"
        return f"mapping-{crc32(sheet.encode())}"


class _Tried(NamedTuple):
    """A mapping and what the file is when read with it."""

    mapping: SheetMapping
    checked: CheckedFile


def open_form(checked_files: Iterable[CheckedFile]) -> OpenForm | None:
    """Gives the form that is open, if its file is still among the chosen ones."""
    asked = st.session_state.get(_OPEN)
    for checked in checked_files:
        if asked is not None and checked.file_sha256 == asked[0]:
            return OpenForm(checked, asked[1])
    return None


def render_mapping_offers(checked: CheckedFile, *, key: str) -> None:
    """Draws a button for every sheet of a file that a mapping could read, or reads already."""
    codes = {issue.code for issue in checked.issues}
    if checked.error is not None or (not codes & _UNREAD and not checked.mapping_uses):
        return
    sheets = [sheet for sheet in _previews(checked) if _may_be_mapped(sheet)]
    if not sheets:
        return
    if any(sheet.mapping_name is None for sheet in sheets):
        finding(texts.OFFER_HEADING)
        note(texts.OFFER_NOTE)
    for sheet in sheets:
        name = sheet.mapping_name
        st.button(
            texts.offer(sheet.sheet_name)
            if name is None
            else texts.offer_again(sheet.sheet_name, name),
            key=f"{key}-map-{sheet.sheet_name}",
            icon=":material/table_edit:",
            type="primary" if name is None else "tertiary",
            on_click=_open,
            args=(checked.file_sha256, sheet.sheet_name),
        )


def remember_said(sentence: str) -> None:
    """Keeps what happened to a mapping, to be said at the next run."""
    st.session_state[_SAID] = sentence


def render_said() -> None:
    """Draws, once, what happened to a mapping."""
    said = st.session_state.pop(_SAID, None)
    if said:
        st.success(said)


def render_mapping_form(form: OpenForm, entity_code: str | None) -> None:
    """Draws the whole form for one sheet; `entity_code` is that of files that name none."""
    finding(texts.heading(form.checked.file_name, form.sheet_name))
    st.button(texts.BACK, icon=":material/arrow_back:", type="tertiary", on_click=_close)
    finding(texts.step(1, texts.SHEET_HEADING))
    guessed = _sheet(form, None, None)
    heading = _heading_choice(guessed, form.key)
    rows_place = st.container()
    known = _known_mapping(guessed)
    default_kind = guessed.kind if known is None else known.kind
    kind = kind_choice(default_kind or DocumentKind.FINAL_REPORT, step=2, key=form.key)
    sheet = _sheet(form, heading, kind)
    with rows_place:
        render_sheet_rows(sheet)
        if not sheet.columns:
            st.warning(texts.NO_HEADING)
    if not sheet.columns:
        return
    filled = mapping_fields(_start(form, sheet, heading, kind), kind, first_step=3)
    _render_trial(form, filled, entity_code)


def problem_sentences(filled: FilledForm) -> list[str]:
    """Gives everything that keeps a filled form from being used."""
    sentences = [problem_sentence(problem) for problem in problems_of(filled.mapping)]
    if filled.open_periods:
        sentences.append(texts.open_periods(filled.open_periods))
    return sentences


def render_problems(sentences: Iterable[str]) -> None:
    """Draws what is still to be mended; nothing where all is well."""
    lines = "\n".join(f"- {sentence}" for sentence in sentences)
    if lines:
        st.warning(f"{texts.PROBLEMS_HEADING}\n\n{lines}")


def _may_be_mapped(sheet: SheetPreview) -> bool:
    if sheet.mapping_name is not None:
        return True
    return sheet.recognised_kind is None and len(sheet.rows) > 1


def _open(file_sha256: str, sheet_name: str) -> None:
    st.session_state[_OPEN] = (file_sha256, sheet_name)


def _close() -> None:
    st.session_state.pop(_OPEN, None)


def _heading_choice(sheet: SheetPreview, key: str) -> tuple[int, int] | None:
    """Draws where the titles stand; gives None while nobody chose and nothing was guessed."""
    numbers = [row.row_number for row in sheet.rows]
    first, last = sheet.heading_rows or (None, None)
    if first is not None and first not in numbers:
        numbers.append(first)
    depth = 1 if first is None or last is None else last - first + 1
    with st.container(horizontal=True):
        row: int | None = st.selectbox(
            texts.HEADING_CHOICE,
            numbers,
            index=None if first is None else numbers.index(first),
            placeholder=texts.CHOOSE,
            key=f"{key}-heading",
            width=200,
        )
        row_count = st.selectbox(
            texts.DEPTH_CHOICE,
            _DEPTHS,
            index=_DEPTHS.index(min(depth, _DEPTHS[-1])),
            format_func=texts.depth,
            placeholder=CHOOSE_ONE,
            key=f"{key}-depth",
            width=200,
        )
    return None if row is None else (row, row + row_count - 1)


def _start(
    form: OpenForm, sheet: SheetPreview, heading: tuple[int, int] | None, kind: DocumentKind
) -> FormStart:
    """Gives what the form begins with: the mapping in force for these titles, else the guesses."""
    titles = [column.title for column in sheet.columns]
    known = _known_mapping(sheet)
    if known is None:
        mapping = draft_mapping(sheet, PurePath(form.checked.file_name).stem, kind)
    else:
        mapping = replace(known, columns=tuple(known.columns_of(titles)))
    # Other titles, or another kind's guesses, are other fields.
    is_dup = kind is DocumentKind.DUP_STATUS
    return FormStart(mapping, sheet.columns, f"{form.key}-{heading}-{is_dup}", sheet.stated)


def _known_mapping(sheet: SheetPreview) -> SheetMapping | None:
    """Gives the mapping in force for the titles of a sheet."""
    in_force = (saved.mapping for saved in store().mappings())
    return next((one for one in in_force if one.fingerprint == sheet.fingerprint), None)


def _render_trial(form: OpenForm, filled: FilledForm, entity_code: str | None) -> None:
    """Draws what is to be mended, the trial, and the button that saves."""
    problems = problem_sentences(filled)
    render_problems(problems)
    tried_key = f"{form.key}-tried"
    with st.container(horizontal=True):
        is_tried = st.button(texts.TRY, disabled=bool(problems), key=f"{form.key}-try")
        is_saved = offers(Permission.SAVE_MAPPING) and st.button(
            texts.SAVE, type="primary", disabled=bool(problems), key=f"{form.key}-save"
        )
    if is_tried:
        checked = checked_again(form.checked, entity_code, filled.mapping)
        st.session_state[tried_key] = _Tried(filled.mapping, checked)
    if is_saved:
        person = acting(Permission.SAVE_MAPPING)
        store().save_mapping(filled.mapping, person.person_name, person.role)
        remember_said(texts.saved(filled.mapping.name))
        st.session_state.pop(tried_key, None)
        _close()
        forget_check()
        st.rerun()
    tried: _Tried | None = st.session_state.get(tried_key)
    if tried is not None:
        _render_tried(tried, filled.mapping)


def _render_tried(tried: _Tried, mapping: SheetMapping) -> None:
    finding(texts.TRIED_HEADING)
    if tried.mapping != mapping:
        note(texts.TRIED_CHANGED)
        return
    for position, document in enumerate(tried.checked.documents):
        rows = first_rows_frame(document, _TRIED_ROWS, texts.understood)
        note(texts.tried_rows(document.kind, len(document.rows), len(rows)))
        render_rows(rows, key=f"mapping-tried-{position}")
    if tried.checked.issues:
        render_table(
            issues_frame(tried.checked.issues),
            ISSUE_COLUMNS,
            key="mapping-tried-issues",
            file_name=texts.LATER_ISSUES,
        )
    else:
        note(texts.TRIED_CLEAN)


def _sheet(
    form: OpenForm, heading: tuple[int, int] | None, kind: DocumentKind | None
) -> SheetPreview:
    """Gives the sheet as it is understood when the titles stand there and it is that."""
    return next(
        sheet
        for sheet in _previews(form.checked, form.sheet_name, heading, kind)
        if sheet.sheet_name == form.sheet_name
    )


def _previews(
    checked: CheckedFile,
    sheet_name: str = "",
    heading: tuple[int, int] | None = None,
    kind: DocumentKind | None = None,
) -> _Previews:
    """Gives the sheets of a file; of the named one, with what a person said of it."""
    place = (checked.file_name, checked.folder_name, checked.file_sha256)
    version = (str(settings.db_path()), store().version())
    return _keeper()(place, version, (sheet_name, heading, kind), checked.content)


@cache
def _keeper() -> Callable[..., _Previews]:
    # Made at the first question: Streamlit complains about a cache made before it has started.
    return st.cache_data(show_spinner=False, max_entries=_KEPT_PREVIEWS)(_read_previews)


def _read_previews(
    place: tuple[str, str, str],
    version: tuple[str, int],
    said: tuple[str, tuple[int, int] | None, DocumentKind | None],
    _content: bytes,
) -> _Previews:
    # `version` is part of the key: a mapping saved meanwhile shows the sheet in another way.
    del version
    file_name, folder_name, _ = place
    sheet_name, heading, kind = said
    return sheet_previews_isolated(
        file_name,
        _content,
        folder_name,
        [saved.mapping for saved in store().mappings()],
        {} if heading is None else {sheet_name: heading},
        {} if kind is None else {sheet_name: kind},
    )
