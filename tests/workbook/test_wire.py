"""What the worker sends arrives as it left."""

from __future__ import annotations

import io
import pickle
from pathlib import Path

import pytest

from dashboard.settings import DATA_FOLDER
from dashboard.workbook import read_workbook
from dashboard.workbook.wire import write_object

SAMPLES = [
    next((DATA_FOLDER / "esempio" / "D_DUP 2024-2026").glob("*.xlsx")),
    DATA_FOLDER / "esempio_errori" / "report da completare.xlsx",
]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_a_workbook_with_issues_and_proposals_arrives_whole(path: Path) -> None:
    sent = read_workbook(path.name, path.read_bytes())
    wire = io.BytesIO()
    write_object(sent, wire)
    wire.seek(0)
    assert pickle.load(wire) == sent  # noqa: S301 - written two lines above
