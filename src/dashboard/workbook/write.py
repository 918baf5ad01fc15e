"""Write tables as a small .xlsx that is pleasant to read and to print."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.domain.model import Scalar

_HEADER_FILL = PatternFill("solid", fgColor="17324D")
_HEADER_FONT = Font(bold=True, color="FFFFFF")
_TITLE_FONT = Font(bold=True, size=13)
_LINE = Border(bottom=Side(style="thin", color="C5C7C9"))
_FORBIDDEN_IN_NAME = re.compile(r"[\[\]:*?/\\]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f]")
_NARROWEST, _WIDEST = 9, 60
_MAX_CELL_TEXT = 32_767


def write_table_xlsx(sheets: Mapping[str, Sequence[Sequence[Scalar]]], title: str = "") -> bytes:
    """Gives an .xlsx with one sheet per table; the first row of each table is its heading.

    Numbers stay numbers and dates stay dates. Text is always written as text, also where it
    begins with "=": what a sector typed must never run as a formula. `title`, when given, stands
    above every table. Headings are frozen and repeated on every printed A4 landscape page.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        _fill(book.create_sheet(_sheet_name(name, book.sheetnames)), rows, title)
    if not book.worksheets:
        book.create_sheet("Foglio1")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _fill(sheet: Worksheet, rows: Sequence[Sequence[Scalar]], title: str) -> None:
    heading_row = 3 if title else 1
    if title:
        _write(sheet, 1, 1, title).font = _TITLE_FONT
    for number, row in enumerate(rows, start=heading_row):
        for column, value in enumerate(row, start=1):
            cell = _write(sheet, number, column, value)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.border = _LINE
            if number == heading_row:
                cell.font, cell.fill = _HEADER_FONT, _HEADER_FILL
    _set_widths(sheet, rows)
    sheet.freeze_panes = f"A{heading_row + 1}"
    _set_for_printing(sheet, heading_row, rows)


def _write(sheet: Worksheet, row: int, column: int, value: Scalar) -> Cell:
    cell = sheet.cell(row, column)
    if isinstance(value, str):
        cell.value = _CONTROL.sub("", value)[:_MAX_CELL_TEXT]
        cell.data_type = "s"
    else:
        cell.value = value
    if isinstance(value, date):
        has_time = isinstance(value, datetime) and bool(value.hour or value.minute)
        cell.number_format = "dd/mm/yyyy hh:mm" if has_time else "dd/mm/yyyy"
    elif isinstance(value, float):
        cell.number_format = "#,##0.##" if not value.is_integer() else "#,##0"
    return cell


def _set_widths(sheet: Worksheet, rows: Sequence[Sequence[Scalar]]) -> None:
    for column in range(max((len(row) for row in rows), default=0)):
        longest = max((_shown_length(row[column]) for row in rows if column < len(row)), default=0)
        width = min(_WIDEST, max(_NARROWEST, longest + 2))
        sheet.column_dimensions[get_column_letter(column + 1)].width = width


def _shown_length(value: Scalar) -> int:
    if value is None:
        return 0
    if isinstance(value, date):
        return len("31/12/2024")
    return max(map(len, str(value).splitlines()), default=0)


def _set_for_printing(sheet: Worksheet, heading_row: int, rows: Sequence[Sequence[Scalar]]) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{heading_row}:{heading_row}"
    if len(rows) > 1 and rows[0]:
        last = f"{get_column_letter(len(rows[0]))}{heading_row + len(rows) - 1}"
        sheet.auto_filter.ref = f"A{heading_row}:{last}"


def _sheet_name(name: str, taken: Sequence[str]) -> str:
    """Gives a name that spreadsheets accept: 31 signs, none of []:*?/\\, and not taken yet."""
    plain = _FORBIDDEN_IN_NAME.sub(" ", name).strip(" '")[:31] or "Foglio"
    candidate, number = plain, 2
    while candidate.casefold() in {other.casefold() for other in taken}:
        ending = f" {number}"
        candidate, number = plain[: 31 - len(ending)] + ending, number + 1
    return candidate
