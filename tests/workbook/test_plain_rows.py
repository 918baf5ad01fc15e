"""The text search over a worksheet's rows gives what the XML parser gives, or leaves it to it."""

from __future__ import annotations

from io import BytesIO
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dashboard.errors import UnreadableWorkbookError
from dashboard.workbook.cells import Grid
from dashboard.workbook.limits import CellLimits
from dashboard.workbook.package import open_workbook_package
from dashboard.workbook.plain_rows import PlainRow, plain_runs, plain_sheet, plain_texts
from dashboard.workbook.worksheet import read_worksheet
from tests.workbook.building import raw_xlsx

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

_TEXTS = [
    "",
    " ",
    "Azione",
    "&gt;= 95%",
    "a&amp;lt;b",
    "2024&#8211;2026",
    "a&amp;#8211;b",
    "a&#10;b",
    "due\nrighe",
    "_x000D_",
    "x_x0041_",
    "è",
    "]]",
]
_ATTRIBUTES = ["", ' s="0"', ' s="1"', ' s="7"', ' cm="1"']
_STYLES = (
    "<fonts><font/><font><color rgb='FFFF0000'/></font></fonts>"
    "<cellXfs><xf/><xf fontId='1' numFmtId='9'/></cellXfs>"
)


def _value(attributes: str, kind: str, stored: str) -> str:
    return f'<c r="@"{attributes} t="{kind}"><v>{stored}</v></c>'


_FONTS = [
    "",
    "<rPr/>",
    "<rPr></rPr>",
    '<rPr><color rgb="FFFF0000"/></rPr>',
    '<rPr><b/><strike/><sz val="11"/><color theme="1" /><rFont val="Calibri"/></rPr>',
    '<rPr><strike val="0"></strike><color indexed="10"/></rPr>',
    "<rPr><color rgb='FF0000FF'/></rPr>",
]
_RUNS = st.builds(
    lambda font, space, text: f"<r>{font}<t{space}>{text}</t></r>",
    st.sampled_from(_FONTS),
    st.sampled_from(["", ' xml:space="preserve"']),
    st.sampled_from(_TEXTS),
) | st.just("<r><t/></r>")
_NUMBERS = st.sampled_from(["0", "12", "-1.5", "1E3", "0.85", "45292"])
_CELLS = st.one_of(
    st.builds(lambda a: f'<c r="@"{a}/>', st.sampled_from(_ATTRIBUTES)),
    st.builds(lambda a: f'<c r="@"{a}></c>', st.sampled_from(_ATTRIBUTES)),
    st.builds(lambda a, n: _value(a, "n", n), st.sampled_from(_ATTRIBUTES), _NUMBERS),
    st.builds(lambda n: f'<c r="@"><v>{n}</v></c>', _NUMBERS),
    st.builds(lambda n: f"<c t='n' r='@'><v>{n}</v></c>", _NUMBERS),
    st.builds(lambda n: f'<c r="@"><f t="shared" si="0"/><v>{n}</v></c>', _NUMBERS),
    st.builds(lambda n: f'<c r="@"><f>IF(B1&gt;2,1,0)</f><v>{n}</v></c>', _NUMBERS),
    st.just('<c r="@"><f>B1*2</f></c>'),
    st.just('<c r="@"><f>B1*2</f><v></v></c>'),
    st.just('<c r="@" t="e"><v>#RIF!</v></c>'),
    st.just('<c r="@" t="b"><v>1</v></c>'),
    st.builds(lambda t: _value("", "str", t), st.sampled_from(_TEXTS)),
    st.builds(
        lambda a, t: f'<c r="@"{a} t="inlineStr"><is><t>{t}</t></is></c>',
        st.sampled_from(_ATTRIBUTES),
        st.sampled_from(_TEXTS),
    ),
    st.just('<c r="@" t="inlineStr"><is><t xml:space="preserve"> a </t></is></c>'),
    st.builds(
        lambda a, runs: f'<c r="@"{a} t="inlineStr"><is>{"".join(runs)}</is></c>',
        st.sampled_from(_ATTRIBUTES),
        st.lists(_RUNS, min_size=1, max_size=4),
    ),
    st.just("<c r='@'><v>3</v></c>"),
    st.just('<c r="@"><v>&#51;</v></c>'),
)
_ROW_ATTRIBUTES = st.sampled_from(
    ["", ' spans="1:3"', ' hidden="1"', ' s="1" customFormat="1"', ' ht="15.0" customHeight="1"']
)
_ROWS = st.lists(st.tuples(_ROW_ATTRIBUTES, st.lists(_CELLS, max_size=4)), min_size=1, max_size=6)


