"""Measure the handing out of all sheets of a year, of the sample and of a city of 40 sectors.

Use: python -m bench.templates. Each is measured in a process of its own, so that the peak of memory
is its own; the store is filled in another. Writes bench/TEMPLATES.md.
"""

from __future__ import annotations

import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

from bench.loading import sample_files
from bench.municipality import municipality
from dashboard.incoming import IncomingFile
from dashboard.ingest import check_files, confirm_all
from dashboard.store import open_store
from dashboard.templates import template_slots, write_archive

RESULTS = Path(__file__).with_name("TEMPLATES.md")
YEAR = 2024
_CITIES: Mapping[str, tuple[str, Callable[[], list[IncomingFile]]]] = {
    "sample": ("The invented municipality", sample_files),
    "large": ("40 sectors, 60 actions and 180 indicators each", municipality),
}


def main() -> None:
    """Measures each city, prints and writes the results."""
    if len(sys.argv) > 1:
        print(json.dumps(_STEPS[sys.argv[1]](*sys.argv[2:])))
        return
    lines = [
        "# All sheets of a year in one archive",
        "",
        f"{datetime.now(UTC):%Y-%m-%d}, Python {platform.python_version()}, {os.cpu_count()} "
        "cores. Made by `python -m bench.templates`: one run each, with the views of the store.",
        "",
        "| City | Sheets | Rows | Seconds | ms a sheet | Archive, MiB | Peak of memory, MiB "
        "| of which before the first sheet |",
        "|---|---:|---:|---:|---:|---:|---:|---:|",
    ]
    lines += [_measured_alone(city) for city in _CITIES]
    text = "\n".join(lines) + "\n"
    RESULTS.write_text(text, encoding="utf-8")
    print(text)


def _measured_alone(city: str) -> str:
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "bench.duckdb")
        _run("fill", city, path)
        found = _run("measure", path)
    seconds = found["seconds"]
    return (
        f"| {_CITIES[city][0]} | {found['sheets']:.0f} | {found['rows']:,.0f} | {seconds:.1f} "
        f"| {1000 * seconds / found['sheets']:.0f} | {found['archive_mib']:.1f} "
        f"| {found['peak_mib']:.0f} | {found['before_mib']:.0f} |"
    )


def _run(*arguments: str) -> dict[str, float]:
    command = [sys.executable, "-m", "bench.templates", *arguments]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def _fill(city: str, path: str) -> dict[str, float]:
    store = open_store(Path(path))
    confirm_all(store, check_files(store, _CITIES[city][1]()), uploaded_by="bench")
    store.close()
    return {}


def _measure(path: str) -> dict[str, float]:
    store = open_store(Path(path))
    (entity_code,) = store.query("entities")["entity_code"]
    before: list[float] = []

    def watch(done: int, total: int) -> None:
        del total
        if done == 1:
            before.append(_peak_mib())

    started = perf_counter()
    with tempfile.TemporaryFile() as out:
        issued = write_archive(store, template_slots(store, entity_code, YEAR), "bench", out, watch)
        archive_bytes = out.tell()
    seconds = perf_counter() - started
    return {
        "sheets": len(issued),
        "rows": sum(one.row_count for one in issued),
        "seconds": seconds,
        "archive_mib": archive_bytes / 2**20,
        "peak_mib": _peak_mib(),
        "before_mib": before[0],
    }


def _peak_mib() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


_STEPS: Mapping[str, Callable[..., dict[str, float]]] = {"fill": _fill, "measure": _measure}


if __name__ == "__main__":
    main()
