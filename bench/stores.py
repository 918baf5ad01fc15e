"""The two stores that pages are measured on: the samples, and a city of 40 sectors, five years."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from bench.municipality import municipality
from dashboard.ingest import check_files, confirm_all, load_samples_if_empty
from dashboard.store import Store, open_store

CITY_YEARS = range(2020, 2025)
CITY_ACTIONS = 15  # of each sector; of three indicators each, 1,800 results a year


def _fill_with_city(store: Store) -> None:
    for year in CITY_YEARS:
        files = municipality(year, CITY_ACTIONS)
        checked = check_files(store, files)
        confirm_all(store, checked, "bench")


_FILLED: Mapping[str, tuple[str, Callable[[Store], object]]] = {
    "sample": ("The sample municipalities", load_samples_if_empty),
    "city": (
        "An invented city: 40 sectors, 15 actions of three indicators each, five years",
        _fill_with_city,
    ),
}
STORES = tuple(_FILLED)


def title_of(name: str) -> str:
    """Gives what a store holds, in words."""
    return _FILLED[name][0]


@contextmanager
def filled_store(name: str) -> Iterator[Path]:
    """Lends a copy of a store. It is filled once and kept in the folder for temporary files."""
    kept = Path(tempfile.gettempdir()) / f"cruscotto-bench-{name}.duckdb"
    if not kept.exists():
        half = kept.with_suffix(".half")
        half.unlink(missing_ok=True)
        store = open_store(half)
        _FILLED[name][1](store)
        store.close()
        half.rename(kept)
    with tempfile.TemporaryDirectory() as folder:
        yield Path(shutil.copy(kept, Path(folder) / kept.name))
