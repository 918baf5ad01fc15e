"""Decide what a file really is, and refuse what could hurt, before any parser sees it."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from enum import StrEnum

from dashboard import settings
from dashboard.errors import UnreadableWorkbookError, WorkbookTooLargeError
from dashboard.workbook.delimited import is_delimited, is_utf16

_OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_XLS_STREAMS = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
_WORD_STREAM = "WordDocument".encode("utf-16-le")
_MACRO_STREAM = "_VBA_PROJECT".encode("utf-16-le")
_MACRO_NAMES = (b"vbaproject.bin", b"basic/", b"scripts/")
_SECTOR_BYTES = 512
_FIRST_SPECIAL_SECTOR = 0xFFFF_FFFA
_ZIP_END = b"PK\x05\x06"
_ARCHIVE_MAGICS = (b"\x1f\x8b", b"7z\xbc\xaf\x27\x1c", b"Rar!")
_WORKBOOK_ENDINGS = (".xlsx", ".xlsm", ".xls", ".ods", ".xlsb", ".csv")
_IMAGE_MAGICS = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"RIFF")
# Below this size a high expansion ratio is only a tidy sheet, not an attack.
_RATIO_MATTERS_FROM_BYTES = 20 * 1024 * 1024
_ENCODING = re.compile(rb"""^<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_ENCODINGS = frozenset({b"utf-8", b"utf8", b"us-ascii", b"ascii", b"iso-8859-1"})
_BOM = b"\xef\xbb\xbf"
_HTML = re.compile(
    rb"(?is)(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html|table|meta|head|body)\b"
    rb"|mime-version:"
)


class FileType(StrEnum):
    """What can be read. Decided by content, never by the extension."""

    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"
    XLSB = "xlsb"
    CSV = "csv"


def file_type(file_name: str, content: bytes) -> FileType:
    """Gives the type of a spreadsheet from its bytes.

    Raises UnreadableWorkbookError whose `reason` is `empty`, `encrypted`, `image`, `pdf`, `html`,
    `xml`, `text`, `word`, `slides`, `numbers`, `archive`, `not_a_workbook`, `truncated` or
    `damaged`; WorkbookTooLargeError whose `reason` is `file_bytes`, `expanded_bytes`, `members` or
    `ratio`.
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
    reason = _foreign_reason(content)
    if reason == "text" and is_delimited(content):
        return FileType.CSV
    raise UnreadableWorkbookError(reason=reason, file_name=file_name)


def open_package(file_name: str, content: bytes) -> zipfile.ZipFile:
    """Opens the zip of a workbook whose directory passes the checks of `file_type`."""
    try:
        package = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        # The list of parts stands at the end: a download that stopped has none.
        reason = "damaged" if _ZIP_END in content[-65_600:] else "truncated"
        raise UnreadableWorkbookError(reason=reason, file_name=file_name) from error
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


def is_cut_short(content: bytes) -> bool:
    """Says whether an .xls lacks its end: half a sector, or no list of its parts."""
    directory = int.from_bytes(content[48:52], "little")
    is_sector = directory < _FIRST_SPECIAL_SECTOR
    is_beyond = is_sector and (directory + 1) * _SECTOR_BYTES >= len(content)
    return is_beyond or len(content) % _SECTOR_BYTES != 0


def has_macros(content: bytes) -> bool:
    """Says whether a workbook that passed the guard carries macros, which are never run here."""
    if content.startswith(_OLE_MAGIC):
        return _MACRO_STREAM in content
    if not content.startswith(b"PK"):
        return False
    # A zip lists its members by their plain names: most files need no second look at the list.
    lowered = content.lower()
    if not any(name in lowered for name in _MACRO_NAMES):
        return False
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names = package.namelist()
    # OpenDocument lists its (usually empty) macro libraries in Basic/script-lc.xml.
    return any(
        name.lower().endswith("vbaproject.bin") or name.startswith(("Basic/", "Scripts/"))
        for name in names
    )


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
    if "xl/workbook.bin" in names:
        return FileType.XLSB
    if "mimetype" in names and names & {"content.xml", "encrypted-package"}:
        return _opendocument_type(file_name, package)
    raise UnreadableWorkbookError(reason=_other_package(names), file_name=file_name)


def _other_package(names: set[str]) -> str:
    """Says what a zip is that is no workbook."""
    if "word/document.xml" in names:
        return "word"
    if "ppt/presentation.xml" in names:
        return "slides"
    if any(name.startswith("Index/") and name.endswith(".iwa") for name in names):
        return "numbers"
    has_workbooks = any(name.lower().endswith(_WORKBOOK_ENDINGS) for name in names)
    return "archive" if has_workbooks else "not_a_workbook"


def _opendocument_type(file_name: str, package: zipfile.ZipFile) -> FileType:
    mimetype = _small_member(file_name, package, "mimetype").strip()
    manifest = b""
    if "META-INF/manifest.xml" in package.namelist():
        manifest = _small_member(file_name, package, "META-INF/manifest.xml")
    if b"encryption-data" in manifest or "content.xml" not in package.namelist():
        raise UnreadableWorkbookError(reason="encrypted", file_name=file_name)
    if mimetype.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
        return FileType.ODS
    is_slides = b"presentation" in mimetype
    is_word = b"opendocument.text" in mimetype
    reason = "slides" if is_slides else "word" if is_word else "not_a_workbook"
    raise UnreadableWorkbookError(reason=reason, file_name=file_name)


def _small_member(file_name: str, package: zipfile.ZipFile, member: str) -> bytes:
    try:
        with package.open(member) as part:
            return part.read(1024 * 1024)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise UnreadableWorkbookError(reason="damaged", file_name=file_name) from error


def _ole_type(file_name: str, content: bytes) -> FileType:
    if _ENCRYPTED_STREAM in content:
        raise UnreadableWorkbookError(reason="encrypted", file_name=file_name)
    if any(stream in content for stream in _XLS_STREAMS):
        return FileType.XLS
    if _WORD_STREAM in content:
        raise UnreadableWorkbookError(reason="word", file_name=file_name)
    # The names of the parts stand anywhere: a download that stopped may have lost them.
    reason = "truncated" if is_cut_short(content) else "not_a_workbook"
    raise UnreadableWorkbookError(reason=reason, file_name=file_name)


def _foreign_reason(content: bytes) -> str:
    head = content[:4096].removeprefix(_BOM).lstrip()
    if head.startswith(b"%PDF"):
        return "pdf"
    if head.startswith(_ARCHIVE_MAGICS):
        return "archive"
    if head.startswith(_IMAGE_MAGICS):
        return "image"
    if _HTML.match(head):
        return "html"
    if head.startswith(b"<?xml"):
        return "xml"
    if b"\x00" in head and not is_utf16(content):
        return "not_a_workbook"
    return "text"
