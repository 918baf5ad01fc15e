"""Check a municipality's workbooks, beside pandas and the floor: wall time and peak memory.

Two sets of files: the invented municipality in data/esempio, and a generated one of 40 sectors.
Each way runs in a process of its own, as often as there are rounds, in turns; its peak memory is
that of the whole process, with no import that the way does not need
(Linux only). Use: python -m bench.reading
"""

from __future__ import annotations

import argparse
import gc
import json
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import NamedTuple
from xml.parsers import expat

ROUNDS = 5


class OneFile(NamedTuple):
    """A workbook as it is handed in."""

    name: str
    content: bytes
    folder_name: str


@dataclass(frozen=True)
class Reading:
    """One line of the table: medians over the rounds, for all files of a set."""

    way: str
    median_s: float
    peak_mib: float
    ratio_to_floor: float


def floor(files: Sequence[OneFile]) -> None:
    """Unzips and tokenises the XML, without a handler."""
    for one in files:
        with zipfile.ZipFile(BytesIO(one.content)) as package:
            for name in package.namelist():
                if name.endswith((".xml", ".rels")):
                    expat.ParserCreate().Parse(package.read(name), True)


def check(files: Sequence[OneFile]) -> None:
    """Reads values and red ink, recognises and validates: all that checking a file means."""
    from dashboard.workbook import read_workbook

    # As the worker that reads for the program does: cycles are looked for after each file.
    gc.freeze()
    gc.disable()
    for one in files:
        read_workbook(one.name, one.content, one.folder_name)
        gc.collect()


def check_in_workers(files: Sequence[OneFile]) -> None:
    """Does the same as the program does it: guarded, in worker processes, several at once."""
    from dashboard.incoming import IncomingFile
    from dashboard.ingest import check_files

    check_files(None, [IncomingFile(*one) for one in files])


def check_and_store(files: Sequence[OneFile]) -> None:
    """Checks in workers and stores every file in a new database."""
    from dashboard.incoming import IncomingFile
    from dashboard.ingest import check_files, confirm_all
    from dashboard.store import open_store

    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder) / "bench.duckdb")
        confirm_all(
            store, check_files(store, [IncomingFile(*one) for one in files]), uploaded_by="bench"
        )
        store.close()


def pandas_openpyxl(files: Sequence[OneFile]) -> None:
    """Reads values only."""
    _pandas(files, "openpyxl")


def pandas_calamine(files: Sequence[OneFile]) -> None:
    """Reads values only."""
    _pandas(files, "calamine")


def _pandas(files: Sequence[OneFile], engine: str) -> None:
    import pandas as pd

    for one in files:
        pd.read_excel(BytesIO(one.content), sheet_name=None, header=None, engine=engine)


WAYS: dict[str, Callable[[Sequence[OneFile]], None]] = {
    "floor: unzip and tokenise": floor,
    "pandas.read_excel, openpyxl": pandas_openpyxl,
    "pandas.read_excel, calamine": pandas_calamine,
    "check: values, red ink, validation": check,
    "check in guarded workers": check_in_workers,
    "check in workers and store": check_and_store,
}


def measured(files: Sequence[OneFile], rounds: int = ROUNDS) -> list[Reading]:
    """Runs every way in turns, each time in a new process, and gives the medians."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number, one in enumerate(files):
            place = folder / f"{number:03}" / (Path(one.folder_name).name or "-")
            place.mkdir(parents=True)
            (place / one.name).write_bytes(one.content)
        found: dict[str, list[tuple[float, float]]] = {way: [] for way in WAYS}
        for _ in range(rounds):
            for way in WAYS:
                found[way].append(_in_own_process(way, folder))
    seconds = {way: median(second for second, _ in runs) for way, runs in found.items()}
    lowest = next(iter(seconds.values()))
    return [
        Reading(way, seconds[way], median(peak for _, peak in runs), seconds[way] / lowest)
        for way, runs in found.items()
    ]


def reading_table(title: str, readings: Sequence[Reading]) -> str:
    """Gives a Markdown section."""
    lines = [
        f"## {title}",
        "",
        "| What | Median, s | Peak memory, MiB | Ratio to the floor |",
        "|---|---:|---:|---:|",
    ]
    lines += [
        f"| {r.way} | {r.median_s:.2f} | {r.peak_mib:.0f} | {r.ratio_to_floor:.1f} |"
        for r in readings
    ]
    return "\n".join([*lines, ""])


def sections(rounds: int = ROUNDS) -> list[str]:
    """Measures both sets of files and gives their tables."""
    from bench.municipality import municipality
    from dashboard.settings import DATA_FOLDER

    sample = [
        OneFile(path.name, path.read_bytes(), path.parent.name)
        for path in sorted((DATA_FOLDER / "esempio").rglob("*.xlsx"))
    ]
    large = [OneFile(one.file_name, one.content, one.folder_name) for one in municipality()]
    return [
        reading_table(
            f"Checking the sample municipality ({len(sample)} workbooks)", measured(sample, rounds)
        ),
        reading_table(
            f"Checking {len(large)} workbooks of 180 rows by 25 columns", measured(large, rounds)
        ),
    ]


def _in_own_process(way: str, folder: Path) -> tuple[float, float]:
    """Gives the seconds and the peak MiB of one run; workers are not in the latter."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.reading", "--way", way, "--folder", str(folder)],
        check=True,
        capture_output=True,
        text=True,
    )
    seconds, peak = json.loads(done.stdout)
    return seconds, peak


def _run(way: str, folder: Path) -> None:
    files = [
        OneFile(path.name, path.read_bytes(), path.parent.name)
        for path in sorted(folder.rglob("*.xlsx"))
    ]
    # The first file is for the imports: they are no part of reading.
    WAYS[way](files[:1])
    started = perf_counter()
    WAYS[way](files)
    seconds = perf_counter() - started
    print(json.dumps((seconds, _peak_mib())))


def _peak_mib() -> float:
    """Gives the most memory this process had. What getrusage says begins with its parent's."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1]) / 1024


def main() -> None:
    """Prints the tables; or, in a process of its own, runs one way."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--way", choices=list(WAYS))
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    asked = parser.parse_args()
    if asked.way:
        _run(asked.way, asked.folder)
    else:
        print("\n".join(sections(asked.rounds)))


if __name__ == "__main__":
    main()
