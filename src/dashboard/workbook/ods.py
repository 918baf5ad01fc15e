"""Read the sheets of an .ods into grids, in one streaming pass over content.xml."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from itertools import groupby
from typing import NamedTuple
from xml.etree import ElementTree as ET

from dashboard import settings
from dashboard.domain.model import InkRun
from dashboard.errors import UnreadableWorkbookError
from dashboard.workbook.cells import BLACK, Cell, Grid, Ink, shown_moment
from dashboard.workbook.comments import person_comment
from dashboard.workbook.guard import open_package, read_member
from dashboard.workbook.limits import CellLimits
from dashboard.workbook.number_formats import GENERAL
from dashboard.workbook.ods_styles import OFFICE, TABLE, TEXT, OdsStyles
from dashboard.workbook.package import CellStyle
from dashboard.workbook.typed_cells import error_cell, number_cell, yes_no_cell

_SPACES = re.compile(r"[ \t\r\n]+")
_CALC_TYPE = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"
_DC_CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
_TRUTHS = ("TRUE", "FALSE", "VERO", "FALSO")
_HIDDEN = ("collapse", "filter")
_CELLS = (f"{TABLE}table-cell", f"{TABLE}covered-table-cell")
_MAX_REPEATS = 1_048_576


class _Columns(NamedTuple):
    """A stretch of columns with one default style."""

    last: int
    style_name: str | None


def read_opendocument(file_name: str, content: bytes) -> tuple[list[Grid], str | None]:
    """Gives the sheets of an .ods that passed the guard, and who saved it last.

    Raises UnreadableWorkbookError for broken XML; WorkbookTooLargeError as CellLimits does.
    """
    with open_package(file_name, content) as package:
        try:
            styles = _named_styles(file_name, package)
            body = read_member(file_name, package, "content.xml")
            grids = _Reader(styles, CellLimits(file_name)).read(body)
            return grids, _last_editor(file_name, package)
        except (ET.ParseError, ValueError, KeyError, OverflowError) as error:
            raise UnreadableWorkbookError(reason="damaged", file_name=file_name) from error


def _named_styles(file_name: str, package: zipfile.ZipFile) -> OdsStyles:
    styles = OdsStyles()
    if "styles.xml" in package.namelist():
        root = ET.fromstring(read_member(file_name, package, "styles.xml"))  # noqa: S314 - no DTD
        # Its automatic styles belong to headers and footers.
        named = root.find(f"{OFFICE}styles")
        styles.add(() if named is None else named)
    return styles


def _last_editor(file_name: str, package: zipfile.ZipFile) -> str | None:
    if "meta.xml" not in package.namelist():
        return None
    root = ET.fromstring(read_member(file_name, package, "meta.xml"))  # noqa: S314 - no DTD
    found = root.find(f".//{_DC_CREATOR}")
    return None if found is None else (found.text or "").strip() or None


class _Reader:
    """One pass over the document; holds the sheet that is being read."""

    def __init__(self, styles: OdsStyles, limits: CellLimits) -> None:
        self._styles = styles
        self._limits = limits
        self._grids: list[Grid] = []
        self._start_sheet("", None)

    def _start_sheet(self, name: str, style_name: str | None) -> None:
        is_hidden = not self._styles.is_displayed(style_name)
        self._grid = Grid(sheet_name=name, is_hidden=is_hidden)
        self._columns: list[_Columns] = []
        self._next_row = 1
        self._merges: list[tuple[int, int, int, int]] = []

    def read(self, body: bytes) -> list[Grid]:
        depth = 0
        for event, element in ET.iterparse(io.BytesIO(body), ("start", "end")):  # noqa: S314
            tag = element.tag
            if tag == f"{TABLE}table":
                depth += 1 if event == "start" else -1
                # A table inside a cell of a table is not a sheet.
                if depth == 1 and event == "start":
                    self._start_sheet(
                        element.get(f"{TABLE}name", ""), element.get(f"{TABLE}style-name")
                    )
                elif depth == 0:
                    self._end_sheet()
                    element.clear()
            elif event == "end" and depth <= 1:
                self._end(tag, element)
        return self._grids

    def _end(self, tag: str, element: ET.Element) -> None:
        if tag == f"{TABLE}table-row":
            self._row(element)
            element.clear()
        elif tag == f"{TABLE}table-column":
            self._column(element)
        elif tag == f"{OFFICE}automatic-styles":
            self._styles.add(element)

    def _end_sheet(self) -> None:
        for merge in self._merges:
            self._grid.cover(*merge)
        self._grids.append(self._grid)

    def _column(self, element: ET.Element) -> None:
        first = self._columns[-1].last + 1 if self._columns else 1
        last = first + _repeats(element, "number-columns-repeated") - 1
        style_name = element.get(f"{TABLE}default-cell-style-name")
        self._columns.append(_Columns(last, style_name))
        if element.get(f"{TABLE}visibility") in _HIDDEN:
            hidden = range(first, min(last, settings.MAX_COLUMNS) + 1)
            self._grid.hidden_columns.update(hidden)

    def _row(self, element: ET.Element) -> None:
        first_row = self._next_row
        repeats = _repeats(element, "number-rows-repeated")
        self._next_row += repeats
        cells: dict[int, Cell] = {}
        row_style = element.get(f"{TABLE}default-cell-style-name")
        column = 1
        for item in element:
            if item.tag not in _CELLS:
                continue
            width = _repeats(item, "number-columns-repeated")
            if len(item) or item.get(f"{TABLE}formula") or item.get(f"{OFFICE}value-type"):
                self._place(item, first_row, column, width, row_style, cells)
            column += width
        if cells:
            is_hidden = element.get(f"{TABLE}visibility") in _HIDDEN
            self._take(first_row, repeats, cells, is_hidden=is_hidden)

    def _place(
        self,
        item: ET.Element,
        row: int,
        column: int,
        width: int,
        row_style: str | None,
        cells: dict[int, Cell],
    ) -> None:
        self._take_comment(item, row, column)
        name = item.get(f"{TABLE}style-name") or row_style or self._column_style(column)
        cell = self._cell(item, row, column, self._styles.cell(name))
        if cell is None:
            return
        self._limits.take(self._grid.sheet_name, 0, row, column + width - 1)
        for place in range(column, column + width):
            cells[place] = cell._replace(column=place)
        down = _repeats(item, "number-rows-spanned")
        across = _repeats(item, "number-columns-spanned")
        if down > 1 or across > 1:
            self._merges.append((row, column, row + down - 1, column + across - 1))

    def _take_comment(self, item: ET.Element, row: int, column: int) -> None:
        note = item.find(f"{OFFICE}annotation")
        if note is not None:
            author = note.findtext(_DC_CREATOR, "")
            lines = ["".join(line.itertext()) for line in note.iter(f"{TEXT}p")]
            found = person_comment(author, "\n".join(lines))
            if found is not None:
                self._grid.comments[row, column] = found

    def _take(
        self, first_row: int, repeats: int, cells: dict[int, Cell], *, is_hidden: bool
    ) -> None:
        self._limits.take(self._grid.sheet_name, len(cells) * repeats, first_row, max(cells))
        rows = range(first_row, first_row + repeats)
        for row in rows:
            if repeats > 1:
                cells = {place: cell._replace(row=row) for place, cell in cells.items()}
            self._grid.rows[row] = cells
        if is_hidden:
            self._grid.hidden_rows.update(rows)

    def _column_style(self, column: int) -> str | None:
        return next((part.style_name for part in self._columns if column <= part.last), None)

    def _cell(self, item: ET.Element, row: int, column: int, style: CellStyle) -> Cell | None:
        if style.ink != BLACK:
            self._grid.has_ink = True
        runs = list(_joined(self._paragraphs(item, style.ink)))
        text = "".join(run.text for run in runs)
        has_formula = item.get(f"{TABLE}formula") is not None
        if item.get(_CALC_TYPE) == "error" or (has_formula and text.startswith(("#", "Err:"))):
            return error_cell(row, column, text or "#N/D", style.ink)
        typed = _typed(item, _kind(item, text), row, column, style)
        if typed is not None:
            return typed
        text = text or item.get(f"{OFFICE}string-value", "")
        if has_formula and not text and item.get(f"{OFFICE}value-type") is None:
            return Cell(row, column, None, "", is_never_calculated=True, ink=style.ink)
        if not text.strip():
            return None
        if all(run[1:] == style.ink for run in runs):
            return Cell(row, column, text, text, ink=style.ink)
        self._grid.has_ink = True
        return Cell(row, column, text, text, ink=style.ink, runs=tuple(runs))

    def _paragraphs(self, item: ET.Element, ink: Ink) -> Iterator[tuple[str, Ink]]:
        """Gives the stretches of text of a cell; its notes are not among them."""
        is_first = True
        for paragraph in item:
            if paragraph.tag != f"{TEXT}p":
                continue
            if not is_first:
                yield "\n", ink
            is_first = False
            name = paragraph.get(f"{TEXT}style-name")
            yield from self._stretches(paragraph, self._styles.text_ink("paragraph", name, ink))

    def _stretches(self, element: ET.Element, ink: Ink) -> Iterator[tuple[str, Ink]]:
        if element.text:
            yield _SPACES.sub(" ", element.text), ink
        for child in element:
            if child.tag == f"{TEXT}s":
                count = child.get(f"{TEXT}c", "1")
                yield " " * (min(int(count), 1000) if count.isdigit() else 1), ink
            elif child.tag == f"{TEXT}tab":
                yield "\t", ink
            elif child.tag == f"{TEXT}line-break":
                yield "\n", ink
            elif child.tag != f"{OFFICE}annotation":
                name = child.get(f"{TEXT}style-name")
                yield from self._stretches(child, self._styles.text_ink("text", name, ink))
            if child.tail:
                yield _SPACES.sub(" ", child.tail), ink


def _joined(stretches: Iterator[tuple[str, Ink]]) -> Iterator[InkRun]:
    for ink, parts in groupby(stretches, key=lambda stretch: stretch[1]):
        yield ink.over("".join(text for text, _ in parts))


def _kind(item: ET.Element, text: str) -> str | None:
    """Gives the type of a cell; LibreOffice keeps =TRUE() as a number that looks like a word."""
    if text in _TRUTHS and item.get(f"{OFFICE}value-type") == "float":
        return "boolean"
    return item.get(f"{OFFICE}value-type")


def _typed(
    item: ET.Element, kind: str | None, row: int, column: int, style: CellStyle
) -> Cell | None:
    """Gives the cell of a number, date or yes/no; None for text."""
    if kind in ("float", "percentage", "currency"):
        form = style.form._replace(is_date=False)
        if kind == "percentage":
            form = form._replace(is_percent=True)
        form = GENERAL if form == GENERAL else form
        return number_cell(row, column, float(item.get(f"{OFFICE}value", "")), form, style.ink)
    if kind == "date":
        moment = _moment(item.get(f"{OFFICE}date-value", ""))
        return Cell(row, column, moment, shown_moment(moment), ink=style.ink)
    if kind == "boolean":
        stated = item.get(f"{OFFICE}boolean-value") or item.get(f"{OFFICE}value")
        return yes_no_cell(row, column, stated in ("true", "1"), style.ink)
    return None


def _moment(text: str) -> date:
    moment = datetime.fromisoformat(text)
    return moment.replace(microsecond=0, tzinfo=None)


def _repeats(element: ET.Element, name: str) -> int:
    count = element.get(f"{TABLE}{name}", "1")
    return max(1, min(int(count), _MAX_REPEATS)) if count.isdigit() else 1
