"""Every way in which people and programs write in red is found; what only looks red is not.

Each case is the text of cell D5 (or D4) with its ink, written as one program or another does.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Color, Font, NamedStyle, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.workbook import read_workbook
from tests.workbook.building import DUP_HEAD, DUP_TITLES, MAIN, book, changed, raw_xlsx, table
from tests.workbook.opendocument import ods

Edit = Callable[[Worksheet], None]
Found = tuple[str, str] | None


def _found(file_name: str, content: bytes) -> Found:
    """Gives before and after of the one proposal of a file; None where there is none."""
    proposals = read_workbook(file_name, content).proposals
    assert len(proposals) < 2
    return (proposals[0].before, proposals[0].after) if proposals else None


def _written(value: Any, edit: Edit | None = None) -> bytes:
    rows = (
        ("2.1.a", "Piste ciclabili", "In corso", value, 50),
        ("2.1.b", "Teatro comunale", "Concluso", "Aperto a maggio", 100),
    )
    return book(table(DUP_HEAD, DUP_TITLES, *rows), edit)


def _font(**settings: Any) -> Edit:
    def edit(sheet: Worksheet) -> None:
        sheet["D5"].font = Font(**settings)

    return edit


def _named_style(sheet: Worksheet) -> None:
    sheet["D5"].style = NamedStyle("Proposta", font=Font(color="FFC00000"))


def _built_in_bad(sheet: Worksheet) -> None:
    sheet["D5"].style = "Bad"


def _fill(sheet: Worksheet) -> None:
    sheet["D5"].fill = PatternFill("solid", fgColor="FFFF0000")


def _number_format(sheet: Worksheet) -> None:
    sheet["E5"].number_format = "0;[Red]-0"


def _conditional(sheet: Worksheet) -> None:
    rule = CellIsRule(operator="equal", formula=['"Gara"'], font=Font(color="FFFF0000"))
    sheet.conditional_formatting.add("D5:D6", rule)


RED = ("", "Gara")
CELLS: list[tuple[str, Edit, Found]] = [
    ("rgb", _font(color="FFFF0000"), RED),
    ("rgb with alpha 00", _font(color="00FF0000"), RED),
    ("dark red", _font(color="FFC00000"), RED),
    ("light red", _font(color="FFE06666"), RED),
    ("indexed", _font(color=Color(indexed=10)), RED),
    ("one of the first eight indexed", _font(color=Color(indexed=2)), RED),
    ("indexed dark red", _font(color=Color(indexed=16)), RED),
    ("theme", _font(color=Color(theme=5)), RED),
    ("theme, darker", _font(color=Color(theme=5, tint=-0.249977)), RED),
    ("theme, lighter", _font(color=Color(theme=5, tint=0.3999)), RED),
    ("named style", _named_style, RED),
    ("built-in style Bad", _built_in_bad, RED),
    ("struck", _font(strike=True), ("Gara", "")),
    ("red and struck", _font(color="FFFF0000", strike=True), ("Gara", "")),
    ("orange", _font(color="FFED7D31"), None),
    ("brown", _font(color="FF993300"), None),
    ("pink", _font(color="FFFF99CC"), None),
    ("theme black", _font(color=Color(theme=1)), None),
    ("fill", _fill, None),
    ("number format [Red]", _number_format, None),
    ("conditional format", _conditional, None),
]


@pytest.mark.parametrize(
    ("edit", "expected"), [case[1:] for case in CELLS], ids=[c[0] for c in CELLS]
)
def test_whole_cell_in_red_by_any_style(edit: Edit, expected: Found) -> None:
    assert _found("dup.xlsx", _written("Gara", edit)) == expected


def _runs(*parts: str | tuple[str, dict[str, Any]]) -> CellRichText:
    return CellRichText(
        *(p if isinstance(p, str) else TextBlock(InlineFont(**p[1]), p[0]) for p in parts)
    )


RUNS: list[tuple[str, CellRichText, Found]] = [
    ("rgb", _runs("Gara", (" chiusa", {"color": "FFFF0000"})), ("Gara", "Gara chiusa")),
    (
        "indexed",
        _runs("Gara", (" chiusa", {"color": Color(indexed=10)})),
        ("Gara", "Gara chiusa"),
    ),
    (
        "theme and tint",
        _runs("Gara", (" chiusa", {"color": Color(theme=5, tint=-0.25)})),
        ("Gara", "Gara chiusa"),
    ),
    (
        "first of two",
        _runs(("Nuova ", {"color": "FFFF0000"}), ("gara", {"color": "FF000000"})),
        ("gara", "Nuova gara"),
    ),
    (
        "two reds around black",
        _runs(("A ", {"color": "FFFF0000"}), "gara", (" chiusa", {"color": "FFC00000"})),
        ("gara", "A gara chiusa"),
    ),
    ("struck", _runs("Gara ", ("forse", {"strike": True})), ("Gara forse", "Gara")),
    (
        "not struck, said so",
        _runs("Gara ", ("forse", {"strike": False, "color": "FF000000"})),
        None,
    ),
    ("bold only", _runs("Gara ", ("forse", {"b": True})), None),
    (
        "a red space",
        _runs("Gara", (" ", {"color": "FFFF0000"}), ("chiusa", {"b": True})),
        None,
    ),
]


@pytest.mark.parametrize(
    ("text", "expected"), [case[1:] for case in RUNS], ids=[c[0] for c in RUNS]
)
def test_part_of_a_cell_in_red_by_any_run(text: CellRichText, expected: Found) -> None:
    assert _found("dup.xlsx", _written(text)) == expected


def test_run_without_a_colour_keeps_that_of_its_red_cell() -> None:
    text = _runs("Gara ", ("2024", {"color": "FF000000"}))
    found = _found("dup.xlsx", _written(text, _font(color="FFFF0000")))
    assert found == ("2024", "Gara 2024")


FONTS = (
    '<fonts><font><sz val="11"/></font><font><color rgb="FFFF0000"/></font>'
    '<font><color indexed="20"/></font></fonts>'
)
STYLES = (
    f'{FONTS}<cellStyleXfs><xf fontId="0"/><xf fontId="1"/></cellStyleXfs>'
    '<cellXfs><xf fontId="0"/><xf fontId="1"/><xf fontId="2"/><xf xfId="1"/></cellXfs>'
)


def _raw(
    *, cell: str = "", row: str = "", columns: str = "", styles: str = STYLES, text: str = ""
) -> bytes:
    """Gives a sheet written by hand; cell D4 has these attributes and this text element.

    Every other cell has style 0, so that what a row or column says holds for D4 alone.
    """

    def line(number: int, *texts: str) -> str:
        return "".join(
            f'<c r="{"ABCD"[place]}{number}" s="0" t="inlineStr"><is><t>{one}</t></is></c>'
            for place, one in enumerate(texts)
        )

    inked = f'<c r="D4" t="inlineStr"{cell}>{text or "<is><t>Gara</t></is>"}</c>'
    content = raw_xlsx(
        f'<row r="1">{line(1, "DUP 2024 - Indirizzo strategico 2 - Crescere")}</row>'
        f'<row r="3">{line(3, *DUP_TITLES[:4])}</row>'
        f'<row r="4"{row}>{line(4, "a", "Piste", "In corso")}{inked}</row>'
        f'<row r="5">{line(5, "b", "Teatro", "Concluso", "Aperto")}</row>',
        styles=styles,
    )

    def edit(part: bytes) -> bytes:
        return part.replace(b"<sheetData>", f"<cols>{columns}</cols><sheetData>".encode())

    return changed(content, edit={"xl/worksheets/sheet1.xml": edit}) if columns else content


def _prefixed(content: bytes) -> bytes:
    """Gives the same workbook with every element of its sheet under a prefix."""

    def edit(part: bytes) -> bytes:
        text = part.decode().replace(f' xmlns="{MAIN}"', f' xmlns:x="{MAIN}"')
        return text.replace("</", "\0").replace("<", "<x:").replace("\0", "</x:").encode()

    parts = ("xl/worksheets/sheet1.xml", "xl/styles.xml")
    return changed(content, edit=dict.fromkeys(parts, edit))


def _strict(content: bytes) -> bytes:
    strict = b"http://purl.oclc.org/ooxml/spreadsheetml/main"

    def edit(part: bytes) -> bytes:
        return part.replace(MAIN.encode(), strict)

    parts = ("xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml")
    return changed(content, edit=dict.fromkeys(parts, edit))


PALETTE = "".join(
    f'<rgbColor rgb="00{"C00000" if place == 20 else "000000"}"/>' for place in range(64)
)
WITH_PALETTE = f"{STYLES}<colors><indexedColors>{PALETTE}</indexedColors></colors>"
RED_RUN = "<r><rPr><color rgb='FFFF0000'/></rPr><t xml:space='preserve'> chiusa</t></r>"
BY_HAND: list[tuple[str, bytes, Found]] = [
    ("style of the cell", _raw(cell=' s="1"'), RED),
    ("style of the column", _raw(columns='<col min="4" max="4" style="1"/>'), RED),
    ("style of the row", _raw(row=' s="1" customFormat="1"'), RED),
    ("style of the row, not in use", _raw(row=' s="1"'), None),
    ("font only in the named style", _raw(cell=' s="3"'), RED),
    ("custom palette", _raw(cell=' s="2"', styles=WITH_PALETTE), RED),
    ("the same number in the usual palette", _raw(cell=' s="2"'), None),
    ("prefixed tags", _prefixed(_raw(cell=' s="1"')), RED),
    ("strict namespace", _strict(_raw(cell=' s="1"')), RED),
    (
        "inline runs",
        _raw(text=f"<is><r><t>Gara</t></r>{RED_RUN}</is>"),
        ("Gara", "Gara chiusa"),
    ),
    (
        "strike said to be off",
        _raw(text="<is><r><rPr><b/><strike val='0'/></rPr><t>Gara</t></r></is>"),
        None,
    ),
]


@pytest.mark.parametrize(
    ("content", "expected"), [c[1:] for c in BY_HAND], ids=[c[0] for c in BY_HAND]
)
def test_red_written_as_other_programs_write_it(content: bytes, expected: Found) -> None:
    assert _found("dup.xlsx", content) == expected


SPAN = '<text:span text:style-name="{}">{}</text:span>'
TEXT_STYLES = (
    '<style:style style:name="R" style:family="text">'
    '<style:text-properties fo:color="#c9211e"/></style:style>'
    '<style:style style:name="N" style:family="text">'
    '<style:text-properties fo:color="#000000"/></style:style>'
    '<style:style style:name="S" style:family="text">'
    '<style:text-properties style:text-line-through-style="solid"/></style:style>'
    '<style:style style:name="P" style:family="paragraph">'
    '<style:text-properties fo:color="#ff0000"/></style:style>'
    '<style:style style:name="ce1" style:family="table-cell">'
    '<style:text-properties fo:color="#ff0000"/></style:style>'
    '<style:style style:name="ce2" style:family="table-cell" style:parent-style-name="ce1"/>'
    '<style:style style:name="ce3" style:family="table-cell">'
    '<style:table-cell-properties fo:background-color="#ff0000"/></style:style>'
    '<style:style style:name="ce4" style:family="table-cell" style:parent-style-name="ce1">'
    '<style:text-properties style:use-window-font-color="true"/></style:style>'
    '<style:style style:name="ce5" style:family="table-cell">'
    '<style:map style:condition="cell-content()=1" style:apply-style-name="ce1"/></style:style>'
)


def _ods(paragraph: str, cell: str = "", row: str = "", columns: str = "") -> bytes:
    def line(*texts: str) -> str:
        return "".join(
            f'<table:table-cell table:style-name="Default" office:value-type="string">'
            f"<text:p>{text}</text:p></table:table-cell>"
            for text in texts
        )

    inked = f'<table:table-cell office:value-type="string"{cell}>{paragraph}</table:table-cell>'
    rows = (
        ("", line("DUP 2024 - Indirizzo strategico 2 - Crescere")),
        ("", line(*DUP_TITLES[:4])),
        (row, line("a", "Piste", "In corso") + inked),
        ("", line("b", "Teatro", "Concluso", "Aperto")),
    )
    body = "".join(
        f"<table:table-row{attributes}>{cells}</table:table-row>" for attributes, cells in rows
    )
    return ods([], body=columns + body, styles=TEXT_STYLES)


PLAIN = "<text:p>Gara</text:p>"
OPENDOCUMENT: list[tuple[str, bytes, Found]] = [
    ("cell style", _ods(PLAIN, ' table:style-name="ce1"'), RED),
    ("parent of the cell style", _ods(PLAIN, ' table:style-name="ce2"'), RED),
    ("style of the row", _ods(PLAIN, row=' table:default-cell-style-name="ce1"'), RED),
    (
        "style of the column",
        _ods(
            PLAIN,
            columns='<table:table-column table:number-columns-repeated="3"/>'
            '<table:table-column table:default-cell-style-name="ce1"/>',
        ),
        RED,
    ),
    ("style of the paragraph", _ods('<text:p text:style-name="P">Gara</text:p>'), RED),
    (
        "span",
        _ods(f"<text:p>Gara{SPAN.format('R', ' chiusa')}</text:p>"),
        ("Gara", "Gara chiusa"),
    ),
    (
        "span in a span",
        _ods(f"<text:p>Gara{SPAN.format('R', ' chiusa' + SPAN.format('N', ' ieri'))}</text:p>"),
        ("Gara ieri", "Gara chiusa ieri"),
    ),
    (
        "second paragraph",
        _ods('<text:p>Gara</text:p><text:p text:style-name="P">Chiusa</text:p>'),
        ("Gara", "Gara\nChiusa"),
    ),
    (
        "struck and retyped",
        _ods(f"<text:p>Fine {SPAN.format('S', 'luglio')}{SPAN.format('R', 'ottobre')}</text:p>"),
        ("Fine luglio", "Fine ottobre"),
    ),
    (
        "black span in a red cell",
        _ods(f"<text:p>{SPAN.format('N', 'Gara')}</text:p>", ' table:style-name="ce1"'),
        None,
    ),
    ("automatic colour", _ods(PLAIN, ' table:style-name="ce4"'), None),
    ("fill", _ods(PLAIN, ' table:style-name="ce3"'), None),
    ("conditional style", _ods(PLAIN, ' table:style-name="ce5"'), None),
]


@pytest.mark.parametrize(
    ("content", "expected"), [c[1:] for c in OPENDOCUMENT], ids=[c[0] for c in OPENDOCUMENT]
)
def test_red_in_opendocument(content: bytes, expected: Found) -> None:
    assert _found("dup.ods", content) == expected
