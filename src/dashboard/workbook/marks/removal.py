"""Take our marks out of a workbook again, also after a spreadsheet program saved it."""

from __future__ import annotations

import re

from dashboard.texts.annotations import COMMENT_START, LIST_SHEET_NAME
from dashboard.workbook.cells import Grid, split_address
from dashboard.workbook.limits import CellLimits
from dashboard.workbook.marks.book import remove_sheet
from dashboard.workbook.marks.comments import PERSON_ID
from dashboard.workbook.marks.draft import UNDO_NAMESPACE, Draft, undone
from dashboard.workbook.marks.issue_list import is_issue_list, legend_of
from dashboard.workbook.marks.places import Edit, Element, elements
from dashboard.workbook.marks.styles import restored_fills
from dashboard.workbook.package import SheetPart, open_workbook_package
from dashboard.workbook.worksheet import read_worksheet

# Not parsed: office programs leave HTML in the drawing that is not well-formed.
_BOX = re.compile(rb"<([\w.-]+:)shape\s.*?</\1shape>", re.DOTALL)
_BOX_ROW = re.compile(rb"<[\w.-]+:Row>\s*(\d+)\s*</")
_BOX_COLUMN = re.compile(rb"<[\w.-]+:Column>\s*(\d+)\s*</")


def without_marks(file_name: str, content: bytes) -> bytes:
    """Gives the workbook without the marks of an earlier round.

    The very parts of before where nobody saved the file since; else the list, our comments and
    our fills are looked for and taken out. A file without marks comes back as it is.
    """
    exact = undone(file_name, content)
    if exact is not None:
        return exact
    draft = Draft(file_name, content)
    parts, lists = _sheets(file_name, content)
    legend: dict[str, str] = {}
    for _, grid in lists:
        legend |= legend_of(grid)
    for member in draft.related(draft.book, "styles"):
        draft.edit(member, *restored_fills(draft.read(member), legend))
    for part in parts:
        _remove_comments(draft, part.member)
        _remove_answers(draft, part.member)
    # A workbook must keep a sheet, and more than one list is more than one round too many.
    for part, _ in lists[:1] if len(parts) > len(lists) else ():
        remove_sheet(draft, draft.book, part.name, part.member)
    _remove_undo_record(draft)
    return content if draft.change_count == 0 else draft.finished(keeps_undo=False)


def _sheets(file_name: str, content: bytes) -> tuple[list[SheetPart], list[tuple[SheetPart, Grid]]]:
    """Gives all sheets, and those that are lists of issues with what they hold."""
    package = open_workbook_package(file_name, content)
    limits = CellLimits(file_name)
    with package.archive:
        named = [part for part in package.sheets if part.name.startswith(LIST_SHEET_NAME)]
        read = [(part, read_worksheet(package, part, limits)) for part in named]
    return package.sheets, [(part, grid) for part, grid in read if is_issue_list(grid)]


def _remove_comments(draft: Draft, sheet: str) -> None:
    for part in draft.related(sheet, "comments"):
        content = draft.read(part)
        found = elements(content, ("comment", "r", "t"))
        comments = [element for element in found if element.name == "comment"]
        ours = []
        for comment in comments:
            inside = [e for e in found if comment.start < e.start < comment.end]
            if _text_of(content, inside).lstrip().startswith(COMMENT_START):
                ours.append(comment)
            else:
                draft.edit(part, *_without_our_text(content, inside))
        if ours and len(ours) == len(comments):
            draft.unrelate(sheet, part)
            draft.remove(part)
        else:
            draft.edit(part, *(Edit(comment.start, comment.end, b"") for comment in ours))
        if ours:
            _remove_boxes(draft, sheet, {comment.attributes.get("ref", "") for comment in ours})


def _without_our_text(content: bytes, inside: list[Element]) -> list[Edit]:
    """Gives the edits that take our words off the end of another person's comment."""
    edits: list[Edit] = []
    for text in inside:
        place = content.find(COMMENT_START.encode("ascii"), text.open_end, text.close_start)
        if text.name != "t" or place < 0:
            continue
        kept = content[text.open_end : place].replace(b"&#10;", b"\n").rstrip()
        run = next((r for r in inside if r.name == "r" and r.start < text.start < r.end), None)
        if run is not None and not kept:
            edits.append(Edit(run.start, run.end, b""))
        else:
            edits.append(Edit(text.open_end + len(kept), text.close_start, b""))
    return edits


def _remove_boxes(draft: Draft, sheet: str, cells: set[str]) -> None:
    places = {split_address(cell) for cell in cells}
    for member in draft.related(sheet, "vmlDrawing"):
        content = draft.read_raw(member)
        boxes = list(_BOX.finditer(content))
        ours = [box for box in boxes if _place_of(box[0]) in places]
        if ours and len(ours) == len(boxes):
            _remove_drawing(draft, sheet, member)
        else:
            draft.edit(member, *(Edit(box.start(), box.end(), b"") for box in ours))


def _remove_drawing(draft: Draft, sheet: str, member: str) -> None:
    ids = {r["Id"] for r in draft.relations(sheet) if r["Member"] == member}
    for element in elements(draft.read(sheet), ("legacyDrawing",)):
        if any(name.endswith(":id") and v in ids for name, v in element.attributes.items()):
            draft.edit(sheet, Edit(element.start, element.end, b""))
    draft.unrelate(sheet, member)
    draft.remove(member)


def _place_of(box: bytes) -> tuple[int, int] | None:
    row, column = _BOX_ROW.search(box), _BOX_COLUMN.search(box)
    return None if row is None or column is None else (int(row[1]) + 1, int(column[1]) + 1)


def _remove_answers(draft: Draft, sheet: str) -> None:
    for part in draft.related(sheet, "threadedComment"):
        for answer in elements(draft.read(part), ("threadedComment",)):
            if answer.attributes.get("personId") == PERSON_ID:
                draft.edit(part, Edit(answer.start, answer.end, b""))


def _remove_undo_record(draft: Draft) -> None:
    # Found by what it holds: office programs give custom XML names of their own.
    for member in draft.related(draft.book, "customXml"):
        if UNDO_NAMESPACE.encode("ascii") in draft.read_raw(member):
            draft.unrelate(draft.book, member)
            for properties in draft.related(member, "customXmlProps"):
                draft.remove(properties)
            draft.remove(member)


def _text_of(content: bytes, inside: list[Element]) -> str:
    texts = (content[e.open_end : e.close_start] for e in inside if e.name == "t")
    return b"".join(texts).replace(b"&#10;", b"\n").decode("utf-8", "replace")
