"""A confirmation is one transaction: killed or done twice at once, it leaves whole uploads."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from dashboard.domain.differences import RowChange
from dashboard.history import changes_of_upload
from dashboard.ingest import CheckedFile, check_file, confirm
from dashboard.store import Store, open_store
from tests.sheets import final_report

REPOSITORY = Path(__file__).resolve().parents[1]
KILLINGS = 100


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    found = open_store(tmp_path / "prova.duckdb")
    yield found
    found.close()


def confirmed_at_once(store: Store, *checked_files: CheckedFile) -> list[int | None]:
    """Confirms files from as many threads, all let go at the same moment."""
    ready = Barrier(len(checked_files))

    def one(checked: CheckedFile) -> int | None:
        ready.wait()
        return confirm(store, checked, "prova")

    with ThreadPoolExecutor(len(checked_files)) as pool:
        return list(pool.map(one, checked_files))


def report_of(result: float) -> bytes:
    return final_report(("3.1", "Piste ciclabili", "Km completati", 4, result, "Ricorso"))


def test_killed_a_hundred_times_while_confirming_it_leaves_no_half_written_upload(
    tmp_path: Path,
) -> None:
    told = subprocess.run(
        [sys.executable, "-m", "tests.killing", str(tmp_path / "prova.duckdb"), str(KILLINGS)],
        capture_output=True,
        text=True,
        cwd=REPOSITORY,
        check=False,
    )

    assert told.returncode == 0, told.stderr
    counts = json.loads(told.stdout)
    acknowledged, in_flight = counts["acknowledged"], counts["killed_in_flight"]
    assert acknowledged <= counts["stored"] <= acknowledged + in_flight
    assert acknowledged >= KILLINGS
    assert in_flight > KILLINGS / 2


def test_two_people_confirming_the_same_file_at_once_store_it_once(store: Store) -> None:
    for result in range(1, 6):
        checked = check_file(store, "r.xlsx", report_of(result))

        first_id, second_id = confirmed_at_once(store, checked, checked)

        assert first_id == second_id == result
    assert len(store.query("uploads")) == 5


def test_two_people_confirming_one_document_at_once_both_count_in_turn(store: Store) -> None:
    """Both were compared with an empty store; the history tells what really was replaced."""
    ours, theirs = (check_file(store, f"{result}.xlsx", report_of(result)) for result in (2, 3))

    ids = confirmed_at_once(store, ours, theirs)

    assert sorted(one for one in ids if one) == [1, 2]
    uploads = store.query("uploads").set_index("upload_id")
    assert uploads.loc[[1, 2], "is_current"].tolist() == [False, True]
    (first,), (second,) = changes_of_upload(store, 1), changes_of_upload(store, 2)
    assert first.difference.count(RowChange.NEW) == 1
    assert second.difference.count(RowChange.CHANGED) == 1
    assert len(store.query("indicator_results")) == 1
