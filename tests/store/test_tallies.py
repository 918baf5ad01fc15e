"""The sums of many entities are kept beside the store, and are never older than it."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.store import Store, asking, open_store
from dashboard.store.tallies import tallies_path
from tests.store.builders import upload
from tests.store.test_parts import ENTITIES, documents_of


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setattr(asking, "MOST_RESULTS_IN_ONE", 0)
    found = open_store(tmp_path / "prova.duckdb")
    for entity_code in ENTITIES:
        found.append(upload(*documents_of(entity_code, 5.0)))
    return found


def means(store: Store) -> dict[str, float]:
    frame = store.query("achievement_by_sector", period="final")
    return dict(zip(frame["entity_code"], frame["achievement_pct"], strict=True))


def kept_path(store: Store) -> Path:
    return tallies_path(store._database)


def test_every_entity_is_in_the_sums(store: Store) -> None:
    assert means(store) == dict.fromkeys(ENTITIES, 75.0)


def test_a_new_upload_changes_the_sums_of_its_entity_alone(store: Store) -> None:
    before = means(store)

    store.append(upload(*documents_of("valle", 10.0)))

    assert means(store) == before | {"valle": 100.0}


def test_an_undone_upload_leaves_the_sums_as_they_were(store: Store) -> None:
    before = means(store)
    upload_id = store.append(upload(*documents_of("borgo", 10.0)))
    assert means(store) != before

    store.revoke(upload_id, "Anna", "file sbagliato")

    assert means(store) == before


def test_the_sums_are_kept_until_the_next_time(store: Store, tmp_path: Path) -> None:
    before = means(store)
    store.close()
    written_at = kept_path(store).stat().st_mtime_ns

    again = open_store(tmp_path / "prova.duckdb")
    assert means(again) == before
    again.close()
    assert kept_path(store).stat().st_mtime_ns == written_at


@pytest.mark.parametrize("damage", ["missing", "not a database"])
def test_sums_that_cannot_be_read_are_made_anew(store: Store, tmp_path: Path, damage: str) -> None:
    before = means(store)
    store.close()
    if damage == "missing":
        kept_path(store).unlink()
    else:
        kept_path(store).write_bytes(b"non sono un database" * 500)

    again = open_store(tmp_path / "prova.duckdb")
    assert means(again) == before
    again.close()


def test_a_small_store_keeps_no_second_file(tmp_path: Path) -> None:
    store = open_store(tmp_path / "prova.duckdb")
    store.append(upload(*documents_of("borgo", 5.0)))

    assert means(store) == {"borgo": 75.0}
    assert not kept_path(store).exists()
