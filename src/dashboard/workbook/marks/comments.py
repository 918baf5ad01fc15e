"""Write our comments beside those that a sheet already has, in all three forms they come in.

A note is text in the comments part and a box in a VML drawing. A threaded comment is kept in a
part of its own, and its note is only a stand-in, so there we answer in the thread.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime

from dashboard.texts.annotations import AUTHOR
from dashboard.workbook.cells import split_address
from dashboard.workbook.marks.draft import Draft
from dashboard.workbook.marks.places import (
    Edit,
    Element,
    append_child,
    ascii_xml,
    elements,
    root_of,
    with_prefix,
)

_SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_REFERENCES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
# What the schema puts after <legacyDrawing> in a worksheet.
_AFTER_DRAWING = (
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
    "AlternateContent",
)
_SHAPE_TYPE = (
    b'<v:shapetype xmlns:v="urn:schemas-microsoft-com:vml" '
    b'xmlns:o="urn:schemas-microsoft-com:office:office" id="_x0000_t202" '
    b'coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    b'<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_SHAPE_NUMBER = re.compile(rb"_x0000_s(\d+)")
_BOX_COLUMNS, _CHARACTERS_PER_LINE = 4, 42
_PERSON_NAMESPACE = uuid.UUID("5c6b1f2e-57f3-4b52-9d52-1f6b0b1f7a10")
PERSON_ID = f"{{{str(uuid.uuid5(_PERSON_NAMESPACE, AUTHOR)).upper()}}}"


def write_comments(
    draft: Draft, book: str, sheet: str, comments: Mapping[str, str], written_at: datetime
) -> None:
    """Adds one comment per cell address to a sheet; those of other people stay as they are."""
    threaded = _answered(draft, book, sheet, comments, written_at)
    rest = {cell: text for cell, text in comments.items() if cell not in threaded}
    if not rest:
        return
    part = next(iter(draft.related(sheet, "comments")), None)
    if part is None:
        new = rest
        _add_comments_part(draft, sheet, rest)
    else:
        new = _extend_comments_part(draft, part, rest)
    if new:
        _draw_boxes(draft, sheet, new)


def _add_comments_part(draft: Draft, sheet: str, comments: Mapping[str, str]) -> None:
    member = draft.free_name("xl/comments{}.xml")
    listed = b"".join(_comment(cell, text, 0) for cell, text in comments.items())
    content = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<comments xmlns="{_SHEETS}">'
        f"<authors><author>{AUTHOR}</author></authors><commentList>"
    ).encode("ascii")
    draft.add(member, content + listed + b"</commentList></comments>", _COMMENTS_TYPE)
    draft.relate(sheet, "comments", member)


def _extend_comments_part(draft: Draft, part: str, comments: Mapping[str, str]) -> dict[str, str]:
    """Adds to an existing part; gives the comments that are new and so need a box."""
    content = draft.read(part)
    found = elements(content, ("authors", "author", "commentList", "comment", "text", "t", "r"))
    by_cell = {e.attributes.get("ref", ""): e for e in found if e.name == "comment"}
    new = {cell: text for cell, text in comments.items() if cell not in by_cell}
    for cell, text in comments.items():
        if cell in by_cell:
            _append_to_comment(draft, part, found, by_cell[cell], text)
    authors = next(element for element in found if element.name == "authors")
    listed = next(element for element in found if element.name == "commentList")
    author_id = sum(element.name == "author" for element in found)
    if new:
        entry = with_prefix(f"<author>{AUTHOR}</author>".encode("ascii"), authors.prefix)
        draft.edit(part, append_child(content, authors, entry))
        texts = b"".join(_comment(cell, text, author_id) for cell, text in new.items())
        draft.edit(part, append_child(content, listed, with_prefix(texts, listed.prefix)))
    return new


def _append_to_comment(
    draft: Draft, part: str, found: list[Element], comment: Element, text: str
) -> None:
    inside = [e for e in found if comment.start < e.start < comment.end]
    body = next((e for e in inside if e.name == "text"), None)
    if body is None:
        return
    for bare in inside:
        if bare.name == "t" and bare.parent == "text":
            # A bare text and a run may not stand side by side.
            draft.edit(
                part,
                Edit(bare.start, bare.start, with_prefix(b"<r>", body.prefix)),
                Edit(bare.end, bare.end, with_prefix(b"</r>", body.prefix)),
            )
    run = b"<r>" + _text(f"\n\n{text}") + b"</r>"
    draft.edit(part, append_child(draft.read(part), body, with_prefix(run, body.prefix)))


def _comment(cell: str, text: str, author_id: int) -> bytes:
    opening = f'<comment ref="{cell}" authorId="{author_id}" shapeId="0"><text>'.encode("ascii")
    return opening + _text(text) + b"</text></comment>"


def _text(text: str) -> bytes:
    return b'<t xml:space="preserve">' + ascii_xml(text) + b"</t>"


def _draw_boxes(draft: Draft, sheet: str, comments: Mapping[str, str]) -> None:
    """Adds the box of each new comment to the sheet's VML drawing, or to a new one."""
    names = ("worksheet", "sheetData", "legacyDrawing", *_AFTER_DRAWING)
    found = elements(draft.read(sheet), names)
    drawing = next((e for e in found if e.name == "legacyDrawing"), None)
    member = "" if drawing is None else _target_of(draft, sheet, drawing)
    if member in draft:
        came = draft.read_raw(member)
        end = came.rfind(b"</xml>")
        first = 1 + max((int(n) for n in _SHAPE_NUMBER.findall(came)), default=1024)
        if end >= 0:
            shape = b"" if b'"_x0000_t202"' in came else _SHAPE_TYPE
            draft.edit(member, Edit(end, end, shape + _boxes(comments, first)))
        return
    member = draft.free_name("xl/drawings/vmlDrawing{}.vml")
    draft.add(member, _new_drawing(comments), _VML_TYPE)
    relation_id = draft.relate(sheet, "vmlDrawing", member)
    _refer_to_drawing(draft, sheet, found, relation_id)


