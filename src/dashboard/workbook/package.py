"""Open an .xlsx: its sheets, its shared strings with inked runs, its fonts and number formats."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple
from xml.etree import ElementTree as ET

from dashboard.errors import UnreadableWorkbookError
from dashboard.workbook.cells import BLACK, Ink
from dashboard.workbook.colours import INDEXED_COLOURS, is_red, other_colour, resolved_colour
from dashboard.workbook.guard import open_package, read_member
from dashboard.workbook.limits import CellLimits
from dashboard.workbook.number_formats import (
    GENERAL,
    NumberFormat,
    built_in_format,
    number_format,
)
from dashboard.workbook.plain_rows import plain_runs, plain_texts, unescaped

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f]")
_KEPT_LOOKS_BYTES = 256 * 1024
_KEPT_FONTS = 1024
_FALSE = ("0", "false", "off")
# The theme part lists dark 1, light 1, dark 2, light 2; cells count them light first.
_THEME_ORDER = (1, 0, 3, 2)

# A stretch of text with its ink; None takes the ink of the cell.
TextRun = tuple[str, Ink | None]


class CellStyle(NamedTuple):
    """What a cell's style means for reading it."""

    form: NumberFormat = GENERAL
    ink: Ink = BLACK


@dataclass(slots=True)
class SharedStrings:
    """The texts that cells point to; `runs` only for those with an ink of their own."""

    texts: list[str] = field(default_factory=list)
    runs: dict[int, tuple[TextRun, ...]] = field(default_factory=dict)


class Looks(NamedTuple):
    """What the fonts and formats of a workbook mean; `styles` are those of its cells, by number."""

    ink: InkReader
    styles: tuple[CellStyle, ...]


class SheetPart(NamedTuple):
    """A worksheet of the package, in the order of its tabs."""

    name: str
    member: str
    is_hidden: bool


@dataclass(slots=True)
class Package:
    """An open .xlsx with everything that its sheets refer to."""

    file_name: str
    archive: zipfile.ZipFile
    sheets: list[SheetPart]
    strings: SharedStrings
    styles: Sequence[CellStyle]
    ink: InkReader
    is_1904: bool

    def xml_of(self, member: str) -> bytes:
        """Gives the bytes of a part, checked."""
        return read_member(self.file_name, self.archive, member)

    def last_editor(self) -> str | None:
        """Gives who saved the file last, as the office program wrote it."""
        if "docProps/core.xml" not in self.archive.namelist():
            return None
        root = self._root("docProps/core.xml")
        name = next((part.text for part in root if local_name(part) == "lastModifiedBy"), None)
        return (name or "").strip() or None

    def _root(self, member: str) -> ET.Element:
        return _parsed(self.file_name, self.archive, member)


class InkReader:
    """Reads the ink of a font: its resolved colour and whether it is struck through."""

    def __init__(self, theme: tuple[str, ...], indexed: tuple[str, ...]) -> None:
        self._theme = theme
        self._indexed = indexed
        self._written: dict[str, Ink] = {}

    def read_written(self, properties: str) -> Ink:
        """Gives the ink of what stands in an <rPr>. A file has thousands of runs and few fonts.

        Raises ET.ParseError where it is no XML.
        """
        ink = self._written.get(properties)
        if ink is None:
            ink = self.read(ET.fromstring(f"<rPr>{properties}</rPr>"))  # noqa: S314 - no DTD
            if len(self._written) < _KEPT_FONTS:
                self._written[properties] = ink
        return ink

    def read(self, font: ET.Element) -> Ink:
        """Gives the ink of a <font> or <rPr> element."""
        red = struck = False
        other = ""
        for part in font:
            name = local_name(part)
            if name == "color":
                colour = resolved_colour(part.attrib, self._theme, self._indexed)
                red = colour is not None and is_red(colour)
                other = "" if colour is None else other_colour(colour)
            elif name == "strike":
                struck = part.get("val", "1") not in _FALSE
        return Ink(red, struck, other) if red or struck or other else BLACK


