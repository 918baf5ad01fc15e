"""From the uploader to the store: choose files, check them once, confirm them once.

A checked selection is kept in the session until it is confirmed or given up, together with the
state of the store it was compared with: nobody confirms differences that no longer hold.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Protocol

import streamlit as st

from dashboard.domain.mapping import SheetMapping
from dashboard.domain.roles import Permission, Person, require
from dashboard.errors import DashboardError
from dashboard.incoming import IncomingFile, is_spreadsheet_name
from dashboard.ingest import CheckedFile, check_files, confirm_all
from dashboard.texts import upload as texts
from dashboard.texts.drive import CHOICE as CHOICE_SHARED
from dashboard.texts.errors import error_sentence
from dashboard.texts.names import unclear_sentence
from dashboard.texts.navigation import CHOOSE_ONE
from dashboard.ui.data import query, store
from dashboard.ui.filters import page_filters
from dashboard.ui.name_choices import answers, forget_choices, left_out_files
from dashboard.ui.person import acting
from dashboard.ui.shared_folder import chosen_drive_files

_ROUND, _SELECTION, _OUTCOME = "upload-round", "upload-selection", "upload-outcome"
UPLOADER_KEY = "upload-files"


class ChosenFile(Protocol):
    """A file handed in, by the browser or from the shared folder; `name` may hold its folders."""

    @property
    def file_id(self) -> str: ...

    @property
    def name(self) -> str: ...

    def getvalue(self) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Selection:
    """Files chosen and read, with the store version they were compared with."""

    chosen: tuple[object, ...]
    store_version: int
    checked_files: tuple[CheckedFile, ...]
    is_repeated: bool = False

    @property
    def ready(self) -> tuple[CheckedFile, ...]:
        """Gives the files that a confirmation would store."""
        return tuple(one for one in self.checked_files if is_ready(one))

    @property
    def counts(self) -> dict[str, int]:
        """Gives how many files are `ready`, `blocked`, `unclear` and `already` stored."""
        ready = len(self.ready)
        blocked = sum(one.is_blocked for one in self.checked_files)
        unclear = sum(is_unclear(one) for one in self.checked_files)
        already = len(self.checked_files) - ready - blocked - unclear
        return {"ready": ready, "blocked": blocked, "unclear": unclear, "already": already}

    @property
    def first_to_look_at(self) -> int:
        """Gives the place of the first file that cannot be stored, else of the first."""
        blocked = (place for place, one in enumerate(self.checked_files) if one.is_blocked)
        return next(blocked, 0)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file at the confirmation."""

    file_name: str
    is_stored: bool
    sentence: str


def is_ready(checked: CheckedFile) -> bool:
    """Says whether a confirmation would write the file."""
    return checked.is_new and not checked.open_questions


def is_unclear(checked: CheckedFile) -> bool:
    """Says whether a file would be written but for names that nobody has answered for."""
    return checked.is_new and bool(checked.open_questions)


def chosen_files() -> tuple[Sequence[ChosenFile], int]:
    """Draws the uploader or the shared folder; gives the files to read.

    The second is how many files of a folder chosen in the browser were left aside.
    """
    choice = st.segmented_control(
        texts.WHAT_TO_CHOOSE,
        [texts.CHOICE_FILES, texts.CHOICE_FOLDER, CHOICE_SHARED],
        default=texts.CHOICE_FILES,
        key="upload-choice",
        required=True,
    )
    round_number = st.session_state.setdefault(_ROUND, 0)
    if choice == CHOICE_SHARED:
        return chosen_drive_files(f"{UPLOADER_KEY}-drive-{round_number}"), 0
    if choice == texts.CHOICE_FOLDER:
        key = f"{UPLOADER_KEY}-folder-{round_number}"
        found = st.file_uploader(texts.UPLOADER_FOLDER, accept_multiple_files="directory", key=key)
        sheets = [file for file in found if is_spreadsheet_name(PurePosixPath(file.name).name)]
        return sheets, len(found) - len(sheets)
    # A file chosen one by one is read whatever it is, so that its own error can be said.
    key = f"{UPLOADER_KEY}-{round_number}"
    return st.file_uploader(texts.UPLOADER_FILES, accept_multiple_files=True, key=key), 0


def entity_of_nameless_files() -> str | None:
    """Asks whose the files are that do not say it; None while at most one entity is known.

    The entity that the person is looking at is offered first.
    """
    entities = query("entities")
    if len(entities) < 2:
        return None
    names = dict(zip(entities["entity_code"], entities["entity_name"], strict=True))
    codes = list(names)
    looked_at = page_filters()
    found: str = st.selectbox(
        texts.ENTITY_OF_NAMELESS,
        codes,
        index=0 if looked_at is None else codes.index(looked_at.entity_code),
        format_func=names.__getitem__,
        placeholder=CHOOSE_ONE,
        key="upload-entity",
    )
    return found


def checked_selection(files: Sequence[ChosenFile], entity_code: str | None) -> Selection:
    """Reads and compares the files, or gives what was found at the last run with the same ones.

    `entity_code` is the entity of the files that do not name one.
    """
    ids = tuple(file.file_id for file in files)
    chosen = (entity_code, ids, answers(), left_out_files())
    version = store().version()
    kept: Selection | None = st.session_state.get(_SELECTION)
    if kept is not None and (kept.chosen, kept.store_version) == (chosen, version):
        return kept
    checked = _checked(files, entity_code)
    # Only where nothing but the store has changed: an answer of one's own is no surprise.
    is_repeated = kept is not None and kept.chosen == chosen
    selection = Selection(chosen, version, checked, is_repeated)
    st.session_state[_SELECTION] = selection
    return selection


