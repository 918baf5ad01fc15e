"""List a shared folder with the state of each sheet in it: new, changed, in force, waiting…

Made for large folders on slow drives: a file is read only when its size or time has changed since
it was last read, and never parsed. Links are not followed, hidden files are left aside; both are
counted.
"""

from __future__ import annotations

import os
import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from pathlib import Path, PureWindowsPath

from dashboard import settings
from dashboard.errors import (
    DashboardError,
    FileUnavailableError,
    FolderUnavailableError,
    WorkbookTooLargeError,
)
from dashboard.handback import is_own_report
from dashboard.incoming import is_spreadsheet_name
from dashboard.store import Store
from dashboard.texts.drive import REPORT_ENDING
from dashboard.workbook.guard import file_type

# Office programs save in bursts; a file written this short a time ago may not be whole.
SETTLING_SECONDS = 5.0
_EXCEL_LOCK = "~$"
_LIBREOFFICE_LOCK = (".~lock.", "#")


class FileState(StrEnum):
    """What a file of the folder is to the store."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    SUPERSEDED = "superseded"
    REVOKED = "revoked"
    WAITING = "waiting"
    UNREADABLE = "unreadable"


STATES_TO_LOAD = (FileState.NEW, FileState.CHANGED)


@dataclass(frozen=True, slots=True)
class Stamp:
    """Size and time of a file: while both stay, its bytes are taken to stay."""

    byte_count: int
    modified_ns: int

    @property
    def modified_at(self) -> float:
        """Gives when the file was last written, in seconds since 1970."""
        return self.modified_ns / 1e9


@dataclass(frozen=True, slots=True)
class ListedFile:
    """A sheet as the folder lists it; `error` instead of `stamp` where that much was refused."""

    path: Path
    stamp: Stamp | None
    lock_name: str | None = None
    error: DashboardError | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """Everything in a folder and below it; what is no sheet is only counted."""

    files: tuple[ListedFile, ...]
    hidden_count: int = 0
    other_count: int = 0
    link_count: int = 0
    refused_folders: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A sheet with its state; `place` is its folder within the shared one, empty at its top.

    `error` belongs to UNREADABLE. A WAITING file has a `lock_name` when a program has it open.
    """

    path: Path
    place: str
    state: FileState
    stamp: Stamp | None = None
    file_sha256: str | None = None
    lock_name: str | None = None
    error: DashboardError | None = None


@dataclass(frozen=True, slots=True)
class FolderLook:
    """What one look at the folder found."""

    listing: Listing
    files: tuple[FoundFile, ...]
    report_count: int

    @property
    def to_load(self) -> tuple[FoundFile, ...]:
        """Gives the files that are new or were changed."""
        return tuple(file for file in self.files if file.state in STATES_TO_LOAD)

    @property
    def counts(self) -> dict[str, int]:
        """Gives how many files are in each state that occurs."""
        return dict(Counter(str(file.state) for file in self.files))


class StoredFiles:
    """Which bytes the store has received, under which names, and whether they count."""

    def __init__(self, store: Store) -> None:
        self._standing: dict[str, FileState] = {}
        self._folders: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        for row in store.query("upload_files").to_dict("records"):
            code = str(row["file_sha256"])
            found = _standing(
                is_current=bool(row["is_current"]), is_revoked=bool(row["is_revoked"])
            )
            # Newest first: the newest upload of the same bytes speaks, unless an older one counts.
            if code not in self._standing or found is FileState.UNCHANGED:
                self._standing[code] = found
            self._folders[str(row["file_name"])].append(_parts(str(row["folder_name"])))

    def state(self, path: Path, file_sha256: str) -> FileState:
        """Gives what bytes found under a path are to the store.

        Bytes never received are a change where the same name came from the same folder; a folder
        chosen in the browser is known by its last parts only.
        """
        if file_sha256 in self._standing:
            return self._standing[file_sha256]
        folder = _parts(os.fspath(path.parent))
        earlier = self._folders.get(path.name, ())
        is_known = any(parts and folder[-len(parts) :] == parts for parts in earlier)
        return FileState.CHANGED if is_known else FileState.NEW


@dataclass(frozen=True, slots=True)
class _Content:
    """What reading a file gave, kept as long as its stamp stays."""

    stamp: Stamp
    file_sha256: str | None
    error: DashboardError | None


