"""Clone cell styles with another fill or font and nothing else changed; take fills out again.

A mark's colour says how grave the issue is, and its last bits which fill was there before: the
list of issues keeps that legend, so the fill comes back whatever program saved the file since.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from dashboard.domain.model import Severity
from dashboard.workbook.colours import resolved_colour
from dashboard.workbook.marks.fonts import without_ink
from dashboard.workbook.marks.places import (
    Edit,
    Element,
    append_child,
    elements,
    root_of,
    set_attribute,
    spliced,
    with_prefix,
)

EMPTY_STYLESHEET = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"></styleSheet>'
)
# Amber and yellow: away from the palettes that office programs offer, and from red ink. Both
# have a dark shade for cells written in white, 4.5:1 and more.
_LIGHT_MARKS = {Severity.BLOCKING: 0xFFFFC540, Severity.WARNING: 0xFFFFF280}
_DARK_MARKS = {Severity.BLOCKING: 0xFF8A4B00, Severity.WARNING: 0xFF7A5C00}
_LIGHT_INK_LUMINANCE = 0.6
_MOST_FILLS = 64
_MARK_COLOUR = re.compile(r"^[0-9A-F]{2}(?:FFC5[4-7]|FFF2[89AB]|8A4B[0-3]|7A5C[0-3])[0-9A-F]$")
_NO_FILL = b'<fill><patternFill patternType="none"/></fill>'
_SECTIONS = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs")
_AFTER_SECTIONS = ("cellStyles", "dxfs", "tableStyles", "colors", "extLst")
_DEFAULTS = {
    "fonts": b'<font><sz val="11"/><name val="Calibri"/></font>',
    "fills": _NO_FILL + b'<fill><patternFill patternType="gray125"/></fill>',
    "borders": b"<border><left/><right/><top/><bottom/><diagonal/></border>",
    "cellStyleXfs": b'<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>',
    "cellXfs": b'<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>',
}
_LIST_FONTS = (
    b'<font><b/><sz val="13"/><color rgb="FF17324D"/><name val="Calibri"/></font>',
    b'<font><b/><sz val="11"/><color rgb="FFFFFFFF"/><name val="Calibri"/></font>',
    b'<font><u/><sz val="11"/><color rgb="FF0563C1"/><name val="Calibri"/></font>',
)
_LIST_FILL = _NO_FILL.replace(b'"none"/>', b'"solid"><fgColor rgb="FF17324D"/></patternFill>')
_WRAPPED = b'applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>'


@dataclass(frozen=True, slots=True)
class ListStyles:
    """The numbers of the cell styles of the list of issues."""

    title: int
    heading: int
    text: int
    link: int


@dataclass(slots=True)
class _Section:
    """One list of the stylesheet: where it is, its entries, and what is added to it."""

    element: Element
    count: int
    entries: list[Element]
    added: list[bytes] = field(default_factory=list)

    def add(self, entry: bytes) -> int:
        self.added.append(entry)
        return self.count + len(self.added) - 1


class StyleMarks:
    """Adds changed copies of cell styles to a stylesheet that is only ever appended to."""

    def __init__(self, content: bytes) -> None:
        self._came_length = len(content)
        self._made_whole = _missing_sections(content)
        self._content = spliced(content, self._made_whole)[0]
        children = elements(self._content, ("font", "fill", "border", "xf", *_SECTIONS))
        self._sections = {
            element.name: _Section(
                element,
                *_counted(child for child in children if child.parent == element.name),
            )
            for element in children
            if element.name in _SECTIONS and element.parent == "styleSheet"
        }
        self._marked: dict[tuple[int, Severity], int | None] = {}
        self._fills: dict[tuple[int, bytes], tuple[int, str]] = {}
        self._plain: dict[tuple[int, bool], int] = {}
        self._plain_fonts: dict[tuple[int, bool], int] = {}

    def marked(self, style: int, severity: Severity) -> int | None:
        """Gives the number of a style that differs from `style` in nothing but its fill.

        None when the workbook has more kinds of fill than marks can tell apart.
        """
        key = (style, severity)
        if key not in self._marked:
            self._marked[key] = self._clone(style, severity)
        return self._marked[key]

    def plain(self, style: int, colour: bytes, *, was_red: bool) -> int:
        """Gives the number of a style that differs in nothing but its font: no longer struck.

        `colour` stands instead of the font's own where that `was_red`.
        """
        key = (style, was_red)
        if key not in self._plain:
            own = self._style_entry(style)
            number = own.attributes.get("fontId", "0")
            font = self._plain_font(int(number) if number.isdigit() else 0, colour, was_red=was_red)
            self._plain[key] = self._copy(own, fontId=str(font), applyFont="1")
        return self._plain[key]

    def list_styles(self) -> ListStyles:
        """Adds the styles of the list of issues."""
        title, heading, link = (self._sections["fonts"].add(self._own(f)) for f in _LIST_FONTS)
        fill = self._sections["fills"].add(self._own(_LIST_FILL))
        styles = ((title, 0, b"/>"), (heading, fill, b" " + _WRAPPED), (0, 0, b" " + _WRAPPED))
        made = [self._list_style(*style) for style in (*styles, (link, 0, b" " + _WRAPPED))]
        return ListStyles(*made)

    def legend(self) -> Mapping[str, str]:
        """Gives, by mark colour, the fill that it covers, as written in the stylesheet."""
        return {
            colour: _without_prefix(covered).decode("utf-8", "replace")
            for (_, covered), (_, colour) in self._fills.items()
            if covered
        }

    def content(self) -> bytes:
        """Gives the stylesheet with everything that was added."""
        return spliced(self._content, self._edits())[0]

    def edits(self) -> list[Edit]:
        """Gives the same as edits of the stylesheet that came."""
        if self._made_whole:
            # Rare and small: a stylesheet without its usual lists is replaced as a whole.
            return [Edit(0, self._came_length, self.content())]
        return self._edits()

    def _edits(self) -> list[Edit]:
        edits = []
        for section in self._sections.values():
            if section.added:
                total = str(section.count + len(section.added))
                if "count" in section.element.attributes:
                    edits.append(set_attribute(self._content, section.element, "count", total))
                edits.append(append_child(self._content, section.element, b"".join(section.added)))
        return edits

    def _clone(self, style: int, severity: Severity) -> int | None:
        own = self._style_entry(style)
        number = own.attributes.get("fillId", "0")
        bases = _DARK_MARKS if self._is_written_in_light(own) else _LIGHT_MARKS
        fill = self._mark_fill(int(number) if number.isdigit() else 0, bases[severity])
        return None if fill is None else self._copy(own, fillId=str(fill), applyFill="1")

    def _style_entry(self, style: int) -> Element:
        entries = self._sections["cellXfs"].entries
        return entries[style if style < len(entries) else 0]

    def _copy(self, own: Element, **attributes: str) -> int:
        """Adds a copy of a cell style with these attributes, and gives its number."""
        text = self._content[own.start : own.end]
        at_start = Element("xf", own.prefix, "", own.attributes, 0, own.open_end - own.start)
        wanted = [set_attribute(text, at_start, name, value) for name, value in attributes.items()]
        return self._sections["cellXfs"].add(spliced(text, wanted)[0])

    def _plain_font(self, font: int, colour: bytes, *, was_red: bool) -> int:
        key = (font, was_red)
        if key not in self._plain_fonts:
            fonts = self._sections["fonts"]
            own = fonts.entries[font if font < len(fonts.entries) else 0]
            text = self._content[own.start : own.end]
            plain = without_ink(text, colour, was_red=was_red)
            self._plain_fonts[key] = fonts.add(plain)
        return self._plain_fonts[key]

    def _mark_fill(self, covered: int, base: int) -> int | None:
        fills = self._sections["fills"]
        text = b""
        if 0 < covered < len(fills.entries):
            entry = fills.entries[covered]
            text = self._content[entry.start : entry.end]
            text = b"" if _is_empty(text) else text
        key = (base, text)
        if key not in self._fills:
            place = sum(known == base and covers != b"" for known, covers in self._fills) + 1
            if text and place >= _MOST_FILLS:
                return None
            colour = f"{base + (place if text else 0):08X}"
            mark = (
                f'<fill><patternFill patternType="solid"><fgColor rgb="{colour}"/>'
                '<bgColor indexed="64"/></patternFill></fill>'
            )
            self._fills[key] = (fills.add(self._own(mark.encode("ascii"))), colour)
        return self._fills[key][0]

    def _is_written_in_light(self, style: Element) -> bool:
        number = style.attributes.get("fontId", "0")
        fonts = self._sections["fonts"].entries
        if not number.isdigit() or int(number) >= len(fonts):
            return False
        font = self._content[fonts[int(number)].start : fonts[int(number)].end]
        colours = elements(_without_prefix(font), ("color",))
        # Of a theme only the first place is asked for: paper white, in every theme in use.
        rgb = resolved_colour(colours[0].attributes, ("FFFFFF",)) if colours else None
        return rgb is not None and _luminance(rgb) > _LIGHT_INK_LUMINANCE

    def _list_style(self, font: int, fill: int, ending: bytes) -> int:
        text = f'<xf numFmtId="0" fontId="{font}" fillId="{fill}" borderId="0" xfId="0" '
        applied = 'applyFont="1" applyFill="1"'
        entry = (text + applied).encode("ascii") + ending
        return self._sections["cellXfs"].add(self._own(entry))

    def _own(self, entry: bytes) -> bytes:
        return with_prefix(entry, self._sections["cellXfs"].element.prefix)


def restored_fills(content: bytes, legend: Mapping[str, str]) -> list[Edit]:
    """Gives the edits that put the covered fills back where marks of an earlier round are."""
    fills = [element for element in elements(content, ("fill",)) if element.parent == "fills"]
    colours = [
        element for element in elements(content, ("fgColor",)) if element.parent == "patternFill"
    ]
    edits = []
    for fill in fills:
        inside = [c for c in colours if fill.start < c.start < fill.end]
        colour = inside[0].attributes.get("rgb", "").upper() if inside else ""
        if _MARK_COLOUR.match(colour):
            covered = legend.get("FF" + colour[2:], "").encode("utf-8")
            text = covered if _is_fill(covered) else _NO_FILL
            edits.append(Edit(fill.start, fill.end, with_prefix(text, fill.prefix)))
    return edits


def _luminance(rgb: str) -> float:
    red, green, blue = (int(rgb[-6:][start : start + 2], 16) / 255 for start in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _without_prefix(xml: bytes) -> bytes:
    return re.sub(rb"<(/?)[A-Za-z_][\w.-]*:", b"<\\1", xml)


def _counted(children: Iterable[Element]) -> tuple[int, list[Element]]:
    entries = list(children)
    return len(entries), entries


def _is_fill(text: bytes) -> bool:
    # The legend is a cell of a sheet that anybody may have edited.
    return re.fullmatch(rb"<fill>[^&]{0,2000}</fill>", text, re.DOTALL) is not None


def _is_empty(fill: bytes) -> bool:
    patterns = elements(fill, ("patternFill",))
    return bool(patterns) and patterns[0].attributes.get("patternType", "none") == "none"


def _missing_sections(content: bytes) -> list[Edit]:
    """Gives the edits that add the lists that cell styles need, in the order of the schema."""
    found = {
        element.name: element
        for element in elements(content, (*_SECTIONS, *_AFTER_SECTIONS))
        if element.parent == "styleSheet"
    }
    root = root_of(content, "styleSheet")
    edits = []
    for place, name in enumerate(_SECTIONS):
        if name in found or name not in _DEFAULTS:
            continue
        later = [found[other] for other in (*_SECTIONS[place:], *_AFTER_SECTIONS) if other in found]
        section = f"<{name}>".encode() + _DEFAULTS[name] + f"</{name}>".encode()
        text = with_prefix(section, root.prefix)
        if later:
            edits.append(Edit(later[0].start, later[0].start, text))
        else:
            edits.append(append_child(content, root, text))
    return edits
