"""The binary workbook: its values, formats and merges; a second reader agrees on the values."""

from __future__ import annotations

import io
import struct

import pytest
from python_calamine import CalamineWorkbook

from dashboard.errors import UnreadableWorkbookError, WorkbookTooLargeError
from dashboard.workbook import read_workbook
from dashboard.workbook.xlsb import read_xlsb
from tests.workbook.binary import (
    DATE,
    PERCENT,
    integer_record,
    number_record,
    record,
    row_record,
    shared_text_record,
    text_record,
    xlsb,
)
from tests.workbook.building import FINAL_HEAD, FINAL_TITLES

CELLS = (
    row_record(2)
    + text_record(0, "Città")
    + shared_text_record(1, 1)
    + integer_record(2, -7)
    + number_record(3, 0.85, PERCENT)
    + number_record(4, 45473, DATE)
    + record(4, struct.pack("<IIB", 5, 0, 1))
    + record(3, struct.pack("<IIB", 6, 0, 0x17))
    + record(1, struct.pack("<II", 7, 0))
    + row_record(3)
    + record(2, struct.pack("<IIi", 0, 0, 12345 << 2 | 3))
)
BOOK = xlsb(CELLS, ["a", "b"], record(176, struct.pack("<IIII", 2, 3, 0, 0)))


def test_cells_are_read_with_their_formats() -> None:
    (grid,) = read_xlsb("f.xlsb", BOOK)

    assert [(cell.address, cell.value, cell.text) for cell in grid.rows[3].values()][:4] == [
        ("A3", "Città", "Città"),
        ("B3", "b", "b"),
        ("C3", -7, "-7"),
        ("D3", 0.85, "85%"),
    ]
    assert [cell.text for cell in grid.rows[3].values()][4:] == ["30/06/2024", "VERO", "#REF!"]
    assert grid.rows[4][1].value == 123.45
    assert (grid.sheet_name, grid.merges) == ("Report", [(3, 1, 4, 1)])


def test_a_second_reader_sees_the_same_values() -> None:
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(BOOK)).get_sheet_by_index(0)
    (grid,) = read_xlsb("f.xlsb", BOOK)

    first, second = sheet.to_python()[:2]
    ours = [grid.rows[3].get(column) for column in range(1, 8)]
    assert first[:4] == [cell.value for cell in ours[:4] if cell is not None]
    assert second[0] == grid.rows[4][1].value


def test_report_in_xlsb_is_loaded_and_says_that_ink_is_not_read() -> None:
    cells = b"".join(
        row_record(row) + text_record(0, title) for row, (title,) in enumerate(FINAL_HEAD)
    )
    cells += row_record(4) + b"".join(
        text_record(column, title) for column, title in enumerate(FINAL_TITLES)
    )
    cells += row_record(5) + text_record(0, "1.1") + text_record(1, "Nido")
    cells += text_record(2, "Domande accolte") + number_record(3, 0.9, PERCENT)
    cells += number_record(4, 0.95, PERCENT)
    parsed = read_workbook("report.xlsb", xlsb(cells))

    assert parsed.documents[0].rows[0].get("result") == 95.0
    assert [(issue.code, issue.found) for issue in parsed.issues] == [
        ("format_without_ink", ".xlsb")
    ]


def test_a_cell_in_the_far_corner_is_refused_by_name() -> None:
    far = row_record(0) + integer_record(0, 1) + row_record(1_048_575) + integer_record(16_383, 1)
    with pytest.raises(WorkbookTooLargeError) as caught:
        read_workbook("f.xlsb", xlsb(far))
    assert caught.value.params["cell"] == "XFD1048576"


@pytest.mark.parametrize(
    "cells",
    [
        row_record(0) + shared_text_record(0, 99),
        row_record(0) + b"\x05\xff\xff\xff\x7f",
        row_record(0) + record(6, struct.pack("<III", 0, 0, 4_000_000)),
    ],
)
def test_broken_records_are_refused(cells: bytes) -> None:
    with pytest.raises(UnreadableWorkbookError) as caught:
        read_workbook("f.xlsb", xlsb(cells))
    assert caught.value.params["reason"] == "damaged"