class SharedFolder:
    """A folder that is looked at again and again. Not to be shared between threads."""

    def __init__(self, folder: Path, settling_seconds: float = SETTLING_SECONDS) -> None:
        self.folder = folder.absolute()
        self._settling_seconds = settling_seconds
        self._contents: dict[Path, _Content] = {}

    def listing(self) -> Listing:
        """Lists the folder and what is below it, reading no file.

        Raises FolderUnavailableError where the folder itself is gone or closed.
        """
        return _listing(self.folder)

    def look(self, store: Store) -> FolderLook:
        """Gives the state of every sheet. Raises FolderUnavailableError."""
        return self.states(self.listing(), store)

    def states(self, listing: Listing, store: Store) -> FolderLook:
        """Gives the state of every sheet of a listing, in order of path."""
        stored = StoredFiles(store)
        found = [self._found(listed, stored) for listed in listing.files]
        files = tuple(file for file in found if file is not None)
        self._forget_all_but(listed.path for listed in listing.files)
        return FolderLook(listing, files, report_count=len(found) - len(files))

    def _found(self, listed: ListedFile, stored: StoredFiles) -> FoundFile | None:
        """Gives a file with its state; None for a report of ours."""
        place = listed.path.parent.relative_to(self.folder).as_posix()
        place = "" if place == "." else place
        if listed.stamp is None:
            return FoundFile(listed.path, place, FileState.UNREADABLE, error=listed.error)
        if listed.lock_name is not None or self._is_settling(listed.stamp):
            return FoundFile(
                listed.path, place, FileState.WAITING, listed.stamp, lock_name=listed.lock_name
            )
        content = self._content(listed.path, listed.stamp)
        if content.error is not None:
            return FoundFile(
                listed.path,
                place,
                FileState.UNREADABLE,
                content.stamp,
                content.file_sha256,
                error=content.error,
            )
        if content.file_sha256 is None:
            return FoundFile(listed.path, place, FileState.WAITING, listed.stamp)
        if is_own_report(listed.path, content.file_sha256):
            return None
        state = stored.state(listed.path, content.file_sha256)
        return FoundFile(listed.path, place, state, content.stamp, content.file_sha256)

    def _is_settling(self, stamp: Stamp) -> bool:
        # A time ahead of this machine's clock says nothing: drives have clocks of their own.
        return 0 <= time.time() - stamp.modified_at < self._settling_seconds

    def _content(self, path: Path, stamp: Stamp) -> _Content:
        kept = self._contents.get(path)
        if kept is None or kept.stamp != stamp or kept.file_sha256 is None:
            kept = self._contents[path] = _read(path, stamp)
        return kept

    def _forget_all_but(self, paths: Iterable[Path]) -> None:
        there = set(paths)
        self._contents = {path: kept for path, kept in self._contents.items() if path in there}


def read_unchanged(path: Path, stamp: Stamp) -> bytes | None:
    """Gives a file's bytes; None where it is no longer, or does not stay, as its stamp says.

    Raises FileUnavailableError.
    """
    try:
        content = path.read_bytes()
        after = stamp_of(path.stat())
    except OSError as error:
        raise _unavailable(path, error) from error
    return content if after == stamp and len(content) == stamp.byte_count else None


def stamp_of(found: os.stat_result) -> Stamp:
    """Gives size and time as the folder tells them."""
    return Stamp(found.st_size, found.st_mtime_ns)


def _read(path: Path, stamp: Stamp) -> _Content:
    """Reads a file once: its code, and the guard's refusal. No code: try again at the next look."""
    if stamp.byte_count > settings.MAX_FILE_BYTES:
        limit = settings.MAX_FILE_BYTES
        error = WorkbookTooLargeError(reason="file_bytes", file_name=path.name, limit=limit)
        return _Content(stamp, None, error)
    try:
        content = read_unchanged(path, stamp)
    except FileUnavailableError as refused:
        return _Content(stamp, None, refused)
    if content is None:
        return _Content(stamp, None, None)
    code = sha256(content).hexdigest()
    try:
        file_type(path.name, content)
    except DashboardError as refused:
        return _Content(stamp, code, refused)
    return _Content(stamp, code, None)


def _listing(folder: Path) -> Listing:
    refused: list[OSError] = []
    files: list[ListedFile] = []
    counts: Counter[str] = Counter()
    for parent, folder_names, names in os.walk(folder, onerror=refused.append):
        here = Path(parent)
        shown = sorted(name for name in folder_names if not name.startswith("."))
        counts["hidden"] += len(folder_names) - len(shown)
        counts["link"] += sum((here / name).is_symlink() for name in shown)
        folder_names[:] = shown
        for name in sorted(names):
            kind = _kind(here / name)
            counts[kind] += 1
            if kind == "sheet":
                files.append(_listed(here / name, frozenset(names)))
    for error in refused:
        if error.filename is not None and Path(error.filename) == folder:
            reason = "refused" if isinstance(error, PermissionError) else "missing"
            raise FolderUnavailableError(path=str(folder), reason=reason) from error
    return Listing(
        tuple(files),
        counts["hidden"],
        counts["other"],
        counts["link"],
        tuple(Path(error.filename).relative_to(folder).as_posix() for error in refused),
    )


def _kind(path: Path) -> str:
    """Gives `sheet`, or why a file is not listed; `program`: a lock, or a text of ours."""
    name = path.name
    is_lock = name.startswith((_EXCEL_LOCK, _LIBREOFFICE_LOCK[0]))
    if is_lock or name.endswith(f"{REPORT_ENDING}.txt"):
        return "program"
    if name.startswith("."):
        return "hidden"
    if path.is_symlink():
        return "link"
    return "sheet" if is_spreadsheet_name(name) else "other"


def _listed(path: Path, names: frozenset[str]) -> ListedFile:
    try:
        stamp = stamp_of(path.stat())
    except OSError as error:
        return ListedFile(path, None, error=_unavailable(path, error))
    start, end = _LIBREOFFICE_LOCK
    locks = (f"{_EXCEL_LOCK}{path.name}", f"{start}{path.name}{end}")
    return ListedFile(path, stamp, next((lock for lock in locks if lock in names), None))


def _unavailable(path: Path, error: OSError) -> FileUnavailableError:
    reasons: tuple[tuple[type[OSError], str], ...] = (
        (PermissionError, "refused"),
        (FileNotFoundError, "vanished"),
    )
    reason = next((word for kind, word in reasons if isinstance(error, kind)), "device")
    return FileUnavailableError(file_name=path.name, reason=reason)


def _standing(*, is_current: bool, is_revoked: bool) -> FileState:
    if is_revoked:
        return FileState.REVOKED
    return FileState.UNCHANGED if is_current else FileState.SUPERSEDED


def _parts(folder_name: str) -> tuple[str, ...]:
    """Gives the names a folder's path is made of, whichever system wrote it."""
    return PureWindowsPath(folder_name).parts
