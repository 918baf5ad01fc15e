"""Find cells in a worksheet, and give them another style, making those that are not written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import NamedTuple

from dashboard.workbook.cells import column_number, split_address
from dashboard.workbook.marks.draft import Draft
from dashboard.workbook.marks.places import (
    Edit,
    Element,
    append_child,
    elements,
    set_attribute,
)

# From the style a cell has to the style it gets; None leaves the cell as it is.
Restyle = Callable[[str, int], int | None]


class WrittenCell(NamedTuple):
    """A <c> element of a sheet: where it starts, its bytes, and the style it is shown in."""

    start: int
    xml: bytes
    style: int


def written_cells(content: bytes, addresses: Iterable[str]) -> dict[str, WrittenCell]:
    """Gives those of the cells that a sheet writes, by address.

    A cell without a style of its own has that of its row, else of its column.
    """
    by_row = _by_row(addresses)
    found = elements(content, ("row", "col"))
    column_styles = _column_styles(found)
    rows = _numbered(e for e in found if e.name == "row")
    written: dict[str, WrittenCell] = {}
    for number in by_row.keys() & rows.keys():
        row = rows[number]
        part = content[row.start : row.end]
        cells = _cells_of(part, row)
        for column, address in by_row[number].items():
            cell = cells.get(column)
            if cell is not None:
                around = _row_style(row)
                around = column_styles.get(column, 0) if around is None else around
                style = _style(cell) if "s" in cell.attributes else around
                xml = part[cell.start : cell.end]
                written[address] = WrittenCell(row.start + cell.start, xml, style)
    return written


def restyle_cells(draft: Draft, sheet: str, addresses: Iterable[str], restyle: Restyle) -> None:
    """Notes the edits of a sheet that set the style of these cells and of no others.

    An empty cell that the sheet does not write is written, since a missing value is what many
    issues are about.
    """
    by_row = _by_row(addresses)
    content = draft.read(sheet)
    found = elements(content, ("sheetData", "row", "col"))
    data = next(e for e in found if e.name == "sheetData")
    column_styles = _column_styles(found)
    rows = _numbered(e for e in found if e.name == "row")
    new_rows: dict[int, bytes] = {}
    for number, wanted in sorted(by_row.items()):
        if number in rows:
            row_edits = _row_edits(content, rows[number], wanted, column_styles, restyle)
            draft.edit(sheet, *row_edits)
            continue
        cells = b"".join(
            _new_cell(data.prefix, address, column_styles.get(column, 0), restyle)
            for column, address in sorted(wanted.items())
        )
        if cells:
            new_rows[number] = _tag(data.prefix, "row", f'r="{number}"', cells)
    draft.edit(sheet, *_row_insertions(content, data, rows, new_rows))


def _by_row(addresses: Iterable[str]) -> dict[int, dict[int, str]]:
    by_row: dict[int, dict[int, str]] = defaultdict(dict)
    for address in addresses:
        row, column = split_address(address)
        by_row[row][column] = address
    return by_row


def _row_insertions(
    content: bytes, data: Element, rows: dict[int, Element], new_rows: dict[int, bytes]
) -> list[Edit]:
    last = max(rows, default=0)
    edits = []
    for number, text in new_rows.items():
        if number < last:
            place = rows[min(other for other in rows if other > number)].start
            edits.append(Edit(place, place, text))
    below = b"".join(text for number, text in new_rows.items() if number > last)
    return [*edits, append_child(content, data, below)] if below else edits


def _row_edits(
    content: bytes,
    row: Element,
    wanted: dict[int, str],
    column_styles: dict[int, int],
    restyle: Restyle,
) -> list[Edit]:
    part = content[row.start : row.end]
    cells = _cells_of(part, row)
    row_style = _row_style(row)
    edits: list[Edit] = []
    missing: dict[int, bytes] = {}
    for column, address in sorted(wanted.items()):
        cell = cells.get(column)
        if cell is not None:
            style = restyle(address, _style(cell))
            if style is not None:
                edits.append(_moved(set_attribute(part, cell, "s", str(style)), row.start))
            continue
        own = column_styles.get(column, 0) if row_style is None else row_style
        missing[column] = _new_cell(row.prefix, address, own, restyle)
    if row.is_empty:
        return [*edits, append_child(content, row, b"".join(missing.values()))] if missing else []
    for column, text in missing.items():
        after = next((cells[other] for other in sorted(cells) if other > column), None)
        place = row.close_start if after is None else row.start + after.start
        edits.append(Edit(place, place, text))
    return edits


def _cells_of(part: bytes, row: Element) -> dict[int, Element]:
    """Gives the cells of a row by column; a cell without an address follows the one before."""
    cells: dict[int, Element] = {}
    column = 0
    for cell in elements(part, ("c",)):
        address = cell.attributes.get("r")
        column = column + 1 if address is None else column_number(address.rstrip("0123456789"))
        cells[column] = cell
    return cells


def _numbered(rows: Iterable[Element]) -> dict[int, Element]:
    numbered: dict[int, Element] = {}
    number = 0
    for row in rows:
        number = int(row.attributes.get("r", number + 1))
        numbered[number] = row
    return numbered


def _column_styles(found: Iterable[Element]) -> dict[int, int]:
    styles: dict[int, int] = {}
    for column in found:
        if column.name == "col" and "style" in column.attributes:
            first, last = int(column.attributes["min"]), int(column.attributes["max"])
            styles.update(dict.fromkeys(range(first, last + 1), int(column.attributes["style"])))
    return styles


def _new_cell(prefix: str, address: str, style: int, restyle: Restyle) -> bytes:
    marked = restyle(address, style)
    return b"" if marked is None else _tag(prefix, "c", f'r="{address}" s="{marked}"', b"")


def _tag(prefix: str, name: str, attributes: str, inside: bytes) -> bytes:
    opening = f"<{prefix}{name} {attributes}".encode("ascii")
    if not inside:
        return opening + b"/>"
    return opening + b">" + inside + f"</{prefix}{name}>".encode("ascii")


def _row_style(row: Element) -> int | None:
    return _style(row) if row.attributes.get("customFormat") in ("1", "true") else None


def _style(element: Element) -> int:
    number = element.attributes.get("s", "0")
    return int(number) if number.isdigit() else 0


def _moved(edit: Edit, by: int) -> Edit:
    return Edit(edit.start + by, edit.end + by, edit.text)
