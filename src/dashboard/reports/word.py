"""Write printable documents as .docx: A4, in Italian; wide tables in landscape, else upright."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from dashboard.domain.word_differences import TextChange, TextRun
from dashboard.texts.tables import PRINTED_PAGE
from dashboard.workbook import TableValue

_LANGUAGE = "it-IT"
_FONT = "Calibri"
_A4_CM = (29.7, 21.0)
_MARGIN_CM = 1.5
_LETTER_MARGIN_CM = 2.5
_REPORT_MARGIN_CM = 2.0
_ROWS_KEPT_TOGETHER = 16
_ONE_PAGE_EDGE_CM, _SMALL_PT, _IN_BAR_PT = 1.2, 8.5, 7.5
# A bar of the page is this many cells wide; the least part has room for "12 ▲".
_BAR_UNITS, _LEAST_UNITS = 40, 3
_BAR_NAME_CM, _BAR_END_CM = 5.2, 1.8
_HEADING_COLOUR = RGBColor(0x17, 0x32, 0x4D)
_HEADING_FILL = "17324D"
_WHITE = RGBColor(0xFF, 0xFF, 0xFF)
# What XML cannot hold, and an old sheet may.
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class _WordDocument:
    """A document under way: its properties, its language, its type. Every page has its number."""

    def __init__(self, title: str, size_pt: float) -> None:
        self._document = Document()
        self._document.core_properties.title = _plain(title)
        self._document.core_properties.language = _LANGUAGE
        # The template names its maker there.
        self._document.core_properties.author = ""
        self._document.core_properties.comments = ""
        self._set_styles(size_pt)

    def add_title(self, title: str) -> None:
        """Adds the title of the whole document."""
        self._document.add_paragraph(_plain(title), style="Title")

    def as_bytes(self) -> bytes:
        """Gives the document as a .docx."""
        out = io.BytesIO()
        self._document.save(out)
        return out.getvalue()

    def _set_styles(self, size_pt: float) -> None:
        styles = self._document.styles
        for name, size in (("Normal", size_pt), ("Title", 18), ("Heading 1", 13)):
            style = styles[name]
            style.font.name, style.font.size = _FONT, Pt(size)
            # The theme's fonts win over the name unless they are taken out.
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            for attribute in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
                fonts.attrib.pop(qn(f"w:{attribute}"), None)
            if name != "Normal":
                style.font.color.rgb = _HEADING_COLOUR
        styles["Normal"].paragraph_format.space_after = Pt(4)
        defaults = styles.element.find(qn("w:docDefaults"))
        for language in defaults.iter(qn("w:lang")):
            language.set(qn("w:val"), _LANGUAGE)


class LetterDocument(_WordDocument):
    """A letter under way: upright pages with wide margins."""

    def __init__(self, title: str) -> None:
        super().__init__(title, size_pt=11)
        section = self._document.sections[0]
        section.page_height, section.page_width = (Cm(side) for side in _A4_CM)
        section.left_margin = section.right_margin = Cm(_LETTER_MARGIN_CM)
        section.top_margin = section.bottom_margin = Cm(_LETTER_MARGIN_CM)
        _number_pages(section.footer.paragraphs[0])

    def add_text(self, text: str) -> None:
        """Adds paragraphs, divided by empty lines; their own lines stay lines."""
        for paragraph in _plain(text).strip().split("\n\n"):
            self._document.add_paragraph(paragraph)


class _TableDocument(_WordDocument):
    """A document with headings and tables under way."""

    def add_heading(self, title: str, *, starts_page: bool = False) -> None:
        """Adds the heading of a part; it stays with what follows it."""
        heading = self._document.add_heading(_plain(title), level=1)
        heading.paragraph_format.page_break_before = starts_page

    def add_paragraph(self, text: str) -> None:
        """Adds a paragraph, kept on one page with what follows it."""
        self._document.add_paragraph(_plain(text)).paragraph_format.keep_with_next = True

    def add_table(
        self,
        title: str,
        columns: Sequence[str],
        rows: Iterable[Sequence[TableValue]],
        widths_cm: Sequence[float],
        *,
        label_columns: int = 1,
    ) -> None:
        """Adds a table whose headings come again on every page; no row is split between two.

        `title` describes it to who cannot see it. The first line of a row's first columns
        (`label_columns` of them) is bold, as are insertions, which are underlined too; deletions
        are struck.
        """
        table = self._document.add_table(rows=1, cols=len(columns), style="Table Grid")
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        _describe(table, title)
        for column, width in zip(table.columns, widths_cm, strict=True):
            column.width = Cm(width)
        _fill_heading(table.rows[0], columns)
        for values in rows:
            row = table.add_row()
            _keep_whole(row)
            for place, (cell, value) in enumerate(zip(row.cells, values, strict=True)):
                _fill(cell, value, is_label=place < label_columns)
        for row in table.rows:
            for cell, width in zip(row.cells, widths_cm, strict=True):
                cell.width = Cm(width)

    def _set_running_title(self, running_title: str) -> None:
        """Writes a title above all pages but the first, and numbers all of them."""
        section = self._document.sections[0]
        section.different_first_page_header_footer = True
        section.header.paragraphs[0].text = _plain(running_title)
        for footer in (section.first_page_footer, section.footer):
            _number_pages(footer.paragraphs[0])


class LandscapeDocument(_TableDocument):
    """A document of wide tables under way. All pages but the first have `running_title`."""

    def __init__(self, title: str, running_title: str) -> None:
        super().__init__(title, size_pt=9.5)
        section = self._document.sections[0]
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = (Cm(side) for side in _A4_CM)
        section.left_margin = section.right_margin = Cm(_MARGIN_CM)
        section.top_margin = section.bottom_margin = Cm(_MARGIN_CM)
        section.header_distance = section.footer_distance = Cm(_MARGIN_CM / 2)
        self._set_running_title(running_title)


class ReportDocument(_TableDocument):
    """A document of text and tables under way, on upright pages.

    All pages but the first have `running_title`. Its tables are as wide as `TEXT_WIDTH_CM`.
    """

    TEXT_WIDTH_CM = _A4_CM[1] - 2 * _REPORT_MARGIN_CM

    def __init__(self, title: str, running_title: str) -> None:
        super().__init__(title, size_pt=10.5)
        section = self._document.sections[0]
        section.page_height, section.page_width = (Cm(side) for side in _A4_CM)
        section.left_margin = section.right_margin = Cm(_REPORT_MARGIN_CM)
        section.top_margin = section.bottom_margin = Cm(_REPORT_MARGIN_CM)
        self._set_running_title(running_title)
        section.header.paragraphs[0].paragraph_format.space_after = Pt(12)

    def keep_table_whole(self) -> None:
        """Keeps the table that was added last on one page, unless it hardly fits one."""
        added = self._document.tables[-1].rows
        if len(added) <= _ROWS_KEPT_TOGETHER:
            for row in added[:-1]:
                for cell in row.cells:
                    cell.paragraphs[0].paragraph_format.keep_with_next = True

    def add_text(self, text: str) -> None:
        """Adds a paragraph whose own lines stay lines; it may end a page."""
        self._document.add_paragraph(_plain(text))

    def add_caption(self, title: str) -> None:
        """Adds the title of a table, which stays with it and keeps off what stands above."""
        paragraph = self._document.add_paragraph()
        paragraph.add_run(_plain(title)).italic = True
        paragraph.paragraph_format.space_before = Pt(10)
        paragraph.paragraph_format.keep_with_next = True

    def add_signature(self, name: str) -> None:
        """Adds a name and a line to sign on, which stay together."""
        paragraph = self._document.add_paragraph()
        paragraph.paragraph_format.space_before = Pt(18)
        paragraph.paragraph_format.keep_together = True
        stop = Cm(self.TEXT_WIDTH_CM)
        paragraph.paragraph_format.tab_stops.add_tab_stop(
            stop, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.LINES
        )
        paragraph.add_run(f"{_plain(name)} \t")


@dataclass(frozen=True, slots=True)
class BarPart:
    """A part of a bar: how much of it, what is written in it, and its fill (rrggbb, no hash)."""

    size: float
    words: str
    fill: str
    ink: str


class OnePageDocument(_TableDocument):
    """An upright page under way, with narrow margins and small type: what must fit one sheet."""

    TEXT_WIDTH_CM = _A4_CM[1] - 2 * _MARGIN_CM

    def __init__(self, title: str) -> None:
        super().__init__(title, size_pt=_SMALL_PT)
        section = self._document.sections[0]
        section.page_height, section.page_width = (Cm(side) for side in _A4_CM)
        section.left_margin = section.right_margin = Cm(_MARGIN_CM)
        section.top_margin = section.bottom_margin = Cm(_ONE_PAGE_EDGE_CM)
        section.footer_distance = Cm(_ONE_PAGE_EDGE_CM / 2)
        _number_pages(section.footer.paragraphs[0])
        styles = self._document.styles
        styles["Title"].font.size, styles["Heading 1"].font.size = Pt(15), Pt(10.5)
        styles["Title"].paragraph_format.space_after = Pt(2)
        styles["Heading 1"].paragraph_format.space_before = Pt(6)
        styles["Heading 1"].paragraph_format.space_after = Pt(2)
        styles["Normal"].paragraph_format.space_after = Pt(2)

    def add_lead(self, text: str) -> None:
        """Adds the sentence that says the most, in larger type."""
        run = self._document.add_paragraph().add_run(_plain(text))
        run.bold, run.font.size = True, Pt(11.5)

    def add_bars(
        self, title: str, bars: Sequence[tuple[str, Sequence[BarPart], str]], end_heading: str
    ) -> None:
        """Adds a bar per row between its name and what stands at its end; all are equally long.

        A bar is a row of shaded cells with words in them, so that it reads without colours.
        """
        columns = 2 + _BAR_UNITS
        table = self._document.add_table(rows=1 + len(bars), cols=columns)
        table.autofit = False
        _describe(table, title)
        _pack(table)
        unit_cm = (self.TEXT_WIDTH_CM - _BAR_NAME_CM - _BAR_END_CM) / _BAR_UNITS
        widths = [_BAR_NAME_CM, *[unit_cm] * _BAR_UNITS, _BAR_END_CM]
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Cm(width)
        for row in table.rows:
            for cell, width in zip(row.cells, widths, strict=True):
                cell.width = Cm(width)
        _fill(table.rows[0].cells[-1], end_heading, is_label=True)
        table.rows[0].cells[1].merge(table.rows[0].cells[-2])
        for row, (name, parts, end) in zip(table.rows[1:], bars, strict=True):
            _keep_whole(row)
            _fill(row.cells[0], name, is_label=False)
            _fill(row.cells[-1], end, is_label=True)
            _fill_bar(row, parts)


def _number_pages(footer: Paragraph) -> None:
    """Writes "Pagina 1 di 8", which the reader's program counts."""
    footer.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for part in re.split(r"({page}|{pages})", PRINTED_PAGE):
        field = {"{page}": "PAGE", "{pages}": "NUMPAGES"}.get(part)
        if field is None:
            footer.add_run(part)
        else:
            element = OxmlElement("w:fldSimple")
            element.set(qn("w:instr"), field)
            footer._p.append(element)


