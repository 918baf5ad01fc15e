"""The same ink is read from every format, as openpyxl and as LibreOffice itself write it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from dashboard.domain.proposals import InkDecision, ink_place
from dashboard.workbook import clean_copy, read_workbook
from tests.workbook.ink_corpus import converted, expected_changes, ink_workbook

ORIGINALS = Path(__file__).parent / "originals"


def _changes(file_name: str, content: bytes) -> dict[str, tuple[str, str]]:
    parsed = read_workbook(file_name, content)
    return {proposal.cell: (proposal.before, proposal.after) for proposal in parsed.proposals}


def test_every_way_is_read_as_openpyxl_writes_it() -> None:
    assert _changes("inchiostro.xlsx", ink_workbook()) == expected_changes()


@pytest.mark.parametrize("ending", ["xlsx", "ods", "xls"])
def test_every_way_is_read_as_libreoffice_saved_it(ending: str) -> None:
    content = (ORIGINALS / f"inchiostro.{ending}").read_bytes()
    assert _changes(f"inchiostro.{ending}", content) == expected_changes()


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed here")
def test_every_way_survives_the_way_through_libreoffice(tmp_path: Path) -> None:
    source = tmp_path / "inchiostro.xlsx"
    source.write_bytes(ink_workbook())
    opendocument = converted(source, "ods", tmp_path)
    source.unlink()
    back = converted(opendocument, "xlsx", tmp_path)
    for made in (opendocument, back):
        assert _changes(made.name, made.read_bytes()) == expected_changes()


@pytest.mark.parametrize("decision", list(InkDecision))
@pytest.mark.parametrize("name", ["openpyxl", "LibreOffice"])
def test_clean_copy_of_all_decided_holds_the_decided_texts_and_no_ink(
    name: str, decision: InkDecision
) -> None:
    saved = (ORIGINALS / "inchiostro.xlsx").read_bytes()
    content = ink_workbook() if name == "openpyxl" else saved
    proposals = read_workbook("dup.xlsx", content).proposals
    decisions = {ink_place(proposal): decision for proposal in proposals}
    again = read_workbook("dup.xlsx", clean_copy("dup.xlsx", content, decisions))
    texts = {row.row_number: row.text("status_text") for row in again.documents[0].rows}
    wanted = {
        proposal.row_number: proposal.after if decision is InkDecision.ACCEPTED else proposal.before
        for proposal in proposals
    }
    assert again.proposals == ()
    assert {row: texts[row] or "" for row in wanted if row is not None} == wanted
