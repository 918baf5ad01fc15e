"""Give the least processor time of reading and of its rivals, in turns in one process.

On a machine that others keep busy the time on the clock says little; the least processor time of
some turns says what the work itself costs. Use: python -m bench.processor
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from io import BytesIO
from time import process_time

from openpyxl import load_workbook

from bench.municipality import municipality
from bench.reading import OneFile, floor, pandas_openpyxl
from bench.red_ink import FILE_NAME, dup_file
from dashboard.incoming import IncomingFile, incoming_files
from dashboard.settings import DATA_FOLDER
from dashboard.workbook import read_workbook

TURNS = 5
LARGE_FILES = 8


def least_ms(ways: Mapping[str, Callable[[], object]], turns: int = TURNS) -> dict[str, float]:
    """Gives the least processor time in ms of each way; the search for cycles rests meanwhile."""
    found: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(turns):
        for name, run in ways.items():
            gc.collect()
            gc.disable()
            started = process_time()
            run()
            found[name].append((process_time() - started) * 1000)
            gc.enable()
    return {name: min(times) for name, times in found.items()}


def section(
    title: str,
    files: Sequence[OneFile],
    rival: str,
    load: Callable[[Sequence[OneFile]], None],
) -> str:
    """Gives a Markdown section: the floor, a rival that only loads the files, and ours."""
    times = least_ms(
        {
            "floor: unzip and tokenise": partial(floor, files),
            rival: partial(load, files),
            "ours: values, red ink, validation": partial(_read, files),
        }
    )
    lowest, *_ = times.values()
    lines = [
        f"### {title}",
        "",
        "| What | Least processor time, ms | Ratio to the floor |",
        "|---|---:|---:|",
        *(f"| {name} | {time:,.1f} | {time / lowest:.1f} |" for name, time in times.items()),
        "",
    ]
    return "\n".join(lines)


def sections() -> list[str]:
    """Measures reading the sample, some large files and red ink, and gives their tables."""
    sample = _as_files(list(incoming_files([DATA_FOLDER / "esempio"])))
    large = _as_files(municipality()[:LARGE_FILES])
    red = [OneFile(FILE_NAME, dup_file(), "")]
    with_pandas = ("pandas.read_excel, openpyxl", pandas_openpyxl)
    with_openpyxl = ("openpyxl.load_workbook, rich_text=True", _with_openpyxl)
    return [
        f"## Least processor time of {TURNS} turns\n",
        section(f"The sample municipality ({len(sample)} workbooks)", sample, *with_pandas),
        section(f"{LARGE_FILES} workbooks of 180 rows by 25 columns", large, *with_pandas),
        section("A DUP file of 400 rows by 15 columns, half part red", red, *with_openpyxl),
    ]


def _as_files(files: Sequence[IncomingFile]) -> list[OneFile]:
    return [OneFile(one.file_name, one.content, one.folder_name) for one in files]


def _read(files: Sequence[OneFile]) -> None:
    for one in files:
        read_workbook(*one)


def _with_openpyxl(files: Sequence[OneFile]) -> None:
    for one in files:
        load_workbook(BytesIO(one.content), rich_text=True)


if __name__ == "__main__":
    print("\n".join(sections()))
