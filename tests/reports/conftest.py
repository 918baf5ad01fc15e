"""The invented municipality's DUP files, with some of their proposals decided."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from dashboard.domain.decisions import Decision, Deed, Grounds, Verdict
from dashboard.incoming import incoming_files
from dashboard.ingest import check_files, confirm
from dashboard.settings import DATA_FOLDER
from dashboard.store import Store, open_store
from dashboard.variations import decide

GROUNDS = Grounds("I fondi sono confermati.", "Segretario generale", Deed("112", date(2024, 7, 18)))


@pytest.fixture(scope="session")
def dup_db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the four DUP files and nothing decided."""
    path = tmp_path_factory.mktemp("dup") / "dup.duckdb"
    store = open_store(path)
    files = sorted((DATA_FOLDER / "esempio").rglob("DUP*.xlsx"))
    for checked in check_files(store, incoming_files(files)):
        confirm(store, checked, "prova")
    store.close()
    return path


@pytest.fixture
def dup_store(dup_db: Path, tmp_path: Path) -> Iterator[Store]:
    """A copy of it, for one test to decide in."""
    store = open_store(Path(shutil.copy(dup_db, tmp_path / "dup.duckdb")))
    yield store
    store.close()


@pytest.fixture
def decided_store(dup_store: Store) -> Store:
    """In direction 1 all is accepted; in direction 2 the first proposal is rejected."""
    proposals = dup_store.query("proposals")
    of_direction = proposals["strategic_direction_code"]
    accepted = proposals.loc[of_direction == "1", "proposal_id"]
    rejected = proposals.loc[of_direction == "2", "proposal_id"].head(1)
    decide(dup_store, [Decision(int(one), Verdict.ACCEPTED) for one in accepted], GROUNDS)
    decide(dup_store, [Decision(int(one), Verdict.REJECTED) for one in rejected], GROUNDS)
    return dup_store
