"""Fill handed-out workbooks in as sector heads do: by their titles, cell by cell, some in red."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.worksheet.worksheet import Worksheet

_RED, _STRUCK = InlineFont(color="FFFF0000"), InlineFont(color="FFFF0000", strike=True)


@dataclass(frozen=True)
class Row:
    """A row of a handed-out table, read and written by the titles of its columns."""

    sheet: Worksheet
    number: int
    columns: Mapping[str, int]

    def __getitem__(self, title: str) -> Any:
        return self.sheet.cell(self.number, self.columns[title]).value

    def __setitem__(self, title: str, value: Any) -> None:
        self.sheet.cell(self.number, self.columns[title]).value = value

    def has(self, title: str) -> bool:
        return title in self.columns

    def propose(self, title: str, value: str) -> None:
        """Strikes what a cell says and writes something else beside it, both in red."""
        self[title] = CellRichText(TextBlock(_STRUCK, str(self[title])), TextBlock(_RED, value))


class Sheet:
    """A handed-out workbook on somebody's desk."""

    def __init__(self, content: bytes) -> None:
        self._book: Workbook = load_workbook(BytesIO(content), rich_text=True)

    def rows(self, key_title: str) -> Iterator[Row]:
        """Gives the filled-in rows of the table that has a column of this title."""
        sheet, heading, columns = self._table(key_title)
        for number in range(heading + 1, sheet.max_row + 1):
            if sheet.cell(number, columns[key_title]).value not in (None, ""):
                yield Row(sheet, number, columns)

    def new_row(self, key_title: str, values: Mapping[str, Any]) -> None:
        """Writes a row below those that are there."""
        sheet, heading, columns = self._table(key_title)
        used = [row.number for row in self.rows(key_title)]
        row = Row(sheet, max(used, default=heading) + 1, columns)
        for title, value in values.items():
            row[title] = value

    def repeat_row(self, row: Row) -> None:
        """Copies a row below the others, as happens by a slip of the hand."""
        last = max(other.number for other in self.rows("Codice indicatore"))
        for column in row.columns.values():
            value = row.sheet.cell(row.number, column).value
            row.sheet.cell(last + 1, column).value = value

    def save(self, path: Path) -> Path:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._book.save(path)
        return path

    def _table(self, key_title: str) -> tuple[Worksheet, int, dict[str, int]]:
        for sheet in self._book.worksheets:
            for cells in sheet.iter_rows(max_row=8):
                columns = {str(cell.value): cell.column for cell in cells if cell.value}
                if key_title in columns:
                    return sheet, cells[0].row, columns
        raise LookupError(key_title)


def unpacked(archive: Path) -> dict[str, bytes]:
    """Gives the workbooks of an archive by their names, without folders, in their order."""
    with zipfile.ZipFile(archive) as found:
        return {Path(name).name: found.read(name) for name in sorted(found.namelist())}
