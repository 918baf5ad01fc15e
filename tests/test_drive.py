"""The shared folder is listed with the state of each file, without parsing any."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.drive import FileState, FolderLook, FoundFile, SharedFolder
from dashboard.errors import FolderUnavailableError
from dashboard.history import revoke_upload
from dashboard.incoming import incoming_files
from dashboard.ingest import check_files, confirm
from dashboard.settings import MAX_FILE_BYTES
from dashboard.store import Store, open_store
from dashboard.texts.errors import error_sentence
from tests.folders import good_report, put

NAME = "report.xlsx"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    found = open_store(tmp_path / "prova.duckdb")
    yield found
    found.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "condivisa"
    made.mkdir()
    return made


def load(store: Store, path: Path) -> None:
    for checked in check_files(store, incoming_files([path])):
        confirm(store, checked, "prova")


def looked(folder: Path, store: Store) -> FolderLook:
    return SharedFolder(folder).look(store)


def only(look: FolderLook) -> FoundFile:
    [found] = look.files
    return found


def test_a_file_never_loaded_is_new(folder: Path, store: Store) -> None:
    put(folder / "F_PIAO" / NAME, good_report())

    found = only(looked(folder, store))

    assert (found.state, found.place) == (FileState.NEW, "F_PIAO")


def test_a_loaded_file_is_unchanged_until_its_bytes_change(folder: Path, store: Store) -> None:
    path = put(folder / NAME, good_report())
    load(store, path)

    assert only(looked(folder, store)).state is FileState.UNCHANGED

    put(path, good_report(3))

    assert only(looked(folder, store)).state is FileState.CHANGED


def test_a_folder_chosen_in_the_browser_is_known_again_by_its_last_parts(
    folder: Path, store: Store
) -> None:
    path = put(folder / "F_PIAO" / NAME, good_report())
    [incoming] = incoming_files([path])
    [checked] = check_files(store, [type(incoming)(NAME, incoming.content, "condivisa/F_PIAO")])
    confirm(store, checked, "prova")
    put(path, good_report(3))
    put(folder / "altrove" / NAME, good_report(4))

    states = {found.place: found.state for found in looked(folder, store).files}

    assert states == {"F_PIAO": FileState.CHANGED, "altrove": FileState.NEW}


def test_a_revoked_and_a_superseded_file_say_so(folder: Path, store: Store) -> None:
    path = put(folder / NAME, good_report())
    load(store, path)
    load(store, put(folder / "dopo" / NAME, good_report(3)))

    assert [found.state for found in looked(folder, store).files] == [
        FileState.SUPERSEDED,
        FileState.UNCHANGED,
    ]

    revoke_upload(store, 2, "Anna", "file sbagliato")

    assert [found.state for found in looked(folder, store).files] == [
        FileState.UNCHANGED,
        FileState.REVOKED,
    ]


@pytest.mark.parametrize("lock", [f"~${NAME}", f".~lock.{NAME}#"])
def test_a_file_open_in_an_office_program_waits_and_names_the_lock(
    folder: Path, store: Store, lock: str
) -> None:
    put(folder / NAME, good_report())
    put(folder / lock, b"x")

    found = only(looked(folder, store))

    assert (found.state, found.lock_name) == (FileState.WAITING, lock)


def test_a_file_written_a_moment_ago_waits(folder: Path, store: Store) -> None:
    (folder / NAME).write_bytes(good_report())

    assert only(looked(folder, store)).state is FileState.WAITING


def test_a_file_of_another_type_says_what_it_is_without_being_parsed(
    folder: Path, store: Store
) -> None:
    put(folder / NAME, b"%PDF-1.7 relazione")

    found = only(looked(folder, store))

    assert found.state is FileState.UNREADABLE
    assert found.error is not None
    assert "è un PDF" in error_sentence(found.error)


def test_a_file_too_large_is_refused_by_its_size_alone(folder: Path, store: Store) -> None:
    path = put(folder / NAME, b"")
    os.truncate(path, MAX_FILE_BYTES + 1)
    os.utime(path, (0, 0))

    found = only(looked(folder, store))

    assert (found.state, found.file_sha256) == (FileState.UNREADABLE, None)
    assert found.error is not None
    assert "supera" in error_sentence(found.error)


def test_links_hidden_files_and_other_files_are_counted_and_not_followed(
    folder: Path, store: Store, tmp_path: Path
) -> None:
    outside = put(tmp_path / "fuori" / "segreto.xlsx", good_report())
    (folder / "collegamento.xlsx").symlink_to(outside)
    (folder / "cartella").symlink_to(outside.parent)
    put(folder / ".nascosto.xlsx", good_report())
    put(folder / "note.docx", b"x")

    look = looked(folder, store)

    assert look.files == ()
    listing = look.listing
    assert (listing.link_count, listing.hidden_count, listing.other_count) == (2, 1, 1)


def test_a_file_is_read_again_only_when_its_size_or_time_changed(
    folder: Path, store: Store
) -> None:
    path = put(folder / NAME, good_report())
    shared = SharedFolder(folder)
    first = only(shared.look(store))
    found = path.stat()
    path.write_bytes(b"%" * found.st_size)
    os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns))

    # Other bytes under the same size and time: whoever had read them would call them unreadable.
    assert only(shared.look(store)) == first

    os.utime(path, (0, 0))

    assert only(shared.look(store)).state is FileState.UNREADABLE


def test_a_folder_that_is_gone_is_said(folder: Path, store: Store) -> None:
    shutil.rmtree(folder)

    with pytest.raises(FolderUnavailableError) as raised:
        looked(folder, store)

    assert "non si trova" in error_sentence(raised.value)
