"""Put a sheet before all others of a workbook, or take one away, with all that counts tabs."""

from __future__ import annotations

from dashboard.workbook.marks.draft import Draft
from dashboard.workbook.marks.places import (
    Edit,
    Element,
    ascii_xml,
    elements,
    set_attribute,
)

_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_REFERENCES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def insert_first_sheet(draft: Draft, book: str, name: str, content: bytes) -> None:
    """Adds a worksheet as the first tab. What the person had open stays what opens."""
    member = draft.free_name("xl/worksheets/sheet{}.xml")
    draft.add(member, content, _SHEET_TYPE)
    relation_id = draft.relate(book, "worksheet", member)
    came = draft.read(book)
    found = _counted_by_tab(came)
    sheets = [element for element in found if element.name == "sheet"]
    listed = next(element for element in found if element.name == "sheets")
    number = 1 + max((int(sheet.attributes.get("sheetId", "0")) for sheet in sheets), default=0)
    entry = f"<{listed.prefix}sheet ".encode() + (
        b'name="'
        + ascii_xml(name)
        + f'" sheetId="{number}" xmlns:r="{_REFERENCES}" r:id="{relation_id}"/>'.encode()
    )
    draft.edit(book, Edit(sheets[0].start, sheets[0].start, entry))
    draft.edit(book, *_shifted(came, found, at=0, by=1))
    if not any(element.name == "workbookView" for element in found):
        views = f'<{listed.prefix}bookViews><{listed.prefix}workbookView activeTab="1"/>'
        views += f"</{listed.prefix}bookViews>"
        draft.edit(book, Edit(listed.start, listed.start, views.encode()))


def remove_sheet(draft: Draft, book: str, name: str, member: str) -> None:
    """Takes a worksheet away, with its relationship, its type and the names that belong to it."""
    came = draft.read(book)
    found = _counted_by_tab(came)
    sheets = [element for element in found if element.name == "sheet"]
    place = next(i for i, sheet in enumerate(sheets) if sheet.attributes.get("name") == name)
    draft.edit(book, Edit(sheets[place].start, sheets[place].end, b""))
    draft.edit(book, *_shifted(came, found, at=place, by=-1))
    draft.unrelate(book, member)
    draft.remove(member)


def free_sheet_name(draft: Draft, book: str, wanted: str) -> str:
    """Gives the wanted name, or that with a number where a sheet of the person has it."""
    taken = {
        element.attributes.get("name", "").casefold()
        for element in elements(draft.read(book), ("sheet",))
    }
    name, number = wanted, 2
    while name.casefold() in taken:
        name, number = f"{wanted} {number}", number + 1
    return name


def _counted_by_tab(content: bytes) -> list[Element]:
    return [
        element
        for element in elements(
            content, ("sheets", "sheet", "workbookView", "definedName", "definedNames")
        )
        if element.name != "sheet" or element.parent == "sheets"
    ]


def _shifted(content: bytes, found: list[Element], *, at: int, by: int) -> list[Edit]:
    """Gives the edits of everything that counts tabs, once one came or went at a place."""
    edits = []
    for element in found:
        if element.name == "workbookView":
            active = int(element.attributes.get("activeTab", "0"))
            edits += _set(content, element, "activeTab", _moved(active, at, by))
            first = element.attributes.get("firstSheet", "0")
            if first != "0":
                edits += _set(content, element, "firstSheet", _moved(int(first), at, by))
        elif element.name == "definedName" and "localSheetId" in element.attributes:
            place = int(element.attributes["localSheetId"])
            if by < 0 and place == at:
                edits.append(Edit(element.start, element.end, b""))
            else:
                edits += _set(content, element, "localSheetId", _moved(place, at, by))
    return edits


def _moved(place: int, at: int, by: int) -> int:
    is_after = place >= at if by > 0 else place > at
    return place + by if is_after else place


def _set(content: bytes, element: Element, name: str, value: int) -> list[Edit]:
    if element.attributes.get(name, "0") == str(value):
        return []
    return [set_attribute(content, element, name, str(value))]