def _refer_to_drawing(draft: Draft, sheet: str, found: Sequence[Element], relation_id: str) -> None:
    root = next(element for element in found if element.name == "worksheet")
    reference = with_prefix(b"<legacyDrawing ", root.prefix)
    reference += f'xmlns:r="{_REFERENCES}" r:id="{relation_id}"/>'.encode("ascii")
    data_end = max(element.end for element in found if element.name == "sheetData")
    later = [
        element.start
        for element in found
        if element.name in _AFTER_DRAWING
        and element.parent == "worksheet"
        and element.start >= data_end
    ]
    if later:
        draft.edit(sheet, Edit(later[0], later[0], reference))
    else:
        draft.edit(sheet, append_child(draft.read(sheet), root, reference))


def _target_of(draft: Draft, sheet: str, drawing: Element) -> str:
    wanted = next((v for k, v in drawing.attributes.items() if k.endswith(":id")), "")
    targets = {relation["Id"]: relation["Member"] for relation in draft.relations(sheet)}
    return targets.get(wanted, "")


def _new_drawing(comments: Mapping[str, str]) -> bytes:
    return (
        b'<xml xmlns:v="urn:schemas-microsoft-com:vml" '
        b'xmlns:o="urn:schemas-microsoft-com:office:office" '
        b'xmlns:x="urn:schemas-microsoft-com:office:excel">'
        b'<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout>'
        + _SHAPE_TYPE
        + _boxes(comments, 1025)
        + b"</xml>"
    )


def _boxes(comments: Mapping[str, str], first_number: int) -> bytes:
    return b"".join(
        _box(cell, text, number)
        for number, (cell, text) in enumerate(comments.items(), start=first_number)
    )


def _box(cell: str, text: str, number: int) -> bytes:
    row, column = split_address(cell)
    lines = sum(1 + len(line) // _CHARACTERS_PER_LINE for line in text.split("\n"))
    top = max(0, row - 2)
    anchor = f"{column}, 15, {top}, 4, {column + _BOX_COLUMNS}, 15, {top + lines + 1}, 4"
    return (
        '<v:shape xmlns:v="urn:schemas-microsoft-com:vml" '
        'xmlns:o="urn:schemas-microsoft-com:office:office" '
        'xmlns:x="urn:schemas-microsoft-com:office:excel" '
        f'id="_x0000_s{number}" type="#_x0000_t202" style="position:absolute;'
        "margin-left:60pt;margin-top:2pt;width:220pt;height:"
        f'{15 * (lines + 1)}pt;z-index:{number};visibility:hidden" fillcolor="#fff8d6" '
        'o:insetmode="auto"><v:fill color2="#fff8d6"/><v:shadow color="black" obscured="t"/>'
        '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto">'
        '<div style="text-align:left"></div></v:textbox><x:ClientData ObjectType="Note">'
        f"<x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor>"
        f"<x:AutoFill>False</x:AutoFill><x:Row>{row - 1}</x:Row><x:Column>{column - 1}</x:Column>"
        "</x:ClientData></v:shape>"
    ).encode("ascii")


def _answered(
    draft: Draft, book: str, sheet: str, comments: Mapping[str, str], written_at: datetime
) -> set[str]:
    """Answers in the threads of the cells that have one; gives those cells."""
    part = next(iter(draft.related(sheet, "threadedComment")), None)
    people = next(iter(draft.related(book, "person")), None)
    if part is None or people is None:
        return set()
    content = draft.read(part)
    roots = {
        element.attributes.get("ref", ""): element
        for element in elements(content, ("threadedComment",))
        if "parentId" not in element.attributes
    }
    answers = {cell: text for cell, text in comments.items() if cell in roots}
    if not answers:
        return set()
    whole = root_of(content, "ThreadedComments")
    text = b"".join(_answer(roots[c], c, answer, written_at) for c, answer in answers.items())
    draft.edit(part, append_child(content, whole, with_prefix(text, whole.prefix)))
    _introduce_ourselves(draft, people)
    return set(answers)


def _answer(root: Element, cell: str, text: str, written_at: datetime) -> bytes:
    thread = root.attributes.get("id", "")
    answer_id = str(uuid.uuid5(_PERSON_NAMESPACE, f"{thread} {text}")).upper()
    return (
        f'<threadedComment ref="{cell}" dT="{written_at:%Y-%m-%dT%H:%M:%S}.00" '
        f'personId="{PERSON_ID}" id="{{{answer_id}}}" parentId="{thread}"><text>'
    ).encode("ascii") + (ascii_xml(text) + b"</text></threadedComment>")


def _introduce_ourselves(draft: Draft, people: str) -> None:
    content = draft.read(people)
    known = {person.attributes.get("id") for person in elements(content, ("person",))}
    if draft.is_edited(people) or PERSON_ID in known:
        return
    root = root_of(content, "personList")
    person = (
        f'<person displayName="{AUTHOR}" id="{PERSON_ID}" userId="{AUTHOR}" providerId="None"/>'
    )
    draft.edit(people, append_child(content, root, with_prefix(person.encode(), root.prefix)))