def _sheet(rows: list[tuple[str, list[str]]], space: str) -> str:
    written = []
    for number, (attributes, cells) in enumerate(rows, start=1):
        placed = (cell.replace("@", f"{'ABCD'[i]}{number}") for i, cell in enumerate(cells))
        written.append(f'<row r="{number}"{attributes}>{"".join(placed)}</row>')
    return space.join(written)


def _grid(content: bytes) -> Grid:
    package = open_workbook_package("prova.xlsx", content)
    return read_worksheet(package, package.sheets[0], CellLimits("prova.xlsx"))


@given(rows=_ROWS, space=st.sampled_from(["", "\n  "]))
@example(rows=[(' s="1" customFormat="1"', ['<c r="@"><is><t></t></is></c>'])], space="")
@example(rows=[(' s="1" customFormat="1"', ['<c r="@"><is><r><t/></r></is></c>'])], space="")
@example(rows=[(' s="1" customFormat="1"', ['<c r="@"><v></v></c>'])], space="")
def test_rows_found_by_text_are_those_the_parser_finds(
    rows: list[tuple[str, list[str]]], space: str
) -> None:
    sheet = _sheet(rows, space)
    by_text = _grid(raw_xlsx(sheet, styles=_STYLES))
    # A comment hands the whole sheet to the parser.
    by_parser = _grid(raw_xlsx(f"<!-- -->{sheet}", styles=_STYLES))
    assert by_text == by_parser


@given(
    rows=st.lists(
        st.lists(
            st.none()
            | st.booleans()
            | st.integers(-(10**9), 10**9)
            | st.floats(-1e9, 1e9, allow_nan=False)
            | st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=12),
            max_size=5,
        ),
        max_size=5,
    )
)
def test_values_found_by_text_are_those_openpyxl_finds(rows: list[list[object]]) -> None:
    workbook = openpyxl.Workbook()
    for row in rows:
        workbook.worksheets[0].append(row)
    out = BytesIO()
    workbook.save(out)
    read = openpyxl.load_workbook(BytesIO(out.getvalue()), data_only=True).worksheets[0]
    expected = {
        (cell.row, cell.column): cell.value
        for row in read.iter_rows()
        for cell in row
        if cell.value is not None and str(cell.value).strip() and cell.data_type != "e"
    }
    grid = _grid(out.getvalue())
    found = {
        place: cell.value
        for row, cells in grid.rows.items()
        for place, cell in (((row, column), cell) for column, cell in cells.items())
        if not (cell.error or cell.is_never_calculated)
    }
    assert found == expected


@given(
    items=st.lists(
        st.builds("<si>{}</si>".format, st.lists(_RUNS, max_size=4).map("".join))
        | st.builds("<si><t>{}</t></si>".format, st.sampled_from(_TEXTS)),
        max_size=6,
    ),
    space=st.sampled_from(["", "\n  "]),
)
def test_shared_texts_found_by_text_are_those_the_parser_finds(
    items: list[str], space: str
) -> None:
    written = space.join(items)
    by_text = open_workbook_package("prova.xlsx", raw_xlsx("", strings=f"{space}{written}"))
    # A comment hands the whole part to the parser.
    by_parser = open_workbook_package("prova.xlsx", raw_xlsx("", strings=f"<!-- -->{written}"))
    assert by_text.strings == by_parser.strings


@pytest.mark.parametrize(
    "strings",
    ["<si><t>a</t>", "<si><t>a</si></t>", "<si><t>a &boom;</t></si>", "</sst><sst>", "</si>"],
)
def test_broken_shared_texts_are_refused_as_by_the_parser(strings: str) -> None:
    with pytest.raises(UnreadableWorkbookError) as refused:
        open_workbook_package("prova.xlsx", raw_xlsx("", strings=strings))
    assert refused.value.params["reason"] == "damaged"


