"""Write tables as a small .xlsx that is pleasant to read and to print."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.domain.model import Scalar
from dashboard.domain.word_differences import TextChange, TextRun
from dashboard.texts.tables import PRINTED_PAGE

HEADER_FILL = PatternFill("solid", fgColor="17324D")
HEADER_FONT = Font(name="Calibri", size=11, bold=True, color="FFFFFF")
TITLE_FONT = Font(name="Calibri", size=13, bold=True)
THIN_LINE = Border(bottom=Side(style="thin", color="C5C7C9"))
_FORBIDDEN_IN_NAME = re.compile(r"[\[\]:*?/\\]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f]")
_NARROWEST, _WIDEST = 9, 60
_MAX_CELL_TEXT = 32_767
_LINE_POINTS, _MAX_ROW_POINTS = 15, 409
# Lines break between words, and bold letters are wider than the figures that widths are told in.
_SIGNS_LOST_TO_WORDS = 2
# The font of the cells around them: an inline font states all of itself or nothing.
_INLINE_FONTS = {
    TextChange.INSERTED: InlineFont(rFont="Calibri", sz=11, b=True, u="single"),
    TextChange.DELETED: InlineFont(rFont="Calibri", sz=11, strike=True),
}

TableValue = Scalar | tuple[TextRun, ...]
"""What a written cell holds: a value, or text whose insertions and deletions are marked."""


def write_table_xlsx(
    sheets: Mapping[str, Sequence[Sequence[TableValue]]],
    title: str = "",
    widths: Mapping[str, Sequence[float]] | None = None,
) -> bytes:
    """Gives an .xlsx with one sheet per table; the first row of each table is its heading.

    Numbers stay numbers and dates stay dates. Text is always written as text, also where it
    begins with "=": what a sector typed must never run as a formula. `title`, when given, stands
    above every table. Headings are frozen and repeated on every printed A4 landscape page, which
    is numbered. `widths`: of the columns of a sheet, by its name, in signs; others are as wide as
    their texts. Inserted runs are bold and underlined, deleted ones struck.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(_sheet_name(name, book.sheetnames))
        heading_row = _fill(sheet, rows, title)
        column_widths = (widths or {}).get(name) or _fitting_widths(rows)
        set_widths(sheet, column_widths)
        set_heights(sheet, rows, column_widths, heading_row)
    if not book.worksheets:
        book.create_sheet("Foglio1")
    book.properties.title = title or None
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _fill(sheet: Worksheet, rows: Sequence[Sequence[TableValue]], title: str) -> int:
    """Writes a table under its title, if it has one, and gives the row of its heading."""
    heading_row = 3 if title else 1
    if title:
        write_cell(sheet, 1, 1, title).font = TITLE_FONT
    for number, row in enumerate(rows, start=heading_row):
        for column, value in enumerate(row, start=1):
            cell = write_cell(sheet, number, column, value)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.border = THIN_LINE
            if number == heading_row:
                cell.font, cell.fill = HEADER_FONT, HEADER_FILL
    sheet.freeze_panes = f"A{heading_row + 1}"
    set_for_printing(sheet, heading_row, rows)
    return heading_row


def write_cell(sheet: Worksheet, row: int, column: int, value: TableValue) -> Cell:
    """Writes one value: text as text, whatever it begins with; dates and numbers as such."""
    cell = sheet.cell(row, column)
    if isinstance(value, tuple):
        cell.value = _rich_text(value)
    elif isinstance(value, str):
        cell.value = _plain(value)
        cell.data_type = "s"
    else:
        cell.value = value
    if isinstance(value, date):
        has_time = isinstance(value, datetime) and bool(value.hour or value.minute)
        cell.number_format = "dd/mm/yyyy hh:mm" if has_time else "dd/mm/yyyy"
    elif isinstance(value, float):
        cell.number_format = "#,##0.##" if not value.is_integer() else "#,##0"
    return cell


def _rich_text(runs: Sequence[TextRun]) -> CellRichText:
    """Gives marked text cut to what a cell can hold."""
    found = CellRichText()
    room = _MAX_CELL_TEXT
    for run in runs:
        text = _plain(run.text)[:room]
        room -= len(text)
        if text:
            font = _INLINE_FONTS.get(run.change)
            found.append(text if font is None else TextBlock(font, text))
    return found


def _plain(text: str) -> str:
    return _CONTROL.sub("", text)[:_MAX_CELL_TEXT]


def set_widths(sheet: Worksheet, widths: Sequence[float]) -> None:
    """Makes the columns so many signs wide."""
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width


def _fitting_widths(rows: Sequence[Sequence[TableValue]]) -> list[int]:
    """Gives the width of each column as its longest line asks for, within limits."""
    found = []
    for column in range(max((len(row) for row in rows), default=0)):
        longest = max((_shown_length(row[column]) for row in rows if column < len(row)), default=0)
        found.append(min(_WIDEST, max(_NARROWEST, longest + 2)))
    return found


def set_heights(
    sheet: Worksheet, rows: Sequence[Sequence[TableValue]], widths: Sequence[float], first: int
) -> None:
    """Makes every row as high as its longest text: not every program does so by itself."""
    for number, row in enumerate(rows, start=first):
        height = row_height(row, widths)
        if height is not None:
            sheet.row_dimensions[number].height = height


def row_height(row: Sequence[TableValue], widths: Sequence[float]) -> float | None:
    """Gives how high a row has to be for its longest text, in points; None for a single line."""
    line_count = max(map(_line_count, row, widths), default=1)
    return min(line_count * _LINE_POINTS, _MAX_ROW_POINTS) if line_count > 1 else None


def _line_count(value: TableValue, width: float) -> int:
    """Gives in how many lines a value is shown in a column as wide as so many signs."""
    if isinstance(value, tuple):
        value = "".join(run.text for run in value)
    if not isinstance(value, str):
        return 1
    signs = max(1, int(width) - _SIGNS_LOST_TO_WORDS)
    return sum(max(1, -(-len(line) // signs)) for line in value.split("\n"))


def _shown_length(value: TableValue) -> int:
    if value is None:
        return 0
    if isinstance(value, tuple):
        return _shown_length("".join(run.text for run in value))
    if isinstance(value, date):
        return len("31/12/2024")
    return max(map(len, str(value).splitlines()), default=0)


def set_for_printing(
    sheet: Worksheet, heading_row: int, rows: Sequence[Sequence[TableValue]]
) -> None:
    """Prints on numbered A4 landscape pages, each with the heading; adds filters to its rows."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddFooter.center.text = PRINTED_PAGE.format(page="&P", pages="&N")
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
