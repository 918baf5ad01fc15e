"""An .ods or .xls is recognised and shown, but not stored: its percentages and ink are lost."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from dashboard.errors import UnreadableWorkbookError
from dashboard.workbook import read_workbook
from tests.workbook.building import FINAL_HEAD, FINAL_TITLES, table, zipped

ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_NAMESPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (("office", "office"), ("table", "table"), ("text", "text"))
)


def _ods(rows: Sequence[Sequence[object]], prolog: str = "") -> bytes:
    def cell(value: object) -> str:
        if value is None:
            return "<table:table-cell/>"
        if isinstance(value, int | float):
            return f'<table:table-cell office:value-type="float" office:value="{value}"/>'
        return (
            '<table:table-cell office:value-type="string">'
            f"<text:p>{value}</text:p></table:table-cell>"
        )

    body = "".join(
        f"<table:table-row>{''.join(map(cell, row)) or '<table:table-cell/>'}</table:table-row>"
        for row in rows
    )
    content = (
        f"{prolog}<office:document-content {_NAMESPACES}><office:body><office:spreadsheet>"
        f'<table:table table:name="Report">{body}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    )
    return zipped({"mimetype": ODS_TYPE, "content.xml": content, "META-INF/manifest.xml": manifest})


def test_ods_shows_its_rows_with_their_cells_and_is_blocked() -> None:
    row = ("1.1", "Asilo nido", "Posti attivati", 60, 58.5, "Cantiere in ritardo")
    parsed = read_workbook("report.ods", _ods(table(FINAL_HEAD, FINAL_TITLES, row)))
    (document,) = parsed.documents
    (read,) = document.rows
    assert (document.kind, document.sector_code) == ("final_report", "03")
    assert (read.get("result"), read.values["result"].cell) == (58.5, "E6")
    assert read.values["result"].raw_text == "58,5"
    assert [(issue.code, issue.found) for issue in parsed.issues] == [
        ("format_not_faithful", ".ods")
    ]
    assert parsed.is_blocked


def test_ods_named_xlsx_is_read_by_its_content() -> None:
    row = ("1.1", "Asilo nido", "Posti attivati", 60, 60, None)
    assert read_workbook("report.xlsx", _ods(table(FINAL_HEAD, FINAL_TITLES, row))).documents


def test_ods_with_entities_is_refused() -> None:
    with pytest.raises(UnreadableWorkbookError) as caught:
        read_workbook("report.ods", _ods([("a",)], prolog='<!DOCTYPE x [<!ENTITY a "b">]>'))
    assert caught.value.params["reason"] == "entities"


def test_text_document_is_not_a_spreadsheet() -> None:
    text = zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"})
    with pytest.raises(UnreadableWorkbookError) as caught:
        read_workbook("report.ods", text)
    assert caught.value.params["reason"] == "word"


def test_damaged_xls_is_refused() -> None:
    content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 900 + "Workbook".encode("utf-16-le")
    with pytest.raises(UnreadableWorkbookError) as caught:
        read_workbook("report.xls", content)
    assert caught.value.params["reason"] == "damaged"
