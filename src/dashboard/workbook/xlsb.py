"""Read the sheets of an .xlsb into grids: values, number formats, merges, hidden lines; no ink.

Records are those of [MS-XLSB] 2.3 and 2.4: a type and a size in seven-bit bytes, then the data.
"""

from __future__ import annotations

import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree import ElementTree as ET

from dashboard import settings
from dashboard.errors import UnreadableWorkbookError
from dashboard.workbook.cells import Cell, Grid
from dashboard.workbook.guard import open_package, read_member
from dashboard.workbook.limits import CellLimits
from dashboard.workbook.number_formats import (
    GENERAL,
    NumberFormat,
    built_in_format,
    number_format,
)
from dashboard.workbook.package import clean_text
from dashboard.workbook.typed_cells import error_cell, number_cell, yes_no_cell

_ROW, _ERROR_CELLS, _BOOL_CELLS = 0, (3, 11), (4, 10)
_RK_CELL, _REAL_CELLS, _TEXT_CELLS, _SHARED_TEXT_CELL = 2, (5, 9), (6, 8), 7
_STRING_ITEM, _FORMAT, _CELL_STYLE, _COLUMNS = 19, 44, 47, 60
_BOOK_PROPERTIES, _SHEET, _MERGE = 153, 156, 176
_BEGIN_CELL_STYLES, _END_CELL_STYLES = 617, 618
_LAST_CELL = 11
_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}
_BOOK = "xl/workbook.bin"


class _Book(NamedTuple):
    """What every sheet of the workbook refers to."""

    strings: list[str]
    forms: list[NumberFormat]
    is_1904: bool
    limits: CellLimits


def read_xlsb(file_name: str, content: bytes) -> list[Grid]:
    """Gives the sheets of an .xlsb that passed the guard.

    Raises UnreadableWorkbookError when it is damaged; WorkbookTooLargeError as CellLimits does.
    """
    with open_package(file_name, content) as package:
        try:
            return list(_grids(file_name, package))
        except (struct.error, IndexError, ValueError, ET.ParseError, KeyError) as error:
            raise UnreadableWorkbookError(reason="damaged", file_name=file_name) from error
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
            raise UnreadableWorkbookError(reason="damaged", file_name=file_name) from error


def _grids(file_name: str, package: zipfile.ZipFile) -> Iterator[Grid]:
    names = set(package.namelist())
    targets = _targets(file_name, package)
    records = list(_records(package.read(_BOOK)))
    is_1904 = any(kind == _BOOK_PROPERTIES and data[0] & 1 for kind, data in records)
    book = _Book(
        list(_strings(package.read("xl/sharedStrings.bin")))
        if "xl/sharedStrings.bin" in names
        else [],
        list(_forms(package.read("xl/styles.bin"))) if "xl/styles.bin" in names else [],
        is_1904,
        CellLimits(file_name),
    )
    for kind, data in records:
        if kind != _SHEET:
            continue
        state = int.from_bytes(data[:4], "little")
        relation, after = _wide_string(data, 8)
        name, _ = _wide_string(data, after)
        member = targets.get(relation, "")
        if member in names and "/worksheets/" in member:
            yield _grid(package.read(member), Grid(sheet_name=name, is_hidden=state != 0), book)


def _targets(file_name: str, package: zipfile.ZipFile) -> dict[str, str]:
    root = ET.fromstring(read_member(file_name, package, "xl/_rels/workbook.bin.rels"))  # noqa: S314
    paths = {part.get("Id", ""): part.get("Target", "") for part in root}
    return {
        relation: posixpath.normpath(posixpath.join("xl", path)).lstrip("/")
        for relation, path in paths.items()
    }


