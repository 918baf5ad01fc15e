"""A file that is not a workbook, or is a trap, ends in a sentence and never in a crash."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

from dashboard import settings
from dashboard.errors import DashboardError, UnreadableWorkbookError, WorkbookTooLargeError
from dashboard.workbook import read_workbook, read_workbook_isolated
from tests.workbook.building import FINAL_HEAD, FINAL_TITLES, MAIN, book, raw_xlsx, table, zipped

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENTITIES = (
    '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    f'<worksheet xmlns="{MAIN}"><sheetData/></worksheet>'
)


def _good() -> bytes:
    row = ("1.1", "Asilo nido", "Posti attivati", 60, 60, None)
    return book(table(FINAL_HEAD, FINAL_TITLES, row))


def _far_cell() -> bytes:
    return raw_xlsx(
        '<row r="1"><c r="A1"><v>1</v></c></row>'
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    )


def _zip_bomb() -> bytes:
    zeros = b"0" * (settings.MAX_EXPANDED_BYTES + 1)
    return zipped({"xl/workbook.xml": "<workbook/>", "xl/worksheets/sheet1.xml": zeros})


def _lying_directory() -> bytes:
    """A member whose directory says 10 bytes while it expands to a million."""
    content = bytearray(zipped({"xl/workbook.xml": "<a>" + "x" * 1_000_000 + "</a>"}))
    for signature, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        place = content.index(signature) + offset
        content[place : place + 4] = (10).to_bytes(4, "little")
    return bytes(content)


def _twice_the_same_member() -> bytes:
    content = zipped({"xl/workbook.xml": "<a/>", "xl/workbook_xml": "<b/>"})
    return content.replace(b"xl/workbook_xml", b"xl/workbook.xml")


REFUSED: list[tuple[str, Callable[[], bytes], type[DashboardError], str]] = [
    ("empty", lambda: b"", UnreadableWorkbookError, "empty"),
    ("png renamed", lambda: b"\x89PNG\r\n\x1a\n" + b"x" * 99, UnreadableWorkbookError, "image"),
    ("pdf renamed", lambda: b"%PDF-1.7 ...", UnreadableWorkbookError, "pdf"),
    ("html renamed", lambda: b"<html><table><tr></table>", UnreadableWorkbookError, "html"),
    ("letter", lambda: b"Gentile ufficio,\nsaluti.\n", UnreadableWorkbookError, "text"),
    ("web page in an envelope", lambda: b"MIME-Version: 1.0\n", UnreadableWorkbookError, "html"),
    ("xml table", lambda: b"<?xml version='1.0'?><Workbook/>", UnreadableWorkbookError, "xml"),
    ("gzip", lambda: b"\x1f\x8b\x08" + b"x" * 99, UnreadableWorkbookError, "archive"),
    ("zip of reports", lambda: zipped({"a/r.XLSX": "x"}), UnreadableWorkbookError, "archive"),
    ("numbers", lambda: zipped({"Index/Document.iwa": "x"}), UnreadableWorkbookError, "numbers"),
    ("slides", lambda: zipped({"ppt/presentation.xml": "x"}), UnreadableWorkbookError, "slides"),
    ("word", lambda: zipped({"word/document.xml": "<a/>"}), UnreadableWorkbookError, "word"),
    ("broken xlsb", lambda: zipped({"xl/workbook.bin": "x"}), UnreadableWorkbookError, "damaged"),
    ("plain zip", lambda: zipped({"a.txt": "x"}), UnreadableWorkbookError, "not_a_workbook"),
    (
        "encrypted",
        lambda: OLE + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le"),
        UnreadableWorkbookError,
        "encrypted",
    ),
    ("truncated", lambda: _good()[:-200], UnreadableWorkbookError, "truncated"),
    ("half", lambda: _good()[: len(_good()) // 2], UnreadableWorkbookError, "truncated"),
    ("lying size", _lying_directory, UnreadableWorkbookError, "damaged"),
    ("same member twice", _twice_the_same_member, UnreadableWorkbookError, "damaged"),
    ("broken xml", lambda: raw_xlsx("<row><c r="), UnreadableWorkbookError, "damaged"),
    (
        "bad address",
        lambda: raw_xlsx('<row r="1"><c r="ZZZZZ1"><v>1</v></c></row>'),
        UnreadableWorkbookError,
        "damaged",
    ),
    (
        "entities",
        lambda: raw_xlsx("", extra={"xl/worksheets/sheet1.xml": ENTITIES}),
        UnreadableWorkbookError,
        "entities",
    ),
    (
        "entities in another encoding",
        lambda: raw_xlsx("", extra={"xl/worksheets/sheet1.xml": ENTITIES.encode("utf-16")}),
        UnreadableWorkbookError,
        "damaged",
    ),
    ("zip bomb", _zip_bomb, WorkbookTooLargeError, "expanded_bytes"),
    ("one cell in the far corner", _far_cell, WorkbookTooLargeError, "columns"),
]


@pytest.mark.parametrize(
    ("make", "error_class", "reason"),
    [case[1:] for case in REFUSED],
    ids=[case[0] for case in REFUSED],
)
def test_bad_file_is_refused_with_its_reason(
    make: Callable[[], bytes], error_class: type[DashboardError], reason: str
) -> None:
    with pytest.raises(error_class) as caught:
        read_workbook("file.xlsx", make())
    assert caught.value.params["reason"] == reason
    assert caught.value.params["file_name"] == "file.xlsx"


def test_far_cell_is_named_so_that_it_can_be_deleted() -> None:
    with pytest.raises(WorkbookTooLargeError) as caught:
        read_workbook("file.xlsx", _far_cell())
    assert (caught.value.params["sheet_name"], caught.value.params["cell"]) == (
        "Foglio",
        "XFD1048576",
    )


def test_file_over_the_size_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "MAX_FILE_BYTES", 100)
    with pytest.raises(WorkbookTooLargeError) as caught:
        read_workbook("file.xlsx", _good())
    assert caught.value.params["reason"] == "file_bytes"


def test_too_many_cells_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "MAX_CELLS", 5)
    with pytest.raises(WorkbookTooLargeError) as caught:
        read_workbook("file.xlsx", _good())
    assert caught.value.params["reason"] == "cells"


def test_macros_are_said_and_not_read() -> None:
    members = {}
    with zipfile.ZipFile(io.BytesIO(_good())) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    parsed = read_workbook("file.xlsm", zipped({**members, "xl/vbaProject.bin": b"x"}))
    assert "macros_ignored" in [issue.code for issue in parsed.issues]
    assert len(parsed.documents) == 1


def test_isolated_reading_gives_the_same_as_reading_here() -> None:
    content = _good()
    assert read_workbook_isolated("f.xlsx", content) == read_workbook("f.xlsx", content)


def test_isolated_reading_carries_the_error_across() -> None:
    with pytest.raises(WorkbookTooLargeError) as caught:
        read_workbook_isolated("file.xlsx", _far_cell())
    assert caught.value.params["cell"] == "XFD1048576"


def test_reader_that_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "WORKER_TIMEOUT_SECONDS", 0)
    with pytest.raises(WorkbookTooLargeError) as caught:
        read_workbook_isolated("file.xlsx", _good())
    assert caught.value.params["reason"] == "time"
