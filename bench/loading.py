"""Read and store the sample municipality's workbooks, beside pandas on the same files."""

from __future__ import annotations

import tempfile
import zipfile
from io import BytesIO
from pathlib import Path
from xml.parsers import expat

import pandas as pd

from bench.timing import Measured, interleaved
from dashboard.incoming import IncomingFile, incoming_files
from dashboard.ingest import check_files, confirm_all
from dashboard.settings import DATA_FOLDER
from dashboard.store import open_store
from dashboard.workbook import read_workbook, read_workbook_isolated

ROUNDS = 5


def sample_files() -> list[IncomingFile]:
    """Gives the workbooks of the invented municipality."""
    return list(incoming_files([DATA_FOLDER / "esempio"]))


def per_workbook() -> list[Measured]:
    """Times reading every sample workbook: values, red ink, recognition and issues for ours."""
    files = sample_files()

    def pandas_with(engine: str) -> None:
        for one in files:
            pd.read_excel(BytesIO(one.content), sheet_name=None, header=None, engine=engine)

    def ours() -> None:
        for one in files:
            read_workbook(one.file_name, one.content, folder_name=one.folder_name)

    def ours_isolated() -> None:
        for one in files:
            read_workbook_isolated(one.file_name, one.content, folder_name=one.folder_name)

    return interleaved(
        {
            f"pandas.read_excel, openpyxl ({len(files)} workbooks)": lambda: pandas_with(
                "openpyxl"
            ),
            "pandas.read_excel, calamine": lambda: pandas_with("calamine"),
            "floor: unzip and tokenise the XML": lambda: _tokenise(files),
            "ours: values, red ink, recognition, issues": ours,
            "ours, in a guarded worker process": ours_isolated,
        },
        ROUNDS,
    )


def whole_load() -> list[Measured]:
    """Times the way to the store: check alone, then check and confirm into a new store."""
    files = sample_files()

    def check_only() -> None:
        check_files(None, files)

    def check_and_store() -> None:
        with tempfile.TemporaryDirectory() as folder:
            store = open_store(Path(folder) / "bench.duckdb")
            confirm_all(store, check_files(store, files), uploaded_by="bench")
            store.close()

    return interleaved(
        {
            f"check {len(files)} workbooks together": check_only,
            "check and store them in a new file": check_and_store,
        },
        rounds=3,
    )


def _tokenise(files: list[IncomingFile]) -> None:
    for one in files:
        with zipfile.ZipFile(BytesIO(one.content)) as package:
            for name in package.namelist():
                if name.endswith((".xml", ".rels")):
                    expat.ParserCreate().Parse(package.read(name), True)