def _records(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Gives the type and data of each record. Raises ValueError where one is cut short."""
    place, end = 0, len(content)
    while place < end:
        kind, place = _seven_bits(content, place, 2)
        size, place = _seven_bits(content, place, 4)
        if place + size > end:
            raise ValueError(size)
        yield kind, content[place : place + size]
        place += size


def _seven_bits(content: bytes, place: int, most: int) -> tuple[int, int]:
    number = 0
    for step in range(most):
        byte = content[place]
        place += 1
        number |= (byte & 0x7F) << (7 * step)
        if byte < 0x80:
            break
    return number, place


def _wide_string(data: bytes, place: int) -> tuple[str, int]:
    """Gives a string (its length as four bytes, then UTF-16) and the place behind it."""
    (length,) = struct.unpack_from("<I", data, place)
    if length == 0xFFFF_FFFF:
        return "", place + 4
    end = place + 4 + 2 * length
    if end > len(data):
        raise ValueError(length)
    return data[place + 4 : end].decode("utf-16-le", errors="replace"), end


def _strings(content: bytes) -> Iterator[str]:
    for kind, data in _records(content):
        if kind == _STRING_ITEM:
            yield clean_text(_wide_string(data, 1)[0])


def _forms(content: bytes) -> Iterator[NumberFormat]:
    codes: dict[int, NumberFormat] = {}
    is_cell_style = False
    for kind, data in _records(content):
        if kind == _FORMAT:
            (form_id,) = struct.unpack_from("<H", data)
            codes[form_id] = number_format(_wide_string(data, 2)[0])
        elif kind in (_BEGIN_CELL_STYLES, _END_CELL_STYLES):
            is_cell_style = kind == _BEGIN_CELL_STYLES
        elif kind == _CELL_STYLE and is_cell_style:
            (form_id,) = struct.unpack_from("<H", data, 2)
            yield codes.get(form_id) or built_in_format(form_id)


def _grid(content: bytes, grid: Grid, book: _Book) -> Grid:
    row = 0
    merges: list[tuple[int, ...]] = []
    for kind, data in _records(content):
        if kind == _ROW:
            row = struct.unpack_from("<I", data)[0] + 1
            if len(data) > 11 and data[11] & 0x10:
                grid.hidden_rows.add(row)
        elif kind <= _LAST_CELL:
            cell = _cell(kind, data, row, book)
            if cell is not None:
                book.limits.take(grid.sheet_name, 1, row, cell.column)
                grid.rows.setdefault(row, {})[cell.column] = cell
        elif kind == _COLUMNS and data[16] & 1:
            first, last = struct.unpack_from("<II", data)
            grid.hidden_columns.update(range(first + 1, min(last + 1, settings.MAX_COLUMNS) + 1))
        elif kind == _MERGE:
            merges.append(struct.unpack_from("<IIII", data))
    grid.hidden_rows &= grid.rows.keys()
    for top, bottom, left, right in merges:
        grid.cover(top + 1, left + 1, bottom + 1, right + 1)
    return grid


def _cell(kind: int, data: bytes, row: int, book: _Book) -> Cell | None:
    """Gives the cell of a record; None where it only carries a style."""
    column = struct.unpack_from("<I", data)[0] + 1
    style = int.from_bytes(data[4:7], "little")
    if kind == _RK_CELL or kind in _REAL_CELLS:
        number = _packed(data) if kind == _RK_CELL else struct.unpack_from("<d", data, 8)[0]
        form = book.forms[style] if style < len(book.forms) else GENERAL
        return number_cell(row, column, number, form, is_1904=book.is_1904)
    if kind in _BOOL_CELLS:
        return yes_no_cell(row, column, data[8] != 0)
    if kind in _ERROR_CELLS:
        return error_cell(row, column, _ERRORS.get(data[8], "#N/A"))
    text = ""
    if kind in _TEXT_CELLS:
        text = clean_text(_wide_string(data, 8)[0])
    elif kind == _SHARED_TEXT_CELL:
        text = book.strings[struct.unpack_from("<I", data, 8)[0]]
    return Cell(row, column, text, text) if text.strip() else None


def _packed(data: bytes) -> float:
    """Gives the number of an RK: 30 bits of an integer or of a double, perhaps in hundredths."""
    (packed,) = struct.unpack_from("<i", data, 8)
    if packed & 2:
        number = float(packed >> 2)
    else:
        number = struct.unpack("<d", b"\x00" * 4 + struct.pack("<i", packed & ~3))[0]
    return number / 100 if packed & 1 else number
