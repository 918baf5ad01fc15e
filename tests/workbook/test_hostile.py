"""A file made to do harm ends in a sentence within seconds, and takes little memory with it."""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import pytest

from dashboard import settings
from dashboard.errors import DashboardError, UnreadableWorkbookError, WorkbookTooLargeError
from dashboard.texts.errors import error_sentence
from dashboard.workbook import isolation, read_workbook_isolated
from dashboard.workbook.worker import Request
from tests.workbook.building import (
    FINAL_HEAD,
    FINAL_TITLES,
    MAIN,
    book,
    changed,
    raw_xlsx,
    table,
    zipped,
)
from tests.workbook.test_other_formats import ORIGINALS

MIB = 1024 * 1024
LONG = "0" * (settings.MAX_EXPANDED_BYTES + 1)
LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
ROW = ("1.1", "Asilo nido", "Posti attivati", 60, 60, None)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@lru_cache
def good() -> bytes:
    return book(table(FINAL_HEAD, FINAL_TITLES, ROW))


def _one_value(address: str) -> bytes:
    row = re.sub("[A-Z]", "", address)
    return raw_xlsx(
        f'<row r="1"><c r="A1"><v>1</v></c></row><row r="{row}"><c r="{address}"><v>1</v></c></row>'
    )


def _sheet(content: str) -> bytes:
    return raw_xlsx("", extra={"xl/worksheets/sheet1.xml": content})


def _lying_size() -> bytes:
    content = bytearray(zipped({"xl/workbook.xml": "<a>" + "x" * MIB + "</a>"}))
    for signature, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        place = content.index(signature) + offset
        content[place : place + 4] = (10).to_bytes(4, "little")
    return bytes(content)


def _scratched() -> bytes:
    content = bytearray(good())
    place = content.index(b"xl/worksheets/sheet1.xml") + 60
    content[place : place + 40] = b"\xff" * 40
    return bytes(content)


def _twice() -> bytes:
    content = zipped({"xl/workbook.xml": "<a/>", "xl/workbook_xml": "<b/>"})
    return content.replace(b"xl/workbook_xml", b"xl/workbook.xml")


