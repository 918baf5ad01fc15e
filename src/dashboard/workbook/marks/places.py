"""Find where elements stand in the bytes of an XML part, so that a change touches nothing else."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.parsers import expat

_NAME = re.compile(rb"<[^\s/>]+")
_ATTRIBUTE = re.compile(rb"\s+([^\s=]+)\s*=\s*(\"[^\"]*\"|'[^']*')")


@dataclass(slots=True)
class Element:
    """An element: where its tags are, its local name, and the prefix that its writer uses.

    `close_start` is where the closing tag begins; for `<a/>` it equals `open_end`, and `end` too.
    """

    name: str
    prefix: str
    parent: str
    attributes: dict[str, str]
    start: int
    open_end: int
    close_start: int = 0
    end: int = 0
    is_empty: bool = False


class Edit(NamedTuple):
    """Bytes `start` to `end` of a part become `text`."""

    start: int
    end: int
    text: bytes


@dataclass(slots=True)
class _Walk:
    """Collects the elements asked for while expat reads; knows namespaces only as prefixes."""

    content: bytes
    wanted: Collection[str]
    found: list[Element] = field(default_factory=list)
    path: list[str] = field(default_factory=list)
    opened: list[Element | None] = field(default_factory=list)

    def run(self) -> list[Element]:
        parser = expat.ParserCreate()
        parser.StartElementHandler = lambda name, attributes: self._start(
            parser.CurrentByteIndex, name, attributes
        )
        parser.EndElementHandler = lambda _: self._end(parser.CurrentByteIndex)
        parser.Parse(self.content, True)
        return self.found

    def _start(self, place: int, tag: str, attributes: dict[str, str]) -> None:
        prefix, colon, name = tag.rpartition(":")
        element = None
        if name in self.wanted:
            open_end = tag_end(self.content, place)
            parent = self.path[-1] if self.path else ""
            element = Element(name, prefix + colon, parent, attributes, place, open_end)
            self.found.append(element)
        self.path.append(name)
        self.opened.append(element)

    def _end(self, place: int) -> None:
        self.path.pop()
        element = self.opened.pop()
        if element is None:
            return
        element.is_empty = self.content.endswith(b"/>", 0, element.open_end)
        if element.is_empty:
            element.close_start = element.end = element.open_end
        else:
            element.close_start = place
            element.end = self.content.index(b">", place) + 1


def elements(content: bytes, wanted: Collection[str]) -> list[Element]:
    """Gives the elements with these local names, in the order in which they begin.

    Raises xml.parsers.expat.ExpatError when the part is not well-formed.
    """
    return _Walk(content, wanted).run()


def root_of(content: bytes, name: str) -> Element:
    """Gives the outermost element. Raises KeyError when its name is another."""
    for element in elements(content, (name,)):
        if not element.parent:
            return element
    raise KeyError(name)


def tag_end(content: bytes, start: int) -> int:
    """Gives where the opening tag that begins at `start` is over; ">" may stand in quotes."""
    name = _NAME.match(content, start)
    place = start if name is None else name.end()
    while (attribute := _ATTRIBUTE.match(content, place)) is not None:
        place = attribute.end()
    return content.index(b">", place) + 1


def set_attribute(content: bytes, element: Element, name: str, value: str) -> Edit:
    """Gives the edit that sets one attribute of an opening tag, or adds it."""
    found = _NAME.match(content, element.start)
    place = first = element.start if found is None else found.end()
    while (attribute := _ATTRIBUTE.match(content, place)) is not None:
        if attribute[1] == name.encode():
            return Edit(attribute.start(2), attribute.end(2), f'"{value}"'.encode("ascii"))
        place = attribute.end()
    return Edit(first, first, f' {name}="{value}"'.encode("ascii"))


def drop_attribute_text(content: bytes, element: Element, names: Collection[str]) -> bytes:
    """Gives the opening tag of an element without these attributes."""
    found = _NAME.match(content, element.start)
    place = element.start if found is None else found.end()
    kept = [content[element.start : place]]
    while (attribute := _ATTRIBUTE.match(content, place)) is not None:
        if attribute[1].decode() not in names:
            kept.append(attribute[0])
        place = attribute.end()
    return b"".join([*kept, content[place : element.open_end]])


def append_child(content: bytes, element: Element, text: bytes) -> Edit:
    """Gives the edit that makes `text` the last thing inside an element."""
    if not element.is_empty:
        return Edit(element.close_start, element.close_start, text)
    tag = f"{element.prefix}{element.name}".encode()
    slash = content.rindex(b"/", element.start, element.open_end)
    return Edit(slash, element.open_end, b">" + text + b"</" + tag + b">")


def spliced(content: bytes, edits: Sequence[Edit]) -> tuple[bytes, list[Edit]]:
    """Gives the content with the edits made, and the edits that undo them.

    Edits must not overlap; those at one place keep their order. Raises ValueError otherwise.
    """
    pieces: list[bytes] = []
    undo: list[Edit] = []
    done = length = 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        if not done <= edit.start <= edit.end <= len(content):
            raise ValueError(edit)
        pieces += (content[done : edit.start], edit.text)
        length += edit.start - done
        undo.append(Edit(length, length + len(edit.text), content[edit.start : edit.end]))
        length += len(edit.text)
        done = edit.end
    pieces.append(content[done:])
    return b"".join(pieces), undo


def with_prefix(xml: bytes, prefix: str) -> bytes:
    """Gives plain XML of our own with the namespace prefix that the part uses."""
    if not prefix:
        return xml
    return re.sub(rb"<(/?)(?=[A-Za-z])", b"<\\1" + prefix.encode("ascii"), xml)


def ascii_xml(text: str) -> bytes:
    """Gives a text escaped for XML, in ASCII: right in whatever encoding the part is written."""
    for sign, escape in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        text = text.replace(sign, escape)
    plain = "".join(sign for sign in text if sign in "\t\n" or sign >= " ")
    return plain.encode("ascii", "xmlcharrefreplace")
