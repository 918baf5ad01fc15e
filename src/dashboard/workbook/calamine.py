"""Read .xls and .ods into grids through python-calamine: values only, without formats and ink."""

from __future__ import annotations

import io
from datetime import date, datetime, time, timedelta

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from dashboard import settings
from dashboard.errors import UnreadableWorkbookError, WorkbookTooLargeError
from dashboard.workbook.cells import Cell, Grid, shown_moment
from dashboard.workbook.number_formats import GENERAL, shown_number


def read_with_calamine(file_name: str, content: bytes) -> list[Grid]:
    """Gives the sheets of an .xls or .ods. Raises UnreadableWorkbookError when it cannot."""
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as workbook:
            return [
                _grid(file_name, workbook.get_sheet_by_name(sheet.name), sheet.visible)
                for sheet in workbook.sheets_metadata
                if sheet.typ is SheetTypeEnum.WorkSheet
            ]
    except PasswordError as error:
        raise UnreadableWorkbookError(reason="encrypted", file_name=file_name) from error
    except CalamineError as error:
        raise UnreadableWorkbookError(reason="damaged", file_name=file_name) from error


def _grid(file_name: str, sheet: CalamineSheet, visible: SheetVisibleEnum) -> Grid:
    grid = Grid(sheet_name=sheet.name, is_hidden=visible is not SheetVisibleEnum.Visible)
    if sheet.start is None:
        return grid
    first_row, first_column = sheet.start
    if first_column + sheet.width > settings.MAX_COLUMNS:
        raise WorkbookTooLargeError(
            reason="columns",
            limit=settings.MAX_COLUMNS,
            file_name=file_name,
            sheet_name=sheet.name,
            cell=None,
        )
    for row, values in enumerate(sheet.to_python(skip_empty_area=True), start=first_row + 1):
        cells = {
            column: _cell(row, column, value)
            for column, value in enumerate(values, start=first_column + 1)
            if value != ""
        }
        if cells:
            grid.rows[row] = cells
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        grid.cover(top + 1, left + 1, bottom + 1, right + 1)
    return grid


def _cell(
    row: int, column: int, value: float | str | bool | time | date | datetime | timedelta
) -> Cell:
    if isinstance(value, str):
        return Cell(row, column, value, value, error=value if value.startswith("#") else "")
    if isinstance(value, bool):
        return Cell(row, column, value, "VERO" if value else "FALSO")
    if isinstance(value, date):
        return Cell(row, column, value, shown_moment(value))
    if isinstance(value, time | timedelta):
        return Cell(row, column, str(value), str(value))
    number = int(value) if float(value).is_integer() else value
    return Cell(row, column, number, shown_number(float(number), GENERAL))
