"""Measure a store of thousands of entities: one of them beside its neighbours, and all together.

Use: python -m bench.national [--entities N] [--store FILE]. 8,000 entities are 24 million results;
to make them takes minutes and some GB of disk. With --store the file is made once and kept.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from time import perf_counter

from bench import national_store
from bench.timing import Measured, interleaved, table
from dashboard.store import Store, open_store
from dashboard.store.tallies import SUFFIX

RESULTS = Path(__file__).with_name("NATIONAL.md")
ALL_ENTITIES = 8_000
ROUNDS = 9
YEAR = {"reference_year": 2024, "period": "final"}
# What the overview and the page of results ask of the entity that is looked at.
PAGE_QUERIES = (
    "achievement_by_direction",
    "achievement_by_entity",
    "achievement_by_sector_and_direction",
    "status_by_entity",
    "status_by_direction",
    "status_by_sector_and_direction",
    "deliveries",
    "deviations",
    "indicator_results",
)
LEVELS = ("entity", "direction", "sector", "action")


def main() -> None:
    """Makes the stores, measures in processes of their own, writes bench/NATIONAL.md."""
    asked = _arguments()
    if asked.part is not None:
        print(_PARTS[asked.part](asked.store))
        return
    with tempfile.TemporaryDirectory() as folder:
        store_path = asked.store or Path(folder) / "national.duckdb"
        if not store_path.exists():
            national_store.fill(store_path, asked.entities)
        sections = [_measured_alone(part, store_path) for part in _PARTS]
    count = asked.entities * national_store.RESULTS_PER_ENTITY
    head = (
        f"# {asked.entities:,} entities, {count:,} results\n\n"
        f"{datetime.now(UTC):%Y-%m-%d}, Python {platform.python_version()}, {os.cpu_count()} cores."
        " Made by `python -m bench.national`; what is measured is described in"
        " `bench/national.py`, what the store holds in `bench/national_store.py`.\n"
    )
    text = "\n".join([head, *sections])
    print(text)
    RESULTS.write_text(text, encoding="utf-8")


def one_entity(store_path: Path) -> str:
    """Gives the questions of two pages about one entity: alone in a store, and among all."""
    with tempfile.TemporaryDirectory() as folder:
        alone_path = Path(folder) / "alone.duckdb"
        national_store.fill(alone_path, 1)
        alone, among = open_store(alone_path), open_store(store_path)
        middle = _entities(among)[_entity_count(among) // 2]
        first_s = _seconds(lambda: among.query("status_by_entity", entity_code=middle, **YEAR))
        sections = []
        for name in PAGE_QUERIES:
            ways = {
                "alone": _question(alone, name, _entities(alone)[0]),
                "among all": _question(among, name, middle),
            }
            sections += _named(name, interleaved(ways, ROUNDS))
        for store in (alone, among):
            store.close()
    note = (
        "Each question once its entity was looked at; ratios are to the same question of an entity "
        f"alone in its store. The first question about an entity takes {first_s:.2f} s, and works "
        f"its rows out. Most memory of the process: {_most_memory_mib():,} MiB."
    )
    return table("One entity among all", sections, note)


def all_entities(store_path: Path) -> str:
    """Gives the sums of all entities: the first time, and from then on."""
    kept = store_path.with_name(store_path.name + SUFFIX)
    kept.unlink(missing_ok=True)
    store = open_store(store_path)
    cold_s = _seconds(lambda: store.query("achievement", level="entity", **YEAR))
    ways: dict[str, Callable[[], object]] = {
        level: partial(store.query, "achievement", level=level, **YEAR) for level in LEVELS
    }
    measured = interleaved(ways, 3)
    store.close()
    note = (
        f"One year and period, all entities. The sums are worked out once, in {cold_s:,.0f} s, and "
        f"kept in a file of {kept.stat().st_size / 2**20:,.0f} MiB beside a store of "
        f"{store_path.stat().st_size / 2**20:,.0f} MiB; later only those of entities of which "
        f"something was stored. Most memory of the process: {_most_memory_mib():,} MiB."
    )
    return table("All entities together", measured, note)


_PARTS: dict[str, Callable[[Path], str]] = {"one": one_entity, "all": all_entities}


def _measured_alone(part: str, store_path: Path) -> str:
    """Gives a part measured by a process of its own, whose memory is that part's alone."""
    command = [sys.executable, "-m", "bench.national", "--part", part, "--store", str(store_path)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def _question(store: Store, name: str, entity_code: str) -> Callable[[], object]:
    return lambda: store.query(name, entity_code=entity_code, **YEAR)


def _named(name: str, measured: list[Measured]) -> list[Measured]:
    return [Measured(f"{name}, {one.name}", one.median_ms, one.ratio) for one in measured]


def _entities(store: Store) -> list[str]:
    return list(store.query("entities")["entity_code"])


def _entity_count(store: Store) -> int:
    return len(_entities(store))


def _seconds(run: Callable[[], object]) -> float:
    started = perf_counter()
    run()
    return perf_counter() - started


def _most_memory_mib() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.national")
    parser.add_argument("--entities", type=int, default=ALL_ENTITIES)
    parser.add_argument("--store", type=Path)
    parser.add_argument("--part", choices=_PARTS)
    return parser.parse_args()


if __name__ == "__main__":
    main()
