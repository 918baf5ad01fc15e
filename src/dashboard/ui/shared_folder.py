"""The shared folder on the page Caricamento: what lies there, and the watch that looks after it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import Lock, Thread

import pandas as pd
import streamlit as st

from dashboard import settings
from dashboard.drive import FolderLook, FoundFile, SharedFolder, read_unchanged
from dashboard.errors import DashboardError
from dashboard.store import Store
from dashboard.texts import drive as texts
from dashboard.texts.errors import error_sentence
from dashboard.ui.components import finding, note
from dashboard.ui.data import store
from dashboard.ui.status_choice import with_chosen
from dashboard.ui.tables import render_table
from dashboard.watch import Watch, WatchRules

_STOP_SECONDS = 30


@dataclass(frozen=True, slots=True)
class DriveFile:
    """A file of the shared folder, chosen to be checked, as an uploader would hand it in."""

    file_id: str
    name: str
    content: bytes

    def getvalue(self) -> bytes:
        """Gives the bytes as they were when the file was chosen."""
        return self.content


def chosen_drive_files(key: str) -> list[DriveFile]:
    """Draws the shared folder with the state of each file; gives those to check, once asked for.

    `key` names the choice in the session: under another key nothing is chosen yet.
    """
    folder = settings.shared_folder()
    if folder is None:
        st.info(texts.NOT_CONFIGURED)
        return []
    _render_watch()
    note(texts.folder_line(str(folder)))
    try:
        look = _look(folder)
    except DashboardError as error:
        st.error(error_sentence(error))
        st.button(texts.LOOK_AGAIN, key="drive-again", icon=":material/refresh:")
        return []
    _render_files(look)
    with st.container(horizontal=True):
        is_asked = st.button(
            texts.check_label(len(look.to_load)),
            type="primary",
            disabled=not look.to_load,
            key="drive-check",
        )
        # A click is a new run of the page, and each run looks at the folder.
        st.button(texts.LOOK_AGAIN, key="drive-again", icon=":material/refresh:")
    if is_asked:
        st.session_state[key] = _read(look.to_load)
    found: list[DriveFile] = st.session_state.get(key, [])
    return found


def start_watch(rules: WatchRules) -> Callable[[], None]:
    """Watches a folder in a thread of this process, on its one store; gives what ends the watch."""

    @contextmanager
    def lend_store() -> Iterator[Store]:
        yield store()

    watch = Watch(rules, lend_store, lambda line: print(line, flush=True), shares_store=True)  # noqa: T201
    thread = Thread(target=watch.run, name="cruscotto-watch", daemon=True)
    _running.append(watch)
    thread.start()

    def end() -> None:
        watch.stop.set()
        thread.join(_STOP_SECONDS)
        _running.remove(watch)

    return end


_running: list[Watch] = []


@dataclass(slots=True)
class _Looker:
    """A folder and the lock under which sessions take turns: what is read is remembered for all."""

    folder: SharedFolder
    lock: Lock


@st.cache_resource(show_spinner=False)
def _looker(folder: Path) -> _Looker:
    return _Looker(SharedFolder(folder), Lock())


def _look(folder: Path) -> FolderLook:
    looker = _looker(folder)
    with looker.lock:
        return looker.folder.look(store())


def _render_watch() -> None:
    for watch in _running:
        tally = watch.tally
        folder = str(watch.rules.folder)
        note(texts.watched_line(folder, tally.looked_at, tally.stored_count, tally.returned_count))
        if tally.last_stored:
            note(texts.last_stored_line(tally.last_stored))
        if tally.failure is not None:
            st.warning(tally.failure)


def _render_files(look: FolderLook) -> None:
    if look.listing.refused_folders:
        st.warning(texts.refused_folders(look.listing.refused_folders))
    note(
        texts.left_aside(
            look.listing.hidden_count,
            look.listing.other_count,
            look.listing.link_count,
            look.report_count,
        )
    )
    if not look.files:
        st.info(texts.NO_FILES)
        return
    finding(texts.counts_sentence(look.counts))
    if not look.to_load:
        note(texts.NOTHING_TO_CHECK)
    frame = files_frame(look.files)
    states = [word for state, word in texts.STATES.items() if state in look.counts]
    shown = with_chosen(frame, frame["state"], states, label=texts.STATE_FILTER, key="stato-file")
    render_table(shown, texts.COLUMNS, key="drive-files", file_name=texts.TABLE)


def files_frame(files: Sequence[FoundFile]) -> pd.DataFrame:
    """Gives one row per file with the columns of `texts.COLUMNS`."""
    rows = [
        (
            found.path.name,
            found.place,
            texts.STATES[found.state],
            None if found.stamp is None else _local(found.stamp.modified_at),
            _remark(found),
        )
        for found in files
    ]
    return pd.DataFrame(rows, columns=list(texts.COLUMNS))


def _remark(found: FoundFile) -> str:
    if found.error is not None:
        return error_sentence(found.error)
    if found.lock_name is not None:
        return texts.WAITS["locked"].format(lock_name=found.lock_name)
    return texts.REMARKS.get(found.state, texts.WAITS["changing"])


def _local(seconds: float) -> str:
    return datetime.fromtimestamp(seconds).astimezone().strftime("%d/%m/%Y %H:%M")


def _read(files: Sequence[FoundFile]) -> list[DriveFile]:
    """Reads the chosen files; says which of them changed or went away at this very moment."""
    chosen = []
    for found in files:
        if found.stamp is None or found.file_sha256 is None:
            continue
        try:
            content = read_unchanged(found.path, found.stamp)
        except DashboardError as error:
            st.warning(error_sentence(error))
            continue
        if content is None:
            st.warning(texts.changing_now(found.path.name))
            continue
        name = found.path.as_posix()
        chosen.append(DriveFile(f"{name} {found.file_sha256}", name, content))
    return chosen
