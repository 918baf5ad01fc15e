"""A changed copy of an .xlsx in the making: edits by part, new parts, relationships, types.

Parts that nobody edits are carried over byte for byte. The undo record that `finished` leaves in
the package gives back the very parts that were there before, as long as no program saved the
file in between.
"""

from __future__ import annotations

import base64
import hashlib
import io
import json
import posixpath
import zipfile
import zlib
from collections import defaultdict
from typing import Any

from dashboard.errors import UnreadableWorkbookError
from dashboard.workbook.guard import open_package, read_member
from dashboard.workbook.marks.places import (
    Edit,
    Element,
    append_child,
    ascii_xml,
    elements,
    root_of,
    spliced,
)

XML_HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
CONTENT_TYPES = "[Content_Types].xml"
# Custom XML is the one place where office programs keep what they do not know.
UNDO_MEMBER = "customXml/cruscottoPiao.xml"
UNDO_NAMESPACE = "urn:cruscotto-piao:undo"
_OFFICE_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
_STRICT = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
_MAX_UNDO_BYTES = 64 * 1024 * 1024


class Draft:
    """The parts of a package, with what is to become of them."""

    def __init__(self, file_name: str, content: bytes) -> None:
        self.file_name = file_name
        self._content = content
        self._archive = open_package(file_name, content)
        self._members = {member.filename: member for member in self._archive.infolist()}
        self._edits: dict[str, list[Edit]] = defaultdict(list)
        self._relations: dict[str, list[bytes]] = defaultdict(list)
        self._types: list[bytes] = []
        self._added: dict[str, bytes] = {}
        self._removed: set[str] = set()

    def __contains__(self, member: str) -> bool:
        return member in self._members or member in self._added

    @property
    def book(self) -> str:
        """The part that lists the sheets."""
        named = self.related("", "officeDocument")
        if named:
            return named[0]
        return next(name for name in self._members if name.endswith("workbook.xml"))

    def read(self, member: str) -> bytes:
        """Gives an XML part as it came, checked as when the workbook is read."""
        return read_member(self.file_name, self._archive, member)

    def read_raw(self, member: str) -> bytes:
        """Gives any part as it came."""
        return self._archive.read(member)

    def edit(self, member: str, *edits: Edit) -> None:
        """Notes edits of a part that the package came with."""
        self._edits[member] += edits

    @property
    def is_strict(self) -> bool:
        """Whether the workbook is of the strict kind, with namespaces of its own."""
        return _STRICT in self.read(self.book)

    @property
    def change_count(self) -> int:
        """How many changes were noted so far."""
        return sum(map(len, self._edits.values())) + len(self._added) + len(self._removed)

    def is_edited(self, member: str) -> bool:
        """Says whether edits of a part were noted already."""
        return bool(self._edits.get(member))

    def add(self, member: str, content: bytes, content_type: str) -> None:
        """Notes a new part with its content type."""
        self._added[member] = content
        self._types.append(
            f'<Override PartName="/{member}" ContentType="{content_type}"/>'.encode("ascii")
        )

    def remove(self, member: str) -> None:
        """Notes that a part goes, with its relationships and its content type."""
        self._removed |= {member, relations_of(member)}
        part_name = f"/{member}"
        for override in elements(self.read(CONTENT_TYPES), ("Override",)):
            if override.attributes.get("PartName") == part_name:
                self.edit(CONTENT_TYPES, Edit(override.start, override.end, b""))

    def free_name(self, pattern: str) -> str:
        """Gives the first name that no part has, of those that `pattern` makes of 1, 2, 3…"""
        taken = {name.lower() for name in (*self._members, *self._added)}
        number = 1
        while pattern.format(number).lower() in taken:
            number += 1
        return pattern.format(number)

    def relate(self, source: str, kind: str, target: str) -> str:
        """Notes a relationship from one part to another, and gives its id."""
        number = 1 + len(self._relations[source])
        taken = {relation["Id"] for relation in self.relations(source)}
        while f"rIdPiao{number}" in taken:
            number += 1
        relation_id = f"rIdPiao{number}"
        type_name = kind if "://" in kind else _OFFICE_TYPES + kind
        self._relations[source].append(
            f'Relationship Id="{relation_id}" Type="{type_name}" '.encode("ascii")
            + b'Target="'
            + ascii_xml(f"/{target}")
            + b'"/>'
        )
        return relation_id

    def relations(self, source: str) -> list[dict[str, str]]:
        """Gives Id, Type, Target and the resolved part (`Member`) of each relationship."""
        member = relations_of(source)
        if member not in self._members:
            return []
        folder = posixpath.dirname(source)
        return [
            {"Id": "", "Target": "", **found.attributes, "Member": _resolved(folder, found)}
            for found in elements(self.read(member), ("Relationship",))
        ]

    def related(self, source: str, kind: str) -> list[str]:
        """Gives the parts that a part refers to with relationships of one kind."""
        return [
            relation["Member"]
            for relation in self.relations(source)
            if relation.get("Type", "").rpartition("/")[2] == kind
            and relation["Member"] in self._members
        ]

    def book_part(self, kind: str) -> str | None:
        """Gives the workbook's part of a kind: the one it refers to, else that of the usual name.

        `kind` is `styles` or `sharedStrings`: as the reader finds them.
        """
        usual = posixpath.join(posixpath.dirname(self.book), f"{kind}.xml")
        named = self.related(self.book, kind)
        return named[0] if named else usual if usual in self._members else None

    def unrelate(self, source: str, target: str) -> None:
        """Notes that the relationships from one part to another go."""
        member = relations_of(source)
        folder = posixpath.dirname(source)
        for found in elements(self.read(member), ("Relationship",)):
            if _resolved(folder, found) == target:
                self.edit(member, Edit(found.start, found.end, b""))

    def finished(self, *, keeps_undo: bool) -> bytes:
        """Gives the changed package, with or without a record of how to undo the changes."""
        if keeps_undo:
            self.relate(self.book, "customXml", UNDO_MEMBER)
            self.add(UNDO_MEMBER, b"", "application/xml")
        self._settle_relations()
        self._settle_types()
        changed: dict[str, bytes] = {}
        undo: dict[str, object] = {}
        for member, edits in self._edits.items():
            if member in self._removed or not edits:
                continue
            changed[member], back = spliced(self.read_raw(member), edits)
            undo[member] = {
                "sha256": hashlib.sha256(changed[member]).hexdigest(),
                "edits": [(edit.start, edit.end, edit.text.decode("latin-1")) for edit in back],
            }
        if keeps_undo:
            record = {"added": sorted(self._added), "parts": undo}
            self._added[UNDO_MEMBER] = _packed(record)
        return self._written(changed)

    def _settle_relations(self) -> None:
        for source, relations in self._relations.items():
            member = relations_of(source)
            if member in self._members:
                content = self.read(member)
                root = root_of(content, "Relationships")
                opening = b"<" + root.prefix.encode("ascii")
                text = b"".join(opening + relation for relation in relations)
                self.edit(member, append_child(content, root, text))
            else:
                text = b"".join(b"<" + relation for relation in relations)
                opening = f'<Relationships xmlns="{_PACKAGE}relationships">'.encode("ascii")
                self._added[member] = XML_HEAD + opening + text + b"</Relationships>"

    def _settle_types(self) -> None:
        content = self.read(CONTENT_TYPES)
        root = root_of(content, "Types")
        opening = b"<" + root.prefix.encode("ascii")
        defaults = {
            element.attributes.get("Extension", "").lower()
            for element in elements(content, ("Default",))
        }
        types = list(self._types)
        if "rels" not in defaults:
            types.append(
                b'<Default Extension="rels" ContentType="'
                b'application/vnd.openxmlformats-package.relationships+xml"/>'
            )
        text = b"".join(opening + entry.removeprefix(b"<") for entry in types)
        if text:
            self.edit(CONTENT_TYPES, append_child(content, root, text))

    def _written(self, changed: dict[str, bytes]) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as copy:
            for name, member in self._members.items():
                if name not in self._removed:
                    part = changed.get(name)
                    copy.writestr(member, self.read_raw(name) if part is None else part)
            for name, content in self._added.items():
                # A fixed date: the same file and issues give the same bytes.
                copy.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
        return out.getvalue()