Refused = type[DashboardError]
REFUSED: dict[str, tuple[Callable[[], bytes], Refused, str]] = {
    "a gigabyte in one cell": (
        lambda: raw_xlsx(f'<row r="1"><c r="A1"><v>{LONG}</v></c></row>'),
        WorkbookTooLargeError,
        "expanded_bytes",
    ),
    "a gigabyte of cells": (
        lambda: raw_xlsx('<row><c t="n"><v>1</v></c></row>' * (settings.MAX_EXPANDED_BYTES // 32)),
        WorkbookTooLargeError,
        "expanded_bytes",
    ),
    "a gigabyte of comment": (
        lambda: changed(good(), {"xl/comments1.xml": LONG.encode()}),
        WorkbookTooLargeError,
        "expanded_bytes",
    ),
    "size that lies": (_lying_size, UnreadableWorkbookError, "damaged"),
    "cell in the far corner": (
        lambda: _one_value("XFD1048576"),
        WorkbookTooLargeError,
        "columns",
    ),
    "cell in the last column": (lambda: _one_value("XFD8000"), WorkbookTooLargeError, "columns"),
    "cell beyond the sheet": (
        lambda: _one_value("ZZZZZ4294967290"),
        UnreadableWorkbookError,
        "damaged",
    ),
    "millions of texts": (
        lambda: raw_xlsx("", strings="".join(f"<si><t>x{n}</t></si>" for n in range(1_500_000))),
        WorkbookTooLargeError,
        "cells",
    ),
    "millions of numbers": (
        lambda: raw_xlsx(
            "".join(f'<row r="{n}"><c><v>{n}</v></c></row>' for n in range(1, 1_000_001))
        ),
        WorkbookTooLargeError,
        "cells",
    ),
    "billion laughs among the texts": (
        lambda: changed(
            raw_xlsx("", strings="<si/>"),
            {"xl/sharedStrings.xml": f'{LAUGHS}<sst xmlns="{MAIN}"/>'.encode()},
        ),
        UnreadableWorkbookError,
        "entities",
    ),
    "billion laughs in the sheet": (
        lambda: _sheet(f'{LAUGHS}<worksheet xmlns="{MAIN}"/>'),
        UnreadableWorkbookError,
        "entities",
    ),
    "entity of another file": (
        lambda: _sheet(f'{OUTSIDE}<worksheet xmlns="{MAIN}"><a>&a;</a></worksheet>'),
        UnreadableWorkbookError,
        "entities",
    ),
    "password": (
        lambda: OLE + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le"),
        UnreadableWorkbookError,
        "encrypted",
    ),
    "web page": (
        lambda: b"<html><table><tr><td>a</td></tr></table></html>",
        UnreadableWorkbookError,
        "html",
    ),
    "nothing": (lambda: b"", UnreadableWorkbookError, "empty"),
    "download that stopped": (lambda: good()[:-300], UnreadableWorkbookError, "truncated"),
    "same part twice": (_twice, UnreadableWorkbookError, "damaged"),
    "bytes scratched": (_scratched, UnreadableWorkbookError, "damaged"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_hostile_file_ends_in_its_sentence(name: str) -> None:
    make, error_class, reason = REFUSED[name]
    with pytest.raises(error_class) as caught:
        read_workbook_isolated("file.xlsx", make())

    assert caught.value.params["reason"] == reason
    assert "file.xlsx" in error_sentence(caught.value)


ACCEPTED: dict[str, Callable[[], bytes]] = {
    "old format, new name": lambda: (ORIGINALS / "foglio.xls").read_bytes(),
    "a million painted rows": lambda: changed(
        good(),
        edit={
            "xl/worksheets/sheet1.xml": lambda xml: xml.replace(
                b"</sheetData>", _painted_rows() + b"</sheetData>"
            )
        },
    ),
    "table of text": lambda: "\n".join(
        ";".join(map(str, row)) for row in table(FINAL_HEAD, FINAL_TITLES, ROW[:5])
    ).encode(),
    "macros": lambda: changed(good(), {"xl/vbaProject.bin": b"macro"}),
    "parts that climb out of the folder": lambda: changed(
        good(), {"../../../../tmp/cruscotto_fuori.txt": b"x"}
    ),
}


def _painted_rows() -> bytes:
    return b"".join(
        b'<row r="%d" s="1" customFormat="1"><c r="A%d" s="1"/><c r="B%d" s="1"/></row>'
        % (row, row, row)
        for row in range(7, 1_048_577)
    )


@pytest.mark.parametrize("name", ACCEPTED)
def test_odd_but_honest_file_gives_its_rows(name: str) -> None:
    parsed = read_workbook_isolated("file.xlsx", ACCEPTED[name]())

    assert parsed.documents[0].rows
    assert not Path("/tmp/cruscotto_fuori.txt").exists()  # noqa: S108 - what must not appear


def test_macros_are_said_whatever_the_name() -> None:
    for name in ("file.xlsm", "file.xlsx"):
        parsed = read_workbook_isolated(name, ACCEPTED["macros"]())
        assert "macros_ignored" in [issue.code for issue in parsed.issues]


# At most this many seconds of work each; painting rows is what people do, so it must be cheap.
HEAVY = {
    "millions of texts": 5,
    "millions of numbers": 5,
    "cell in the far corner": 5,
    "a million painted rows": 1.5,
}


@pytest.mark.parametrize("name", HEAVY)
def test_worker_stays_small_and_quick(name: str) -> None:
    content = ACCEPTED[name]() if name in ACCEPTED else REFUSED[name][0]()
    worker = isolation._Worker()
    worker.ask(Request("vuoto.xlsx", b"", "", None))
    memory, seconds = _used(worker)

    found = worker.ask(Request("file.xlsx", content, "", None))

    after_memory, after_seconds = _used(worker)
    worker.stop()
    assert found is not None
    assert after_memory - memory < 500
    assert after_seconds - seconds < HEAVY[name]


def _used(worker: isolation._Worker) -> tuple[float, float]:
    """Gives the highest memory (MiB) and the processor time (seconds) of a worker so far."""
    folder = Path(f"/proc/{worker._process.pid}")
    if not folder.exists():
        pytest.skip("this system does not tell what a process uses")
    peak = re.search(r"VmHWM:\s+(\d+)", (folder / "status").read_text(encoding="ascii"))
    assert peak is not None
    times = (folder / "stat").read_text(encoding="ascii").rpartition(")")[2].split()[11:13]
    return int(peak[1]) / 1024, sum(map(int, times)) / 100


def test_work_without_end_is_ended_by_processor_time() -> None:
    forever = [
        sys.executable,
        "-c",
        "from dashboard.workbook import worker\n"
        "worker.settings.WORKER_CPU_SECONDS = 1\n"
        "worker._limit_time(0)\n"
        "while True: pass",
    ]
    started = time.monotonic()
    worker = isolation._Worker(forever)

    assert worker.ask(Request("file.xlsx", b"", "", None)) is None
    worker.stop()
    assert worker.used_up_its_time
    assert time.monotonic() - started < settings.WORKER_TIMEOUT_SECONDS
