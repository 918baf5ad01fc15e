"""Give a workbook back clean: accepted red turned black, rejected red removed, the rest as it is.

Nothing but the decided cells, their fonts and their texts is touched. Rows keep their numbers: a
row that goes is emptied and not deleted, so that formulas and links elsewhere hold.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple
from xml.parsers.expat import ExpatError

from dashboard.domain.proposals import InkDecision, InkDecisions
from dashboard.errors import CleanCopyError, UnreadableWorkbookError
from dashboard.workbook.cells import Cell
from dashboard.workbook.guard import FileType, file_type
from dashboard.workbook.ink_decisions import decided_cells, settled, settled_pieces
from dashboard.workbook.limits import CellLimits
from dashboard.workbook.marks.cells import WrittenCell, written_cells
from dashboard.workbook.marks.draft import Draft
from dashboard.workbook.marks.fonts import plain_colour
from dashboard.workbook.marks.places import (
    Edit,
    drop_attribute_text,
    elements,
    set_attribute,
    spliced,
)
from dashboard.workbook.marks.strings import GONE, SharedTexts, rewritten_item
from dashboard.workbook.marks.styles import EMPTY_STYLESHEET, StyleMarks
from dashboard.workbook.package import SheetPart, open_workbook_package
from dashboard.workbook.redink import runs_of
from dashboard.workbook.worksheet import read_worksheet


def clean_copy(file_name: str, content: bytes, decisions: InkDecisions) -> bytes:
    """Gives the same .xlsx or .xlsm with its decided ink settled.

    Accepted: red text is written in the colour of the rest, struck text is gone. Rejected: red
    text is gone, struck text is no longer struck. Ink without a decision stays. Every part of
    the package that holds none of it stays byte for byte.

    Raises CleanCopyError whose `reason` is `format` (a workbook of another kind) or
    `shared_formula` (a cell to be emptied holds the formula of cells that stay);
    UnreadableWorkbookError or WorkbookTooLargeError when the file cannot be opened.
    """
    found = file_type(file_name, content)
    if found is not FileType.XLSX:
        raise CleanCopyError(reason="format", file_name=file_name, found=f".{found}")
    try:
        changes = _changes(file_name, content, decisions)
        return _settled(file_name, content, changes) if changes else content
    except (ExpatError, KeyError, ValueError, StopIteration) as error:
        raise UnreadableWorkbookError(reason="damaged", file_name=file_name) from error


class _Change(NamedTuple):
    """One inked cell of a sheet with its decision."""

    sheet: SheetPart
    cell: Cell
    decision: InkDecision

    @property
    def is_emptied(self) -> bool:
        return settled(self.cell, self.decision) is None

    @property
    def has_inked_style(self) -> bool:
        return self.cell.ink.is_red or self.cell.ink.is_struck


class _Edited(NamedTuple):
    """A change with the bytes of its cell, and the shared string that it asks for."""

    change: _Change
    written: WrittenCell
    string_place: int | None
    new_string: bytes | None


def _changes(file_name: str, content: bytes, decisions: InkDecisions) -> list[_Change]:
    """Gives the decided cells of a workbook, read as they are for proposals."""
    package = open_workbook_package(file_name, content)
    limits = CellLimits(file_name)
    sheet_names = {place.sheet_name for place in decisions}
    with package.archive:
        return [
            _Change(part, cell, decision)
            for part in package.sheets
            if part.name in sheet_names
            for cell, decision in decided_cells(read_worksheet(package, part, limits), decisions)
        ]


def _settled(file_name: str, content: bytes, changes: Sequence[_Change]) -> bytes:
    draft = Draft(file_name, content)
    styles_member = draft.book_part("styles")
    stylesheet = EMPTY_STYLESHEET if styles_member is None else draft.read(styles_member)
    colour = plain_colour(stylesheet)
    styles = StyleMarks(stylesheet)
    texts = SharedTexts(draft)
    edited = [
        one
        for sheet in dict.fromkeys(change.sheet for change in changes)
        for one in _edited(draft, [c for c in changes if c.sheet == sheet], texts, colour)
    ]
    places = texts.settle()
    for one in edited:
        place = places.get((one.string_place or 0, one.new_string or GONE))
        xml = _cell_xml(one, styles, colour, place)
        start = one.written.start
        draft.edit(one.change.sheet.member, Edit(start, start + len(one.written.xml), xml))
    if styles_member is not None and any(change.has_inked_style for change in changes):
        draft.edit(styles_member, *styles.edits())
    if any(elements(one.written.xml, ("f",)) for one in edited if one.change.is_emptied):
        _drop_calculation_order(draft)
    return draft.finished(keeps_undo=False)


def _edited(
    draft: Draft, changes: Sequence[_Change], texts: SharedTexts, colour: bytes
) -> Iterator[_Edited]:
    """Gives the changes of one sheet with what the sheet writes, and asks for their strings."""
    content = draft.read(changes[0].sheet.member)
    written = written_cells(content, [change.cell.address for change in changes])
    _check_formulas(draft.file_name, content, [c for c in changes if c.is_emptied])
    for change in changes:
        cell = written[change.cell.address]
        place = _string_place(cell.xml)
        string = None
        if place is not None and change.is_emptied:
            string = GONE
        elif place is not None and change.cell.runs:
            string = _rewritten(texts.item(place), change, colour)
        if place is not None and string is not None:
            texts.want(place, string)
        yield _Edited(change, cell, place, string)


def _cell_xml(one: _Edited, styles: StyleMarks, colour: bytes, string_place: int | None) -> bytes:
    """Gives the <c> element of a cell as its decision leaves it."""
    change, xml, style = one.change, one.written.xml, one.written.style
    cell, *parts = elements(xml, ("c", "v", "is"))
    if change.has_inked_style:
        style = styles.plain(style, colour, was_red=change.cell.ink.is_red)
    if change.is_emptied:
        opening = drop_attribute_text(xml, cell, ("s", "t")).rstrip(b"/>")
        return opening + f' s="{style}"/>'.encode("ascii")
    edits = [set_attribute(xml, cell, "s", str(style))] if change.has_inked_style else []
    for part in parts:
        if part.name == "v" and string_place is not None:
            edits.append(Edit(part.open_end, part.close_start, str(string_place).encode("ascii")))
        elif part.name == "is" and change.cell.runs:
            item = _rewritten(xml[part.start : part.end], change, colour)
            edits.append(Edit(part.start, part.end, item))
    return spliced(xml, edits)[0]


def _rewritten(item: bytes, change: _Change, colour: bytes) -> bytes:
    pieces = settled_pieces(change.cell, change.decision)
    return rewritten_item(item, runs_of(change.cell), pieces, colour)


def _string_place(xml: bytes) -> int | None:
    """Gives the number of the shared string that a cell shows; None where it has its own text."""
    cell, *parts = elements(xml, ("c", "v"))
    if cell.attributes.get("t") != "s" or not parts:
        return None
    return int(xml[parts[0].open_end : parts[0].close_start])


def _check_formulas(file_name: str, content: bytes, emptied: Sequence[_Change]) -> None:
    """Raises CleanCopyError where cells that stay take their formula from one that goes."""
    if not emptied:
        return
    gone = {change.cell.address: change for change in emptied}
    address = ""
    masters: dict[str, _Change] = {}
    followers: list[str] = []
    for element in elements(content, ("c", "f")):
        if element.name == "c":
            address = element.attributes.get("r", "")
        elif element.attributes.get("t") == "shared":
            if address not in gone:
                followers.append(element.attributes.get("si", ""))
            elif "ref" in element.attributes:
                masters[element.attributes.get("si", "")] = gone[address]
    for formula in followers:
        master = masters.get(formula)
        if master is not None:
            raise CleanCopyError(
                reason="shared_formula",
                file_name=file_name,
                sheet_name=master.sheet.name,
                cell=master.cell.address,
            )


def _drop_calculation_order(draft: Draft) -> None:
    """Takes out the list of cells with formulas, which programs make anew when it is not there."""
    for member in draft.related(draft.book, "calcChain"):
        draft.unrelate(draft.book, member)
        draft.remove(member)
