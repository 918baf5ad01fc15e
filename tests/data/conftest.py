"""Where the samples and their generators are."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

DATA = Path(__file__).resolve().parents[2] / "data"
EXPECTED = Path(__file__).resolve().parent / "esempio_expected.json"


@pytest.fixture(scope="session")
def data_folder() -> Path:
    return DATA


@pytest.fixture(scope="session")
def expected() -> dict[str, Any]:
    """What the generator says the invented municipality's sheets hold."""
    return json.loads(EXPECTED.read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def run_generator() -> Callable[..., None]:
    """Runs a generator as a person would, in a process of its own."""

    def run(script: str, *options: object) -> None:
        subprocess.run([sys.executable, DATA / script, *map(str, options)], check=True)

    return run


@pytest.fixture(scope="session")
def assert_same_workbooks() -> Callable[[Path, Path], None]:
    """Holds two folders of workbooks equal, member by member.

    The archives' own bytes are not compared: zlib builds differ in how they compress.
    """

    def compare(kept: Path, rebuilt: Path) -> None:
        names = sorted(path.relative_to(kept) for path in kept.rglob("*.xls*"))
        assert names, kept
        assert sorted(path.relative_to(rebuilt) for path in rebuilt.rglob("*.xls*")) == names
        for name in names:
            assert _members(rebuilt / name) == _members(kept / name), name

    return compare


def _members(path: Path) -> dict[str, bytes]:
    if not zipfile.is_zipfile(path):
        return {"": path.read_bytes()}
    with zipfile.ZipFile(path) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}