def _describe(table: Table, title: str) -> None:
    properties = table._tbl.tblPr
    caption = OxmlElement("w:tblCaption")
    caption.set(qn("w:val"), _plain(title))
    properties.append(caption)


def _fill_heading(row: _Row, columns: Sequence[str]) -> None:
    _flag(row, "w:tblHeader")
    _keep_whole(row)
    for cell, title in zip(row.cells, columns, strict=True):
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.keep_with_next = True
        run = paragraph.add_run(title)
        run.bold, run.font.color.rgb = True, _WHITE
        _shade(cell, _HEADING_FILL)


def _fill_bar(row: _Row, parts: Sequence[BarPart]) -> None:
    """Merges the cells of a bar into its parts and shades them."""
    cells, start = row.cells, 1
    for part, units in zip(parts, bar_units([part.size for part in parts]), strict=True):
        cell = cells[start] if units == 1 else cells[start].merge(cells[start + units - 1])
        start += units
        _shade(cell, part.fill)
        _edge_in_white(cell)
        paragraph = cell.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.space_after = Pt(0)
        run = paragraph.add_run(part.words)
        run.bold, run.font.size = True, Pt(_IN_BAR_PT)
        run.font.color.rgb = RGBColor.from_string(part.ink)


def bar_units(sizes: Sequence[float]) -> list[int]:
    """Divides a bar among its parts: whole units, each part wide enough for its words.

    What rounding leaves over goes to the widest part.
    """
    total = sum(sizes)
    units = [max(_LEAST_UNITS, round(_BAR_UNITS * size / total)) for size in sizes]
    while sum(units) != _BAR_UNITS:
        widest = units.index(max(units))
        units[widest] += 1 if sum(units) < _BAR_UNITS else -1
    return units