def open_workbook_package(file_name: str, content: bytes) -> Package:
    """Opens an .xlsx that passed the guard. Raises UnreadableWorkbookError when it is damaged."""
    archive = open_package(file_name, content)
    names = set(archive.namelist())
    book = next((name for name in names if name.endswith("xl/workbook.xml")), None)
    if book is None:
        book = next(name for name in sorted(names) if name.endswith("/workbook.xml"))
    folder = posixpath.dirname(book)
    targets = _relation_targets(file_name, archive, book, names)
    root = _parsed(file_name, archive, book)
    theme_member = targets.get("theme", f"{folder}/theme/theme1.xml")
    styles_member = targets.get("styles", f"{folder}/styles.xml")
    looks = _looks(
        file_name,
        read_member(file_name, archive, theme_member) if theme_member in names else None,
        read_member(file_name, archive, styles_member) if styles_member in names else None,
    )
    strings_member = targets.get("sharedStrings", f"{folder}/sharedStrings.xml")
    strings = SharedStrings()
    if strings_member in names:
        content = read_member(file_name, archive, strings_member)
        strings = _shared_strings(content, looks.ink, file_name)
    return Package(
        file_name=file_name,
        archive=archive,
        sheets=list(_sheet_parts(root, targets, names)),
        strings=strings,
        styles=looks.styles,
        ink=looks.ink,
        is_1904=_is_1904(root),
    )


def local_name(element: ET.Element) -> str:
    """Gives the tag without its namespace, since writers differ in namespaces and prefixes."""
    return element.tag.rpartition("}")[2]


def clean_text(text: str) -> str:
    """Gives a string without the escapes and line ends that belong to the file format."""
    if text.isprintable() and "_x" not in text:
        return text
    if "_x" in text:
        text = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROL.sub("", text)


def text_and_runs(item: ET.Element, ink: InkReader) -> tuple[str, tuple[TextRun, ...]]:
    """Gives the text of an <si> or <is> element, and its runs where any has an ink of its own."""
    if len(item) == 1 and local_name(item[0]) == "t":
        return clean_text(item[0].text or ""), ()
    texts: list[str] = []
    runs: list[TextRun] = []
    has_own_ink = False
    for part in item:
        name = local_name(part)
        if name == "t":
            texts.append(part.text or "")
        elif name == "r":
            text, run_ink = _run(part, ink)
            texts.append(text)
            runs.append((clean_text(text), run_ink))
            has_own_ink = has_own_ink or run_ink is not None
    text = clean_text("".join(texts))
    return text, tuple(runs) if has_own_ink else ()


def text_and_plain_runs(written: str, ink: InkReader) -> tuple[str, tuple[TextRun, ...]]:
    """Gives the same as `text_and_runs` of what `plain_rows` found. Raises ET.ParseError."""
    found = [
        (unescaped(text), ink.read_written(properties) if properties else None)
        for properties, text in plain_runs(written)
    ]
    text = clean_text("".join([text for text, _ in found]))
    has_own_ink = any(run_ink is not None for _, run_ink in found)
    runs = ((clean_text(text), run_ink) for text, run_ink in found)
    return text, tuple(runs) if has_own_ink else ()


def _run(part: ET.Element, ink: InkReader) -> tuple[str, Ink | None]:
    text, run_ink = "", None
    for child in part:
        name = local_name(child)
        if name == "t":
            text += child.text or ""
        elif name == "rPr":
            run_ink = ink.read(child)
    return text, run_ink


def _parsed(file_name: str, archive: zipfile.ZipFile, member: str) -> ET.Element:
    try:
        return ET.fromstring(read_member(file_name, archive, member))  # noqa: S314 - no DTD
    except (ET.ParseError, KeyError) as error:
        raise UnreadableWorkbookError(reason="damaged", file_name=file_name) from error


def _relation_targets(
    file_name: str, archive: zipfile.ZipFile, book: str, names: set[str]
) -> dict[str, str]:
    """Gives the members the workbook refers to, by relation id and, for its own parts, by type."""
    folder, base = posixpath.split(book)
    member = f"{folder}/_rels/{base}.rels"
    if member not in names:
        return {}
    targets: dict[str, str] = {}
    for relation in _parsed(file_name, archive, member):
        target = relation.get("Target", "")
        path = target.lstrip("/") if target.startswith("/") else f"{folder}/{target}"
        path = posixpath.normpath(path)
        targets[relation.get("Id", "")] = path
        kind = relation.get("Type", "").rpartition("/")[2]
        if kind in ("theme", "styles", "sharedStrings"):
            targets[kind] = path
    return targets


def _sheet_parts(root: ET.Element, targets: dict[str, str], names: set[str]) -> Iterator[SheetPart]:
    for element in root.iter():
        if local_name(element) != "sheet":
            continue
        relation = next((v for k, v in element.attrib.items() if k.endswith("}id")), "")
        member = targets.get(relation, "")
        # Chart sheets stand among the sheets, in a folder of their own.
        if member in names and "/chartsheets/" not in member:
            is_hidden = element.get("state", "visible") != "visible"
            yield SheetPart(element.get("name", ""), member, is_hidden)