def undone(file_name: str, content: bytes) -> bytes | None:
    """Gives the file as it was before it was marked; None where that cannot be done exactly.

    It can when every part that the marking changed still is what the marking made of it, which
    no longer holds once a spreadsheet program saved the file.
    """
    with open_package(file_name, content) as archive:
        names = set(archive.namelist())
        if UNDO_MEMBER not in names:
            return None
        try:
            record = _unpacked(read_member(file_name, archive, UNDO_MEMBER))
            restored = {}
            for member, part in record["parts"].items():
                marked = archive.read(member)
                if hashlib.sha256(marked).hexdigest() != part["sha256"]:
                    return None
                edits = [Edit(int(a), int(b), t.encode("latin-1")) for a, b, t in part["edits"]]
                restored[member] = spliced(marked, edits)[0]
            added = set(record["added"])
        except (KeyError, ValueError, TypeError, zlib.error) as error:
            raise UnreadableWorkbookError(reason="damaged", file_name=file_name) from error
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as copy:
            for info in archive.infolist():
                if info.filename not in added:
                    before = restored.get(info.filename)
                    copy.writestr(info, archive.read(info.filename) if before is None else before)
    return out.getvalue()


def relations_of(member: str) -> str:
    """Gives the name of the part that holds the relationships of a part."""
    folder, base = posixpath.split(member)
    return posixpath.join(folder, "_rels", f"{base}.rels")


def _resolved(folder: str, relation: Element) -> str:
    if relation.attributes.get("TargetMode") == "External":
        return ""
    target = relation.attributes.get("Target", "")
    path = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
    return posixpath.normpath(path)


def _packed(record: object) -> bytes:
    packed = base64.b64encode(zlib.compress(json.dumps(record).encode("ascii"), 9))
    return f'<undo xmlns="{UNDO_NAMESPACE}">'.encode("ascii") + packed + b"</undo>"


def _unpacked(content: bytes) -> dict[str, Any]:
    packed = content[content.index(b">") + 1 : content.rindex(b"</")]
    reader = zlib.decompressobj()
    text = reader.decompress(base64.b64decode(packed, validate=True), _MAX_UNDO_BYTES)
    if reader.unconsumed_tail:
        raise ValueError("undo record too large")
    record = json.loads(text)
    if not isinstance(record, dict):
        raise TypeError(type(record))
    return record
