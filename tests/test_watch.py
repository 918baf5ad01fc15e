"""A watched folder: clean files are stored, the others get their report, nobody looking on."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from dashboard.cli import main
from dashboard.store import Store, open_store
from dashboard.texts import drive as texts
from dashboard.watch import Watch, WatchRules
from tests.folders import blocked_report, good_report, put
from tests.sheets import final_report

NAME = "report.xlsx"
REPORTS = {f"{NAME} - segnalazioni.txt", f"{NAME} - segnalazioni.xlsx"}
KILLINGS = 5


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


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def watch(folder: Path, store: Store, said: list[str]) -> Watch:
    return watch_of(WatchRules(folder), store, said)


def watch_of(rules: WatchRules, store: Store, said: list[str]) -> Watch:
    @contextmanager
    def lend_store() -> Iterator[Store]:
        yield store

    return Watch(rules, lend_store, said.append)


def look(watch: Watch, times: int = 2) -> None:
    for _ in range(times):
        watch.look()


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def stored_names(store: Store) -> list[str]:
    return sorted(store.query("uploads")["file_name"])


def test_a_clean_file_is_stored_at_the_second_look_with_its_line(
    watch: Watch, folder: Path, store: Store, said: list[str]
) -> None:
    put(folder / NAME, good_report())

    watch.look()

    assert store.is_empty()
    assert said == []

    watch.look()

    assert stored_names(store) == [NAME]
    assert f"{NAME}: caricato, 1 riga" in said[-1]
    assert store.query("uploads")["uploaded_by"].tolist() == [texts.USER]
    assert names(folder) == {NAME}


def test_a_file_with_blocking_issues_is_not_stored_and_gets_its_two_reports(
    watch: Watch, folder: Path, store: Store
) -> None:
    put(folder / NAME, blocked_report())

    look(watch)

    assert store.is_empty()
    assert names(folder) == {NAME, *REPORTS}
    report = (folder / f"{NAME} - segnalazioni.txt").read_text(encoding="utf-8-sig")
    assert report.startswith(f"Cruscotto PIAO: segnalazioni sul file «{NAME}»")
    assert "NON è stato caricato" in report
    assert "1. Bloccante. Foglio Indicatori" in report


def test_an_unreadable_file_gets_a_text_that_says_why(watch: Watch, folder: Path) -> None:
    put(folder / NAME, b"%PDF-1.7 relazione")

    look(watch)

    report = (folder / f"{NAME} - segnalazioni.txt").read_text(encoding="utf-8-sig")
    assert "è un PDF" in report
    assert names(folder) == {NAME, f"{NAME} - segnalazioni.txt"}


def test_the_reports_vanish_once_the_file_is_clean(
    watch: Watch, folder: Path, store: Store
) -> None:
    path = put(folder / NAME, blocked_report())
    look(watch)

    put(path, good_report())
    look(watch)

    assert stored_names(store) == [NAME]
    assert names(folder) == {NAME}


def test_a_file_that_stays_wrong_gets_its_reports_replaced(watch: Watch, folder: Path) -> None:
    path = put(folder / NAME, blocked_report())
    look(watch)
    before = {name: (folder / name).read_bytes() for name in REPORTS}

    put(path, final_report(*[("3.2", "Asfaltature", "Strade", 1, 1, None)] * 2))
    look(watch)

    after = {name: (folder / name).read_bytes() for name in REPORTS}
    assert all(before[name] != after[name] for name in REPORTS)


def test_the_same_wrong_bytes_are_reported_once(
    watch: Watch, folder: Path, store: Store, said: list[str]
) -> None:
    put(folder / NAME, blocked_report())
    look(watch)
    lines = len(said)
    written = {name: (folder / name).stat().st_mtime_ns for name in REPORTS}

    look(watch, times=4)

    assert len(said) == lines

    look(watch_of(WatchRules(folder), store, said))

    assert {name: (folder / name).stat().st_mtime_ns for name in REPORTS} == written


def test_own_reports_are_never_read_as_sheets(watch: Watch, folder: Path, said: list[str]) -> None:
    put(folder / NAME, blocked_report())

    look(watch, times=4)

    outcomes = [line for line in said if "NON caricato" in line]
    assert len(outcomes) == 1
    assert names(folder) == {NAME, *REPORTS}


def test_a_marked_sheet_that_a_person_mended_is_read_and_never_overwritten(
    watch: Watch, folder: Path, store: Store
) -> None:
    path = put(folder / NAME, blocked_report())
    look(watch)
    content = good_report()
    mended = put(folder / f"{NAME} - segnalazioni.xlsx", content)

    look(watch)

    assert stored_names(store) == [mended.name]

    put(path, final_report(*[("3.2", "Asfaltature", "Strade", 1, 1, None)] * 2))
    look(watch)

    assert mended.read_bytes() == content
    report = (folder / f"{NAME} - segnalazioni.txt").read_text(encoding="utf-8-sig")
    assert "modificato a mano" in report


def test_a_text_of_somebody_else_under_the_name_of_a_report_is_left_alone(
    watch: Watch, folder: Path, said: list[str]
) -> None:
    other = put(folder / f"{NAME} - segnalazioni.txt", b"appunti miei")
    put(folder / NAME, blocked_report())

    look(watch)

    assert other.read_bytes() == b"appunti miei"
    assert "non si sono potute scrivere" in " ".join(said)


def test_reports_go_to_a_folder_of_their_own_when_one_is_named(
    folder: Path, store: Store, said: list[str], tmp_path: Path
) -> None:
    reports = tmp_path / "segnalazioni"
    put(folder / "F_PIAO" / NAME, blocked_report())

    look(watch_of(WatchRules(folder, reports_folder=reports), store, said))

    assert names(folder / "F_PIAO") == {NAME}
    assert names(reports / "F_PIAO") == REPORTS


def test_a_file_open_in_excel_waits_until_it_is_closed(
    watch: Watch, folder: Path, store: Store, said: list[str]
) -> None:
    put(folder / NAME, good_report())
    lock = put(folder / f"~${NAME}", b"x")
    look(watch, times=3)

    assert store.is_empty()
    assert len([line for line in said if "È aperto in Excel" in line]) == 1

    lock.unlink()
    watch.look()

    assert stored_names(store) == [NAME]


def test_a_file_written_in_parts_is_taken_up_only_when_whole(
    watch: Watch, folder: Path, store: Store
) -> None:
    whole = good_report()
    for end in (1000, 2000, len(whole)):
        (folder / NAME).write_bytes(whole[:end])
        watch.look()

    assert store.is_empty()
    assert names(folder) == {NAME}

    watch.look()

    assert stored_names(store) == [NAME]


def test_what_was_handed_back_is_looked_at_again_when_the_store_has_changed(
    watch: Watch, folder: Path, store: Store
) -> None:
    put(folder / "a.xlsx", good_report(sector="03 Lavori pubblici"))
    look(watch)
    put(folder / NAME, good_report(3, sector="Lavori publici"))
    look(watch)
    assert watch.handed_back_count == 1

    # Without the right name in force, nothing is near the wrong one.
    store.revoke(1, "Anna", "file sbagliato")
    watch.shares_store = True
    watch.look()

    assert stored_names(store) == ["a.xlsx", NAME]
    assert names(folder) == {"a.xlsx", NAME}


def test_a_name_that_only_a_person_can_settle_is_handed_back(
    watch: Watch, folder: Path, store: Store
) -> None:
    put(folder / "a.xlsx", good_report(sector="03 Lavori pubblici"))
    look(watch)
    put(folder / NAME, good_report(3, sector="Lavori publici"))

    look(watch)

    assert stored_names(store) == ["a.xlsx"]
    report = (folder / f"{NAME} - segnalazioni.txt").read_text(encoding="utf-8-sig")
    assert "solo una persona" in report


def test_a_revoked_file_is_not_stored_again(watch: Watch, folder: Path, store: Store) -> None:
    put(folder / NAME, good_report())
    look(watch)
    store.revoke(1, "Anna", "file sbagliato")

    look(watch_of(WatchRules(folder), store, []))

    assert len(store.query("uploads")) == 1


def test_of_two_files_with_the_same_document_the_one_written_last_counts(
    watch: Watch, folder: Path, store: Store
) -> None:
    put(folder / "a.xlsx", good_report(3))
    older = put(folder / "b.xlsx", good_report(2))
    os.utime(older, (1_000, 1_000))

    look(watch, times=6)

    uploads = store.query("uploads").set_index("file_name")
    assert uploads["is_current"].to_dict() == {"a.xlsx": True, "b.xlsx": False}


def test_a_folder_that_goes_and_comes_back_is_said_once_and_taken_up_again(
    watch: Watch, folder: Path, store: Store, said: list[str]
) -> None:
    away = folder.with_name("staccata")
    folder.rename(away)
    look(watch, times=3)

    assert len(said) == 1
    assert "non si trova" in said[0]

    away.rename(folder)
    put(folder / NAME, good_report())
    look(watch)

    assert any(texts.WORKING_AGAIN in line for line in said)
    assert stored_names(store) == [NAME]


def test_the_reports_on_a_file_taken_away_go_with_it(watch: Watch, folder: Path) -> None:
    put(folder / NAME, blocked_report())
    look(watch)
    (folder / NAME).unlink()

    look(watch)

    assert names(folder) == set()


def run_once(folder: Path, db: Path) -> int:
    return main(["watch", str(folder), "--once", "--interval", "0,05", "--db", str(db)])


def test_watch_once_stores_and_says_by_its_exit_code_what_is_left(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    db = tmp_path / "una.duckdb"
    put(folder / "buono.xlsx", good_report())

    assert run_once(folder, db) == 0
    assert "buono.xlsx: caricato" in capsys.readouterr().out

    put(folder / NAME, blocked_report())

    assert run_once(folder, db) == 1

    shutil.rmtree(folder)

    assert run_once(folder, db) == 2
    assert "non si trova" in capsys.readouterr().out


@pytest.mark.parametrize("interval", ["0", "-1", "spesso", "inf"])
def test_an_interval_that_is_no_time_is_refused(interval: str, folder: Path) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["watch", str(folder), "--interval", interval])

    assert stopped.value.code == 2


@contextmanager
def watching(folder: Path, db: Path) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "dashboard.cli", "watch", str(folder)]
    with subprocess.Popen(
        [*command, "--interval", "0.05", "--db", str(db)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def wait_for_line(process: subprocess.Popen[str], part: str) -> None:
    assert process.stdout is not None
    for line in process.stdout:
        if part in line:
            return
    raise AssertionError(f"no line with {part!r}")


def test_a_store_held_by_another_process_is_said_with_the_way_out_and_tried_again(
    folder: Path, tmp_path: Path
) -> None:
    db = tmp_path / "tenuta.duckdb"
    held = open_store(db)
    put(folder / NAME, good_report())

    with watching(folder, db) as process:
        wait_for_line(process, "cruscotto serve --watch")
        held.close()
        wait_for_line(process, f"{NAME}: caricato")


@pytest.mark.parametrize("wish", [signal.SIGTERM, signal.SIGINT])
def test_told_to_stop_it_ends_with_a_sentence_and_a_whole_store(
    folder: Path, tmp_path: Path, wish: signal.Signals
) -> None:
    db = tmp_path / "fermata.duckdb"
    put(folder / NAME, good_report())

    with watching(folder, db) as process:
        wait_for_line(process, f"{NAME}: caricato")
        process.send_signal(wish)
        out, err = process.communicate(timeout=30)

    assert (process.returncode, err) == (0, "")
    assert texts.WATCH_ENDED in out
    assert [path.name for path in tmp_path.glob("fermata*")] == [db.name]


def test_killed_while_it_stores_it_leaves_whole_uploads_and_goes_on_afterwards(
    folder: Path, tmp_path: Path
) -> None:
    db = tmp_path / "uccisa.duckdb"
    file_count = 0
    for place in range(1, KILLINGS + 1):
        for sector in ("Anagrafe", "Tributi", "Cultura"):
            file_count += 1
            put(folder / f"{file_count}.xlsx", good_report(file_count, sector))
        with watching(folder, db) as process:
            wait_for_line(process, "caricato, ")
            time.sleep(0.01 * place)

    assert run_once(folder, db) == 0

    store = open_store(db)
    uploads = store.query("uploads")
    assert sorted(uploads["file_name"]) == sorted(f"{n}.xlsx" for n in range(1, file_count + 1))
    assert set(uploads["row_count"]) == {1}
    store.close()
