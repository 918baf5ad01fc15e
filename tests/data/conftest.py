"""Where the samples and their generators are."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

DATA = Path(__file__).resolve().parents[2] / "data"


@pytest.fixture(scope="session")
def data_folder() -> Path:
    return DATA


def run_generator(script: str, into: Path) -> None:
    """Runs a generator as a person would, in a process of its own."""
    subprocess.run([sys.executable, DATA / script, "--into", into], check=True)


def members(path: Path) -> dict[str, bytes]:
    """Gives what a workbook's archive holds.

    Compared instead of the file's bytes because zlib builds differ in how they compress.
    """
    with zipfile.ZipFile(path) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


@pytest.fixture(scope="session")
def assert_rebuilt_equal(tmp_path_factory: pytest.TempPathFactory):
    """Rebuilds a folder of samples and compares it with the one in the repository."""

    def compare(script: str, *folders: str) -> None:
        into = tmp_path_factory.mktemp("rebuilt")
        run_generator(script, into)
        for folder in folders:
            kept, rebuilt = DATA / folder, into if len(folders) == 1 else into / folder
            names = sorted(path.relative_to(kept) for path in kept.rglob("*.xlsx"))
            assert names, kept
            assert sorted(path.relative_to(rebuilt) for path in rebuilt.rglob("*.xlsx")) == names
            for name in names:
                assert members(rebuilt / name) == members(kept / name), name

    return compare
