"""Read what people wrote beside cells: notes and threaded comments of an .xlsx."""

from __future__ import annotations

import posixpath
from typing import NamedTuple
from xml.etree import ElementTree as ET

from dashboard.errors import UnreadableWorkbookError
from dashboard.texts.annotations import COMMENT_START
from dashboard.workbook.cells import CellComment, split_address
from dashboard.workbook.package import Package, clean_text, local_name

_COMMENTS, _THREADED = "comments", "threadedComment"


class _Relation(NamedTuple):
    kind: str
    member: str


def read_comments(package: Package, sheet: str) -> dict[tuple[int, int], CellComment]:
    """Gives the comments of a sheet by row and column; those of this program are left out.

    Of a thread all answers are given, each on its line, under the name of who began it. Raises
    UnreadableWorkbookError for broken XML.
    """
    try:
        relations = _relations(package, sheet)
        notes: dict[tuple[int, int], CellComment] = {}
        for relation in relations:
            if relation.kind == _COMMENTS:
                notes |= _notes(package, relation.member)
        # The note of a thread only stands in for it.
        for relation in relations:
            if relation.kind == _THREADED:
                notes |= _threads(package, relation.member)
    except (ET.ParseError, ValueError) as error:
        raise UnreadableWorkbookError(reason="damaged", file_name=package.file_name) from error
    return notes


def person_comment(author: str, text: str) -> CellComment | None:
    """Gives a comment without what this program added to it; None where nothing is left."""
    own = text.partition(COMMENT_START)[0].strip()
    # A spreadsheet program heads a note with the name of its author.
    own = own.removeprefix(f"{author}:").strip() if author else own
    return CellComment(author.strip() or None, own) if own else None


def _relations(package: Package, part: str) -> list[_Relation]:
    folder, base = posixpath.split(part)
    member = posixpath.join(folder, "_rels", f"{base}.rels")
    names = package.archive.namelist()
    if member not in names:
        return []
    found = []
    for relation in ET.fromstring(package.xml_of(member)):  # noqa: S314 - no DTD
        target = relation.get("Target", "")
        path = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
        kind = relation.get("Type", "").rpartition("/")[2]
        found.append(_Relation(kind, posixpath.normpath(path)))
    return [relation for relation in found if relation.member in names]


def _notes(package: Package, member: str) -> dict[tuple[int, int], CellComment]:
    root = ET.fromstring(package.xml_of(member))  # noqa: S314 - no DTD
    authors = [part.text or "" for part in root.iter() if local_name(part) == "author"]
    notes = {}
    for note in root.iter():
        if local_name(note) != "comment":
            continue
        number = note.get("authorId", "")
        is_known = number.isdigit() and int(number) < len(authors)
        text = "".join(part.text or "" for part in note.iter() if local_name(part) == "t")
        found = person_comment(authors[int(number)] if is_known else "", clean_text(text))
        if found is not None:
            notes[split_address(note.get("ref", ""))] = found
    return notes


def _threads(package: Package, member: str) -> dict[tuple[int, int], CellComment]:
    people = _people(package)
    threads: dict[tuple[int, int], CellComment] = {}
    for answer in ET.fromstring(package.xml_of(member)):  # noqa: S314 - no DTD
        place = split_address(answer.get("ref", ""))
        text = "".join(part.text or "" for part in answer if local_name(part) == "text")
        found = person_comment(people.get(answer.get("personId", ""), ""), clean_text(text))
        if found is None:
            continue
        begun = threads.get(place)
        threads[place] = (
            found if begun is None else CellComment(begun.author, f"{begun.text}\n{found.text}")
        )
    return threads


def _people(package: Package) -> dict[str, str]:
    """Gives the names of those who comment in threads, by id."""
    members = [name for name in package.archive.namelist() if "/persons/" in f"/{name}"]
    return {
        person.get("id", ""): person.get("displayName", "")
        for member in members
        if member.endswith(".xml")
        for person in ET.fromstring(package.xml_of(member))  # noqa: S314 - no DTD
    }
