"""An .ods, .xls, .xlsb or .csv says the same as the .xlsx it was saved from."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from dashboard.domain.model import ParsedWorkbook
from dashboard.errors import UnreadableWorkbookError
from dashboard.workbook import read_workbook
from dashboard.workbook.ods import read_opendocument
from tests.workbook.building import FINAL_HEAD, FINAL_TITLES, table, zipped
from tests.workbook.opendocument import content_xml, ods

ORIGINALS = Path(__file__).parent / "originals"


def _original(ending: str) -> ParsedWorkbook:
    return read_workbook("foglio.xlsx", (ORIGINALS / f"foglio.{ending}").read_bytes())


def _values(workbook: ParsedWorkbook) -> list[tuple[object, ...]]:
    return [
        (document.kind, row.row_number, row.is_hidden, value)
        for document in workbook.documents
        for row in document.rows
        for value in row.values.values()
    ]


@pytest.mark.parametrize("ending", ["ods", "xls"])
def test_libreoffice_saves_the_same_sheet_in_every_format(ending: str) -> None:
    expected, actual = _original("xlsx"), _original(ending)

    assert len(_values(expected)) > 50
    assert _values(actual) == _values(expected)
    assert [(issue.code, issue.cell, issue.found) for issue in actual.issues] == [
        (issue.code, issue.cell, issue.found) for issue in expected.issues
    ]


@pytest.mark.parametrize("ending", ["xlsx", "ods", "xls"])
def test_red_and_struck_ink_is_found_in_every_format(ending: str) -> None:
    proposals = [(p.cell, p.before, p.after) for p in _original(ending).proposals]

    assert proposals == [
        ("G10", "", "Due aule da fare"),
        ("B11", "Ponti vecchi", "Ponti e viadotti"),
    ]


@pytest.mark.parametrize("ending", ["xlsx", "ods", "xls"])
def test_percentages_dates_and_euros_are_read_by_their_format(ending: str) -> None:
    (report, _) = _original(ending).documents
    share, day, spent = report.rows[1], report.rows[2], report.rows[3]

    assert (share.get("result"), share.values["result"].raw_text) == (85.0, "85%")
    assert day.values["result"].raw_text == "15/07/2024"
    assert spent.values["other:Spesa"].raw_text == "1.234,50 €"
    assert [row.is_hidden for row in report.rows] == [False] * 4 + [True, False]


def test_ods_named_xlsx_is_read_by_its_content() -> None:
    row = ("1.1", "Asilo nido", "Posti attivati", 60, 60, None)

    assert read_workbook("report.xlsx", ods(table(FINAL_HEAD, FINAL_TITLES, row))).documents


def test_ods_repeated_rows_and_columns_stand_where_they_are_seen() -> None:
    body = (
        '<table:table-row table:number-rows-repeated="4"><table:table-cell '
        'table:number-columns-repeated="16384"/></table:table-row><table:table-row>'
        '<table:table-cell/><table:table-cell office:value-type="string" '
        'table:number-columns-repeated="2"><text:p>x<text:s text:c="2"/>y</text:p>'
        "<office:annotation><text:p>nota</text:p></office:annotation></table:table-cell>"
        "</table:table-row>"
    )
    (grid,), _ = read_opendocument("a.ods", ods([], body=body))

    assert [(c.address, c.text) for c in grid.rows[5].values()] == [("B5", "x  y"), ("C5", "x  y")]


@pytest.mark.parametrize(
    ("prolog", "manifest", "reason"),
    [
        ('<!DOCTYPE x [<!ENTITY a "b">]>', "", "entities"),
        ("", "<manifest:encryption-data/>", "encrypted"),
    ],
)
def test_ods_is_refused_with_its_reason(prolog: str, manifest: str, reason: str) -> None:
    with pytest.raises(UnreadableWorkbookError) as caught:
        read_workbook("report.ods", ods([("a",)], prolog=prolog, manifest=manifest))
    assert caught.value.params["reason"] == reason


def test_text_document_is_not_a_spreadsheet() -> None:
    text = zipped(
        {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content_xml("")}
    )
    with pytest.raises(UnreadableWorkbookError) as caught:
        read_workbook("report.ods", text)
    assert caught.value.params["reason"] == "word"


ROW = ("03", "Asilo nido", "Posti attivati", "≥ 60", "58,5", 'Cantiere "in ritardo";\ndue mesi')


def _csv(rows: Sequence[Sequence[str]], separator: str, encoding: str) -> bytes:
    def cell(text: str) -> str:
        is_plain = not set(text) & {separator, '"', "\n"}
        return text if is_plain else '"' + text.replace('"', '""') + '"'

    return "\r\n".join(separator.join(map(cell, row)) for row in rows).encode(encoding)


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_csv_is_read_whatever_its_separator_and_encoding(separator: str, encoding: str) -> None:
    rows = table(FINAL_HEAD, FINAL_TITLES, ROW)
    parsed = read_workbook("report.csv", _csv(rows, separator, encoding))

    (read,) = parsed.documents[0].rows
    assert (read.get("action_code"), read.get("result")) == ("03", 58.5)
    assert read.get("reason") == 'Cantiere "in ritardo";\ndue mesi'
    assert read.values["target"].raw_text == "≥ 60"
    assert [issue.code for issue in parsed.issues] == ["format_without_ink"]


def test_csv_of_an_old_windows_keeps_its_accents_and_cells() -> None:
    row = ("1.1", "Città più verde", "Alberi", "60%", "50%", "È mancata l’acqua — siccità")
    rows = [("sep=;",), *table(FINAL_HEAD, FINAL_TITLES, row)]
    parsed = read_workbook("report.xls", _csv(rows, ";", "cp1252"))

    (read,) = parsed.documents[0].rows
    assert read.get("action_name") == "Città più verde"
    assert (read.get("result"), read.values["result"].cell) == (50.0, "E7")


def test_damaged_xls_is_refused() -> None:
    content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 1000 + "Workbook".encode("utf-16-le")
    for length, reason in ((1024, "damaged"), (1020, "truncated")):
        with pytest.raises(UnreadableWorkbookError) as caught:
            read_workbook("report.xls", content[: length - 16] + content[-16:])
        assert caught.value.params["reason"] == reason
