"""Stores with the samples, filled once for all the processes of a test run."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from dashboard.incoming import incoming_files
from dashboard.ingest import check_files, confirm
from dashboard.settings import DATA_FOLDER
from dashboard.store import open_store


def filled_once(tmp_path_factory: pytest.TempPathFactory, *folders: str) -> Path:
    """Gives a closed store with these folders of data/, to be copied and never opened itself.

    Whichever process asks first fills it; the others wait for that.
    """
    path = _folder_of_the_run(tmp_path_factory) / f"filled-{'-'.join(folders)}.duckdb"
    with path.with_suffix(".lock").open("w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not path.exists():
            # Under another name until it is whole: what fails half-way is never taken for it.
            begun = path.with_suffix(".begun")
            begun.unlink(missing_ok=True)
            _fill(begun, folders)
            begun.rename(path)
    return path


def _folder_of_the_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


def _fill(path: Path, folders: Sequence[str]) -> None:
    store = open_store(path)
    for folder in folders:
        for checked in check_files(store, incoming_files([DATA_FOLDER / folder])):
            confirm(store, checked, uploaded_by="prova")
    store.close()
