"""Write sample workbooks that look like office work and are the same bytes on every run."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Mapping
from io import BytesIO
from math import ceil
from pathlib import Path
from xml.sax.saxutils import escape

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

# The earliest moment that a zip archive can state: no sample depends on when it was built.
ZIP_MOMENT = (1980, 1, 1, 0, 0, 0)
DOCUMENT_MOMENT = "2025-03-03T09:00:00Z"

TITLE_FONT = Font(name="Calibri", size=13, bold=True, color="17324D")
STATEMENT_FONT = Font(name="Calibri", size=10, italic=True, color="17324D")
HEADING_FONT = Font(name="Calibri", size=10, bold=True, color="FFFFFF")
BODY_FONT = Font(name="Calibri", size=10)
HEADING_FILL = PatternFill("solid", fgColor="17324D")
GROUP_FILL = PatternFill("solid", fgColor="DCE6F2")
THIN = Side(style="thin", color="B8C2CC")
GRID = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
TOP_LEFT = Alignment(wrap_text=True, vertical="top")
CENTRED = Alignment(wrap_text=True, vertical="center", horizontal="center")

LINE_HEIGHT = 13.0  # points, for text of size 10
LETTER_WIDTH = 1.15  # columns are measured in digits; words break early

CellKey = tuple[str, str]  # sheet name, cell address
Cached = float | str


def style_heading(cell: Cell, fill: PatternFill = HEADING_FILL) -> None:
    """Makes a cell look like a column title."""
    cell.font = HEADING_FONT
    cell.fill = fill
    cell.border = GRID
    cell.alignment = CENTRED


def style_body(cell: Cell) -> None:
    """Makes a cell look like a table cell, keeping a font that was set on purpose."""
    if not cell.font.b and cell.font.color is None:
        cell.font = BODY_FONT
    cell.border = GRID
    cell.alignment = TOP_LEFT


def set_widths(sheet: Worksheet, widths: Iterable[float]) -> None:
    """Sets column widths in characters, from column A on."""
    for index, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(index)].width = width


def fit_row_height(sheet: Worksheet, row: int, least: float = 15.0) -> None:
    """Makes a row tall enough for its wrapped text, sharing a merged cell's text over its rows.

    Spreadsheet programs only do this for rows that somebody edits.
    """
    spans = {
        (area.min_row, area.min_col): (area.max_row - area.min_row + 1, area.size["columns"])
        for area in sheet.merged_cells.ranges
    }
    needed = least
    for cell in sheet[row]:
        rows, columns = spans.get((cell.row, cell.column), (1, 1))
        if cell.value is None or columns > 1:
            continue
        width = sheet.column_dimensions[get_column_letter(cell.column)].width
        paragraphs = str(cell.value).split("\n")
        lines = sum(ceil(len(text) * LETTER_WIDTH / width) or 1 for text in paragraphs)
        needed = max(needed, LINE_HEIGHT * lines / rows + 2)
    sheet.row_dimensions[row].height = round(needed, 1)


def set_for_printing(sheet: Worksheet, heading_row: int) -> None:
    """Lays the sheet out as landscape, one page wide, with its headings kept in sight."""
    sheet.freeze_panes = sheet.cell(heading_row + 1, 1)
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A3
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{heading_row}:{heading_row}"


def save(workbook: Workbook, path: Path, cached: Mapping[CellKey, Cached] | None = None) -> None:
    """Writes a workbook whose bytes depend on its content alone.

    `cached` gives formulas the value that a spreadsheet program would have stored beside them;
    openpyxl cannot, and a formula without one reads as never calculated.
    """
    workbook.properties.creator = "Ufficio programmazione"
    workbook.properties.lastModifiedBy = "Ufficio programmazione"
    raw = BytesIO()
    workbook.save(raw)
    parts = {
        f"xl/worksheets/sheet{number}.xml": name
        for number, name in enumerate(workbook.sheetnames, start=1)
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    with (
        zipfile.ZipFile(raw) as source,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as copy,
    ):
        for member in source.infolist():
            content = source.read(member)
            if member.filename == "docProps/core.xml":
                content = _with_fixed_dates(content)
            if cached and member.filename in parts:
                content = _with_cached_values(content, parts[member.filename], cached)
            info = zipfile.ZipInfo(member.filename, ZIP_MOMENT)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            copy.writestr(info, content)


def _with_fixed_dates(core_properties: bytes) -> bytes:
    return re.sub(
        rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*",
        rb"\g<1>" + DOCUMENT_MOMENT.encode(),
        core_properties,
    )


def _with_cached_values(sheet: bytes, name: str, cached: Mapping[CellKey, Cached]) -> bytes:
    text = sheet.decode()
    for (sheet_name, address), value in cached.items():
        if sheet_name != name:
            continue
        kind = ' t="str"' if isinstance(value, str) else ""
        text, count = re.subn(
            rf'<c r="{address}"([^>]*?)(?: t="\w+")?><f>(.*?)</f><v ?/?>(?:</v>)?</c>',
            rf'<c r="{address}"\g<1>{kind}><f>\g<2></f><v>{escape(str(value))}</v></c>',
            text,
        )
        if count != 1:
            raise ValueError(f"no formula to give a value to in {name}!{address}")
    return text.encode()
