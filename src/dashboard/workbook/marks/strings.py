"""Rewrite a text with runs as decided, alone or among the shared strings of a workbook."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from dashboard.domain.model import InkRun
from dashboard.workbook.marks.draft import Draft
from dashboard.workbook.marks.fonts import without_ink
from dashboard.workbook.marks.places import (
    Edit,
    append_child,
    ascii_xml,
    elements,
    root_of,
    set_attribute,
    spliced,
    with_prefix,
)

# What a cell left empty makes of the string it pointed to.
GONE = b""


def rewritten_item(
    item: bytes, runs: Sequence[InkRun], pieces: Sequence[str], colour: bytes
) -> bytes:
    """Gives an <si> or <is> element with the given piece of each run, none red nor struck.

    Runs keep all else of their fonts; those without a piece go.
    """
    found = elements(item, ("si", "is", "r", "rPr", "t"))
    own = [element for element in found if element.name == "r"]
    if len(own) != len(runs):
        # A text that stands beside its runs: no program writes it, some format may.
        body = found[0]
        text = with_prefix(_text("".join(pieces)), body.prefix)
        return spliced(item, [Edit(body.open_end, body.close_start, text)])[0]
    edits: list[Edit] = []
    for element, run, piece in zip(own, runs, pieces, strict=True):
        if not piece:
            edits.append(Edit(element.start, element.end, b""))
            continue
        for part in (e for e in found if element.start < e.start < element.end):
            if part.name == "t" and piece != run.text:
                text = with_prefix(_text(piece), part.prefix)
                edits.append(Edit(part.start, part.end, text))
            elif part.name == "rPr":
                font = without_ink(item[part.start : part.end], colour, was_red=run.is_red)
                edits.append(Edit(part.start, part.end, font))
    return spliced(item, edits)[0]


class SharedTexts:
    """The shared strings of a workbook, of which some cells now need others.

    A string that only such cells use is rewritten where it stands, so that nothing of what was
    rejected stays behind; one that others use too is left to them.
    """

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._member = draft.book_part("sharedStrings") or ""
        self._content = draft.read(self._member) if self._member else b"<sst/>"
        self._items = [e for e in elements(self._content, ("si",)) if e.parent == "sst"]
        self._wanted: dict[int, Counter[bytes]] = defaultdict(Counter)

    def item(self, place: int) -> bytes:
        """Gives the element of a string."""
        element = self._items[place]
        return self._content[element.start : element.end]

    def want(self, place: int, item: bytes) -> None:
        """Notes that one of the cells with a string is to have another, or none (`GONE`)."""
        self._wanted[place][item] += 1

    def settle(self) -> Mapping[tuple[int, bytes], int]:
        """Notes the edits of the part; gives the new place of each string that was asked for."""
        places: dict[tuple[int, bytes], int] = {}
        use_counts = self._use_counts() if self._wanted else Counter()
        added: list[bytes] = []
        for place, wanted in self._wanted.items():
            is_free = sum(wanted.values()) >= use_counts[place]
            for item in wanted:
                if item == GONE:
                    continue
                if is_free:
                    self._replace(place, item)
                    places[place, item] = place
                    is_free = False
                else:
                    places[place, item] = len(self._items) + len(added)
                    added.append(item)
            if is_free:
                prefix = self._items[place].prefix
                self._replace(place, with_prefix(b"<si><t/></si>", prefix))
        self._append(added)
        return places

    def _replace(self, place: int, item: bytes) -> None:
        element = self._items[place]
        self._draft.edit(self._member, Edit(element.start, element.end, item))

    def _append(self, added: Sequence[bytes]) -> None:
        if not added:
            return
        root = root_of(self._content, "sst")
        self._draft.edit(self._member, append_child(self._content, root, b"".join(added)))
        if "uniqueCount" in root.attributes:
            count = str(len(self._items) + len(added))
            self._draft.edit(self._member, set_attribute(self._content, root, "uniqueCount", count))

    def _use_counts(self) -> Counter[int]:
        """Gives how many cells of the workbook show each string."""
        counts: Counter[int] = Counter()
        for sheet in self._draft.related(self._draft.book, "worksheet"):
            content = self._draft.read(sheet)
            is_shared = False
            for element in elements(content, ("c", "v")):
                if element.name == "c":
                    is_shared = element.attributes.get("t") == "s"
                elif is_shared:
                    counts[int(content[element.open_end : element.close_start])] += 1
        return counts


def _text(text: str) -> bytes:
    return b'<t xml:space="preserve">' + ascii_xml(text) + b"</t>"