def _pack(table: Table) -> None:
    """Takes the room between the edges of a table's cells and what stands in them."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), "0")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.append(margins)


def _edge_in_white(cell: _Cell) -> None:
    """Keeps the parts of a bar, and bars below each other, apart."""
    borders = OxmlElement("w:tcBorders")
    for side in ("top", "left", "bottom", "right"):
        border = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "12"), ("color", "FFFFFF")):
            border.set(qn(f"w:{name}"), value)
        borders.append(border)
    properties = cell._tc.get_or_add_tcPr()
    # The format wants borders before shading.
    shading = properties.find(qn("w:shd"))
    shading.addprevious(borders)


def _shade(cell: _Cell, fill: str) -> None:
    shading = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", fill)):
        shading.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shading)


def _fill(cell: _Cell, value: TableValue, *, is_label: bool) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(0)
    if isinstance(value, tuple):
        _add_marked(paragraph, value)
        return
    first, *others = _plain("" if value is None else str(value)).split("\n")
    paragraph.add_run(first).bold = is_label
    if others:
        paragraph.add_run("\n" + "\n".join(others))


def _add_marked(paragraph: Paragraph, runs: Iterable[TextRun]) -> None:
    for run in runs:
        written = paragraph.add_run(_plain(run.text))
        if run.change is TextChange.INSERTED:
            written.bold = written.underline = True
        elif run.change is TextChange.DELETED:
            written.font.strike = True


def _keep_whole(row: _Row) -> None:
    _flag(row, "w:cantSplit")


def _flag(row: _Row, name: str) -> None:
    properties: BaseOxmlElement = row._tr.get_or_add_trPr()
    properties.append(OxmlElement(name))


def _plain(text: str) -> str:
    return _FORBIDDEN.sub("", text)