def test_shared_texts_as_office_programs_write_them_need_no_parser() -> None:
    content = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<sst xmlns="{_MAIN}" count="2">'
        '<si><t>a</t></si><si><r><rPr><b/></rPr><t xml:space="preserve">b </t></r></si></sst>'
    )
    runs = '<r><rPr><b/></rPr><t xml:space="preserve">b </t></r>'
    assert plain_texts(content.encode()) == [("a", ""), ("", runs)]
    assert plain_runs(runs) == [("<b/>", "b ")]


def _rows(data: str, root: str = f'<worksheet xmlns="{_MAIN}">') -> list[PlainRow | ET.Element]:
    sheet = plain_sheet(f"{root}<sheetData>{data}</sheetData></worksheet>".encode())
    assert sheet is not None
    return list(sheet.rows())


def test_a_row_as_office_programs_write_it_needs_no_parser() -> None:
    rows = _rows('<row r="2" spans="1:1"><c r="A2" s="1" t="s"><v>0</v></c></row><row r="3"/>')
    assert rows == [
        PlainRow("2", {"spans": "1:1"}, [("A", "2", ' s="1" t="s"', "0", "", "", "")]),
        PlainRow("3", {}, []),
    ]


@pytest.mark.parametrize(
    "row",
    [
        '<row><c r="A1"><v>1</v></c></row>',
        "<row r='1'><c r='A1'><v>1</v></c></row>",
        '<row r="1"><c r="A1"><v>1</v><extLst/></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c> <c r="B1"><v>1</v></c></row>',
        '<row r="1"><c r="A1" t="str"><v>&#x31;</v></c></row>',
        '<row r="1"><c r="A1" t="inlineStr"><is><r><rPr/><t>a</t></r></is></c></row>',
        '<row r="1"><c r="A1" t="inlineStr"><is><r><t>a</t></r><rPh><t>b</t></rPh></is></c></row>',
    ],
)
def test_a_row_written_otherwise_goes_to_the_parser(row: str) -> None:
    assert all(isinstance(found, ET.Element) for found in _rows(row))


@pytest.mark.parametrize(
    "content",
    [
        b"<worksheet><sheetData><row r='1'/></sheetData></worksheet>",
        f'<x:worksheet xmlns:x="{_MAIN}"><x:sheetData/></x:worksheet>'.encode(),
        f'<worksheet xmlns="{_MAIN}"><sheetData/></worksheet>'.encode(),
        f'<worksheet xmlns="{_MAIN}"><sheetData><!-- <row r="1"/> --></sheetData>'
        "</worksheet>".encode(),
        f'<?xml version="1.0" encoding="iso-8859-1"?><worksheet xmlns="{_MAIN}"><sheetData>'
        "</sheetData></worksheet>".encode(),
    ],
)
def test_a_sheet_that_a_search_could_misread_goes_to_the_parser_whole(content: bytes) -> None:
    assert plain_sheet(content) is None


@pytest.mark.parametrize(
    "row",
    [
        '<row r="1"><c r="A1"><v>1</v></row>',
        '<row r="1"><c r="A1"><v>1</c></v></row>',
        '<row r="1"><c r="A1" s="1" s="2"><v>1</v></c></row>',
        '<row r="1" ht="1" ht="1"><c r="A1"><v>1</v></c></row>',
        '<row r="1"><c r="A1" junk><v>1</v></c></row>',
        '<row r="1"><c r="A2"><v>1</v></c></row>',
        '<row r="1"><c r="A1" t="str"><v>a &boom; b</v></c></row>',
        '<row r="1"><c r="A1" t="str"><v>a ]]> b</v></c></row>',
        '<row r="1"><c r="A1" t="str"><v>a &#55296; b</v></c></row>',
        '<row r="1"><c r="A1" t="str"><v>a &#11; b</v></c></row>',
        '<row r="1"><c r="A1"><is><r><rPr><b x="1" x="1"/></rPr><t>a</t></r></is></c></row>',
        '<row r="1"><c r="A1"><is><r><rPr><b></rPr><t>a</t></r></is></c></row>',
        '<row r="1"><c r="A1" t="str"><v>\x01</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c>',
        '<row r="1"><c r="A1"><v>1</v></c></row></row>',
        '<row r="1" x14ac:dyDescent="0.25"><c r="A1"><v>1</v></c></row>',
    ],
)
def test_broken_xml_is_refused_as_by_the_parser(row: str) -> None:
    with pytest.raises(UnreadableWorkbookError):
        _grid(raw_xlsx(row))
