"""openpyxl sees red ink in the same cells of the sample municipality's DUP files."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.styles.colors import Color

from dashboard.domain.model import ProposalKind
from dashboard.settings import DATA_FOLDER
from dashboard.workbook import read_workbook

FILES = sorted((DATA_FOLDER / "esempio").glob("D_DUP*/*.xlsx"))
# The reds that the files are written in, listed and not worked out.
REDS = {("rgb", "FFFF0000"), ("rgb", "FFC00000"), ("theme", 5), ("indexed", 10)}


def _is_inked(colour: Color | None, strike: bool | None) -> bool:
    return bool(strike) or (colour is not None and (colour.type, colour.value) in REDS)


def _has_ink(cell: Cell) -> bool:
    if isinstance(cell.value, CellRichText):
        blocks = (part.font for part in cell.value if isinstance(part, TextBlock))
        return any(_is_inked(font.color, font.strike) for font in blocks)
    return cell.value is not None and _is_inked(cell.font.color, cell.font.strike)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_red_cells_are_those_that_openpyxl_finds(path: Path) -> None:
    book = load_workbook(path, rich_text=True)
    oracle = {
        (sheet.title, cell.coordinate)
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell, Cell) and _has_ink(cell)
    }
    found = set()
    for proposal in read_workbook(path.name, path.read_bytes(), path.parent.name).proposals:
        place = (proposal.sheet_name, proposal.cell)
        if proposal.kind in (ProposalKind.NEW_ROW, ProposalKind.REMOVED_ROW):
            cells = book[proposal.sheet_name][proposal.row_number or 0]
            found |= {(proposal.sheet_name, c.coordinate) for c in cells if c.value is not None}
        else:
            found.add(place)
    assert found == oracle


def test_the_four_sample_files_are_there() -> None:
    assert len(FILES) == 4
