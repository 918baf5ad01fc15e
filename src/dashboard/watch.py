"""Watch a shared folder with nobody looking on: store what is clean, hand back what is not.

Clean means: no blocking issue and no name that only a person can settle; warnings are stored with
the file, as they are when a person confirms. A file is taken up once it looks the same in two
looks and no program has it open. What was handed back is looked at again when it changes, or when
something new has entered the store: a report may have waited for its plan.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from threading import Event

from dashboard.drive import (
    STATES_TO_LOAD,
    FileState,
    FolderLook,
    FoundFile,
    ListedFile,
    Listing,
    SharedFolder,
    Stamp,
    read_unchanged,
)
from dashboard.errors import DashboardError, FileUnavailableError, StoreBusyError
from dashboard.handback import is_clean, leave_report, remove_report
from dashboard.incoming import IncomingFile
from dashboard.ingest import CheckedFile, check_files, confirm
from dashboard.store import Store
from dashboard.texts import drive as texts
from dashboard.texts.cli import outcome_line
from dashboard.texts.errors import error_sentence

INTERVAL_SECONDS = 10.0

_LOGGER = logging.getLogger("cruscotto")

LendStore = Callable[[], AbstractContextManager[Store]]


@dataclass(frozen=True, slots=True)
class WatchRules:
    """What to watch and for whom; reports go beside the files where no folder is named for them."""

    folder: Path
    user: str = texts.USER
    reports_folder: Path | None = None
    interval_seconds: float = INTERVAL_SECONDS
    entity_code: str | None = None


@dataclass(slots=True)
class WatchTally:
    """What a watch has done so far. Written by the watch, read by anybody."""

    looked_at: datetime | None = None
    stored_count: int = 0
    returned_count: int = 0
    last_stored: tuple[str, ...] = ()
    failure: str | None = None


@dataclass(slots=True)
class Watch:
    """A folder being watched. `lend_store` is asked for the store only when there is work.

    `shares_store`: lending costs nothing, so that news in the store is asked for at every look.
    `say` is given one sentence at a time; `stop`, once set, ends the watch between two files.
    """

    rules: WatchRules
    lend_store: LendStore
    say: Callable[[str], None]
    shares_store: bool = False
    stop: Event = field(default_factory=Event)
    tally: WatchTally = field(default_factory=WatchTally)
    _folder: SharedFolder = field(init=False)
    _seen: dict[Path, Stamp | None] = field(default_factory=dict)
    _settled: dict[Path, Stamp] = field(default_factory=dict)
    _returned: set[Path] = field(default_factory=set)
    _held_up: dict[Path, str] = field(default_factory=dict)
    _store_version: int | None = None
    _has_stored: bool = False

    def __post_init__(self) -> None:
        # Two looks say better than any clock whether a file is still being written.
        self._folder = SharedFolder(self.rules.folder, settling_seconds=0)

    @property
    def handed_back_count(self) -> int:
        """Gives how many files of the folder stand handed back now."""
        return len(self._returned)

    def run(self) -> None:
        """Looks, waits, and looks again until stopped."""
        while not self.stop.is_set():
            self.look()
            self.stop.wait(self.rules.interval_seconds)

    def run_once(self) -> None:
        """Looks twice, an interval apart, so that a file being written is told from a whole one."""
        self.look()
        if not self.stop.wait(self.rules.interval_seconds):
            self.look()

    def look(self) -> None:
        """Looks at the folder once and does what is to be done.

        Never raises: what stands in the way is said, and the next look may succeed.
        """
        try:
            self._take_up(self._folder.listing())
        except StoreBusyError as error:
            self._fail(f"{error_sentence(error)} {texts.SERVE_INSTEAD}")
        except DashboardError as error:
            self._fail(error_sentence(error))
        except Exception:
            # The last net: a watch that ends in the night is missed by nobody until the morning.
            _LOGGER.exception("look at %s failed", self.rules.folder)
            self._fail(texts.UNEXPECTED)
        else:
            self._recover()
        self.tally.looked_at = datetime.now().astimezone()

    def _take_up(self, listing: Listing) -> None:
        seen, self._seen = self._seen, {file.path: file.stamp for file in listing.files}
        obstacles = {file.path: why for file in listing.files if (why := _obstacle(file))}
        self._say_waiting(obstacles)
        self._forget_gone(set(self._seen))
        ready = [
            file
            for file in listing.files
            if file.path not in obstacles and seen.get(file.path) == file.stamp
        ]
        is_news_possible = bool(self._returned) and (self._has_stored or self.shares_store)
        if not self._unsettled(ready) and not is_news_possible:
            return
        with self.lend_store() as store:
            self._look_again_if_store_grew(store.version())
            self._has_stored = False
            unsettled = self._unsettled(ready)
            look = self._folder.states(Listing(tuple(unsettled)), store)
            self._settle_reports(unsettled, look)
            self._work(look, store)

    def _unsettled(self, ready: Sequence[ListedFile]) -> list[ListedFile]:
        return [file for file in ready if self._settled.get(file.path) != file.stamp]

    def _settle_reports(self, listed: Sequence[ListedFile], look: FolderLook) -> None:
        """Lets the sheets of ours, which a look leaves out, alone until somebody changes them."""
        found = {file.path for file in look.files}
        for file in listed:
            if file.path not in found and file.stamp is not None:
                self._settled[file.path] = file.stamp

    def _look_again_if_store_grew(self, version: int) -> None:
        if version == self._store_version:
            return
        self._store_version = version
        for path in self._returned:
            self._settled.pop(path, None)

    def _forget_gone(self, there: set[Path]) -> None:
        """Takes away the reports on files that are no longer in the folder."""
        for path in self._returned - there:
            self._remove_report(path)
        self._returned &= there
        self._settled = {path: stamp for path, stamp in self._settled.items() if path in there}

    def _work(self, look: FolderLook, store: Store) -> None:
        for found in look.files:
            if found.state is FileState.UNREADABLE:
                self._hand_back_unreadable(found)
            elif found.state not in STATES_TO_LOAD and found.state is not FileState.WAITING:
                self._settle(found)
                self._remove_report(found.path)
        # The file written last counts last, as it would had each been taken up as it came.
        to_load = sorted(look.to_load, key=lambda found: (_modified(found), found.path))
        incoming = self._incoming(to_load)
        if not incoming:
            return
        checked_files = check_files(store, [file for _, file in incoming], self.rules.entity_code)
        stored: list[str] = []
        for (found, _), checked in zip(incoming, checked_files, strict=True):
            # Asked before every file; a stop may also have cut the reading short.
            if self.stop.is_set():
                break
            if self._dispose(found, checked, store):
                stored.append(found.path.name)
        if stored:
            self.tally.last_stored = tuple(stored)

    def _incoming(self, to_load: Sequence[FoundFile]) -> list[tuple[FoundFile, IncomingFile]]:
        incoming = []
        for found in to_load:
            content = self._content(found)
            if content is not None:
                folder_name = os.fspath(found.path.parent)
                incoming.append((found, IncomingFile(found.path.name, content, folder_name)))
        return incoming

    def _content(self, found: FoundFile) -> bytes | None:
        if found.stamp is None:
            return None
        try:
            return read_unchanged(found.path, found.stamp)
        except FileUnavailableError as error:
            self._say_of(found.path, error_sentence(error))
            return None

    def _dispose(self, found: FoundFile, checked: CheckedFile, store: Store) -> bool:
        """Stores a clean file and says so with True; hands back any other."""
        if not is_clean(checked):
            self._hand_back(found, checked)
            return False
        confirm(store, checked, self.rules.user)
        self._settle(found)
        self._has_stored = True
        self.tally.stored_count += 1
        rows = sum(len(document.rows) for document in checked.documents)
        warnings = sum(issue.severity != "info" for issue in checked.issues)
        self._say(outcome_line(self._name(found.path), texts.OUTCOME_STORED, rows, warnings))
        self._remove_report(found.path)
        return True

    def _hand_back_unreadable(self, found: FoundFile) -> None:
        """Hands back what the guard refused; what only failed to be read is tried again."""
        if found.error is None:
            return
        if found.error.params.get("reason") in ("vanished", "device"):
            self._say_of(found.path, error_sentence(found.error))
            return
        folder_name = os.fspath(found.path.parent)
        refused = CheckedFile(
            found.path.name, folder_name, b"", found.file_sha256 or "", error=found.error
        )
        self._hand_back(found, refused)

    def _hand_back(self, found: FoundFile, checked: CheckedFile) -> None:
        folder = self._reports_folder(found.path)
        try:
            is_news = leave_report(checked, folder)
        except DashboardError as error:
            is_news = True
            self._say_of(found.path, error_sentence(error))
        else:
            outcome = texts.OUTCOME_RETURNED.format(folder=folder)
            self._say_of(found.path, outcome if is_news else texts.OUTCOME_AGAIN)
        self._settle(found)
        self._returned.add(found.path)
        self.tally.returned_count += is_news

    def _remove_report(self, path: Path) -> None:
        try:
            remove_report(path.name, self._reports_folder(path))
        except DashboardError as error:
            self._say_of(path, error_sentence(error))

    def _reports_folder(self, path: Path) -> Path:
        if self.rules.reports_folder is None:
            return path.parent
        return self.rules.reports_folder / path.parent.relative_to(self._folder.folder)

    def _settle(self, found: FoundFile) -> None:
        if found.stamp is not None:
            self._settled[found.path] = found.stamp
        self._returned.discard(found.path)

    def _fail(self, sentence: str) -> None:
        """Says what stands in the way, once, until it is something else."""
        if self.tally.failure != sentence:
            self.tally.failure = sentence
            self._say(sentence)

    def _recover(self) -> None:
        if self.tally.failure is not None:
            self.tally.failure = None
            self._say(texts.WORKING_AGAIN)

    def _say_waiting(self, reasons: dict[Path, str]) -> None:
        for path, reason in reasons.items():
            if self._held_up.get(path) != reason:
                self._say_of(path, texts.WAITING_OUTCOME.format(reason=reason))
        self._held_up = reasons

    def _say_of(self, path: Path, sentence: str) -> None:
        self._say(f"{self._name(path)}: {sentence}")

    def _name(self, path: Path) -> str:
        return path.relative_to(self._folder.folder).as_posix()

    def _say(self, sentence: str) -> None:
        self.say(texts.log_line(datetime.now().astimezone(), sentence))


def _obstacle(file: ListedFile) -> str | None:
    """Says what keeps a file from being read, apart from being written just now."""
    if file.error is not None:
        return error_sentence(file.error)
    if file.lock_name is not None:
        return texts.WAITS["locked"].format(lock_name=file.lock_name)
    return None


def _modified(found: FoundFile) -> float:
    return 0.0 if found.stamp is None else found.stamp.modified_at
