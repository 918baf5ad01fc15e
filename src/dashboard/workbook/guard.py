"""Decide what a file really is, and refuse what could hurt, before any parser sees it."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from enum import StrEnum

from dashboard import settings
from dashboard.errors import UnreadableWorkbookError, WorkbookTooLargeError

_OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_XLS_STREAMS = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
_IMAGE_MAGICS = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"RIFF")
# Below this size a high expansion ratio is only a tidy sheet, not an attack.
_RATIO_MATTERS_FROM_BYTES = 20 * 1024 * 1024
_ENCODING = re.compile(rb"""^<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_ENCODINGS = frozenset({b"utf-8", b"utf8", b"us-ascii", b"ascii", b"iso-8859-1"})
_BOM = b"\xef\xbb\xbf"


class FileType(StrEnum):
    """What can be read. Decided by content, never by the extension."""

    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"


def file_type(file_name: str, content: bytes) -> FileType:
    """Gives the type of a spreadsheet from its bytes.

    Raises UnreadableWorkbookError whose `reason` is `empty`, `encrypted`, `image`, `pdf`, `html`,
    `text`, `word`, `slides`, `xlsb`, `not_a_workbook` or `damaged`; WorkbookTooLargeError whose
    `reason` is `file_bytes`, `expanded_bytes`, `members` or `ratio`.
    """
    if not content.strip(b"\x00 \t\r\n"):
        raise UnreadableWorkbookError(reason="empty", file_name=file_name)
    if len(content) > settings.MAX_FILE_BYTES:
        raise WorkbookTooLargeError(
            reason="file_bytes", file_name=file_name, limit=settings.MAX_FILE_BYTES
        )
    if content.startswith(_OLE_MAGIC):
        return _ole_type(file_name, content)
    if content.startswith(b"PK"):
        with open_package(file_name, content) as package:
            return _package_type(file_name, package)
    raise UnreadableWorkbookError(reason=_foreign_reason(content), file_name=file_name)


def open_package(file_name: str, content: bytes) -> zipfile.ZipFile:
    """Opens the zip of a workbook whose directory passes the checks of `file_type`."""
    try:
        package = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise UnreadableWorkbookError(reason="damaged", file_name=file_name) from error
    _check_directory(file_name, package, len(content))
    return package


def read_member(file_name: str, package: zipfile.ZipFile, member: str) -> bytes:
    """Gives the bytes of one XML member, refused when it declares entities or odd encodings.

    A document type is refused by its own words: no office program writes one, and every entity
    attack needs one.
    """
    try:
        content = package.read(member)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise UnreadableWorkbookError(reason="damaged", file_name=file_name) from error
    prolog = content[:200].removeprefix(_BOM).lstrip()
    encoding = _ENCODING.match(prolog)
    is_odd = encoding is not None and encoding[1].lower() not in _ENCODINGS
    if is_odd or not prolog.startswith(b"<") or b"\x00" in prolog:
        raise UnreadableWorkbookError(reason="damaged", file_name=file_name)
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise UnreadableWorkbookError(reason="entities", file_name=file_name)
    return content


def has_macros(package: zipfile.ZipFile) -> bool:
    """Says whether the workbook carries Visual Basic, which is never run nor read here."""
    return any(name.lower().endswith("vbaproject.bin") for name in package.namelist())


def _check_directory(file_name: str, package: zipfile.ZipFile, byte_count: int) -> None:
    members = package.infolist()
    if len(members) > settings.MAX_ZIP_MEMBERS:
        raise WorkbookTooLargeError(
            reason="members", file_name=file_name, limit=settings.MAX_ZIP_MEMBERS
        )
    names = [member.filename for member in members]
    if len(set(names)) != len(names):
        raise UnreadableWorkbookError(reason="damaged", file_name=file_name)
    if any(member.flag_bits & 1 for member in members):
        raise UnreadableWorkbookError(reason="encrypted", file_name=file_name)
    expanded = sum(member.file_size for member in members)
    if expanded > settings.MAX_EXPANDED_BYTES:
        raise WorkbookTooLargeError(
            reason="expanded_bytes", file_name=file_name, limit=settings.MAX_EXPANDED_BYTES
        )
    if (
        expanded > _RATIO_MATTERS_FROM_BYTES
        and expanded > byte_count * settings.MAX_EXPANSION_RATIO
    ):
        raise WorkbookTooLargeError(
            reason="ratio", file_name=file_name, limit=settings.MAX_EXPANSION_RATIO
        )


def _package_type(file_name: str, package: zipfile.ZipFile) -> FileType:
    names = set(package.namelist())
    if "xl/workbook.xml" in names or any(name.endswith("/workbook.xml") for name in names):
        return FileType.XLSX
    if "content.xml" in names and "mimetype" in names:
        return _opendocument_type(file_name, package)
    reasons = {"xl/workbook.bin": "xlsb", "word/document.xml": "word"}
    reasons["ppt/presentation.xml"] = "slides"
    found = next((reason for name, reason in reasons.items() if name in names), "not_a_workbook")
    raise UnreadableWorkbookError(reason=found, file_name=file_name)


def _opendocument_type(file_name: str, package: zipfile.ZipFile) -> FileType:
    try:
        mimetype = package.read("mimetype").strip()
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise UnreadableWorkbookError(reason="damaged", file_name=file_name) from error
    if mimetype.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
        # Its own parser is not ours, so the entity check is made here.
        read_member(file_name, package, "content.xml")
        return FileType.ODS
    reason = "word" if mimetype.endswith(b"text") else "not_a_workbook"
    raise UnreadableWorkbookError(reason=reason, file_name=file_name)


def _ole_type(file_name: str, content: bytes) -> FileType:
    if _ENCRYPTED_STREAM in content:
        raise UnreadableWorkbookError(reason="encrypted", file_name=file_name)
    if any(stream in content for stream in _XLS_STREAMS):
        return FileType.XLS
    reason = "word" if "WordDocument".encode("utf-16-le") in content else "not_a_workbook"
    raise UnreadableWorkbookError(reason=reason, file_name=file_name)


def _foreign_reason(content: bytes) -> str:
    head = content[:4096].removeprefix(_BOM).lstrip()
    if head.startswith(b"%PDF"):
        return "pdf"
    if head.startswith(_IMAGE_MAGICS):
        return "image"
    if re.match(rb"(?is)<(!doctype\s+html|html|table|meta|head|body)\b", head):
        return "html"
    if b"\x00" in head:
        return "not_a_workbook"
    return "text"
