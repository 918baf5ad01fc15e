"""Read the sheets of an .xls into grids: values, number formats, ink, merges, hidden lines."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import xlrd

from dashboard import settings
from dashboard.errors import UnreadableWorkbookError
from dashboard.workbook.cells import BLACK, Cell, Grid, Ink
from dashboard.workbook.colours import is_red, other_colour
from dashboard.workbook.comments import person_comment
from dashboard.workbook.guard import is_cut_short
from dashboard.workbook.limits import CellLimits
from dashboard.workbook.number_formats import GENERAL, number_format
from dashboard.workbook.package import CellStyle, TextRun, clean_text
from dashboard.workbook.typed_cells import error_cell, number_cell, yes_no_cell

_ENCRYPTED = re.compile(r"encrypt|password", re.IGNORECASE)
# What LibreOffice writes where Excel writes the user's name.
_NO_USER = "Calc"


def read_xls(file_name: str, content: bytes) -> tuple[list[Grid], str | None]:
    """Gives the sheets of an .xls that passed the guard, and who saved it last.

    Raises UnreadableWorkbookError whose `reason` is `encrypted`, `truncated` or `damaged`;
    WorkbookTooLargeError as CellLimits does.
    """
    book = _open(file_name, content)
    limits = CellLimits(file_name)
    reader = _StyleReader(book)
    grids = [_SheetReader(sheet, reader, limits).read() for sheet in book.sheets()]
    saved_by = (book.user_name or "").strip()
    return grids, None if saved_by in ("", _NO_USER) else saved_by


def _open(file_name: str, content: bytes) -> Any:
    try:
        return xlrd.open_workbook(
            file_contents=content, formatting_info=True, ragged_rows=True, logfile=io.StringIO()
        )
    except MemoryError:
        raise
    except Exception as error:
        # On broken bytes xlrd fails in whatever way its own steps do: index, struct, assertion.
        reason = "truncated" if is_cut_short(content) else "damaged"
        if isinstance(error, xlrd.XLRDError) and _ENCRYPTED.search(str(error)):
            reason = "encrypted"
        raise UnreadableWorkbookError(reason=reason, file_name=file_name) from error


class _StyleReader:
    """What the fonts and formats of a workbook mean for reading its cells."""

    def __init__(self, book: Any) -> None:
        self.is_1904 = bool(book.datemode)
        self._book = book
        self.inks = [self._ink(font) for font in book.font_list]
        self._styles: dict[int, CellStyle] = {}

    def style(self, place: int) -> CellStyle:
        """Gives the meaning of an extended format."""
        found = self._styles.get(place)
        if found is None:
            found = self._styles[place] = self._read(place)
        return found

    def font_ink(self, place: int) -> Ink:
        """Gives the ink of a font."""
        return self.inks[place] if place < len(self.inks) else BLACK

    def _read(self, place: int) -> CellStyle:
        if place >= len(self._book.xf_list):
            return CellStyle()
        extended = self._book.xf_list[place]
        form = self._book.format_map.get(extended.format_key)
        meaning = GENERAL if form is None else number_format(form.format_str)
        return CellStyle(meaning, self.font_ink(extended.font_index))

    def _ink(self, font: Any) -> Ink:
        rgb = self._book.colour_map.get(font.colour_index)
        written = "" if rgb is None else "".join(f"{part:02X}" for part in rgb)
        red, other = is_red(written), other_colour(written)
        struck = bool(font.struck_out)
        return Ink(red, struck, other) if red or struck or other else BLACK


class _SheetReader:
    """Reads one sheet, row by row."""

    def __init__(self, sheet: Any, styles: _StyleReader, limits: CellLimits) -> None:
        self._sheet = sheet
        self._styles = styles
        self._limits = limits
        self._grid = Grid(sheet_name=sheet.name, is_hidden=sheet.visibility != 0)

    def read(self) -> Grid:
        sheet, grid = self._sheet, self._grid
        for row in range(sheet.nrows):
            cells = {cell.column: cell for cell in self._cells(row)}
            if not cells:
                continue
            self._limits.take(grid.sheet_name, len(cells), row + 1, max(cells))
            grid.rows[row + 1] = cells
            info = sheet.rowinfo_map.get(row)
            if info is not None and info.hidden:
                grid.hidden_rows.add(row + 1)
        for column, info in sheet.colinfo_map.items():
            if info.hidden and column < settings.MAX_COLUMNS:
                grid.hidden_columns.add(column + 1)
        for (row, column), note in sheet.cell_note_map.items():
            found = person_comment(note.author or "", clean_text(note.text or ""))
            if found is not None:
                grid.comments[row + 1, column + 1] = found
        for top, bottom, left, right in sheet.merged_cells:
            grid.cover(top + 1, left + 1, bottom, right)
        return grid

    def _cells(self, row: int) -> Iterator[Cell]:
        sheet = self._sheet
        for column in range(sheet.row_len(row)):
            kind = sheet.cell_type(row, column)
            if kind in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
                continue
            style = self._styles.style(sheet.cell_xf_index(row, column))
            cell = self._cell(row, column, kind, sheet.cell_value(row, column), style)
            if cell is not None:
                yield cell

    def _cell(self, row: int, column: int, kind: int, value: Any, style: CellStyle) -> Cell | None:
        if style.ink is not BLACK:
            self._grid.has_ink = True
        if kind == xlrd.XL_CELL_TEXT:
            return self._text(row, column, value, style)
        if kind == xlrd.XL_CELL_BOOLEAN:
            return yes_no_cell(row + 1, column + 1, bool(value), style.ink)
        if kind == xlrd.XL_CELL_ERROR:
            text = xlrd.error_text_from_code.get(value, "#N/A")
            return error_cell(row + 1, column + 1, text, style.ink)
        is_1904 = self._styles.is_1904
        return number_cell(
            row + 1, column + 1, float(value), style.form, style.ink, is_1904=is_1904
        )

    def _text(self, row: int, column: int, raw: str, style: CellStyle) -> Cell | None:
        text = clean_text(raw)
        if not text.strip():
            return None
        runs = self._runs(row, column, raw, style.ink)
        if all(ink == style.ink for _, ink in runs):
            return Cell(row + 1, column + 1, text, text, ink=style.ink)
        self._grid.has_ink = True
        inked = tuple(ink.over(part) for part, ink in runs if ink is not None)
        return Cell(row + 1, column + 1, text, text, ink=style.ink, runs=inked)

    def _runs(self, row: int, column: int, raw: str, ink: Ink) -> list[TextRun]:
        """Gives the stretches of a text; each run is told by where it starts and its font."""
        listed = self._sheet.rich_text_runlist_map.get((row, column), ())
        starts = [(0, ink), *((start, self._styles.font_ink(font)) for start, font in listed)]
        ends = [start for start, _ in starts[1:]] + [len(raw)]
        parts = [
            (clean_text(raw[start:end]), run_ink)
            for (start, run_ink), end in zip(starts, ends, strict=True)
        ]
        return [part for part in parts if part[0]]
