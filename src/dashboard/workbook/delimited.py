"""Read a .csv into a grid: its encoding, its separator, its quoted lines. All cells are text."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable

from dashboard.errors import UnreadableWorkbookError
from dashboard.workbook.cells import Cell, Grid
from dashboard.workbook.limits import CellLimits

_SEPARATORS = ";\t,|"
_UTF16_BOMS = (b"\xff\xfe", b"\xfe\xff")
_LOOKED_AT_CHARACTERS = 64 * 1024
_ROWS_LOOKED_AT = 50
# Longer cells than any spreadsheet program allows come from a quote that was never closed.
_MAX_CELL_CHARACTERS = 131_072


def is_utf16(content: bytes) -> bool:
    """Says whether text is what Excel calls Unicode text."""
    return content.startswith(_UTF16_BOMS)


def is_delimited(content: bytes) -> bool:
    """Says whether text is a table: rows of several cells with one separator."""
    return _separator(_decoded(content[:_LOOKED_AT_CHARACTERS])) is not None


def read_delimited(file_name: str, content: bytes) -> list[Grid]:
    """Gives the one sheet of a .csv, named like the file.

    Raises UnreadableWorkbookError when its quotes do not fit; WorkbookTooLargeError as CellLimits.
    """
    text = _decoded(content)
    separator = _separator(text[:_LOOKED_AT_CHARACTERS]) or ";"
    first_line, _, rest = text.partition("\n")
    if first_line.strip().lower() == f"sep={separator}":
        # Kept as a blank row, so that cells keep the addresses that Excel shows.
        text = f"\n{rest}"
    grid = Grid(sheet_name=file_name.rpartition(".")[0] or file_name)
    limits = CellLimits(file_name)
    try:
        for row, values in enumerate(_rows(text, separator), start=1):
            cells = {
                column: Cell(row, column, value, value)
                for column, value in enumerate(values, start=1)
                if value.strip()
            }
            if cells:
                limits.take(grid.sheet_name, len(cells), row, max(cells))
                grid.rows[row] = cells
    except csv.Error as error:
        raise UnreadableWorkbookError(reason="damaged", file_name=file_name) from error
    return [grid]


def _rows(text: str, separator: str) -> Iterable[list[str]]:
    csv.field_size_limit(_MAX_CELL_CHARACTERS)
    return csv.reader(io.StringIO(text, newline=""), delimiter=separator)


def _decoded(content: bytes) -> str:
    if is_utf16(content):
        text = content.decode("utf-16", errors="replace")
    else:
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            is_cut = error.start >= len(content) - 3
            text = content.decode("utf-8-sig" if is_cut else "cp1252", errors="replace")
    return text.replace("\x00", "")


def _separator(sample: str) -> str | None:
    """Gives the separator that gives most rows the same number of cells, more than one."""
    best, best_rank = None, (0, 0)
    for separator in _SEPARATORS:
        try:
            rows = list(zip(range(_ROWS_LOOKED_AT), _rows(sample, separator), strict=False))
        except csv.Error:
            continue
        widths = Counter(len(row) for _, row in rows if len(row) > 1)
        if not widths:
            continue
        rank = (sum(widths.values()), max(widths))
        # One line may be the titles of a table without rows; with commas it is a sentence.
        is_table = rank[0] > 1 or (rank[1] > 2 and separator in ";\t")
        if is_table and rank > best_rank:
            best, best_rank = separator, rank
    return best
