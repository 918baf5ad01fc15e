"""The other formats, good and broken, and what only bears the name of a workbook."""

from __future__ import annotations

from collections.abc import Callable

from tests.workbook.binary import number_record, row_record, text_record, xlsb
from tests.workbook.building import book, changed, zipped
from tests.workbook.corpus.case import NIDO, REPORT, Case, read, refused, report
from tests.workbook.opendocument import ods
from tests.workbook.test_other_formats import ORIGINALS

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
TEXT = "<table:table-cell office:value-type='string'><text:p>{}</text:p></table:table-cell>"
HEAD = report()


def _row(result: str, **attributes: str) -> str:
    settings = "".join(f' table:{name.replace("_", "-")}="{v}"' for name, v in attributes.items())
    cells = "".join(TEXT.format(text) for text in ("1.1", "Nido", "Posti", "60"))
    return f"<table:table-row{settings}>{cells}{result}</table:table-row>"


def _number(kind: str, value: str) -> str:
    return f'<table:table-cell office:value-type="{kind}" office:value="{value}"/>'


def _sheet(body: str, styles: str = "") -> Callable[[], bytes]:
    return lambda: ods(HEAD, body=body, styles=styles)


RED = (
    '<style:style style:name="T1" style:family="text"><style:text-properties '
    'fo:color="#c00000"/></style:style>'
)
INKED = TEXT.format('60<text:span text:style-name="T1"> posti</text:span>')
FAILED = (
    '<table:table-cell table:formula="of:=1/0" office:value-type="string">'
    "<text:p>#DIV/0!</text:p></table:table-cell>"
)
DATED = '<table:table-cell office:value-type="date" office:date-value="{}"/>'
OPEN_DOCUMENT = [
    read("ods", lambda: ods(REPORT), 2, file_name="report.ods"),
    read("ods, rows repeated", _sheet(_row(_number("float", "60"), number_rows_repeated="3")), 3),
    read(
        "ods, row filtered out",
        _sheet(_row(_number("float", "60"), visibility="filter")),
        1,
        "hidden_rows_loaded",
    ),
    read("ods, share without style", _sheet(_row(_number("percentage", "0.6"))), 1),
    read("ods, red words", _sheet(_row(INKED), RED), 1, "red_ink_found"),
    read("ods, failed formula", _sheet(_row(FAILED)), 1, "cell_error_value"),
    read(
        "ods, header rows in a group",
        _sheet(f"<table:table-row-group>{_row(_number('float', '60'))}</table:table-row-group>"),
        1,
    ),
    read(
        "ods, a million blank rows",
        _sheet(
            _row(_number("float", "60")) + '<table:table-row table:number-rows-repeated="1048000">'
            '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
        ),
        1,
    ),
    refused(
        "ods, a million filled rows",
        _sheet(_row(_number("float", "60"), number_rows_repeated="1048000")),
        "cells",
    ),
    refused(
        "ods, filled to the last column",
        _sheet(
            "<table:table-row><table:table-cell office:value-type='float' office:value='1' "
            "table:number-columns-repeated='16384'/></table:table-row>"
        ),
        "columns",
    ),
    refused("ods, date that is none", _sheet(_row(DATED.format("domani"))), "damaged"),
    refused("ods, number that is none", _sheet(_row(_number("float", "molti"))), "damaged"),
    refused("ods, open tag", _sheet("<table:table-row>"), "damaged"),
    refused("ods, cut", lambda: ods(REPORT)[:-30], "truncated"),
]


def _csv(separator: str, encoding: str = "utf-8", rows: list[object] | None = None) -> bytes:
    lines = REPORT if rows is None else rows
    return "\n".join(
        separator.join("" if value is None else str(value) for value in row)  # type: ignore[attr-defined]
        for row in lines
    ).encode(encoding)


