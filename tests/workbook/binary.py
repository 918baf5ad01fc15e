"""Build .xlsb files by hand, record by record, for the tests of the reader."""

from __future__ import annotations

import struct
from collections.abc import Sequence

from tests.workbook.building import zipped

_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = (
    '<?xml version="1.0"?>'
    f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="bin" '
    'ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>'
)
PERCENT, DATE = 1, 2


def record(kind: int, data: bytes = b"") -> bytes:
    """Gives one record: its type, its size, its data."""
    head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size, sized = len(data), b""
    while True:
        size, low = size >> 7, size & 0x7F
        sized += bytes([low | (0x80 if size else 0)])
        if not size:
            return head + sized + data


def wide(text: str) -> bytes:
    """Gives a string as these files keep it."""
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def row_record(row: int) -> bytes:
    """Gives the head of a row; rows count from 0."""
    return record(0, struct.pack("<IIHBBBI", row, 0, 300, 0, 0, 0, 0))


def number_record(column: int, number: float, style: int = 0) -> bytes:
    """Gives a cell with a number as a double; columns count from 0."""
    return record(5, struct.pack("<IId", column, style, number))


def integer_record(column: int, number: int) -> bytes:
    """Gives a cell with a whole number as Excel packs it."""
    return record(2, struct.pack("<IIi", column, 0, number << 2 | 2))


def text_record(column: int, text: str) -> bytes:
    """Gives a cell with a text of its own."""
    return record(6, struct.pack("<II", column, 0) + wide(text))


def shared_text_record(column: int, place: int) -> bytes:
    """Gives a cell that points to a shared text."""
    return record(7, struct.pack("<III", column, 0, place))


def xlsb(cells: bytes, shared: Sequence[str] = (), after: bytes = b"") -> bytes:
    """Gives an .xlsb with one sheet; styles 1 and 2 are a percentage and a date."""
    book = (
        record(131)
        + record(153, struct.pack("<III", 0, 0, 0) + wide(""))
        + record(143)
        + record(156, struct.pack("<II", 0, 1) + wide("rId1") + wide("Report"))
        + record(144)
        + record(132)
    )
    styles = (
        record(278)
        + record(617, struct.pack("<I", 3))
        + b"".join(
            record(47, struct.pack("<HHHHHBB", 0, n, 0, 0, 0, 0, 0) + b"\0\0\0\0")
            for n in (0, 9, 14)
        )
        + record(618)
        + record(279)
    )
    sheet = (
        record(129)
        + record(148, struct.pack("<IIII", 0, 100, 0, 20))
        + record(145)
        + cells
        + record(146)
        + after
        + record(130)
    )
    strings = b"".join(record(19, b"\0" + wide(text)) for text in shared)
    count = struct.pack("<II", len(shared), len(shared))
    return zipped(
        {
            "[Content_Types].xml": _TYPES,
            "xl/workbook.bin": book,
            "xl/_rels/workbook.bin.rels": (
                f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
                f'Type="{_RELATIONS}/worksheet" Target="worksheets/sheet1.bin"/></Relationships>'
            ),
            "xl/sharedStrings.bin": record(159, count) + strings + record(160),
            "xl/styles.bin": styles,
            "xl/worksheets/sheet1.bin": sheet,
        }
    )
