"""Cut the rows that hold nothing out of a worksheet's XML, at the speed of a text search.

A person who paints whole columns leaves a million formatted rows behind; building an element for
each of them takes seconds, finding the few that are filled takes milliseconds.
"""

from __future__ import annotations

from collections.abc import Iterator

_DATA_START, _DATA_END = b"<sheetData>", b"</sheetData>"
_ROW, _ROW_END, _CELL_END = b"<row ", b"</row>", b"</c>"
_CANNOT_BE_SEARCHED = (b"<!--", b"<![CDATA[")


def without_empty_rows(content: bytes) -> bytes:
    """Gives the same worksheet without the rows in which every cell is empty.

    Unchanged where its XML is written in a way that a text search could misread: prefixes,
    comments, rows that do not say their number.
    """
    start, end = content.find(_DATA_START), content.rfind(_DATA_END)
    if start < 0 or end < start or any(sign in content for sign in _CANNOT_BE_SEARCHED):
        return content
    start += len(_DATA_START)
    if not content.startswith(b'<row r="', content.find(b"<row", start, end)):
        return content
    return b"".join((content[:start], *_filled(content, start, end), content[end:]))


def _filled(content: bytes, start: int, end: int) -> Iterator[bytes]:
    """Gives the stretches of rows in which some cell has content."""
    place = start
    while True:
        # Only a cell with something inside needs an end tag.
        cell_end = content.find(_CELL_END, place, end)
        if cell_end < 0:
            return
        row = content.rfind(_ROW, place, cell_end)
        row_end = content.find(_ROW_END, cell_end, end)
        if row < 0 or row_end < 0:
            # Broken XML: the parser is to say so.
            yield content[place:end]
            return
        place = row_end + len(_ROW_END)
        yield content[row:place]
