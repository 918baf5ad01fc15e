"""Write and read the mark of a handed-out sheet: a hidden sheet that says what was handed out.

It holds codes, titles and short signs of what stood in each cell; no paths, no names of persons.
"""

from __future__ import annotations

import base64
import binascii
import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from openpyxl.worksheet.worksheet import Worksheet

from dashboard.domain.issues import IssueList
from dashboard.domain.model import DocumentKind, Scalar
from dashboard.domain.templates import MarkedSheet, TemplateMark, TemplateSlot
from dashboard.texts.template_workbook import (
    INSTRUCTIONS_TITLE,
    MARK_TITLE,
    WORDS_TITLE,
)
from dashboard.workbook.cells import Grid
from dashboard.workbook.write import write_cell

DIGEST_LENGTH = 6
"""How many signs of a row's digests stand for one cell."""
KEY_SEPARATOR = " | "
"""Stands between the key cells of a row in the keys that a mark keeps."""

_FIRST_ROW = 2
_CELL_SIGNS = 8_000
# A mark of ten thousand rows takes a tenth of it; what is larger was not written here.
_MOST_BYTES = 16 * 1024 * 1024


def write_mark(sheet: Worksheet, mark: TemplateMark) -> None:
    """Writes a mark into a sheet of its own, which no program offers to show."""
    told = json.dumps(_as_json(mark), separators=(",", ":"))
    packed = base64.b64encode(zlib.compress(told.encode(), 9)).decode("ascii")
    write_cell(sheet, 1, 1, MARK_TITLE)
    for place in range(0, len(packed), _CELL_SIGNS):
        row = _FIRST_ROW + place // _CELL_SIGNS
        write_cell(sheet, row, 1, packed[place : place + _CELL_SIGNS])
    sheet.sheet_state = "veryHidden"
    sheet.protection.sheet = True


def template_mark_apart(
    grids: Sequence[Grid], issues: IssueList
) -> tuple[TemplateMark | None, list[Grid]]:
    """Gives the mark of a handed-out workbook, and the sheets that people fill in.

    The sheets around those (instructions, lists of words, the mark) are ours and say nothing. A
    mark that cannot be read any more is said, and the sheets are read by their titles.
    """
    found: list[TemplateMark] = []
    others: list[Grid] = []
    for grid in grids:
        if _first_text(grid) == MARK_TITLE:
            mark = _mark_of(grid)
            if mark is None:
                issues.add("template_mark_damaged")
            else:
                found.append(mark)
        elif _first_text(grid) not in (INSTRUCTIONS_TITLE, WORDS_TITLE):
            others.append(grid)
    # Sheets gathered from several handed-out files carry several marks: none speaks for all.
    return (found[0] if len(found) == 1 else None), others


def read_template_mark(grids: Sequence[Grid]) -> TemplateMark | None:
    """Gives the mark of a handed-out workbook; None of any other, and where it is damaged."""
    return template_mark_apart(grids, IssueList(""))[0]


def digest_of(value: Scalar) -> str:
    """Gives a short sign of what a cell says: the same whatever program saved it."""
    return sha256(comparable_text(value).encode()).hexdigest()[:DIGEST_LENGTH]


def comparable_text(value: Scalar) -> str:
    """Gives what a cell says without what programs change when they save: spaces, 1.0 for 1.

    >>> comparable_text(90.0), comparable_text(" a\\n b"), comparable_text(None)
    ('90', 'a b', '')
    """
    match value:
        case None:
            return ""
        case bool():
            return str(value)
        case int() | float():
            return format(value, ".12g")
        case datetime():
            return value.date().isoformat()
        case date():
            return value.isoformat()
        case _:
            return " ".join(value.split())


def _first_text(grid: Grid) -> str:
    cell = grid.own(1, 1)
    return "" if cell is None else cell.text.strip()


def _as_json(mark: TemplateMark) -> dict[str, Any]:
    slot = mark.slot
    return {
        "entity": slot.entity_code,
        "kind": slot.kind,
        "year": slot.reference_year,
        "sector": slot.sector_code,
        "direction": slot.strategic_direction_code,
        "version": mark.version,
        "issued_at": mark.issued_at.isoformat(timespec="seconds"),
        "stated": dict(mark.stated),
        "sheets": [asdict(sheet) for sheet in mark.sheets],
    }


def _mark_of(grid: Grid) -> TemplateMark | None:
    """Gives the mark that a sheet holds; None where its text was cut, changed or swollen."""
    cells = (grid.own(row, 1) for row in grid.filled_rows() if row >= _FIRST_ROW)
    packed = "".join(cell.text.strip() for cell in cells if cell is not None)
    try:
        unpacked = zlib.decompressobj()
        told = unpacked.decompress(base64.b64decode(packed, validate=True), _MOST_BYTES)
        return _from_json(json.loads(told)) if unpacked.eof else None
    except (binascii.Error, zlib.error, ValueError, KeyError, TypeError, RecursionError):
        return None


def _from_json(told: Mapping[str, Any]) -> TemplateMark:
    slot = TemplateSlot(
        str(told["entity"]),
        DocumentKind(told["kind"]),
        int(told["year"]),
        _optional(told["sector"]),
        _optional(told["direction"]),
    )
    return TemplateMark(
        slot,
        str(told["version"]),
        datetime.fromisoformat(told["issued_at"]),
        tuple(_sheet(sheet) for sheet in told["sheets"]),
        {str(subject): str(words) for subject, words in told["stated"].items()},
    )


def _sheet(told: Mapping[str, Any]) -> MarkedSheet:
    texts = {
        name: tuple(map(str, told[name])) for name in ("fields", "titles", "row_keys", "digests")
    }
    if len(texts["fields"]) != len(texts["titles"]):
        raise ValueError(told["sheet_name"])
    if len(texts["row_keys"]) != len(texts["digests"]):
        raise ValueError(told["sheet_name"])
    return MarkedSheet(
        str(told["sheet_name"]), DocumentKind(told["kind"]), int(told["heading_row"]), **texts
    )


def _optional(code: object) -> str | None:
    return None if code is None else str(code)
