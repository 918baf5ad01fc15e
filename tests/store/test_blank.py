"""A new store begins as a copy of an empty one, whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.errors import StoreUnusableError
from dashboard.store import open_store
from dashboard.store.blank import begin_as_copy
from tests.store.builders import Line, report, upload


def test_two_new_stores_share_nothing(tmp_path: Path) -> None:
    first, second = open_store(tmp_path / "a.duckdb"), open_store(tmp_path / "b.duckdb")

    first.append(upload(report([Line("I", 10.0, 4.0)])))

    assert second.is_empty()
    assert not first.is_empty()


def test_a_file_that_is_there_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.duckdb"
    path.write_bytes(b"di qualcun altro")

    begin_as_copy(path)

    assert path.read_bytes() == b"di qualcun altro"


def test_nothing_unfinished_stays_behind(tmp_path: Path) -> None:
    open_store(tmp_path / "a.duckdb").close()

    assert [found.name for found in tmp_path.iterdir()] == ["a.duckdb"]


def test_a_place_where_no_store_can_be_says_so(tmp_path: Path) -> None:
    (tmp_path / "folder.duckdb").mkdir()

    with pytest.raises(StoreUnusableError):
        open_store(tmp_path / "folder.duckdb")
