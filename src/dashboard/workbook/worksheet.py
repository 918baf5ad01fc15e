"""Read one worksheet of an .xlsx into a grid, in a single streaming pass over its XML."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from datetime import date
from xml.etree import ElementTree as ET

from dashboard.domain.model import InkRun, Scalar
from dashboard.errors import UnreadableWorkbookError
from dashboard.workbook.cells import (
    BLACK,
    NO_ERROR,
    Cell,
    Grid,
    Ink,
    column_number,
    shown_moment,
    split_address,
)
from dashboard.workbook.empty_rows import without_empty_rows
from dashboard.workbook.limits import CellLimits
from dashboard.workbook.package import (
    CellStyle,
    Package,
    SheetPart,
    TextRun,
    clean_text,
    text_and_plain_runs,
    text_and_runs,
)
from dashboard.workbook.plain_rows import PlainRow, cell_attributes, plain_sheet, unescaped
from dashboard.workbook.typed_cells import error_cell, number_cell, yes_no_cell

_MAX_COLUMN = 16_384
_WHOLE_TREE_BYTES = 16 * 1024 * 1024
_WORTH_SHORTENING_BYTES = 1024 * 1024
# Rows with something in them have empty cells too, but hardly that many.
_EMPTY_PER_FILLED = 6
_TRUE = ("1", "true")
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_CELL_TAGS = ("v", "is", "t")
_DEFAULT_STYLE = CellStyle()
_KEPT_VALUES = 65_536
# Half the time of `Cell(...)`, which reaches this by a function of its own.
_new_tuple = tuple.__new__

# A cell without its place.
_Shown = tuple[Scalar, str, bool, str, bool, Ink, tuple[InkRun, ...]]
_NOTHING_SHOWN: _Shown = (None, "", False, NO_ERROR, False, BLACK, ())
# The type of a cell, its style, and what its kind showed before.
_Setting = tuple[str, CellStyle, dict[str, _Shown]]


def read_worksheet(package: Package, part: SheetPart, limits: CellLimits) -> Grid:
    """Gives the grid of one sheet. Empty cells, whatever their style, are not in it.

    Raises UnreadableWorkbookError for broken XML; WorkbookTooLargeError as CellLimits does.
    """
    return _SheetReader(package, part, limits).read()


class _SheetReader:
    """One pass over the rows; holds what every cell of the sheet needs."""

    def __init__(self, package: Package, part: SheetPart, limits: CellLimits) -> None:
        self._package = package
        self._limits = limits
        self._member = part.member
        self._grid = Grid(sheet_name=part.name, is_hidden=part.is_hidden)
        self._columns: dict[str, int] = {}
        self._styles = {str(place): style for place, style in enumerate(package.styles)}
        self._merges: list[str] = []
        self._value_tag, self._inline_tag, self._text_tag = (f"{_MAIN}{n}" for n in _CELL_TAGS)
        self._row_style: str | None = None
        self._column_styles: dict[int, str] = {}
        self._settings: dict[str | tuple[str, str | None], _Setting] = {}

    def read(self) -> Grid:
        content = self._package.xml_of(self._member)
        try:
            self._walk(content)
        except (ET.ParseError, ValueError, OverflowError) as error:
            raise UnreadableWorkbookError(
                reason="damaged", file_name=self._package.file_name
            ) from error
        for reference in self._merges:
            self._cover(reference)
        return self._grid

    def _walk(self, content: bytes) -> None:
        if len(content) > _WORTH_SHORTENING_BYTES:
            content = without_empty_rows(content)
            self._limits.foresee(self._grid.sheet_name, content.count(b"</c>"))
            self._limits.foresee(self._grid.sheet_name, content.count(b"<c") // _EMPTY_PER_FILLED)
        sheet = plain_sheet(content)
        last_row = 0
        for element in _elements(content if sheet is None else sheet.around):
            name = element.tag.rpartition("}")[2]
            if name == "row":
                last_row = self._row(element, last_row)
                element.clear()
            elif name == "mergeCell":
                self._merges.append(element.get("ref", ""))
            elif name == "col":
                self._column_settings(element)
        # What is said of the columns is known now: their styles hold for cells without one.
        for row in () if sheet is None else sheet.rows():
            if isinstance(row, PlainRow):
                last_row = self._plain_row(row)
            else:
                last_row = self._row(row, last_row)

    def _plain_row(self, row: PlainRow) -> int:
        """Does the same as `_row`, of which it is the fast half. Keep the two alike."""
        label, attributes_of_row, row_cells = row
        number = int(label)
        if attributes_of_row or self._row_style is not None:
            self._set_row_style(attributes_of_row)
        cells: dict[int, Cell] = {}
        columns, settings = self._columns, self._settings
        has_line_styles = self._row_style is not None or bool(self._column_styles)
        for letters, digits, attributes, stored, inline, in_runs, _ in row_cells:
            if digits != label:
                raise ValueError(letters + digits)
            written = stored or in_runs
            if not (written or inline):
                continue
            column = columns.get(letters) or self._new_column(letters)
            key = (attributes, self._line_style(column)) if has_line_styles else attributes
            kind, style, seen = settings.get(key) or self._new_setting(key, attributes, column)
            if inline:
                is_as_written = inline.isprintable() and "&" not in inline and "_x" not in inline
                text = inline if is_as_written else clean_text(unescaped(inline))
                if text and not text.isspace():
                    cells[column] = _new_tuple(
                        Cell, (number, column, text, text, False, NO_ERROR, False, style.ink, ())
                    )
                continue
            # Numbers and shared texts return again and again: what they show is worked out once.
            shown = seen.get(written) or self._shown(seen, kind, written, style)
            if shown[1]:
                cells[column] = _new_tuple(Cell, (number, column, *shown))
        if cells:
            self._take(number, cells, is_hidden=attributes_of_row.get("hidden") in _TRUE)
        return number

    def _shown(self, seen: dict[str, _Shown], kind: str, written: str, style: CellStyle) -> _Shown:
        """Gives what a stored value or a text in runs shows, and keeps it; "" where it is none."""
        if written.startswith("<"):
            cell = self._text(1, 1, *text_and_plain_runs(written, self._package.ink), style)
        else:
            cell = self._typed(1, 1, kind, unescaped(written), style)
        if len(seen) >= _KEPT_VALUES:
            seen.clear()
        shown = seen[written] = _NOTHING_SHOWN if cell is None else cell[2:]
        return shown

    def _new_setting(
        self, key: str | tuple[str, str | None], attributes: str, column: int
    ) -> _Setting:
        found = cell_attributes(attributes)
        style = self._style(found.get("s"), column)
        setting = self._settings[key] = (found.get("t", "n"), style, {})
        return setting

    def _line_style(self, column: int) -> str | None:
        """Gives the style of a cell that has none of its own, from its row or its column."""
        return self._row_style or self._column_styles.get(column)

    def _column_settings(self, element: ET.Element) -> None:
        first, last = int(element.get("min", "1")), int(element.get("max", "1"))
        columns = range(first, min(last, _MAX_COLUMN) + 1)
        if element.get("hidden") in _TRUE:
            self._grid.hidden_columns.update(columns)
        style = element.get("style")
        if style is not None:
            self._column_styles.update(dict.fromkeys(columns, style))

    def _row(self, element: ET.Element, last_row: int) -> int:
        label = element.get("r") or str(last_row + 1)
        number = int(label)
        self._set_row_style(element.attrib)
        cells: dict[int, Cell] = {}
        column = 0
        for item in element:
            address = item.get("r")
            if address is None:
                column += 1
            else:
                letters = address.removesuffix(label)
                column = self._columns.get(letters) or self._new_column(letters)
            if len(item) != 0:
                cell = self._cell(number, column, item)
                if cell is not None:
                    cells[column] = cell
        if cells:
            self._take(number, cells, is_hidden=element.get("hidden") in _TRUE)
        return number

    def _set_row_style(self, attributes: Mapping[str, str]) -> None:
        has_own = attributes.get("customFormat") in _TRUE
        self._row_style = attributes.get("s") if has_own else None

    def _take(self, number: int, cells: dict[int, Cell], *, is_hidden: bool) -> None:
        self._limits.take(self._grid.sheet_name, len(cells), number, max(cells))
        self._grid.rows[number] = cells
        if is_hidden:
            self._grid.hidden_rows.add(number)

    def _new_column(self, letters: str) -> int:
        if not letters.isalpha() or not letters.isascii() or len(letters) > 3:
            raise ValueError(letters)
        number = self._columns[letters] = column_number(letters.upper())
        return number

    def _style(self, style_id: str | None, column: int) -> CellStyle:
        # LibreOffice shows a cell without a style in that of its row, else of its column.
        own = style_id or self._line_style(column) or "0"
        style = self._styles.get(own, _DEFAULT_STYLE)
        if style.ink is not BLACK:
            self._grid.has_ink = True
        return style

    def _cell(self, row: int, column: int, item: ET.Element) -> Cell | None:
        """Gives the cell of a <c> element; None where it only carries a style.

        The two shapes that nearly all cells have, a value and a plain text, come first.
        """
        part = item[0]
        if part.tag == self._value_tag and len(item) == 1:
            stored = part.text
            if not stored:
                return None
            style = self._style(item.get("s"), column)
            return self._typed(row, column, item.get("t", "n"), stored, style)
        if part.tag == self._inline_tag and len(part) == 1 and part[0].tag == self._text_tag:
            written = part[0].text
            if not written:
                return None
            style = self._style(item.get("s"), column)
            return self._text(row, column, clean_text(written), (), style)
        return self._unusual_cell(row, column, item, self._style(item.get("s"), column))

    def _unusual_cell(
        self, row: int, column: int, item: ET.Element, style: CellStyle
    ) -> Cell | None:
        """Gives the cell of a formula, of a text with runs, or of another writer's tags."""
        kind = item.get("t", "n")
        stored: str | None = None
        has_formula = False
        for part in item:
            name = part.tag
            if name.endswith("}v"):
                stored = part.text
            elif name.endswith("}f"):
                has_formula = True
            elif name.endswith("}is"):
                return self._text(row, column, *text_and_runs(part, self._package.ink), style)
        if stored:
            return self._typed(row, column, kind, stored, style)
        if has_formula and kind != "str":
            return Cell(row, column, None, "", is_never_calculated=True, ink=style.ink)
        return None

    def _typed(
        self, row: int, column: int, kind: str, stored: str, style: CellStyle
    ) -> Cell | None:
        if kind == "s":
            place = int(stored)
            strings = self._package.strings
            text = strings.texts[place] if place < len(strings.texts) else ""
            return self._text(row, column, text, strings.runs.get(place, ()), style)
        if kind == "n":
            return self._number(row, column, float(stored), style)
        if kind == "b":
            value = stored.strip() in _TRUE
            return yes_no_cell(row, column, value, style.ink)
        if kind == "e":
            return error_cell(row, column, stored, style.ink)
        if kind == "d":
            day = date.fromisoformat(stored[:10])
            return Cell(row, column, day, shown_moment(day), ink=style.ink)
        return self._text(row, column, clean_text(stored), (), style)

    def _text(
        self, row: int, column: int, text: str, runs: tuple[TextRun, ...], style: CellStyle
    ) -> Cell | None:
        if not text or text.isspace():
            return None
        if not runs:
            return _new_tuple(
                Cell, (row, column, text, text, False, NO_ERROR, False, style.ink, ())
            )
        self._grid.has_ink = True
        return Cell(row, column, text, text, ink=style.ink, runs=_inked(runs, style.ink))

    def _number(self, row: int, column: int, number: float, style: CellStyle) -> Cell:
        return number_cell(
            row, column, number, style.form, style.ink, is_1904=self._package.is_1904
        )

    def _cover(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        try:
            first_row, first_column = split_address(first)
            last_row, last_column = split_address(last or first)
        except ValueError:
            return
        self._grid.cover(first_row, first_column, last_row, last_column)


def _elements(content: bytes) -> Iterator[ET.Element]:
    """Gives the rows, merges and columns of a sheet; of a large one without holding it whole."""
    if len(content) > _WHOLE_TREE_BYTES:
        for _, element in ET.iterparse(io.BytesIO(content)):  # noqa: S314 - no DTD
            if element.tag.rpartition("}")[2] in ("row", "mergeCell", "col"):
                yield element
        return
    # Three times faster than events, at the cost of the whole tree in memory.
    for part in ET.fromstring(content):  # noqa: S314 - no DTD
        if part.tag.rpartition("}")[2] in ("sheetData", "mergeCells", "cols"):
            yield from part


def _inked(runs: tuple[TextRun, ...], cell_ink: Ink) -> tuple[InkRun, ...]:
    return tuple(
        [
            _new_tuple(InkRun, (text, *(cell_ink if run_ink is None else run_ink)))
            for text, run_ink in runs
        ]
    )
