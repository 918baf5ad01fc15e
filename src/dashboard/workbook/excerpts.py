"""The rows around a cell as a person sees them in the spreadsheet: every column, nothing read in.

A file is looked through once for the texts of all its sheets; an excerpt is cut out of them.
"""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.domain.issues import IssueList
from dashboard.workbook.cells import Grid, column_letters, split_address
from dashboard.workbook.headings import find_heading
from dashboard.workbook.marks.issue_list import is_issue_list
from dashboard.workbook.reading import grids_of
from dashboard.workbook.sheet_parts import sheet_parts

_ROWS_AROUND = 2
_MOST_COLUMNS = 60
_LONGEST_TEXT = 400


@dataclass(frozen=True, slots=True)
class SheetTexts:
    """What is seen in one sheet: texts by row and column, and the rows of its headings.

    A merged range shows its text in each of its rows and columns.
    """

    sheet_name: str
    texts: dict[int, dict[int, str]]
    headings: tuple[tuple[int, int], ...]
    hidden_rows: frozenset[int]


@dataclass(frozen=True, slots=True)
class ExcerptRow:
    """One row of a sheet: its number, and the text of every column of the excerpt."""

    number: int
    texts: tuple[str, ...]
    is_heading: bool
    is_hidden: bool


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The rows around a cell under the heading of their table. `columns` are letters from A on."""

    sheet_name: str
    cell: str
    row_number: int
    column: str
    columns: tuple[str, ...]
    rows: tuple[ExcerptRow, ...]


def workbook_texts(file_name: str, content: bytes) -> tuple[SheetTexts, ...]:
    """Gives the texts of every sheet of a file, without our own list of issues.

    Raises UnreadableWorkbookError or WorkbookTooLargeError when the file cannot be opened.
    """
    grids, _ = grids_of(file_name, content, IssueList(file_name))
    return tuple(_sheet_texts(grid) for grid in grids if not is_issue_list(grid))


def excerpt(sheet: SheetTexts, cell: str) -> Excerpt:
    """Gives two rows above and two below a cell, under the heading that stands over them.

    Raises ValueError for a text that is no address.
    """
    row_number, column_number = split_address(cell)
    numbers = range(max(1, row_number - _ROWS_AROUND), row_number + _ROWS_AROUND + 1)
    heading = _heading_over(sheet, row_number)
    shown = sorted({*heading, *numbers})
    last = max(
        [column_number, *(number for row in shown for number in sheet.texts.get(row, ()))],
    )
    first = max(1, column_number - _MOST_COLUMNS + 1)
    columns = range(first, min(last, first + _MOST_COLUMNS - 1) + 1)
    return Excerpt(
        sheet_name=sheet.sheet_name,
        cell=cell,
        row_number=row_number,
        column=column_letters(column_number),
        columns=tuple(column_letters(number) for number in columns),
        rows=tuple(
            ExcerptRow(
                row,
                tuple(sheet.texts.get(row, {}).get(number, "") for number in columns),
                is_heading=row in heading,
                is_hidden=row in sheet.hidden_rows,
            )
            for row in shown
        ),
    )


def _heading_over(sheet: SheetTexts, row_number: int) -> range:
    """Gives the rows of the last heading that begins at a row or above it."""
    above = [lines for lines in sheet.headings if lines[0] <= row_number]
    if not above:
        return range(0)
    first, last = above[-1]
    return range(first, last + 1)


def _sheet_texts(grid: Grid) -> SheetTexts:
    headings = (find_heading(part) for part in sheet_parts(grid)) if grid.rows else ()
    return SheetTexts(
        grid.sheet_name,
        {row: _row_texts(grid, row) for row in grid.filled_rows()},
        tuple((one.first_row, one.last_row) for one in headings if one is not None),
        frozenset(grid.hidden_rows),
    )


def _row_texts(grid: Grid, row: int) -> dict[int, str]:
    seen = ((column, grid.at(row, column)) for column in sorted(grid.columns_seen(row)))
    return {
        column: _shortened(cell.error or cell.text) for column, cell in seen if cell is not None
    }


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST_TEXT else text[: _LONGEST_TEXT - 1] + "…"