def _is_1904(root: ET.Element) -> bool:
    properties = next((part for part in root if local_name(part) == "workbookPr"), None)
    return properties is not None and properties.get("date1904", "0") not in _FALSE


def _looks(file_name: str, theme: bytes | None, styles: bytes | None) -> Looks:
    """Gives what theme and styles mean; worked out once for the many files made by one program."""
    try:
        if len(theme or b"") + len(styles or b"") <= _KEPT_LOOKS_BYTES:
            return _kept_looks(theme, styles)
        return _looks_of(theme, styles)
    except ET.ParseError as error:
        raise UnreadableWorkbookError(reason="damaged", file_name=file_name) from error


def _looks_of(theme: bytes | None, styles: bytes | None) -> Looks:
    style_root = None if styles is None else ET.fromstring(styles)  # noqa: S314 - no DTD
    ink = InkReader(() if theme is None else _theme_colours(theme), _palette(style_root))
    return Looks(ink, () if style_root is None else tuple(_cell_styles(style_root, ink)))


_kept_looks = lru_cache(maxsize=32)(_looks_of)


def _theme_colours(content: bytes) -> tuple[str, ...]:
    theme = ET.fromstring(content)  # noqa: S314 - no DTD
    scheme = next((part for part in theme.iter() if local_name(part) == "clrScheme"), None)
    if scheme is None:
        return ()
    listed = [_theme_colour(entry) for entry in scheme]
    if len(listed) < len(_THEME_ORDER):
        return tuple(listed)
    return (*(listed[place] for place in _THEME_ORDER), *listed[len(_THEME_ORDER) :])


def _theme_colour(entry: ET.Element) -> str:
    found = next(iter(entry), None)
    return "" if found is None else found.get("lastClr", found.get("val", ""))


def _palette(style_root: ET.Element | None) -> tuple[str, ...]:
    if style_root is not None:
        for element in style_root.iter():
            if local_name(element) == "indexedColors":
                return tuple(colour.get("rgb", "") for colour in element)
    return INDEXED_COLOURS


def _cell_styles(root: ET.Element, ink: InkReader) -> list[CellStyle]:
    parts = {local_name(part): part for part in root}
    inks = [ink.read(font) for font in parts.get("fonts", ())]
    codes = {
        form.get("numFmtId", ""): number_format(form.get("formatCode", ""))
        for form in parts.get("numFmts", ())
    }
    named_fonts = [style.get("fontId", "0") for style in parts.get("cellStyleXfs", ())]
    styles = []
    for style in parts.get("cellXfs", ()):
        form_id = style.get("numFmtId", "0")
        form = codes.get(form_id)
        if form is None:
            form = built_in_format(int(form_id)) if form_id.isdigit() else GENERAL
        font_id = style.get("fontId") or _from_named(style.get("xfId", ""), named_fonts)
        has_font = font_id.isdigit() and int(font_id) < len(inks)
        styles.append(CellStyle(form, inks[int(font_id)] if has_font else BLACK))
    return styles


def _from_named(style_id: str, named_fonts: list[str]) -> str:
    """Gives the font of a cell style that leaves it to the named style it is made from."""
    is_known = style_id.isdigit() and int(style_id) < len(named_fonts)
    return named_fonts[int(style_id)] if is_known else "0"


def _shared_strings(content: bytes, ink: InkReader, file_name: str) -> SharedStrings:
    CellLimits(file_name).foresee(None, content.count(b"<si>") + content.count(b"<si "))
    strings = SharedStrings()
    try:
        for text, runs in _texts_and_runs(content, ink):
            if runs:
                strings.runs[len(strings.texts)] = runs
            strings.texts.append(text)
    except (ET.ParseError, ValueError) as error:
        raise UnreadableWorkbookError(reason="damaged", file_name=file_name) from error
    return strings


def _texts_and_runs(content: bytes, ink: InkReader) -> Iterator[tuple[str, tuple[TextRun, ...]]]:
    plain = plain_texts(content)
    for text, runs in plain or ():
        yield text_and_plain_runs(runs, ink) if runs else (clean_text(unescaped(text)), ())
    if plain is not None:
        return
    for _, element in ET.iterparse(io.BytesIO(content)):  # noqa: S314 - no DTD
        if local_name(element) == "si":
            yield text_and_runs(element, ink)
            element.clear()
