"""Run all benches and write bench/RESULTS.md. Use: make bench.

`python -m bench pages` and `python -m bench load` measure only pages, and only many people at once;
each writes a file of its own.
"""

from __future__ import annotations

import os
import platform
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from bench import load, loading, pages, processor, reading, red_ink, visit
from bench.timing import table
from dashboard.ingest import load_samples_if_empty
from dashboard.store import open_store

RESULTS = Path(__file__).with_name("RESULTS.md")


def main() -> None:
    """Measures, prints and writes the results; `--without-large` leaves out the large city."""
    large = [] if "--without-large" in sys.argv[1:] else reading.sections()
    sections = [
        "# Results",
        "",
        f"{datetime.now(UTC):%Y-%m-%d}, Python {platform.python_version()}, "
        f"{os.cpu_count()} cores. Medians of interleaved rounds; trust the ratios.",
        "",
        table("Reading the sample municipality's workbooks", loading.per_workbook()),
        table("From files to the store", loading.whole_load()),
        *large,
        red_ink.section(),
        *processor.sections(),
    ]
    with tempfile.TemporaryDirectory() as folder:
        db_path = Path(folder) / "bench.duckdb"
        store = open_store(db_path)
        load_samples_if_empty(store)
        store.close()
        visits, transferred_kib = visit.first_visits(db_path)
        note = f"Empty browser cache, a new server each time; {transferred_kib:,.0f} KiB a visit."
        sections.append(table("First visit", visits, note))
    text = "\n".join(sections)
    RESULTS.write_text(text, encoding="utf-8")
    print(text)


_BY_NAME = {"pages": pages.main, "load": load.main}

if __name__ == "__main__":
    _BY_NAME.get(sys.argv[1] if len(sys.argv) > 1 else "", main)()
