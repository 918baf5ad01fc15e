"""Read the styles of an OpenDocument spreadsheet: ink, number format, hidden sheets."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

from dashboard.workbook.cells import BLACK, Ink
from dashboard.workbook.colours import is_red, other_colour
from dashboard.workbook.number_formats import GENERAL, NumberFormat
from dashboard.workbook.package import CellStyle

_URN = "{urn:oasis:names:tc:opendocument:xmlns:"
STYLE, TABLE, TEXT = f"{_URN}style:1.0}}", f"{_URN}table:1.0}}", f"{_URN}text:1.0}}"
OFFICE, NUMBER = f"{_URN}office:1.0}}", f"{_URN}datastyle:1.0}}"
_FO = f"{_URN}xsl-fo-compatible:1.0}}"
_MAX_PARENTS = 20


@dataclass(slots=True)
class _Style:
    """One style as written: None where it leaves the matter to its parent."""

    parent: str | None
    data_style: str | None
    is_red: bool | None = None
    colour: str = ""
    is_struck: bool | None = None
    is_displayed: bool = True


@dataclass(slots=True)
class OdsStyles:
    """The styles of a document, by family and name; parents are followed when asked."""

    _styles: dict[tuple[str, str], _Style] = field(default_factory=dict)
    _formats: dict[str, NumberFormat] = field(default_factory=dict)
    _cells: dict[str | None, CellStyle] = field(default_factory=dict)

    def add(self, roots: Iterable[ET.Element]) -> None:
        """Takes the styles of an <office:styles> or <office:automatic-styles> element."""
        for element in roots:
            name = element.get(f"{STYLE}name", "")
            if element.tag == f"{STYLE}style":
                self._styles[element.get(f"{STYLE}family", ""), name] = _style(element)
            elif element.tag.startswith(NUMBER):
                self._formats[name] = _number_format(element)

    def cell(self, name: str | None) -> CellStyle:
        """Gives what a cell style means; the document's default for None."""
        found = self._cells.get(name)
        if found is None:
            form = self._data_style(name)
            ink = self._ink("table-cell", name or "Default", BLACK)
            found = CellStyle(form, ink if any(ink) else BLACK)
            self._cells[name] = found
        return found

    def text_ink(self, family: str, name: str | None, around: Ink) -> Ink:
        """Gives the ink of a span or paragraph style; what it leaves open is as around it."""
        if name is None:
            return around
        return self._ink(family, name, around)

    def is_displayed(self, table_style: str | None) -> bool:
        """Says whether sheets of a table style are visible."""
        style = self._styles.get(("table", table_style or ""))
        return style is None or style.is_displayed

    def _chain(self, family: str, name: str | None) -> Iterable[_Style]:
        for _ in range(_MAX_PARENTS):
            style = self._styles.get((family, name or ""))
            if style is None:
                return
            yield style
            name = style.parent

    def _ink(self, family: str, name: str, around: Ink) -> Ink:
        chain = list(self._chain(family, name))
        coloured = next((style for style in chain if style.is_red is not None), None)
        struck = next((style.is_struck for style in chain if style.is_struck is not None), None)
        return Ink(
            around.is_red if coloured is None else bool(coloured.is_red),
            around.is_struck if struck is None else struck,
            around.colour if coloured is None else coloured.colour,
        )

    def _data_style(self, name: str | None) -> NumberFormat:
        named = (style.data_style for style in self._chain("table-cell", name or "Default"))
        data_style = next((found for found in named if found is not None), None)
        return GENERAL if data_style is None else self._formats.get(data_style, GENERAL)


def _style(element: ET.Element) -> _Style:
    style = _Style(element.get(f"{STYLE}parent-style-name"), element.get(f"{STYLE}data-style-name"))
    text = element.find(f"{STYLE}text-properties")
    if text is not None:
        style.is_red = _is_red(text)
        style.colour = _other_colour(text)
        style.is_struck = _is_struck(text)
    table = element.find(f"{STYLE}table-properties")
    if table is not None:
        style.is_displayed = table.get(f"{TABLE}display") != "false"
    return style


def _is_red(properties: ET.Element) -> bool | None:
    if properties.get(f"{STYLE}use-window-font-color") == "true":
        return False
    colour = properties.get(f"{_FO}color")
    return None if colour is None else is_red(colour.removeprefix("#"))


def _other_colour(properties: ET.Element) -> str:
    if properties.get(f"{STYLE}use-window-font-color") == "true":
        return ""
    return other_colour(properties.get(f"{_FO}color", "").removeprefix("#"))


def _is_struck(properties: ET.Element) -> bool | None:
    stated = [properties.get(f"{STYLE}text-line-through-{part}") for part in ("style", "type")]
    lines = [value for value in stated if value is not None]
    return any(value != "none" for value in lines) if lines else None


def _number_format(element: ET.Element) -> NumberFormat:
    """Gives the meaning of a data style, in the terms used for the formats of .xlsx."""
    kind = element.tag.removeprefix(NUMBER)
    if kind in ("date-style", "time-style"):
        return NumberFormat(is_date=True)
    number = element.find(f"{NUMBER}number")
    if number is None:
        return GENERAL
    decimals = number.get(f"{NUMBER}decimal-places", "")
    digits = number.get(f"{NUMBER}min-integer-digits", "")
    form = NumberFormat(
        is_percent=kind == "percentage-style",
        decimals=int(decimals) if decimals.isdigit() else None,
        has_thousands=number.get(f"{NUMBER}grouping") == "true",
        minimum_digits=min(int(digits), 20) if digits.isdigit() else 0,
        is_euro=any("€" in text or "EUR" in text for text in element.itertext()),
    )
    is_general = form.decimals is None and form.minimum_digits <= 1 and not form.is_percent
    return GENERAL if is_general and not form.has_thousands and not form.is_euro else form
