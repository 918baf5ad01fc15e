"""Hidden rows and columns are read and said, or left out and said: in every format alike."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.domain.model import ParsedWorkbook
from dashboard.workbook import read_workbook, read_workbook_isolated
from tests.workbook.building import FINAL_HEAD, FINAL_TITLES, book, table

ORIGINALS = Path(__file__).parent / "originals"
FORMATS = ("xlsx", "ods", "xls")


def _original(ending: str, *, leaves_out_hidden: bool) -> ParsedWorkbook:
    content = (ORIGINALS / f"foglio.{ending}").read_bytes()
    return read_workbook(f"foglio.{ending}", content, leaves_out_hidden=leaves_out_hidden)


def _hidden_issues(parsed: ParsedWorkbook) -> list[tuple[str, str | None, str, str]]:
    return [
        (issue.code, issue.cell, issue.params["count"], issue.params["places"])
        for issue in parsed.issues
        if issue.code.startswith("hidden_") and "sheet" not in issue.code
    ]


@pytest.mark.parametrize("ending", FORMATS)
def test_by_default_hidden_lines_are_read_and_said(ending: str) -> None:
    parsed = _original(ending, leaves_out_hidden=False)

    report = parsed.documents[0]
    assert 10 in [row.row_number for row in report.rows]
    assert any("other:Spesa" in row.values for row in report.rows)
    assert _hidden_issues(parsed) == [
        ("hidden_rows_loaded", "A10", "1", "10"),
        ("hidden_columns_loaded", "H5", "1", "H"),
    ]


@pytest.mark.parametrize("ending", FORMATS)
def test_left_out_they_are_not_read_and_that_is_said(ending: str) -> None:
    parsed = _original(ending, leaves_out_hidden=True)

    report = parsed.documents[0]
    assert [row.row_number for row in report.rows] == [6, 7, 8, 9, 11]
    assert not any("other:Spesa" in row.values for row in report.rows)
    assert [proposal.cell for proposal in parsed.proposals] == ["B11"]
    assert _hidden_issues(parsed) == [
        ("hidden_rows_left_out", "A10", "1", "10"),
        ("hidden_columns_left_out", "H5", "1", "H"),
    ]


def test_the_worker_leaves_out_the_same() -> None:
    content = (ORIGINALS / "foglio.xlsx").read_bytes()

    found = read_workbook_isolated("foglio.xlsx", content, leaves_out_hidden=True)

    assert found == _original("xlsx", leaves_out_hidden=True)


ROWS = [(f"1.{n}", f"Azione {n}", "Posti attivati", 60, n, None) for n in range(1, 7)]


def _edited(hidden_rows: list[int], hidden_columns: str = "") -> bytes:
    def hide(sheet: Worksheet) -> None:
        for row in hidden_rows:
            sheet.row_dimensions[row].hidden = True
        for letters in hidden_columns:
            sheet.column_dimensions[letters].hidden = True

    return book(table(FINAL_HEAD, FINAL_TITLES, *ROWS), edit=hide)


def test_places_join_what_stands_together() -> None:
    parsed = read_workbook("x.xlsx", _edited([6, 8, 9, 10], "EF"))

    assert _hidden_issues(parsed) == [
        ("hidden_rows_loaded", "A6", "4", "6, 8-10"),
        ("hidden_columns_loaded", "E5", "2", "E-F"),
    ]


def test_what_is_stated_above_the_table_is_read_though_its_row_is_hidden() -> None:
    parsed = read_workbook("x.xlsx", _edited([2, 3]), leaves_out_hidden=True)

    [document] = parsed.documents
    assert (document.reference_year, document.sector_code) == (2024, "03")
    assert len(document.rows) == len(ROWS)
    assert _hidden_issues(parsed) == []


def test_a_required_column_left_out_is_missing_and_nothing_is_guessed() -> None:
    parsed = read_workbook("x.xlsx", _edited([], "C"), leaves_out_hidden=True)

    assert parsed.documents == ()
    assert "required_column_missing" in [issue.code for issue in parsed.issues]


def test_a_table_with_only_hidden_rows_left_out_is_empty_and_blocked() -> None:
    parsed = read_workbook("x.xlsx", _edited(list(range(6, 12))), leaves_out_hidden=True)

    assert parsed.is_blocked
    assert [issue.code for issue in parsed.issues] == ["empty_table", "hidden_rows_left_out"]


def test_a_merged_range_that_starts_in_a_hidden_row_still_gives_its_value() -> None:
    def merge_and_hide(sheet: Worksheet) -> None:
        sheet.merge_cells("A6:A7")
        sheet.merge_cells("B6:B7")
        sheet.row_dimensions[6].hidden = True

    content = book(table(FINAL_HEAD, FINAL_TITLES, *ROWS[:2]), edit=merge_and_hide)

    [document] = read_workbook("x.xlsx", content, leaves_out_hidden=True).documents
    assert [row.text("action_code") for row in document.rows] == ["1.1"]
    assert [row.row_number for row in document.rows] == [7]