NO_INK = "format_without_ink"
DELIMITED = [
    read("csv, semicolons", lambda: _csv(";"), 2, NO_INK, file_name="report.csv"),
    read("csv, commas", lambda: _csv(","), 2, NO_INK, file_name="report.csv"),
    read("csv, tabs, sixteen bits", lambda: _csv("\t", "utf-16"), 2, NO_INK),
    read("csv, bars, old Windows", lambda: _csv("|", "cp1252"), 2, NO_INK),
    read("csv, told its separator", lambda: b"sep=;\n" + _csv(";"), 2, NO_INK),
    read("csv, lines of one carriage return", lambda: _csv(";").replace(b"\n", b"\r"), 2, NO_INK),
    read("csv, titles only", lambda: _csv(";", rows=list(HEAD)), 0, NO_INK, "empty_table"),
    read(
        "csv, rows of all lengths", lambda: _csv(";") + b"\n;;\n1.3;Ponti;Controlli;5;5", 3, NO_INK
    ),
    read(
        "csv, quote never closed",
        lambda: _csv(";") + b'\n1.3;Ponti;"Controlli;5;5',
        3,
        NO_INK,
        "result_missing",
    ),
    refused("text without columns", lambda: b"Gentile ufficio\ncordiali saluti\n", "text"),
]


def _xls() -> bytes:
    return (ORIGINALS / "foglio.xls").read_bytes()


def _binary() -> bytes:
    cells = b""
    for number, row in enumerate(REPORT):
        cells += row_record(number)
        for column, value in enumerate(row):
            if isinstance(value, str):
                cells += text_record(column, value)
            elif value is not None:
                cells += number_record(column, value)
    return xlsb(cells)


LO_ISSUES = (
    "unknown_column",
    "cell_error_value",
    "hidden_rows_loaded",
    "hidden_columns_loaded",
    "comment_to_read",
    "red_ink_found",
)
BINARY = [
    read("xls", _xls, 8, *LO_ISSUES, file_name="foglio.xls"),
    read("xls, named xlsx", _xls, 8, *LO_ISSUES),
    refused("xls, cut", lambda: _xls()[:5000], "truncated"),
    refused("xls, half", lambda: _xls()[:4096], "truncated"),
    refused("xls, scratched", lambda: OLE + b"\xff" * 500 + _xls()[508:], "damaged"),
    read("xlsb", _binary, 2, NO_INK, file_name="report.xlsb"),
    refused("xlsb, cut", lambda: _binary()[:-40], "truncated", file_name="report.xlsb"),
    refused(
        "xlsb, sheet of noise",
        lambda: changed(_binary(), {"xl/worksheets/sheet1.bin": bytes(range(256)) * 20}),
        "damaged",
    ),
]
FOREIGN = [
    refused("nothing", lambda: b"", "empty"),
    refused("zeros", lambda: b"\x00" * 4096, "empty"),
    refused("noise", lambda: bytes(range(256)) * 40, "not_a_workbook"),
    refused(
        "web page named xls", lambda: b"\n <!DOCTYPE html><html></html>", "html", "estrazione.xls"
    ),
    refused("web page with a prolog", lambda: b'<?xml version="1.0"?>\n<html><table/>', "html"),
    refused("Excel 2003 XML", lambda: b'<?xml version="1.0"?><Workbook xmlns="x"/>', "xml"),
    refused("password", lambda: OLE + "EncryptedPackage".encode("utf-16-le") * 99, "encrypted"),
    refused("old letter", lambda: OLE + "WordDocument".encode("utf-16-le") * 99, "word"),
    refused("letter", lambda: zipped({"word/document.xml": "<w/>"}), "word"),
    refused("slides", lambda: zipped({"ppt/presentation.xml": "<p/>"}), "slides"),
    refused("archive of workbooks", lambda: zipped({"a.xlsx": book(report(NIDO))}), "archive"),
    refused("empty archive", lambda: zipped({}), "not_a_workbook"),
    refused("picture", lambda: b"\xff\xd8\xff\xe0" + b"x" * 500, "image"),
    refused("printed", lambda: b"%PDF-1.7\n%", "pdf"),
]
CASES: list[Case] = [*OPEN_DOCUMENT, *DELIMITED, *BINARY, *FOREIGN]
