"""Packages as other programs write them, or as no program should: raw XML."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

from tests.workbook.building import MAIN, changed, raw_xlsx, zipped
from tests.workbook.corpus.case import REPORT, Case, read, refused

STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
SHEET = "xl/worksheets/sheet1.xml"


def _cell(address: str, value: object) -> str:
    if isinstance(value, str):
        return f'<c r="{address}" t="inlineStr"><is><t>{value}</t></is></c>'
    return f'<c r="{address}"><v>{value}</v></c>'


def _rows() -> str:
    rows = []
    for number, row in enumerate(REPORT, start=1):
        cells = [
            _cell(f"{letter}{number}", value)
            for letter, value in zip("ABCDEF", row, strict=False)
            if value is not None
        ]
        rows.append(f'<row r="{number}">{"".join(cells)}</row>')
    return "".join(rows)


ROWS = _rows()


def _with(old: str, new: str) -> Callable[[], bytes]:
    def make() -> bytes:
        assert old in ROWS
        return raw_xlsx(ROWS.replace(old, new))

    return make


def _sheet(change: Callable[[bytes], bytes]) -> Callable[[], bytes]:
    return lambda: changed(raw_xlsx(ROWS), edit={SHEET: change})


def _prefixed(xml: bytes) -> bytes:
    text = xml.decode()
    for name, sign in product(("worksheet", "sheetData", "row", "c", "is", "t", "v"), ("<", "</")):
        for end in (" ", ">"):
            text = text.replace(f"{sign}{name}{end}", f"{sign}x:{name}{end}")
    return text.replace('xmlns="', 'xmlns:x="').encode()


def _without_addresses(xml: bytes) -> bytes:
    text = xml.decode()
    for number, letter in product(range(1, 8), "ABCDEF"):
        text = text.replace(f' r="{letter}{number}"', "")
    # The missing reason of the last row is the last cell, so that nothing moves.
    return text.encode()


def _shared_out_of_range() -> bytes:
    return raw_xlsx(
        ROWS.replace(_cell("F6", "Cantiere in ritardo"), '<c r="F6" t="s"><v>7</v></c>'),
        strings="<si><t>unico</t></si>",
    )


def _phonetic() -> bytes:
    strings = "<si><t>Asilo</t><rPh sb='0' eb='1'><t>suono</t></rPh></si>"
    return raw_xlsx(
        ROWS.replace(_cell("B6", "Asilo nido"), '<c r="B6" t="s"><v>0</v></c>'), strings=strings
    )


def _elsewhere() -> bytes:
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return zipped(
        {
            "excel/workbook.xml": (
                f'<workbook xmlns="{MAIN}" xmlns:r="{relations}"><sheets>'
                '<sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>'
            ),
            "excel/_rels/workbook.xml.rels": (
                '<Relationships><Relationship Id="r1" Target="/fogli/a.xml"/></Relationships>'
            ),
            "fogli/a.xml": f'<worksheet xmlns="{MAIN}"><sheetData>{ROWS}</sheetData></worksheet>',
        }
    )


CASES: list[Case] = [
    read("fewest parts possible", lambda: raw_xlsx(ROWS), 2),
    read("names with a prefix", _sheet(_prefixed), 2),
    read("strict dialect", _sheet(lambda xml: xml.replace(MAIN.encode(), STRICT.encode())), 2),
    read("cells without addresses", _sheet(_without_addresses), 2),
    read("byte order mark", _sheet(lambda xml: b"\xef\xbb\xbf" + xml), 2),
    read("comments in the XML", _sheet(lambda xml: xml.replace(b"<row", b"<!-- x --><row", 2)), 2),
    read("parts in other folders", _elsewhere, 2),
    read("phonetic signs", _phonetic, 2),
    read("text that does not exist", _shared_out_of_range, 2, "reason_missing"),
    read("escaped line ends", _with("Asilo nido", "Asilo_x000D_\nnido"), 2),
    read(
        "ISO date cell",
        _with(_cell("E6", 58.5), '<c r="E6" t="d"><v>2024-06-30</v></c>'),
        2,
        "result_kind_differs_from_target",
    ),
    read(
        "true and false",
        _with(_cell("E6", 58.5), '<c r="E6" t="b"><v>1</v></c>'),
        2,
        "result_kind_differs_from_target",
    ),
    read(
        "error value",
        _with(_cell("E6", 58.5), '<c r="E6" t="e"><v>#DIV/0!</v></c>'),
        2,
        "cell_error_value",
    ),
    read("the same cell twice", _with(_cell("E6", 58.5), _cell("E6", 1) + _cell("E6", 58.5)), 2),
    read("small letters in addresses", _with('r="E6"', 'r="e6"'), 2),
    read("style that does not exist", _with('<c r="E6">', '<c r="E6" s="999">'), 2),
    read(
        "merges that make no sense",
        lambda: raw_xlsx(
            ROWS, after='<mergeCells><mergeCell ref="??"/><mergeCell ref="B2:A1"/></mergeCells>'
        ),
        2,
    ),
    read(
        "merge over the whole sheet",
        lambda: raw_xlsx(ROWS, after='<mergeCells><mergeCell ref="H1:XFD1048576"/></mergeCells>'),
        2,
    ),
    read(
        "sheet without its part",
        lambda: changed(
            raw_xlsx(ROWS),
            edit={"xl/_rels/workbook.xml.rels": lambda xml: xml.replace(b"sheet1", b"sheet9")},
        ),
        0,
        "no_recognised_sheet",
    ),
    read(
        "no sheets",
        lambda: zipped({"xl/workbook.xml": f'<workbook xmlns="{MAIN}"/>'}),
        0,
        "no_recognised_sheet",
    ),
    refused("number that is none", _with("<v>58.5</v>", "<v>58,5</v>"), "damaged"),
    refused(
        "index that is none", _with(_cell("E6", 58.5), '<c r="E6" t="s"><v>x</v></c>'), "damaged"
    ),
    refused("row that is none", _with('<row r="6">', '<row r="sei">'), "damaged"),
    refused("open tag", lambda: raw_xlsx(ROWS + "<row>"), "damaged"),
    refused("sixteen bits a sign", _sheet(lambda xml: xml.decode().encode("utf-16")), "damaged"),
    refused("sheet of zeros", _sheet(lambda _: b"\x00" * 5000), "damaged"),
    refused("workbook part empty", lambda: zipped({"xl/workbook.xml": ""}), "damaged"),
]