def confirm_selection(selection: Selection) -> None:
    """Stores the files that are ready, all or none, keeps the outcome, empties the page.

    A sector's head hands in sheets of the own sector only, and says what no name means.

    Writes nothing when the store has changed since the check.
    """
    if store().version() != selection.store_version:
        return
    with st.spinner(texts.storing_text(len(selection.ready))):
        outcomes = _stored(selection.ready)
    left_out = [_left_out(one) for one in selection.checked_files if not is_ready(one)]
    st.session_state[_OUTCOME] = (*outcomes, *left_out)
    forget_selection()


def forget_selection() -> None:
    """Empties the uploader: under a new key it is a new one."""
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    st.session_state.pop(_SELECTION, None)
    forget_choices()


def forget_check() -> None:
    """Has the same files checked again at the next run, as if they were chosen just then."""
    st.session_state.pop(_SELECTION, None)


def checked_again(
    checked: CheckedFile, entity_code: str | None, mapping: SheetMapping
) -> CheckedFile:
    """Gives what a chosen file is when read with a mapping that is not saved."""
    leaves_out = checked.file_sha256 in left_out_files()
    incoming = IncomingFile(
        checked.file_name, checked.content, checked.folder_name, leaves_out_hidden=leaves_out
    )
    (found,) = check_files(store(), [incoming], entity_code, answers=answers(), mappings=[mapping])
    return found


def last_outcome() -> tuple[Outcome, ...]:
    """Gives what became of the files of the last confirmation, in this session."""
    found: tuple[Outcome, ...] = st.session_state.get(_OUTCOME, ())
    return found


def forget_outcome() -> None:
    """Drops the last outcome, once new files are chosen."""
    st.session_state.pop(_OUTCOME, None)


def same_slot_warnings(checked_files: Iterable[CheckedFile]) -> list[str]:
    """Gives a sentence for all that the same several of the ready files state."""
    names: dict[tuple[object, ...], dict[str, str]] = {}
    for checked in checked_files:
        for document in checked.documents if is_ready(checked) else ():
            slot = (
                document.entity_code,
                document.kind,
                document.reference_year,
                document.period,
                document.sector_code,
                document.strategic_direction_code,
            )
            names.setdefault(slot, {})[checked.file_name] = texts.recognised(document)
    labels: dict[tuple[str, ...], list[str]] = {}
    for found in names.values():
        if len(found) > 1:
            labels.setdefault(tuple(found), []).append(next(iter(found.values())))
    return [texts.same_slot_sentence(shared, files) for files, shared in labels.items()]


def _checked(files: Sequence[ChosenFile], entity_code: str | None) -> tuple[CheckedFile, ...]:
    bar = st.progress(0.0, texts.reading_text(0, len(files)))

    def on_read(count: int) -> None:
        bar.progress(count / len(files), texts.reading_text(count, len(files)))

    incoming = [_incoming(file) for file in files]
    checked = check_files(store(), incoming, entity_code, on_read=on_read, answers=answers())
    bar.empty()
    return tuple(checked)


def _incoming(file: ChosenFile) -> IncomingFile:
    path = PurePosixPath(file.name)
    folder = "" if str(path.parent) == "." else str(path.parent)
    content = file.getvalue()
    leaves_out = bool(left_out_files()) and sha256(content).hexdigest() in left_out_files()
    return IncomingFile(path.name, content, folder, leaves_out_hidden=leaves_out)


def _stored(ready: Sequence[CheckedFile]) -> list[Outcome]:
    try:
        person = _handing_in(ready)
        confirm_all(store(), ready, person.person_name, person.role)
    except DashboardError as error:
        sentence = error_sentence(error)
        return [Outcome(one.file_name, is_stored=False, sentence=sentence) for one in ready]
    return [_as_stored(one) for one in ready]


def _handing_in(ready: Iterable[CheckedFile]) -> Person:
    """Gives who hands these files in. Raises NotPermittedError for any that they may not."""
    person = acting(Permission.LOAD_FILES)
    for checked in ready:
        if checked.known_names:
            require(person, Permission.STATE_NAME)
        for document in checked.documents:
            # A document of no sector is of no sector's head.
            sector_code = document.sector_code or ""
            require(person, Permission.LOAD_FILES, sector_code, document.entity_code)
    return person


def _as_stored(checked: CheckedFile) -> Outcome:
    row_count = sum(len(document.rows) for document in checked.documents)
    return Outcome(checked.file_name, is_stored=True, sentence=texts.stored_sentence(row_count))


def _left_out(checked: CheckedFile) -> Outcome:
    if checked.error is not None:
        sentence = error_sentence(checked.error)
    elif checked.is_blocked:
        sentence = texts.blocked_sentence(checked.file_name)
    elif is_unclear(checked):
        sentence = unclear_sentence(checked.file_name, len(checked.open_questions))
    else:
        sentence = texts.already_sentence(checked.file_name)
    return Outcome(checked.file_name, is_stored=False, sentence=sentence)
